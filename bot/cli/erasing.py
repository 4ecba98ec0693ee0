"""`station erase`: what there is of one person, shown, and erased on their word."""

from collections.abc import Mapping
from typing import Annotated, Final

import typer

from bot.cli.screen import Stop, say, show
from bot.clock import SystemClock
from bot.installation import assert_ready, database_of, tables_of
from bot.pictures.folder import PictureFolder
from bot.settings import Settings, read_settings
from core.messages import Line
from core.shanghai import moment_words
from storage.connections import Connection
from storage.erasing.erasing import Erasing
from storage.erasing.finding import NobodyFound, SeveralPersons, Subjects
from storage.erasing.subject import Subject
from storage.schema import Schema

TOLD: Final = Line(
    "按您的要求，您在这里留下的单位、姓名、电话、图片和说过的话都已删除；只留下不含个人信息的办理记录。"
    "以后有事，随时再来。"
)
NOBODY: Final = "没有找到“{key}”：请写单号、意见编号、完整的电话，或聊天编号。"
SEVERAL: Final = "不止一个人留过这个电话，请改用其中一个编号：{keys}"
ERASED_BEFORE: Final = "这个人的信息已经删除过了，没有什么可删的。"
FOUND: Final = "找到{chats}个聊天、{requests}件事（{numbers}），将删除："
LINKED: Final = "和这些聊天关联过：{chats}。也是本人的，请把编号一起写上；是同事的，不用管。"
ROWS: Final = "{count}行"
STILL_OPEN: Final = (
    "还有没办完的：{numbers}。请先办结或撤回；本人坚持现在就删的，加上 --open，"
    "删除后站里就没有联系方式了。"
)
QUESTION: Final = "删除以后不能恢复。确定吗？"
LEFT: Final = "没有删除。"
DONE: Final = (
    "{at}已删除，记录编号 {id}。以前做的备份里还有这些内容，请按 docs/operations.md 到期销毁。"
)
TITLES: Final = ("内容", "行数")
PAUSE: Final = "、"
NONE: Final = "没有编号"
BY_COMMAND: Final = "命令行"
NAMES: Final[Mapping[str, str]] = {
    "inbox": "收到的消息", "outbox": "发出的消息", "progress": "没答完的问题", "words": "说过的话",
    "contact": "联系人", "request": "需求", "lesson": "更正过的类别", "due": "到期的事",
    "person": "本人", "chat_out": "聊天", "picture": "图片", "identity": "账号",
    "contact_window": "来往时间", "consent": "授权", "rate_clock": "发送间隔", "seen": "已读",
    "chat_link": "关联", "link_code": "关联码", "link_tries": "关联尝试", "focus": "正在谈的事",
    "card_post": "卡片", "card_code": "卡片", "topic": "话题",
}  # fmt: skip


def erase(
    keys: Annotated[
        list[str],
        typer.Argument(help="单号、意见编号、完整的电话，或聊天编号；同一个人的可以写几个"),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问")] = False,
    still_open: Annotated[bool, typer.Option("--open", help="还有没办完的也删")] = False,
    by: Annotated[str, typer.Option("--by", help="谁删除的，记在删除记录里")] = BY_COMMAND,
) -> None:
    """应本人要求删除其全部个人信息，只留办理记录，先停掉服务。"""
    settings = read_settings()
    database = database_of(settings)
    with database.served():
        assert_ready(database)
        with database.reading() as connection:
            _show(connection, tables_of(settings), keys, still_open)
        if not yes and not typer.confirm(QUESTION):
            say(LEFT)
            return
        with database.writing() as connection:
            done = _erase(connection, settings, keys, by)
        database.compact()
    say(done)


def _show(connection: Connection, schema: Schema, keys: list[str], still_open: bool) -> None:
    subject = _subject(connection, schema, keys)
    counts = Erasing(connection, schema, subject).counts()
    numbers = PAUSE.join(subject.numbers) or NONE
    found = {"chats": len(subject.chats), "requests": len(subject.requests), "numbers": numbers}
    say(FOUND.format(**found))
    show(TITLES, [(NAMES[table], ROWS.format(count=count)) for table, count in counts.items()])
    if linked := Subjects(schema).linked(connection, subject):
        say(LINKED.format(chats=PAUSE.join(linked)))
    if subject.open and not still_open:
        raise Stop(STILL_OPEN.format(numbers=PAUSE.join(subject.open)))


def _erase(connection: Connection, settings: Settings, keys: list[str], by: str) -> str:
    """The files go first: where one cannot be taken away, the rows stay by which it is found."""
    schema, now = tables_of(settings), SystemClock().now()
    subject = _subject(connection, schema, keys)
    erasing = Erasing(connection, schema, subject)
    sent_in = [name for chat in subject.chats for name in (chat, chat.partition(":")[2])]
    PictureFolder(settings.pictures).forget(sent_in, erasing.pictures)
    erasure = erasing.erase(by, now, TOLD)
    return DONE.format(at=moment_words(erasure.at), id=erasure.id)


def _subject(connection: Connection, schema: Schema, keys: list[str]) -> Subject:
    try:
        subject = Subjects(schema).find(connection, keys)
    except NobodyFound as nobody:
        raise Stop(NOBODY.format(key=nobody.key)) from None
    except SeveralPersons as several:
        raise Stop(SEVERAL.format(keys=PAUSE.join(several.keys))) from None
    if subject.is_erased:
        raise Stop(ERASED_BEFORE)
    return subject
