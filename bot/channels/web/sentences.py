"""What the web channel itself says to people: templates, with values by name."""

from typing import Final

TOO_LONG: Final = "内容超过{limit}字，请分成几条发送。"
EMPTY: Final = "没有内容，没有发送。"
UNREADABLE: Final = "这条内容没有看懂，请刷新页面再试。"
TOO_FAST: Final = "发得有点快，稍等几秒会自动发送。"
SLOW_DOWN: Final = "访问有点频繁，请{seconds}秒后再试。"

PICTURE_TOO_BIG: Final = "图片超过{megabytes}MB，请压缩后再发。"

OTHER_HOST: Final = "这个地址不在本服务的设置里。"
FOREIGN_PAGE: Final = "请求来自别的网站，已拒绝。请从服务站的页面操作。"
STALE_FORM: Final = "页面停留太久，请刷新后再试。"
TOO_MUCH: Final = "提交的内容太多了。"

NO_PAGE_TITLE: Final = "没有这个页面"
NO_PAGE: Final = "链接可能不完整，请重新从服务站给您的链接或二维码进入。"
NO_STATION: Final = "没有找到这个服务站，请核对链接，或重新扫描服务站的二维码。"
FAILED_TITLE: Final = "页面出了点问题"
FAILED: Final = "不是您的原因。请稍后再试，已发送的内容不会丢失。"
REFUSED_TITLE: Final = "没有办成"
LINK_USED_TITLE: Final = "这个链接不能用了"
LINK_USED: Final = "登录链接只能用一次，它已经用过、过期，或换了新的。请向站长要一个新的登录链接。"
RESUME_LOST: Final = (
    "这个链接不完整或已经过期。请从服务站的链接重新进入，凭手机号可以找回办理进度。"
)
SIGN_IN_FIRST_TITLE: Final = "请先登录"
SIGN_IN_FIRST: Final = "请用站长发给您的登录链接进入。没有链接，请向站长要一个。"
HEAD_ONLY_TITLE: Final = "只有站长能看这一页"
HEAD_ONLY: Final = "需要修改设置或发登录链接，请找站长。"
ON_THE_WEB: Final = "企业入口"
AT_TELEGRAM: Final = "Telegram 入口"
NO_MEMBER: Final = "没有找到这位人员，请刷新页面再试。"
SERVER_FULL: Final = "现在访问的人太多，请稍后再试。"
RATING_LOST: Final = "链接不完整或不对。请重新点开服务站发给您的评价链接，或在对话里说“评价”。"
RATED_SO_FAR: Final = "已评 {given}/{asked}"
