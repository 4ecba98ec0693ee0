"""The command explains itself in Chinese."""

import pytest

from tests.cli.commands import Station

COMMANDS = (
    "serve", "talk", "classify", "replay", "doctor", "backup", "restore",
    "db", "station", "staff", "inbox", "outbox", "telegram", "wechat", "wecom", "poster",
    "lexicon", "erase",
)  # fmt: skip


def test_the_help_lists_every_command_in_chinese(empty: Station) -> None:
    said = empty.run_alone("--help")

    for name in COMMANDS:
        [line] = [line for line in said.lines if line.startswith(f"│ {name} ")]
        assert any("一" <= sign <= "鿿" for sign in line)


@pytest.mark.parametrize(
    "words",
    [("db", "upgrade"), ("staff", "add"), ("inbox", "retry"), ("outbox", "retry"), ("serve",)],
)
def test_every_option_is_explained_in_chinese(empty: Station, words: tuple[str, ...]) -> None:
    said = empty.run(*words, "--help")

    options = [line for line in said.lines if line.startswith("│ --") and "--help" not in line]
    assert all(any("一" <= sign <= "鿿" for sign in line) for line in options)


@pytest.mark.parametrize(
    "variable", [{"STATION_PORT": "eighty"}, {"STATION_KEY": "short"}, {"STATION_LOG_LEVEL": "x"}]
)
def test_a_setting_that_cannot_be_used_is_named_without_its_value(
    empty: Station, variable: dict[str, str]
) -> None:
    said = empty.told(**variable).run("station", "list", expect=1)

    [(name, value)] = variable.items()
    assert name in said.err
    assert value not in said.err.replace(name, "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("lexicon undo abc", "“version”要写成整数"),
        ("lexicon undo", "少了参数“version”"),
        ("lexicon undo 1 2", "多了“2”"),
        ("lexicoon", "没有“lexicoon”这个命令，是不是“lexicon”？"),
        ("xyz", "没有“xyz”这个命令。"),
        ("db xyz", "没有“xyz”这个命令。"),
        ("serve --prot 3", "没有 --prot 这个选项"),
        ("serve --port", "选项 --port 后面要写值"),
        ("serve --port x", "--port”要写成整数"),
        ("serve --sample=1", "选项 --sample 后面不要写值"),
    ],
)
def test_a_line_that_is_not_understood_is_answered_in_chinese(
    empty: Station, line: str, said: str
) -> None:
    answer = empty.run(*line.split(), expect=2).err

    assert said in answer
    for word in ("Usage", "Try ", "Error", "Missing", "No such", "Invalid", "Got ", "OPTIONS"):
        assert word not in answer


def test_a_page_of_help_has_no_english_of_its_own(empty: Station) -> None:
    for words in ((), ("lexicon",), ("lexicon", "undo"), ("serve",), ("staff", "add")):
        page = empty.run(*words, "--help").out
        for word in ("Usage", "Show this", "OPTIONS", "COMMAND", "ARGS", "default:", "required"):
            assert word not in page
