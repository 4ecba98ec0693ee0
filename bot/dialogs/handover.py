"""A person takes over: the assistant keeps still, yet goes on filling in what it hears."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bot.acting import shown
from bot.dialogs import smalltalk
from bot.dialogs.belonging import names_something
from bot.dialogs.intake.drafts import begin_empty, draft_of, drafted
from bot.dialogs.intake.hearing import hear
from bot.dialogs.intake.listening import NEEDING, Hearing, Listening
from bot.dialogs.intake.noting import noted
from bot.dialogs.intake.steps import INTAKE
from bot.dialogs.naming import meant
from bot.dialogs.opening_hours import closed_note
from bot.dialogs.relay import to_room
from bot.dialogs.talk import Talk, saving
from bot.due.conversation_rows import handover_left, handover_touched
from bot.intents.entities.wishes import read_wish
from core.context import Context, Dossier
from core.conversations import Chat
from core.decision import Decision
from core.dialogs.advance import Answered, advance
from core.dialogs.progress import Progress
from core.intents import Meaning
from core.messages import Audience, Choice, Line, Outbound
from core.requests.status import Status
from core.wishes import encode

CALLED: Final = Line("好的，已请工作人员来，您有话直接说，我不插话。想回到自动登记就回“结束人工”。")
WANTS_PERSON: Final = Line("企业请求人工接待，请接手。")
LEFT: Final = Line("好的，我来接着办。")
END_WORDS: Final = frozenset({"结束人工", "退出人工", "转机器人", "返回"})
RETURN: Final = Choice("back", "结束人工", "handover:end")


def begin(talk: Talk) -> Decision:
    """Call a person: the card of what was said so far goes to the room, for somebody to take."""
    context = talk.context
    chat = replace(context.chat, handed_over_at=context.now)
    decision = saving(chat) + talk.heard("human_requested") + handover_touched(context, chat)
    said = talk.say((CALLED, *closed_note(context)), (RETURN,))
    dossier, opened = _concerned(talk)
    return decision + opened + said + _call(context, dossier)


def _concerned(talk: Talk) -> tuple[Dossier, Decision]:
    """What the person is called for: the need being taken in, the request in work, or a blank."""
    if talk.intake is not None:
        return drafted(talk, talk.intake), Decision()
    request = meant(talk, talk.open_dossiers)
    return (request, Decision()) if request else begin_empty(talk)


def _call(context: Context, dossier: Dossier) -> Decision:
    line = tuple(
        Outbound(room, (WANTS_PERSON,), thread=dossier.request.id, audience=Audience.NOTICE)
        for room in context.station.rooms
    )
    return offered(context, dossier) + Decision(says=line)


def offered(context: Context, dossier: Dossier) -> Decision:
    """The card under which somebody of the staff may take over what is still being taken in."""
    draft = dossier.request.status is Status.DRAFT
    request = replace(dossier.request, handled_at_reception=draft)
    return shown(context, replace(dossier, request=request))


def listen(talk: Talk) -> Decision:
    """While a person has the word: pass it on, fill in what is said, ask nothing."""
    decision = to_room(talk, _thread(talk)) + _courtesy(talk)
    progress = talk.intake
    if progress is None:
        return decision
    heard = hear(Listening(talk.reading, progress.answers, progress.asked))
    no_need = not talk.reading.means(*NEEDING, Meaning.NONE)
    answers = {**_hours(talk, progress), **_settled(progress, heard, no_need)}
    if not answers:
        return decision
    turn = advance(INTAKE, progress, Answered(answers), talk.context.now)
    filled = replace(turn.progress, state=progress.state, revision=progress.revision + 1)
    decision += saving(filled) + Decision(heard=noted(progress, turn, heard.rejections))
    return decision + _first_need(talk, progress, filled)


def _courtesy(talk: Talk) -> Decision:
    """Thanks are kept in the record as ever; it is for the person to answer them."""
    reading = talk.reading
    courteous = reading.means(*smalltalk.KINDS) and not names_something(reading)
    return smalltalk.noted(talk) if courteous else Decision()


def _first_need(talk: Talk, before: Progress, after: Progress) -> Decision:
    """A person was called before anything was wanted: the need begins with its first words."""
    if "need.1.detail" in before.answers or "need.1.detail" not in after.answers:
        return Decision()
    blank = draft_of(talk, after, 1).request
    guess = after.answers.get("need.1.guess", "").partition(",")[0]
    category = after.answers.get("need.1.category") or guess
    begun = replace(
        blank, requested_at=talk.context.at, category=category or blank.category,
        revision=blank.revision + 1,
    )  # fmt: skip
    return saving(begun) + talk.heard("need_opened", request=begun.id, category=category)


def _hours(talk: Talk, progress: Progress) -> dict[str, str]:
    """Hours alone ("下午三点以后"): a person has asked when, which nobody can see from here."""
    reading = talk.reading
    if "need.1.time" in progress.answers or reading.wishes or reading.phones:
        return {}
    found = read_wish(reading.plain, reading.text, reading.at)
    hours = found is not None and (found.wish.time or found.wish.part)
    return {"need.1.time": encode(found.wish)} if found and hours else {}


def _settled(progress: Progress, heard: Hearing, says_no_need: bool) -> dict[str, str]:
    """What is said fills gaps; what was settled before only a correction changes, and nothing is
    confirmed here."""
    return {
        key: value
        for key, value in heard.answers.items()
        if key != "confirm"
        and not (key.endswith(".category") and key in progress.answers)
        and not (key.endswith(".detail") and says_no_need)
    }


def _thread(talk: Talk) -> str:
    progress = talk.intake
    if progress is not None:
        return f"{progress.id}-1"
    request = meant(talk, talk.open_dossiers)
    return request.request.id if request else ""


def end(talk: Talk) -> Decision:
    """The enterprise wants the assistant back."""
    chat = released(talk.context.chat)
    return saving(chat) + handover_left(talk.context.chat) + talk.say((LEFT,))


def released(chat: Chat) -> Chat:
    """The chat with the assistant having the word again."""
    return replace(chat, handed_over_at=None, handed_over_to="")


def complete(answers: Iterable[str]) -> bool:
    """Whether enough is known to register: contact and need."""
    return {"company", "contact", "phone", "need.1.detail"} <= set(answers)
