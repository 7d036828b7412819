"""Secrets come from the environment or from files: no option takes one, no file holds one."""

import re
import subprocess
from pathlib import Path

import pytest
import typer

from bot.__main__ import cli
from bot.config import Settings, load_settings
from bot.sandbox.world import DEFAULT_TOKEN
from tests.process import output

ROOT = Path(__file__).parent.parent.parent
TOKEN = "7654321:AbCdEfGhIjKlMnOpQrStUvWxYz_0123456-"
SECRET_NAMES = re.compile(r"token|secret|password|dsn|key", re.IGNORECASE)
TOKENS = re.compile(rb"(?<![\w-])\d{8,}:[\w-]{35}(?![\w-])")
KEYS = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----")


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ("git", "ls-files", "-z"), cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_option_and_no_argument_takes_a_secret() -> None:
    group = typer.main.get_command(cli)
    taken = [
        (name, parameter.name)
        for name, command in group.commands.items()  # type: ignore[attr-defined]
        for parameter in command.params
    ]
    assert ("move", "source") in taken
    assert [pair for pair in taken if SECRET_NAMES.search(str(pair[1]))] == []


def test_whatever_is_a_secret_is_kept_as_one_and_may_come_from_a_file() -> None:
    secret = {name for name in Settings.model_fields if SECRET_NAMES.search(name)}
    files = {name for name in secret if name.endswith("_file")}
    assert secret - files == {"token", "webhook_secret", "sentry_dsn"}
    assert {"token_file", "webhook_secret_file"} <= files
    for name in secret - files:
        assert "SecretStr" in str(Settings.model_fields[name].annotation)


def test_a_secret_is_not_shown_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNEECHECK_TOKEN", TOKEN)
    monkeypatch.setenv("KNEECHECK_WEBHOOK_SECRET", "0123456789abcdef-secret")
    monkeypatch.setenv("KNEECHECK_SENTRY_DSN", "https://s3cretkey@sentry.example.org/1")
    shown = f"{load_settings()!r} {load_settings()} {load_settings().model_dump_json()}"
    assert TOKEN not in shown
    assert "0123456789abcdef-secret" not in shown
    assert "s3cretkey" not in shown


def test_no_file_of_the_project_holds_a_token_or_a_key() -> None:
    for path in _tracked():
        content = path.read_bytes()
        assert KEYS.search(content) is None or path == Path(__file__), path
        for token in TOKENS.findall(content):
            # Made up for tests, and to be recognised as such.
            made_up = token.decode() == DEFAULT_TOKEN or "tests" in path.parts
            assert made_up, path


@pytest.mark.parametrize(
    "name",
    [
        ".env",
        "deploy/.env",
        "deploy/secrets/token",
        "deploy/backups/a.dump",
        "deploy/kubernetes/secrets/token",
        "deploy/kubernetes/migration/secrets/database_url",
        "kneecheck.sqlite",
        "kneecheck.sqlite-wal",
    ],
)
def test_no_secret_can_be_committed_by_mistake(name: str) -> None:
    ignored = subprocess.run(("git", "check-ignore", "--quiet", name), cwd=ROOT, check=False)
    assert ignored.returncode == 0


@pytest.mark.parametrize("command", ["run", "serve", "doctor", "migrate", "parse"])
async def test_a_wrong_token_is_refused_without_being_shown(command: str, tmp_path: Path) -> None:
    code, out, err = await output(tmp_path, command, token=f"{TOKEN}!", log_level="debug")
    assert code == 2
    assert TOKEN[8:] not in out + err


def test_the_script_that_makes_secrets_keeps_them_from_others(tmp_path: Path) -> None:
    deploy = tmp_path / "deploy"
    deploy.mkdir()
    script = deploy / "make-secrets.sh"
    script.write_bytes((ROOT / "deploy" / "make-secrets.sh").read_bytes())

    def make(given: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ("bash", script), input=given, capture_output=True, text=True, check=False
        )

    assert make("no token\n").returncode != 0
    made = make(f"{TOKEN}\n")
    assert made.returncode == 0, made.stderr
    assert TOKEN not in made.stdout + made.stderr
    secrets = deploy / "secrets"
    assert secrets.stat().st_mode & 0o777 == 0o700
    found = {path.name: path.read_text() for path in secrets.iterdir()}
    assert found["token"] == TOKEN
    password = found["postgres_run_password"]
    assert found["database_url"] == f"postgresql://kneecheck_run:{password}@postgres/kneecheck"
    random = [value for name, value in found.items() if name.endswith(("secret", "password"))]
    assert len(set(random)) == len(random) == 5
    assert all(re.fullmatch("[0-9a-f]{64}", value) for value in random)
    make("")
    assert {path.name: path.read_text() for path in secrets.iterdir()} == found
