"""The question what a need is: what it offers, and what may be answered."""

from datetime import datetime
from itertools import product
from typing import Final

import pytest

from bot.channels.telegram.keyboards import WIDEST, width_of
from bot.dialogs.intake.details import open_needs
from bot.dialogs.intake.hearing import hear
from bot.dialogs.intake.listening import Listening
from bot.dialogs.intake.offers import LONGEST_THING, PHRASES, words_of
from bot.dialogs.intake.serving import own_clause, own_flow
from bot.dialogs.intake.steps import INTAKE
from bot.intents.lexicon import Lexicon
from bot.intents.reading import read
from core.categories import Category
from core.dialogs.advance import Answered, Turn, advance
from core.dialogs.progress import Progress

MONDAY: Final = datetime.fromisoformat("2026-11-23T09:30:00+08:00")
GAUGE: Final = "锅炉上的压力表要检"
NEITHER: Final = "都不是"


class Asking:
    """A need that is being taken in, and what is asked of it."""

    def __init__(self, lexicon: Lexicon, said: str) -> None:
        self._lexicon = lexicon
        begun = Progress("p", INTAKE.key, "c", "z", "p", MONDAY)
        self.turn = self._after(begun, open_needs(read(said, MONDAY, lexicon)))

    def _after(self, progress: Progress, answers: dict[str, str]) -> Turn:
        return advance(INTAKE, progress, Answered(answers), MONDAY)

    def say(self, *said: str) -> "Asking":
        for words in said:
            progress = self.turn.progress
            reading = read(words, MONDAY, self._lexicon)
            heard = hear(Listening(reading, progress.answers, progress.asked))
            self.turn = self._after(progress, dict(heard.answers))
        return self

    @property
    def offered(self) -> tuple[str, ...]:
        question = self.turn.question
        return tuple(option.label for option in question.options) if question else ()

    def settled(self, slot: str = "category") -> str:
        return self.turn.progress.answers.get(f"need.1.{slot}", "")


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        (GAUGE, ("压力表准不准（计量检测）", "锅炉到期检验（特种设备）", NEITHER)),
        ("三体系怎么弄", ("请人辅导抓管理（质量管理）", "办三体系的证书（认证）", NEITHER)),
        ("那个东西要弄一下", ()),
        ("我们想提升一下", ()),
    ],
)
def test_what_is_likely_is_offered_in_plain_words(
    lexicon: Lexicon, said: str, offered: tuple[str, ...]
) -> None:
    assert Asking(lexicon, said).offered == offered


def test_a_bare_word_for_it_offers_all_three_kinds_of_testing(lexicon: Lexicon) -> None:
    offered = Asking(lexicon, "检测").offered
    assert offered == ("仪器量具准不准", "产品合不合格", "设备到期检验", NEITHER)


@pytest.mark.parametrize(
    ("said", "category"),
    [
        ("1", "metrology"),
        ("第二个", "special_equipment"),
        ("准不准那个", "metrology"),
        ("应该是到期检验的吧", "special_equipment"),
        ("压力表准不准（计量检测）", "metrology"),
        ("特种设备", "special_equipment"),
        ("认证", "certification"),
        ("就是想校准一下压力表", "metrology"),
        ("都不是，是想让人教我们用", "training"),
    ],
)
def test_an_option_is_named_in_any_way(lexicon: Lexicon, said: str, category: str) -> None:
    assert Asking(lexicon, GAUGE).say(said).settled() == category


@pytest.mark.parametrize("said", [NEITHER, "3", "以上都不是啊", "不是这些", "没有我要办的"])
def test_who_means_none_of_it_is_asked_for_other_words(lexicon: Lexicon, said: str) -> None:
    asking = Asking(lexicon, GAUGE).say(said)
    assert (asking.offered, asking.settled(), asking.settled("guess")) == ((), "", "")


def test_other_words_are_kept_beside_the_first(lexicon: Lexicon) -> None:
    asking = Asking(lexicon, GAUGE).say(NEITHER, "想请老师来教我们怎么用")
    assert asking.settled() == "training"
    assert asking.settled("detail") == f"{GAUGE}；想请老师来教我们怎么用"


def test_what_was_refused_is_not_offered_again(lexicon: Lexicon) -> None:
    asking = Asking(lexicon, "办个证").say(NEITHER, "体系")
    assert asking.offered == ("请人辅导建体系（质量管理）", NEITHER)


def test_the_second_miss_offers_everything_and_a_person(lexicon: Lexicon) -> None:
    asking = Asking(lexicon, GAUGE).say(NEITHER, "就是那些表和罐子")
    assert len(asking.offered) == len(Category) + 1
    assert asking.offered[-1] == "人工"


def test_whoever_goes_on_leaves_the_likeliest_standing(lexicon: Lexicon) -> None:
    assert Asking(lexicon, GAUGE).say("13900001111").settled() == "metrology"


def test_words_that_name_no_one_option_choose_none(lexicon: Lexicon) -> None:
    assert Asking(lexicon, GAUGE).say("嗯那个").settled() == ""


@pytest.mark.parametrize("thing", ["量" * LONGEST_THING, "GB/T 19001.1", "量" * 20, ""])
def test_an_option_fits_a_phone(thing: str) -> None:
    for one in PHRASES:
        kept = f"{one.category}:{one.group}:{thing}"
        assert all(0 < width_of(label) <= WIDEST for label in words_of([one.category], kept))


def test_every_category_has_words_without_a_thing() -> None:
    last = {phrase.category: phrase for phrase in PHRASES}
    assert set(last) == set(Category)
    assert all(not phrase.group and "{" not in phrase.words for phrase in last.values())


def test_what_an_older_release_kept_still_has_words() -> None:
    for kept, category in product(("", "x", "metrology:colour:表", "other"), Category):
        assert words_of([category], kept)


@pytest.mark.parametrize(
    ("said", "flow", "clause"),
    [
        (("想申报长江质量奖",), "award", "4.2.2.5"),
        (("商标被抢注怎么办",), "intellectual_property", "4.2.8.1"),
        (("压力表要检定",), "metrology", "4.2.4.1"),
        (("营业执照换地址要不要换许可证",), None, "4.2.8.2"),
        (("检测", "仪器量具准不准"), "metrology", "4.2.4.1"),
        (("压力表要检定", "不对，是申报市长质量奖"), "award", "4.2.2.5"),
        (("想申报长江质量奖", "不对，是压力表要检定"), "metrology", "4.2.4.1"),
        (("办个证", "都不是", "想申请个实用新型专利"), "intellectual_property", "4.2.8.1"),
    ],
)
def test_a_need_carries_how_it_will_be_served(
    lexicon: Lexicon, said: tuple[str, ...], flow: str | None, clause: str
) -> None:
    asking = Asking(lexicon, said[0]).say(*said[1:])
    category = asking.settled()
    assert own_flow(category, asking.settled("flow")) == flow
    assert own_clause(category, asking.settled("clause")) == clause
