"""The metrics that Prometheus reads are those that the documents name."""

import re
from pathlib import Path

from bot.metrics import Meter, heard_by, meter
from bot.prometheus import Figures, Prometheus

PAGE = Path(__file__).parent.parent / "docs" / "monitoring.md"


def sample(text: str, name: str) -> float:
    (found,) = re.findall(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(found)


def test_the_document_names_each_metric_with_its_kind_and_no_other() -> None:
    described = re.findall(
        r"^\| `(kneecheck_\w+)` \| (\w+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    told = Prometheus().text(None).decode()
    kinds = re.findall(r"^# TYPE (kneecheck_\w+) (\w+)$", told, re.MULTILINE)
    assert sorted(described) == sorted(each for each in kinds if not each[0].endswith("_created"))


def test_what_is_heard_is_told() -> None:
    prometheus = Prometheus()
    with heard_by(prometheus):
        meter().update_handled("message", 0.02)
        meter().request_refused(403)
        meter().called("sendMessage", "ok", 0.1)
        meter().held_back("reply", 1)
        meter().job_ended("ask", "done")
        meter().question_sent(3)
        meter().missed(2)
        meter().transaction("log_workout", "ok", 0.001)
    meter().missed(40)  # nobody listens any more
    told = prometheus.text(Figures(7, 3, 1.5, 2, 3, 10)).decode()
    expected = {
        'kneecheck_update_seconds_count{kind="message"}': 1,
        'kneecheck_updates_refused_total{status="403"}': 1,
        'kneecheck_call_seconds_count{method="sendMessage",result="ok"}': 1,
        'kneecheck_rate_limit_wait_seconds_sum{urgency="reply"}': 1,
        'kneecheck_job_results_total{kind="ask",result="done"}': 1,
        "kneecheck_question_lag_seconds_sum": 3,
        "kneecheck_missed_check_ins_total": 2,
        'kneecheck_transaction_seconds_count{result="ok",service="log_workout"}': 1,
        "kneecheck_jobs_waiting": 7,
        "kneecheck_jobs_due": 3,
        "kneecheck_oldest_due_seconds": 1.5,
        "kneecheck_updates_waiting": 2,
        "kneecheck_replicas": 3,
        "kneecheck_messages_per_second": 10,
    }
    assert {name: sample(told, name) for name in expected} == expected


def test_without_a_listener_nothing_is_made_of_anything() -> None:
    assert type(meter()) is Meter
