"""The lexicon's own rules: what a term may be, and what is said about a faulty table."""

from pathlib import Path

import pytest

from bot.intents.lexicon import (
    LEXICON_DIR,
    LONGEST_TERM,
    Lexicon,
    LexiconError,
    changed,
    load_lexicon,
)
from bot.intents.normal import normalise
from core.lexicon_changes import ChangeKind, TermChange
from tests.understanding.scoring import DEV, load

STRUCTURE = tuple(LEXICON_DIR / name for name in ("groups.tsv", "rules.tsv", "names.tsv"))


def bare(text: str) -> str:
    return "".join(letter for letter in normalise(text) if letter.isalnum())


def test_no_term_is_a_labelled_message_unless_it_is_a_name(lexicon: Lexicon) -> None:
    messages = {bare(message.text) for message in load(DEV)} - {""}
    assert [term for term in lexicon.terms if bare(term) in messages - lexicon.names] == []


def test_no_term_is_longer_than_eight_characters_unless_it_is_a_name(lexicon: Lexicon) -> None:
    for term in set(lexicon.terms) - lexicon.names:
        assert sum("\u4e00" <= letter <= "\u9fff" for letter in term) <= LONGEST_TERM


@pytest.mark.parametrize(
    ("name", "line", "says"),
    [
        ("mine.tsv", "instrument 天平", "expected 2 cells"),
        ("mine.tsv", "instruments\t天平", "no group 'instruments'"),
        ("mine.tsv", "instrument\t便携式红外线测温仪器", "longer than 8"),
        ("mine.tsv", "learn\t…讲课", "both sides of one gap"),
        ("groups.tsv", "extra\tnowhere\t-", "no layer 'nowhere'"),
        ("groups.tsv", "extra\tcategory\tweights=1", "neither a category nor a meaning"),
        ("groups.tsv", "extra\tcategory\tmetrology=much", "write a number"),
        ("groups.tsv", "nod\tact\t-", "is not one of"),
        ("rules.tsv", "learn\tnobody\ttraining+1", "no group 'nobody'"),
        ("rules.tsv", "learn\tperson\tschool+1", "neither a category nor a meaning"),
    ],
)
def test_a_faulty_line_is_named_with_its_file_and_what_to_do(
    tmp_path: Path, name: str, line: str, says: str
) -> None:
    faulty = tmp_path / name
    faulty.write_text(f"# a comment\n\n{line}\n", encoding="utf-8")
    with pytest.raises(LexiconError) as no:
        load_lexicon((*STRUCTURE, faulty))
    assert f"{name}:3:" in str(no.value)
    assert says in str(no.value)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"gone\.tsv:0: there is no such file"):
        load_lexicon((*STRUCTURE, tmp_path / "gone.tsv"))


def test_a_station_may_add_words_of_its_own(tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text("instrument\t火眼计\n", encoding="utf-8")
    added = load_lexicon((*sorted(LEXICON_DIR.glob("*.tsv")), mine))
    assert "火眼计" in added.terms


def test_a_word_more_is_found_and_a_word_less_is_not(lexicon: Lexicon) -> None:
    more = changed(lexicon, [TermChange(ChangeKind.ADD, "火眼计", "instrument")])
    assert "火眼计" in more.terms
    assert (
        "火眼计" not in changed(more, [TermChange(ChangeKind.DROP, "火眼计", "instrument")]).terms
    )


def test_the_same_change_twice_changes_nothing_more(lexicon: Lexicon) -> None:
    change = TermChange(ChangeKind.ADD, "火眼计", "instrument")
    assert changed(lexicon, [change, change]).known == changed(lexicon, [change]).known


def test_a_word_that_is_not_there_cannot_be_dropped(lexicon: Lexicon) -> None:
    dropped = changed(lexicon, [TermChange(ChangeKind.DROP, "火眼计", "instrument")])
    assert dropped.known == lexicon.known
