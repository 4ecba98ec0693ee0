"""The service guide: what the station does, in the order of form C.1, and how to ask for it."""

from typing import Final

from bot.dialogs.intake.course import choices_of
from bot.dialogs.intake.steps import is_category
from bot.dialogs.talk import Talk, saving
from core.categories import CATEGORIES, Category, row_of
from core.decision import Decision
from core.dialogs.advance import Passed, advance
from core.dialogs.progress import Progress
from core.dialogs.steps import Answers, Dialog, Option, Question, Step
from core.messages import Line

OFFER: Final = Line("我们能帮您办这些，回序号或直接说事都行：")
SERVICE: Final = Line("{n}. {label}")
HOW: Final = Line("随时可以说：进度、人工、取消、投诉、意见。")


def _asks(_answers: Answers, _prefix: str) -> Question:
    rows = [row for row in CATEGORIES if not row.retired]
    services = tuple(
        Line(SERVICE.template, {"n": str(n), "label": row.label}) for n, row in enumerate(rows, 1)
    )
    options = tuple(Option(row.category, row.short) for row in rows)
    return Question((OFFER, *services, HOW), options)


GUIDE: Final = Dialog("guide", (Step("service", _asks),))


def show(talk: Talk) -> Decision:
    """Show the guide; a number sent next is one of its rows."""
    context = talk.context
    progress = Progress(
        f"{context.turn}g", GUIDE.key, context.chat.id, context.person.id, "", context.at
    )
    turn = advance(GUIDE, progress, Passed(), context.now)
    question = turn.question or Question(())
    shown = talk.say(question.lines, choices_of(turn.progress, question))
    return saving(turn.progress) + shown + talk.heard("help")


def lines() -> tuple[Line, ...]:
    """The guide's words, to be read beside something else."""
    return _asks({}, "").lines


def chosen(talk: Talk, progress: Progress) -> Category | None:
    """The service whose number or name the message gives."""
    ordinal = talk.reading.ordinal
    options = progress.asked.options if progress.asked else ()
    options = tuple(option for option in options if is_category(option))
    if ordinal and ordinal <= len(options):
        return Category(options[ordinal - 1])
    named = talk.reading.plain.strip()
    rows = (row_of(Category(option)) for option in options)
    return next((row.category for row in rows if named in (row.label, row.short, row.title)), None)
