"""Hours, parking, fees, the way: answered from the station's settings, at any time."""

from typing import Final

from bot.dialogs.talk import Talk
from core.context import Context
from core.decision import Decision
from core.intents import Topic
from core.messages import Line
from core.opening_hours import week_words
from core.shanghai import moment_words

HOURS: Final = Line("我们的开放时间：\n{hours}\n{now}")
OPEN: Final = "现在正在办公。"
CLOSED: Final = "现在休息，{next}上班。"
PARKING: Final = Line("停车：{note}")
FEE: Final = Line("收费：{note}")
ADDRESS: Final = Line("我们在{address}。")
PHONE: Final = Line("服务站电话：{phone}。")
MATERIALS: Final = Line("要带的材料因事而异，登记后专员会告诉您要准备什么。")
UNKNOWN: Final = Line("这个要问专员才准；发“人工”，我请专员来答复您。")


def lines_for(talk: Talk) -> tuple[Line, ...]:
    """An answer to each side question of the message."""
    context = talk.context
    return tuple(_answer(context, topic) for topic in Topic if topic in talk.reading.meant.topics)


def lines_beside(talk: Talk) -> tuple[Line, ...]:
    """An answer to each side question beside a new need that the station's settings answer; what
    only a specialist knows is told by the specialist who serves the need."""
    return tuple(line for line in lines_for(talk) if line not in (UNKNOWN, MATERIALS))


def noted(talk: Talk) -> Decision:
    """Keep which side questions were asked."""
    decision = Decision()
    for topic in Topic:
        if topic in talk.reading.meant.topics:
            decision += talk.heard("digression", topic=topic)
    return decision


def answer(talk: Talk) -> Decision:
    """Answer side questions with nothing else open."""
    return talk.say(lines_for(talk)) + noted(talk)


def _answer(context: Context, topic: Topic) -> Line:
    settings, calendar = context.station.settings, context.station.calendar
    if topic is Topic.OPENING_HOURS:
        opening = CLOSED.format(next=moment_words(calendar.next_opening(context.now)))
        now = OPEN if calendar.is_open(context.now) else opening
        return Line(HOURS.template, {"hours": week_words(settings.hours), "now": now})
    fees = "\n".join((settings.fees, *settings.fee_items)).strip()
    notes = {
        Topic.PARKING: (PARKING, "note", settings.parking),
        Topic.FEE: (FEE, "note", fees),
        Topic.ADDRESS: (ADDRESS, "address", settings.address),
        Topic.PHONE: (PHONE, "phone", settings.phone),
    }
    line, name, value = notes.get(topic, (MATERIALS, "", ""))
    if topic is Topic.MATERIALS:
        return MATERIALS
    return Line(line.template, {name: value}) if value else UNKNOWN
