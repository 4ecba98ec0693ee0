"""What the web channel must be told: its secret, its own addresses, its limits."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.pictures.cleaning import MOST_PIXELS

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Rate:
    """A bucket of `burst` tokens that fills again at `per_second`."""

    burst: float
    per_second: float


@dataclass(frozen=True, slots=True)
class Rates:
    """One person types slowly; one address may be a whole firm behind one router."""

    says: Rate = Rate(20, 1)
    says_address: Rate = Rate(120, 8)
    signs: Rate = Rate(60, 4)
    pictures: Rate = Rate(9, 0.2)
    pictures_address: Rate = Rate(30, 0.5)
    pages_address: Rate = Rate(120, 4)
    keys_address: Rate = Rate(10, 0.1)


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`origins` are all that this server answers to, such as `http://127.0.0.1:8000`: a request
    that names another host, and a page of another origin, are refused."""

    secret: str
    origins: tuple[str, ...]
    sample: bool = False
    text_limit: int = 2000
    picture_bytes: int = 10 * MEGABYTE
    picture_pixels: int = MOST_PIXELS
    connections: int = 2000
    cookie_days: int = 365
    session_days: int = 30
    resume_days: int = 365
    rates: Rates = Rates()

    @property
    def secure(self) -> bool:
        return all(origin.startswith("https://") for origin in self.origins)

    @property
    def hosts(self) -> frozenset[str]:
        return frozenset(urlsplit(origin).netloc for origin in self.origins)
