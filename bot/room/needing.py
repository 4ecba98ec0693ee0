"""What a message in the room needs loaded, seen from the message alone."""

from collections.abc import Iterator
from typing import Final

from bot.intents.reading import Reading
from bot.room.numbers import numbers_in
from bot.room.spoken import Errand, Spoken, hear
from bot.room.staff_names import parted
from core.context import Listing, Needs
from core.messages import Inbound, InboundKind
from core.requests.actions import Action

LISTINGS: Final = {
    Errand.MINE: Listing.MINE,
    Errand.ALL: Listing.ALL,
    Errand.SEARCH: Listing.SEARCH,
    Errand.HAND_OVER: Listing.OWNED_BY,
}
CASES: Final = frozenset(
    {
        Errand.COMPLAINTS,
        Errand.SUGGESTIONS,
        Errand.BAD_RATINGS,
        Errand.CLOSE_CASE,
        Errand.CASE_CALLED,
        Errand.CASE_FIXED,
    }
)
MOST_NUMBERS: Final = 3
ANSWER_LETTERS: Final = 40
"""A longer message is talk, and not the number that was asked for."""


def needs_of(inbound: Inbound, reading: Reading) -> Needs:
    """The requests of the talk and of the numbers named, and what a command lists or counts.

    What a button needs is seen when it was found in the message that it hangs under.
    """
    spoken = hear(reading.text) if inbound.kind is not InboundKind.PRESS else None
    requests = tuple(dict.fromkeys(_requests(inbound, spoken, reading.text)))
    if spoken is None:
        return Needs(requests)
    errand = spoken.means.means
    listing = LISTINGS.get(errand, Listing.NONE) if isinstance(errand, Errand) else Listing.NONE
    return Needs(
        requests,
        listing,
        _term(listing, spoken),
        statistics=errand is Errand.STATISTICS,
        cases=errand in CASES,
    )


def _requests(inbound: Inbound, spoken: Spoken | None, text: str) -> Iterator[str]:
    if inbound.thread:
        yield inbound.thread
    if spoken and spoken.number:
        yield spoken.number
    merges = spoken is not None and spoken.means.means is Action.MERGE
    answers = spoken is None and (inbound.kind is InboundKind.PRESS or len(text) <= ANSWER_LETTERS)
    if spoken and merges:
        yield from numbers_in(spoken.whole)[:MOST_NUMBERS]
    elif answers:
        yield from numbers_in(text)[:MOST_NUMBERS]


def _term(listing: Listing, spoken: Spoken) -> str:
    if listing is Listing.OWNED_BY:
        return parted(spoken.rest)[0]
    return spoken.rest if listing is Listing.SEARCH else ""
