"""What is said in a rating: the next question, a doubt, thanks, and that it may wait."""

import re
from typing import Final

from bot.dialogs.rating.effects import followed, to_rooms
from bot.dialogs.rating.hearing import Doubt
from bot.dialogs.rating.questions import Asking, ask, left, noted, put_in, until_of
from bot.dialogs.talk import Talk, saving
from bot.intents.entities.mark_words import NO_STAR
from bot.intents.entities.marks import Unclear
from core.bad_ratings import turned_bad
from core.context import Context
from core.decision import Decision
from core.dialogs.progress import Progress
from core.masking import scrub
from core.messages import Audience, Line, Outbound
from core.rating import Rating, RatingEventType, next_question
from core.rating_items import OPINION
from core.ratings import Rated

UNCLEAR: Final[dict[Unclear, Line]] = {
    Unclear.VAGUE: Line("想听准您的意思，请选一个："),
    Unclear.OUT_OF_RANGE: Line("这一项请在下面选一个；星级是1到5星。"),
}
NO_STAR_IS_GIVEN: Final = Line("听得出您不满意，很抱歉。星级最低是1星，请在下面选一个：")
ASKS_FOR_IT: Final = re.compile(
    r"(?:(?<![好差中])评价?|打分|评分)(?:一下|下|吧|了|啊|呢|嘛|吗|\?)*[。!~]*$|(?:怎么|哪里|在哪)评"
)
"""我要评价: asks for the question and judges nothing yet."""
LATE: Final = Line("谢谢您的评价。这次的评价期已过，不再计入，您的话已转给同事。")
LATE_SHOWN: Final = "评价期满后，企业又说：{words}（未计入评价）"
PUT_OFF: Final = "好的，不急。{until}前想评，说“评价”就行。"
SORRY: Final = Line("给您添麻烦了，我们会尽快联系您处理。")
OPINION_NOTED: Final = Line("您的意见记下了。")


def ask_now(context: Context, rating: Rating, first: Line) -> Decision:
    """Put the next question of the system's own accord."""
    asking = ask(rating, context.now)
    message = Outbound(
        rating.chat,
        (first, *asking.lines),
        asking.choices,
        audience=Audience.REMINDER,
        about=rating.request,
    )
    return Decision(saves=(asking.progress,), says=(message,))


def put_again(talk: Talk, rating: Rating, *first: Line, about: int | None = None) -> Decision:
    """Put the next question, or that of one item, or show what was given."""
    return _say(talk, ask(rating, talk.context.now, about=about), first)


def is_over(talk: Talk, rating: Rating) -> bool:
    """Whether an answer comes too late to be stored."""
    return not rating.is_open or talk.context.now >= rating.closes_at


def after(talk: Talk, rating: Rating, rated: Rated, same: int | None = None) -> Decision:
    """Keep what was given, say it back, ask on. `same`: stars to offer for the rest."""
    kept = followed(talk.context, rating, rated)[1]
    return kept + _say(talk, ask(rated.rating, talk.context.now, same), _said_back(rating, rated))


def _said_back(rating: Rating, rated: Rated) -> tuple[Line, ...]:
    if rated.rating.opinion != rating.opinion:
        return (OPINION_NOTED,)
    items = [event.item for event in rated.events if event.item in rated.rating.items]
    changed = any(event.type is RatingEventType.CHANGED for event in rated.events)
    said = noted({item: rated.rating.items[item] for item in items}, changed=changed)
    return (*said, SORRY) if turned_bad(rating, rated.rating) else said


def _say(talk: Talk, asking: Asking, first: tuple[Line, ...]) -> Decision:
    return saving(_here(talk, asking.progress)) + talk.say((*first, *asking.lines), asking.choices)


def leave(talk: Talk, rating: Rating) -> Decision:
    """Ask nothing more for the time being."""
    return saving(_here(talk, left(rating, talk.context.now)))


def _here(talk: Talk, progress: Progress) -> Progress:
    return put_in(progress, talk.context.chat.id, talk.context.person.id)


def in_doubt(talk: Talk, rating: Rating, doubt: Doubt) -> Decision:
    """Ask back with the choices; nothing is written down."""
    values = {"request": rating.request, "said": doubt.said, "reason": str(doubt.reason)}
    starless = NO_STAR.search(talk.reading.plain)
    line = NO_STAR_IS_GIVEN if starless else UNCLEAR[doubt.reason]
    asked = put_again(talk, rating, line, about=doubt.item)
    return asked + talk.heard("rating_unclear", **values)


def judged_vaguely(talk: Talk, rating: Rating, asked: int | None) -> Decision:
    """Words of a rating without a mark (态度一般般，其他都好): whoever merely asks to rate gets the
    question, whoever has judged hears first that it was not understood."""
    following = next_question(rating)
    item = asked or (following.number if following else OPINION)
    if item == OPINION or ASKS_FOR_IT.search(talk.reading.plain.strip()):
        return put_again(talk, rating)
    return in_doubt(talk, rating, Doubt(scrub(talk.inbound.text), Unclear.VAGUE, item))


def put_off(talk: Talk, rating: Rating) -> Decision:
    """Leave the person in peace until the next reminder; what was given stays."""
    line = Line(PUT_OFF, {"until": until_of(rating)})
    return leave(talk, rating) + talk.say((line,))


def late(talk: Talk, rating: Rating, words: str) -> Decision:
    """What comes after the window is thanked for and shown to the staff; it is not stored."""
    line = Line(LATE_SHOWN, {"words": words})
    return talk.say((LATE,)) + to_rooms(talk.context, rating.request, line)
