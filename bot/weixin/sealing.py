"""The seal on what WeChat and WeCom push: signatures, and AES by a key that may have changed.

wechatpy's cipher does the work. Around it stands what it lacks: signatures are compared in constant
time, whatever cannot be opened is one refusal (the library lets half a dozen exceptions through),
and the bytes that begin a sealed text come from the system's own source: the vector is always the
same, so they alone keep equal texts apart.

Official Account: message encryption and decryption. WeCom: the same, with the corporation's id.
"""

import base64
import hmac
import secrets
import struct
from dataclasses import dataclass, field
from typing import Final

from wechatpy.crypto import PrpCrypto
from wechatpy.exceptions import InvalidAppIdException
from wechatpy.utils import WeChatSigner

from bot.weixin.xml import written

UNOPENED: Final = (ValueError, struct.error, IndexError, InvalidAppIdException)
"""What opening by another key, of broken text, or for another receiver ends in."""


class Forged(Exception):
    """Not sealed by who it claims to come from, or not for us."""


@dataclass(frozen=True, slots=True)
class Keys:
    """`receive_id` is whom pushes are for: the app id, or the corporation's. `before` is the key
    that was used until the last change; what is still sealed with it is answered with it."""

    token: str = field(repr=False)
    receive_id: str
    current: str = field(default="", repr=False)
    before: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """What was under the seal, and the key that opened it."""

    content: bytes = field(repr=False)
    key: str = field(repr=False)


class _Cipher(PrpCrypto):  # type: ignore[misc]  # the library has no types
    def get_random_string(self) -> bytes:
        return secrets.token_bytes(16)


class Sealing:
    """Opens and seals for one account."""

    def __init__(self, keys: Keys) -> None:
        self._token, self._receive_id = keys.token, keys.receive_id
        self._ciphers = {key: _cipher(key) for key in (keys.current, keys.before) if key}

    def is_signed(self, signature: str, timestamp: str, nonce: str) -> bool:
        """Whether it knows our token. This says nothing of what came with it."""
        return _same(signature, self.signature(timestamp, nonce))

    def opened(self, signature: str, timestamp: str, nonce: str, sealed: str) -> Opened:
        """Open what `Encrypt` (or a sealed echostr) holds, or raise `Forged` and nothing else."""
        if not _same(signature, self.signature(timestamp, nonce, sealed)):
            raise Forged("signature")
        for key, cipher in self._ciphers.items():
            try:
                return Opened(cipher.decrypt(sealed, self._receive_id).encode(), key)
            except UNOPENED:
                continue
        raise Forged("key or receiver")

    def sealed(self, content: str, timestamp: str, nonce: str, key: str) -> str:
        """The whole envelope of a reply."""
        encrypted = self._ciphers[key].encrypt(content, self._receive_id).decode()
        return written(
            {
                "Encrypt": encrypted,
                "MsgSignature": self.signature(timestamp, nonce, encrypted),
                "TimeStamp": int(timestamp),
                "Nonce": nonce,
            }
        )

    def signature(self, *parts: str) -> str:
        """The token and the parts, sorted and digested."""
        signer = WeChatSigner()
        signer.add_data(self._token, *parts)
        return str(signer.signature)


def _cipher(key: str) -> _Cipher:
    return _Cipher(base64.b64decode(f"{key}="))


def _same(given: str, ours: str) -> bool:
    return hmac.compare_digest(given.encode(), ours.encode())
