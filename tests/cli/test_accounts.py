"""Accounts at WeChat and WeCom as the environment tells them: one plainly, several as a list."""

import json
from typing import Final

import pytest

from bot.account_settings import Mode
from bot.settings import Settings
from tests.cli.commands import Station

KEY: Final = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
WECHAT: Final = {
    "STATION_WECHAT_APP_ID": "wx1",
    "STATION_WECHAT_APP_SECRET": "s3cret",
    "STATION_WECHAT_TOKEN": "tokenOfTests",
    "STATION_WECHAT_AES_KEY": KEY,
}
SECOND: Final = {"app_id": "wx2", "app_secret": "s", "token": "token2", "mode": "plain"}


def test_one_account_is_told_plainly_and_further_ones_as_a_list() -> None:
    told = Settings(
        wechat_app_id="wx1",
        wechat_app_secret="s3cret",
        wechat_token="tokenOfTests",
        wechat_aes_key=KEY,
        wechat_stations="hy, dh",
        wechat_accounts=json.dumps([SECOND]),
    )
    first, second = told.wechat_all
    assert (first.name, first.mode, first.stations) == ("wx1", Mode.SAFE, ("hy", "dh"))
    assert (second.name, second.mode) == ("wx2", Mode.PLAIN)
    assert "s3cret" not in repr(told)


def test_an_app_is_called_by_its_corporation_and_number() -> None:
    told = Settings(
        wecom_corp_id="ww1",
        wecom_agent_id=7,
        wecom_secret="s",
        wecom_token="token",
        wecom_aes_key=KEY,
    )
    assert [each.name for each in told.wecom_all] == ["ww1.7"]


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"STATION_WECHAT_APP_ID": "wx1"}, "STATION_WECHAT_APP_SECRET"),
        ({**WECHAT, "STATION_WECHAT_AES_KEY": ""}, "兼容模式和安全模式要填 EncodingAESKey"),
        ({**WECHAT, "STATION_WECHAT_AES_KEY": "short"}, "正好 43 个字母或数字"),
        ({**WECHAT, "STATION_WECHAT_TOKEN": "有空 格"}, "3 到 32 个字母或数字"),
        ({**WECHAT, "STATION_WECHAT_MODE": "open"}, "没有这个选项"),
        ({"STATION_WECHAT_ACCOUNTS": "["}, "要写成 JSON 列表"),
        ({"STATION_WECHAT_ACCOUNTS": '[{"app_id": "wx2"}]'}, "ACCOUNTS.0.app_secret"),
        ({"STATION_WECHAT_ACCOUNTS": json.dumps([SECOND, SECOND])}, "设置了两次"),
        ({"STATION_WECOM_CORP_ID": "ww1"}, "STATION_WECOM_AGENT_ID"),
        ({"STATION_WECHAT_BASE_URL": "https://a/b"}, "STATION_WECHAT_BASE_URL"),
        ({"STATION_WECOM_ROBOT": "s3cret"}, "STATION_WECOM_ROBOT"),
        ({"STATION_WECOM_ROBOT": "https://example.cn/send?key=s3cret"}, "webhook/send"),
        ({"STATION_WECOM_ROBOT": "https://example.cn/cgi-bin/webhook/send"}, "webhook/send"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_variable(
    empty: Station, variables: dict[str, str], said: str
) -> None:
    answer = empty.told(**variables).run("station", "list", expect=1)
    assert said in answer.out + answer.err
    assert "s3cret" not in answer.out + answer.err
