"""The metrics for Prometheus; docs/monitoring.md has the list."""

from dataclasses import dataclass

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

from bot.metrics import Meter

_QUICK = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_LAG = (0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600)


@dataclass(frozen=True)
class Figures:
    """What is looked up when Prometheus asks."""

    jobs_waiting: int
    jobs_due: int
    oldest_due: float
    updates_waiting: int
    replicas: int
    messages_per_second: float


class Prometheus(Meter):
    """Has a registry of its own, so that there may be several in one process."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)

        def histogram(
            name: str, what: str, *labels: str, buckets: tuple[float, ...] = _QUICK
        ) -> Histogram:
            return Histogram(f"kneecheck_{name}", what, labels, registry=registry, buckets=buckets)

        def counter(name: str, what: str, *labels: str) -> Counter:
            return Counter(f"kneecheck_{name}", what, labels, registry=registry)

        self._updates = histogram("update_seconds", "Handling an update.", "kind")
        self._refused = counter("updates_refused", "Requests turned away.", "status")
        self._calls = histogram("call_seconds", "Calls to Telegram.", "method", "result")
        self._waits = histogram("rate_limit_wait_seconds", "Held back by limits.", "urgency")
        self._jobs = counter("job_results", "Jobs, by how they ended.", "kind", "result")
        self._lag = histogram("question_lag_seconds", "From due to sent.", buckets=_LAG)
        self._missed = counter("missed_check_ins", "Could not be asked in time.")
        self._transactions = histogram(
            "transaction_seconds", "Database transactions.", "service", "result"
        )
        self._figures = {
            name: Gauge(f"kneecheck_{name}", what, registry=registry)
            for name, what in (
                ("jobs_waiting", "Jobs in the table."),
                ("jobs_due", "Jobs whose time has come."),
                ("oldest_due_seconds", "How long the longest waiting of these is due."),
                ("updates_waiting", "Updates stored and not handled yet."),
                ("replicas", "Live replicas."),
                ("messages_per_second", "This replica's share of Telegram's limit."),
            )
        }

    def text(self, figures: Figures | None) -> bytes:
        """What Prometheus reads. Without figures, those of before stay."""
        if figures is not None:
            values = (
                figures.jobs_waiting,
                figures.jobs_due,
                figures.oldest_due,
                figures.updates_waiting,
                figures.replicas,
                figures.messages_per_second,
            )
            for gauge, value in zip(self._figures.values(), values, strict=True):
                gauge.set(value)
        return generate_latest(self._registry)

    def update_handled(self, kind: str, seconds: float) -> None:
        self._updates.labels(kind).observe(seconds)

    def request_refused(self, status: int) -> None:
        self._refused.labels(str(status)).inc()

    def called(self, method: str, result: str, seconds: float) -> None:
        self._calls.labels(method, result).observe(seconds)

    def held_back(self, urgency: str, seconds: float) -> None:
        self._waits.labels(urgency).observe(seconds)

    def job_ended(self, kind: str, result: str) -> None:
        self._jobs.labels(kind, result).inc()

    def question_sent(self, lag: float) -> None:
        self._lag.observe(lag)

    def missed(self, check_ins: int) -> None:
        self._missed.inc(check_ins)

    def transaction(self, service: str, result: str, seconds: float) -> None:
        self._transactions.labels(service, result).observe(seconds)
