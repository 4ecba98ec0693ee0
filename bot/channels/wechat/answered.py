"""Which choice somebody means who presses an item of a menu, or types its number."""

import re
from typing import Final

from bot.channels.wechat.choices import choice_at, mark_of, named_by
from bot.channels.wechat.notices import NOTICE
from bot.channels.wechat.outlook import RECORDED
from bot.delivery.outcomes import FORWARDED
from bot.intents.normal import normalise
from core.conversations import OutboxState, Said
from core.messages import Audience, Press
from storage.connections import Connection
from storage.schema import Schema

FIGURE: Final = re.compile(r"\s*+([1-9][0-9]?)\s*+[.。、)）]?+\s*+")
STOOD_IN: Final = (FORWARDED, NOTICE, RECORDED.partition("{")[0])
LATELY: Final = 6
"""How many messages back a list of choices still stands before somebody's eyes."""


class Answered:
    """Finds choices in the messages as they were said, with the statements of a schema."""

    def __init__(self, schema: Schema) -> None:
        self._said = schema.of(Said).query("chat", "n")
        self._lately = schema.of(Said).query("chat", order="-n", limit=LATELY)

    def pressed(self, connection: Connection, chat: str, item: str) -> Press | None:
        """What an item's id names in this chat, None for nothing."""
        named = named_by(item)
        if not named.place or named.mark != mark_of(chat):
            return None
        said = self._said.one(connection, chat, named.n)
        choice = choice_at(said.message, named.place) if said else None
        return Press(named.n, choice.id) if choice else None

    def typed(self, connection: Connection, chat: str, text: str) -> Press | None:
        """What a figure names among the choices shown last, None where it names none. A question
        without a list is answered in words, figures too; what is merely told in between is none."""
        figure = FIGURE.fullmatch(normalise(text))
        if figure is None:
            return None
        for said in filter(_was_shown, self._lately.all(connection, chat)):
            if len(said.message.choices) > 1:
                choice = choice_at(said.message, int(figure[1]))
                return Press(said.n, choice.id) if choice else None
            if said.message.audience is Audience.ANSWER:
                return None
        return None


def _was_shown(said: Said) -> bool:
    """Whether it stands before their eyes, as far as is known: wholly, in part, or on its way. A
    notice, or another chat, that stood in for it shows none of its choices here."""
    if said.key.startswith(STOOD_IN):
        return False
    on_its_way = said.state is OutboxState.PENDING and said.tries > 0
    return said.state is OutboxState.SENT or bool(said.key) or on_its_way
