"""Greetings, thanks and what is none of the station's business: a word back, and back to work."""

from typing import Final

from bot.dialogs.opening_hours import closed_note
from bot.dialogs.talk import Talk
from core.decision import Decision
from core.intents import Meaning
from core.messages import Line

HELLO: Final = Line("您好，这里是{station}。您想办什么事，直接说就行，比如“电梯年检”“压力表校准”。")
WELCOME: Final = Line("不客气，有事随时找我。")
PRAISED: Final = Line("谢谢您的肯定，我会转告同事。")
NOTED: Final = Line("好的。")
ELSEWHERE: Final = Line(
    "这个我帮不上忙，我这边管质量服务：培训、标准、计量、检测、特种设备、认证这些。"
)
BACK: Final = Line("有这方面的事，直接跟我说就行。")
UNCLEAR: Final = Line(
    "不好意思，我没看明白。您可以直接说要办的事，或回“服务指南”看能办什么，回“人工”找工作人员。"
)

KINDS: Final = {
    Meaning.GREETING: "greeting",
    Meaning.THANKS: "thanks",
    Meaning.PRAISE: "thanks",
    Meaning.OFF_TOPIC: "off_topic",
}


def lines_for(talk: Talk) -> tuple[Line, ...]:
    """What to answer; before an open question no more than this."""
    meaning = talk.reading.meant.meaning
    if meaning is Meaning.GREETING:
        station = talk.context.station.settings.name
        return (Line(HELLO.template, {"station": station}),)
    if meaning is Meaning.THANKS:
        return (WELCOME,)
    return (PRAISED,) if meaning is Meaning.PRAISE else (ELSEWHERE,)


def chat(talk: Talk) -> Decision:
    """Answer small talk with nothing else open."""
    meaning = talk.reading.meant.meaning
    more = (BACK,) if meaning is Meaning.OFF_TOPIC else ()
    closed = closed_note(talk.context) if meaning is Meaning.GREETING else ()
    return talk.say((*lines_for(talk), *more, *closed)) + noted(talk)


def noted(talk: Talk) -> Decision:
    """Keep what kind of small talk it was."""
    return talk.heard(KINDS[talk.reading.meant.meaning])
