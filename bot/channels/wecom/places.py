"""How chats, accounts of members and the cards' tasks are called here.

A room is `<corp>.<agent>.<chatid>`, a member's own chat with the app `<corp>.<agent>.@<userid>`
(no chatid holds such a sign), a member `<corp>.<userid>`.
"""

import re
from dataclasses import dataclass
from typing import Final

OWN: Final = "@"
TASK: Final = re.compile(r"([1-9][0-9]{0,17})@([0-9A-Za-z]{1,32})(?:@[0-9]{1,3})?")
"""Template cards: a task id has up to 128 of 0-9a-zA-Z_-@, and comes once only."""


@dataclass(frozen=True, slots=True)
class Place:
    """A chat at WeCom: the account whose it is, and a room's `chatid` or a member's `userid`."""

    account: str
    chatid: str = ""
    userid: str = ""


def place_of(address: str) -> Place:
    corp, _, rest = address.partition(".")
    agent, _, id = rest.partition(".")
    account = f"{corp}.{agent}"
    if id.startswith(OWN):
        return Place(account, userid=id.removeprefix(OWN))
    return Place(account, chatid=id)


def room_at(account: str, chatid: str) -> str:
    return f"{account}.{chatid}"


def own_at(account: str, userid: str) -> str:
    return f"{account}.{OWN}{userid}"


def sender_of(corp_id: str, userid: str) -> str:
    return f"{corp_id}.{userid}"


def userid_of(sender: str, account: str) -> str:
    """A member's userid in the account's corporation, "" for a member of another."""
    corp, _, userid = sender.partition(".")
    return userid if corp == account.partition(".")[0] else ""


@dataclass(frozen=True, slots=True)
class Task:
    """The message that a card belongs to: its position in a room."""

    n: int
    chatid: str


def task_id(n: int, chatid: str, part: int = 0) -> str:
    """The name of a card; a message with more buttons than one card holds has several `part`s."""
    return f"{n}@{chatid}@{part}" if part else f"{n}@{chatid}"


def task_of(id: str) -> Task | None:
    """The message that a card was sent for; None for a card that was none of ours."""
    found = TASK.fullmatch(id)
    return Task(int(found[1]), found[2]) if found else None
