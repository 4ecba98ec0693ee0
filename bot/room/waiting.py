"""What a member was asked and has not answered yet, so that the next words may be the answer.

A question does not wait for long: words written an hour later in the same talk are talk.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from bot.room.talk import RoomTalk, saying
from core.decision import Decision
from core.dialogs.progress import Asked, Progress, ProgressState
from core.messages import Line

DIALOG: Final = "room"
PATIENCE: Final = timedelta(minutes=10)
STOPPED: Final = "好的，先不办。"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An action that lacks something: on which object, and what was said so far."""

    asked: str
    subject: str
    said: str = ""
    on_behalf: bool = False
    courtesy: bool = False


def ask(talk: RoomTalk, waiting: Waiting, *lines: Line) -> Decision:
    """Ask this member alone, and keep what was asked in place of any older question."""
    context = talk.context
    progress = Progress(
        f"{context.turn}.asked", DIALOG, context.chat.id, talk.person.id, waiting.subject,
        context.at, _answers(talk, waiting), Asked(waiting.asked), touched_at=context.now,
    )  # fmt: skip
    return settle(talk) + Decision(saves=(progress,)) + talk.tell(*lines)


def _answers(talk: RoomTalk, waiting: Waiting) -> dict[str, str]:
    answers = {
        "thread": talk.thread,
        "said": waiting.said,
        "on_behalf": "yes" if waiting.on_behalf else "",
        "courtesy": "yes" if waiting.courtesy else "",
    }
    return {key: value for key, value in answers.items() if value}


def waiting_for(talk: RoomTalk) -> Waiting | None:
    """What this member was asked in this talk a moment ago."""
    progress = talk.waiting(DIALOG)
    if progress is None or progress.asked is None or not still_waits(talk, progress):
        return None
    answers = progress.answers
    return Waiting(
        progress.asked.key,
        progress.subject,
        answers.get("said", ""),
        bool(answers.get("on_behalf")),
        bool(answers.get("courtesy")),
    )


def still_waits(talk: RoomTalk, progress: Progress) -> bool:
    """Whether a question was put so short a while ago that words may be its answer."""
    asked_at = progress.touched_at or progress.started_at
    return talk.context.now - asked_at <= PATIENCE


def asked_here(talk: RoomTalk) -> bool:
    """Whether the question was put in this very talk, not in that of one request."""
    progress = talk.waiting(DIALOG)
    return progress is not None and progress.answers.get("thread", "") == talk.thread


def pass_over(talk: RoomTalk, decision: Decision) -> Decision:
    """A command in between ends the question: what is written after it is no answer any more."""
    progress = talk.waiting(DIALOG)
    if progress is None or talk.spoken is None:
        return decision
    if any(getattr(saved, "id", None) == progress.id for saved in decision.saves):
        return decision
    return decision + settle(talk, ProgressState.DROPPED)


def settle(talk: RoomTalk, state: ProgressState = ProgressState.FINISHED) -> Decision:
    """Nothing waits any more in this talk."""
    progress = talk.waiting(DIALOG)
    if progress is None:
        return Decision()
    over = replace(
        progress, state=state, touched_at=talk.context.now, revision=progress.revision + 1
    )
    return Decision(saves=(over,))


def stop(talk: RoomTalk) -> Decision | None:
    """Leave it be, where something was asked."""
    if talk.waiting(DIALOG) is None:
        return None
    return settle(talk, ProgressState.DROPPED) + talk.tell(saying(STOPPED))
