"""Counts anew what a judgement touches, by the rules that counted it: claims, events, series, and who rests on whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from accordingto.model import (
    Article,
    Bounds,
    Claim,
    Contradiction,
    Derivation,
    Entity,
    Event,
    EventMention,
    Figure,
    Findings,
    Member,
    Mention,
    Series,
    Statement,
    Time,
    by_id,
    identify,
)
from accordingto.relate import claims, events, questions, quoting
from accordingto.relate.copies import families
from accordingto.relate.folding import fold_name
from accordingto.relate.judged.holdings import Holdings
from accordingto.relate.lineage import OUTLET_ROLES, Lineage, cited_outlets, described, is_name, within, witnessed
from accordingto.relate.speaking import governments, named_bodies, voiced_by


def recounted(held: Holdings, claim: Claim, members: Sequence[Member] | None = None) -> Claim:
    """A claim counted anew, with other members if given. Its text stays while a member has these words."""
    members = sorted(dict.fromkeys(claim.members if members is None else members), key=claims.member_key)
    said: dict[str, Statement] = by_id(held.nouns(Statement, [one.statement for one in members if one.statement]))
    known = lineage_near(held, {one.article for one in members}, list(said.values()))
    if questions.asks(claim):
        new = questions.counted(claim, members, held.nouns(Claim, claim.parts), said, known)
    else:
        new = claims.counted(claim, members, said, known)
    if not any(one.span.exact == new.text for one in members):
        best = quoting.clearest_member(members, said, known)
        quoted = quoting.shown(known.articles[best.article], best.span, said.get(best.statement or ""))
        standing = [replace(one, span=quoted) if one == best else one for one in members]
        new = replace(new, text=quoted.exact, members=tuple(sorted(standing, key=claims.member_key)))
    return new


def recount(held: Holdings, claim: Claim, members: Sequence[Member] | None = None) -> None:
    members = claim.members if members is None else members
    if members:
        new = recounted(held, claim, members)
        if claim.contested and not new.contested and questions.asks(claim):
            _remove_claim(held, claim)  # of one side there is no question
            return
        held.put(new)
        if claim.contested and not new.contested:
            for one in held.where(Contradiction, "claim", [claim.id]):
                if one.kind == "polarity":
                    held.drop(one)
    else:
        _remove_claim(held, claim)


def retold(held: Holdings, event: Event, ids: Iterable[str]) -> Event:
    """An event drawn anew from its mentions."""
    mentions = sorted(held.nouns(EventMention, ids), key=lambda one: one.id)
    found: dict[str, Statement] = {}
    ahead = held.nouns(Statement, [one.statement for one in mentions if one.statement])
    while ahead:  # the innermost of what is nested in each other is what a mention stands in
        found |= by_id(ahead)
        ahead = [one for one in held.where(Statement, "nested_in", [one.id for one in ahead]) if one.id not in found]
    rejected = held.rejected(found)
    statements = [said for said in found.values() if said.id not in rejected]
    known = lineage_near(held, {one.article for one in mentions}, statements)
    return events.counted(event, mentions, known, events.Statements.among(statements))


def retell(held: Holdings, id: str | None, without: str | None = None) -> None:
    event = held.noun(Event, id) if id else None
    if event is None:
        return
    mentions = [mention for mention in event.mentions if mention != without]
    if mentions:
        held.put(retold(held, event, mentions))
        return
    held.drop(event)
    for figure in held.where(Figure, "event", [event.id]):
        held.put(replace(figure, event=None))
    unopposed(held, event.id, "event")


def lineage_near(held: Holdings, articles: Collection[str], statements: Sequence[Statement]) -> Lineage:
    """What is needed to follow a word through some articles: what `lineage` says of them in a pile, looked up."""
    copied, closure = _copies_near(held, articles)
    of_copy: dict[str, tuple[Derivation, ...]] = {}
    for copy in copied:
        of_copy[copy.derived] = (*of_copy.get(copy.derived, ()), copy)
    reports: dict[str, Article] = by_id(held.nouns(Article, articles))
    links = [(said.article, link) for said in statements for link in said.chain]
    cited = {fold_name(link.name) for _, link in links}
    names = {fold_name(one.outlet) for one in reports.values() if one.outlet} | cited
    called = held.called(names.union(*map(within, cited)))
    sole = _sole(called)
    ids = {*(one for some in called.values() for one in some), *(link.entity for _, link in links if link.entity)}
    named = held.named(ids)
    # Who is only described ("the newspaper", "the directorate") may be somebody the article names elsewhere.
    unnamed = {
        article: fold_name(link.name)
        for article, link in links
        if (link.entity or sole.get(fold_name(link.name))) not in named and not is_name(link.name)
    }
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in held.where(Mention, "article", unnamed):
        mentions[mention.article].append(mention)
    papers = {article for article, link in links if article in unnamed and fold_name(link.name) in OUTLET_ROLES}
    told: dict[str, list[Statement]] = defaultdict(list)
    for said in held.where(Statement, "article", papers):
        told[said.article].append(said)
    others = [link for some in told.values() for said in some for link in said.chain]
    sole |= _sole(held.called({fold_name(link.name) for link in others} - called.keys()))
    ids |= {*sole.values(), *(link.entity for link in others if link.entity)}
    ids |= {mention.entity for some in mentions.values() for mention in some}
    named = held.named(ids)
    entities: dict[str, Entity] = by_id(held.nouns(Entity, ids))
    found = [Findings(reports[article], mentions=tuple(mentions[article])) for article in sorted(unnamed)]
    spoken = held.voices([one.id for one in entities.values() if one.kind == "person"])
    entities |= by_id(held.nouns(Entity, {body for bodies in spoken.values() for body in bodies}))
    return Lineage(
        reports,
        of_copy,
        families(closure, copied),
        sole,
        {entity.id: entity.name for entity in entities.values()},
        named,
        voiced_by(spoken, entities),
        {one.article.id: named_bodies(one, entities) for one in found},
        frozenset(one.id for one in entities.values() if one.kind == "person" and one.id not in named),
        {
            article: cited_outlets(Findings(reports[article], statements=tuple(told[article])), sole, entities, named)
            for article in sorted(papers)
        },
        governments(entities.values()),
        frozenset(id for id, article in reports.items() if witnessed(article)),
        described(cited, called, entities, named),
    )


def _sole(called: Mapping[str, Collection[str]]) -> dict[str, str]:
    return {name: min(ids) for name, ids in called.items() if len(ids) == 1}


def _copies_near(held: Holdings, articles: Collection[str]) -> tuple[list[Derivation], frozenset[str]]:
    """The copies among articles and all that share their text, at whatever hand; but for those a person rejected."""
    found: dict[str, Derivation] = {}
    seen: set[str] = set()
    ahead = set(articles)
    while ahead:
        seen |= ahead
        near = by_id([*held.where(Derivation, "derived", ahead), *held.where(Derivation, "origin", ahead)])
        rejected = held.rejected(near)
        fresh = [one for one in near.values() if one.relation != "same_origin" and one.id not in rejected]
        found |= by_id(fresh)
        ahead = {article for one in fresh for article in (one.derived, one.origin)} - seen
    return [found[id] for id in sorted(found)], frozenset(seen)


def _remove_claim(held: Holdings, claim: Claim) -> None:
    held.drop(claim)
    for outer in held.where(Claim, "part", [claim.id]):
        held.put(replace(outer, parts=tuple(part for part in outer.parts if part != claim.id)))
    unopposed(held, claim.id, "claim")


def unopposed(held: Holdings, id: str, *ways: str) -> None:
    """Drop the contradictions that something was a side or the matter of."""
    for way in ("ref", *ways):
        for one in held.where(Contradiction, way, [id]):
            held.drop(one)


def off_series(held: Holdings, figure: str) -> None:
    for line in held.where(Series, "held", [figure]):
        points = tuple(point for point in line.points if point.figure != figure)
        if len(points) < 2:
            held.drop(line)
            unopposed(held, line.id)
        else:
            held.put(replace(line, points=points))


def claims_of(held: Holdings, entities: Sequence[str]) -> list[Claim]:
    """The claims that rest on entities, or are passed on by them."""
    said = held.where(Statement, "entity", entities)
    return list(
        by_id([*held.where(Claim, "origin", entities), *held.where(Claim, "statement", [one.id for one in said])]).values()
    )


def claim_alone(held: Holdings, said: Statement, members: Sequence[Member]) -> None:
    """Put a statement into a claim of its own, where it says what it says."""
    id = identify("c", [claims.member_key(one) for one in members])
    own = [replace(one, stance=claims.stance_of(said, refused=is_refused(held, said), against=False)) for one in members]
    empty = Claim(id, own[0].span.exact, (), 0, (), Bounds(), False, "", (), Time(), Time())
    there = held.noun(Claim, id)
    recount(held, there or empty, [*(there.members if there else ()), *own])


def is_refused(held: Holdings, said: Statement) -> bool:
    """Whether a statement denies what it contains."""
    outer = held.noun(Statement, said.nested_in) if said.nested_in else None
    article = held.noun(Article, said.article)
    if article is None:
        return False
    return said.id in claims.refusals([Findings(article, statements=(said, outer) if outer else (said,))])
