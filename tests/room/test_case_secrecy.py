"""What is typed about a complaint, an opinion or a bad rating is seen by its author alone."""

import pytest

from bot.replay.stage import HEAD, SPECIALIST
from core.conversations import Said
from core.messages import text_of
from core.parties import Person
from tests.room.test_with_storage import COLLEAGUE, NEED, Acting, acting

NOTE = "已批评指定专员并致歉"
COMPLAINT = "我要投诉，等了半天没人管，态度还差"


async def seen_by(room: Acting, person: Person) -> str:
    """All that stands on this member's page."""
    rows: list[Said] = await room.said()
    seen = (row.message for row in rows if row.message.only in ("", person.id))
    return "\n".join(text_of(message) for message in seen)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "words",
    [
        (f"办结投诉 1 {NOTE}",),
        (f"办结投诉1 {NOTE}",),
        (f"办结投诉 9 {NOTE}",),
        (f"投诉 1 {NOTE}",),
        (f"处理投诉HY-TS-2026-0001：{NOTE}",),
        (f"办结意见 1 {NOTE}",),
        (f"办结差评 HY-2026-0001 {NOTE}",),
        ("办结投诉 1", NOTE),
    ],
)
async def test_no_other_member_reads_the_note(words: tuple[str, ...]) -> None:
    async with acting() as room:
        await room.files("c1", NEED)
        await room.stage.enterprise("c1", COMPLAINT)
        for said in words:
            await room.says(HEAD, said)
        assert NOTE in await seen_by(room, HEAD)
        for other in (SPECIALIST, COLLEAGUE):
            seen = await seen_by(room, other)
            assert NOTE not in seen
            assert "投诉" not in seen


@pytest.mark.asyncio
@pytest.mark.parametrize("word", ["投诉", "意见", "差评", "/complaints"])
async def test_nobody_else_sees_that_a_member_asked_for_cases(word: str) -> None:
    async with acting() as room:
        for person in (HEAD, SPECIALIST):
            await room.says(person, word)
            echoed = [row.message for row in await room.said() if row.echo]
            assert echoed[-1].only == person.id
            assert text_of(echoed[-1]) == word
        assert word not in await seen_by(room, COLLEAGUE)


@pytest.mark.asyncio
async def test_everything_else_in_the_room_is_seen_by_all() -> None:
    async with acting() as room:
        for said in ("统计", "大家下午好", "投诉的事大家都上点心", "意见3条都收到了"):
            await room.says(HEAD, said)
            assert said in await seen_by(room, COLLEAGUE)
