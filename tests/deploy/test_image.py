"""The container image: what it is made of, checked without a container engine."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.deploy.programs import DEPLOY, ROOT, run

TEXT = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
STEPS = [
    line.split(maxsplit=1)
    for line in re.sub(r"\\\n", " ", TEXT).splitlines()
    if line and not line.startswith("#")
]


def test_a_linter_for_such_files_finds_nothing() -> None:
    # One step a RUN keeps what is cached between builds small; it is left to us.
    checked = run("hadolint", "--ignore", "DL3059", "Containerfile")
    assert (checked.returncode, checked.stdout) == (0, "")


def test_the_base_is_whatever_digest_is_given_and_has_no_default() -> None:
    assert ["ARG", "BASE"] in STEPS
    assert {given for step, given in STEPS if step == "FROM"} == {"${BASE} AS build", "${BASE}"}


def test_everything_installed_is_pinned_by_its_hash() -> None:
    installs = [given for step, given in STEPS if step == "RUN" and "pip install" in given]
    assert len(installs) == 2
    assert all("--no-deps" in given for given in installs)
    assert "--require-hashes" in installs[0]
    assert installs[1].endswith("--no-build-isolation .")


def test_the_bot_is_not_root_and_says_whether_it_lives() -> None:
    last = TEXT.rpartition("FROM ${BASE}")[2]
    assert "USER 10001:10001" in last
    assert "HEALTHCHECK" in last
    assert "/healthz" in last
    assert last.index("USER") > last.index("RUN")


def test_whatever_is_copied_is_there_and_not_ignored() -> None:
    kept = {
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    copied = {
        name.removeprefix("./")
        for step, given in STEPS
        if step == "COPY" and "--from" not in given
        for name in given.split()[:-1]
    }
    assert copied == kept
    assert all((ROOT / name).exists() for name in copied)


def test_no_file_of_the_packages_is_left_out_of_what_is_installed(tmp_path: Path) -> None:
    listed = subprocess.run(
        ("git", "ls-files", "bot", "handlers", "scheduler"),
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    source = tmp_path / "source"
    for name in [*listed, "pyproject.toml", "README.md", "LICENSE"]:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes((ROOT / name).read_bytes())
    build = ("wheel", "--no-index", "--no-deps", "--no-build-isolation", "--quiet")
    quietly = ("--disable-pip-version-check", "--wheel-dir", tmp_path)
    subprocess.run((sys.executable, "-m", "pip", *build, *quietly, source), check=True)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        assert set(listed) <= set(opened.namelist())
