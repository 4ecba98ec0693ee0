"""Corrections after filing: the old value stays in the record, and the staff are told."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.acting import Told, perform
from bot.dialogs import relay
from bot.dialogs.intake.details import BETWEEN, told_anew
from bot.dialogs.intake.listening import SURE, Hearing, Listening
from bot.dialogs.intake.moving import moves_the_day
from bot.dialogs.intake.narrowing import takes_part_out
from bot.dialogs.intake.parts import ADDS, describing, parts
from bot.dialogs.intake.people import hear_company, hear_contact, hear_phone
from bot.dialogs.intake.times import merely_a_time
from bot.dialogs.naming import named, numbered, unknown_number
from bot.dialogs.progress_query import no_such
from bot.dialogs.talk import Talk, saving
from bot.intents.entities.details import rest_of
from bot.intents.entities.wishes import read_wish
from core.categories import Category, row_of
from core.context import Dossier
from core.conversations import Heard
from core.decision import Decision
from core.intents import Act
from core.messages import Line
from core.parties import Contact, Words, WordsKind
from core.requests.act import Values, may
from core.requests.actions import Action
from core.wish_words import wish_words
from core.wishes import Wish, covers, decode, encode

CORRECTED: Final = Line("改好了（{number}）：{what}。专员会看到，原来的内容也留有记录。")
KEPT: Final = Line("记下了（{number}）：希望时间{when}。专员会看到。")
NEW_NUMBER: Final = re.compile(
    r"(?:以后|今后|往后|后面|都|直接|我|的|新|这是|这个|是|换|改|了|到|成|为|打|请|就|用|号码|电话|手机|座机|号|联系|吧|哦|\W)*"
)
NO_MONTH: Final = re.compile(r"\d{1,2}[号日]")
MONTHS_AHEAD: Final = 6
EDGES: Final = " ，,。.：:；;！!、"
NAMES: Final = {"company": "单位", "contact": "联系人", "phone": "电话"}
CATEGORY: Final = "，类别改为{label}"
NEED: Final = "需求补充为“{said}”"
TIME: Final = "时间改为{when}"
PERSON: Final = "{name}改为{value}"


def hear(talk: Talk) -> Decision | None:
    """Correct the request that is named, else the latest and those filed with it; None where
    nothing is corrected."""
    dossiers = _correctable(talk)
    if not dossiers:
        return None
    unknown = unknown_number(talk)
    if unknown and talk.reading.does(Act.CORRECT):
        return no_such(talk, unknown)
    people, why = _people(talk, dossiers[0])
    if why:
        return talk.say(why)
    first = None if people else _first_day(talk, dossiers[0])
    if first is not None:
        return _told_when(talk, dossiers[0], first)
    wish = _time(talk, dossiers[0])
    if people or wish is not None:
        return _correct(talk, dossiers, people, wish)
    return correct_need(talk, dossiers[0])


def _correctable(talk: Talk) -> tuple[Dossier, ...]:
    """The one that is named, else the latest open request and the others of its filing."""
    given = numbered(talk)
    known = talk.context.dossiers if given else talk.open_dossiers
    able = tuple(one for one in known if one.contact and _may(talk, one))
    if given:
        return tuple(one for one in able if one.request.number in given)[:1]
    said = named(talk, able) if len(able) > 1 else ()
    if len(said) == 1 or not able:
        return said
    filing = able[0].request.id.partition("-")[0]
    return tuple(one for one in able if one.request.id.partition("-")[0] == filing)


def _may(talk: Talk, dossier: Dossier) -> bool:
    return may(dossier.request, Action.CORRECT, talk.actor, talk.context.now) is None


def _people(talk: Talk, dossier: Dossier) -> tuple[dict[str, str], tuple[Line, ...]]:
    """Who is corrected to what, or why that cannot stand."""
    corrects = talk.reading.does(Act.CORRECT) or _gives_a_number(talk)
    if not corrects or dossier.contact is None:
        return {}, ()
    listening = Listening(talk.reading, {}, None)
    heard = Hearing()
    for reader in (hear_phone, hear_company, hear_contact):
        heard += reader(listening)
    known = dossier.contact
    old = {"company": known.company, "contact": known.name, "phone": known.phone}
    why = tuple(Line(one.rejected.why, one.rejected.values) for one in heard.rejections)
    return {key: value for key, value in heard.answers.items() if old[key] != value}, why


def _gives_a_number(talk: Talk) -> bool:
    """Whether a message is a number to call and little else ("新号码13900003333"): unless it is
    kept, nobody could ever call it."""
    reading = talk.reading
    own = [one for one in reading.phones if not one.denied]
    if not own or reading.contacts or reading.companies:
        return False
    around = f"{reading.plain[: own[0].start]}{reading.plain[own[-1].end :]}"
    return NEW_NUMBER.fullmatch(around) is not None


def _time(talk: Talk, dossier: Dossier) -> Wish | None:
    """A day that lies outside what was wished for is a new wish; one inside merely narrows it."""
    reading = talk.reading
    if not reading.does(Act.CORRECT, Act.AFFIRM, Act.ACKNOWLEDGE) and not moves_the_day(reading):
        return None
    dated = [found.wish for found in reading.wishes if found.wish.date is not None]
    if not dated:
        return None if dossier.request.wish else _first_hours(talk)
    before = decode(dossier.request.wish)
    if before is None or before.date is None:
        return dated[-1]
    return None if any(covers(before, meant) for meant in _meant(dated[-1])) else dated[-1]


def _first_day(talk: Talk, dossier: Dossier) -> Wish | None:
    """A day said to whoever asked for one ("下周三下午吧"), where no time was wished for."""
    settled = dossier.request.wish or dossier.request.appointment
    return None if settled else merely_a_time(talk.reading)


def _told_when(talk: Talk, dossier: Dossier, wish: Wish) -> Decision:
    """Keep the time with the request; who asked for it reads the words as they were said."""
    told = Told(values=Values(wish=encode(wish)))
    kept = perform(talk.context, dossier, Action.CORRECT, talk.actor, told)[1]
    line = Line(KEPT.template, {"number": dossier.request.number, "when": wish_words(wish)})
    heard = talk.heard("slot_set", request=dossier.request.id, slot="requested_time")
    return kept + relay.to_room(talk, dossier.request.id) + heard + talk.say((line,))


def _first_hours(talk: Talk) -> Wish | None:
    """Hours said to whoever asked for them ("可以，下午三点以后"), where no time was wished for."""
    reading = talk.reading
    found = read_wish(reading.plain, reading.text, reading.at)
    return found.wish if found and found.wish.time else None


def _meant(wish: Wish) -> Iterator[Wish]:
    """The days that a wish may name: "19号" may be of a month that was spoken of before."""
    yield wish
    if wish.date is None or not NO_MONTH.match(wish.said):
        return
    first = wish.date.replace(day=1)
    for months in range(1, MONTHS_AHEAD):
        month = (first + timedelta(days=31 * months)).replace(day=1)
        with suppress(ValueError):  # a month without such a day
            yield replace(wish, date=month.replace(day=wish.date.day))


def _correct(
    talk: Talk, dossiers: tuple[Dossier, ...], people: dict[str, str], wish: Wish | None
) -> Decision:
    contact, decision = _new_contact(talk, dossiers[0], people)
    touched = dossiers if people else dossiers[:1]
    for dossier in touched:
        values = Values()
        if people:
            values["contact"] = contact.id
        if wish is not None and dossier is dossiers[0]:
            values["wish"] = encode(wish)
        seen = replace(dossier, contact=contact)
        told = Told(values=values)
        decision += perform(talk.context, seen, Action.CORRECT, talk.actor, told)[1]
        decision += _noted(talk, dossier, (*people, *(("requested_time",) if wish else ())))
    what = [PERSON.format(name=NAMES[key], value=value) for key, value in people.items()]
    what += [TIME.format(when=wish_words(wish))] if wish else []
    return decision + talk.say((_corrected(touched, "，".join(what)),))


def _corrected(dossiers: tuple[Dossier, ...], what: str) -> Line:
    numbers = "、".join(sorted(one.request.number for one in dossiers))
    return Line(CORRECTED.template, {"number": numbers, "what": what})


def correct_need(talk: Talk, dossier: Dossier) -> Decision | None:
    """What is wanted, corrected in so many words: added to the need, which keeps its first ones;
    another thing altogether may belong to another category."""
    context = talk.context
    anew = told_anew(talk.reading, dossier.detail)
    said = anew or _told_besides(talk) or _told_otherwise(talk, dossier)
    if not said:
        return None
    words = Words(
        f"{context.turn}.detail", WordsKind.DETAIL, dossier.request.id, context.person.id,
        context.now, anew or BETWEEN.join((dossier.detail, said)),
    )  # fmt: skip
    seen = replace(dossier, detail=words.text)
    told = Told(values=Values(detail=words.id))
    seen, decision = perform(context, seen, Action.CORRECT, talk.actor, told)
    decision = saving(words) + decision + _noted(talk, dossier, ("detail",))
    what, new = NEED.format(said=said), _another_category(talk, seen)
    if new:
        decision += _recategorised(talk, seen, new)
        what += CATEGORY.format(label=row_of(new).label)
    return decision + talk.say((_corrected((dossier,), what),))


def _told_besides(talk: Talk) -> str:
    """What follows “加一句” or “补充一下”."""
    added = ADDS.search(talk.reading.text)
    return talk.reading.text[added.end() :].strip(EDGES) if added else ""


def _told_otherwise(talk: Talk, dossier: Dossier) -> str:
    """What is said of the thing wanted where something is put right, or a part of it is off."""
    reading = talk.reading
    if takes_part_out(reading.plain, dossier.detail):
        return rest_of(reading.text, ())
    corrects = reading.does(Act.CORRECT, Act.DENY)
    describes = describing(reading, (), parts(reading, {}))
    return rest_of(reading.text, ()) if corrects and describes else ""


def _another_category(talk: Talk, dossier: Dossier) -> Category | None:
    """The category that the words name without doubt, where it is not the request's."""
    meant = talk.reading.meant
    sure = meant.category is not None and not meant.ask and meant.confidence >= SURE
    return meant.category if sure and meant.category != dossier.request.category else None


def _recategorised(talk: Talk, dossier: Dossier, category: Category) -> Decision:
    old, new = dossier.request.category, str(category)
    told = Told(values=Values(category=new))
    moved = perform(talk.context, dossier, Action.CHANGE_CATEGORY, talk.actor, told)[1]
    values = {"request": dossier.request.id, "from": old, "to": new}
    return moved + Decision(heard=(Heard("category_changed", values),))


def _new_contact(talk: Talk, dossier: Dossier, people: dict[str, str]) -> tuple[Contact, Decision]:
    known, context = dossier.contact, talk.context
    if known is None or not people:
        return known or Contact("", "", "", "", "", context.now), Decision()
    contact = Contact(
        f"{context.turn}.contact", dossier.request.person, people.get("company", known.company),
        people.get("contact", known.name), people.get("phone", known.phone), context.now,
    )  # fmt: skip
    return contact, saving(contact)


def _noted(talk: Talk, dossier: Dossier, slots: tuple[str, ...]) -> Decision:
    decision = Decision()
    for slot in slots:
        decision += talk.heard("slot_changed", request=dossier.request.id, slot=slot)
    return decision
