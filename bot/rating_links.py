"""Links to the page on which one service is rated.

The link is all the authority that the page asks for. It names one rating, cannot be guessed (100
bits), and ends in letters and figures alone, so that a messenger takes all of it for the link.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Final

PLACE: Final = "{origin}/r/{token}"
TOKEN: Final = "{rating}.{seal}"  # noqa: S105 - the shape of one
PURPOSE: Final = b"rating page\0"
"""What the secret signs otherwise says nothing here."""
SEAL_LETTERS: Final = 20


@dataclass(frozen=True, slots=True)
class RatingLinks:
    """Made and read with the secret of the installation; `origin` is where browsers reach it."""

    secret: str = field(repr=False)
    origin: str

    def to(self, rating: str) -> str:
        return PLACE.format(origin=self.origin, token=self._token(rating))

    def rating_in(self, token: str) -> str:
        """The rating that a token names, "" for a forged one."""
        rating = token.rpartition(".")[0]
        genuine = hmac.compare_digest(self._token(rating).encode(), token.encode(errors="replace"))
        return rating if rating and genuine else ""

    def _token(self, rating: str) -> str:
        words = PURPOSE + rating.encode(errors="replace")
        digest = hmac.digest(self.secret.encode(), words, hashlib.sha256)
        seal = base64.b32encode(digest).decode().lower()[:SEAL_LETTERS]
        return TOKEN.format(rating=rating, seal=seal)
