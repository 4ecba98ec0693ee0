"""`station lexicon`: the words that the assistant knows, and the station's own among them."""

import typer

from bot.cli import lessons

group = typer.Typer(help="词表：助手认得的词。", no_args_is_help=True)
group.command("review")(lessons.review)
group.command("misroutes")(lessons.misroutes)
