"""Answers to a question of a rating other than a mark that fits: in doubt, not now, an opinion."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.dialogs.intake.categories import OUTRIGHT
from bot.dialogs.intake.listening import NEEDING
from bot.dialogs.rating.hearing import MarksHeard
from bot.dialogs.rating.presses import Button, give_rest
from bot.dialogs.rating.questions import DIALOG, REST
from bot.dialogs.rating.saying import after, in_doubt, judged_vaguely, put_again, put_off
from bot.dialogs.talk import Talk, saving
from bot.intents.reading import Reading
from core.decision import NOTHING, Decision
from core.intents import Act, Meaning
from core.messages import Line
from core.parties import Words, WordsKind
from core.rating import Rating
from core.rating_items import OPINION
from core.ratings import NOT_ASKED, Rated, say_opinion, skip

STRANGE: Final = Line(NOT_ASKED)
NO_OPINION: Final = frozenset(
    ("没", "无", "没有", "没了", "没有了", "没意见", "没有意见", "暂无", "不用了", "没什么")
)
LATER_WORDS: Final = frozenset(
    ("先不评", "不评", "不评了", "先不评了", "不想评", "以后再评", "晚点评", "回头再评", "下次再评")
)
REST_WORDS: Final = frozenset(
    ("其余同分", "其他同分", "其余一样", "其他一样", "后面一样", "都一样")
)
OPINIONS: Final = (
    Meaning.NONE,
    Meaning.SUGGESTION,
    Meaning.PRAISE,
    Meaning.EVALUATE,
    Meaning.THANKS,
    Meaning.OFF_TOPIC,
)
WISHES: Final = re.compile(
    "希望|建议|下次|以后|要是|最好|应该|改进|改善|提升|加强|多点|更|再快|再早"
)
"""What an opinion says that otherwise sounds like a need: 希望检测再快一点."""
SIGNS: Final = " 。，,.!！~～"


@dataclass(frozen=True, slots=True)
class Answer:
    """A message in front of the question about item `asked`."""

    talk: Talk
    rating: Rating
    asked: int
    heard: MarksHeard

    @property
    def words(self) -> str:
        return self.talk.reading.plain.strip(SIGNS)


def answered(answer: Answer) -> Decision | None:
    """The first rule that answers has the message; None where it speaks of something else."""
    return next((found for rule in RULES if (found := rule(answer)) is not None), None)


def _later(answer: Answer) -> Decision | None:
    return put_off(answer.talk, answer.rating) if answer.words in LATER_WORDS else None


def _rest(answer: Answer) -> Decision | None:
    """其余同分 in words counts where it was offered under the question."""
    progress = answer.talk.open_dialog(DIALOG)
    stars = progress.answers.get(REST, "") if progress else ""
    if answer.words not in REST_WORDS or not stars:
        return None
    rated = give_rest(answer.talk, answer.rating, Button(REST, stars))
    return after(answer.talk, answer.rating, rated)


def _skipped(answer: Answer) -> Decision | None:
    talk, none = answer.talk, answer.asked == OPINION and answer.words in NO_OPINION
    if not none and not talk.reading.does(Act.SKIP):
        return None
    rated = skip(answer.rating, answer.asked, talk.context.now, talk.actor)
    return after(talk, answer.rating, rated)


def _doubt(answer: Answer) -> Decision | None:
    reading, doubt = answer.talk.reading, answer.heard.doubt
    if doubt is None or reading.means(*NEEDING) or reading.does(Act.NEW_NEED):
        return None
    return in_doubt(answer.talk, answer.rating, doubt)


def _strange(answer: Answer) -> Decision | None:
    return put_again(answer.talk, answer.rating, STRANGE) if answer.heard.strange else None


def _opinion(answer: Answer) -> Decision | None:
    talk, reading = answer.talk, answer.talk.reading
    if answer.asked != OPINION or reading.does(Act.NEW_NEED) or not _may_be_opinion(reading):
        return None
    words, rated = opined(talk, answer.rating)
    suggested = talk.heard("suggestion") if reading.means(Meaning.SUGGESTION) else NOTHING
    return saving(words) + after(talk, answer.rating, rated) + suggested


def opined(talk: Talk, rating: Rating) -> tuple[Words, Rated]:
    """The whole message as the opinion; its words are to be saved where it is not late."""
    context = talk.context
    words = Words(
        f"{context.turn}.opinion", WordsKind.OPINION, rating.request, context.person.id,
        context.now, talk.inbound.text,
    )  # fmt: skip
    return words, say_opinion(rating, words.id, context.now, talk.actor)


def _may_be_opinion(reading: Reading) -> bool:
    """What was asked last is the opinion: every free text is one, but for what always wins and a
    need that is sure."""
    if reading.means(*NEEDING):
        sure = reading.meant.confidence >= OUTRIGHT and not reading.meant.ask
        return not sure or WISHES.search(reading.plain) is not None
    return reading.means(*OPINIONS) and not reading.meant.topics


def _resumed(answer: Answer) -> Decision | None:
    means = answer.talk.reading.means(Meaning.EVALUATE)
    return judged_vaguely(answer.talk, answer.rating, answer.asked) if means else None


RULES: Final[tuple[Callable[[Answer], Decision | None], ...]] = (
    _later,
    _rest,
    _skipped,
    _doubt,
    _strange,
    _opinion,
    _resumed,
)
