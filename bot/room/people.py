"""Who an enterprise is, read from a member's words: firm, contact, phone."""

from dataclasses import replace
from datetime import datetime

from bot.intents.entities.companies import find_companies
from bot.intents.entities.contacts import find_contacts
from bot.intents.entities.phones import find_phones
from bot.intents.normal import normalise
from core.context import Dossier
from core.parties import Contact


def people_in(text: str) -> dict[str, str]:
    """Firm, contact and phone that are named, under the keys of the intake's answers."""
    plain = normalise(text)
    phones = [found for found in find_phones(plain) if not found.denied]
    companies = [found for found in find_companies(plain, text) if not found.foreign]
    taken = [(one.start, one.end) for one in phones] + [(one.start, one.end) for one in companies]
    contacts = [found for found in find_contacts(plain, text, taken) if not found.foreign]
    named = {
        "company": companies[-1].value if companies else "",
        "contact": contacts[-1].value if contacts else "",
        "phone": str(phones[-1].phone) if phones else "",
    }
    return {key: value for key, value in named.items() if value}


def corrected_contact(text: str, dossier: Dossier, key: str, at: datetime) -> Contact | None:
    """The contact with what the words change of it, as a new row; None where they name nothing."""
    named = people_in(text)
    if not named:
        return None
    person = dossier.request.person
    before = dossier.contact or Contact(key, person, "", "", "", at)
    return replace(
        before,
        id=key,
        company=named.get("company", before.company),
        name=named.get("contact", before.name),
        phone=named.get("phone", before.phone),
        at=at,
    )
