"""The same per-article work over shards, on many processes: `findings` of the pipeline, spread.

An article's findings depend on that article alone, so it does not matter who reads it or when: the record is the same as from
one process. A worker that dies takes nothing along: what it had not handed in is read again, here.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from accordingto import pipeline
from accordingto.model import Article, Findings, Rejection

SHARD = 20  # articles handed to a worker at once: small enough that progress shows, large enough that hand-over costs little
WORTH_SPREADING = 150  # articles below which starting processes (about 3 s each) costs more than it gains


def workers_for(count: int, wanted: int | None = None) -> int:
    """How many processes should read `count` articles: as many as wanted, else the machine's cores once it is worth it."""
    if wanted is not None:
        return max(1, wanted)
    return (os.cpu_count() or 1) if count >= WORTH_SPREADING else 1


def reader(workers: int | None = None) -> pipeline.Reader:
    """A reader that spreads a pile over processes; see `workers_for`."""

    def read(articles: Sequence[Article], model: bool) -> Iterator[Findings | Rejection]:
        number = workers_for(len(articles), workers)
        if number == 1 or len(articles) <= 1:
            yield from pipeline.findings(articles, model)
        else:
            yield from _spread(articles, model, number)

    return read


def _shard(articles: Sequence[Article], model: bool, knowledge: str) -> list[Findings | Rejection]:
    with pipeline.knowing(knowledge):
        return list(pipeline.findings(articles, model))


def _spread(articles: Sequence[Article], model: bool, workers: int) -> Iterator[Findings | Rejection]:
    shards = [articles[start : start + SHARD] for start in range(0, len(articles), SHARD)]
    missing = set(range(len(shards)))
    try:
        with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
            jobs = {pool.submit(_shard, shard, model, pipeline.at_hand()): number for number, shard in enumerate(shards)}
            for job in as_completed(jobs):
                found = job.result()
                missing.discard(jobs[job])
                yield from found
    except BrokenProcessPool:
        for number in sorted(missing):
            yield from pipeline.findings(shards[number], model)
