"""Ways to spoil a sound ledger, one for each thing that the checker promises to see."""

from collections.abc import Callable
from typing import Final

from tests.crash.ledger import Ledger, Row

Damage = Callable[[Ledger], None]


def lose_a_message(ledger: Ledger) -> None:
    ledger.inbox.pop(len(ledger.inbox) // 2)


def double_a_message(ledger: Ledger) -> None:
    ledger.inbox.append(dict(ledger.inbox[-1]))


def swap_two_messages(ledger: Ledger) -> None:
    one, two = ledger.kept(ledger.inbox[-1]["chat"])[:2]
    one["message"], two["message"] = two["message"], one["message"]


def lose_a_row(ledger: Ledger) -> None:
    ledger.outbox.remove(_of_an_enterprise(ledger, last=False))


def lose_the_last_row(ledger: Ledger) -> None:
    row = _of_an_enterprise(ledger, last=True)
    ledger.outbox.remove(row)
    next(one for one in ledger.outlets if one["chat"] == row["chat"])["said"] -= 1


def change_the_words_of_a_row(ledger: Ledger) -> None:
    line = _of_an_enterprise(ledger, last=False)["message"]["lines"][0]
    line["template"], line["values"] = "别的话", {}


def lose_an_event(ledger: Ledger) -> None:
    ledger.events.remove(_event(ledger, "claimed"))


def double_an_event(ledger: Ledger) -> None:
    event = _event(ledger, "answered")
    ledger.events.insert(ledger.events.index(event), dict(event))


def swap_two_events(ledger: Ledger) -> None:
    ledger.events.reverse()


def leave_a_number_out(ledger: Ledger) -> None:
    last = max(ledger.by_number)
    row = ledger.by_number.pop(last)
    row["number"] = f"{last[:-4]}9999"
    ledger.by_number[row["number"]] = row


def file_twice(ledger: Ledger) -> None:
    event = _event(ledger, "filed")
    ledger.events.append(dict(event))


def lose_a_rating(ledger: Ledger) -> None:
    ledger.ratings.pop()


def double_a_rating(ledger: Ledger) -> None:
    ledger.ratings.append(dict(ledger.ratings[0]))


def make_a_star_up(ledger: Ledger) -> None:
    ledger.ratings[0]["items"]["6"] = 5


def double_a_mark(ledger: Ledger) -> None:
    ledger.rating_events.append(dict(ledger.rating_events[-1]))


def remind_twice(ledger: Ledger) -> None:
    row = next(row for row in ledger.outbox if row["turn"].startswith("d."))
    ledger.outbox.append({**row, "at": row["at"] + 1})


def open_a_due_row_again(ledger: Ledger) -> None:
    next(due for due in ledger.dues if due["kind"] == "rating_invitation")["state"] = "open"


def miss_a_due_row(ledger: Ledger) -> None:
    due = next(due for due in ledger.dues if due["state"] == "open")
    due["sends_at"] = due["base_at"] - 3_600_000_000


def lose_the_due_rows(ledger: Ledger) -> None:
    ledger.dues.clear()


def _of_an_enterprise(ledger: Ledger, *, last: bool) -> Row:
    chat = next(row["chat"] for row in ledger.inbox if row["kind"] == "text")
    return ledger.timeline(chat)[-1 if last else 3]


def _event(ledger: Ledger, type: str) -> Row:
    return next(event for event in ledger.events if event["type"] == type)


DAMAGES: Final[tuple[Damage, ...]] = (
    lose_a_message,
    double_a_message,
    swap_two_messages,
    lose_a_row,
    lose_the_last_row,
    change_the_words_of_a_row,
    lose_an_event,
    double_an_event,
    swap_two_events,
    leave_a_number_out,
    file_twice,
    lose_a_rating,
    double_a_rating,
    make_a_star_up,
    double_a_mark,
    remind_twice,
    open_a_due_row_again,
    miss_a_due_row,
    lose_the_due_rows,
)
