"""Playing one script: each turn at its time, what falls due between them in its place.

A specialist stands in for the staff and takes the shortest lawful way: claim before the first word,
take over after a call for a person, and before the end of a service an answer on the spot where
that is all that was asked, else an appointment, a start and an end.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from bot.intents.lexicon import Lexicon
from bot.replay.observing import Observer
from bot.replay.scripts import Script, ScriptTurn
from bot.replay.stage import Stage, staged
from core.messages import InboundKind
from core.requests.events import EventType
from core.requests.status import Status
from core.shanghai import moment_words
from storage.databases import Database

KINDS: Final = {
    "text": InboundKind.TEXT,
    "voice": InboundKind.VOICE,
    "image": InboundKind.IMAGE,
}
ENDS: Final = frozenset({EventType.ENDED, EventType.ANSWERED_ON_THE_SPOT})
SERVICE_DONE: Final = "服务已完成。"
NOBODY: Final = "1"

Json = dict[str, Any]


@dataclass(slots=True)
class Played:
    """What happened, in the shape of a script's expectations."""

    id: str
    requests: list[Json] = field(default_factory=list)
    events: list[Json] = field(default_factory=list)
    states: list[Json] = field(default_factory=list)


async def play(script: Script, lexicon: Lexicon, database: Database | None = None) -> Played:
    """Play a script on a fresh installation."""
    async with staged(lexicon, script.turns[0].at, database) as stage:
        player = Player(stage, Observer(stage.engine.schema), Played(script.id))
        for turn in script.turns:
            await stage.pass_time(turn.at)
            await player.play(turn)
        player.number_requests()
        return player.played


@dataclass(slots=True)
class Player:
    """Plays turns on a stage and keeps what came of them."""

    stage: Stage
    observer: Observer
    played: Played
    filed_at: dict[str, int] = field(default_factory=dict)
    user: str = NOBODY
    called: bool = False

    async def play(self, turn: ScriptTurn) -> None:
        """Play one turn and look at what it left."""
        if turn.side == "enterprise":
            self.user = turn.user or NOBODY
            await self._enterprise(turn)
        elif turn.side == "staff":
            await self._staff(turn)
        else:
            await EVENTS[turn.event](self, turn)
        await self._observe(turn)

    async def _enterprise(self, turn: ScriptTurn) -> None:
        taken = await self.stage.enterprise(self.user, turn.text, KINDS[turn.type])
        heard = await self.stage.engine.read(lambda each: self.observer.heard(each, taken.turn))
        self.called |= any(one["type"] == "human_requested" for one in heard)
        self._note(turn, heard)

    async def _staff(self, turn: ScriptTurn) -> None:
        row = await self._concerned()
        if row is None:
            return
        if self.called and row["state"] is Status.DRAFT:
            await self._reception(row)
        await self.stage.staff(f"回复 {turn.text}", row["id"])
        self._note(turn, [{"type": "staff_message"}])

    async def _reception(self, row: Json) -> None:
        """Take the draft over before the first word; register it once enough is known."""
        if not row["owner"]:
            await self.stage.staff("接手", row["id"])
        elif row["complete"]:
            await self.stage.staff("登记", row["id"])

    async def end_service(self, turn: ScriptTurn) -> None:
        """End the service of the request in work by the shortest lawful way."""
        row = await self._concerned()
        if row is None:
            return
        for words in _way_to_the_end(row, turn.at):
            taken = await self.stage.staff(words, row["id"])
            if not ENDS.isdisjoint(await self._events_of(taken.turn)):
                self._note(turn, [{"type": "service_ended"}])

    async def _events_of(self, turn: str) -> list[str]:
        return await self.stage.engine.read(lambda each: self.observer.events(each, turn))

    async def _concerned(self) -> Json | None:
        return await self.stage.engine.read(
            lambda each: self.observer.in_work(each, f"web:{self._chat()}")
        )

    def _chat(self) -> str:
        return f"hy.{self.user}"

    def _note(self, turn: ScriptTurn, events: list[Json]) -> None:
        self.played.events += [{"turn": turn.n, **event} for event in events]

    async def _observe(self, turn: ScriptTurn) -> None:
        requests = await self.stage.engine.read(self.observer.requests)
        for request in requests:
            if request["number"]:
                self.filed_at.setdefault(request["id"], turn.n)
        self.played.states.append({"after_turn": turn.n, "requests": requests})
        self.played.requests = requests

    def number_requests(self) -> None:
        """Name requests by their place, as scripts do, in place of their ids."""
        places = {one["id"]: one["request"] for one in self.played.requests}
        for event in self.played.events:
            if "request" in event:
                event["request"] = places.get(event["request"])
        for request in self.played.requests:
            request["filed_turn"] = self.filed_at.get(request["id"])
        for state in self.played.states:
            for request in state["requests"]:
                request.pop("id", None)


def _way_to_the_end(row: Json, at: datetime) -> list[str]:
    """The words of the shortest lawful way from where a request stands to its end."""
    claim = ["接单"] if row["state"] is Status.SUBMITTED else []
    unplanned = row["state"] in (Status.SUBMITTED, Status.RECEIVED)
    if row["consult"] and unplanned:
        return [*claim, f"当场答复 {SERVICE_DONE}"]
    book = [f"预约 {moment_words(at)}", "代企业确认"] if unplanned else []
    start = [] if row["state"] is Status.IN_SERVICE else ["开始"]
    return [*claim, *book, *start, f"结束 {SERVICE_DONE}"]


EVENTS: Final[dict[str, Callable[[Player, ScriptTurn], Awaitable[None]]]] = {
    "service_ended": Player.end_service,
}
