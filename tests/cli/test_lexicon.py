"""`station lexicon`: words more and words less beside a running server, and why a message is read
as it is."""

import json
import shlex
import time
from contextlib import closing
from pathlib import Path
from typing import Final, TextIO

import pytest

from bot.cli.doctor import examine
from bot.cli.lexicon_checks import examine_lexicon
from bot.clock import SystemClock
from bot.intents.lexicon import LEXICON_DIR, load_lexicon
from bot.own_words import MADE_ANEW
from core.lexicon_changes import ChangeKind, ChangeOrigin, TermChange
from storage.database import open_for_reading, written
from storage.lexicon_changes import append
from tests.cli.commands import ROOT, Station, serving
from tests.settling import MOMENT_SECONDS

SUBCOMMANDS: Final = ("check", "stats", "groups", "explain", "add", "drop", "undo", "history")
OLD: Final = TermChange(ChangeKind.ADD, "火眼计", "a_group_of_an_older_release")


def broken(station: Station) -> None:
    """A change that this release cannot make."""
    with written(station.settings.database) as connection:
        append(connection, [OLD], ChangeOrigin("李站长"), SystemClock().now())


def category(station: Station, text: str) -> object:
    line = json.dumps({"id": 1, "text": text}, ensure_ascii=False)
    return json.loads(station.run("classify", stdin=line + "\n").out)["category"]


def groups_of(found: Station, group: str) -> list[str]:
    """The row of a group in the statistics."""
    rows = [line.split("\t") for line in found.run("lexicon", "stats").lines]
    [row] = [row for row in rows if len(row) > 2 and row[1] == group]
    return row


def test_a_word_is_added_used_and_taken_back(station: Station) -> None:
    before = category(station, "火眼子一个")
    named = ("--why", "本地叫法", "--by", "周岚")
    said = station.run("lexicon", "add", "火眼子", "instrument", *named)
    assert "第1版" in said.out
    assert groups_of(station, "instrument")[3] == "1"
    assert "本站" in station.run("lexicon", "explain", "火眼子坏了").out
    assert category(station, "火眼子一个") == "metrology" != before

    [headline, changes] = station.run("lexicon", "history").lines
    assert all(each in headline for each in ("第1版 在用", "周岚", "手工：本地叫法"))
    assert changes.strip() == "+火眼子(instrument)"

    station.run("lexicon", "undo", "1", "--by", "李雪")
    assert "由李雪撤销" in station.run("lexicon", "history").lines[0]
    assert groups_of(station, "instrument")[3] == ""
    assert category(station, "火眼子一个") == before


def test_a_word_of_the_release_can_be_dropped(station: Station) -> None:
    assert category(station, "行车") == "special_equipment"
    station.run("lexicon", "drop", "行车", "equipment")
    assert station.run("lexicon", "explain", "行车").out.count("equipment ") == 0
    station.run("lexicon", "add", "行车", "equipment")
    assert "equipment" in station.run("lexicon", "explain", "行车").out


def test_a_word_that_spoils_known_answers_is_made_and_said(station: Station) -> None:
    good = station.run("lexicon", "add", "火眼计", "instrument")
    bad = station.run("lexicon", "add", "我们", "complain")
    assert "注意" not in good.out
    assert "注意：样例" in bad.out
    assert "→" in bad.out


def test_a_word_is_kept_as_it_is_looked_for(station: Station) -> None:
    station.run("lexicon", "add", "ＣＭＡ標章", "lab")
    assert "+cma标章(lab)" in station.run("lexicon", "history").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "培训", "learn"), "“培训”已经在 learn 里了"),
        (("add", "火眼计", "gauges"), "没有“gauges”这个组"),
        (("add", "便携式红外线测温仪器", "instrument"), "超过8个字"),
        (("add", "…", "learn"), "词是空的"),
        (("add", "火眼计", "instrument", "--station", "xx"), "没有编号为“xx”的服务站"),
        (("drop", "培训", "exam"), "exam 里没有“培训”，它在：learn。"),
        (("drop", "火眼计", "exam"), "exam 里没有“火眼计”。"),
        (("undo", "7"), "没有第7版词表改动"),
        (("explain", " "), "请写上一句话"),
    ],
)
def test_what_cannot_be_done_is_said(station: Station, words: tuple[str, ...], says: str) -> None:
    assert says in station.run("lexicon", *words, expect=1).err
    assert station.run("lexicon", "history").lines == ["本站还没有改过词表。"]


def test_the_station_that_wanted_a_word_is_kept_with_it(station: Station) -> None:
    station.run("lexicon", "add", "火眼计", "instrument", "--station", "sl")
    assert "命令行@sl" in station.run("lexicon", "history").lines[0]


def test_the_check_names_a_change_that_cannot_be_made(station: Station) -> None:
    assert "没有问题" in station.run("lexicon", "check").out
    broken(station)
    said = station.run("lexicon", "check", expect=1).out
    assert "第1版" in said
    assert "a_group_of_an_older_release" in said
    assert "station lexicon undo 1" in said
    assert any("火眼计" in each.what for each in examine(station.settings, SystemClock().now()))
    station.run("lexicon", "undo", "1")
    station.run("lexicon", "check")


def test_a_broken_change_stops_no_command(station: Station) -> None:
    broken(station)
    said = station.run_alone("classify", stdin='{"id": 1, "text": "电子秤要检定"}\n')
    assert json.loads(said.out)["category"] == "metrology"
    assert "a_group_of_an_older_release" in said.err


def test_without_a_database_the_release_is_checked_and_explained(empty: Station) -> None:
    assert "没有问题" in empty.run("lexicon", "check").out
    assert "计量检测" in empty.run("lexicon", "explain", "电子秤要检定").out
    assert "station db upgrade" in empty.run("lexicon", "history", expect=1).err
    assert "station db upgrade" in empty.run("lexicon", "add", "火眼计", "lab", expect=1).err


def test_every_group_is_explained_in_chinese(empty: Station) -> None:
    rows = [line.split("\t") for line in empty.run("lexicon", "groups").lines]
    assert {row[0] for row in rows} == load_lexicon().groups.keys()
    assert all(any("一" <= sign <= "鿿" for sign in cell) for row in rows for cell in row[1:])


def test_an_explanation_goes_step_by_step(empty: Station) -> None:
    said = empty.run("lexicon", "explain", "不是要认证，是五块压力表要检定，停车收费吗").out
    steps = [line.split(".")[0] for line in said.splitlines() if line[:1].isdigit()]
    assert steps == [str(n) for n in range(1, 9)]
    assert "\x1b" not in said
    for part in ("认证×-0.38", "instrument", "计量检测+", "词表“计量检测”", "停车、费用"):
        assert part in said


def test_a_text_that_means_nothing_is_explained_too(empty: Station) -> None:
    said = empty.run("lexicon", "explain", "嘙嘙").out
    assert all(each in said for each in ("没有认出词", "没有用到规则", "词表没有给出分"))


def test_nothing_is_wider_than_a_terminal_of_eighty_columns(empty: Station) -> None:
    narrow = empty.told(COLUMNS="80")
    text = "我们是做电梯的，想请人来讲课，还有五块压力表要检定，谢谢"
    for words in (("explain", text), ("groups",), ("--help",)):
        assert max(map(width, narrow.run("lexicon", *words).lines)) <= 80


def width(line: str) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in line)


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_option_is_explained_in_chinese(empty: Station, name: str) -> None:
    lines = empty.run("lexicon", name, "--help").lines
    options = [line for line in lines if line.startswith("│ --") and "--help" not in line]
    assert all(any("一" <= sign <= "鿿" for sign in line) for line in options)


def test_the_commands_of_the_guide_work_one_after_the_other(station: Station) -> None:
    guide = (ROOT / "docs" / "zh" / "staff.md").read_text(encoding="utf-8")
    lines = [line for line in guide.splitlines() if line.startswith("station lexicon ")]
    assert len(lines) == len(SUBCOMMANDS) - 1
    for line in lines:
        station.run(*shlex.split(line, comments=True)[1:])


def test_a_server_that_runs_notices_a_change_and_its_undoing(station: Station) -> None:
    with serving(station), station.log.open(encoding="utf-8") as log:
        station.run("lexicon", "add", "火眼计", "instrument")
        assert made_anew(log) == {"version": 1, "own": 1}
        station.run("lexicon", "undo", "1")
        assert made_anew(log) == {"version": 1, "own": 0}


def made_anew(log: TextIO) -> dict[str, int]:
    """What a server's log says next of its lexicon."""
    while True:
        line = log.readline()
        if MADE_ANEW in line:
            said = json.loads(line)
            return {name: said[name] for name in ("version", "own")}
        if not line:  # the file tells nobody that it has grown
            time.sleep(MOMENT_SECONDS)


def test_a_table_that_cannot_be_read_is_an_error_with_its_line(tmp_path: Path) -> None:
    assert list(examine_lexicon(None)) == []
    folder = tmp_path / "lexicon"
    folder.mkdir()
    for table in LEXICON_DIR.glob("*.tsv"):
        (folder / table.name).write_bytes(table.read_bytes())
    with (folder / "award.tsv").open("a", encoding="utf-8") as table_file:
        table_file.write("awards\t楚天质量奖\n")
    [finding] = examine_lexicon(None, folder)
    assert "award.tsv 第" in finding.what
    assert "没有“awards”这个组" in finding.what
    assert "重新启动会失败" in finding.todo


def test_the_doctor_says_nothing_of_changes_that_can_be_made(station: Station) -> None:
    station.run("lexicon", "add", "火眼计", "instrument")
    with closing(open_for_reading(station.settings.database)) as connection:
        assert list(examine_lexicon(connection)) == []
