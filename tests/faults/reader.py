"""A process that asks all the while and checks every answer: `python -m tests.faults.reader`.

Every statement of a test corpus names its edition, so an answer from two generations shows. Ends
when its stdin closes, and then prints what it saw as JSON.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

from tests.faults.process import ROOT, environment
from tests.indexing.fake_encoder import FakeEncoder

from roleassistant.indexing.generation import Generation
from roleassistant.indexing.library import Library

EDITION = re.compile(r"edition(\d+)")


def edition_of(generation: Generation) -> int:
    """The one edition that a generation holds, found in every way that a question may go.

    Raises:
        AssertionError: it is not whole, or holds two.
    """
    everything = generation.select()
    counts = generation.manifest.counts
    assert len(everything) == counts.chunks, "statements are missing"
    assert [chunk.row for chunk in everything] == list(range(1, counts.chunks + 1))
    editions = set[str]()
    for chunk in everything:
        editions |= set(EDITION.findall(chunk.statement.text + chunk.title))
    for role in generation.roles:
        editions |= set(EDITION.findall(role.title))
    for name in generation.names:
        editions |= set(EDITION.findall(name.text))
    assert len(editions) == 1, f"a mixture of editions {sorted(editions)}"
    (edition,) = editions
    fake = FakeEncoder()
    for role in generation.roles:
        for row, _ in generation.search_vectors(fake.encode_question(role.title), 5, role.rows):
            assert row in role.rows
        assert generation.search_words([f"edition{edition}"], 5, role.rows), "words are missing"
    nearest = generation.search_vectors(fake.encode_question("Does task 1"), 5)
    assert len(generation.chunks(row for row, _ in nearest)) == 5, "vectors are missing"
    return int(edition)


def start(index: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.reader", str(index)],
        env=environment(),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def main(index: Path) -> None:
    stopped: list[bool] = []
    Thread(target=lambda: stopped.append(bool(sys.stdin.read()) or True), daemon=True).start()
    library = Library(index)
    checks, faults, editions, numbers = 0, list[str](), list[int](), list[int]()
    while not stopped:
        try:
            generation = library.open()
            edition = edition_of(generation)
            if generation.warnings:
                faults.append(f"warned: {generation.warnings}")
        except Exception as problem:  # noqa: BLE001 - whatever it is, the test shows it
            faults.append(f"{type(problem).__name__}: {problem}")
            continue
        checks += 1
        time.sleep(0.005)  # two cores, and the writer needs one
        if not numbers or numbers[-1] != generation.number:
            numbers.append(generation.number)
            editions.append(edition)
    print(
        json.dumps(
            {"checks": checks, "faults": faults[:5], "numbers": numbers, "editions": editions}
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
