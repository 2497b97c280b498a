"""Word lists as patterns: which terms a text holds, and where the same words mean another thing.

A list is a TOML file under `words/`. Of each term it gives the forms (`*` at the end stands for any
ending, a blank or a hyphen for either) or a pattern; what stands right before or behind
(`unless_before`, `unless_after`, `only_after`), or anywhere in the sentence (`unless_in`,
`only_in`), decides whether it is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from roleassistant.recruiting.lint.post import Block
from roleassistant.recruiting.lint.rule import Hit, table

LISTS = tuple(
    f"{name}.toml"
    for name in (
        "gendered-term restricted-group age-limit age exclusionary ableist physical-demand persons "
        "jargon overwork vague"
    ).split()
)

_APOSTROPHE = "['’]"


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a list."""

    rule: str
    pattern: re.Pattern[str]
    instead: str
    why: str = ""
    unless_before: re.Pattern[str] | None = None
    unless_after: re.Pattern[str] | None = None
    only_after: re.Pattern[str] | None = None
    unless_in: re.Pattern[str] | None = None
    only_in: re.Pattern[str] | None = None
    only_parts: tuple[str, ...] = ()

    def hits(self, block: Block) -> Iterator[Hit]:
        """Where the term stands in the block and is meant."""
        if self.only_parts and block.part not in self.only_parts:
            return
        for found in self.pattern.finditer(block.text):
            if self._is_meant(block, found.start(), found.end()):
                yield Hit(
                    self.rule,
                    block,
                    found.start(),
                    found.end(),
                    self.why,
                    f"Instead: {self.instead}.",
                )

    def _is_meant(self, block: Block, start: int, end: int) -> bool:
        behind = block.text[end:].lstrip(" ")
        if self.unless_after and self.unless_after.match(behind):
            return False
        if self.only_after and not self.only_after.match(behind):
            return False
        if self.unless_before and self.unless_before.search(block.text[:start]):
            return False
        if self.unless_in or self.only_in:
            sentence = block.sentence_at(start)
            if self.unless_in and self.unless_in.search(sentence):
                return False
            if self.only_in and not self.only_in.search(sentence):
                return False
        return True


def forms_as_pattern(forms: list[str]) -> re.Pattern[str]:
    """One pattern for all forms, the longest first."""
    alternatives = "|".join(_form(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w])(?!-\w)", re.IGNORECASE)


def _form(form: str) -> str:
    stem = form.endswith("*")
    text = re.escape(form.removesuffix("*")).replace("’", "'").replace("'", _APOSTROPHE)
    text = re.sub(r"(?:\\ |\\-)+", r"[\\s‑-]+", text)
    return text + (r"[\w]*" if stem else "")


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """The terms of all lists, in their order."""
    found = []
    for name in LISTS:
        read = table(name)
        found += [term_of(entry, read.get("rule", "")) for entry in read["term"]]
    return tuple(found)


def term_of(entry: dict[str, object], rule: str = "") -> Term:
    """The term that an entry of a list describes."""
    forms = entry.get("forms")
    contexts = {
        key: re.compile(_anchored(key, str(entry[key])), re.IGNORECASE)
        for key in ("unless_before", "unless_after", "only_after", "unless_in", "only_in")
        if key in entry
    }
    parts = entry.get("only_parts", ())
    return Term(
        rule=str(entry.get("rule", rule)),
        pattern=forms_as_pattern([str(form) for form in forms])
        if isinstance(forms, list)
        else re.compile(str(entry["pattern"]), re.IGNORECASE),
        instead=str(entry.get("instead", "plain words")),
        why=str(entry.get("why", "")),
        only_parts=tuple(str(part) for part in parts) if isinstance(parts, list) else (),
        **contexts,
    )


def _anchored(key: str, pattern: str) -> str:
    if key == "unless_before":
        return rf"(?:^|(?<=\W))(?:{pattern})$"
    if key.endswith("_after"):
        return rf"(?:{pattern})(?:(?<=\w)\b|(?<!\w))"
    return pattern
