"""Opinions: taken at once, or with the message after the one that announces them."""

import re
from typing import Final

from bot.dialogs import feedback, once
from bot.dialogs.belonging import rather_answers
from bot.dialogs.intake.listening import SURE
from bot.dialogs.talk import Talk
from core.decision import Decision
from core.feedback import FeedbackKind
from core.intents import Act, Meaning
from core.messages import Line

DIALOG: Final = "suggestion"
SAY_IT: Final = Line("您请说，我记下来交给站长。")
ANNOUNCED: Final = re.compile(
    r"\W*(?:我们?)?(?:想|要)?(?:[给跟]你们)?(?:提|有)(?:一?[个点条])?小?(?:意见|建议)(?:想?要?[提说])?(?:一下)?[吧了啊哈]?\W*"
)
"""“提个建议”, and not yet what it is."""
LEAVES_IT: Final = (
    Meaning.PROGRESS, Meaning.HUMAN, Meaning.CANCEL, Meaning.COMPLAINT, Meaning.SAFETY,
    Meaning.HELP,
)  # fmt: skip


def hear(talk: Talk) -> Decision | None:
    """Take an opinion, or ask for the one that is announced."""
    if talk.open_dialog(DIALOG) and not _leaves_it(talk):
        return feedback.take(talk, FeedbackKind.SUGGESTION)
    if not talk.reading.means(Meaning.SUGGESTION) or rather_answers(talk):
        return None
    if ANNOUNCED.fullmatch(talk.reading.plain):
        return once.put(talk, DIALOG, "") + talk.say((SAY_IT,))
    return feedback.take(talk, FeedbackKind.SUGGESTION)


def _leaves_it(talk: Talk) -> bool:
    """Whether somebody who announced an opinion surely wants something else after all."""
    reading = talk.reading
    sure = reading.means(*LEAVES_IT) and reading.meant.confidence >= SURE
    return sure or reading.does(Act.NEW_NEED)
