"""What falls due in an enterprise's chat: a need left unfinished, a reception left silent."""

from typing import Final

from bot.acting import NOTHING_TOLD
from bot.dialogs.asking_phone import with_phone_key
from bot.dialogs.handover import released
from bot.dialogs.intake.course import choices_of
from bot.dialogs.intake.steps import INTAKE, brief
from bot.dialogs.rating.effects import attempted
from core.context import Context, Dossier
from core.decision import NOTHING, Decision
from core.dialogs.advance import Passed, advance
from core.dialogs.progress import Progress, ProgressState
from core.due import Due
from core.due_context import DueContext
from core.messages import Audience, Line, Outbound
from core.people import SYSTEM
from core.requests.actions import Action

IDLE: Final = "您要办的“{detail}”还差一点就能提交，方便时接着回答就行；不办了回“取消”。"
IDLE_UNNAMED: Final = Line("您有一件事还差一点就能提交，方便时接着回答就行；不办了回“取消”。")
RECEPTION_OVER: Final = Line("人工接待先到这里。有事随时留言，我都在。")
ROOM_TOLD: Final = Line("人工接待久未发言，已自动结束，企业的留言由助手接着登记。")


def nudge(due: Due, known: DueContext) -> Decision:
    """Remind once, gently, with the open question again."""
    context = known.context
    progress = _open_intake(context, due.object)
    if progress is None or context.chat.handed_over_at is not None:
        return NOTHING
    return _asked_again(context, progress, _unfinished(progress))


def end_reception(due: Due, known: DueContext) -> Decision:
    """Give the word back to the assistant and tell both sides."""
    del due
    context = known.context
    if context.chat.handed_over_at is None:
        return NOTHING
    decision = Decision(saves=(released(context.chat),))
    for dossier in context.dossiers:
        if dossier.request.handled_at_reception:
            decision += _given_back(context, dossier)
    progress = _open_intake(context)
    if progress is None:
        told = Outbound(context.chat.id, (RECEPTION_OVER,), audience=Audience.NOTICE)
        return decision + Decision(says=(told, *_to_rooms(context)))
    again = _asked_again(context, progress, RECEPTION_OVER)
    return decision + again + Decision(says=_to_rooms(context))


def _given_back(context: Context, dossier: Dossier) -> Decision:
    """Nobody attends to the draft any more; what that announces is said here once for all."""
    _after, moved = attempted(context, dossier, Action.HAND_BACK, SYSTEM, NOTHING_TOLD)
    return Decision(saves=moved.saves, calls_off=moved.calls_off, says=_cards(moved))


def _cards(decision: Decision) -> tuple[Outbound, ...]:
    return tuple(message for message in decision.says if message.card is not None)


def _to_rooms(context: Context) -> tuple[Outbound, ...]:
    thread = next(
        (one.request.id for one in context.dossiers if one.request.handled_at_reception), ""
    )
    return tuple(
        Outbound(room, (ROOM_TOLD,), thread=thread, audience=Audience.NOTICE, about=thread)
        for room in context.station.rooms
    )


def _open_intake(context: Context, key: str = "") -> Progress | None:
    return next(
        (
            progress
            for progress in context.progresses
            if progress.dialog == INTAKE.key
            and progress.state is ProgressState.OPEN
            and key in ("", progress.id)
        ),
        None,
    )


def _unfinished(progress: Progress) -> Line:
    detail = brief(progress.answers, "need.1.")
    return Line(IDLE, {"detail": detail}) if detail else IDLE_UNNAMED


def _asked_again(context: Context, progress: Progress, first: Line) -> Decision:
    turn = advance(INTAKE, progress, Passed(), context.now)
    if turn.question is None:
        return NOTHING
    message = Outbound(
        context.chat.id,
        (first, *turn.question.lines),
        choices_of(turn.progress, turn.question),
        audience=Audience.REMINDER,
    )
    return with_phone_key(context, Decision(saves=(turn.progress,), says=(message,)))
