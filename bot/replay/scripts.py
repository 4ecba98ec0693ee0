"""Scripts of conversations: who says what and when, and what should have come of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

NOT_JSON: Final = "{file} 第{line}行不是完整的 JSON：{why}"
INCOMPLETE: Final = "{file} 第{line}行缺少“{key}”。"


class BadScript(Exception):
    """A line that is no script; `str()` names the file, the line and what is missing."""


@dataclass(frozen=True, slots=True)
class ScriptTurn:
    """One turn: an enterprise's message, a sentence of the staff, or an event."""

    n: int
    side: str
    at: datetime
    type: str
    text: str = ""
    event: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A conversation; `expected` is what the file says, read only when all has been played."""

    id: str
    turns: tuple[ScriptTurn, ...]
    title: str = ""
    expected: Mapping[str, Any] = field(default_factory=dict)


def read_scripts(path: Path) -> Iterator[Script]:
    """The scripts of a file, one JSON object a line; unknown keys are passed over."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            yield _script(path, number, line)


def _script(path: Path, number: int, line: str) -> Script:
    try:
        raw = json.loads(line)
        turns = tuple(_turn(turn) for turn in raw["turns"])
        return Script(str(raw["id"]), turns, raw.get("title", ""), raw.get("expected", {}))
    except json.JSONDecodeError as fault:
        raise BadScript(NOT_JSON.format(file=path.name, line=number, why=fault)) from None
    except KeyError as missing:
        raise BadScript(INCOMPLETE.format(file=path.name, line=number, key=missing)) from None


def _turn(raw: Mapping[str, Any]) -> ScriptTurn:
    at = datetime.fromisoformat(raw["at"]).astimezone(UTC)
    return ScriptTurn(
        int(raw["n"]),
        raw["from"],
        at,
        raw["type"],
        raw.get("text") or "",
        raw.get("event") or "",
        str(raw.get("user") or ""),
    )
