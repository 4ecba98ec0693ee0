"""Links from outside to one request on the staff's page.

A link names the station and the request and was made here; who may see anything the page asks by
itself.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Final

PLACE: Final = "{origin}/room/at/{token}"
TOKEN: Final = "{station}.{request}.{seal}"  # noqa: S105 - the shape of one
PURPOSE: Final = "room page\0{station}\0{request}"
"""What the secret signs otherwise says nothing here."""
SEAL_LETTERS: Final = 20


@dataclass(frozen=True, slots=True)
class Named:
    """A request of a station."""

    station: str
    request: str


@dataclass(frozen=True, slots=True)
class RoomLinks:
    """Made and read with the secret of the installation; `origin` is where browsers reach it."""

    secret: str = field(repr=False)
    origin: str = ""

    def to(self, named: Named) -> str:
        return PLACE.format(origin=self.origin, token=self._token(named))

    def named_in(self, token: str) -> Named | None:
        """What a token names; None for a forged one."""
        station, _, rest = token.partition(".")
        named = Named(station, rest.rpartition(".")[0])
        genuine = hmac.compare_digest(self._token(named).encode(), token.encode(errors="replace"))
        return named if named.request and genuine else None

    def _token(self, named: Named) -> str:
        words = PURPOSE.format(station=named.station, request=named.request)
        digest = hmac.digest(self.secret.encode(), words.encode(errors="replace"), hashlib.sha256)
        seal = base64.b32encode(digest).decode().lower()[:SEAL_LETTERS]
        token = TOKEN.format(station=named.station, request=named.request, seal=seal)
        return token.encode(errors="replace").decode()
