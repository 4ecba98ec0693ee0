"""Plays a transcript over a whole station and writes down what everybody is told."""

import re
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, timedelta
from pathlib import Path
from typing import Final

from bot.intents.lexicon import Lexicon
from bot.replay.stage import HEAD, SPECIALIST, STATION, Stage, staged
from core.conversations import Said
from core.messages import Attachment, Choice, Inbound, InboundKind, Press, text_of
from core.parties import Person
from core.people import Role
from core.requests.request import ServiceRequest
from storage.databases import Database
from storage.staff import add_member
from storage.stations import ROOM
from tests.transcripts.script import Later, Step, read_talk

COLLEAGUE: Final = Person("colleague", STATION, "王建国", (Role.SPECIALIST,), True, True)
STAFF: Final = {person.name: person for person in (SPECIALIST, HEAD, COLLEAGUE)}
BETWEEN: Final = timedelta(minutes=1)
ON_TELEGRAM: Final = "在Telegram"
"""Ends the name of somebody who writes there and not on the page."""
CODE: Final = "〈码〉"
"""Stands for the code to link that was told last, another one each time."""
TOLD: Final = re.compile(r"(?<=关联码：)\d{8}")
TALKS: Final = sorted(Path(__file__).parent.joinpath("talks").glob("*.txt"))
DRAWN: Final = re.compile(r"(?<=关联码：)\d{8}|(?<=关联 )\d{8}|(?<=关联)\d{8}")
FORGED: Final = Press(0, "forged")
"""A button that nobody was ever shown."""
IN_ROOM: Final = f"web:{ROOM.format(station=STATION)}"


async def played(file: Path, lexicon: Lexicon, database: Database | None = None) -> str:
    """The whole transcript as it comes out now."""
    title, steps = read_talk(file)
    parts = [title]
    async with opened(lexicon, steps, database) as stage:
        reporter = Reporter(stage)
        for step in steps:
            await reporter.take(step)
            parts.append("\n".join((step.line, *await reporter.news())))
    return "\n\n".join(parts) + "\n"


@asynccontextmanager
async def opened(
    lexicon: Lexicon, steps: list[Step | Later], database: Database | None = None
) -> AsyncIterator[Stage]:
    """A station with its whole staff, as it stands when a transcript begins."""
    begin = next(step.until for step in steps if isinstance(step, Later))
    async with staged(lexicon, begin.astimezone(UTC), database) as stage:
        tables = stage.engine.schema
        await stage.engine.write(lambda connection: add_member(connection, tables, COLLEAGUE))
        yield stage


class Reporter:
    """Does what a step says, and tells what was said since it was last asked."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.engine = stage, stage.engine
        self._seen: dict[str, int] = defaultdict(int)
        self._people: dict[str, str] = {}
        self._sent = 0

    async def take(self, step: Step | Later) -> None:
        if isinstance(step, Later):
            await self.stage.pass_time(step.until.astimezone(UTC))
            return
        await self.stage.pass_time(self.stage.clock.now() + BETWEEN)
        taken = await self.engine.receive(await self._inbound(step))
        assert not taken.fault, f"{step.line}: {taken.fault}"

    async def news(self) -> list[str]:
        """What stands new in every log, a paragraph each."""
        fresh = [one for one in await self._log() if one.n > self._seen[one.chat]]
        for one in fresh:
            self._seen[one.chat] = max(self._seen[one.chat], one.n)
        threads = {one.id: one.number for one in await self._requests()}
        shown = [one for one in fresh if not (one.echo and one.chat != IN_ROOM)]
        return [line for one in shown for line in self._lines(one, threads)]

    async def _inbound(self, step: Step) -> Inbound:
        self._sent += 1
        member = STAFF.get(step.who)
        sender = member.id if member else f"u{len(step.who)}{ord(step.who[0])}"
        chat = ROOM.format(station=STATION) if member else f"{STATION}.{sender}"
        channel = "telegram" if step.who.endswith(ON_TELEGRAM) else "web"
        self._people[f"{channel}:{chat}"] = step.who
        thread = await self._thread(step.where)
        now = self.stage.clock.now()
        return Inbound(
            channel, chat, sender, f"t{self._sent}", now, now, step.kind,
            step.text.replace(CODE, await self.code()),
            await self._press(step, f"{channel}:{chat}", thread),
            Attachment("picture") if step.kind is InboundKind.IMAGE else None, thread, STATION,
        )  # fmt: skip

    async def code(self) -> str:
        """The code to link that was told last."""
        log = sorted(await self._log(), key=lambda one: one.at, reverse=True)
        told = (TOLD.search(text_of(one.message)) for one in log)
        return next((found[0] for found in told if found), CODE)

    async def _thread(self, where: str) -> str:
        if not where.isdigit():
            return ""
        numbers = {one.number: one.id for one in await self._requests()}
        ending = f"-{int(where):04d}"
        return next((id for number, id in numbers.items() if number.endswith(ending)), "nowhere")

    async def _press(self, step: Step, chat: str, thread: str) -> Press | None:
        if not step.label:
            return None
        log = [one for one in await self._log() if one.chat == chat]
        about = [one for one in log if not thread or thread in (one.message.thread, _key(one))]
        shown = [(one, choice) for one in reversed(about) for choice in one.message.choices]
        if step.forged:
            return FORGED
        pressed = [Press(one.n, choice.id) for one, choice in shown if choice.label == step.label]
        offered = "、".join(dict.fromkeys(choice.label for _one, choice in shown))
        assert pressed, f"{step.line}: no such button was shown, only {offered}"
        return pressed[0]

    async def _log(self) -> list[Said]:
        query = self.engine.schema.of(Said).query(order="n")
        said = await self.engine.read(query.all)
        return sorted(said, key=lambda one: (one.n, one.chat == IN_ROOM, one.chat))

    async def _requests(self) -> list[ServiceRequest]:
        query = self.engine.schema.of(ServiceRequest).query()
        return list(await self.engine.read(query.all))

    def _lines(self, said: Said, numbers: dict[str, str]) -> Iterator[str]:
        message = said.message
        text = (message.image and "［图片］") or DRAWN.sub(CODE, text_of(message))
        if message.card:
            text = f"［卡片］{message.card.title.render()}｜{message.card.state}"
        head = f"→ {self._to(said, numbers)} ｜ "
        whole = f"{self._from(said)}{text}{_buttons(message.choices)}"
        for at, line in enumerate(whole.split("\n")):
            yield f"    {head if not at else '  '}{line}"

    def _to(self, said: Said, numbers: dict[str, str]) -> str:
        if said.chat != IN_ROOM:
            return self._people.get(said.chat, said.chat)
        number = numbers.get(said.message.thread, "")
        place = f"群 {number}" if number else "群"
        only = next((p.name for p in STAFF.values() if p.id == said.message.only), "")
        return f"{place} 仅{only}" if only else place

    def _from(self, said: Said) -> str:
        source = said.message.source
        if not source:
            return ""
        return f"{next((p.name for p in STAFF.values() if p.id == source), '企业')}："


def _key(said: Said) -> str:
    return said.message.card.key if said.message.card else ""


def _buttons(choices: tuple[Choice, ...]) -> str:
    return "\n" + "".join(f"〔{choice.label}〕" for choice in choices) if choices else ""
