"""The peer: python-telegram-bot's ConversationHandler with a five-step form, all in memory.

The update comes in as JSON and goes through `Update.de_json` and the application; the answer leaves
through the bot's own request layer, which is answered here without a network.
"""

import json
from typing import Any, Final

from telegram import Update
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest, RequestData

QUESTIONS: Final = ("单位全称？", "怎么称呼？", "电话？", "什么时候？", "以上对吗？")
ME: Final = {"id": 1, "is_bot": True, "first_name": "bench", "username": "bench_bot"}
NOW: Final = 1_760_000_000

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
        result: Any = ME
        if url.endswith("sendMessage") and request_data:
            chat = int(str(request_data.parameters["chat_id"]))
            text = request_data.parameters["text"]
            private = {"id": chat, "type": "private"}
            result = {"message_id": 1, "date": NOW, "chat": private, "text": text}
        return 200, json.dumps({"ok": True, "result": result}).encode()


async def _ask(update: Update, context: ContextTypes.DEFAULT_TYPE, step: int) -> int:
    assert update.message is not None
    assert context.user_data is not None
    context.user_data[step] = update.message.text
    if step == len(QUESTIONS):
        await update.message.reply_text("登记好了")
        return ConversationHandler.END
    await update.message.reply_text(QUESTIONS[step])
    return step


def _step(number: int) -> Any:
    async def answered(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        return await _ask(update, context, number)

    return answered


class Peer:
    """The form as an application, fed with update JSON."""

    def __init__(self) -> None:
        words = filters.TEXT & ~filters.COMMAND
        states: dict[object, Any] = {
            number: [MessageHandler(words, _step(number + 1))] for number in range(len(QUESTIONS))
        }
        form: ConversationHandler[ContextTypes.DEFAULT_TYPE] = ConversationHandler(
            [MessageHandler(words, _step(0))], states, [CommandHandler("cancel", _step(0))]
        )
        request = NoNetwork()
        builder = Application.builder().token("1:bench").updater(None)
        self._application = builder.request(request).get_updates_request(request).build()
        self._application.add_handler(form)

    async def begin(self) -> None:
        await self._application.initialize()

    async def end(self) -> None:
        await self._application.shutdown()

    async def turn(self, raw: str) -> None:
        """One update, to the end of its answer."""
        update = Update.de_json(json.loads(raw), self._application.bot)
        await self._application.process_update(update)


def update_json(number: int, chat: int, text: str) -> str:
    """An update as Telegram sends it."""
    sender = {"id": chat, "is_bot": False, "first_name": "u", "language_code": "zh-hans"}
    message = {
        "message_id": number,
        "date": NOW,
        "chat": {"id": chat, "type": "private", "first_name": "u"},
        "from": sender,
        "text": text,
    }
    return json.dumps({"update_id": number, "message": message}, ensure_ascii=False)
