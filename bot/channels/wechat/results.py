"""What comes back from WeChat without words: somebody left or agreed to notices, a notice arrived
or did not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.account_settings import WechatAccount
from bot.channels.wechat.faults import LEFT, plainly
from bot.channels.wechat.happenings import Consent, Left, NoticeSent, TemplateSent
from bot.channels.wechat.limits import CHANNEL
from bot.channels.wechat.notices import NOTICE
from bot.delivery.telling import Telling
from bot.engine import Engine
from bot.messengers.reached import Reached
from bot.messengers.talks import Talks
from core.conversations import Said
from core.messages import Delivery
from storage.codec import micros
from storage.connections import Connection
from storage.schema import Schema
from storage.stranded import Stranded
from storage.windows import Windows

Result = Left | Consent | TemplateSent | NoticeSent

OF_RECORD: Final = "SELECT n FROM outbox WHERE chat = ? AND key LIKE 'record:%.' || ? LIMIT 1"
OF_NOTICE: Final = "SELECT max(n) FROM outbox WHERE chat = ? AND key = ? AND sent_at > ?"
SOON: Final = timedelta(minutes=10)
"""So soon it is told what became of a notice. The telling does not say which one it means, and one
that is told again must not take back an older one."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Lost:
    """A notice that did not arrive: how its row is found, by which marks, and why."""

    found_by: str
    marks: tuple[str | int, ...]
    why: str


class Results:
    """Takes them up for one account. A push that comes again changes nothing more."""

    def __init__(self, engine: Engine, account: WechatAccount) -> None:
        self._engine, self._account = engine, account
        schema: Schema = engine.schema
        self._reached, self._talks = Reached(engine, CHANNEL), Talks(schema, CHANNEL)
        self._windows, self._stranded = Windows(schema), Stranded(schema)
        self._telling = Telling(engine, plainly)
        self._said = schema.of(Said).query("chat", "n")

    async def take(self, result: Result) -> None:
        """Keep what follows from it."""
        address = f"{self._account.name}.{result.sender}"
        match result:
            case Left():
                await self._left(address, result)
            case Consent():
                await self._engine.write(lambda each: self._consented(each, address, result))
            case TemplateSent():
                if not result.has_arrived:
                    await self._lost(address, Lost(OF_RECORD, (result.message,), result.status))
            case NoticeSent():
                since = micros(result.at - SOON)
                for one in result.notices:
                    if one.code and one.template == self._account.notice_template:
                        await self._lost(address, Lost(OF_NOTICE, (NOTICE, since), one.status))

    async def _left(self, address: str, left: Left) -> None:
        """Nothing reaches them any more; unless they are back, and that was only told first."""
        place = f"{CHANNEL}:{address}"
        windows = await self._engine.read(lambda each: self._windows.of(each, place))
        if any(window.opened_at > left.at for window in windows):
            return
        await self._reached.close(address, LEFT)
        await self._engine.write(lambda each: self._windows.forget(each, place))

    def _consented(self, connection: Connection, address: str, consent: Consent) -> None:
        place = f"{CHANNEL}:{address}"
        for answer in consent.answers:
            if answer.accepted:
                self._windows.consent(connection, place, answer.template, consent.id)
            else:
                self._windows.no_consent(connection, place, answer.template)

    async def _lost(self, address: str, lost: Lost) -> None:
        """A notice did not arrive after all: what it stood for goes with the next contact."""
        now = self._engine.clock.now()
        told = await self._engine.write(lambda each: self._back(each, address, lost, now))
        self._engine.wake(told)

    def _back(
        self, connection: Connection, address: str, lost: Lost, now: datetime
    ) -> frozenset[str]:
        for talk in self._talks.all(connection, address):
            chat = f"{CHANNEL}:{talk}"
            found = connection.execute(lost.found_by, [chat, *lost.marks]).fetchone()
            said = self._said.one(connection, chat, found[0]) if found and found[0] else None
            if said is not None:
                self._stranded.strand_again(connection, said)
                became, why = Delivery.WAITING, lost.why
                return self._telling.undelivered(connection, (said,), became, why, now)
        return frozenset()
