"""The threat table names tests that there are, the other table what `make fuzz` runs."""

import ast
import re
from typing import Final

from tests.guides.test_guides import ROOT

GUIDE: Final = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
THREATS, _, REST = GUIDE.partition("## Changing the key")
TEST: Final = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
FILE: Final = re.compile(r"`(tests/[\w/]+\.py)`")
ROW: Final = re.compile(r"^\| (?!threat|what is read|---)(.+) \|$", re.MULTILINE)


def functions_of(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in tree.body if isinstance(node, functions)}


def test_every_test_that_is_named_is_there() -> None:
    named = TEST.findall(GUIDE)

    assert len(named) > 40
    assert [f"{file}::{test}" for file, test in named if test not in functions_of(file)] == []


def test_every_threat_has_a_test() -> None:
    rows = ROW.findall(THREATS)

    assert len(rows) > 25
    assert [row for row in rows if not TEST.search(row)] == []


def test_every_parser_is_tried_by_make_fuzz_and_by_properties() -> None:
    told = set(FILE.findall(REST))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    [listed] = re.findall(r"^PARSERS := ((?:.+\\\n)+.+)$", makefile, re.MULTILINE)

    assert told == set(listed.replace("\\", " ").split())
    assert [file for file in told if "@given" not in (ROOT / file).read_text("utf-8")] == []
