"""What Telegram brings twice, late, changed or in pieces is taken up once, as it was meant."""

import pytest

from bot.intents.lexicon import Lexicon
from core.conversations import Picture
from core.parties import Contact
from tests.telegram.house import House, housed
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person, file
from tests.telegram.pictures import photo
from tests.telegram.scenes import BEGIN, FIRST, NEED, claims, files

pytestmark = pytest.mark.asyncio

PHONE = "13800001207"
OTHER = "13900001208"


async def begins(house: House, person: Person) -> None:
    await person.starts()
    await house.telegram.hears(person, "您想办什么事")


async def answers_to(telegram: Telegram, person: Person) -> tuple[str, ...]:
    return tuple(each.text for each in (await telegram.sees(person)).of_bot())


async def phones(house: House) -> list[str]:
    query = house.stage.engine.schema.of(Contact).query()
    return [each.phone for each in await house.stage.engine.read(query.all)]


async def test_what_is_delivered_twice_is_taken_once(lexicon: Lexicon, telegram: Telegram) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await files(house, qin)
        await house.settles()
        before = await answers_to(telegram, qin)
        for update in await telegram.updates():
            await telegram.repeats(update)
        await house.settles()

        assert await answers_to(telegram, qin) == before
        assert len(await house.requests()) == 1
        assert await telegram.violations() == ()


async def test_what_comes_in_another_order_is_all_taken(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await begins(house, qin)
        await telegram.holds_updates()
        await qin.writes("停车方便吗")
        await qin.writes("怎么收费")
        await telegram.brings_updates(reversed_order=True)
        await telegram.hears(qin, "门口有免费车位")
        await telegram.hears(qin, "咨询不收费")
        assert await telegram.violations() == ()


async def test_a_phone_corrected_by_editing_before_filing(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await begins(house, qin)
        need = await qin.writes(NEED)
        first = await telegram.hears(qin, "请您核对")
        await house.later(seconds=20)
        await qin.edits(need, NEED.replace(PHONE, OTHER))
        summary = await telegram.hears(qin, OTHER, after=first)
        await qin.presses(summary, "确认提交")
        await telegram.hears(qin, FIRST)

        assert await phones(house) == [OTHER]
        assert len(await house.requests()) == 1
        assert await telegram.violations() == ()


async def test_a_phone_corrected_by_editing_after_filing(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await begins(house, qin)
        await qin.writes("武汉汉阳恒岩五金制品厂，覃晓燕，压力表6块要校准，下周三上午")
        await telegram.hears(qin, "电话")
        answer = await qin.writes(f"电话 {PHONE}")
        summary = await telegram.hears(qin, "请您核对")
        await qin.presses(summary, "确认提交")
        filed = await telegram.hears(qin, FIRST)
        await house.later(minutes=5)
        await qin.edits(answer, f"电话 {OTHER}")
        await telegram.hears(qin, "", after=filed)
        await house.settles()

        assert OTHER in await phones(house)
        assert len(await house.requests()) == 1
        assert await telegram.violations() == ()


async def test_each_edit_puts_the_need_and_the_firm_right(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await begins(house, qin)
        need = await qin.writes("压力表6块要校准")
        asked = await telegram.hears(qin, "单位全称")
        firm = await qin.writes("武汉汉阳恒岩五金制品厂，覃晓燕，13800001207，不急")
        asked = await telegram.hears(qin, "请您核对", after=asked)
        for words in ("压力表8块要校准", "压力表9块要校准"):
            await house.later(seconds=20)
            await qin.edits(need, words)
            asked = await telegram.hears(qin, words, after=asked)
        await house.later(seconds=20)
        await qin.edits(firm, "武汉汉阳恒岩仪表厂，覃晓燕，13800001207，不急")
        summary = await telegram.hears(qin, "请您核对", after=asked)

        assert "单位：武汉汉阳恒岩仪表厂\n" in summary.text
        assert "需求：压力表9块要校准\n" in summary.text
        assert await telegram.violations() == ()


async def test_a_need_edited_after_filing_is_put_right(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await begins(house, qin)
        need = await qin.writes(NEED)
        await qin.presses(await telegram.hears(qin, "请您核对"), "确认提交")
        filed = await telegram.hears(qin, FIRST)
        await house.later(minutes=5)
        await qin.edits(need, NEED.replace("6块", "9块"))
        answer = await telegram.hears(qin, "", after=filed)
        await house.settles()

        assert "9块" in answer.text
        [card] = [one for one in (await telegram.sees(group)).messages if "需求：" in one.text]
        assert "9块" in card.text
        assert "6块" not in card.text
        assert await telegram.violations() == ()


async def test_an_edit_that_changes_nothing_is_not_answered(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await begins(house, qin)
        asked = await qin.writes("停车方便吗")
        await telegram.hears(qin, "门口有免费车位")
        for words, answers in (
            ("停车方便吗", 2),
            ("怎么收费", 3),
            ("怎么收费", 3),
            ("停车方便吗", 4),
        ):
            await house.later(seconds=5)
            await qin.edits(asked, words)
            await house.settles()
            assert len(await answers_to(telegram, qin)) == answers
        assert await telegram.violations() == ()


async def test_a_message_that_comes_after_its_own_edit_is_out_of_date(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await begins(house, qin)
        await telegram.holds_updates()
        need = await qin.writes(NEED)
        await house.later(seconds=5)
        await qin.edits(need, NEED.replace(PHONE, OTHER))
        await telegram.brings_updates(reversed_order=True)
        summary = await telegram.hears(qin, OTHER)
        await house.settles()
        assert (await answers_to(telegram, qin))[-1] == summary.text
        assert await telegram.violations() == ()


async def test_an_edited_command_to_this_bot_is_no_new_one(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await files(house, qin)
        asked = await qin.writes(f"/progress@{telegram.bot_name}")
        progress = await telegram.hears(qin, f"{FIRST}", after=asked)
        await house.later(seconds=5)
        await qin.edits(asked, f"/progress@{telegram.bot_name}")
        await house.settles()
        assert (await telegram.sees(qin)).of_bot()[-1].id == progress.id
        assert await telegram.violations() == ()


async def test_an_edit_in_the_room_acts_no_second_time(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    await files(house, qin)
    card = await claims(house, group, li)
    said = await li.writes("/r 周三上午来", to=group, reply_to=card)
    await telegram.hears(qin, "周三上午来")
    await house.later(seconds=5)
    await li.edits(said, "/r 周四上午来")
    await house.settles()
    assert "周四" not in str(await answers_to(telegram, qin))


async def pictures(house: House) -> tuple[Picture, ...]:
    query = house.stage.engine.schema.of(Picture).query()
    return tuple(await house.stage.engine.read(query.all))


async def test_an_album_is_answered_once(lexicon: Lexicon, telegram: Telegram) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await begins(house, qin)
        await qin.writes("电梯困人了吗？不是，压力表要校准")
        await house.settles()
        before = len(await answers_to(telegram, qin))
        await qin.sends_album(*(file("photo", f"{n}.jpg", photo()) for n in range(3)))
        await house.settles()

        assert len(await answers_to(telegram, qin)) == before + 1
        assert len(await pictures(house)) == 3
        assert await telegram.violations() == ()


async def test_a_picture_with_words_is_both(lexicon: Lexicon, telegram: Telegram) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await begins(house, qin)
        sent = await qin.sends_photo(photo(), caption=NEED)
        summary = await telegram.hears(qin, "请您核对")
        await house.settles()
        assert len(await answers_to(telegram, qin)) == 2
        await house.later(seconds=5)
        await qin.edits(sent, NEED)
        await house.settles()
        assert len(await answers_to(telegram, qin)) == 2
        await qin.edits(sent, NEED.replace(PHONE, OTHER))
        await telegram.hears(qin, OTHER, after=summary)
        await house.settles()
        assert len(await pictures(house)) == 1
        assert await telegram.violations() == ()


UNREADABLE = {
    "document": "我只能收文字和图片",
    "video": "我只能收文字和图片",
    "voice": "我听不了语音",
}


@pytest.mark.parametrize("kind", UNREADABLE)
async def test_what_cannot_be_read_is_said_and_the_question_asked_again(
    lexicon: Lexicon, telegram: Telegram, kind: str
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await begins(house, qin)
        await qin.sends(file(kind, f"a.{kind}"))
        said = await telegram.hears(qin, UNREADABLE[kind])
        await qin.writes("压力表6块要校准")
        question = await telegram.hears(qin, "", after=said)
        await qin.sends(file(kind, f"b.{kind}"))
        again = await telegram.hears(qin, UNREADABLE[kind], after=question)
        assert question.text.splitlines()[-1] in again.text
        assert await telegram.violations() == ()


@pytest.mark.parametrize("kind", ["document", "video"])
async def test_words_beside_what_cannot_be_read_are_heard_and_the_rest_is_said_to_be_lost(
    lexicon: Lexicon, telegram: Telegram, kind: str
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await begins(house, qin)
        await qin.sends(file(kind, f"a.{kind}", caption=NEED))
        summary = await telegram.hears(qin, "请您核对")
        assert UNREADABLE[kind] in summary.text
        assert await telegram.violations() == ()


async def test_a_contact_card_answers_the_question_for_the_phone(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await begins(house, qin)
        await qin.writes("武汉汉阳恒岩五金制品厂，覃晓燕，压力表6块要校准，下周三上午")
        question = await telegram.hears(qin, "电话")
        await qin.sends_contact(PHONE)
        summary = await telegram.hears(qin, "请您核对", after=question)
        assert PHONE in summary.text
        assert await telegram.violations() == ()


async def test_a_place_is_taken_and_does_not_break_the_talk(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await begins(house, qin)
        said = await qin.sends_location(30.55, 114.27)
        await telegram.hears(qin, "", after=said)
        await qin.writes("停车方便吗")
        await telegram.hears(qin, "门口有免费车位")
        assert await telegram.violations() == ()
