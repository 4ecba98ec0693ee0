"""No pattern costs exponentially more when what it may repeat is said over and over: whoever writes
“取消这个单子这个单子…” must not hold up everybody else. One that does runs into the time limit."""

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import walk_packages
from random import Random
from re import _constants as op  # type: ignore[attr-defined]  # the parsed form is nowhere public
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

import pytest

import bot
import core

TRIES, TIMES, LONGEST = 40, 36, 12
UNTRIED: Final = ("migrations", "__main__")
REPEATS: Final = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
FOR_CLASS: Final = {
    op.CATEGORY_DIGIT: "7",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_WORD: "表",
    op.CATEGORY_NOT_WORD: "，",
    op.CATEGORY_NOT_SPACE: "表",
    op.CATEGORY_NOT_DIGIT: "表",
}
HARD: Final = re.compile("取消(?:(?:[这那]个)?(?:单子?)?|了)*$")


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern of the product, under the name of where it stands."""
    for package in (bot, core):
        for found in walk_packages(package.__path__, f"{package.__name__}."):
            if any(part in found.name for part in UNTRIED):
                continue
            for name, value in vars(import_module(found.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    yield f"{found.name}.{name}", value


def drawn(tree: Any, luck: Random) -> str:
    """Some text that the parsed pattern may match; looking around is left out."""
    return "".join(DRAWN[kind](argument, luck) for kind, argument in tree if kind in DRAWN)


def drawn_often(argument: Any, luck: Random) -> str:
    fewest, most, body = argument
    return "".join(drawn(body, luck) for _ in range(luck.randint(fewest, min(most, fewest + 1))))


DRAWN: Final[dict[Any, Callable[[Any, Random], str]]] = {
    op.LITERAL: lambda code, _luck: chr(code),
    op.RANGE: lambda codes, luck: chr(luck.randint(*codes)),
    op.CATEGORY: lambda category, _luck: FOR_CLASS[category],
    op.ANY: lambda _none, _luck: "表",
    op.NOT_LITERAL: lambda code, _luck: "表" if chr(code) != "表" else "单",
    op.IN: lambda members, luck: drawn([luck.choice(members)], luck),
    op.BRANCH: lambda branches, luck: drawn(luck.choice(branches[1]), luck),
    op.SUBPATTERN: lambda group, luck: drawn(group[-1], luck),
    op.ATOMIC_GROUP: drawn,
    **dict.fromkeys(REPEATS, drawn_often),
}


def repeated(tree: Any) -> Iterator[Any]:
    """The bodies of all that may be said many times over."""
    for kind, argument in tree:
        if kind in REPEATS:
            if argument[1] >= LONGEST:
                yield argument[2]
            yield from repeated(argument[2])
        elif kind is op.BRANCH:
            for branch in argument[1]:
                yield from repeated(branch)
        elif kind is op.SUBPATTERN:
            yield from repeated(argument[-1])
        elif kind is op.ATOMIC_GROUP:
            yield from repeated(argument)


def hard_texts(pattern: re.Pattern[str]) -> Iterator[str]:
    """What the pattern may repeat, said many times, after what it may begin with; no match."""
    luck = Random(1)
    tree = parser.parse(pattern.pattern, pattern.flags)
    for body in repeated(tree):
        for _ in range(TRIES):
            again = drawn(body, luck) * TIMES
            yield f"{again}\n!"
            yield f"{drawn(tree, luck)}{again}\n!"


PATTERNS: Final = {pattern.pattern: (name, pattern) for name, pattern in patterns()}


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "pattern",
    [pattern for _name, pattern in PATTERNS.values()],
    ids=[name for name, _pattern in PATTERNS.values()],
)
def test_a_pattern_ends_on_what_it_repeats_said_again_and_again(pattern: re.Pattern[str]) -> None:
    for text in hard_texts(pattern):
        pattern.fullmatch(text)
        pattern.search(text)  # a pattern that fails here never comes back: the time limit tells


def test_the_texts_are_hard_for_a_pattern_that_may_read_them_in_many_ways() -> None:
    assert any("这个单子" * TIMES in text for text in hard_texts(HARD))
