"""What says whether a pattern is worth looking for may let through too much, never too little."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.intents.formulas import PATTERNS
from bot.intents.telling import telling


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("对了", {"对了"}),
        ("(?:转|接)人工", {"人工"}),
        ("(?:转|接)工", {"转工", "接工"}),
        ("[一二]星", {"一星", "二星"}),
        ("a?b", {"b"}),
        ("(?<=xy)b", {"xy"}),
        ("(?!y)b", {"b"}),
        ("c{2,}", {"c"}),
    ],
)
def test_the_piece_that_says_most_stands_first(pattern: str, says: set[str]) -> None:
    assert telling(pattern)[0] == says


@pytest.mark.parametrize("pattern", ["a*", "x|", r"\W*"])
def test_a_pattern_that_says_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="no piece"):
        telling(pattern)


@settings(max_examples=400, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.data())
def test_whatever_a_pattern_matches_holds_one_of_each_of_its_sets(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(PATTERNS))
    text = data.draw(st.from_regex(pattern.pattern))
    assert re.search(pattern.pattern, text)
    assert all(any(piece in text for piece in one) for one in telling(pattern.pattern))
