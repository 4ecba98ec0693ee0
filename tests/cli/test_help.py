"""The command explains itself in Chinese."""

import pytest

from tests.cli.commands import Station

COMMANDS = (
    "serve", "talk", "classify", "replay", "doctor", "backup", "restore",
    "db", "station", "staff", "inbox", "outbox", "telegram", "wechat", "wecom", "poster",
    "lexicon",
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
