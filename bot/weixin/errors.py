"""What WeChat and WeCom say no with, as one table of their codes.

Codes are those of the pages "全局返回码" (Official Accounts) and "全局错误码" (WeCom); what both
use is in both about the same thing. 40200 stands on no page: an account gets it that is of a kind
to which menus of answers are not given (test accounts, subscription accounts).
"""

from enum import IntEnum
from typing import Final

LONGEST_SAID: Final = 300


class ApiError(Exception):
    """WeChat or WeCom refused a call: its errcode and errmsg."""

    def __init__(self, code: int, said: str) -> None:
        super().__init__(code, said)
        self.code, self.said = code, said[:LONGEST_SAID]

    def __str__(self) -> str:
        return f"{self.code} {self.said}"


class Unreached(Exception):
    """No answer that can be read: the network, the time, their server, something in between. It
    is not known whether the call was done."""


class TooLarge(Exception):
    """A file has more bytes than are taken."""


class Errcode(IntEnum):
    BUSY = -1
    INVALID_CREDENTIAL = 40001
    NO_SUCH_USER = 40003
    BAD_MEDIA_TYPE = 40004
    BAD_FILE_SIZE = 40006
    NO_SUCH_MEDIA = 40007
    BAD_MESSAGE_TYPE = 40008
    BAD_IMAGE_SIZE = 40009
    NO_SUCH_ACCOUNT = 40013
    INVALID_TOKEN = 40014
    BAD_PARAMETER = 40035
    NO_SUCH_TEMPLATE = 40037
    NO_SUCH_AGENT = 40056
    WRONG_SECRET = 40125
    ADDRESS_NOT_LISTED = 40164
    KIND_OF_ACCOUNT = 40200
    SECRET_FROZEN = 40243
    TOKEN_MISSING = 41001
    TOKEN_EXPIRED = 42001
    NOT_A_FOLLOWER = 43004
    BLACKLISTED = 43019
    NOT_CONSENTED = 43101
    NOTICES_BANNED = 43107
    TOO_LONG = 45002
    USED_UP = 45009
    TOO_OFTEN = 45011
    WINDOW_CLOSED = 45015
    TOO_MANY_AT_ONCE = 45033
    COUNT_USED_UP = 45047
    BAD_TYPING = 45072
    NO_RECENT_CONTACT = 45080
    TYPING_ALREADY = 45081
    NO_MENU = 46003
    BAD_FORMAT = 47001
    BAD_TEMPLATE_FIELD = 47003
    NOT_AUTHORISED = 48001
    NOT_ALLOWED = 48002
    BANNED = 48004
    USER_LIMITED = 50002
    NO_RIGHT_TO_MEMBER = 60011
    ADDRESS_NOT_TRUSTED = 60020
    NO_SUCH_MEMBER = 60111
    NOBODY_OF_THEM = 81013
    NOBODY_REACHABLE = 82001
    BAD_CHAT_ID = 86001
    NO_SUCH_CHAT = 86003
    CHAT_EXISTS = 86215
    ADDRESS_TO_CONFIRM = 89503
    NO_SUCH_ROBOT = 93000
    WRONG_APP = 301002


REFUSED_TOKENS: Final = frozenset(
    {Errcode.INVALID_CREDENTIAL, Errcode.INVALID_TOKEN, Errcode.TOKEN_EXPIRED}
)
"""Another token may be taken, and nothing has been done yet."""

SHUT_OUT: Final = REFUSED_TOKENS | {
    Errcode.NO_SUCH_ACCOUNT, Errcode.NO_SUCH_AGENT, Errcode.WRONG_SECRET, Errcode.WRONG_APP,
    Errcode.TOKEN_MISSING, Errcode.SECRET_FROZEN, Errcode.ADDRESS_NOT_LISTED,
    Errcode.ADDRESS_NOT_TRUSTED, Errcode.ADDRESS_TO_CONFIRM,
}  # fmt: skip
"""The account as a whole is not let in, whatever it asks for, until somebody has acted."""

PLAINLY: Final[dict[int, str]] = {
    Errcode.BUSY: "微信系统繁忙",
    Errcode.INVALID_CREDENTIAL: "接口凭证无效",
    Errcode.NO_SUCH_USER: "找不到这个用户",
    Errcode.BAD_MEDIA_TYPE: "文件类型不被接受",
    Errcode.BAD_FILE_SIZE: "文件太大或太小",
    Errcode.NO_SUCH_MEDIA: "文件已过期",
    Errcode.BAD_MESSAGE_TYPE: "消息类型不被接受",
    Errcode.BAD_IMAGE_SIZE: "图片太大或太小",
    Errcode.NO_SUCH_ACCOUNT: "账号不存在",
    Errcode.INVALID_TOKEN: "接口凭证无效",
    Errcode.BAD_PARAMETER: "内容的格式不被接受",
    Errcode.NO_SUCH_TEMPLATE: "没有这个模板",
    Errcode.NO_SUCH_AGENT: "没有这个应用",
    Errcode.WRONG_SECRET: "接口密钥不对",
    Errcode.ADDRESS_NOT_LISTED: "服务器不在 IP 白名单里",
    Errcode.KIND_OF_ACCOUNT: "这类账号不能发菜单消息",
    Errcode.SECRET_FROZEN: "接口密钥已被冻结",
    Errcode.TOKEN_MISSING: "接口凭证无效",
    Errcode.TOKEN_EXPIRED: "接口凭证已过期",
    Errcode.NOT_A_FOLLOWER: "对方没有关注公众号",
    Errcode.BLACKLISTED: "对方在公众号的黑名单里",
    Errcode.NOT_CONSENTED: "对方没有订阅这个通知，或已经用过",
    Errcode.NOTICES_BANNED: "订阅通知的能力被封禁",
    Errcode.TOO_LONG: "内容太长",
    Errcode.USED_UP: "接口次数已用完",
    Errcode.TOO_OFTEN: "发得太快",
    Errcode.WINDOW_CLOSED: "对方超过 48 小时没有来消息，或已取消关注",
    Errcode.TOO_MANY_AT_ONCE: "发得太快",
    Errcode.COUNT_USED_UP: "对方再来消息之前，能发的条数已用完",
    Errcode.BAD_TYPING: "“正在输入”没有被接受",
    Errcode.NO_RECENT_CONTACT: "对方刚才没有来消息",
    Errcode.TYPING_ALREADY: "已经显示“正在输入”",
    Errcode.NO_MENU: "还没有菜单",
    Errcode.BAD_FORMAT: "内容的格式不被接受",
    Errcode.BAD_TEMPLATE_FIELD: "模板里有一项不被接受",
    Errcode.NOT_AUTHORISED: "账号没有这个接口的权限",
    Errcode.NOT_ALLOWED: "对方拒收，或没有这个接口的权限",
    Errcode.BANNED: "接口被封禁",
    Errcode.USER_LIMITED: "对方的账号受限",
    Errcode.NO_RIGHT_TO_MEMBER: "成员不在应用的可见范围里",
    Errcode.ADDRESS_NOT_TRUSTED: "服务器不在企业可信 IP 里",
    Errcode.NO_SUCH_MEMBER: "企业微信里没有这个成员",
    Errcode.NOBODY_OF_THEM: "成员都不在应用的可见范围里",
    Errcode.NOBODY_REACHABLE: "成员都不在应用的可见范围里",
    Errcode.BAD_CHAT_ID: "群聊编号不对",
    Errcode.NO_SUCH_CHAT: "群聊不存在",
    Errcode.CHAT_EXISTS: "群聊已经存在",
    Errcode.ADDRESS_TO_CONFIRM: "服务器的 IP 还要管理员确认",
    Errcode.NO_SUCH_ROBOT: "群里没有这个机器人",
    Errcode.WRONG_APP: "凭证不是这个应用的",
}
"""What the staff read of a refusal."""
OTHERWISE: Final = "回复“{said}”（{code}）"

CHECK_KEYS: Final = (
    "请核对 AppID 和 AppSecret（企业微信：企业 ID 和应用的 Secret）；重置过密钥就换成新的。"
)
VERIFY: Final = (
    "请到公众平台“设置与开发 → 接口权限”查看；客服消息、模板消息和菜单要经过微信认证的服务号。"
)
WHAT_TO_DO: Final[dict[int, str]] = {
    Errcode.BUSY: "请稍后再试。",
    Errcode.INVALID_CREDENTIAL: CHECK_KEYS,
    Errcode.NO_SUCH_ACCOUNT: "请核对 AppID（企业微信：企业 ID），注意大小写。",
    Errcode.INVALID_TOKEN: CHECK_KEYS,
    Errcode.NO_SUCH_TEMPLATE: "请到公众平台核对模板 ID；模板被删除后要重新添加。",
    Errcode.NO_SUCH_AGENT: "请在企业微信管理后台“应用管理”里核对 AgentId。",
    Errcode.WRONG_SECRET: CHECK_KEYS,
    Errcode.ADDRESS_NOT_LISTED: (
        "请到公众平台“设置与开发 → 开发接口管理 → IP 白名单”里加上服务器的公网 IP。"
    ),
    Errcode.KIND_OF_ACCOUNT: "测试号和订阅号不能发菜单消息，评价改用数字；请换用认证的服务号。",
    Errcode.SECRET_FROZEN: "请到公众平台“开发接口管理”里解冻 AppSecret。",
    Errcode.TOKEN_EXPIRED: CHECK_KEYS,
    Errcode.NOTICES_BANNED: "请到公众平台“通知中心”查看封禁的原因。",
    Errcode.USED_UP: (
        "公众号当天的次数到零点恢复，也可在公众平台清零；企业微信过一分钟或一小时恢复。"
    ),
    Errcode.TOO_OFTEN: "请过一分钟再试。",
    Errcode.TOO_MANY_AT_ONCE: "请过一分钟再试。",
    Errcode.NO_MENU: "请运行 station wechat menu push。",
    Errcode.BAD_TEMPLATE_FIELD: "请核对模板的字段和长度，微信的回复里写着是哪一项。",
    Errcode.NOT_AUTHORISED: VERIFY,
    Errcode.NOT_ALLOWED: "请在企业微信管理后台给应用开通这个接口。",
    Errcode.BANNED: "请到公众平台“通知中心”查看封禁的原因。",
    Errcode.NO_RIGHT_TO_MEMBER: (
        "请在企业微信管理后台把应用的可见范围设为整个企业（根部门），建群也要这样。"
    ),
    Errcode.ADDRESS_NOT_TRUSTED: (
        "请在企业微信管理后台“应用管理 → 这个应用 → 企业可信 IP”里加上服务器的公网 IP。"
    ),
    Errcode.NO_SUCH_MEMBER: "请在企业微信通讯录里核对成员账号，再让他重新绑定。",
    Errcode.NOBODY_OF_THEM: "请在企业微信管理后台把这些成员加进应用的可见范围。",
    Errcode.NOBODY_REACHABLE: "请在企业微信管理后台把这些成员加进应用的可见范围。",
    Errcode.NO_SUCH_CHAT: "请运行 station wecom room 重新建群。",
    Errcode.CHAT_EXISTS: "请再运行一次 station wecom room。",
    Errcode.ADDRESS_TO_CONFIRM: "请公众号管理员在微信里确认这个 IP，或把它加进 IP 白名单。",
    Errcode.NO_SUCH_ROBOT: "请在群里重新添加消息推送，换上新的 STATION_WECOM_ROBOT。",
    Errcode.WRONG_APP: "请核对 AgentId 和 Secret 是不是同一个应用的。",
}
"""What whoever keeps the server can do about it, where anything can be done."""
ASK_SUPPORT: Final = "微信的说明是“{said}”，请照着处理。"


def remedy(error: ApiError) -> str:
    """What whoever keeps the server can do."""
    return WHAT_TO_DO.get(error.code) or ASK_SUPPORT.format(said=error.said)


def plainly(error: ApiError) -> str:
    """A few words for the staff instead of the code."""
    return PLAINLY.get(error.code) or OTHERWISE.format(said=error.said, code=error.code)
