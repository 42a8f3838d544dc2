"""Puts events in the order in which they happened, as far as their times say. What is not known stays last, not guessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from accordingto.model import Event


def timeline(events: Sequence[Event]) -> tuple[Event, ...]:
    """Events by the first day of their time; then the shorter time, then the earlier hour, then id. Undated ones come last."""
    return tuple(sorted(events, key=_when))


def _when(event: Event) -> tuple[bool, date, date, str, str]:
    days = event.time.days
    if days is None:
        return True, date.max, date.max, "", event.id
    return False, *days, event.time.value or "", event.id
