"""The reliability plot: how often answers are right, by how sure they are, drawn as SVG by hand.

A point is a tenth of the messages, its bar the 95 % interval. Above the diagonal the product is
surer than it says, below it less sure.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from benchmarks.judging.calibration import Bin

_SIDE: Final = 400
_LEFT: Final = 70
_TOP: Final = 56
_WIDTH: Final = _LEFT + _SIDE + 30
_HEIGHT: Final = _TOP + _SIDE + 62
_STYLE: Final = (
    "text{font:14px system-ui,sans-serif;fill:#222}.small{font-size:12px;fill:#555}"
    ".title{font-size:16px;font-weight:600}.grid{stroke:#e2e2e2}.frame{fill:none;stroke:#888}"
    ".ideal{stroke:#888;stroke-dasharray:5 4}.bar{stroke:#1f5fa8;stroke-width:2}"
    ".point{fill:#1f5fa8}.off{stroke:#c0392b}.point.off{fill:#c0392b}"
)


def reliability_plot(bins: Sequence[Bin], title: str) -> str:
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
            f' width="{_WIDTH}" height="{_HEIGHT}" role="img" aria-label="{title}">',
            f"<style>{_STYLE}</style>",
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
            f'<text class="title" x="{_LEFT}" y="26">{title}</text>',
            *_frame(),
            *(shape for each in bins for shape in _bin(each)),
            "</svg>",
            "",
        )
    )


def _frame() -> Iterator[str]:
    for step in range(0, 11, 2):
        share = step / 10
        x, y = _x(share), _y(share)
        yield f'<line class="grid" x1="{x}" y1="{_y(0)}" x2="{x}" y2="{_y(1)}"/>'
        yield f'<line class="grid" x1="{_x(0)}" y1="{y}" x2="{_x(1)}" y2="{y}"/>'
        yield f'<text class="small" x="{x}" y="{_y(0) + 20}" text-anchor="middle">{share}</text>'
        yield f'<text class="small" x="{_LEFT - 10}" y="{y + 4}" text-anchor="end">{share}</text>'
    yield f'<rect class="frame" x="{_LEFT}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}"/>'
    yield f'<line class="ideal" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>'
    middle = _TOP + _SIDE / 2
    yield (
        f'<text x="{_LEFT + _SIDE / 2}" y="{_HEIGHT - 14}" text-anchor="middle">'
        "mean confidence of a tenth of the messages</text>"
    )
    yield (
        f'<text x="22" y="{middle}" text-anchor="middle" transform="rotate(-90 22 {middle})">'
        "share of right answers, 95 % interval</text>"
    )


def _bin(each: Bin) -> Iterator[str]:
    off = "" if each.holds else " off"
    x = _x(each.confidence)
    yield f'<line class="bar{off}" x1="{x}" y1="{_y(each.low)}" x2="{x}" y2="{_y(each.high)}"/>'
    yield f'<circle class="point{off}" cx="{x}" cy="{_y(each.right)}" r="4"/>'


def _x(share: float) -> float:
    return round(_LEFT + _SIDE * share, 1)


def _y(share: float) -> float:
    return round(_TOP + _SIDE * (1 - share), 1)
