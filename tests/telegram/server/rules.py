"""Limits that neither aiogram's models nor teremok's rules know, and where each is written.

Each is from the Bot API's own page (core.telegram.org/bots/api), under the method or object that
the rule is filed under; python-telegram-bot has the same figures in `telegram.constants`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from tests.telegram.server.calls import Json, Upload

Fields: TypeAlias = Mapping[str, Any]
Rule: TypeAlias = Callable[[Fields], Iterator[str]]

MEGABYTE: Final = 1024 * 1024
PHOTO_SIZE: Final = 10 * MEGABYTE
FILE_SIZE: Final = 50 * MEGABYTE
ROW, KEYBOARD = 8, 100
TOPIC_NAME, TOPIC_COLOURS = 128, {7322096, 16766590, 13338331, 9367192, 16749490, 16478047}
COMMANDS, COMMAND_DESCRIPTION = 100, 256
COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
LENGTHS: Final = {
    "setmydescription": ("description", 512),
    "setmyshortdescription": ("short_description", 120),
    "setmyname": ("name", 64),
}


def keyboard(fields: Fields) -> Iterator[str]:
    """InlineKeyboardMarkup. The page names no figures: these are the ones known to be safe."""
    markup = fields.get("reply_markup")
    rows = markup.get("inline_keyboard", ()) if isinstance(markup, dict) else ()
    if any(not button.get("text") for row in rows for button in row):
        yield "can't parse inline keyboard button: text must be non-empty"
    if sum(map(len, rows)) > KEYBOARD:
        yield "reply markup is too long"
    if any(len(row) > ROW for row in rows):
        yield f"a row of the keyboard has more than {ROW} buttons"


def photo(fields: Fields) -> Iterator[str]:
    """sendPhoto: "must be at most 10 MB in size"."""
    if isinstance(sent := fields.get("photo"), Upload) and len(sent.content) > PHOTO_SIZE:
        yield "file must be at most 10 MB"


def upload(fields: Fields) -> Iterator[str]:
    """Sending files: "50 MB max size for other files"; an empty file is refused."""
    sent = [each for each in fields.values() if isinstance(each, Upload)]
    if any(len(each.content) > FILE_SIZE for each in sent):
        yield "file must be at most 50 MB"
    if any(not each.content for each in sent):
        yield "file must be non-empty"


def topic(fields: Fields) -> Iterator[str]:
    """createForumTopic, editForumTopic: "1-128 characters", one of six colours."""
    name = fields.get("name")
    if isinstance(name, str) and not 1 <= len(name.strip()) <= TOPIC_NAME:
        yield "topic name must be 1-128 characters"
    if fields.get("icon_color", next(iter(TOPIC_COLOURS))) not in TOPIC_COLOURS:
        yield "invalid icon color specified"


def commands(fields: Fields) -> Iterator[str]:
    """BotCommand: 1-32 of a-z0-9_; description 1-256; at most 100 of them."""
    given: list[Json] = fields["commands"]
    if len(given) > COMMANDS:
        yield "BOT_COMMANDS_TOO_MUCH"
    if any(not COMMAND.fullmatch(each["command"]) for each in given):
        yield "BOT_COMMAND_INVALID"
    if any(not 1 <= len(each["description"]) <= COMMAND_DESCRIPTION for each in given):
        yield "BOT_COMMAND_DESCRIPTION_INVALID"


def polling(fields: Fields) -> Iterator[str]:
    """getUpdates: limit 1-100, timeout not negative."""
    if not 1 <= fields.get("limit", 100) <= 100:
        yield "limit must be 1-100"
    if fields.get("timeout", 0) < 0:
        yield "timeout must not be negative"


def webhook(fields: Fields) -> Iterator[str]:
    """setWebhook: secret_token "1-256 characters … A-Z, a-z, 0-9, _ and -"; 1-100 connections.

    Plain http is taken for this machine only, as a local Bot API server takes it.
    """
    url = fields.get("url", "")
    if url and not re.match(r"https://|http://127\.0\.0\.1[:/]", url):
        yield "bad webhook: An HTTPS URL must be provided for webhook"
    if not SECRET.fullmatch(fields.get("secret_token", "-")):
        yield "secret token contains unallowed characters"
    if not 1 <= fields.get("max_connections", 40) <= 100:
        yield "max_connections must be 1-100"


def album(fields: Fields) -> Iterator[str]:
    """sendMediaGroup: "must include 2-10 items"."""
    if not 2 <= len(fields["media"]) <= 10:
        yield "media group must include 2-10 items"


def place(fields: Fields) -> Iterator[str]:
    """sendLocation: a place on this earth."""
    if not (abs(fields["latitude"]) <= 90 and abs(fields["longitude"]) <= 180):
        yield "invalid location specified"


ALWAYS: Final[tuple[Rule, ...]] = (keyboard, upload)
OF_METHOD: Final[Mapping[str, tuple[Rule, ...]]] = {
    "sendphoto": (photo,),
    "createforumtopic": (topic,),
    "editforumtopic": (topic,),
    "setmycommands": (commands,),
    "getupdates": (polling,),
    "setwebhook": (webhook,),
    "sendmediagroup": (album,),
    "sendlocation": (place,),
}


def broken(method: str, fields: Fields) -> list[str]:
    """Every rule of this page that the request breaks, in Telegram's words where it has some."""
    name = method.lower()
    said = [words for rule in (*ALWAYS, *OF_METHOD.get(name, ())) for words in rule(fields)]
    field, longest = LENGTHS.get(name, ("", 0))
    if len(fields.get(field) or "") > longest:
        said.append(f"{field} must be at most {longest} characters")
    return said
