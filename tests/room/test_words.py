"""What counts as a command, as a number, as a moment."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.room.glued import begins_with
from bot.room.moments import find_moment, find_past_moment, without
from bot.room.spoken import WORDS, hear, is_unknown_command
from bot.room.staff_names import find_colleague
from core.dialogs.progress import ProgressState
from core.requests.actions import SPOKEN, Action
from core.requests.numbers import mention, whole_number
from core.shanghai import moment
from tests.room.rooms import ASKER, MONDAY, STAFF, Room, dossier, held, member


@pytest.mark.parametrize(
    ("text", "action", "number", "rest"),
    [
        ("接单 7", Action.CLAIM, "#7", ""),
        ("接单7", Action.CLAIM, "#7", ""),
        ("接单 #0007", Action.CLAIM, "#7", ""),
        ("/claim hy-2026-0007", Action.CLAIM, "HY-2026-0007", ""),
        ("  接单：7", Action.CLAIM, "#7", ""),
        ("改派 7 李敏 出差", Action.REASSIGN, "#7", "李敏 出差"),
        ("预约 明天下午3点", Action.BOOK, "", "明天下午3点"),
        ("/r 您好\n明天到", Action.REPLY, "", "您好\n明天到"),
        ("问题 3个压力表坏了", Action.RECORD_PROBLEM, "", "3个压力表坏了"),
    ],
)
def test_a_command_is_a_word_a_number_and_the_rest(
    text: str, action: Action, number: str, rest: str
) -> None:
    spoken = hear(text)
    assert spoken is not None
    assert (spoken.means.means, spoken.number, spoken.rest) == (action, number, rest)


@pytest.mark.parametrize("word", sorted(set(SPOKEN) - {"取消"}))
def test_every_word_of_an_action_is_a_command(word: str) -> None:
    spoken = hear(f"{word} 7")
    assert spoken is not None
    recording = spoken.means.means is Action.RECORD
    assert recording or spoken.means.means is SPOKEN[word]


@pytest.mark.parametrize(
    "text",
    ["确认一下", "结束了", "问题不大", "意见 大家怎么看", "待办的事", "取消 7", "查一查", "好"],
)
def test_talk_is_no_command(text: str) -> None:
    assert hear(text) is None


def test_a_word_for_the_enterprise_is_marked_so() -> None:
    for text in ("代确认 7", "代企业确认 7", "代企业不同意 7 时间不合适"):
        spoken = hear(text)
        assert spoken is not None
        assert spoken.means.on_behalf
    assert WORDS["代录"].means is Action.RECORD
    assert not WORDS["代录"].on_behalf


def test_a_polite_word_is_no_answer() -> None:
    room = Room().with_(held(7))
    room.says("li", "寒暄 7 您好，我是李雪")
    assert room.told_enterprise() == ["您好，我是李雪"]
    assert room.request(7).replied_at is None


def test_an_unknown_command_is_told_from_talk() -> None:
    assert is_unknown_command("/fly 7")
    assert not is_unknown_command("/claim 7")
    assert not is_unknown_command("1/2 的样品")


def test_a_mention_stands_for_a_number_of_this_year() -> None:
    assert whole_number(mention("7"), "HY", 2026) == "HY-2026-0007"
    assert whole_number(mention("#12345"), "HY", 2026) == "HY-2026-12345"
    assert mention("hy-2025-0007") == "HY-2025-0007"
    assert mention("7台") == ""


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("明天上午10点", date(2026, 11, 24), time(10)),
        ("11-25 14:30", date(2026, 11, 25), time(14, 30)),
        ("2027年1月5日14:30", date(2027, 1, 5), time(14, 30)),
        ("2026-11-25 09:00", date(2026, 11, 25), time(9)),
        ("1月5号上午9点", date(2027, 1, 5), time(9)),
        ("周五下午3点半", date(2026, 11, 27), time(15, 30)),
        ("下午3点", date(2026, 11, 23), time(15)),
        ("到下周五", date(2026, 12, 4), None),
    ],
)
def test_a_moment_is_read(text: str, day: date, clock: time | None) -> None:
    found = find_moment(text, MONDAY)
    assert found is not None
    assert (found.day, found.clock) == (day, clock)


@pytest.mark.parametrize("text", ["3块压力表", "昨天下午3点", "尽快", ""])
def test_where_no_moment_ahead_is_named_none_is_read(text: str) -> None:
    assert find_moment(text, MONDAY) is None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("昨天下午3点来电", moment(date(2026, 11, 22), time(15))),
        ("今天上午9点来访", moment(date(2026, 11, 23), time(9))),
        ("11月20日下午2点", moment(date(2026, 11, 20), time(14))),
    ],
)
def test_a_moment_of_the_past_is_read(text: str, at: object) -> None:
    found = find_past_moment(text, MONDAY)
    assert found is not None
    assert found.clock is not None
    assert found.at(found.clock) == at


@pytest.mark.parametrize("text", ["今天下午3点", "明天上午9点", "前天", "13月45日", "来电"])
def test_what_is_not_over_is_no_moment_of_the_past(text: str) -> None:
    assert find_past_moment(text, MONDAY) is None


def test_a_moment_leaves_the_reason() -> None:
    for text in ("等样品 到周五", "到周五，等样品", "等样品到周五"):
        found = find_moment(text, MONDAY)
        assert found is not None
        assert without(text, found.span) == "等样品"


def test_a_colleague_is_found_by_name_unless_two_share_it() -> None:
    me = STAFF[1]
    found = find_colleague("交给王建国，李雪要出差", STAFF, me)
    assert found is not None
    assert found[0].id == "wang"
    oneself = find_colleague("我 来办", STAFF, me)
    assert oneself is not None
    assert oneself[0].id == "li"
    twin = member("other", "王建国")
    assert find_colleague("王建国", (*STAFF, twin), me) is None


WORDS_OF_A_ROOM = st.sampled_from(
    [*WORDS, "7", "#7", "9", "明天上午10点", "李雪", "原因", "\n", "："]
)


@given(
    st.lists(st.one_of(WORDS_OF_A_ROOM, st.text(max_size=6)), max_size=5),
    st.sampled_from(["", "i7-1", "i9-1"]),
    st.sampled_from(["li", "zhou", "zheng"]),
    st.sampled_from(["", " "]),
)
def test_nothing_that_is_typed_raises(
    pieces: list[str], thread: str, person: str, gap: str
) -> None:
    room = Room().with_(dossier(7), held(9))
    text = gap.join(pieces)
    room.says(person, text, thread)
    room.says(person, text, thread)
    open_questions = [one for one in room.progresses if one.state is ProgressState.OPEN]
    assert len(open_questions) <= 2


@given(st.text(max_size=40))
def test_what_is_no_command_never_reaches_the_enterprise(text: str) -> None:
    room = Room().with_(held(7))
    if hear(text) is None and not begins_with(text):
        room.says("li", text, thread="i7-1")
        assert not [said for said in room.decision.says if said.chat == ASKER.id]


def test_the_window_of_patience_is_short() -> None:
    room = Room().with_(held(7))
    room.says("li", "预约", thread="i7-1")
    room.now += timedelta(hours=1)
    assert room.says("li", "明天上午10点", thread="i7-1") == []
    assert room.request(7).proposal is None
