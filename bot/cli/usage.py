"""What the commands say of themselves and of a line that they do not understand, in Chinese.

Typer words both in English, in its own modules, and offers no other place to say them; so they are
said anew here, and nowhere else.
"""

import re
from typing import Any, Final

import typer.rich_utils
from typer._click.core import Command, Context
from typer._click.exceptions import NoArgsIsHelpError, UsageError
from typer._click.formatting import HelpFormatter

USAGE: Final = "用法："
HELP: Final = "显示这页说明。"
LINE: Final = {"[OPTIONS]": "[选项]", "COMMAND": "命令", "[ARGS]...": "[参数]..."}
"""The parts of a line that is shown as the way to call a command."""

SENTENCES: Final = (
    (r"Missing command\.", "请写出要运行的命令。"),
    (r"No such command '(.*?)'\.(?: Did you mean '(.*)'\?)", "没有“{0}”这个命令，是不是“{1}”？"),
    (r"No such command '(.*?)'\.", "没有“{0}”这个命令。"),
    (r"No such option: (\S+) \(Possible options: (.*)\)", "没有 {0} 这个选项，是不是 {1}？"),
    (r"No such option: (\S+)", "没有 {0} 这个选项。"),
    (r"Missing argument '(.*?)'\.", "少了参数“{0}”。"),
    (r"Missing option '(.*?)'\.", "少了选项 {0}。"),
    (r"Option '(.*?)' requires (?:an|\d+) arguments?\.", "选项 {0} 后面要写值。"),
    (r"Option '(.*?)' does not take a value\.", "选项 {0} 后面不要写值。"),
    (r"Got unexpected extra argument\(s\) \((.*)\)", "多了“{0}”。"),
    (r"Invalid value for '(.*?)': .*valid integer", "“{0}”要写成整数。"),
    (r"Invalid value for '(.*?)': .*valid number", "“{0}”要写成数字。"),
    (r"Invalid value for '(.*?)': .*date", "“{0}”要写成日期，例如 2026-03-02。"),
    (r"Invalid value for '(.*?)': .*greater than or equal to (\S+)", "“{0}”不能小于 {1}。"),
    (r"Invalid value for '(.*?)': .*less than or equal to (\S+)", "“{0}”不能大于 {1}。"),
    (r"Invalid value for '(.*?)': .*does not exist", "“{0}”指的文件或目录不存在。"),
    (r"Invalid value for '(.*?)': .* is not one of (.*?)\.?$", "“{0}”只能是 {1}。"),
    (r"Invalid value for '(.*?)'", "“{0}”的写法不对。"),
    (r"", "命令写得不对。"),
)  # fmt: skip
"""What is said of a mistake, by how Typer says it: the first that fits."""


def worded(mistake: UsageError) -> UsageError:
    """The same mistake, in words of ours. A page of help is none."""
    if isinstance(mistake, NoArgsIsHelpError):
        return mistake
    return UsageError(sentence_of(mistake.format_message()), mistake.ctx)


def sentence_of(said: str) -> str:
    """A sentence of ours for one of Typer's."""
    for pattern, sentence in SENTENCES:
        if found := re.match(pattern, said, re.DOTALL):
            return sentence.format(*found.groups())
    return said


class Formatter(HelpFormatter):
    """Shows how a command is called."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for part, own in LINE.items():
            args = args.replace(part, own)
        super().write_usage(prog, args, prefix or USAGE)


def _help_option(command: Command, context: Context, plain: Any = Command.get_help_option) -> Any:
    option = plain(command, context)
    if option is not None:
        option.help = HELP
    return option


def speak_chinese() -> None:
    """Let every page of help and every mistake be worded so."""
    Context.formatter_class = Formatter
    Command.get_help_option = _help_option  # type: ignore[method-assign,assignment]
    shown = typer.rich_utils
    shown.ARGUMENTS_PANEL_TITLE = "参数"
    shown.OPTIONS_PANEL_TITLE = "选项"
    shown.COMMANDS_PANEL_TITLE = "命令"
    shown.ERRORS_PANEL_TITLE = "有误"
    shown.RICH_HELP = "用 [blue]{command_path} {help_option}[/] 看说明。"
    shown.DEFAULT_STRING = "[默认：{}]"
    shown.REQUIRED_LONG_STRING = "[必填]"
    shown.ABORTED_TEXT = "已中止。"
