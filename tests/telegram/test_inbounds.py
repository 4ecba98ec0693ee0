"""What a person did becomes an inbound; what nobody did, or nobody's own words, becomes none."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import pytest
from hypothesis import given

from bot.channels.telegram.happenings import Attached, FileKind, Membership, Pressed, Spot, Written
from bot.channels.telegram.inbounds import inbound_of
from bot.channels.telegram.updates import read_update
from core.messages import Attachment, Inbound, InboundKind, Press
from tests.telegram.drawn_updates import TAKEN, Json
from tests.telegram.recorded import FORUM, HAPPENED, LI, at

ARRIVED: Final = at(10_000)
NOBODYS: Final = (
    "topic_created", "topic_closed", "members_joined", "migrated_to", "migrated_from",
    "anonymous_administrator", "blocked", "left", "administrator",
)  # fmt: skip


def inbound(name: str) -> Inbound:
    """What a recorded update becomes."""
    found = inbound_of(HAPPENED[name], ARRIVED, "HY", "r7")
    assert found is not None
    return found


def chens(id: str, seconds: int, **rest: object) -> Inbound:
    """An inbound of the enterprise's chat, which is alone with the assistant."""
    chen = "7130455201"
    plain = Inbound("telegram", chen, chen, id, at(seconds), ARRIVED, thread="r7", station="HY")
    return replace(plain, **rest)  # type: ignore[arg-type]


def test_a_text_keeps_its_own_time_and_the_callers_thread_and_station() -> None:
    assert inbound("text") == chens("m41", 0, text="我们有3块压力表要检定，希望下周三上门")


def test_a_messengers_clock_that_is_ahead_says_nothing_before_it_is_heard() -> None:
    early = at(0) - timedelta(seconds=3)
    found = inbound_of(HAPPENED["text"], early)

    assert found is not None
    assert found.at == early


def test_an_edit_has_an_id_of_its_own() -> None:
    edited = inbound("edited")

    assert edited.id == f"m41.e{int(at(35).timestamp())}"
    assert edited.at == at(0)


def test_two_edits_have_two_ids() -> None:
    edited = HAPPENED["edited"]
    assert isinstance(edited, Written)
    again = inbound_of(replace(edited, edited_at=at(36)), ARRIVED)

    assert again is not None
    assert again.id != inbound("edited").id


def test_a_picture_of_an_album_knows_it_and_carries_the_words() -> None:
    first, second = inbound("album_first"), inbound("album_second")

    assert first == chens(
        "m42", 60, kind=InboundKind.IMAGE, text="铭牌在这里", album="14102957713340881",
        attachment=Attachment("telegram:AgACAgUAAxkBAAMqc20AAN5AAM2BA", size=118733),
    )  # fmt: skip
    assert (second.album, second.text) == (first.album, "")


def test_a_document_is_a_file_by_its_name() -> None:
    assert inbound("document") == chens(
        "m44", 90, kind=InboundKind.FILE, text="去年的证书",
        attachment=Attachment(
            "telegram:BQACAgUAAxkBAAMkaP", "file", "检定证书 2025.pdf", 382114
        ),
    )  # fmt: skip


def test_a_picture_that_was_sent_as_a_file_is_a_picture() -> None:
    file = Attached("B1", FileKind.DOCUMENT, "铭牌.jpg", 10, "image/jpeg")
    found = inbound_of(Written(1, FORUM, LI, at(0), file=file), ARRIVED)

    assert found is not None
    assert (found.kind, found.attachment) == (
        InboundKind.IMAGE, Attachment("telegram:B1", "image", "铭牌.jpg", 10),
    )  # fmt: skip


def test_a_voice_message_has_no_words_yet() -> None:
    assert inbound("voice") == chens(
        "m45", 120, kind=InboundKind.VOICE,
        attachment=Attachment("telegram:AwACAgUAAxkBAAMlaP", "voice", size=28544),
    )  # fmt: skip


def test_a_video_is_a_file() -> None:
    assert inbound("video").kind is InboundKind.FILE


def test_a_place_is_said_as_somebody_would_type_it() -> None:
    assert inbound("location").text == "位置：30.55481,114.21809"


def test_degrees_are_written_out() -> None:
    found = inbound_of(Written(1, FORUM, LI, at(0), place=Spot(1e-7, -0.5)), ARRIVED)

    assert found is not None
    assert found.text == "位置：0.00000,-0.50000"


def test_a_contact_card_is_its_phone_number() -> None:
    assert inbound("contact_card").text == "电话：8613900001111"


def test_a_contact_card_without_a_number_says_nothing() -> None:
    """“电话：” alone would ask for a person to talk to."""
    found = inbound_of(Written(1, FORUM, LI, at(0), phone="\ud83d"), ARRIVED)

    assert found is not None
    assert found.text == ""


def test_a_start_link_comes_as_it_was_typed() -> None:
    assert inbound("start").text == "/start HY_7f3a9c21"


def test_a_press_names_message_and_choice_and_comes_when_it_arrives() -> None:
    assert inbound("callback_query") == Inbound(
        "telegram", "-1002233445566", "6021187340", "c30627110549876543210", ARRIVED, ARRIVED,
        InboundKind.PRESS, press=Press(17, "claim"), thread="r7", station="HY",
    )  # fmt: skip


@pytest.mark.parametrize("data", ["", "claim", "0:claim", "17:", "x:claim", "17:\n", "٣:claim"])
def test_a_forged_press_goes_on_without_a_button(data: str) -> None:
    found = inbound_of(Pressed("9", LI, FORUM, 17, data=data), ARRIVED)

    assert found is not None
    assert (found.kind, found.press) == (InboundKind.PRESS, None)


@pytest.mark.parametrize("name", NOBODYS)
def test_what_nobody_said_is_no_inbound(name: str) -> None:
    assert inbound_of(HAPPENED[name], ARRIVED) is None


def test_neither_a_bot_nor_nobody_nor_a_channel_is_heard() -> None:
    bot = replace(LI, is_bot=True)

    assert inbound_of(Written(1, FORUM, bot, at(0), text="你好"), ARRIVED) is None
    assert inbound_of(Written(1, FORUM, None, at(0), text="你好"), ARRIVED) is None
    assert inbound_of(Written(1, FORUM, LI, at(0), text="通知", speaks_as=-1), ARRIVED) is None
    assert inbound_of(Pressed("9", bot, FORUM, 17, data="17:claim"), ARRIVED) is None


def test_control_characters_and_number_marks_are_not_words() -> None:
    said = Written(1, FORUM, LI, at(0), text=" 压\x00力\ue0001\ue001表\n")
    found = inbound_of(said, ARRIVED)

    assert found is not None
    assert found.text == "压力1表"


@given(TAKEN)
def test_whatever_comes_a_second_delivery_has_the_same_id(raw: Json) -> None:
    update = read_update(raw)
    assert update is not None
    once = inbound_of(update.happening, ARRIVED)
    twice = inbound_of(update.happening, later(1))

    assert (once and once.id) == (twice and twice.id)
    assert once is None or not isinstance(update.happening, Membership)


def later(hours: int) -> datetime:
    return ARRIVED + timedelta(hours=hours)
