"""Which request a command is about: that of the talk, that of the number, or a question back.

A reception has no number yet, so what is done there is written in its own talk.
"""

from typing import Final

from bot.room.spoken import Spoken
from bot.room.talk import RoomTalk, saying
from core.context import Dossier
from core.messages import Line
from core.requests.actions import Action

WHICH: Final = "请写上是哪张单，例如“{word} 7”。"
NOT_FOUND: Final = "没有找到单号{number}。"
OTHERS: Final = (
    "{number}是另一张单。要办它请写“{word} #{short}”；"
    "如果“{short}”是内容的一部分，请写“{word} #{own} …”。"
)
IN_ITS_TALK: Final = "人工接待没有单号：请在那次接待的对话里发“{word}”，或点卡片上的按钮。"
AT_RECEPTION: Final = frozenset({Action.TAKE_OVER, Action.REGISTER, Action.HAND_BACK})
"""What is done to nothing but a reception."""


def which(talk: RoomTalk, spoken: Spoken) -> tuple[Dossier | Line, str]:
    """The request that a command is about and the words for it, or what to say instead."""
    here = talk.here
    if here is not None and not spoken.number:
        return here, spoken.whole
    if not spoken.number:
        return _unnamed(spoken), ""
    named = talk.found(spoken.number)
    if here is not None and spoken.bare:
        return _in_talk_of(here, named, spoken)
    if named is None:
        return saying(NOT_FOUND, number=talk.whole(spoken.number)), ""
    return named, spoken.rest


def _in_talk_of(here: Dossier, named: Dossier | None, spoken: Spoken) -> tuple[Dossier | Line, str]:
    """A mere figure in a request's own talk: its own number, a part of the words, or unclear."""
    if named is not None and named.request.id == here.request.id:
        return here, spoken.rest
    if named is None or spoken.means.means is Action.MERGE:
        return here, spoken.whole
    values = {
        "number": named.request.number,
        "short": spoken.number.removeprefix("#"),
        "own": here.request.number.rpartition("-")[2].lstrip("0"),
        "word": spoken.word,
    }
    return saying(OTHERS, **values), ""


def _unnamed(spoken: Spoken) -> Line:
    """What to write where neither the talk nor a number says which request is meant."""
    if spoken.means.means in AT_RECEPTION:
        return saying(IN_ITS_TALK, word=spoken.word)
    if spoken.means.means is Action.REPLY:
        return saying(WHICH + IN_ITS_TALK, word=spoken.word)
    return saying(WHICH, word=spoken.word)
