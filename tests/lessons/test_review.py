"""Right lessons are taken over and help with what nobody judged by; wrong ones change nothing."""

import random

import pytest

from bot.intents.lexicon import Lexicon, changed
from bot.intents.understand import Understanding
from bot.lessons.gold import GoldSet, gold_sets
from bot.lessons.judging import Bench, Unfit
from bot.lessons.reviewing import Review, review
from bot.lessons.scoring import Labelled, answers, category_f1, load
from core.categories import Category
from core.intents import Intent
from core.lessons import Lesson
from core.lexicon_changes import ChangeKind, TermChange
from tests.lessons.teaching import JARGON, JARGON_UNSEEN, guessed, lessons
from tests.understanding.scoring import DEV

METROLOGY = str(Category.METROLOGY)
NEEDS = tuple(one for one in load(DEV) if one.intent == Intent.NEED)
UNSEEN = (
    *(Labelled(text, Intent.NEED, (METROLOGY,)) for text in JARGON_UNSEEN),
    *NEEDS,
)
ADDED = TermChange(ChangeKind.ADD, "试饼架", "instrument")


def judged(taught: tuple[Lesson, ...], lexicon: Lexicon) -> Review:
    return review(taught, lexicon, gold_sets())


def verdicts(lexicon: Lexicon) -> list[Understanding]:
    return [meant for _, meant in answers((*UNSEEN, *gold_sets()[0].messages), lexicon)]


@pytest.fixture(scope="module")
def right(lexicon: Lexicon) -> Review:
    return judged(lessons(JARGON, METROLOGY, lexicon), lexicon)


def wrongly(needs: tuple[Labelled, ...], seed: int) -> tuple[list[str], list[str]]:
    """Fifty of the needs, each with a category that it does not have."""
    dice = random.Random(seed)
    chosen = dice.sample(needs, 50)
    wrong = [
        dice.choice([one for one in Category if one not in need.categories]) for need in chosen
    ]
    return [need.text for need in chosen], [str(one) for one in wrong]


def test_the_product_does_not_know_the_jargon_by_itself(lexicon: Lexicon) -> None:
    known = sum(guessed(text, lexicon) == METROLOGY for text in (*JARGON, *JARGON_UNSEEN))
    assert known * 2 <= len(JARGON) + len(JARGON_UNSEEN)


def test_twenty_right_lessons_are_taken_over(right: Review) -> None:
    assert right.changes == (ADDED,)
    [one] = right.judged
    assert len(one.proposal.lessons) >= 3
    assert one.together.held_out.after >= one.together.held_out.before + 3


def test_they_help_with_messages_that_nobody_judged_by(right: Review, lexicon: Lexicon) -> None:
    before = category_f1(answers(UNSEEN, lexicon))
    after = category_f1(answers(UNSEEN, changed(lexicon, right.changes)))
    assert after > before + 0.005


def test_no_gold_set_gets_worse(right: Review) -> None:
    assert [each.name for each in right.effect.sets] == ["tuning", "own-messages"]
    assert not any(each.worse for each in right.effect.sets)


def test_reviewing_twice_changes_nothing(right: Review, lexicon: Lexicon) -> None:
    again = judged(lessons(JARGON, METROLOGY, lexicon), changed(lexicon, right.changes))
    assert again.changes == ()


def test_taking_the_words_back_brings_every_verdict_back(lexicon: Lexicon) -> None:
    there = changed(lexicon, (ADDED,))
    back = changed(there, (TermChange(ChangeKind.DROP, ADDED.term, ADDED.group),))
    assert verdicts(there) != verdicts(lexicon)
    assert verdicts(back) == verdicts(lexicon)


@pytest.mark.parametrize("seed", range(3))
def test_fifty_wrong_lessons_change_nothing(lexicon: Lexicon, seed: int) -> None:
    texts, wrong = wrongly(NEEDS, seed)
    assert judged(lessons(texts, wrong, lexicon), lexicon).changes == ()


def test_fifty_wrong_lessons_do_not_keep_right_ones_out(lexicon: Lexicon) -> None:
    texts, wrong = wrongly(NEEDS, 7)
    taught = (*lessons(JARGON, METROLOGY, lexicon), *lessons(texts, wrong, lexicon))
    assert judged(taught, lexicon).changes == (ADDED,)


@pytest.mark.parametrize("category", [Category.OTHER, Category.INSPECTION])
def test_one_member_who_corrects_everything_to_one_category_changes_nothing(
    lexicon: Lexicon, category: Category
) -> None:
    others = [need.text for need in NEEDS if category not in need.categories]
    taught = lessons((*others, *JARGON), str(category), lexicon, by="mallory")
    assert judged(taught, lexicon).changes == ()


@pytest.mark.parametrize("category", [Category.TRAINING, Category.CERTIFICATION])
def test_all_members_correcting_everything_to_one_category_change_nothing(
    lexicon: Lexicon, category: Category
) -> None:
    others = [need.text for need in NEEDS if category not in need.categories]
    assert judged(lessons(others, str(category), lexicon), lexicon).changes == ()


def test_the_same_wrong_lesson_fifty_times_changes_nothing(lexicon: Lexicon) -> None:
    taught = lessons(["压力表6块要校准"] * 50, str(Category.TRAINING), lexicon)
    assert judged(taught, lexicon).changes == ()


def test_a_common_word_is_kept_where_gold_needs_it(lexicon: Lexicon) -> None:
    things = ("三块", "旧", "新买的", "锅炉上的", "进口", "二手", "一批", "十来块", "仓库里的")
    wants = ("压力表想弄一下", "压力表怎么办理", "压力表找谁", "压力表麻烦看看", "压力表要处理")
    texts = [thing + want for thing in things for want in wants]
    found = judged(lessons(texts, str(Category.TRAINING), lexicon), lexicon)
    assert found.changes == ()
    refused = {one.proposal.term: one.together.unfit for one in found.judged}
    assert Unfit.GOLD_WORSE in refused["压力表"]


def test_a_word_that_spoke_for_the_wrong_category_is_moved(lexicon: Lexicon) -> None:
    misled = changed(lexicon, (TermChange(ChangeKind.ADD, "试饼架", "equipment"),))
    found = judged(lessons(JARGON, METROLOGY, misled), misled)
    assert found.changes == (TermChange(ChangeKind.DROP, "试饼架", "equipment"), ADDED)


def test_a_word_that_only_misleads_is_dropped(lexicon: Lexicon) -> None:
    misled = changed(lexicon, (TermChange(ChangeKind.ADD, "江夏老厂", "learn"),))
    texts, named = [], []
    for need in NEEDS:
        for form in ("江夏老厂的{}", "江夏老厂，{}", "{}，江夏老厂"):
            text = form.format(need.text)
            right = guessed(text, lexicon) in need.categories
            if right and guessed(text, misled) not in need.categories:
                texts.append(text)
                named.append(need.categories[0])
    found = judged(lessons(texts, named, misled), misled)
    assert found.changes == (TermChange(ChangeKind.DROP, "江夏老厂", "learn"),)


def test_names_of_firms_are_nothing_to_learn(lexicon: Lexicon) -> None:
    texts = [f"武汉示例坤鼎有限公司{text.replace('试饼架', '东西')}" for text in JARGON]
    found = judged(lessons(texts, METROLOGY, lexicon), lexicon)
    assert not any("坤鼎" in one.proposal.term for one in found.judged)


@pytest.mark.parametrize(
    "change",
    [
        ADDED,
        TermChange(ChangeKind.DROP, "压力表", "instrument"),
        TermChange(ChangeKind.ADD, "检测报告", "award"),
    ],
)
def test_only_what_a_change_can_touch_is_answered_anew(
    lexicon: Lexicon, change: TermChange
) -> None:
    gold: tuple[GoldSet, ...] = gold_sets()
    bench = Bench.of(lexicon, gold)
    quick = bench.effect(bench.with_changes((change,)))
    assert quick == bench.effect(Bench.of(changed(lexicon, (change,)), gold))
