"""`station serve`: the sample for anybody on this machine, a real station for the world."""

import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx
import pytest

from tests.cli.commands import Serving, Station, serving
from tests.cli.test_stations_and_staff import token_of

FORM: Final = re.compile(r'name="form_token" value="([^"]+)"')
ENDS_WITHIN: Final = 20


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Station, Serving]]:
    """A sample station that is being served from nothing."""
    station = Station(tmp_path_factory.mktemp("sample") / "data")
    with serving(station, "--sample") as served:
        yield station, served


def visitor(served: Serving) -> httpx.Client:
    return httpx.Client(base_url=served.origin, trust_env=False)


def signed_in(client: httpx.Client, link: str) -> httpx.Response:
    """Open a sign-in link and press its button."""
    path = f"/sign-in/{token_of(link)}"
    page = client.get(path)
    found = FORM.search(page.text)
    assert found, page.text
    return client.post(
        path, data={"form_token": found[1]}, headers={"origin": str(client.base_url)}
    )


def ended(served: Serving, by: signal.Signals) -> int:
    served.process.send_signal(by)
    return served.process.wait(ENDS_WITHIN)


def test_the_sample_opens_a_door_to_both_sides(sample: tuple[Station, Serving]) -> None:
    with visitor(sample[1]) as client:
        page = client.get("/").text

    assert "/chat/hy" in page
    assert all(name in page for name in ("周岚", "李雪", "王建国", "陈思远"))


def test_a_second_server_is_refused(sample: tuple[Station, Serving]) -> None:
    station, served = sample
    said = station.run("serve", "--sample", "--port", "0", expect=1)

    assert f"正由另一个进程（{served.process.pid}）使用" in said.err
    with visitor(served) as client:
        assert client.get("/").status_code == 200


def test_the_data_folder_is_its_owners_alone(sample: tuple[Station, Serving]) -> None:
    folder: Path = sample[0].folder

    assert [path.stat().st_mode & 0o077 for path in (folder, folder / "secret")] == [0, 0]


def test_the_doctor_examines_beside_a_running_server(sample: tuple[Station, Serving]) -> None:
    assert "0处错误" in sample[0].run("doctor").lines[-1]


def test_after_a_kill_the_next_server_starts(empty: Station) -> None:
    with serving(empty, "--sample") as served:
        ended(served, signal.SIGKILL)

    with serving(empty, "--sample") as served, visitor(served) as client:
        assert client.get("/").status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.org"])
def test_the_sample_stays_on_this_machine(empty: Station, host: str) -> None:
    said = empty.run("serve", "--sample", "--host", host, expect=1)

    assert "只能在本机打开" in said.err
    assert not empty.folder.exists()


def test_a_host_in_the_settings_does_not_open_the_sample_either(empty: Station) -> None:
    outside = empty.told(STATION_HOST="0.0.0.0")

    assert "只能在本机打开" in outside.run("serve", "--sample", expect=1).err


def test_serving_alone_makes_no_database(empty: Station) -> None:
    assert "station db upgrade" in empty.run("serve", "--port", "0", expect=1).err
    assert not empty.settings.database.exists()


def test_serving_alone_loads_no_sample(empty: Station) -> None:
    empty.run("db", "upgrade")
    with serving(empty) as served, visitor(served) as client:
        page = client.get("/").text

    assert "/chat/" not in page
    assert empty.run("station", "list").lines == [
        "还没有服务站。请先添加：station station add HY 站名"
    ]


def test_the_sample_does_not_move_in_with_a_real_station(station: Station) -> None:
    assert "已有正式的服务站" in station.run("serve", "--sample", "--port", "0", expect=1).err
    assert len(station.run("station", "list").lines) == 1


def test_a_taken_port_is_said(station: Station) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = station.run("serve", "--port", port, expect=1)

    assert f"无法使用 127.0.0.1:{port}" in said.err


def test_staff_come_and_go_beside_a_running_server(station: Station) -> None:
    loud = station.told(STATION_LOG_LEVEL="debug")
    with serving(loud) as served, visitor(served) as client:
        link = station.run_alone("staff", "add", "王建国").lines[-1]
        answer = signed_in(client, link)
        assert (answer.status_code, answer.headers["location"]) == (303, "/room")
        assert "王建国" in client.get("/room").text

        person = station.run("staff", "list").lines[-1].split("\t")[0]
        station.run("staff", "remove", person)
        assert client.get("/room").status_code == 401
        ended(served, signal.SIGTERM)

    assert token_of(link) not in station.log.read_text(encoding="utf-8")


def test_a_signal_ends_it_cleanly_and_a_session_outlives_it(station: Station) -> None:
    link = station.run("staff", "link", "li").lines[-1]
    with serving(station) as served, visitor(served) as client:
        signed_in(client, link)
        session = dict(client.cookies)
        assert ended(served, signal.SIGTERM) == 0

    with serving(station) as served, visitor(served) as client:
        client.cookies.update(session)
        assert "李雪" in client.get("/room").text
        assert ended(served, signal.SIGINT) == 0
    assert "Traceback" not in station.log.read_text(encoding="utf-8")
