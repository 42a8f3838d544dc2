"""The Map: where it happened, as precisely as it is known and no more.

What always holds: what is drawn is what is listed beside it; a country, a sea and whatever has no point are listed and never
drawn; a point that cannot be right is listed with what is wrong with it. Nothing is located by guessing: a person sets a place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from accordingto.errors import UnusableJudgement
from accordingto.model import Bounds, PlacePrecision
from accordingto.present.brief import phrases
from accordingto.present.brief.wording import clear
from accordingto.present.web.claims import accepted_ids
from accordingto.present.web.filters import (
    PAGE_ROWS,
    Asked,
    Condition,
    Filters,
    Where,
    asked_of_articles,
    everyone,
    named_in,
    narrowed,
)
from accordingto.present.web.guard import local_path
from accordingto.present.web.judging import REASON_LONGEST, Mine, decided
from accordingto.present.web.keeping import Keeping
from accordingto.present.web.outlines import country
from accordingto.present.web.pages import Pages, asked
from accordingto.present.web.projection import HEIGHT, WIDTH, Drawing, Spot, View, drawn, fitted, view_of
from accordingto.present.web.shelf import Shelf, Standing, listed
from accordingto.record.queries import versions_of

PRECISIONS: tuple[PlacePrecision, ...] = get_args(PlacePrecision)
DRAWN: tuple[PlacePrecision, ...] = ("point", "town", "near", "district", "province", "region")
AREAS: tuple[PlacePrecision, ...] = ("district", "province", "region", "country", "sea")
MARKED = 200  # places drawn and listed at once, those with most events; the rest has pages of its own
FEW_ARTICLES = 700  # articles whose names are gone through one by one; places are fewer than names, and soon asked each
RANKED = 20_000  # places up to which those without events are put in the order of their mentions
NULL_ISLAND = 0.01  # degrees around (0, 0), where missing coordinates are taken to

Group = Literal["located", "area", "unlocated"]
GROUPS: tuple[Group, ...] = get_args(Group)
BELONGING = (
    f"CASE WHEN place_lat IS NOT NULL AND place_lon IS NOT NULL AND place_precision IN {DRAWN!r} THEN 'located'"
    f" WHEN place_precision IN {AREAS!r} THEN 'area' ELSE 'unlocated' END"
)
"""The group that a place belongs to. A place that nobody located has no precision at all."""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place as one line of the list: how precisely it is known, and what is told of it.

    `reports` carry its events. Of `origins`, the low bound is that of the event that has most; the high is that of all events
    together, as if no two shared an origin. `mentions` is how often it is named, counted where no event is told of it; `flaw`
    is what is wrong with its point.
    """

    id: str
    name: str
    precision: PlacePrecision | None
    country: str | None
    country_name: str | None
    lat: float | None
    lon: float | None
    events: int
    reports: int
    origins: Bounds
    mentions: int | None
    flaw: str | None
    standing: Standing
    version: str

    @property
    def href(self) -> str:
        return f"/n/{self.id}"


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """Places of which is known alike where they are, the most told first, of how many."""

    group: Group
    places: tuple[PlaceLine, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Atlas:
    """All places that answer, by how well they are located. `flagged` have a point that cannot be right.

    `more`: there are more events than were counted, so that each count of events, reports and origins is "at least".
    """

    located: PlaceGroup
    flagged: tuple[PlaceLine, ...]
    area: PlaceGroup
    unlocated: PlaceGroup
    events: int
    events_nowhere: int
    page: int
    pages: int
    more: bool = False

    @property
    def count(self) -> int:
        return self.located.count + self.area.count + self.unlocated.count


# ------------------------------------------------------------------------------------------------------------------ places


def atlas(shelf: Shelf, filters: Filters) -> Atlas:
    """Where what answers the filters happened. Sorted by a group's name, that group alone, page by page."""
    only = next((group for group in GROUPS if group == filters.sort), None)
    hidden = rejected(shelf)
    asked_of = asked_of_articles(everyone(shelf.ask, replace(filters, actor="", event="", place="")))
    told, more = _events(shelf, filters, asked_of, hidden)
    which = _places(shelf, filters, asked_of, hidden)
    ranked = shelf.number("SELECT count(*) FROM entity WHERE kind = 'place'") <= RANKED
    by = "+place" if _is_list(told) else "place"
    bounds = {group: _bounds(group, only, filters.page) for group in GROUPS}
    rows = shelf.ask(
        PLACES.format(by=by, told=told.sql, which=which.sql, named=NAMED if ranked else "NULL"),
        *told.values, *which.values, *(bound for group in GROUPS for bound in bounds[group]),
    )  # fmt: skip
    counts: dict[Any, int] = {row[0]: int(str(row[2])) for row in rows}
    shown = [row for row in rows if bounds[row[0]][0] < int(str(row[1])) <= bounds[row[0]][1]]  # type: ignore[index]
    found: dict[Any, list[PlaceLine]] = {group: [] for group in GROUPS}
    for row, line in zip(shown, _lines(shelf, told, shown), strict=True):
        found[row[0]].append(line)
    groups = {
        group: PlaceGroup(group, tuple(line for line in found[group] if not line.flaw), counts.get(group, 0))
        for group in GROUPS
    }
    first, last = bounds[only] if only else (0, 0)
    return Atlas(
        groups["located"], tuple(line for line in found["located"] if line.flaw), groups["area"], groups["unlocated"],
        int(str(rows[0][3] or 0)) if rows else 0,
        shelf.number(f"SELECT count(*) FROM event WHERE event.place IS NULL AND {told.sql}", *told.values),
        filters.page if only else 1, -(-groups[only].count // (last - first)) if only else 0, more,
    )  # fmt: skip


NAMED = "coalesce((SELECT mentions FROM name_count WHERE name_count.entity = entity.id), 0)"

# All of it in one question, so that the events are gone through once. How often a place is named is counted only where no event
# is told of it. The first of each group is always among the rows, for the sake of its count.
PLACES = (
    "WITH told AS MATERIALIZED (SELECT place, count(*) AS events, max(coalesce(origins_low, 0)) AS low, sum(origins_high) AS"
    " high, sum(origins_high IS NULL) AS open, max(reports) AS most FROM event WHERE place IS NOT NULL AND {told}"
    " GROUP BY {by}),"
    f" here AS MATERIALIZED (SELECT {BELONGING} AS belonging, entity.id AS id, name, place_precision, place_country, place_lat,"
    " place_lon, events, low, high, open, most, entity.n AS n, CASE WHEN events IS NULL THEN {named} END AS named"
    " FROM entity LEFT JOIN told ON told.place = entity.id WHERE {which}),"
    " ranked AS (SELECT *, row_number() OVER (PARTITION BY belonging ORDER BY coalesce(events, 0) DESC, named DESC, name, n)"
    " AS nth, count(*) OVER (PARTITION BY belonging) AS many FROM here)"
    " SELECT belonging, nth, many, (SELECT sum(events) FROM told), id, name, place_precision, place_country, place_lat,"
    " place_lon, events, low, high, open, most FROM ranked WHERE nth = 1 OR (belonging = 'located' AND nth > ? AND nth <= ?)"
    " OR (belonging = 'area' AND nth > ? AND nth <= ?) OR (belonging = 'unlocated' AND nth > ? AND nth <= ?)"
    " ORDER BY belonging, nth"
)


def _is_list(told: Where) -> bool:
    """Whether events are given one by one. A plus then keeps SQLite from going through all others, by their places."""
    return "event.n IN" in told.sql


def _bounds(group: Group, only: Group | None, page: int) -> tuple[int, int]:
    """Which rows of a group are shown: after the first bound, up to the second."""
    rows = MARKED if group == "located" else PAGE_ROWS
    if only is None:
        return 0, rows
    return ((page - 1) * rows, page * rows) if group == only else (0, 0)


def _lines(shelf: Shelf, told: Where, rows: Sequence[Sequence[Any]]) -> list[PlaceLine]:
    ids = [str(row[4]) for row in rows]
    naming = "SELECT entity, mentions FROM name_count WHERE entity IN (SELECT value FROM json_each(?))"
    mentions = {row[0]: row[1] for row in shelf.ask(naming, listed(str(row[4]) for row in rows if not row[10]))}
    reports = _reports(shelf, told, {str(row[4]): int(row[10]) for row in rows if (row[10] or 0) > 1})
    stands, versions = shelf.standing(ids), versions_of(shelf.record, ids)
    return [_line(row[4:], mentions, reports, stands, versions[str(row[4])]) for row in rows]


def _reports(shelf: Shelf, told: Where, events: Mapping[str, int]) -> dict[Any, Any]:
    """By place, how many reports tell of its events; `events`: how many of them answer. Where all do, it was counted before."""
    there = "SELECT place, count(*) FROM event WHERE place IN (SELECT value FROM json_each(?)) GROUP BY place"
    every = {row[0]: row[1] for row in shelf.ask(there, listed(events))}
    whole = [place for place, count in events.items() if every[place] == count]
    drawn = "SELECT place, count(*) FROM place_report WHERE place IN (SELECT value FROM json_each(?)) GROUP BY place"
    by = "+event.place" if _is_list(told) else "event.place"
    telling = (
        "SELECT event.place, count(DISTINCT article) FROM event JOIN event_mention ON event_mention.event = event.id"
        f" WHERE {by} IN (SELECT value FROM json_each(?)) AND {told.sql} GROUP BY event.place"
    )
    rest = events.keys() - set(whole)
    found = shelf.ask(drawn, listed(whole)) + (shelf.ask(telling, listed(rest), *told.values) if rest else [])
    return {row[0]: row[1] for row in found}


def _line(
    row: Sequence[Any], mentions: dict[Any, Any], reports: dict[Any, Any], stands: dict[str, Standing], version: str
) -> PlaceLine:
    id, name, precision, code, lat, lon, events, low, high, open_, most = row
    outlined = country(code)
    origins = Bounds(low or 0, None if open_ else high or 0) if events else Bounds(0, 0)
    drawable = precision in DRAWN and lat is not None and lon is not None
    return PlaceLine(
        id, clear(name), precision, code, outlined.name if outlined else None, lat, lon, events or 0,
        reports.get(id, most or 0), origins, None if events else mentions.get(id, 0),
        flaw(lat, lon, code) if drawable else None, stands[id], version,
    )  # fmt: skip


def flaw(lat: float, lon: float, code: str | None) -> str | None:
    """What is wrong with a point, in words; None where nothing shows."""
    outlined = country(code)
    if abs(lat) > 90 or abs(lon) > 180:
        swapped = abs(lat) <= 180 and abs(lon) <= 90
        return "latitude and longitude seem to be exchanged" if swapped else "there is no such point on the globe"
    if abs(lat) < NULL_ISLAND and abs(lon) < NULL_ISLAND:
        return "0, 0 is where missing coordinates are taken to"
    if outlined is not None and not outlined.holds(lat, lon):
        if abs(lon) <= 90 and outlined.holds(lon, lat):
            return f"latitude and longitude seem to be exchanged: the other way round it lies in {outlined.name}"
        return f"it lies outside {outlined.name}"
    return None


def rejected(shelf: Shelf) -> str:
    """The ids that a person rejected, as a JSON list for questions."""
    rows = shelf.ask(
        "SELECT DISTINCT judgement_subject.id FROM judgement JOIN judgement_subject ON judgement_subject.judgement ="
        " judgement.id WHERE verdict = 'reject' AND judgement_subject.id IS NOT NULL"
    )
    return listed(id for id, how in shelf.standing([str(row[0]) for row in rows]).items() if how == "rejected")


def _events(shelf: Shelf, filters: Filters, articles: Asked, hidden: str) -> tuple[Where, bool]:
    """Events that answer the filters (their table is named `event`), less those rejected; and whether there are more of them.

    Where very many answer, these are some of them: to count all that a year's reports tell takes seconds.
    """
    own, others = Where(), []
    if hidden != "[]":
        own = own.also("event.id NOT IN (SELECT value FROM json_each(?))", hidden)
    if filters.event:
        own = own.also("event.id = ?", filters.event)
    if filters.place:
        own = own.also("event.place = ?", filters.place)
    if filters.min_origins:
        own = own.also("coalesce(event.origins_low, 0) >= ?", filters.min_origins)
    if filters.actor:
        others.append(
            Condition(
                "SELECT id FROM holding WHERE held = ? AND kind = 'event'",
                "EXISTS (SELECT 1 FROM holding WHERE held = ? AND kind = 'event' AND holding.id = event.id)",
                (filters.actor,),
            )
        )
    if filters.status:
        state = "claim_member.statement = event_mention.statement"
        others.append(
            Condition(
                "SELECT event_mention.event AS id FROM claim CROSS JOIN claim_member ON claim_member.claim = claim.id CROSS"
                f" JOIN event_mention ON {state} WHERE claim.state = ?",
                f"EXISTS (SELECT 1 FROM event_mention CROSS JOIN claim_member ON {state} CROSS JOIN claim ON claim.id ="
                " claim_member.claim WHERE event_mention.event = event.id AND claim.state = ?)",
                (filters.status,),
            )
        )
    more = False
    if articles.own.parts or articles.others:
        where, count = narrowed(shelf.ask, articles)
        more = count is None
        others.append(
            Condition(
                "SELECT event_mention.event AS id FROM article CROSS JOIN event_mention ON event_mention.article = article.id"
                f" WHERE {where.sql}",
                "EXISTS (SELECT 1 FROM event_mention CROSS JOIN article ON article.id = event_mention.article WHERE"
                f" event_mention.event = event.id AND {where.sql})",
                where.values,
            )
        )
    if filters.layer == "accepted":
        taken = accepted_ids(shelf)
        some = "IN (SELECT value FROM json_each(?))"
        others.append(
            Condition(
                f"SELECT id FROM event WHERE id {some} UNION ALL SELECT event FROM event_mention WHERE id {some} UNION ALL"
                f" SELECT event FROM event_mention WHERE statement {some}",
                f"event.id {some} OR EXISTS (SELECT 1 FROM event_mention WHERE event_mention.event = event.id AND"
                f" (event_mention.id {some} OR event_mention.statement {some}))",
                (taken, taken, taken),
            )
        )
    if not others:
        return own, False
    found, count = narrowed(shelf.ask, Asked("event", own, tuple(others)))
    return found, more or count is None


def _places(shelf: Shelf, filters: Filters, articles: Asked, hidden: str) -> Where:
    """Places that answer: those of events that do, and, where only reports are filtered, those that these reports name."""
    where = Where().also("entity.kind = 'place' OR told.events > 0")
    if hidden != "[]":
        where = where.also("entity.id NOT IN (SELECT value FROM json_each(?))", hidden)
    if filters.place:
        return where.also("entity.id = ?", filters.place)
    if filters.actor or filters.event or filters.min_origins or filters.status or filters.layer == "accepted":
        return where.also("told.events > 0")
    if articles.own.parts or articles.others:
        named = named_in(shelf.ask, articles, FEW_ARTICLES)
        return where.also(f"told.events > 0 OR {named.sql}", *named.values)
    return where


# ----------------------------------------------------------------------------------------------------------------- drawing


def drawing(found: Atlas, view: View | None) -> Drawing:
    """The located places of a list, drawn: those that are listed, and no others."""
    spots = [
        Spot(one.id, one.name, one.lat, one.lon, one.precision, one.events or one.mentions or 0, in_words(one))
        for one in found.located.places
        if one.lat is not None and one.lon is not None and one.precision is not None
    ]
    return drawn(spots, view or fitted([(spot.lat, spot.lon) for spot in spots]))


def in_words(one: PlaceLine) -> str:
    """What a marker says of its place."""
    if not one.events:
        return f"no event · named {phrases.plural(one.mentions or 0, 'time')}"
    return f"{phrases.plural(one.events, 'event')} · {phrases.plural(one.reports, 'report')} · {phrases.origins(one.origins)}"


# ----------------------------------------------------------------------------------------------------------------- setting


def set_place(lat: str, lon: str, precision: str, code: str) -> dict[str, Any]:
    """The change that puts a place where a form says. Both coordinates may have been pasted into the first field."""
    numbers = re.findall(r"[-+−]?\d+(?:\.\d+)?", lat) if not lon.strip() else [lat, lon]
    if lat.strip() and not lon.strip() and len(numbers) != 2:
        raise UnusableJudgement(
            "a point is a latitude and a longitude in degrees, such as 36.85 and 37.12; give both or neither"
        )
    try:
        point = [float(each.strip().replace("−", "-")) for each in numbers] if lat.strip() or lon.strip() else [None, None]
    except ValueError:
        raise UnusableJudgement("latitude and longitude are degrees written as numbers, such as 36.85 and -7.12") from None
    if precision not in PRECISIONS:
        raise UnusableJudgement(f"say how precisely it is known: one of {', '.join(PRECISIONS)}")
    where = {"lat": point[0], "lon": point[1], "country": code.strip().upper() or None, "precision": precision}
    return {"place": where}


# ------------------------------------------------------------------------------------------------------------------ routes


def routes(pages: Pages) -> APIRouter:
    """The map, its list as JSON, and the form that locates a place."""
    router = APIRouter()
    keeping = Keeping()

    def found_on(shelf: Shelf, filters: Filters) -> Atlas:
        return keeping.get(shelf.record, filters, lambda: atlas(shelf, filters))

    @router.get("/map", response_class=HTMLResponse)
    def map_page(
        request: Request,
        at: Annotated[str, Query(max_length=80, description="what is shown: latitude, longitude, degrees high")] = "",
    ) -> HTMLResponse:
        filters = pages.filters(request)

        def to(view: View) -> str:
            query = filters.query(sort=filters.sort, page=filters.page)
            return f"/map{query}{'&' if query else '?'}at={view.address}"

        with pages.shelf() as shelf:
            found = found_on(shelf, filters)
            shown = drawing(found, view_of(at))
            return pages.page(
                request, "map.html.jinja", shelf, found=found, drawing=shown, to=to, width=WIDTH, height=HEIGHT,
                in_words=in_words, precisions=PRECISIONS, only=filters.sort if filters.sort in GROUPS else "",
            )  # fmt: skip

    @router.get("/api/map", tags=["map"])
    def map_data(filters: Annotated[Filters, Depends(asked)]) -> Atlas:
        """Where it happened: places by how well they are located, with the events told of them."""
        with pages.shelf() as shelf:
            return found_on(shelf, filters)

    @router.post("/place", include_in_schema=False)
    async def place_form(request: Request) -> Response:
        # Read as it was sent: that nobody had judged it (`seen` is empty) is something the form says.
        form = {name: str(value) for name, value in (await request.form(max_files=0, max_fields=20)).items()}
        change = set_place(form.get("lat", ""), form.get("lon", ""), form.get("precision", ""), form.get("country", ""))
        reason, back = form.get("reason", "")[:REASON_LONGEST], local_path(form.get("back"))
        mine = Mine("correct", (form.get("subject", ""),), reason, json.dumps(change), "", back)
        return await run_in_threadpool(decided, pages, request, mine, form.get("seen"))

    return router
