"""Filing what was taken in: each need a request of its own, all with one contact.

The enterprise files by confirming; a member of the staff registers what came in at reception or
records what was said by phone. What is written is the same.
"""

from dataclasses import dataclass, replace
from typing import Final

from bot.acting import Told, perform
from bot.dialogs.intake.serving import own_clause, own_flow
from bot.dialogs.intake.steps import needs_in
from core.context import Context, Dossier
from core.decision import Decision
from core.dialogs.steps import Answers
from core.messages import NUMBER
from core.parties import Contact, Words, WordsKind
from core.people import Actor
from core.requests.actions import Action
from core.requests.command import Values

CONTACT: Final = ("company", "contact", "phone")


@dataclass(frozen=True, slots=True)
class Filing:
    """The drafts of a conversation with all its answers: `person` is whose need it is ("" for
    somebody without a chat), `by` who files it and `action` how; `known` is the profile so far."""

    context: Context
    answers: Answers
    drafts: tuple[Dossier, ...]
    person: str
    by: Actor
    action: Action = Action.FILE
    known: Contact | None = None


def filed(filing: Filing) -> tuple[tuple[Dossier, ...], Decision]:
    """The requests as they now are, in the order of the needs, and all that follows."""
    contact, decision = _contact(filing)
    done: list[Dossier] = []
    for n, draft in zip(needs_in(filing.answers), filing.drafts, strict=True):
        dossier, moved = _file_one(filing, n, replace(draft, contact=contact))
        decision += moved
        done.append(dossier)
    return tuple(done), decision


def _file_one(filing: Filing, n: int, draft: Dossier) -> tuple[Dossier, Decision]:
    context, prefix = filing.context, f"need.{n}."
    detail = filing.answers.get(prefix + "detail", "")
    category = filing.answers.get(prefix + "category", "") or draft.request.category
    words = Words(
        f"{context.turn}.detail.{n}", WordsKind.DETAIL, draft.request.id, filing.person,
        context.now, detail,
    )  # fmt: skip
    values = Values(
        contact=draft.contact.id if draft.contact else "",
        detail=words.id,
        wish=filing.answers.get(prefix + "time", ""),
        category=category,
        flow=own_flow(category, filing.answers.get(prefix + "flow", "")) or "",
        clause=own_clause(category, filing.answers.get(prefix + "clause", "")),
        number=NUMBER.format(need=n),
    )
    dossier = replace(draft, detail=detail)
    dossier, moved = perform(context, dossier, filing.action, filing.by, Told(values=values))
    return dossier, Decision(saves=(words,)) + moved


def _contact(filing: Filing) -> tuple[Contact, Decision]:
    """The contact as given; the row of the profile where nothing is new."""
    context, known = filing.context, filing.known
    company, name, phone = (filing.answers.get(key, "") for key in CONTACT)
    if known and (known.company, known.name, known.phone) == (company, name, phone):
        return known, Decision()
    contact = Contact(f"{context.turn}.contact", filing.person, company, name, phone, context.now)
    return contact, Decision(saves=(contact,))
