"""`python -m tests.dependencies`: what is installed is what was pinned. Needs no network.

Every pin names one version and its hashes, and no address; what is in the environment is that; and
nothing lacks, or contradicts, what it depends on.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")


def pins(lock: str) -> dict[str, Requirement]:
    """Each requirement of a lock file, by name; of several for different Pythons, this one's."""
    text = re.sub(r"\\\n", " ", lock)
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    found = [Requirement(line.partition(" --hash")[0]) for line in lines]
    elsewhere_first = sorted(found, key=lambda each: each.marker is None or each.marker.evaluate())
    return {canonicalize_name(requirement.name): requirement for requirement in elsewhere_first}


def faults_of_lock(lock: str) -> Iterator[str]:
    """What a lock file must not have: a pin that is none, or without a hash, or an address."""
    text = re.sub(r"\\\n", " ", lock)
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name = line.split()[0]
        if not re.match(r"[\w.\-\[\]]+==[\w.+!]+( |$)", line):
            yield f"{name} is not pinned to one version"
        if not re.search(r"--hash=sha256:[0-9a-f]{64}", line):
            yield f"{name} has no hash"
        if "://" in line or " @ " in line or line.startswith("-"):
            yield f"{name} names an address or an option"


def faults_of_environment(
    installed: dict[str, Distribution], pinned: dict[str, Requirement]
) -> Iterator[str]:
    """What is pinned and not there, or there in another version."""
    for name, requirement in pinned.items():
        found = installed.get(name)
        if found is not None and found.version not in requirement.specifier:
            yield f"{name} {found.version} is installed, but {requirement.specifier} is pinned"
        elif found is None and (requirement.marker is None or requirement.marker.evaluate()):
            yield f"{name} is pinned and not installed"


def faults_of_needs(installed: dict[str, Distribution], overridden: set[str]) -> Iterator[str]:
    """What an installed package needs and does not find, but for what we overrode on purpose."""
    for name, distribution in installed.items():
        for needed in map(Requirement, distribution.requires or ()):
            if needed.marker is not None and not needed.marker.evaluate({"extra": ""}):
                continue
            found = installed.get(canonicalize_name(needed.name))
            if found is None:
                yield f"{name} needs {needed}"
            elif (
                not needed.specifier.contains(found.version, prereleases=True)
                and canonicalize_name(needed.name) not in overridden
            ):
                yield f"{name} needs {needed}, but {found.version} is installed"


def faults() -> Iterator[str]:
    """Everything that is not as it must be in this environment."""
    locks = {name: (ROOT / name).read_text(encoding="utf-8") for name in LOCKS}
    for name, lock in locks.items():
        yield from (f"{name}: {fault}" for fault in faults_of_lock(lock))
    run, dev = (pins(lock) for lock in locks.values())
    for name, requirement in run.items():
        if dev.get(name) != requirement:
            yield f"{name} is not pinned alike in both lock files"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for needed in map(Requirement, project["project"]["dependencies"]):
        if canonicalize_name(needed.name) not in run:
            yield f"{needed.name} is a dependency and not pinned"
    installed: dict[str, Distribution] = {
        canonicalize_name(each.name): each for each in distributions()
    }
    yield from faults_of_environment(installed, dev)
    given = map(Requirement, project["tool"]["uv"]["override-dependencies"])
    yield from faults_of_needs(installed, {canonicalize_name(each.name) for each in given})


def main() -> int:
    found = list(faults())
    for fault in found:
        print(fault)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
