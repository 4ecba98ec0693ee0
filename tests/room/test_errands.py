"""Lists, search, figures, duty, looking, handing over."""

from dataclasses import replace
from datetime import timedelta

from core.context import Counted, Listing
from core.conversations import Picture
from core.messages import text_of
from core.parties import Access, AccessKind, Person
from core.requests.status import Status
from tests.room.rooms import MONDAY, Room, dossier, held, member


def listed(*dossiers: object) -> Room:
    room = Room()
    room.more["listed"] = dossiers
    return room


def test_a_list_shows_the_age_in_working_time_and_no_phone() -> None:
    old = held(7)
    friday = replace(old.request, requested_at=MONDAY - timedelta(days=3))
    room = listed(replace(old, request=friday), dossier(8))
    (told,) = room.says("li", "我的待办")
    assert told.startswith("您的待办共2张")
    assert "HY-2026-0007 计量检测｜待评估｜7小时｜李雪" in told
    assert "HY-2026-0008 计量检测｜待接收｜0分钟｜无人接单" in told
    assert "武汉晨光阀门有限公司 张*" in told
    assert "13800001207" not in told


def test_an_empty_list_says_so_and_leads_on() -> None:
    room = listed()
    assert room.says("li", "待办") == ["您手上没有待办，辛苦了。"]
    (said,) = room.decision.says
    assert [choice.does for choice in said.choices] == [f"list:{Listing.ALL}"]
    assert room.presses("li", "list:all") == ["现在没有待办。"]


def test_a_long_list_is_cut_and_counted() -> None:
    room = listed(*(dossier(n) for n in range(1, 26)))
    (told,) = room.says("li", "全部待办")
    assert "还有5张没有列出" in told


def test_a_search_needs_a_term() -> None:
    assert "查 0007" in listed().says("li", "查")[0]
    assert listed().says("li", "查 晨光") == ["没有查到。可以按单号、单位名称或电话后四位查。"]
    assert listed(held(7)).says("li", "查找 1207")[0].startswith("查到1张")


def test_figures_of_few_ratings_are_not_shown() -> None:
    room = Room()
    room.more["counted"] = Counted((held(7).request,), ())
    (told,) = room.says("li", "统计")
    assert "提交需求：1" in told
    assert "满意率：—" in told


def test_duty_is_kept_and_told_to_all() -> None:
    room = Room()
    room.says("li", "离岗")
    assert room.told_room() == ["李雪离岗了。"]
    assert not room.people["li"].on_duty
    room.with_(dossier(7))
    assert room.says("li", "接单 7") == ["您现在不在岗，请先“上岗”。"]
    room.says("wang", "离岗")
    assert "没有专员在岗" in room.told_room()[0]
    room.says("li", "上岗")
    assert room.of(Person)[0].on_duty
    assert room.says("li", "上岗") == ["您已经在岗。"]


def test_the_owner_sees_the_contact_alone_and_it_is_noted() -> None:
    room = Room().with_(held(7))
    (told,) = room.presses("li", "see:contact", thread="i7-1")
    assert "13800001207" in told
    (access,) = room.of(Access)
    assert (access.request, access.person, access.what) == ("i7-1", "li", AccessKind.CONTACT)
    assert all(said.only == "li" for said in room.decision.says)


def test_others_do_not_see_the_contact() -> None:
    room = Room().with_(held(7))
    for other in ("wang", "zhou"):
        assert room.says(other, "联系方式 7") == [
            "“查看联系方式”要由负责专员来做，现在的负责人是李雪。"
        ]
        assert room.decision.saves == ()


def test_pictures_come_one_by_one_to_the_owner() -> None:
    room = Room().with_(replace(held(7), pictures=2))
    kept = [Picture(f"q{n}", "web:c1", "p1", "i7-1", f"upload-{n}", MONDAY) for n in (1, 2)]
    room.more["pictures"] = tuple(kept)
    room.says("li", "查看图片", thread="i7-1")
    assert [said.image for said in room.decision.says] == ["upload-1", "upload-2", ""]
    assert {said.only for said in room.decision.says} == {"li"}
    assert len(room.of(Access)) == 1


def test_where_there_is_nothing_to_see_nothing_is_noted() -> None:
    room = Room().with_(held(7))
    assert room.says("li", "查看图片 7") == ["这张单没有图片。"]
    assert room.of(Access) == []


def test_the_head_hands_over_all_of_somebodys() -> None:
    room = listed(held(7, "wang"), held(8, "wang")).with_(held(7, "wang"), held(8, "wang"))
    (told,) = room.says("zhou", "交接 王建国 给 李雪")
    assert told == "已把王建国的2张单交接给李雪。"
    assert {room.request(7).owner, room.request(8).owner} == {"li"}


def test_a_colleague_cannot_take_what_is_not_theirs() -> None:
    room = listed(held(7, "wang")).with_(held(7, "wang"))
    assert "要由负责专员或站长来做" in room.says("li", "交接 王建国")[0]
    assert room.request(7).owner == "wang"


def test_nothing_is_handed_over_to_somebody_off_duty() -> None:
    room = listed(held(7, "wang")).with_(held(7, "wang"))
    room.people["li"] = member("li", "李雪", *room.people["li"].roles, on_duty=False)
    assert room.says("zhou", "交接 王建国给李雪") == ["请选择本站在岗并完成岗前培训的专员。"]


def test_handing_over_says_what_it_needs() -> None:
    assert "交接 王芳 给 李明" in listed().says("zhou", "交接")[0]
    assert listed().says("zhou", "交接 王建国 给 李雪") == ["王建国手上没有需要交接的单。"]
    assert "没有找到“赵六”" in listed(held(7)).says("zhou", "交接 王建国 给 赵六")[0]


def test_an_ended_request_is_handed_over_too() -> None:
    ended = {"received_at": MONDAY, "replied_at": MONDAY, "ended_at": MONDAY}
    one = dossier(7, Status.ENDED, owner="wang", **ended)
    room = listed(one).with_(one)
    room.says("zhou", "交接 王建国 给 李雪")
    assert room.request(7).owner == "li"
    assert all("13800001207" not in text_of(said) for said in room.decision.says)
