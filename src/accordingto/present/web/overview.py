"""The Overview: the affair at a glance. It is the brief, with every number leading to the words it stands on.

What always holds: nothing here is without the reports it stands on. Composing the brief of a large record takes longer than a
page may: there it is composed beside the pages, from the weightiest claims and events, and the page says so meanwhile.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from accordingto.errors import AccordingtoError
from accordingto.model import (
    Article,
    Claim,
    Contents,
    Contradiction,
    Derivation,
    Entity,
    Event,
    EventMention,
    Figure,
    Mention,
    Rejection,
    Series,
    Statement,
)
from accordingto.present.brief import Brief, brief
from accordingto.present.web.keeping import state_of
from accordingto.present.web.pages import NoRecord, Pages
from accordingto.present.web.shelf import Shelf, listed
from accordingto.record.queries import standing_contents, without_rejected
from accordingto.record.store import Record

WHOLE_ARTICLES = 400  # articles up to which the brief is composed of the whole record, at once
CHOSEN_CLAIMS = 400  # claims of a larger record that the brief chooses from, the weightiest by reports and dispute
CHOSEN_EVENTS = 200
COMPOSING_MOST = 300.0  # seconds that the questions for a large record's brief may take, beside the pages
CHOSEN_ARTICLES = 800  # articles that these may bring along

Mark = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How much the record holds, by noun; each has a page of its own."""

    articles: int
    outlets: int
    claims: int
    contested: int
    unstated: int
    statements: int
    events: int
    figures: int
    contradictions: int
    refused: int
    first_day: str | None
    last_day: str | None


class Briefs:
    """The brief of the record as it stands, composed anew when the record has changed."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self._lock = threading.Lock()
        self._made: tuple[Mark, Brief] | None = None
        self._at_work: threading.Thread | None = None

    def latest(self, record: Record, articles: int) -> tuple[Brief | None, bool]:
        """The newest brief there is, and whether it is of the record as it stands. Small records never wait for it."""
        mark = state_of(record)
        with self._lock:
            made = self._made
        if made is not None and made[0] == mark:
            return made[1], True
        if articles <= WHOLE_ARTICLES:
            found = brief(standing_contents(record), title=self.pages.room.title)
            with self._lock:
                self._made = mark, found
            return found, True
        self.prepare()
        return (made[1] if made else None), False

    def begin(self) -> None:
        """Prepare for the first who looks, where composing takes longer than a page may."""
        try:
            with self.pages.shelf() as shelf:
                is_large = shelf.number("SELECT count(*) FROM article") > WHOLE_ARTICLES
        except (NoRecord, AccordingtoError):
            return  # the page says what is wrong
        if is_large:
            self.prepare()

    def prepare(self) -> None:
        """Begin to compose the brief beside the pages, unless that is being done."""
        with self._lock:
            if self._at_work is None or not self._at_work.is_alive():
                self._at_work = threading.Thread(target=self._compose, name="brief", daemon=True)
                self._at_work.start()

    def _compose(self) -> None:
        try:
            with self.pages.room.shelves.lent(COMPOSING_MOST) as record:
                mark = state_of(record)
                found = brief(without_rejected(record, weightiest(record)), title=self.pages.room.title)
        except AccordingtoError:
            return  # the page says what is wrong with the record
        with self._lock:
            self._made = mark, found


def weightiest(record: Record) -> Contents:
    """As much of a large record as a brief is chosen from: what is most disputed and most reported, with its articles."""
    shelf = Shelf(record)
    claims = _ids(shelf, f"SELECT id FROM claim ORDER BY contested DESC, reports DESC, n LIMIT {CHOSEN_CLAIMS}")
    events = _ids(shelf, f"SELECT id FROM event WHERE kind IS NOT NULL ORDER BY reports DESC, n LIMIT {CHOSEN_EVENTS}")
    chosen: set[str] = set()
    kept_claims, kept_events = [], []
    for claim in record.these(Claim, claims):
        mine = {member.article for member in claim.members} | {one for origin in claim.origins for one in origin.articles}
        if len(chosen | mine) <= CHOSEN_ARTICLES:
            chosen |= mine
            kept_claims.append(claim)
    mentions_of: dict[str, list[EventMention]] = {}
    wanted = {one.id: one for one in record.these(Event, events)}
    for mention in record.these(EventMention, [id for one in wanted.values() for id in one.mentions]):
        mentions_of.setdefault(mention.event or "", []).append(mention)
    for id, event in wanted.items():
        mine = {mention.article for mention in mentions_of.get(id, ())}
        if len(chosen | mine) <= CHOSEN_ARTICLES:
            chosen |= mine
            kept_events.append(event)

    def within(noun: str) -> list[str]:
        return _ids(shelf, f"SELECT id FROM {noun} WHERE article IN (SELECT value FROM json_each(?))", listed(chosen))

    figures = tuple(record.these(Figure, within("figure")))
    mentions = tuple(record.these(Mention, within("mention")))
    statements = tuple(record.these(Statement, within("statement")))
    told = tuple(record.these(EventMention, within("event_mention")))
    held = {*chosen, *(one.id for one in kept_claims), *(one.id for one in kept_events), *(one.id for one in figures)}
    held |= {one.id for one in statements} | {one.id for one in told}
    sides = " AND ".join(f"{side}_article IN (SELECT value FROM json_each(?1))" for side in ("left", "right"))
    clashing = _ids(shelf, f"SELECT id FROM contradiction WHERE {sides}", listed(chosen))
    copies = _ids(shelf, "SELECT id FROM derivation WHERE derived IN (SELECT value FROM json_each(?))", listed(chosen))
    named = {one.entity for one in mentions} | {link.entity for one in statements for link in one.chain if link.entity}
    return Contents(
        articles=tuple(record.these(Article, chosen)),
        entities=tuple(record.these(Entity, named)),
        mentions=mentions,
        statements=statements,
        event_mentions=told,
        events=tuple(replace(one, figures=tuple(id for id in one.figures if id in held)) for one in kept_events),
        figures=tuple(replace(one, event=one.event if one.event in held else None) for one in figures),
        claims=tuple(kept_claims),
        derivations=tuple(one for one in record.these(Derivation, copies) if one.origin in chosen or one.origin in named),
        contradictions=tuple(one for one in record.these(Contradiction, clashing) if {one.left.ref, one.right.ref} <= held),
        series=tuple(one for one in record.nouns(Series) if {point.figure for point in one.points} <= held),
        rejections=tuple(record.nouns(Rejection)),
    )


def _ids(shelf: Shelf, question: str, *values: object) -> list[str]:
    return [str(row[0]) for row in shelf.ask(question, *values)]


def counted(shelf: Shelf) -> Counted:
    """How much there is."""
    rows: Iterable[tuple[object, ...]] = shelf.ask(
        "SELECT (SELECT count(*) FROM article), (SELECT count(DISTINCT outlet) FROM article), (SELECT count(*) FROM claim),"
        " (SELECT count(*) FROM claim WHERE contested), (SELECT count(*) FROM claim WHERE state = 'origin not stated'),"
        " (SELECT count(*) FROM statement), (SELECT count(*) FROM event),"
        " (SELECT count(*) FROM figure WHERE counted <> 'other'), (SELECT count(*) FROM contradiction),"
        " (SELECT count(*) FROM rejection), (SELECT min(published_value) FROM article),"
        " (SELECT max(published_value) FROM article)"
    )
    [row] = rows
    articles, outlets, all_claims, contested, unstated, statements, told, figures, clashes, refused = (
        int(str(cell)) for cell in row[:10]
    )
    first, last = (str(cell)[:10] if cell else None for cell in row[10:])
    return Counted(
        articles, outlets, all_claims, contested, unstated, statements, told, figures, clashes, refused, first, last
    )  # fmt: skip


def routes(pages: Pages, briefs: Briefs) -> APIRouter:
    """The Overview, and the same as JSON."""
    router = APIRouter()

    @router.get("/", response_class=HTMLResponse)
    def overview_page(request: Request) -> HTMLResponse:
        with pages.shelf() as shelf:
            held = counted(shelf)
            made, is_current = briefs.latest(shelf.record, held.articles)
            return pages.page(request, "overview.html.jinja", shelf, brief=made, is_current=is_current, counted=held)

    @router.get("/api/brief", tags=["overview"])
    def brief_data() -> Brief | None:
        """The brief as a value; null while that of a large record is being composed."""
        with pages.shelf() as shelf:
            return briefs.latest(shelf.record, counted(shelf).articles)[0]

    @router.get("/api/counts", tags=["overview"])
    def counts_data() -> Counted:
        """How much the record holds."""
        with pages.shelf() as shelf:
            return counted(shelf)

    return router
