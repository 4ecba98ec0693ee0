"""Stations and staff are added, listed and removed by the command, beside whatever runs."""

from contextlib import closing
from urllib.parse import urlsplit

import pytest

from bot.clock import SystemClock
from bot.installation import tables_of
from core.people import Role
from storage.database import open_database, open_for_reading
from storage.loading import Loader
from storage.sign_ins import invited
from storage.staff import members
from tests.cli.commands import Station


def token_of(link: str) -> str:
    return urlsplit(link).path.removeprefix("/sign-in/")


def invited_by(station: Station, link: str) -> str:
    with closing(open_for_reading(station.settings.database)) as connection:
        return invited(connection, token_of(link), SystemClock().now())


def ids(station: Station) -> dict[str, str]:
    return {row.split("\t")[1]: row.split("\t")[0] for row in station.run("staff", "list").lines}


def test_from_nothing_to_a_head_who_can_sign_in(empty: Station) -> None:
    empty.run("db", "upgrade")
    empty.run("station", "add", "HY", "汉阳站（虚构）")
    said = empty.run("staff", "add", "周岚", "--role", "head")

    assert empty.run("station", "list").lines == ["hy\tHY\t汉阳站（虚构）\t"]
    person = ids(empty)["周岚"]
    assert invited_by(empty, said.lines[-1]) == person
    with closing(open_for_reading(empty.settings.database)) as connection:
        loaded = Loader(tables_of(empty.settings)).station(connection, "hy")
    assert loaded is not None
    assert loaded.rooms == ("web:room/hy",)
    assert loaded.staff[person].roles == (Role.HEAD,)


def test_a_link_names_the_origin_that_is_set(station: Station) -> None:
    outside = station.told(STATION_ORIGINS="https://zhan.example.cn/, http://10.0.0.8:8000")

    said = outside.run("staff", "link", "li")

    assert said.lines[-1].startswith("https://zhan.example.cn/sign-in/")


def test_a_new_link_ends_the_one_before(station: Station) -> None:
    first = station.run("staff", "link", "li").lines[-1]
    second = station.run("staff", "link", "li").lines[-1]

    assert [invited_by(station, link) for link in (first, second)] == ["", "li"]


def test_the_last_head_stays(station: Station) -> None:
    said = station.run("staff", "remove", "zhou", expect=1)

    assert "周岚是本站唯一的站长" in said.err
    assert set(ids(station)) == {"周岚", "李雪"}


def test_whoever_is_removed_is_gone(station: Station) -> None:
    link = station.run("staff", "link", "li").lines[-1]

    station.run("staff", "remove", "li")

    assert set(ids(station)) == {"周岚"}
    assert invited_by(station, link) == ""
    assert "没有编号为“li”的工作人员" in station.run("staff", "remove", "li", expect=1).err


def test_names_are_sealed_where_a_key_is_set(station: Station) -> None:
    sealed = station.told(STATION_KEY="k" * 32)
    sealed.run("staff", "add", "王建国")

    assert "王建国" in ids(sealed)
    with closing(open_for_reading(station.settings.database)) as connection:
        kept = {row[0] for row in connection.execute("SELECT name FROM person")}
    assert "王建国" not in kept


@pytest.mark.parametrize("words", [("hy", "站"), ("H", "站"), ("汉阳", "站"), ("HY", " ")])
def test_a_station_needs_a_code_and_a_name(station: Station, words: tuple[str, ...]) -> None:
    station.run("station", "add", *words, expect=1)

    assert len(station.run("station", "list").lines) == 1


def test_among_several_stations_one_is_named(station: Station) -> None:
    station.run("station", "add", "HY", "另一站（虚构）")

    assert "hy、sl" in station.run("staff", "add", "王建国", expect=1).err
    station.run("staff", "add", "王建国", "--station", "hy")
    assert station.run("staff", "list", "--station", "hy").lines[0].split("\t")[1] == "王建国"
    assert "没有编号为“xx”" in station.run("staff", "add", "陈", "--station", "xx", expect=1).err


def test_a_cache_that_is_running_notices_the_command(station: Station) -> None:
    tables = tables_of(station.settings)
    with closing(open_database(station.settings.database)) as connection:
        loader = Loader(tables)
        before = loader.station(connection, "sl")
        station.run_alone("staff", "add", "王建国")
        after = loader.station(connection, "sl")
        everybody = members(connection, tables, "sl")

    assert before is not None
    assert after is not None
    assert len(after.staff) == len(before.staff) + 1 == len(everybody)


def test_without_a_database_the_command_says_how_to_make_one(empty: Station) -> None:
    said = empty.run("staff", "list", expect=1)

    assert "station db upgrade" in said.err
    assert not empty.folder.exists()
