"""What the group and the cards show of a request as it changes, and what WeCom refuses."""

from dataclasses import replace
from typing import Final

import pytest

from bot.channels.wecom.deck import Deck
from bot.channels.wecom.faults import plainly
from bot.channels.wecom.limits import WECOMS_OWN
from bot.channels.wecom.postman import PLEASE_ADMIT
from bot.replay.stage import HEAD, SPECIALIST
from core.conversations import OutboxState, Said
from core.messages import Card, Choice, Line, Outbound
from tests.wecom.house import FIRST, House
from tests.wecom.scenes import WANG, claimed
from tests.weixin.server.corp.members import Member

CARD: Final = Card("r1", Line("HY-2026-0009 培训"), (("单位", Line("示例厂")),), "待接收")
CLAIM: Final = Choice("claim", "接单", "act:claim")
DECK: Final = Outbound("", choices=(CLAIM,), card=CARD, thread="r1", about="r1")


def cards_in_group(house: House) -> list[str]:
    return [one.text for one in house.chat.shown if "**HY" in one.text]


@pytest.mark.asyncio
async def test_a_card_is_posted_again_only_when_its_state_has_changed(
    house: House, li: Member
) -> None:
    await house.says(DECK)
    await house.settles()
    richer = replace(CARD, rows=(*CARD.rows, ("图片", Line("1张"))))
    await house.says(replace(DECK, card=richer))
    await house.says(replace(DECK, card=replace(richer, urgent=True)))
    await house.settles()
    await house.says(replace(DECK, card=replace(CARD, state="待评估")))
    await house.settles()
    assert [text.splitlines()[0] for text in cards_in_group(house)] == [
        "**HY-2026-0009 培训** · 待接收",
        "🔴急 **HY-2026-0009 培训** · 待接收",
        "**HY-2026-0009 培训** · 待评估",
    ]


@pytest.mark.asyncio
async def test_a_card_is_changed_where_there_is_leave_and_sent_anew_where_not(
    house: House, li: Member
) -> None:
    for state in ("一", "二", "三", "四"):
        await house.says(replace(DECK, card=replace(CARD, state=state)))
        await house.settles()
    # Sent with one, changed into two; no leave is left for three; which is changed into four.
    assert [card.text.splitlines()[1] for card in li.cards] == ["二", "四"]
    assert len(house.world.calls("message/update_template_card")) == 2


@pytest.mark.asyncio
async def test_a_row_alone_is_changed_where_there_is_leave_and_not_sent_anew(
    house: House, li: Member
) -> None:
    for count in ("1张", "2张", "3张"):
        rows = (*CARD.rows, ("图片", Line(count)))
        await house.says(replace(DECK, card=replace(CARD, rows=rows)))
        await house.settles()
    assert len(cards_in_group(house)) == 1
    [card] = li.cards
    assert "2张" in card.text


@pytest.mark.asyncio
async def test_other_buttons_alone_do_not_trouble_the_group(house: House, li: Member) -> None:
    await house.says(DECK)
    await house.settles()
    reply = Choice("reply", "回复", "act:reply")
    await house.says(replace(DECK, choices=(CLAIM, reply)))
    await house.settles()
    assert len(cards_in_group(house)) == 1
    assert [name for name, _ in li.card("HY-2026-0009").buttons] == ["claim", "reply", "note"]


@pytest.mark.asyncio
async def test_who_comes_on_duty_later_gets_the_card_with_its_next_change(
    house: House, li: Member, wang: Member
) -> None:
    await house.says(DECK)
    await house.settles()
    await house.joins(WANG)
    await house.binds(wang, WANG)
    await house.says(replace(DECK, card=replace(CARD, state="二")))
    await house.settles()
    assert [card.text.splitlines()[1] for card in li.cards] == ["二"]
    assert [card.text.splitlines()[1] for card in wang.cards] == ["二"]


@pytest.mark.asyncio
async def test_a_card_that_is_over_is_grey_and_a_new_one_is_sent_to_nobody(
    house: House, li: Member
) -> None:
    await house.says(DECK)
    await house.settles()
    over = replace(CARD, state="已办结", over=True)
    await house.says(replace(DECK, card=over))
    await house.settles()
    assert li.card("HY-2026-0009").replaced == "已办结"
    await house.says(replace(DECK, card=replace(over, state="已归档")))
    await house.settles()
    assert len(li.cards) == 1
    assert cards_in_group(house)[-1].startswith("**HY-2026-0009 培训** · 已归档")


@pytest.mark.asyncio
async def test_a_leave_that_ran_out_is_not_used(house: House, li: Member) -> None:
    await house.says(DECK)
    await house.settles()
    await house.later(hours=72, minutes=1)
    await house.says(replace(DECK, card=replace(CARD, state="二")))
    await house.settles()
    assert house.world.calls("message/update_template_card") == []
    assert len(li.cards) == 2


@pytest.mark.asyncio
async def test_a_card_whose_answer_was_lost_is_not_sent_twice(house: House, li: Member) -> None:
    house.world.loses("message/send")
    await house.says(DECK)
    await house.settles()
    await house.later(seconds=2)
    await house.settles()
    assert len(li.cards) == 1
    assert await house.waiting() == ()


@pytest.mark.asyncio
async def test_before_the_first_is_bound_the_group_has_the_card_and_nobody_the_buttons(
    quiet: House, li: Member
) -> None:
    async with quiet.serves():
        await quiet.files()
        await quiet.chat.hears(FIRST)
        await quiet.settles()
        await quiet.binds(li)
        await quiet.stage.staff(f"接单 {FIRST}")
        await li.hears(FIRST)


@pytest.mark.asyncio
async def test_a_member_whom_the_app_may_not_write_to_is_named_once(
    house: House, li: Member
) -> None:
    await claimed(house, li)
    house.app.visible = frozenset({"wang"})
    await li.writes("我的待办")
    await li.writes("全部待办")
    hint = Line(PLEASE_ADMIT.template, {"name": SPECIALIST.name}).render()
    await house.chat.hears(hint)
    await house.settles()
    assert house.group().count(hint) == 1
    house.app.visible = None
    await li.writes("我的待办")
    await li.hears("您的待办共1张")


@pytest.mark.asyncio
async def test_what_is_for_one_who_is_not_bound_is_no_fault(house: House) -> None:
    await house.says(Outbound("", (Line("只给站长"),), only=HEAD.id))
    await house.says(Outbound("", (Line("只给路人"),), only="p.wecom.corp.nobody"))
    await house.settles()
    assert [one.state for one in (await house.outbox())[-2:]] == [OutboxState.SENT] * 2
    assert "只给" not in house.group()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("errcode", "waits"), [(-1, 1), (45009, 60), (45033, 60), (60020, 60), (40056, 60)]
)
async def test_what_is_no_fault_of_a_message_lets_it_wait(
    house: House, errcode: int, waits: int
) -> None:
    house.world.fails("appchat/send", errcode)
    await house.says(Outbound("", (Line("上午好"),)))
    await house.settles()
    assert "上午好" not in house.group()
    await house.later(seconds=waits)
    await house.chat.hears("上午好")


@pytest.mark.asyncio
async def test_a_message_that_is_refused_lets_the_next_ones_go(house: House) -> None:
    house.world.fails("appchat/send", 40058, times=4)
    await house.says(Outbound("", (Line("写坏了"),)), Outbound("", (Line("上午好"),)))
    for seconds in (0, 1, 5, 25):
        await house.later(seconds=seconds)
        await house.settles()
    await house.chat.hears("上午好")
    assert (await house.outbox())[-2].state is OutboxState.FAILED


@pytest.mark.asyncio
async def test_a_group_that_is_gone_lets_all_wait_until_somebody_is_heard(
    house: House, li: Member
) -> None:
    house.world.fails("appchat/send", 86003)
    await house.says(Outbound("", (Line("上午好"),)), Outbound("", (Line("开会"),)))
    await house.settles()
    assert [one.state for one in (await house.outbox())[-2:]] == [OutboxState.STRANDED] * 2
    await li.writes("我的待办")
    await house.chat.hears("上午好")
    await house.chat.hears("开会")


@pytest.mark.asyncio
async def test_the_group_of_an_app_that_is_told_no_more_waits(quiet: House) -> None:
    async with quiet.serves(accounts=()):
        await quiet.files()
        await quiet.settles()
        assert {one.state for one in await quiet.outbox()} == {OutboxState.STRANDED}


@pytest.mark.asyncio
async def test_wecom_may_be_away(house: House) -> None:
    house.world.drops("appchat/send", times=2)
    await house.says(Outbound("", (Line("上午好"),)))
    for seconds in (0, 1, 2):
        await house.later(seconds=seconds)
        await house.settles()
    await house.chat.hears("上午好")


@pytest.mark.asyncio
async def test_choices_for_one_member_come_as_cards_and_act_in_the_room(
    house: House, li: Member
) -> None:
    await claimed(house, li)
    choices = tuple(Choice(f"c{number}", f"第{number}项", "list:mine") for number in range(8))
    await house.says(Outbound("", (Line("要看哪一项？"),), choices, only=SPECIALIST.id))
    await li.hears("第7项")
    *_, first, second = li.cards
    assert [len(card.buttons) for card in (first, second)] == [6, 2]
    await li.presses(second, "c7")
    await li.hears("您的待办共1张")


@pytest.mark.asyncio
async def test_a_long_text_comes_whole_in_pieces(house: House) -> None:
    words = "请各位专员核对本月台账。" * 120
    await house.says(Outbound("", (Line("{w}", {"w": words}),)))
    await house.settles()
    texts = [one.text for one in house.chat.shown]
    assert len(texts) == 3
    assert "".join(texts) == words
    assert all(len(text.encode()) <= 2048 for text in texts)


@pytest.mark.asyncio
async def test_pictures_lie_on_disk_or_are_left_out(house: House) -> None:
    (house.settings.pictures / "1.jpg").write_bytes(b"\xff\xd8\xff\xe0 a gauge")
    await house.says(Outbound("", (Line("铭牌"),), image="1.jpg"))
    await house.chat.hears("铭牌")
    assert (await house.chat.hears("1.jpg")).content == b"\xff\xd8\xff\xe0 a gauge"
    await house.says(Outbound("", (Line("表盘"),), image="gone.jpg"))
    await house.chat.hears("没能发出来")


@pytest.mark.asyncio
@pytest.mark.parametrize("errcode", [40006, 40009])
async def test_a_picture_that_wecom_does_not_take_is_left_out(house: House, errcode: int) -> None:
    (house.settings.pictures / "1.jpg").write_bytes(b"\xff\xd8\xff\xe0 a gauge")
    house.world.fails("media/upload", errcode)
    await house.says(Outbound("", (Line("铭牌"),), image="1.jpg"))
    await house.chat.hears("没能发出来")
    assert house.group().count("铭牌") == 2


@pytest.mark.asyncio
@pytest.mark.parametrize("path", ["media/upload", "message/send", "message/update_template_card"])
async def test_every_call_is_tried_again_when_wecom_is_busy(house: House, path: str) -> None:
    (house.settings.pictures / "1.jpg").write_bytes(b"\xff\xd8\xff\xe0 a gauge")
    house.world.fails(path, -1)
    await house.says(DECK, Outbound("", (Line("铭牌"),), image="1.jpg"))
    for state in ("二", "三"):
        await house.settles()
        await house.later(seconds=2)
        await house.settles()
        await house.says(replace(DECK, card=replace(CARD, state=state)))
    await house.later(seconds=2)
    await house.chat.hears("1.jpg")
    await house.chat.hears("· 三")
    await house.settles()
    assert await house.waiting() == ()


@pytest.mark.asyncio
@pytest.mark.parametrize("trouble", ["loses", "refuses"])
async def test_what_is_for_one_member_is_tried_again_and_comes_once(
    house: House, li: Member, trouble: str
) -> None:
    if trouble == "loses":
        house.world.loses("message/send")
    else:
        house.world.fails("message/send", -1)
    choices = (Choice("mine", "我的待办", "list:mine"),)
    await house.says(Outbound("", (Line("要看哪一项？"),), choices, only=SPECIALIST.id))
    await house.settles()
    await house.later(seconds=2)
    await li.hears("要看哪一项？")
    await house.settles()
    assert len(li.cards) == 1
    assert await house.waiting() == ()


@pytest.mark.asyncio
async def test_a_card_of_nobodys_room_has_no_readers(house: House) -> None:
    said = Said("wecom:x.1.gone", 1, house.stage.clock.now(), "itself", DECK)
    hand = await Deck(house.stage.engine).hand(said, "x.1", ())
    assert (hand.readers, hand.shown, hand.code) == ((), None, None)
    assert await Deck(house.stage.engine).station("wecom:x.1.gone") == ""


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("60011 no privilege", "成员不在应用的可见范围里"),
        ("86008 chat is not created by this agent", "群聊已不在"),
        ("99999 something new", "企业微信回复“99999 something new”"),
        ("no such account in the settings", "设置里已没有这个企业微信应用"),
        ("a bug: KeyError", "程序出错"),
        ("who knows", "企业微信回复“who knows”"),
    ],
)
def test_refusals_are_said_plainly(why: str, words: str) -> None:
    assert words in plainly(why)


@pytest.mark.asyncio
async def test_no_member_is_sent_more_in_a_minute_than_wecom_shows(
    quiet: House, li: Member
) -> None:
    async with quiet.serves(rates=WECOMS_OWN):
        await quiet.binds(li)
        for number in range(40):
            only = SPECIALIST.id if number % 2 else ""
            card = replace(CARD, key=f"r{number}")
            what = {"card": card, "choices": (CLAIM,), "thread": f"r{number}"}
            await quiet.says(
                Outbound("", (Line("只给您"),), only=only) if only else replace(DECK, **what)  # type: ignore[arg-type]
            )
        for _ in range(60):
            await quiet.settles()
            await quiet.later(seconds=5)
        await quiet.settles()
        assert quiet.world.violations() == ()
        assert len(li.cards) == 20
        assert await quiet.waiting() == ()
