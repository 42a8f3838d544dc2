"""Claims: the list, and the dossier of one: its wordings, who affirms and denies, and on how many origins it rests.

What always holds: an article stands in the tree below the origin its word comes from, once for each; what is inferred is said
to be; the arithmetic of the origins is the record's own, in words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from accordingto.model import Claim, Contradiction, Derivation, Judgement, Member, Origin, Side, Stance
from accordingto.present.brief.wording import clear
from accordingto.present.web.filters import PAGE_ROWS, Filters, answers, asked_of_claims
from accordingto.present.web.pages import NotHere, Pages, asked
from accordingto.present.web.shelf import ClaimLine, Label, Quote, Said, Shelf, listed, source_href, span_href, statement_href
from accordingto.record.queries import grades, history, moved_to, version_of

WORDINGS = 60  # wordings of one claim on a page; the rest is counted and filtered
PARTS = 60  # narrower claims listed; a contested question gathers dozens
TREE_MOST = 300  # reports up to which the whole lineage is shown at once
ROOTS_SHOWN = 30  # of a larger one: origins, and of each the earliest reports; the rest is counted, and shown when asked for
REPORTS_SHOWN = 8
CONTRADICTIONS = 30
SORTS = {
    "weight": "claim.contested DESC, claim.reports DESC, claim.n",
    "reports": "claim.reports DESC, claim.n",
    "origins": "coalesce(claim.independent_low, 0) DESC, claim.reports DESC, claim.n",
    "first": "claim.first_value IS NULL, claim.first_value, claim.n",
    "last": "claim.last_value DESC, claim.n",
}
NOT_STATED = "origin not stated"


@dataclass(frozen=True, slots=True)
class ClaimList:
    """A page of claims, of how many. `more`: there are more than were counted."""

    claims: tuple[ClaimLine, ...]
    count: int
    page: int
    pages: int
    more: bool = False


def claims(shelf: Shelf, filters: Filters) -> ClaimList:
    """The claims that answer the filters, those on which most depends first unless sorted otherwise."""
    asked = asked_of_claims(filters, (accepted_ids(shelf),) if filters.layer == "accepted" else ())
    order = SORTS.get(filters.sort, SORTS["weight"])
    ids, count, more = answers(shelf.ask, asked, order, filters.offset)
    return ClaimList(tuple(shelf.lines_of(ids)), count, filters.page, -(-count // PAGE_ROWS), more)


def accepted_ids(shelf: Shelf) -> str:
    """All ids that a person took, as a JSON list for questions."""
    subjects = shelf.ask("SELECT DISTINCT value FROM judgement, json_each(judgement.subject)")
    stands = shelf.standing([str(row[0]) for row in subjects])
    return listed(id for id, how in stands.items() if how in ("accepted", "corrected", "added"))


# ---------------------------------------------------------------------------------------------------------------- dossier


@dataclass(frozen=True, slots=True)
class Wording:
    """One member of a claim: a statement, or what an outlet says in its own voice (`said` is None)."""

    stance: Stance
    report: Label
    quote: Quote
    said: Said | None
    href: str
    statement: str | None
    version: str


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of the lineage: an origin, a relay or a report, why it hangs there, and what hangs on it."""

    kind: str
    name: str
    href: str | None
    reason: str
    known: bool
    branches: tuple[Branch, ...] = ()
    derivation: str | None = None
    more: int = 0
    """Reports that rest on it and are not shown; `/c/ID?whole=yes` shows all."""

    @property
    def size(self) -> int:
        return 1 + sum(branch.size for branch in self.branches)


@dataclass(frozen=True, slots=True)
class Opposed:
    """One side of a contradiction, quoted."""

    report: Label
    quote: Quote | None
    href: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Two things that cannot both be so."""

    id: str
    kind: str
    reason: str
    left: Opposed
    right: Opposed


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of one claim."""

    line: ClaimLine
    reason: str
    wordings: tuple[Wording, ...]
    wordings_more: int
    tree: tuple[Branch, ...]
    roots_more: int
    against: tuple[Branch, ...]
    clashes: tuple[Clash, ...]
    parts: tuple[ClaimLine, ...]
    whole: tuple[ClaimLine, ...]
    grades: tuple[Judgement, ...]
    history: tuple[Judgement, ...]
    version: str

    @property
    def affirming(self) -> tuple[Wording, ...]:
        return tuple(one for one in self.wordings if one.stance == "affirms")

    @property
    def opposing(self) -> tuple[Wording, ...]:
        return tuple(one for one in self.wordings if one.stance != "affirms")


def dossier(shelf: Shelf, id: str, *, whole: bool = False) -> Dossier | None:
    """One claim with its words, lineage, contradictions and history; None where the record has no such claim.

    `whole` asks for all of a lineage that is too large to be read.
    """
    claim = shelf.record.claim(id)
    if claim is None:
        return None
    [line] = shelf.claim_lines([claim])
    members = _by_stance(claim.members)
    # A narrower claim stands inside the words of the wider one: its statements are nested in the other's. Or a question has it.
    containing = shelf.ask(
        "SELECT outer.claim FROM claim_member AS inner JOIN statement ON statement.id = inner.statement"
        " JOIN claim_member AS outer ON outer.statement = statement.nested_in"
        " WHERE inner.claim = ?1 AND outer.claim <> ?1"
        " UNION SELECT id FROM holding WHERE kind = 'claim' AND held = ?1 AND id <> ?1 ORDER BY 1 LIMIT ?2",
        id, PARTS,
    )  # fmt: skip
    affirming = [one for one in claim.members if one.stance == "affirms"]
    denying = [one for one in claim.members if one.stance != "affirms"]
    origins = claim.origins if whole or claim.reports <= TREE_MOST else fewer(shelf, claim.origins)
    return Dossier(
        line=line,
        reason=clear(claim.reason),
        wordings=tuple(wordings(shelf, members if whole else members[:WORDINGS])),
        wordings_more=0 if whole else max(0, len(members) - WORDINGS),
        tree=tree(shelf, origins, affirming, claim.origins),
        roots_more=len(claim.origins) - len(origins),
        against=tree(shelf, (), denying if whole else denying[:TREE_MOST]),
        clashes=clashes(shelf, claim),
        parts=tuple(shelf.lines_of(claim.parts[:PARTS])),
        whole=tuple(shelf.lines_of([str(row[0]) for row in containing])),
        grades=grades(shelf.record, id),
        history=history(shelf.record, id),
        version=version_of(shelf.record, id),
    )


def _by_stance(members: Sequence[Member]) -> list[Member]:
    """Members in turns of affirming, denying and questioning, so that no stance is the one left out."""
    turns: dict[Stance, int] = defaultdict(int)
    ranks = []
    for number, member in enumerate(members):
        ranks.append((turns[member.stance], number, member))
        turns[member.stance] += 1
    return [member for _, _, member in sorted(ranks, key=lambda rank: rank[:2])]


def wordings(shelf: Shelf, members: Sequence[Member]) -> list[Wording]:
    """The wordings of a claim, each in its sentence."""
    statements = shelf.statements(one.statement for one in members)
    cards = {card.id: card for card in shelf.said(statements.values())}
    labels = shelf.labels([one.article for one in members])
    quotes = shelf.quotes([(one.article, one.span.start, one.span.end) for one in members])
    return [
        Wording(
            one.stance, labels[one.article], quote, cards.get(one.statement or ""),
            statement_href(one.article, one.statement) if one.statement in cards and one.statement
            else span_href(one.article, one.span.start, one.span.end),
            one.statement, version_of(shelf.record, one.statement) if one.statement else "",
        )
        for one, quote in zip(members, quotes, strict=True)
        if quote is not None and one.article in labels
    ]  # fmt: skip


# ---------------------------------------------------------------------------------------------------------------- lineage


def fewer(shelf: Shelf, origins: Sequence[Origin]) -> tuple[Origin, ...]:
    """As much of a large lineage as one can read: known origins first, of each the earliest reports."""
    question = "SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?)) ORDER BY published_value, n LIMIT ?"
    return tuple(
        replace(one, articles=tuple(str(row[0]) for row in shelf.ask(question, listed(one.articles), REPORTS_SHOWN)))
        for one in sorted(origins, key=lambda one: (not one.known, -len(one.articles)))[:ROOTS_SHOWN]
    )


def tree(
    shelf: Shelf, origins: Sequence[Origin], members: Sequence[Member], every: Sequence[Origin] = ()
) -> tuple[Branch, ...]:
    """The lineage of a claim as an indented list: origins, the relays their word came by, the reports, and copies below these.

    Where no origins are given (those who deny), each holder at the end of a chain is one. `every`: the same origins with all
    their reports, where some are not to be shown.
    """
    carried = {(one.name, one.entity): len(one.articles) for one in every}
    if origins:
        shown = {article for one in origins for article in one.articles}
        members = [one for one in members if one.article in shown]
    statements = shelf.statements(one.statement for one in members)
    labels = shelf.labels([one.article for one in members])
    paths: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    ends: dict[str, dict[str, None]] = defaultdict(dict)
    pages: dict[str, str | None] = {}
    for one in members:
        statement = statements.get(one.statement or "")
        holders = shelf.chain(statement) if statement else ()
        names = tuple(holder.name for holder in holders)
        paths[one.article].append(names)
        if not origins:
            end = names[0] if names else labels[one.article].name
            ends[end].setdefault(one.article)
            pages.setdefault(end, holders[0].href if holders and not holders[0].anonymous else None)
    copies = _copies(shelf, sorted(paths))
    rooted: list[tuple[str, str | None, bool, list[str], int]]
    if not origins:
        rooted = [(name, None, True, list(articles), 0) for name, articles in ends.items()]
    else:
        rooted = [
            (
                clear(one.name), one.entity, one.known, [a for a in one.articles if a in labels],
                max(0, carried.get((one.name, one.entity), 0) - len(one.articles)),
            )
            for one in origins
        ]  # fmt: skip
    branches = []
    for name, entity, known, articles, more in rooted:
        below = _below(name, articles, paths, labels, copies)
        href = (source_href(entity, name) if known else None) if origins else pages[name]
        kind = "origin" if known else "unknown"
        branches.append(Branch(kind, name, href, "" if known else "never counted as independent", known, below, None, more))
    return tuple(branches)


def _copies(shelf: Shelf, articles: Sequence[str]) -> dict[str, list[Derivation]]:
    """By article, the derivations from other articles of the same claim."""
    rows = shelf.ask(
        "SELECT id FROM derivation WHERE relation <> 'same_origin' AND derived IN (SELECT value FROM json_each(?))"
        " AND origin IN (SELECT value FROM json_each(?))",
        listed(articles),
        listed(articles),
    )
    found: dict[str, list[Derivation]] = defaultdict(list)
    stands = shelf.standing([str(row[0]) for row in rows])
    for derivation in shelf.record.these(Derivation, stands):
        if stands[derivation.id] != "rejected":
            found[derivation.derived].append(derivation)
    return found


def _below(
    name: str,
    articles: Sequence[str],
    paths: dict[str, list[tuple[str, ...]]],
    labels: dict[str, Label],
    copies: dict[str, list[Derivation]],
) -> tuple[Branch, ...]:
    """What hangs on one origin: relays, then reports by day, and copies below the report they are taken from."""
    days = sorted(articles, key=lambda article: (labels[article].published.value or "9999", labels[article].name, article))
    parent: dict[str, Derivation] = {}
    for article in days:
        taken = [one for one in copies.get(article, ()) if one.origin in days and one.origin != article]
        if taken:
            parent[article] = max(taken, key=lambda one: (one.direction_known, one.share.low or 0, one.id))
    for article in days:  # A credits B and B credits A: the chain of parents must end somewhere
        seen, here = {article}, article
        while here in parent:
            here = parent[here].origin
            if here in seen:
                del parent[article]
                break
            seen.add(here)
    children: dict[str, list[str]] = defaultdict(list)
    for article, one in parent.items():
        children[one.origin].append(article)

    def report(article: str) -> Branch:
        one = parent.get(article)
        return Branch(
            "report", labels[article].name, labels[article].href, clear(one.reason) if one else "", True,
            tuple(report(child) for child in days if child in children[article]), one.id if one else None,
        )  # fmt: skip

    relayed: dict[tuple[str, ...], list[Branch]] = defaultdict(list)
    for article in days:
        if article in parent:
            continue
        told = [path for path in paths[article] if path]
        mine = next((path for path in told if path[0] == name), None) or next(
            (path for path in told if _words(path[0]) == _words(name.partition(", by way of ")[0])), None
        )
        own = labels[article].name
        # What an article says in its own words, or without saying whose, comes by nobody.
        other = told[0] if told and (name != NOT_STATED or len(told) == len(paths[article])) else ()
        relays = tuple(step for step in (mine[1:] if mine else other) if step not in (name, own))
        relayed[relays].append(report(article))
    found: list[Branch] = []
    for relays, reports in relayed.items():
        below = tuple(reports)
        for relay in reversed(relays):
            below = (Branch("relay", relay, None, "passes it on", True, below),)
        found += below
    return tuple(found)


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())


# ---------------------------------------------------------------------------------------------------------- contradictions


def clashes(shelf: Shelf, claim: Claim) -> tuple[Clash, ...]:
    """The contradictions that a claim is in: by itself, by its statements, or by figures and events within its words."""
    refs = {claim.id, *(one.statement for one in claim.members if one.statement)}
    inside = (
        "SELECT figure.id FROM claim_member CROSS JOIN figure ON figure.article = claim_member.article AND figure.span_start >="
        " claim_member.span_start AND figure.span_end <= claim_member.span_end WHERE claim_member.claim = ?"
    )
    figures = {str(row[0]) for row in shelf.ask(inside, claim.id)}
    rows = shelf.ask(
        "SELECT id FROM contradiction WHERE claim = ?1 UNION SELECT id FROM contradiction WHERE left_ref IN (SELECT value FROM"
        " json_each(?2)) UNION SELECT id FROM contradiction WHERE right_ref IN (SELECT value FROM json_each(?2)) LIMIT ?3",
        claim.id, listed(refs | figures), CONTRADICTIONS,
    )  # fmt: skip
    return clashed(shelf, [str(row[0]) for row in rows])


def clashed(shelf: Shelf, ids: Sequence[str]) -> tuple[Clash, ...]:
    """Contradictions with both sides quoted; those that a person rejected are left out."""
    stands = shelf.standing(ids)
    found = [one for one in shelf.record.these(Contradiction, ids) if stands[one.id] != "rejected"]
    return tuple(
        Clash(one.id, one.kind, clear(one.reason), _opposed(shelf, one.left), _opposed(shelf, one.right)) for one in found
    )


def _opposed(shelf: Shelf, side: Side) -> Opposed:
    label = shelf.label(side.article)
    if side.span is None:
        return Opposed(label, None, label.href)
    [quote] = shelf.quotes([(side.article, side.span.start, side.span.end)])
    return Opposed(label, quote, span_href(side.article, side.span.start, side.span.end))


# ----------------------------------------------------------------------------------------------------------------- routes


def routes(pages: Pages) -> APIRouter:
    """The pages of claims, and the same as JSON."""
    router = APIRouter()

    @router.get("/claims", response_class=HTMLResponse)
    def claims_page(request: Request) -> HTMLResponse:
        with pages.shelf() as shelf:
            return pages.page(request, "claims.html.jinja", shelf, listing=claims(shelf, pages.filters(request)))

    @router.get("/api/claims", tags=["claims"])
    def claims_data(filters: Annotated[Filters, Depends(asked)]) -> ClaimList:
        """What is claimed, those claims first on which most depends."""
        with pages.shelf() as shelf:
            return claims(shelf, filters)

    @router.get("/c/{id}", response_class=HTMLResponse, response_model=None)
    def claim_page(request: Request, id: str, whole: str = "") -> HTMLResponse | RedirectResponse:
        with pages.shelf() as shelf:
            found = dossier(shelf, id, whole=bool(whole))
            if found is not None:
                return pages.page(request, "claim.html.jinja", shelf, dossier=found, moved="moved" in request.query_params)
            if new := moved_to(shelf.record, id):
                return RedirectResponse(f"/c/{new}?moved=1", 303)
        raise NotHere

    @router.get("/api/c/{id}", tags=["claims"])
    def claim_data(id: str, whole: str = "") -> Dossier:
        """One claim: its wordings, the lineage of its origins, what contradicts it, and its history."""
        with pages.shelf() as shelf:
            found = dossier(shelf, id, whole=bool(whole))
        if found is None:
            raise NotHere
        return found

    return router
