"""What is said in a written talk, by which its messengers are compared: to whom, in which words."""

from collections.abc import Callable, Iterable
from typing import Final

from bot.channels.web.desk import CHANNEL, Seat
from bot.desk.talking import Talking
from bot.intents.lexicon import Lexicon
from bot.replay.stage import STATION, Stage
from core.conversations import Said
from core.masking import scrub
from core.messages import text_of
from tests.transcripts.playing import CODE, DRAWN, IN_ROOM, Reporter, opened
from tests.transcripts.script import Later, Step

ALONE: Final = " 仅"

Spoken = list[tuple[str, str]]
"""To whom and in which words, chat by chat."""
Shown = Callable[[Said, Step | Later], bool]
"""Whether something said merely shows what stands at the messenger already."""


async def on_pages(
    lexicon: Lexicon, steps: list[Step | Later], is_shown: Shown, *, fetched: bool = False
) -> list[Spoken]:
    """What is said on the pages after each step, but for what a messenger shows by itself. The
    enterprises' pages are closed, or stand open: then what they are told is `fetched` at once, and
    left out is that it was."""
    async with opened(lexicon, steps) as stage:
        reporter, spoken, seen = Reporter(stage), [], set[tuple[str, int]]()
        for step in steps:
            await reporter.take(step)
            query = stage.engine.schema.of(Said).query(order="n")
            log: tuple[Said, ...] = await stage.engine.read(query.all)
            fresh = [one for one in log if (one.chat, one.n) not in seen]
            seen |= {(one.chat, one.n) for one in fresh}
            if fetched:
                await fetch(stage, fresh)
            told = [
                one
                for one in fresh
                if not (is_shown(one, step) or (fetched and one.message.replaces))
            ]
            spoken.append(spoken_of(told))
    return spoken


def spoken_of(log: Iterable[Said], room: str = IN_ROOM) -> Spoken:
    """Each chat in its order, the room's first."""
    chats = sorted(log, key=lambda one: (one.chat != room, one.chat, one.n))
    return [(addressed(one, one.chat == room), words_of(one)) for one in chats]


async def fetch(stage: Stage, told: Iterable[Said]) -> None:
    """Fetch what enterprises were told at their pages."""
    pages = Talking(stage.engine)
    for said in told:
        channel, _, key = said.chat.partition(":")
        if channel == CHANNEL and said.chat != IN_ROOM:
            await pages.mark_seen(Seat(key, key.removeprefix(f"{STATION}."), STATION), said.n)


def is_own(said: Said, step: Step | Later) -> bool:
    """Whether it merely shows what somebody wrote."""
    if not said.echo or said.message.passed_to or isinstance(step, Later):
        return False
    return bool(said.message.image) or words_of(said) in (scrub(step.text), step.text, step.label)


def addressed(said: Said, in_room: bool) -> str:
    """To whom something was said: a member alone by their id."""
    place = "群" if in_room else "企业"
    return f"{place}{ALONE}{said.message.only}" if said.message.only else place


def words_of(said: Said) -> str:
    """A message in short: a card by its title and state, a code without its figures."""
    message = said.message
    if message.card:
        return f"{message.card.title.render()}｜{message.card.state}"
    return (message.image and "［图片］") or DRAWN.sub(CODE, text_of(message))
