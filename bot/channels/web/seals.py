"""Signed words: who a cookie is, which form a token belongs to, which chat a resume link opens."""

import hashlib
import secrets
from dataclasses import dataclass
from enum import StrEnum

from itsdangerous import BadData, Signer, URLSafeTimedSerializer

DAY_SECONDS = 86_400


class Purpose(StrEnum):
    """A word signed for one purpose says nothing for another."""

    VISITOR = "visitor"
    SESSION = "session"
    FORM = "form"
    RESUME = "resume"


def fresh() -> str:
    """A word that nobody can guess."""
    return secrets.token_urlsafe(24)


@dataclass(frozen=True, slots=True)
class Seals:
    secret: str

    def seal(self, purpose: Purpose, word: str) -> str:
        return self._signer(purpose).sign(word).decode()

    def open(self, purpose: Purpose, sealed: str) -> str:
        """The word, or nothing when the seal is not ours."""
        try:
            return self._signer(purpose).unsign(sealed).decode()
        except (BadData, UnicodeError):
            return ""

    def resume(self, station: str, visitor: str) -> str:
        return str(self._serializer().dumps([station, visitor]))

    def resumed(self, token: str, station: str, days: int) -> str:
        """The visitor of a resume link, or nothing when it is forged, old or another station's."""
        try:
            found = self._serializer().loads(token, max_age=days * DAY_SECONDS)
        except BadData:
            return ""
        return str(found[1]) if found[0] == station else ""

    def _signer(self, purpose: Purpose) -> Signer:
        return Signer(
            self.secret, salt=purpose, key_derivation="hmac", digest_method=hashlib.sha256
        )

    def _serializer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            self.secret,
            salt=Purpose.RESUME,
            signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
        )
