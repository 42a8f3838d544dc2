"""Says in words what a judgement is, and what it changed; so that nobody has to take a count's word for why it moved."""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.model import Bounds, Claim, Event, Judgement
from accordingto.present.tables import bounds, one_line
from accordingto.record.lines import TYPES
from accordingto.record.store import Record, undone_in


def changes(before: Record, after: Record, judgement: Judgement) -> Iterator[str]:
    """Yield a line for each noun that stands otherwise after a judgement than before it, in the order of the export."""
    if judgement.verdict == "undo":
        rows = {id for record in (before, after) for (id,) in record.select("SELECT id FROM displaced")}
    else:
        rows = {id for (id,) in after.select("SELECT id FROM touched WHERE judgement = ? AND changed", judgement.id)}
    for name, noun in TYPES.items():
        was, now = ({one.id: one for one in record.these(noun, rows)} for record in (before, after))
        for id in sorted(was.keys() | now.keys()):
            old, new = was.get(id), now.get(id)
            if old != new and name != "judgement":
                yield f"{name.replace('_', ' ')} {id}: {_how(old, new)}"


def _how(old: object, new: object) -> str:
    if old is None:
        return f"new{f', {_counts(new)}' if _counts(new) else ''}"
    if new is None:
        return f"{_counts(old) or 'it'} -> gone"
    if _counts(old) != _counts(new):
        return f"{_counts(old)} -> {_counts(new)}"
    return f"{_counts(new)}, as before; otherwise changed" if _counts(new) else "changed"


def _counts(noun: object) -> str:
    match noun:
        case Claim():
            return counted(noun.reports, noun.independent)
        case Event():
            return counted(noun.reports, noun.origins)
        case _:
            return ""


def counted(reports: int, origins: Bounds) -> str:
    """The two counts, never one: `3 reports, 2 origins`."""
    return f"{reports} report{'s' * (reports != 1)}, {bounds(origins)} origin{'s' * (origins != Bounds(1, 1))}"


def log(record: Record) -> Iterator[tuple[Judgement, str]]:
    """Yield each judgement of a record, oldest first, with a line that says it."""
    judgements = list(record.judgements())
    undone = undone_in(judgements)
    for one in judgements:
        yield one, said(one, undone=one.id in undone)


def said(one: Judgement, *, undone: bool = False) -> str:
    """A judgement in one line."""
    what = f"undo {one.undoes}" if one.verdict == "undo" else f"{one.verdict} {' '.join(one.subject)}"
    reason = f": {one_line(one.reason)}" if one.reason else ""
    state = " (undone)" if undone else " (could not be placed)" if one.displaced is None else ""
    return f"{one.at}  {one.id}  {what}, by {one.author}{reason}{state}"
