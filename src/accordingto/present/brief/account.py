"""The brief as a value: what every format prints, and what `--json` writes out.

What always holds: nothing is here without the reports it stands on, and every count of origins is a pair of bounds.
"""

from __future__ import annotations

from dataclasses import dataclass

from accordingto.model import Bounds, Span, Stance, Time
from accordingto.record.queries import State


@dataclass(frozen=True, slots=True)
class Cited:
    """Words that a line of the brief stands on: the report's number, and the span in it."""

    report: int
    article: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Report:
    """One report of the pile, by the number the brief cites it with."""

    number: int
    article: str
    outlet: str | None
    headline: str | None
    published: Time
    uri: str


@dataclass(frozen=True, slots=True)
class Route:
    """From an origin by relays, the first one first, to the outlets that carry its word."""

    relays: tuple[str, ...]
    outlets: tuple[str, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One origin of a claim and how its word travelled. `origin` is None where outlets say it in their own words.

    `words`: what this origin says, where the claim is a question that gathers who says different things.
    """

    stance: Stance
    origin: str | None
    manner: str | None
    routes: tuple[Route, ...]
    words: str | None = None

    @property
    def cited(self) -> tuple[Cited, ...]:
        return tuple(one for route in self.routes for one in route.cited)


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim as the brief prints it. `more` cites the reports of the ways that there is no room for.

    `asked`: what a contested question asks; its narrower claims (`parts`) are told in its ways and listed nowhere else.
    """

    claim: str
    text: str
    reports: int
    independent: Bounds
    state: State
    ways: tuple[Way, ...]
    more: tuple[Cited, ...]
    reason: str
    asked: str | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One side of a disagreement, or one point of a course: words, who says so, of what day, where."""

    words: str
    who: str | None
    when: str | None
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question on which reports differ."""

    question: str
    kind: str
    entries: tuple[Entry, ...]
    more: int
    reason: str


@dataclass(frozen=True, slots=True)
class Course:
    """What is counted, and its figures over time: each run is one thing counted again and again, never two joined."""

    counted: str
    runs: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of the timeline. `who` is on whose word it stands, where it is told as somebody's; `disputed`: reports differ."""

    when: str
    text: str
    who: str | None
    ongoing: bool
    disputed: bool
    reports: int
    origins: Bounds
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Reliance:
    """Who is relied on: an origin, how many claims rest on it, and in which reports. `source` is its id, if one."""

    name: str
    claims: int
    reports: int
    cited: tuple[Cited, ...]
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Caution:
    """What to bear in mind about reports of the pile: these reports, words about them, and the reports those words end on."""

    cited: tuple[Cited, ...]
    words: str
    of: tuple[Cited, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """The account an editor gets first. Every format prints this."""

    title: str
    reports: tuple[Report, ...]
    outlets: int
    unknown_outlets: int
    span: str | None
    unread: int
    claims: tuple[ClaimLine, ...]
    more_claims: int
    disagreements: tuple[Disagreement, ...]
    more_disagreements: int
    courses: tuple[Course, ...]
    timeline: tuple[Happening, ...]
    more_events: int
    relied: tuple[Reliance, ...]
    unnamed: int
    care: tuple[Caution, ...]
