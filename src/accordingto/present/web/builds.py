"""A build started from the reading room: it runs in a process of its own, says how far it is, and can be stopped at any time.

What always holds: stopping a build leaves the record as it was before; pages go on serving the last finished record.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Build = Callable[..., Any]
"""Reads a pile into a record: `accordingto.build`. It runs in another process, so it must be importable by name."""


class Builds:
    """The one build that may be running."""

    def __init__(self, path: Path, build: Build) -> None:
        self.path, self.build = path, build

    @property
    def running(self) -> bool:
        return False

    def stop(self) -> None:
        """Stop the build that is running, if one is."""
