"""A build started from the reading room: it runs in a process of its own, says how far it is, and can be stopped at any time.

What always holds: there is one build at most; stopping it leaves the record as it was before, or, where it was just being
written, holding all or nothing of it; pages go on serving the last finished record; no process outlives the room, and a build
that ends in any way says so.
"""

from __future__ import annotations

import glob
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Any, Literal

from accordingto.errors import AccordingtoError, UnusableRecord
from accordingto.present.web.drops import Drop
from accordingto.record.store import Record

Build = Callable[..., Any]
"""Reads a pile into a record: `accordingto.build`. It runs in another process, so it must be importable by name."""
Ended = Literal["finished", "stopped", "refused", "broken"]
Clock = Callable[[], datetime]

STAGES = ("ingest", "read", "relate", "record")  # in this order; a build that tells of others has them added
GRACE = 4.0  # seconds in which a stopped build may clear up after itself before it is ended
MEASURED = 5  # articles that must have been read before their speed says anything of the rest
TOLD_MOST = 200  # refusals of one build that are listed with it; all stand in the record


class Building(Exception):
    """There is a build already, and only one at a time."""


class NothingKept(Exception):
    """There are no files of a build before that could be built again."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a build: whether it is over, and how many of how many are done where that is counted."""

    name: str
    state: Literal["done", "now", "waiting"]
    done: int | None = None
    of: int | None = None
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that did not get in."""

    uri: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Made:
    """What a finished build did, and what the record holds after it. `refused` are inputs of this build."""

    articles: int
    read: int
    also: int
    counts: Mapping[str, int]
    model: bool
    unplaced: int
    refused: tuple[Refused, ...]
    refused_count: int
    refused_in_all: int


@dataclass(frozen=True, slots=True)
class State:
    """How a build stands. `ended` is None while it runs; `reason` says why it did not finish; `seconds` is how long it took."""

    ended: Ended | None
    started: str
    seconds: float
    seconds_left: float | None
    files: int
    bytes: int
    stages: tuple[Stage, ...]
    made: Made | None
    reason: str
    can_repeat: bool


@dataclass(slots=True)
class _Run:
    """One build as it goes on; only the thread that listens to it changes it."""

    drop: Drop
    process: Any
    lifeline: Connection
    started: datetime
    told: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    reading_since: datetime | None = None
    made: Made | None = None
    failure: tuple[Ended, str] | None = None
    stopping: bool = False
    ended: Ended | None = None
    ended_at: datetime | None = None
    listener: threading.Thread | None = None


def _now() -> datetime:
    return datetime.now(UTC)


class Builds:
    """The one build that may be running, and the last one that was."""

    def __init__(self, path: Path, build: Build, *, clock: Clock = _now) -> None:
        self.path, self.build, self.clock = path, build, clock
        self._lock = threading.Lock()
        self._run: _Run | None = None

    @property
    def running(self) -> bool:
        run = self._run
        return run is not None and run.ended is None

    def start(self, drop: Drop) -> None:
        """Build dropped files into the record. Raises Building while another build runs. The files of the last one go."""
        with self._lock:
            if self.running:
                raise Building
            if self._run is not None and self._run.drop is not drop:
                self._run.drop.discard()
            context = multiprocessing.get_context("spawn")
            hearing, telling = context.Pipe(duplex=False)
            held, lifeline = context.Pipe(duplex=False)
            work = (self.build, self.path, drop.folder, tuple(drop.names), asdict(drop.said), telling, held)
            process = context.Process(target=_work, args=work, name="build", daemon=True)
            process.start()
            telling.close()
            held.close()
            run = _Run(drop, process, lifeline, self.clock())
            run.listener = threading.Thread(target=self._listen, args=(run, hearing), name="build", daemon=True)
            self._run = run
            run.listener.start()

    def again(self) -> None:
        """Build the files of a build that did not finish once more. Raises NothingKept where there are none."""
        run = self._run
        if run is None or run.ended == "finished" or not run.drop.folder.is_dir():
            raise NothingKept
        self.start(run.drop)

    def stop(self) -> None:
        """Stop the build that is running, if one is."""
        run = self._run
        if run is None or run.ended is not None:
            return
        run.stopping = True
        run.process.terminate()
        run.process.join(GRACE)
        if run.process.is_alive():
            run.process.kill()
        if run.listener:
            run.listener.join(GRACE)

    def forget(self) -> None:
        """Remove the files of a build that did not finish, and what was said of it."""
        with self._lock:
            if self._run is not None and self._run.ended is not None:
                self._run.drop.discard()
                self._run = None

    def state(self) -> State | None:
        """How the build stands that runs, or ran last; None where none did."""
        run = self._run
        if run is None:
            return None
        now = run.ended_at or self.clock()
        reason = run.failure[1] if run.failure and run.ended != "stopped" else ""
        return State(
            run.ended, run.started.isoformat(timespec="seconds"), (now - run.started).total_seconds(), self._left(run, now),
            len(run.drop.names), run.drop.bytes, _stages(run), run.made if run.ended else None, reason,
            run.ended in ("stopped", "refused", "broken"),
        )  # fmt: skip

    @staticmethod
    def _left(run: _Run, now: datetime) -> float | None:
        """Seconds until all is read, at the speed measured so far."""
        done, of = run.told.get("read", (0, None))
        if run.ended or run.reading_since is None or of is None or not MEASURED <= done < of:
            return None
        return (now - run.reading_since).total_seconds() / done * (of - done)

    def _listen(self, run: _Run, hearing: Connection) -> None:
        """Take down what a build tells until it ends, however it ends."""
        while True:
            try:
                kind, said = hearing.recv()
            except (EOFError, OSError):
                break
            if kind == "step":
                stage, done, of = said
                if stage == "read" and of and run.reading_since is None:
                    run.reading_since = self.clock()
                run.told[stage] = done, of
            elif kind == "made":
                run.made = said
            else:
                run.failure = kind, said
        run.process.join()
        # A record in the making, where its process was ended too abruptly to remove it.
        for part in self.path.parent.glob(f".{glob.escape(self.path.name)}.{run.process.pid}.part*"):
            part.unlink(missing_ok=True)
        hearing.close()
        run.lifeline.close()
        run.ended_at = self.clock()
        if run.made is not None:
            run.drop.discard()
            run.ended = "finished"
        elif run.stopping:
            run.ended = "stopped"
        else:
            run.failure = run.failure or ("broken", _cause(run.process.exitcode))
            run.ended = run.failure[0]


def _stages(run: _Run) -> tuple[Stage, ...]:
    names = [*STAGES, *(name for name in run.told if name not in STAGES)]
    reached = max((names.index(name) for name in run.told), default=0)
    stages = []
    for place, name in enumerate(names):
        done, of = run.told.get(name, (None, None))
        over = place < reached or run.ended == "finished"
        # Taking in says how many of the inputs became articles; what is missing then was refused, each with its reason.
        refused = of - done if name == "ingest" and over and of is not None and done is not None else 0
        if run.made is not None and name == "read":
            refused = sum(one.stage == "read" for one in run.made.refused)
        stages.append(Stage(name, "done" if over else "now" if place == reached else "waiting", done, of, refused))
    return tuple(stages)


def _cause(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        return f"its process was ended by {name}" + (", as happens when memory runs out" if name == "SIGKILL" else "")
    return f"its process ended by itself (exit code {code})"


# ---------------------------------------------------------------------------------------------------- in the other process


def _work(
    build: Build, path: Path, folder: Path, names: Sequence[str], said: Mapping[str, Any], telling: Connection, held: Connection
) -> None:
    """Build, and tell how it goes. A request to stop unwinds what was begun; the end of the room ends it at once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the room, which stops us in its own way
    signal.signal(signal.SIGTERM, _unwind)
    threading.Thread(target=_end_with_room, args=(held,), daemon=True).start()

    def step(stage: str, done: int, of: int | None) -> None:
        telling.send(("step", (stage, done, of)))

    try:
        before = _rejected(path)
        summary = build([folder], record=path, progress=step, **said)
        telling.send(("made", _made(summary, names, before)))
    except AccordingtoError as error:
        telling.send(("refused", str(error).replace(f"{folder}{os.sep}", "")))
    except SystemExit:
        raise
    except BaseException as error:
        # Told by kind and place alone: the message of an unforeseen error may hold words of an article.
        telling.send(("broken", f"{type(error).__name__} at {_place(error)}"))
        raise SystemExit(1) from error


def _unwind(_: int, __: FrameType | None) -> None:
    sys.exit(0)


def _end_with_room(held: Connection) -> None:
    """Nothing is ever sent here; when the room is gone, however it went, waiting ends."""
    try:
        held.recv()
    except (EOFError, OSError):
        os._exit(1)


def _rejected(path: Path) -> frozenset[str]:
    try:
        with Record.open(path) as record:
            return frozenset(str(id) for (id,) in record.select("SELECT id FROM rejection"))
    except UnusableRecord:
        return frozenset()  # there is none yet; or it cannot be opened, which the build will say


def _made(summary: Any, names: Sequence[str], before: frozenset[str]) -> Made:
    """What a build says it did; of the refusals, those that are new or concern what was dropped now."""
    dropped = frozenset(names)
    mine = [
        Refused(one.uri, one.stage, one.reason)
        for one in summary.rejections
        if one.id not in before or not dropped.isdisjoint(_files_of(one.uri))
    ]
    return Made(
        summary.articles, summary.read, summary.also, dict(summary.counts), summary.model, len(summary.unplaced),
        tuple(sorted(mine, key=lambda one: one.uri)[:TOLD_MOST]), len(mine), len(summary.rejections),
    )  # fmt: skip


def _files_of(uri: str) -> Iterator[str]:
    """The files that an input may be, or be a row of: a row's id follows a `#`, and either may hold another."""
    yield uri
    yield from (uri[:place] for place, sign in enumerate(uri) if sign == "#")


def _place(error: BaseException) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "accordingto" in Path(frame.filename).parts]
    last = frames[-1] if frames else None
    return f"{Path(last.filename).name}, line {last.lineno}" if last else "a place outside accordingto"
