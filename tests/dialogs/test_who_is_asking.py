"""Answers to "which enterprise?" and "whom shall we call?", and the talk that is none."""

from datetime import datetime

import pytest

from bot.dialogs.intake.hearing import hear
from bot.dialogs.intake.listening import Listening
from bot.intents.lexicon import Lexicon
from bot.intents.reading import read
from core.dialogs.progress import Asked

MONDAY = datetime.fromisoformat("2026-11-23T09:30:00+08:00")
NEED = {"need.1.detail": "千分尺校准", "need.1.category": "metrology"}


def heard(lexicon: Lexicon, said: str, key: str, again: int = 1) -> dict[str, str]:
    listening = Listening(read(said, MONDAY, lexicon), NEED, Asked(key, again=again))
    return dict(hear(listening).answers)


@pytest.mark.parametrize(
    "said",
    [
        "学校招标用", "机器太重搬不动", "名字啊", "上周我打你们窗口电话", "得上门", "不换证",
        "开网店的", "我们厂做湿巾的", "别人家的不问了", "邬工",
    ],
)  # fmt: skip
def test_talk_is_no_firms_name_though_the_question_was_put_again(
    lexicon: Lexicon, said: str
) -> None:
    assert "company" not in heard(lexicon, said, "company")


@pytest.mark.parametrize("said", ["拾光里", "不二家", "南有嘉木", "李宁"])
def test_no_firm_is_kept_out_for_ever(lexicon: Lexicon, said: str) -> None:
    assert heard(lexicon, said, "company", again=3)["company"] == said


@pytest.mark.parametrize("said", ["把电话报给我", "你们怎么又问", "给我说说"])
def test_who_talks_to_the_assistant_names_nobody_however_often_it_asks(
    lexicon: Lexicon, said: str
) -> None:
    assert "contact" not in heard(lexicon, said, "contact", again=9)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("嗯，毛亮", "毛亮"),
        ("那个，闵工", "闵工"),
        ("毛亮🙏", "毛亮"),
        ("叶红哈", "叶红"),
        ("联系人写施洋他管设备", "施洋"),
        ("联系人：查海涛", "查海涛"),
        ("我复姓上官喊上官主任", "上官主任"),
    ],
)
def test_a_name_is_found_among_the_words_around_it(lexicon: Lexicon, said: str, name: str) -> None:
    assert heard(lexicon, said, "contact")["contact"] == name


@pytest.mark.parametrize(("said", "name"), [("闻立新工程部的", "闻立新"), ("邬工", "邬工")])
def test_a_person_named_where_the_firm_was_asked_is_the_contact(
    lexicon: Lexicon, said: str, name: str
) -> None:
    assert heard(lexicon, said, "company") == {"contact": name}


def test_who_will_send_the_number_later_wishes_for_no_day_and_adds_nothing(
    lexicon: Lexicon,
) -> None:
    assert heard(lexicon, "电话留工程部的，号码我明天问了再发你们", "phone") == {}


def test_a_number_in_a_firms_name_is_no_day(lexicon: Lexicon) -> None:
    said = "武汉试行1号阀门有限公司"
    assert heard(lexicon, said, "company") == {"company": said}
