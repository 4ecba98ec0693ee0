"""A question beside the need, which only the very next message answers: any other ends it."""

from dataclasses import replace

from bot.dialogs.talk import Talk, saving
from core.decision import Decision
from core.dialogs.progress import Asked, Progress, ProgressState


def put(talk: Talk, dialog: str, subject: str, **said: str) -> Decision:
    """Keep in mind that this was asked about `subject`, the id of a request. What somebody said is
    kept with the answers, which are sealed."""
    context = talk.context
    asked = Progress(
        f"{context.turn}.{dialog}", dialog, context.chat.id, context.person.id, subject, context.at,
        said, asked=Asked(dialog), touched_at=context.now,
    )  # fmt: skip
    return saving(asked)


def answered(talk: Talk, dialog: str) -> str:
    """The subject of the question, if it was the last thing asked; else nothing."""
    progress = talk.open_dialog(dialog)
    if progress is None or talk.context.progresses[0].id != progress.id:
        return ""
    return progress.subject


def pass_over(talk: Talk, decision: Decision, dialogs: tuple[str, ...]) -> Decision:
    """End what was asked before this message, so that a later yes means something else."""
    over = [found for dialog in dialogs if (found := talk.open_dialog(dialog))]
    ended = (replace(one, state=ProgressState.DROPPED) for one in over)
    return decision + saving(*ended) if over else decision
