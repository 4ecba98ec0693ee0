"""A wished time as it is shown back: what it was taken to mean, beside what was said."""

from typing import Final

from core.shanghai import day_words
from core.wishes import DayPart, Wish, WishKind

PARTS: Final = {DayPart.AM: "上午", DayPart.PM: "下午"}

FORMS: Final = {
    WishKind.AT: "{day}{part}{time}",
    WishKind.BY: "{day}{part}{time}之前",
    WishKind.AFTER: "{day}{part}{time}以后",
    WishKind.RANGE: "{day}至{to}{part}{time}",
    WishKind.ASAP: "尽快",
    WishKind.FLEXIBLE: "不急，都可以",
}
AS_SAID: Final = "{words}（您说的“{said}”）"


def wish_words(wish: Wish) -> str:
    """`3月19日（周三）上午（您说的“下周三上午”）`."""
    if wish.date is None:
        return wish.said or FORMS[wish.kind]
    hours = f"{wish.time}–{wish.until}" if wish.time and wish.until else wish.time or ""
    words = FORMS[wish.kind].format(
        day=day_words(wish.date),
        to=day_words(wish.to) if wish.to else "",
        part="" if wish.time else PARTS.get(wish.part, "") if wish.part else "",
        time=hours,
    )
    return AS_SAID.format(words=words, said=wish.said) if wish.said else words
