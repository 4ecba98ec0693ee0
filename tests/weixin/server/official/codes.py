"""Codes with a scene (Official Account: qrcode/create, showqrcode)."""

import io
from typing import Final

import segno
from PIL import Image

from tests.weixin.server.calls import Call
from tests.weixin.server.errors import Json, Refusal
from tests.weixin.server.official.account import OfficialAccount

LONGEST: Final = 2_592_000
SHORTEST: Final = 60
SCENES: Final = {
    "QR_SCENE": ("scene_id", 2**32 - 1),
    "QR_STR_SCENE": ("scene_str", 64),
    "QR_LIMIT_SCENE": ("scene_id", 100_000),
    "QR_LIMIT_STR_SCENE": ("scene_str", 64),
}
SHAPE: Final = {
    "expire_seconds": int,
    "action_name": str,
    "action_info": {"scene": {"scene_id": int, "scene_str": str}},
}


def _scene(call: Call) -> str:
    name, most = SCENES[call.body["action_name"]]
    info = call.body.get("action_info")
    scene = info.get("scene", {}).get(name) if isinstance(info, dict) else None
    if name == "scene_id" and isinstance(scene, int) and 1 <= scene <= most:
        return str(scene)
    if name == "scene_str" and isinstance(scene, str) and 1 <= len(scene) <= most:
        return scene
    raise Refusal(40053)


def create(account: OfficialAccount, call: Call) -> Json:
    if call.body.get("action_name") not in SCENES:
        raise Refusal(40052)
    scene, seconds = _scene(call), call.body.get("expire_seconds", SHORTEST)
    lasting = "LIMIT" in call.body["action_name"]
    if not lasting and not (isinstance(seconds, int) and 0 < seconds <= LONGEST):
        raise Refusal(40035)
    if lasting:
        if account.quotas.permanent_codes <= 0:
            raise Refusal(45009)
        account.quotas.permanent_codes -= 1
    ticket = f"gQ{account.world.number}-{account.world.count()}{'A' * 60}=="
    url = f"http://weixin.qq.com/q/{ticket[:24].strip('=')}"
    account.codes[ticket] = scene
    account.world.registry.files[ticket] = _drawn(url)
    answer: Json = {"ticket": ticket, "url": url}
    return answer if lasting else {**answer, "expire_seconds": seconds}


def _drawn(url: str) -> bytes:
    picture, jpeg = io.BytesIO(), io.BytesIO()
    segno.make(url, error="m").save(picture, kind="png", scale=10, border=4)
    Image.open(picture).convert("RGB").save(jpeg, "JPEG")
    return jpeg.getvalue()
