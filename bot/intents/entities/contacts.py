"""Whom to call: the person's name that a message gives, by its cue or by its company.

A name counts after a cue (联系人, 我叫, 叫我, 姓) or as a field of its own beside a phone number or
an enterprise. A name that only explains somebody else (我是庄小梅同事) is marked foreign.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final

from bot.intents.entities import contact_cues as cues
from bot.intents.entities.contact_answers import answered, labelled, starts
from bot.intents.entities.contact_fields import names_in_fields
from bot.intents.entities.found import Found, Span, overlaps
from bot.intents.entities.names import BREAK, Fullness, Name, latin_at, name_at, surname_at
from bot.intents.entities.surnames import surname_length

FAR: Final = 6
BESIDE: Final = 40
LEAD_REACH: Final = 14
MOST_CUES: Final = 8
NAME_LETTERS: Final = (5, 4, 3, 2)
NICKNAME_PREFIX: Final = "小老大阿"


def find_contacts(plain: str, text: str, taken: Sequence[Span] = ()) -> tuple[Found, ...]:
    """Find the persons named; `taken` are the places of phones and enterprises."""
    if not taken and not cues.FIRST_SIGN.search(plain):
        return ()
    names = chain(
        _after_surname(plain),
        _after_cues(plain, text),
        _in_charge(plain),
        _before_numbers(plain, taken),
        names_in_fields(plain, text, taken),
    )
    free = [name for name in names if not overlaps((name.start, name.end), taken)]
    more = [whole for name in free if (whole := _in_full(plain, name, taken))]
    found: dict[Span, Found] = {}
    for name in _fullest(plain, [*free, *more]):
        found.setdefault((name.start, name.end), _judged(plain, text, name))
    return tuple(found[span] for span in sorted(found))


def read_contact(plain: str, text: str, taken: Sequence[Span] = ()) -> str | None:
    """Read the answer to "whom shall we call?": bare names, nicknames and surnames count."""
    for found in find_contacts(plain, text, taken):
        if not found.foreign:
            return found.value
    name = answered(plain, text)
    if name is None or overlaps((name.start, name.end), taken):
        return None
    return _judged(plain, text, name).value


def _judged(plain: str, text: str, name: Name) -> Found:
    before = plain[max(0, name.start - FAR) : name.start]
    aside = (
        cues.SOMEBODY.match(plain, name.end)
        or cues.REPLACED.match(plain, name.end)
        or cues.SET_ASIDE.search(before)
    )
    said = text[name.start : name.end]
    value = said.replace("名", "", 1) if name.fullness is Fullness.PARTED else said
    return Found(name.start, name.end, value, foreign=bool(aside))


def _fullest(plain: str, names: list[Name]) -> list[Name]:
    """One name a person: 我姓覃，覃晓燕 and 叫我老程就行，程德旺 give the whole name."""
    whole = {_surname(plain, name) for name in names if name.fullness is Fullness.FULL}
    whole |= {""} if whole else set()
    beside = [name for name in names if name.fullness is not Fullness.SURNAME]
    kept: list[Name] = []
    ranked = sorted(beside or names, key=lambda name: name.fullness is not Fullness.FULL)
    for name in ranked:
        brief = name.fullness in (Fullness.TITLED, Fullness.NICKNAME)
        known = brief and _surname(plain, name) in whole
        taken = [(other.start, other.end) for other in kept]
        if not known and not overlaps((name.start, name.end), taken):
            kept.append(name)
    return kept


def _surname(plain: str, name: Name) -> str:
    """The surname; nothing for 胖哥, who is taken for whoever else is named."""
    called = plain[name.start : name.end]
    if name.fullness is Fullness.NICKNAME:
        called = called[called[:1] in NICKNAME_PREFIX :]
    return called[: surname_length(called)]


def _after_surname(plain: str) -> list[Name]:
    names: list[Name] = []
    for cue in islice(cues.SURNAME_CUE.finditer(plain), MOST_CUES):
        surname = surname_at(plain, cue.end())
        if surname is None and (pair := _repeated(plain, cue.end())):
            names.append(pair)
        elif surname:
            names.append(surname)
    return names


def _repeated(plain: str, place: int) -> Name | None:
    """我姓阮阮建国: the surname, then the whole name at once; 姓王名建军."""
    for length in (2, 1):
        surname = plain[place : place + length]
        if surname and plain.startswith(surname, place + length):
            return name_at(plain, place + length)
    named = cues.NAMED.match(plain, place + 1)
    return Name(place, named.end(), Fullness.PARTED) if named else None


def _in_full(plain: str, name: Name, taken: Sequence[Span]) -> Name | None:
    """The whole name that follows a part of it: 我姓王，三横王，王建军; 喊我老程，程德旺."""
    if name.fullness is Fullness.FULL or name.fullness is Fullness.PARTED:
        return None
    sign = _surname(plain, name)
    called = name.fullness is not Fullness.SURNAME
    for place in _places(plain, sign, name.end):
        if called and not BREAK.match(plain, place - 1):
            continue
        whole = name_at(plain, place, sure=called)
        if whole and not overlaps((whole.start, whole.end), taken):
            return whole
    return None


def _places(plain: str, sign: str, start: int) -> list[int]:
    """Where that surname stands again, not far behind `start`."""
    if not sign:
        return []
    return [match.start() for match in re.compile(sign).finditer(plain, start, start + BESIDE)]


def _after_cues(plain: str, text: str) -> list[Name]:
    talk = cues.NAME_TALK.search(plain)
    names: list[Name] = []
    for cue in islice(cues.CUE.finditer(plain), MOST_CUES):
        word = cue.group()
        if cues.WORDY.fullmatch(word) and not talk:
            continue
        name = _led(plain, text, cue)
        if name and _allowed(plain, word, name):
            names.append(name)
    return names


def _in_charge(plain: str) -> list[Name]:
    """韦小姐负责: somebody with a title whose matter it is."""
    names: list[Name] = []
    for cue in islice(cues.IN_CHARGE.finditer(plain), MOST_CUES):
        for letters in NAME_LETTERS:
            name = name_at(plain, cue.start() - letters) if cue.start() >= letters else None
            if name and name.end == cue.start() and name.fullness is Fullness.TITLED:
                names.append(name)
                break
    return names


def _before_numbers(plain: str, taken: Sequence[Span]) -> Iterator[Name]:
    """打我同事小聂的，188…; 送样人小费198…; 安全员石磊电话 187…: whose number it is."""
    for start, _ in taken:
        if not plain[start : start + 1].isdecimal():
            continue
        holds = cues.HOLDS.search(plain, max(0, start - LEAD_REACH), start)
        end = holds.start() if holds else start
        for letters in NAME_LETTERS:
            name = name_at(plain, end - letters) if end >= letters else None
            if name and name.end == end and _is_held(plain, name):
                yield name
                break


def _is_held(plain: str, name: Name) -> bool:
    """Whether nothing but a person can stand there; two letters are a whole name behind a role."""
    if cues.NOBODY.match(plain, name.start):
        return False
    if name.fullness in (Fullness.TITLED, Fullness.NICKNAME):
        return True
    return cues.ROLE_BEFORE.search(plain, 0, name.start) is not None


def _led(plain: str, text: str, cue: re.Match[str]) -> Name | None:
    sure = cues.SURE.match(cue.group()) is not None
    reach = min(len(plain), cue.end() + LEAD_REACH)
    for place in reversed(starts(plain, cue.end(), reach)):
        if name := name_at(plain, place, sure):
            return name
    if not cues.LATIN_CUE.search(cue.group()):
        return None
    latin = latin_at(plain, text, cue.end(), sure)
    return latin or (labelled(plain, cue.end()) if cues.LABELS.match(cue.group()) else None)


def _allowed(plain: str, word: str, name: Name) -> bool:
    if not cues.TITLE_CUE.fullmatch(word) or name.fullness is Fullness.TITLED:
        return True
    if name.fullness is Fullness.NICKNAME:
        return cues.NUMBER_NEXT.match(plain, name.end) is not None
    return name.fullness is Fullness.FULL and bool(cues.TO_DEAL_WITH.match(plain, name.end))
