"""WeChat as one part of the running product: an address for each account, one courier for all."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import structlog
from starlette.routing import Route

from bot.account_settings import WechatAccount
from bot.channels.wechat.consents import Asker
from bot.channels.wechat.files import Files
from bot.channels.wechat.limits import CHANNEL, SHARED
from bot.channels.wechat.notices import Notices
from bot.channels.wechat.outlook import Outlook
from bot.channels.wechat.postman import Postman
from bot.channels.wechat.reception import Reception
from bot.channels.wechat.settings import WechatSettings
from bot.delivery.courier import Courier
from bot.engine import Engine
from bot.messengers.fetching import Fetching
from bot.messengers.kept_running import kept_running
from bot.messengers.outages import Account, Outages
from bot.pictures.folder import PictureFolder
from bot.rating_links import RatingLinks
from bot.weixin.api import official_account_api
from bot.weixin.door import Door
from bot.weixin.sealing import Keys

PATH: Final = "/wechat/{account}"

log = structlog.get_logger()


def path_of(account: WechatAccount) -> str:
    """Where on this server an account posts to. It never changes: it stands in its console."""
    return PATH.format(account=account.name)


class WechatService:
    """Serves the Official Accounts over one engine."""

    def __init__(self, engine: Engine, settings: WechatSettings) -> None:
        self._engine, self._settings = engine, settings
        self._links = RatingLinks(settings.secret, settings.origin)
        self._apis = {
            each.name: official_account_api(
                each, settings.base_url, engine.write, engine.clock, settings.patience
            )
            for each in settings.accounts
        }
        for each in settings.accounts:
            account = Account(CHANNEL, each.name, each.stations)
            self._apis[each.name].standing = Outages(engine, account)
        self._receptions = {
            each.name: Reception(engine, each, self._links, settings.reply_seconds)
            for each in settings.accounts
        }
        self._folder = PictureFolder(settings.pictures)

    @property
    def asker(self) -> Asker:
        """Who signs the pages on which notices are asked for."""
        accounts = {each.name: each for each in self._settings.accounts}
        return Asker(self._engine, self._apis, accounts, self._settings.sign_seconds)

    def routes(self) -> list[Route]:
        """The addresses that WeChat posts to."""
        return [self._door(account).route() for account in self._settings.accounts]

    def _door(self, account: WechatAccount) -> Door:
        keys = Keys(account.token, account.name, account.aes_key, account.aes_key_before)
        answer, clock = self._receptions[account.name].take, self._engine.clock
        return Door(path_of(account), account.mode, keys, clock, answer)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve until the end of the block; WeChat may be away for as long as it likes."""
        async with self._closing():
            async with kept_running(CHANNEL, self._courier, self._fetching):
                yield
            for reception in self._receptions.values():
                await reception.finish()

    @asynccontextmanager
    async def delivering(self) -> AsyncIterator[None]:
        """Send until the end of the block, and take nothing in."""
        async with self._closing(), kept_running(CHANNEL, self._courier):
            yield

    @asynccontextmanager
    async def _closing(self) -> AsyncIterator[None]:
        try:
            yield
        finally:
            for api in self._apis.values():
                await api.aclose()

    async def _courier(self) -> None:
        for api in self._apis.values():
            await api.take_over()
        await Courier(self._engine, self._postman()).run()

    async def _fetching(self) -> None:
        await Fetching(self._engine, Files(self._apis), self._folder, SHARED).run()

    def _postman(self) -> Postman:
        settings, accounts = self._settings, {each.name: each for each in self._settings.accounts}
        outlook = Outlook(self._engine, accounts)
        notices = Notices(self._engine, accounts, self._links)
        return Postman(self._engine, self._apis, outlook, notices, settings.pictures)
