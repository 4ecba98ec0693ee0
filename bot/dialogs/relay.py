"""What an enterprise says about a request in work goes to whoever works on it."""

from typing import Final

from bot.channel_names import name_of
from bot.dialogs.talk import Talk, saving
from core.context import Dossier
from core.decision import Decision
from core.intents import Act
from core.masking import mask_name, scrub
from core.messages import Audience, Choice, Line, Outbound
from core.parties import Words, WordsKind

SAID: Final = Line("企业：{words}")
PICTURE: Final = Line("企业发来一张图片。")
PASSED_ON: Final = Line("已转给{owner}（单号{number}）。")
PASSED_TO_TEAM: Final = Line("已补充到单号{number}，专员接单时会看到。")
ANSWERED_THERE: Final = Line("答复会发到提交这件事的{channel}聊天，进度在这里也查得到。")
ANOTHER: Final = Choice("new", "这是另一件事", "intake:new")


def to_room(talk: Talk, thread: str) -> Decision:
    """Show the enterprise's words in the request's thread, numbers scrubbed."""
    context = talk.context
    words = Words(
        f"{context.turn}.talk", WordsKind.TALK, thread, context.person.id, context.now,
        talk.inbound.text,
    )  # fmt: skip
    said = Line(SAID.template, {"words": _without_names(talk)})
    lines = (said,) if talk.inbound.text.strip() else ()
    if talk.inbound.attachment:
        lines = (PICTURE, *lines)
    return saving(words) + Decision(
        says=tuple(
            Outbound(room, lines, thread=thread, audience=Audience.NOTICE, about=thread)
            for room in context.station.rooms
        )
    )


def _without_names(talk: Talk) -> str:
    """The words as a room may read them: neither numbers nor the names of persons (clause 5.3)."""
    text = scrub(talk.inbound.text)
    for found in talk.reading.contacts:
        text = text.replace(found.value, mask_name(found.value))
    return text


def pass_on(talk: Talk, dossier: Dossier) -> Decision:
    """Pass a message on to the owner; a mere "收到" needs no answer back."""
    request = dossier.request
    passed = to_room(talk, request.id)
    if talk.reading.does(Act.ACKNOWLEDGE, Act.AFFIRM) and not talk.reading.meant.needs:
        return passed
    owner = talk.context.station.staff.get(request.owner)
    values = {"number": request.number}
    line = Line(PASSED_TO_TEAM.template, values)
    if owner:
        line = Line(PASSED_ON.template, {**values, "owner": owner.name})
    return passed + talk.say((line, *answered_there(talk, dossier)), (ANOTHER,))


def answered_there(talk: Talk, dossier: Dossier) -> tuple[Line, ...]:
    """In which chat the answer will come, where it is not this one."""
    there = Line(ANSWERED_THERE.template, {"channel": name_of(dossier.request.channel)})
    return (there,) if talk.is_linked(dossier) else ()
