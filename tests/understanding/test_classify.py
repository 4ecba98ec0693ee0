"""Lines of JSON in, lines of JSON out."""

import json
from typing import Any

import pytest

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


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "。。。", "！！！", "…… -", "💩"])
def test_a_text_in_which_nothing_is_said_means_nothing(text: str, lexicon: Lexicon) -> None:
    answer = verdict(json.dumps({"id": 1, "text": text}), lexicon)
    assert (answer["intent"], answer["category"], answer["ask"]) == ("off_topic", None, False)
    assert answer["confidence"] == 1.0
    assert not answer["matched"]


def test_thanks_beside_a_refusal_take_nothing_from_its_confidence(lexicon: Lexicon) -> None:
    answer = verdict('{"text": "谢谢，不办了"}', lexicon)
    assert answer["intent"] == "cancel"
    assert answer["confidence"] > 0.9


def test_a_place_that_is_asked_inside_a_need_takes_nothing_from_its_confidence(
    lexicon: Lexicon,
) -> None:
    answer = verdict('{"text": "天平校准，你们地址在哪，停车方便吗"}', lexicon)
    assert (answer["category"], answer["ask"]) == ("metrology", False)


@pytest.mark.parametrize("number", ["NaN", "1e999", "-Infinity"])
def test_an_id_that_json_cannot_hold_is_no_json(number: str, lexicon: Lexicon) -> None:
    (line,) = classify_lines(['{"id": ' + number + ', "text": "电梯年检"}'], lexicon)
    answer = json.loads(line, parse_constant=pytest.fail)
    assert answer["id"] is None
    assert "JSON" in answer["error"]
