"""What one expression means, given its surroundings: the day it counts from, the last event time told, the tense of its verb.

Each `read_` function takes the match of one rule. It gives a meaning, which may be unresolved, or None for words that are no
time after all. Nothing is made up: what the surroundings do not fix stays unresolved.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from accordingto.model import Anchor, Precision, Time
from accordingto.read.times.calendar import (
    CENTURIES,
    HOLIDAYS,
    LATEST_YEAR,
    ORDINALS,
    SEASONS,
    VAGUE,
    VAGUE_DATE,
    DateOrder,
    Days,
    Meaning,
    between,
    calendar_day,
    day_number,
    either_order,
    in_month,
    in_year,
    monday_of,
    month_end,
    month_number,
    months_on,
    number_in,
    on,
    season_days,
    weekday_number,
    year_number,
)
from accordingto.read.times.tense import Direction

EARLY_UNTIL, MID_UNTIL = 10, 20  # days of a month that "early" and "mid" end on: design, who-where-when.md section 4
STALE_DAYS, SOON_DAYS = 300, 31  # a yearless day so far back and also so near ahead is the one ahead, whatever the verb
NEAR_DAYS = 7  # a date printed 7/8/07 is believed if only one reading lies so near the date of publication
LONGEST_COUNT = 400  # "the last N units": a larger N is a figure, not a period


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What fixes an expression from outside: the day it counts from, the last event time told, and the tense of its verb."""

    anchor: date | None
    kind: Anchor
    last: Meaning | None
    direction: Callable[[], Direction]
    order: DateOrder | None = None  # of day and month in a date in numbers, where the article's outlet is known by it

    @property
    def before(self) -> Days | None:
        """The days of the last event time of this or the previous sentence."""
        return Time(self.last.value).days if self.last else None


def _part_of_night(words: str | None) -> bool:
    return bool(words) and "night" in words.casefold() and words.casefold() != "midnight"  # type: ignore[union-attr]


def _part_told(match: re.Match[str]) -> str:
    """The part of the day that a match names; "overnight into Friday" is the night before it."""
    return "eve" if group_told(match, "into") else group_told(match, "part", "part2", "night")


def _by_part(day: date, part: str | None, anchor: Anchor | None) -> Meaning:
    """A night is two dates; a morning is its day."""
    if part == "eve":
        return between(day - timedelta(1), day, anchor)
    if part and _part_of_night(part):
        return between(day, day + timedelta(1), anchor)
    return on(day, anchor)


def _choose(
    candidates: Iterable[date | None],
    around: Surroundings,
    last_day: Callable[[date], date] = lambda day: day,
    *,
    stale: bool = False,
) -> date | None:
    """The candidate that the tense points to: the latest not after the anchor, the next one from it, or the nearest."""
    anchor, direction = around.anchor, around.direction()
    if anchor is None:
        return None
    days = sorted(day for day in candidates if day)
    past, future = [day for day in days if day <= anchor], [day for day in days if last_day(day) >= anchor]
    aged = stale and bool(past and future) and (anchor - past[-1]).days > STALE_DAYS and (future[0] - anchor).days < SOON_DAYS
    if direction == "past" and past and not aged:
        return past[-1]
    if direction == "future" and future:
        return future[0]
    return min(days, key=lambda day: (abs((day - anchor).days), day), default=None)


def _year_of(words: str | None, around: Surroundings) -> int | None:
    """The year that words name: a number, or "last year" counted from the anchor."""
    if not words:
        return None
    if digits := re.search(r"\d{4}", words):
        return int(digits[0])
    if around.anchor is None:
        return None
    folded = words.casefold()
    step = -1 if "last" in folded else 1 if "next" in folded else 0
    return around.anchor.year + step


def _anchor_if(relative: bool, around: Surroundings) -> Anchor | None:
    return around.kind if relative else None


def group_told(match: re.Match[str], *names: str) -> str:
    """The first of these groups that took part in the match, in lower case, without an article; else nothing."""
    groups = match.groupdict()
    words = next((groups[name] for name in names if groups.get(name)), "")
    return re.sub(r"^the\s+|['’]$", "", words.casefold())


def is_dated(match: re.Match[str]) -> bool:
    """Whether a match names its year in digits: it is then absolute."""
    return any(letter.isdecimal() for letter in group_told(match, "year"))


def read_iso(match: re.Match[str], _around: Surroundings) -> Meaning | None:
    day = calendar_day(*(int(number) for number in match["iso"].split("-")))
    if day is None:
        return None
    return Meaning(f"{match['iso']}T{match['clock']}", "minute", None, True) if group_told(match, "clock") else on(day)


def read_numeric(match: re.Match[str], around: Surroundings) -> Meaning | None:
    first, second, year = int(match["first"]), int(match["second"]), group_told(match, "year")
    if not (1 <= first <= 31 and 1 <= second <= 31) or min(first, second) > 12:
        return None
    if len(year) == 2:
        # Two digits are believed as a year only where one reading alone lies near the anchor: else 7/8/07 could be three days.
        candidates = {
            day for day in (calendar_day(year_number(year), a, b) for a, b in ((first, second), (second, first))) if day
        }
        near = [day for day in candidates if around.anchor and abs((day - around.anchor).days) <= NEAR_DAYS]
        return on(near[0], around.kind) if len(near) == 1 else VAGUE_DATE
    day = either_order(first, second, int(year), order=around.order)
    return on(day) if day else VAGUE_DATE


def read_days(match: re.Match[str], around: Surroundings) -> Meaning | None:
    """12-15 March; March 12-15, 2031."""
    month, first, last = month_number(match["month"]), day_number(match["day"]), day_number(match["day2"])
    year = _year_of(group_told(match, "year"), around)
    if last <= first:
        return None
    joined = match["to"].strip().casefold()
    if joined == "and" and last != first + 1 and not match[0].casefold().startswith("between"):
        return VAGUE_DATE  # two days, and not those between
    anchor: Anchor | None = None
    if year is None:
        start = _choose((calendar_day(y, month, first) for y in _years_near(around)), around, stale=True)
        if start is None:
            return VAGUE_DATE
        year, anchor = start.year, around.kind
    start, end = calendar_day(year, month, first), calendar_day(year, month, last)
    return between(start, end, anchor) if start and end else None


def _years_near(around: Surroundings) -> range:
    return range(around.anchor.year - 1, around.anchor.year + 2) if around.anchor else range(0)


def read_date(match: re.Match[str], around: Surroundings) -> Meaning | None:
    """3 May 2029, Saturday, May 3, the night of 3 May."""
    month, number = month_number(match["month"]), day_number(match["day"])
    part = _part_told(match)
    if group_told(match, "year"):
        day = calendar_day(year_number(group_told(match, "year")), month, number)
        return _by_part(day, part, None) if day else None
    if (month == 2 and number > 29) or number > monthrange(2000, month)[1]:
        return None
    days = [day for year in _years_near(around) if (day := calendar_day(year, month, number))]
    if weekday := group_told(match, "weekday"):  # Monday, 4 March: in that year only in which it is one
        days = [day for day in days if day.weekday() == weekday_number(weekday)]
    chosen = _choose(days, around, stale=True)
    return _by_part(chosen, part, around.kind) if chosen else VAGUE_DATE


def read_weekday(match: re.Match[str], around: Surroundings) -> Meaning | None:
    relative = group_told(match, "relative")
    if relative in ("every", "each") or (group_told(match, "plural") and not _lost_apostrophe(match)):
        return VAGUE
    anchor, number = around.anchor, weekday_number(match["weekday"])
    part = _part_told(match)
    if relative in ("following", "previous", "preceding", "that"):
        before = around.before
        if before is None:
            return VAGUE_DATE
        step = 1 if relative == "following" else -1
        base = before[1] if step > 0 else before[0]
        if relative == "that":
            base = base + timedelta(1)
        return _by_part(_weekday_from(base, number, step), part, "text")
    if anchor is None:
        return VAGUE_DATE
    if group_told(match, "week"):
        weeks = {"last": -1, "this": 0, "next": 1}[group_told(match, "week")]
        return _by_part(monday_of(anchor) + timedelta(7 * weeks + number), part, around.kind)
    if relative in ("last", "past", "this past"):
        return _by_part(_weekday_from(anchor, number, -1), part, around.kind)
    if relative in ("next", "coming", "this coming"):
        return _by_part(_weekday_from(anchor, number, 1), part, around.kind)
    if relative == "this":
        return _by_part(monday_of(anchor) + timedelta(number), part, around.kind)
    if anchor.weekday() == number:
        return _by_part(anchor, part, around.kind)
    step = 1 if around.direction() in ("future", "intended", "present") else -1
    return _by_part(_weekday_from(anchor, number, step), part, around.kind)


def _lost_apostrophe(match: re.Match[str]) -> bool:
    """Whether "Mondays" is Monday's, in a text that lost its apostrophes: Mondays vote was close; but: open on Mondays."""
    text = match.string
    if "'" in text or "’" in text or re.search(r"\bon\s+$", text[max(0, match.start() - 4) : match.start()], re.IGNORECASE):
        return False
    return bool(re.match(r"\s+[a-z]{3,}", text[match.end() : match.end() + 8]))


def _weekday_from(day: date, number: int, step: int) -> date:
    """The nearest such weekday strictly after (`step` 1) or before (-1) a day."""
    distance = (number - day.weekday()) % 7 if step > 0 else (day.weekday() - number) % 7
    return day + timedelta(step * (distance or 7))


def read_month(match: re.Match[str], around: Surroundings) -> Meaning | None:
    month, year = month_number(match["month"]), _year_of(group_told(match, "year"), around)
    anchor, relative = around.anchor, group_told(match, "relative")
    told = is_dated(match)
    if year is None:
        if anchor is None:
            return VAGUE_DATE
        starts = [date(y, month, 1) for y in _years_near(around)]
        now = anchor.replace(day=1)
        if relative in ("last", "past", "this past", "previous", "preceding"):
            first = max(day for day in starts if day < now)
        elif relative in ("next", "coming", "this coming", "following"):
            first = min(day for day in starts if day > now)
        elif relative == "this":
            first = date(anchor.year, month, 1)
        else:
            part = group_told(match, "stretch", "edge")
            parts = [_part_of_month(y, month, part, None) for y in _years_near(around)]
            ends = dict(parts)
            chosen = _choose(ends, around, lambda day: ends[day])
            assert chosen is not None
            first = chosen.replace(day=1)
            if part == "earlier" and first == anchor:
                return VAGUE_DATE  # on the first of a month nothing of it has gone by
        year = first.year
    if not group_told(match, "stretch", "edge"):
        return in_month(year, month, _anchor_if(not told, around))
    first, last = _part_of_month(year, month, group_told(match, "stretch", "edge"), anchor)
    if (first, last) == (date(year, month, 1), month_end(year, month)):
        return in_month(year, month, _anchor_if(not told, around))
    return between(first, last, _anchor_if(not told, around))


def _part_of_month(year: int, month: int, words: str, anchor: date | None) -> Days:
    """The days of a month that "early", "mid", "the end of" name; "earlier in" runs up to the day before the anchor."""
    first, last = date(year, month, 1), month_end(year, month)
    if words == "earlier":
        return first, anchor - timedelta(1) if anchor and first < anchor <= last else last
    if words == "later":
        return anchor + timedelta(1) if anchor and first <= anchor < last else first, last
    if words == "early" or "beginning" in words or "start" in words:
        return first, first.replace(day=EARLY_UNTIL)
    if words in ("mid", "middle") or "middle" in words:
        return first.replace(day=EARLY_UNTIL + 1), first.replace(day=MID_UNTIL)
    if words:
        return first.replace(day=MID_UNTIL + 1), last
    return first, last


def read_today(match: re.Match[str], around: Surroundings) -> Meaning | None:
    anchor = around.anchor
    if anchor is None:
        return VAGUE_DATE
    words = re.sub(r"\s+", " ", match["named"].casefold())
    one = timedelta(1)
    if words in ("overnight", "last night"):
        return between(anchor - one, anchor, around.kind)
    if words in ("tonight", "this night"):
        return between(anchor, anchor + one, around.kind)
    if words == "the night before last":
        return between(anchor - 2 * one, anchor - one, around.kind)
    steps = {
        "today": 0,
        "yesterday": -1,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
        "last evening": -1,
    }
    day = anchor + timedelta(steps.get(words, 0))
    return _by_part(day, group_told(match, "part", "part2"), around.kind)


def read_calendar(match: re.Match[str], around: Surroundings) -> Meaning | None:
    """Last week, earlier this month, the end of next year: units of the calendar beside the anchor's own."""
    anchor, unit = around.anchor, group_told(match, "unit")
    relative = group_told(match, "relative") or "this"
    if relative in ("following", "previous", "preceding", "coming", "past", "this past", "this coming"):
        return None
    if anchor is None:
        return VAGUE_DATE
    step = {"last": -1, "this": 0, "next": 1}[relative]
    part = group_told(match, "stretch", "edge")
    if unit == "weekend":
        return _weekend(anchor, group_told(match, "relative"), around)
    days = _unit_days(anchor, unit, step)
    if days is None:
        return VAGUE_DATE
    first, last = days
    if (part == "earlier" and first == anchor) or (part == "later" and last == anchor):
        return VAGUE_DATE
    if part == "earlier" and first < anchor <= last:
        return between(first, anchor - timedelta(1), around.kind)
    if part == "later" and first <= anchor < last:
        return between(anchor + timedelta(1), last, around.kind)
    if unit == "week":
        if step == 0 and around.direction() != "future":
            last = anchor
        return between(first, last, around.kind, "week")
    if unit == "month":
        first, last = _part_of_month(first.year, first.month, group_told(match, "stretch", "edge"), anchor)
        whole = first.day == 1 and last == month_end(last.year, last.month)
        return in_month(first.year, first.month, around.kind) if whole else between(first, last, around.kind)
    if unit == "year":
        return in_year(first.year, around.kind)
    return between(first, last, around.kind)


def _unit_days(anchor: date, unit: str, step: int) -> Days | None:
    """First and last day of the calendar's week, month, quarter, year, decade or century so many steps from the anchor's."""
    if unit == "week":
        first = monday_of(anchor) + timedelta(7 * step)
        return first, first + timedelta(6)
    if unit == "month":
        month = months_on(anchor.replace(day=1), step)
        return (month, month_end(month.year, month.month)) if month else None
    if unit == "quarter":
        month = months_on(date(anchor.year, (anchor.month - 1) // 3 * 3 + 1, 1), 3 * step)
        return season_days(month.year, month.month) if month else None
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    year = anchor.year // years * years + step * years
    return date(year, 1, 1), date(year + years - 1, 12, 31)


def _weekend(anchor: date, relative: str | None, around: Surroundings) -> Meaning:
    """Saturday and Sunday: of last, this or next week; "the weekend" by tense, the running one included."""
    saturday = monday_of(anchor) + timedelta(5)
    if relative and relative.casefold() == "next":
        saturday += timedelta(7)
    elif (relative and relative.casefold() == "last") or (saturday > anchor and around.direction() == "past"):
        saturday -= timedelta(7)
    return between(saturday, saturday + timedelta(1), around.kind)


def read_period(match: re.Match[str], around: Surroundings) -> Meaning | None:
    """The last six months, the next two years: from the anchor back or ahead. A count that is not given makes no period."""
    anchor, relative = around.anchor, group_told(match, "relative")
    count = (
        number_in(group_told(match, "count"))
        if group_told(match, "count")
        else 1
        if not group_told(match, "unit").endswith("s")
        else None
    )
    if relative in ("following", "previous", "preceding") or count is None or anchor is None or count > LONGEST_COUNT:
        return VAGUE
    back = relative in ("last", "past")
    unit = group_told(match, "unit")
    if unit in ("hour", "hours") and count % 24 == 0:
        count, unit = count // 24, "days"
    edge = _shifted(anchor, -count if back else count, unit)
    if edge is None:
        return VAGUE
    meaning = between(edge, anchor, around.kind) if back else between(anchor, edge, around.kind)
    return replace(meaning, when=False)


def _shifted(day: date, count: int, unit: str) -> date | None:
    """A day so many units on (or back); None for units shorter than a day and beyond the calendar."""
    folded = unit.casefold().rstrip("s")
    try:
        if folded in ("day", "night"):
            return day + timedelta(count)
        if folded in ("week", "fortnight", "weekend"):
            return day + timedelta(count * (14 if folded == "fortnight" else 7))
    except OverflowError:
        return None
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "centurie": 1200}.get(folded)
    return months_on(day, count * months) if months else None


def moved(first: date, base: Precision, count: int, unit: str, anchor: Anchor | None) -> Meaning:
    """A time so many units from a day, no more precise than the unit or the time it is counted from."""
    folded = unit.casefold().rstrip("s")
    day = _shifted(first, count, unit)
    if day is None:
        return VAGUE_DATE
    fine = base in ("minute", "day", "interval")
    if folded in ("day", "night"):
        return (_by_part(day, folded, anchor)) if fine else VAGUE_DATE
    if folded in ("week", "fortnight"):
        monday = monday_of(day)
        return between(monday, monday + timedelta(6), anchor, "week") if fine or base == "week" else VAGUE_DATE
    if folded in ("month", "quarter"):
        return in_month(day.year, day.month, anchor) if base != "year" else VAGUE_DATE
    if folded == "year":
        return in_year(day.year, anchor)
    return VAGUE_DATE


def read_ago(match: re.Match[str], around: Surroundings) -> Meaning | None:
    """Ten days ago, two weeks from now: counted from the anchor. "About two years ago" fixes nothing."""
    count = number_in(group_told(match, "count"))
    if group_told(match, "about") or count is None or around.anchor is None or count > LONGEST_COUNT:
        return VAGUE_DATE
    step = -1 if match["way"].casefold() in ("ago", "back") else 1
    return moved(around.anchor, "day", step * count, group_told(match, "unit"), around.kind)


def read_offset(match: re.Match[str], around: Surroundings) -> Meaning | None:
    """Two days earlier, 10 months later: counted from the last event time, never from the anchor."""
    count, before = number_in(group_told(match, "count")), around.before
    if group_told(match, "about") or count is None or before is None or around.last is None or count > LONGEST_COUNT:
        return VAGUE_DATE
    step = -1 if match["way"].casefold() in ("earlier", "before", "previously", "prior") else 1
    return moved(before[0], around.last.precision, step * count, group_told(match, "unit"), "text")


def read_neighbour(match: re.Match[str], around: Surroundings) -> Meaning | None:
    """The following day, the previous year, the day before, that night."""
    before, last = around.before, around.last
    if before is None or last is None:
        return VAGUE_DATE
    words, unit = re.sub(r"\s+", " ", match[0].casefold()), group_told(match, "unit")
    step = 1 if re.search(r"following|next|after|later", words.removeprefix("later ")) else 0
    step = step or (-1 if re.search(r"previous|preceding|before|earlier", words.removeprefix("earlier ")) else 0)
    if unit in ("week", "month", "quarter", "year", "decade"):
        if (unit == "month" and last.precision == "year") or unit in ("quarter", "decade"):
            return VAGUE_DATE
        if unit == "week" and last.precision not in ("day", "minute", "week"):
            return VAGUE_DATE
        days = _unit_days(before[0], unit, step)
        assert days is not None
        if unit == "week":
            return between(*days, "text", "week")
        return in_month(days[0].year, days[0].month, "text") if unit == "month" else in_year(days[0].year, "text")
    if (before[1] - before[0]).days > 1:
        return VAGUE_DATE
    return _by_part(before[0] + timedelta(step), unit, "text")


def read_same(match: re.Match[str], around: Surroundings) -> Meaning | None:
    """The same month last year, the same period two years earlier: the time told last, in that other year."""
    last, before, unit = around.last, around.before, group_told(match, "unit")
    fitting = {
        "day": ("day",),
        "week": ("week",),
        "month": ("month",),
        "quarter": ("interval",),
        "period": ("month", "interval"),
    }
    if last is None or before is None or last.precision not in fitting[unit]:
        return VAGUE_DATE
    if told := group_told(match, "year"):
        years = int(told) - before[0].year
    elif (years := -(number_in(group_told(match, "count") or "one") or 0)) == 0:
        return VAGUE_DATE
    first, end = months_on(before[0], 12 * years), months_on(before[1], 12 * years)
    if first is None or end is None:
        return VAGUE_DATE
    if last.precision == "month":
        meaning = in_month(first.year, first.month, "text")
    elif last.precision == "week":
        meaning = between(monday_of(first), monday_of(first) + timedelta(6), "text", "week")
    else:
        meaning = between(first, end, "text")
    return replace(meaning, when=False)  # what something is compared with, not when anything happened


def read_named_day(_match: re.Match[str], _around: Surroundings) -> Meaning | None:
    """The September 11 attacks, 9/11: a day that goes by its date, without its year."""
    return on(date(2001, 9, 11))


def read_decade(match: re.Match[str], _around: Surroundings) -> Meaning | None:
    first = year_number(re.sub(r"\D", "", match["decade"]))
    return between(date(first, 1, 1), date(first + 9, 12, 31))


def read_century(match: re.Match[str], _around: Surroundings) -> Meaning | None:
    words = match["century"].casefold()
    number = CENTURIES.get(words) or int(re.sub(r"\D", "", words) or 0)
    if not 1 < number < 30:
        return VAGUE_DATE
    return between(date(number * 100 - 100, 1, 1), date(number * 100 - 1, 12, 31))


def read_quarter(match: re.Match[str], around: Surroundings) -> Meaning | None:
    """The first quarter of 2009, the second half of last year; without a year, the one that the tense points to.

    A fiscal quarter stays unresolved: each firm and state has its own.
    """
    if group_told(match, "fiscal", "fiscal2", "fiscal3"):
        return VAGUE_DATE
    words = match["ordinal"].casefold()
    half = "half" in group_told(match, "unit")
    number = int(words[1]) if words[0] == "q" else ORDINALS[words]
    number = 2 if half and words in ("final", "last") else number
    length = 6 if half else 3
    if number * length > 12:
        return VAGUE_DATE
    month, year = (number - 1) * length + 1, _year_of(group_told(match, "year"), around)
    told = is_dated(match)
    if year is None:
        if around.anchor is None:
            return VAGUE_DATE
        chosen = _choose((date(y, month, 1) for y in _years_near(around)), around)
        assert chosen is not None
        year = chosen.year
    return between(date(year, month, 1), month_end(year, month + length - 1), _anchor_if(not told, around))


def read_season(match: re.Match[str], around: Surroundings) -> Meaning | None:
    month, year, anchor = SEASONS[match["season"].casefold()], _year_of(group_told(match, "year"), around), around.anchor
    relative = group_told(match, "relative")
    if year is not None:
        return between(*season_days(year, month), _anchor_if(not is_dated(match), around))
    if relative in ("following", "previous", "preceding"):
        return VAGUE_DATE
    if anchor is None:
        return VAGUE_DATE
    seasons = [season_days(y, month) for y in _years_near(around)]
    if relative in ("last", "past", "this past"):
        first = max(days[0] for days in seasons if days[1] < anchor)
    elif relative in ("next", "coming", "this coming"):
        first = min(days[0] for days in seasons if days[0] > anchor)
    elif relative == "this":
        first = date(anchor.year, month, 1)
    else:
        chosen = _choose((days[0] for days in seasons), around, lambda day: season_days(day.year, day.month)[1])
        assert chosen is not None
        first = chosen
    return between(*season_days(first.year, month), around.kind)


def read_holiday(match: re.Match[str], around: Surroundings) -> Meaning | None:
    named = re.sub(r"\s+", " ", match["holiday"].casefold()).replace("’", "'")
    feast = HOLIDAYS[named]
    year = _year_of(group_told(match, "year"), around)
    if feast is None:
        return VAGUE_DATE
    if year is not None and group_told(match, "year"):
        return on(date(year, *feast), _anchor_if(not is_dated(match), around))
    relative = group_told(match, "relative")
    if around.anchor is None:
        return VAGUE_DATE
    days = [date(y, *feast) for y in _years_near(around)]
    if relative in ("last", "this past"):
        return on(max(day for day in days if day < around.anchor), around.kind)
    if relative in ("next", "this coming"):
        return on(min(day for day in days if day > around.anchor), around.kind)
    if relative == "this":
        return on(date(around.anchor.year, *feast), around.kind)
    if around.direction() == "unknown":
        return on(max(day for day in days if day <= around.anchor), around.kind)
    day = _choose(days, around)
    return on(day, around.kind) if day else VAGUE_DATE


def read_years(match: re.Match[str], _around: Surroundings) -> Meaning | None:
    """2013-15, 2003-2007."""
    first, words = int(match["first"]), match["last"]
    last = int(words) if len(words) == 4 else int(match["first"][:2] + words)
    return between(date(first, 1, 1), date(last, 12, 31)) if first < last < LATEST_YEAR else None


def read_year(match: re.Match[str], _around: Surroundings) -> Meaning | None:
    return in_year(int(group_told(match, "year")))


def read_clock(_match: re.Match[str], _around: Surroundings) -> Meaning | None:
    return VAGUE_DATE


def read_vague(_match: re.Match[str], _around: Surroundings) -> Meaning | None:
    return VAGUE


def read_vague_date(_match: re.Match[str], _around: Surroundings) -> Meaning | None:
    return VAGUE_DATE
