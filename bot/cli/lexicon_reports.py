"""`station lexicon check`, `stats` and `groups`: the lexicon as a whole."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import typer

from bot.cli.doctor import tell
from bot.cli.lexicon_checks import examine_lexicon
from bot.cli.lexicon_labels import belongs, place, points_label
from bot.cli.screen import say, show
from bot.installation import database_of
from bot.intents.formulas import PATTERNS
from bot.intents.lexicon import LEXICON_DIR, Lexicon
from bot.intents.weights.tables import PIECES, WORDS
from bot.own_words import lexicon_of
from bot.settings import Settings, read_settings
from storage.connections import Connection
from storage.lexicon_changes import is_kept

EXAMPLES_DIR: Final = LEXICON_DIR.parent / "examples"
ALL_WELL: Final = "✓ 词表文件和本站的改动都没有问题。"
GROUP_TITLES: Final = ("组", "指向", "说明")
STATS_TITLES: Final = ("属于", "组", "词", "本站加的")
SUM_TITLES: Final = ("合计", "")
TERMS: Final = "词（不同的）"
OWN: Final = "其中本站加的"
GROUPS: Final = "组"
RULES: Final = "规则"
FORMULAS: Final = "句式"
PIECES_LEARNED: Final = "学到的字串"
EXAMPLES: Final = "学习用例"
SIZE: Final = "文件大小"
KILOBYTES: Final = "{size:.0f} KB"
LOADED: Final = "读入用时"
SECONDS: Final = "{seconds:.2f} 秒"


def check() -> None:
    """Name each fault; the exit is 1 where there is one."""
    with _kept(read_settings()) as connection:
        found = list(examine_lexicon(connection))
    if not found:
        say(ALL_WELL)
        return
    tell(found)
    raise typer.Exit(1)


def groups() -> None:
    """Every group with what it is for."""
    lexicon = lexicon_of(database_of(read_settings()))
    named = sorted(lexicon.groups.values(), key=place)
    show(GROUP_TITLES, [(each.name, points_label(each), each.about) for each in named])


def stats() -> None:
    """How much of everything there is."""
    begun = time.perf_counter()
    lexicon = lexicon_of(database_of(read_settings()))
    taken = time.perf_counter() - begun
    terms = Counter(group.name for owners in lexicon.known.values() for group in owners)
    own = Counter(group for _, group in lexicon.own)
    rows = [
        (belongs(group), group.name, str(terms[group.name]), str(own[group.name] or ""))
        for group in sorted(lexicon.groups.values(), key=place)
    ]
    show(STATS_TITLES, rows)
    say("")
    show(SUM_TITLES, list(_sums(lexicon, taken)))


def _sums(lexicon: Lexicon, taken: float) -> Iterator[tuple[str, str]]:
    files = (*LEXICON_DIR.glob("*.tsv"), PIECES, WORDS)
    size = sum(path.stat().st_size for path in files) / 1024
    yield TERMS, str(len(lexicon.known))
    yield OWN, str(len(lexicon.own))
    yield GROUPS, str(len(lexicon.groups))
    yield (
        RULES,
        str(sum(len(rules) for seconds in lexicon.rules.values() for rules in seconds.values())),
    )
    yield FORMULAS, str(len(PATTERNS))
    yield PIECES_LEARNED, str(len(lexicon.weights.pieces))
    yield EXAMPLES, str(_count_examples())
    yield SIZE, KILOBYTES.format(size=size)
    yield LOADED, SECONDS.format(seconds=taken)


def _count_examples() -> int:
    lines = (
        line
        for path in EXAMPLES_DIR.glob("*.tsv")
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    return sum(bool(line.strip()) and not line.startswith("#") for line in lines)


@contextmanager
def _kept(settings: Settings) -> Iterator[Connection | None]:
    """The database, where there is one that keeps changes."""
    database = database_of(settings)
    if not database.exists():
        yield None
        return
    with database.reading() as connection:
        yield connection if is_kept(connection) else None
