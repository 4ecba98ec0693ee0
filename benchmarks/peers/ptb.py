"""python-telegram-bot's ConversationHandler, in memory or written to a file with every turn.

The update comes in as JSON and goes through `Update.de_json` and the application; the answer leaves
through the bot's own request layer, which is answered here without a network.
"""

import json
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from telegram import Update
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.request import BaseRequest, RequestData

from benchmarks.peers.form import DONE, ME, QUESTIONS, TOKEN, answer_json, update_json
from benchmarks.rates import WORDS, Load, Turn, rate

NAME: Final = "form"

Timeout = Any
"""The library marks "not given" by an object of its own."""


class NoNetwork(BaseRequest):
    """Answers what the bot asks for at once."""

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(  # noqa: PLR0913 - the library's own signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Timeout = None,
        write_timeout: Timeout = None,
        connect_timeout: Timeout = None,
        pool_timeout: Timeout = None,
    ) -> tuple[int, bytes]:
        if url.endswith("sendMessage") and request_data:
            assert request_data.json_payload  # what would be posted
            sent = request_data.parameters
            return 200, answer_json(int(str(sent["chat_id"])), str(sent["text"])).encode()
        return 200, json.dumps({"ok": True, "result": ME}).encode()


async def _ask(update: Update, context: ContextTypes.DEFAULT_TYPE, step: int) -> int:
    assert update.message is not None
    assert context.user_data is not None
    context.user_data[step] = update.message.text
    if step == len(QUESTIONS):
        await update.message.reply_text(DONE)
        return ConversationHandler.END
    await update.message.reply_text(QUESTIONS[step])
    return step


def _step(number: int) -> Any:
    async def answered(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        return await _ask(update, context, number)

    return answered


def _form(persistent: bool) -> ConversationHandler[ContextTypes.DEFAULT_TYPE]:
    words = filters.TEXT & ~filters.COMMAND
    states: dict[object, Any] = {
        number: [MessageHandler(words, _step(number + 1))] for number in range(len(QUESTIONS))
    }
    start, cancel = MessageHandler(words, _step(0)), CommandHandler("cancel", _step(0))
    return ConversationHandler([start], states, [cancel], name=NAME, persistent=persistent)


@asynccontextmanager
async def in_memory() -> AsyncIterator[Turn]:
    """A turn of the form that keeps nothing."""
    async with _application(None) as application:

        async def turn(chat: int, step: int) -> None:
            await _process(application, chat, step)

        yield turn


async def pickled(load: Load) -> float:
    """The form that is on disk after every turn. The file holds everybody and is written whole, so
    that each round begins with an empty one; only one turn can write at a time."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        persistence = PicklePersistence(Path(folder) / "form.pickle", on_flush=True)
        async with _application(persistence) as application:

            async def turn(chat: int, step: int) -> None:
                await _process(application, chat, step)
                await application.update_persistence()
                await persistence.flush()

            return await rate(turn, load)


@asynccontextmanager
async def _application(
    persistence: Any,
) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
    request = NoNetwork()
    builder = Application.builder().token(TOKEN).updater(None)
    builder = builder.request(request).get_updates_request(request)
    application = (builder.persistence(persistence) if persistence else builder).build()
    application.add_handler(_form(persistent=persistence is not None))
    await application.initialize()
    yield application
    await application.shutdown()


async def _process(
    application: Application[Any, Any, Any, Any, Any, Any], chat: int, step: int
) -> None:
    raw = update_json(chat * 10 + step + 1, chat + 1, WORDS[step])
    await application.process_update(Update.de_json(json.loads(raw), application.bot))
