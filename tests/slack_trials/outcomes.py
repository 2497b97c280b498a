"""What became of a question: answered, told that it is busy, told that it failed, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.apps.slack.scenarios.sessions import answer_ids

from roleassistant.apps.slack.blocks.notices import busy
from roleassistant.apps.slack.demo.server import FakeSlack
from roleassistant.apps.slack.demo.workspace import Message

BUSY = busy().text
_BEGINNING = 60


@dataclass
class Outcomes:
    """Counts of questions."""

    answered: int = 0
    busy: int = 0
    told: int = 0
    lost: int = 0
    doubled: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def asked(self) -> int:
        return self.answered + self.busy + self.told + self.lost + self.doubled

    def add_private(self, texts: list[str], acknowledgement: str) -> None:
        """Judge what a command was answered, with its acknowledgement and after it."""
        if BUSY in acknowledgement:
            self.busy += 1
            self.doubled += bool(texts)
        elif len(set(texts)) != len(texts):
            self.doubled += 1
        elif any("could not" not in text for text in texts):
            self.answered += 1
        elif texts or "could not" in acknowledgement:
            self.told += 1
        else:
            self.lost += 1

    def add(self, said: list[Message]) -> None:
        """Judge what was said to one question."""
        named = [name for name in answer_ids(said) if not name.startswith("job-")]
        # A stream carries no id; where it failed, what is delivered after it is of the same answer.
        streamed = any(message.stream_ended and message.shown for message in said)
        answers = max(len(named), int(streamed))
        is_busy = sum(message.text == BUSY for message in said)
        failures = sum("could not answer" in message.text for message in said)
        if answers + is_busy + min(1, failures) > 1 or _repeats(said):
            self.doubled += 1
            self.examples.append(" // ".join(message.text[:60] for message in said))
        elif answers:
            self.answered += 1
        elif is_busy:
            self.busy += 1
        elif failures:
            self.told += 1
        else:
            self.lost += 1


def _repeats(said: list[Message]) -> bool:
    """Whether a part of an answer was posted twice."""
    parts = [str((message.metadata or {}).get("event_payload")) for message in said]
    known = [part for part in parts if part != "None"]
    return len(known) != len(set(known)) or _streamed_twice(said)


def _streamed_twice(said: list[Message]) -> bool:
    """Whether what a stream began with stands somewhere again."""
    for message in said:
        begins = _letters(message.markdown)[:_BEGINNING]
        times = sum(_letters(other.shown).count(begins) for other in said)
        if begins and times > 1:
            return True
    return False


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def by_response_url(slack: FakeSlack) -> dict[str, list[str]]:
    """The texts that were sent to each response_url and taken, by its address."""
    found: dict[str, list[str]] = {}
    for name, body, status in slack.response_urls.answers:
        if status == 200:
            found.setdefault(name, []).append(str(body.get("text", "")))
    return found
