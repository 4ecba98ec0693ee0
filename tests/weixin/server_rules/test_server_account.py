"""The menu, the codes with a scene, media, and the small calls."""

import copy
from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.weixin.server.official.account import OfficialAccount
from tests.weixin.server_rules.calling import Api

pytestmark = pytest.mark.asyncio

CLICK = {"type": "click", "name": "办事进度", "key": "progress"}
VIEW = {"type": "view", "name": "服务时间", "url": "https://station.example/hours"}
MENU: dict[str, Any] = {"button": [CLICK, {"name": "更多", "sub_button": [VIEW, CLICK]}]}


def menu(*path: str | int, value: object) -> dict[str, Any]:
    """The menu with one thing changed."""
    changed: Any = copy.deepcopy(MENU)
    part = changed
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    found: dict[str, Any] = changed
    return found


async def test_a_menu_is_kept_until_it_is_deleted(api: Api) -> None:
    assert (await api.get("menu/get"))["errcode"] == 46003
    assert await api.code("menu/create", MENU) == 0
    kept = (await api.get("menu/get"))["menu"]["button"]
    assert [one["name"] for one in kept] == ["办事进度", "更多"]
    assert (await api.get("menu/delete"))["errcode"] == 0
    assert (await api.get("menu/get"))["errcode"] == 46003


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (menu("button", value=[CLICK] * 4), 40016),
        (menu("button", value=[]), 40016),
        (menu("button", 0, "name", value="字" * 6), 40018),
        (menu("button", 0, "key", value="k" * 129), 40019),
        (menu("button", 0, "type", value="dance"), 40017),
        (menu("button", 1, "sub_button", value=[CLICK] * 6), 40023),
        (menu("button", 1, "sub_button", 0, "name", value="字" * 21), 40025),
        (menu("button", 1, "sub_button", 0, "url", value="https://a/" + "b" * 1024), 40020),
    ],
)
async def test_a_menu_has_limits(api: Api, changed: dict[str, Any], code: int) -> None:
    assert await api.code("menu/create", changed) == code


async def test_what_the_phone_shortens_is_noted(api: Api) -> None:
    assert await api.code("menu/create", menu("button", 0, "name", value="我的进度x")) == 0
    assert len(api.world.violations()) == 1


async def test_a_code_leads_its_scanner_to_follow_with_its_scene(
    api: Api, account: OfficialAccount, client: httpx.AsyncClient
) -> None:
    scene = {"scene": {"scene_str": "HY"}}
    made = await api.post(
        "qrcode/create", {"action_name": "QR_LIMIT_STR_SCENE", "action_info": scene}
    )
    assert "expire_seconds" not in made
    drawn = await client.get(api.address("showqrcode"), params={"ticket": made["ticket"]})
    assert drawn.content.startswith(b"\xff\xd8")
    user = account.user("覃晓燕")
    await user.scans("HY")
    person = await api.get("user/info", openid=user.openid)
    assert (person["subscribe"], person["qr_scene_str"]) == (1, "HY")
    await user.unfollows()
    assert await api.get("user/info", openid=user.openid) == {
        "subscribe": 0,
        "openid": user.openid,
    }
    assert (await api.get("user/info", openid="o-nobody"))["errcode"] == 40003


@pytest.mark.parametrize(
    ("kind", "scene", "seconds", "code"),
    [
        ("QR_SCENE", {"scene_id": 2**32}, 60, 40053),
        ("QR_SCENE", {"scene_id": 1}, 2_592_001, 40035),
        ("QR_STR_SCENE", {"scene_str": "a" * 65}, 60, 40053),
        ("QR_STR_SCENE", {"scene_str": ""}, 60, 40053),
        ("QR_LIMIT_SCENE", {"scene_id": 100_001}, None, 40053),
        ("QR_PAINTED", {"scene_id": 1}, 60, 40052),
        ("QR_STR_SCENE", {"scene_str": "HY"}, 2_592_000, 0),
    ],
)
async def test_codes_have_limits(
    api: Api, kind: str, scene: dict[str, object], seconds: int | None, code: int
) -> None:
    body: dict[str, Any] = {"action_name": kind, "action_info": {"scene": scene}}
    body |= {"expire_seconds": seconds} if seconds else {}
    assert await api.code("qrcode/create", body) == code


async def test_permanent_codes_run_out(api: Api, account: OfficialAccount) -> None:
    account.quotas.permanent_codes = 1
    scene = {"scene": {"scene_str": "HY"}}
    body = {"action_name": "QR_LIMIT_STR_SCENE", "action_info": scene}
    assert [await api.code("qrcode/create", body) for _ in range(2)] == [0, 45009]


async def test_what_a_person_sent_can_be_fetched_for_three_days(
    api: Api, account: OfficialAccount, client: httpx.AsyncClient
) -> None:
    user = account.user("覃晓燕")
    await user.follows()
    await user.sends_image(b"photo of a gauge")
    (kept,) = account.media.ids()
    fetched = await api.asked("media/get", media_id=kept)
    assert fetched.content == b"photo of a gauge"
    assert "photo.jpg" in fetched.headers["content-disposition"]
    address = account.media.serve(b"photo of a gauge", "jpg")
    assert (await client.get(address)).content == b"photo of a gauge"
    api.world.passes(timedelta(days=3))
    assert (await api.asked("media/get", media_id=kept)).json()["errcode"] == 40007


async def test_a_video_is_fetched_where_the_answer_says(
    api: Api, account: OfficialAccount, client: httpx.AsyncClient
) -> None:
    media_id = account.media.keep("video.mp4", "video", b"a video")
    where = (await api.get("media/get", media_id=media_id))["video_url"]
    assert (await client.get(where)).content == b"a video"


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [("image", b"abc", 40006), ("thumb", b"a" * 65537, 40006), ("poem", b"roses", 40004)],
)
async def test_uploads_have_limits(api: Api, kind: str, content: bytes, code: int) -> None:
    token = (await api.token())["access_token"]
    query, files = {"access_token": token, "type": kind}, {"media": ("a.jpg", content)}
    sent = await api.client.post(api.address("media/upload"), params=query, files=files)
    assert sent.json()["errcode"] == code


async def test_the_ticket_for_pages_is_the_same_during_its_life(api: Api) -> None:
    first = await api.get("ticket/getticket", type="jsapi")
    assert (first["errcode"], first["expires_in"]) == (0, 7200)
    api.world.passes(timedelta(seconds=7199))
    assert (await api.get("ticket/getticket", type="jsapi"))["ticket"] == first["ticket"]
    api.world.passes(timedelta(seconds=1))
    assert (await api.get("ticket/getticket", type="jsapi"))["ticket"] != first["ticket"]
