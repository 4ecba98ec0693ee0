"""Talk that its author might take for a command or an answer: told to be neither, in private."""

import re
from typing import Final

from bot.cards import CONNECTED
from bot.intents.normal import normalise
from bot.room import recording, waiting
from bot.room.glued import begins_with
from bot.room.spoken import WORDS
from bot.room.talk import RoomTalk, saying
from bot.room.telling import EXAMPLES
from core.decision import NOTHING, Decision
from core.messages import InboundKind, Line
from core.requests.actions import Action

HOW: Final = (
    "这句话只有内部看得到，没有发给企业，也没有办理。"
    "要办请在“{word}”后面空一格，例如“{example}”；只是内部说说就不用管。"
)
HOW_ALONE: Final = (
    "这句话只有内部看得到，没有发给企业，也没有办理。要办请单独发“{word}”；只是内部说说就不用管。"
)
ASIDE: Final = re.compile(r"[\[(【「]?\s*(?:内部|备注)")
STILL_WAITS: Final = Line(
    "这句话只有内部看得到，没有发给企业。刚才问的请接着发；不办了请回“取消”。"
)
A_NUMBER: Final = "7"
FIGURE: Final = re.compile(r"第?\d")
EVERYDAY: Final = re.compile(r"[^了]{2,6}了[吗没么]|确认一?下")
"""Questions and turns of speech that nobody takes for a command."""
MISTAKEN: Final = frozenset(CONNECTED) - {Action.RECORD_PROBLEM}
"""Actions whose word is not also one of everyday talk, as “问题不大”."""


def is_aside(text: str) -> bool:
    """Whether words say themselves that they are for the colleagues alone."""
    return bool(ASIDE.match(normalise(text)))


def set_aside(talk: RoomTalk) -> Decision | None:
    """“内部：…” answers nothing that was asked, and what was asked still waits."""
    if talk.inbound.kind is InboundKind.PRESS or not is_aside(talk.text):
        return None
    progress = talk.waiting(recording.DIALOG)
    records = progress is not None and waiting.still_waits(talk, progress)
    return talk.tell(STILL_WAITS) if records or waiting.waiting_for(talk) else NOTHING


def doubted(talk: RoomTalk) -> Decision | None:
    """An action's word that was not understood as one, in a request's talk or before a figure."""
    word = begins_with(talk.text)
    near = talk.thread or FIGURE.match(normalise(talk.text), len(word))
    pressed = talk.inbound.kind is InboundKind.PRESS
    if not word or not near or pressed or EVERYDAY.match(normalise(talk.text)):
        return None
    action = Action(WORDS[word].means)
    number = "" if talk.thread else A_NUMBER
    return talk.tell(_how(word, action, number)) if action in MISTAKEN else None


def _how(word: str, action: Action, number: str) -> Line:
    example = EXAMPLES.get(action)
    if example is None:
        return saying(HOW_ALONE, word=f"{word} {number}".rstrip())
    shown = " ".join(example.format(number=number).split())
    return saying(HOW, word=word, example=shown)
