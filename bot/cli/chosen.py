"""Which station a command is about: the one that is named, or the only one there is."""

from typing import Final

from bot.cli.screen import Stop
from storage.connections import Connection
from storage.stations import Listed, list_stations

NO_STATION: Final = "还没有服务站。请先添加：station station add HY 站名"
NO_SUCH_STATION: Final = "没有编号为“{station}”的服务站。"
WHICH_STATION: Final = "有几个服务站，请用 --station 说明是哪一个：{stations}"
PAUSE: Final = "、"


def chosen_station(connection: Connection, given: str) -> Listed:
    """The station, or `Stop` with what there is to choose from."""
    known = {each.id: each for each in list_stations(connection)}
    if given and given not in known:
        raise Stop(NO_SUCH_STATION.format(station=given))
    if not known:
        raise Stop(NO_STATION)
    if not given and len(known) > 1:
        raise Stop(WHICH_STATION.format(stations=PAUSE.join(known)))
    return known[given] if given else next(iter(known.values()))


def first_station(connection: Connection) -> str:
    """The station that is meant where an account names none, "" where there is none."""
    return next((each.id for each in list_stations(connection)), "")
