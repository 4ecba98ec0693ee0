"""`station talk` is a conversation with the product, and leaves nothing behind unless asked."""

from contextlib import closing

from storage.database import open_for_reading
from tests.cli.commands import Station

A_NEED = "我想校准三块压力表\n"
REQUESTS = "SELECT count(*) FROM request WHERE status = 'draft'"
HEARD = "SELECT count(*) FROM inbox"


def counted(station: Station, query: str) -> int:
    with closing(open_for_reading(station.settings.database)) as connection:
        return int(connection.execute(query).fetchone()[0])


def test_a_conversation_is_answered(empty: Station) -> None:
    said = empty.run_alone("talk", stdin=f"你好\n{A_NEED}")

    assert "【隐私说明】" in said.out
    assert "单位" in said.out.split("> ")[2]
    assert not empty.folder.exists()


def test_a_button_is_pressed_by_its_number(empty: Station) -> None:
    said = empty.run("talk", stdin="压力表校准，示例机电有限公司，王敏，13800001111\n1\n")

    asked, answered = said.out.split("> ")[1:3]
    assert "[1] 尽快" in asked
    assert "时间：尽快" in answered


def test_it_can_be_with_the_station_of_the_data_folder(station: Station) -> None:
    said = station.run("talk", "--here", stdin=A_NEED)

    assert "示例站（虚构）" in said.out
    assert counted(station, HEARD) == 1


def test_a_station_that_is_not_there_is_said(station: Station) -> None:
    assert "没有编号为“xx”" in station.run("talk", "--here", "--station", "xx", expect=1).err
