"""Whom a complaint or an opinion is about, and who looks into it: nobody judges in their own cause.

Whoever served is concerned, whoever is named, and every head where the head is accused. It goes to
the heads who are not concerned; where none is left, to the escalation contact (clause 4.4.1.5).
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from core.feedback import FeedbackKind
from core.parties import Person
from core.people import Role
from core.requests.events import RequestEvent
from core.requests.request import ServiceRequest

TITLES: Final = frozenset({"站长", "领导", "负责人", "管理员", "专员"})
"""What may stand as a name in the list of staff, and names no one."""
TITLE: Final = re.compile(r"站长|领导|负责人")
ADDRESSED: Final = re.compile(
    r"(?:找|请|麻烦|希望|求|向|跟|和|给|对|联系|转告|告诉|反映给|交给|要见|想见)"
    r"(?:一下)?(?:你们|贵站|服务站|你|的|那个|当家的?)*+$"
)
"""What stands before a title where the head is called upon, and not accused."""
SUMMONED: Final = re.compile(
    r"(?:让|叫|要)(?:你们|贵站|服务站|你|的)*(?:站长|领导|负责人)"
    r"(?:来|给|出来|出面|处理|管|回|联系|看|评|解决|过来|打|听|接|说)"
)
GREETED: Final = re.compile(r"(?:站长|领导|负责人)(?:您好|你好|好)(?:[,!。:]|$)")
FAMILIAR: Final = r"[小老]{surname}|{surname}(?:工|姐|哥|师傅|老师|专员|站长|主任|经理|先生|女士)"


def served_by(request: ServiceRequest, history: Iterable[RequestEvent] = ()) -> tuple[str, ...]:
    """Everybody who has held or served a request so far."""
    before = (event.values.get(key, "") for event in history for key in ("old.owner", "owner"))
    people = (*before, request.owner, request.technician)
    return tuple(dict.fromkeys(person for person in people if person))


def concerned_in(
    kind: FeedbackKind, words: str, served: Iterable[str], staff: Iterable[Person]
) -> tuple[str, ...]:
    """Those whom the words may be about."""
    members = tuple(staff)
    heads = accuses_head(words) and kind is FeedbackKind.COMPLAINT
    named = (one.id for one in members if _is_named(one, words))
    accused = (one.id for one in members if heads and Role.HEAD in one.roles)
    return tuple(dict.fromkeys((*served, *named, *accused)))


def judges(
    staff: Iterable[Person], escalation_contact: str, concerned: Collection[str]
) -> tuple[str, ...]:
    """The heads who are not concerned, else the escalation contact, else nobody."""
    heads = [one.id for one in staff if Role.HEAD in one.roles and one.id not in concerned]
    superior = (escalation_contact,) if escalation_contact not in ("", *concerned) else ()
    return tuple(heads) or superior


def accuses_head(words: str) -> bool:
    """Whether the head is spoken of, and not merely called upon."""
    rest = GREETED.sub("", SUMMONED.sub("", words))
    return any(not ADDRESSED.search(rest[: found.start()]) for found in TITLE.finditer(rest))


def _is_named(person: Person, words: str) -> bool:
    return any(re.search(pattern, words) for pattern in _names(person))


def _names(person: Person) -> Iterator[str]:
    name = person.name.strip()
    if len(name) < len("王芳") or name in TITLES:
        return
    yield re.escape(name)
    yield FAMILIAR.format(surname=re.escape(name[0]))
