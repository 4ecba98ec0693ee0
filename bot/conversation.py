"""An enterprise's message: which conversation it belongs to, as one ordered table of rules.

The first rule that answers has the message. What always wins stands first (danger, others' secrets,
a complaint, a call for a person); then what was asked last; then what is new.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.acting import shown
from bot.dialogs import (
    always,
    background,
    complaints,
    corrections,
    guide,
    linking,
    once,
    open_need,
    privacy,
    progress_query,
    proposals,
    relay,
    side_questions,
    smalltalk,
    suggestions,
    unreadable,
    withdrawal,
)
from bot.dialogs.asking_phone import with_phone_key
from bot.dialogs.belonging import (
    ASKED_ASIDE,
    LEFT_BEHIND,
    asked_later,
    is_new,
    speaks_of,
)
from bot.dialogs.intake import course
from bot.dialogs.intake.details import is_introduced
from bot.dialogs.intake.listening import NEEDING
from bot.dialogs.intake.parts import ADDS
from bot.dialogs.naming import meant, named, unknown_number
from bot.dialogs.rating.entry import hear_rating
from bot.dialogs.talk import Talk, saving
from bot.intents.reading import Reading
from bot.presses import press
from core.context import Context
from core.decision import Decision
from core.dialogs.progress import ProgressState
from core.intents import Act, Meaning, Topic
from core.messages import Inbound, InboundKind, Line
from core.refusals import Refused
from core.requests.status import Status

Rule = Callable[[Talk], Decision | None]

AFTERWARDS: Final = (Status.ENDED, Status.EVALUATED)
STILL_WRONG: Final = re.compile(
    r"还是(?:不|没|有问题|坏|漏|错)|又(?:不|坏|漏|错|出)|没[修弄办做搞]好|不对劲|还没[修弄好]|白[做办检校]了"
)
ASKED_ONCE: Final = (
    withdrawal.DIALOG,
    proposals.DIALOG,
    background.DIALOG,
    suggestions.DIALOG,
    linking.DIALOG,
)


def converse(inbound: Inbound, reading: Reading, context: Context) -> Decision:
    """Answer an enterprise's message. What the domain refuses is said, and nothing has happened."""
    talk = Talk(inbound, reading, context)
    try:
        decision = next(found for rule in RULES if (found := rule(talk)) is not None)
    except Refused as refused:
        names = {person.id: person.name for person in context.station.staff.values()}
        decision = talk.say((Line("{why}", {"why": refused.sentence(names)}),))
    decision = with_phone_key(context, once.pass_over(talk, decision, ASKED_ONCE))
    decision = unreadable.with_word_of_file(talk, decision)
    decision = unreadable.with_word_of_length(talk, decision)
    if context.album_goes_on:
        return _kept_in_silence(context, decision)
    return privacy.with_notice(context, decision)


def _kept_in_silence(context: Context, decision: Decision) -> Decision:
    """What was sent in one go is answered once."""
    elsewhere = tuple(said for said in decision.says if said.chat != context.chat.id)
    return replace(decision, says=elsewhere)


def _pressed(talk: Talk) -> Decision | None:
    return press(talk) if talk.inbound.kind is InboundKind.PRESS else None


def _picture(talk: Talk) -> Decision | None:
    attachment = talk.inbound.attachment
    if talk.inbound.kind is not InboundKind.IMAGE or attachment is None:
        return None
    if talk.intake is None and talk.open_dossiers:
        dossier = meant(talk, talk.open_dossiers) or talk.open_dossiers[0]
        kept = course.keep_picture(talk, attachment, dossier.request.id)
        pictured = replace(dossier, pictures=dossier.pictures + 1)
        return kept + shown(talk.context, pictured) + relay.pass_on(talk, dossier)
    return course.take_picture(talk, attachment)


def _help(talk: Talk) -> Decision | None:
    return guide.show(talk) if talk.reading.means(Meaning.HELP) and not talk.intake else None


def _guide_number(talk: Talk) -> Decision | None:
    progress = talk.open_dialog("guide")
    if progress is None or asked_later(talk, progress):
        return None
    category = guide.chosen(talk, progress)
    if category is None:
        return None
    over = replace(progress, state=ProgressState.FINISHED, touched_at=talk.context.now)
    return saving(over) + course.open_intake(talk, category)


def _rating(talk: Talk) -> Decision | None:
    if talk.intake is not None and talk.reading.means(*NEEDING):
        return None
    return hear_rating(talk)


def _resumption(talk: Talk) -> Decision | None:
    progress = talk.dropped_intake
    if progress is None:
        return None
    resumes = talk.reading.does(Act.RESUME) or speaks_of(talk, progress)
    return course.resume(talk, progress) if resumes else None


def _taking_back(talk: Talk) -> Decision | None:
    if withdrawal.wants_back(talk):
        return withdrawal.cannot_be_restored(talk)
    return withdrawal.ask(talk) if withdrawal.is_wanted(talk) else None


def _state(talk: Talk) -> Decision | None:
    waits = Topic.DURATION in talk.reading.meant.topics and talk.open_dossiers
    why = withdrawal.WHY.search(talk.reading.plain) and talk.context.dossiers
    if not talk.reading.means(*open_need.ASKING_STATE) and not waits and not why:
        return None
    if ADDS.search(talk.reading.plain) and talk.open_dossiers:
        return None  # “HY-2026-0001补充一下…” tells something, whatever number it gives
    told, asked = progress_query.tell(talk), meant(talk, talk.open_dossiers)
    if asked is not None and asked.request.owner and not unknown_number(talk):
        return told + relay.to_room(talk, asked.request.id)
    return told


def _side_question(talk: Talk) -> Decision | None:
    reading = talk.reading
    if not reading.meant.topics or reading.means(*NEEDING):
        return None
    return side_questions.answer(talk)


def _new_need(talk: Talk) -> Decision | None:
    reading = talk.reading
    if not reading.means(*NEEDING):
        return None
    if not is_new(talk):
        return None
    beside = side_questions.lines_beside(talk)
    opened = course.open_intake(talk, beside=beside)
    return opened + side_questions.noted(talk) if beside else opened


def _introduced(talk: Talk) -> Decision | None:
    """Who begins with who they are wants something, be it in words that nobody knows."""
    if talk.open_here or not is_introduced(talk.reading):
        return None
    return course.open_intake(talk)


def _about_what_ended(talk: Talk) -> Decision | None:
    """A question about what a service that has just ended left behind ("证书什么时候寄来"), or that
    it is not right yet ("砝码还是不准")."""
    reading = talk.reading
    ended = tuple(one for one in talk.context.dossiers if one.request.status in AFTERWARDS)
    wrong = named(talk, ended) if STILL_WRONG.search(reading.plain) else ()
    if wrong and not talk.open_dossiers and not reading.does(Act.NEW_NEED):
        return relay.pass_on(talk, wrong[0])
    asks = reading.means(*NEEDING) and reading.meant.consult and not reading.does(Act.NEW_NEED)
    if talk.open_dossiers or not asks or not LEFT_BEHIND.search(reading.plain):
        return None
    same = [one for one in ended if one.request.category == reading.meant.category]
    return relay.pass_on(talk, same[0]) if same else None


def _about_request(talk: Talk) -> Decision | None:
    """With a request in work, what is said belongs to it, unless it is small talk."""
    if not talk.open_dossiers:
        return None
    dossier = meant(talk, talk.open_dossiers)
    if dossier is None or _is_mere_courtesy(talk):
        return None
    return relay.pass_on(talk, dossier)


def _is_mere_courtesy(talk: Talk) -> bool:
    """A greeting or thanks and little else; “麻烦师傅带鞋套” greets nobody."""
    reading = talk.reading
    if not reading.means(Meaning.GREETING, Meaning.THANKS, Meaning.PRAISE, Meaning.OFF_TOPIC):
        return False
    said = sum(one.end - one.start for one in reading.meant.matched)
    greets = reading.means(Meaning.GREETING)
    return not greets or said * 2 >= len(reading.plain.strip())


def _small_talk(talk: Talk) -> Decision | None:
    return smalltalk.chat(talk) if talk.reading.means(*open_need.SMALL_TALK) else None


def _acknowledged(talk: Talk) -> Decision | None:
    done = talk.reading.does(Act.ACKNOWLEDGE, Act.AFFIRM) or ASKED_ASIDE.search(talk.reading.plain)
    return talk.say((smalltalk.NOTED,)) if done else None


def _not_understood(talk: Talk) -> Decision | None:
    return talk.say((smalltalk.UNCLEAR,)) + talk.heard("off_topic")


RULES: Final[tuple[Rule, ...]] = (
    _pressed,
    _picture,
    unreadable.answer,
    *always.RULES,
    _guide_number,
    _rating,
    complaints.hear,
    suggestions.hear,
    _help,
    *open_need.RULES,
    proposals.hear,
    withdrawal.hear,
    _resumption,
    _taking_back,
    corrections.hear,
    _state,
    _side_question,
    _about_what_ended,
    _new_need,
    _introduced,
    _about_request,
    _small_talk,
    _acknowledged,
    background.hear,
    _not_understood,
)
