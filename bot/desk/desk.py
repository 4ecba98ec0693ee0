"""All that the web channel needs of the product, over one running engine."""

from pathlib import Path

from bot.desk.office import HeadOffice
from bot.desk.people import Staffing
from bot.desk.pictures import Album
from bot.desk.talking import Talking
from bot.engine import Engine


class ProductDesk(Talking, Staffing, Album, HeadOffice):
    """The desk of the product itself."""

    def __init__(self, engine: Engine, pictures: Path) -> None:
        Talking.__init__(self, engine)
        Staffing.__init__(self, engine)
        Album.__init__(self, engine, pictures)
        HeadOffice.__init__(self, engine)
