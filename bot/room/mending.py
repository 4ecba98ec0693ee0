"""A bad rating on its way: the enterprise was called back, what was wrong is mended.

What is recorded ends the reminders of it; the case itself is closed with a note (`cases`).
"""

from collections.abc import Callable
from typing import Final

from bot.cards import CALL_CASE, FIX_CASE, case_choices
from bot.room.cases import BAD_RATING_LABEL, NOT_FOUND, given_to, is_bad_rating, is_named
from bot.room.spoken import Errand
from bot.room.talk import RoomTalk, saying
from core.bad_ratings import BadRatingCase, Finding, Told, record_call, record_fix
from core.context import CaseFile
from core.decision import Decision
from core.feedback import CLOSED_ALREADY
from core.rating_rows import case_changes
from core.refusals import Refused

USAGE: Final = "请写单号，例如“{word} 7”；回访可以写上核实结果：属实、误评或恶意。"
RECORDED: Final = "{number}的差评已记下，现在是“{state}”。"
FOUND: Final = "{number}的差评已记下，现在是“{state}”，核实结果：{finding}。"

Step = Callable[[RoomTalk, BadRatingCase, str], BadRatingCase]


def _called(talk: RoomTalk, case: BadRatingCase, said: str) -> BadRatingCase:
    finding = next((one for one in Finding if one.label in said), None)
    return record_call(case, talk.actor, talk.context.now, Told(finding=finding))


def _fixed(talk: RoomTalk, case: BadRatingCase, said: str) -> BadRatingCase:
    del said
    return record_fix(case, talk.actor, talk.context.now)


STEPS: Final[dict[str, Step]] = {"call": _called, "fix": _fixed}
"""By what the button says after the case."""
WORDS: Final[dict[Errand, tuple[str, str]]] = {
    Errand.CASE_CALLED: ("call", CALL_CASE),
    Errand.CASE_FIXED: ("fix", FIX_CASE),
}


def record_by_word(talk: RoomTalk, errand: Errand, said: str) -> Decision:
    """“记录回访 7 属实”: the number is that of the request that was rated."""
    step, word = WORDS[errand]
    number, _, rest = said.partition(" ")
    if not number:
        return talk.tell(saying(USAGE, word=word))
    rated = (file for file in talk.context.cases if is_bad_rating(file))
    file = next((file for file in rated if is_named(talk, file, number)), None)
    return _recorded(talk, file, step, rest) if file else _not_found(talk)


def record_by_id(talk: RoomTalk, key: str, step: str, said: str) -> Decision:
    """A pressed button."""
    file = next((file for file in talk.context.cases if file.case.id == key), None)
    if file is None or not isinstance(file.case, BadRatingCase):
        raise Refused(CLOSED_ALREADY)
    return _recorded(talk, file, step, said)


def _not_found(talk: RoomTalk) -> Decision:
    return talk.tell(saying(NOT_FOUND, kind=BAD_RATING_LABEL))


def _recorded(talk: RoomTalk, file: CaseFile, step: str, said: str) -> Decision:
    case = file.case
    if not isinstance(case, BadRatingCase):
        return _not_found(talk)
    after = STEPS[step](talk, given_to(talk, case), said)
    due = case_changes(case, after, talk.context.station.calendar)
    values = {
        "number": file.request.number if file.request else "",
        "state": after.state.label,
        "finding": after.finding.label if after.finding else "",
    }
    line = saying(FOUND if after.finding else RECORDED, **values)
    saved = Decision(saves=(after, *due.saves), calls_off=due.calls_off)
    return saved + talk.tell(line, choices=case_choices(after))
