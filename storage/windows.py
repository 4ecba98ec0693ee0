"""What the contacts of an enterprise have opened, and the notices that it consented to."""

from datetime import datetime
from typing import Final

from core.consents import Consents
from core.windows import ALLOWANCES, ContactKind, Window
from storage.codec import micros
from storage.connections import Connection
from storage.schema import Schema

OPEN: Final = (
    "INSERT INTO contact_window (place, kind, opened_at, used) VALUES (?, ?, ?, 0)"
    " ON CONFLICT (place, kind) DO UPDATE SET opened_at = excluded.opened_at, used = 0"
    " WHERE excluded.opened_at > contact_window.opened_at"
)
USE: Final = (
    "UPDATE contact_window SET used = used + 1 WHERE place = ? AND kind = ? AND opened_at = ?"
)
USE_UP: Final = (
    "UPDATE contact_window SET used = ? WHERE place = ? AND kind = ? AND opened_at = ? AND used < ?"
)
CLOSE: Final = "DELETE FROM contact_window WHERE place = ?"
CONSENT: Final = (
    "INSERT INTO consent (place, template, given, used, last) VALUES (?, ?, 1, 0, ?)"
    " ON CONFLICT (place, template) DO UPDATE SET given = consent.given + 1, last = excluded.last"
    " WHERE consent.last <> excluded.last"
)
USE_CONSENT: Final = "UPDATE consent SET used = used + 1 WHERE place = ? AND template = ?"
NO_CONSENT: Final = "UPDATE consent SET used = given WHERE place = ? AND template = ?"
FORGET_CONSENTS: Final = "DELETE FROM consent WHERE place = ?"


class Windows:
    """Windows and consents of places, with the statements of a schema. A place is an account at a
    messenger, whichever of our talks it is in: `<channel>:<its id there>`."""

    def __init__(self, schema: Schema) -> None:
        self._windows = schema.of(Window).query("place")
        self._consents = schema.of(Consents).query("place", "template")

    def of(self, connection: Connection, place: str) -> tuple[Window, ...]:
        return self._windows.all(connection, place)

    def open(self, connection: Connection, place: str, kind: ContactKind, at: datetime) -> None:
        """Somebody was in contact: what it opens begins anew. One that is told late changes
        nothing."""
        connection.execute(OPEN, [place, kind, micros(at)])

    def use(self, connection: Connection, window: Window) -> None:
        """A message went out; a contact that came meanwhile has a count of its own."""
        connection.execute(USE, [window.place, window.kind, micros(window.opened_at)])

    def use_up(self, connection: Connection, window: Window) -> None:
        """The messenger says that nothing is left of it."""
        most = ALLOWANCES[window.kind].most
        connection.execute(
            USE_UP, [most, window.place, window.kind, micros(window.opened_at), most]
        )

    def close(self, connection: Connection, place: str) -> None:
        """The messenger says that nothing is open."""
        connection.execute(CLOSE, [place])

    def consents(self, connection: Connection, place: str, template: str) -> Consents:
        found = self._consents.one(connection, place, template)
        return found or Consents(place, template)

    def consent(self, connection: Connection, place: str, template: str, event: str) -> None:
        """Somebody said yes once more, by this event."""
        connection.execute(CONSENT, [place, template, event])

    def use_consent(self, connection: Connection, place: str, template: str) -> None:
        connection.execute(USE_CONSENT, [place, template])

    def no_consent(self, connection: Connection, place: str, template: str) -> None:
        """The messenger, or somebody, says that there is none."""
        connection.execute(NO_CONSENT, [place, template])

    def forget(self, connection: Connection, place: str) -> None:
        """The account has left: nothing of it is open, and no consent stands."""
        self.close(connection, place)
        connection.execute(FORGET_CONSENTS, [place])
