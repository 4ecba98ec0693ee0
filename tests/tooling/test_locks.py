"""The lock files install the same everywhere and name no host."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.txt", "requirements-test.txt")
EVERY = (*LOCKS, "requirements-judges.txt", "requirements-peers.txt")
PINNED = re.compile(r"^([a-z0-9-]+(?:\[[a-z,]+\])?)==(\S+)", re.MULTILINE)


def pinned(lock: str) -> dict[str, str]:
    return dict(PINNED.findall((ROOT / lock).read_text()))


@pytest.mark.parametrize("lock", EVERY)
def test_a_lock_names_no_host_and_no_path(lock: str) -> None:
    assert not re.search(r"://|^-|@ ", (ROOT / lock).read_text(), re.MULTILINE)


@pytest.mark.parametrize("lock", EVERY)
def test_every_locked_package_has_its_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text()
    entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]

    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_tests_run_on_the_versions_that_the_product_runs_on() -> None:
    product, tests = (pinned(lock) for lock in LOCKS)

    assert product.items() <= tests.items()


def test_the_product_installs_without_the_tools_of_the_tests() -> None:
    assert not {"pytest", "playwright", "mypy", "ruff", "hypothesis"} & pinned(LOCKS[0]).keys()
