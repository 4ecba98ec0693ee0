"""The account's menu keeps WeChat's limits, and what an entry says is understood."""

from datetime import UTC, datetime

import pytest

from bot.channels.wechat.menu import GUIDE, MENU, is_ours, menu_body, words_of
from bot.intents.lexicon import Lexicon
from bot.intents.reading import read
from bot.replay.stage import staged

TUESDAY = datetime(2026, 11, 24, 2, tzinfo=UTC)
NOT_SEEN_THROUGH = "没看明白"
ENTRIES = [entry for top in MENU for entry in top.entries]


def test_the_menu_has_at_most_three_entries_with_at_most_five_below() -> None:
    assert 1 <= len(MENU) <= 3
    assert all(1 <= len(top.entries) <= 5 for top in MENU)


def test_names_and_keys_are_as_short_as_they_must_be() -> None:
    assert all(len(top.shown.encode()) <= 16 for top in MENU)
    assert all(len(entry.shown.encode()) <= 60 for entry in ENTRIES)
    assert all(len(entry.shown) <= 8 for entry in ENTRIES)
    assert all(len(entry.key.encode()) <= 128 for entry in ENTRIES)
    assert len({entry.key for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.asyncio
async def test_what_an_entry_says_is_understood(lexicon: Lexicon) -> None:
    async with staged(lexicon, TUESDAY) as stage:
        for entry in ENTRIES:
            await stage.enterprise(entry.key, "您好")
            await stage.enterprise(entry.key, words_of(entry.key))
        unclear = await stage.engine.read(
            lambda connection: {
                str(chat).partition(".")[2]
                for chat, said in connection.execute("SELECT chat, message FROM outbox")
                if NOT_SEEN_THROUGH in said
            }
        )

    assert unclear == set()


def test_an_entry_of_a_service_begins_that_service(lexicon: Lexicon) -> None:
    services = [entry for entry in ENTRIES if entry.key.startswith("service.")]

    assert len(services) == 4
    for entry in services:
        ranked = read(entry.words, TUESDAY, lexicon).meant.ranked
        assert entry.key == f"service.{ranked[0]}"


def test_an_entry_of_a_menu_of_the_past_leads_to_the_guide() -> None:
    assert words_of("what was there last year") == GUIDE


def test_the_menu_is_known_again_in_what_the_account_answers() -> None:
    kept = {"menu": menu_body()}
    for top in kept["menu"]["button"]:
        for one in top["sub_button"]:
            one["sub_button"] = []

    assert is_ours(kept)
    kept["menu"]["button"][0]["sub_button"][0]["key"] = "other"
    assert not is_ours(kept)
    assert not is_ours({})
