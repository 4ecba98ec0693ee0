"""What single utterances mean, among them the table of the domain's vocabulary."""

import pytest

from bot.intents.lexicon import Lexicon
from bot.intents.normal import normalise
from bot.intents.understand import Understanding, understand
from core.categories import Category
from core.intents import Act, Intent, Meaning, Topic


def meant(text: str, lexicon: Lexicon) -> Understanding:
    return understand(normalise(text), lexicon)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("压力表快到期想送检", Category.METROLOGY),
        ("叉车司机培训", Category.TRAINING),
        ("计量员培训报名", Category.TRAINING),
        ("帮我找ISO9001认证机构", Category.CERTIFICATION),
        ("GB/T 19001是不是现行有效", Category.STANDARDIZATION),
        ("标准物质过期了", Category.METROLOGY),
        ("计量标准建标", Category.METROLOGY),
        ("产品执行标准要公开", Category.STANDARDIZATION),
        ("3C证书快到期", Category.CERTIFICATION),
        ("想申报市长质量奖", Category.MANAGEMENT),
        ("商标被驳回", Category.OTHER),
        ("不对不对，是压力表，不是压力容器", Category.METROLOGY),
        ("不是送样品，产品我们自己会检，是新来的检验员要培训", Category.TRAINING),
        ("产品检验这块我们想找你们", Category.INSPECTION),
        ("电梯安全员去哪里学", Category.TRAINING),
        ("锅炉房里那块压力表要检", Category.METROLOGY),
        ("天枰要剑定", Category.METROLOGY),
    ],
)
def test_a_need_is_put_into_its_category(text: str, category: Category, lexicon: Lexicon) -> None:
    found = meant(text, lexicon)
    assert (found.intent, found.category) == (Intent.NEED, category)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("我要投诉检测太慢", Meaning.COMPLAINT),
        ("不需要检测了", Meaning.CANCEL),
        ("把他们联系人电话给我下", Meaning.PRIVACY_PROBE),
        ("GB 4806.7还是现行的吗", Meaning.LOOKUP),
        ("你们几点下班", Meaning.FACTS),
        ("电梯困人了，快来", Meaning.SAFETY),
        ("氨气泄漏怎么办", Meaning.SAFETY),
        ("我要举报有人收好处", Meaning.REPORT),
        ("催一下，我的单子还没人接", Meaning.URGE),
        ("看一下我的个人信息", Meaning.MY_DATA),
        ("行吧不方便就算了。我自己也有一批压力变送器要校", Meaning.NEED),
    ],
)
def test_the_finer_meaning_is_told(text: str, meaning: Meaning, lexicon: Lexicon) -> None:
    assert meant(text, lexicon).meaning is meaning


@pytest.mark.parametrize("text", ["检测", "三体系怎么弄", "这台要上牌", "要检"])
def test_an_undecided_need_is_asked_about(text: str, lexicon: Lexicon) -> None:
    assert meant(text, lexicon).ask


@pytest.mark.parametrize("text", ["上次那单还没人联系", "我的单子到哪一步了", "电梯年检报告出来没"])
def test_a_question_about_what_was_filed_is_no_new_need(text: str, lexicon: Lexicon) -> None:
    assert meant(text, lexicon).intent is Intent.PROGRESS


@pytest.mark.parametrize(
    "text",
    [
        "武汉汉阳恒岩五金制品厂，我姓覃，覃晓燕",
        "武汉某某检测技术有限公司",
        "13800001207",
        "下周三上午来拿最好",
        "明天下午三点以后都有人",
        "一共5台",
        "我是庄小梅同事",
    ],
)
def test_a_mere_answer_is_not_taken_for_a_need(text: str, lexicon: Lexicon) -> None:
    found = meant(text, lexicon)
    assert (found.plain_answer, found.meaning) == (True, Meaning.NONE)


def test_two_needs_are_told_apart_with_their_own_words(lexicon: Lexicon) -> None:
    text = "两个事哈：一个是车间温湿度表要校准，一个是想请人来讲讲5S"
    first, second = meant(text, lexicon).needs
    assert (first.category, second.category) == (Category.METROLOGY, Category.TRAINING)
    assert "温湿度表" in text[first.start : first.end]
    assert "5S" in text[second.start : second.end]


@pytest.mark.parametrize(
    ("text", "asks_only"),
    [("3C咋办", True), ("GB/T 1804还是现行的吗", True), ("想申请3C认证", False)],
)
def test_a_question_is_told_from_a_wish(text: str, asks_only: bool, lexicon: Lexicon) -> None:
    assert meant(text, lexicon).consult is asks_only


def test_a_correction_denies_and_corrects(lexicon: Lexicon) -> None:
    acts = meant("不对不对，是压力表，不是压力容器，一共6块", lexicon).acts
    assert {Act.DENY, Act.CORRECT} <= acts


def test_the_words_that_spoke_are_given_with_their_places(lexicon: Lexicon) -> None:
    text = "電子秤該檢定了"
    words = [text[word.start : word.end] for word in meant(text, lexicon).matched]
    assert "電子秤" in words


def test_settled_background_spoke_for_nothing(lexicon: Lexicon) -> None:
    words = {word.word for word in meant("证有了，报告也有，现在要培训内审员", lexicon).matched}
    assert words == {"培训", "内审员"}


def test_side_questions_are_named(lexicon: Lexicon) -> None:
    assert meant("停车要钱吗", lexicon).topics == (Topic.PARKING, Topic.FEE)


@pytest.mark.parametrize("text", ["手续怎么走", "那个东西要弄一下"])
def test_nothing_but_weak_words_makes_nobody_sure(text: str, lexicon: Lexicon) -> None:
    assert meant(text, lexicon).confidence <= 0.8
