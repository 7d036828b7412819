"""Alerts and dashboard: tried out by promtool, about metrics that exist, each with a paragraph."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.prometheus import Prometheus
from tests.deploy.programs import DEPLOY, ROOT, run

PROMETHEUS = DEPLOY / "prometheus"
RULES = yaml.safe_load((PROMETHEUS / "alerts.yaml").read_text())["groups"][0]["rules"]
ALERTS = [rule["alert"] for rule in RULES]
DASHBOARD: Any = json.loads((DEPLOY / "grafana" / "dashboards" / "kneecheck.json").read_text())
RUNBOOK = (DEPLOY / "runbook.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "monitoring.md").read_text(encoding="utf-8")

PANELS = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
EXPRESSIONS = [target["expr"] for panel in PANELS for target in panel["targets"]]


def paragraphs(alert: str) -> str:
    found = re.search(rf"^### {alert}\n(.*?)(?=^##|\Z)", RUNBOOK, re.MULTILINE | re.DOTALL)
    assert found is not None, f"the runbook has no paragraph on {alert}"
    return " ".join(found[1].split())


def metrics(expression: str) -> set[str]:
    return {_whole(name) for name in re.findall(r"\bkneecheck_\w+", expression)}


def labels(expression: str) -> set[str]:
    by = re.findall(r"\bby \(([^)]*)\)", expression)
    matched = re.findall(r"(\w+)(?:=~|!=|=)\"", expression)
    return {label.strip() for group in by for label in group.split(",")} | set(matched)


def _there_are() -> dict[str, set[str]]:
    """Each metric of the bot's own with its labels, once everything has happened."""
    meter = Prometheus()
    meter.update_handled("message", 0.1)
    meter.request_refused(403)
    meter.called("sendMessage", "ok", 0.1)
    meter.held_back("reply", 0.1)
    meter.job_ended("ask", "done")
    meter.question_sent(0.1)
    meter.missed(1)
    meter.transaction("log_workout", "ok", 0.1)
    found: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(meter.text(None).decode()):
        for sample in family.samples:
            if sample.name.startswith("kneecheck_") and not sample.name.endswith("_created"):
                found.setdefault(_whole(sample.name), set()).update(sample.labels)
    return found


def _whole(name: str) -> str:
    """Without what Prometheus appends to the parts of a histogram."""
    return re.sub(r"_(bucket|count|sum)$", "", name)


THERE_ARE = _there_are()
DOCUMENTED = {
    name: set(re.findall(r"`(\w+)`", given)) | ({"le"} if kind == "histogram" else set())
    for name, kind, given in re.findall(
        r"^\| `(kneecheck_\w+)` \| (\w+) \|([^|]*)\|", GUIDE, re.MULTILINE
    )
}


def test_the_guide_lists_every_metric_with_its_labels() -> None:
    assert DOCUMENTED == THERE_ARE


def test_the_rules_are_rules() -> None:
    checked = run("promtool", "check", "rules", "--lint=all", "--lint-fatal", "alerts.yaml",
                  folder=PROMETHEUS)  # fmt: skip
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_prometheus_understands_its_configuration() -> None:
    checked = run("promtool", "check", "config", "prometheus.yaml", folder=PROMETHEUS)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_each_alert_is_heard_when_it_must_be_and_none_when_all_is_well() -> None:
    checked = run("promtool", "test", "rules", "alerts.test.yaml", folder=PROMETHEUS)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_no_alert_is_left_untried() -> None:
    tried = (PROMETHEUS / "alerts.test.yaml").read_text()
    assert [alert for alert in ALERTS if f'alertname="{alert}"' not in tried] == []


@pytest.mark.parametrize("rule", RULES, ids=ALERTS)
def test_an_alert_says_how_bad_it_is_and_where_to_read_on(rule: dict[str, Any]) -> None:
    assert rule["labels"]["severity"] in ("critical", "warning")
    assert rule["annotations"]["summary"]
    assert rule["annotations"]["runbook"] == f"deploy/runbook.md#{rule['alert'].lower()}"


@pytest.mark.parametrize("alert", ALERTS)
def test_the_runbook_says_what_it_means_what_to_look_at_and_what_to_do(alert: str) -> None:
    text = paragraphs(alert)
    parts = ("**It means**", "**Look at**", "**Do**")
    assert all(part in text for part in parts)
    assert sorted(text.index(part) for part in parts) == [text.index(part) for part in parts]


def test_the_runbook_is_about_no_alert_that_is_gone() -> None:
    assert re.findall(r"^### (Kneecheck\w+)$", RUNBOOK, re.MULTILINE) == ALERTS


@pytest.mark.parametrize("expression", [*(rule["expr"] for rule in RULES), *EXPRESSIONS])
def test_whatever_is_asked_for_exists(expression: str) -> None:
    for name in metrics(expression):
        assert name in THERE_ARE
    if metrics(expression):
        known = set().union(*(THERE_ARE[name] for name in metrics(expression)))
        assert labels(expression) <= known | {"le"}


def test_every_metric_is_on_the_dashboard() -> None:
    shown = set().union(*(metrics(expression) for expression in EXPRESSIONS))
    assert set(THERE_ARE) - shown == set()


def test_the_dashboard_asks_what_prometheus_understands(tmp_path: Path) -> None:
    rules = [
        {"record": f"panel:{number}", "expr": expression.replace("$__rate_interval", "1m")}
        for number, expression in enumerate(EXPRESSIONS)
    ]
    file = tmp_path / "dashboard.yaml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "dashboard", "rules": rules}]}))
    checked = run("promtool", "check", "rules", file)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_panels_have_numbers_of_their_own_and_do_not_overlap() -> None:
    panels = DASHBOARD["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    taken: set[tuple[int, int]] = set()
    for panel in panels:
        place = panel["gridPos"]
        cells = {
            (place["x"] + x, place["y"] + y) for x in range(place["w"]) for y in range(place["h"])
        }
        assert not cells & taken
        assert place["x"] + place["w"] <= 24
        taken |= cells


def test_the_dashboard_reads_from_the_source_that_is_set_up() -> None:
    provisioned = yaml.safe_load(
        (DEPLOY / "grafana" / "provisioning" / "datasources" / "prometheus.yaml").read_text()
    )
    [source] = provisioned["datasources"]
    assert {panel["datasource"]["uid"] for panel in PANELS} == {source["uid"]}
