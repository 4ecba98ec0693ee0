"""Looking at what the room does not show: a phone, pictures. To the owner, noted."""

from typing import Final

from bot.room.talk import RoomTalk, saying
from core.context import Dossier
from core.decision import Decision
from core.messages import Line
from core.parties import Access, AccessKind
from core.refusals import Refused

NOT_YOURS: Final = "“{action}”要由{who}来做，请先接单。"
NOT_YOURS_BUT: Final = "“{action}”要由{who}来做，现在的负责人是{owner}。"
WHO: Final = "负责专员"
LOOKING: Final = {AccessKind.CONTACT: "查看联系方式", AccessKind.PICTURES: "查看图片"}
CONTACT: Final = "{number} {company}\n联系人：{name}\n电话：{phone}"
NO_CONTACT: Final = Line("这张单还没有留下联系方式。")
NO_PICTURES: Final = Line("这张单没有图片。")
NOTED: Final = Line("本次查看已记录，请勿转发。")


def see(talk: RoomTalk, dossier: Dossier, what: AccessKind) -> Decision:
    """Show it to this member alone, and keep that they looked."""
    _check(talk, dossier, what)
    access = Access(
        f"{talk.context.turn}.{what}", dossier.request.id, talk.person.id, talk.context.now, what
    )
    shown = _contact(talk, dossier) if what is AccessKind.CONTACT else _pictures(talk, dossier)
    return Decision(saves=(access,)) + shown if shown else talk.tell(NOTHING_THERE[what])


def _check(talk: RoomTalk, dossier: Dossier, what: AccessKind) -> None:
    owner = dossier.request.owner
    if talk.person.id == owner:
        return
    msgid = NOT_YOURS_BUT if owner else NOT_YOURS
    raise Refused(msgid, action=LOOKING[what], who=WHO, owner=owner)


def _contact(talk: RoomTalk, dossier: Dossier) -> Decision | None:
    contact = dossier.contact
    if contact is None:
        return None
    line = saying(
        CONTACT,
        number=dossier.request.number,
        company=contact.company,
        name=contact.name,
        phone=contact.phone,
    )
    return talk.tell(line, NOTED)


def _pictures(talk: RoomTalk, dossier: Dossier) -> Decision | None:
    """One message a picture, since no messenger sends two in one."""
    pictures = [one for one in talk.context.pictures if one.request == dossier.request.id]
    if not pictures:
        return None
    says = tuple(talk.picture(picture.reference) for picture in pictures)
    return Decision(says=says) + talk.tell(NOTED)


NOTHING_THERE: Final = {AccessKind.CONTACT: NO_CONTACT, AccessKind.PICTURES: NO_PICTURES}
