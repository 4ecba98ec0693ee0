"""A message in the staff's room: which rule it belongs to, as one ordered table.

What is no command, no button and no answer to what was asked is talk among the staff, and goes
nowhere else.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.intents.reading import Reading
from bot.room import (
    among_staff,
    cases,
    doubting,
    duty,
    figures,
    handing_over,
    helping,
    hushing,
    lists,
    mending,
    recording,
    seeing,
    waiting,
)
from bot.room.instead import instead
from bot.room.moving import lacks, move
from bot.room.spoken import Errand, Spoken, is_unknown_command
from bot.room.talk import RoomTalk, saying
from bot.room.waiting import Waiting
from bot.room.which import which
from core.buttons import ON_BEHALF, Button
from core.context import Context, Listing
from core.decision import NOTHING, Decision
from core.messages import Inbound, InboundKind, Line
from core.parties import AccessKind
from core.people import STAFF, Role
from core.refusals import Refused
from core.requests.actions import TOLD, Action

NOT_BOUND: Final = Line(
    "您还没有绑定为本站的工作人员。请向站长要一个登录链接或绑定口令，用过以后就能在这里办理。"
)
STALE: Final = Line("这个按钮已经用不上了，请用最新的卡片，或直接发命令；发“帮助”看有哪些。")
DONE: Final = "好了"
WORDS_ALONE: Final = Line("企业只收到文字，图片和文件发不过去，请用文字说明。")
ADMITTED: Final = STAFF | {Role.CENTRE, Role.ADMINISTRATOR}
"""Whose word counts in the room; what each may do there the table of moves decides."""

Rule = Callable[[RoomTalk], Decision | None]


def decide_room(inbound: Inbound, reading: Reading, context: Context) -> Decision:
    """Answer a member's message. What the domain refuses is said to that member alone."""
    talk = RoomTalk(inbound, reading, context)
    return hushing.hushed(talk) + _answer(talk)


def _answer(talk: RoomTalk) -> Decision:
    context = talk.context
    person, here = context.person, context.person.id in context.station.staff
    if not here or person.removed_at or ADMITTED.isdisjoint(person.roles):
        if not talk.is_addressed:
            return NOTHING
        return replace(talk.tell(NOT_BOUND), toast=NOT_BOUND.template)
    try:
        decision = next(found for rule in RULES if (found := rule(talk)) is not None)
    except Refused as refused:
        sentence = refused.sentence(talk.names)
        said = talk.tell(saying("{why}", why=sentence + instead(talk, refused)))
        return replace(waiting.settle(talk) + said, toast=sentence)
    return _tidy(waiting.pass_over(talk, decision)) + _left_behind(talk, decision)


def _left_behind(talk: RoomTalk, decision: Decision) -> Decision:
    """Pictures and files of the staff stay in the room, whatever goes out of the words beside."""
    more = talk.inbound.attachment or talk.inbound.album
    passed_on = any(one.passed_to for one in decision.says)
    return talk.tell(WORDS_ALONE) if more and passed_on else NOTHING


def _pressed(talk: RoomTalk) -> Decision | None:
    if talk.inbound.kind is not InboundKind.PRESS:
        return None
    button, pressed = talk.button, talk.context.pressed
    foreign = pressed is not None and pressed.message.only not in ("", talk.person.id)
    presser = PRESSERS.get(button.kind) if button else None
    if button is None or presser is None or foreign:
        return _stale(talk)
    return presser(talk, button)


def _stale(talk: RoomTalk) -> Decision:
    return replace(talk.tell(STALE), toast=STALE.template)


def _act(talk: RoomTalk, button: Button) -> Decision:
    dossier = talk.here
    if dossier is None or button.first not in set(Action):
        return _stale(talk)
    wanted = Waiting(
        button.first, dossier.request.id, talk.text, on_behalf=button.second == ON_BEHALF
    )
    return replace(move(talk, dossier, Action(button.first), wanted), toast=DONE)


def _see(talk: RoomTalk, button: Button) -> Decision:
    dossier = talk.here
    if dossier is None or button.first not in set(AccessKind):
        return _stale(talk)
    return seeing.see(talk, dossier, AccessKind(button.first))


def _list(talk: RoomTalk, button: Button) -> Decision:
    if button.first not in lists.TITLES:
        return _stale(talk)
    return lists.show(talk, Listing(button.first))


def _case(talk: RoomTalk, button: Button) -> Decision:
    if button.second in mending.STEPS:
        return mending.record_by_id(talk, button.first, button.second, talk.text)
    return cases.close_by_id(talk, button.first, talk.text)


def _record(talk: RoomTalk, button: Button) -> Decision:
    progress = talk.waiting(recording.DIALOG)
    if progress is None:
        return _stale(talk)
    return recording.press(talk, progress, button.first, button.second)


PRESSERS: Final[dict[str, Callable[[RoomTalk, Button], Decision]]] = {
    "act": _act,
    "see": _see,
    "list": _list,
    "case": _case,
    recording.DIALOG: _record,
}


def _confirmed_record(talk: RoomTalk) -> Decision | None:
    """“确认” under the summary of a record means that, and no request."""
    progress = talk.waiting(recording.DIALOG)
    asked = progress.asked if progress else None
    if progress is None or asked is None or asked.key != "confirm" or not recording.confirms(talk):
        return None
    return recording.go_on(talk, progress)


def _commanded(talk: RoomTalk) -> Decision | None:
    spoken = talk.spoken
    if spoken is None:
        return None
    means = spoken.means.means
    if isinstance(means, Errand):
        return ERRANDS[means](talk, spoken)
    if means is Action.RECORD:
        return recording.begin(talk, spoken.whole)
    dossier, said = which(talk, spoken)
    if isinstance(dossier, Line):
        return talk.tell(dossier)
    wanted = Waiting(means, dossier.request.id, said, spoken.means.on_behalf, spoken.means.courtesy)
    return move(talk, dossier, means, wanted)


def _listing(listing: Listing) -> Callable[[RoomTalk, Spoken], Decision]:
    return lambda talk, spoken: lists.show(talk, listing, spoken.rest)


def _seeing(what: AccessKind) -> Callable[[RoomTalk, Spoken], Decision]:
    def see(talk: RoomTalk, spoken: Spoken) -> Decision:
        dossier, _ = which(talk, spoken)
        return talk.tell(dossier) if isinstance(dossier, Line) else seeing.see(talk, dossier, what)

    return see


def _showing(errand: Errand) -> Callable[[RoomTalk, Spoken], Decision]:
    return lambda talk, _spoken: cases.show(talk, errand)


def _mending(errand: Errand) -> Callable[[RoomTalk, Spoken], Decision]:
    return lambda talk, spoken: mending.record_by_word(talk, errand, spoken.rest)


def _stop(talk: RoomTalk, spoken: Spoken) -> Decision | None:
    """Leave be what was asked; with nothing asked it is talk."""
    del spoken
    stopped = waiting.stop(talk)
    progress = talk.waiting(recording.DIALOG)
    if progress is None:
        return stopped
    return recording.drop(talk, progress) + (stopped or talk.tell(Line(waiting.STOPPED)))


ERRANDS: Final[dict[Errand, Callable[[RoomTalk, Spoken], Decision | None]]] = {
    Errand.MINE: _listing(Listing.MINE),
    Errand.ALL: _listing(Listing.ALL),
    Errand.SEARCH: _listing(Listing.SEARCH),
    Errand.STATISTICS: lambda talk, _spoken: figures.show(talk),
    Errand.HAND_OVER: lambda talk, spoken: handing_over.hand_over(talk, spoken.rest),
    Errand.ON_DUTY: lambda talk, _spoken: duty.go(talk, on_duty=True),
    Errand.OFF_DUTY: lambda talk, _spoken: duty.go(talk, on_duty=False),
    Errand.SEE_CONTACT: _seeing(AccessKind.CONTACT),
    Errand.SEE_PICTURES: _seeing(AccessKind.PICTURES),
    Errand.COMPLAINTS: _showing(Errand.COMPLAINTS),
    Errand.SUGGESTIONS: _showing(Errand.SUGGESTIONS),
    Errand.BAD_RATINGS: _showing(Errand.BAD_RATINGS),
    Errand.CLOSE_CASE: lambda talk, spoken: cases.close_by_word(talk, spoken.word, spoken.rest),
    Errand.CASE_CALLED: _mending(Errand.CASE_CALLED),
    Errand.CASE_FIXED: _mending(Errand.CASE_FIXED),
    Errand.HELP: lambda talk, _spoken: helping.show(talk),
    Errand.STOP: _stop,
}


def _answered(talk: RoomTalk) -> Decision | None:
    """Words after a question, where they can be its answer."""
    waits = waiting.waiting_for(talk)
    if waits is None or not talk.text:
        return None
    if waits.asked == Errand.CLOSE_CASE:
        return cases.close_by_id(talk, waits.subject, talk.text)
    dossier = talk.found(waits.subject)
    if dossier is None or waits.asked not in set(Action):
        return None
    action = Action(waits.asked)
    if _takes_words(action) and not waiting.asked_here(talk):
        return None  # what the staff say among themselves elsewhere is told to nobody
    told = replace(waits, said=f"{waits.said} {talk.text}".strip())
    if lacks(talk, dossier, action, told.said) and not _takes_words(action):
        return None
    return move(talk, dossier, action, told)


def _takes_words(action: Action) -> bool:
    """Whether free words are a part of what an action asks."""
    return any(TOLD[told].keys == ("note",) for told in action.asks)


def _recorded(talk: RoomTalk) -> Decision | None:
    progress = talk.waiting(recording.DIALOG)
    if progress is None or not talk.text or not waiting.still_waits(talk, progress):
        return None
    return recording.go_on(talk, progress)


def _nearly_closed(talk: RoomTalk) -> Decision | None:
    """“投诉 1 已致歉” is meant to close it; left as talk, nobody would answer."""
    word = hushing.meant_to_close(talk)
    return cases.explain(talk, word) if word else None


def _unknown(talk: RoomTalk) -> Decision | None:
    return helping.unknown(talk) if is_unknown_command(talk.text) else None


RULES: Final[tuple[Rule, ...]] = (
    _pressed,
    _confirmed_record,
    _commanded,
    _nearly_closed,
    _unknown,
    among_staff.talked_if(doubting.set_aside),
    _answered,
    _recorded,
    among_staff.talked_if(doubting.doubted),
    among_staff.talked,
)


def _tidy(decision: Decision) -> Decision:
    """One card for each request, as it is in the end."""
    last = {
        (said.chat, said.card.key): index
        for index, said in enumerate(decision.says)
        if said.card is not None
    }
    says = tuple(
        said
        for index, said in enumerate(decision.says)
        if said.card is None or last[said.chat, said.card.key] == index
    )
    return replace(decision, says=says)
