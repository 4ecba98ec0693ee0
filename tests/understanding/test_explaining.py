"""An explanation adds up to what was understood, and names what did it."""

import math
from datetime import UTC, datetime
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intents.explaining import Explanation, Word, explained
from bot.intents.lexicon import Lexicon, changed, load_lexicon
from bot.intents.normal import normalise
from bot.intents.reading import read
from core.lexicon_changes import ChangeKind, TermChange
from tests.understanding.scoring import DEV, load

NOON: Final = datetime(2026, 3, 2, 4, tzinfo=UTC)
LEXICON: Final = load_lexicon()
A_THOUSANDTH: Final = 1e-3
"""Understanding counts in whole parts (`weights.probabilities`), an explanation does not."""
MESSAGES: Final = sorted({message.text for message in load(DEV)})


def why(text: str, lexicon: Lexicon = LEXICON) -> Explanation:
    return explained(text, NOON, lexicon)


def word(shown: Explanation, text: str, group: str) -> Word:
    [found] = [each for each in shown.words if (each.text, each.group.name) == (text, group)]
    return found


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(MESSAGES))
def test_the_parts_add_up_to_the_probabilities(text: str) -> None:
    shown = why(text)
    parts = [shown.beforehand, *shown.verdicts.values(), *shown.pieces.values()]
    points = {each: sum(part[each] for part in parts) for each in shown.classes}
    whole = sum(math.exp(each) for each in points.values())
    summed = {each: math.exp(it) / whole for each, it in points.items()}
    assert summed == pytest.approx(shown.odds, abs=A_THOUSANDTH)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(MESSAGES))
def test_what_is_explained_is_what_the_product_understands(text: str) -> None:
    assert why(text).meant == read(text, NOON, LEXICON).meant


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(MESSAGES))
def test_the_words_stand_where_they_are_said_to_stand(text: str) -> None:
    shown = why(text)
    assert all(shown.plain[each.start : each.end] == each.text for each in shown.words)
    assert all(
        "".join(stretch.text for stretch in clause) in shown.plain for clause in shown.clauses
    )


def test_a_clause_shows_what_is_not_wanted() -> None:
    shown = why("不是要认证,是压力表要检定")
    weights = {stretch.text: stretch.weight for stretch in shown.clauses[0]}
    assert weights["认证"] < 0
    assert word(shown, "认证", "cert").weight == pytest.approx(weights["认证"])


def test_a_rule_is_shown_with_what_it_changed() -> None:
    [fired] = [each for each in why("内审员培训").fired if each.rule.second == "person"]
    assert fired.rule.first == "learn"
    assert fired.changed == pytest.approx({"training": 1.0})


def test_a_word_by_its_sound_names_the_term_that_was_meant() -> None:
    assert word(why("想陪训"), "陪训", "learn").sounds_like == "培训"


def test_terms_are_told_from_patterns() -> None:
    shown = why("请人来讲课，还有压力表")
    assert word(shown, "压力表", "instrument").is_term
    assert not word(shown, "压力表", "instrument_like").is_term
    over_a_gap = [each for each in shown.words if each.text == "请人来讲"]
    assert over_a_gap
    assert all(each.is_term for each in over_a_gap)


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [("火眼表儿", "火眼表儿要校", "火眼表儿"), ("火眼…整", "火眼瞄一整", "火眼瞄一整")],
)
def test_the_stations_own_words_are_marked(term: str, text: str, found: str) -> None:
    lexicon = changed(LEXICON, [TermChange(ChangeKind.ADD, term, "calibrate")])
    assert word(why(text, lexicon), found, "calibrate").own
    assert not any(each.own for each in why("压力表检定", lexicon).words)


def test_what_is_done_in_the_conversation_is_among_the_words() -> None:
    shown = why("不是要认证,是锅炉房的压力表")
    assert "correct" in {each.group.name for each in shown.words}
    assert "correct" in shown.meant.acts


def test_thanks_that_are_all_that_is_said_are_explained() -> None:
    shown = why("好的好的，谢谢老师")
    assert shown.meant == read("好的好的，谢谢老师", NOON, LEXICON).meant
    assert normalise("谢谢") in shown.plain


def test_a_company_whose_words_are_left_aside_is_shown() -> None:
    assert why("武汉精诚计量检测有限公司，要办叉车证").companies == ("武汉精诚计量检测有限公司",)
