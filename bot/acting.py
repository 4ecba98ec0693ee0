"""Acting on a request: the move itself, the words told with it, what is due now, and who hears it.

Whoever acts (an enterprise in its chat, staff in their room, the clock), this is the only way a
request changes.
"""

from dataclasses import dataclass, replace
from typing import Final

from bot.announcements import announce
from bot.cards import card_says
from bot.dialogs.rating.invitation import invited
from bot.lessons.keeping import corrected
from core.context import Context, Dossier
from core.decision import Decision
from core.due_rows import Happening, due_changes
from core.parties import Words, WordsKind
from core.people import Actor, Role
from core.requests.act import Acted, act, begin
from core.requests.actions import Action
from core.requests.command import NO_FACTS, Command, Facts, Values
from core.requests.request import ServiceRequest, not_before
from core.requests.status import Status

WORDS_KINDS: Final = {
    Action.REPLY: WordsKind.ANSWER,
    Action.ANSWER: WordsKind.ANSWER,
    Action.END: WordsKind.RESULT,
    Action.RECORD_PROBLEM: WordsKind.PROBLEM,
    Action.SETTLE_PROBLEM: WordsKind.PROBLEM,
    Action.FOLLOW_UP: WordsKind.NOTE,
    Action.REVIEW: WordsKind.NOTE,
    Action.URGE: WordsKind.NOTE,
}
"""What is told with an action is a reason, where nothing else stands here."""

SHOWN: Final = frozenset(set(Status) - {Status.DRAFT, Status.DROPPED})
"""States in which the staff have a card of a request; a draft has one only at reception."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told with an action: the text, and what else the command takes."""

    note: str = ""
    values: Values | None = None
    facts: Facts = NO_FACTS


NOTHING_TOLD: Final = Told()


def actor_of(context: Context) -> Actor:
    """Whoever wrote the message of this turn, with the rights held at this station."""
    person = context.person
    roles = frozenset(person.roles) or frozenset({Role.ENTERPRISE})
    return Actor(person.id, roles, context.station.id, person.on_duty, person.trained)


def perform(
    context: Context, dossier: Dossier, action: Action, by: Actor, told: Told = NOTHING_TOLD
) -> tuple[Dossier, Decision]:
    """Move a request, or raise `Refused`; the dossier afterwards and all that follows."""
    event_id = f"{context.turn}.{action}.{dossier.request.id}"
    at = not_before(dossier.request, context.now)
    words = event_id if told.note else ""
    command = Command(action, by, at, told.note, told.values or {}, words, context.now)
    acted = act(dossier.request, command, told.facts, event_id=event_id)
    return _followed(context, dossier, command, acted)


def draft(context: Context, blank: ServiceRequest, by: Actor) -> tuple[Dossier, Decision]:
    """Begin a request as a draft (T01)."""
    event_id = f"{context.turn}.draft.{blank.id}"
    acted = begin(blank, Command(Action.DRAFT, by, context.now), event_id=event_id)
    return _followed(context, None, None, acted)


def _followed(
    context: Context, before: Dossier | None, command: Command | None, acted: Acted
) -> tuple[Dossier, Decision]:
    request = replace(acted.request, revision=acted.request.revision + 1)
    after = replace(before, request=request) if before else Dossier(request)
    decision = Decision(saves=(request, *acted.events))
    if command and command.words:
        kind = WORDS_KINDS.get(command.action, WordsKind.REASON)
        words = Words(command.words, kind, request.id, command.by.person, command.at, command.note)
        decision += Decision(saves=(words,))
    for event in acted.events:
        old = before.request if before else None
        due = due_changes(
            Happening(old, request, event, before.history if before else ()),
            context.station.calendar,
        )
        decision += Decision(saves=due.saves, calls_off=due.calls_off)
        decision += announce(context, after, event, command.note if command else "")
        decision += invited(context, after, event)
        if command:
            lessons = corrected(context, request, event, command.by, after.detail)
            decision += Decision(saves=lessons)
    return after, decision + shown(context, after)


def shown(context: Context, dossier: Dossier) -> Decision:
    """The request's card in every room of the station, as it is now."""
    if dossier.request.status not in SHOWN and not dossier.request.handled_at_reception:
        return Decision()
    return Decision(says=card_says(context, dossier))
