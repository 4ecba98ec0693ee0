"""The socket: nothing lost, nothing doubled, nothing shown to who may not see it."""

import asyncio

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from bot.channels.web import sentences
from bot.channels.web.settings import Rate, Rates
from tests.web.clients import Client
from tests.web.memory_desk import ROOM
from tests.web.serving import Served, serving

pytestmark = pytest.mark.asyncio


async def test_what_is_said_is_committed_before_it_is_taken(visitor: Client) -> None:
    async with visitor.chat() as line:
        id = await line.say("有8块压力表要校准")

        assert (await line.hear("taken"))["id"] == id
        assert [inbound.text for inbound in visitor.served.desk.inbounds] == ["有8块压力表要校准"]


async def test_a_message_sent_twice_is_taken_twice_and_kept_once(visitor: Client) -> None:
    async with visitor.chat() as line:
        for _ in range(2):
            await line.say("有8块压力表要校准", id="the-same")
            await line.hear("taken")

    assert len(visitor.served.desk.inbounds) == 1


async def test_a_page_that_comes_back_gets_all_that_it_missed_in_order(visitor: Client) -> None:
    desk = visitor.served.desk
    async with visitor.chat() as line:
        await line.say("你好")
        await line.rows(2)
    for number in range(150):
        desk.say(desk.visitor_chats[0], f"第{number}条")
    async with visitor.chat(after=2) as line:
        rows = await line.rows(150)

    assert [row["n"] for row in rows] == list(range(3, 153))


async def test_a_fresh_page_gets_the_last_rows_and_asks_for_earlier_ones(visitor: Client) -> None:
    desk = visitor.served.desk
    async with visitor.chat() as line:
        await line.say("你好")
        await line.rows(2)
    for number in range(100):
        desk.say(desk.visitor_chats[0], f"第{number}条")
    async with visitor.chat() as line:
        newest = (await line.hear("rows"))["rows"]
        assert (await line.hear("ready"))["more"] is True
        await line.send(t="earlier", before=newest[0]["n"])
        earlier = await line.hear("rows")

    assert [row["n"] for row in earlier["rows"] + newest] == list(range(1, 103))
    assert earlier["more"] is False


async def test_a_restart_of_the_server_loses_and_doubles_nothing(visitor: Client) -> None:
    served = visitor.served
    async with visitor.chat() as line:
        await line.say("第一句", id="one")
        last = (await line.rows(2))[-1]["n"]
    await served.stop()
    await served.start()
    async with visitor.chat(after=last) as line:
        await line.say("第一句", id="one")
        await line.say("第二句", id="two")
        rows = await line.rows(2)

    assert [inbound.text for inbound in served.desk.inbounds] == ["第一句", "第二句"]
    assert [row["n"] for row in rows] == [3, 4]


async def test_a_page_that_knows_more_than_the_server_starts_over(visitor: Client) -> None:
    async with visitor.chat(after=40) as line:
        assert await line.hear("reset")


async def test_what_could_not_be_stored_is_not_taken_and_is_tried_again(visitor: Client) -> None:
    desk = visitor.served.desk
    desk.down = True
    async with visitor.chat() as line:
        id = await line.say("你好")
        refused = await line.hear("refused")
        desk.down = False
        await line.say("你好", id=id)

        assert (refused["id"], refused["retry"]) == (id, 1)
        assert (await line.hear("taken"))["id"] == id


async def test_a_text_that_is_too_long_is_refused_with_the_limit(visitor: Client) -> None:
    async with visitor.chat() as line:
        await line.say("表" * 2001)

        refused = await line.hear("refused")
        assert refused["why"] == "内容超过2000字，请分成几条发送。"
        assert refused["retry"] == 0
    assert visitor.served.desk.inbounds == []


@pytest.mark.parametrize("raw", ["", "[]", "{", '{"t":"fly"}', "x" * 40_000, b"\x00\xff"])
async def test_a_frame_that_no_page_of_ours_writes_is_refused(
    visitor: Client, raw: str | bytes
) -> None:
    async with visitor.chat() as line:
        await line.socket.send(raw)

        assert (await line.hear("refused"))["why"] == sentences.UNREADABLE


async def test_who_types_too_fast_is_told_and_loses_nothing() -> None:
    async with serving(Rates(says=Rate(2, 0.5))) as served, Client.of(served) as client:
        await client.open_chat()
        async with client.chat() as line:
            for number in range(3):
                await line.say(f"第{number}句")
            refused = await line.hear("refused")

        assert (refused["why"], refused["retry"]) == (sentences.TOO_FAST, 2)


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
async def test_a_page_of_another_origin_opens_no_line(visitor: Client, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with visitor.line("/ws/chat?station=HY", origin=origin):
            pass
    assert refused.value.response.status_code == 403


async def closes_with(client: Client, path: str) -> int:
    with pytest.raises(ConnectionClosed) as closed:
        async with client.line(path) as line:
            await line.hear("ready")
    return closed.value.rcvd.code if closed.value.rcvd else 0


async def test_without_a_cookie_there_is_no_line(served: Served) -> None:
    async with Client.of(served) as stranger:
        for path in ("/ws/chat?station=HY", "/ws/room"):
            assert await closes_with(stranger, path) == 4401


async def test_a_full_server_says_so() -> None:
    async with serving(connections=1) as served, Client.of(served) as client:
        await client.open_chat()
        async with client.chat() as line:
            await line.hear("ready")
            assert await closes_with(client, "/ws/chat?station=HY") == 1013


async def test_a_removed_member_hears_and_says_nothing_more(li: Client) -> None:
    desk = li.served.desk
    async with li.room() as line:
        await line.hear("ready")
        desk.remove("li")
        desk.post_card("HY-2026-0009")
        with pytest.raises(ConnectionClosed) as closed:
            await line.hear("rows")

    assert closed.value.rcvd
    assert closed.value.rcvd.code == 4401
    assert (await li.get("/room")).status_code == 401


async def test_one_visitor_does_not_hear_another(served: Served, visitor: Client) -> None:
    async with Client.of(served) as other:
        await other.open_chat()
        async with other.chat() as theirs, visitor.chat() as mine:
            await theirs.hear("ready")
            await mine.say("我的手机号是13800005678")
            await mine.hear("taken")
            await theirs.say("你好")

            assert (await theirs.rows(2))[0]["text"] == "你好"


async def test_a_visitor_cannot_speak_in_a_request_of_the_room(visitor: Client) -> None:
    async with visitor.chat() as line:
        await line.say("你好", thread="HY-2026-0007")
        await line.hear("taken")

    assert visitor.served.desk.inbounds[0].thread == ""


async def test_who_is_writing_is_told_to_the_others_only(served: Served, li: Client) -> None:
    async with Client.of(served) as wang:
        await wang.sign_in("wang")
        async with li.room() as one, wang.room() as other:
            await one.hear("ready")
            await other.hear("ready")
            await one.send(t="typing", thread="HY-2026-0007")
            await one.send(t="ping")

            assert await other.hear("typing") == {
                "t": "typing",
                "who": "李雪",
                "thread": "HY-2026-0007",
            }
            assert await one.hear("pong")


async def test_a_request_is_shown_whole_on_demand(li: Client) -> None:
    desk = li.served.desk
    desk.post_card("HY-2026-0001")
    desk.post_card("HY-2026-0002")
    async with li.room() as line:
        await line.hear("ready")
        await line.send(t="thread", thread="HY-2026-0001")
        answer = await line.hear("rows")

    assert answer["of"] == "HY-2026-0001"
    assert [row["card"]["key"] for row in answer["rows"]] == ["HY-2026-0001"]


async def test_what_was_seen_is_remembered_but_never_more_than_was_sent(li: Client) -> None:
    desk = li.served.desk
    desk.post_card("HY-2026-0001")
    async with li.room() as line:
        await line.hear("ready")
        await line.send(t="seen", upto=99)
        await line.send(t="ping")
        await line.hear("pong")

    assert desk.marks[ROOM, "li"] == 1


async def test_a_failure_after_the_commit_closes_the_line_at_once(visitor: Client) -> None:
    desk = visitor.served.desk
    desk.lost = 1
    async with visitor.chat() as line, asyncio.timeout(10):
        await line.say("你好", id="one")
        await line.socket.wait_closed()
    async with visitor.chat() as line:
        await line.say("你好", id="one")
        await line.hear("taken")

    assert len(desk.inbounds) == 1
