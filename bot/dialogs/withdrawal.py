"""Taking a filed request back, before its service has begun."""

import re
from typing import Final

from bot.acting import Told, perform
from bot.dialogs import once
from bot.dialogs.intake.parts import pairs_of
from bot.dialogs.intake.steps import DETAIL_LETTERS
from bot.dialogs.progress_query import NO_SUCH, unknown_number
from bot.dialogs.talk import Talk
from bot.intents.normal import normalise
from core.context import Dossier
from core.decision import Decision
from core.intents import Act, Meaning
from core.messages import Choice, Line
from core.requests.act import may
from core.requests.actions import Action
from core.requests.numbers import WHOLE

DONE: Final = Line("好的，单号{number}已撤回。以后需要随时再说。")
WHICH: Final = Line("您有几件事在办，要撤回哪一件？")
NOTHING: Final = Line("目前没有可以撤回的事。")
SURE: Final = Line(
    "要撤回单号{number}（{detail}）吗？撤回后要办需要重新登记。回“是的”或点按钮确认。"
)
GOODBYE: Final = Line("好的，再见。您办的事照常进行，有事随时找我。")
DIALOG: Final = "withdrawal"
OUTRIGHT: Final = re.compile(
    r"撤单|撤回|撤销|撤了|撤掉|撤下|帮.{0,4}撤|取消|作废|[不莫](?:用|需要|要|办|做|弄|检|报)了"
)
ABOUT_ELSE: Final = re.compile(
    r"[吗?费]|怎么|多少|发票|消息|[上这]一?条|授权|数据|信息|过的|如果|要是|电话|号码|通知|加急"
)
"""Other things that are called off, questions, conditions: no request is withdrawn for these."""
WHY: Final = re.compile(r"为[什啥]|凭什么|怎么.{0,4}(?:终止|停了|撤了|取消了)")
FAREWELL: Final = re.compile(r"再见|拜拜|回聊|不聊了|先不聊|不麻烦了|先这样")
NOTHING_OPEN: Final = Line("好的，不办了。需要时随时说。")


def is_wanted(talk: Talk) -> bool:
    """Whether a withdrawal is spoken of; “为什么终止了” asks after one that it fears."""
    reading = talk.reading
    if WHY.search(reading.plain):
        return False
    asked = reading.means(Meaning.CANCEL, Meaning.WITHDRAW) or reading.does(Act.WITHDRAW)
    return asked or names_it(talk)


def names_it(talk: Talk) -> bool:
    """“取消HY-2026-0001”: the number alone would read as a question about its progress."""
    plain = talk.reading.plain.upper()
    return WHOLE.search(plain) is not None and _is_outright(talk)


def ask(talk: Talk) -> Decision:
    """Withdraw the only request there is, or ask which."""
    able = tuple(one for one in talk.open_dossiers if can(talk, one))
    unknown = unknown_number(talk)
    if unknown:
        return talk.say((Line(NO_SUCH.template, {"number": unknown}),))
    if FAREWELL.search(talk.reading.plain):
        return talk.say((GOODBYE,))
    if not able:
        return talk.say((NOTHING if talk.open_dossiers else NOTHING_OPEN,))
    named = able if len(able) == 1 else _named(talk, able)
    if len(named) != 1:
        return talk.say((WHICH,), tuple(_choice(dossier) for dossier in able))
    return withdraw(talk, named[0]) if _is_outright(talk) else _make_sure(talk, named[0])


def _is_outright(talk: Talk) -> bool:
    """Whether it is said in so many words, and of nothing else: a withdrawal is final."""
    plain = talk.reading.plain
    return OUTRIGHT.search(plain) is not None and ABOUT_ELSE.search(plain) is None


def _make_sure(talk: Talk, dossier: Dossier) -> Decision:
    """Ask first; a plain yes to it is heard by `hear`."""
    request = dossier.request
    values = {"number": request.number, "detail": dossier.detail[:DETAIL_LETTERS]}
    sure = Choice("yes", "撤回", f"act:{request.id}:{Action.WITHDRAW}")
    return once.put(talk, DIALOG, request.id) + talk.say((Line(SURE.template, values),), (sure,))


def hear(talk: Talk) -> Decision | None:
    """A yes to the question whether a request is to be withdrawn, while it was the last one."""
    subject = once.answered(talk, DIALOG)
    found = next((one for one in talk.open_dossiers if one.request.id == subject), None)
    if found is None or not talk.reading.does(Act.AFFIRM) or not can(talk, found):
        return None
    return withdraw(talk, found)


def withdraw(talk: Talk, dossier: Dossier) -> Decision:
    """Withdraw with the words it was asked in as the reason."""
    told = Told(note=talk.reading.text)
    _, moved = perform(talk.context, dossier, Action.WITHDRAW, talk.actor, told)
    line = Line(DONE.template, {"number": dossier.request.number})
    return moved + talk.say((line,)) + talk.heard("cancelled", request=dossier.request.id)


def can(talk: Talk, dossier: Dossier) -> bool:
    """Whether the enterprise may still take it back."""
    return may(dossier.request, Action.WITHDRAW, talk.actor, talk.context.now) is None


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
