"""`make check` looks at the dependencies too, and finds what is wrong with them."""

from importlib.metadata import Distribution, distribution

import pytest
from packaging.requirements import Requirement

from tests.dependencies import faults_of_environment, faults_of_lock, faults_of_needs, pins

HASH = f"--hash=sha256:{'0' * 64}"


def test_a_pin_with_a_hash_is_fine() -> None:
    lock = f"some-thing==1.2.3 ; sys_platform == 'linux' \\\n    {HASH} \\\n    {HASH}\n"
    assert list(faults_of_lock(lock)) == []
    assert str(pins(lock)["some-thing"].specifier) == "==1.2.3"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (f"knee>=1 {HASH}", "not pinned"),
        (f"knee {HASH}", "not pinned"),
        (f"knee==1.* {HASH}", "not pinned"),
        ("knee==1", "no hash"),
        ("knee==1 --hash=md5:00", "no hash"),
        (f"knee @ https://example.org/knee.whl {HASH}", "an address"),
        ("--index-url https://example.org/simple", "an address"),
        ("-e .", "an address"),
    ],
)
def test_a_line_that_is_no_such_pin_is_found(line: str, fault: str) -> None:
    assert any(fault in found for found in faults_of_lock(line))


def test_another_version_than_the_pinned_one_is_found() -> None:
    installed = {"packaging": distribution("packaging")}
    wrong = {"packaging": Requirement("packaging==0.1"), "gone": Requirement("gone==1")}
    assert len(list(faults_of_environment(installed, wrong))) == 2
    elsewhere = {"gone": Requirement("gone==1 ; sys_platform == 'nowhere'")}
    assert list(faults_of_environment(installed, elsewhere)) == []


def test_a_need_that_is_not_met_is_found_unless_it_was_overridden() -> None:
    installed: dict[str, Distribution] = {
        name: distribution(name) for name in ("aiogram", "pydantic", "aiohttp")
    }
    found = list(faults_of_needs(installed, set()))
    assert any("aiogram needs pydantic" in fault for fault in found)
    assert any("aiohttp needs " in fault for fault in found)
    assert not any("pydantic<" in fault for fault in faults_of_needs(installed, {"pydantic"}))
