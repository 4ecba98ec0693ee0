"""What an Official Account's API serves, and the small calls."""

from collections.abc import Mapping
from typing import Final

from tests.weixin.server.calls import Answer, Call, Route
from tests.weixin.server.errors import OK, Json, Refusal
from tests.weixin.server.official import codes, menus, messages, notices
from tests.weixin.server.official.account import OfficialAccount
from tests.weixin.server.tokens import OVERLAP

STABLE: Final = {"grant_type": str, "appid": str, "secret": str, "force_refresh": bool}
ADDRESSES: Final = ["127.0.0.1", "127.0.0.2"]


def _secret(account: OfficialAccount, asked: Mapping[str, object]) -> None:
    if asked.get("grant_type") != "client_credential":
        raise Refusal(40002)
    if asked.get("secret") != account.app_secret:
        raise Refusal(40125)


def _stable(account: OfficialAccount, call: Call) -> Json:
    _secret(account, call.body)
    now = account.world.now
    if call.body.get("force_refresh"):
        return account.stable.forced(now).answer(now)
    return account.stable.lasting(now, early=OVERLAP).answer(now)


def _plain(account: OfficialAccount, call: Call) -> Json:
    _secret(account, call.query)
    account.world.violated("cgi-bin/token was used: its tokens void each other")
    return account.plain.another(account.world.now).answer(account.world.now)


def _ticket(account: OfficialAccount, call: Call) -> Json:
    if call.query.get("type") not in {"jsapi", "wx_card"}:
        raise Refusal(40035)
    ticket = account.ticket.lasting(account.world.now)
    left = ticket.left(account.world.now)
    return {**OK, "ticket": ticket.value, "expires_in": left}


def _person(account: OfficialAccount, call: Call) -> Json:
    user = account.follower(call.query.get("openid", ""))
    if user.follows_since is None:
        return {"subscribe": 0, "openid": user.openid}
    said: Json = {"subscribe": 1, "openid": user.openid, "nickname": "", "language": "zh_CN"}
    said |= {"subscribe_time": int(user.follows_since.timestamp()), "remark": "", "groupid": 0}
    way = "ADD_SCENE_QR_CODE" if user.scene else "ADD_SCENE_SEARCH"
    return said | {"tagid_list": [], "subscribe_scene": way, "qr_scene_str": user.scene}


def _addresses(account: OfficialAccount, call: Call) -> Json:
    del account, call
    return {"ip_list": ADDRESSES}


def _clear(account: OfficialAccount, call: Call) -> Json:
    if call.body.get("appid") != account.app_id:
        raise Refusal(40013)
    if account.quotas.clears <= 0:
        raise Refusal(45009)
    account.quotas.clears -= 1
    account.quotas.used.clear()
    return OK


def _upload(account: OfficialAccount, call: Call) -> Answer:
    return account.media.upload(call)


def _fetch(account: OfficialAccount, call: Call) -> Answer:
    """A medium; of a video, where it lies."""
    medium = account.media.find(call.query.get("media_id", ""))
    if medium.kind == "video":
        return {"video_url": account.media.serve(medium.content, "mp4")}
    return account.media.fetch(call)


OPEN: Final[Mapping[str, Route]] = {
    "stable_token": Route(_stable, shape=STABLE, token=False),
    "token": Route(_plain, "GET", token=False),
}
ROUTES: Final[Mapping[str, Route]] = {
    "message/custom/send": Route(messages.send, shape=messages.SEND, verified=True),
    "message/custom/typing": Route(messages.typing, shape=messages.TYPE, verified=True),
    "message/template/send": Route(notices.send, shape=notices.SEND, verified=True),
    "message/subscribe/bizsend": Route(notices.bizsend, shape=notices.BIZSEND, verified=True),
    "template/get_all_private_template": Route(notices.listed, "GET", verified=True),
    "wxaapi/newtmpl/gettemplate": Route(notices.consentable, "GET", verified=True),
    "menu/create": Route(menus.create, shape=menus.SHAPE, verified=True),
    "menu/get": Route(menus.get, "GET", verified=True),
    "menu/delete": Route(menus.delete, "GET", verified=True),
    "qrcode/create": Route(codes.create, shape=codes.SHAPE, verified=True),
    "media/upload": Route(_upload),
    "media/get": Route(_fetch, "GET"),
    "user/info": Route(_person, "GET", verified=True),
    "ticket/getticket": Route(_ticket, "GET"),
    "get_api_domain_ip": Route(_addresses, "GET"),
    "getcallbackip": Route(_addresses, "GET"),
    "clear_quota": Route(_clear, shape={"appid": str}),
}
