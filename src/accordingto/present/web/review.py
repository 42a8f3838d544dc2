"""Review: one decision after another, those first on which most depends.

What always holds: one card is one decision, with the words it is about; what was decided last can be taken back from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from accordingto.model import Claim, Contradiction, Derivation, Entity, Judgement, Statement
from accordingto.present.brief.wording import clear
from accordingto.present.web.claims import Clash, clashed
from accordingto.present.web.pages import NotHere, Pages
from accordingto.present.web.shelf import ClaimLine, Label, Quote, Said, Shelf, listed
from accordingto.present.web.waiting import MEMBERS_MOST, Waiting
from accordingto.record.queries import version_of

LATEST = 10  # decisions that can be taken back here


@dataclass(frozen=True, slots=True)
class Card:
    """One decision with all that is needed to make it."""

    waiting: Waiting
    position: int
    of: int
    said: Said | None
    claim: ClaimLine | None
    stance: str
    clash: Clash | None
    pair: tuple[Label, Label] | None
    shared: tuple[Quote, ...]
    reason: str
    entity: Entity | None
    named: tuple[Quote, ...]
    like: tuple[Said, ...]
    version: str
    next: str | None
    before: str | None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision made, in words."""

    judgement: Judgement
    words: str
    undone: bool


# ------------------------------------------------------------------------------------------------------------------- card


def card(shelf: Shelf, queue: Sequence[Waiting], id: str | None) -> Card | None:
    """The decision about one noun, or the first of the queue; None where nothing waits, or nothing of that id."""
    places = {one.id: number for number, one in enumerate(queue)}
    if id is not None and id not in places:
        return None
    if not queue:
        return None
    at = places[id] if id is not None else 0
    one = queue[at]
    claim = shelf.record.claim(one.claim) if one.claim else None
    lines = shelf.claim_lines([claim]) if claim else []
    statement = shelf.record.statement(one.id) if one.kind == "statement" else None
    said = shelf.said([statement]) if statement else []
    stance = next((each.stance for each in claim.members if each.statement == one.id), "") if claim else ""
    clashes = clashed(shelf, [one.id]) if one.kind == "contradiction" else ()
    pair, shared, reason = _pair(shelf, one.id) if one.kind == "derivation" else (None, (), "")
    entity = shelf.record.entity(one.id) if one.kind == "entity" else None
    return Card(
        waiting=one,
        position=at + 1,
        of=len(queue),
        said=said[0] if said else None,
        claim=lines[0] if lines else None,
        stance=stance,
        clash=clashes[0] if clashes else None,
        pair=pair,
        shared=shared,
        reason=clear(entity.reason) if entity else reason,
        entity=entity,
        named=_named(shelf, entity.id) if entity else (),
        like=_like(shelf, statement, claim) if statement and claim else (),
        version=version_of(shelf.record, one.id),
        next=queue[at + 1].id if at + 1 < len(queue) else None,
        before=queue[at - 1].id if at else None,
    )


def _pair(shelf: Shelf, id: str) -> tuple[tuple[Label, Label] | None, tuple[Quote, ...], str]:
    for derivation in shelf.record.these(Derivation, [id]):
        labels = shelf.labels([derivation.origin, derivation.derived])
        if len(labels) < 2:
            continue
        quotes = shelf.quotes([(one.article, one.span.start, one.span.end) for one in derivation.evidence[:4]])
        pair = labels[derivation.origin], labels[derivation.derived]
        return pair, tuple(one for one in quotes if one), clear(derivation.reason)
    return None, (), ""


def _named(shelf: Shelf, entity: str) -> tuple[Quote, ...]:
    """One place for each name under which an entity goes."""
    rows = shelf.ask(
        "SELECT article, min(span_start), span_end, span_exact FROM mention WHERE entity = ? AND form = 'name'"
        " GROUP BY span_exact ORDER BY count(*) DESC LIMIT 8",
        entity,
    )
    quotes = shelf.quotes([(str(row[0]), int(str(row[1])), int(str(row[2]))) for row in rows])
    return tuple(one for one in quotes if one)


def _like(shelf: Shelf, statement: Statement, claim: Claim) -> tuple[Said, ...]:
    """Other statements about which the very same is to be decided: the same words of the same source, in other reports."""
    words = [span.exact for span in statement.content]
    others = shelf.statements(one.statement for one in claim.members[:MEMBERS_MOST] if one.statement != statement.id)
    same = [
        one for one in others.values()
        if [span.exact for span in one.content] == words and one.source_entity == statement.source_entity
    ]  # fmt: skip
    return tuple(one for one in shelf.said(same) if one.standing == "suggested")


def decided(shelf: Shelf) -> tuple[Decided, ...]:
    """The latest decisions, newest first."""
    rows = shelf.ask("SELECT id FROM judgement ORDER BY n DESC LIMIT ?", 3 * LATEST)
    held = {one.id: one for one in shelf.record.these(Judgement, [str(row[0]) for row in rows])}
    question = "SELECT undoes FROM judgement WHERE undoes IN (SELECT value FROM json_each(?))"
    undone = {str(row[0]) for row in shelf.ask(question, listed(held))}
    newest = [held[str(row[0])] for row in rows if str(row[0]) in held]
    shown = [one for one in newest if one.verdict != "undo"][:LATEST]
    return tuple(Decided(one, _words(shelf, one), one.id in undone) for one in shown)


def _words(shelf: Shelf, one: Judgement) -> str:
    """What was judged, in the words it stood on; else what it is called."""
    if one.evidence:
        return clear(one.evidence[0].span.exact)
    for contradiction in shelf.record.these(Contradiction, one.subject):
        return clear(contradiction.reason)
    names = shelf.names(one.subject)
    return ", ".join(name for name, _ in names.values()) or ", ".join(one.subject)


# ----------------------------------------------------------------------------------------------------------------- routes


@dataclass(frozen=True, slots=True)
class QueueList:
    """What waits, in order; and what was decided last."""

    waiting: tuple[Waiting, ...]
    decided: tuple[Decided, ...]


def routes(pages: Pages) -> APIRouter:
    """The queue, one card of it, and the same as JSON."""
    router = APIRouter()

    def shown(request: Request, id: str | None) -> HTMLResponse:
        with pages.shelf() as shelf:
            items = pages.queue.items(shelf)
            found = card(shelf, items, id)
            if found is None and id is not None:
                # Decided meanwhile, most likely by oneself: on to what waits now.
                found = card(shelf, items, None)
                if shelf.standing([id])[id] == "suggested" and id not in {one.id for one in items}:
                    raise NotHere
            return pages.page(request, "review.html.jinja", shelf, card=found, decided=decided(shelf), waiting=items)

    @router.get("/review", response_class=HTMLResponse)
    def review_page(request: Request) -> HTMLResponse:
        return shown(request, None)

    @router.get("/review/{id}", response_class=HTMLResponse)
    def review_card_page(request: Request, id: str) -> HTMLResponse:
        return shown(request, id)

    @router.get("/api/review", tags=["judgements"])
    def review_data() -> QueueList:
        """What waits to be decided, the weightiest first, and what was decided last."""
        with pages.shelf() as shelf:
            return QueueList(pages.queue.items(shelf), decided(shelf))

    @router.get("/api/review/{id}", tags=["judgements"])
    def review_card_data(id: str) -> Card:
        """One decision with all that is needed to make it."""
        with pages.shelf() as shelf:
            found = card(shelf, pages.queue.items(shelf), id)
        if found is None:
            raise NotHere
        return found

    return router
