"""What takes long to count is counted once for each state of the record, and not again for everyone who looks.

What always holds: what is kept was found in the very state that is asked about; a judgement or a new build lets go of it all.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from accordingto.record.store import Record

Found = TypeVar("Found")

KEPT = 48  # answers kept, those that were asked for last


class Keeping:
    """Answers about a record as it stands."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: tuple[int, ...] | None = None
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, record: Record, about: Hashable, find: Callable[[], Found]) -> Found:
        """The answer about something, found now unless it was found before in this state of the record."""
        state = state_of(record)
        with self._lock:
            if self._state == state and about in self._answers:
                self._answers.move_to_end(about)
                return self._answers[about]  # type: ignore[no-any-return]
        found = find()
        with self._lock:
            if self._state != state:
                self._answers.clear()
                self._state = state
            self._answers[about] = found
            if len(self._answers) > KEPT:
                self._answers.popitem(last=False)
        return found


def state_of(record: Record) -> tuple[int, ...]:
    """What is another number once the record is another: the file itself, the last judgement, and how much was written."""
    question = (
        "SELECT (SELECT coalesce(max(n), 0) FROM judgement), (SELECT coalesce(max(n), 0) FROM article),"
        " (SELECT coalesce(max(n), 0) FROM statement), (SELECT coalesce(max(n), 0) FROM event),"
        " (SELECT coalesce(max(n), 0) FROM claim), (SELECT coalesce(max(n), 0) FROM rejection)"
    )
    try:
        inode = record.path.stat().st_ino
    except OSError:  # the file was replaced this moment: what is open still answers
        inode = 0
    return inode, *next(record.select(question))
