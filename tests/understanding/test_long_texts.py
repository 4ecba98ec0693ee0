"""A long text is read at both ends, and nothing of it is lost."""

import json
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.intents.classify import classify_lines
from bot.intents.lexicon import Lexicon
from bot.intents.long_texts import LEFT_OUT, READ_AT_MOST, readable
from bot.intents.reading import read
from core.intents import Intent

MONDAY = datetime.fromisoformat("2026-11-23T09:30:00+08:00")
STORY = "我们厂在东西湖，做这一行二十多年了，今年雨水多，厂门口的路修了又修。" * 200


@given(st.text(alphabet="厂里，。\n 12ab", max_size=3 * READ_AT_MOST))
def test_what_is_read_is_both_ends_of_what_was_written(text: str) -> None:
    ends = readable(text)
    tail = ends.text[ends.head :].removeprefix(LEFT_OUT)
    assert len(ends.text) <= READ_AT_MOST + len(LEFT_OUT)
    assert text.startswith(ends.text[: ends.head])
    assert text.endswith(tail)
    assert ends.head + ends.left_out + len(tail) == len(text)
    if ends.left_out:
        assert text[ends.original(len(ends.text) - len(tail)) :] == tail


def test_what_is_asked_before_and_behind_a_long_story_is_understood(lexicon: Lexicon) -> None:
    first = read("压力表要检定三块。" + STORY, MONDAY, lexicon)
    last = read(STORY + "所以想问下，三块压力表要检定，电话13800001111", MONDAY, lexicon)
    for reading in (first, last):
        assert reading.meant.category == "metrology"
        assert reading.left_out > 0
    assert [str(found.phone) for found in last.phones] == ["13800001111"]


def test_words_are_named_at_their_places_in_the_whole_text(lexicon: Lexicon) -> None:
    text = STORY + "所以想问下，三块压力表要检定"
    [line] = classify_lines([json.dumps({"id": 1, "text": text})], lexicon)
    verdict = json.loads(line)
    assert verdict["intent"] == Intent.NEED
    assert verdict["left_out"] == len(text) - len(readable(text).text) + len(LEFT_OUT)
    assert {text[one["start"] : one["end"]] == one["word"] for one in verdict["matched"]} == {True}
