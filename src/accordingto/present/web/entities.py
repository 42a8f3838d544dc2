"""Names: who and what is named, under all its names, and why these are one.

What always holds: every name leads to the words that name it; that two are one, or are not, is a person's to say, and can be
taken back; a name that was joined to another still leads there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from accordingto.model import Bounds, EntityKind, Judgement, Place, Statement, Time
from accordingto.present.brief.wording import clear
from accordingto.present.web.atlas import PRECISIONS, rejected
from accordingto.present.web.claims import SORTS as CLAIM_SORTS
from accordingto.present.web.claims import accepted_ids
from accordingto.present.web.filters import PAGE_ROWS, Filters, Where, asked_of_articles, everyone, named_in, of_claims
from accordingto.present.web.keeping import Keeping
from accordingto.present.web.outlines import country
from accordingto.present.web.pages import NotHere, Pages, asked
from accordingto.present.web.shelf import ClaimLine, Label, Quote, Said, Shelf, Standing, listed
from accordingto.record.queries import history, moved_to, quoted, version_of

KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
DATED = 5_000  # mentions up to which they are listed by the day of their report
RANKED = 20_000  # names up to which the most named come first; more are in the order of the alphabet
SHOWN = 5  # claims, statements and events of a name that its page shows before it links to all
ALIKE = 8  # look-alikes suggested
ALIKE_LETTERS = 3  # letters of a word by which look-alikes are looked for; shorter ones are in too many names
HIDDEN_SHOWN = 50  # rejected names listed
MENTIONS = "coalesce((SELECT mentions FROM name_count WHERE name_count.entity = entity.id), 0)"


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name as one line of a list."""

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...]
    mentions: int
    statements: int
    place: Place | None
    standing: Standing

    @property
    def href(self) -> str:
        return f"/n/{self.id}"


@dataclass(frozen=True, slots=True)
class NameList:
    """A page of names, of how many, and of what kinds. `ranked`: the most named come first."""

    names: tuple[NameLine, ...]
    count: int
    kinds: Mapping[str, int]
    kind: EntityKind | None
    ranked: bool
    rejected: tuple[NameLine, ...]
    page: int
    pages: int


# -------------------------------------------------------------------------------------------------------------------- list


def names(shelf: Shelf, filters: Filters, kind: EntityKind | None = None) -> NameList:
    """The names that answer, those first that are named most."""
    hidden = rejected(shelf)
    where = _where(shelf, filters).also("entity.id NOT IN (SELECT value FROM json_each(?))", hidden)
    rows = shelf.ask(f"SELECT kind, json_group_array(n), count(*) FROM entity WHERE {where.sql} GROUP BY kind", *where.values)
    counted = {str(row[0]): int(str(row[2])) for row in rows}
    kinds: dict[str, int] = {each: counted[each] for each in KINDS if each in counted}
    count = kinds.get(kind, 0) if kind else sum(kinds.values())
    # Who answers is known now, and is not found again.
    held = tuple(row[1] for row in rows if kind in (None, row[0]))
    some = " UNION ALL ".join(f"SELECT value FROM json_each(?{nth})" for nth in range(3, 3 + len(held)))
    where = Where((f"entity.n IN ({some or 'NULL'})",), held)
    ranked = count <= RANKED and filters.sort != "name"
    first = f"{MENTIONS} DESC, " if ranked else ""
    found = shelf.ask(
        f"SELECT id FROM entity WHERE {where.sql} ORDER BY {first}name, n LIMIT ?1 OFFSET ?2",
        PAGE_ROWS, filters.offset, *where.values,
    )  # fmt: skip
    refused = json.loads(hidden)[:HIDDEN_SHOWN] if filters.page == 1 else []
    return NameList(
        name_lines(shelf, [str(row[0]) for row in found]), count, kinds, kind, ranked, name_lines(shelf, refused),
        filters.page, -(-count // PAGE_ROWS),
    )  # fmt: skip


def _where(shelf: Shelf, filters: Filters) -> Where:
    """Names that answer (their table is named `entity`): by their own words, and by the reports that name them."""
    where = Where()
    if words := quoted(filters.q):  # the last word may be only begun
        where = where.also("entity.n IN (SELECT rowid FROM entity_words WHERE entity_words MATCH ?)", f"{words}*")
    articles = asked_of_articles(everyone(shelf.ask, replace(filters, q="")))
    if articles.own.parts or articles.others:
        named = named_in(shelf.ask, articles)
        where = where.also(named.sql, *named.values)
    if filters.layer == "accepted":
        where = where.also("entity.id IN (SELECT value FROM json_each(?))", accepted_ids(shelf))
    return where


def name_lines(shelf: Shelf, ids: Sequence[str]) -> tuple[NameLine, ...]:
    """Names as lines, in the order given; what is no name is passed over."""
    wanted = listed(ids)
    rows = shelf.ask(
        "SELECT id, name, kind, aliases, place_lat, place_lon, place_country, place_precision, place_geonames,"
        f" {MENTIONS}, coalesce((SELECT statements FROM source_count WHERE source = entity.id), 0) - (SELECT count(*) FROM"
        " json_each(?) AS gone CROSS JOIN cited ON cited.statement = gone.value AND cited.source = entity.id)"
        " FROM entity WHERE id IN (SELECT value FROM json_each(?))",
        rejected(shelf),
        wanted,
    )
    stands = shelf.standing(ids)
    found = {}
    for id, name, kind, aliases, lat, lon, code, precision, geonames, mentions, statements in rows:
        place = Place(lat, lon, code, precision, geonames) if precision else None  # type: ignore[arg-type]
        found[str(id)] = NameLine(
            str(id), clear(str(name)), kind, tuple(clear(each) for each in json.loads(str(aliases))),  # type: ignore[arg-type]
            int(str(mentions)), int(str(statements)), place, stands[str(id)],
        )  # fmt: skip
    return tuple(found[id] for id in ids if id in found)


# -------------------------------------------------------------------------------------------------------------------- name


@dataclass(frozen=True, slots=True)
class Naming:
    """One mention: the words that name, in their sentence."""

    form: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Report:
    """A report with the mentions in it, in the order of its text."""

    report: Label
    mentions: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that somebody is part of, by words that tell it. `part`: who does it, whom it befalls, or where it happens."""

    id: str
    quote: Quote | None
    part: str
    time: Time
    reports: int
    origins: Bounds

    @property
    def href(self) -> str:
        return f"/e/{self.id}"


@dataclass(frozen=True, slots=True)
class NamePage:
    """All that is known of one name: what it is called and why, where it is named, what rests on it. A page of its mentions."""

    line: NameLine
    reason: str
    links: Mapping[str, str]
    country_name: str | None
    reports: tuple[Report, ...]
    statements: tuple[Said, ...]
    claims: tuple[ClaimLine, ...]
    claims_count: int
    events: tuple[Happening, ...]
    events_count: int
    alike: tuple[NameLine, ...]
    apart: tuple[NameLine, ...]
    history: tuple[Judgement, ...]
    version: str
    page: int
    pages: int


def name_page(shelf: Shelf, id: str, page: int = 1) -> NamePage | None:
    """One name; None where the record has no such name."""
    entity = shelf.record.entity(id)
    if entity is None:
        return None
    [line] = name_lines(shelf, [id])
    hidden = rejected(shelf)
    claimed = of_claims(Filters(actor=id)).also("claim.id NOT IN (SELECT value FROM json_each(?))", hidden)
    heaviest = shelf.ask(
        f"SELECT id, count(*) OVER () FROM claim WHERE {claimed.sql} ORDER BY {CLAIM_SORTS['weight']} LIMIT ?",
        *claimed.values, SHOWN,
    )  # fmt: skip
    said = shelf.ask(
        "SELECT DISTINCT statement.n, statement.id FROM statement_link JOIN statement ON statement.id ="
        " statement_link.statement WHERE statement_link.entity = ? AND statement.id NOT IN (SELECT value FROM json_each(?))"
        " ORDER BY statement.n LIMIT ?",
        id, hidden, SHOWN,
    )  # fmt: skip
    events, events_count = _events(shelf, id, hidden)
    apart = kept_apart(shelf, id)
    outlined = country(entity.place.country if entity.place else None)
    return NamePage(
        line=line,
        reason=clear(entity.reason),
        links={clear(name): clear(str(value)) for name, value in entity.links.items()},
        country_name=outlined.name if outlined else None,
        reports=_reports(shelf, line, page),
        statements=tuple(shelf.said(shelf.record.these(Statement, [str(row[1]) for row in said]))),
        claims=tuple(shelf.lines_of([str(row[0]) for row in heaviest])),
        claims_count=int(str(heaviest[0][1])) if heaviest else 0,
        events=events,
        events_count=events_count,
        alike=name_lines(shelf, look_alikes(shelf, line, {id, *apart, *json.loads(hidden)})),
        apart=name_lines(shelf, apart),
        history=history(shelf.record, id),
        version=version_of(shelf.record, id),
        page=page,
        pages=-(-line.mentions // PAGE_ROWS),
    )


def _reports(shelf: Shelf, line: NameLine, page: int) -> tuple[Report, ...]:
    """A page of the mentions of a name, by report: the earliest report first, or, of very many, the first of the record."""
    days = "published_value IS NULL, published_value, article.n, span_start"
    rows = shelf.ask(
        "SELECT mention.article, span_start, span_end, form FROM mention JOIN article ON article.id = mention.article"
        f" WHERE entity = ? ORDER BY {days if line.mentions <= DATED else 'mention.article, span_start'} LIMIT ? OFFSET ?",
        line.id, PAGE_ROWS, (page - 1) * PAGE_ROWS,
    )  # fmt: skip
    places = [(str(article), int(str(start)), int(str(end))) for article, start, end, _ in rows]
    labels = shelf.labels([article for article, _, _ in places])
    found: dict[str, list[Naming]] = {}
    for (article, *_), quote, row in zip(places, shelf.quotes(places), rows, strict=True):
        if quote is not None:
            found.setdefault(article, []).append(Naming(str(row[3]), quote))
    return tuple(Report(labels[article], tuple(mentions)) for article, mentions in found.items())


def _events(shelf: Shelf, id: str, hidden: str) -> tuple[tuple[Happening, ...], int]:
    """The events that somebody acts in, suffers or that a place sees: the most reported, and how many there are."""
    which = (
        "event.id IN (SELECT id FROM holding WHERE held = ?1 AND kind = 'event' UNION SELECT id FROM event WHERE place = ?1"
        " EXCEPT SELECT value FROM json_each(?2))"
    )
    rows = shelf.ask(
        "SELECT event.id, article, trigger_start, trigger_end, event.time_value, event.time_precision, event.time_words,"
        " event.time_anchor, reports, origins_low, origins_high, event.place = ?1,"
        " EXISTS (SELECT 1 FROM json_each(event.actor) WHERE value = ?1)"
        f" FROM (SELECT n FROM event WHERE {which} ORDER BY reports DESC, n LIMIT ?3) AS most JOIN event ON event.n = most.n"
        " JOIN event_mention ON event_mention.id = json_extract(event.mentions, '$[0]') ORDER BY reports DESC, event.n",
        id, hidden, SHOWN,
    )  # fmt: skip
    told = shelf.quotes([(str(article), int(str(start)), int(str(end))) for _, article, start, end, *_ in rows])
    found = tuple(
        Happening(
            str(event), quote, "where" if where else "acts" if acts else "befalls",
            Time(value, precision, words, anchor), int(str(reports)), Bounds(low, high),  # type: ignore[arg-type]
        )
        for (event, _, _, _, value, precision, words, anchor, reports, low, high, where, acts), quote
        in zip(rows, told, strict=True)
    )  # fmt: skip
    return found, shelf.number(f"SELECT count(*) FROM event WHERE {which}", id, hidden)


def look_alikes(shelf: Shelf, line: NameLine, but: set[str]) -> list[str]:
    """Ids of names that share words with this one, those of its kind first: to be looked at, no more."""
    words = {word for name in (line.name, *line.aliases) for word in re.findall(r"\w+", name) if len(word) >= ALIKE_LETTERS}
    if not words:
        return []
    query = " OR ".join(quoted(word) for word in sorted(words)[:32])
    rows = shelf.ask(
        "SELECT entity.id FROM (SELECT rowid, rank FROM entity_words WHERE entity_words MATCH ? ORDER BY rank LIMIT 60) AS hit"
        " JOIN entity ON entity.n = hit.rowid WHERE entity.id NOT IN (SELECT value FROM json_each(?))"
        " ORDER BY entity.kind <> ?, hit.rank, entity.n LIMIT ?",
        query, listed(but), line.kind, ALIKE,
    )  # fmt: skip
    return [str(row[0]) for row in rows]


def kept_apart(shelf: Shelf, id: str) -> list[str]:
    """Ids of those that a person said are not the same as this one."""
    rows = shelf.ask(
        "SELECT DISTINCT other.id FROM judgement_subject AS mine JOIN judgement ON judgement.id = mine.judgement JOIN"
        " judgement_subject AS other ON other.judgement = mine.judgement WHERE verdict = 'different' AND mine.id = ?1 AND"
        " other.id <> ?1 ORDER BY other.id",
        id,
    )
    return [str(row[0]) for row in rows]


# ------------------------------------------------------------------------------------------------------------------ routes


def routes(pages: Pages) -> APIRouter:
    """The list of names and the page of each, and the same as JSON."""
    router = APIRouter()
    keeping = Keeping()

    def listing(shelf: Shelf, filters: Filters, kind: EntityKind | None) -> NameList:
        return keeping.get(shelf.record, (filters, kind), lambda: names(shelf, filters, kind))

    @router.get("/entities", response_class=HTMLResponse)
    def names_page(request: Request, kind: Annotated[str, Query(max_length=20)] = "") -> HTMLResponse:
        filters = pages.filters(request)
        chosen = next((each for each in KINDS if each == kind), None)
        with pages.shelf() as shelf:
            return pages.page(request, "entities.html.jinja", shelf, listing=listing(shelf, filters, chosen))

    @router.get("/api/entities", tags=["names"])
    def names_data(filters: Annotated[Filters, Depends(asked)], kind: EntityKind | None = None) -> NameList:
        """Who and what is named, those first that are named most."""
        with pages.shelf() as shelf:
            return listing(shelf, filters, kind)

    @router.get("/n/{id}", response_class=HTMLResponse, response_model=None)
    def name_of(request: Request, id: str) -> HTMLResponse | RedirectResponse:
        with pages.shelf() as shelf:
            page = pages.filters(request).page
            found = keeping.get(shelf.record, (id, page), lambda: name_page(shelf, id, page))
            if found is not None:
                moved = "moved" in request.query_params
                return pages.page(
                    request, "entity.html.jinja", shelf, name=found, moved=moved, kinds=KINDS, precisions=PRECISIONS
                )
            if new := moved_to(shelf.record, id):
                return RedirectResponse(f"/n/{new}?moved=1", 303)
        raise NotHere

    @router.get("/api/n/{id}", tags=["names"], response_model=NamePage)
    def name_data(id: str, page: Annotated[int, Query(ge=1, le=2000)] = 1) -> NamePage | RedirectResponse:
        """One name: what it is called, where it is named, what rests on it, and its history."""
        with pages.shelf() as shelf:
            found = name_page(shelf, id, page)
            new = moved_to(shelf.record, id) if found is None else None
        if new:
            return RedirectResponse(f"/api/n/{new}", 303)
        if found is None:
            raise NotHere
        return found

    return router
