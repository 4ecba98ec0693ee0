"""How much what stands at each place of a message counts.

A message says more than what it asks for: what it does not want (不是要认证), what is settled
(报告也有了), who is speaking (我们是做酱菜的), where a thing hangs (锅炉上的压力表). Each such
scope lowers the weight of its places; a wish, a question or “就差” raises it.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.intents.groups import Hit, Layer

_BREAK: Final = re.compile(
    r"[,;!?。;\n~→]|[.:](?:(?<!\d.)|(?!\d))|\s(?:(?<=[^\x00-\x7f].)\s*|\s*(?=[^\x00-\x7f]))|——"
)
_COMPANY: Final = re.compile(
    r"(?:(?<=是)|(?<=叫)|(?<=:)|(?<=,)|(?<=\s)|^)[^,;:!?。\s]{2,24}?"
    r"(?:有限责任公司|有限公司|股份公司|集团公司|合作社|经营部|事务所|行业协会|颐养中心)"
)
_PLACED: Final = re.compile(
    r"(?:武汉|湖北|汉口|汉阳|武昌|青山|洪山|江夏|黄陂|新洲|蔡甸|东湖|光谷|沌口|华中|长江)[省市区]?"
    r"[^,;:!?。\s的有哪找去到在要想请办做查让给]{2,12}?"
    r"(?:公司|[制工]造?厂|(?<![出进])厂(?![里家房区])|学校|学院|集团|研究[所院]|检[测验]检?[测验]?(?:中心|所|院)|计量(?:中心|所|院)|培训中心|事务所)"
)
"""A name without 有限: “武汉质量培训学校要校准血压计” is no wish to learn."""

_KNOWN_FROM: Final = re.compile(
    r"\W*我们?(?:就)?是(?:上|之前|以前|前|昨|刚才|刚刚|那天|早上|去年)[^,;!?。\n]{0,16}(?:报|登记|申请|办|做|送|约|提交|来|问)过?[^,;!?。\n]{0,8}"
    r"的(?:那[个家位]?(?:公司|单位|厂|人|客户)?|企业|公司|单位)?\W*"
)
"""By what somebody is known from before: “我是上星期报行车检验的那家”."""
_FROM_BEFORE: Final = re.compile("[上前昨刚那早去]")
_ELSE: Final = re.compile(r"[^,;。]{0,6}?(?:就|不行|行吗|可以吗|行不|会|罚|吗|么|[不没]$)")
_ENDS_A_NAME: Final = re.compile(r"公司|合作社|经营部|事务所|协会|颐养")

ASKING: Final = frozenset({"want", "ask"})
"""The groups of words that wish and ask."""
NEGATED: Final = -0.5
ABROAD: Final = 0.3
SETTLED: Final = 0.2
REFUSED: Final = 0.15
IDENTITY: Final = 0.4
BACKGROUND: Final = 0.75
ASKED: Final = 1.25
FOCUS: Final = 1.5
NAMED: Final = 0.1
_DUE: Final = re.compile(r"(?:快到?|要|该|得|需要?|没|未|再|才|重新|怎么)$")
_IDENTITY_AT_MOST: Final = 16
_SETTLED_END: Final = 4
_WORD: Final = 2
_STILL: Final = frozenset("再直还老都")
_BEFORE: Final = {"negate_before": REFUSED, "place_on": ABROAD}


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses as [start, end), each place's weight, and which places a negation rules out."""

    spans: tuple[tuple[int, int], ...]
    weights: tuple[float, ...]
    index: tuple[int, ...]

    def of(self, hit: Hit) -> int:
        return self.index[hit.start]


def read_clauses(plain: str, hits: list[Hit]) -> Clauses:
    spans = tuple(_split(plain))
    index = _index(len(plain), spans)
    weights = [1.0] * len(plain)
    scope = Layer.SCOPE
    marks = [hit for hit in hits if hit.group.layer is scope]
    _weigh_wishes(spans, index, marks, weights)
    for mark in marks:
        ruled = _scope(plain, mark, spans[index[mark.start]])
        if ruled is not None:
            start, end, factor = ruled
            weights[start:end] = [
                weight * factor if weight > 0 else weight for weight in weights[start:end]
            ]
    _set_aside(plain, spans, hits, weights)
    names = [*_PLACED.finditer(plain)]
    if _ENDS_A_NAME.search(plain):
        names.extend(_COMPANY.finditer(plain))
    for name in names:
        weights[name.start() : name.end()] = [NAMED] * (name.end() - name.start())
    return Clauses(spans, tuple(weights), index)


def _set_aside(
    plain: str, spans: tuple[tuple[int, int], ...], hits: list[Hit], weights: list[float]
) -> None:
    """What is refused by a mere 不, and by what somebody is only known."""
    if "不" in plain:
        for hit in hits:
            if hit.group.layer is Layer.CATEGORY and _is_refused(plain, hit):
                weights[hit.start : hit.end] = [NEGATED] * (hit.end - hit.start)
    if not _FROM_BEFORE.search(plain):
        return
    for start, end in spans:
        if _KNOWN_FROM.fullmatch(plain, start, end) and any(
            hit.group.layer is Layer.CATEGORY and hit.start >= end for hit in hits
        ):
            weights[start:end] = [NAMED] * (end - start)


def _is_refused(plain: str, hit: Hit) -> bool:
    """不换证; but 换不换证 asks, and 不培训就不能上岗 tells why it is wanted."""
    if (
        hit.end - hit.start < _WORD
        or hit.start == 0
        or plain[hit.start - 1] != "不"
        or _ELSE.match(plain, hit.end)
    ):
        return False
    before = plain[hit.start - 2 : hit.start - 1]
    return before != plain[hit.start] and before not in _STILL


def _split(plain: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for stop in _BREAK.finditer(plain):
        if stop.start() > start:
            spans.append((start, stop.start()))
        start = stop.end()
    if start < len(plain):
        spans.append((start, len(plain)))
    return spans or [(0, len(plain))]


def _index(length: int, spans: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    index = [0] * length
    for number, (start, end) in enumerate(spans):
        index[start:end] = [number] * (end - start)
    return tuple(index)


def _weigh_wishes(
    spans: tuple[tuple[int, int], ...],
    index: tuple[int, ...],
    marks: list[Hit],
    weights: list[float],
) -> None:
    if len(spans) == 1:
        return
    wishing = {index[mark.start] for mark in marks if mark.group.name in ASKING}
    for number, (start, end) in enumerate(spans):
        factor = ASKED if number in wishing else BACKGROUND
        weights[start:end] = [factor] * (end - start)


def _scope(plain: str, mark: Hit, clause: tuple[int, int]) -> tuple[int, int, float] | None:
    start, end = clause
    name = mark.group.name
    if name in _BEFORE:
        return start, mark.start, _BEFORE[name]
    if name == "negate_after":
        return mark.end, _negated_until(plain, mark.end, end), NEGATED
    if name == "focus":
        return mark.end, end, FOCUS
    if name == "identity":
        de = plain.find("的", mark.end, min(end, mark.end + _IDENTITY_AT_MOST))
        return mark.end, de if de >= 0 else end, IDENTITY
    if (
        name == "settled"
        and end - mark.end <= _SETTLED_END
        and not _DUE.search(plain[start : mark.start])
    ):
        return start, end, SETTLED
    return None


def _negated_until(plain: str, start: int, end: int) -> int:
    """“不是校准仪器是测轴承”: the word 是 after it ends what 不是 rules out."""
    turn = plain.find("是", start + 2, end)
    return turn if turn >= 0 else end
