"""`station lexicon review` and `misroutes`: what corrections teach.

The commands stand here with their options alone; what they load is loaded when they are called.
"""

from typing import Annotated

import typer

OfStation = Annotated[str, typer.Option("--station", help="只看这一个服务站的更正")]


def review(
    apply: Annotated[bool, typer.Option("--apply", help="通过的直接采用，不再询问")] = False,
    every: Annotated[bool, typer.Option("--all", help="全部更正，不只最近12个月的")] = False,
    by: Annotated[str, typer.Option("--by", help="谁采用的，记在历史里")] = "",
    station: OfStation = "",
) -> None:
    """从更正里归纳词表改动，列出对金标的影响，通过的可以采用。"""
    from bot.cli import reviewing

    reviewing.run(reviewing.Wanted(apply, every, by.strip(), station))


def misroutes(
    months: Annotated[int, typer.Option("--months", min=1, max=120, help="连本月在内几个月")] = 3,
    station: OfStation = "",
) -> None:
    """哪个词把需求引到了别的类别，各类的误分类率。"""
    from bot.cli import misrouting

    misrouting.misroutes(months, station)
