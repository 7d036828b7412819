"""Programs that read the files in `deploy/` for real."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
_BROUGHT_ALONG = (Path(sys.executable).parent, ROOT / ".venv" / "promtool" / "usr" / "bin")


def program(name: str) -> str:
    """Where it is; the test is skipped, and says so, on a machine that has none."""
    places = os.pathsep.join((*map(str, _BROUGHT_ALONG), os.environ.get("PATH", "")))
    found = shutil.which(name, path=places)
    if found is None:
        pytest.skip(f"this machine has no {name}")
    return found


def run(
    name: str,
    *arguments: str | Path,
    folder: Path = DEPLOY,
    given: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.CompletedProcess[str]:
    """Run it to its end, with nothing in its environment but what it is given."""
    return subprocess.run(
        (program(name), *map(str, arguments)),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent", **given},
        capture_output=True,
        text=True,
        check=False,
    )
