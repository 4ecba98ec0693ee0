"""The gates of the Makefile judge what is traced, and nothing else is traced."""

import re
import tomllib
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
CORE: Final = "core"
FILES: Final = re.compile(r"^TURN_FILES := (.+)$", re.MULTILINE)


def test_what_is_judged_is_what_is_traced() -> None:
    [judged] = FILES.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {one.removesuffix("/*").removesuffix(".py") for one in judged.split(",")}
    traced = project["tool"]["coverage"]["run"]["source"]
    assert {CORE, *(name.replace("/", ".") for name in names)} == set(traced)
