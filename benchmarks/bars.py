"""A bar for each part of a whole, drawn as SVG by hand."""

from collections.abc import Iterator, Mapping
from typing import Final

_WIDE: Final = 420
_LEFT: Final = 170
_TOP: Final = 52
_ROW: Final = 32
_STYLE: Final = (
    "text{font:14px system-ui,sans-serif;fill:#222}.title{font-size:16px;font-weight:600}"
    ".bar{fill:#1f5fa8}"
)


def bars(parts: Mapping[str, float], title: str) -> str:
    """Microseconds by name, in the order given."""
    width, height = _LEFT + _WIDE + 130, _TOP + _ROW * len(parts) + 16
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
            f' width="{width}" height="{height}" role="img" aria-label="{title}">',
            f"<style>{_STYLE}</style>",
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            f'<text class="title" x="16" y="28">{title}</text>',
            *_rows(parts),
            "</svg>",
            "",
        )
    )


def _rows(parts: Mapping[str, float]) -> Iterator[str]:
    most, whole = max(parts.values()), sum(parts.values())
    for place, (name, took) in enumerate(parts.items()):
        y, long = _TOP + _ROW * place, round(_WIDE * took / most, 1)
        yield f'<text x="{_LEFT - 10}" y="{y + 17}" text-anchor="end">{name}</text>'
        yield f'<rect class="bar" x="{_LEFT}" y="{y + 2}" width="{long}" height="22"/>'
        label = f"{took:.0f} µs, {took / whole:.0%}"
        yield f'<text x="{_LEFT + long + 8}" y="{y + 17}">{label}</text>'
