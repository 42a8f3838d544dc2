"""How long the reading room takes to answer, page by page, with an invented record of any size.

    python -m benchmarks.reading_room --record FILE [--articles 100000] [--runs 9] [--only TEXT] [--judge]

Makes the record at FILE when there is none, opens the reading room on it (`accordingto serve`, a process of its own), and asks
each page over HTTP: first with the file out of the system's cache, as far as the system lets go of it, then RUNS times. Prints
milliseconds (cold; best, median and 95th percentile of the warm ones; what the server worked for a warm one, which is what
counts on a machine that others use as well), kilobytes, and the ratio of the median to one article fetched by plain SQL
beside it; marks what is over the bar. `--judge` times judgements too, which stay in FILE's log, undone.
"""

from __future__ import annotations

import argparse
import gc
import http.client
import os
import signal
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import accordingto
from benchmarks.reading_room.invented import invented

BAR = 200.0  # milliseconds that a page may take at 100,000 articles
OPENS_WITHIN = 1000.0  # milliseconds
PATIENCE = 120  # seconds to wait for an answer


@dataclass(frozen=True, slots=True)
class Asked:
    """A page that is timed."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Timed:
    """How long it took, in milliseconds."""

    status: int
    kilobytes: float
    cold: float
    best: float
    median: float
    late: float
    worked: float | None


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading_room", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--record", type=Path, required=True, help="the invented record; made when it is not there")
    parser.add_argument("--articles", type=int, default=100_000, help="how many, when it is made")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=9, help="warm requests of each page")
    parser.add_argument("--only", default="", help="pages whose name or address holds this")
    parser.add_argument("--judge", action="store_true", help="time judgements too; each is undone again")
    options = parser.parse_args()
    if not options.record.exists():
        made(options.record, options.articles, options.seed)
    asked = [each for each in pages(options.record) if options.only in each.name or options.only in each.path]
    plain = plain_fetch(options.record)
    print(f"one article by plain SQL: {plain:.3f} ms; {options.record.stat().st_size / 1e9:.1f} GB")
    over, unanswered = 0, []
    with serving(options.record) as (process, address, token, opened):
        print(f"opened after {opened:.0f} ms, {memory(process.pid, 'VmRSS'):.0f} MB" + (" OVER" * (opened > OPENS_WITHIN)))
        heads = " | ".join(f"{each:>7}" for each in ("cold", "best", "median", "p95", "worked", "ratio"))
        print(f"| {'page':44} | {'kB':>6} | {heads} |")
        print(f"|{'-' * 46}|{'-' * 8}|{'-' * 9}|{'-' * 9}|{'-' * 9}|{'-' * 9}|{'-' * 9}|{'-' * 9}|")
        for each in asked:
            found = timed(each, options.record, address, token, options.runs, process.pid)
            if found.status != 200:
                unanswered.append(f"{each.name} ({found.status})")
                continue
            is_over = (found.median if found.worked is None else found.worked) > BAR
            over += is_over
            times = " | ".join(f"{one:7.1f}" for one in (found.cold, found.best, found.median, found.late, found.worked or 0))
            marked = " OVER" if is_over else ""
            print(f"| {each.name:44} | {found.kilobytes:6.0f} | {times} | {found.median / plain:7.0f} |{marked}", flush=True)
        print(
            f"the process held {memory(process.pid, 'VmRSS'):.0f} MB after all, {memory(process.pid, 'VmHWM'):.0f} MB at most"
        )
    if unanswered:
        print(f"skipped, for it was not answered: {', '.join(unanswered)}")
    print(f"{over} of {len(asked) - len(unanswered)} pages over {BAR:.0f} ms (started {time.strftime('%Y-%m-%d')})")
    if options.judge:
        judged(options.record)
    return 0


def made(record: Path, articles: int, seed: int) -> None:
    """Invent a record and write it."""
    begin = time.perf_counter()
    gc.disable()  # some ten million nouns that all stay: looking for circles among them takes most of the time
    contents, originals = invented(articles, seed=seed)
    print(f"invented {articles:,} articles in {time.perf_counter() - begin:.0f} s", flush=True)
    begin = time.perf_counter()
    record.parent.mkdir(parents=True, exist_ok=True)
    accordingto.Record.write(record, contents, originals)
    print(f"written in {time.perf_counter() - begin:.0f} s", flush=True)
    gc.enable()


def plain_fetch(record: Path) -> float:
    """Milliseconds, in the median, to fetch a whole article by its id over an open connection."""
    with closing(sqlite3.connect(f"{record.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        ids = [id for (id,) in connection.execute("SELECT id FROM article ORDER BY id LIMIT 500")]
        taken = []
        for id in ids:
            begin = time.perf_counter()
            connection.execute("SELECT * FROM article WHERE id = ?", (id,)).fetchone()
            taken.append(time.perf_counter() - begin)
    return statistics.median(taken) * 1000


# ------------------------------------------------------------------------------------------------------------ what is asked


def pages(record: Path) -> list[Asked]:
    """The pages that are asked for: each view as one comes to it, and with what is hardest in this record."""
    with accordingto.Record.open(record) as held:

        def one(question: str) -> str:
            return str(next(held.select(question), ("",))[0])

        largest = one("SELECT id FROM claim ORDER BY reports DESC, n LIMIT 1")
        disputed = one("SELECT id FROM claim WHERE contested ORDER BY reports DESC, n LIMIT 1")
        usual = one("SELECT id FROM claim WHERE reports = 8 ORDER BY n LIMIT 1")
        kin = one(
            "SELECT origin FROM derivation WHERE relation <> 'same_origin' GROUP BY origin ORDER BY count(*) DESC LIMIT 1"
        )
        middle = one("SELECT id FROM article ORDER BY n LIMIT 1 OFFSET (SELECT count(*) / 2 FROM article)")
        statement = one(f"SELECT id FROM statement WHERE article = '{middle}' ORDER BY n LIMIT 1")
        source = one("SELECT entity FROM statement_link WHERE entity IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
        small = one("SELECT entity FROM statement_link WHERE entity IS NOT NULL GROUP BY 1 HAVING count(*) = 12 LIMIT 1")
        place = one("SELECT place_entity FROM event_mention WHERE place_entity <> '' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
        actor = one("SELECT entity FROM mention WHERE entity <> '" + place + "' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
        rare = one("SELECT entity FROM mention GROUP BY 1 HAVING count(*) = 7 LIMIT 1")
        rare_name = one(f"SELECT name FROM entity WHERE id = '{rare}'").split()[-1]
        outlet = one("SELECT outlet FROM article GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
        event = one("SELECT id FROM event ORDER BY reports DESC, n LIMIT 1")
        series = one("SELECT id FROM series ORDER BY length(points) DESC LIMIT 1")
        origin = one("SELECT origin FROM derivation WHERE relation = 'same_origin' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
    asked = [
        Asked("overview", "/"),
        Asked("overview again", "/"),
        Asked("article", f"/a/{middle}"),
        Asked("article, one statement", f"/a/{middle}?s={statement}"),
        Asked("article with the most copies", f"/a/{kin}"),
        Asked("claim of 8 reports", f"/c/{usual}"),
        Asked("claim, the largest", f"/c/{largest}"),
        Asked("claim, the largest disputed", f"/c/{disputed}"),
    ]
    hard = {
        "": {},
        "page 50": {"page": "50"},
        "a frequent word": {"q": "market"},
        "two frequent words": {"q": "market tower"},
        "a rare word": {"q": rare_name},
        "outlet": {"outlet": outlet},
        "language": {"lang": "en"},
        "the commonest source": {"source": source},
        "a source": {"source": small},
        "a nameless source": {"source": "name:a resident"},
        "the commonest name": {"actor": actor},
        "a rare name": {"actor": rare},
        "the commonest place": {"place": place},
        "the largest event": {"event": event},
        "a month": {"from": "2031-05", "to": "2031-05"},
        "a year": {"from": "2031", "to": "2031"},
        "outlet, year and word": {"outlet": outlet, "from": "2031", "to": "2031", "q": "market"},
    }
    for view, path in (
        ("articles", "/a"), ("claims", "/claims"), ("figures", "/figures"), ("events", "/events"), ("timeline", "/timeline"),
        ("map", "/map"), ("sources", "/sources"), ("names", "/entities"),
    ):  # fmt: skip
        asked += [Asked(f"{view}: {name}" if name else view, _with(path, query)) for name, query in hard.items()]
    asked += [
        Asked("articles: latest first, page 500", "/a?sort=last&page=500"),
        Asked("articles: by outlet", "/a?sort=outlet"),
        Asked("claims: page 2000", "/claims?page=2000"),
        Asked("claims: disputed", "/claims?status=disputed"),
        Asked("claims: single origin", "/claims?status=single+origin"),
        Asked("claims: corroborated, by origins", "/claims?status=corroborated&sort=origins"),
        Asked("claims: at least 3 origins", "/claims?min_origins=3"),
        *(Asked(f"claims: by {sort}", f"/claims?sort={sort}") for sort in ("reports", "origins", "first", "last")),
        Asked("claims: accepted", "/claims?layer=accepted"),
        Asked("figures: killed", "/figures?counted=killed"),
        Asked("figure series, the longest", f"/f/{series}"),
        Asked("event, the largest", f"/e/{event}"),
        Asked("source, the commonest", f"/s/{source}"),
        Asked("source, seldom", f"/s/{small}"),
        Asked("source, the commonest origin", f"/s/{origin}"),
        Asked("source without a name", f"/s/{quote('name:a resident', safe='')}"),
        Asked("outlets", "/sources?tab=outlets"),
        Asked("outlet, the largest", f"/o/{quote(outlet, safe='')}"),
        Asked("name, the commonest", f"/n/{actor}"),
        Asked("name, seldom", f"/n/{rare}"),
        Asked("place, the commonest", f"/n/{place}"),
        Asked("search: a frequent word", "/search?q=market"),
        Asked("search: two frequent words", "/search?q=market+tower"),
        Asked("search: a rare word", f"/search?q={quote(rare_name)}"),
        Asked("search: no such word", "/search?q=xyzzyx"),
        Asked("review", "/review"),
        Asked("inputs", "/inputs"),
        Asked("build", "/build"),
        Asked("about", "/about"),
        Asked("api: claims", "/api/claims"),
        Asked("api: claim, the largest", f"/api/c/{largest}"),
        Asked("api: article with the most copies", f"/api/a/{kin}"),
        Asked("api: counts", "/api/counts"),
    ]
    return asked


def _with(path: str, query: dict[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path


# ----------------------------------------------------------------------------------------------------------------- asking


@contextmanager
def serving(record: Path) -> Iterator[tuple[subprocess.Popen[str], str, str, float]]:
    """A reading room in a process of its own: with its address, the token for programs, and how long it took to open."""
    begin = time.perf_counter()
    command = [sys.executable, "-c", "from accordingto.cli import main; main()", "serve", str(record), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        assert process.stderr
        login = process.stdout.readline()
        opened = (time.perf_counter() - begin) * 1000
        said = process.stderr.readline()
        if not login:
            raise SystemExit(f"the reading room did not open: {said}{process.stderr.read()}")
        token = said.split()[-1]
        yield process, urlsplit(login).netloc, token, opened
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def timed(asked: Asked, record: Path, address: str, token: str, runs: int, process: int) -> Timed:
    """One page, cold and then warm."""
    forget(record)
    status, size, cold = ask(asked.path, address, token)
    begin = worked(process)
    warm = sorted(ask(asked.path, address, token)[2] for _ in range(runs if status == 200 else 1))
    end = worked(process)
    late = warm[min(len(warm) - 1, round(0.95 * (len(warm) - 1)))]
    return Timed(status, size / 1000, cold, warm[0], statistics.median(warm), late, (end - begin) / len(warm) if end else None)


def ask(path: str, address: str, token: str) -> tuple[int, int, float]:
    """Status, bytes and milliseconds of one answer."""
    with closing(http.client.HTTPConnection(address, timeout=PATIENCE)) as connection:
        begin = time.perf_counter()
        connection.request("GET", path, headers={"authorization": f"Bearer {token}", "accept": "text/html"})
        answer = connection.getresponse()
        size = len(answer.read())
        return answer.status, size, (time.perf_counter() - begin) * 1000


def forget(record: Path) -> None:
    """Let the system's cache go of the record's file, where the system knows how."""
    if hasattr(os, "posix_fadvise"):
        handle = os.open(record, os.O_RDONLY)
        try:
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)


def worked(process: int) -> float:
    """Milliseconds that a process has worked so far, all its threads together; nought where the system does not tell."""
    found = 0
    for file in Path(f"/proc/{process}/task").glob("*/schedstat"):
        try:
            found += int(file.read_text(encoding="ascii").split()[0])
        except OSError:
            continue  # a thread that has just ended
    return found / 1e6


def memory(process: int, what: str) -> float:
    """Megabytes of a process; nought where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{what}:")), 0.0)


# ---------------------------------------------------------------------------------------------------------------- judging


def judged(record: Path) -> None:
    """Pass one judgement of a kind after another, and undo each."""
    with accordingto.Record.open(record) as held:

        def one(question: str) -> str:
            return str(next(held.select(question), ("",))[0])

        largest = one("SELECT id FROM claim ORDER BY reports DESC, n LIMIT 1")
        member = one(f"SELECT statement FROM claim_member WHERE claim = '{largest}' AND statement IS NOT NULL LIMIT 1")
        alone = one("SELECT statement FROM claim_member JOIN claim ON id = claim WHERE reports = 1 AND statement <> '' LIMIT 1")
        few = one("SELECT id FROM claim WHERE reports = 4 ORDER BY n LIMIT 1")
        copy = one("SELECT id FROM derivation WHERE relation = 'derived' ORDER BY n LIMIT 1")
        figure = one("SELECT id FROM figure ORDER BY n LIMIT 1")
    for name, verdict, subject in (
        ("the first of all (accept a statement)", "accept", alone), ("accept a statement", "accept", alone),
        ("reject a statement of one report", "reject", alone), ("reject a statement of the largest claim", "reject", member),
        ("reject a claim of four reports", "reject", few), ("reject the largest claim", "reject", largest),
        ("reject a figure", "reject", figure), ("reject that a report was copied", "reject", copy),
    ):  # fmt: skip
        begin = time.perf_counter()
        given = accordingto.judge(record, verdict, [subject], author="m.k.")  # type: ignore[arg-type]
        there = time.perf_counter()
        accordingto.judge(record, "undo", [], undoes=given.id, author="m.k.")
        back = time.perf_counter()
        print(f"{name}: {(there - begin) * 1000:.0f} ms, undone in {(back - there) * 1000:.0f} ms", flush=True)


if __name__ == "__main__":
    sys.exit(main())
