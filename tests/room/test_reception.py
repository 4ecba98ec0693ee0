"""Taking over an enterprise's chat, filing its need for it, and recording one that phoned."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.conversations import Chat
from core.dialogs.progress import Progress, ProgressState
from core.parties import Contact
from core.requests.request import ServiceRequest
from core.requests.status import Status
from tests.room.rooms import ASKER, MONDAY, Room, attended

WHOLE = {
    "need.1.detail": "3块压力表要检定",
    "need.1.guess": "metrology",
    "company": "武汉晨光阀门有限公司",
    "contact": "张伟",
    "phone": "13800001207",
}


def test_taking_over_gives_the_member_the_word() -> None:
    room = attended(WHOLE)
    room.presses("li", "act:take_over", thread="i3-1")
    assert room.request(3).handled_at_reception
    (chat,) = room.of(Chat)
    assert (chat.id, chat.handed_over_to) == (ASKER.id, "li")
    room.says("li", "/r 您好，我是李雪", thread="i3-1")
    assert room.told_enterprise() == ["您好，我是李雪"]
    room.says("li", "结束接待", thread="i3-1")
    (chat,) = room.of(Chat)
    assert chat.handed_over_at is None


def test_registering_files_what_the_enterprise_said() -> None:
    room = attended(WHOLE)
    room.presses("li", "act:take_over", thread="i3-1")
    room.says("li", "登记", thread="i3-1")
    filed = room.request(3)
    assert filed.status is Status.SUBMITTED
    assert filed.requested_at == MONDAY
    assert filed.person == "p1"
    (contact,) = room.of(Contact)
    assert (contact.person, contact.phone) == ("p1", "13800001207")
    assert room.of(Chat)[0].handed_over_at is None
    assert room.of(Progress)[0].state is ProgressState.FINISHED
    assert "工作人员已替您登记" in room.told_enterprise()[-1]


def test_registering_says_what_is_lacking_and_takes_it() -> None:
    room = attended({key: WHOLE[key] for key in ("need.1.detail", "company")})
    room.presses("li", "act:take_over", thread="i3-1")
    (told,) = room.says("li", "登记", thread="i3-1")
    assert told.startswith("登记前还缺：联系人、电话。")
    room.says("li", "登记 联系人张伟 13800001207", thread="i3-1")
    assert room.request(3).status is Status.SUBMITTED


def test_registering_is_for_who_took_over() -> None:
    room = attended(WHOLE)
    assert "要由负责专员或站长来做" in room.says("li", "登记", thread="i3-1")[0]


def test_in_its_own_talk_a_reception_needs_no_number_and_no_gap() -> None:
    room = attended({key: WHOLE[key] for key in ("need.1.detail", "company")})
    room.presses("li", "act:take_over", thread="i3-1")
    room.says("li", "回复您好，请问电话多少", thread="i3-1")
    assert room.told_enterprise() == ["您好，请问电话多少"]
    room.says("li", "登记联系人张伟 13800001207", thread="i3-1")
    assert room.request(3).status is Status.SUBMITTED


def test_who_says_so_in_a_receptions_talk_takes_it_over() -> None:
    room = attended(WHOLE)
    room.says("li", "我来接", thread="i3-1")
    assert room.request(3).handled_at_reception


@pytest.mark.parametrize("text", ["登记", "结束接待", "接手"])
def test_before_everybody_a_reception_is_done_in_its_talk(text: str) -> None:
    room = attended(WHOLE)
    assert room.says("li", text) == [
        f"人工接待没有单号：请在那次接待的对话里发“{text}”，或点卡片上的按钮。"
    ]


def test_an_answer_before_everybody_names_a_request_or_is_written_in_its_talk() -> None:
    (told,) = Room().says("li", "回复 您好")
    assert told.startswith("请写上是哪张单，例如“回复 7”。人工接待没有单号：")


CALL = "代录 武汉晨光阀门有限公司 联系人张伟 13800001207 3块压力表要检定 昨天下午3点来电"


def test_a_call_is_recorded_with_its_own_time() -> None:
    room = Room()
    (told,) = room.says("li", CALL)
    assert "单位：武汉晨光阀门有限公司" in told
    assert "联系人：张伟" in told
    assert "需求：3块压力表要检定" in told
    assert "11月22日（周日）15:00（来电）" in told
    assert room.of(ServiceRequest) == []
    (told,) = room.says("li", "确认")
    filed = room.of(ServiceRequest)[-1]
    assert filed.status is Status.SUBMITTED
    assert filed.requested_at == MONDAY - timedelta(hours=18, minutes=30)
    assert filed.entered_at == MONDAY
    assert (filed.chat, filed.person, filed.channel, filed.owner) == ("", "", "phone", "")
    assert told.startswith("代录好了，单号")


def test_what_a_record_lacks_is_asked_one_by_one() -> None:
    room = Room()
    assert room.says("li", "代录")[0].startswith("代录：请发单位名称")
    assert room.says("li", "武汉晨光阀门有限公司")[0].startswith("代录：请发联系人")
    assert room.says("li", "张伟")[0].startswith("代录：请发联系电话")
    assert room.says("li", "1380000")[0].startswith("没看明白这一项。")
    assert room.says("li", "13800001207")[0].startswith("代录：请发企业要办的事")
    assert room.says("li", "想咨询")[0].startswith("代录：请选服务类别")
    (told,) = room.presses("li", "record:need.1.category:metrology")
    assert told.startswith("请核对代录的内容")
    (told,) = room.says("li", "电话13900001111")
    assert "13900001111" in told
    room.presses("li", "record:confirm:yes")
    assert room.of(ServiceRequest)[-1].status is Status.SUBMITTED
    assert "用不上了" in room.presses("li", "record:confirm:yes")[0]


def test_a_record_can_be_left() -> None:
    room = Room()
    room.says("li", "代录 武汉晨光阀门有限公司")
    assert room.says("li", "取消") == ["好的，先不办。"]
    assert room.says("li", "张伟") == []


def test_a_record_does_not_take_later_talk_for_an_answer() -> None:
    room = Room()
    room.says("li", "代录")
    room.now += timedelta(minutes=11)
    assert room.says("li", "中午吃什么") == []


def test_a_visit_is_told_from_a_call() -> None:
    room = Room()
    told = room.says("li", CALL.replace("昨天下午3点来电", "今天上午9点来访"))
    assert "11月23日（周一）09:00（来访）" in told[0]


def test_a_removed_head_cannot_register() -> None:
    room = attended(WHOLE)
    room.people["zhou"] = replace(room.people["zhou"], removed_at=MONDAY)
    assert "登录链接" in room.says("zhou", "登记", thread="i3-1")[0]
