"""`station poster`: the command with its options; what it loads, it loads when called."""

from pathlib import Path
from typing import Annotated

import typer


def poster(
    station: Annotated[str, typer.Option("--station", help="服务站编号；只有一个时不用写")] = "",
    out: Annotated[Path, typer.Option("--out", file_okay=False, help="存到哪个目录")] = Path(),
) -> None:
    """做一张 A4 海报（PDF 和 PNG），上面有企业扫码进来的二维码。"""
    from bot.cli import poster_making

    poster_making.make(station, out)
