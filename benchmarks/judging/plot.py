"""The reliability plot: how sure answers are and how often they are right, drawn as SVG by hand.

A column is a tenth of the messages, from the least sure to the surest: most answers are so sure
that on a scale of confidence they would all lie in one corner.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from benchmarks.judging.calibration import Bin

_COLUMN: Final = 52
_TALL: Final = 330
_LEFT: Final = 64
_TOP: Final = 84
_STYLE: Final = (
    "text{font:14px system-ui,sans-serif;fill:#222}.small{font-size:12px;fill:#555}"
    ".title{font-size:16px;font-weight:600}.grid{stroke:#e2e2e2}.frame{fill:none;stroke:#888}"
    ".bar{stroke:#1f5fa8;stroke-width:2}.right{fill:#1f5fa8}.sure{stroke:#c0562b;stroke-width:3}"
)


def reliability_plot(bins: Sequence[Bin], title: str) -> str:
    width, height = _LEFT + _COLUMN * len(bins) + 24, _TOP + _TALL + 58
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
            f' width="{width}" height="{height}" role="img" aria-label="{title}">',
            f"<style>{_STYLE}</style>",
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            f'<text class="title" x="{_LEFT}" y="28">{title}</text>',
            *_legend(),
            *_frame(len(bins)),
            *(shape for place, each in enumerate(bins) for shape in _bin(place, each)),
            "</svg>",
            "",
        )
    )


def _legend() -> Iterator[str]:
    x, y = _LEFT + 6, 56
    yield f'<line class="sure" x1="{x}" y1="{y}" x2="{x + 26}" y2="{y}"/>'
    yield f'<text class="small" x="{x + 34}" y="{y + 4}">mean confidence</text>'
    x += 164
    yield f'<line class="bar" x1="{x}" y1="{y - 10}" x2="{x}" y2="{y + 10}"/>'
    yield f'<circle class="right" cx="{x}" cy="{y}" r="4"/>'
    yield f'<text class="small" x="{x + 14}" y="{y + 4}">share of right answers, 95 %</text>'


def _frame(columns: int) -> Iterator[str]:
    right = _LEFT + _COLUMN * columns
    for step in range(0, 11, 2):
        x, y = _LEFT - 8, _y(step / 10)
        yield f'<line class="grid" x1="{_LEFT}" y1="{y}" x2="{right}" y2="{y}"/>'
        yield f'<text class="small" x="{x}" y="{y + 4}" text-anchor="end">{step / 10}</text>'
    for place in range(columns):
        yield (
            f'<text class="small" x="{_x(place)}" y="{_y(0) + 18}" text-anchor="middle">'
            f"{place + 1}</text>"
        )
    yield (f'<rect class="frame" x="{_LEFT}" y="{_TOP}" width="{right - _LEFT}" height="{_TALL}"/>')
    yield (
        f'<text x="{(_LEFT + right) / 2}" y="{_y(0) + 44}" text-anchor="middle">'
        "tenths of the messages, the least sure first</text>"
    )


def _bin(place: int, each: Bin) -> Iterator[str]:
    x, y = _x(place), _y(each.confidence)
    yield f'<line class="bar" x1="{x}" y1="{_y(each.low)}" x2="{x}" y2="{_y(each.high)}"/>'
    yield f'<line class="sure" x1="{x - 15}" y1="{y}" x2="{x + 15}" y2="{y}"/>'
    yield f'<circle class="right" cx="{x}" cy="{_y(each.right)}" r="4"/>'


def _x(place: int) -> float:
    return _LEFT + _COLUMN * (place + 0.5)


def _y(share: float) -> float:
    return round(_TOP + _TALL * (1 - share), 1)
