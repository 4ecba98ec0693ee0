"""A rating filled in on its page: the same marks, and what follows from them, without a word in the
enterprise's chat.

The question that stands in the chat stays the one that was put there. Once it is answered, the chat
goes on where the page stopped; where the page has left nothing to ask, that question is over.
"""

from dataclasses import replace
from typing import Final

from bot.dialogs.rating.effects import followed, to_rooms
from bot.dialogs.rating.presses import Button, given
from bot.dialogs.rating.questions import DIALOG
from bot.dialogs.rating.reopening import SHOWN, is_reopened
from bot.dialogs.rating.saying import LATE_SHOWN
from bot.dialogs.rating.words import opined
from bot.dialogs.talk import Talk, saving
from core.decision import NOTHING, Decision
from core.dialogs.progress import ProgressState
from core.masking import scrub
from core.messages import Line, Press
from core.rating import Rating, still_asks, waits
from core.rating_items import OPINION, question
from core.refusals import Refused

FIELD: Final = "{rating}:{item}:{value}"


def field_of(rating: str, button: Button) -> Press:
    """What a page sends in for one item; an opinion's value is empty, its words are the text."""
    choice = FIELD.format(rating=rating, item=button.item, value=button.value)
    return Press(0, choice)


def fill_in(talk: Talk) -> Decision:
    """Keep what was filled in. What the domain refuses leaves everything as it is: the page shows
    what stands."""
    rating_id, *told = talk.inbound.press.choice.rsplit(":", 2) if talk.inbound.press else ("",)
    rating = next((one for one in talk.context.ratings if one.id == rating_id), None)
    if rating is None:
        return NOTHING
    if is_reopened(talk, rating):
        return _shown(talk, rating, SHOWN)
    try:
        return _kept(talk, rating, Button(*told))
    except Refused:
        return NOTHING


def _kept(talk: Talk, rating: Rating, button: Button) -> Decision:
    if button.item == str(OPINION):
        words, rated = opined(talk, rating)
        told = saving(words)
    else:
        rated, told = given(talk, rating, button), NOTHING
    if rated.late:
        return _shown(talk, rating, LATE_SHOWN)
    kept = followed(talk.context, rating, rated)[1]
    return told + kept + _nothing_left(talk, rated.rating)


def _shown(talk: Talk, rating: Rating, template: str) -> Decision:
    """What counts no more is read by the staff all the same."""
    return to_rooms(
        talk.context, rating.request, Line(template, {"words": scrub(talk.inbound.text)})
    )


def _nothing_left(talk: Talk, rating: Rating) -> Decision:
    """End the question in the chat, in its old place among the others, once it is answered and all
    the rest is."""
    standing = (one for one in talk.context.progresses if one.state is ProgressState.OPEN)
    progress = next(
        (one for one in standing if (one.dialog, one.subject) == (DIALOG, rating.id)), None
    )
    if progress is None or progress.asked is None:
        return NOTHING
    item = question(int(progress.asked.key))
    if still_asks(rating) or (item and waits(rating, item)):
        return NOTHING
    return saving(replace(progress, state=ProgressState.FINISHED, asked=None))
