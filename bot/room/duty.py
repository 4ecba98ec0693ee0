"""On duty and off it: who may claim and be assigned."""

from dataclasses import replace
from typing import Final

from bot.room.talk import RoomTalk, saying
from core.context import Context
from core.decision import Decision
from core.messages import Audience, Line, Outbound
from core.people import Role

CAME: Final = "{who}上岗了。"
WENT: Final = "{who}离岗了。"
ALREADY_ON: Final = Line("您已经在岗。")
ALREADY_OFF: Final = Line("您已经离岗。")
NOBODY_LEFT: Final = Line("现在没有专员在岗，新的需求会直接提醒站长。")


def go(talk: RoomTalk, *, on_duty: bool) -> Decision:
    """Begin or end one's duty, for all to see."""
    person = talk.person
    if person.on_duty is on_duty:
        return talk.tell(ALREADY_ON if on_duty else ALREADY_OFF)
    line = saying(CAME if on_duty else WENT, who=person.name)
    lines = (line,) if on_duty or _others(talk) else (line, NOBODY_LEFT)
    changed = replace(person, on_duty=on_duty)
    return Decision(saves=(changed,), says=_to_all(talk.context, lines))


def _others(talk: RoomTalk) -> bool:
    """Whether another specialist is on duty."""
    return any(
        person.on_duty and Role.SPECIALIST in person.roles and person.id != talk.person.id
        for person in talk.context.station.staff.values()
    )


def _to_all(context: Context, lines: tuple[Line, ...]) -> tuple[Outbound, ...]:
    rooms = context.station.rooms or (context.chat.id,)
    return tuple(Outbound(room, lines, audience=Audience.NOTICE) for room in rooms)
