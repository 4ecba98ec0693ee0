"""The commands of Telegram's menu, by scope: what each stands for in the words that people use.

Bot API: setMyCommands; names of 1–32 small letters, digits and underscores.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

START: Final = "start"
BIND: Final = "bind"


class Scope(StrEnum):
    """Who is shown a command. Bot API: BotCommandScope."""

    PRIVATE = "all_private_chats"
    GROUP = "all_group_chats"


@dataclass(frozen=True, slots=True)
class Command:
    """`words` is what the command says, where the product does not know the command itself."""

    name: str
    scope: Scope
    shown: str
    words: str = ""


COMMANDS: Final = (
    Command(START, Scope.PRIVATE, "开始", "您好"),
    Command("progress", Scope.PRIVATE, "查办理进度", "进度"),
    Command("human", Scope.PRIVATE, "找人工", "人工"),
    Command("cancel", Scope.PRIVATE, "取消正在填的事", "取消"),
    Command("guide", Scope.PRIVATE, "服务指南", "服务指南"),
    Command("complaint", Scope.PRIVATE, "投诉", "投诉"),
    Command("opinion", Scope.PRIVATE, "提意见", "意见"),
    Command("me", Scope.PRIVATE, "我的信息", "我的信息"),
    Command("help", Scope.PRIVATE, "帮助", "帮助"),
    Command("r", Scope.GROUP, "回复企业（在需求的话题里）"),
    Command("mine", Scope.GROUP, "我的待办"),
    Command("all", Scope.GROUP, "全部待办"),
    Command("find", Scope.GROUP, "查单号、单位或电话后四位"),
    Command("need", Scope.GROUP, "代录电话或上门的需求"),
    Command("stats", Scope.GROUP, "统计"),
    Command("on", Scope.GROUP, "上岗"),
    Command("off", Scope.GROUP, "离岗"),
    Command("complaints", Scope.GROUP, "投诉"),
    Command("opinions", Scope.GROUP, "意见"),
    Command("bad", Scope.GROUP, "差评"),
    Command("help", Scope.GROUP, "帮助"),
    Command(BIND, Scope.GROUP, "把这个群绑定为工作群"),
)
SAID: Final = re.compile(
    r"/(?P<name>[a-z0-9_]{1,32})(?:@(?P<bot>\w+))?(?:\s+(?P<rest>.*))?", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Said:
    """A command as it was written: `bot` is whom it calls, "" for whoever listens."""

    name: str
    rest: str = ""
    bot: str = ""


def command_in(text: str) -> Said | None:
    """The command that a message is; a slash elsewhere is none ("GB/T 1")."""
    found = SAID.fullmatch(text.strip())
    if found is None:
        return None
    return Said(found["name"].lower(), (found["rest"] or "").strip(), found["bot"] or "")


def plain(text: str, scope: Scope) -> str:
    """A message in the words of the product: a command without the name of whom it calls, and in a
    private chat what it stands for."""
    said = command_in(text)
    if said is None:
        return text
    words = next(
        (
            one.words
            for one in COMMANDS
            if one.words and (one.scope, one.name) == (scope, said.name)
        ),
        f"/{said.name}",
    )
    return f"{words} {said.rest}".strip()
