"""A message while a need is being taken in: what may still belong elsewhere, then the answer."""

import re
from collections.abc import Callable
from typing import Final

from bot.dialogs import (
    corrections,
    guide,
    handover,
    progress_query,
    proposals,
    relay,
    side_questions,
    smalltalk,
)
from bot.dialogs.belonging import ASKED_ASIDE, answers_something, drops, leaves, spoken_of
from bot.dialogs.intake import course
from bot.dialogs.intake.doubt import is_for_a_person
from bot.dialogs.talk import Talk
from core.decision import Decision
from core.intents import Act, Meaning
from core.messages import Line

SMALL_TALK: Final = tuple(smalltalk.KINDS)
ASKING_STATE: Final = (Meaning.PROGRESS, Meaning.URGE, Meaning.PROBLEM)


TAKE_YOUR_TIME: Final = Line("好的，您慢慢看。没问题时回“确认”就提交，要改哪里直接说。")
LOOKS_AGAIN: Final = re.compile(
    r"\W*+(?:好的?|嗯|行|可以|等[等下]?|那)*+\W*+(?:我们?|容我)?(?:要|先(?!不)|得|可以|能不能)*+"
    r"(?:再?(?:看看|想想|看一?[下眼]|想一?下|核对(?:一?下)?|考虑(?:考虑|一?下)?|确认一?下|问问|商量(?:商量|一?下)?)|先?不(?:提交|交|报)(?!了))"
    r"(?:再说)?[吗吧哈啊呢]?\W*"
)


def _asked_last(talk: Talk) -> Decision | None:
    """While a need is taken in, a time that the station proposed after the last question."""
    asked = talk.intake.touched_at if talk.intake else None
    waiting = (one.request.proposal for one in talk.open_dossiers if one.request.proposal)
    later = any(asked is not None and one.at > asked for one in waiting)
    return proposals.hear(talk) if later else None


def _older_request(talk: Talk) -> Decision | None:
    """A request in work is spoken of while a new need is taken in: it is heard there, and the
    question is put again."""
    older = spoken_of(talk)
    if older is None or talk.intake is None:
        return None
    about = corrections.correct_need(talk, older) or relay.pass_on(talk, older)
    return about + course.ask_again(talk, talk.intake, ())


def _looks_again(talk: Talk) -> Decision | None:
    """“我再看看” before the summary neither confirms nor drops anything."""
    asked = talk.intake.asked if talk.intake else None
    if asked is None or asked.key != "confirm" or not LOOKS_AGAIN.fullmatch(talk.reading.plain):
        return None
    return talk.say((TAKE_YOUR_TIME,))


def _dropped(talk: Talk) -> Decision | None:
    progress = talk.intake
    return course.drop(talk, progress) if progress and drops(talk, progress) else None


def _left(talk: Talk) -> Decision | None:
    return course.put_off(talk) if talk.intake and leaves(talk) else None


def _state_asked(talk: Talk) -> Decision | None:
    """“进度” is told and no answer to what was asked, not even to “what is it about?”."""
    answers = talk.reading.does(Act.SKIP, Act.BACK, Act.CORRECT) or answers_something(talk)
    if talk.intake is None or answers or not talk.reading.means(*ASKING_STATE):
        return None
    lines, noted = _beside(talk)
    return course.ask_again(talk, talk.intake, lines) + noted if lines else None


def _person_chosen(talk: Talk) -> Decision | None:
    """The number of the option 人工; the word itself is heard before anything else."""
    asked = talk.intake.asked if talk.intake else None
    chosen = asked is not None and is_for_a_person(talk.reading, asked.options)
    return handover.begin(talk) if chosen else None


def _going_on(talk: Talk) -> Decision | None:
    """Side questions and small talk are answered and the question is put again; everything else
    is heard as an answer."""
    progress = talk.intake
    if progress is None:
        return None
    lines, noted = _beside(talk)
    heard = course.go_on(talk, progress, lines)
    if heard is not None:
        return heard + noted
    if not lines:
        return course.not_understood(talk, progress)
    return course.ask_again(talk, progress, lines) + noted


def _beside(talk: Talk) -> tuple[tuple[Line, ...], Decision]:
    """What a message asks beside the need, with its answer."""
    reading = talk.reading
    if reading.meant.topics:
        return side_questions.lines_for(talk), side_questions.noted(talk)
    if reading.means(Meaning.HELP, Meaning.FACTS) and not answers_something(talk):
        return guide.lines(talk), talk.heard("help")
    if reading.means(*ASKING_STATE):
        return progress_query.lines_for(talk), talk.heard("progress_asked", request="")
    if reading.means(*SMALL_TALK) and not answers_something(talk):
        return smalltalk.lines_for(talk), smalltalk.noted(talk)
    if ASKED_ASIDE.search(reading.plain):
        return (smalltalk.NOTED,), Decision()
    return (), Decision()


RULES: Final[tuple[Callable[[Talk], Decision | None], ...]] = (
    _asked_last,
    _older_request,
    _looks_again,
    _person_chosen,
    _dropped,
    _left,
    _state_asked,
    _going_on,
)
