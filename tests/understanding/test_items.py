"""Which service item and which flow a message is about; `items.tsv` has the messages."""

from typing import Final

import pytest

from bot.intents.items import ItemsError, load_items, read_items
from bot.intents.lexicon import Lexicon
from bot.intents.normal import normalise
from bot.intents.understand import Understanding, understand
from core.categories import CATEGORIES, Category, Flow
from core.service_items import ITEMS, SERVICE_ITEMS, flow_of
from tests.understanding.tables import rows

LABELLED: Final = rows("items.tsv")
NONE: Final = "-"
RIGHT: Final = 0.88
"""Of the items that are named in the half that nothing was mended by."""
NAMED: Final = 0.78
"""Of the items of that half how many are named, and rightly."""
FLOWS: Final = 0.94


def read(text: str, lexicon: Lexicon) -> Understanding:
    return understand(normalise(text), lexicon)


def test_the_items_that_nobody_tuned_by_are_mostly_right(lexicon: Lexicon) -> None:
    read_so = [(read(text, lexicon), clause, flow) for text, clause, flow in LABELLED[1::2]]
    named = [(meant.item.clause, clause) for meant, clause, _ in read_so if meant.item]
    right = sum(found == clause for found, clause in named)
    flows = sum((meant.flow or NONE) == flow for meant, _, flow in read_so)
    assert right / len(named) >= RIGHT
    assert right / sum(clause != NONE for _, clause, _ in read_so) >= NAMED
    assert flows / len(read_so) >= FLOWS


def test_the_labelled_items_are_items_of_the_standard() -> None:
    assert {clause for _, clause, _ in LABELLED} - {NONE} == set(ITEMS)
    assert {flow for _, _, flow in LABELLED} - {NONE} == set(Flow)
    assert len({text for text, _, _ in LABELLED}) == len(LABELLED)


def test_every_item_stands_under_its_category_and_is_pointed_to() -> None:
    clauses = {row.category: row.clause for row in CATEGORIES}
    assert all(one.clause.startswith(f"{clauses[one.category]}.") for one in SERVICE_ITEMS)
    pointed = {row.item.clause for of_group in load_items().values() for row in of_group}
    assert pointed == set(ITEMS)


def test_every_group_of_the_table_is_one_of_the_lexicon(lexicon: Lexicon) -> None:
    assert load_items().keys() <= lexicon.groups.keys()


@pytest.mark.parametrize(
    ("category", "spoken", "flow"),
    [
        (Category.MANAGEMENT, False, Flow.MANAGEMENT),
        (Category.MANAGEMENT, True, Flow.AWARD),
        (Category.OTHER, False, None),
        (Category.OTHER, True, Flow.INTELLECTUAL_PROPERTY),
        (Category.METROLOGY, True, Flow.METROLOGY),
    ],
)
def test_an_award_and_a_patent_run_their_own_flow(
    category: Category, spoken: bool, flow: Flow | None
) -> None:
    assert flow_of(category, spoken=spoken) is flow


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("我们不是要认证，是压力表要校准", "4.2.4.1"),
        ("电子秤要检定，另外叉车司机要考证", "4.2.4.1"),
        ("检测", None),
        ("想给员工搞个培训", None),
        ("谢谢老师", None),
    ],
)
def test_an_item_is_named_only_where_words_tell_it(
    lexicon: Lexicon, text: str, clause: str | None
) -> None:
    item = read(text, lexicon).item
    assert (item.clause if item else None) == clause


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("4.2.4.1\t1\tinstrument", "items.tsv:2: expected clause"),
        ("4.2.4.1\tmuch\tinstrument\t*", "items.tsv:2: expected clause"),
        ("4.2.9.9\t1\tinstrument\t*", "items.tsv:2: no service item '4.2.9.9'"),
    ],
)
def test_a_wrong_row_says_where_it_stands(line: str, says: str) -> None:
    with pytest.raises(ItemsError, match=says):
        read_items(["# a note", line])


def test_a_term_may_be_kept_away() -> None:
    ((row,),) = read_items(["4.2.7.3\t2\tcert_name\t* -3c"]).values()
    assert row.holds("有机产品")
    assert not row.holds("3c认证")
