"""The draft requests behind a need that is being taken in: one for each need, begun and dropped."""

from collections.abc import Mapping
from dataclasses import replace

from bot.acting import draft, perform
from bot.dialogs.intake.filing import CONTACT
from bot.dialogs.intake.steps import INTAKE, needs_in, told_in
from bot.dialogs.talk import Talk, saving
from core.categories import Category
from core.context import Dossier
from core.decision import Decision
from core.dialogs.advance import Passed, Turn, advance
from core.dialogs.progress import Progress
from core.parties import Contact
from core.requests.actions import Action
from core.requests.request import ServiceRequest
from core.requests.status import Status
from core.shanghai import day_of


def profile(talk: Talk) -> dict[str, str]:
    """Who is asking, as last given: in a need filed before or in one dropped today. A chat linked
    with this one tells the firm, and not whom of it to call."""
    known, firm = talk.context.contact, talk.context.firm
    filed = {"company": firm} if firm else {}
    if known:
        filed = {"company": known.company, "contact": known.name, "phone": known.phone}
    return filed | _given_today(talk)


def _given_today(talk: Talk) -> dict[str, str]:
    """What a need that was dropped today already said, unless something was filed since."""
    dropped, known = talk.dropped_intake, talk.context.contact
    if dropped is None:
        return {}
    at = dropped.touched_at or dropped.started_at
    if day_of(at) != day_of(talk.context.now) or (known and known.at > at):
        return {}
    return {key: value for key in CONTACT if (value := dropped.answers.get(key))}


def _blank(talk: Talk, progress: Progress, n: int, category: str) -> ServiceRequest:
    context = talk.context
    return ServiceRequest(
        f"{progress.id}-{n}", context.station.id, Status.DRAFT, category, context.chat.channel,
        context.chat.id, context.person.id, "", "", context.at, context.now,
        consult=progress.answers.get(f"need.{n}.consult") == "1",
    )  # fmt: skip


def begin_draft(talk: Talk, progress: Progress, answers: Mapping[str, str], n: int) -> Decision:
    prefix = f"need.{n}."
    guess = answers.get(prefix + "guess", "").partition(",")[0]
    category = answers.get(prefix + "category") or guess
    blank = _blank(talk, replace(progress, answers=answers), n, category or Category.OTHER)
    _, moved = draft(talk.context, blank, talk.actor)
    return moved + talk.heard("need_opened", request=blank.id, category=category)


def new_drafts(talk: Talk, before: Progress, turn: Turn) -> Decision:
    """Drafts of the needs of which this message is the first to say something."""
    decision, known = Decision(), told_in(before.answers)
    for n in told_in(turn.progress.answers):
        if n not in known:
            decision += begin_draft(talk, before, turn.progress.answers, n)
    return decision


def called_off(talk: Talk, before: Progress, turn: Turn) -> Decision:
    """The drafts of needs that this message called off are dropped."""
    decision, wanted = Decision(), needs_in(turn.progress.answers)
    for n in needs_in(before.answers):
        if n not in wanted:
            dossier = draft_of(talk, before, n)
            _, moved = perform(talk.context, dossier, Action.DROP, talk.actor)
            decision += moved + talk.heard("cancelled", request=dossier.request.id)
    return decision


def drafts_of(talk: Talk, progress: Progress, status: Status) -> list[Dossier]:
    own = {f"{progress.id}-{n}" for n in needs_in(progress.answers)}
    return [
        dossier
        for dossier in talk.context.dossiers
        if dossier.request.id in own and dossier.request.status is status
    ]


def draft_of(talk: Talk, progress: Progress, n: int) -> Dossier:
    """The draft of a need. One that is nowhere to be found begins anew with the conversation."""
    wanted = f"{progress.id}-{n}"
    found = next((one for one in talk.context.dossiers if one.request.id == wanted), None)
    if found is not None:
        return found
    category = progress.answers.get(f"need.{n}.category") or Category.OTHER
    blank = _blank(talk, progress, n, category)
    return Dossier(replace(blank, requested_at=progress.started_at))


def drafted(talk: Talk, progress: Progress) -> Dossier:
    """The first draft of an open need, with what is known of it so far."""
    answers = progress.answers
    contact = Contact(
        "", talk.context.person.id, answers.get("company", ""), answers.get("contact", ""),
        answers.get("phone", ""), talk.context.now,
    )  # fmt: skip
    detail = answers.get("need.1.detail", "")
    return replace(draft_of(talk, progress, 1), contact=contact, detail=detail)


def begin_empty(talk: Talk) -> tuple[Dossier, Decision]:
    """A need of which nothing is known yet, so that there is something to take over."""
    context = talk.context
    progress = Progress(
        context.turn, INTAKE.key, context.chat.id, context.person.id, context.turn, context.at,
        profile(talk),
    )  # fmt: skip
    turn = advance(INTAKE, progress, Passed(), context.now)
    dossier, begun = draft(context, _blank(talk, progress, 1, Category.OTHER), talk.actor)
    return replace(dossier, contact=context.contact), saving(turn.progress) + begun
