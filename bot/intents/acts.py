"""What a message does inside the conversation it stands in.

A long phrase says what it does wherever it stands. A short word (对, 行, 好) does so only where a
whole clause consists of such words: “对，就这些” confirms, “对了，几点下班” does not.
"""

import re
from collections.abc import Iterable
from typing import Final

from bot.intents.clauses import Clauses
from bot.intents.groups import Hit, Layer
from core.intents import Act, Meaning

_LONG: Final = 3
_OUTRIGHT: Final = 5
_CLEAR_NEED: Final = 2.4
_FILLERS: Final = re.compile(
    r"[\s、,.!~?吧呀啊哦噢喔哈啦呢嘛了的滴哒咯哟嗯恩撒额呃这那个就先我老师麻烦请也都还帮下一给]|\[[^\]]*\]|[\U0001F300-\U0001FAFF]"
)
# Words of these say the same wherever they stand, however short.
_ANYWHERE: Final = frozenset(
    {Act.CORRECT, Act.FLEXIBLE, Act.URGE, Act.NEW_NEED, Act.WITHDRAW, Act.SKIP}
)
# While something is clearly asked for, these short words belong to the request itself.
_YIELD_TO_NEED: Final = frozenset(
    {Act.CANCEL, Act.SKIP, Act.BACK, Act.WITHDRAW, Act.URGE, Act.AFFIRM, Act.ACKNOWLEDGE, Act.DENY}
)
_WAIT: Final = frozenset({"等等", "等一下", "慢着", "且慢"})
_ENDS: Final = frozenset({Act.CANCEL, Act.WITHDRAW})
_GOES_ON: Final = frozenset({"if_paid", "switched", "parting"})
"""What ends nothing, though it has the words for it."""
_CALLED_OFF: Final = frozenset({Meaning.CANCEL, Meaning.WITHDRAW})


def find_acts(
    plain: str, hits: list[Hit], clauses: Clauses, judged: tuple[Meaning, float]
) -> frozenset[Act]:
    marks = [hit for hit in hits if hit.group.layer is Layer.ACT]
    if not marks:
        return frozenset()
    meaning, need = judged
    marks = [mark for mark in marks if not _merely_begins(plain, mark, hits)]
    pure = _pure_clauses(plain, marks, clauses)
    acts = {act for mark in marks if (act := _act(mark, clauses, pure)) is not None}
    if _is_question(plain, clauses):
        acts -= {Act.AFFIRM}
    if need >= _CLEAR_NEED and meaning not in _CALLED_OFF:
        outright = _outright_ends(marks)
        acts -= {
            act
            for act in acts & _YIELD_TO_NEED
            if act not in outright and not _in_pure(act, marks, clauses, pure)
        }
        acts -= _ENDS - outright if meaning is Meaning.NEED else set()
    return frozenset(acts)


def _merely_begins(plain: str, mark: Hit, hits: list[Hit]) -> bool:
    """“等等，专家来收不收钱” begins a question: it denies nothing; nor does “收费我就不搞了” end
    anything."""
    name, said = mark.group.name, plain[mark.start : mark.end]
    if name == Act.DENY and said in _WAIT:
        return any(hit.group.layer is Layer.TOPIC for hit in hits)
    ends = name.removesuffix("_act") in _ENDS
    return ends and any(hit.group.name in _GOES_ON for hit in hits)


def _outright_ends(marks: list[Hit]) -> set[Act]:
    """Inside a request only an outright phrase (那个不用了) calls something off."""
    said = {mark.group.name for mark in marks if mark.end - mark.start >= _OUTRIGHT}
    return {act for act in _ENDS if act in said or f"{act}_act" in said}


def _act(mark: Hit, clauses: Clauses, pure: frozenset[int]) -> Act | None:
    act = Act(mark.group.name.removesuffix("_act"))
    stands = mark.end - mark.start >= _LONG or act in _ANYWHERE or clauses.of(mark) in pure
    if act is Act.DENY and clauses.of(mark) == 0 and mark.start <= 1:
        return act
    return act if stands else None


def _in_pure(act: Act, marks: list[Hit], clauses: Clauses, pure: frozenset[int]) -> bool:
    return any(
        mark.group.name.removesuffix("_act") == act and clauses.of(mark) in pure for mark in marks
    )


def _pure_clauses(plain: str, marks: list[Hit], clauses: Clauses) -> frozenset[int]:
    """The clauses that consist of such words and fillers only."""
    pure = set()
    for number, (start, end) in enumerate(clauses.spans):
        inside = [mark for mark in marks if start <= mark.start < end]
        if inside and not _FILLERS.sub("", _without(plain, inside, (start, end))):
            pure.add(number)
    return frozenset(pure)


def _without(plain: str, marks: Iterable[Hit], span: tuple[int, int]) -> str:
    start, end = span
    kept = list(plain[start:end])
    for mark in marks:
        for place in range(mark.start - start, min(mark.end, end) - start):
            kept[place] = ""
    return "".join(kept)


_QUESTION: Final = re.compile(
    r"[吗么]\W*$|\?\s*$|不[?!.]*$|[好行对成办报交]了没[有?!.]*$|(?:没错|没问题|没毛病|对)吧[?!.]*$"
)


def _is_question(plain: str, clauses: Clauses) -> bool:
    """“可以吗” asks; “可以，样品够不够？” confirms first."""
    return len(clauses.spans) == 1 and bool(_QUESTION.search(plain))
