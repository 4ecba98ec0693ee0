"""Sealing of what persons said and who they are, where a key is set.

A sealed text is bound to the column that it stands in, so that a row copied elsewhere does not
open. Without a key texts are kept as they are; rows written before the key was set stay readable.
"""

import base64
import hashlib
import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MARK: Final = "\ue0f0s1."
PLAIN: Final = "\ue0f0p1."
"""Stands before a text that was written without a key and looks as if it were sealed."""
NONCE_BYTES: Final = 12
DIGEST_BYTES: Final = 16


class SealBroken(Exception):
    """A sealed text of this column does not open with the key that is set."""

    def __init__(self, column: str) -> None:
        super().__init__(f"{column} was sealed with another key")
        self.column = column


class Seal:
    """Seals texts and makes keyed hashes, so that a phone can be found without being readable."""

    def __init__(self, key: str = "") -> None:
        self._cipher = AESGCM(_derived(key, b"columns")) if key else None
        self._hash_key = _derived(key or "no key is set", b"search")

    def close(self, column: str, text: str) -> str:
        """Seal a text for its column."""
        if text == "":
            return text
        if self._cipher is None:
            return PLAIN + text if text.startswith((MARK, PLAIN)) else text
        nonce = os.urandom(NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, text.encode(), column.encode())
        return MARK + base64.urlsafe_b64encode(nonce + sealed).decode()

    def open(self, column: str, text: str) -> str:
        """Open a sealed text; one that was never sealed comes back as it is."""
        if not text.startswith(MARK):
            return text.removeprefix(PLAIN)
        if self._cipher is None:
            raise SealBroken(column)
        try:
            raw = base64.urlsafe_b64decode(text.removeprefix(MARK))
            opened = self._cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], column.encode())
        except (InvalidTag, ValueError) as fault:
            raise SealBroken(column) from fault
        return opened.decode()

    def digest(self, text: str) -> str:
        """The keyed hash under which a phone, or its last four digits, is found."""
        return hashlib.blake2b(
            text.encode(), digest_size=DIGEST_BYTES, key=self._hash_key
        ).hexdigest()


class SealOfEither(Seal):
    """Closes with one key and opens with either, while one takes the place of the other."""

    def __init__(self, key: str, before: str) -> None:
        super().__init__(key)
        self._before = Seal(before)

    def open(self, column: str, text: str) -> str:
        """Open what either key has sealed."""
        try:
            return super().open(column, text)
        except SealBroken:
            return self._before.open(column, text)


def _derived(key: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose).derive(key.encode())
