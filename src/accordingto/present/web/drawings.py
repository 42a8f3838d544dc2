"""Lays out what is drawn: scales of time and number, round ticks, bars as wide as a date is vague, bands of who said how many.

What always holds: nothing here writes markup; a template draws the shapes with attributes and classes alone. Lengths across are
per cent of the drawing's width, so that it fits any screen unscaled; lengths down are pixels. What has no date has no place on
an axis of time, and what has no number none on an axis of numbers: neither is ever given one. A bar is never narrower than its
date is vague, and an open end is drawn open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10

from accordingto.model import Bounds, Comparator, Time
from accordingto.present.brief.wording import MONTHS

DAY = 1.0
HOURS = (1, 3, 6, 12)
YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
TICKS_MOST = 7  # ticks on an axis of time: each has a date written below it, on a telephone too
STEPS_MOST = 5  # ticks on an axis of numbers
MONTH_SHORT = tuple(month[:3] for month in MONTHS)

# Only how it is worded tells a beginning from a stretch, and a day from its neighbourhood: the value of both is an interval.
SINCE = re.compile(r"\s*(?:ever |at least )?since\b|\bonwards?\s*$|\bfrom\b.*\bon\s*$", re.I)
UNTIL = re.compile(r"\s*(?:until|till|by|before|up to)\b", re.I)
AROUND = re.compile(
    r"\b(?:about|around|circa|c\.|roughly|approximately|some|or so|nearly|almost|shortly|just|ago|recent\w*)\b", re.I
)


# ------------------------------------------------------------------------------------------------------------------ scales


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps what lies between `low` and `high` onto a drawing's `start` to `stop`, straight; beyond both, it stops there."""

    low: float
    high: float
    start: float = 0.0
    stop: float = 100.0

    def at(self, value: float) -> float:
        if self.high <= self.low:
            return round((self.start + self.stop) / 2, 3)
        share = min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))
        return round(self.start + share * (self.stop - self.start), 3)

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Tick:
    """A round date or number on an axis, and what is written there."""

    value: float
    at: float
    words: str
    strong: bool = False


def moment(value: str) -> float:
    """The first moment of a date's value, in days. `2031`, `2031-03`, `2031-03-05` or `2031-03-05T14:30`."""
    day, _, clock = value.partition("T")
    year, month, number = (*(int(part) for part in day.split("-")), 1, 1)[:3]
    hours, _, minutes = clock[:5].partition(":")
    return date(year, month, number).toordinal() + (int(hours or 0) / 24 + int(minutes or 0) / 1440 if clock else 0.0)


def stretch(time: Time) -> tuple[float, float] | None:
    """From where to where a time reaches, in days: as far as it is vague. None where it is not resolved."""
    days = time.days
    if days is None or time.value is None:
        return None
    first, _, last = time.value.partition("/")
    if not last and "T" in first:
        return moment(first), moment(first) + 1 / 1440
    return float(days[0].toordinal()), float(days[1].toordinal() + 1)


def day_of(moment: float) -> date:
    return date.fromordinal(min(date.max.toordinal(), max(1, floor(moment))))


def time_scale(moments: Iterable[float], *, pad: float = 0.03, start: float = 0.0, stop: float = 100.0) -> Scale | None:
    """A scale that holds all moments with a little room on both sides, a day at least; None where there is no moment."""
    held = list(moments)
    if not held:
        return None
    low, high = min(held), max(held)
    room = max((high - low) * pad, (DAY - (high - low)) / 2, 0.04)
    return Scale(max(1.0, low - room), min(date.max.toordinal() + 1.0, high + room), start, stop)


def time_ticks(scale: Scale, most: int = TICKS_MOST) -> tuple[Tick, ...]:
    """Round dates within a scale: hours, days, Mondays, firsts of the month or of the year; at most so many.

    The year is written where it begins to be another, so that no date is without one.
    """
    span = scale.high - scale.low
    for days in (*(hours / 24 for hours in HOURS), 1, 2):
        if span / days <= most:
            return _ticks(scale, _every(scale, days))
    if span / 7 <= most:  # the first day of the calendar, number 1, was a Monday
        return _ticks(scale, _every(scale, 7, since=1))
    for months in (1, 3, 6):
        if span / 30.4 / months <= most:
            return _ticks(scale, _months(scale, months))
    years = next((years for years in YEARS if span / 365.25 / years <= most), YEARS[-1])
    return _ticks(scale, _months(scale, 12 * years))


def _every(scale: Scale, days: float, *, since: int = 0) -> list[float]:
    first, last = ceil((scale.low - since) / days), floor((scale.high - since) / days)
    return [since + number * days for number in range(first, last + 1)]


def _months(scale: Scale, months: int) -> list[float]:
    first, last = day_of(scale.low), day_of(scale.high)
    numbers = range(ceil((first.year * 12 + first.month - 1) / months), (last.year * 12 + last.month - 1) // months + 1)
    starts = [divmod(number * months, 12) for number in numbers]
    found = [float(date(year, month + 1, 1).toordinal()) for year, month in starts if 1 <= year <= date.max.year]
    return [each for each in found if scale.holds(each)]


def _ticks(scale: Scale, moments: Sequence[float]) -> tuple[Tick, ...]:
    found: list[Tick] = []
    year = None
    gap = min((b - a for a, b in pairwise(moments)), default=DAY)
    for each in moments:
        day = day_of(each + 1e-6)
        is_midnight = abs(each - round(each)) < 1e-6
        if gap > 360:
            words = f"{day.year}"
        elif gap > 27:
            words = MONTH_SHORT[day.month - 1] + ("" if day.year == year else f" {day.year}")
        elif is_midnight or not found:
            words = f"{day.day} {MONTH_SHORT[day.month - 1]}" + ("" if day.year == year else f" {day.year}")
            words += "" if is_midnight else f", {_clock(each)}"
        else:
            words = _clock(each)
        found.append(Tick(each, scale.at(each), words, strong=year is not None and day.year != year and gap <= 360))
        year = day.year
    return tuple(found)


def _clock(moment: float) -> str:
    minutes = round((moment - floor(moment + 1e-6)) * 1440)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def number_scale(values: Iterable[float], *, start: float, stop: float) -> Scale:
    """A scale from nothing to a round number that holds all values. From nothing, so that twice as many looks twice as high."""
    high = max((value for value in values if value > 0), default=1.0)
    step = step_of(high)
    return Scale(0.0, ceil(high / step) * step, start, stop)


def step_of(high: float, most: int = STEPS_MOST) -> float:
    """The smallest of 1, 2, 5, 10, 20, 50 ... that needs at most so many steps; things that are counted have no halves."""
    step = 10.0 ** floor(log10(max(high / most, 1.0)))
    return next(step * times for times in (1, 2, 5, 10) if high / (step * times) <= most)


def number_ticks(scale: Scale, most: int = STEPS_MOST) -> tuple[Tick, ...]:
    """Round numbers within a scale."""
    step = step_of(scale.high, most)
    values = [n * step for n in range(floor(scale.high / step) + 1)]
    return tuple(Tick(value, scale.at(value), f"{value:,.0f}") for value in values)


# ------------------------------------------------------------------------------------------------------------ bars of time


@dataclass(frozen=True, slots=True)
class Bar:
    """A time as it is drawn: as wide as it is vague. What lies beyond the drawing's edge is cut there, and said to be."""

    x: float
    width: float
    open_start: bool = False
    open_end: bool = False
    around: bool = False
    cut_start: bool = False
    cut_end: bool = False
    outside: bool = False

    @property
    def end(self) -> float:
        return round(self.x + self.width, 3)


def bar(time: Time, scale: Scale) -> Bar | None:
    """A time as a bar; None where it has no date, which then is nowhere on the axis."""
    reach = stretch(time)
    if reach is None:
        return None
    first, last = reach
    words = time.words or ""
    since, until, around = bool(SINCE.search(words)), bool(UNTIL.match(words)), is_around(time)
    x, end = scale.at(first), scale.at(last)
    return Bar(
        x, round(end - x, 3), until, since, around, first < scale.low, last > scale.high,
        last <= scale.low or first >= scale.high,
    )  # fmt: skip


def is_around(time: Time) -> bool:
    """Whether the words themselves leave the edges open: `about 1990`, `some weeks ago`."""
    words = time.words or ""
    return bool(AROUND.search(words)) and not SINCE.search(words)


@dataclass(frozen=True, slots=True)
class Column:
    """How many fall into one stretch of an overview."""

    first: str
    count: int
    x: float
    width: float
    height: float


def columns(counts: Sequence[tuple[str, int]], *, height: float) -> tuple[Column, ...]:
    """Neighbouring stretches of time with how many fall into each, as columns; the highest is as high as the drawing."""
    most = max((count for _, count in counts), default=0)
    width = 100 / max(1, len(counts))
    return tuple(
        Column(
            first, count, round(nth * width, 3), round(width, 3), max(2.0, round(count / most * height, 1)) if count else 0.0
        )
        for nth, (first, count) in enumerate(counts)
    )


# -------------------------------------------------------------------------------------------------------- bands of numbers


@dataclass(frozen=True, slots=True)
class Told:
    """A number that was reported, as it is to be drawn: `row` is the id of its row in the table, `origin` whose word it is."""

    row: str
    published: Time
    value: float | None
    bounds: Bounds
    comparator: Comparator
    origin: str
    first: bool
    words: str
    href: str

    @property
    def low(self) -> float | None:
        return self.value if self.bounds.low is None else float(self.bounds.low)

    @property
    def high(self) -> float | None:
        return self.value if self.bounds.high is None else float(self.bounds.high)

    @property
    def open_above(self) -> bool:
        """Whether it says nothing of how many it is at most: `at least 14`, `dozens`."""
        return self.value is None and self.bounds.high is None

    @property
    def open_below(self) -> bool:
        return self.value is None and self.bounds.low is None

    @property
    def numbers(self) -> list[float]:
        return [each for each in (self.low, self.high, self.value) if each is not None]


@dataclass(frozen=True, slots=True)
class Dot:
    """One number: a shape at its place; where it is a range, a line from `top` to `bottom`, open where it is."""

    row: str
    x: float
    y: float
    top: float
    bottom: float
    shape: Comparator
    first: bool
    open_above: bool
    open_below: bool
    words: str
    href: str
    dated: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of time in which the range of what was said did not change; `loose` where somebody set no upper bound."""

    x: float
    width: float
    y: float
    height: float
    loose: bool


@dataclass(frozen=True, slots=True)
class Band:
    """Numbers over the time of their publication. Across are per cent, `top` and `base` pixels."""

    height: int
    top: float
    base: float
    steps: tuple[Step, ...]
    dots: tuple[Dot, ...]
    times: tuple[Tick, ...]
    numbers: tuple[Tick, ...]
    undated_at: float | None
    best: tuple[float, float] | None = None


UNDATED = 7.0  # per cent of the width, kept apart at the end for numbers of reports without a date


def plot(scale: Scale, *, undated: bool) -> Scale:
    """A scale of time across a drawing of numbers, with room at its end for what has no date where there is such."""
    return Scale(scale.low, scale.high, 0.0, 100 - (UNDATED if undated else 0.0) - 1.5)


def band(
    told: Sequence[Told], *, height: int = 240, axis: float = 28, scale: Scale | None = None, undated: bool | None = None,
    best: Bounds | None = None,
) -> Band | None:  # fmt: skip
    """Numbers as dots on an axis of time, and the range between the lowest and the highest that each origin last said.

    Numbers of reports without a date stand apart, off the axis. None where there is no number to draw. `scale` is the axis of
    time of several drawings, which then all keep room for numbers without a date or none does (`undated`); `axis` is the room
    below the plot, `best` a number to be drawn across.
    """
    drawn = [one for one in told if one.numbers]
    if not drawn:
        return None
    dated = [(reach[0], one) for one in drawn if (reach := stretch(one.published)) is not None]
    without = [one for one in drawn if stretch(one.published) is None]
    keeps = bool(without) if undated is None else undated
    given = scale or time_scale([when for when, _ in dated], pad=0.06)
    across = plot(given, undated=keeps) if given else None
    top, base = 12.0, height - axis
    down = number_scale([number for one in drawn for number in one.numbers], start=base, stop=top)
    dots = [_dot(one, across.at(when), down) for when, one in dated] if across else []
    dots += [_dot(one, 100 - UNDATED / 2, down, dated=False) for one in without]
    return Band(
        height, top, base,
        steps=_steps(sorted(dated, key=lambda pair: pair[0]), across, down) if across else (),
        dots=tuple(_apart(dots)),
        times=time_ticks(across) if across else (),
        numbers=number_ticks(down),
        undated_at=100 - UNDATED if keeps else None,
        best=(down.at(best.high), down.at(best.low)) if best and best.low is not None and best.high is not None else None,
    )  # fmt: skip


def _dot(one: Told, x: float, down: Scale, *, dated: bool = True) -> Dot:
    low = one.low if one.low is not None else 0.0
    high = one.high if one.high is not None else down.high
    middle = (low + high) / 2
    if one.high is None or one.low is None:
        middle = high if one.low is None else low
    if one.value is not None:
        middle = one.value
    y = down.at(middle)
    return Dot(
        one.row, round(x, 3), y, down.at(high), down.at(low), one.comparator, one.first, one.open_above, one.open_below,
        one.words, one.href, dated,
    )  # fmt: skip


BESIDE_MOST = 4  # dots side by side: more would reach into the days after
NEAR = 1.1  # per cent of the width within which two dots of one height would hide each other


def _apart(dots: Sequence[Dot]) -> list[Dot]:
    """Dots at one place moved side by side, by less than a dot: several reports of a day saying one number stay several."""
    taken: dict[tuple[int, int], int] = defaultdict(int)
    found = []
    for dot in dots:
        place = round(dot.x / NEAR), round(dot.y / 8)
        found.append(replace(dot, x=round(min(99.0, dot.x + taken[place] % BESIDE_MOST * NEAR), 3)))
        taken[place] += 1
    return found


def _steps(dated: Sequence[tuple[float, Told]], across: Scale, down: Scale) -> tuple[Step, ...]:
    """The range between the lowest and the highest of what each origin last said, from each publication to the next."""
    last: dict[str, Told] = {}
    moments = sorted({when for when, _ in dated})
    found = []
    for nth, when in enumerate(moments):
        for one in (one for at, one in dated if at == when):
            last[one.origin] = one
        end = moments[nth + 1] if nth + 1 < len(moments) else across.high
        numbers = [number for one in last.values() for number in one.numbers]
        loose = any(one.open_above for one in last.values())
        y = down.at(max(numbers))
        low = 0.0 if any(one.open_below for one in last.values()) else min(numbers)
        x = across.at(when)
        found.append(Step(x, round(across.at(end) - x, 3), y, round(max(down.at(low) - y, 2.0), 2), loose))
    return tuple(found)
