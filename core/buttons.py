"""What the staff's buttons do, as it is kept with the message: a kind, and what it is about.

`act:<action>`, with `:on_behalf` after it where the enterprise's word is recorded; `see:contact`;
`list:<listing>`; `case:<id>:close`; `record:<answer>`.
"""

from dataclasses import dataclass
from typing import Final

from core.context import Listing, Needs
from core.messages import Asks, Outbound

ON_BEHALF: Final = "on_behalf"
CASE_NOTE: Final = Asks("text", "告知对方的处理结果")
"""Written into the button's own form, so that the room does not read along."""


@dataclass(frozen=True, slots=True)
class Button:
    """What a button does: `kind`, then its parts."""

    kind: str
    first: str = ""
    second: str = ""


def button_of(does: str) -> Button:
    """Read what a button does; missing parts are empty."""
    kind, _, rest = does.partition(":")
    first, _, second = rest.partition(":")
    return Button(kind, first, second)


def needs_of_button(does: str, message: Outbound) -> Needs:
    """What has to be loaded for a button: the request of its message, a listing, the cases."""
    button = button_of(does)
    about = message.about or message.thread
    listed = button.kind == "list" and button.first in set(Listing)
    return Needs(
        requests=(about,) if about else (),
        listing=Listing(button.first) if listed else Listing.NONE,
        cases=button.kind == "case",
    )
