"""A Bot API server of our own, which judges every request and plays everybody else of Telegram.

It runs in an environment of its own (`make judges`), because its judges, aiogram's typed methods
and teremok's rules, need another pydantic than the product. `python -m tests.telegram.server`
prints its address on the first line. One server holds many worlds: each has its own bot, people
and chats, and is named by its token.
"""
