"""How a transcript is written.

    一句话说明

    时间 2026-11-23 09:30
    张伟：压力表检定            words; of staff @群 in the whole room, @1 in the talk of request 1
        → 张伟 ｜ …             what everybody is told of it (indented)
    张伟按〔确认〕              the newest button of that label in that chat
    张伟按〔!旧按钮〕            a button that was never shown; without ! that is an error
    李雪@1按〔预约〕明天10点     a button that asks for words
    张伟发图片
    张伟在Telegram：关联 〈码〉     another chat of another messenger; the code that was told last

Only the lines that begin at the margin are played; the indented ones are what came of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

from core.messages import InboundKind
from core.shanghai import SHANGHAI

STEP: Final = re.compile(
    r"(?P<who>[^@：按发\s]+)(?:@(?P<where>\w+))?"
    r"(?:：(?P<text>.*)|按〔(?P<forged>!?)(?P<label>[^〕]+)〕(?P<words>.*)|(?P<picture>发图片))"
)
TIME: Final = re.compile(r"时间 (\d{4}-\d\d-\d\d \d\d:\d\d)")


@dataclass(frozen=True, slots=True)
class Step:
    """Something that one person does; `where` is empty in a private chat, 群 or a request's number
    in the room."""

    line: str
    who: str
    where: str = ""
    text: str = ""
    label: str = ""
    forged: bool = False
    kind: InboundKind = InboundKind.TEXT


@dataclass(frozen=True, slots=True)
class Later:
    """Time passes, and everything that falls due until then happens."""

    line: str
    until: datetime


def read_talk(
    file: Path, instead: Mapping[str, str] = MappingProxyType({})
) -> tuple[str, list[Step | Later]]:
    """What a transcript shows, and its steps in order, some perhaps replaced."""
    title, *lines = file.read_text(encoding="utf-8").splitlines()
    played = [line for line in lines if line and not line.startswith("    ")]
    return title, [_step(instead.get(line, line)) for line in played]


def _step(line: str) -> Step | Later:
    if time := TIME.fullmatch(line):
        return Later(line, datetime.fromisoformat(time[1]).replace(tzinfo=SHANGHAI))
    found = STEP.fullmatch(line)
    assert found, f"nobody knows how to play {line!r}"
    kind = InboundKind.TEXT
    if found["label"]:
        kind = InboundKind.PRESS
    if found["picture"]:
        kind = InboundKind.IMAGE
    text = (found["text"] or found["words"] or "").replace("\\n", "\n")
    return Step(
        line, found["who"], found["where"] or "", text, found["label"] or "",
        bool(found["forged"]), kind,
    )  # fmt: skip
