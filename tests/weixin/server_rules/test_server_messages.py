"""Customer messages: when they go out, how many, and what is refused."""

from datetime import timedelta

import pytest

from tests.weixin.server.official.account import OfficialAccount
from tests.weixin.server.official.users import User
from tests.weixin.server_rules.calling import Api

pytestmark = pytest.mark.asyncio

MENU = {
    "head_content": "请评价",
    "list": [{"id": "5", "content": "非常满意"}, {"id": "4", "content": "满意"}],
    "tail_content": "谢谢",
}


@pytest.fixture
def user(account: OfficialAccount) -> User:
    return account.user("覃晓燕")


async def test_a_message_opens_forty_eight_hours_for_five(api: Api, user: User) -> None:
    await user.follows()
    api.world.passes(timedelta(minutes=2))
    await user.writes("您好")
    api.world.passes(timedelta(hours=48) - timedelta(seconds=1))
    codes = [await api.says(user.openid, str(number)) for number in range(6)]
    assert codes == [0, 0, 0, 0, 0, 45047]
    api.world.passes(timedelta(seconds=1))
    assert await api.says(user.openid, "迟了") == 45015
    await user.writes("还在吗")
    assert await api.says(user.openid, "在") == 0
    assert [one.text for one in user.shown] == ["0", "1", "2", "3", "4", "在"]


@pytest.mark.parametrize("kind", ["follow", "scan", "click"])
async def test_a_click_a_scan_and_following_open_one_minute_for_three(
    api: Api, user: User, kind: str
) -> None:
    await user.follows()
    if kind != "follow":
        api.world.passes(timedelta(minutes=1))
        assert await api.says(user.openid, "0") == 45015
        await (user.scans("HY") if kind == "scan" else user.clicks("progress"))
    assert [await api.says(user.openid, "1") for _ in range(4)] == [0, 0, 0, 45047]
    api.world.passes(timedelta(minutes=1))
    assert await api.says(user.openid, "2") == 45015


async def test_opening_an_address_opens_nothing(api: Api, user: User) -> None:
    await user.follows()
    api.world.passes(timedelta(minutes=1))
    await user.views("https://station.example/hours")
    assert await api.says(user.openid, "1") == 45015


async def test_of_two_windows_the_short_one_is_used_first(api: Api, user: User) -> None:
    await user.follows()
    await user.writes("您好")
    assert [await api.says(user.openid, "1") for _ in range(3)] == [0, 0, 0]
    api.world.passes(timedelta(minutes=1))
    assert [await api.says(user.openid, "2") for _ in range(6)] == [0, 0, 0, 0, 0, 45047]


async def test_the_press_of_a_menu_counts_as_a_click(api: Api, user: User) -> None:
    await user.follows()
    body = {"touser": user.openid, "msgtype": "msgmenu", "msgmenu": MENU}
    assert await api.code("message/custom/send", body) == 0
    assert user.shown[-1].items == (("5", "非常满意"), ("4", "满意"))
    api.world.passes(timedelta(minutes=5))
    await user.presses("满意")
    assert [await api.says(user.openid, "1") for _ in range(4)] == [0, 0, 0, 45047]
    api.world.passes(timedelta(minutes=1))
    assert await api.says(user.openid, "2") == 45015


async def test_who_has_left_gets_nothing(api: Api, user: User) -> None:
    await user.follows()
    await user.writes("您好")
    await user.unfollows()
    assert await api.says(user.openid, "1") == 45015
    assert await api.says("o-nobody", "1") == 40003


@pytest.mark.parametrize(
    ("content", "code"),
    [("字" * 682, 0), ("字" * 683, 45002), ("", 44004), ("a" * 2048, 0), ("a" * 2049, 45002)],
)
async def test_a_text_has_at_most_2048_bytes(api: Api, user: User, content: str, code: int) -> None:
    await user.follows()
    assert await api.says(user.openid, content) == code
    assert user.windows.left(api.world.now) == (3 if code else 2)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"msgtype": "poem", "poem": {}}, 40008),
        ({"msgtype": "text"}, 44002),
        ({"msgtype": "image", "image": {"media_id": "none"}}, 40007),
        ({"msgtype": "msgmenu", "msgmenu": {"head_content": "空", "list": []}}, 40035),
        ({"msgtype": "msgmenu", "msgmenu": {"list": [{"id": "1"}]}}, 40035),
        ({"msgtype": "msgmenu", "msgmenu": {**MENU, "head_content": "字" * 700}}, 45002),
    ],
)
async def test_what_is_not_whole_is_refused(
    api: Api, user: User, body: dict[str, object], code: int
) -> None:
    await user.follows()
    assert await api.code("message/custom/send", {"touser": user.openid, **body}) == code
    assert user.shown == []


async def test_unknown_fields_and_escaped_characters_are_noted(api: Api, user: User) -> None:
    await user.follows()
    text = {"content": "您好", "colour": "red"}
    await api.post("message/custom/send", {"touser": user.openid, "msgtype": "text", "text": text})
    token = (await api.token())["access_token"]
    body = f'{{"touser": "{user.openid}", "msgtype": "text", "text": {{"content": "\\u60a8"}}}}'
    address = api.address("message/custom/send")
    await api.client.post(address, params={"access_token": token}, content=body)
    colour, escaped = api.world.violations()
    assert ".text.colour" in colour
    assert "escaped" in escaped


async def test_typing_lasts_until_the_next_message_or_fifteen_seconds(api: Api, user: User) -> None:
    typing = {"touser": user.openid, "command": "Typing"}
    await user.follows()
    await user.writes("您好")
    codes = [await api.code("message/custom/typing", typing) for _ in range(2)]
    seen = [user.typing]
    await api.says(user.openid, "在")
    seen.append(user.typing)
    codes.append(await api.code("message/custom/typing", typing))
    api.world.passes(timedelta(seconds=15))
    assert codes == [0, 45081, 0]
    assert [*seen, user.typing] == [True, False, False]
    assert await api.code("message/custom/typing", {**typing, "command": "Sing"}) == 45072
    api.world.passes(timedelta(seconds=16))
    assert await api.code("message/custom/typing", typing) == 45080


async def test_pictures_go_out_by_their_media_id_for_three_days(api: Api, user: User) -> None:
    token = (await api.token())["access_token"]
    sent = await api.client.post(
        api.address("media/upload"),
        params={"access_token": token, "type": "image"},
        files={"media": ("qr.png", b"picture")},
    )
    image = {"media_id": sent.json()["media_id"]}
    body = {"touser": user.openid, "msgtype": "image", "image": image}
    await user.follows()
    assert await api.code("message/custom/send", body) == 0
    assert user.shown[-1].content == b"picture"
    api.world.passes(timedelta(days=3))
    await user.follows()
    assert await api.code("message/custom/send", body) == 40007


async def test_unverified_accounts_may_not_and_quotas_end(
    api: Api, account: OfficialAccount, user: User
) -> None:
    await user.follows()
    account.verified = False
    assert await api.says(user.openid, "1") == 48001
    account.verified = True
    account.quotas.daily["message/custom/send"] = 1
    assert await api.says(user.openid, "1") == 0
    assert await api.says(user.openid, "2") == 45009
    assert await api.code("clear_quota", {"appid": account.app_id}) == 0
    assert await api.says(user.openid, "3") == 0
    api.world.passes(timedelta(days=1))
    await user.writes("您好")
    assert await api.says(user.openid, "4") == 0
