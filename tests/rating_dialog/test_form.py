"""What a page sends in, decided without a page: what does not count changes nothing."""

from dataclasses import replace

import pytest

from bot.dialogs.rating.form import field_of, fill_in
from bot.dialogs.rating.presses import Button
from bot.dialogs.talk import Talk
from bot.intents.reading import read
from core.decision import NOTHING, Decision
from core.messages import Inbound, InboundKind
from tests.rating_dialog.chat import RatedChat


def filled_in(chat: RatedChat, rating: str, button: Button) -> Decision:
    inbound = Inbound(
        "web", "c", "qin", "form.1", chat.now, chat.now, InboundKind.FORM,
        press=field_of(rating, button),
    )  # fmt: skip
    return fill_in(Talk(inbound, read("", chat.now, chat.lexicon), chat.context()))


@pytest.mark.parametrize("button", [Button("6", "5"), Button("5", "5"), Button("99", "5")])
def test_what_the_form_does_not_ask_changes_nothing(chat: RatedChat, button: Button) -> None:
    assert filled_in(chat, chat.rating.id, button) == NOTHING


def test_a_rating_that_this_chat_does_not_know_stays_as_it_is(chat: RatedChat) -> None:
    assert filled_in(chat, "i99-1.1", Button("1", "5")) == NOTHING


def test_a_press_is_needed(chat: RatedChat) -> None:
    inbound = Inbound("web", "c", "qin", "form.1", chat.now, chat.now, InboundKind.FORM)
    talk = Talk(inbound, read("", chat.now, chat.lexicon), chat.context())

    assert fill_in(talk) == NOTHING


def test_a_mark_moves_the_rating_and_says_nothing_to_the_enterprise(chat: RatedChat) -> None:
    decision = filled_in(chat, chat.rating.id, Button("1", "5"))

    assert replace(chat.rating, events=2, items={1: 5}, status=decision.saves[0].status) in (
        decision.saves
    )
    assert all(one.chat != chat.rating.chat for one in decision.says)
