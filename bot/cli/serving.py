"""`station serve`: the pages, the engine behind them, and the clock that sets off what is due."""

import ipaddress
import signal
import socket
from collections.abc import Iterator
from contextlib import AsyncExitStack, closing, contextmanager
from dataclasses import replace
from typing import Final

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from bot import leaving
from bot.channels.web.app import create_app
from bot.channels.web.settings import WebSettings
from bot.cli.messengers import messengers
from bot.cli.screen import Stop, say
from bot.clock import SystemClock
from bot.cookie_secret import cookie_secret
from bot.desk.consents import WechatConsents
from bot.desk.desk import ProductDesk
from bot.event_loop import run
from bot.health import Health
from bot.installation import assert_ready, database_of, make_folder, make_ready, tables_of, writing
from bot.leaving import Gate
from bot.logs import start_logging
from bot.sample import load_sample
from bot.settings import Settings, read_settings
from bot.starting import running
from bot.ticking import ticking

LOOPBACK_ONLY: Final = (
    "示例模式谁都能以工作人员身份登录，只能在本机打开，不能用“{host}”。正式使用请去掉 --sample。"
)
PORT_TAKEN: Final = "无法使用 {host}:{port}：{why}"
STARTED: Final = "质量服务站已启动：{origin}"
SAMPLE_STARTED: Final = "这是虚构的示例站，打开上面的网址就能试用两边。"
HOW_TO_STOP: Final = "按 Ctrl+C 停止。"

LOOPBACK_NAMES: Final = ("127.0.0.1", "localhost")
LONGEST_FRAME: Final = 64 * 1024
GRACE_SECONDS: Final = 5
BACKLOG: Final = 512


def serve(*, sample: bool, host: str, port: int) -> None:
    """Serve until a signal ends it; `host` and `port` are the settings' where they are not given.

    A sample makes its own database and brings it up to this release. Otherwise that is done by
    hand, after a backup: a database is not changed by merely starting something.
    """
    settings = _told(read_settings(), host, port)
    if sample and not _is_loopback(settings.host):
        raise Stop(LOOPBACK_ONLY.format(host=settings.host))
    make_folder(settings)
    with database_of(settings).served(), closing(_bound(settings)) as door:
        if sample:
            _fill(settings)
        assert_ready(database_of(settings))
        start_logging(settings.log_level)
        run(_serve(settings, door, sample=sample))


def _told(settings: Settings, host: str, port: int) -> Settings:
    given: dict[str, object] = {"host": host} if host else {}
    return settings.model_copy(update=given | ({"port": port} if port >= 0 else {}))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _fill(settings: Settings) -> None:
    make_ready(settings)
    with writing(settings) as connection:
        load_sample(connection, tables_of(settings), SystemClock().now())


def _bound(settings: Settings) -> socket.socket:
    """The port, taken before anything else is done, so that a taken one is said plainly."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    door = socket.socket(family)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((settings.host, settings.port))
    except OSError as fault:
        door.close()
        why = fault.strerror or str(fault)
        raise Stop(PORT_TAKEN.format(host=settings.host, port=settings.port, why=why)) from None
    return door


async def _serve(settings: Settings, door: socket.socket, *, sample: bool) -> None:
    port = int(door.getsockname()[1])
    web = web_settings(settings, port, sample=sample)
    async with AsyncExitStack() as stack:
        engine = await stack.enter_async_context(running(settings))
        await stack.enter_async_context(ticking(engine))
        served = messengers(engine, settings)
        for service in served.all:
            await stack.enter_async_context(service.running())
        consents = WechatConsents(served.wechat.asker) if served.wechat else None
        desk = ProductDesk(engine, settings.pictures, served.telegram, consents, served.wecom)
        # Where messengers post to comes before the pages, whose guard knows browsers alone.
        posted_to = [route for service in served.all for route in service.routes()]
        health = Health(engine)
        gate = Gate(Starlette(routes=[*posted_to, Mount("/", create_app(desk, web))]), health)
        app = Starlette(routes=[*health.routes(), Mount("/", gate)])
        await Server(_config(app), web, health, gate).serve(sockets=[door])


def web_settings(settings: Settings, port: int, *, sample: bool) -> WebSettings:
    """What the pages are told. Without origins of its own a server answers to its own address."""
    names = LOOPBACK_NAMES if _is_loopback(settings.host) else (settings.host,)
    own = tuple(f"http://{name}:{port}" for name in names)
    plain = WebSettings(cookie_secret(settings), settings.origins or own)
    return replace(plain, sample=sample)


def _config(app: object) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        log_config=None,
        # Paths hold sign-in and resume tokens.
        access_log=False,
        server_header=False,
        lifespan="off",
        ws_max_size=LONGEST_FRAME,
        timeout_graceful_shutdown=GRACE_SECONDS,
        backlog=BACKLOG,
    )


class Server(uvicorn.Server):
    """One that says where it is once it answers, and ends by itself on a signal: what waits is
    finished after it, not cut off."""

    def __init__(
        self, config: uvicorn.Config, web: WebSettings, health: Health, gate: Gate
    ) -> None:
        super().__init__(config)
        self._web, self._health, self._gate = web, health, gate

    def _heard(self, by: signal.Signals) -> None:
        if self._health.ending:
            leaving.at_once(by)
        leaving.begins(self._health)
        self.handle_exit(by, None)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._gate.empties()
        await super().shutdown(sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        announce(self._web)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """They stay ours to the end of the process: couriers and due work leave after the pages."""
        leaving.listen(self._heard)
        yield


def announce(web: WebSettings) -> None:
    say(STARTED.format(origin=web.origins[0]))
    if web.sample:
        say(SAMPLE_STARTED)
    say(HOW_TO_STOP)
