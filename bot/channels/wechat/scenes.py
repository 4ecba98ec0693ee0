"""Scenes of an Official Account's QR codes: the station whose code was scanned.

Who scans a code and does not follow yet arrives as `subscribe` with `qrscene_` before the scene,
who follows already as `SCAN` with the scene alone. A scene is signed, so that none is made up.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Final

FOLLOWED_BY: Final = "qrscene_"
STATION: Final = "s-"
MARK_LETTERS: Final = 16
CREATE: Final = "cgi-bin/qrcode/create"


@dataclass(frozen=True, slots=True)
class Scenes:
    """Scenes under one secret."""

    secret: str = field(repr=False)

    def scene_of(self, station: str) -> str:
        """The scene that brings an enterprise to a station; 1–64 characters as
        `scene_str` must have."""
        return f"{STATION}{station}-{self._mark(station)}"

    def station_in(self, event_key: str) -> str:
        """The station that a scene of ours names, else ""."""
        scene = event_key.removeprefix(FOLLOWED_BY)
        station, _, mark = scene.removeprefix(STATION).rpartition("-")
        ours = scene.startswith(STATION) and hmac.compare_digest(
            mark.encode(), self._mark(station).encode()
        )
        return station if ours else ""

    def _mark(self, station: str) -> str:
        signed = hmac.new(self.secret.encode(), f"scene {station}".encode(), hashlib.sha256)
        return signed.hexdigest()[:MARK_LETTERS]


def lasting_code(scene: str) -> dict[str, object]:
    """What asks for a code that never expires. Official Account: qrcode/create; at most 100 000 an
    account, and the same scene is given the same code again."""
    return {"action_name": "QR_LIMIT_STR_SCENE", "action_info": {"scene": {"scene_str": scene}}}
