"""The table of codes: each is said plainly, and nothing that is said is without end."""

import pytest

from bot.weixin.errors import (
    LONGEST_SAID,
    PLAINLY,
    REFUSED_TOKENS,
    WHAT_TO_DO,
    ApiError,
    Errcode,
    plainly,
)


def test_every_code_is_said_in_few_words() -> None:
    assert set(PLAINLY) == set(Errcode)
    assert max(map(len, PLAINLY.values())) <= 25


def test_what_to_do_is_a_sentence_about_a_code_that_is_known() -> None:
    assert set(WHAT_TO_DO) <= set(Errcode)
    assert [said for said in WHAT_TO_DO.values() if not said.endswith("。")] == []
    assert set(WHAT_TO_DO) >= REFUSED_TOKENS


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ApiError(45015, "response out of time limit"), PLAINLY[Errcode.WINDOW_CLOSED]),
        (ApiError(99999, "something new"), "回复“something new”（99999）"),
    ],
)
def test_the_staff_read_words_and_not_a_code_where_it_is_known(error: ApiError, said: str) -> None:
    assert plainly(error) == said


def test_a_refusal_without_end_is_cut() -> None:
    error = ApiError(1, "x" * 100_000)
    assert len(str(error)) < LONGEST_SAID + 10
