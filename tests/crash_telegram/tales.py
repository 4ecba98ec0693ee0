"""What Telegram itself can tell of a chat: what the bot was told, and what stands there.

The checker holds the rows of the database against this, and against nothing that the product says
of itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tests.crash.stories import AGREE, CONFIRM, INVITED, ITEM, MARKS, NUMBER, PROPOSED, TOLD_NUMBER

Json = dict[str, Any]

SAID: Final[Mapping[str, str]] = {
    "/r ": "回复",
    "预约 ": "预约",
    "开始": "开始",
    "结束 ": "结束",
}
CHANNEL: Final = "telegram"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What Telegram holds: every update for the bot, those that it has not confirmed, the messages
    of every chat, and the names of the group's topics, none where it has none. `accounts` are the
    members of the staff by their own ids; `troubled` are requests that were refused or cut on
    purpose."""

    told: Sequence[Json]
    pending: Sequence[Json]
    chats: Mapping[int, Sequence[Json]]
    group: int
    topics: Mapping[int, str]
    accounts: Mapping[str, int]
    troubled: Sequence[Json] = ()

    def confirmed(self) -> list[Json]:
        waiting = {each["update_id"] for each in self.pending}
        return [each for each in self.told if each["update_id"] not in waiting]

    def unheard(self) -> list[Json]:
        """The messages that Telegram has, while the line went dead before it could say so."""
        return [
            each["answer"]["result"]
            for each in self.troubled
            if each["method"] == "sendMessage" and each["answer"]["ok"]
        ]

    def of_bot(self, chat: int) -> list[Json]:
        """What the bot has said in a chat."""
        return [each for each in self.chats[chat] if each["from"]["is_bot"] and "text" in each]


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that somebody pressed, with the message that it hung under as it was then."""

    chat: int
    message: Json
    data: str

    @property
    def text(self) -> str:
        return str(self.message["text"])

    @property
    def label(self) -> str:
        rows = self.message["reply_markup"]["inline_keyboard"]
        labels = {one["callback_data"]: str(one["text"]) for row in rows for one in row}
        return labels[self.data]


@dataclass(frozen=True, slots=True)
class Tale:
    """One chat. What was pressed twice under the same row, because the row stood there twice, was
    meant once."""

    evidence: Evidence
    id: int
    requests: Mapping[str, str]
    """The requests' ids by their numbers."""

    @property
    def name(self) -> str:
        return f"{CHANNEL}:{self.id}"

    @property
    def chat(self) -> str:
        return self.name

    @property
    def is_room(self) -> bool:
        return self.id == self.evidence.group

    def done(self) -> Iterator[tuple[str, str]]:
        for update in self.evidence.told if self.is_room else ():
            pressed, message = pressed_in(update), update.get("message")
            if pressed and pressed.chat == self.id:
                yield self._about(pressed.text), pressed.label
            elif message and message["chat"]["id"] == self.id and "reply_to_message" in message:
                label = next(SAID[said] for said in SAID if message["text"].startswith(said))
                yield self._about(message["reply_to_message"]["text"]), label

    def _about(self, text: str) -> str:
        found = NUMBER.search(text)
        assert found, text
        return self.requests.get(found[0], found[0])

    def confirmed(self) -> int:
        return sum(1 for pressed in self._pressed() if pressed.label == CONFIRM)

    def told_numbers(self) -> list[str]:
        texts = (each.get("text", "") for each in self.evidence.of_bot(self.id))
        return list({found[1] for text in texts if (found := TOLD_NUMBER.search(text))})

    def agreed(self) -> list[str]:
        asked = (pressed.text for pressed in self._pressed() if pressed.label == AGREE)
        return [found[1] for text in asked if (found := PROPOSED.search(text))]

    def marks(self) -> dict[str, dict[str, str | int]]:
        given: dict[str, dict[str, str | int]] = {}
        invited = self._invited()
        for one in self._pressed():
            if items := ITEM.findall(one.text):
                place = one.message["message_id"]
                number = max(each for each in invited if each[0] <= place)[1]
                given.setdefault(number, {})[items[-1]] = MARKS.get(one.label, "")
        return given

    def _invited(self) -> list[tuple[int, str]]:
        shown = self.evidence.of_bot(self.id)
        found = ((each["message_id"], INVITED.search(each.get("text", ""))) for each in shown)
        return [(place, match[1]) for place, match in found if match]

    def _pressed(self) -> Iterator[Pressed]:
        every = filter(None, map(pressed_in, self.evidence.told))
        own = {one.data: one for one in every if one.chat == self.id}
        yield from own.values()


def pressed_in(update: Json) -> Pressed | None:
    query = update.get("callback_query")
    if query is None:
        return None
    return Pressed(query["message"]["chat"]["id"], query["message"], query["data"])


def tales(evidence: Evidence, requests: Mapping[str, str]) -> list[Tale]:
    """Every chat of an enterprise, and the group."""
    staff = set(evidence.accounts.values())
    return [Tale(evidence, chat, requests) for chat in evidence.chats if chat not in staff]
