"""Handing over all that an absent colleague holds, to somebody named or to oneself."""

from typing import Final

from bot.acting import Told, perform
from bot.room.moving import facts_of
from bot.room.reception import followed
from bot.room.staff_names import GIVE, ONESELF, find_colleague, parted
from bot.room.talk import RoomTalk, saying
from bot.room.telling import Given
from core.decision import Decision
from core.messages import Line
from core.requests.actions import Action

USAGE: Final = Line("请写明交接谁的工作，例如“交接 王芳 给 李明”；不写“给谁”就交接给您自己。")
NOTHING_HELD: Final = "{who}手上没有需要交接的单。"
NO_COLLEAGUE: Final = "没有找到“{name}”，请写在岗同事的全名。"
DONE: Final = "已把{who}的{count}张单交接给{owner}。"
REASON: Final = "{who}不在，工作交接"


def hand_over(talk: RoomTalk, said: str) -> Decision:
    """Reassign every request of one colleague, or none."""
    name, rest = parted(said)
    if not name:
        return talk.tell(USAGE)
    owner = _successor(talk, rest)
    if owner is None:
        return talk.tell(saying(NO_COLLEAGUE, name=rest.removeprefix(GIVE).strip()))
    who = talk.person.name if name in ONESELF else name
    if not talk.context.listed:
        return talk.tell(saying(NOTHING_HELD, who=who))
    note = REASON.format(who=who)
    decision = Decision()
    for dossier in talk.context.listed:
        given = Given(note, {"owner": owner})
        told = Told(note, given.told(), facts_of(talk.context, dossier, given))
        after, moved = perform(talk.context, dossier, Action.REASSIGN, talk.actor, told)
        decision += moved + followed(talk, after, Action.REASSIGN)
    count = str(len(talk.context.listed))
    return decision + talk.tell(saying(DONE, who=who, count=count, owner=talk.names[owner]))


def _successor(talk: RoomTalk, rest: str) -> str | None:
    if not rest:
        return talk.person.id
    found = find_colleague(
        rest.removeprefix(GIVE).strip(), talk.context.station.staff.values(), talk.person
    )
    return found[0].id if found else None
