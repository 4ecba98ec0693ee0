"""`station classify` and `station replay` for scripts: lines in, lines out, an honest exit."""

import json
from itertools import islice
from pathlib import Path

import pytest

from tests.cli.commands import ROOT, Station

CONVERSATIONS = ROOT / "tests" / "data" / "conversations-dev.jsonl"


@pytest.fixture
def one_script(tmp_path: Path) -> Path:
    path = tmp_path / "scripts.jsonl"
    with CONVERSATIONS.open(encoding="utf-8") as file:
        path.write_text("".join(islice(file, 1)), encoding="utf-8")
    return path


def test_each_line_is_classified_in_its_place(empty: Station) -> None:
    lines = [
        json.dumps({"id": "a", "text": "压力表要校准"}, ensure_ascii=False),
        "no json",
        "",
        json.dumps({"id": "b", "text": "谢谢"}),
    ]
    said = empty.run_alone("classify", stdin="\n".join(lines) + "\n")

    verdicts = [json.loads(line) for line in said.lines]
    assert [each["id"] for each in verdicts] == ["a", None, None, "b"]
    assert verdicts[0]["category"] == "metrology"
    assert len(verdicts[0]["ranked"]) == 8
    assert verdicts[3]["category"] is None


def test_a_script_that_holds_ends_with_zero(empty: Station, one_script: Path) -> None:
    said = empty.run_alone("replay", str(one_script))

    assert said.lines[-1] == "共1段，通过1段，失败0段。"


def test_a_script_that_fails_ends_with_one(empty: Station, one_script: Path) -> None:
    script = json.loads(one_script.read_text(encoding="utf-8"))
    script["expected"]["requests"][0]["categories"] = ["never"]
    one_script.write_text(json.dumps(script, ensure_ascii=False) + "\n", encoding="utf-8")

    said = empty.run("replay", str(one_script), expect=1)

    assert said.lines[0].startswith("失败")
    assert said.lines[-1] == "共1段，通过0段，失败1段。"


def test_what_happened_is_written_as_json(empty: Station, one_script: Path) -> None:
    said = empty.run("replay", str(one_script), "--json")

    [line] = said.lines
    assert {"id", "requests", "events", "states"} == set(json.loads(line))


def test_a_missing_file_is_refused(empty: Station, tmp_path: Path) -> None:
    empty.run("replay", str(tmp_path / "nothing.jsonl"), expect=2)
