"""What happens at an Official Account, as far as the assistant takes it up.

The names are the product's own; where one stands for a push of the platform, it says which
(Official Account: receiving standard messages, receiving event pushes, template messages, event
pushes of subscription notices).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """MsgType; whatever else there is counts as `UNKNOWN`."""

    TEXT = "text"
    IMAGE = "image"
    VOICE = "voice"
    VIDEO = "video"
    SHORTVIDEO = "shortvideo"
    LOCATION = "location"
    LINK = "link"
    FILE = "file"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, in degrees, and what the map calls it."""

    latitude: float
    longitude: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Push:
    """`id` is the same when it is pushed again; `sender` is the person's openid; `account` is the
    original id (gh_…) of the account, which a passive reply is from."""

    id: str
    sender: str
    account: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Written(_Push):
    """A message. `text` are its words: of a voice those that the platform recognised, if any; of a
    link its title. `media` fetches its bytes for three days; a file has none. `name` and `size` are
    those of a file. `menu` is the id of the entry of a message menu that was pressed."""

    kind: Kind
    text: str = ""
    media: str = ""
    url: str = ""
    name: str = ""
    size: int = 0
    spot: Spot | None = None
    menu: str = ""


@dataclass(frozen=True, slots=True)
class Followed(_Push):
    """subscribe; `scene` is that of the QR code that led there, if one did."""

    scene: str = ""


@dataclass(frozen=True, slots=True)
class Left(_Push):
    """unsubscribe: nothing reaches this person any more."""


@dataclass(frozen=True, slots=True)
class Scanned(_Push):
    """SCAN, by somebody who follows already."""

    scene: str = ""


@dataclass(frozen=True, slots=True)
class Clicked(_Push):
    """CLICK on an entry of the account's menu."""

    key: str = ""


@dataclass(frozen=True, slots=True)
class Viewed(_Push):
    """VIEW: an entry of the account's menu that opens a page."""

    url: str = ""


@dataclass(frozen=True, slots=True)
class Located(_Push):
    """LOCATION: where somebody is who opens the chat. Nobody asked."""


@dataclass(frozen=True, slots=True)
class TemplateSent(_Push):
    """TEMPLATESENDJOBFINISH: what became of a template message, in the platform's words."""

    message: str = ""
    status: str = ""

    @property
    def has_arrived(self) -> bool:
        return self.status == "success"


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said to being sent a notice of this template."""

    template: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Consent(_Push):
    """subscribe_msg_popup_event, and subscribe_msg_change_event by which one is taken back."""

    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """What became of one notice; the code is 0 where it arrived."""

    template: str
    message: str
    code: int
    status: str


@dataclass(frozen=True, slots=True)
class NoticeSent(_Push):
    """subscribe_msg_sent_event."""

    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Other(_Push):
    """An event that the assistant has nothing to do with."""

    event: str = ""


Happening = (
    Written | Followed | Left | Scanned | Clicked | Viewed | Located | TemplateSent | Consent
    | NoticeSent | Other
)  # fmt: skip
