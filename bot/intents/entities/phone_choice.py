"""Which of several numbers is to be called: the preferred, never first the one seldom answered."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.intents.entities.contact_cues import HOLDS
from bot.intents.entities.found import PhoneFound
from bot.intents.entities.phone_owners import may_be_of_others

FIRST_CALL: Final = re.compile(
    r"(?:优先|首选|尽量|最好|还是|先|直接)(?:打|拨|用|联系|留|存|记)我?的?"
    r"(?:(?P<mobile>手机)|座机|固话|办公室|办公电话)"
    r"|打(?:(?P<called>手机)|座机|固话|办公室|办公电话)(?:就|即可|吧|更|比较|方便|快)"
    r"|(?<![别不莫甭])(?<!不要)(?<!不能)(?<!不方便)(?<!没法)用(?:(?P<used>手机)|座机|固话)号?(?:联系|打(?!不)|找我|沟通)"
)
_IS: Final = r"(?:就?是|为)?[ ,:]*$"
PREFERRED: Final = re.compile(
    r"(?<!其他)(?<!其它)(?<!其余)(?<!别的)(?<!剩下的)(?<!都)"
    r"(?:打|找|联系|联络|跟)我(?!们|爱|老|同|爸|妈)[^0-9。;!?\n]{0,28}$"
    rf"|(?<![给跟和叫让找打加])我(?:是|叫)?(?:电话|手机号?|号码?)?{_IS}"
    rf"|(?<![给跟和叫让找打加])我们?(?:这边|厂里?|公司|单位|店里?|家|站|校|院)的?(?:电话|手机|座机|号码?)?{_IS}"
    r"|(?:经办|对接|收件)人?[^0-9。;!?\n,]{0,8}$"
    rf"|(?:我(?:自己|本人)?的|本人|我自己)(?:号码?|手机号?|电话|联系方式)?{_IS}"
    rf"|(?:现在|如今|目前)(?:改|换)?(?:用|成|是|为)?的?(?:号码)?{_IS}"
    rf"|新(?:号码?|手机号?|电话){_IS}"
    r"|(?:最好|直接|优先|还是|尽量|请)(?:打|跟|找|联系|拨|和)[^,。;0-9]{0,12}$"
)
"""打我就是 138…, 现在用 199…, 最好打我另一个号 139…, 你们直接跟库管祝师傅对接 130…."""
ITS_ROLE: Final = re.compile(r"[ ,]?\((?:具体|现场)?(?:经办|对接|联系|跟进)人?\)")
"""李四 138…(经办)."""
SELDOM_ANSWERED: Final = re.compile(
    r"[^0-9,。;]{0,10}?(?:没人接|不通|打不进|关机|接不到|不一定接|难打通|停机|信号|很少[用接]|备用|不常用|上班才)"
)
SECOND_CALL: Final = re.compile(
    r"(?:备用|其次|占线|打不进|再不行|实在不行|打不通|没人接|找不到我?)[^0-9。;]{0,9}$"
)
INVOICE: Final = re.compile(
    r"(?:税号|开户行?|账号|开票|抬头|信用代码)[^。;!?\n]{0,60}?(?:电话|座机)[^0-9。;!?\n]{0,12}$"
)
"""税号…，开户行…，电话027-…: what an invoice asks for beside the number to call."""
FIRST_TRIED: Final = re.compile(r"(?:的话|的时候)?[ ,]?(?:就|再|请|可以?|才)(?:打|拨|联系|找)")
"""打不通139…就打027-…: what is tried before the other."""
ASKED_FOR: Final = re.compile(
    r"(?:找|联系|联络|对接|问(?!题)|打给|跟|和)(?P<name>[一-龥]{2,4}?)"
    r"(?:说|谈|联系|对接|聊|就[行好可]|即可|$|[ ,。;!])"
)
"""检测的事找雷工: of several people with a number each, the one who is meant."""


def ranked(plain: str, found: Sequence[PhoneFound]) -> tuple[PhoneFound, ...]:
    """Of several numbers, the one that is to be called first: 优先打手机, 座机没人接, 备用."""
    found = _told_apart(plain, found)
    meant = [_is_asked_for(plain, one) for one in found]
    preferred = meant if any(meant) else [_is_preferred(plain, one) for one in found]
    if any(preferred):
        return tuple(
            replace(one, aside=not chosen) for one, chosen in zip(found, preferred, strict=True)
        )
    first = FIRST_CALL.search(plain)
    mobile = bool(first and (first["mobile"] or first["called"] or first["used"]))
    return tuple(
        replace(
            one, aside=_is_aside(plain, one) or (first and one.phone.is_mobile != mobile) or False
        )
        for one in found
    )


def _told_apart(plain: str, found: Sequence[PhoneFound]) -> Sequence[PhoneFound]:
    """Without those that are rather somebody else's, as long as one is left."""
    doubtful = [may_be_of_others(plain, one.start, one.end) for one in found]
    if all(one.denied or doubt for one, doubt in zip(found, doubtful, strict=True)):
        return found
    return [
        replace(one, denied=one.denied or doubt) for one, doubt in zip(found, doubtful, strict=True)
    ]


def _is_asked_for(plain: str, one: PhoneFound) -> bool:
    """Whether the name before the number is that of whom to turn to."""
    holds = HOLDS.search(plain, 0, one.start)
    end = holds.start() if holds else one.start
    return any(
        plain.endswith(asked["name"], 0, end)
        for asked in ASKED_FOR.finditer(plain)
        if not asked.start() < one.start <= asked.end() + len(asked["name"])
    )


def _is_preferred(plain: str, one: PhoneFound) -> bool:
    return bool(PREFERRED.search(plain, 0, one.start) or ITS_ROLE.match(plain, one.end))


def _is_aside(plain: str, one: PhoneFound) -> bool:
    before = plain[max(0, one.start - 10) : one.start]
    if FIRST_TRIED.match(plain, one.end):
        return False
    on_invoice = INVOICE.search(plain, 0, one.start)
    return bool(on_invoice or SELDOM_ANSWERED.match(plain, one.end) or SECOND_CALL.search(before))
