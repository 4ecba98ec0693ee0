"""What the head changes in a page: settings with their history, and what a change moves."""

from collections.abc import Sequence
from typing import Final

from bot.channels.web.desk import Member, Setting, SettingChange
from bot.desk.storing import stored
from bot.engine import Engine
from core.rejected import Rejected
from core.settings import SETTINGS_FIELDS
from core.working_time import Calendar
from storage.connections import Connection
from storage.settings import change_setting, history, settings_of, shown
from storage.sweep import reschedule_station

ONLY_HEAD: Final = "只有站长可以修改设置。"
SOMEBODY: Final = "管理员"


class HeadOffice:
    """The head's pages."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def settings(self, station: str) -> Sequence[Setting]:
        found = await self._engine.read(lambda each: settings_of(each, station))
        return [
            Setting(row.name, row.group, row.label, row.kind.widget, shown(row, found), row.help)
            for row in SETTINGS_FIELDS
        ]

    async def change(self, member: Member, key: str, raw: str) -> str:
        if not member.head:
            return ONLY_HEAD
        now = self._engine.clock.now()

        def unit(connection: Connection) -> str:
            before = settings_of(connection, member.station)
            after = change_setting(connection, member.station, member.id, key, raw, now)
            if isinstance(after, Rejected):
                return after.render()
            if after != before:
                reschedule_station(
                    connection, self._engine.schema, member.station,
                    Calendar(before), Calendar(after),
                )  # fmt: skip
            return ""

        return await stored(self._engine, unit)

    async def changes(self, station: str) -> Sequence[SettingChange]:
        found = await self._engine.read(lambda each: history(each, station))
        known = await self._engine.read(lambda each: self._engine.station(each, station))
        names = {one.id: one.name for one in known.staff.values()} if known else {}
        return [
            SettingChange(
                one.at, names.get(one.person, SOMEBODY), one.field.label, one.old, one.new
            )
            for one in found
        ]
