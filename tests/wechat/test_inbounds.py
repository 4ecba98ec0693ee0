"""What somebody wrote becomes an inbound; what nobody wrote becomes none."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest

from bot.channels.wechat.happenings import Kind, Spot, Written
from bot.channels.wechat.inbounds import inbound_of
from core.messages import Attachment, Inbound, InboundKind
from tests.wechat.recorded import AT, HAPPENED, MESSAGE, OPENID

APP: Final = "wx0123456789abcdef"
ARRIVED: Final = AT + timedelta(seconds=2)
CHAT: Final = f"{APP}.{OPENID}"
NOBODYS: Final = [name for name, one in HAPPENED.items() if not isinstance(one, Written)]


def inbound(name: str) -> Inbound:
    """What a recorded push becomes."""
    found = inbound_of(HAPPENED[name], APP, ARRIVED, "HY")
    assert found is not None
    return found


def expected(**rest: Any) -> Inbound:
    """An inbound of the enterprise's chat with the account."""
    plain = Inbound("wechat", CHAT, CHAT, f"m{MESSAGE}", AT, ARRIVED, station="HY")
    return replace(plain, **rest)


def file(reference: str, kind: str, **rest: Any) -> Attachment:
    return Attachment(f"wechat:{APP}:{reference}", kind, **rest)


def test_a_text_keeps_its_own_time_and_the_callers_station() -> None:
    assert inbound("text") == expected(text="我们有3块压力表要检定")
    assert inbound("spaced") == expected(text="一\n二")
    assert inbound("empty") == expected()


def test_a_platforms_clock_that_is_ahead_says_nothing_before_it_is_heard() -> None:
    early = AT - timedelta(seconds=3)
    found = inbound_of(HAPPENED["text"], APP, early)

    assert found is not None
    assert (found.at, found.station) == (early, "")


def test_a_picture_is_one() -> None:
    assert inbound("image") == expected(kind=InboundKind.IMAGE, attachment=file("m-1_x", "image"))


def test_a_voice_has_its_words_where_they_were_recognised() -> None:
    assert inbound("recognised") == expected(kind=InboundKind.VOICE, text="电梯年检。")
    assert inbound("voice") == expected(kind=InboundKind.VOICE, attachment=file("v1", "voice"))


@pytest.mark.parametrize(("name", "media"), [("video", "d1"), ("shortvideo", "d2")])
def test_a_film_is_a_file(name: str, media: str) -> None:
    assert inbound(name) == expected(kind=InboundKind.FILE, attachment=file(media, "file"))


def test_a_file_is_known_by_its_name() -> None:
    assert inbound("file") == expected(
        kind=InboundKind.FILE, attachment=Attachment("", "file", "证书.pdf", 382114)
    )


@pytest.mark.parametrize("name", ["unknown", "sticker"])
def test_what_nobody_can_read_is_a_file(name: str) -> None:
    assert inbound(name) == expected(kind=InboundKind.FILE)


def test_a_place_is_said_as_somebody_would_type_it() -> None:
    assert inbound("location") == expected(text="位置：30.55481,114.21809，汉阳区四新大道26号")


def test_a_place_without_a_name_is_its_degrees() -> None:
    nowhere = Written("m1", OPENID, "gh_1", AT, Kind.LOCATION, spot=Spot(1e-7, -0.5))
    found = inbound_of(nowhere, APP, ARRIVED)

    assert found is not None
    assert found.text == "位置：0.00000,-0.50000"


def test_a_link_is_its_title_and_address() -> None:
    assert inbound("link") == expected(text="检定规程\nhttps://example.com/a?b=1&c=2")


def test_a_press_on_a_menu_is_a_press_whose_button_the_caller_finds() -> None:
    assert inbound("menu") == expected(kind=InboundKind.PRESS, text="满意")


@pytest.mark.parametrize("name", NOBODYS)
def test_what_nobody_wrote_is_no_inbound(name: str) -> None:
    assert inbound_of(HAPPENED[name], APP, ARRIVED) is None


def test_control_characters_and_number_marks_are_not_words() -> None:
    said = Written("m1", OPENID, "gh_1", AT, Kind.TEXT, " 压\x00力\ue0001\ue001表\n")
    found = inbound_of(said, APP, ARRIVED)

    assert found is not None
    assert found.text == "压力1表"
