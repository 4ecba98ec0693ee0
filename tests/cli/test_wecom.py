"""`station wecom` and `station doctor` at a real API server: what is found, the staff's group."""

from contextlib import closing

import pytest

from bot.installation import tables_of
from core.conversations import Chat, ChatKind
from core.parties import Identity
from storage.database import open_database, open_for_reading, transaction
from tests.cli.commands import KEY, Station
from tests.weixin.server import World
from tests.weixin.server.corp.corporation import App, Corp

TOKEN = "WordOfTheTests"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
ORIGIN = "https://zhan.example.cn"
ROOMS = "SELECT id FROM chat WHERE channel = 'wecom' AND kind = 'room'"


@pytest.fixture
def corp(world: World) -> Corp:
    found = world.corp()
    for userid, name in (("ZhouLan", "周岚"), ("LiXue", "李雪"), ("WangJG", "王建国")):
        found.member(userid, name)
    return found


@pytest.fixture
def wecom(corp: Corp) -> App:
    return corp.app(TOKEN, AES_KEY)


@pytest.fixture
def served(station: Station, world: World, corp: Corp, wecom: App) -> Station:
    """The station with its app as the environment tells it."""
    return station.told(
        STATION_KEY=KEY,
        STATION_ORIGINS=ORIGIN,
        STATION_WECOM_BASE_URL=world.address,
        STATION_WECOM_CORP_ID=corp.corp_id,
        STATION_WECOM_AGENT_ID=str(wecom.agent_id),
        STATION_WECOM_SECRET=wecom.secret,
        STATION_WECOM_TOKEN=TOKEN,
        STATION_WECOM_AES_KEY=AES_KEY,
    )


def bind(station: Station, corp: Corp, **userids: str) -> None:
    """Let members have said their line to the app."""
    tables = tables_of(station.settings)
    with closing(open_database(station.settings.database)) as connection, transaction(connection):
        for person, userid in userids.items():
            bound = Identity("wecom", f"{corp.corp_id}.{userid}", person)
            tables.of(Identity).save(connection, bound)


@pytest.fixture
def bound(served: Station, corp: Corp) -> Station:
    bind(served, corp, zhou="ZhouLan", li="LiXue")
    return served


def chats(station: Station) -> list[str]:
    with closing(open_for_reading(station.settings.database)) as connection:
        return [str(chat) for (chat,) in connection.execute(ROOMS)]


def test_an_app_that_is_set_up_is_said_to_be_with_what_the_console_wants(
    bound: Station, world: World, corp: Corp, wecom: App
) -> None:
    bound.run("wecom", "room")
    said = bound.run("wecom", "check")

    assert f"{ORIGIN}/wecom/{corp.corp_id}.{wecom.agent_id}" in said.out
    assert said.lines[-1] == "✓ 一切正常。"
    assert all(word not in said.out for word in (wecom.secret, TOKEN, AES_KEY))
    assert world.violations() == ()


def test_the_group_is_made_with_those_who_are_bound_and_is_the_stations_room(
    bound: Station, corp: Corp, wecom: App
) -> None:
    said = bound.run("wecom", "room")

    [chat] = corp.chats.values()
    assert chat.members == ["ZhouLan", "LiXue"]
    assert chats(bound) == [f"wecom:{corp.corp_id}.{wecom.agent_id}.{chat.chatid}"]
    with closing(open_for_reading(bound.settings.database)) as connection:
        kept = tables_of(bound.settings).of(Chat).query("id").one(connection, chats(bound)[0])
    assert kept is not None
    assert (kept.kind, kept.station) == (ChatKind.ROOM, "sl")
    assert "2人" in said.out
    assert [shown.text for shown in chat.shown] == [
        "这里是示例站（虚构）的工作群，新需求会发到这里。"
    ]


def test_the_same_again_brings_the_members_up_to_date(bound: Station, corp: Corp) -> None:
    bound.run("wecom", "room")
    bound.run("staff", "add", "王建国")
    added = next(row for row in bound.run("staff", "list").lines if "王建国" in row)
    bind(bound, corp, **{added.split("\t")[0]: "WangJG"})
    bound.run("staff", "remove", "li")

    said = bound.run("wecom", "room")

    [chat] = corp.chats.values()
    assert chat.members == ["ZhouLan", "WangJG"]
    assert "加入1人，移出1人" in said.out
    assert len(chats(bound)) == 1


def test_who_reads_on_in_the_group_and_works_here_no_more_is_named(bound: Station) -> None:
    bound.run("wecom", "room")
    bound.run("staff", "remove", "li")

    said = bound.run("wecom", "check").out

    assert "还有不是工作人员的人：LiXue" in said
    assert "station wecom room --station sl" in said


def test_a_group_that_is_gone_is_found_and_made_anew(bound: Station, corp: Corp) -> None:
    bound.run("wecom", "room")
    corp.chats.clear()

    said = bound.run("wecom", "check", expect=1)
    assert "的工作群" in said.out
    assert "station wecom room --station sl" in said.out

    bound.run("wecom", "room")
    [chat], [room] = corp.chats, chats(bound)
    assert room.endswith(f".{chat}")
    assert bound.run("wecom", "check").lines[-1] == "✓ 一切正常。"


def test_a_group_takes_two(served: Station, corp: Corp) -> None:
    bind(served, corp, li="LiXue")

    said = served.run("wecom", "room", expect=1)

    assert "只有1人" in said.err
    assert corp.chats == {}


def test_an_app_that_not_everybody_sees_makes_no_group_and_says_why(
    bound: Station, wecom: App
) -> None:
    wecom.root = False

    said = bound.run("wecom", "room", expect=1)

    assert "60011" in said.err
    assert "根部门" in said.err


def test_who_is_on_duty_and_not_bound_is_named(served: Station, corp: Corp) -> None:
    bind(served, corp, zhou="ZhouLan")

    said = served.run("wecom", "check")

    assert "李雪还没有绑定企业微信" in said.out
    assert "station staff link li --station sl" in said.out
    assert "周岚" not in said.out
    assert "还没有工作群" in said.out


def test_the_link_of_a_member_comes_with_the_line_for_the_app(served: Station) -> None:
    said = served.run("staff", "link", "li")

    token = said.lines[1].rpartition("/")[2]
    assert said.lines[-1] == f"绑定 {token}"


def test_a_server_that_is_not_trusted_reads_its_address(bound: Station, wecom: App) -> None:
    wecom.allowed_ips = frozenset({"203.0.113.9"})

    said = bound.run("doctor", expect=1).out

    assert "（60020）" in said
    assert "企业可信 IP" in said
    assert "对方看到的地址是 127.0.0.1。" in said


def test_a_wrong_secret_and_a_wrong_agent_are_found(bound: Station) -> None:
    secret = bound.told(STATION_WECOM_SECRET="0" * 43).run("wecom", "check", expect=1).out
    agent = bound.told(STATION_WECOM_AGENT_ID="9").run("wecom", "check", expect=1).out

    assert "Secret" in secret
    assert "AgentId" in agent


def test_without_an_app_or_with_one_of_another_station_it_is_said(
    station: Station, served: Station
) -> None:
    assert "STATION_WECOM_CORP_ID" in station.run("wecom", "check", expect=1).err
    assert "STATION_WECOM_CORP_ID" in station.run("wecom", "room", expect=1).err
    served.run("station", "add", "HY", "另一站（虚构）")
    other = served.told(STATION_WECOM_STATION="hy")
    assert "没有企业微信应用" in other.run("wecom", "room", "--station", "sl", expect=1).err
    assert "xx" in served.told(STATION_WECOM_STATION="xx").run("wecom", "check", expect=1).out
