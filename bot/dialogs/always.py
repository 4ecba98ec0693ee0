"""What has a message before any open question: danger, what is kept of people, a person's word."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.dialogs import complaints, handover, linking, privacy, relay, safety
from bot.dialogs.belonging import NO_ANSWER, rather_answers
from bot.dialogs.intake import course
from bot.dialogs.intake.drafts import drafted
from bot.dialogs.naming import meant
from bot.dialogs.talk import Talk
from bot.intents.dangers import speaks_of_danger
from core.context import Dossier
from core.decision import Decision
from core.intents import Meaning, Topic
from core.requests.request import ServiceRequest

NOT_THE_SPECIALIST: Final = re.compile(
    r"人工|真人|活人|客服|座席|坐席|转接|机器人|领导|站长|负责人|主任|经理|值班|换个?人|另外的人"
)
APOLOGY: Final = re.compile(r"不好意思|抱歉|对不起|莫怪|见谅")


def _danger(talk: Talk) -> Decision | None:
    named = talk.reading.means(Meaning.SAFETY)
    if not speaks_of_danger(talk.reading.plain, named=named):
        return None
    if talk.intake is not None:
        asked = course.ask_again(talk, talk.intake, (safety.FIRST,))
        return safety.alarm(talk, drafted(talk, talk.intake)) + asked
    served = meant(talk, talk.open_dossiers)
    if served is not None and served.request.category == talk.reading.meant.ranked[0]:
        return (
            safety.alarm(talk, served)
            + relay.to_room(talk, served.request.id)
            + talk.say((safety.FIRST_OF_ALL,))
        )
    opened = course.open_intake(talk)
    says = tuple(
        replace(one, lines=(safety.FIRST, *one.lines)) if one.chat == talk.context.chat.id else one
        for one in opened.says
    )
    begun = next(one for one in opened.saves if isinstance(one, ServiceRequest))
    dossier = Dossier(begun, contact=talk.context.contact, detail=talk.inbound.text)
    return safety.alarm(talk, dossier) + replace(opened, says=says)


def _own_data(talk: Talk) -> Decision | None:
    return _and_ask_again(talk, privacy.own_data(talk)) if privacy.is_asked(talk) else None


def _others_secrets(talk: Talk) -> Decision | None:
    if not talk.reading.means(Meaning.PRIVACY_PROBE):
        return None
    return _and_ask_again(talk, privacy.refuse(talk))


def _and_ask_again(talk: Talk, answered: Decision) -> Decision:
    """An open question is put again after something else, so that a yes belongs to what was said
    last; with data to be erased nothing is filed meanwhile."""
    if talk.intake is None:
        return answered
    if privacy.ERASE.search(talk.reading.plain):
        return answered + privacy.emptied(course.let_go(talk, talk.intake))
    return answered + course.ask_again(talk, talk.intake, ())


def _handed_over(talk: Talk) -> Decision | None:
    if talk.reading.plain.strip() in handover.END_WORDS:
        return handover.end(talk)
    if talk.context.chat.handed_over_at is None or complaints.concerns(talk):
        return None
    if talk.intake is None and not talk.open_here:
        return None  # what the person was called for has ended
    return handover.listen(talk)


def _people_are_out(talk: Talk) -> Decision | None:
    """Who was told to clear the place says that it is done: that withdraws (撤了) nothing."""
    if not safety.PEOPLE_ARE_OUT.fullmatch(talk.reading.plain):
        return None
    if talk.intake is not None:
        return course.ask_again(talk, talk.intake, (safety.OUT,))
    dossier = meant(talk, talk.open_dossiers)
    return relay.pass_on(talk, dossier) if dossier else None


def _person_wanted(talk: Talk) -> Decision | None:
    reading = talk.reading
    merely_called = Topic.PHONE in reading.meant.topics and not NO_ANSWER.search(reading.plain)
    if not reading.means(Meaning.HUMAN) or merely_called or rather_answers(talk):
        return None
    called = NO_ANSWER.search(reading.plain) or NOT_THE_SPECIALIST.search(reading.plain)
    if APOLOGY.search(reading.plain) and not called:
        return None  # “不好意思，打字慢” asks for patience, and for nobody else
    if _has_specialist(talk) and not NOT_THE_SPECIALIST.search(reading.plain):
        return None  # “到门口打我电话” is for the one who is on the way
    return handover.begin(talk)


def _has_specialist(talk: Talk) -> bool:
    return any(one.request.owner for one in talk.open_dossiers)


RULES: Final[tuple[Callable[[Talk], Decision | None], ...]] = (
    _danger,
    linking.hear,
    _others_secrets,
    _own_data,
    _handed_over,
    _people_are_out,
    _person_wanted,
)
