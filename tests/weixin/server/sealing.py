"""Signatures and sealed messages, by `cryptography`'s own primitives and nobody's wrapper.

AES-256-CBC with the first 16 bytes of the key as vector; 16 random bytes, the length in network
order, the message, the receiver's id; filled to 32 bytes as in PKCS#7.
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

BLOCK: Final = 32
HEAD: Final = 16


class Unsealable(Exception):
    """The text was not sealed with this key for this receiver."""


def signature(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Seal:
    """An EncodingAESKey and whom it speaks to: the app id, or the id of the corporation."""

    aes_key: str
    receiver: str

    def _cipher(self) -> Cipher[CBC]:
        key = base64.b64decode(self.aes_key + "=")
        return Cipher(AES(key), CBC(key[:HEAD]))

    def close(self, text: str, salt: bytes | None = None) -> str:
        said = text.encode()
        head = salt or secrets.token_bytes(HEAD)
        whole = head + len(said).to_bytes(4, "big") + said + self.receiver.encode()
        fill = BLOCK - len(whole) % BLOCK
        encryptor = self._cipher().encryptor()
        sealed = encryptor.update(whole + bytes([fill]) * fill) + encryptor.finalize()
        return base64.b64encode(sealed).decode()

    def open(self, sealed: str) -> str:
        try:
            decryptor = self._cipher().decryptor()
            whole = decryptor.update(base64.b64decode(sealed, validate=True))
            whole += decryptor.finalize()
            end = HEAD + 4 + int.from_bytes(whole[HEAD : HEAD + 4], "big")
            text, receiver = whole[HEAD + 4 : end].decode(), whole[end : -whole[-1]].decode()
        except (ValueError, IndexError) as error:
            raise Unsealable("not sealed with this key") from error
        if receiver != self.receiver:
            raise Unsealable(f"sealed for {receiver}")
        return text
