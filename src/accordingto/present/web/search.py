"""Search: reports, statements, claims and names that hold the words asked for.

What always holds: a person's words are words, never syntax; whatever is found leads to where it stands; where there is too much
to count or to rank, that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from accordingto.present.brief.wording import clear
from accordingto.present.web.claims import accepted_ids
from accordingto.present.web.filters import PAGE_ROWS, Filters, asked_of_claims, of_articles
from accordingto.present.web.pages import Pages, asked
from accordingto.present.web.shelf import ClaimLine, Holder, Label, Shelf, span_href, statement_href
from accordingto.present.web.sources import rejected_ids
from accordingto.record.queries import SNIPPET_WORDS, UNSPACED, Hit, Searched, marked, quoted, quoted_in

EACH = 8  # hits of each kind shown together
COUNT_MOST = 10_000  # hits counted; what is found more often is said to be more
RANKED_MOST = 2_500  # hits that are put in order of fit; of more, ordering alone takes longer than a page may
LOOKED_MOST = 6_000  # hits whose reports are asked whether they answer the filters
FEWER_MOST = 8  # words tried alone where all together find nothing
CLAIM_WORDS = 64  # of a claim, as many as the index gives: it is shown whole where it can be
UNSPACED_WORDS = 6  # words around a hit in a script whose words are clauses

In = Literal["all", "reports", "statements", "claims", "names"]
KINDS: dict[str, Searched] = {"reports": "article", "statements": "statement", "claims": "claim", "names": "entity"}
INSIDE: dict[Searched, str] = {
    "article": "instr(lower(text), lower(?)) OR instr(lower(coalesce(headline, '')), lower(?))",
    "statement": "instr(lower(said), lower(?)) OR instr(lower(coalesce(source_exact, '')), lower(?))",
    "claim": "instr(lower(claim.text), lower(?)) OR instr(lower(claim.text), lower(?))",
    "entity": "instr(lower(name), lower(?)) OR instr(lower(aliases), lower(?))",
}
"""Whether a row holds words as they are."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a snippet, and whether they are what was asked."""

    words: str
    is_found: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: its words around what was found, where it stands, and what it is."""

    kind: Searched
    id: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    href: str
    report: Label | None = None
    chain: tuple[Holder, ...] = ()
    claim: ClaimLine | None = None
    name: str | None = None
    entity_kind: str | None = None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        found, at = [], 0
        for start, end in self.marks:
            found += [Piece(self.snippet[at:start], False), Piece(self.snippet[start:end], True)]
            at = end
        return tuple(piece for piece in (*found, Piece(self.snippet[at:], False)) if piece.words)


@dataclass(frozen=True, slots=True)
class Section:
    """Hits of one kind. `count` is at most COUNT_MOST and then `is_more`; `is_ranked`: the best stand first."""

    name: str
    hits: tuple[Found, ...]
    count: int
    is_more: bool
    is_ranked: bool
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Fewer:
    """A way to find something where nothing was found: a question that asks less, and how much answers it."""

    words: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found, by kind."""

    words: str
    inside: In
    sections: tuple[Section, ...]
    fewer: tuple[Fewer, ...]

    @property
    def count(self) -> int:
        return sum(section.count for section in self.sections)


def search(shelf: Shelf, filters: Filters, inside: In = "all") -> Answer:
    """What holds all the words; of one kind by pages, or of every kind its first."""
    if not quoted(filters.q):
        return Answer(filters.q, inside, (), ())
    rejected = rejected_ids(shelf)
    sections = []
    for name, kind in KINDS.items():
        is_asked = inside in ("all", name)
        rows = 0 if not is_asked else EACH if inside == "all" else PAGE_ROWS
        sections.append(_section(shelf, name, kind, filters, rejected, rows))
    answer = Answer(filters.q, inside, tuple(sections), ())
    return answer if answer.count else replace(answer, fewer=_fewer(shelf, filters))


def _section(shelf: Shelf, name: str, kind: Searched, filters: Filters, rejected: str, rows: int) -> Section:
    """One kind of hits; `rows` of them, none where it is only counted."""
    words, to_hold = quoted_in(shelf.record, kind, filters.q)
    page = filters.page if rows == PAGE_ROWS else 1
    if not words:
        return Section(name, (), 0, False, True, page, 0)
    hits = f"SELECT rowid AS hit FROM {kind}_words WHERE {kind}_words MATCH ?"
    conditions, values = _conditions(shelf, kind, filters, rejected, to_hold)
    most = LOOKED_MOST if conditions else COUNT_MOST
    held = shelf.number(f"SELECT count(*) FROM ({hits} LIMIT ?)", words, most + 1)
    is_ranked = held <= RANKED_MOST
    order = "ORDER BY rank, rowid" if is_ranked else "ORDER BY rowid"
    start = (page - 1) * rows
    if conditions:
        # The row beside each hit is looked at once; of more, beside the first.
        fitting = {
            int(str(row[0]))
            for row in shelf.ask(
                f"SELECT hit FROM ({hits} LIMIT ?) CROSS JOIN {kind} ON {kind}.n = hit WHERE {' AND '.join(conditions)}",
                words, most, *values,
            )
        }  # fmt: skip
        count = len(fitting)
        in_order = [int(str(row[0])) for row in shelf.ask(f"{hits} {order}", words)] if is_ranked and rows else sorted(fitting)
        found = [row for row in in_order if row in fitting][start : start + rows]
    else:
        count = min(held, most)
        asked_for = shelf.ask(f"{hits} {order} LIMIT ? OFFSET ?", words, rows, start) if rows and count else []
        found = [int(str(row[0])) for row in asked_for]
    around = CLAIM_WORDS if kind == "claim" else UNSPACED_WORDS if UNSPACED.search(filters.q) else SNIPPET_WORDS
    marks = marked(shelf.record, kind, found, words, words=around)
    ordered = [_narrowed(marks[row], to_hold) for row in found if row in marks]
    shown = {"article": _reports, "statement": _statements, "claim": _claims, "entity": _names}[kind](shelf, ordered)
    return Section(name, tuple(shown), count, held > most, is_ranked, page, -(-count // PAGE_ROWS))


def _conditions(
    shelf: Shelf, kind: Searched, filters: Filters, rejected: str, to_hold: Sequence[str]
) -> tuple[list[str], list[object]]:
    """What the filters, and words in scripts without spaces, ask of the rows that are found."""
    conditions: list[str] = []
    values: list[object] = []
    only = replace(filters, q="", layer="all")
    articles = of_articles(replace(only, status="", min_origins=0))
    if kind == "article":
        asked_more = [(articles.sql, articles.values)]
    elif kind == "statement":
        asked_more = [(f"article IN (SELECT id FROM article WHERE {articles.sql})", articles.values)]
    elif kind == "entity":
        within = f"mention.article IN (SELECT id FROM article WHERE {articles.sql})"
        asked_more = [(f"EXISTS (SELECT 1 FROM mention WHERE mention.entity = entity.id AND {within})", articles.values)]
    else:
        asked_more = []
        accepted = (accepted_ids(shelf),) if filters.layer == "accepted" else ()
        claims = asked_of_claims(replace(only, layer=filters.layer), accepted).fitting
        if claims.parts:
            conditions.append(f"({claims.sql})")
            values += claims.values
    if articles.parts:
        for condition, given in asked_more:
            conditions.append(f"({condition})")
            values += given
    if kind == "statement" and filters.layer == "accepted":
        conditions.append("statement.id IN (SELECT value FROM json_each(?))")
        values.append(accepted_ids(shelf))
    if kind != "article" and rejected != "[]":
        conditions.append(f"{kind}.id NOT IN (SELECT value FROM json_each(?))")
        values.append(rejected)
    for word in to_hold:
        conditions.append(f"({INSIDE[kind]})")
        values += [word, word]
    return conditions, values


def _narrowed(hit: Hit, to_hold: Sequence[str]) -> Hit:
    """A hit in a script without spaces, with its marks on the very words, and not on all of their clause."""
    if not to_hold:
        return hit
    marks = []
    folded = hit.snippet.lower() if len(hit.snippet.lower()) == len(hit.snippet) else hit.snippet
    for word in to_hold:
        start = folded.find(word.lower())
        while start >= 0:
            marks.append((start, start + len(word)))
            start = folded.find(word.lower(), start + len(word))
    apart: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return replace(hit, marks=tuple(apart) or hit.marks)


def _reports(shelf: Shelf, hits: Sequence[Hit]) -> list[Found]:
    """Articles, each opened at the first words that were found."""
    labels = shelf.labels([hit.id for hit in hits])
    return [
        Found("article", hit.id, hit.snippet, hit.marks, _place(shelf, hit) or labels[hit.id].href, labels[hit.id])
        for hit in hits
        if hit.id in labels
    ]


def _place(shelf: Shelf, hit: Hit) -> str | None:
    """Where a snippet's first found words stand in the text; None where the snippet is of the headline."""
    if not hit.marks:
        return None
    start, end = hit.marks[0]
    first = hit.snippet.rfind(" … ", 0, start)
    first = 0 if first < 0 else first + 3
    last = hit.snippet.find(" … ", end)
    piece = hit.snippet[first : len(hit.snippet) if last < 0 else last]
    at = shelf.number("SELECT instr(text, ?) FROM article WHERE id = ?", piece, hit.id)
    return span_href(hit.id, at - 1 + start - first, at - 1 + end - first) if at else None


def _statements(shelf: Shelf, hits: Sequence[Hit]) -> list[Found]:
    labels = shelf.labels([hit.article for hit in hits])
    statements = shelf.statements(hit.id for hit in hits)
    shelf.names([link.entity for one in statements.values() for link in one.chain])
    return [
        Found(
            "statement", hit.id, hit.snippet, hit.marks, statement_href(hit.article, hit.id), labels[hit.article],
            shelf.chain(statements[hit.id]),
        )
        for hit in hits if hit.article in labels and hit.id in statements
    ]  # fmt: skip


def _claims(shelf: Shelf, hits: Sequence[Hit]) -> list[Found]:
    lines = {line.id: line for line in shelf.lines_of([hit.id for hit in hits])}
    return [
        Found("claim", hit.id, hit.snippet, hit.marks, lines[hit.id].href, claim=lines[hit.id])
        for hit in hits
        if hit.id in lines
    ]


def _names(shelf: Shelf, hits: Sequence[Hit]) -> list[Found]:
    names = shelf.names([hit.id for hit in hits])
    found = []
    for hit in hits:
        if hit.id in names:
            name, kind = names[hit.id]
            in_name = clear(hit.snippet) == name  # else it was found in an alias: a list as JSON, of which only words are shown
            snippet, marks = (hit.snippet, hit.marks) if in_name else _alias(hit)
            found.append(Found("entity", hit.id, snippet, marks, f"/n/{hit.id}", name=name, entity_kind=kind))
    return found


def _alias(hit: Hit) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The alias that was found: of a list in JSON, what stands between two quotation marks."""
    if not hit.marks:
        return "", ()
    start, end = hit.marks[0]
    first = hit.snippet.rfind('"', 0, start) + 1
    last = hit.snippet.find('"', end)
    words = hit.snippet[first : len(hit.snippet) if last < 0 else last]
    return words, ((start - first, end - first),)


def _fewer(shelf: Shelf, filters: Filters) -> tuple[Fewer, ...]:
    """Questions that ask less and find something: without the filters, then each word alone."""
    bare = Filters(q=filters.q)
    asked_less = [bare] if filters.asked.keys() - {"q"} else []
    words = list(dict.fromkeys(word for word in filters.q.split() if quoted(word)))
    if len(words) > 1:
        asked_less += [replace(filters, q=word, page=1) for word in words[:FEWER_MOST]]
    rejected = rejected_ids(shelf)
    found = []
    for less in asked_less:
        counts = [_section(shelf, name, kind, less, rejected, 0).count for name, kind in KINDS.items()]
        if sum(counts):
            found.append(Fewer(less.q, sum(counts), f"/search{less.query()}"))
    return tuple(found)


def routes(pages: Pages) -> APIRouter:
    """The page of a search, and the same as JSON."""
    router = APIRouter()

    @router.get("/search", response_class=HTMLResponse)
    def search_page(request: Request) -> HTMLResponse:
        given = request.query_params.get("in", "all")
        inside: In = given if given in get_args(In) else "all"  # type: ignore[assignment]
        filters = pages.filters(request)
        kept = {} if inside == "all" else {"in": inside}
        query = filters.query(page=filters.page)
        twin = "/api/search" + query + (("&" if query else "?") + urlencode(kept) if kept else "")
        with pages.shelf() as shelf:
            found = search(shelf, filters, inside)
            return pages.page(request, "search.html.jinja", shelf, found=found, kept=kept, twin=twin, kinds=tuple(KINDS))

    @router.get("/api/search", tags=["search"])
    def search_data(
        filters: Annotated[Filters, Depends(asked)],
        inside: Annotated[In, Query(alias="in", description="one kind, by pages")] = "all",
    ) -> Answer:
        """Reports, statements, claims and names that hold all the words of `q`. `marks` are code points into `snippet`."""
        with pages.shelf() as shelf:
            return search(shelf, filters, inside)

    return router
