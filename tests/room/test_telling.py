"""What else an action may be told, and what is said when the words do not tell it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.context import Pressed
from core.due import Due, DueKind
from core.messages import Outbound
from core.parties import Contact, Words
from core.requests.actions import Action
from core.requests.request import ProposalKind
from core.requests.status import Status
from core.shanghai import moment
from tests.room.rooms import MONDAY, ROOM, Room, attended, dossier, held
from tests.room.test_reception import WHOLE

SERVED: dict[str, Any] = {
    "owner": "li",
    "received_at": MONDAY,
    "replied_at": MONDAY,
    "started_at": MONDAY,
    "onsite_at": MONDAY,
}


def serving(n: int = 7, **more: Any) -> Room:
    return Room().with_(dossier(n, Status.IN_SERVICE, **SERVED | more))


def test_a_day_alone_lasts_until_the_station_closes() -> None:
    room = serving()
    room.says("li", "延期 7 下周五 等机构排期")
    proposal = room.request(7).proposal
    assert proposal is not None
    assert proposal.kind is ProposalKind.EXTENSION
    friday = MONDAY + timedelta(days=11)
    assert proposal.value == moment(
        friday.date(), room._station().calendar.hours_on(friday.date())[-1].end
    )
    assert room.of(Words)[0].text == "等机构排期"
    assert "等机构排期" in room.told_enterprise()[0]


def test_an_extension_lacks_its_reason_and_then_its_day() -> None:
    room = serving()
    assert room.says("li", "延期 7 下周五")[0].startswith("请说明原因。")
    room.says("li", "等机构排期")
    assert room.request(7).proposal is not None
    room = serving()
    assert room.says("li", "延期 7 等机构排期")[0].startswith("计划什么时候完成？")


def test_a_service_at_a_distance_has_no_arrival() -> None:
    more = {"owner": "li", "received_at": MONDAY, "replied_at": MONDAY, "appointment": MONDAY}
    room = Room().with_(dossier(7, Status.SELF_PLANNED, **more))
    room.says("li", "开始 7 远程")
    assert room.request(7).remote
    assert room.request(7).onsite_at is None


def test_a_problem_is_recorded_and_settled() -> None:
    room = serving()
    room.says("li", "问题 7 样品数量不够")
    assert room.request(7).problems == 1
    room.says("li", "问题已解决 7 样品已补齐")
    assert room.request(7).problems == 0


def test_a_new_description_follows_its_cue() -> None:
    room = Room().with_(held(7))
    room.says("li", "更正 7 需求改成5块压力表检定")
    (words, *_) = room.of(Words)
    assert words.text == "5块压力表检定"
    assert room.request(7).detail == words.id


def test_the_first_contact_of_a_request_may_come_by_correction() -> None:
    room = Room().with_(replace(held(7), contact=None))
    room.says("li", "更正 7 电话13900001111")
    assert room.of(Contact)[0].person == "p1"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("改派 7 赵六 出差", "没有找到这位同事，请写在岗同事的全名。"),
        ("合并 7 8 同一件事", "没有找到这张单，请写单号。"),
        ("改类别 7 天上的", "请写类别名称，或1–8的序号。"),
        (
            "更正时间 7 吃饭 昨天下午3点 忘了",
            "请写明是哪一项：请求、接收、答复、开始、到场、结束。",
        ),
        ("更正时间 7 接收 明天下午3点 忘了", "请写已经过去的时间，例如“昨天下午3点”。"),
        ("更正 7 没什么", "请给出要更正的内容。"),
    ],
)
def test_what_could_not_be_understood_is_said(said: str, told: str) -> None:
    room = Room().with_(held(7))
    assert room.says("li", said)[0].startswith(told)
    assert not room.of(type(room.request(7)))


def test_an_action_without_an_example_is_asked_plainly() -> None:
    room = Room().with_(dossier(7, Status.MATCHING, owner="li", received_at=MONDAY))
    assert room.says("li", "问中心 7") == [
        "请写明具体情况。在这张单下面回复就行；不办了请回“取消”。"
    ]


def test_a_merge_where_the_later_stays_moves_no_time() -> None:
    room = Room().with_(held(7), held(9))
    room.says("li", "合并 9 重复登记", thread="i7-1")
    assert room.request(7).merged_into == "i9-1"
    assert room.request(9).revision == 0


def test_a_request_without_a_contact_shows_none() -> None:
    room = Room().with_(replace(held(7), contact=None))
    assert room.says("li", "联系方式 7") == ["这张单还没有留下联系方式。"]


def test_an_unclaimed_request_shows_its_contact_to_nobody() -> None:
    room = Room().with_(dossier(7))
    for member in ("li", "zhou"):
        assert room.says(member, "联系方式 7") == ["“查看联系方式”要由负责专员来做，请先接单。"]


def test_every_word_at_reception_puts_its_end_off() -> None:
    room = attended(WHOLE)
    room.presses("li", "act:take_over", thread="i3-1")
    (due,) = [one for one in room.of(Due) if one.kind is DueKind.HANDOVER_END]
    room.now += timedelta(hours=1)
    room.says("li", "/r 稍等，我查一下", thread="i3-1")
    (later,) = [one for one in room.of(Due) if one.kind is DueKind.HANDOVER_END]
    assert later.due_at > due.due_at


def test_registering_needs_to_know_what_for() -> None:
    room = attended({key: WHOLE[key] for key in ("company", "contact", "phone")})
    room.presses("li", "act:take_over", thread="i3-1")
    assert "还没有说清要办什么" in room.says("li", "登记", thread="i3-1")[0]
    room.says("li", "登记 需求：3块压力表检定", thread="i3-1")
    assert room.request(3).status is Status.SUBMITTED


def test_what_is_filed_already_is_not_registered() -> None:
    room = Room().with_(held(7))
    (told,) = room.says("li", "登记 7")
    assert told.startswith(
        "这张单现在是“待评估”，不能登记。现在可以：更正、改类别、催办、改派、回复、"
    )


BUTTONS = st.one_of(
    st.sampled_from([f"act:{action}" for action in Action]),
    st.sampled_from([f"act:{action}:on_behalf" for action in Action]),
    st.sampled_from(["see:contact", "see:pictures", "list:mine", "list:search", "case:f1:close"]),
    st.text(max_size=20),
)


@given(BUTTONS, st.sampled_from(["", "明天上午10点", "李雪", "9", "原因"]), st.sampled_from("789"))
def test_no_button_raises(does: str, words: str, n: str) -> None:
    room = Room().with_(dossier(7), held(8)).with_(*serving(9).dossiers.values())
    message = Outbound(ROOM.id, thread=f"i{n}-1", about=f"i{n}-1")
    room.presses_in("li", Pressed(message, does, "…"), words)
    assert room.decision.says
