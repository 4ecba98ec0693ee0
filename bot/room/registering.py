"""Registering what came in at reception: the draft's answers become numbered requests."""

from dataclasses import replace
from typing import Final

from bot.acting import perform
from bot.dialogs.intake.filing import CONTACT, Filing, filed
from bot.dialogs.intake.steps import INTAKE, label_of, needs_in
from bot.due.conversation_rows import draft_left
from bot.room.people import people_in
from bot.room.reception import given_back
from bot.room.talk import RoomTalk, saying
from core.context import Dossier, Reception
from core.decision import Decision
from core.dialogs.progress import Progress, ProgressState, adopt
from core.messages import Audience, Line, Outbound
from core.parties import Contact
from core.refusals import Refused
from core.requests.act import NO_SUCH_MOVE
from core.requests.actions import Action
from core.requests.status import Status

MISSING: Final = (
    "登记前还缺：{missing}。请写在“登记”后面，例如“登记 武汉某某阀门有限公司 张伟 13800001111”。"
)
NO_DETAIL: Final = Line("企业还没有说清要办什么，请先问清楚，或用“登记 需求：……”写上。")
TOLD: Final = "工作人员已替您登记，单号{number}（{category}）：{detail}"
TOLD_END: Final = Line("专员接单后会在这里联系您；内容有不对的地方直接说就行。")
LABELS: Final = {"company": "单位", "contact": "联系人", "phone": "电话"}
SEPARATOR: Final = "、"
DETAIL_CUES: Final = ("需求：", "需求:")


def register(talk: RoomTalk, dossier: Dossier, said: str) -> Decision:
    """File every need of the conversation, or say what is lacking."""
    reception = talk.context.reception
    if reception is None or dossier.request.status is not Status.DRAFT:
        values = {"status": dossier.request.status, "action": Action.REGISTER}
        raise Refused(NO_SUCH_MOVE, **values)
    answers = _answers(reception, said)
    missing = [LABELS[key] for key in CONTACT if not answers.get(key)]
    if missing:
        return talk.tell(saying(MISSING, missing=SEPARATOR.join(missing)))
    if not all(answers.get(f"need.{n}.detail") for n in needs_in(answers)):
        return talk.tell(NO_DETAIL)
    return _registered(talk, dossier, reception, answers)


def _answers(reception: Reception, said: str) -> dict[str, str]:
    """What the enterprise said so far, and what the member adds to it."""
    heard = adopt(INTAKE, reception.progress).answers if reception.progress else {}
    return {**_profile(reception.contact), **heard, **_added(said)}


def _profile(known: Contact | None) -> dict[str, str]:
    if known is None:
        return {}
    return {"company": known.company, "contact": known.name, "phone": known.phone}


def _added(said: str) -> dict[str, str]:
    for cue in DETAIL_CUES:
        before, found, detail = said.partition(cue)
        if found and detail.strip():
            return people_in(before) | {"need.1.detail": detail.strip()}
    return people_in(said)


def _registered(
    talk: RoomTalk, dossier: Dossier, reception: Reception, answers: dict[str, str]
) -> Decision:
    drafts, decision = _all_taken(talk, dossier, reception, answers)
    filing = Filing(
        talk.context, answers, drafts, dossier.request.person, talk.actor, Action.REGISTER,
        reception.contact,
    )  # fmt: skip
    done, moved = filed(filing)
    over = _over(talk, reception.progress, answers)
    return decision + moved + over + given_back(reception.chat) + _told(done)


def _all_taken(
    talk: RoomTalk, dossier: Dossier, reception: Reception, answers: dict[str, str]
) -> tuple[tuple[Dossier, ...], Decision]:
    """The drafts in the order of the needs; those beside the one taken over are taken now."""
    intake = dossier.request.id.rpartition("-")[0]
    by_id = {one.request.id: one for one in reception.drafts} | {dossier.request.id: dossier}
    taken: list[Dossier] = []
    decision = Decision()
    for n in needs_in(answers):
        draft = by_id[f"{intake}-{n}"]
        if not draft.request.handled_at_reception and draft.request.id != dossier.request.id:
            draft, moved = perform(talk.context, draft, Action.TAKE_OVER, talk.actor)
            decision += moved
        taken.append(draft)
    return tuple(taken), decision


def _over(talk: RoomTalk, progress: Progress | None, answers: dict[str, str]) -> Decision:
    if progress is None:
        return Decision()
    done = replace(
        progress,
        answers=answers,
        asked=None,
        state=ProgressState.FINISHED,
        touched_at=talk.context.now,
        revision=progress.revision + 1,
    )
    return Decision(saves=(done,)) + draft_left(progress)


def _told(done: tuple[Dossier, ...]) -> Decision:
    """The enterprise hears its number from the assistant, since it did not file by itself."""
    chat = done[0].request.chat
    lines = tuple(
        saying(
            TOLD,
            number=dossier.request.number,
            category=label_of(dossier.request.category),
            detail=dossier.detail,
        )
        for dossier in done
    )
    return Decision(says=(Outbound(chat, (*lines, TOLD_END), audience=Audience.NOTICE),))
