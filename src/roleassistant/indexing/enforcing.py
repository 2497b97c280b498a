"""One ingest under one policy: how documents are read by it, and whether each rule is about one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from roleassistant.errors import VisibilityUnclear
from roleassistant.indexing.policy import Policy, Rule
from roleassistant.indexing.restricting import read_for_viewers
from roleassistant.indexing.stored_document import StoredDocument
from roleassistant.reading.document import Document
from roleassistant.reading.reading import Reading

# What stands between the readers' version and the digest of the policy, where there is one.
_BY_POLICY = "+visibility/"


class Enforcement:
    """The policy of an ingest, and what came of it so far."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._unclear: set[Path] = set()
        # That `files` alone name something was looked up on disk.
        self._unused: set[Rule] = {one for one in policy.rules if one.roles or one.sections}

    def read(
        self,
        document: Document,
        file: Path,
        reader: Callable[[Document], Reading],
        readers: str,
        ingested_at: str,
    ) -> StoredDocument:
        """Read `document` for all viewers. Raises as `read_for_viewers` does."""
        try:
            found = read_for_viewers(document, file, self.policy, reader, readers, ingested_at)
        except VisibilityUnclear:
            self._unclear.add(file)
            raise
        self._unused -= found.rules
        return found.document

    def readers(self, version: str) -> str:
        """What a document is read by: readers of this version, under this policy."""
        return f"{version}{_BY_POLICY}{self.policy.digest}" if self.policy.digest else version

    def reads_otherwise(self, readers: str) -> bool:
        """Whether what `readers` read was read when other rules said who may see it."""
        return readers.partition(_BY_POLICY)[2] != self.policy.digest

    def may_keep(self, file: Path, readers: str) -> bool:
        """Whether an earlier reading of a file that cannot be read now may go on answering: not
        where it may be seen by others by now, or nobody can tell by whom."""
        return file not in self._unclear and not self.reads_otherwise(readers)

    def keep(self, document: StoredDocument) -> None:
        """Take note of a document that was not read again."""
        if self._unused:
            for profile in document.decoded:
                self._unused -= {
                    rule
                    for rule in self._unused
                    if rule.names_page(Path(document.file), profile)
                    and (not rule.sections or any(map(rule.names_section, profile.sections)))
                }

    def slip(self) -> str | None:
        """What is wrong with a rule that was about nothing: a slip of the pen, and what it meant
        would be open."""
        if not self._unused:
            return None
        rule = min(self._unused, key=str)
        return (
            f"{rule.manifest}: {rule} is about no page that the index would hold, so that what it "
            f"was to restrict would be visible to all. Mend or remove the rule, or ingest what it "
            f"is about as well."
        )
