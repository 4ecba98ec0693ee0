"""What the recorded updates say. People, groups and numbers in them are invented."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from bot.channels.telegram.happenings import (
    Account,
    Attached,
    FileKind,
    Happening,
    Membership,
    Place,
    PlaceKind,
    Pressed,
    Spot,
    Standing,
    Update,
    Written,
)

PAYLOADS: Final = Path(__file__).parents[1] / "data" / "telegram"

CHEN: Final = Account(7130455201)
LI: Final = Account(6021187340)
STATION: Final = Account(8042210937, is_bot=True)
ANONYMOUS: Final = Account(1087968824, is_bot=True)
PRIVATE: Final = Place(7130455201, PlaceKind.PRIVATE)
GROUP: Final = Place(-4455667788, PlaceKind.GROUP)
FORUM: Final = Place(-1002233445566, PlaceKind.SUPERGROUP, is_forum=True)
ALBUM: Final = "14102957713340881"


def at(seconds: int) -> datetime:
    return datetime(2026, 11, 24, 1, 40, tzinfo=UTC) + timedelta(seconds=seconds)


HAPPENED: Final[dict[str, Happening]] = {
    "text": Written(41, PRIVATE, CHEN, at(0), text="我们有3块压力表要检定，希望下周三上门"),
    "edited": Written(
        41, PRIVATE, CHEN, at(0), at(35), "我们有5块压力表要检定，希望下周三上门"
    ),
    "album_first": Written(
        42, PRIVATE, CHEN, at(60), text="铭牌在这里", album=ALBUM,
        file=Attached("AgACAgUAAxkBAAMqc20AAN5AAM2BA", FileKind.PHOTO, size=118733),
    ),
    "album_second": Written(
        43, PRIVATE, CHEN, at(60), album=ALBUM,
        file=Attached("AgACAgUAAxkBAAMrc20AAN5AAM2BA", FileKind.PHOTO, size=118733),
    ),
    "document": Written(
        44, PRIVATE, CHEN, at(90), text="去年的证书",
        file=Attached(
            "BQACAgUAAxkBAAMkaP", FileKind.DOCUMENT, "检定证书 2025.pdf",
            382114, "application/pdf",
        ),
    ),
    "voice": Written(
        45, PRIVATE, CHEN, at(120),
        file=Attached(
            "AwACAgUAAxkBAAMlaP", FileKind.VOICE, "", 28544, "audio/ogg"
        ),
    ),
    "video": Written(
        46, PRIVATE, CHEN, at(150),
        file=Attached(
            "BAACAgUAAxkBAAMmaP", FileKind.VIDEO, "VID_0007.mp4", 4194304,
            "video/mp4",
        ),
    ),
    "location": Written(47, PRIVATE, CHEN, at(180), place=Spot(30.554812, 114.218093)),
    "contact_card": Written(
        48, PRIVATE, CHEN, at(210), answers=40,
        phone="8613900001111",
    ),
    "start": Written(40, PRIVATE, CHEN, at(-120), text="/start HY_7f3a9c21"),
    "callback_query": Pressed("30627110549876543210", LI, FORUM, 903, 880, "17:claim"),
    "callback_query_gone": Pressed(
        "30627110549876543211", LI, FORUM, 12, data="2:claim"
    ),
    "topic_created": Written(
        880, FORUM, STATION, at(240), topic=880, is_service=True, topic_opened="0007 计量检测"
    ),
    "topic_message": Written(905, FORUM, LI, at(330), text="明天上午10点我去", topic=880),
    "topic_reply": Written(
        906, FORUM, LI, at(345), text="/r 您好，明天上午10点上门", topic=880, answers=903
    ),
    "topic_closed": Written(
        940, FORUM, STATION, at(9000), topic=880, is_service=True
    ),
    "reply": Written(50, PRIVATE, CHEN, at(400), text="周五下午", answers=49),
    "anonymous_administrator": Written(
        907, FORUM, ANONYMOUS, at(420), text="大家今天辛苦了", speaks_as=FORUM.id
    ),
    "members_joined": Written(
        31, GROUP, LI, at(500), is_service=True
    ),
    "migrated_to": Written(32, GROUP, LI, at(510), is_service=True, migrated_to=FORUM.id),
    "migrated_from": Written(
        1, FORUM, ANONYMOUS, at(510), speaks_as=FORUM.id, is_service=True, migrated_from=GROUP.id
    ),
    "blocked": Membership(PRIVATE, Standing.KICKED),
    "left": Membership(GROUP, Standing.LEFT),
    "administrator": Membership(FORUM, Standing.ADMINISTRATOR),
}  # fmt: skip
"""By the name of the file, in the order in which the updates came."""

RECORDED: Final = {
    name: Update(482910330 + place, happening)
    for place, (name, happening) in enumerate(HAPPENED.items())
}
