"""Logs: one line an event on standard error, and never a phone or what somebody wrote.

A line is an object of JSON. What is written on behalf of a turn has its name (`storage.log_lines`),
from the message that came in to each message that went out. Code logs ids and words of its own.
What libraries and exceptions say may quote anything, so every text passes through the same mask as
what the staff's groups see.
"""

import logging
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any, Final, TextIO

import structlog

from bot.settings import LogLevel
from core.masking import scrub
from storage.log_lines import TURN

OURS: Final = ("bot", "storage")
NOISY: Final = ("apscheduler", "httpcore", "httpx", "uvicorn.access")
"""The addresses that the HTTP client names hold the token of the bot."""

OWN: Final = frozenset({"timestamp", "level", TURN})
"""What is made here and is no text of anybody's."""

Event = MutableMapping[str, Any]


def start_logging(level: LogLevel, stream: TextIO | None = None) -> None:
    """Send what is logged here and by libraries the same way, to standard error if nowhere else."""
    number = logging.getLevelNamesMapping()[level.upper()]
    target = stream or sys.stderr
    _log_ours(number, target)
    _log_libraries(number, target)


def _log_ours(number: int, stream: TextIO) -> None:
    structlog.configure(
        processors=[*SHARED, RENDERED],
        # Not by way of the library's own loggers, which make a line take five times as long.
        logger_factory=structlog.WriteLoggerFactory(stream),
        wrapper_class=structlog.make_filtering_bound_logger(number),
        cache_logger_on_first_use=True,
    )


def _log_libraries(number: int, stream: TextIO) -> None:
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=SHARED,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, RENDERED],
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    # Below a warning libraries tell what passes through them: frames, cookies, whole calls.
    logging.basicConfig(handlers=[handler], level=max(number, logging.WARNING), force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(number)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.ERROR)


def masked(_logger: object, _method: str, event: Event) -> Mapping[str, Any]:
    """Every text of an event without the numbers that could reach somebody."""
    return {
        name: scrub(value) if isinstance(value, str) and name not in OWN else value
        for name, value in event.items()
    }


SHARED: Final[Sequence[Any]] = (
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    masked,
)
"""What every line passes through, whoever logs it."""
RENDERED: Final = structlog.processors.JSONRenderer(ensure_ascii=False)
