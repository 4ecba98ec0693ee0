"""The service guide: what the station does, in the order of form C.1, and how to ask for it."""

from collections.abc import Mapping
from typing import Final

from bot.dialogs.intake.course import choices_of
from bot.dialogs.intake.steps import is_category
from bot.dialogs.talk import Talk, saving
from core.categories import CATEGORIES, Category, CategoryRow, row_of
from core.decision import Decision
from core.dialogs.advance import Passed, advance
from core.dialogs.progress import Progress
from core.dialogs.steps import Answers, Dialog, Option, Question, Step
from core.messages import Line
from core.opening_hours import week_words

OFFER: Final = Line("我们能帮您办这些，回序号或直接说事都行：")
SERVICE: Final = Line("{n}. {label}")
SERVICE_NOTED: Final = Line("{n}. {label}（{note}）")
WHERE: Final = Line("{hours}\n电话：{phone}")
OFFERED: Final = tuple(row for row in CATEGORIES if not row.retired)
HOW: Final = Line("随时可以说：进度、人工、取消、投诉、意见。")


def _asks(_answers: Answers, _prefix: str) -> Question:
    return Question((OFFER,), tuple(Option(row.category, row.short) for row in OFFERED))


GUIDE: Final = Dialog("guide", (Step("service", _asks),))


def show(talk: Talk) -> Decision:
    """Show the guide; a number sent next is one of its rows."""
    context = talk.context
    progress = Progress(
        f"{context.turn}g", GUIDE.key, context.chat.id, context.person.id, "", context.at
    )
    turn = advance(GUIDE, progress, Passed(), context.now)
    question = turn.question or Question(())
    shown = talk.say(lines(talk), choices_of(turn.progress, question))
    return saving(turn.progress) + shown + talk.heard("help")


def lines(talk: Talk) -> tuple[Line, ...]:
    """The guide's words: the services with the station's own notes, when and where to call."""
    settings = talk.context.station.settings
    notes = dict(settings.service_notes)
    services = tuple(_service(n, row, notes) for n, row in enumerate(OFFERED, 1))
    where = {"hours": week_words(settings.hours), "phone": settings.phone}
    contact = (Line(WHERE.template, where),) if settings.phone else ()
    return (OFFER, *services, *contact, HOW)


def _service(n: int, row: CategoryRow, notes: Mapping[Category, str]) -> Line:
    values = {"n": str(n), "label": row.label}
    note = notes.get(row.category)
    return (
        Line(SERVICE_NOTED.template, {**values, "note": note})
        if note
        else Line(SERVICE.template, values)
    )


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
