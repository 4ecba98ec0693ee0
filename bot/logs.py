"""Logs: one line an event on standard error, and never a phone or what somebody wrote.

Code logs ids and words of its own. What libraries and exceptions say may quote anything, so every
text passes through the same mask as what the staff's groups see.
"""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, Final

import structlog

from bot.settings import LogLevel
from core.masking import scrub

OURS: Final = ("bot", "storage")
NOISY: Final = ("apscheduler", "httpcore", "httpx", "uvicorn.access")
"""The addresses that the HTTP client names hold the token of the bot."""

Event = MutableMapping[str, Any]


def start_logging(level: LogLevel) -> None:
    """Send what is logged here and by libraries the same way."""
    number = logging.getLevelNamesMapping()[level.upper()]
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        masked,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
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
        name: scrub(value) if isinstance(value, str) and name != "timestamp" else value
        for name, value in event.items()
    }
