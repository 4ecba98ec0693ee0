"""The room over a real database: what is typed finds what was written, and nothing of others."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.replay.stage import HEAD, SPECIALIST, STATION, Stage, staged
from core.conversations import Chat, Said
from core.messages import Inbound, InboundKind, Press, text_of
from core.parties import Access, Person
from core.people import Role
from core.requests.request import ServiceRequest
from core.requests.status import Status
from core.shanghai import moment
from storage.staff import add_member
from storage.stations import ROOM
from storage.turns import Taken
from tests.room.rooms import lexicon

MORNING = moment(date(2026, 11, 23), time(9, 30))
COLLEAGUE = Person("colleague", STATION, "王建国", (Role.SPECIALIST,), True, True)
NEED = "武汉晨光阀门有限公司，联系人张伟，13800001207，3块压力表要检定，下周三上午送来"
AWARD = "武汉朝阳阀门有限公司，联系人李强，13800001208，想申报长江质量奖，不急"
CHAT = ROOM.format(station=STATION)


class Acting:
    """A stage on which anybody may act, and on which what was said can be looked up."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.engine = stage.engine
        self._sent = 0

    async def says(self, person: Person, text: str, thread: str = "") -> list[str]:
        """What this member alone is told in return."""
        return await self._told(await self._receive(person, text, thread, None), person)

    async def presses(self, person: Person, label: str, words: str = "") -> list[str]:
        """Press the newest button of this label."""
        log = await self.said()
        said, choice = next(
            (said, choice)
            for said in reversed(log)
            for choice in said.message.choices
            if choice.label == label
        )
        taken = await self._receive(person, words, said.message.thread, Press(said.n, choice.id))
        return await self._told(taken, person)

    async def files(self, user: str, text: str) -> None:
        await self.stage.enterprise(user, text)
        await self.stage.enterprise(user, "确认")

    async def said(self, turn: str = "") -> list[Said]:
        """What stands in the room's log, of one turn or at all."""
        query = self.engine.schema.of(Said).query("chat", order="n")
        found = await self.engine.read(lambda connection: query.all(connection, f"web:{CHAT}"))
        return [one for one in found if not turn or one.turn == turn]

    async def requests(self) -> list[ServiceRequest]:
        query = self.engine.schema.of(ServiceRequest).query("station", order="requested_at")
        return list(await self.engine.read(lambda each: query.all(each, STATION)))

    async def _told(self, taken: Taken, person: Person) -> list[str]:
        assert not taken.fault, taken.fault
        messages = [said.message for said in await self.said(taken.turn) if not said.echo]
        return [text_of(one) for one in messages if one.only == person.id]

    async def _receive(self, person: Person, text: str, thread: str, press: Press | None) -> Taken:
        self._sent += 1
        now = self.stage.clock.now()
        kind = InboundKind.PRESS if press else InboundKind.TEXT
        inbound = Inbound(
            "web", CHAT, person.id, f"a{self._sent}", now, now, kind, text, press,
            thread=thread, station=STATION,
        )  # fmt: skip
        return await self.engine.receive(inbound)


@asynccontextmanager
async def acting() -> AsyncIterator[Acting]:
    async with staged(lexicon(), MORNING) as stage:
        tables = stage.engine.schema
        await stage.engine.write(lambda connection: add_member(connection, tables, COLLEAGUE))
        yield Acting(stage)


@pytest.mark.asyncio
async def test_a_need_is_listed_found_claimed_and_served() -> None:
    async with acting() as room:
        await room.files("c1", NEED)
        assert "HY-2026-0001 计量检测｜待接收" in (await room.says(HEAD, "全部待办"))[0]
        for term in ("1", "0001", "HY-2026-0001", "晨光", "1207", "13800001207"):
            assert (await room.says(HEAD, f"查 {term}"))[0].startswith("查到1张"), term
        for term in ("9999", "朝阳", "2"):
            assert (await room.says(HEAD, f"查 {term}"))[0].startswith("没有查到"), term
        assert await room.presses(SPECIALIST, "接单") == []
        assert (await room.says(COLLEAGUE, "接单 1")) == ["这张单已由指定专员接单。"]
        assert "HY-2026-0001" in (await room.says(SPECIALIST, "待办"))[0]
        await room.presses(SPECIALIST, "预约", "明天上午10点")
        await room.presses(SPECIALIST, "代企业确认")
        await room.says(SPECIALIST, "开始 1")
        await room.presses(SPECIALIST, "结束", "3块压力表检定合格")
        assert (await room.requests())[0].status is Status.ENDED


@pytest.mark.asyncio
async def test_a_request_keeps_its_flow_and_its_service_item() -> None:
    async with acting() as room:
        await room.files("c1", NEED)
        await room.files("c2", AWARD)
        kept = {one.flow: (one.category, one.clause) for one in await room.requests()}
        assert kept["metrology"] == ("metrology", "4.2.4.1")
        assert kept["award"] == ("management", "4.2.2.5")
        await room.says(SPECIALIST, "接单 2")
        await room.says(SPECIALIST, "改类别 2 教育培训")
        changed = next(one for one in await room.requests() if one.number.endswith("2"))
        assert (changed.category, changed.flow, changed.clause) == ("training", "", "")


@pytest.mark.asyncio
async def test_a_look_at_the_contact_leaves_a_row() -> None:
    async with acting() as room:
        await room.files("c1", NEED)
        await room.says(SPECIALIST, "接单 1")
        assert "13800001207" in (await room.presses(SPECIALIST, "查看联系方式"))[0]
        query = room.engine.schema.of(Access).query("request")
        (request,) = await room.requests()
        (access,) = await room.engine.read(lambda each: query.all(each, request.id))
        assert access.person == SPECIALIST.id


@pytest.mark.asyncio
async def test_duty_counts_from_the_next_message_on() -> None:
    async with acting() as room:
        await room.files("c1", NEED)
        await room.says(SPECIALIST, "离岗")
        assert (await room.says(SPECIALIST, "接单 1")) == ["您现在不在岗，请先“上岗”。"]
        refused = await room.says(HEAD, "指派 1 指定专员")
        assert refused == ["请选择本站在岗并完成岗前培训的专员。"]
        await room.says(SPECIALIST, "上岗")
        await room.says(HEAD, "指派 1 指定专员")
        assert (await room.requests())[0].owner == SPECIALIST.id


@pytest.mark.asyncio
async def test_work_of_somebody_who_left_is_handed_over() -> None:
    async with acting() as room:
        await room.files("c1", NEED)
        await room.says(COLLEAGUE, "接单 1")
        tables = room.engine.schema.of(Person)
        gone = replace(COLLEAGUE, removed_at=room.stage.clock.now())
        await room.engine.write(lambda connection: tables.save(connection, gone))
        assert "登录链接" in (await room.says(COLLEAGUE, "待办"))[0]
        told = await room.says(HEAD, "交接 王建国 给 指定专员")
        assert told == ["已把王建国的1张单交接给指定专员。"]
        assert (await room.requests())[0].owner == SPECIALIST.id


@pytest.mark.asyncio
async def test_a_complaint_is_closed_by_the_head_with_a_note() -> None:
    async with acting() as room:
        await room.files("c1", NEED)
        await room.stage.enterprise("c1", "我要投诉，等了半天没人管，态度还差")
        assert (await room.says(SPECIALIST, "投诉")) == ["投诉、意见和差评由站长查看和办结。"]
        assert (await room.says(HEAD, "投诉"))[0] == "待办的投诉共1件："
        told = await room.presses(HEAD, "办结并答复", "已安排专人负责")
        assert "已办结" in told[0]
        assert (await room.says(HEAD, "投诉")) == ["现在没有待办的投诉。"]


@pytest.mark.asyncio
async def test_an_enterprise_at_reception_is_registered() -> None:
    async with acting() as room:
        await room.stage.enterprise("c1", "我们有3块压力表要检定")
        await room.stage.enterprise("c1", "转人工")
        await room.presses(SPECIALIST, "接手")
        draft = (await room.requests())[0]
        assert draft.handled_at_reception
        chats = room.engine.schema.of(Chat).query("id")
        (chat,) = await room.engine.read(lambda each: chats.all(each, draft.chat))
        assert chat.handed_over_to == SPECIALIST.id
        await room.says(SPECIALIST, "/r 您好，请说一下单位和电话", thread=draft.id)
        await room.stage.enterprise("c1", "武汉晨光阀门有限公司，张伟，13800001207")
        assert (await room.presses(SPECIALIST, "登记")) == []
        filed = (await room.requests())[0]
        assert (filed.status, filed.number) == (Status.SUBMITTED, "HY-2026-0001")
        (chat,) = await room.engine.read(lambda each: chats.all(each, draft.chat))
        assert chat.handed_over_at is None


@pytest.mark.asyncio
async def test_a_call_is_recorded_under_the_next_number() -> None:
    async with acting() as room:
        await room.files("c1", NEED)
        await room.says(
            SPECIALIST,
            "代录 武汉宏远电梯有限公司 联系人刘芳 13900002301 电梯年检 昨天下午3点来电",
        )
        told = await room.presses(SPECIALIST, "确认登记")
        assert told[-1].startswith("代录好了，单号HY-2026-0002，请求时间11月22日（周日）15:00")
        recorded = (await room.requests())[0]
        assert recorded.requested_at == MORNING - timedelta(hours=18, minutes=30)
        assert (await room.says(HEAD, "查 2301"))[0].startswith("查到1张")


@pytest.mark.asyncio
async def test_figures_count_what_was_filed() -> None:
    async with acting() as room:
        await room.files("c1", NEED)
        (told,) = await room.says(HEAD, "统计")
        assert "提交需求：1" in told
        assert "按时接收率：—" in told


@pytest.mark.asyncio
async def test_a_number_of_another_station_finds_nothing() -> None:
    async with acting() as room:
        await room.files("c1", NEED)
        foreign = replace((await room.requests())[0], id="x-1", station="wc", number="WC-2026-0001")
        table = room.engine.schema.of(ServiceRequest)
        await room.engine.write(lambda connection: table.save(connection, foreign))
        assert (await room.says(HEAD, "联系方式 WC-2026-0001")) == ["没有找到单号WC-2026-0001。"]
        assert (await room.says(HEAD, "查 WC-2026-0001"))[0].startswith("没有查到")
