"""No package is installed in a version of which a fault is published."""

import re
import tomllib
from pathlib import Path
from typing import Final

from packaging.version import Version

ROOT: Final = Path(__file__).parents[2]
PIN: Final = re.compile(r"^([\w.-]+)==([^ ;\\]+)", re.MULTILINE)
LOCK: Final = (ROOT / "requirements.txt").read_text(encoding="utf-8")
PINNED: Final = {name: Version(version) for name, version in PIN.findall(LOCK)}
FAULTS: Final = tomllib.loads(
    (Path(__file__).with_name("known_faults.toml")).read_text(encoding="utf-8")
)["fault"]


def is_affected(version: Version, fault: dict[str, str]) -> bool:
    if version < Version(fault["introduced"]):
        return False
    if "fixed" in fault:
        return version < Version(fault["fixed"])
    return "last" not in fault or version <= Version(fault["last"])


def test_no_pinned_version_has_a_published_fault() -> None:
    found = [each for each in FAULTS if is_affected(PINNED[each["package"]], each)]

    assert found == []


def test_every_fault_is_of_a_package_that_is_installed() -> None:
    assert [each for each in FAULTS if each["package"] not in PINNED] == []
    assert len(FAULTS) > 200


def test_a_pin_of_long_ago_would_be_found() -> None:
    for fault in FAULTS:
        assert is_affected(Version(fault["introduced"]), fault), fault
        if "fixed" in fault:
            assert not is_affected(Version(fault["fixed"]), fault), fault
