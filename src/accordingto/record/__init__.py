"""Links and values -> one file, and back."""

from __future__ import annotations

from accordingto.record.custody import Problem, verify
from accordingto.record.lines import contents_of, line, lines, noun_of, schema
from accordingto.record.queries import Hit, State, certainty_along, counts, judged, search, state_of
from accordingto.record.store import Record, load_export

__all__ = [
    "Hit",
    "Problem",
    "Record",
    "State",
    "certainty_along",
    "contents_of",
    "counts",
    "judged",
    "line",
    "lines",
    "load_export",
    "noun_of",
    "schema",
    "search",
    "state_of",
    "verify",
]
