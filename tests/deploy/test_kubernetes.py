"""The Kubernetes manifests: put together by kustomize, checked against the published schemas."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from bot.config import PREFIX, Settings
from tests.deploy.programs import DEPLOY, run

KUBERNETES = DEPLOY / "kubernetes"
OLDEST, NEWEST = "1.31", "1.37"
FOLDERS = (".", "migration")
SECRETS = [
    "secrets/token",
    "secrets/webhook_secret",
    "secrets/database_url",
    "migration/secrets/database_url",
]

Manifests = list[dict[str, Any]]


@cache
def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def written(folder: str) -> Manifests:
    """As they stand in the files."""
    kustomization = read(KUBERNETES / folder / "kustomization.yaml")
    return [read(KUBERNETES / folder / name) for name in kustomization["resources"]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Manifests]:
    """As kustomize hands them to the cluster."""
    copy = tmp_path_factory.mktemp("kustomize") / "kubernetes"
    shutil.copytree(KUBERNETES, copy)
    for name in SECRETS:
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text("s3cret")

    def build(folder: str) -> Manifests:
        done = run("kubectl", "kustomize", copy / folder)
        assert (done.returncode, done.stderr) == (0, "")
        return list(yaml.safe_load_all(done.stdout))

    return build


@pytest.mark.parametrize("version", [OLDEST, NEWEST])
@pytest.mark.parametrize("folder", FOLDERS)
def test_each_manifest_fits_its_schema(folder: str, version: str) -> None:
    for manifest in written(folder):
        kubernetes_validate.validate(manifest, version, strict=True)


@pytest.mark.parametrize("version", [OLDEST, NEWEST])
@pytest.mark.parametrize("folder", FOLDERS)
def test_what_kustomize_makes_of_them_fits_too(
    built: Callable[[str], Manifests], folder: str, version: str
) -> None:
    manifests = built(folder)
    assert {manifest["kind"] for manifest in written(folder)} < {
        manifest["kind"] for manifest in manifests
    }
    for manifest in manifests:
        kubernetes_validate.validate(manifest, version, strict=True)


@pytest.mark.parametrize("folder", FOLDERS)
def test_secrets_and_images_are_those_that_are_made(
    built: Callable[[str], Manifests], folder: str
) -> None:
    manifests = built(folder)
    made = {
        manifest["metadata"]["name"]
        for manifest in manifests
        if manifest["kind"] in ("Secret", "ConfigMap")
    }
    [pod] = [
        manifest["spec"]["template"]["spec"]
        for manifest in manifests
        if manifest["kind"] in ("Deployment", "Job")
    ]
    [secrets] = [volume["secret"] for volume in pod["volumes"] if "secret" in volume]
    assert secrets["secretName"] in made
    assert pod["containers"][0]["image"] == "registry.example.org/kneecheck:0.1.0"


def test_every_file_is_part_of_one_of_the_two() -> None:
    listed = {
        KUBERNETES / folder / name
        for folder in FOLDERS
        for name in [
            "kustomization.yaml",
            *read(KUBERNETES / folder / "kustomization.yaml")["resources"],
        ]
    }
    assert {path.resolve() for path in listed} == set(KUBERNETES.rglob("*.yaml"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_setting_is_one_and_secrets_come_as_files(folder: str) -> None:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    literals = [
        literal.partition("=")[0]
        for generator in read(KUBERNETES / folder / "kustomization.yaml").get(
            "configMapGenerator", ()
        )
        for literal in generator["literals"]
    ]
    [container] = [
        container
        for manifest in written(folder)
        if "template" in manifest.get("spec", {})
        for container in manifest["spec"]["template"]["spec"]["containers"]
    ]
    given = {*literals, *(variable["name"] for variable in container["env"])}
    assert given <= known
    assert not given & {f"{PREFIX}{n}" for n in ("TOKEN", "WEBHOOK_SECRET", "DATABASE_URL")}


def test_a_replica_is_probed_and_one_always_stays() -> None:
    manifests = {manifest["kind"]: manifest for manifest in written(".")}
    [container] = manifests["Deployment"]["spec"]["template"]["spec"]["containers"]
    paths = {
        probe: container[f"{probe}Probe"]["httpGet"]["path"]
        for probe in ("startup", "liveness", "readiness")
    }
    assert paths == {"startup": "/healthz", "liveness": "/healthz", "readiness": "/readyz"}
    assert manifests["PodDisruptionBudget"]["spec"]["minAvailable"] == 1
    labels = manifests["Deployment"]["spec"]["template"]["metadata"]["labels"]
    for selector in (
        manifests["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
        manifests["Service"]["spec"]["selector"],
        manifests["Deployment"]["spec"]["selector"]["matchLabels"],
    ):
        assert selector.items() <= labels.items()


def test_nothing_but_the_webhook_is_reached_from_outside() -> None:
    manifests = {manifest["kind"]: manifest for manifest in written(".")}
    [rule] = manifests["Ingress"]["spec"]["rules"]
    [path] = rule["http"]["paths"]
    assert (path["path"], path["pathType"]) == ("/telegram", "Exact")
    policy = manifests["NetworkPolicy"]["spec"]
    assert policy["policyTypes"] == ["Ingress", "Egress"]
    assert all(rule["from"] for rule in policy["ingress"])
