"""The Timeline: when it happened, and when it was reported; a vague date stays a bar as wide as its precision.

What always holds: an event without a date is listed apart and drawn nowhere; an event that is vaguer than a stretch of the
overview is not counted into any of its stretches; what lies beyond the edge of the drawing says so there; moving and zooming
are addresses, so that what one looks at can be sent to somebody else. All that is drawn stands beside it in words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from accordingto.model import Time
from accordingto.present.brief.wording import day_words
from accordingto.present.web.claims import accepted_ids
from accordingto.present.web.drawings import (
    Bar,
    Column,
    Scale,
    Tick,
    bar,
    columns,
    day_of,
    moment,
    stretch,
    time_scale,
    time_ticks,
)
from accordingto.present.web.events import GROUPS, KINDS, EventFilters, EventLine, Kind, asked_of_events, event_lines, lens
from accordingto.present.web.filters import Filters, Where, narrowed
from accordingto.present.web.pages import Pages, asked
from accordingto.present.web.shelf import Label, Shelf, span_href

ROWS = 60  # items of a page
REPORTED_MOST = 24  # reports of one event that are drawn and named; the rest is counted
UNDATED_FIRST = 8  # events without a date that the first page names
COLUMNS_MOST = 80  # stretches of the overview
OUTLYING = 0.1  # share of events at either end that do not stretch the overview: they are its first and last column
FINE = 7.0  # days within which a date says something of where the overview is to look closely
OVERVIEW_HEIGHT = 44  # pixels
LEAST_ROOM = 7.0  # days before the first and after the last report that the drawing holds at least
NARROWEST = 1.0  # days

Sort = Literal["happened", "reported"]


@dataclass(frozen=True, slots=True)
class Reported:
    """A report of an event: where it tells of it, and its tick on the axis; None where the report has no date."""

    report: Label
    href: str
    x: float | None
    beyond: bool


@dataclass(frozen=True, slots=True)
class Item:
    """An event with its two lanes: `happened` is None where it has no date."""

    line: EventLine
    heading: str
    happened: Bar | None
    reported: tuple[Reported, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """One column of the overview: how many events lie wholly in it, and the window that shows them."""

    words: str
    count: int
    since: str
    until: str
    shown: bool
    column: Column


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are drawn, and where one gets from there."""

    since: str
    until: str
    words: str
    closer: tuple[str, str]
    wider: tuple[str, str]
    earlier: tuple[str, str]
    later: tuple[str, str]
    first: tuple[str, str]
    last: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of events in the order of time, of how many; and how many have no date. `more`: not all that answer were counted,
    for there are too many; what is listed and drawn is of those that were.
    """

    items: tuple[Item, ...]
    count: int
    page: int
    pages: int
    times: tuple[Tick, ...]
    window: Window | None
    overview: tuple[Stretch, ...]
    vaguer: int
    undated: tuple[EventLine, ...]
    undated_count: int
    more: bool = False


def timeline(shelf: Shelf, filters: EventFilters) -> Timeline:
    """The events that answer, by when they happened or (`sort=reported`) were first reported, in groups if asked for."""
    accepted = accepted_ids(shelf) if filters.layer == "accepted" else None
    where, answering = narrowed(shelf.ask, asked_of_events(filters, accepted))
    wide, widely = where, answering
    if filters.since or filters.until:
        wide, widely = narrowed(shelf.ask, asked_of_events(replace(filters, since="", until=""), accepted))
    dated, without = where.also("event.time_value IS NOT NULL"), wide.also("event.time_value IS NULL")
    counts, dated_count, undated_count = _counts(shelf, wide)
    if where is wide:
        count = dated_count
    elif answering is not None:
        count = answering  # whatever answers to a day has one
    else:
        count = shelf.number(f"SELECT count(*) FROM event WHERE {dated.sql}", *dated.values)
    if filters.undated:
        return replace(_undated(shelf, filters, without, undated_count), more=widely is None)
    offset = (filters.page - 1) * ROWS
    lines = event_lines(shelf, _ids(shelf, filters, dated, offset))
    reported = {line.id: _reports(shelf, line.id) for line in lines}
    scale = _scale(lines, reported, filters)
    overview, vaguer = _overview(counts, scale)
    first = f"SELECT id FROM event WHERE {without.sql} ORDER BY reports DESC, n LIMIT ?"
    rows = shelf.ask(first, *without.values, UNDATED_FIRST) if undated_count else []
    return Timeline(
        items=tuple(_item(line, filters.group, reported[line.id], scale) for line in lines),
        count=count,
        page=filters.page,
        pages=-(-count // ROWS),
        times=time_ticks(scale) if scale else (),
        window=_window(scale, counts) if scale else None,
        overview=overview,
        vaguer=vaguer,
        undated=tuple(event_lines(shelf, [str(id) for (id,) in rows])) if filters.page == 1 else (),
        undated_count=undated_count,
        more=None in (answering, widely),
    )


def _undated(shelf: Shelf, filters: EventFilters, where: Where, count: int) -> Timeline:
    """The events without a date: a list, and no drawing."""
    rows = shelf.ask(
        f"SELECT id FROM event WHERE {where.sql} ORDER BY reports DESC, n LIMIT ? OFFSET ?",
        *where.values, ROWS, (filters.page - 1) * ROWS,
    )  # fmt: skip
    lines = event_lines(shelf, [str(id) for (id,) in rows])
    return Timeline((), 0, filters.page, -(-count // ROWS), (), None, (), 0, tuple(lines), count)


# ------------------------------------------------------------------------------------------------------------------ order

# Names are gone through in their order, so that no more events are put in order than a page and those before it hold.
_GROUPED = {
    "place": ("entity CROSS JOIN event ON event.place = entity.id", "entity.kind, entity.name", "event.place IS NULL"),
    "actor": (
        "entity CROSS JOIN holding ON holding.held = entity.id AND holding.kind = 'event' CROSS JOIN event ON event.id ="
        " holding.id AND json_extract(event.actor, '$[0]') = entity.id",
        "entity.kind, entity.name",
        "event.actor = '[]'",
    ),
    "kind": ("event", "event.kind", "event.kind IS NULL"),
}
"""Groups: the tables in which their events are found, the order of the groups, and which events are in none."""
_FIRST_REPORT = (
    "(SELECT min(published_value) FROM event_mention JOIN article ON article.id = event_mention.article WHERE"
    " event_mention.event = event.id)"
)


def _ids(shelf: Shelf, filters: EventFilters, where: Where, offset: int) -> list[str]:
    """The events of a page, in its order."""
    if filters.sort == "reported" and not filters.group:
        return _as_reported(shelf, where, offset)
    order = "event.time_value, event.n"
    if filters.sort == "reported":
        order = f"{_FIRST_REPORT} IS NULL, {_FIRST_REPORT}, event.n"
    if not filters.group:
        rows = shelf.ask(
            f"SELECT id FROM event WHERE {where.sql} ORDER BY {order} LIMIT ? OFFSET ?", *where.values, ROWS, offset
        )
        return [str(id) for (id,) in rows]
    tables, by, none = _GROUPED[filters.group]
    inside = f"SELECT event.id FROM {tables} WHERE NOT ({none}) AND {where.sql} ORDER BY {by}, {order}"
    outside = f"SELECT event.id FROM event WHERE {none} AND {where.sql} ORDER BY {order}"
    found: list[str] = []
    for question in (inside, outside):
        for (id,) in shelf.record.select(question, *where.values):
            found.append(str(id))
            if len(found) == offset + ROWS:
                return found[offset:]
    return found[offset:]


def _as_reported(shelf: Shelf, where: Where, offset: int) -> list[str]:
    """Events in the order of their first report. Reports are gone through by day until the page is full: no more are read."""
    found: dict[str, None] = {}
    for event in _told(shelf, where):
        found.setdefault(event)
        if len(found) == offset + ROWS:
            break
    return list(found)[offset:]


def _told(shelf: Shelf, where: Where) -> Iterator[str]:
    for has_day in ("IS NOT NULL", "IS NULL"):
        rows = shelf.record.select(
            "SELECT event.id FROM article CROSS JOIN event_mention ON event_mention.article = article.id CROSS JOIN event ON"
            f" event.id = event_mention.event WHERE article.published_value {has_day} AND {where.sql}"
            " ORDER BY article.published_value, article.n",
            *where.values,
        )
        yield from (str(id) for (id,) in rows)


def _reports(shelf: Shelf, event: str) -> tuple[list[tuple[Label, str]], int]:
    """The first reports that tell of an event, each with the place of its first words on it; and how many more there are."""
    rows = shelf.ask(
        "SELECT article.id, min(trigger_start), trigger_end, count(*) OVER () FROM event_mention JOIN article ON article.id ="
        " event_mention.article WHERE event = ? GROUP BY article.id ORDER BY published_value IS NULL, published_value,"
        " article.n LIMIT ?",
        event, REPORTED_MOST,
    )  # fmt: skip
    labels = shelf.labels([str(row[0]) for row in rows])
    told = [
        (labels[str(id)], span_href(str(id), int(str(start)), int(str(end)))) for id, start, end, _ in rows if str(id) in labels
    ]
    return told, max(0, int(str(rows[0][3])) - len(rows)) if rows else 0


# -------------------------------------------------------------------------------------------------------------- the drawing


def _scale(
    lines: Sequence[EventLine], reported: dict[str, tuple[list[tuple[Label, str]], int]], filters: EventFilters
) -> Scale | None:
    """The days that are drawn: those asked for, else those around the reports, else those of the events.

    A report on a flood may name one of a hundred years ago; it is not to squeeze the week of the flood into a line.
    """
    happened = [reach for line in lines if (reach := stretch(line.time))]
    told = [reach[0] for reports, _ in reported.values() for label, _ in reports if (reach := stretch(label.published))]
    low, high = _asked(filters)
    if low is None or high is None:
        ends = told or [end for reach in happened for end in reach]
        if not ends:
            return None
        first, last = min(ends), max(ends)
        room = max(LEAST_ROOM, (last - first) / 2)
        near = [reach for reach in happened if reach[1] > first - room and reach[0] < last + room]
        if len(near) * 2 < len(happened):
            near, first, last, room = happened, min(one for one, _ in happened), max(one for _, one in happened), 0.0
        # A stretch of years that reaches into the days drawn is cut at their edge; a short one is shown whole.
        held = [first, last, *(max(one, first - room) for one, _ in near), *(min(one, last + room) for _, one in near)]
        found = time_scale(held)
        if found is None:
            return None
        low, high = (found.low if low is None else low), (found.high if high is None else high)
    return Scale(low, max(high, low + NARROWEST))


def _asked(filters: EventFilters) -> tuple[float | None, float | None]:
    """The window of an address, in days; None where an end is open or no day of the calendar."""
    ends: list[float | None] = []
    for given, last in ((filters.since, False), (filters.until, True)):
        try:
            reach = stretch(Time(given, "day")) if given else None
        except ValueError:  # such as 2031-02-30, which filters by order alone
            reach = None
        ends.append(None if reach is None else reach[last])
    low, high = ends
    return (low, high) if low is None or high is None or low < high else (None, None)


def _item(line: EventLine, group: str, reported: tuple[list[tuple[Label, str]], int], scale: Scale | None) -> Item:
    ticks = []
    for label, href in reported[0]:
        reach = stretch(label.published)
        x = scale.at(reach[0]) if reach and scale else None
        ticks.append(Reported(label, href, x, bool(reach and scale and not scale.holds(reach[0]))))
    heading = {
        "place": line.place.name if line.place else "place not stated",
        "actor": line.actors[0].name if line.actors else "doer not stated",
        "kind": KINDS.get(line.kind or "", "of no known kind"),
    }.get(group, "")
    return Item(line, heading, bar(line.time, scale) if scale else None, tuple(ticks), reported[1])


def _window(scale: Scale, counts: Sequence[tuple[float, float, int]]) -> Window:
    """Where one gets from the days that are drawn, as days in an address."""
    low, high = scale.low, scale.high
    wide = max(NARROWEST, high - low)
    begin = min((first for first, _, _ in counts), default=low)
    end = max((last for _, last, _ in counts), default=high)
    middle = (low + high) / 2
    since, until = _days(low, high)
    return Window(
        since, until, day_words(f"{since}/{until}" if since != until else since),
        closer=_days(middle - wide / 4, middle + wide / 4),
        wider=_days(middle - wide, middle + wide),
        earlier=_days(low - wide / 2, high - wide / 2),
        later=_days(low + wide / 2, high + wide / 2),
        first=_days(begin, begin + wide),
        last=_days(end - wide, end),
    )  # fmt: skip


def _days(low: float, high: float) -> tuple[str, str]:
    first, last = day_of(low), day_of(max(low, high - 1e-6))
    return first.isoformat(), last.isoformat()


# ------------------------------------------------------------------------------------------------------------- the overview


def _counts(shelf: Shelf, where: Where) -> tuple[list[tuple[float, float, int]], int, int]:
    """How many events there are of each stretch of days, in order; how many have a date at all, and how many none."""
    rows = shelf.ask(f"SELECT event.time_value, count(*) FROM event WHERE {where.sql} GROUP BY 1", *where.values)
    found: dict[tuple[float, float], int] = defaultdict(int)
    dated = undated = 0
    for value, count in rows:
        if value is None:
            undated += int(str(count))
            continue
        dated += int(str(count))
        reach = stretch(Time(str(value) if "/" in str(value) else str(value)[:10], "day"))
        if reach:
            found[reach] += int(str(count))
    return sorted((*reach, count) for reach, count in found.items()), dated, undated


def _overview(counts: Sequence[tuple[float, float, int]], scale: Scale | None) -> tuple[tuple[Stretch, ...], int]:
    """All events over all time in at most so many columns, and how many are vaguer than a column is wide."""
    total = sum(count for _, _, count in counts)
    if not total or scale is None:
        return (), 0
    first, last = _bulk([one for one in counts if one[1] - one[0] <= FINE] or counts)
    unit = next(
        (unit for unit, days in (("day", 1.0), ("month", 30.4), ("year", 365.25)) if (last - first) / days <= COLUMNS_MOST),
        "decade",
    )
    bins = _bins(day_of(first), day_of(last), unit)
    held = dict.fromkeys(range(-1, len(bins)), 0)
    later = vaguer = 0
    last_end = bins[-1][1] + 1
    for begin, end, count in counts:
        if end <= bins[0][0]:
            held[-1] += count
        elif begin >= bins[-1][1]:
            later += count
            last_end = max(last_end, end)
        else:
            nth = next((nth for nth, (low, high) in enumerate(bins) if low <= begin and end <= high), None)
            if nth is None:
                vaguer += count
            else:
                held[nth] += count
    named = [(counts[0][0], bins[0][0], held[-1])] if held[-1] else []
    named += [(*bins[nth], held[nth]) for nth in range(len(bins))]
    named += [(bins[-1][1], last_end, later)] if later else []
    drawn = columns([(str(low), count) for low, _, count in named], height=OVERVIEW_HEIGHT)
    return tuple(
        Stretch(_stretch_words(low, high), count, *_days(low, high), low < scale.high and high > scale.low, column)
        for (low, high, count), column in zip(named, drawn, strict=True)
    ), vaguer  # fmt: skip


def _bulk(counts: Sequence[tuple[float, float, int]]) -> tuple[float, float]:
    """Between which days all but the outlying lie."""
    total = sum(count for _, _, count in counts)
    passed, first, last = 0, counts[0][0], counts[-1][0]
    for begin, _, count in counts:
        if passed <= total * OUTLYING:
            first = begin
        if passed <= total * (1 - OUTLYING):
            last = begin
        passed += count
    return first, last


def _bins(first: date, last: date, unit: str) -> list[tuple[float, float]]:
    if unit == "day":
        days = range(first.toordinal(), last.toordinal() + 1)
        return [(float(day), float(day + 1)) for day in days]
    if unit == "month":
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month + 1)
        starts = [_start(month // 12, month % 12 + 1) for month in months]
    else:
        step = 10 if unit == "decade" else 1
        starts = [_start(year, 1) for year in range(first.year // step * step, last.year // step * step + 2 * step, step)]
    return list(pairwise(starts))


def _start(year: int, month: int) -> float:
    return moment(f"{min(max(year, 1), 9999):04d}-{month:02d}")


def _stretch_words(low: float, high: float) -> str:
    """A stretch of whole days as one says it: a day, a month, a year, or from when to when."""
    first, last = day_of(low), day_of(high - 1e-6)
    if first == last:
        return day_words(first.isoformat())
    if (first.day, day_of(high).day) == (1, 1):
        if (first.year, first.month) == (last.year, last.month):
            return day_words(f"{first:%Y-%m}")
        if first.year == last.year and first.month == 1 and last.month == 12:
            return f"{first.year}"
        if first.month == 1 and last.month == 12:
            return f"{first.year}–{last.year}"
    return day_words(f"{first.isoformat()}/{last.isoformat()}")


# ----------------------------------------------------------------------------------------------------------------- routes


def routes(pages: Pages) -> APIRouter:
    """The Timeline, and the same as JSON."""
    router = APIRouter()

    @router.get("/timeline", response_class=HTMLResponse)
    def timeline_page(request: Request, kind: str = "", reality: str = "", group: str = "", undated: str = "") -> HTMLResponse:
        wanted = replace(lens(pages.filters(request), kind=kind, reality=reality, group=group), undated=undated and "1")
        with pages.shelf() as shelf:
            found = timeline(shelf, wanted)
            return pages.page(request, "timeline.html.jinja", shelf, timeline=found, filters=wanted, kinds=KINDS, groups=GROUPS)

    @router.get("/api/timeline", tags=["events"])
    def timeline_data(
        filters: Annotated[Filters, Depends(asked)],
        kind: Kind = "",
        reality: str = "",
        group: Annotated[str, Query(description="place, actor or kind", max_length=20)] = "",
        undated: Annotated[bool, Query(description="only events without a date")] = False,
    ) -> Timeline:
        """Events by when they happened (`sort=reported`: by when they were first reported), with what is drawn of them."""
        wanted = replace(lens(filters, kind=kind, reality=reality, group=group), undated="1" if undated else "")
        with pages.shelf() as shelf:
            return timeline(shelf, wanted)

    return router
