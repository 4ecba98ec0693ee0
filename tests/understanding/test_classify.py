"""Lines of JSON in, lines of JSON out."""

import json
from typing import Any

from bot.intents.classify import classify_lines
from bot.intents.lexicon import Lexicon
from core.categories import Category


def verdict(line: str, lexicon: Lexicon) -> dict[str, Any]:
    (answer,) = classify_lines([line], lexicon)
    found: dict[str, Any] = json.loads(answer)
    return found


def test_a_need_has_a_category_and_words_with_their_places(lexicon: Lexicon) -> None:
    answer = verdict('{"id": "a-1", "text": "電子秤要檢定"}', lexicon)
    present = ["id", "intent", "category", "ranked", "confidence", "ask", "matched"]
    assert list(answer) == [*present, "flow", "item"]
    assert (answer["id"], answer["intent"], answer["category"]) == ("a-1", "need", "metrology")
    assert not answer["ask"]
    assert {"word": "電子秤", "start": 0, "end": 3} in answer["matched"]


def test_the_flow_and_the_service_item_stand_beside_the_category(lexicon: Lexicon) -> None:
    known = verdict('{"text": "想申报长江质量奖"}', lexicon)
    assert (known["category"], known["flow"]) == ("management", "award")
    assert known["item"] == {"clause": "4.2.2.5", "name": "品牌建设和质量奖项申报"}
    unknown = verdict('{"text": "谢谢"}', lexicon)
    assert (unknown["flow"], unknown["item"]) == (None, None)


def test_other_intents_have_no_category_and_are_not_asked_about(lexicon: Lexicon) -> None:
    answer = verdict('{"id": 7, "text": "我要投诉你们的师傅"}', lexicon)
    assert (answer["intent"], answer["category"], answer["ask"]) == ("complaint", None, False)
    assert sorted(answer["ranked"]) == sorted(Category)


def test_a_line_without_text_keeps_its_id_and_says_what_is_missing(lexicon: Lexicon) -> None:
    answer = verdict('{"id": "x", "text": 5}', lexicon)
    assert answer["id"] == "x"
    assert "text" in answer["error"]


def test_a_line_that_is_no_json_says_so(lexicon: Lexicon) -> None:
    answer = verdict("电子秤要检定", lexicon)
    assert answer["id"] is None
    assert "JSON" in answer["error"]
