"""Phone numbers as they are stored, and the rules that tell a whole one from a slip of the finger.

A mobile is eleven digits. A landline keeps its area code ("027-83450016") and, where one was
given, its extension ("027-83450016转802"); eight digits alone are a Wuhan number. Service numbers
(400, 800) are ten digits. Which digits of a message belong together is not decided here.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

WUHAN: Final = "027"
MOBILE_DIGITS: Final = 11
LOCAL_DIGITS: Final = 8

MOBILE: Final = re.compile(r"1[3-9]\d{9}", re.ASCII)
SERVICE: Final = re.compile(r"[48]00\d{7}", re.ASCII)
LONG_AREA: Final = re.compile(r"0[3-9]\d\d", re.ASCII)
SHORT_AREA: Final = re.compile(r"010|02\d", re.ASCII)
LOCAL: Final = re.compile(r"[2-8]\d+", re.ASCII)
STORED: Final = re.compile(
    r"(?:1[3-9]\d{9}|[48]00\d{7}|(?:010|02\d)-[2-8]\d{7}|0[3-9]\d\d-[2-8]\d{6,7})(?:转\d{1,6})?",
    re.ASCII,
)


class PhoneFault(StrEnum):
    """Why a number cannot be dialled."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    UNKNOWN_PREFIX = "unknown_prefix"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that can be dialled; `str()` is the stored form."""

    number: str
    extension: str = ""

    def __str__(self) -> str:
        return f"{self.number}转{self.extension}" if self.extension else self.number

    @property
    def is_mobile(self) -> bool:
        return "-" not in self.number and len(self.number) == MOBILE_DIGITS


@dataclass(frozen=True, slots=True)
class BadPhone:
    """What was said where a phone was wanted, and what is wrong with it."""

    said: str
    reason: PhoneFault


def stored_phone(text: str) -> Phone | None:
    """Read a number back from its stored form."""
    if not STORED.fullmatch(text):
        return None
    number, _, extension = text.partition("转")
    return Phone(number, extension)


def phone_of(digits: str, extension: str = "", said: str = "") -> Phone | BadPhone:
    """Judge a bare run of digits, country code already taken off."""
    judged = _number_of(digits)
    if isinstance(judged, PhoneFault):
        return BadPhone(said or digits, judged)
    return Phone(judged, extension)


def _number_of(digits: str) -> str | PhoneFault:
    if SERVICE.fullmatch(digits):
        return digits
    if digits.startswith("0"):
        return _with_area(digits)
    if digits.startswith("1"):
        return _mobile(digits)
    return _local(digits)


def _mobile(digits: str) -> str | PhoneFault:
    if fault := _length_fault(digits, MOBILE_DIGITS, MOBILE_DIGITS):
        return fault
    return digits if MOBILE.fullmatch(digits) else PhoneFault.UNKNOWN_PREFIX


def _with_area(digits: str) -> str | PhoneFault:
    # Some still put a trunk zero before a mobile of another city.
    if MOBILE.fullmatch(digits[1:]):
        return digits[1:]
    if SHORT_AREA.match(digits):
        return _behind_area(digits[:3], digits[3:], LOCAL_DIGITS)
    if LONG_AREA.match(digits):
        return _behind_area(digits[:4], digits[4:], LOCAL_DIGITS - 1)
    return PhoneFault.UNKNOWN_PREFIX


def _behind_area(area: str, local: str, fewest: int) -> str | PhoneFault:
    if fault := _length_fault(local, fewest, LOCAL_DIGITS):
        return fault
    return f"{area}-{local}" if LOCAL.fullmatch(local) else PhoneFault.UNKNOWN_PREFIX


def _local(digits: str) -> str | PhoneFault:
    # Ten digits are a mobile that lost one; eleven have a first digit that no mobile has.
    if len(digits) == MOBILE_DIGITS - 1:
        return PhoneFault.TOO_SHORT
    if len(digits) == MOBILE_DIGITS:
        return PhoneFault.UNKNOWN_PREFIX
    return _behind_area(WUHAN, digits, LOCAL_DIGITS)


def _length_fault(digits: str, fewest: int, most: int) -> PhoneFault | None:
    if len(digits) < fewest:
        return PhoneFault.TOO_SHORT
    return PhoneFault.TOO_LONG if len(digits) > most else None
