"""What an action lacks is asked of the member alone, and the next words may answer it."""

from datetime import timedelta

import pytest

from core.context import Pressed
from core.decision import NOTHING
from core.messages import Outbound
from core.requests.status import Status
from tests.room.rooms import ROOM, Room, dossier, held


def test_a_button_without_words_asks_for_what_it_needs() -> None:
    room = Room().with_(held(7))
    (told,) = room.presses("li", "act:book", thread="i7-1")
    assert told.startswith("请给出时间。")
    assert "“预约 明天上午10点”" in told
    assert room.request(7).proposal is None
    room.says("li", "明天上午10点", thread="i7-1")
    assert room.request(7).proposal is not None


def test_a_command_outside_a_talk_is_answered_outside_it() -> None:
    room = Room().with_(held(7))
    (told,) = room.says("li", "改派 7")
    assert "“改派 7 李明 出差”" in told
    assert room.says("li", "王建国") == [
        "请说明原因。在这张单下面回复就行，也可以写成“改派 7 李明 出差”；不办了请回“取消”。"
    ]
    room.says("li", "出差")
    assert room.request(7).owner == "wang"


def test_words_that_cannot_be_the_answer_stay_talk() -> None:
    room = Room().with_(held(7))
    room.presses("li", "act:book", thread="i7-1")
    assert room.says("li", "我先问问仓库", thread="i7-1") == []
    assert room.decision.saves == ()
    room.says("li", "后天下午2点", thread="i7-1")
    assert room.request(7).proposal is not None


def test_a_day_without_an_hour_is_asked_about() -> None:
    room = Room().with_(held(7))
    assert room.says("li", "预约 7 明天下午") == ["请写明几点，例如“明天上午10点”。"]
    assert room.says("li", "预约 7 今天上午8点") == ["这个时间已经过了，请换一个。"]


def test_nobody_elses_words_are_the_answer() -> None:
    room = Room().with_(held(7))
    room.presses("li", "act:reply", thread="i7-1")
    room.says("wang", "这家我熟", thread="i7-1")
    assert room.told_enterprise() == []
    assert room.request(7).replied_at is None


def test_words_in_another_talk_are_not_the_answer() -> None:
    room = Room().with_(held(7), held(8))
    room.presses("li", "act:reply", thread="i7-1")
    room.says("li", "这张先放一放", thread="i8-1")
    assert room.decision.says == ()


def test_a_question_does_not_wait_for_long() -> None:
    room = Room().with_(held(7))
    room.presses("li", "act:reply", thread="i7-1")
    room.now += timedelta(minutes=11)
    room.says("li", "中午吃什么", thread="i7-1")
    assert room.told_enterprise() == []


def test_what_was_asked_can_be_left() -> None:
    room = Room().with_(held(7))
    room.presses("li", "act:reply", thread="i7-1")
    assert room.says("li", "取消", thread="i7-1") == ["好的，先不办。"]
    room.says("li", "谢谢", thread="i7-1")
    assert room.told_enterprise() == []


def test_a_number_is_needed_where_there_is_no_talk() -> None:
    room = Room().with_(held(7))
    assert room.says("li", "结束") == ["请写上是哪张单，例如“结束 7”。"]
    assert room.says("li", "结束 8 好了") == ["没有找到单号HY-2026-0008。"]


def test_a_mere_figure_never_leads_to_another_request() -> None:
    room = Room().with_(held(7), held(2))
    (told,) = room.says("li", "回复 2 台都修好了", thread="i7-1")
    assert told.startswith("HY-2026-0002是另一张单。")
    assert room.told_enterprise() == []
    room.says("li", "回复 #7 2 台都修好了", thread="i7-1")
    assert room.told_enterprise() == ["2 台都修好了"]


def test_the_own_number_in_a_talk_is_no_part_of_the_words() -> None:
    room = Room().with_(held(7))
    room.says("li", "回复 7 您好", thread="i7-1")
    assert room.told_enterprise() == ["您好"]


@pytest.mark.parametrize("does", ["act:fly", "fly:claim", "", "see:soul", "list:stars", "case:x:y"])
def test_a_button_that_means_nothing_does_nothing(does: str) -> None:
    room = Room().with_(dossier(7))
    assert room.presses("li", does, thread="i7-1")
    assert room.request(7).status is Status.SUBMITTED


def test_a_button_that_nobody_sent_does_nothing() -> None:
    room = Room().with_(dossier(7))
    (told,) = room.presses_in("li", None)
    assert "用不上了" in told
    assert room.decision.toast == told


def test_a_button_in_a_message_to_somebody_else_does_nothing() -> None:
    room = Room().with_(dossier(7))
    private = Outbound(ROOM.id, thread="i7-1", only="zhou")
    (told,) = room.presses_in("li", Pressed(private, "act:claim", "接单"))
    assert "用不上了" in told
    assert room.request(7).status is Status.SUBMITTED


def test_an_unknown_command_gets_the_list_of_commands() -> None:
    told = Room().says("li", "/fly 7")
    assert told[0].startswith("没有这条命令")
    assert "接单" in told[0]
    assert Room().says("li", "帮助")[0].startswith("接单")


@pytest.mark.parametrize("talk", ["中午吃什么，这家企业真麻烦", "老王你好"])
def test_what_is_said_before_everybody_never_answers_an_enterprise(talk: str) -> None:
    room = Room().with_(held(7))
    room.presses("li", "act:reply", thread="i7-1")
    room.says("li", talk)
    assert room.decision == NOTHING
    (told,) = room.says("li", "回复 7")
    assert "请写成“回复 7 " in told
    room.says("li", talk)
    assert room.decision == NOTHING


def test_a_command_in_between_ends_a_question() -> None:
    room = Room().with_(held(7))
    room.presses("li", "act:reply", thread="i7-1")
    room.says("li", "我的待办", thread="i7-1")
    room.says("li", "晚点弄", thread="i7-1")
    assert room.decision == NOTHING
