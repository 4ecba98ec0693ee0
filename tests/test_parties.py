"""Who is known by no more than an account is told from everybody else by the id alone."""

from core.parties import is_stranger, stranger_id


def test_only_an_account_makes_a_stranger() -> None:
    assert is_stranger(stranger_id("telegram", "7"))
    assert not is_stranger("li")
    assert not is_stranger("")
