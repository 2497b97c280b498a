"""A suite: cases, the profiles that they are asked of, and what the gate asks for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from roleassistant.evaluation.suites.case import Case, Strict


class Corpus(Strict):
    """Profiles that are ingested for a suite: folders or files, relative to the file that names
    them. Where they are not there, the cases of an `optional` corpus are skipped."""

    sources: Annotated[tuple[Path, ...], Field(min_length=1)]
    optional: bool = False


class Threshold(Strict):
    """What a metric has to reach over the cases of the suite."""

    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _bounds(self) -> Threshold:
        if self.at_least is None and self.at_most is None:
            raise ValueError("a threshold needs at_least or at_most")
        return self


class Settings(Strict):
    """What a header says of one suite. `files` are patterns of JSONL files beside the header."""

    name: Annotated[str, Field(pattern=r"^[\w][\w.-]*$")]
    files: Annotated[tuple[str, ...], Field(min_length=1)]
    about: str = ""
    corpus: str | None = None
    gate: dict[str, Threshold] = Field({})


class Header(Strict):
    """suites.yaml: the corpora and the suites of a folder."""

    corpora: dict[str, Corpus] = Field({})
    suites: tuple[Settings, ...] = ()


class Whole(Strict):
    """A suite that is one YAML file."""

    name: Annotated[str, Field(pattern=r"^[\w][\w.-]*$")]
    about: str = ""
    corpora: dict[str, Corpus] = Field({})
    corpus: str | None = None
    gate: dict[str, Threshold] = Field({})
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite that can be run: every case has its corpus, whose sources are absolute paths."""

    name: str
    about: str
    files: tuple[Path, ...]
    corpora: dict[str, Corpus]
    gate: dict[str, Threshold]
    cases: tuple[Case, ...]

    @property
    def sha256(self) -> str:
        """Of the cases as they were read: comments and the order of fields do not matter."""
        lines = "\n".join(case.model_dump_json() for case in self.cases)
        return hashlib.sha256(lines.encode()).hexdigest()
