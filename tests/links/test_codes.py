"""What a code is worth that is said in a chat."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from bot.intents.lexicon import Lexicon
from bot.intents.linking import asks_to_link, asks_to_part, code_in
from bot.intents.normal import normalise
from bot.replay.stage import SETTINGS, Stage, staged
from core.conversations import Chat, ChatKind, Said
from core.links import (
    CODE_LIFE,
    MOST_CHATS,
    MOST_TRIES,
    MOST_TRIES_OF_ALL,
    TRIES_LAST,
    Circle,
    Link,
    LinkCode,
    Linking,
    LinkTries,
    Standing,
    standing,
    tried,
)
from core.messages import Inbound, text_of
from storage.links import Links
from storage.stations import add_station

NOON: Final = datetime(2026, 3, 2, 4, tzinfo=UTC)
HERE: Final = Chat("web:hy.a", "web", ChatKind.PRIVATE, "hy", "p.a")
THERE: Final = Chat("telegram:hy.b", "telegram", ChatKind.PRIVATE, "hy", "p.b")
CODE: Final = LinkCode(THERE.id, "hy", "digest", NOON)
GOOD: Final = Linking("12345678", "fresh", CODE, THERE)
SOON: Final = NOON + timedelta(minutes=1)


def circle_of(*chats: Chat) -> Circle:
    return Circle(tuple(Link(one.id, "i1", NOON) for one in chats), chats[1:])


def many(count: int) -> Circle:
    return circle_of(*(replace(HERE, id=f"web:hy.{n}") for n in range(count)))


@pytest.mark.parametrize(
    ("linking", "worth"),
    [
        (GOOD, Standing.GOOD),
        (replace(GOOD, code=None, chat=None), Standing.WRONG),
        (replace(GOOD, code=replace(CODE, chat=HERE.id), chat=HERE), Standing.OWN),
        (replace(GOOD, code=replace(CODE, used_at=NOON)), Standing.USED),
        (replace(GOOD, code=replace(CODE, issued_at=SOON - CODE_LIFE)), Standing.OVER),
        (replace(GOOD, code=replace(CODE, station="wc")), Standing.ELSEWHERE),
        (replace(GOOD, theirs=many(MOST_CHATS - 1)), Standing.GOOD),
        (replace(GOOD, theirs=many(MOST_CHATS)), Standing.FULL),
        (replace(GOOD, tries=LinkTries(HERE.id, "hy", MOST_TRIES - 1, NOON)), Standing.GOOD),
        (replace(GOOD, tries=LinkTries(HERE.id, "hy", MOST_TRIES, NOON)), Standing.BARRED),
        (
            replace(GOOD, tries=LinkTries(HERE.id, "hy", MOST_TRIES, SOON - TRIES_LAST)),
            Standing.GOOD,
        ),
        (replace(GOOD, tries_of_all=MOST_TRIES_OF_ALL), Standing.BARRED),
    ],
)
def test_a_code_is_worth_what_it_is(linking: Linking, worth: Standing) -> None:
    assert standing(linking, HERE, Circle(), SOON) is worth


def test_a_code_that_has_linked_these_two_already_is_said_to_have_done_so() -> None:
    used = replace(GOOD, code=replace(CODE, used_at=NOON))
    assert standing(used, HERE, circle_of(HERE, THERE), SOON) is Standing.LINKED


def test_wrong_codes_are_counted_from_the_first_one_for_an_hour() -> None:
    first = tried(replace(GOOD, code=None), HERE, NOON)
    again = tried(replace(GOOD, tries=first), HERE, NOON + TRIES_LAST / 2)
    anew = tried(replace(GOOD, tries=again), HERE, NOON + TRIES_LAST)
    assert [(one.wrong, one.since) for one in (first, again)] == [(1, NOON), (2, NOON)]
    assert (anew.wrong, anew.since) == (1, NOON + TRIES_LAST)


@pytest.mark.parametrize(
    "said",
    [
        "关联",
        "我要关联",
        "怎么关联？",
        "关联另一个账号",
        "关联微信",
        "绑定另一个账号",
        "换个微信继续办",
        "换手机继续办",
        "换了个手机，接着办",
        "和同事一起看进度",
        "让同事也能看进度",
    ],
)
def test_who_wants_to_go_on_elsewhere_or_with_a_colleague_is_understood(said: str) -> None:
    assert asks_to_link(normalise(said))


@pytest.mark.parametrize(
    "said",
    [
        "关联交易要不要披露",
        "我们换了手机号，电话改成13900001111",
        "绑定工装需要检定吗",
        "和同事说一下",
        "关联企业的体系认证",
        "换个时间",
        "同事一起去行吗",
    ],
)
def test_what_merely_sounds_like_it_is_heard_as_ever(said: str) -> None:
    plain = normalise(said)
    assert not asks_to_link(plain)
    assert not asks_to_part(plain)
    assert not code_in(plain)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("关联 12345678", "12345678"),
        ("关联：１２３４５６７８", "12345678"),
        ("关联1234 5678。", "12345678"),
        ("关联码是12345678", "12345678"),
        ("关联 123", "123"),
        ("关联2台压力表", ""),
    ],
)
def test_a_code_is_read_however_it_is_written(said: str, code: str) -> None:
    assert code_in(normalise(said)) == code


@pytest.mark.parametrize(
    "said", ["解除关联", "取消关联", "我想解除关联", "不要关联了", "解绑", "断开关联吧"]
)
def test_who_wants_to_part_is_understood(said: str) -> None:
    assert asks_to_part(normalise(said))


async def say(stage: Stage, station: str, user: str, text: str) -> str:
    """What somebody's chat is answered."""
    now = stage.clock.now()
    chat = f"{station}.{user}"
    inbound = Inbound("web", chat, user, f"{user}{text}", now, now, text=text, station=station)
    taken = await stage.engine.receive(inbound)
    assert not taken.fault
    log = await stage.engine.read(
        lambda each: stage.engine.schema.of(Said).query("chat", order="n").all(each, f"web:{chat}")
    )
    return "\n".join(text_of(one.message) for one in log if not one.echo and one.turn == taken.turn)


@pytest.mark.asyncio
async def test_chats_of_two_stations_are_not_linked(lexicon: Lexicon) -> None:
    async with staged(lexicon, NOON) as stage:
        tables = stage.engine.schema
        other = replace(SETTINGS, code="WC")
        await stage.engine.write(lambda each: add_station(each, tables, "wc", other))
        told = await say(stage, "hy", "a", "关联")
        code = told.partition("关联码：")[2][:8]
        assert "不同服务站" in await say(stage, "wc", "b", f"关联 {code}")
        assert "已和给您码的网页聊天关联" in await say(stage, "hy", "c", f"关联 {code}")
        others = await stage.engine.read(lambda each: Links(tables).others(each, "web:wc.b"))
        assert others == ()


@pytest.mark.asyncio
async def test_a_new_code_takes_the_place_of_the_one_before(lexicon: Lexicon) -> None:
    async with staged(lexicon, NOON) as stage:
        first, second = [
            (await say(stage, "hy", "a", said)).partition("关联码：")[2][:8]
            for said in ("关联", "我要关联")
        ]
        assert "不对" in await say(stage, "hy", "b", f"关联 {first}")
        assert "已和给您码的网页聊天关联" in await say(stage, "hy", "b", f"关联 {second}")
