"""Ways to spoil a sound case, one for each thing that the checker promises to see."""

from collections.abc import Callable
from typing import Final

from tests.crash.ledger import Row
from tests.crash_wechat.checker import Case
from tests.crash_wechat.strikes import Strike, place_of

Damage = Callable[[Case], None]


def lose_what_was_said(case: Case) -> None:
    case.ledger.inbox.remove(case.ledger.kept(_chat(case))[-1])


def keep_a_push_twice(case: Case) -> None:
    case.ledger.inbox.append(case.ledger.kept(_chat(case))[-1])


def lose_a_press_of_the_staff(case: Case) -> None:
    case.ledger.inbox.remove(case.ledger.kept(case.room)[0])


def lose_a_message(case: Case) -> None:
    case.shown[_chat(case)].pop()


def double_a_message(case: Case) -> None:
    shown = case.shown[_chat(case)]
    shown.append(shown[-1])


def swap_two_messages(case: Case) -> None:
    shown = case.shown[_chat(case)]
    shown[0], shown[-1] = shown[-1], shown[0]


def change_what_is_shown(case: Case) -> None:
    case.shown[_chat(case)][-1] = "别的话"


def lose_a_message_in_the_group(case: Case) -> None:
    shown = case.shown[case.room]
    shown.remove(next(text for text in reversed(shown) if not text.startswith("**")))


def say_more_in_the_group(case: Case) -> None:
    case.shown[case.room].append("别的话")


def lose_a_receipt(case: Case) -> None:
    _row(case)["state"] = "pending"


def forget_the_way(case: Case) -> None:
    _row(case)["key"] = ""


def forget_a_try(case: Case) -> None:
    case.strikes.append(Strike((), (), (place_of(_row(case)),)))


def lose_a_number(case: Case) -> None:
    case.ledger.by_number.popitem()


def _chat(case: Case) -> str:
    return next(iter(case.acts))


def _row(case: Case) -> Row:
    """The last that an enterprise was told, which no kill interrupted."""
    return case.rows(_chat(case))[-1]


DAMAGES: Final[tuple[Damage, ...]] = (
    lose_what_was_said,
    keep_a_push_twice,
    lose_a_press_of_the_staff,
    lose_a_message,
    double_a_message,
    swap_two_messages,
    change_what_is_shown,
    lose_a_message_in_the_group,
    say_more_in_the_group,
    lose_a_receipt,
    forget_the_way,
    forget_a_try,
    lose_a_number,
)
