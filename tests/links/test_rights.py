"""What a linked chat may do: what the enterprise may, in its own name; an unlinked one nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import pytest

from bot.elsewhere import CHANGED, ELSEWHERE
from bot.intents.lexicon import Lexicon
from bot.replay.stage import Stage, staged
from core.people import Actor
from core.ratings import give
from core.refusals import Refused
from core.requests.act import act
from core.requests.command import Command
from core.requests.request import ServiceRequest, Side
from core.requests.transitions import TRANSITIONS
from core.requests.who import side_of
from tests.links.test_codes import say
from tests.ratings.acts import LI, QIN, SOON, invited
from tests.requests.cases import CASES, Case
from tests.requests.cast import CAST, GOOD

BEGIN: Final = datetime(2026, 3, 3, 1, 30, tzinfo=UTC)
ASKER: Final = CAST["asker"]
STRANGER: Final = CAST["stranger"]
LINKED: Final = replace(STRANGER, circle=frozenset({ASKER.person, "p-third"}))
LINKED_ELSEWHERE: Final = replace(STRANGER, circle=frozenset({"p-third"}))
OF_ASKER: Final = [case for case in CASES if "asker" in case.by.split()]
OF_OTHERS: Final = [case for case in CASES if "asker" not in case.by.split()]


def tries(case: Case, by: Actor) -> tuple[ServiceRequest, str] | None:
    """The request afterwards and whom the event names; None where it was refused."""
    try:
        acted = act(case.request, case.command(by), GOOD, event_id="e1")
    except Refused:
        return None
    return acted.request, acted.events[0].by


@pytest.mark.parametrize("case", OF_ASKER, ids=lambda case: case.row)
def test_who_is_linked_does_what_the_asker_may_in_their_own_name(case: Case) -> None:
    asked = tries(case, ASKER)
    assert asked is not None
    assert tries(case, LINKED) == (asked[0], STRANGER.person)


@pytest.mark.parametrize("case", OF_ASKER, ids=lambda case: case.row)
def test_who_is_not_linked_does_nothing(case: Case) -> None:
    assert tries(case, STRANGER) is None
    assert tries(case, LINKED_ELSEWHERE) is None


@pytest.mark.parametrize("case", OF_OTHERS, ids=lambda case: case.row)
def test_a_link_gives_nobody_the_rights_of_the_staff(case: Case) -> None:
    as_asker, as_linked = tries(case, ASKER), tries(case, LINKED)
    assert (as_linked is None) == (as_asker is None)


@pytest.mark.parametrize("case", OF_ASKER, ids=lambda case: case.row)
def test_a_linked_chat_speaks_for_the_enterprise(case: Case) -> None:
    assert side_of(case.request, Command(case.action, LINKED, SOON)) is Side.ENTERPRISE


def test_a_rating_is_given_by_whoever_is_linked_and_says_who_gave_it() -> None:
    with pytest.raises(Refused):
        give(invited(), 1, 5, SOON, LI)
    rated = give(invited(), 1, 5, SOON, replace(LI, circle=frozenset({QIN.person})))
    assert rated.rating.items == {1: 5}
    assert rated.rating.person == QIN.person
    assert [event.by for event in rated.events] == [LI.person]


def test_whatever_is_told_of_another_chat_names_its_messenger() -> None:
    events = {row.event for row in TRANSITIONS}
    assert events >= set(ELSEWHERE)
    assert all("{channel}" in template for template in (CHANGED, *ELSEWHERE.values()))


SAYINGS: Final = (
    "HY-2026-0001进度",
    "撤回HY-2026-0001",
    "HY-2026-0001改到下周五下午",
    "可以",
    "电话改成13900009999",
    "催一下",
    "补充一下，从北门进",
    "不行",
    "五星",
    "我要评价",
    "不投诉了",
    "HY-2026-0001那天去不了了",
)


async def rows(stage: Stage) -> tuple[ServiceRequest, ...]:
    return await stage.engine.read(stage.engine.schema.of(ServiceRequest).query().all)


@pytest.mark.asyncio
async def test_an_unlinked_chat_neither_sees_nor_changes_a_request(lexicon: Lexicon) -> None:
    async with staged(lexicon, BEGIN) as stage:
        await say(stage, "hy", "a", "压力表检定，武汉示例物业有限公司，何明，13700001111，不急")
        await say(stage, "hy", "a", "确认")
        await stage.staff("接单", (await rows(stage))[0].id)
        before = await rows(stage)
        for text in SAYINGS:
            told = await say(stage, "hy", "b", text)
            assert "何明" not in told
            assert "压力表" not in told.replace("“压力表校准”", "")
            assert await rows(stage) == before
