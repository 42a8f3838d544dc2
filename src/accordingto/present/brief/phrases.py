"""How the lines of the brief are worded, alike in every format: a format only says what is bold.

What always holds: a count of origins is a pair of bounds, and is never said more narrowly than it is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from accordingto.model import Bounds, Stance
from accordingto.present.brief.account import (
    Brief,
    Caution,
    Cited,
    ClaimLine,
    Course,
    Disagreement,
    Entry,
    Happening,
    Reliance,
    Report,
    Route,
    Way,
)
from accordingto.present.brief.wording import DETERMINED, day_words

Piece = str | tuple[Cited, ...]
"""Words, or the reports they stand on."""

REFS = 10  # reports cited in one place before the rest is counted
OUTLETS = 4  # outlets named in one place before they are counted
TAKEN: Mapping[Stance, str] = {
    "affirms": "with it",
    "denies": "against it",
    "questions": "asks",
}  # the other whom a question names


def plural(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def headline(brief: Brief) -> str:
    """One line on what the pile is: reports, outlets, days, what was not read."""
    parts = [plural(len(brief.reports), "report")]
    if brief.outlets:
        parts.append(
            plural(brief.outlets, "outlet")
            + (f" and {plural(brief.unknown_outlets, 'report')} of none named" if brief.unknown_outlets else "")
        )
    elif brief.reports:
        parts.append("outlets not known")
    parts.append(day_words(brief.span) if brief.span else "dates not known")
    parts.append(f"{plural(brief.unread, 'input')} not read" if brief.unread else "every input read")
    return " · ".join(parts)


def origins(bounds: Bounds, *, told: bool = False) -> str:
    """How many independent origins, as bounds: never one number where two are honest.

    `told`: the report says in some words whose word it is, though not such that one could know who.
    """
    low, high = int(bounds.low or 0), bounds.high
    unknown = "origin not identified" if told else "origin not stated"
    if high is None:
        return f"{low} or more origins" if low else unknown
    if low == 0:
        return unknown if high <= 1 else f"0–{int(high)} origins"
    return plural(low, "origin") if int(high) <= low else f"{low}–{int(high)} origins"


def counts(line: ClaimLine) -> str:
    return f"{plural(line.reports, 'report')} · {origins(line.independent, told=_is_told(line))}"


def _is_told(line: ClaimLine) -> bool:
    return any(way.origin not in (None, "origin not stated") for way in line.ways)


def state(line: ClaimLine) -> str | None:
    """How the claim stands, where the count of origins does not already say it."""
    if line.asked and line.state == "disputed":
        return f"disputed: {line.asked}"
    if line.state == "origin not stated":
        known = origins(line.independent, told=_is_told(line))
        said = "origin not identified" if _is_told(line) else line.state
        return None if said == known else said
    # Where there may be a second origin, "single" would be saying more than is known.
    may_be_more = line.independent.high is None or line.independent.high > 1
    return "one known origin" if line.state == "single origin" and may_be_more else line.state


def is_weighed(line: ClaimLine) -> bool:
    """Whether the stance of each way must be said: not where all affirm."""
    return any(way.stance != "affirms" for way in line.ways)


def stance(line: ClaimLine, told: Way) -> str:
    """How a way stands to its claim. Who only tells the opposite of what a question asks has denied nothing."""
    return TAKEN[told.stance] if line.asked else told.stance


def way(told: Way) -> list[Piece]:
    """How the word travelled: origin, relays, outlets; and what it says, where not all say the same."""
    return [*_way(told), f": {told.words}"] if told.words else _way(told)


def _way(told: Way) -> list[Piece]:
    if told.origin is None:
        return _own(told)
    opening = told.origin + (f" ({told.manner})" if told.manner else "")
    pieces: list[Piece] = [opening]
    routes = list(told.routes)
    direct = next((one for one in routes if not one.relays and len(one.outlets) == 1), None)
    passed = [one for one in routes if direct and one.relays == direct.outlets]
    if direct and passed:
        # The relay is itself in the pile: its own report is cited where the word passes through it.
        pieces += [f" → {direct.outlets[0]} ", direct.cited, *_path(Route((), passed[0].outlets, passed[0].cited))]
        routes = [one for one in routes if one is not direct and one is not passed[0]]
        if routes:
            pieces.append(";")
    for place, route in enumerate(routes):
        pieces += [*([";"] if place else []), *_path(route)]
    return pieces


def _path(route: Route) -> list[Piece]:
    steps = [*route.relays, *([_outlets(route.outlets)] if route.outlets else [])]
    return ["".join(f" → {step}" for step in steps) + " ", route.cited]


def _own(told: Way) -> list[Piece]:
    """What outlets say in their own words, naming nobody."""
    outlets = sorted({name for route in told.routes for name in route.outlets})
    where = "headline" if told.manner == "in the headline" else "own words"
    if not outlets:
        return [f"in the report’s {where} ", told.cited]
    return [f"{_outlets(tuple(outlets))}, in {'its' if len(outlets) == 1 else 'their'} {where} ", told.cited]


def _outlets(names: tuple[str, ...]) -> str:
    return ", ".join(names) if len(names) <= OUTLETS else f"{len(names)} outlets"


def entry(told: Entry) -> str:
    inside = ", ".join(part for part in (told.who, told.when) if part)
    return f"{told.words} ({inside})" if inside else told.words


def sides(one: Disagreement) -> list[Piece]:
    pieces: list[Piece] = []
    for place, told in enumerate(one.entries):
        pieces += [f"{' · ' if place else ''}{entry(told)} ", told.cited]
    if one.more:
        pieces.append(f" · and {one.more:,} more")
    return pieces


def runs(course: Course) -> list[list[Piece]]:
    found = []
    for run in course.runs:
        pieces: list[Piece] = []
        for place, told in enumerate(run):
            pieces += [f"{' → ' if place else ''}{entry(told)} ", told.cited]
        found.append(pieces)
    return found


def when(event: Happening) -> str:
    return day_words(event.when)


def how_told(event: Happening) -> str:
    """By how many an event is told, and on whose word."""
    parts = [plural(event.reports, "report"), origins(event.origins, told=event.who is not None)]
    if event.who and event.who != parts[1]:
        parts.append(f"as told by {spoken(event.who)}")
    if event.ongoing:
        parts.append("ongoing")
    if event.disputed:
        parts.append("reports differ")
    return ", ".join(parts)


def spoken(name: str) -> str:
    """A source as it stands in a sentence: `the directorate`, `an unnamed official`; a name stays a name."""
    if not name[:1].islower() or DETERMINED.match(name) or re.split(r" (?:of|at|in|for|from|on|with) ", name)[0].endswith("s"):
        return name
    return f"{'an' if name.startswith('unnamed ') else 'the'} {name}"


def reliance(one: Reliance) -> str:
    return f"{one.name}, {plural(one.reports, 'report')}, {plural(one.claims, 'claim')}"


def unnamed(brief: Brief) -> str:
    return f"nobody named, {plural(brief.unnamed, 'claim')}"


def caution(one: Caution) -> list[Piece]:
    pieces: list[Piece] = [one.cited, " "] if one.cited else []
    pieces.append(one.words)
    pieces += [" ", one.of] if one.of else []
    return [*pieces, f" ({one.why})"] if one.why else pieces


def listed(brief: Brief, cited: Iterable[Cited]) -> tuple[tuple[Report, ...], int]:
    """The reports that the brief cites, for its end; and how many it does not."""
    numbers = {one.report for one in cited}
    found = tuple(report for report in brief.reports if report.number in numbers)
    return found, len(brief.reports) - len(found)


def report(told: Report) -> list[str]:
    return [told.outlet or "outlet not known", day_words(told.published.value) if told.published.value else "no date",
            told.headline or "no headline"]  # fmt: skip


def refs(cited: Iterable[Cited]) -> tuple[list[Cited], int]:
    """The reports a line stands on, each once, and how many there is no room for."""
    first: dict[int, Cited] = {}
    for one in cited:
        first.setdefault(one.report, one)
    kept = list(first.values())[:REFS]
    return kept, len(first) - len(kept)


def bracketed(cited: Iterable[Cited]) -> str:
    kept, left = refs(cited)
    return "".join(f"[{one.report}]" for one in kept) + (f" and {left:,} more" if left else "")


def all_cited(brief: Brief) -> list[Cited]:
    """Every place the brief leads to, as far as it is printed."""
    places: list[Iterable[Cited]] = []
    for line in brief.claims:
        places += [
            *(route.cited for told in line.ways for route in told.routes),
            *(told.cited for told in line.ways),
            line.more,
        ]
    places += [told.cited for one in brief.disagreements for told in one.entries]
    places += [told.cited for course in brief.courses for run in course.runs for told in run]
    places += [event.cited for event in brief.timeline]
    places += [one.cited for one in brief.relied]
    places += [cited for one in brief.care for cited in (one.cited, one.of)]
    return [one for cited in places for one in refs(cited)[0]]
