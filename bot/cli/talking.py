"""`station talk`: a conversation in the terminal, as an enterprise, with the product itself."""

import asyncio
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.cli.screen import Stop, say
from bot.clock import SystemClock
from bot.engine import Engine
from bot.installation import database_of, make_folder, make_ready, reading, tables_of, writing
from bot.sample import load_sample
from bot.settings import Settings, read_settings
from bot.starting import running
from core.conversations import Said
from core.messages import Inbound, InboundKind, Outbound, Press, text_of
from storage.stations import list_stations

CHANNEL: Final = "web"
CHAT: Final = "terminal/{name}"
NAME_BYTES: Final = 6
PROMPT: Final = "> "
WELCOME: Final = "您现在是给“{station}”发消息的企业。直接说需求，按钮回复序号，Ctrl+D 结束。"
TEMPORARY: Final = "这是一次性的示例站，结束后什么都不留下。"
CHOICE: Final = "  [{n}] {label}"
NO_STATION: Final = "没有编号为“{station}”的服务站。"
NONE_YET: Final = "还没有服务站。请先添加：station station add HY 站名"
SPEAKER: Final = "bold green"


def talk(*, here: bool, station: str) -> None:
    """Converse until the end of input, in a temporary sample or `here`, in the data folder."""
    with _here(read_settings()) if here else _elsewhere(read_settings()) as settings:
        where, title = _chosen(settings, station)
        say(WELCOME.format(station=title))
        if not here:
            say(TEMPORARY)
        asyncio.run(_converse(settings, where, secrets.token_hex(NAME_BYTES)))


class Terminal:
    """One enterprise at a terminal."""

    def __init__(self, engine: Engine, station: str, name: str) -> None:
        self._engine, self._station, self._name = engine, station, name
        self._chat = CHAT.format(name=name)
        self._log = engine.schema.of(Said).query("chat", order="n")
        self._last: Said | None = None

    async def hear(self) -> None:
        """Show what was said since the last time."""
        after = self._last.n if self._last else 0
        key = f"{CHANNEL}:{self._chat}"
        for said in await self._engine.read(lambda each: self._log.all(each, key)):
            if said.n > after:
                self._last = said
                if not said.echo:
                    show(said.message)

    async def tell(self, words: str) -> None:
        """Send words, or the button whose number they are."""
        now = self._engine.clock.now()
        press = self._pressed(words)
        kind = InboundKind.PRESS if press else InboundKind.TEXT
        key = secrets.token_hex(NAME_BYTES)
        inbound = Inbound(CHANNEL, self._chat, self._name, key, now, now, kind, words, press)
        await self._engine.receive(replace(inbound, station=self._station))

    def _pressed(self, words: str) -> Press | None:
        choices = self._last.message.choices if self._last else ()
        if self._last is None or not words.isdecimal() or not 0 < int(words) <= len(choices):
            return None
        return Press(self._last.n, choices[int(words) - 1].id)


def show(message: Outbound) -> None:
    """A message with its buttons as numbers."""
    say(text_of(message), SPEAKER)
    for n, choice in enumerate(message.choices, start=1):
        say(CHOICE.format(n=n, label=choice.label))


async def _converse(settings: Settings, station: str, name: str) -> None:
    async with running(settings) as engine:
        terminal = Terminal(engine, station, name)
        while words := await asyncio.to_thread(_typed):
            await terminal.tell(words)
            await engine.sweep()
            await terminal.hear()


def _typed() -> str:
    """The next line with something in it, nothing at the end."""
    try:
        while not (words := input(PROMPT).strip()):
            pass
    except EOFError:
        return ""
    return words


@contextmanager
def _here(settings: Settings) -> Iterator[Settings]:
    make_folder(settings)
    with database_of(settings).served():
        yield settings


@contextmanager
def _elsewhere(settings: Settings) -> Iterator[Settings]:
    with tempfile.TemporaryDirectory(prefix="talk-") as folder:
        temporary = settings.model_copy(update={"data_dir": Path(folder), "database_url": ""})
        make_ready(temporary)
        with writing(temporary) as connection:
            load_sample(connection, tables_of(temporary), SystemClock().now())
        yield temporary


def _chosen(settings: Settings, station: str) -> tuple[str, str]:
    with reading(settings) as connection:
        known = {each.id: each.settings.name for each in list_stations(connection)}
    if not known:
        raise Stop(NONE_YET)
    where = station or next(iter(known))
    if where not in known:
        raise Stop(NO_STATION.format(station=where))
    return where, known[where]
