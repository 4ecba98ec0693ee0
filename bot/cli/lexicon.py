"""`station lexicon`: the words that the assistant knows, and the station's own among them.

The commands stand here with their options alone: those that read the lexicon load it when they are
called.
"""

from typing import Annotated

import typer

from bot.cli import lessons
from bot.cli.staff import StationOption

TermArgument = Annotated[str, typer.Argument(help="词；中间要隔开几个字的用 …，例如 送…检")]
GroupArgument = Annotated[str, typer.Argument(help="组名，见 station lexicon groups")]
WhyOption = Annotated[str, typer.Option("--why", help="为什么改，记在历史里")]
ByOption = Annotated[str, typer.Option("--by", help="谁改的，记在历史里")]

group = typer.Typer(help="词表：助手认得的词。", no_args_is_help=True)
group.command("review")(lessons.review)
group.command("misroutes")(lessons.misroutes)


@group.command("check")
def check() -> None:
    """检查词表文件和本站的改动，逐条说明哪里有误。"""
    from bot.cli import lexicon_reports

    lexicon_reports.check()


@group.command("stats")
def stats() -> None:
    """各组有多少词、多少是本站加的，规则、用例和占用。"""
    from bot.cli import lexicon_reports

    lexicon_reports.stats()


@group.command("groups")
def groups() -> None:
    """列出全部组：词指向什么，是哪一类词。"""
    from bot.cli import lexicon_reports

    lexicon_reports.groups()


@group.command("explain")
def explain(text: Annotated[str, typer.Argument(help="企业会发来的一句话，用引号括起来")]) -> None:
    """一步一步说明一句话是怎么看懂的。"""
    from bot.cli import explaining

    explaining.explain(text)


@group.command("add")
def add(
    term: TermArgument,
    name: GroupArgument,
    why: WhyOption = "",
    by: ByOption = "",
    station: StationOption = "",
) -> None:
    """给一个组加一个词，运行中的服务几秒内用上。"""
    from bot.cli import lexicon_words

    lexicon_words.add(term, name, lexicon_words.origin(by, why, station))


@group.command("drop")
def drop(
    term: TermArgument,
    name: GroupArgument,
    why: WhyOption = "",
    by: ByOption = "",
    station: StationOption = "",
) -> None:
    """从一个组去掉一个词，运行中的服务几秒内不再用它。"""
    from bot.cli import lexicon_words

    lexicon_words.drop(term, name, lexicon_words.origin(by, why, station))


@group.command("undo")
def undo(
    version: Annotated[int, typer.Argument(help="版本号，见 station lexicon history")],
    by: ByOption = "",
) -> None:
    """撤销一版改动，后来的改动不受影响。"""
    from bot.cli import lexicon_history

    lexicon_history.take_back(version, by)


@group.command("history")
def history() -> None:
    """列出本站对词表的改动，新的在前。"""
    from bot.cli import lexicon_history

    lexicon_history.list_all()
