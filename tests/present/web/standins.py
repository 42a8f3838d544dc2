"""Builds in place of the real one, and what to drop into them.

Each build runs in a process of its own that imports this module, so it imports little.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from accordingto.errors import EmptyPile
from accordingto.model import Contents, Rejection
from accordingto.present.web.drops import Drop
from accordingto.record.store import Record


def quick(inputs: list[Path], *, record: Path, progress: Callable[..., None], **said: Any) -> Any:
    refused = Rejection.of("torn.txt", "read", "there are no words in it")
    progress("ingest", 2, 3)
    progress("read", 2, 2)
    progress("relate", 0, None)
    progress("record", 0, None)
    return SimpleNamespace(articles=1, read=1, also=0, rejections=(refused,), counts={"claims": 4}, model=False, unplaced=())


def slow(inputs: list[Path], *, record: Path, progress: Callable[..., None], **said: Any) -> Any:
    progress("ingest", 12, 15)
    progress("read", 3, 12)
    time.sleep(60)


def stubborn(inputs: list[Path], *, record: Path, progress: Callable[..., None], **said: Any) -> Any:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    slow(inputs, record=record, progress=progress)


def writing(inputs: list[Path], *, record: Path, progress: Callable[..., None], **said: Any) -> Any:
    def held_up(_: Record) -> None:
        progress("record", 0, None)
        time.sleep(60)

    Record.write(record, Contents(), {}, judge=held_up)


def refusing(inputs: list[Path], *, record: Path, progress: Callable[..., None], **said: Any) -> Any:
    raise EmptyPile(f"there is nothing to read in {inputs[0]}/pile.toml")


def breaking(inputs: list[Path], *, record: Path, progress: Callable[..., None], **said: Any) -> Any:
    raise LookupError("the miller said that nobody was hurt")


def killed(inputs: list[Path], *, record: Path, progress: Callable[..., None], **said: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def telling(inputs: list[Path], *, record: Path, progress: Callable[..., None], **said: Any) -> Any:
    raise EmptyPile(repr(sorted(said.items())))


def until(true: Callable[[], Any], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)


def dropped(*names: str) -> Drop:
    drop = Drop()
    for name in names or ("mill.txt",):
        drop.place(name).write_text("The mill burned down, the miller said.")
        drop.bytes += 38
    return drop
