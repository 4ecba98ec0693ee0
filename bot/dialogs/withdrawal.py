"""Taking a filed request back, before its service has begun."""

import re
from typing import Final

from bot.acting import Told, perform
from bot.dialogs import once
from bot.dialogs.intake.listening import NEEDING
from bot.dialogs.intake.moving import moves_the_day
from bot.dialogs.intake.narrowing import takes_part_out
from bot.dialogs.intake.steps import DETAIL_LETTERS
from bot.dialogs.naming import named, numbered, sharing, unknown_number
from bot.dialogs.progress_query import no_such
from bot.dialogs.talk import Talk
from bot.intents.entities.details import clauses
from bot.intents.reading import Reading
from core.context import Dossier
from core.decision import Decision
from core.intents import Act, Meaning
from core.messages import Choice, Line
from core.requests.act import may
from core.requests.actions import Action
from core.requests.numbers import WHOLE
from core.requests.status import Status

DONE: Final = Line("好的，单号{number}已撤回。以后需要随时再说。")
WHICH: Final = Line("您有几件事在办，要撤回哪一件？")
NOTHING: Final = Line("目前没有可以撤回的事。")
SURE: Final = Line(
    "要撤回单号{number}（{detail}）吗？撤回后要办需要重新登记。回“是的”或点按钮确认。"
)
GONE: Final = Line(
    "单号{number}已经撤回，不能恢复了。还要办的话发一句“{detail}”，我马上重新登记，资料不用再填。"
)
GOODBYE: Final = Line("好的，再见。您办的事照常进行，有事随时找我。")
DIALOG: Final = "withdrawal"
_THING: Final = (
    r"(?:了|吧|掉|一下|[这那]一?[个张件单]|单子?|申请|登记|需求|订单|事|hy-[\d-]+|\s"
    r"|(?:昨天|前天|刚才|刚刚|之前|上午|下午|早上|上[次周回]|我们?)的?(?:单子?|申请|登记|需求|订单))*+"
)
OUTRIGHT: Final = re.compile(
    rf"(?:撤单|撤[回销了掉下]|取消|作废|不[用需]?要?[要办做弄检报]了|莫[要办做弄检]了|不用了){_THING}"
    r"(?=$|[,。!;~])"
)
"""Nothing but the matter itself may stand after the verb: “取消上门” calls off a visit."""
NAMED: Final = re.compile(
    r"(?:单子?|申请|登记|需求|报名)(?:麻烦|帮我|给我|就|先|也|都)?(?:撤|取消|作废)"
    r"|(?:撤|取消|作废)[掉了销回]?(?:这|那|我的?)?[个张]?(?:单|申请|登记|需求|报名)"
)
"""The request itself is called off, whatever else the message tells of the need."""
ABOUT_ELSE: Final = re.compile(
    r"人[员都们已全]{0,3}撤|[吗?费]|怎么|多少|过的|如果|要是|再见|谢谢"
    r"|发票|消息|[上这]一?条|授权|数据|信息|电话|号码|通知|加急|提醒|那句|话|补充|评价|预约|上门|回复"
)
"""Other things that are called off, questions, conditions: no request is withdrawn for these."""
SMALLER: Final = re.compile(r"发票|消息|一条|加急|提醒|那句|刚才.{0,4}话|补充|回复|打电话|回电")
"""What is plainly no request; its specialist reads of it."""
REGRET: Final = re.compile(
    r"别撤|不撤了?|不要撤|别取消|不取消|恢复|撤错|按错|点错|误撤|还是要办|我要办"
)
WHY: Final = re.compile(r"为[什啥]|凭什么|怎么.{0,4}(?:终止|停了|撤了|取消了)")
FAREWELL: Final = re.compile(
    r"再见|拜拜|回聊|不聊了|先不聊|不麻烦了|先这样"
    r"|^\W*(?:不(?:用|需要|必)了\W*(?:多谢|谢|感谢)|(?:多谢|谢|感谢)[^,.!\s]{0,3}\W+不(?:用|需要|必)了)"
    r"[^,.!\s]{0,4}\W*$"
)
"""“不用了，谢谢” declines what was offered, and calls off nothing that was filed."""
NOTHING_OPEN: Final = Line("好的，不办了。需要时随时说。")


def is_wanted(talk: Talk) -> bool:
    """Whether a withdrawal is spoken of; “为什么终止了” asks after one that it fears."""
    reading = talk.reading
    if WHY.search(reading.plain) or SMALLER.search(reading.plain) or is_merely_moved(reading):
        return False
    if is_merely_narrowed(talk):
        return False
    asked = reading.means(Meaning.CANCEL, Meaning.WITHDRAW) or reading.does(Act.WITHDRAW)
    of_it = not reading.means(*NEEDING) or NAMED.search(reading.plain)
    plainly = bool(talk.open_dossiers) and bool(of_it) and _is_outright(talk)
    return asked or plainly or names_it(talk) or _ends_one_of_several(talk)


def is_merely_moved(reading: Reading) -> bool:
    """“明天又来不了了，改到下周一” wants it on another day, and nothing ended."""
    ended = OUTRIGHT.search(reading.plain) or NAMED.search(reading.plain)
    return moves_the_day(reading) and not ended


def is_merely_narrowed(talk: Talk) -> bool:
    """“泡芙先不测了，光测小蛋糕” leaves a request in work that speaks of cakes besides."""
    plain, dossiers = talk.reading.plain, talk.open_dossiers
    if NAMED.search(plain) or WHOLE.search(plain.upper()):
        return False
    meant = dossiers if len(dossiers) == 1 else named(talk, dossiers)
    return len(meant) == 1 and takes_part_out(plain, meant[0].detail)


def wants_back(talk: Talk) -> bool:
    """Whether a withdrawal is regretted: “哦不是，别撤”, “恢复”."""
    newest = next(iter(talk.context.dossiers), None)
    gone = newest is not None and newest.request.status is Status.WITHDRAWN
    return gone and not talk.open_dossiers and REGRET.search(talk.reading.plain) is not None


def cannot_be_restored(talk: Talk) -> Decision:
    """Say that it is gone, and how to have it done all the same."""
    newest = talk.context.dossiers[0]
    detail = newest.detail[:DETAIL_LETTERS]
    values = {"number": newest.request.number, "detail": detail}
    return talk.say((Line(GONE.template, values),))


def names_it(talk: Talk) -> bool:
    """“取消HY-2026-0001”: the number alone would read as a question about its progress."""
    plain = talk.reading.plain.upper()
    return WHOLE.search(plain) is not None and _is_outright(talk)


def ask(talk: Talk) -> Decision:
    """Withdraw the only request there is, or ask which."""
    able = tuple(one for one in talk.open_dossiers if can(talk, one))
    unknown = unknown_number(talk)
    if unknown:
        return no_such(talk, unknown)
    if FAREWELL.search(talk.reading.plain):
        return talk.say((GOODBYE,))
    if not able:
        return talk.say((NOTHING if talk.open_dossiers else NOTHING_OPEN,))
    found = able if len(able) == 1 else _called_off(talk, able)
    if len(found) != 1:
        return talk.say((WHICH,), tuple(_choice(dossier) for dossier in able))
    sure = _is_outright(talk) and not _ends_one_of_several(talk)
    return withdraw(talk, found[0]) if sure else _make_sure(talk, found[0])


def _called_off(talk: Talk, able: tuple[Dossier, ...]) -> tuple[Dossier, ...]:
    """The one that is named where it is called off; “检测的照旧” beside it names what stays."""
    found = sharing(_off(talk), able)
    return found if len(found) == 1 and not numbered(talk) else named(talk, able)


def _off(talk: Talk) -> str:
    """The clauses that call something off."""
    plain = talk.reading.plain
    every = (plain[start:end] for start, end in clauses(plain))
    return "，".join(one for one in every if OUTRIGHT.search(one) and not ABOUT_ELSE.search(one))


def _ends_one_of_several(talk: Talk) -> bool:
    """“菌落继续做，培训不办了”: beside what is still wanted one request is called off by its thing;
    a thing may be a mere part of it, so that it is asked about first."""
    several = len(talk.open_dossiers) > 1 and talk.reading.means(*NEEDING)
    if not several or NAMED.search(talk.reading.plain):
        return False
    return len(sharing(_off(talk), talk.open_dossiers)) == 1


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
    judges = talk.reading.means(Meaning.EVALUATE)  # “还行吧” is no yes to anything
    if found is None or judges or not talk.reading.does(Act.AFFIRM) or not can(talk, found):
        return None
    return withdraw(talk, found)


def withdraw(talk: Talk, dossier: Dossier) -> Decision:
    """Withdraw with the words it was asked in as the reason."""
    told = Told(note=talk.inbound.text)
    _, moved = perform(talk.context, dossier, Action.WITHDRAW, talk.actor, told)
    line = Line(DONE.template, {"number": dossier.request.number})
    return moved + talk.say((line,)) + talk.heard("cancelled", request=dossier.request.id)


def can(talk: Talk, dossier: Dossier) -> bool:
    """Whether the enterprise may still take it back."""
    return may(dossier.request, Action.WITHDRAW, talk.actor, talk.context.now) is None


def _choice(dossier: Dossier) -> Choice:
    request = dossier.request
    label = f"{request.number} {dossier.detail[:DETAIL_LETTERS]}"
    return Choice(request.number, label, f"act:{request.id}:{Action.WITHDRAW}")
