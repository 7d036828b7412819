"""The systemd units, as systemd itself judges them."""

import re
import sys
from pathlib import Path

import pytest

from tests.deploy.programs import DEPLOY, run

UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
README = (DEPLOY / "README.md").read_text(encoding="utf-8")


def names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    for unit in UNITS:
        # It looks for the program too, which is not installed here.
        text = unit.read_text().replace("/opt/kneecheck/.venv/bin/kneecheck", sys.executable)
        (tmp_path / unit.name).write_text(text)
    checked = run("systemd-analyze", "verify", *sorted(tmp_path.iterdir()))
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


@pytest.mark.parametrize("unit", SERVICES, ids=names(SERVICES))
def test_its_exposure_is_what_the_guide_says(unit: Path) -> None:
    said = re.search(rf"^\| `{unit.name}` \| (\d\.\d) \|", README, re.MULTILINE)
    assert said is not None
    most = round(float(said[1]) * 10)
    checked = run(
        "systemd-analyze", "security", "--offline=true", f"--threshold={most}", "--no-pager", unit
    )
    assert checked.returncode == 0, checked.stdout
    assert f"Overall exposure level for {unit.name}: {said[1]} " in checked.stdout


@pytest.mark.parametrize("unit", SERVICES, ids=names(SERVICES))
def test_no_secret_is_in_a_unit_or_in_its_environment(unit: Path) -> None:
    text = unit.read_text()
    assert "KNEECHECK_TOKEN=" not in text
    assert "KNEECHECK_WEBHOOK_SECRET=" not in text


def test_a_wrong_setting_is_not_tried_again_and_everything_else_is() -> None:
    text = (DEPLOY / "systemd" / "kneecheck.service").read_text()
    assert "Restart=always" in text
    assert "RestartPreventExitStatus=2" in text
