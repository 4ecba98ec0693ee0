"""Rating a service in the chat where it was asked for: one tap or a few words an item.

The item that is asked follows from what was given; saved is only which question the person saw.
Everything may be changed until the window closes, by an old button or in words.
"""

import re
from typing import Final

from bot.dialogs import complaints
from bot.dialogs.intake import course
from bot.dialogs.intake.listening import NEEDING
from bot.dialogs.rating.effects import followed
from bot.dialogs.rating.hearing import NAMED, TROUBLE, MarksHeard, accuses, hear_marks
from bot.dialogs.rating.presses import press_rating
from bot.dialogs.rating.questions import DIALOG
from bot.dialogs.rating.reopening import hear_reopened, is_reopened
from bot.dialogs.rating.saying import after, in_doubt, is_over, judged_vaguely, late
from bot.dialogs.rating.words import Answer, answered
from bot.dialogs.talk import Talk
from core.decision import Decision
from core.dialogs.progress import ProgressState
from core.intents import Act, Meaning
from core.masking import scrub
from core.messages import Line
from core.rating import Rating
from core.rating_items import STAR_ITEMS, Mark
from core.ratings import Rated, give

__all__ = ["hear_rating", "press_rating"]

WISH: Final = re.compile(r"我?[想要去]?(?:评价|打分|评分)(?:一下)?[。!]?")
"""Nothing but the wish to rate, as an entry of a messenger's menu says it."""
NONE_YET: Final = Line("现在没有等您评价的服务。服务结束后，我会在这里请您评一评。")


def hear_rating(talk: Talk) -> Decision | None:
    """Hear a message about the rating; None where it says nothing about it."""
    rating = _rating(talk)
    if rating is None:
        return _none_yet(talk)
    asked = _asked(talk, rating)
    heard = hear_marks(talk, rating, asked)
    if is_reopened(talk, rating):
        return hear_reopened(talk, rating, heard)
    if is_over(talk, rating):
        speaks = heard.judged and _speaks_of_nothing_else(talk)
        return late(talk, rating, scrub(talk.inbound.text)) if speaks else None
    if heard.marks and (asked is not None or not talk.reading.means(*NEEDING)):
        return _given(talk, rating, heard)
    if asked is not None:
        return answered(Answer(talk, rating, asked, heard))
    return _unasked(talk, rating, heard)


def _none_yet(talk: Talk) -> Decision | None:
    if not WISH.fullmatch(talk.reading.plain):
        return None
    if talk.intake is None:
        return talk.say((NONE_YET,))
    return course.ask_again(talk, talk.intake, (NONE_YET,))


def _rating(talk: Talk) -> Rating | None:
    """The rating that a message is about: the one asked last, else the newest that is open, else
    the one that was closed last or whose service was reopened."""
    own = [one for one in talk.context.ratings if talk.actor.speaks_for(one.person)]
    progress = talk.open_dialog(DIALOG)
    asked = [one for one in own if progress and one.id == progress.subject]
    lasting = [one for one in (*asked, *own) if not is_reopened(talk, one)]
    standing = [one for one in lasting if one in asked or not is_over(talk, one)]
    return next(iter([*standing, *own]), None)


def _asked(talk: Talk, rating: Rating) -> int | None:
    """The item whose question was the last that was put in this chat."""
    standing = (one for one in talk.context.progresses if one.state is ProgressState.OPEN)
    last = next(standing, None)
    if last is None or last.dialog != DIALOG or last.subject != rating.id or not last.asked:
        return None
    return int(last.asked.key)


def _speaks_of_nothing_else(talk: Talk) -> bool:
    busy = talk.open_dossiers or talk.intake is not None
    return not busy and not talk.reading.means(*NEEDING, *TROUBLE)


def _unasked(talk: Talk, rating: Rating, heard: MarksHeard) -> Decision | None:
    named = NAMED.search(talk.reading.plain) or not talk.open_dossiers
    if not talk.reading.means(Meaning.EVALUATE) or not named:
        return None
    return (
        in_doubt(talk, rating, heard.doubt) if heard.doubt else judged_vaguely(talk, rating, None)
    )


def _given(talk: Talk, rating: Rating, heard: MarksHeard) -> Decision:
    """Write the marks down and ask on, unless the message wants something else besides."""
    rated = _give_all(talk, rating, heard.marks)
    reading = talk.reading
    if accuses(talk):
        kept = followed(talk.context, rating, rated)[1]
        return kept + complaints.take(talk)
    if reading.does(Act.NEW_NEED) and reading.means(*NEEDING) and talk.intake is None:
        return followed(talk.context, rating, rated)[1] + course.open_intake(talk)
    return after(talk, rating, rated, _same(heard.marks))


def _give_all(talk: Talk, rating: Rating, marks: dict[int, Mark]) -> Rated:
    done = Rated(rating)
    for item, mark in marks.items():
        given = give(done.rating, item, mark, talk.context.now, talk.actor)
        done = Rated(given.rating, done.events + given.events)
    return done


def _same(marks: dict[int, Mark]) -> int | None:
    """The stars to offer for the rest: those just given, where they are all the same."""
    stars = {mark for item, mark in marks.items() if item in STAR_ITEMS and isinstance(mark, int)}
    return stars.pop() if len(stars) == 1 else None
