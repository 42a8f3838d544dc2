"""The Reader: one article as it is stored, with everything that was found in it marked at its very words.

What always holds: only spans that match the stored text are drawn, the rest is listed as not re-located; rejected statements
are hidden from the text but listed; whatever is empty says why it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from accordingto.model import Article, Derivation, EventMention, Figure, Judgement, Span, Statement, Timex
from accordingto.present.brief.desk import headline_of
from accordingto.present.brief.wording import clear
from accordingto.present.web.filters import PAGE_ROWS, Filters, answers, asked_of_articles
from accordingto.present.web.marks import Mark, Paragraph, paragraphs, stands
from accordingto.present.web.pages import NotHere, Pages, asked
from accordingto.present.web.shelf import Label, Said, Shelf, Standing, listed, statement_href
from accordingto.record.queries import history, version_of

SHOWN = ("statements", "events", "figures", "places", "times")
SHORT_WORDS = 60  # words below which a text may be a stub in front of a paywall
COPIES = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A report in the list of reports."""

    report: Label
    byline: str | None
    statements: int
    claims: int
    copies: int


@dataclass(frozen=True, slots=True)
class ArticleList:
    """A page of reports, of how many. `more`: there are more than were counted."""

    articles: tuple[Row, ...]
    count: int
    page: int
    pages: int
    more: bool = False


def articles(shelf: Shelf, filters: Filters) -> ArticleList:
    """The reports that answer the filters, by day of publication."""
    # Whoever asks for days asks for reports that have one.
    by_day = "published_value, n" if filters.since or filters.until else "published_value IS NULL, published_value, n"
    order = {"outlet": "outlet, published_value, n", "last": "published_value DESC, n DESC"}.get(filters.sort, by_day)
    ids, count, more = answers(shelf.ask, asked_of_articles(filters), order, filters.offset)
    rows = shelf.ask(
        "SELECT id, byline, (SELECT count(*) FROM statement WHERE article = article.id), (SELECT count(DISTINCT claim) FROM"
        " claim_member WHERE article = article.id), (SELECT count(*) FROM derivation WHERE derived = article.id AND relation <>"
        " 'same_origin') + (SELECT count(*) FROM derivation WHERE origin = article.id AND relation <> 'same_origin')"
        " FROM article WHERE id IN (SELECT value FROM json_each(?))",
        listed(ids),
    )
    labels = shelf.labels(ids)
    found = {
        str(id): Row(
            labels[str(id)], clear(str(byline)) if byline else None, int(str(said)), int(str(claims)), int(str(copies))
        )
        for id, byline, said, claims, copies in rows
    }
    return ArticleList(tuple(found[id] for id in ids), count, filters.page, -(-count // PAGE_ROWS), more)


# ------------------------------------------------------------------------------------------------------------- one article


@dataclass(frozen=True, slots=True)
class Told:
    """Something found in the text besides statements: an event, a figure, a time, a name; with where it leads."""

    id: str
    kind: str
    span: Span
    words: str
    href: str | None
    standing: Standing
    statement: str | None


@dataclass(frozen=True, slots=True)
class Kin:
    """A report that shares its text or its word with this one."""

    derivation: str
    other: str
    """The id of the other report, or of the origin that both rest on."""
    relation: str
    report: Label | None
    name: str
    is_source: bool
    direction_known: bool
    reason: str
    standing: Standing
    shared: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Selected:
    """The statement that the panel is about."""

    said: Said
    number: int
    statement: Statement
    claim: str | None
    figures: tuple[Told, ...]
    events: tuple[Told, ...]
    before: str | None
    after: str | None
    outer: Said | None
    inner: tuple[Said, ...]
    doubted_by: Said | None
    history: tuple[Judgement, ...]
    version: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as the Reader shows it."""

    report: Label
    article: Article
    headline: str | None
    also: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    statements: tuple[Said, ...]
    rejected: tuple[Said, ...]
    orphaned: tuple[str, ...]
    told: tuple[Told, ...]
    kin: tuple[Kin, ...]
    selected: Selected | None
    words: int
    intact: bool | None
    before: Label | None
    after: Label | None
    version: str

    @property
    def empty(self) -> str:
        """Why nothing is marked, where nothing is."""
        if self.statements or self.rejected:
            return ""
        return "stub" if self.words < SHORT_WORDS else "none"


def reading(shelf: Shelf, id: str, *, statement: str = "", at: str = "", show: Sequence[str] = SHOWN) -> Reading | None:
    """An article with its marks; `statement` opens the panel on one, `at` (`12-34`, code points) marks any words."""
    article = shelf.record.article(id)
    if article is None:
        return None
    said = sorted(shelf.record.statements(id), key=lambda one: (one.extent, one.id))
    fitting = [one for one in said if _fits(article, one)]
    cards = {card.id: card for card in shelf.said(fitting)}
    taken = [one for one in fitting if one.id in cards and cards[one.id].standing != "rejected"]
    told = _told(shelf, article, show)
    chosen = next((one for one in fitting if one.id == statement), None)
    marks = _marks(article, taken if "statements" in show else [], told, chosen, _place(at, article))
    before, after = neighbours(shelf, article)
    labels = shelf.labels([one for one in (before, after) if one])
    return Reading(
        report=shelf.label(id),
        article=article,
        headline=headline_of(article),
        also=tuple(clear(uri) for uri in article.also),
        paragraphs=paragraphs(article, marks),
        statements=tuple(cards[one.id] for one in taken),
        rejected=tuple(card for card in cards.values() if card.standing == "rejected"),
        orphaned=tuple(one.id for one in said if one.id not in cards),
        told=told,
        kin=kin(shelf, id),
        selected=_selected(shelf, chosen, taken, cards, told) if chosen and chosen.id in cards else None,
        words=len(article.text.split()),
        intact=intact(shelf, article),
        before=labels.get(before or ""),
        after=labels.get(after or ""),
        version=version_of(shelf.record, id),
    )


def neighbours(shelf: Shelf, article: Article) -> tuple[str | None, str | None]:
    """The articles before and after one, in the order of days; those without a day come last, as they were written."""

    def first(question: str, *values: object) -> str | None:
        rows = shelf.ask(f"SELECT id FROM article WHERE {question} LIMIT 1", *values)
        return str(rows[0][0]) if rows else None

    [[number]] = shelf.ask("SELECT n FROM article WHERE id = ?", article.id)
    day = article.published.value
    if day is None:
        before = first("published_value IS NULL AND n < ? ORDER BY n DESC", number)
        before = before or first("published_value IS NOT NULL ORDER BY published_value DESC, n DESC")
        return before, first("published_value IS NULL AND n > ? ORDER BY n", number)
    after = first("(published_value, n) > (?, ?) ORDER BY published_value, n", day, number)
    return (
        first("(published_value, n) < (?, ?) ORDER BY published_value DESC, n DESC", day, number),
        after or first("published_value IS NULL ORDER BY n"),
    )


def _fits(article: Article, one: Statement) -> bool:
    return all(stands(article.text, span) for span in (one.cue, one.source, *one.content) if span)


def _place(at: str, article: Article) -> tuple[int, int] | None:
    start, _, end = at.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(at) < 24):
        return None
    return (int(start), int(end)) if int(start) < int(end) <= len(article.text) else None


def _told(shelf: Shelf, article: Article, show: Sequence[str]) -> tuple[Told, ...]:
    """Events, figures, times and names of the article, in the order of its text."""
    found: list[Told] = []
    if "events" in show:
        events = [one for one in shelf.record.event_mentions(article.id) if one.kind]
        found += [_event(one) for one in events]
    if "figures" in show:
        found += [_figure(one) for one in shelf.record.figures(article.id) if one.counted != "other"]
    if "times" in show:
        found += [_timex(one) for one in shelf.record.nouns(Timex, article=article.id)]
    if "places" in show:
        mentions = [one for one in shelf.record.mentions(article.id) if one.form == "name"]
        names = shelf.names(one.entity for one in mentions)
        found += [
            Told(one.id, "place" if names[one.entity][1] == "place" else "name", one.span, names[one.entity][0],
                 f"/n/{one.entity}", "suggested", None)
            for one in mentions if one.entity in names
        ]  # fmt: skip
    stand = shelf.standing([one.id for one in found if one.kind in ("event", "figure")])
    return tuple(
        Told(one.id, one.kind, one.span, one.words, one.href, stand.get(one.id, "suggested"), one.statement)
        for one in sorted(found, key=lambda one: (one.span, one.kind, one.id))
        if stands(article.text, one.span)
    )


def _event(one: EventMention) -> Told:
    kind = " ".join(part.lower().replace("_", " ") for part in (one.kind, one.mode) if part)
    words = f"{kind}, {one.reality}"
    return Told(one.id, "event", one.trigger, words, f"/e/{one.event}" if one.event else None, "suggested", one.statement)


def _figure(one: Figure) -> Told:
    number = figure_words(one)
    return Told(one.id, "figure", one.span, number, f"/f/{one.id}#{one.id}", "suggested", one.statement)


def figure_words(one: Figure) -> str:
    """A figure as it is understood: `killed = 9`, `injured at least 20`, `fighters: dozens (24 or more)`."""
    counted = one.counted.replace("_", " ")
    low, high = one.bounds.low, one.bounds.high
    if one.value is not None and one.comparator in ("exactly", "about"):
        return f"{counted} {'=' if one.comparator == 'exactly' else 'about'} {one.value:,}"
    bounds = f"{low:,} to {high:,}" if low is not None and high is not None else (
        f"{low:,} or more" if low is not None else f"{high:,} or fewer" if high is not None else "no bounds"
    )  # fmt: skip
    return f"{counted}, {one.comparator.replace('_', ' ')}: {bounds}"


def _timex(one: Timex) -> Told:
    words = one.time.value.replace("/", " to ") if one.time.value else "not resolved"
    anchored = {"published": ", from the day of publication", "text": ", from the text"}.get(one.time.anchor or "", "")
    return Told(one.id, "time", one.span, words + anchored, None, "suggested", None)


def _marks(
    article: Article, said: Sequence[Statement], told: Sequence[Told], chosen: Statement | None, at: tuple[int, int] | None
) -> list[Mark]:
    marks = [
        Mark(span.start, span.end, "statement", one.id, strong=chosen is not None and one.id == chosen.id)
        for one in said
        for span in (one.content or tuple(span for span in (one.cue, one.source) if span)[:1])
    ]
    marks += [Mark(one.span.start, one.span.end, one.kind, one.id) for one in told if one.standing != "rejected"]
    if chosen is not None:
        if chosen not in said:
            marks += [Mark(span.start, span.end, "statement", chosen.id, strong=True) for span in chosen.content]
        marks += [Mark(chosen.cue.start, chosen.cue.end, "cue", f"cue-{chosen.id}")] if chosen.cue else []
        marks += [Mark(chosen.source.start, chosen.source.end, "source", f"source-{chosen.id}")] if chosen.source else []
        marks += [
            Mark(link.span.start, link.span.end, "holder", f"link-{number}-{chosen.id}")
            for number, link in enumerate(chosen.chain)
            if link.span and stands(article.text, link.span)
        ]
    if at is not None:
        marks.append(Mark(*at, "at", "at", strong=True))
    return marks


def _selected(
    shelf: Shelf, chosen: Statement, taken: Sequence[Statement], cards: dict[str, Said], told: Sequence[Told]
) -> Selected:
    ids = [one.id for one in taken]
    here = ids.index(chosen.id) if chosen.id in ids else -1
    inside = [one for one in told if one.statement == chosen.id or any(part.covers(one.span) for part in chosen.content)]
    return Selected(
        said=cards[chosen.id],
        number=here + 1,
        statement=chosen,
        claim=shelf.claims_of([chosen.id]).get(chosen.id),
        figures=tuple(one for one in inside if one.kind == "figure"),
        events=tuple(one for one in inside if one.kind == "event"),
        before=statement_href(chosen.article, ids[here - 1]) if here > 0 else None,
        after=statement_href(chosen.article, ids[here + 1]) if 0 <= here < len(ids) - 1 else None,
        outer=cards.get(chosen.nested_in or ""),
        inner=tuple(cards[one.id] for one in taken if one.nested_in == chosen.id and one.id in cards),
        doubted_by=cards.get(chosen.doubted_by or ""),
        history=history(shelf.record, chosen.id),
        version=version_of(shelf.record, chosen.id),
    )


def kin(shelf: Shelf, id: str) -> tuple[Kin, ...]:
    """Reports that share this one's text, and the origins it rests on with others; copies first."""
    rows = shelf.ask("SELECT id FROM derivation WHERE derived = ? OR origin = ? ORDER BY relation = 'same_origin', id", id, id)
    ids = [str(row[0]) for row in rows][: 4 * COPIES]
    stand = shelf.standing(ids)
    found = {one.id: one for one in shelf.record.these(Derivation, ids)}
    others = {one.id: one.origin if one.derived == id else one.derived for one in found.values()}
    labels, names = shelf.labels(others.values()), shelf.names(others.values())
    return tuple(
        Kin(
            each, others[each], found[each].relation, labels.get(others[each]),
            labels[others[each]].name if others[each] in labels else names.get(others[each], (others[each], ""))[0],
            found[each].derived == id, found[each].direction_known, clear(found[each].reason), stand[each],
            tuple(one.span for one in found[each].evidence if one.article == id),
        )
        for each in ids if each in found
    )  # fmt: skip


def intact(shelf: Shelf, article: Article) -> bool | None:
    """Whether the stored original still has its recorded hash; None where the record came without originals."""
    original = shelf.record.original(article.sha256)
    return None if original is None else hashlib.sha256(original).hexdigest() == article.sha256


# ----------------------------------------------------------------------------------------------------------------- routes


def routes(pages: Pages) -> APIRouter:
    """The pages of reports, and the same as JSON."""
    router = APIRouter()

    @router.get("/a", response_class=HTMLResponse)
    def articles_page(request: Request) -> HTMLResponse:
        with pages.shelf() as shelf:
            return pages.page(request, "articles.html.jinja", shelf, listing=articles(shelf, pages.filters(request)))

    @router.get("/api/a", tags=["reports"])
    def articles_data(filters: Annotated[Filters, Depends(asked)]) -> ArticleList:
        """The reports of the pile, by day of publication."""
        with pages.shelf() as shelf:
            return articles(shelf, filters)

    @router.get("/a/{id}", response_class=HTMLResponse)
    def article_page(
        request: Request, id: str, s: str = "", at: str = "", show: Annotated[list[str] | None, Query()] = None
    ) -> HTMLResponse:
        shown = [each for each in SHOWN if show is None or each in show]
        with pages.shelf() as shelf:
            found = reading(shelf, id, statement=s, at=at, show=shown)
            if found is None:
                raise NotHere
            return pages.page(request, "article.html.jinja", shelf, reading=found, show=shown, every=SHOWN)

    @router.get("/api/a/{id}", tags=["reports"])
    def article_data(id: str, s: str = "") -> Reading:
        """One report: its stored text, and everything that was found in it, by code points into that text."""
        with pages.shelf() as shelf:
            found = reading(shelf, id, statement=s)
        if found is None:
            raise NotHere
        return found

    return router
