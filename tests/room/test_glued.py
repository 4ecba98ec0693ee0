"""Words stuck together: understood where only a command can be meant, else told to be none."""

from datetime import time, timedelta

import pytest

from core.decision import NOTHING
from core.requests.request import Proposal, ProposalKind, Side
from core.requests.status import Status
from core.shanghai import moment
from tests.room.rooms import MONDAY, Room, dossier, held

HERE = "i7-1"
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    "text",
    ["预约明天上午10点", "预约到明天上午10点", "约明天上午十点", "预约明天上午10点，地点在厂里"],
)
def test_a_time_stuck_to_its_word_is_proposed(text: str) -> None:
    room = Room().with_(held(7))
    room.says("li", text, HERE)
    proposal = room.request(7).proposal
    assert proposal is not None
    assert proposal.value == moment(MONDAY.date().replace(day=24), time(10))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("回复明天上午10点来", "明天上午10点来"),
        ("回复您好，压力表可以送来", "您好，压力表可以送来"),
        ("当场答复您好，这项标准现行有效", "您好，这项标准现行有效"),
        ("/r您好，明天到", "您好，明天到"),
    ],
)
def test_an_answer_stuck_to_its_word_is_passed_on(text: str, told: str) -> None:
    room = Room().with_(held(7))
    room.says("li", text, HERE)
    assert told in room.told_enterprise()


@pytest.mark.parametrize("text", ["改派王建国 出差", "改派给王建国，出差"])
def test_a_colleague_stuck_to_the_word_takes_over(text: str) -> None:
    room = Room().with_(held(7))
    room.says("li", text, HERE)
    assert room.request(7).owner == "wang"


def test_the_head_assigns_by_a_word_and_a_name() -> None:
    room = Room().with_(dossier(7))
    room.says("zhou", "指派王建国", HERE)
    assert room.request(7).owner == "wang"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("挂起等样品到周五", Status.SUSPENDED),
        ("结束压力表检定合格，证书已交", Status.ENDED),
        ("跟进样品已送到实验室", Status.IN_SERVICE),
        ("结束3块压力表检定合格", Status.ENDED),
    ],
)
def test_what_is_done_may_be_stuck_to_its_word(text: str, status: Status) -> None:
    room = Room().with_(dossier(7, Status.IN_SERVICE, owner="li", started_at=MONDAY))
    assert room.says("li", text, HERE) == []
    assert room.request(7).status is status
    assert room.told_enterprise()


@pytest.mark.parametrize("text", ["延期到下周五 等机构排期", "延期下周五等机构排期"])
def test_a_later_day_stuck_to_its_word_is_proposed(text: str) -> None:
    room = Room().with_(dossier(7, Status.IN_SERVICE, owner="li", started_at=MONDAY))
    room.says("li", text, HERE)
    assert room.request(7).proposal is not None


@pytest.mark.parametrize("text", ["接7", "接7号", "接 #7", "接单7号单", "接第7单"])
@pytest.mark.parametrize("thread", ["", HERE])
def test_a_claim_may_be_short(text: str, thread: str) -> None:
    room = Room().with_(dossier(7))
    room.says("li", text, thread)
    assert room.request(7).owner == "li"


@pytest.mark.parametrize("text", ["我接了", "我来接", "我接单。", "这单我接了"])
def test_who_says_so_in_a_requests_talk_takes_it(text: str) -> None:
    room = Room().with_(dossier(7))
    room.says("li", text, HERE)
    assert room.request(7).owner == "li"
    assert room.says("wang", text, HERE) == ["这张单已由李雪接单。"]
    assert room.says("li", text, HERE) == []
    assert room.says("wang", text) == ["请写上是哪张单，例如“接单 7”。"]


DOUBTFUL = (
    "回复得太慢了",
    "回复3遍了",
    "回复第2遍了",
    "回复明天再说",
    "回复今天下午5点前必须发出",
    "回复明天上午10点来得及吗",
    "回复压力表修好了",
    "预约的事我问过了",
    "预约明天上午10点的那家又来电话了",
    "改派李雪的单",
    "改派吧",
    "挂起等他回话再说",
    "延期到下周五的那张",
    "结束后再说",
    "结束检定合格才行",
    "跟进一下",
    "当场答复不了",
    "办结了",
    "确认了",
    "接单后我联系他",
    "登记一下",
)


@pytest.mark.parametrize("text", DOUBTFUL)
def test_talk_that_begins_like_a_command_is_said_not_to_be_one(text: str) -> None:
    room = Room().with_(held(7))
    (told,) = room.says("li", text, HERE)
    assert told.startswith("这句话只有内部看得到，没有发给企业，也没有办理。")
    assert room.decision.saves == ()
    assert room.told_enterprise() == []


def test_whoever_is_misunderstood_learns_how_to_write_it() -> None:
    room = Room().with_(held(7))
    assert room.says("li", "回复压力表修好了", HERE) == [
        "这句话只有内部看得到，没有发给企业，也没有办理。"
        "要办请在“回复”后面空一格，例如“回复 您好，明天上午上门取样”；只是内部说说就不用管。"
    ]
    (told,) = room.says("li", "办结了", HERE)
    assert "请单独发“办结”" in told


@pytest.mark.parametrize(
    "text",
    [
        "问题不大",
        "结束了吗？",
        "确认一下型号再说",
        "大家先回复企业",
        "我问问仓库",
        "约3点到",
        "接样品去了",
        "接电话",
        "好的",
    ],
)
def test_free_talk_stays_silent(text: str) -> None:
    room = Room().with_(held(7))
    assert room.says("li", text, HERE) == []
    assert room.decision == NOTHING


def test_before_everybody_a_stuck_command_asks_for_the_request() -> None:
    room = Room().with_(held(7))
    assert room.says("li", "预约明天上午10点") == ["请写上是哪张单，例如“预约 7”。"]
    assert "例如“预约 7 明天上午10点”" in room.says("li", "预约7明天上午10点")[0]
    assert room.says("li", "回复得太慢了") == []


def test_what_was_asked_for_is_the_answer_however_it_begins() -> None:
    room = Room().with_(held(7))
    room.presses("li", "act:reply", thread=HERE)
    assert room.says("li", "预约的师傅明天到", HERE) == []
    assert room.told_enterprise() == ["预约的师傅明天到"]


@pytest.mark.parametrize("number", ["7号", "7号单", "#7", "第7单", "＃7", "7单", "第7号"])
@pytest.mark.parametrize("thread", ["", HERE])
def test_a_number_may_be_written_as_it_is_said(number: str, thread: str) -> None:
    room = Room().with_(dossier(7, Status.SELF_PLANNED, owner="li", appointment=MONDAY))
    room.says("li", f"开始 {number}", thread)
    assert room.request(7).status is Status.IN_SERVICE


def test_a_number_as_it_is_said_merges_too() -> None:
    room = Room().with_(held(7), held(9))
    room.says("li", "合并 7号 9号单 同一件事")
    assert room.request(7).status is Status.MERGED


def test_a_day_of_the_month_is_no_request() -> None:
    room = Room().with_(held(7), held(27))
    room.says("li", "预约 27号 上午10点", HERE)
    proposal = room.request(7).proposal
    assert proposal is not None
    assert proposal.value == moment(MONDAY.date().replace(day=27), time(10))


def test_anothers_number_never_leads_there_from_a_talk() -> None:
    room = Room().with_(held(7), held(2))
    (told,) = room.says("li", "回复 2号单 样品好了", HERE)
    assert told.startswith("HY-2026-0002是另一张单。")
    assert room.told_enterprise() == []


@pytest.mark.parametrize(
    "text", ["内部：这家事多", "内部 这家事多", "备注：先等等", "【内部】等等"]
)
def test_an_aside_is_no_answer(text: str) -> None:
    room = Room().with_(held(7))
    room.presses("li", "act:reply", thread=HERE)
    (told,) = room.says("li", text, HERE)
    assert told.startswith("这句话只有内部看得到，没有发给企业。")
    assert room.told_enterprise() == []
    room.says("li", "您好，明天到", HERE)
    assert room.told_enterprise() == ["您好，明天到"]


def test_an_aside_is_told_to_nobody_where_nothing_was_asked() -> None:
    room = Room().with_(held(7))
    room.says("li", "内部：这家事多", HERE)
    assert room.decision == NOTHING


def test_an_aside_with_a_time_books_nothing() -> None:
    room = Room().with_(held(7))
    room.presses("li", "act:book", thread=HERE)
    room.says("li", "备注：明天上午10点他不在", HERE)
    assert room.request(7).proposal is None


@pytest.mark.parametrize("word", ["预约", "改期"])
def test_what_a_proposal_does_not_carry_is_said(word: str) -> None:
    appointed = dossier(7, Status.SELF_PLANNED, owner="li", appointment=MONDAY)
    room = Room().with_(held(7) if word == "预约" else appointed)
    assert room.says("li", f"{word} 后天下午2:30 地点在厂里", HERE) == [
        "“地点在厂里”没有转告企业；要告诉企业，请用“回复”再发一次。"
    ]
    assert room.request(7).proposal is not None


def test_an_agreement_tells_a_time_and_no_words() -> None:
    proposal = Proposal(ProposalKind.APPOINTMENT, Side.ENTERPRISE, MONDAY, MONDAY + HOUR)
    room = Room().with_(held(7, proposal=proposal))
    (told,) = room.says("li", "确认 到门口打我电话", HERE)
    assert told.startswith("“到门口打我电话”没有转告企业")


def test_what_the_enterprise_said_on_the_phone_is_not_told_back() -> None:
    room = Room().with_(held(7))
    room.says("li", "预约 后天下午2:30", HERE)
    assert room.says("li", "代企业改期 周四下午2:30 他们后天停电", HERE) == []


def test_a_proposal_without_more_words_says_nothing_more() -> None:
    room = Room().with_(held(7))
    assert room.says("li", "预约 后天下午2:30可以吗", HERE) == []
