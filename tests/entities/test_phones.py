"""Phones found in talk, and what is said about one that cannot be dialled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intents.entities.phones import find_phones, read_phone
from bot.intents.normal import normalise
from core.phones import BadPhone, Phone, PhoneFault, phone_of, stored_phone

FOUND = (
    ("13600007715 这是我号码", "13600007715"),
    ("贺敏，13500003381", "13500003381"),
    ("还有电话换成座机吧 027-83450016", "027-83450016"),
    ("哎呀眼花，１３８－００００－４５２１", "13800004521"),
    ("我姓阮阮建国电话是幺五七零零零零八八三六", "15700008836"),
    ("138 0000 1207", "13800001207"),
    ("138-0000-1207", "13800001207"),
    ("138.0000.1207", "13800001207"),
    ("138，0000，1207", "13800001207"),
    ("138 000 01207", "13800001207"),
    ("1380000 1207", "13800001207"),
    ("+86 138-0000-1207", "13800001207"),
    ("+8613800001207", "13800001207"),
    ("0086 13800001207", "13800001207"),
    ("(+86)13800001207", "13800001207"),
    ("86-13800001207", "13800001207"),
    ("013800001207", "13800001207"),
    ("1 3 8 0 0 0 0 1 2 0 7", "13800001207"),
    ("138零零零零1207", "13800001207"),
    ("一三八零零零零一二零七", "13800001207"),
    ("一三八，零零零零，一二零七", "13800001207"),
    ("幺三八 洞洞洞洞 幺两洞拐", "13800001207"),
    ("一三八四个零一二零七", "13800001207"),
    ("张三一三八零零零零一二零七", "13800001207"),
    ("一三八零零零零一二零七一共六台", "13800001207"),
    ("电话幺叁捌零零零零壹贰零柒", "13800001207"),
    ("13800001207一共6块", "13800001207"),
    ("13800001207 3台", "13800001207"),
    ("2台 13800001207", "13800001207"),
    ("tel:13800001207", "13800001207"),
    ("wx13800001207", "13800001207"),
    ("微信同号13800001207", "13800001207"),
    ("谭丽15600003075", "15600003075"),
    ("武汉康和颐养中心 / 谭丽 / 15600003075", "15600003075"),
    ("(027)83450016转802", "027-83450016转802"),
    ("027-83450016-802", "027-83450016转802"),
    ("027 8345 0016", "027-83450016"),
    ("02783450016", "027-83450016"),
    ("洞二拐八三四五洞洞幺六", "027-83450016"),
    ("83450016", "027-83450016"),
    ("座机 8345 0016", "027-83450016"),
    ("电话83450016 分机802", "027-83450016转802"),
    ("027-83450016转八零二", "027-83450016转802"),
    ("0713-8345016", "0713-8345016"),
    ("07138345016", "0713-8345016"),
    ("010-62340016", "010-62340016"),
    ("400-800-1234", "4008001234"),
    ("联系电话：４００８００１２３４", "4008001234"),
    ("手机19900001207随时打", "19900001207"),
    ("16600001207或者微信", "16600001207"),
)

NOT_PHONES = (
    "83450016件", "20250317号楼", "电三八零零零零一二零七零一", "83450016a",
    "工单20250317-06现在什么情况", "HY-2026-0007到哪一步了", "身份证420106198001011234",
    "GB/T 19001-2016", "ISO 9001:2015", "IATF16949", "2025-03-17", "2025年3月17日",
    "20250317送的样", "一共5台", "6块压力表", "我们有研发人员40个，材料4月8号到10号可以备齐",
    "预算100000元", "3000ppm压到500以内", "统一社会信用代码91420100MA4KABCD1X",
    "卡号6222 0213 8000 0120 7123", "1380000452", "138000045211", "12800001207", "号码是135开头的",
    "GB 4806.7还是现行的吗", "TSG 08-2017", "一二三四五六七", "五一以后", "设备编号13800001207",
    "证书编号 83450016", "订单号13800001207", "型号83450016", "邮编430000", "两个亿的项目",
    "DN150 PN16", "380V 50Hz", "四五六七八月都行", "",
)  # fmt: skip

REFUSED = (
    ("1380000452", "1380000452", PhoneFault.TOO_SHORT),
    ("138000045211", "138000045211", PhoneFault.TOO_LONG),
    ("1380000", "1380000", PhoneFault.TOO_SHORT),
    ("我的是 138-0000-452", "138-0000-452", PhoneFault.TOO_SHORT),
    ("12800004521", "12800004521", PhoneFault.UNKNOWN_PREFIX),
    ("23800004521", "23800004521", PhoneFault.UNKNOWN_PREFIX),
    ("3800004521", "3800004521", PhoneFault.TOO_SHORT),
    ("027-8345001", "027-8345001", PhoneFault.TOO_SHORT),
    ("027-834500166", "027-834500166", PhoneFault.TOO_LONG),
    ("8345001", "8345001", PhoneFault.TOO_SHORT),
    ("834500167", "834500167", PhoneFault.TOO_LONG),
    ("02713450016", "02713450016", PhoneFault.UNKNOWN_PREFIX),
    ("01234567", "01234567", PhoneFault.UNKNOWN_PREFIX),
    ("幺三八零零零零四五二", "幺三八零零零零四五二", PhoneFault.TOO_SHORT),
    ("0713-834501", "0713-834501", PhoneFault.TOO_SHORT),
)

NO_ANSWERS = (
    "5",
    "等一下发你",
    "打座机吧",
    "一共6块",
    "下周三上午",
    "2025-03-17",
    "ISO9001",
    "武汉拓微电子有限公司",
)


def _found(text: str) -> list[str]:
    return [str(found.phone) for found in find_phones(normalise(text))]


@pytest.mark.parametrize(("said", "phone"), FOUND)
def test_a_phone_is_found_however_it_is_written_or_spoken(said: str, phone: str) -> None:
    assert _found(said) == [phone]
    assert str(read_phone(normalise(said))) == phone


@pytest.mark.parametrize("said", NOT_PHONES)
def test_other_numbers_are_no_phones(said: str) -> None:
    assert _found(said) == []


@pytest.mark.parametrize(("said", "quoted", "reason"), REFUSED)
def test_a_number_that_cannot_be_dialled_is_refused_with_a_reason(
    said: str, quoted: str, reason: PhoneFault
) -> None:
    assert read_phone(normalise(said)) == BadPhone(quoted, reason)


@pytest.mark.parametrize("said", NO_ANSWERS)
def test_what_is_no_number_is_no_answer_to_the_phone_question(said: str) -> None:
    assert read_phone(normalise(said)) is None


def test_a_number_that_is_taken_back_is_not_the_answer() -> None:
    said = "电话不是13800001207，是13800001208"
    assert [found.denied for found in find_phones(said)] == [True, False]
    assert str(read_phone(said)) == "13800001208"


def test_a_phone_leaves_the_letters_beside_it_alone() -> None:
    said = "张三一三八零零零零一二零七，武汉"
    (found,) = find_phones(said)
    assert said[: found.start] == "张三"
    assert said[found.end :] == "，武汉"


MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
SPOKEN = str.maketrans("0123456789", "零幺二三四五六七八九")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@given(MOBILES, st.sampled_from(["", " ", "-", ".", "—"]))
def test_every_spelling_of_a_mobile_is_the_same_mobile(mobile: str, between: str) -> None:
    grouped = between.join((mobile[:3], mobile[3:7], mobile[7:]))
    for said in (grouped, grouped.translate(SPOKEN), grouped.translate(WIDE)):
        assert _found(f"我的电话是{said}，谢谢") == [mobile]


@given(
    st.from_regex(r"[5-8][0-9]{7}", fullmatch=True), st.from_regex(r"[1-9][0-9]{2}", fullmatch=True)
)
def test_a_landline_keeps_its_extension(local: str, extension: str) -> None:
    assert _found(f"027-{local}转{extension}") == [f"027-{local}转{extension}"]


@given(MOBILES)
def test_a_stored_phone_is_read_back_as_it_was(mobile: str) -> None:
    phone = phone_of(mobile)
    assert isinstance(phone, Phone)
    assert stored_phone(str(phone)) == phone
    assert phone.is_mobile


@pytest.mark.parametrize(
    "stored", ["027-83450016", "027-83450016转802", "0713-8345016", "4008001234"]
)
def test_landlines_are_read_back_from_their_stored_form(stored: str) -> None:
    phone = stored_phone(stored)
    assert str(phone) == stored
    assert phone is not None
    assert not phone.is_mobile


@pytest.mark.parametrize("stored", ["", "83450016", "1380000452", "027-8345001", "某某"])
def test_what_no_release_stored_is_no_phone(stored: str) -> None:
    assert stored_phone(stored) is None


@given(st.text(alphabet="0123456789", min_size=1, max_size=14))
def test_every_run_of_digits_is_a_phone_or_has_a_fault(digits: str) -> None:
    judged = phone_of(digits)
    assert isinstance(judged, BadPhone) or stored_phone(str(judged)) == judged
