"""What is said of a service that was reopened: its rating takes no more marks.

What was given before stays with the old cycle; the next end of the service brings a rating of its
own. The staff read what was said, since it is of the work that goes on.
"""

from typing import Final

from bot.dialogs import complaints
from bot.dialogs.intake.listening import NEEDING
from bot.dialogs.rating.effects import to_rooms
from bot.dialogs.rating.hearing import NAMED, TROUBLE, MarksHeard, accuses
from bot.dialogs.rating.saying import is_over, leave, put_again
from bot.dialogs.talk import Talk
from core.decision import Decision
from core.intents import Meaning
from core.masking import scrub
from core.messages import Line
from core.rating import Rating
from core.rating_items import Solved

REOPENED: Final = Line("这件事已重开，办完再请您评；您的话已转给同事。")
ONCE_MORE: Final = Line("那是重开以前的评价，请评这一次：")
SHOWN: Final = "重开以后，企业说：{words}（未计入评价）"


def is_reopened(talk: Talk, rating: Rating) -> bool:
    """Whether the request was taken up again after the service that is rated."""
    return any(
        dossier.request.id == rating.request and dossier.request.cycle > rating.cycle
        for dossier in talk.context.dossiers
    )


def hear_reopened(talk: Talk, rating: Rating, heard: MarksHeard) -> Decision | None:
    """Stars and words of satisfaction are answered; that it is not solved is said of the work."""
    judges = any(not isinstance(mark, Solved) for mark in heard.marks.values())
    if judges and accuses(talk):
        return complaints.take(talk)
    rates = talk.reading.means(Meaning.EVALUATE) and NAMED.search(talk.reading.plain)
    if talk.reading.means(*NEEDING, *TROUBLE) or not (judges or rates):
        return None
    return not_taken(talk, rating, scrub(talk.inbound.text))


def not_taken(talk: Talk, rating: Rating, words: str) -> Decision:
    """Say that it comes too early, or ask for the rating of the service that has ended since."""
    since = (
        one
        for one in talk.context.ratings
        if one.request == rating.request and one.cycle > rating.cycle and not is_over(talk, one)
    )
    newer = next(since, None)
    if newer is not None:
        return put_again(talk, newer, ONCE_MORE)
    shown = to_rooms(talk.context, rating.request, Line(SHOWN, {"words": words}))
    return leave(talk, rating) + talk.say((REOPENED,)) + shown
