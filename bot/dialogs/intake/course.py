"""Carrying a need from the first word to its number: opening, going on, dropping, filing."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bot.acting import perform
from bot.dialogs import background
from bot.dialogs.intake.categories import chosen_key
from bot.dialogs.intake.details import BETWEEN, open_needs
from bot.dialogs.intake.doubt import is_open, missed_again, pressed
from bot.dialogs.intake.drafts import (
    begin_draft,
    called_off,
    draft_of,
    drafts_of,
    new_drafts,
    profile,
)
from bot.dialogs.intake.filing import Filing, filed
from bot.dialogs.intake.hearing import hear, hear_first, hear_people
from bot.dialogs.intake.listening import Hearing, Listening
from bot.dialogs.intake.noting import noted
from bot.dialogs.intake.steps import (
    BESIDE,
    INTAKE,
    NEITHER,
    brief,
    counting_beside,
    label_of,
    needs_in,
    told_in,
)
from bot.dialogs.intake.teaching import taught
from bot.dialogs.opening_hours import closed_note
from bot.dialogs.talk import Talk, saving
from bot.due.conversation_rows import draft_left, draft_touched
from core.context import Dossier
from core.conversations import Heard, Picture
from core.decision import Decision
from core.dialogs.advance import (
    AnswerChange,
    Answered,
    Cancelled,
    Change,
    Event,
    Passed,
    Resumed,
    Skipped,
    Turn,
    WentBack,
    advance,
)
from core.dialogs.progress import Progress
from core.dialogs.steps import Answers, Question
from core.intents import Act
from core.messages import Attachment, Choice, Line
from core.requests.actions import Action
from core.requests.status import Status

TAKEN: Final = Line("好的，我来登记。")
CHANGED: Final = Line("好的，已经改过来了。")
DROPPED: Final = Line("好的，先不办。填过的都替您留着，想接着办时说“接着办”就行。")
PUT_OFF: Final = Line("好的，您先忙。填过的都留着，回来接着说就行。")
RESUMED: Final = Line("好的，接着办“{detail}”。")
CANNOT_SKIP: Final = Line("这一项办理时要用到，麻烦您填一下。")
NOTHING_BEFORE: Final = Line("前面没有可以退的了。")
NOT_UNDERSTOOD: Final = Line("不好意思，我没看明白。")
WHAT_IS_WRONG: Final = Line("哪里要改您直接说，比如“电话改成……”“时间改到下周五”。")
FILED: Final = Line("登记好了，单号{number}（{category}）。专员接单后会在这里联系您。")
FILED_SEVERAL: Final = Line("单号{number}（{category}）：{detail}")
SEVERAL_FILED: Final = Line("登记好了，分成几张单同时办理：")
AFTER_FILING: Final = Line("随时可以发“进度”查询；资料有变直接告诉我就行。")
PICTURE_TAKEN: Final = Line("图片收到了。")
PICTURE_FIRST: Final = Line("图片收到了。请问这是要办什么事？")


def open_intake(talk: Talk, category: str = "", beside: tuple[Line, ...] = ()) -> Decision:
    """Open a need with all that its first message says, and with what was answered `beside` it; the
    profile is taken over, not asked."""
    context = talk.context
    opened = {"need.1.category": category} if category else _opened(talk)
    progress = Progress(
        context.turn, INTAKE.key, context.chat.id, context.person.id, context.turn, context.at
    )
    said = Hearing() if category else hear_first(Listening(talk.reading, opened, None))
    answers = {**opened, **profile(talk), **said.answers}
    decision = Decision()
    for n in told_in(answers):
        decision += begin_draft(talk, progress, answers, n)
    decision += _pictures(talk, progress, talk.context.pictures)
    turn = advance(INTAKE, progress, Answered(answers), context.now)
    return decision + _answer(talk, turn, (TAKEN, *beside), noted(progress, turn))


def _opened(talk: Talk) -> dict[str, str]:
    """The needs of the message, the first with what was told right before it."""
    opened, told = open_needs(talk.reading), background.before(talk)
    detail = opened.get("need.1.detail")
    if told and detail:
        opened["need.1.detail"] = BETWEEN.join((told, detail))
    return opened


def put_off(talk: Talk) -> Decision:
    """Somebody has to leave: what was filled in stays, and nothing is asked again now."""
    return talk.say((PUT_OFF,))


def go_on(talk: Talk, progress: Progress, beside: tuple[Line, ...] = ()) -> Decision | None:
    """Hear a message about the need that is open, with what was answered beside it; None where it
    says nothing about the need."""
    listening = Listening(talk.reading, progress.answers, progress.asked)
    heard = hear(listening)
    event, said = _event(talk, heard)
    if event is None:
        return None
    lines = (*beside, *said)
    turn = advance(INTAKE, progress, event, talk.context.now)
    if turn.refused:
        lines = (CANNOT_SKIP if isinstance(event, Skipped) else NOTHING_BEFORE,)
    decision = new_drafts(talk, progress, turn) + called_off(talk, progress, turn)
    decision += taught(talk, progress, turn, chosen_key(listening))
    return decision + _answer(talk, turn, lines, noted(progress, turn, heard.rejections))


def _event(talk: Talk, heard: Hearing) -> tuple[Event | None, tuple[Line, ...]]:
    reading = talk.reading
    why = tuple(Line(one.rejected.why, one.rejected.values) for one in heard.rejections)
    if heard.answers:
        return Answered(heard.answers), why
    if why:
        return Passed(), why
    if reading.does(Act.BACK):
        return WentBack(), ()
    if reading.does(Act.SKIP):
        return Skipped(), ()
    if reading.does(Act.DENY, Act.CORRECT):
        return Passed(), (WHAT_IS_WRONG,)
    return None, ()


def ask_again(talk: Talk, progress: Progress, lines: Iterable[Line]) -> Decision:
    """Answer something else first, then put the open question again."""
    turn = advance(INTAKE, progress, Passed(), talk.context.now)
    return _answer(talk, turn, tuple(lines), ())


def not_understood(talk: Talk, progress: Progress) -> Decision:
    """Say that it was not understood, and put the question again."""
    listening = Listening(talk.reading, progress.answers, progress.asked)
    event = Answered(missed_again(listening)) if is_open(listening) else Passed(misread=True)
    turn = advance(INTAKE, progress, event, talk.context.now)
    return _answer(talk, turn, (NOT_UNDERSTOOD,) if isinstance(event, Passed) else (), ())


def press(talk: Talk, progress: Progress, key: str, answer: str) -> Decision:
    """A button under one of the questions, of today or of days ago; an answer that no longer
    stands is dropped as saved ones are, and asked again."""
    if answer == NEITHER and key in progress.answers:
        return ask_again(talk, progress, (WHAT_IS_WRONG,))
    event = Answered(pressed(progress.answers, key, answer))
    turn = advance(INTAKE, progress, event, talk.context.now)
    return taught(talk, progress, turn, key) + _answer(talk, turn, (), noted(progress, turn))


def drop(talk: Talk, progress: Progress) -> Decision:
    """Let a need rest: what was filled in is kept."""
    return let_go(talk, progress) + talk.say((DROPPED,))


def let_go(talk: Talk, progress: Progress) -> Decision:
    """Ask no further, without a word about it."""
    turn = advance(INTAKE, progress, Cancelled(), talk.context.now)
    decision = saving(_touched(turn.progress)) + draft_left(progress)
    for dossier in drafts_of(talk, progress, Status.DRAFT):
        _, moved = perform(talk.context, dossier, Action.DROP, talk.actor)
        decision += moved + talk.heard("cancelled", request=dossier.request.id)
    return decision


def resume(talk: Talk, progress: Progress) -> Decision:
    """Take a need up again where it was left, with its first message's time."""
    lines = (Line(RESUMED.template, {"detail": brief(progress.answers, "need.1.")}),)
    people = hear_people(Listening(talk.reading, progress.answers, None))
    resumed = advance(INTAKE, progress, Resumed(), talk.context.now).progress
    turn = advance(INTAKE, resumed, Answered(people.answers), talk.context.now)
    decision = _answer(talk, turn, lines, noted(progress, turn))
    for dossier in drafts_of(talk, progress, Status.DROPPED):
        _, moved = perform(talk.context, dossier, Action.RESUME_DRAFT, talk.actor)
        decision += moved + talk.heard("resumed", request=dossier.request.id)
    return decision


def take_picture(talk: Talk, attachment: Attachment) -> Decision:
    """Keep a picture with the need that is open, or for the need that comes next."""
    progress = talk.intake
    kept = keep_picture(talk, attachment, f"{progress.id}-1" if progress else "")
    if progress is None:
        return kept + talk.say((PICTURE_FIRST,))
    return kept + ask_again(talk, progress, (PICTURE_TAKEN,))


def keep_picture(talk: Talk, attachment: Attachment, request: str) -> Decision:
    """Keep a picture with a request, or loose for the one that comes next."""
    context = talk.context
    picture = Picture(
        f"{context.turn}.picture", context.chat.id, context.person.id, request,
        attachment.reference, context.at, size=attachment.size,
    )  # fmt: skip
    return saving(picture) + talk.heard("attachment", kind=attachment.kind)


def _is_beside(change: AnswerChange) -> bool:
    """Whether a need was merely told more of, or no answer changed at all."""
    added = change.key.endswith(".detail") and change.value.startswith(change.old)
    return added or change.key.endswith(BESIDE)


def _answer(talk: Talk, turn: Turn, lines: tuple[Line, ...], noted: tuple[Heard, ...]) -> Decision:
    decision = saving(_touched(turn.progress)) + Decision(heard=noted)
    if turn.finished is not None:
        answers = {**turn.finished, **counting_beside(turn.progress.answers)}
        return decision + draft_left(turn.progress) + file(talk, turn.progress, answers)
    changed = any(one.change is Change.CHANGED and not _is_beside(one) for one in turn.changes)
    said = lines or ((CHANGED,) if changed else ())
    question = turn.question or Question(())
    decision += draft_touched(talk.context, turn.progress)
    return decision + talk.say((*said, *question.lines), choices_of(turn.progress, question))


def choices_of(progress: Progress, question: Question) -> tuple[Choice, ...]:
    """The options as buttons; what each does names the dialog and the question it hangs under."""
    key = progress.asked.key if progress.asked else ""
    return tuple(
        Choice(str(index), option.label, f"{progress.dialog}:{progress.id}:{key}:{option.id}")
        for index, option in enumerate(question.options, 1)
    )


def file(talk: Talk, progress: Progress, answers: Answers) -> Decision:
    """File every need as a request of its own, with one contact."""
    context = talk.context
    drafts = tuple(draft_of(talk, progress, n) for n in needs_in(answers))
    filing = Filing(context, answers, drafts, context.person.id, talk.actor, known=context.contact)
    done, decision = filed(filing)
    for dossier in done:
        decision += talk.heard("confirmed", request=dossier.request.id)
    several = (SEVERAL_FILED,) if len(done) > 1 else ()
    lines = filed_lines(done)
    return decision + talk.say((*several, *lines, *closed_note(context), AFTER_FILING))


def filed_lines(done: tuple[Dossier, ...]) -> tuple[Line, ...]:
    """A line for each request that was filed, with its number."""
    template = FILED if len(done) == 1 else FILED_SEVERAL
    return tuple(
        Line(
            template.template,
            {
                "number": dossier.request.number,
                "category": label_of(dossier.request.category),
                "detail": dossier.detail,
            },
        )
        for dossier in done
    )


def _pictures(talk: Talk, progress: Progress, loose: Iterable[Picture]) -> Decision:
    """Pictures that came before anybody knew what for belong to the need that comes next."""
    return saving(*(replace(picture, request=f"{progress.id}-1") for picture in loose))


def _touched(progress: Progress) -> Progress:
    return replace(progress, revision=progress.revision + 1)
