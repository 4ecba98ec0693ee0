"""Updates as the Bot API writes them, drawn: every kind, with optional fields missing at will, ids
beyond 32 bits, and fields that only a later version knows."""

from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]
Drawn = st.SearchStrategy[Any]

IDS = st.integers(1, 2**52)
CHATS = st.integers(-(2**52), 2**52)
SECONDS = st.integers(1, 4_000_000_000)
SIZES = st.integers(0, 2**40)
WORDS = st.text(max_size=12)
SAID = st.text(min_size=1, max_size=20)
FLAGS = st.booleans()
DEGREES = st.floats(-180, 180) | st.integers(-180, 180)
LATER: Drawn = st.dictionaries(
    st.sampled_from(["added_in_11", "and_another"]), FLAGS | WORDS | st.just({}), max_size=1
)


def drawn(needed: dict[str, Drawn], optional: dict[str, Drawn] | None = None) -> Drawn:
    known = st.fixed_dictionaries(needed, optional=optional or {})
    return st.builds(lambda later, whole: {**later, **whole}, LATER, known)


USER = drawn(
    {"id": IDS, "is_bot": FLAGS, "first_name": SAID},
    {"last_name": WORDS, "username": SAID, "language_code": st.sampled_from(["zh-hans", "en"])},
)
CHAT = drawn(
    {"id": CHATS, "type": st.sampled_from(["private", "group", "supergroup", "channel"])},
    {"title": WORDS, "is_forum": st.just(True), "first_name": WORDS, "username": WORDS},
)
FILE: dict[str, Drawn] = {"file_id": SAID, "file_unique_id": SAID}
SIDES: dict[str, Drawn] = {"width": st.integers(1, 9999), "height": st.integers(1, 9999)}
TYPED: dict[str, Drawn] = {"file_size": SIZES, "mime_type": WORDS}
NAMED: dict[str, Drawn] = {**TYPED, "file_name": WORDS}
LASTS: dict[str, Drawn] = {"duration": st.integers(0, 9999)}
PHOTO = st.lists(drawn({**FILE, **SIDES}, {"file_size": SIZES}), min_size=1, max_size=4)
DOCUMENT = drawn(FILE, NAMED)
ANIMATION = drawn({**FILE, **SIDES, **LASTS}, NAMED)
STICKER = drawn(
    {
        **FILE, **SIDES, "is_animated": FLAGS, "is_video": FLAGS, "type": st.just("regular"),
    },
    {"emoji": SAID, "file_size": SIZES},
)  # fmt: skip
CONTACT = drawn({"phone_number": SAID, "first_name": SAID}, {"last_name": WORDS, "user_id": IDS})
TOPIC = drawn({"name": SAID, "icon_color": st.integers(0, 2**24)})
EMPTY: Drawn = st.just({})
CONTENTS = st.one_of(
    drawn({"text": SAID}),
    drawn({"caption": SAID, "photo": PHOTO}, {"media_group_id": SAID}),
    drawn({"photo": PHOTO}),
    drawn({"document": DOCUMENT}, {"caption": WORDS, "media_group_id": SAID}),
    drawn({"animation": ANIMATION, "document": DOCUMENT}),
    drawn({"voice": drawn({**FILE, **LASTS}, TYPED)}, {"caption": WORDS}),
    drawn({"audio": drawn({**FILE, **LASTS}, NAMED)}),
    drawn({"video": drawn({**FILE, **SIDES, **LASTS}, NAMED)}, {"caption": WORDS}),
    drawn({"video_note": drawn({**FILE, **LASTS, "length": IDS}, {"file_size": SIZES})}),
    drawn({"sticker": STICKER}),
    drawn({"location": drawn({"latitude": DEGREES, "longitude": DEGREES})}),
    drawn({"contact": CONTACT}),
    drawn({"dice": drawn({"emoji": st.just("🎲"), "value": st.integers(1, 6)})}),
)
SERVICES = st.one_of(
    drawn({"new_chat_members": st.lists(USER, min_size=1, max_size=3)}),
    drawn({"left_chat_member": USER}),
    drawn({"new_chat_title": SAID}),
    drawn({"new_chat_photo": PHOTO}),
    drawn({"delete_chat_photo": st.just(True)}),
    drawn({"group_chat_created": st.just(True)}),
    drawn({"migrate_to_chat_id": CHATS.filter(bool)}),
    drawn({"migrate_from_chat_id": CHATS.filter(bool)}),
    drawn({"forum_topic_created": TOPIC}),
    drawn({"forum_topic_edited": drawn({}, {"name": SAID})}),
    drawn({"forum_topic_closed": EMPTY}),
    drawn({"forum_topic_reopened": EMPTY}),
    drawn({"general_forum_topic_hidden": EMPTY}),
    drawn({"general_forum_topic_unhidden": EMPTY}),
    drawn({"video_chat_started": EMPTY}),
)
SMALL_IDS = st.integers(1, 3)
"""So few that a reply is often to the message that opened the topic."""

PLAIN = drawn({"message_id": SMALL_IDS, "date": SECONDS, "chat": CHAT}, {"text": SAID})
OPENER = drawn(
    {"message_id": SMALL_IDS, "date": SECONDS, "chat": CHAT, "forum_topic_created": TOPIC}
)
FRAME = drawn(
    {"message_id": IDS, "date": SECONDS, "chat": CHAT},
    {
        "from": USER,
        "sender_chat": CHAT,
        "message_thread_id": SMALL_IDS,
        "is_topic_message": st.just(True),
        "edit_date": SECONDS,
        "reply_to_message": PLAIN | OPENER,
        "via_bot": USER,
        "has_protected_content": st.just(True),
    },
)
MESSAGE = st.builds(lambda frame, content: {**frame, **content}, FRAME, CONTENTS | SERVICES)
GONE = drawn({"message_id": IDS, "date": st.just(0), "chat": CHAT})
QUERY = drawn(
    {"id": SAID, "from": USER, "message": MESSAGE | GONE, "chat_instance": SAID},
    {"data": SAID},
)
RIGHTS = {
    f"can_{name}": FLAGS
    for name in (
        "be_edited", "manage_chat", "delete_messages", "manage_video_chats", "restrict_members",
        "promote_members", "change_info", "invite_users", "post_stories", "edit_stories",
        "delete_stories",
    )
}  # fmt: skip
MAY = {
    f"can_{name}": FLAGS
    for name in (
        "change_info", "invite_users", "pin_messages", "send_messages", "send_polls",
        "send_other_messages", "add_web_page_previews", "manage_topics", "send_audios",
        "send_documents", "send_photos", "send_videos", "send_video_notes", "send_voice_notes",
        "edit_tag", "react_to_messages",
    )
}  # fmt: skip


def member(status: str, **more: Drawn) -> Drawn:
    return drawn({"status": st.just(status), "user": USER, **more})


MEMBER = st.one_of(
    member("creator", is_anonymous=FLAGS),
    st.builds(
        lambda whole, may: {**whole, **may},
        member("administrator", is_anonymous=FLAGS, **RIGHTS),
        st.fixed_dictionaries({}, optional={"can_manage_topics": FLAGS}),
    ),
    member("member"),
    member("restricted", is_member=FLAGS, until_date=SECONDS, **MAY),
    member("left"),
    member("kicked", until_date=SECONDS),
)
CHANGE = drawn(
    {
        "chat": CHAT, "from": USER, "date": SECONDS, "old_chat_member": MEMBER,
        "new_chat_member": MEMBER,
    }
)  # fmt: skip
TAKEN = st.one_of(
    drawn({"update_id": IDS, "message": MESSAGE}),
    drawn({"update_id": IDS, "edited_message": MESSAGE}),
    drawn({"update_id": IDS, "callback_query": QUERY}),
    drawn({"update_id": IDS, "my_chat_member": CHANGE}),
)
