"""What is counted while the bot runs, as Prometheus reads it. No text of a message is in it."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

_ACK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
_ANSWER = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0)


class Metrics:
    """Of one bot: two in one process do not share them."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.events = Counter(
            "roleassistant_slack_events",
            "Events by what became of them: queued, taken_before, full, not_for_us, refused.",
            ["outcome"],
            registry=self.registry,
        )
        self.accepting = Histogram(
            "roleassistant_slack_accept_seconds",
            "From receiving an event to its job being stored, which is when it is acknowledged.",
            buckets=_ACK,
            registry=self.registry,
        )
        self.jobs = Counter(
            "roleassistant_slack_jobs",
            "Jobs by how they ended: answered, failed, cancelled, postponed, given_up.",
            ["kind", "end"],
            registry=self.registry,
        )
        self.answering = Histogram(
            "roleassistant_slack_answer_seconds",
            "From an event being stored to its answer being posted.",
            buckets=_ANSWER,
            registry=self.registry,
        )
        self.refusals = Counter(
            "roleassistant_slack_api_errors",
            "Calls of the Web API that Slack refused.",
            ["error"],
            registry=self.registry,
        )
        self.waiting = Gauge(
            "roleassistant_slack_queue_depth", "Jobs not done.", registry=self.registry
        )
        self.running = Gauge(
            "roleassistant_slack_jobs_running", "Jobs being done here.", registry=self.registry
        )
        self.connected = Gauge(
            "roleassistant_slack_socket_connected",
            "1 while the Socket Mode connection is open.",
            registry=self.registry,
        )

    def text(self) -> bytes:
        """All of it, in Prometheus's text format."""
        return generate_latest(self.registry)
