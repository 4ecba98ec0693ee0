"""Words about a complaint, an opinion or a bad rating, and an enterprise's name and contact as they
are typed: shown to nobody but who wrote them.

The log of a room shows every member's words to all, the person concerned among them. What is
typed to see or to close such a case, and the note itself, is shown to its author alone. So is who
an enterprise is when it is recorded or corrected: all others see that masked (clause 5.3).
"""

import re
from typing import Final

from bot.dialogs.intake.filing import CONTACT
from bot.intents.normal import normalise
from bot.room import recording, waiting
from bot.room.needing import CASES
from bot.room.people import people_in
from bot.room.spoken import Errand
from bot.room.talk import RoomTalk, saying
from core.decision import NOTHING, Decision
from core.messages import InboundKind, Outbound
from core.requests.actions import Action

CLOSES: Final = {"投诉": "办结投诉", "意见": "办结意见", "差评": "办结差评"}
TELL_CONTACTS: Final = frozenset({Action.CORRECT, Action.REGISTER})
MEANT: Final = re.compile(
    r"\s*/?(?:已办结|办结|办完|处理|关闭|回复)?(?:了|这件|这个|一下)*\s*(?P<kind>投诉|意见|差评)"
    r"[\s:#第]*(?:[a-z][a-z0-9]{0,7}-(?:[a-z]{2}-)?\d{4}-)?\d{1,6}号?(?=[\s:,.;]|$)"
)
"""A case's word and a number: “投诉 1 已致歉”, “处理投诉1：已致歉”."""


def hushed(talk: RoomTalk) -> Decision:
    """The member's own words, for the member alone, where they are about a case or a contact."""
    if talk.inbound.kind is InboundKind.PRESS or not talk.text:
        return NOTHING
    if not (_is_about_a_case(talk) or _tells_a_contact(talk)):
        return NOTHING
    line = saying("{said}", said=talk.inbound.text)
    me, image = talk.person.id, talk.inbound.attachment
    shown = Outbound(
        talk.context.chat.id, (line,), image=image.reference if image else "",
        thread=talk.inbound.thread, source=me, only=me,
    )  # fmt: skip
    return Decision(says=(shown,))


def _is_about_a_case(talk: RoomTalk) -> bool:
    if talk.spoken is not None:
        return talk.spoken.means.means in CASES
    asked = waiting.waiting_for(talk)
    return bool(meant_to_close(talk)) or (asked is not None and asked.asked == Errand.CLOSE_CASE)


def _tells_a_contact(talk: RoomTalk) -> bool:
    """Whether a firm, a person or a phone is told, to a command or to what it asked."""
    if talk.spoken is not None:
        means, said = talk.spoken.means.means, talk.spoken.whole
        if means is Action.RECORD:
            return bool(said)
        return means in TELL_CONTACTS and bool(people_in(said))
    asked = waiting.waiting_for(talk)
    if asked is not None and asked.asked in TELL_CONTACTS:
        return bool(people_in(talk.text))
    record = talk.waiting(recording.DIALOG)
    if record is None or not waiting.still_waits(talk, record):
        return False
    return (record.asked is not None and record.asked.key in CONTACT) or bool(people_in(talk.text))


def meant_to_close(talk: RoomTalk) -> str:
    """The command that was meant where a case is named in other words; empty for talk."""
    is_talk = talk.spoken is None and talk.inbound.kind is not InboundKind.PRESS
    found = MEANT.match(normalise(talk.text)) if is_talk else None
    return CLOSES[found["kind"]] if found else ""
