"""Circles of linked chats: whatever is linked and left in whatever order, each chat stands in one,
and what one chat has done is undone by its leaving."""

import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from hypothesis import assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from core.conversations import Chat, ChatKind
from core.links import joined, left
from storage.database import open_database
from storage.links import Links
from storage.memory import Memory
from storage.migrations.upgrade import lay_out
from storage.schema import schema

NOON: Final = datetime(2026, 3, 2, 4, tzinfo=UTC)
TABLES: Final = schema()
CHATS: Final = tuple(f"web:hy.{name}" for name in "abcdef")
chats = st.sampled_from(CHATS)


class Circles(RuleBasedStateMachine):
    """Chats that link and leave, over a real database whose connection remembers, beside sets."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "station.db"
        lay_out(path)
        self.path, self.connection = path, open_database(path)
        self.connection.memory = Memory()
        self.links, self.turns = Links(TABLES), 0
        for chat in CHATS:
            known = Chat(chat, "web", ChatKind.PRIVATE, "hy", f"p.{chat}")
            TABLES.of(Chat).save(self.connection, known)
        self.sets = {chat: frozenset({chat}) for chat in CHATS}

    def teardown(self) -> None:
        self.connection.close()
        self.folder.cleanup()

    def link(self, one: str, other: str) -> None:
        circles = [self.links.circle(self.connection, chat) for chat in (one, other)]
        both = [chat for chat in CHATS if chat in self.sets[one] | self.sets[other]]
        for link in joined(circles, both, self._turn(), self._now()):
            TABLES.of(type(link)).save(self.connection, link)
        for chat in both:
            self.sets[chat] = frozenset(both)

    def leave(self, chat: str) -> None:
        circle = self.links.circle(self.connection, chat)
        for link in left(circle, chat, self._turn()):
            TABLES.of(type(link)).save(self.connection, link)
        rest = self.sets[chat] - {chat}
        self.sets |= {chat: frozenset({chat}), **dict.fromkeys(rest, rest)}

    def _turn(self) -> str:
        self.turns += 1
        return f"i{self.turns}"

    def _now(self) -> datetime:
        return NOON + timedelta(minutes=self.turns)

    @rule(one=chats, other=chats)
    def two_chats_are_linked(self, one: str, other: str) -> None:
        assume(self.sets[one] != self.sets[other])
        self.link(one, other)

    @rule(chat=chats)
    def a_chat_leaves(self, chat: str) -> None:
        self.leave(chat)

    @precondition(lambda self: any(len(one) == 1 for one in self.sets.values()))
    @rule(data=st.data())
    def who_comes_and_leaves_changes_nothing(self, data: st.DataObject) -> None:
        alone = data.draw(st.sampled_from([c for c in CHATS if len(self.sets[c]) == 1]))
        other = data.draw(chats.filter(lambda chat: chat != alone))
        before, sets = self.seen(), dict(self.sets)
        self.link(alone, other)
        self.leave(alone)
        assert self.seen() == before
        assert self.sets == sets

    def seen(self) -> dict[str, frozenset[str]]:
        return {chat: frozenset(self.links.others(self.connection, chat)) for chat in CHATS}

    @invariant()
    def each_chat_stands_in_one_circle_with_those_that_stand_with_it(self) -> None:
        seen = self.seen()
        for chat, others in seen.items():
            assert others == self.sets[chat] - {chat}
            assert all(seen[other] == self.sets[chat] - {other} for other in others)

    @invariant()
    def nobody_is_named_twice_and_the_order_is_the_same_for_all(self) -> None:
        for chat in CHATS:
            others = self.links.others(self.connection, chat)
            circle = self.links.circle(self.connection, chat)
            assert len(set(others)) == len(others)
            assert tuple(one.id for one in circle.others) == others
            for other in others:
                seen_there = self.links.others(self.connection, other)
                both = [one for one in others if one in seen_there]
                assert both == [one for one in seen_there if one in others]

    @invariant()
    def what_is_remembered_is_what_would_be_read(self) -> None:
        with closing(open_database(self.path)) as fresh:
            read = {chat: self.links.others(fresh, chat) for chat in CHATS}
        assert read == {chat: self.links.others(self.connection, chat) for chat in CHATS}


Circles.TestCase.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
test_circles = Circles.TestCase


def test_a_chat_that_was_never_linked_asks_the_file_once(tmp_path: Path) -> None:
    path = tmp_path / "station.db"
    lay_out(path)
    links = Links(TABLES)
    with closing(open_database(path)) as connection:
        connection.memory = Memory()
        assert links.others(connection, "web:hy.a") == ()
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        assert links.others(connection, "web:hy.a") == ()
        assert asked == []


def test_a_code_is_kept_as_a_digest_and_never_as_it_was_told(tmp_path: Path) -> None:
    path = tmp_path / "station.db"
    lay_out(path)
    here = Chat("web:hy.a", "web", ChatKind.PRIVATE, "hy", "p.a")
    with closing(open_database(path)) as connection:
        fresh = [Links(schema(key)).linking(connection, here, "", NOON) for key in ("", "k" * 40)]
    assert len({one.fresh for one in fresh}) == len(fresh)
    for one in fresh:
        assert len(one.fresh) == 8
        assert one.fresh.isdecimal()
        assert one.fresh not in one.digest
