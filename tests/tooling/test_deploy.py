"""What is deployed is the product as it is: its commands, its settings, its paths."""

import re
from pathlib import Path
from typing import Any, Final

import pytest
import yaml  # type: ignore[import-untyped]
from typer.main import get_command

from bot.cli import app
from bot.settings import PREFIX, Settings
from tests.guides.test_guides import ROOT

DEPLOY: Final = ROOT / "deploy"
COMPOSE: Final = yaml.safe_load((DEPLOY / "compose/compose.yaml").read_text(encoding="utf-8"))
TOLD: Final = re.compile(r"\b(STATION_[A-Z_]+)=")
STARTS: Final = re.compile(r"^ExecStart=\S+/station (\S+)$", re.MULTILINE)
COMMANDS: Final = set(get_command(app).commands)  # type: ignore[attr-defined]
UNITS: Final = sorted((DEPLOY / "systemd").glob("*.service"))


def services(command: str) -> dict[str, Any]:
    found = COMPOSE["services"].items()
    return {name: each for name, each in found if each.get("command") == [command]}


def test_two_servers_and_two_workers_share_one_folder_of_pictures() -> None:
    ours = services("serve") | services("work")

    assert (len(services("serve")), len(services("work"))) == (2, 2)
    assert {"serve", "work"} <= COMMANDS
    assert {tuple(each["volumes"]) for each in ours.values()} == {("pictures:/var/lib/station",)}


def test_nginx_stands_before_the_servers_that_there_are() -> None:
    upstream = (DEPLOY / "compose/upstream.conf").read_text(encoding="utf-8")

    assert set(re.findall(r"server ([a-z0-9-]+):8000", upstream)) == set(services("serve"))


def test_every_file_that_is_mounted_or_copied_is_there() -> None:
    mounted = [
        volume.split(":")[0]
        for volume in COMPOSE["services"]["nginx"]["volumes"]
        if volume.split(":")[0].endswith(".conf")
    ]
    dockerfile = (DEPLOY / "compose/Dockerfile").read_text(encoding="utf-8")
    copied = [
        name
        for line in re.findall(r"^COPY (.+) \S+$", dockerfile, re.MULTILINE)
        for name in line.split()
    ]

    assert all((DEPLOY / "compose" / name).is_file() for name in mounted)
    assert mounted
    assert all((ROOT / name).exists() for name in copied)
    assert copied


@pytest.mark.parametrize("unit", UNITS, ids=[unit.stem for unit in UNITS])
def test_a_unit_starts_a_command_that_there_is(unit: Path) -> None:
    [command] = STARTS.findall(unit.read_text(encoding="utf-8"))
    assert command in COMMANDS


@pytest.mark.parametrize(
    "file", [*UNITS, DEPLOY / "compose/environment.example", DEPLOY / "compose/Dockerfile"]
)
def test_every_setting_is_one_of_the_product(file: Path) -> None:
    told = TOLD.findall(file.read_text(encoding="utf-8"))
    known = {PREFIX + field.upper() for field in Settings.model_fields}
    assert told
    assert set(told) <= known
