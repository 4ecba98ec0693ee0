"""The same conversation with other firms, people, phones, weeks and marks, in its words and in what
is expected of it.

A product that learnt its scripts by heart fails here. What is replaced is found in what is
expected; a phone is replaced in whatever way it is written, also with a digit too few or too many.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

Json = dict[str, Any]
Reword = Callable[[str], str]

COMPANIES: Final = (
    "武汉松柏堂日用品有限公司",
    "武汉市洪山区岚桥纸品厂",
    "武汉隆裕和建材有限公司",
    "武汉市江岸区老街口豆腐坊",
    "武汉澜舟船舶配件有限公司",
    "武汉朗星体育用品有限公司",
    "武汉市黄陂区绿野苗木专业合作社",
)
PEOPLE: Final = ("梁建平", "何雨桐", "诸葛明", "冯玉兰", "程亮", "孟晓东", "蔡文静")
COMPOUND: Final = ("欧阳", "诸葛")
FAMILIAR: Final = "小老"
CALLED: Final = ("先生", "女士", "老板", "经理", "师傅", "老师")
MOBILES: Final = ("187", "152", "136", "199", "166")
SPELT_OUT: Final = re.compile("丰收的丰肥沃的沃")

WAYS: Final = ("0123456789", "０１２３４５６７８９", "零幺二三四五六七八九")
SPOKEN: Final = {"一": "幺", "〇": "零"}
BETWEEN: Final = r"[\s\-－]*"

NAMED_DAY: Final = re.compile(
    "月|[0-9一二三十]号|[0-9]日|元旦|春节|清明|五一|端午|国庆|中秋|年前|年底|季度"
)
MARKS: Final = re.compile("[，。！？；、]+")
ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}(T[\d:]+\+08:00)?")


def with_others(script: Json, nth: int) -> Json:
    """The script with other firms, people and phones; `nth` chooses them."""
    slots = [*_slots(script["expected"])]
    rewordings = [
        *_companies(_values(slots, "company"), nth),
        *_people(_values(slots, "contact"), nth),
        *_phones(_values(slots, "phone"), nth),
    ]

    def reword(text: str) -> str:
        for each in rewordings:
            text = each(text)
        return text

    return _rewritten(script, reword)


def moved(script: Json, weeks: int) -> Json | None:
    """The script so many weeks later; None where its words name a month, a day or a holiday."""
    if any(NAMED_DAY.search(turn.get("text") or "") for turn in script["turns"]):
        return None
    return _rewritten(script, lambda text: _later(text, timedelta(weeks=weeks)))


def fringed(script: Json, fringe: Reword) -> Json:
    """The script with each of the enterprise's messages written in another way."""
    turns = [
        {**turn, "text": fringe(turn["text"])}
        if turn["from"] == "enterprise" and turn.get("text")
        else turn
        for turn in script["turns"]
    ]
    return {**script, "turns": turns}


def _with_spaces(text: str) -> str:
    return MARKS.sub(" ", text).strip()


def _with_a_wave(text: str) -> str:
    return text.rstrip("。！") + "～"


def _with_a_face(text: str) -> str:
    return text.rstrip("。！") + "😊"


FRINGES: Final = (_with_spaces, _with_a_wave, _with_a_face)


def by_their_days(script: Json) -> Json:
    """The script with wished times to be compared by day and hour, whatever words were kept."""
    strict = _rewritten(script, str)
    for slots in _slots(strict["expected"]):
        if (wish := slots.get("requested_time")) and wish.get("date"):
            del wish["said"]
    return strict


def _rewritten(script: Json, reword: Reword) -> Json:
    return {key: _mapped(value, reword) for key, value in script.items()}


def _later(text: str, by: timedelta) -> str:
    if not ISO.fullmatch(text):
        return text
    kind = datetime if "T" in text else date
    return (kind.fromisoformat(text) + by).isoformat()


def _mapped(value: Any, reword: Reword) -> Any:
    if isinstance(value, str):
        return reword(value)
    if isinstance(value, Mapping):
        return {key: _mapped(each, reword) for key, each in value.items()}
    return [_mapped(each, reword) for each in value] if isinstance(value, list) else value


def _slots(expected: Json) -> Iterator[Json]:
    for place in (*expected["requests"], *expected["checkpoints"]):
        yield place.get("slots", {})


def _values(slots: list[Json], name: str) -> list[str]:
    return list(dict.fromkeys(one[name] for one in slots if one.get(name)))


def _companies(found: list[str], nth: int) -> Iterator[Reword]:
    for n, company in enumerate(sorted(found, key=len, reverse=True)):
        yield _replacing({company: COMPANIES[(nth + n) % len(COMPANIES)]})
    yield lambda text: SPELT_OUT.sub("", text)


def _people(found: list[str], nth: int) -> Iterator[Reword]:
    for n, person in enumerate(found):
        other = PEOPLE[(nth + n) % len(PEOPLE)]
        old, new = _surname(person), _surname(other)
        if _is_full(person):
            yield _replacing({person: other})
        yield _surnamed(old, new)


def _is_full(person: str) -> bool:
    return person[0] not in FAMILIAR and not person.endswith(CALLED)


def _surname(person: str) -> str:
    if person.startswith(COMPOUND):
        return person[:2]
    return person[1] if person[0] in FAMILIAR else person[0]


def _surnamed(old: str, new: str) -> Reword:
    """A surname where it stands for a person: alone, after 姓, 小 or 老, before a title."""
    titles = "|".join(CALLED)
    places = re.compile(f"(?<=[姓{FAMILIAR}]){old}|{old}(?={titles})|^{old}$")
    return lambda text: places.sub(new, text)


def _replacing(words: Mapping[str, str]) -> Reword:
    def reword(text: str) -> str:
        for old, new in words.items():
            text = text.replace(old, new)
        return text

    return reword


def _phones(found: list[str], nth: int) -> Iterator[Reword]:
    for phone in found:
        new = _other_phone(phone, nth)
        yield _redialled(phone, new)
        yield _redialled(phone[:-1], new[:-1])


def _other_phone(phone: str, nth: int) -> str:
    """Another number of the same kind; numbers that differ stay different."""
    last = "".join(str(9 - int(digit)) for digit in phone[-4:])
    head = phone[:-4] if "-" in phone else MOBILES[nth % len(MOBILES)] + phone[3:-4]
    return head + last


def _redialled(old: str, new: str) -> Reword:
    """Replace a number digit by digit, each in the way of writing that it has there."""
    written = re.compile(BETWEEN.join(_any_way(digit) for digit in old if digit.isdigit()))
    dialled = [int(digit) for digit in new if digit.isdigit()]

    def reword(match: re.Match[str]) -> str:
        left = iter(dialled)
        return "".join(_in_its_way(letter, left) for letter in match[0])

    return lambda text: written.sub(reword, text)


def _any_way(digit: str) -> str:
    plain = [way[int(digit)] for way in WAYS]
    return f"[{''.join(plain)}{''.join(said for said in SPOKEN if SPOKEN[said] in plain)}]"


def _in_its_way(letter: str, digits: Iterator[int]) -> str:
    way = next((way for way in WAYS if SPOKEN.get(letter, letter) in way), None)
    return way[next(digits)] if way else letter
