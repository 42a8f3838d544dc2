"""Inputs: everything that was put in, what became of it, and where more can be dropped in.

What always holds: nothing that was put in is missing here, so that inputs = in the record + further copies + refused; whoever
opens a room without a record is told here what it is and how to begin.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from accordingto.model import Judgement, Span
from accordingto.present.brief.wording import clear
from accordingto.present.web import building
from accordingto.present.web.building import begun, builds_of, framed
from accordingto.present.web.drops import FILE_MOST, FILES_MOST, UnusableDrop, received, sample_hashes
from accordingto.present.web.filters import PAGE_ROWS, PAGES_MOST, Where
from accordingto.present.web.guard import UPLOAD_MOST, OversizedBody
from accordingto.present.web.pages import Pages
from accordingto.present.web.shelf import Label, Shelf, listed, span_href
from accordingto.record import queries

Fate = Literal["refused", "ok", "duplicate"]
FATES: tuple[Fate, ...] = get_args(Fate)
"""What can become of an input, in the order of the list: what needs somebody comes first."""
HASH = frozenset("0123456789abcdef")
HASH_SHORTEST = 6  # digits from which words may be the beginning of a hash
FIND_LONGEST = 400  # characters
UNPLACED_MOST = 50  # judgements without a place that are listed
KINDS = ".txt .text .md .markdown .html .htm .xhtml .jsonl .ndjson .json .csv .tsv .parquet .toml"
"""Offered first where files are chosen; any other can be dropped too, and is refused by name."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file, or one row of a table, and what became of it. `report` is the one it is, or is a further copy of."""

    uri: str
    fate: Fate
    report: Label | None = None
    bytes: int | None = None
    sha256: str | None = None
    stage: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """How many inputs there are of each fate. `inputs` is the sum of the others: nothing vanishes."""

    inputs: int
    ok: int
    duplicate: int
    refused: int


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A judgement that has no place in what the record now holds, with the words it was about as they stood."""

    judgement: Judgement
    words: tuple[tuple[Span, str | None], ...]


@dataclass(frozen=True, slots=True)
class InputList:
    """A page of inputs, of how many; `totals` are those of the whole record."""

    inputs: tuple[Input, ...]
    totals: Totals
    state: Fate | None
    find: str
    count: int
    page: int
    pages: int

    def query(self, **changed: Any) -> str:
        """The address's query with something changed; the page begins anew."""
        asked = {"state": self.state, "find": self.find, "page": None, **changed}
        kept = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(kept)}" if kept else ""


def inputs(shelf: Shelf, *, state: Fate | None = None, find: str = "", page: int = 1) -> InputList:
    """The inputs, refused ones first, then by name: all, or of one fate, whose name holds `find` or whose hash begins so."""
    asked = {fate: _where(fate, find) for fate in FATES if state in (None, fate)}
    counts = {fate: shelf.number(f"SELECT {COUNTED[fate]} WHERE {where.sql}", *where.values) for fate, where in asked.items()}
    found: list[Input] = []
    skip, room = (page - 1) * PAGE_ROWS, PAGE_ROWS
    for fate, where in asked.items():
        if room and skip < counts[fate]:
            made = list(_LISTED[fate](shelf, where, room, skip))
            found += made
            room -= len(made)
        skip = max(0, skip - counts[fate])
    count = sum(counts.values())
    return InputList(tuple(found), totals(shelf), state, find, count, page, min(PAGES_MOST, -(-count // PAGE_ROWS)))


def totals(shelf: Shelf) -> Totals:
    """How many inputs the record knows of, by what became of them."""
    read, refused = (shelf.number(f"SELECT count(*) FROM {table}") for table in ("article", "rejection"))
    copies = shelf.number("SELECT coalesce(sum(json_array_length(also)), 0) FROM article WHERE also <> '[]'")
    return Totals(read + copies + refused, read, copies, refused)


COUNTED: dict[Fate, str] = {
    "refused": "count(*) FROM rejection",
    "ok": "count(*) FROM article",
    "duplicate": "count(*) FROM article, json_each(article.also) AS copy",
}


def _where(fate: Fate, find: str) -> Where:
    where = Where().also("article.also <> '[]'") if fate == "duplicate" else Where()
    if not find:
        return where
    holds = f"%{find.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
    column = {"refused": "rejection.uri", "ok": "article.uri", "duplicate": "copy.value"}[fate]
    beginning = find.strip().lower()
    if fate == "ok" and len(beginning) >= HASH_SHORTEST and set(beginning) <= HASH:
        # Two questions, each of an index; as one with OR it would pass over the texts of all reports.
        named = "SELECT n FROM article WHERE uri LIKE ? ESCAPE '!' UNION SELECT n FROM article WHERE sha256 BETWEEN ? AND ?"
        return where.also(f"article.n IN ({named})", holds, beginning, beginning + "g")
    return where.also(f"{column} LIKE ? ESCAPE '!'", holds)


def _refused(shelf: Shelf, where: Where, limit: int, offset: int) -> Iterator[Input]:
    question = f"SELECT uri, stage, reason FROM rejection WHERE {where.sql} ORDER BY uri, n LIMIT ? OFFSET ?"
    for uri, stage, reason in shelf.ask(question, *where.values, limit, offset):
        yield Input(clear(str(uri)), "refused", stage=str(stage), reason=clear(str(reason)))


def _read(shelf: Shelf, where: Where, limit: int, offset: int) -> Iterator[Input]:
    # Leafed through in the index of names, so that far pages do not pass over the texts of all reports before them.
    question = (
        "SELECT article.id, article.uri, article.sha256, length(bytes) FROM"
        f" (SELECT n FROM article WHERE {where.sql} ORDER BY uri LIMIT ? OFFSET ?) AS here"
        " JOIN article ON article.n = here.n LEFT JOIN original ON original.sha256 = article.sha256 ORDER BY article.uri"
    )
    rows = shelf.ask(question, *where.values, limit, offset)
    labels = shelf.labels([str(row[0]) for row in rows])
    for id, uri, sha256, length in rows:
        yield Input(clear(str(uri)), "ok", labels.get(str(id)), int(str(length)) if length is not None else None, str(sha256))


def _copies(shelf: Shelf, where: Where, limit: int, offset: int) -> Iterator[Input]:
    question = (
        "SELECT article.id, copy.value FROM article, json_each(article.also) AS copy"
        f" WHERE {where.sql} ORDER BY copy.value, article.n LIMIT ? OFFSET ?"
    )
    rows = shelf.ask(question, *where.values, limit, offset)
    labels = shelf.labels([str(row[0]) for row in rows])
    for id, uri in rows:
        yield Input(clear(str(uri)), "duplicate", labels.get(str(id)))


_LISTED = {"refused": _refused, "ok": _read, "duplicate": _copies}


def unplaced(shelf: Shelf) -> tuple[Unplaced, ...]:
    """The judgements that could not be placed in what the record holds, newest first."""
    if not shelf.number("SELECT EXISTS (SELECT 1 FROM judgement WHERE displaced = 'null')"):
        return ()
    found = queries.unplaced(shelf.record)[::-1][:UNPLACED_MOST]
    articles = {one.article for each in found for one in each.evidence}
    there = {
        str(row[0])
        for row in shelf.ask("SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?))", listed(articles))
    }
    return tuple(
        Unplaced(
            each,
            tuple(
                (one.span, span_href(one.article, one.span.start, one.span.end) if one.article in there else None)
                for one in each.evidence
            ),
        )
        for each in found
    )


def is_sample(shelf: Shelf) -> bool:
    """Whether a record holds the invented affair of the package and nothing else."""
    known = listed(sample_hashes())
    return (
        shelf.number(
            "SELECT EXISTS (SELECT 1 FROM article) AND NOT EXISTS"
            " (SELECT 1 FROM article WHERE sha256 NOT IN (SELECT value FROM json_each(?)))",
            known,
        )
        == 1
    )


def routes(pages: Pages) -> APIRouter:
    """The list, the form that more is dropped into, and the pages of a build."""
    router = APIRouter()

    def values() -> dict[str, Any]:
        builds = pages.room.builds
        return {
            "may_build": builds is not None, "state": builds.state() if builds else None, "kinds": KINDS.replace(" ", ","),
            "most": {"bytes": UPLOAD_MOST, "files": FILES_MOST, "file": FILE_MOST},
        }  # fmt: skip

    def shown(request: Request, status: int = 200, problem: str = "") -> HTMLResponse:
        if not pages.room.has_record:
            return framed(pages, request, "first.html.jinja", status=status, problem=problem, **values())
        given = request.query_params
        state = next((fate for fate in FATES if fate == given.get("state")), None)
        wrong = [f"state: one of {', '.join(FATES)}"] if given.get("state") and state is None else []
        number = given.get("page", "1")
        page = int(number) if number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= PAGES_MOST else 1
        find = given.get("find", "").replace("\0", " ").strip()[:FIND_LONGEST]
        with pages.shelf() as shelf:
            return pages.page(
                request, "inputs.html.jinja", shelf, status=status, problem=problem, unplaced=unplaced(shelf),
                listing=inputs(shelf, state=state, find=find, page=page), is_sample=is_sample(shelf), misunderstood=wrong,
                **building.WORDS, **values(),
            )  # fmt: skip

    @router.get("/inputs", response_class=HTMLResponse)
    def inputs_page(request: Request) -> HTMLResponse:
        return shown(request)

    @router.post("/inputs", tags=["inputs"], status_code=303, response_model=None)
    async def drop(request: Request) -> Response:
        """Build files into the record: a form (multipart/form-data) of `files`, and `outlet`, `published` and `language` of
        those that do not say. Leads on to /build; /api/build says how it goes."""
        builds = builds_of(pages)
        if builds.running:
            raise HTTPException(409, building.BUSY)
        try:
            dropped = await received(request.stream(), request.headers.get("content-type", ""))
        except UnusableDrop as error:
            return await run_in_threadpool(shown, request, error.status, error.reason)
        except OversizedBody:
            return Response(status_code=413)  # the gate says it in its own words
        except ClientDisconnect:
            return Response(status_code=400)
        await run_in_threadpool(begun, builds, dropped)
        return RedirectResponse("/build", 303)

    @router.get("/api/inputs", tags=["inputs"])
    def inputs_data(
        state: Annotated[Fate | None, Query(description="only what had this fate")] = None,
        find: Annotated[str, Query(description="part of a name, or the beginning of a hash", max_length=FIND_LONGEST)] = "",
        page: Annotated[int, Query(ge=1, le=PAGES_MOST)] = 1,
    ) -> InputList:
        """Everything that was put in, with what became of it."""
        with pages.shelf() as shelf:
            return inputs(shelf, state=state, find=find.replace("\0", " ").strip(), page=page)

    router.include_router(building.routes(pages))
    return router
