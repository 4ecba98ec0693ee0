"""The whole way of a request through the room, by words and by buttons."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.conversations import Chat
from core.messages import text_of
from core.parties import Words
from core.requests.request import ServiceRequest, Side
from core.requests.status import Status
from tests.room.rooms import ASKER, MONDAY, ROOM, Room, dossier, held


def test_a_request_goes_from_the_claim_to_its_close() -> None:
    room = Room().with_(dossier(7))
    assert room.says("li", "接单 7") == []
    assert room.request(7).owner == "li"
    assert room.told_enterprise() == ["HY-2026-0007由李雪负责，会尽快答复您。"]

    room.says("li", "/r 您好，明天上门检定可以吗？", thread="i7-1")
    assert room.told_enterprise() == ["您好，明天上门检定可以吗？"]
    assert room.request(7).replied_at == MONDAY

    room.says("li", "预约 明天上午10点", thread="i7-1")
    proposal = room.request(7).proposal
    assert proposal is not None
    assert proposal.by is Side.STATION
    assert "11月24日（周二）10:00" in room.told_enterprise()[0]

    room.says("li", "代确认 7")
    assert room.request(7).status is Status.SELF_PLANNED
    assert room.request(7).appointment == MONDAY + timedelta(days=1, minutes=30)


def test_a_service_goes_from_its_start_to_its_close() -> None:
    more = {"owner": "li", "received_at": MONDAY, "replied_at": MONDAY, "appointment": MONDAY}
    room = Room().with_(dossier(7, Status.SELF_PLANNED, **more))
    room.now += timedelta(days=1, hours=1)
    room.says("li", "开始", thread="i7-1")
    assert room.request(7).status is Status.IN_SERVICE
    room.says("li", "结束 3块压力表检定合格，证书已交", thread="i7-1")
    assert room.request(7).status is Status.ENDED

    rated = replace(room.request(7), status=Status.EVALUATED, evaluated_at=room.now)
    room.with_(replace(room.dossiers["i7-1"], request=rated))
    room.says("li", "办结 7")
    assert room.request(7).status is Status.CLOSED


def test_the_same_way_goes_by_buttons() -> None:
    room = Room().with_(dossier(7))
    room.presses("li", "act:claim", thread="i7-1")
    room.presses("li", "act:reply", "您好，收到", thread="i7-1")
    room.presses("li", "act:book", "2026年11月24日10:00", thread="i7-1")
    room.presses("li", "act:confirm:on_behalf", thread="i7-1")
    assert room.request(7).status is Status.SELF_PLANNED
    assert room.decision.toast == "好了"


def test_a_reply_to_an_unclaimed_request_claims_it_first() -> None:
    room = Room().with_(dossier(7))
    room.says("li", "回复 7 您好，我来办")
    kinds = [event.type for event in room.saved if type(event).__name__ == "RequestEvent"]
    assert [str(kind) for kind in kinds] == ["claimed", "answered"]
    cards = [said for said in room.decision.says if said.card]
    assert len(cards) == 1


def test_a_claim_that_is_refused_refuses_the_reply_too() -> None:
    room = Room().with_(dossier(7))
    room.people["li"] = replace(room.people["li"], trained=False)
    room.says("li", "回复 7 您好，我来办")
    assert room.decision.saves == ()
    assert room.told_enterprise() == []
    assert room.request(7).owner == ""


def test_talk_stays_in_the_room() -> None:
    room = Room().with_(held(7))
    for text in (
        "这家上次也是我办的",
        "确认一下型号再说",
        "结束了吗？",
        "问题不大",
        "2台还是3台？",
    ):
        assert room.says("li", text, thread="i7-1") == []
        assert room.decision.says == ()
        assert room.decision.saves == ()


def test_the_loser_of_a_claim_is_told_who_won() -> None:
    room = Room().with_(dossier(7))
    room.says("li", "接单 7")
    assert room.says("wang", "接单 7") == ["这张单已由李雪接单。"]
    assert room.decision.saves == ()
    assert room.decision.toast == "这张单已由李雪接单。"


def test_a_refusal_says_who_can() -> None:
    room = Room().with_(held(7))
    told = room.says("wang", "回复 7 您好")
    assert told == ["“回复”要由负责专员或站长来做，现在的负责人是李雪。"]


def test_refused_before_anything_is_asked() -> None:
    room = Room().with_(held(7))
    assert "负责专员或站长来做，现在的负责人是李雪" in room.says("wang", "预约 7")[0]


def test_a_stranger_hears_how_to_get_in() -> None:
    room = Room().with_(dossier(7))
    assert "登录链接" in room.says("nobody", "接单 7")[0]
    room.people["li"] = replace(room.people["li"], removed_at=MONDAY)
    assert "登录链接" in room.says("li", "接单 7")[0]
    assert room.request(7).status is Status.SUBMITTED


def test_reassigning_names_a_colleague_and_a_reason() -> None:
    room = Room().with_(held(7))
    room.says("li", "改派 7 王建国 我要出差")
    assert room.request(7).owner == "wang"
    (words,) = room.of(Words)
    assert words.text == "我要出差"


def test_merging_keeps_the_earlier_time() -> None:
    earlier = dossier(7)
    later = dossier(9)
    early = replace(earlier.request, requested_at=MONDAY - timedelta(hours=2))
    room = Room().with_(replace(earlier, request=early), later)
    room.says("li", "合并 7 9 同一件事")
    assert room.request(7).status is Status.MERGED
    assert room.request(7).merged_into == "i9-1"
    assert room.request(9).requested_at == MONDAY - timedelta(hours=2)


def test_only_requests_of_one_enterprise_merge() -> None:
    other = dossier(9, person="p2")
    foreign = replace(other, contact=None)
    room = Room().with_(dossier(7), foreign)
    assert room.says("li", "合并 7 9 同一件事") == ["两张单不是同一家企业的，不能合并。"]


def test_suspending_takes_the_reason_and_the_day() -> None:
    room = Room().with_(held(7))
    room.says("li", "挂起 7 等样品 到周五")
    suspended = room.request(7)
    assert suspended.status is Status.SUSPENDED
    assert suspended.expected_at is not None
    assert (room.of(Words)[0]).text == "等样品"
    room.says("li", "恢复 7")
    assert room.request(7).status is Status.RECEIVED


def test_changing_the_category_by_name_or_number() -> None:
    room = Room().with_(held(7))
    room.says("li", "改类别 7 认证")
    assert room.request(7).category == "certification"
    room.says("li", "改类别 7 1")
    assert room.request(7).category == "training"


def test_correcting_a_phone_keeps_the_rest_of_the_contact() -> None:
    room = Room().with_(held(7))
    room.says("li", "更正 7 电话13900001111")
    (contact,) = [value for value in room.decision.saves if type(value).__name__ == "Contact"]
    assert (contact.company, contact.name, contact.phone) == (
        "武汉晨光阀门有限公司",
        "张伟",
        "13900001111",
    )
    assert room.request(7).contact == contact.id


def test_correcting_a_time_takes_a_moment_of_the_past() -> None:
    begun = MONDAY - timedelta(hours=20)
    room = Room().with_(
        dossier(
            7,
            Status.IN_SERVICE,
            owner="li",
            received_at=MONDAY - timedelta(days=1),
            started_at=begun,
            onsite_at=begun,
        )
    )
    early = replace(room.request(7), requested_at=MONDAY - timedelta(days=2))
    room.with_(replace(room.dossiers["i7-1"], request=early))
    room.says("li", "更正时间 7 到场 昨天下午4点 当时忘了点")
    assert room.request(7).onsite_at == MONDAY - timedelta(hours=17, minutes=30)


def test_a_closed_request_is_not_reopened_after_the_window() -> None:
    ended = MONDAY - timedelta(days=90)
    more = {"owner": "li", "received_at": ended, "replied_at": ended, "ended_at": ended}
    old = dossier(7, Status.CLOSED, closed_at=ended, **more)
    room = Room().with_(replace(old, request=replace(old.request, requested_at=ended)))
    assert room.says("li", "重开 7 又不准了") == ["已过重开的期限，欢迎直接提出新的需求。"]


def test_a_request_by_phone_is_answered_by_phone() -> None:
    room = Room().with_(held(7, chat="", person=""))
    told = room.says("li", "回复 7 已电话告知明天上门")
    assert told == ["这张单没有线上对话，已记下；请打电话告知企业。"]
    assert room.request(7).replied_at == MONDAY


def test_a_time_outside_the_hours_is_remarked() -> None:
    room = Room().with_(held(7))
    assert "不在开放时间" in room.says("li", "预约 7 周六上午10点")[0]


def test_nothing_is_written_beside_what_was_decided() -> None:
    room = Room().with_(held(7))
    room.says("li", "回复 7 您好")
    assert not room.of(Chat)
    assert [one.id for one in room.of(ServiceRequest)] == ["i7-1"]
    rooms = {one.chat for one in room.decision.says}
    assert rooms == {ROOM.id, ASKER.id}
    assert all("13800001207" not in text_of(one) for one in room.decision.says)


@pytest.mark.parametrize("member", ["li", "wang", "zhou"])
def test_what_an_enterprise_urges_by_phone_any_member_records(member: str) -> None:
    room = Room().with_(held(7))
    assert room.says(member, "催办 7 企业又来问") == []
    (told,) = room.told_room()
    assert "催办：企业又来问" in told
    assert "代企业记录" in told
    assert room.told_enterprise() == []


def test_urging_has_a_button_that_records_the_enterprises_word() -> None:
    room = Room().with_(held(7))
    room.says("li", "跟进 7 样品已收")
    room.says("li", "催办 7")
    (card,) = [one for one in room.decision.says if one.card]
    assert ("代企业催办", "act:urge:on_behalf") in [(c.label, c.does) for c in card.choices]


def test_who_does_not_hold_a_request_hears_who_does() -> None:
    room = Room().with_(held(7))
    (told,) = room.says("wang", "开始 7")
    assert told.startswith("这张单现在是“待评估”，不能开始。由李雪负责。")
    (told,) = room.says("li", "开始 7")
    assert "负责。" not in told


def test_who_can_do_nothing_any_more_hears_who_holds_it() -> None:
    room = Room().with_(dossier(7, Status.CLOSED, owner="li"))
    (told,) = room.says("wang", "开始 7")
    assert told == "这张单现在是“已办结”，不能开始。由李雪负责。"
