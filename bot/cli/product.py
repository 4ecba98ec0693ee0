"""The commands that run the product: `serve`, `work`, `talk`, `classify`, `replay`, `inbox retry`.

They stand here with their options alone. What they load (dictionaries, pages, the engine) takes
longer than most other commands do, so each loads it when it is called.
"""

from pathlib import Path
from typing import Annotated

import typer


def serve(
    sample: Annotated[
        bool, typer.Option("--sample", help="装入虚构的示例站，只在本机打开")
    ] = False,
    host: Annotated[str, typer.Option(help="监听的地址")] = "",
    port: Annotated[int, typer.Option(min=-1, max=65535, help="监听的端口；0 由系统挑")] = -1,
) -> None:
    """启动服务。"""
    from bot.cli import serving

    serving.serve(sample=sample, host=host, port=port)


def work() -> None:
    """启动工作进程：多个进程共用 PostgreSQL 时，做到期的事、送出消息。"""
    from bot.cli import working

    working.work()


def talk(
    here: Annotated[bool, typer.Option("--here", help="用数据目录里的服务站，先停掉服务")] = False,
    station: Annotated[str, typer.Option(help="服务站编号，与 --here 同用")] = "",
) -> None:
    """在终端里以企业的身份对话。"""
    from bot.cli import talking

    talking.talk(here=here, station=station)


def classify() -> None:
    """逐行读入 {"id","text"}，逐行给出意图、类别和依据的词。"""
    from bot.cli import classifying

    classifying.classify()


def replay(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="脚本，一行一段对话")],
    as_json: Annotated[bool, typer.Option("--json", help="一行一段，列出发生了什么")] = False,
) -> None:
    """播放对话脚本，说明哪些预期没有达到。"""
    from bot.cli import replaying

    replaying.replay(file, as_json=as_json)


def retry_failed(
    number: Annotated[int, typer.Argument(help="消息编号")] = 0,
    everything: Annotated[bool, typer.Option("--all", help="全部")] = False,
) -> None:
    """重新处理失败的消息；仍失败的留在原处。"""
    from bot.cli import retrying

    retrying.retry(number, everything=everything)
