"""Ways to spoil a sound case, one for each thing that the checker promises to see."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from tests.crash import damages
from tests.crash.ledger import Row
from tests.crash_telegram.checker import Case
from tests.crash_telegram.tales import Json

Damage = Callable[[Case], Case]


def lose_a_confirmed_update(case: Case) -> Case:
    return replace(case, strikes=[*case.strikes, replace(case.strikes[0], lost=("m1",))])


def confirm_nothing(case: Case) -> Case:
    return replace(case, evidence=replace(case.evidence, pending=case.evidence.told))


def lose_a_row(case: Case) -> Case:
    case.ledger.outbox.remove(_sent(case))
    return case


def lose_a_receipt(case: Case) -> Case:
    _sent(case)["state"] = "pending"
    return case


def lose_a_message(case: Case) -> Case:
    chat, message = _shown(case)
    case.evidence.chats[chat].remove(message)  # type: ignore[attr-defined]
    return case


def double_a_message(case: Case) -> Case:
    chat, message = _shown(case)
    case.evidence.chats[chat].append({**message, "message_id": 99_999})  # type: ignore[attr-defined]
    return case


def change_what_is_shown(case: Case) -> Case:
    _shown(case)[1]["text"] = "别的话"
    return case


def take_the_buttons_off(case: Case) -> Case:
    messages = case.evidence.of_bot(case.evidence.group)
    next(each for each in messages if "reply_markup" in each).pop("reply_markup")
    return case


def swap_two_messages(case: Case) -> Case:
    chat = _sent(case)["chat"]
    one, two = [row for row in case.rows() if row["chat"] == chat][-2:]
    one["key"], two["key"] = two["key"], one["key"]
    return case


def open_topics_nobody_asked_for(case: Case) -> Case:
    """More of them for one request than all the kills together could have left."""
    number = next(iter(case.ledger.by_number))
    topics = {-n: number for n in range(2 + sum(case.interrupted().values()))}
    return replace(case, evidence=replace(case.evidence, topics={**case.evidence.topics, **topics}))


def try_without_a_kill(case: Case) -> Case:
    _sent(case)["tries"] += 1
    return case


def leave_a_row_out(case: Case) -> Case:
    _sent(case)["key"] = ""
    return case


def _sent(case: Case) -> Row:
    """A row of an enterprise that no kill interrupted."""
    group = f"telegram:{case.evidence.group}"
    rows = (row for row in case.rows() if row["chat"] != group and row["n"] > 1)
    return next(row for row in rows if row["tries"] == 1)


def _shown(case: Case) -> tuple[int, Json]:
    row = _sent(case)
    chat = case.shown_in(row)
    [message] = [
        each for each in case.evidence.chats[chat] if str(each["message_id"]) == row["key"]
    ]
    return chat, message


def of_the_ledger(damage: damages.Damage) -> Damage:
    """What spoils the database alone."""

    def spoil(case: Case) -> Case:
        damage(case.ledger)
        return case

    spoil.__name__ = damage.__name__
    return spoil


DAMAGES: Final[tuple[Damage, ...]] = (
    lose_a_confirmed_update,
    confirm_nothing,
    lose_a_row,
    lose_a_receipt,
    lose_a_message,
    double_a_message,
    change_what_is_shown,
    take_the_buttons_off,
    swap_two_messages,
    open_topics_nobody_asked_for,
    try_without_a_kill,
    leave_a_row_out,
    *map(
        of_the_ledger,
        (
            damages.lose_a_message,
            damages.double_a_message,
            damages.lose_an_event,
            damages.double_an_event,
            damages.swap_two_events,
            damages.leave_a_number_out,
            damages.file_twice,
            damages.lose_a_rating,
            damages.double_a_rating,
            damages.make_a_star_up,
            damages.double_a_mark,
            damages.remind_twice,
            damages.open_a_due_row_again,
            damages.miss_a_due_row,
            damages.lose_the_due_rows,
        ),
    ),
)
