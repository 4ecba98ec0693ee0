"""What is open for one message at WeChat: read before each step, corrected by what WeChat says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, Self

from bot.account_settings import WechatAccount
from bot.channels.wechat.limits import CHANNEL
from bot.channels.wechat.rendering import rating_of
from bot.delivery.receipts import Then, may_go_elsewhere
from bot.engine import Engine
from core.conversations import Said
from core.ways import Standing, Wanted, Way
from core.windows import Window
from storage.connections import Connection
from storage.open_chats import OpenChats
from storage.outgoing import Posting
from storage.windows import Windows

RECORDED: Final = "record:{rating}."
WAS_RECORDED: Final = "SELECT 1 FROM outbox WHERE chat = ? AND key LIKE ? || '%' LIMIT 1"


@dataclass(frozen=True, slots=True)
class Errand:
    """A posting in WeChat's terms: which account, whose openid, what of it is sent already."""

    posting: Posting
    account: str
    openid: str
    keys: tuple[str, ...]

    @classmethod
    def of(cls, posting: Posting) -> Self:
        account, _, openid = posting.address.partition(".")
        keys = tuple(key for key in posting.said.key.split(",") if key)
        return cls(posting, account, openid, keys)

    @property
    def said(self) -> Said:
        return self.posting.said

    @property
    def rows(self) -> tuple[Said, ...]:
        """What may go together. What was refused goes alone from then on: whichever of several it
        was meant for, the others are not lost with it."""
        if self.said.refusals:
            return (self.said,)
        return (self.said, *takewhile(lambda one: not one.refusals, self.posting.also))

    @property
    def place(self) -> str:
        return f"{CHANNEL}:{self.posting.address}"

    @property
    def rating(self) -> str:
        return rating_of(self.said.message)

    def key(self, *more: str) -> str:
        return ",".join((*self.keys, *more))

    def wanted(self, rows: Iterable[Said]) -> Wanted:
        """What the next step sends; where somebody's words are among it, it counts as theirs."""
        spoken = any(row.message.source for row in (self.said, *rows))
        return Wanted(by_person=spoken, rating=self.rating)


class Outlook:
    """Reads and corrects it."""

    def __init__(self, engine: Engine, accounts: Mapping[str, WechatAccount]) -> None:
        self._engine, self._accounts = engine, accounts
        self._windows, self._open_chats = Windows(engine.schema), OpenChats(engine.schema)

    async def standing(self, errand: Errand, barred: frozenset[Way]) -> Standing:
        return await self._engine.read(lambda each: self._standing(each, errand, barred))

    def _standing(self, connection: Connection, errand: Errand, barred: frozenset[Way]) -> Standing:
        windows = self._windows.of(connection, errand.place)
        account, rating, chat = self._accounts[errand.account], errand.rating, errand.said.chat
        template = account.notice_template
        consents = self._windows.consents(connection, errand.place, template).left
        record = (
            bool(rating and account.record_template)
            and not connection.execute(
                WAS_RECORDED, [chat, RECORDED.format(rating=rating)]
            ).fetchone()
        )
        now, served = self._engine.clock.now(), self._engine.couriers
        moves = may_go_elsewhere(errand.said)
        other = self._open_chats.other(connection, chat, served, now) if moves else ""
        return Standing(windows, consents if template else 0, record, other, barred)

    def closed(self, windows: Sequence[Window]) -> Then:
        def close(connection: Connection) -> None:
            for window in windows:
                self._windows.use_up(connection, window)

        return close

    def used(self, window: Window) -> Then:
        return lambda each: self._windows.use(each, window)

    def used_up(self, window: Window) -> Then:
        return lambda each: self._windows.use_up(each, window)

    def not_consented(self, errand: Errand) -> Then:
        template = self._accounts[errand.account].notice_template
        return lambda each: self._windows.no_consent(each, errand.place, template)

    def consent_used(self, errand: Errand) -> Then:
        template = self._accounts[errand.account].notice_template
        return lambda each: self._windows.use_consent(each, errand.place, template)
