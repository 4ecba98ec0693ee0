"""The odd ones among updates, each by itself: what is told apart, and what is refused."""

from typing import Any, Final

import pytest

from bot.channels.telegram.fields import NotAnUpdate
from bot.channels.telegram.happenings import FileKind, Membership, Place, PlaceKind, Written
from bot.channels.telegram.updates import read_update
from tests.telegram.judge import judged

CHAT: Final = {"id": -(2**45), "type": "supergroup", "title": "工作群"}
LI: Final = {"id": 2**45, "is_bot": False, "first_name": "李雪"}
MESSAGE: Final = {"message_id": 9, "date": 1795484400, "chat": CHAT, "from": LI}
FILE: Final = {"file_id": "F", "file_unique_id": "U"}
OPENER: Final = {"message_id": 5, "date": 1795484400, "chat": CHAT}
BIG: Final = 2**63


def raw(**fields: object) -> dict[str, Any]:
    return {"update_id": 7, "message": {**MESSAGE, **fields}}


def written(**fields: object) -> Written:
    """The message with these fields, read as the library reads it."""
    update = read_update(raw(**fields))
    assert update is not None
    assert update == judged(raw(**fields))
    assert isinstance(update.happening, Written)
    return update.happening


def changed(**member: object) -> Membership:
    whole = {"user": LI, **member}
    change = {"chat": CHAT, "from": LI, "date": 1, "old_chat_member": whole}
    update = read_update({"update_id": 7, "my_chat_member": {**change, "new_chat_member": whole}})
    assert update is not None
    assert isinstance(update.happening, Membership)
    return update.happening


def test_a_thread_of_replies_is_no_topic() -> None:
    assert written(message_thread_id=5, text="好").topic == 0
    assert written(message_thread_id=5, is_topic_message=True, text="好").topic == 5


def test_a_reply_to_what_opened_the_topic_is_none_whatever_is_left_of_it() -> None:
    told = {**OPENER, "forum_topic_created": {"name": "0007", "icon_color": 1}}
    topic = {"message_thread_id": 5, "is_topic_message": True}

    assert written(reply_to_message=OPENER, **topic).answers == 0
    assert written(reply_to_message=told).answers == 0
    assert written(reply_to_message=OPENER).answers == 5


def test_an_animation_is_not_the_document_that_it_also_is() -> None:
    moving = {**FILE, "width": 1, "height": 1, "duration": 1}
    file = written(animation=moving, document=FILE).file

    assert file is not None
    assert file.kind is FileKind.ANIMATION


def test_a_notice_is_one_by_any_of_its_fields() -> None:
    assert written(new_chat_title="新名").is_service
    assert written(video_chat_started={}).is_service
    assert not written(dice={"emoji": "🎲", "value": 3}).is_service
    assert not written(pinned_message=None, text="好").is_service


def test_half_a_character_becomes_the_sign_for_an_unknown_one() -> None:
    update = read_update(raw(text="压\ud83d力表"))

    assert update is not None
    assert isinstance(update.happening, Written)
    assert update.happening.text == "压\ufffd力表"


def test_large_ids_are_kept_whole() -> None:
    happening = written(text="好")

    assert happening.sender is not None
    assert happening.sender.id == 2**45
    assert happening.chat == Place(-(2**45), PlaceKind.SUPERGROUP)


@pytest.mark.parametrize(
    "fields",
    [
        {"message_id": None}, {"message_id": "9"}, {"message_id": True}, {"message_id": 9.0},
        {"message_id": BIG}, {"message_id": -BIG}, {"date": -1}, {"date": 10**12}, {"date": BIG},
        {"date": "now"}, {"edit_date": 10**12}, {"chat": None}, {"chat": 5},
        {"chat": {"id": 5, "type": "sender"}}, {"chat": {"id": 5}},
        {"chat": {**CHAT, "is_forum": "yes"}}, {"from": []}, {"from": {"id": 5}},
        {"from": {**LI, "is_bot": 0}}, {"text": 5}, {"text": ["好"]}, {"photo": "F"},
        {"photo": [None]}, {"photo": [FILE]}, {"photo": {}}, {"document": [FILE]},
        {"document": {"file_id": 5}}, {"voice": {**FILE, "file_size": 1.5}},
        {"location": {}}, {"location": {"latitude": True, "longitude": 1}},
        {"location": {"latitude": float("nan"), "longitude": 1}},
        {"location": {"latitude": 1, "longitude": float("inf")}},
        {"location": {"latitude": 10**400, "longitude": 1}}, {"contact": {"first_name": "李"}},
        {"migrate_to_chat_id": "-100"}, {"forum_topic_created": {"icon_color": 1}},
        {"is_topic_message": 1}, {"is_topic_message": True, "message_thread_id": "5"},
        {"reply_to_message": {}}, {"reply_to_message": 5}, {"forum_topic_created": True},
        {"sender_chat": {"type": "channel"}}, {"media_group_id": 5},
    ],
)  # fmt: skip
def test_a_wrong_type_is_no_update(fields: dict[str, object]) -> None:
    with pytest.raises(NotAnUpdate):
        read_update(raw(**fields))


@pytest.mark.parametrize("status", ["owner", "", None, 5])
def test_a_status_that_nobody_has_is_no_update(status: object) -> None:
    with pytest.raises(NotAnUpdate):
        changed(status=status)


@pytest.mark.parametrize(
    "update", [None, [], "", 7, {}, {"message": MESSAGE}, {"update_id": "7", "message": MESSAGE}]
)
def test_what_has_no_number_is_no_update(update: object) -> None:
    with pytest.raises(NotAnUpdate):
        read_update(update)
