"""What came in a form that nobody here can read: a voice without its words, a film, a document; and
a text that is so long that only its ends were read."""

from dataclasses import replace
from typing import Final

from bot.dialogs.intake import course
from bot.dialogs.talk import Talk
from core.decision import Decision
from core.messages import InboundKind, Line

PLEASE_TYPE: Final = Line("不好意思，我听不了语音，麻烦您打字，或把语音转成文字再发给我。")
PLEASE_PICTURE: Final = Line("不好意思，我只能收文字和图片，麻烦您把要紧的内容打字或拍照发给我。")
ONLY_ENDS: Final = Line(
    "您发的内容比较长，我先看了开头和结尾，全文已经留存。要紧的事麻烦单独用一两句话说。"
)
WHY: Final = {InboundKind.VOICE: PLEASE_TYPE, InboundKind.FILE: PLEASE_PICTURE}


def answer(talk: Talk) -> Decision | None:
    """Say so, and put the open question again. With words beside it, these are heard."""
    line = WHY.get(talk.inbound.kind)
    if line is None or talk.inbound.text:
        return None
    if talk.intake is None:
        return talk.say((line,))
    return course.ask_again(talk, talk.intake, (line,))


def with_word_of_file(talk: Talk, decision: Decision) -> Decision:
    """The answer to words beside a file says too that nobody has the file. (The words of a voice
    are what it says.)"""
    if talk.inbound.kind is not InboundKind.FILE or not talk.inbound.text:
        return decision
    return decision.answering(
        talk.context.chat.id, lambda own: replace(own, lines=(PLEASE_PICTURE, *own.lines))
    )


def with_word_of_length(talk: Talk, decision: Decision) -> Decision:
    """The answer to a text of which only both ends were read says so."""
    if not talk.reading.left_out:
        return decision
    return decision.answering(
        talk.context.chat.id, lambda own: replace(own, lines=(ONLY_ENDS, *own.lines))
    )
