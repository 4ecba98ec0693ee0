"""A product small enough to hold in the head, for the channel's own tests: it keeps rows in memory,
answers in fixed words, and survives a restart of the server because the test holds it.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.channels.web.desk import (
    Colleague,
    Delivery,
    Member,
    Opening,
    Row,
    RowKind,
    Seat,
    Setting,
    SettingChange,
    Station,
    Unavailable,
)
from bot.channels.web.rating_sheets import Consent, Entry, RatingSheet
from bot.pictures.cleaning import Picture
from core.messages import Asks, Card, Choice, Inbound, InboundKind, Line

START = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
STATION = Station("HY", "汉阳示例质量服务站", phone="027-00000000")
ROOM = "room/HY"
STAFF = (
    Colleague("li", "李雪", "质量服务专员"),
    Colleague("wang", "王建国", "质量服务专员"),
    Colleague("zhou", "周岚", "站长"),
)
CATEGORIES = (
    Choice("c1", "计量检测", "metrology"),
    Choice("c2", "特种设备", "special_equipment"),
    Choice("c3", "都不是", "other"),
)
ACTIONS = (
    Choice("claim", "接单", "claim"),
    Choice("reply", "回复", "reply", Asks("text", "回复企业的话")),
    Choice("book", "预约", "book", Asks("time", "约在什么时候")),
    Choice("hand", "改派", "hand", Asks("person", "改派给谁")),
)
ASSISTANT = "服务助手"


@dataclass(slots=True)
class MemoryDesk:
    """`down` makes it store nothing, `silent` keeps the assistant quiet, `lost` is how many answers
    get lost after the commit."""

    down: bool = False
    lost: int = 0
    silent: bool = False
    links: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    taken: set[tuple[str, str]] = field(default_factory=set)
    inbounds: list[Inbound] = field(default_factory=list)
    on_duty: set[str] = field(default_factory=lambda: {"li"})
    values: dict[str, str] = field(default_factory=lambda: {"hours": "周一至周五 09:00-17:00"})
    history: list[SettingChange] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    marks: dict[tuple[str, str], int] = field(default_factory=dict)
    _rows: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    _wakes: defaultdict[str, set[asyncio.Event]] = field(default_factory=lambda: defaultdict(set))
    _minutes: int = 0

    # Talk

    def now(self) -> datetime:
        return START + timedelta(minutes=self._minutes)

    async def receive(self, inbound: Inbound) -> None:
        if self.down:
            raise Unavailable("暂时没有保存成功，稍后会自动重试。", 1)
        if (inbound.chat, inbound.id) in self.taken:
            return
        self.taken.add((inbound.chat, inbound.id))
        self.inbounds.append(inbound)
        if inbound.chat == ROOM:
            self._hear_staff(inbound)
        else:
            self._hear_enterprise(inbound)
        self.wake(inbound.chat)
        if self.lost:
            self.lost -= 1
            raise ConnectionResetError

    async def rows(self, seat: Seat, after: int, limit: int) -> Sequence[Row]:
        return [row for row in self._rows[seat.chat] if row.n > after][:limit]

    async def rows_before(self, seat: Seat, before: int, limit: int) -> Sequence[Row]:
        return [row for row in self._rows[seat.chat] if row.n < before][-limit:]

    async def rows_of(self, seat: Seat, thread: str, limit: int) -> Sequence[Row]:
        return [row for row in self._rows[seat.chat] if row.thread == thread][-limit:]

    async def seen(self, seat: Seat) -> int:
        return self.marks.get((seat.chat, seat.person), 0)

    async def mark_seen(self, seat: Seat, upto: int) -> None:
        self.marks[seat.chat, seat.person] = upto

    @asynccontextmanager
    async def listen(self, chat: str) -> AsyncIterator[asyncio.Event]:
        event = asyncio.Event()
        self._wakes[chat].add(event)
        try:
            yield event
        finally:
            self._wakes[chat].discard(event)

    def wake(self, chat: str) -> None:
        for event in self._wakes[chat]:
            event.set()

    # People

    async def station(self, code: str) -> Station | None:
        return STATION if code == STATION.code else None

    async def opening(self, station: str) -> Opening:
        return Opening(open=True, next="今天服务到17:00")

    async def samples(self) -> Sequence[Station]:
        return [STATION]

    async def invited(self, token: str) -> Member | None:
        return self._member(self.links.get(token, ""))

    async def sign_in(self, token: str) -> str:
        person = self.links.pop(token, "")
        if not person:
            return ""
        session = f"session-{len(self.sessions)}-{person}"
        self.sessions[session] = person
        return session

    async def member(self, session: str) -> Member | None:
        return self._member(self.sessions.get(session, ""))

    async def sign_out(self, session: str) -> None:
        self.sessions.pop(session, None)

    async def colleagues(self, station: str) -> Sequence[Colleague]:
        return [one for one in STAFF if one.id not in self.removed]

    async def invite(self, station: str, person: str) -> str:
        if not self._member(person):
            return ""
        token = f"invitation-{person}-{len(self.sessions)}-{len(self.links)}"
        self.links[token] = person
        return token

    def member_link(self, token: str) -> str:
        return f"https://t.me/desk_bot?start=m-{token}"

    def member_line(self, token: str) -> str:
        return f"绑定 {token}"

    def station_link(self, station: str) -> str:
        return ""

    # Pictures and the head's settings

    async def keep_picture(self, seat: Seat, picture: Picture) -> str:
        reference = f"picture-{len(self.pictures) + 1}"
        self.pictures[reference] = picture
        return reference

    async def picture(self, seat: Seat, reference: str) -> Picture | None:
        return self.pictures.get(reference)

    async def settings(self, station: str) -> Sequence[Setting]:
        return [
            Setting("hours", "开放时间", "服务时间", "week", self.values["hours"], "每行一天"),
            Setting("unclaimed", "提醒", "无人接单提醒（分钟）", "number", "30", "1到600"),
            Setting("escalation", "提醒", "最后找谁", "person", "zhou", "差评和无人处理时通知"),
        ]

    async def change(self, member: Member, key: str, raw: str) -> str:
        if not raw.strip():
            return "这一项不能空着。"
        before, self.values[key] = self.values.get(key, ""), raw
        self.history.append(SettingChange(self.now(), member.name, "服务时间", before, raw))
        return ""

    async def changes(self, station: str) -> Sequence[SettingChange]:
        return self.history

    # No service ends here

    async def rating_sheet(self, rating: str) -> RatingSheet | None:
        return None

    async def fill_in(self, rating: str, entry: Entry) -> str:
        return ""

    async def consent_of(self, rating: str, url: str) -> Consent | None:
        return None

    # What the tests do and look at

    def remove(self, person: str) -> None:
        self.removed.add(person)
        self.wake(ROOM)

    def let_pass(self, minutes: int) -> None:
        self._minutes += minutes

    def said_in(self, chat: str) -> list[Row]:
        return self._rows[chat]

    @property
    def visitor_chats(self) -> list[str]:
        return [chat for chat in self._rows if chat.startswith("web/") and self._rows[chat]]

    def put(self, chat: str, row: Row) -> Row:
        numbered = replace(row, n=len(self._rows[chat]) + 1, at=self.now())
        self._rows[chat].append(numbered)
        self.wake(chat)
        return numbered

    def say(self, chat: str, text: str, **more: object) -> Row:
        return self.put(chat, replace(Row(0, START, who=ASSISTANT, text=text), **more))  # type: ignore[arg-type]

    def post_card(self, key: str, state: str = "待接收", owner: str = "", need: str = "") -> Row:
        rows = (
            ("企业", Line("江城示例泵业有限公司")),
            ("联系", Line("张* 138****5678")),
            ("需要", Line("{need}", {"need": need or "8块压力表需要校准，下周三前用"})),
            ("负责", Line("{owner}", {"owner": owner or "还没有人接"})),
        )
        title = Line("{number} 计量检测", {"number": key})
        card = Card(key, title, rows, state)
        row = Row(0, START, RowKind.CARD, who=ASSISTANT, choices=ACTIONS, card=card, thread=key)
        return self.put(ROOM, replace(row, since=START - timedelta(minutes=42)))

    def _member(self, person: str) -> Member | None:
        if person in self.removed:
            return None
        found = next((one for one in STAFF if one.id == person), None)
        if not found:
            return None
        duty, head = person in self.on_duty, person == "zhou"
        return Member(found.id, found.name, found.role, STATION.code, ROOM, head, duty)

    def _hear_enterprise(self, inbound: Inbound) -> None:
        self.put(inbound.chat, self._echo(inbound, ""))
        if self.silent:
            return
        if inbound.kind is InboundKind.PRESS:
            self.say(inbound.chat, "好的，已登记，编号HY-2026-0007。专员接单后会告诉您。")
        else:
            self.say(inbound.chat, "收到。请问您要办的是哪一类？", choices=CATEGORIES)

    def _hear_staff(self, inbound: Inbound) -> None:
        person = self._member(inbound.sender)
        name = person.name if person else ""
        if inbound.kind is InboundKind.PRESS:
            self.post_card(inbound.thread, "待评估", name)
        elif inbound.text in {"上岗", "离岗"}:
            (self.on_duty.add if inbound.text == "上岗" else self.on_duty.discard)(inbound.sender)
            self.put(ROOM, self._echo(inbound, name))
        elif inbound.text.startswith("/r "):
            reply = replace(self._echo(inbound, name), text=inbound.text[3:])
            self.put(ROOM, replace(reply, delivery=Delivery.DELIVERED))
        else:
            self.put(ROOM, replace(self._echo(inbound, name), internal=bool(inbound.thread)))

    def _echo(self, inbound: Inbound, who: str) -> Row:
        labels = {choice.id: choice.label for choice in CATEGORIES}
        text = labels[inbound.press.choice] if inbound.press else inbound.text
        image = inbound.attachment.reference if inbound.attachment else ""
        return Row(
            0,
            START,
            RowKind.IMAGE if image else RowKind.TEXT,
            by=inbound.sender,
            who=who,
            text=text,
            image=image,
            echo=inbound.id,
            thread=inbound.thread,
        )
