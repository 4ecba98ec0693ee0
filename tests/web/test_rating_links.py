"""A link names one rating, and nobody can make one up."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.rating_links import RatingLinks
from tests.web.serving import SECRET

LINKS = RatingLinks(SECRET, "https://zljd.example.cn")
RATINGS = st.from_regex(r"i[1-9][0-9]{0,8}-[1-9]\.[1-9]", fullmatch=True)


def token(rating: str) -> str:
    return LINKS.to(rating).rpartition("/")[2]


@given(RATINGS)
def test_a_link_leads_back_to_its_rating(rating: str) -> None:
    assert LINKS.rating_in(token(rating)) == rating


@given(RATINGS)
def test_a_link_is_short_and_a_messenger_takes_all_of_it(rating: str) -> None:
    link = LINKS.to(rating)

    assert len(link) < 64
    assert re.fullmatch(r"https://zljd\.example\.cn/r/[a-z0-9.-]*[a-z0-9]", link)


@given(RATINGS, st.data())
def test_a_link_with_another_letter_in_it_leads_nowhere(rating: str, data: st.DataObject) -> None:
    whole = token(rating)
    place = data.draw(st.integers(0, len(whole) - 1))
    letter = data.draw(st.characters(exclude_characters=whole[place]))

    assert LINKS.rating_in(whole[:place] + letter + whole[place + 1 :]) == ""


@given(st.text())
def test_what_was_made_up_leads_nowhere(made_up: str) -> None:
    assert LINKS.rating_in(made_up) == ""
    assert LINKS.rating_in(f".{made_up}") == ""


@given(RATINGS, RATINGS)
def test_a_seal_is_that_of_its_own_rating(one: str, other: str) -> None:
    borrowed = f"{other}.{token(one).rpartition('.')[2]}"

    assert LINKS.rating_in(borrowed) == ("" if one != other else one)


def test_another_installations_link_leads_nowhere() -> None:
    other = RatingLinks("another secret", LINKS.origin)

    assert LINKS.rating_in(other.to("i1-1.1").rpartition("/")[2]) == ""


def test_the_secret_is_not_shown() -> None:
    assert SECRET not in repr(LINKS)
