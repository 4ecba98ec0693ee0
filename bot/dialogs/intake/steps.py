"""Taking in a need: what is wanted, by whom, when; then one summary to confirm.

One contact block and a list of needs. The category stands as a guess until somebody settles it:
an unsure one is asked once, and whatever the person says next, the summary shows it again.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from bot.dialogs.intake.offers import words_of
from core.categories import Category, row_of
from core.dialogs.steps import Answers, Dialog, Option, Question, Repeat, Step
from core.messages import Line
from core.phones import stored_phone
from core.service_items import ITEMS, OWN_FLOWS
from core.wish_words import wish_words
from core.wishes import decode

CONFIRMED: Final = "yes"
ASAP: Final = "asap||||||尽快"
FLEXIBLE: Final = "flexible||||||不急"
NEED_KEY: Final = re.compile(r"need\.(\d+)\.(?:detail|category|guess)")

WHAT: Final = Line("请问具体要办什么事？说说设备或产品名称、数量和想解决的问题就行。")
WHAT_IN: Final = Line("好的，{category}。请说说具体要办什么，比如名称、数量、想解决的问题。")
WHICH: Final = Line("想跟您确认一下，您说的“{detail}”，是想办哪一件？")
NEITHER: Final = "none"
HUMAN: Final = "human"
SAY_MORE: Final = Line("“{detail}”我还没听明白。是什么东西、要拿它做什么？比如{examples}。")
SAY_OTHERWISE: Final = Line("那请您换个说法，说说是什么东西、要拿它做什么。比如{examples}。")
EXAMPLES: Final = "“压力表要校准”“辣椒酱要出检测报告”“叉车司机要考证”"
ANY_OF_ALL: Final = Line("还是没对上。下面有您要办的吗？都不是就选“人工”，请专员来问。")
WHOSE: Final = {
    frozenset({"contact", "phone"}): Line("请问贵单位全称是什么？联系人和电话也可以一起发来。"),
    frozenset({"contact"}): Line("请问贵单位全称是什么？怎么称呼您也可以一起告诉我。"),
    frozenset({"phone"}): Line("请问贵单位全称是什么？联系电话也可以一起发来。"),
    frozenset[str](): Line("请问贵单位全称是什么？"),
}
"""By what else of the contact block is still missing: nobody is asked for what they gave."""
WHO: Final = Line("请问怎么称呼您？")
PHONE: Final = Line("请留一个联系电话，手机或座机都行。")
WHEN: Final = Line("希望什么时候办？比如“下周三上午”“月底前”，不急就回“不急”。")
WHEN_OF: Final = Line("“{detail}”希望什么时候办？不急就回“不急”。")
COUNTING: Final = (".off", ".flow", ".clause")
MISS: Final = ";"
"""Ends what was offered in vain, in the answer that keeps it."""
BESIDE: Final = (".off", ".guess", ".things", ".missed", ".flow", ".clause", ".consult")
"""What is kept of a need beside its answers."""
CHECK: Final = Line("请您核对：")
CHECK_END: Final = Line("没问题请回“确认”；哪里不对直接说，比如“电话改成……”。")
IN_ONE: Final = Line("两件以上的事会分开编号，一起提交。")
ONE_NEED: Final = "需求：{detail}\n类别：{category}\n时间：{when}"
ONE_OF_NEEDS: Final = "需求{n}：{detail}\n类别：{category}\n时间：{when}"

DETAIL_LETTERS: Final = 24
OFFERED: Final = frozenset(category for category in Category if not row_of(category).retired)


def needs_in(answers: Answers) -> tuple[int, ...]:
    """The numbers of the needs that these answers speak of, but for those called off."""
    kept = range(1, last_need(answers) + 1)
    return tuple(n for n in kept if f"need.{n}.off" not in answers)


def last_need(answers: Answers) -> int:
    """The highest number that a need has here."""
    return max(_numbers(tuple(answers)), default=1)


def told_in(answers: Answers) -> tuple[int, ...]:
    """The numbers of the needs of which something was said."""
    told = _numbers(tuple(answers))
    return tuple(n for n in needs_in(answers) if n in told)


@lru_cache
def _numbers(keys: tuple[str, ...]) -> frozenset[int]:
    """Asked many times in a turn, and the forms that people leave half filled are much the same."""
    return frozenset(int(match[1]) for key in keys if (match := NEED_KEY.fullmatch(key)))


def counting_beside(answers: Answers) -> dict[str, str]:
    """What is no answer to any step, and yet counts: that a need is not wanted, and how it will be
    served."""
    return {key: value for key, value in answers.items() if key.endswith(COUNTING)}


def is_wanted(answers: Answers, prefix: str) -> bool:
    """Whether this need was not called off."""
    return prefix + "off" not in answers


def is_category(answer: str) -> bool:
    """A category that is offered today."""
    return answer in OFFERED


def is_own_flow(answer: str) -> bool:
    """A flow that only words tell, for it has but a part of its category."""
    return answer in OWN_FLOWS.values()


def is_clause(answer: str) -> bool:
    """The clause of a service item."""
    return answer in ITEMS


def is_wish(answer: str) -> bool:
    """A wish that this release can read."""
    return decode(answer) is not None


def is_phone(answer: str) -> bool:
    """A number that can be dialled."""
    return stored_phone(answer) is not None


def never(_answers: Answers, _prefix: str) -> bool:
    """Kept beside the answers, and never asked."""
    return False


def _ask_detail(answers: Answers, prefix: str) -> Question:
    category = answers.get(prefix + "category")
    if category is None:
        return Question((WHAT,))
    return Question((Line(WHAT_IN.template, {"category": label_of(category)}),))


def _ask_category(answers: Answers, prefix: str) -> Question:
    """What is likely, or else in other words; who was misunderstood twice may choose from all."""
    misses = misses_in(answers, prefix)
    if misses > 1:
        every = (Option(category, short_of(category)) for category in Category)
        return Question((ANY_OF_ALL,), (*every, Option(HUMAN, "人工")))
    said = {**answers, prefix + "detail": answers.get(prefix + "detail", "").rpartition("；")[2]}
    detail = {"detail": brief(said if misses else answers, prefix)}
    if offered := offers(answers, prefix):
        return Question((Line(WHICH.template, detail),), (*offered, Option(NEITHER, "都不是")))
    line = SAY_OTHERWISE if misses else SAY_MORE
    return Question((Line(line.template, {**detail, "examples": EXAMPLES}),))


def offers(answers: Answers, prefix: str) -> tuple[Option, ...]:
    """What the need may be, in plain words."""
    guesses = [one for one in answers.get(prefix + "guess", "").split(",") if is_category(one)]
    words = words_of(guesses, answers.get(prefix + "things", ""))
    return tuple(Option(one, label) for one, label in zip(guesses, words, strict=True))


def misses_in(answers: Answers, prefix: str) -> int:
    """How often the question about the category missed what was meant."""
    return answers.get(prefix + "missed", "").count(MISS)


def _ask_company(answers: Answers, _prefix: str) -> Question:
    return Question((WHOSE[frozenset({"contact", "phone"} - answers.keys())],))


def _ask_time(answers: Answers, prefix: str) -> Question:
    options = (Option(ASAP, "尽快"), Option(FLEXIBLE, "不急"))
    if len(needs_in(answers)) == 1:
        return Question((WHEN,), options)
    return Question((Line(WHEN_OF.template, {"detail": brief(answers, prefix)}),), options)


def _summary(answers: Answers, _prefix: str) -> Question:
    who = Line(
        "单位：{company}\n联系人：{contact}\n电话：{phone}",
        {key: answers.get(key, "") for key in ("company", "contact", "phone")},
    )
    needs = tuple(_need_line(answers, n) for n in needs_in(answers))
    several = (IN_ONE,) if len(needs) > 1 else ()
    return Question((CHECK, who, *needs, *several, CHECK_END), (Option(CONFIRMED, "确认提交"),))


def _need_line(answers: Answers, n: int) -> Line:
    prefix = f"need.{n}."
    wish = decode(answers.get(prefix + "time", ""))
    values = {
        "detail": answers.get(prefix + "detail", ""),
        "category": label_of(answers.get(prefix + "category", "")),
        "when": wish_words(wish) if wish else "不限",
    }
    if len(needs_in(answers)) == 1:
        return Line(ONE_NEED, values)
    return Line(ONE_OF_NEEDS, {"n": str(n), **values})


def label_of(category: str) -> str:
    """The label that table C.1 prints."""
    return row_of(Category(category)).label if is_category(category) else "待定"


def short_of(category: str) -> str:
    """The label that fits a button."""
    return row_of(Category(category)).short


def brief(answers: Answers, prefix: str) -> str:
    """The beginning of a need's description, to name it by."""
    detail = answers.get(prefix + "detail", "").partition("；")[0]
    return detail if len(detail) <= DETAIL_LETTERS else detail[:DETAIL_LETTERS] + "…"


def asking(line: Line) -> Callable[[Answers, str], Question]:
    """A question that is the same whatever was said before."""
    question = Question((line,))
    return lambda _answers, _prefix: question


NEED: Final = (
    Step("detail", _ask_detail, when=is_wanted),
    Step("off", asking(WHAT), when=never),
    Step("guess", asking(WHAT), when=never),
    Step("things", asking(WHAT), when=never),
    Step("missed", asking(WHAT), when=never),
    Step("flow", asking(WHAT), when=never, still_accepts=is_own_flow),
    Step("clause", asking(WHAT), when=never, still_accepts=is_clause),
    Step("consult", asking(WHAT), when=never),
    Step("category", _ask_category, when=is_wanted, still_accepts=is_category),
)

INTAKE: Final = Dialog(
    key="intake",
    steps=(
        Repeat("need", NEED, last_need),
        Step("company", _ask_company),
        Step("contact", asking(WHO)),
        Step("phone", asking(PHONE), still_accepts=is_phone),
        Repeat(
            "need",
            (Step("time", _ask_time, when=is_wanted, still_accepts=is_wish, optional=True),),
            last_need,
        ),
        Step("confirm", _summary, still_accepts=lambda answer: answer == CONFIRMED),
    ),
)
