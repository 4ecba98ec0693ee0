"""Numbers of standards in free text, and what merely looks like one."""

import pytest

from bot.intents.entities.standards import find_standards, standard_codes
from bot.intents.normal import normalise

NUMBERS = (
    ("按GB/T 19001-2016做", "GB/T 19001-2016"),
    ("gbt19001换版", "GB/T 19001"),
    ("ＧＢ／Ｔ１９００１－２０１６", "GB/T 19001-2016"),
    ("符合GB31654-2021吗", "GB 31654-2021"),
    ("GB 4806.9-2023的样品", "GB 4806.9-2023"),
    ("GB/Z 26337", "GB/Z 26337"),
    ("依JJF 1101—2019校准", "JJF 1101-2019"),
    ("jjg52的表", "JJG 52"),
    ("TSG T7001-2023", "TSG T7001-2023"),
    ("TSG 08-2017里头", "TSG 08-2017"),
    ("DB42/T 1319有没有效", "DB42/T 1319"),
    ("企标Q/WHJX 003-2025", "Q/WHJX 003-2025"),
    ("团标T/HBAS 12-2023", "T/HBAS 12-2023"),
    ("ISO/IEC 17025的培训", "ISO/IEC 17025"),
    ("ISO22000内审", "ISO 22000"),
    ("ISO 9001：2015", "ISO 9001:2015"),
    ("iso/ts 22163", "ISO/TS 22163"),
    ("IEC60601-1-2", "IEC 60601-1-2"),
    ("EN 1090-2", "EN 1090-2"),
    ("ASTM D638-14", "ASTM D638-14"),
    ("YY 0505", "YY 0505"),
    ("NB/T 47013.2", "NB/T 47013.2"),
    ("GJB 9001C-2017", "GJB 9001C-2017"),
)
NONE = (
    "型号SC200/200",
    "压力表YB-150A",
    "顺丰单号SF1390071284466",
    "DN50的18只，M16的8套",
    "13800001234",
    "SH123456",
)


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_a_number_is_noted_as_the_standard_writes_it(text: str, number: str) -> None:
    assert [found.value for found in find_standards(normalise(text))] == [number]


@pytest.mark.parametrize("text", NONE)
def test_models_and_waybills_are_no_standards(text: str) -> None:
    assert not find_standards(normalise(text))


def test_two_numbers_in_one_breath_are_two() -> None:
    found = find_standards(normalise("GB/T19001-2016/ISO9001:2015"))
    assert [one.value for one in found] == ["GB/T 19001-2016", "ISO 9001:2015"]


def test_what_a_number_only_begins_with_is_a_code_but_no_number() -> None:
    plain = normalise("Q/WHJX开头的，还有DB42开头的")
    assert [code.group() for code in standard_codes(plain)] == ["q/whjx", "db42"]
    assert not find_standards(plain)
