"""The card of a request in the staff's room: what they need to see, and the buttons that apply."""

from typing import Final

from core.bad_ratings import BadRatingCase, CaseState, Finding
from core.buttons import CASE_NOTE, ON_BEHALF
from core.categories import Category, row_of
from core.context import Context, Dossier
from core.masking import mask_name, mask_phone, scrub
from core.messages import Asks, Audience, Card, Choice, Line, Outbound
from core.people import STAFF, Actor, Role
from core.requests.act import available
from core.requests.actions import ACTIONS, Action, Told
from core.requests.command import Facts
from core.requests.reopening import reopen_open
from core.requests.request import Proposal, ServiceRequest, Side
from core.requests.status import OVER, Status
from core.shanghai import moment_words
from core.wish_words import wish_words
from core.wishes import WishKind, decode

WAITING: Final = "{kind}{when}，等{whom}确认"
WAITS_FOR: Final = {True: "企业", False: "服务站"}
ON_BEHALF_LABEL: Final = "代企业{action}"
TITLE: Final = Line("{number} {category}")
RECEPTION: Final = Line("人工接待 {category}")

CONNECTED: Final = (
    Action.CLAIM,
    Action.TAKE_OVER,
    Action.REGISTER,
    Action.REPLY,
    Action.ANSWER,
    Action.BOOK,
    Action.CONFIRM,
    Action.REJECT,
    Action.RESCHEDULE,
    Action.START,
    Action.FOLLOW_UP,
    Action.RECORD_PROBLEM,
    Action.SETTLE_PROBLEM,
    Action.EXTEND,
    Action.SUSPEND,
    Action.RESUME,
    Action.END,
    Action.CLOSE,
    Action.REASSIGN,
    Action.ASSIGN,
    Action.REFER,
    Action.MERGE,
    Action.CHANGE_CATEGORY,
    Action.CORRECT,
    Action.TERMINATE,
    Action.URGE,
    Action.WITHDRAW,
    Action.REOPEN,
    Action.HAND_BACK,
)
"""The actions that have a button, in the order in which the buttons stand."""

INPUTS: Final = {
    Told.TIME: "time",
    Told.EXPECTED: "time",
    Told.DUE: "time",
    Told.OWNER: "person",
    Told.REQUEST: "number",
    Told.CATEGORY: "category",
}
"""How a page lets somebody enter what an action has to be told; plain text where nothing stands."""

CLOSE_CASE: Final = "办结并答复"
CALL_CASE: Final = "记录回访"
FIX_CASE: Final = "记录整改"
FOUND: Final = Asks("text", "核实结果：属实、误评或恶意")
SEE_CONTACT: Final = Choice("contact", "查看联系方式", "see:contact")
SEE_PICTURES: Final = Choice("pictures", "查看图片", "see:pictures")


def card_says(context: Context, dossier: Dossier) -> tuple[Outbound, ...]:
    """The card for every room; its buttons are those that somebody of the staff could press."""
    card, choices = card_of(context, dossier), choices_of(context, dossier)
    return tuple(
        Outbound(
            room,
            choices=choices,
            card=card,
            thread=dossier.request.id,
            audience=Audience.NOTICE,
            about=dossier.request.id,
        )
        for room in context.station.rooms
    )


def card_of(context: Context, dossier: Dossier) -> Card:
    """The request as staff see it: names and phones masked (domain §2.9)."""
    request = dossier.request
    label = row_of(Category(request.category)).label
    title = TITLE if request.number else RECEPTION
    values = (
        {"number": request.number, "category": label} if request.number else {"category": label}
    )
    rows = tuple(
        (name, Line("{value}", {"value": value}))
        for name, value in _rows(context, dossier)
        if value
    )
    return Card(
        request.id,
        Line(title.template, values),
        rows,
        request.status.label,
        request.status is Status.SUBMITTED and _is_wanted_soon(request),
        request.requested_at,
        over=request.status in OVER,
    )


def _is_wanted_soon(request: ServiceRequest) -> bool:
    wish = decode(request.wish)
    return wish is not None and wish.kind is WishKind.ASAP


def _rows(context: Context, dossier: Dossier) -> tuple[tuple[str, str], ...]:
    request, contact = dossier.request, dossier.contact
    wish = decode(request.wish)
    owner = context.station.staff.get(request.owner)
    at = request.appointment
    return (
        ("单位", contact.company if contact else ""),
        ("联系人", mask_name(contact.name) if contact else ""),
        ("电话", mask_phone(contact.phone) if contact else ""),
        ("需求", scrub(dossier.detail)),
        ("时间", wish_words(wish) if wish else ""),
        ("图片", f"{dossier.pictures}张" if dossier.pictures else ""),
        ("提出", moment_words(request.requested_at)),
        ("负责人", owner.name if owner else request.owner and "已离站人员"),
        ("预约", moment_words(at) if at else ""),
        ("待确认", _proposal_words(request.proposal)),
    )


def _proposal_words(proposal: Proposal | None) -> str:
    """What waits for whose word: “预约时间11月24日（周二）10:00，等企业确认”."""
    if proposal is None:
        return ""
    when = moment_words(proposal.value) if proposal.value else ""
    return WAITING.format(
        kind=proposal.kind.label, when=when, whom=WAITS_FOR[proposal.by is Side.STATION]
    )


def choices_of(context: Context, dossier: Dossier) -> tuple[Choice, ...]:
    """A button for each connected action that the request's state lets somebody of the staff do."""
    request = dossier.request
    facts = Facts(reopen_open=reopen_open(request, context.now, context.station.calendar))
    people = _those_who_may(context, dossier)
    somebody = set(available(request, people, context.now, facts))
    if request.handled_at_reception and request.owner:
        # What the enterprise has said lies with its conversation until it is registered.
        somebody.add(Action.REGISTER)
    actions = tuple(_button(action, request) for action in CONNECTED if action in somebody)
    seeing = (SEE_CONTACT,) if dossier.contact else ()
    pictures = (SEE_PICTURES,) if dossier.pictures else ()
    return (*actions, *(() if not actions else (*seeing, *pictures)))


def _button(action: Action, request: ServiceRequest) -> Choice:
    asks = ACTIONS[action].asks
    wanted = Asks(INPUTS.get(asks[0], "text"), TOLD_LABELS.get(asks[0], "")) if asks else None
    if _is_enterprises_word(action, request):
        label = ON_BEHALF_LABEL.format(action=action.label)
        return Choice(f"{action}.for", label, f"act:{action}:{ON_BEHALF}", wanted)
    return Choice(action, action.label, f"act:{action}", wanted)


def _is_enterprises_word(action: Action, request: ServiceRequest) -> bool:
    """Whether staff can do it only by recording what the enterprise said by phone."""
    if action in (Action.CONFIRM, Action.REJECT):
        return request.proposal is not None and request.proposal.by is Side.STATION
    return action in (Action.WITHDRAW, Action.URGE)


TOLD_LABELS: Final = {
    Told.REASON: "原因",
    Told.ANSWER: "写给企业的话",
    Told.NOTE: "情况",
    Told.RESULT: "服务结果",
    Told.TARGET: "转给哪个部门、怎么联系",
    Told.TIME: "时间，如“明天上午10点”",
    Told.EXPECTED: "预计恢复时间和原因",
    Told.DUE: "计划完成时间和原因",
    Told.OWNER: "交给谁、原因",
    Told.REQUEST: "另一张单的单号和原因",
    Told.CATEGORY: "改为哪一类",
    Told.CORRECTION: "改成什么，如“电话13900001111”“需求：……”",
}


def case_choices(case: BadRatingCase) -> tuple[Choice, ...]:
    """What is still to be recorded of a bad rating's case, and its close."""
    call = Choice("call", CALL_CASE, f"case:{case.id}:call", FOUND)
    fix = Choice("fix", FIX_CASE, f"case:{case.id}:fix")
    close = Choice("close", CLOSE_CASE, f"case:{case.id}:close", CASE_NOTE)
    steps = {
        CaseState.OPENED: (call,),
        CaseState.CONTACTED: (call, fix),
        CaseState.VERIFIED: (fix,) if case.finding is Finding.VALID else (),
    }
    return (*steps.get(case.state, ()), close)


def _those_who_may(context: Context, dossier: Dossier) -> tuple[Actor, ...]:
    """A specialist, the owner and the head: what any of them may do has a button."""
    station, owner = context.station.id, dossier.request.owner
    specialist = Actor("somebody", frozenset({Role.SPECIALIST}), station)
    holder = Actor(owner or "somebody", STAFF, station)
    return specialist, holder
