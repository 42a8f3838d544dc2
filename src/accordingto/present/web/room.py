"""What a running reading room holds: the record it shows, who may come in, and the work it can ask others to do.

What always holds: a page is answered from one state of the record, however much is written meanwhile; the record is only ever
changed through `judge` and `build`, which are handed in; a room without a record is a room all the same.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from accordingto.model import Judgement, Verdict
from accordingto.present.web.builds import Builds
from accordingto.present.web.guard import Keys
from accordingto.record.store import Record

PATIENCE = 10.0  # seconds that all questions of one page may take together
POOLED = 8  # connections kept open between requests: as many as requests that are likely to be answered at once


class Judge(Protocol):
    """Writes a person's judgement into a record; what it must raise and return is `accordingto.judge`'s."""

    def __call__(
        self,
        record: Path | str,
        verdict: Verdict,
        subject: Sequence[str],
        *,
        author: str,
        reason: str = "",
        change: Mapping[str, Any] | None = None,
        undoes: str | None = None,
        at: str | None = None,
        seen: str | None = None,
    ) -> Judgement: ...


class Shelves:
    """Open connections to the record, lent out one to a request. A record that was replaced by another file is opened anew."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._free: list[tuple[tuple[int, int], Record]] = []

    @contextmanager
    def lent(self, patience: float = PATIENCE) -> Iterator[Record]:
        """A record to ask, all of whose answers are of one moment. Raises UnusableRecord where there is none."""
        mark = self._mark()
        with self._lock:
            fitting = [held for held in self._free if held[0] == mark]
            stale = [held for held in self._free if held[0] != mark]
            self._free = fitting[:-1]
        for _, record in stale:
            record.close()
        record = fitting[-1][1] if fitting else Record.open(self.path)
        try:
            with record.moment(), record.within(patience):
                yield record
        except BaseException:
            record.close()
            raise
        with self._lock:
            if len(self._free) < POOLED and mark is not None:
                self._free.append((mark, record))
                return
        record.close()

    def _mark(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def close(self) -> None:
        with self._lock:
            held, self._free = self._free, []
        for _, record in held:
            record.close()


@dataclass(slots=True)
class Room:
    """One reading room. `judge` and `builds` are None where it may only be read in."""

    path: Path
    keys: Keys
    judge: Judge | None = None
    builds: Builds | None = None
    title: str | None = None
    shelves: Shelves = field(init=False)

    def __post_init__(self) -> None:
        self.shelves = Shelves(self.path)

    @property
    def has_record(self) -> bool:
        return self.path.is_file() and self.path.stat().st_size > 0
