"""How both platforms say no: a code and words, under HTTP 200."""

from typing import Any, Final, TypeAlias

Json: TypeAlias = dict[str, Any]

OK: Final[Json] = {"errcode": 0, "errmsg": "ok"}

WORDS: Final = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40003: "invalid openid",
    40004: "invalid media type",
    40006: "invalid media size",
    40007: "invalid media_id",
    40008: "invalid message type",
    40013: "invalid appid",
    40014: "invalid access_token",
    40016: "invalid button size",
    40017: "invalid button type",
    40018: "invalid button name size",
    40019: "invalid button key size",
    40020: "invalid button url size",
    40023: "invalid sub button size",
    40025: "invalid sub button name size",
    40031: "invalid userid list",
    40035: "invalid parameter",
    40037: "invalid template_id",
    40052: "invalid action name",
    40053: "invalid action info",
    40056: "invalid agentid",
    40058: "invalid parameter",
    40125: "invalid appsecret",
    40164: "invalid ip {ip}, not in whitelist",
    41001: "access_token missing",
    41005: "media data missing",
    42001: "access_token expired",
    42014: "taskid has existed or empty or exceed max len",
    43002: "require POST method",
    43004: "require subscribe",
    43101: "user refuse to accept the msg",
    44002: "empty post data",
    44004: "empty content",
    45002: "content size out of limit",
    45009: "reach max api daily quota limit",
    45015: "response out of time limit or subscription is canceled",
    45047: "out of response count limit",
    45072: "invalid command",
    45080: "can not send typing without a message of the last 30 seconds",
    45081: "typing already set",
    46003: "menu no exist",
    47001: "data format error",
    47003: "argument invalid! data.{field}.value invalid",
    48001: "api unauthorized",
    60011: "no privilege to access/modify contact/party/agent",
    60020: "not allow to access from your ip, from ip: {ip}",
    60111: "userid not found",
    81013: "user & party & tag all invalid",
    86001: "invalid chatid",
    86003: "chatid not exist",
    86004: "invalid chat name",
    86005: "invalid chat owner",
    86006: "invalid chat member count",
    86008: "chat is not created by this agent",
    86215: "chatid already exist",
    86216: "invalid chat member",
    93000: "invalid webhook url",
    72024: "response_code is invalid, used or expired",
}


class Refusal(Exception):
    """The platform's no, as it stands in the answer."""

    def __init__(self, errcode: int, **values: str) -> None:
        super().__init__(errcode)
        self.errcode = errcode
        self.errmsg = WORDS.get(errcode, "error").format(**values)

    def json(self) -> Json:
        return {"errcode": self.errcode, "errmsg": self.errmsg}


class Misused(Exception):
    """A test asked for what no person could do: to press a button that is not there."""
