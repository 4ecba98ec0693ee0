"""What can happen in a member's chat with the app."""

from dataclasses import dataclass
from datetime import datetime

from core.messages import InboundKind


@dataclass(frozen=True, slots=True)
class Written:
    """A message: its words, or those that somebody would have typed for what they shared; `media`
    is what a picture or file is called at WeCom."""

    userid: str
    at: datetime
    id: str
    kind: InboundKind = InboundKind.TEXT
    text: str = ""
    media: str = ""


@dataclass(frozen=True, slots=True)
class CardPressed:
    """A button of a card; `code` lets the card be changed once."""

    userid: str
    at: datetime
    id: str
    task: str
    key: str
    code: str


@dataclass(frozen=True, slots=True)
class Clicked:
    """An entry of the app's menu."""

    userid: str
    at: datetime
    id: str
    key: str


@dataclass(frozen=True, slots=True)
class Other:
    """What is not answered to: somebody opens the chat, a place is reported, an event to come."""

    name: str


Happening = Written | CardPressed | Clicked | Other
