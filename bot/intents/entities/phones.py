"""Phone numbers in a message, written, grouped or spoken.

A number is put together from groups of digits: a group ends at a space, a dash, a bracket, and
where figures change to spoken digits, so that "13800001207一共6块" keeps its eleven. Unasked, only
a whole and plausible number counts; standards, order numbers, dates and identity cards do not.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.intents.entities.found import PhoneFound
from bot.intents.entities.numbers import SPOKEN_CLASS, SPOKEN_DIGITS
from bot.intents.entities.phone_choice import ranked
from bot.intents.entities.phone_owners import is_of_others
from core.phones import LOCAL_DIGITS, MOBILE, MOBILE_DIGITS, BadPhone, Phone, phone_of

FEWEST_DIGITS: Final = 5
COUNTED: Final = frozenset("共起个台块直")
MOST_GROUPS: Final = 12
LONGEST_COUNT: Final = 2
_TIMES: Final = rf"[2-8两二三四五六七八]个(?:[0-9]|[{SPOKEN_CLASS}])(?![人台块个件份家套天年月])"
_DIGITS: Final = rf"(?:{_TIMES}|[0-9]++|[{SPOKEN_CLASS}])"
DROPPED: Final = "\0"
_BETWEEN: Final = (
    rf" ?{DROPPED}*" r"[ /\-.()\u00b7\u2010-\u2015_~*,、\[\]]{0,3}(?:(?:再|然后|接着|后面)是? ?)?"
)
RUN: Final = re.compile(rf"{_DIGITS}(?:{_BETWEEN}{_DIGITS}){{0,24}}+")
ENOUGH: Final = re.compile(rf"(?:[0-9{SPOKEN_CLASS}]{_BETWEEN}个?){{{FEWEST_DIGITS}}}")
GROUP: Final = re.compile(rf"(?:{_TIMES}|[{SPOKEN_CLASS}])+|[0-9]+")
EXTENSION: Final = re.compile(
    rf"[ ,(]*(?:转|分机号?|ext\.?|-|—)[ :是]*([0-9]{{1,6}}|[{SPOKEN_CLASS}]{{1,6}})(?![0-9])"
)
LOOKALIKE: Final = re.compile(r"(?<![a-z0-9])(?=[^0-9]{0,3}[0-9])[0-9oil]{11}(?![a-z0-9])")
_FIGURES: Final = str.maketrans("oil", "011")
"""18O7l230556: letters that look like figures."""
BROKEN: Final = re.compile(r"(?<![0-9])(?P<head>1[3-9][0-9]{1,8})\n(?P<tail>[0-9]{2,9})(?![0-9])")
"""A mobile number that goes on in the next line."""
_GROUP_SAID: Final = rf"(?:[0-9]{{3,8}}|[{SPOKEN_CLASS}]{{3,8}})"
SAID_AGAIN: Final = re.compile(
    rf"(?P<slip>{_GROUP_SAID})[ ,]*(?:不是不是|不对|错了|说错了?|哦不)+[ ,]*(?:是)?"
    rf"(?P<right>{_GROUP_SAID})"
    rf"|(?P<wrong>{_GROUP_SAID})[ ,]*不是(?P=wrong)[ ,]*是(?P<anew>{_GROUP_SAID})"
)
"""幺八九 七幺六二 不是不是 七幺六零 三三五四: a group of the number is said anew."""
COUNTRY: Final = ("86", "0086")
LABEL: Final = re.compile(
    r"(?:电话|手机|座机|固话|号码|联系方式|热线|tel|phone|mobile|微信|wx|vx)[^0-9]{0,6}$"
    r"|(?<![a-z0-9])[mt] ?[:. ] ?$"
)
OTHER_NUMBER: Final = re.compile(
    r"(?:[a-z]|[a-z][/-]|[工订运货]单|单号|编号|证[书件]?编?号|批[号次]|型号|标准号?|代码|账[号户]|卡号|邮编|身份证号?|税号|qq"
    r"|(?:快递|物流|出厂|注册|登记|使用证|许可证|备案|设备|仪器|资产|产品|样品|报告|合同|发票|受理|申请|专利|档案|流水|序列|机身|车架|车|户|表"
    r"|房|工|档|保单|执照|条形?|铭牌|唯一|识别|支付|交易|转账|票据|回执|顺丰|中通|圆通|韵达|邮政|京东)(?:编?号码?|代?码|单号?|证号?)"
    r"|验证码|密码)"
    r"[ :号是为-]{0,3}$"
)
ACCOUNT_NAME: Final = re.compile(r"(?<![a-z])(?!tel|phone|mobile|wechat|vx|wx)[a-z_]{3,}$")
"""微信号是abc138…: figures within a name."""
NAMED: Final = re.compile(r"(?<![a-z])(?!qq|id|no|sn)[a-z]{2,12}[ ,]$")
"""Lisa 138…: a mobile number after a Latin name."""
UNIT: Final = re.compile(
    r" ?(?:元|块|台|个|件|吨|人|米|套|只|份|万|千|kg|mm|ppm|年|月|日|号(?!码)|%|°|度)"
)
DATE: Final = re.compile(r"(?:19|20)\d\d([-./]?)(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])$")
NO_CALL: Final = re.compile(r" ?(?:元|万|亿|吨|kg|mm)|@")
FAX: Final = re.compile(r"(?:(?<![话机/、及和兼]))(?:传真|fax)(?:号码?|机)?[ :是为到发至]{0,3}$")


@dataclass(frozen=True, slots=True)
class _Group:
    start: int
    end: int
    digits: str
    spoken: bool


def find_phones(plain: str) -> tuple[PhoneFound, ...]:
    """Find what is certainly a phone, whatever was asked."""
    plain = LOOKALIKE.sub(_in_figures, plain)
    plain = SAID_AGAIN.sub(_without_slip, BROKEN.sub(_joined_lines, plain))
    if not ENOUGH.search(plain):
        return ()
    found = [found for run in RUN.finditer(plain) for found in _in_run(plain, run)]
    return tuple(found) if len(found) < 2 else ranked(plain, found)


def _in_figures(found: re.Match[str]) -> str:
    figures = found.group().translate(_FIGURES)
    return figures if MOBILE.fullmatch(figures) else found.group()


def _joined_lines(found: re.Match[str]) -> str:
    whole = MOBILE.fullmatch(found["head"] + found["tail"])
    return f"{found['head']} {found['tail']}" if whole else found.group()


def _without_slip(found: re.Match[str]) -> str:
    """The group that was put right, where it is as long as the one that it stands for."""
    slip, right = (
        (found["slip"], found["right"]) if found["right"] else (found["wrong"], found["anew"])
    )
    if len(slip) != len(right):
        return found.group()
    return DROPPED * (len(found.group()) - len(right)) + right


def read_phone(plain: str) -> Phone | BadPhone | None:
    """Read the answer to "your phone?": a number, what is wrong with it, or that none was given."""
    whole = find_phones(plain)
    if whole:
        return next((found.phone for found in whole if not found.denied), None)
    slip = find_slip(plain)
    return slip[1] if slip else None


def find_slip(plain: str) -> tuple[int, BadPhone | Phone] | None:
    """The longest run that was meant as a phone, and where it begins."""
    runs = [run for run in RUN.finditer(plain) if _meant(plain, run)]
    if not runs:
        return None
    longest = max(runs, key=lambda run: len(_joined(_groups(run))))
    return longest.start(), phone_of(_joined(_groups(longest)), said=longest.group())


def _meant(plain: str, run: re.Match[str]) -> bool:
    digits = _joined(_groups(run))
    if len(digits) < FEWEST_DIGITS or DATE.match(run.group()):
        return False
    return not (UNIT.match(plain, run.end()) or _is_other_number(plain, run.start()))


def _is_other_number(plain: str, start: int) -> bool:
    before = plain[max(0, start - 12) : start]
    if ACCOUNT_NAME.search(before):
        return True
    return bool(OTHER_NUMBER.search(before)) and not LABEL.search(before)


def _groups(run: re.Match[str]) -> list[_Group]:
    return [
        _Group(part.start() + run.start(), part.end() + run.start(), *_decoded(part.group()))
        for part in GROUP.finditer(run.group())
    ]


def _decoded(group: str) -> tuple[str, bool]:
    digits: list[str] = []
    for place, sign in enumerate(group):
        digit = SPOKEN_DIGITS.get(sign, sign)
        if place and group[place - 1] == "个":
            digits[-1] = digit * int(digits[-1])
        elif sign != "个":
            digits.append(digit)
    return "".join(digits), not group.isdecimal()


def _joined(groups: list[_Group]) -> str:
    digits = "".join(group.digits for group in groups)
    for code in COUNTRY:
        rest = digits.removeprefix(code)
        if MOBILE.match(rest):
            return rest
        if rest != digits and not isinstance(phone_of(f"0{rest}"), BadPhone):
            return f"0{rest}"
    return digits


def _in_run(plain: str, run: re.Match[str]) -> list[PhoneFound]:
    groups = _groups(run)
    found: list[PhoneFound] = []
    first = 0
    if len(groups) > 1 and _is_other_number(plain, groups[0].start):
        groups = [group for group in groups if len(group.digits) == MOBILE_DIGITS]
    while first < len(groups):
        taken = _longest_from(plain, groups, first)
        if taken is None:
            first += 1
            continue
        first, whole = taken[0] + 1, taken[1]
        found.append(_with_extension(plain, whole))
    return found


def _longest_from(plain: str, groups: list[_Group], first: int) -> tuple[int, PhoneFound] | None:
    for last in range(min(len(groups), first + MOST_GROUPS) - 1, first - 1, -1):
        if last > first and _counts_something(plain, groups[last]):
            continue
        whole = _whole(plain, groups, first, last)
        if whole is not None:
            return last, whole
    return None


def _is_no_call(plain: str, start: int, end: int) -> bool:
    """A sum of money, the name of a mailbox, or a fax."""
    return bool(NO_CALL.match(plain, end) or FAX.search(plain, max(0, start - 8), start))


def _counts_something(plain: str, group: _Group) -> bool:
    """0711-3211234 4月底: the last figure begins what follows."""
    return len(group.digits) <= LONGEST_COUNT and UNIT.match(plain, group.end) is not None


def _whole(plain: str, groups: list[_Group], first: int, last: int) -> PhoneFound | None:
    taken = groups[first : last + 1]
    digits = _joined(taken)
    if len(digits) < LOCAL_DIGITS or _is_no_call(plain, taken[0].start, taken[-1].end):
        return None
    named = MOBILE.fullmatch(digits) and NAMED.search(plain, 0, taken[0].start)
    if not named and _is_other_number(plain, taken[0].start):
        return None
    judged = phone_of(digits)
    if isinstance(judged, BadPhone):
        return _trimmed(plain, taken)
    if len(digits) == LOCAL_DIGITS and not _plausible_local(plain, groups, first, last):
        return None
    if not _grouped_like_a_phone(taken):
        return None
    return PhoneFound(taken[0].start, taken[-1].end, judged)


def _grouped_like_a_phone(groups: list[_Group]) -> bool:
    sizes = [len(group.digits) for group in groups]
    return len(sizes) <= 5 or max(sizes) == 1


def _plausible_local(plain: str, groups: list[_Group], first: int, last: int) -> bool:
    """Eight digits without area code: alone in their run, or named as a phone."""
    start, end = groups[first].start, groups[last].end
    if plain[end : end + 1].isalpha() and plain[end : end + 1].isascii():
        return False
    if UNIT.match(plain, end) or DATE.match(plain[start:end]):
        return False
    if LABEL.search(plain[max(0, start - 14) : start]):
        return True
    alone = len(groups) == last - first + 1 or EXTENSION.match(plain, end) is not None
    return alone and groups[first].digits[0] in "5678"


def _trimmed(plain: str, groups: list[_Group]) -> PhoneFound | None:
    """张三一三八…, …八三六一共: a spoken run may touch a name's last or a count's first figure."""
    if len(groups) != 1 or not groups[0].spoken:
        return None
    digits, start, end = groups[0].digits, groups[0].start, groups[0].end
    if plain[end : end + 1] in COUNTED and MOBILE.fullmatch(digits[:-1]):
        return PhoneFound(start, end - 1, Phone(digits[:-1]))
    before = plain[max(0, start - 1) : start]
    if before.isalpha() and before not in "是话码机为号" and MOBILE.fullmatch(digits[1:]):
        return PhoneFound(start + 1, end, Phone(digits[1:]))
    return None


def _with_extension(plain: str, whole: PhoneFound) -> PhoneFound:
    start = whole.start
    while start and plain[start - 1] in "+(":
        start -= 1
    denied = is_of_others(plain, start, whole.end)
    more = None if whole.phone.is_mobile else EXTENSION.match(plain, whole.end)
    if more is None:
        return PhoneFound(start, whole.end, whole.phone, denied)
    extension = _decoded(more.group(1))[0]
    return PhoneFound(start, more.end(), Phone(whole.phone.number, extension), denied)
