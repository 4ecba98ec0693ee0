"""Sealed texts that were published, with what opens them and what they hold.

The first two are the samples that come with WeCom's own libraries, the third that of the Official
Accounts' Java library (which names no signature), the fourth stands in wechatpy's tests.
"""

from dataclasses import dataclass
from typing import Final

from bot.weixin.sealing import Keys


@dataclass(frozen=True, slots=True)
class Published:
    keys: Keys
    timestamp: str
    nonce: str
    signature: str
    sealed: str
    holds: str


_CORP: Final = Keys("QDG6eK", "wx5823bf96d3bd56c7", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C")

ADDRESS_CHECK: Final = Published(
    _CORP, "1409659589", "263014780", "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
    "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==",
    "1616140317555161061",
)  # fmt: skip
MESSAGE: Final = Published(
    _CORP, "1409659813", "1372623149", "477715d11cdb4164915debcba66cb864d751f3e6",
    "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUp"
    "j911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue"
    "06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+"
    "3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH"
    "27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8"
    "R07+qN+E7Q==",
    "<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>\n"
    "<FromUserName><![CDATA[mycreate]]></FromUserName>\n"
    "<CreateTime>1409659813</CreateTime>\n"
    "<MsgType><![CDATA[text]]></MsgType>\n"
    "<Content><![CDATA[hello]]></Content>\n"
    "<MsgId>4561255354251345929</MsgId>\n"
    "<AgentID>218</AgentID>\n"
    "</xml>",
)  # fmt: skip
JAVA: Final = Published(
    Keys("pamtest", "wxb11529c136998cb6", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"),
    "1409304348", "xxxxxx", "",
    "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==",
    "我是中文abcd123",
)  # fmt: skip
WECHATPY: Final = Published(
    Keys("123456", "wx49f0ab532d5d035a", "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR"),
    "1411443780", "437374425", "dd6b9c95b495b3f7e2901bfbc76c664930ffdb96",
    "4ByGGj+sVCYcvGeQYhaKIk1o0pQRNbRjxybjTGblXrBaXlTXeOo1+bXFXDQQb1o6co6Yh9Bv41n7hOchLF6p+Q==",
    "5927782489442352469",
)  # fmt: skip
SIGNED: Final = (ADDRESS_CHECK, MESSAGE, WECHATPY)
EVERY: Final = (*SIGNED, JAVA)

PLAINLY_SIGNED: Final = ("AAAAA", "1714037059", "486452656",
                         "899cf89e464efb63f54ddac96b0a0a235f53aa78")  # fmt: skip
"""Token, timestamp, nonce, signature: the example of the platform's page on encryption."""
