"""What waits to be sent: in its order, by one sender at a time, whatever becomes of the tries."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.conversations import CardPost, OutboxState, Said
from core.messages import Card, Line, Outbound
from core.rates import Rate
from storage.applying import Applier
from storage.connections import Connection
from storage.database import open_database
from storage.migrations.upgrade import lay_out
from storage.outgoing import LEASE, Closed, Outgoing, Posting, Wait
from storage.posts import Posts
from storage.rate_clocks import Clock
from storage.schema import schema
from storage.stranded import Stranded
from tests.time.moments import at

BEGIN: Final = at("2026-11-23 10:00")
CHAT: Final = "telegram:7"
FREE: Final = Clock("telegram", Rate(timedelta(0), 100))
SLOW: Final = Clock("telegram:7", Rate(timedelta(seconds=1), 1))


class Box:
    """An outbox in a database of its own."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.schema = schema()
        self.outgoing = Outgoing(self.schema, "telegram")
        self.applier = Applier(self.schema)

    def says(self, *messages: Outbound, turn: str = "i1", now: datetime = BEGIN) -> None:
        self.applier.say(self.connection, messages, turn, now)

    def takes(
        self, now: datetime = BEGIN, *, chat: str = CHAT, by: str = "a", clock: Clock = FREE
    ) -> Posting | Wait | Closed | None:
        return self.outgoing.take(self.connection, chat, by, lambda _: (clock,), now)

    def taken(self, now: datetime = BEGIN, *, chat: str = CHAT, by: str = "a") -> Posting:
        found = self.takes(now, chat=chat, by=by)
        assert isinstance(found, Posting)
        return found

    def ahead(self, now: datetime = BEGIN, limit: int = 10) -> tuple[str, ...]:
        return self.outgoing.ahead(self.connection, FREE, now, limit).chats

    def all(self, chat: str = CHAT) -> Sequence[Said]:
        query = self.schema.of(Said).query("chat", order="n")
        found: Sequence[Said] = query.all(self.connection, chat)
        return found


@contextmanager
def boxed() -> Iterator[Box]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "station.db"
        lay_out(path)
        with closing(open_database(path)) as connection:
            yield Box(connection)


@pytest.fixture
def box() -> Iterator[Box]:
    with boxed() as box:
        yield box


def words(text: str, chat: str = CHAT) -> Outbound:
    return Outbound(chat, (Line(text),))


def card(key: str, state: str, chat: str = CHAT) -> Outbound:
    return Outbound(chat, card=Card(key, Line(key), (), state), thread=key)


def text(posting: Posting) -> str:
    message = posting.said.message
    return message.card.state if message.card else message.lines[0].render()


def test_one_sender_has_a_chat_until_its_lease_runs_out(box: Box) -> None:
    box.says(words("一"))
    assert text(box.taken(by="a")) == "一"
    assert box.takes(by="b") is None
    assert box.ahead() == ()
    later = BEGIN + LEASE
    assert box.ahead(later) == (CHAT,)
    assert box.taken(later, by="b").said.tries == 1
    assert box.takes(later, by="a") is None
    assert [each.tries for each in box.all()] == [2]


def test_answers_go_before_what_the_system_says_by_itself(box: Box) -> None:
    for number in range(3):
        box.says(words("提醒", f"telegram:{number}"), turn="d1")
    box.says(words("答复", "telegram:9"), turn="i1", now=BEGIN + timedelta(minutes=1))
    assert box.ahead() == ("telegram:9", "telegram:0", "telegram:1", "telegram:2")
    assert box.ahead(limit=1) == ("telegram:9",)


def test_within_one_chat_an_answer_does_not_overtake_the_reminder_before_it(box: Box) -> None:
    box.says(words("提醒"), turn="d1")
    box.says(words("答复"), turn="i1")
    assert text(box.taken()) == "提醒"
    box.outgoing.hold(box.connection, CHAT, BEGIN + timedelta(seconds=5))
    assert text(box.taken(BEGIN + LEASE)) == "提醒"


def test_other_channels_are_let_alone(box: Box) -> None:
    box.says(words("页", "web:hy.qin"), words("信", "telegrams:1"))
    assert box.ahead() == ()


def test_the_shared_allowance_says_how_many_there_is_room_for(box: Box) -> None:
    shared = Clock("telegram", Rate(timedelta(seconds=1), 2))
    for number in range(3):
        box.says(words("提醒", f"telegram:{number}"))
    ahead = box.outgoing.ahead(box.connection, shared, BEGIN, 10)
    assert (len(ahead.chats), ahead.room, ahead.opens) == (3, 2, None)
    for number in range(2):
        assert isinstance(box.takes(chat=f"telegram:{number}", clock=shared), Posting)
    ahead = box.outgoing.ahead(box.connection, shared, BEGIN, 10)
    assert (ahead.chats, ahead.room) == (("telegram:2",), 0)
    assert ahead.opens == BEGIN + timedelta(seconds=1)


def test_a_chat_whose_allowance_is_used_up_is_held_until_it_is_back(box: Box) -> None:
    box.says(words("一"), words("二"))
    first = box.takes(clock=SLOW)
    assert isinstance(first, Posting)
    box.outgoing.sent(box.connection, first.said, "1", BEGIN)
    opens = BEGIN + timedelta(seconds=1)
    assert box.takes(clock=SLOW) == Wait(opens)
    assert box.ahead() == ()
    assert box.outgoing.ahead(box.connection, FREE, BEGIN, 10).opens == opens
    assert isinstance(box.takes(opens, clock=SLOW), Posting)


def test_of_the_states_of_a_card_the_last_is_sent_before_what_belongs_to_it(box: Box) -> None:
    box.says(card("r1", "新"), words("r1 的话"), card("r2", "别的"), card("r1", "已接"))
    box.says(Outbound(CHAT, (Line("属于r1"),), thread="r1"))
    sent = []
    for number in range(4):
        posting = box.taken()
        sent.append(text(posting))
        if posting.said.message.card:
            post = CardPost(CHAT, posting.said.message.card.key, str(number))
            Posts(box.schema).keep(box.connection, post)
        box.outgoing.sent(box.connection, posting.said, str(number), BEGIN)
    assert sent == ["r1 的话", "别的", "已接", "属于r1"]
    assert box.takes() is None
    assert {each.state for each in box.all()} == {OutboxState.SENT}


def test_a_card_that_waits_comes_before_talk_that_belongs_to_it(box: Box) -> None:
    box.says(Outbound(CHAT, (Line("属于r1"),), thread="r1"), card("r1", "新"), card("r1", "已接"))
    first = box.taken()
    assert text(first) == "已接"
    Posts(box.schema).keep(box.connection, CardPost(CHAT, "r1", "1"))
    box.outgoing.sent(box.connection, first.said, "1", BEGIN)
    assert text(box.taken()) == "属于r1"


def test_only_tries_that_nothing_was_heard_of_are_counted(box: Box) -> None:
    box.says(words("长"))
    for key in ("1", "1,2"):
        box.outgoing.begun(box.connection, box.taken().said, key)
    posting = box.taken()
    assert (posting.said.key, posting.said.tries) == ("1,2", 0)
    box.outgoing.sent(box.connection, posting.said, "1,2,3", BEGIN)
    [said] = box.all()
    assert (said.state, said.key, said.tries) == (OutboxState.SENT, "1,2,3", 1)


def test_where_a_chat_has_moved_no_old_id_means_anything(box: Box) -> None:
    box.outgoing.move(box.connection, CHAT, "-100")
    box.says(words("一"), card("r1", "新"))
    posting = box.taken()
    assert posting.address == "-100"
    assert box.outgoing.chat_at(box.connection, "-100") == "7"
    assert box.outgoing.chat_at(box.connection, "8") == "8"
    box.outgoing.sent(box.connection, posting.said, "5", BEGIN)
    posts = Posts(box.schema)
    posts.keep(box.connection, CardPost(CHAT, "r1", "6"))
    box.outgoing.move(box.connection, CHAT, "-200")
    assert posts.card(box.connection, CHAT, "r1") == ""
    assert [each.key for each in box.all()] == ["", ""]


def test_what_waits_for_a_closed_chat_goes_out_in_order_when_it_opens(box: Box) -> None:
    stranded = Stranded(box.schema)
    box.says(words("一"), words("二"))
    assert text(box.taken()) == "一"
    stranded.close(box.connection, CHAT, "blocked")
    assert [each.n for each in stranded.strand(box.connection, CHAT)] == [1, 2]
    box.says(words("三"))
    assert box.takes() == Closed("blocked")
    assert stranded.is_closed(box.connection, CHAT)
    assert [each.n for each in stranded.strand(box.connection, CHAT)] == [3]
    assert box.ahead() == ()

    stranded.reopen(box.connection, CHAT)
    sent = []
    while isinstance(posting := box.takes(), Posting):
        sent.append(text(posting))
        box.outgoing.sent(box.connection, posting.said, "1", BEGIN)
    assert sent == ["一", "二", "三"]
    assert not stranded.is_closed(box.connection, CHAT)


tries = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["sent", "held", "lost", "failed"])), max_size=40
)


@settings(max_examples=40, deadline=None)
@given(tries=tries)
def test_whatever_becomes_of_the_tries_each_chat_keeps_its_order(
    tries: list[tuple[int, str]],
) -> None:
    with boxed() as box:
        now, gone = BEGIN, []
        for number in range(12):
            box.says(words(str(number), f"telegram:{number % 3}"))
        for chat, became in [*tries, *[(n % 3, "sent") for n in range(12)]]:
            key = f"telegram:{chat}"
            now += LEASE  # whatever was lost or held meanwhile may be tried again
            found = box.takes(now, chat=key, by=str(now))
            if not isinstance(found, Posting):
                continue
            if became == "sent":
                box.outgoing.sent(box.connection, found.said, "1", now)
                gone.append((chat, int(text(found))))
            elif became == "failed":
                box.outgoing.set_aside(box.connection, found.said, "no")
                gone.append((chat, int(text(found))))
            elif became == "held":
                box.outgoing.hold(box.connection, key, now + timedelta(seconds=5))
        for chat in range(3):
            assert [n for c, n in gone if c == chat] == list(range(chat, 12, 3))


@pytest.mark.parametrize("ahead", [timedelta(minutes=1), timedelta(days=2)])
def test_an_allowance_that_a_clock_far_ahead_used_up_holds_up_nothing(
    box: Box, ahead: timedelta
) -> None:
    box.says(words("一"), words("二"))
    first = box.takes(BEGIN + ahead, clock=SLOW)
    assert isinstance(first, Posting)
    box.outgoing.sent(box.connection, first.said, "1", BEGIN + ahead)
    assert isinstance(box.takes(BEGIN, clock=SLOW), Posting)
    assert box.outgoing.ahead(box.connection, SLOW, BEGIN, 10).room == 0


def test_a_clock_that_goes_back_takes_what_it_had_put_off_with_it(box: Box) -> None:
    box.says(words("一"))
    box.outgoing.hold(box.connection, CHAT, BEGIN + timedelta(days=2))
    assert box.ahead() == ()
    box.outgoing.unhold(box.connection)
    assert box.ahead() == (CHAT,)
