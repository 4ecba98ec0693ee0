"""Access tokens: which are good, and for how long."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.weixin.server.corp.corporation import App, Corp
from tests.weixin.server.official.account import OfficialAccount
from tests.weixin.server_rules.calling import Api

pytestmark = pytest.mark.asyncio

ADDRESSES = "get_api_domain_ip"


async def test_a_stable_token_is_the_same_until_five_minutes_before_its_end(api: Api) -> None:
    first = await api.token()
    assert first["expires_in"] == 7200
    api.world.passes(timedelta(seconds=6800))
    again = await api.token()
    assert (again["access_token"], again["expires_in"]) == (first["access_token"], 400)
    api.world.passes(timedelta(seconds=150))
    second = await api.token()
    assert second["access_token"] != first["access_token"]
    assert second["expires_in"] == 7200


async def test_old_and_new_stable_token_are_both_good_for_five_minutes(api: Api) -> None:
    old = (await api.token())["access_token"]
    api.world.passes(timedelta(seconds=7100))
    new = (await api.token())["access_token"]
    api.world.passes(timedelta(seconds=299))
    assert "ip_list" in await api.get(ADDRESSES, token=old)
    assert "ip_list" in await api.get(ADDRESSES, token=new)
    api.world.passes(timedelta(seconds=1))
    assert (await api.get(ADDRESSES, token=old))["errcode"] == 42001
    assert "ip_list" in await api.get(ADDRESSES, token=new)


async def test_a_token_expires_and_an_unknown_one_is_refused(api: Api) -> None:
    token = (await api.token())["access_token"]
    api.world.passes(timedelta(hours=2))
    assert (await api.get(ADDRESSES, token=token))["errcode"] == 42001
    assert (await api.get(ADDRESSES, token="made-up"))["errcode"] == 40001
    plain = await api.client.get(api.address(ADDRESSES))
    assert plain.json()["errcode"] == 41001


async def test_a_forced_refresh_voids_the_old_one_at_once(api: Api) -> None:
    old = (await api.token())["access_token"]
    new = (await api.token(force_refresh=True))["access_token"]
    assert new != old
    assert (await api.get(ADDRESSES, token=old))["errcode"] == 40001
    assert "ip_list" in await api.get(ADDRESSES, token=new)


async def test_a_forced_refresh_within_thirty_seconds_refreshes_nothing(api: Api) -> None:
    first = (await api.token(force_refresh=True))["access_token"]
    api.world.passes(timedelta(seconds=29))
    assert (await api.token(force_refresh=True))["access_token"] == first
    assert api.world.violations() == ("force_refresh again within 30 seconds",)


async def test_a_refresh_can_be_forced_twenty_times_a_day(api: Api) -> None:
    for _ in range(20):
        assert "access_token" in await api.token(force_refresh=True)
        api.world.passes(timedelta(seconds=30))
    assert (await api.token(force_refresh=True))["errcode"] == 45009
    api.world.passes(timedelta(days=1))
    assert "access_token" in await api.token(force_refresh=True)


async def test_the_old_way_to_a_token_works_and_is_noted(
    api: Api, account: OfficialAccount, client: httpx.AsyncClient
) -> None:
    asked = {"grant_type": "client_credential", "appid": account.app_id}
    asked["secret"] = account.app_secret
    tokens = [
        (await client.get(api.address("token"), params=asked)).json()["access_token"]
        for _ in range(2)
    ]
    assert tokens[0] != tokens[1]
    stable = (await api.token())["access_token"]
    api.world.passes(timedelta(minutes=5))
    assert (await api.get(ADDRESSES, token=tokens[0]))["errcode"] == 42001
    assert "ip_list" in await api.get(ADDRESSES, token=tokens[1])
    assert "ip_list" in await api.get(ADDRESSES, token=stable)
    assert len(account.world.violations()) == 2


async def test_wrong_credentials_are_refused(api: Api) -> None:
    assert (await api.token(appid="wx0"))["errcode"] == 40013
    assert (await api.token(secret="guessed"))["errcode"] == 40125
    assert (await api.token(grant_type="other"))["errcode"] == 40002


async def test_only_listed_addresses_may_call(api: Api, account: OfficialAccount) -> None:
    account.allowed_ips = frozenset({"10.0.0.1"})
    answer = await api.token()
    assert answer["errcode"] == 40164
    assert "127.0.0.1" in answer["errmsg"]
    account.allowed_ips = frozenset({"127.0.0.1"})
    assert "access_token" in await api.token()


async def test_the_token_of_an_app_is_the_same_during_its_life(wecom: Api) -> None:
    first = (await wecom.token())["access_token"]
    wecom.world.passes(timedelta(seconds=7199))
    assert (await wecom.token())["access_token"] == first
    wecom.world.passes(timedelta(seconds=1))
    assert (await wecom.get("getcallbackip", token=first))["errcode"] == 42001
    assert (await wecom.token())["access_token"] != first
    assert (await wecom.get("user/get", token="made-up"))["errcode"] == 40014


async def test_each_app_has_a_token_of_its_own(wecom: Api, corp: Corp, app: App) -> None:
    other = corp.app("token2", app.aes_key)
    first = (await wecom.token())["access_token"]
    second = (await wecom.token(corpsecret=other.secret))["access_token"]
    assert first != second
    assert (await wecom.token(corpsecret="guessed"))["errcode"] == 40001
    body: dict[str, Any] = {"touser": "li", "msgtype": "text", "text": {"content": "您好"}}
    corp.member("li", "李工")
    body |= {"agentid": app.agent_id}
    assert await wecom.code("message/send", body, token=first) == 0
    assert await wecom.code("message/send", body, token=second) == 40056


async def test_untrusted_addresses_may_not_call_wecom(wecom: Api, app: App) -> None:
    app.allowed_ips = frozenset()
    answer = await wecom.get("getcallbackip")
    assert answer["errcode"] == 60020
