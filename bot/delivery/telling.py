"""What the rooms are told of messages to an enterprise: they arrived, they wait, they never will.

Words that somebody passed on say it of themselves; what the system says by itself is named in the
talk of its request.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.engine import Engine
from core.conversations import ChatKind, Said
from core.due import About, Due, DueKind
from core.masking import scrub
from core.messages import Audience, Delivery, Line, Outbound, text_of
from core.timers import start
from storage.connections import Connection
from storage.timelines import Timelines

WHY: Final[dict[Delivery, str]] = {
    Delivery.WAITING: "（联系不上：{why}。等企业再发消息或点按钮时补发）",
    Delivery.FAILED: "（原因：{why}）",
}
OF_ONE: Final[dict[Delivery, str]] = {
    Delivery.WAITING: "企业暂时联系不上：{why}。“{said}”先留着，等企业再发消息或点按钮时补发。",
    Delivery.FAILED: "“{said}”未送达企业，原因：{why}。",
    Delivery.DELIVERED: "“{said}”已送出（{why}）。",
}
OF_SEVERAL: Final[dict[Delivery, str]] = {
    Delivery.WAITING: (
        "企业暂时联系不上：{why}。“{said}”等{count}条先留着，等企业再发消息或点按钮时补发。"
    ),
    Delivery.FAILED: "“{said}”等{count}条未送达企业，原因：{why}。",
}
HOW: Final = "（{how}）"
PICTURE: Final = "图片"
MOST_LETTERS: Final = 40

Explain = Callable[[str], str]
"""From a messenger's own words for a refusal to a few that the staff understand."""


class Telling:
    """Tells the rooms, in the commit that keeps what became of the messages."""

    def __init__(self, engine: Engine, explain: Explain) -> None:
        self._engine, self._explain = engine, explain
        self._timelines = Timelines(engine.schema)

    def delivered(
        self, connection: Connection, said: Said, now: datetime, how: str = ""
    ) -> frozenset[str]:
        """The enterprise has it; a first answer that was taken for lost counts from now."""
        passed = self._timelines.passed_on(connection, said, Delivery.DELIVERED)
        lines = [_by_way(line, how) for line in passed]
        for request in self._timelines.given_up(connection, lines):
            self._note_reached(connection, said.chat, request, now)
        return self._say(connection, lines, said, Delivery.DELIVERED, now)

    def went(self, connection: Connection, said: Said, how: str, now: datetime) -> frozenset[str]:
        """By which unusual way something went that nobody passed on."""
        about = said.message.about
        if said.message.source or not about:
            return frozenset()
        lines = list(self._named(connection, about, (said,), Delivery.DELIVERED, how))
        return self._say(connection, lines, said, Delivery.DELIVERED, now)

    def undelivered(
        self,
        connection: Connection,
        messages: Sequence[Said],
        became: Delivery,
        why: str,
        now: datetime,
    ) -> frozenset[str]:
        """The enterprise does not have these, which went out to its one chat; `why` in the
        messenger's words. The chats that now hold something new."""
        plain = scrub(self._explain(why))
        lines: list[Outbound] = []
        silent: dict[str, list[Said]] = {}
        for said in messages:
            passed = self._timelines.passed_on(connection, said, became)
            lines += (_because(line, plain) for line in passed)
            if not passed and said.message.about:
                silent.setdefault(said.message.about, []).append(said)
        for about, those in silent.items():
            lines += self._named(connection, about, those, became, plain)
        return self._say(connection, lines, messages[0], became, now) if lines else frozenset()

    def _named(
        self,
        connection: Connection,
        about: str,
        messages: Sequence[Said],
        became: Delivery,
        why: str,
    ) -> Iterable[Outbound]:
        """What was not somebody's own words, by how it begins."""
        template = (OF_ONE if len(messages) == 1 else OF_SEVERAL)[became]
        first = messages[0]
        values = {"said": _begins(first.message), "why": why, "count": str(len(messages))}
        for room in self._rooms(connection, first.chat):
            line = Line(template, values)
            yield Outbound(room, (line,), thread=about, audience=Audience.NOTICE, about=about)

    def _rooms(self, connection: Connection, chat: str) -> Sequence[str]:
        loader = self._engine.turns.loader
        own = loader.chat.one(connection, chat)
        if own is None or own.kind is ChatKind.ROOM:
            return ()
        station = loader.station(connection, own.station)
        return station.rooms if station else ()

    def _say(
        self,
        connection: Connection,
        lines: Sequence[Outbound],
        said: Said,
        became: Delivery,
        now: datetime,
    ) -> frozenset[str]:
        turn = f"{became}.{said.chat}.{said.n}"
        return self._engine.turns.applier.say(connection, lines, turn, now)

    def _note_reached(self, connection: Connection, chat: str, request: str, now: datetime) -> None:
        loader = self._engine.turns.loader
        talk = loader.chat.one(connection, chat)
        station = loader.station(connection, talk.station) if talk else None
        if station is None:
            return
        about = About(request, station.id, chat)
        for due in start(DueKind.REACHED, about, now, station.calendar):
            self._engine.schema.of(Due).save(connection, due)


def _by_way(line: Outbound, how: str) -> Outbound:
    if not how:
        return line
    return replace(line, lines=(*line.lines, Line(HOW, {"how": how})))


def _because(line: Outbound, why: str) -> Outbound:
    reason = Line(WHY[line.delivery], {"why": why})
    return replace(line, lines=(*line.lines, reason))


def _begins(message: Outbound) -> str:
    """How a message begins, without numbers that could reach somebody."""
    text = scrub(" ".join(text_of(message).split())) or PICTURE
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"
