"""Who works at a station, how they get in, and that running caches hear of it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sample import STATION, load_sample
from core.categories import Category
from core.people import Role
from core.refusals import Refused
from core.requests.request import ServiceRequest
from core.requests.status import Status
from storage.connections import Connection
from storage.database import open_database
from storage.loading import Loader
from storage.sign_ins import (
    LINK_LIFE,
    SESSION_LIFE,
    invited,
    issue_link,
    sign_in,
    sign_out,
    signed_in,
)
from storage.staff import add_member, member, members, owned_count, remove_member
from storage.stations import add_station, list_stations
from tests.storage_open.installation import LI, NOON, SETTINGS, TABLES, ZHOU, made_station

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    with closing(open_database(made_station(tmp_path / "station.db"))) as opened:
        yield opened


def test_a_link_counts_once(connection: Connection) -> None:
    token = issue_link(connection, "li", "zhou", NOON)

    assert invited(connection, token, LATER) == "li"
    session = sign_in(connection, token, LATER)
    assert signed_in(connection, session, LATER) == "li"
    assert invited(connection, token, LATER) == ""
    assert sign_in(connection, token, LATER) == ""


def test_a_new_link_ends_the_one_before(connection: Connection) -> None:
    first = issue_link(connection, "li", "zhou", NOON)
    issue_link(connection, "zhou", "zhou", NOON)
    assert invited(connection, first, LATER) == "li"

    issue_link(connection, "li", "zhou", LATER)

    assert invited(connection, first, LATER) == ""


def test_links_and_sessions_grow_old(connection: Connection) -> None:
    token = issue_link(connection, "li", "zhou", NOON)
    assert invited(connection, token, NOON + LINK_LIFE) == ""

    session = sign_in(connection, token, NOON)
    assert signed_in(connection, session, NOON + SESSION_LIFE) == ""


def test_no_token_is_kept_that_could_be_used(connection: Connection) -> None:
    token = issue_link(connection, "li", "zhou", NOON)
    session = sign_in(connection, token, NOON)

    kept = connection.execute("SELECT digest FROM sign_in UNION SELECT digest FROM session")
    assert not {token, session} & {row[0] for row in kept}


def test_signing_out_ends_one_session(connection: Connection) -> None:
    one, other = (
        sign_in(connection, issue_link(connection, "li", "zhou", NOON), NOON) for _ in range(2)
    )

    sign_out(connection, one, LATER)

    assert signed_in(connection, one, LATER) == ""
    assert signed_in(connection, other, LATER) == "li"


def test_whoever_leaves_is_shut_out(connection: Connection) -> None:
    session = sign_in(connection, issue_link(connection, "li", "zhou", NOON), NOON)
    token = issue_link(connection, "li", "zhou", NOON)

    remove_member(connection, TABLES, LI, LATER)

    assert signed_in(connection, session, LATER) == ""
    assert sign_in(connection, token, LATER) == ""
    assert [one.id for one in members(connection, TABLES, "sl")] == ["zhou"]
    with pytest.raises(Refused):
        member(connection, TABLES, "sl", "li")


def test_whoever_leaves_with_work_in_hand_is_noticed(connection: Connection) -> None:
    open_one = ServiceRequest(
        "r1", "sl", Status.RECEIVED, Category.METROLOGY, "web", "web:c", "p", "", "", NOON, NOON,
        number="SL-2026-0001", owner="li",
    )  # fmt: skip
    over = replace(open_one, id="r2", number="SL-2026-0002", status=Status.CLOSED)
    for request in (open_one, over):
        TABLES.of(ServiceRequest).save(connection, request)

    assert owned_count(connection, LI) == 1
    assert owned_count(connection, ZHOU) == 0


def test_the_last_head_cannot_leave(connection: Connection) -> None:
    with pytest.raises(Refused) as no:
        remove_member(connection, TABLES, ZHOU, LATER)

    assert no.value.values["name"] == "周岚"
    add_member(connection, TABLES, replace(LI, id="wang", name="王建国", roles=(Role.HEAD,)))
    remove_member(connection, TABLES, ZHOU, LATER)
    assert [one.id for one in members(connection, TABLES, "sl")] == ["li", "wang"]


def test_a_running_cache_notices_who_came_and_who_left(connection: Connection) -> None:
    loader = Loader(TABLES)
    before = loader.station(connection, "sl")
    add_member(connection, TABLES, replace(LI, id="wang"))
    between = loader.station(connection, "sl")
    remove_member(connection, TABLES, LI, LATER)
    after = loader.station(connection, "sl")

    staff = [set(each.staff) for each in (before, between, after) if each]
    assert staff == [{"zhou", "li"}, {"zhou", "li", "wang"}, {"zhou", "wang"}]


def test_a_station_shares_neither_id_nor_code(connection: Connection) -> None:
    for station, settings in (("sl", replace(SETTINGS, code="XX")), ("other", SETTINGS)):
        with pytest.raises(Refused):
            add_station(connection, TABLES, station, settings)

    assert [each.id for each in list_stations(connection)] == ["sl"]


def test_a_member_needs_a_station(connection: Connection) -> None:
    with pytest.raises(Refused):
        add_member(connection, TABLES, replace(LI, id="wang", station="nowhere"))


def test_the_sample_does_not_move_in_with_a_real_station(connection: Connection) -> None:
    with pytest.raises(Refused) as no:
        load_sample(connection, TABLES, NOON)

    assert no.value.values["name"] == SETTINGS.name


def test_the_sample_is_loaded_once(connection: Connection) -> None:
    for table in ("station", "person", "identity", "chat"):
        connection.execute(f"DELETE FROM {table}")
    load_sample(connection, TABLES, NOON)
    load_sample(connection, TABLES, LATER)

    [station] = list_stations(connection)
    loaded = Loader(TABLES).station(connection, STATION)
    assert station.sample
    assert station.unreadable == ()
    assert loaded is not None
    assert loaded.rooms == ("web:room/hy",)
    assert station.settings.escalation_contact in loaded.staff
    roles = [one.roles for one in loaded.staff.values()]
    assert (roles.count((Role.HEAD,)), roles.count((Role.SPECIALIST,))) == (1, 3)
