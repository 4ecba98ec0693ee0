"""Whom to call: the person's name that a message gives, by its cue or by its company.

A name counts after a cue (联系人, 我叫, 叫我, 姓) or as a field of its own beside a phone number or
an enterprise. A name that only explains somebody else (我是庄小梅同事) is marked foreign.
"""

import re
from collections.abc import Sequence
from itertools import chain, islice, pairwise
from typing import Final

from bot.intents.entities.found import Found, Span, overlaps
from bot.intents.entities.names import Fullness, Name, latin_at, name_at, surname_at
from bot.intents.entities.surnames import TITLES

ROLE: Final = (
    r"(?:项目|总|副|生产|质量|品质|品管|质检|车间|行政|采购|销售|技术|设备|安全|财务|人事|办公室|实验室)?"
    r"(?:部|科|处|室)?的?"
    rf"(?:{'|'.join(title for title in TITLES if len(title) > 1)}"
    r"|负责人|秘书|文员|质检员|安全员|内勤|法人|管理员)"
)
CHANGED: Final = "改成|改为|改|换成|换为|换|变更为"
CUE: Final = re.compile(
    r"联系人?(?:方式)?(?:电话)?(?:现在|以后)?(?:写错了|错了)?[ ,]?"
    rf"(?:就是|是|叫|为|写|填|{CHANGED}|[:])*[ :]?"
    r"|(?:我叫|叫我|喊我|称呼我?|我的?名字[是叫]?|名字[是叫:]?|姓名[是:]?|本人|全名[是叫]?|大名)"
    r"[ :是叫]{0,2}"
    r"|(?:经办人?|负责人|经手人|对接人?|接待人|收件人|法人|老板)(?:是|叫|为|[:])[ ]?"
    r"|我是(?:[^,。;!?\n]{1,16}?的)?(?=[\u4e00-\u9fff])"
    r"|(?:这边|这里|我们)是(?=[\u4e00-\u9fff]{2,4}(?:[^\u4e00-\u9fff]|$))"
    r"|(?:改成|改为|换成|应该是|不是|现在是|,是)(?=[\u4e00-\u9fff])"
    r"|(?:[找跟由归]|打给|问|交给)(?=[\u4e00-\u9fff])"
)
SURE: Final = re.compile("联系人|我叫|叫我|姓名")
NEEDS_NAME_TALK: Final = ("改成", "改为", "换成", "应该是", "不是", "现在是", ",是")
NEEDS_TITLE: Final = ("找", "跟", "由", "归", "打给", "问", "交给")
NAME_TALK: Final = re.compile(r"联系人|名字|姓名|姓|称呼|叫我")
SURNAME_CUE: Final = re.compile(r"(?<!百)(?<!老百)姓(?!名)[ ,:是]?")
NAMED: Final = re.compile(r"名[\u4e00-\u9fff]{1,2}(?=[^\u4e00-\u9fff]|$)")
LEAD: Final = re.compile(
    r"(?:(?:好的?|嗯+|哦|对|就|那就?|写|填|留|是|叫|找|联系人?|我|姓名|名字|称呼|[:,。 ])"
    rf"|{ROLE}(?=[\u4e00-\u9fff]{{2,3}}(?:[^\u4e00-\u9fff]|$)))+"
)
FIELD: Final = re.compile(r"[^\s,。;/、|:!?()\[\]~\-—+]+")
LABEL: Final = re.compile(
    r"(?:我的?|联系)?(?:电话|手机号?|号码|座机|联系人|微信(?:同号)?|联系方式|tel|姓名)[是为]?"
    rf"|{ROLE}"
)
FIELD_LEAD: Final = re.compile(rf"(?:我是|我叫|联系人?|是|叫|{ROLE})(?=[\u4e00-\u9fff])")
FIELD_TAIL: Final = re.compile(
    r"(?:的?(?:电话|手机|号码|座机|微信)号?码?(?:是|为)?|收|本人|就行|就好|即可|吧|哈)?$"
)
SOMEBODY: Final = re.compile(
    r"的?(?:同事|朋友|老婆|老公|爱人|家属|儿子|女儿|徒弟|秘书|助理|领导|下属|手下|推荐|介绍|的人)"
)
REPLACED: Final = re.compile(
    r"[ ,]?(?:已经|以后)?(?:离职|调走|走了|不在|不负责|不管|换成|改成|换为|改为)"
)
SET_ASIDE: Final = re.compile(r"(?:不是|以前|原来|之前|原先|原|老|旧)(?:的?联系人)?(?:是|叫)?$")
FIRST_SIGN: Final = re.compile("联|叫|名|姓|我是|本人|称呼|人是|人:|找|跟|打给|这边是|这里是")
ALONE: Final = frozenset(
    ("前台", "老板", "厂长", "值班室", "办公室", "门卫", "店长", "本人", "保安室")
)
PARTICLES: Final = "吧啊呀哈呢"
FAR: Final = 6
BESIDE: Final = 40
MOST_CUES: Final = 8


def find_contacts(plain: str, text: str, taken: Sequence[Span] = ()) -> tuple[Found, ...]:
    """Find the persons named; `taken` are the places of phones and enterprises."""
    if not taken and not FIRST_SIGN.search(plain):
        return ()
    names = chain(_after_surname(plain), _after_cues(plain), _in_fields(plain, taken))
    found: dict[Span, Found] = {}
    best = _fullest([name for name in names if not overlaps((name.start, name.end), taken)])
    for name in best:
        found.setdefault((name.start, name.end), _judged(plain, text, name))
    return tuple(found[span] for span in sorted(found))


def read_contact(plain: str, text: str, taken: Sequence[Span] = ()) -> str | None:
    """Read the answer to "whom shall we call?": bare names, nicknames and surnames count."""
    for found in find_contacts(plain, text, taken):
        if not found.foreign:
            return found.value
    lead = LEAD.match(plain)
    start = lead.end() if lead else 0
    field = FIELD.match(plain, start)
    if field is None or overlaps(field.span(), taken):
        return None
    name = name_at(plain, start) or surname_at(plain, start)
    if name is None and text[start:].istitle():
        name = latin_at(plain, start)
    if name is None and field.group().rstrip(PARTICLES) in ALONE:
        name = Name(start, start + len(field.group().rstrip(PARTICLES)), Fullness.NICKNAME)
    return _judged(plain, text, name).value if name and _closes(plain, name.end) else None


def _closes(plain: str, end: int) -> bool:
    field = FIELD.match(plain, end)
    return field is None or FIELD_TAIL.fullmatch(field.group()) is not None


def _judged(plain: str, text: str, name: Name) -> Found:
    before = plain[max(0, name.start - FAR) : name.start]
    aside = (
        SOMEBODY.match(plain, name.end)
        or REPLACED.match(plain, name.end)
        or SET_ASIDE.search(before)
    )
    said = text[name.start : name.end]
    value = said.replace("名", "", 1) if name.fullness is Fullness.PARTED else said
    return Found(name.start, name.end, value, foreign=bool(aside))


def _fullest(names: list[Name]) -> list[Name]:
    """A surname alone says nothing beside the whole name (我姓覃，覃晓燕)."""
    whole = [name for name in names if name.fullness is not Fullness.SURNAME]
    kept: list[Name] = []
    whole.sort(key=lambda name: name.fullness is not Fullness.FULL)
    for name in whole or names:
        if not overlaps((name.start, name.end), [(other.start, other.end) for other in kept]):
            kept.append(name)
    return kept


def _after_surname(plain: str) -> list[Name]:
    names: list[Name] = []
    for cue in islice(SURNAME_CUE.finditer(plain), MOST_CUES):
        surname = surname_at(plain, cue.end())
        if surname is None and (pair := _repeated(plain, cue.end())):
            names.append(pair)
        elif surname:
            names.append(surname)
            if again := _same_surname(plain, surname):
                names.append(again)
    return names


def _repeated(plain: str, place: int) -> Name | None:
    """我姓阮阮建国: the surname, then the whole name at once; 姓王名建军."""
    for length in (2, 1):
        surname = plain[place : place + length]
        if surname and plain.startswith(surname, place + length):
            return name_at(plain, place + length)
    named = NAMED.match(plain, place + 1)
    return Name(place, named.end(), Fullness.PARTED) if named else None


def _same_surname(plain: str, surname: Name) -> Name | None:
    sign = plain[surname.start : surname.end]
    reach = surname.end + BESIDE
    place = plain.find(sign, surname.end, reach)
    while place >= 0:
        if name := name_at(plain, place):
            return name
        place = plain.find(sign, place + 1, reach)
    return None


def _after_cues(plain: str) -> list[Name]:
    talk = NAME_TALK.search(plain)
    names: list[Name] = []
    for cue in islice(CUE.finditer(plain), MOST_CUES):
        word = cue.group()
        if word in NEEDS_NAME_TALK and not talk:
            continue
        role = FIELD_LEAD.match(plain, cue.end())
        sure = SURE.match(word) is not None
        name = name_at(plain, cue.end(), sure) or (name_at(plain, role.end()) if role else None)
        if name is None and ("叫" in word or "联系人" in word):
            name = latin_at(plain, cue.end())
        if name and (word not in NEEDS_TITLE or name.fullness is Fullness.TITLED):
            names.append(name)
    return names


def _in_fields(plain: str, taken: Sequence[Span]) -> list[Name]:
    if not taken:
        return []
    fields = [(span, False) for span in _free_fields(plain, taken)]
    row = sorted([*fields, *((span, True) for span in taken)])
    row = [item for item in row if item[1] or not LABEL.fullmatch(plain, *item[0])]
    names: list[Name] = []
    for (first, first_taken), (second, second_taken) in pairwise(row):
        if first_taken != second_taken:
            span = second if first_taken else first
            phone = first if first_taken else second
            if name := _whole_field(plain, span, plain[phone[1] - 1].isdecimal()):
                names.append(name)
    return names


def _free_fields(plain: str, taken: Sequence[Span]) -> list[Span]:
    edges = [0, *chain.from_iterable(sorted(taken)), len(plain)]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return [
        field.span() for gap in gaps if gap[0] < gap[1] for field in FIELD.finditer(plain, *gap)
    ]


def _whole_field(plain: str, span: Span, sure: bool) -> Name | None:
    lead = FIELD_LEAD.match(plain, *span)
    for start in {span[0], lead.end() if lead else span[0]}:
        name = name_at(plain[: span[1]], start, sure)
        if name and FIELD_TAIL.fullmatch(_untitled(plain[name.end : span[1]])):
            return name
    return None


def _untitled(tail: str) -> str:
    for title in TITLES:
        if tail.startswith(title):
            return tail[len(title) :]
    return tail
