"""All that the web channel needs of the product, over one running engine."""

from pathlib import Path

from bot.channels.web.desk import Elsewhere, Lines, Unavailable
from bot.channels.web.rating_sheets import Consents
from bot.desk.office import HeadOffice
from bot.desk.people import Staffing
from bot.desk.pictures import NOT_KEPT, Album
from bot.desk.rating_forms import RatingForms
from bot.desk.talking import Talking
from bot.engine import Engine
from core.messages import Inbound


class ProductDesk(Talking, Staffing, Album, HeadOffice, RatingForms):
    """The desk of the product itself; `elsewhere` and `lines` are the messengers that are served
    beside it, `consents` the one that can be asked for a notice."""

    def __init__(
        self,
        engine: Engine,
        pictures: Path,
        elsewhere: Elsewhere | None = None,
        consents: Consents | None = None,
        lines: Lines | None = None,
    ) -> None:
        Talking.__init__(self, engine)
        Staffing.__init__(self, engine)
        Album.__init__(self, engine, pictures)
        HeadOffice.__init__(self, engine)
        RatingForms.__init__(self, engine, consents)
        self._elsewhere, self._lines = elsewhere, lines

    def member_link(self, token: str) -> str:
        return self._elsewhere.member_link(token) if self._elsewhere else ""

    def station_link(self, station: str) -> str:
        return self._elsewhere.station_link(station) if self._elsewhere else ""

    def member_line(self, token: str) -> str:
        return self._lines.member_line(token) if self._lines else ""

    async def receive(self, inbound: Inbound) -> None:
        """A picture is taken only where it lies on disk and was sent up in this very chat."""
        attached = inbound.attachment
        if attached and not self.is_kept(inbound.chat, attached.reference):
            raise Unavailable(NOT_KEPT, retry=0)
        await super().receive(inbound)
