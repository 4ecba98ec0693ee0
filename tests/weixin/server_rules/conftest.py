"""The server under test, a world of its own for every test, and plain calls into it."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
import pytest_asyncio

from tests.weixin.server import Server, World, serving
from tests.weixin.server.corp.corporation import App, Corp
from tests.weixin.server.official.account import OfficialAccount
from tests.weixin.server_rules.calling import Api
from tests.weixin.server_rules.listener import Listener

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
KEY_BEFORE = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def world(server: Server) -> World:
    made = server.world()
    made.patience = 0.3
    return made


@pytest.fixture
def mode() -> str:
    return "safe"


@pytest_asyncio.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False, verify=False) as plain:
        yield plain


@pytest_asyncio.fixture
async def listener() -> AsyncIterator[Listener]:
    heard = Listener()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(heard)) as leading_in:
        heard.client = leading_in
        yield heard


@pytest.fixture
def account(world: World, mode: str, listener: Listener) -> OfficialAccount:
    made = world.official_account(
        mode=mode, token="tokenOfTests", aes_key=KEY, aes_key_before=KEY_BEFORE
    )
    made.callback, made.client = "http://product/wechat", listener.client
    return made


@pytest.fixture
def api(account: OfficialAccount, client: httpx.AsyncClient) -> Api:
    """The account's API, for which tokens are got by themselves."""
    told = {"grant_type": "client_credential", "appid": account.app_id}
    return Api(client, account.world, "stable_token", {**told, "secret": account.app_secret})


@pytest.fixture
def corp(world: World) -> Corp:
    return world.corp()


@pytest.fixture
def app(corp: Corp, listener: Listener) -> App:
    made = corp.app("tokenOfTests", KEY)
    made.callback, made.client = "http://product/wecom", listener.client
    return made


@pytest.fixture
def wecom(app: App, client: httpx.AsyncClient) -> Api:
    told = {"corpid": app.corp.corp_id, "corpsecret": app.secret}
    return Api(client, app.world, "gettoken", told)
