"""Counters and timings in Prometheus' form. Each app has its own: nothing is global."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from answer.keeping import Door, Rating
from answer.model import Answer

_BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.3, 2.5, 5, 10, 30)


class Metrics:
    """The metrics of an app. Latencies are in seconds."""

    media_type = CONTENT_TYPE_PLAIN_0_0_4

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = self._counter(
            "requests", "HTTP requests by route, method and status.", "route", "method", "status"
        )
        self._latency = self._histogram(
            "request_seconds", "Time from a request to the end of its response.", "route"
        )
        self._answers = self._counter(
            "answers", "Answers; refusals are neither answered nor partial.", "status", "door"
        )
        self._stages = self._histogram("answer_stage_seconds", "Time of answering.", "stage")
        self._feedback = self._counter("feedback", "Feedback on answers.", "rating")
        self._in_hand = self._gauge("requests_in_hand", "Requests being answered now.")
        self._documents = self._gauge("snapshot_documents", "Documents that are served.")
        self._clauses = self._gauge("snapshot_clauses", "Clauses that are served.")
        self._built = self._gauge(
            "snapshot_built_timestamp_seconds", "When the snapshot that is served was built."
        )

    def began(self) -> None:
        """A request has come in."""
        self._in_hand.inc()

    def ended(self, route: str, method: str, status: int, seconds: float) -> None:
        """A response has gone out. ``route`` is the route's pattern, never a path with ids."""
        self._in_hand.dec()
        self._requests.labels(route, method, str(status)).inc()
        self._latency.labels(route).observe(seconds)

    def answered(self, answer: Answer, door: Door) -> None:
        """A question has been answered, or refused."""
        self._answers.labels(answer.status.value, door.value).inc()
        for stage, milliseconds in answer.timings_ms.items():
            self._stages.labels(stage).observe(milliseconds / 1000)

    def rated(self, rating: Rating) -> None:
        """An answer has been rated."""
        self._feedback.labels(rating.value).inc()

    def serves(self, documents: int, clauses: int, built: float) -> None:
        """What the snapshot that serves holds, and when it was built (seconds of the epoch)."""
        self._documents.set(documents)
        self._clauses.set(clauses)
        self._built.set(built)

    def as_text(self) -> bytes:
        """All of it, in Prometheus' text format."""
        return generate_latest(self._registry)

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(f"trolyso_{name}", told, labels, registry=self._registry)

    def _gauge(self, name: str, told: str) -> Gauge:
        return Gauge(f"trolyso_{name}", told, registry=self._registry)

    def _histogram(self, name: str, told: str, *labels: str) -> Histogram:
        return Histogram(f"trolyso_{name}", told, labels, registry=self._registry, buckets=_BUCKETS)
