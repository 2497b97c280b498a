"""Runs suites into a folder, case by case, so that a kill loses at most the case at hand."""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from platform import python_version

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.writer import Writer
from roleassistant.errors import UsageError
from roleassistant.evaluation.run import environment, files
from roleassistant.evaluation.run.asking import Asker
from roleassistant.evaluation.run.corpora import (
    OWN_INDEX,
    OpenCorpus,
    corpora_of,
    is_there,
    open_ingested,
    open_own_index,
    sources_digest,
)
from roleassistant.evaluation.run.result import (
    REPORT_FILE,
    RESULTS_FILE,
    SUMMARY_FILE,
    CaseResult,
    RunInfo,
    SuiteInfo,
    Summary,
)
from roleassistant.evaluation.run.summing import summary_of
from roleassistant.evaluation.scorers.scorer import Scorer
from roleassistant.evaluation.scorers.spending import spent_by
from roleassistant.evaluation.suites.case import Case
from roleassistant.evaluation.suites.suite import Suite
from roleassistant.indexing.durable import replace_text
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.generation import Generation
from roleassistant.indexing.progress import NoProgress, Progress

_log = logging.getLogger(__name__)
RUN_FILE = "run.json"
_INDEXES = ".indexes"


@dataclass(frozen=True)
class Chain:
    """What is measured, and by what.

    `own_index` opens the person's own index, for cases that name no corpus. `scorer` gives the
    scorer for one index, by `scorer_name`; `answerer` and `prompts` are recorded.
    """

    encoder: Callable[[], Encoder]
    own_index: Callable[[], Assistant]
    scorer: Callable[[Generation], Scorer]
    scorer_name: str
    answerer: str
    writer: Writer | None = None
    prompts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done. `only` takes the cases that it is true of."""

    seed: int = 0
    workers: int = 1
    only: Callable[[Case], bool] = lambda case: True


@dataclass(frozen=True, slots=True)
class _Job:
    suite: str
    case: Case
    corpus: str


def run(
    suites: Sequence[Suite],
    chain: Chain,
    folder: Path,
    options: Options,
    progress: Progress | None = None,
    tell: Callable[[str], None] = _log.info,
) -> Summary:
    """Ask every case, write results.jsonl and summary.json into `folder`, give the summary.

    Where `folder` holds the beginning of this very run, it is gone on with: `tell` says so. What a
    run of other suites, settings or code has left there is replaced.

    Raises:
        UsageError: no case is left to run, another run is writing there, or the folder holds files
            of something else.
        DocumentError: a corpus cannot be read.
        ServiceError: a service that was asked for does not answer.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone_in(folder):
        return _run(suites, chain, folder, options, progress or NoProgress(), tell)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold the folder of a run. The system lets go of it when the process ends, however."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as problem:
        raise UsageError(
            f"Another run is writing into {folder}. Wait until it is done, or name another folder "
            f"with --out."
        ) from problem
    finally:
        os.close(handle)


def _run(
    suites: Sequence[Suite],
    chain: Chain,
    folder: Path,
    options: Options,
    progress: Progress,
    tell: Callable[[str], None],
) -> Summary:
    started, clock = datetime.now(UTC), time.monotonic()
    corpora = corpora_of(suites)
    present = {name: corpus for name, corpus in corpora.items() if is_there(corpus)}
    jobs, skipped = _jobs(suites, options, set(corpora) - set(present))
    if not jobs:
        raise UsageError(f"There is no case to run. {' '.join(skipped)}".strip())
    opened = {}
    if any(job.corpus == OWN_INDEX for job in jobs):
        opened[OWN_INDEX] = open_own_index(chain.own_index(), chain.encoder)
    asked_of = (
        sources_digest(present.values()),
        *(c.info.texts_sha256 for c in opened.values()),
        # Judged by the pages as they are now, which the index may not have seen yet.
        *(p.document.sha256 for c in opened.values() for p in c.pages.by_path.values()),
    )
    identity = _identity(jobs, chain, options, asked_of)
    resumed = _prepare(folder, identity, tell)
    opened |= {
        name: open_ingested(
            name, present[name], folder / _INDEXES / name, chain.encoder, chain.writer, progress
        )
        for name in present
        if any(job.corpus == name for job in jobs)
    }
    for corpus in opened.values():
        skipped += [
            f"Not read, of the corpus {corpus.name}: {problem}" for problem in corpus.unread
        ]
    for line in skipped:
        tell(line)
    askers = {
        name: Asker(corpus, chain.scorer(corpus.generation)) for name, corpus in opened.items()
    }
    done = {result.key: result for result in resumed}
    left = [job for job in jobs if (job.suite, job.case.id) not in done]
    if done:
        tell(f"Going on with the run in {folder}: {len(done)} of {len(jobs)} cases are there.")
    progress.stage("asking", len(jobs))
    progress.advance(len(done))
    with (folder / RESULTS_FILE).open("ab") as file:
        for result in _asked(left, askers, options.workers):
            files.append(file, result)
            done[result.key] = result
            progress.advance(1)
    results = [done[job.suite, job.case.id] for job in jobs]
    first = next(iter(askers.values())).scorer
    info = RunInfo(
        version=environment.version(),
        code=environment.code_digest(),
        python=python_version(),
        platform=environment.machine(),
        processors=environment.processors(),
        packages=environment.packages(),
        answerer=chain.answerer,
        scorer=first.name,
        scorer_identity=first.identity,
        seed=options.seed,
        workers=options.workers,
        suites=tuple(_info(suite, jobs) for suite in suites if _has(suite, jobs)),
        corpora=tuple(corpus.info for corpus in opened.values()),
        prompts=dict(chain.prompts),
        skipped=tuple(skipped),
        started_at=started.isoformat(timespec="seconds"),
        seconds=round(time.monotonic() - clock, 3),
        scorer_spent=spent_by(first),
    )
    summary = summary_of(results, {suite.name: suite.gate for suite in suites}, info)
    files.write_summary(folder, summary)
    for corpus in opened.values():
        corpus.assistant.library.close()
    shutil.rmtree(folder / _INDEXES, ignore_errors=True)
    return summary


def _jobs(
    suites: Sequence[Suite], options: Options, missing: set[str]
) -> tuple[list[_Job], list[str]]:
    jobs, absent, drafts = [], dict.fromkeys(sorted(missing), 0), 0
    for suite in suites:
        for case in suite.cases:
            if not options.only(case):
                continue
            if case.draft:
                drafts += 1
            elif case.corpus in absent:
                absent[case.corpus] += 1
            else:
                jobs.append(_Job(suite.name, case, case.corpus or OWN_INDEX))
    skipped = [
        f"Skipped {count} cases of the corpus {name}: its profiles are not on this machine."
        for name, count in absent.items()
        if count
    ]
    if drafts:
        skipped.append(f"Skipped {drafts} drafts that nobody has confirmed yet (draft: true).")
    return jobs, skipped


def _asked(jobs: Sequence[_Job], askers: Mapping[str, Asker], workers: int) -> Iterator[CaseResult]:
    """The results, in the order of the jobs, so that two runs write the same."""
    if workers == 1:
        for job in jobs:
            yield askers[job.corpus].ask(job.case, job.suite)
        return
    pool = ThreadPoolExecutor(workers)
    try:
        waiting: list[Future[CaseResult]] = []
        for job in jobs:
            waiting.append(pool.submit(askers[job.corpus].ask, job.case, job.suite))
            if len(waiting) >= 2 * workers:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()
    finally:
        # After Ctrl-C what was not begun is not begun any more.
        pool.shutdown(cancel_futures=True)


def _prepare(folder: Path, identity: str, tell: Callable[[str], None]) -> list[CaseResult]:
    """Make the folder ready; the results that are kept of a run that was broken off."""
    run_file, results = folder / RUN_FILE, folder / RESULTS_FILE
    folder.mkdir(parents=True, exist_ok=True)
    if not run_file.exists():
        foreign = [name for name in (RESULTS_FILE, SUMMARY_FILE) if (folder / name).exists()]
        if foreign:
            raise UsageError(
                f"{folder} holds a {foreign[0]} that no run of this program wrote (there is no "
                f"{RUN_FILE}). Name another folder with --out."
            )
    elif not (folder / SUMMARY_FILE).exists() and _identity_in(run_file) == identity:
        files.keep_whole_lines(results)
        return files.read_results(folder) if results.exists() else []
    else:
        finished = (
            "a finished run" if (folder / SUMMARY_FILE).exists() else "the beginning of a run"
        )
        tell(f"{folder} held {finished}, which this one replaces.")
    shutil.rmtree(folder / _INDEXES, ignore_errors=True)
    # The summary goes first: with it, results would look like those of a finished run.
    for file in (SUMMARY_FILE, REPORT_FILE):
        (folder / file).unlink(missing_ok=True)
    results.unlink(missing_ok=True)
    replace_text(run_file, json.dumps({"identity": identity}) + "\n")
    return []


def _identity_in(run_file: Path) -> str | None:
    try:
        found = json.loads(run_file.read_text("utf-8"))["identity"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return found if isinstance(found, str) else None


def _identity(jobs: Sequence[_Job], chain: Chain, options: Options, asked_of: Sequence[str]) -> str:
    """Of everything that decides what comes out."""
    digest = hashlib.sha256()
    for part in (
        environment.code_digest(),
        *(f"{job.suite} {job.corpus} {job.case.model_dump_json()}" for job in jobs),
        chain.answerer,
        str(sorted(chain.prompts.items())),
        str(sorted(environment.packages().items())),
        chain.scorer_name,
        str(options.seed),
        *asked_of,
    ):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()


def _has(suite: Suite, jobs: Sequence[_Job]) -> bool:
    return any(job.suite == suite.name for job in jobs)


def _info(suite: Suite, jobs: Sequence[_Job]) -> SuiteInfo:
    return SuiteInfo(
        name=suite.name,
        about=suite.about,
        files=tuple(file.name for file in suite.files),
        sha256=suite.sha256,
        cases=sum(job.suite == suite.name for job in jobs),
    )


__all__ = ["RUN_FILE", "Chain", "OpenCorpus", "Options", "run"]
