"""Pushes in the form of the platform's pages, one of each kind, and what happened by each."""

from datetime import UTC, datetime
from typing import Final

from bot.channels.wechat.happenings import (
    Answer,
    Clicked,
    Consent,
    Followed,
    Happening,
    Kind,
    Left,
    Located,
    Notice,
    NoticeSent,
    Other,
    Scanned,
    Spot,
    TemplateSent,
    Viewed,
    Written,
)

OPENID: Final = "otFpruAK8D-E6EfStSYonYSBZ8_4"
ACCOUNT: Final = "gh_123456789abc"
SECONDS: Final = 1_790_000_000
AT: Final = datetime.fromtimestamp(SECONDS, UTC)
STICKER: Final = "【收到不支持的消息类型，暂无法显示】"
MESSAGE: Final = "23744186853162519"


def pushed(kind: str, content: str, *, id: str = MESSAGE, at: int = SECONDS) -> bytes:
    """A message of OPENID to ACCOUNT; without an id, as events are."""
    number = f"<MsgId>{id}</MsgId>" if id else ""
    return (
        f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName>\n"
        f"<FromUserName><![CDATA[{OPENID}]]></FromUserName>\n<CreateTime>{at}</CreateTime>\n"
        f"<MsgType><![CDATA[{kind}]]></MsgType>\n{content}{number}</xml>"
    ).encode()


def event(name: str, content: str = "", *, at: int = SECONDS) -> bytes:
    return pushed("event", f"<Event><![CDATA[{name}]]></Event>{content}", id="", at=at)


def _notices(which: str, *lists: str) -> str:
    inner = "".join(f"<List>{one}</List>" for one in lists)
    return f"<SubscribeMsg{which}Event>{inner}</SubscribeMsg{which}Event>"


def _said(template: str, answer: str) -> str:
    return (
        f"<TemplateId><![CDATA[{template}]]></TemplateId>"
        f"<SubscribeStatusString><![CDATA[{answer}]]></SubscribeStatusString>"
    )


RECORDED: Final = {
    "text": pushed("text", "<Content><![CDATA[我们有3块压力表要检定]]></Content>"),
    "empty": pushed("text", "<Content></Content>"),
    "spaced": pushed("text", "<Content><![CDATA[ 一\n二 ]]></Content>"),
    "cdata": pushed("text", "<Content><![CDATA[a]]]]><![CDATA[>b]]></Content>"),
    "sticker": pushed("text", f"<Content><![CDATA[{STICKER}]]></Content>"),
    "menu": pushed(
        "text", "<Content><![CDATA[满意]]></Content><bizmsgmenuid>17:yes</bizmsgmenuid>"
    ),
    "image": pushed(
        "image",
        "<PicUrl><![CDATA[http://mmbiz.qpic.cn/1]]></PicUrl><MediaId><![CDATA[m-1_x]]></MediaId>",
    ),
    "voice": pushed("voice", "<MediaId>v1</MediaId><Format>amr</Format>"),
    "recognised": pushed(
        "voice",
        "<MediaId>v2</MediaId><Format>speex</Format><Recognition><![CDATA[电梯年检。]]></Recognition>",
    ),
    "video": pushed("video", "<MediaId>d1</MediaId><ThumbMediaId>t1</ThumbMediaId>"),
    "shortvideo": pushed("shortvideo", "<MediaId>d2</MediaId><ThumbMediaId>t2</ThumbMediaId>"),
    "location": pushed(
        "location",
        "<Location_X>30.554812</Location_X><Location_Y>114.218093</Location_Y><Scale>15</Scale>"
        "<Label><![CDATA[汉阳区四新大道26号]]></Label>",
    ),
    "link": pushed(
        "link",
        "<Title><![CDATA[检定规程]]></Title><Description><![CDATA[压力表]]></Description>"
        "<Url><![CDATA[https://example.com/a?b=1&c=2]]></Url>",
    ),
    "file": pushed(
        "file",
        "<Title><![CDATA[证书.pdf]]></Title><Description></Description><FileKey>k</FileKey>"
        "<FileMd5>d41d8cd98f00b204e9800998ecf8427e</FileMd5><FileTotalLen>382114</FileTotalLen>",
    ),
    "unknown": pushed("miniprogrampage", "<Title>x</Title><AppId>wx1</AppId>"),
    "subscribe": event("subscribe", "<EventKey></EventKey>"),
    "subscribe_scene": event(
        "subscribe", "<EventKey><![CDATA[qrscene_hy.1a2b]]></EventKey><Ticket>T</Ticket>"
    ),
    "subscribe_paid": event("subscribe", "<EventKey>last_trade_no_42</EventKey>"),
    "unsubscribe": event("unsubscribe", "<EventKey></EventKey>"),
    "scan": event("SCAN", "<EventKey><![CDATA[hy.1a2b]]></EventKey><Ticket>T</Ticket>"),
    "click": event("CLICK", "<EventKey><![CDATA[progress]]></EventKey>"),
    "view": event("VIEW", "<EventKey><![CDATA[https://example.com/]]></EventKey><MenuId>1</MenuId>"),
    "located": event(
        "LOCATION",
        "<Latitude>30.5</Latitude><Longitude>114.2</Longitude><Precision>119.3</Precision>",
    ),
    "template": event(
        "TEMPLATESENDJOBFINISH", "<MsgID>200163836</MsgID><Status><![CDATA[success]]></Status>"
    ),
    "template_blocked": event(
        "TEMPLATESENDJOBFINISH",
        "<MsgID>200163840</MsgID><Status><![CDATA[failed:user block]]></Status>",
    ),
    "consent": event(
        "subscribe_msg_popup_event", _notices("Popup", _said("T1", "accept"), _said("T2", "reject"))
    ),
    "taken_back": event(
        "subscribe_msg_change_event", _notices("Popup", _said("T1", "reject"))
    ),
    "taken_back_by_name": event(
        "subscribe_msg_change_event", _notices("Change", _said("T1", "reject"))
    ),
    "notice_sent": event(
        "subscribe_msg_sent_event",
        _notices(
            "Sent",
            "<TemplateId>T1</TemplateId><MsgID>1700827132819554304</MsgID>"
            "<ErrorCode>0</ErrorCode><ErrorStatus>success</ErrorStatus>",
        ),
    ),
    "other": event("MASSSENDJOBFINISH", "<MsgID>1</MsgID><Status>send success</Status>"),
}  # fmt: skip

_MESSAGE: Final = (f"m{MESSAGE}", OPENID, ACCOUNT, AT)
_EVENT: Final = ("", OPENID, ACCOUNT, AT)
_NOTICE: Final = Notice("T1", "1700827132819554304", 0, "success")

HAPPENED: Final[dict[str, Happening]] = {
    "text": Written(*_MESSAGE, Kind.TEXT, "我们有3块压力表要检定"),
    "empty": Written(*_MESSAGE, Kind.TEXT),
    "spaced": Written(*_MESSAGE, Kind.TEXT, " 一\n二 "),
    "cdata": Written(*_MESSAGE, Kind.TEXT, "a]]>b"),
    "sticker": Written(*_MESSAGE, Kind.UNKNOWN),
    "menu": Written(*_MESSAGE, Kind.TEXT, "满意", menu="17:yes"),
    "image": Written(*_MESSAGE, Kind.IMAGE, media="m-1_x"),
    "voice": Written(*_MESSAGE, Kind.VOICE, media="v1"),
    "recognised": Written(*_MESSAGE, Kind.VOICE, "电梯年检。", media="v2"),
    "video": Written(*_MESSAGE, Kind.VIDEO, media="d1"),
    "shortvideo": Written(*_MESSAGE, Kind.SHORTVIDEO, media="d2"),
    "location": Written(
        *_MESSAGE, Kind.LOCATION, spot=Spot(30.554812, 114.218093, "汉阳区四新大道26号")
    ),
    "link": Written(*_MESSAGE, Kind.LINK, "检定规程", url="https://example.com/a?b=1&c=2"),
    "file": Written(*_MESSAGE, Kind.FILE, name="证书.pdf", size=382114),
    "unknown": Written(*_MESSAGE, Kind.UNKNOWN),
    "subscribe": Followed(*_EVENT),
    "subscribe_scene": Followed(*_EVENT, "hy.1a2b"),
    "subscribe_paid": Followed(*_EVENT),
    "unsubscribe": Left(*_EVENT),
    "scan": Scanned(*_EVENT, "hy.1a2b"),
    "click": Clicked(*_EVENT, "progress"),
    "view": Viewed(*_EVENT, "https://example.com/"),
    "located": Located(*_EVENT),
    "template": TemplateSent(*_EVENT, "200163836", "success"),
    "template_blocked": TemplateSent(*_EVENT, "200163840", "failed:user block"),
    "consent": Consent(*_EVENT, (Answer("T1", True), Answer("T2", False))),
    "taken_back": Consent(*_EVENT, (Answer("T1", False),)),
    "taken_back_by_name": Consent(*_EVENT, (Answer("T1", False),)),
    "notice_sent": NoticeSent(*_EVENT, (_NOTICE,)),
    "other": Other(*_EVENT, "MASSSENDJOBFINISH"),
}
"""Without the ids of events, which are digests."""
