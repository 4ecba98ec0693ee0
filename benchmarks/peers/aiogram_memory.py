"""aiogram's finite states in memory (`MemoryStorage`), a process of its own.

    .venv-peers/bin/python -m benchmarks.peers.aiogram_memory

aiogram wants another pydantic than the product. A load is a line of JSON on the standard input, its
turns a second a line on the standard output. The update comes in as JSON and goes through the
dispatcher; the answer leaves as the form that the bot's own session makes of it, and what Telegram
would answer is read by that session.
"""

import asyncio
import json
import sys
from typing import Any, Final

from aiogram import Bot, Dispatcher, F, Router  # type: ignore[import-not-found]
from aiogram.client.session.aiohttp import AiohttpSession  # type: ignore[import-not-found]
from aiogram.filters import StateFilter  # type: ignore[import-not-found]
from aiogram.fsm.context import FSMContext  # type: ignore[import-not-found]
from aiogram.fsm.state import State, StatesGroup  # type: ignore[import-not-found]
from aiogram.fsm.storage.memory import MemoryStorage  # type: ignore[import-not-found]
from aiogram.types import Message  # type: ignore[import-not-found]

from benchmarks.peers.form import DONE, QUESTIONS, TOKEN, answer_json, update_json
from benchmarks.rates import WORDS, Load, Turn, rate


class Form(StatesGroup):  # type: ignore[misc]
    """One state a question."""

    company = State()
    contact = State()
    phone = State()
    time = State()
    confirm = State()


STATES: Final = (Form.company, Form.contact, Form.phone, Form.time, Form.confirm)


class NoNetwork(AiohttpSession):  # type: ignore[misc]
    """Lays out what would be posted, and answers at once."""

    async def make_request(self, bot: Bot, method: Any, **_timeout: Any) -> Any:
        self.build_form_data(bot, method)()
        answered = answer_json(method.chat_id, method.text)
        return self.check_response(bot, method, 200, answered).result


def _form() -> Router:
    router = Router()
    for number, asked in enumerate((None, *STATES)):
        router.message.register(_step(number), F.text, StateFilter(asked))
    return router


def _step(number: int) -> Any:
    async def answered(message: Message, state: FSMContext) -> None:
        await state.update_data({str(number): message.text})
        if number == len(STATES):
            await state.clear()
            await message.answer(DONE)
            return
        await state.set_state(STATES[number])
        await message.answer(QUESTIONS[number])

    return answered


def turn_of(dispatcher: Dispatcher, bot: Bot) -> Turn:
    """One update, to the end of its answer."""

    async def turn(chat: int, step: int) -> None:
        raw = update_json(chat * 10 + step + 1, chat + 1, WORDS[step])
        await dispatcher.feed_raw_update(bot, json.loads(raw))

    return turn


async def main() -> None:
    """Bear each load that is asked for, until there are no more."""
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.include_router(_form())
    async with Bot(TOKEN, session=NoNetwork()) as bot:
        turn = turn_of(dispatcher, bot)
        while line := await asyncio.to_thread(sys.stdin.readline):
            print(await rate(turn, Load(**json.loads(line))), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
