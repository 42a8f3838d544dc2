"""Links and values -> one file, and back."""

from __future__ import annotations

from accordingto.record.custody import Problem, verify
from accordingto.record.lines import contents_of, line, lines, noun_of, schema
from accordingto.record.queries import (
    Hit,
    Standing,
    State,
    active,
    certainty_along,
    corrected,
    counts,
    grades,
    history,
    judged,
    moved_to,
    search,
    standing,
    standing_contents,
    state_of,
    unplaced,
    version_of,
)
from accordingto.record.store import Record, load_export

__all__ = [
    "Hit",
    "Problem",
    "Record",
    "Standing",
    "State",
    "active",
    "certainty_along",
    "contents_of",
    "corrected",
    "counts",
    "grades",
    "history",
    "judged",
    "line",
    "lines",
    "load_export",
    "moved_to",
    "noun_of",
    "schema",
    "search",
    "standing",
    "standing_contents",
    "state_of",
    "unplaced",
    "verify",
    "version_of",
]
