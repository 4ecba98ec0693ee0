"""People, groups and topics in the Telegram of the tests, as the bot is told of them."""

from datetime import UTC, datetime, timedelta

import pytest
from telegram import Bot, ChatMemberAdministrator
from telegram.error import BadRequest

from tests.telegram.bot_api import fresh_world
from tests.telegram.messenger import Telegram
from tests.telegram.persons import Place, file

pytestmark = pytest.mark.asyncio


async def heard(bot: Bot) -> list[str]:
    """The words of all messages that the bot was told of."""
    messages = [each.effective_message for each in await bot.get_updates()]
    return [each.text for each in messages if each and each.text]


async def test_whatever_people_send_arrives_with_its_kind(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工")
    await li.sends_photo(caption="机床")
    await li.sends(file("document", "图纸.pdf"))
    await li.sends(file("voice", "voice.ogg"))
    await li.sends(file("video", "现场.mp4"))
    await li.sends_location(31.2, 121.5)
    await li.sends_contact("+8613800000000")
    one, two = await li.sends_album(file("photo", "1.jpg", caption="两张"), file("photo", "2.jpg"))

    messages = [each.message for each in await bot.get_updates() if each.message]

    assert messages[0].caption == "机床"
    assert messages[0].photo
    assert messages[1].document is not None
    assert messages[1].document.file_name == "图纸.pdf"
    assert messages[2].voice
    assert messages[3].video
    assert messages[4].location
    assert messages[5].contact is not None
    assert messages[5].contact.user_id == li.id
    assert [each.message_id for each in messages[6:]] == [one.id, two.id]
    assert len({each.media_group_id for each in messages[6:]}) == 1


async def test_what_is_edited_is_told_again(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工")
    written = await li.writes("三坐标")

    await li.edits(written, "三坐标测量")

    first, last = await bot.get_updates()
    assert first.message is not None
    assert last.edited_message is not None
    assert first.message.text == "三坐标"
    assert last.edited_message.text == "三坐标测量"
    assert first.message.message_id == last.edited_message.message_id == written.id


async def test_with_privacy_mode_a_bot_hears_little_of_a_group(
    telegram: Telegram, bot: Bot
) -> None:
    li = await telegram.user("李工")
    group = await telegram.group("值班", li, bot="member", rights=())
    asked = await bot.send_message(group.id, "谁来？")
    [question] = (await telegram.sees(group)).of_bot()
    assert question.id == asked.message_id

    await li.writes("闲聊", to=group)
    await li.writes("/status", to=group)
    await li.writes("/status@other_bot", to=group)
    await li.writes(f"@{telegram.bot_name} 在吗", to=group)
    await li.writes("我来", reply_to=question)

    assert await heard(bot) == ["/status", f"@{telegram.bot_name} 在吗", "我来"]
    await telegram.privacy(on=False)
    await li.writes("闲聊", to=group)
    assert (await heard(bot))[-1] == "闲聊"


async def test_an_administrator_hears_all(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工")
    group = await telegram.group("值班", li)

    await li.writes("闲聊", to=group)

    assert await heard(bot) == ["闲聊"]


async def test_who_may_do_what_can_be_asked(telegram: Telegram, bot: Bot) -> None:
    li, wang = [await telegram.user(name) for name in ("李工", "王工")]
    group = await telegram.group("值班", li, wang)

    standing = [(await bot.get_chat_member(group.id, each.id)).status for each in (li, wang)]
    administrators = await bot.get_chat_administrators(group.id)
    await wang.leaves(group)

    assert standing == ["creator", "member"]
    assert {each.user.id for each in administrators} == {li.id, telegram.bot_id}
    me = next(each for each in administrators if isinstance(each, ChatMemberAdministrator))
    assert me.can_manage_topics
    assert not me.can_restrict_members
    assert (await bot.get_chat_member(group.id, wang.id)).status == "left"
    assert (await bot.get_chat(group.id)).title == "值班"


async def test_a_topic_is_opened_closed_and_deleted(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工")
    forum = await telegram.group("值班", li, kind="forum")

    topic = await bot.create_forum_topic(forum.id, "HY-2026-0007")
    number = topic.message_thread_id
    await bot.send_message(forum.id, "新任务", message_thread_id=number)
    await bot.edit_forum_topic(forum.id, number, name="HY-2026-0007 已接")
    await li.writes("收到", to=forum, topic=number)
    await bot.close_forum_topic(forum.id, number)

    view = await telegram.sees(forum)
    assert [(each.name, each.closed) for each in view.topics] == [("HY-2026-0007 已接", True)]
    kinds = [each.kind for each in view.in_topic(number)]
    assert kinds == [
        "forum_topic_created", "text", "forum_topic_edited", "text", "forum_topic_closed",
    ]  # fmt: skip
    with pytest.raises(BadRequest, match="Topic_not_modified"):
        await bot.close_forum_topic(forum.id, number)


async def test_a_closed_topic_takes_a_bot_that_administers_and_a_deleted_one_nobody(
    telegram: Telegram, bot: Bot
) -> None:
    forum = await telegram.group("值班", await telegram.user("李工"), kind="forum")
    number = (await bot.create_forum_topic(forum.id, "HY-2026-0007")).message_thread_id
    await bot.close_forum_topic(forum.id, number)

    with pytest.raises(BadRequest, match="Topic_not_modified"):
        await bot.close_forum_topic(forum.id, number)
    await bot.send_message(forum.id, "仍可写", message_thread_id=number)
    await bot.reopen_forum_topic(forum.id, number)
    await bot.delete_forum_topic(forum.id, number)

    assert not (await telegram.sees(forum)).in_topic(number)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum.id, "晚了", message_thread_id=number)
    with pytest.raises(BadRequest, match="Topic_id_invalid"):
        await bot.close_forum_topic(forum.id, number)


async def test_people_have_topics_too(telegram: Telegram, bot: Bot) -> None:
    li, wang = [await telegram.user(name) for name in ("李工", "王工")]
    forum = await telegram.group("值班", li, wang, kind="forum")
    topic = await li.opens_topic(forum, "闲聊")

    await wang.sends_photo(where=Place(forum, topic))
    await li.closes_topic(forum, topic)

    with pytest.raises(AssertionError, match="is closed"):
        await wang.writes("晚了", to=forum, topic=topic)
    told = [each.message for each in await bot.get_updates() if each.message]
    assert {each.message_thread_id for each in told if each.is_topic_message} == {topic.id}
    await telegram.deletes_topic(forum, topic)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum.id, "晚了", message_thread_id=topic.id)


async def test_topics_take_a_forum_and_the_right(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工")
    plain = await telegram.group("值班", li)
    forum = await telegram.group("论坛", li, kind="forum", rights=())

    with pytest.raises(BadRequest, match="The chat is not a forum"):
        await bot.create_forum_topic(plain.id, "一")
    with pytest.raises(BadRequest, match="Not enough rights to create a topic"):
        await bot.create_forum_topic(forum.id, "一")
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum.id, "一", message_thread_id=1)
    await telegram.appoints(forum, "administrator", "can_manage_topics")
    await bot.create_forum_topic(forum.id, "一")


async def test_an_answer_stays_in_its_topic(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工")
    forum = await telegram.group("值班", li, kind="forum")
    topic = await li.opens_topic(forum, "七号")
    asked = await li.writes("在吗", to=forum, topic=topic)

    said = await bot.send_message(forum.id, "在", reply_to_message_id=asked.id)

    assert said.message_thread_id == topic.id
    seen = await telegram.hears(forum, "在")
    assert (seen.topic, seen.reply_to) == (topic.id, asked.id)
    await bot.pin_chat_message(forum.id, said.message_id)
    assert (await telegram.sees(forum)).pinned == (said.message_id,)


async def test_after_two_days_nothing_is_deleted(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工", started=True)
    said = await bot.send_message(li.id, "一")

    await telegram.passes(timedelta(hours=49))

    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await said.delete()
    assert not await bot.get_updates(), "updates are kept for a day"


async def test_a_world_can_have_a_time_of_its_own(bot_api: str) -> None:
    begin = datetime(2026, 11, 24, 1, tzinfo=UTC)
    async with fresh_world(bot_api, at=begin) as telegram:
        li = await telegram.user("李工")

        await telegram.passes(timedelta(days=1))

        said = datetime.fromtimestamp((await li.writes("一")).raw["date"], UTC)
        assert timedelta() <= said - begin - timedelta(days=1) < timedelta(minutes=1)
