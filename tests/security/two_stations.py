"""Two stations of one installation behind one real port: "hy", and "beta", which has secrets."""

import tempfile
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final

from bot.channels.web.settings import WebSettings
from bot.desk.desk import ProductDesk
from bot.pictures.cleaning import cleaned
from bot.pictures.folder import PictureFolder
from bot.replay.stage import STATION, Stage, staged
from core.conversations import Said
from core.feedback import Feedback
from core.messages import Attachment, Inbound, InboundKind, Press
from core.parties import Person
from core.people import Role
from core.rating import Rating
from core.requests.request import ServiceRequest
from core.settings import StationSettings
from storage.connections import Connection
from storage.migrations.comparing import METADATA
from storage.staff import add_member
from storage.stations import ROOM, add_station
from tests.room.rooms import lexicon
from tests.time.moments import at
from tests.web.serving import NO_LIMITS, SECRET, Running, free_port
from tests.web.test_doors import a_picture

BETA: Final = "beta"
BAO: Final = Person("bao", BETA, "鲍四平", (Role.SPECIALIST,), True, True)
BAI: Final = Person("bai", BETA, "白玄武", (Role.HEAD,), True, True)
SETTINGS: Final = StationSettings(
    name="另一个站（虚构）", code="BETA", parking="玄武湖边停车", phone="027-87650000"
)
SECRETS: Final = ("玄武", "孔", "13712349876", "9876", "87650000")
"""What is said and known at "beta" alone, in words that occur nowhere else."""

KONG: Final = "beta.kong"
NEED: Final = "武汉玄武机电有限公司，联系人孔令飞 13712349876，玄武牌电梯要年检，尽快"
COURSE: Final = (
    "接单", "回复 玄武门旁见", "备注 玄武厂要带安全帽", "预约 11月23日10:00", "代企业确认", "开始",
    "结束 玄武电梯已检",
)  # fmt: skip
AFTERWARDS: Final = (
    "我要投诉玄武门的专员", "他说话难听，玄武的人都听见了", "玄武牌压力表3块要校准，不急", "确认",
)  # fmt: skip
AT_ROOM: Final = {STATION: ROOM.format(station=STATION), BETA: ROOM.format(station=BETA)}

_ids = count(1)


@dataclass(frozen=True, slots=True)
class TwoStations:
    """The installation; `knows` are the keys by which something of "beta" can be asked for."""

    stage: Stage
    server: Running
    desk: ProductDesk
    knows: tuple[str, ...] = field(default=())

    async def said(self, chat: str) -> list[Said]:
        """All that stands in a chat."""
        query = self.stage.engine.schema.of(Said).query("chat", order="n")
        return list(await self.stage.engine.read(lambda each: query.all(each, chat)))

    async def of(self, kind: type) -> list[Any]:
        """All values of a kind that belong to "beta"."""
        every = self.stage.engine.schema.of(kind).query()
        found = await self.stage.engine.read(every.all)
        return [one for one in found if one.station == BETA]

    async def standing(self) -> set[str]:
        """Every row that belongs to "beta", as it is now."""
        return await self.stage.engine.read(_rows_of_beta)

    async def says(self, sender: str, room: str, text: str, thread: str = "") -> None:
        """Words of a member in the room of a station."""
        await self._send(AT_ROOM[room], sender, room, InboundKind.TEXT, text, thread=thread)

    async def presses(self, sender: str, room: str, press: Press, words: str = "") -> None:
        await self._send(AT_ROOM[room], sender, room, InboundKind.PRESS, words, press=press)

    async def _send(
        self, chat: str, sender: str, station: str, kind: InboundKind, text: str, **more: Any
    ) -> None:
        now = self.stage.clock.now()
        key = f"k{next(_ids)}"
        taken = await self.stage.engine.receive(
            Inbound("web", chat, sender, key, now, now, kind, text, station=station, **more)
        )
        assert not taken.fault, taken.fault


@asynccontextmanager
async def two_stations() -> AsyncIterator[TwoStations]:
    """Both have served; of "beta" there are a request that is rated, one that waits, a complaint
    and a picture."""
    port = free_port()
    web = WebSettings(SECRET, (f"http://127.0.0.1:{port}",), rates=NO_LIMITS)
    with tempfile.TemporaryDirectory(prefix="pictures-") as folder:
        async with staged(lexicon(), at("2026-11-23 09:30")) as stage:
            await stage.engine.write(lambda each: _found(stage, each))
            desk = ProductDesk(stage.engine, Path(folder))
            house = TwoStations(stage, Running(desk, web, port), desk)
            await _life(house, Path(folder))
            whole = TwoStations(stage, house.server, desk, await _keys(house))
            await whole.server.start()
            try:
                yield whole
            finally:
                await whole.server.stop()


def _found(stage: Stage, connection: Connection) -> None:
    add_station(connection, stage.engine.schema, BETA, SETTINGS)
    for person in (BAO, BAI):
        add_member(connection, stage.engine.schema, person)


async def _life(house: TwoStations, folder: Path) -> None:
    house.stage.clock.move_to(at("2026-11-23 09:30"))
    for words in ("武汉示例厂，覃晓 13800001207，压力表校准，不急", "确认"):
        await house.stage.enterprise("qin", words)
    picture = cleaned(a_picture(), 10_000)
    reference = PictureFolder(folder).name(KONG, picture.media_type)
    PictureFolder(folder).write(reference, picture.content)

    async def kong(text: str, kind: InboundKind = InboundKind.TEXT, **more: Any) -> None:
        await house._send(KONG, "kong", BETA, kind, text, **more)

    await kong(NEED)
    await kong("确认")
    await kong("", InboundKind.IMAGE, attachment=Attachment(reference))
    [first] = await house.of(ServiceRequest)
    for words in COURSE:
        await house.says(BAO.id, BETA, words, first.id)
    for words in AFTERWARDS:
        await kong(words)
    await house.says(BAO.id, BETA, "联系方式 1")
    await house.says(BAI.id, BETA, "投诉")
    await house.says(BAI.id, BETA, "全部待办")


async def _keys(house: TwoStations) -> tuple[str, ...]:
    requests, complaints = await house.of(ServiceRequest), await house.of(Feedback)
    ratings = await house.of(Rating)
    assert (len(requests), len(complaints), len(ratings)) == (2, 1, 1)
    pictures = [path.name for path in house.desk._folder.path.iterdir()]
    of_requests = (key for one in requests for key in (one.id, one.number, one.contact, one.chat))
    return (
        *of_requests, *(one.id for one in (*complaints, *ratings)), *pictures, BAO.id, BAI.id,
        BETA, complaints[0].number, AT_ROOM[BETA], f"web:{AT_ROOM[BETA]}",
    )  # fmt: skip


def _rows_of_beta(connection: Connection) -> set[str]:
    """A row belongs to the station by any of its cells, but not for what is written in it."""
    requests = _column(connection, "SELECT id FROM request WHERE station = ?")
    people = _column(connection, "SELECT id FROM person WHERE station = ?")
    chats = _column(connection, "SELECT id FROM chat WHERE station = ?")
    ratings = _column(connection, "SELECT id FROM rating WHERE station = ?")
    keys = {BETA, *requests, *people, *chats, *ratings}
    found: set[str] = set()
    for table in METADATA.sorted_tables:
        names = [column.name for column in table.columns if column.name not in WRITTEN]
        for row in connection.execute(f'SELECT * FROM "{table.name}"'):
            cells = dict(zip((column.name for column in table.columns), row, strict=True))
            if keys.intersection(str(cells[name]) for name in names):
                found.add(f"{table.name} {row!r}")
    return found


def _column(connection: Connection, sql: str) -> Iterable[str]:
    return [row[0] for row in connection.execute(sql, [BETA])]


WRITTEN: Final = frozenset({"text", "message", "thread", "answers", "words", "heard"})
"""Columns of what was written: whoever names a request of another station owns these words."""
