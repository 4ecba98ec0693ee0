"""Every command of the staff guide's table, played where it fits, is done and not refused."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest

from core.bad_ratings import BadRatingCase, CaseState
from core.conversations import Picture
from core.feedback import Feedback, FeedbackKind
from core.people import Role
from core.requests.request import Proposal, ProposalKind, Side
from core.requests.status import Status
from tests.guides.test_guides import SAID, rows
from tests.room.rooms import MONDAY, CaseFile, Counted, Room, attended, dossier, held, member

EARLIER: Final = MONDAY - timedelta(minutes=30)
SERVED: Final = {
    "owner": "li", "received_at": EARLIER, "replied_at": EARLIER, "started_at": EARLIER
}  # fmt: skip
ENDED: Final = SERVED | {"ended_at": EARLIER}
REFUSED: Final = re.compile(
    "不能|没有找到|没有这条命令|没有查到|要由|现在可以|请写|请给|请说明|没看明白|已由|由站长|已经|不办了请回"
)
COLLEAGUES: Final = (
    member("ming", "李明", Role.SPECIALIST),
    member("fang", "王芳", Role.SPECIALIST),
)
HEADS: Final = frozenset({"指派", "交接", "投诉", "办结投诉", "记录回访", "记录整改"})
"""What only the head does."""
TALKED: Final = {"接手": "i3-1", "登记": "i3-1", "结束接待": "i3-1"}
"""What is written in the talk of a reception, which has no number."""
WHOLE: Final = {
    "company": "武汉晨光阀门有限公司", "contact": "张伟", "phone": "13800001207",
    "need.1.category": "metrology", "need.1.detail": "3块压力表要检定",
}  # fmt: skip

Begun = Callable[[], Room]


def at(status: Status, **more: Any) -> Begun:
    given = {"owner": "li", "received_at": EARLIER, "replied_at": EARLIER} | more
    return lambda: Room().with_(dossier(7, status, **given))


def new() -> Room:
    return Room().with_(dossier(7))


def mine() -> Room:
    return Room().with_(held(7), held(9))


def in_hand() -> Room:
    room = at(Status.IN_SERVICE, **SERVED)()
    room.more["pictures"] = (Picture("q1", "web:c1", "p1", "i7-1", "upload-1", MONDAY),)
    room.more["counted"] = Counted((held(7).request,), ())
    room.more["listed"] = (held(7),)
    return room


def attending() -> Room:
    room = attended(WHOLE)
    room.says("li", "接手", thread="i3-1")
    return room


def complained() -> Room:
    case = Feedback(
        "f1", "HY-TS-2026-0003", FeedbackKind.COMPLAINT, "hy", "web:c1", "p1", "i7-1", "w9",
        MONDAY, concerned=("li",),
    )  # fmt: skip
    room = mine()
    room.more["cases"] = (CaseFile(case, "上门太慢", held(7).request),)
    return room


def badly_rated() -> Room:
    room = mine()
    case = BadRatingCase("b1", "i7-1", "hy", "web:c1", ("li",), (1,), "zhou", MONDAY)
    room.more["cases"] = (CaseFile(case, request=held(7).request),)
    return room


def called_back() -> Room:
    room = badly_rated()
    (file,) = room.more["cases"]
    assert isinstance(file.case, BadRatingCase)
    called = replace(file.case, state=CaseState.CONTACTED, contacted_at=MONDAY)
    room.more["cases"] = (replace(file, case=called),)
    return room


def leaving() -> Room:
    room = Room().with_(held(7, owner="fang"))
    room.more["listed"] = tuple(room.dossiers.values())
    return room


def asked() -> Room:
    room = mine()
    room.says("li", "预约 7")
    return room


def resting() -> Room:
    room = mine()
    room.people["li"] = replace(room.people["li"], on_duty=False)
    return room


def proposed(by: Side) -> Begun:
    offer = Proposal(ProposalKind.APPOINTMENT, by, EARLIER, MONDAY + timedelta(days=1))
    return at(Status.RECEIVED, proposal=offer)


APPOINTED: Final = at(Status.SELF_PLANNED, appointment=MONDAY + timedelta(days=1))
FITTING: Final[dict[str, Begun]] = {
    "接单": new,
    "改期": APPOINTED,
    "确认": proposed(Side.ENTERPRISE),
    "代确认": proposed(Side.STATION),
    "不同意": proposed(Side.ENTERPRISE),
    "开始": at(Status.SELF_PLANNED, appointment=EARLIER),
    "问题已解决": at(Status.IN_SERVICE, problems=1, **SERVED),
    "恢复": at(Status.SUSPENDED, resumes_to=Status.RECEIVED, expected_at=MONDAY),
    "办结": at(Status.EVALUATED, evaluated_at=EARLIER, **ENDED),
    "重开": at(Status.ENDED, **ENDED),
    "更正时间": at(Status.IN_SERVICE, **SERVED | {"onsite_at": EARLIER}),
    "上岗": resting,
    "离岗": mine,
    "接手": lambda: attended(WHOLE),
    "登记": attending,
    "结束接待": attending,
    "指派": new,
    "投诉": complained,
    "办结投诉": complained,
    "记录回访": badly_rated,
    "记录整改": called_back,
    "交接": leaving,
    "取消": asked,
} | dict.fromkeys(("跟进", "问题", "延期", "结束", "终止"), at(Status.IN_SERVICE, **SERVED))
SEEN: Final = frozenset({"查看图片", "我的待办", "全部待办", "查", "统计"})

EXAMPLES: Final = [(row["word"], said) for row in rows() for said in SAID.findall(row["examples"])]


def _begun(word: str, said: str) -> Room:
    """A room in which the example fits: by its own first word, else by that of its row."""
    fitting = FITTING.get(said.split(maxsplit=1)[0]) or FITTING.get(word)
    room = (fitting or (in_hand if word in SEEN else mine))()
    room.people |= {one.id: one for one in COLLEAGUES}
    return room


@pytest.mark.parametrize(("word", "said"), EXAMPLES, ids=[said for _word, said in EXAMPLES])
def test_an_example_of_the_guide_is_done(word: str, said: str) -> None:
    room = _begun(word, said)
    thread = TALKED.get(word, "i7-1" if said.startswith("/r") else "")
    if thread == "i3-1":
        said = word
    told = room.says("zhou" if word in HEADS else "li", said, thread=thread)
    assert [one for one in told if REFUSED.search(one)] == []
    assert room.decision.saves or told


def test_a_command_that_does_not_fit_would_be_noticed() -> None:
    assert REFUSED.search(at(Status.CLOSED)().says("li", "开始 7")[0])
    assert REFUSED.search(mine().says("li", "预约 8 明天上午10点")[0])
