"""A poster on paper (PDF, A4) and as a picture (PNG), set by typst from `poster.typ`.

The font comes with the product, so that a poster looks the same wherever it is made. What is set
goes in as data: a name with signs of typst's own in it stays a name.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

import manimgx_fonts_cjk
import segno
import typst

from bot.posters import poster as words
from bot.posters.poster import Poster

SHEET: Final = Path(__file__).with_name("poster.typ")
DOTS_PER_INCH: Final = 180
QUIET_MODULES: Final = 4
"""Of white around a code. ISO/IEC 18004."""


@dataclass(frozen=True, slots=True)
class Drawn:
    pdf: bytes
    png: bytes


def draw(poster: Poster, at: datetime) -> Drawn:
    """Set a poster; `at` is the day that the document names as its own."""
    sheet, given = SHEET.read_bytes(), {"poster": json.dumps(_said(poster), ensure_ascii=False)}
    png = typst.compile(
        sheet, font_paths=_fonts(), format="png", ppi=DOTS_PER_INCH, sys_inputs=given
    )
    pdf = typst.compile(
        sheet, font_paths=_fonts(), format="pdf", sys_inputs=given, timestamp=int(at.timestamp())
    )
    return Drawn(pdf, png)


def _said(poster: Poster) -> dict[str, object]:
    return {
        "name": poster.station.name,
        "headline": words.HEADLINE,
        "code": _code(poster.entrance.link),
        "scan": words.SCAN[poster.entrance.way],
        "steps": poster.steps,
        "services_title": words.SERVICES,
        "services": poster.services,
        "facts": poster.facts,
        "free": words.FREE,
        "sample": words.SAMPLE if poster.sample else "",
    }


def _code(link: str) -> str:
    """The QR code as SVG; a quarter of it may be dirty or torn."""
    drawn = BytesIO()
    segno.make_qr(link, error="q").save(drawn, kind="svg", border=QUIET_MODULES, unit="mm")
    return drawn.getvalue().decode("utf-8")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(Path(manimgx_fonts_cjk.__file__).parent)],
    )
