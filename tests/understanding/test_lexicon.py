"""The lexicon's own rules: what a term may be, and what is said about a faulty table."""

from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intents.faults import LexiconError
from bot.intents.lexicon import (
    LEXICON_DIR,
    Lexicon,
    broken_among,
    changed,
    load_lexicon,
    why_not,
    with_own,
)
from bot.intents.normal import normalise
from bot.intents.terms import LONGEST_TERM, han_letters, term_of, why_not_term
from core.lexicon_changes import ChangeKind, TermChange
from tests.understanding.scoring import DEV, load

STRUCTURE = tuple(LEXICON_DIR / name for name in ("groups.tsv", "rules.tsv", "names.tsv"))
STRUCTURE_AND_SHIELDS = (*STRUCTURE, LEXICON_DIR / "shields.tsv")
MOST_ON_A_LINE = 20
GAUGE = TermChange(ChangeKind.ADD, "火眼计", "instrument")


def bare(text: str) -> str:
    return "".join(letter for letter in normalise(text) if letter.isalnum())


def test_no_term_is_a_labelled_message_unless_it_is_a_name(lexicon: Lexicon) -> None:
    messages = {bare(message.text) for message in load(DEV)} - {""}
    assert [term for term in lexicon.terms if bare(term) in messages - lexicon.names] == []


def test_no_term_is_longer_than_eight_characters_unless_it_is_a_name(lexicon: Lexicon) -> None:
    for term in set(lexicon.terms) - lexicon.names:
        assert han_letters(term) <= LONGEST_TERM


@pytest.mark.parametrize("table", sorted(set(LEXICON_DIR.glob("*.tsv")) - set(STRUCTURE)))
def test_a_table_can_be_read_by_people(table: Path, lexicon: Lexicon) -> None:
    """The lines of a group stand together, under a line that says what its words are."""
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if line]
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    groups = [name for name, _ in groupby(name for name, _ in rows)]
    assert len(groups) == len(set(groups))
    assert all(len(terms.split()) <= MOST_ON_A_LINE for _, terms in rows)
    begins = [f"# {name}: {lexicon.groups[name].about}" for name in groups]
    assert [line for line in lines if line in begins] == begins


@pytest.mark.parametrize(
    ("name", "line", "says"),
    [
        ("mine.tsv", "instrument 天平", "要有2栏"),
        ("mine.tsv", "instruments\t天平", "没有“instruments”这个组"),
        ("mine.tsv", "instrument\t便携式红外线测温仪器", "超过8个字"),
        ("mine.tsv", "learn\t…讲课", "两边都要有字"),
        ("mine.tsv", "learn\t_", "词是空的"),
        ("groups.tsv", "extra\tnowhere\t-\t多出来的", "没有“nowhere”这一层"),
        ("groups.tsv", "extra\tcategory\tweights=1\t多出来的", "既不是类别也不是意思"),
        ("groups.tsv", "extra\tcategory\tmetrology=much\t多出来的", "后面要写数字"),
        ("groups.tsv", "extra\tcategory\tmetrology=1", "要有4栏"),
        ("groups.tsv", "nod\tact\t-\t点头", "“nod”不是"),
        ("rules.tsv", "learn\tnobody\ttraining+1", "没有“nobody”这个组"),
        ("rules.tsv", "learn\tperson\tschool+1", "既不是类别也不是意思"),
    ],
)
def test_a_faulty_line_is_named_with_its_file_and_what_to_do(
    tmp_path: Path, name: str, line: str, says: str
) -> None:
    faulty = tmp_path / name
    faulty.write_text(f"# a comment\n\n{line}\n", encoding="utf-8")
    with pytest.raises(LexiconError) as no:
        load_lexicon((*STRUCTURE, faulty))
    [fault] = no.value.faults
    assert str(fault).startswith(f"{name} 第3行：")
    assert says in str(no.value)


def test_all_that_is_wrong_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "mine.tsv").write_text("person\t新工\nnobody\t谁\nlearn\t学…\n", encoding="utf-8")
    (tmp_path / "odd.tsv").write_bytes("learn\t讲座".encode("gb18030"))
    with pytest.raises(LexiconError) as no:
        load_lexicon((*STRUCTURE, *sorted(tmp_path.iterdir()), tmp_path / "gone.tsv"))
    places = {(fault.place.path.name, fault.place.line) for fault in no.value.faults}
    assert places == {("mine.tsv", 2), ("mine.tsv", 3), ("odd.tsv", 0), ("gone.tsv", 0)}
    assert "gone.tsv：没有这个文件" in str(no.value)
    assert "UTF-8" in str(no.value)


def test_a_station_may_add_words_of_its_own(tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text("instrument\t火眼计\n", encoding="utf-8")
    added = load_lexicon((*sorted(LEXICON_DIR.glob("*.tsv")), mine))
    assert "火眼计" in added.terms


def test_a_word_more_is_found_and_a_word_less_is_not(lexicon: Lexicon) -> None:
    more = changed(lexicon, [GAUGE])
    assert "火眼计" in more.terms
    less = changed(more, [TermChange(ChangeKind.DROP, "火眼计", "instrument")])
    assert "火眼计" not in less.terms


def test_what_the_station_added_is_told_from_what_the_release_has(lexicon: Lexicon) -> None:
    there = TermChange(ChangeKind.ADD, "天平", "product")
    again = TermChange(ChangeKind.ADD, "培训", "learn")
    more = changed(lexicon, [GAUGE, there, again])
    assert more.own == {("火眼计", "instrument"), ("天平", "product")}
    assert changed(more, [TermChange(ChangeKind.DROP, "天平", "product")]).own == {
        ("火眼计", "instrument")
    }


def test_the_same_change_twice_changes_nothing_more(lexicon: Lexicon) -> None:
    assert changed(lexicon, [GAUGE, GAUGE]).known == changed(lexicon, [GAUGE]).known


def test_a_word_that_is_not_there_cannot_be_dropped(lexicon: Lexicon) -> None:
    dropped = changed(lexicon, [TermChange(ChangeKind.DROP, "火眼计", "instrument")])
    assert dropped.known == lexicon.known


@pytest.mark.parametrize(
    ("term", "group", "says"),
    [
        ("火眼计", "instruments", "没有“instruments”这个组"),
        ("便携式红外线测温仪器", "instrument", "超过8个字"),
        ("讲…课…堂", "learn", "只能有一处"),
        ("…", "learn", "词是空的"),
        ("", "learn", "词是空的"),
        ("CMA章", "lab", "要写成“cma章”"),
        ("天\n平", "instrument", "中间不换行"),
    ],
)
def test_a_change_is_held_to_the_rules_of_the_tables(
    term: str, group: str, says: str, lexicon: Lexicon
) -> None:
    assert says in why_not(TermChange(ChangeKind.ADD, term, group), lexicon)


def test_a_change_that_cannot_be_made_is_left_out_and_named(lexicon: Lexicon) -> None:
    gone = TermChange(ChangeKind.ADD, "火眼计", "a_group_of_an_older_release")
    [broken] = broken_among([gone, GAUGE], lexicon)
    assert broken.change == gone
    assert with_own(lexicon, [gone, GAUGE]).known == changed(lexicon, [GAUGE]).known


def test_a_name_may_be_long(lexicon: Lexicon) -> None:
    assert not why_not(TermChange(ChangeKind.ADD, "职业健康安全管理体系", "system"), lexicon)


SMALL = load_lexicon(STRUCTURE_AND_SHIELDS)


@given(st.text(max_size=12), st.sampled_from(sorted(SMALL.groups)))
def test_whatever_passes_the_check_can_be_looked_for(written: str, group: str) -> None:
    term = term_of(written)
    if not why_not_term(term, SMALL.names):
        more = with_own(SMALL, [TermChange(ChangeKind.ADD, term, group)])
        assert term in more.known
        assert (term, group) in more.own
