"""Taking a filed request back, before its service has begun."""

from typing import Final

from bot.acting import Told, perform
from bot.dialogs.intake.parts import pairs_of
from bot.dialogs.intake.steps import DETAIL_LETTERS
from bot.dialogs.talk import Talk
from bot.intents.normal import normalise
from core.context import Dossier
from core.decision import Decision
from core.messages import Choice, Line
from core.requests.act import may
from core.requests.actions import Action
from core.requests.numbers import WHOLE

DONE: Final = Line("好的，单号{number}已撤回。以后需要随时再说。")
WHICH: Final = Line("您有几件事在办，要撤回哪一件？")
NO_SUCH: Final = Line("没有查到您名下的单号{number}，请核对一下；发“进度”可以看您在办的事。")
NOTHING: Final = Line("目前没有可以撤回的事。")
NOTHING_OPEN: Final = Line("好的，不办了。需要时随时说。")


def ask(talk: Talk) -> Decision:
    """Withdraw the only request there is, or ask which."""
    able = tuple(one for one in talk.open_dossiers if can(talk, one))
    unknown = _unknown_number(talk)
    if unknown:
        return talk.say((Line(NO_SUCH.template, {"number": unknown}),))
    named = _named(talk, able)
    if len(named) == 1 or len(able) == 1:
        return withdraw(talk, (named or able)[0])
    if not able:
        return talk.say((NOTHING if talk.open_dossiers else NOTHING_OPEN,))
    return talk.say((WHICH,), tuple(_choice(dossier) for dossier in able))


def withdraw(talk: Talk, dossier: Dossier) -> Decision:
    """Withdraw with the words it was asked in as the reason."""
    told = Told(note=talk.reading.text)
    _, moved = perform(talk.context, dossier, Action.WITHDRAW, talk.actor, told)
    line = Line(DONE.template, {"number": dossier.request.number})
    return moved + talk.say((line,)) + talk.heard("cancelled", request=dossier.request.id)


def can(talk: Talk, dossier: Dossier) -> bool:
    """Whether the enterprise may still take it back."""
    return may(dossier.request, Action.WITHDRAW, talk.actor, talk.context.now) is None


def _unknown_number(talk: Talk) -> str:
    """A number that is named and is none of this person's open requests."""
    known = {one.request.number for one in talk.open_dossiers}
    mentioned = WHOLE.findall(talk.reading.plain.upper())
    return next((number for number in mentioned if number not in known), "")


def _named(talk: Talk, dossiers: tuple[Dossier, ...]) -> tuple[Dossier, ...]:
    """The requests that the message speaks of: by number, else by the words they were told in."""
    plain = talk.reading.plain
    numbered = tuple(one for one in dossiers if one.request.number.lower() in plain)
    if numbered:
        return numbered
    said = pairs_of(plain)
    shared = [(len(said & pairs_of(normalise(one.detail))), one) for one in dossiers]
    most = max((count for count, _ in shared), default=0)
    return tuple(one for count, one in shared if most and count == most)


def _choice(dossier: Dossier) -> Choice:
    request = dossier.request
    label = f"{request.number} {dossier.detail[:DETAIL_LETTERS]}"
    return Choice(request.number, label, f"act:{request.id}:{Action.WITHDRAW}")
