"""From folders on a person's disk to the public sets that they hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from roleassistant.errors import DocumentError
from roleassistant.evaluation.labelled import aggrefact, claims, ragtruth
from roleassistant.evaluation.labelled.pairs import LabelledSet

# A new format is a function here.
FORMATS: tuple[Callable[[Path], LabelledSet | None], ...] = (
    ragtruth.read,
    claims.read,
    aggrefact.read,
)


def labelled_sets(folder: Path) -> list[LabelledSet]:
    """The set in `folder`, or those in the folders right in it.

    Raises:
        DocumentError: there is none, or one cannot be read, or has nothing to report.
    """
    if not folder.is_dir():
        raise DocumentError(f"{folder} is no folder. Name one that holds a public set.")
    inside = [one for one in sorted(folder.iterdir()) if one.is_dir()]
    found = [
        (place, read_as)
        for place in (folder, *inside)
        if (read_as := next((one for form in FORMATS if (one := form(place))), None))
    ]
    if not found:
        raise DocumentError(
            f"{folder} holds no set that is known: WiCE, FEVER Symmetric, VitaminC, RAGTruth, "
            f"AggreFact or LLM-AggreFact, in the files that these are published in."
        )
    for place, one in found:
        if not one.test:
            raise DocumentError(
                f"{place} has no test split of {one.name}, and only that is reported."
            )
    return [one for _, one in found]
