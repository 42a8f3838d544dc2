"""Makes one what a person calls the same, and two what a person calls different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from accordingto.errors import UnusableJudgement
from accordingto.model import (
    Article,
    Claim,
    Contradiction,
    Derivation,
    Entity,
    Event,
    EventMention,
    Figure,
    Judgement,
    Mention,
    Participant,
    Series,
    Span,
    Statement,
    by_id,
    identify,
)
from accordingto.relate import events, questions
from accordingto.relate.judged import given
from accordingto.relate.judged.counting import claim_alone, claims_of, off_series, recount, retell, retold
from accordingto.relate.judged.holdings import Holdings


def join_claims(held: Holdings, first: Claim, others: Sequence[Claim]) -> None:
    members, parts = list(first.members), set(first.parts)
    gone = {other.id for other in others}
    for other in others:
        members += other.members
        parts |= set(other.parts)
        held.drop(other)
        for outer in held.where(Claim, "part", [other.id]):
            held.put(replace(outer, parts=_renamed(outer.parts, other.id, first.id, but=outer.id)))
        _oppose_as(held, other.id, first.id, "claim")
    recount(held, replace(first, parts=tuple(sorted(parts - gone - {first.id}))), members)


def _renamed(ids: Iterable[str], old: str, new: str, but: str = "") -> tuple[str, ...]:
    return tuple(sorted({new if id == old else id for id in ids} - {but}))


def _oppose_as(held: Holdings, old: str, new: str, way: str) -> None:
    """Let the contradictions of one thing be those of another; a thing does not contradict itself."""
    for one in by_id([*held.where(Contradiction, "ref", [old]), *held.where(Contradiction, way, [old])]).values():
        left, right = (replace(side, ref=new if side.ref == old else side.ref) for side in (one.left, one.right))
        about = {way: new} if getattr(one, way) == old else {}
        if left == right:
            held.drop(one)
        else:
            held.put(replace(one, left=left, right=right, **about))


def join_events(held: Holdings, first: Event, others: Sequence[Event], author: str) -> None:
    mentions, figures = list(first.mentions), set(first.figures)
    for other in others:
        mentions += other.mentions
        figures |= set(other.figures)
        for mention in held.where(EventMention, "event", [other.id]):
            held.put(replace(mention, event=first.id))
        for figure in held.where(Figure, "event", [other.id]):
            held.put(replace(figure, event=first.id))
        _oppose_as(held, other.id, first.id, "event")
        held.drop(other)
    reason = f"{events.COUNT.sub('', first.reason)}; joined by {author}"
    held.put(retold(held, replace(first, figures=tuple(sorted(figures)), reason=reason), mentions))


def join_entities(held: Holdings, first: Entity, others: Sequence[Entity], author: str) -> None:
    ids = [first.id, *(other.id for other in others)]
    names = {name for one in others for name in (one.name, *one.aliases)}
    aliases = (*first.aliases, *sorted(names - {first.name, *first.aliases}))
    joined = " and ".join(f"“{other.name}”" for other in others)
    counted = {claim.id for claim in claims_of(held, ids)}
    gone = {other.id for other in others}

    def of(entity: str | None) -> str | None:
        return first.id if entity in gone else entity

    def each(entities: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({of(entity) or entity for entity in entities}))

    def part(one: Participant | None) -> Participant | None:
        return replace(one, entity=of(one.entity)) if one else None

    for other in others:
        held.drop(other)
    held.put(replace(first, aliases=aliases, reason=f"{first.reason}; joined with {joined} by {author}".removeprefix("; ")))
    for mention in held.where(Mention, "entity", gone):
        held.put(replace(mention, entity=first.id))
    for said in held.where(Statement, "entity", gone):
        chain = tuple(replace(link, entity=of(link.entity)) for link in said.chain)
        held.put(replace(said, source_entity=of(said.source_entity), chain=chain))
    for told in held.where(EventMention, "entity", gone):
        held.put(
            replace(
                told,
                actor=tuple(replace(one, entity=of(one.entity)) for one in told.actor),
                recipient=tuple(replace(one, entity=of(one.entity)) for one in told.recipient),
                place=part(told.place),
            )
        )
    for event in held.where(Event, "entity", gone):
        held.put(replace(event, actor=each(event.actor), recipient=each(event.recipient), place=of(event.place)))
    for figure in held.where(Figure, "entity", gone):
        held.put(replace(figure, of_whom=of(figure.of_whom), place=of(figure.place)))
    for line in held.where(Series, "held", gone):
        held.put(replace(line, of_whom=of(line.of_whom), place=of(line.place)))
    resting = {one.derived for one in held.where(Derivation, "origin", [first.id])}
    for derivation in held.where(Derivation, "origin", gone):
        if derivation.derived in resting:
            held.drop(derivation)  # that it rests on the word of the first is said already
        else:
            resting.add(derivation.derived)
            held.put(replace(derivation, origin=first.id))
    for one in held.where(Contradiction, "ref", gone):
        _oppose_as(held, one.left.ref if one.left.ref in gone else one.right.ref, first.id, "claim")
    counted |= {claim.id for claim in claims_of(held, [first.id])}
    for claim in held.nouns(Claim, counted):
        recount(held, claim)


def part_entity(held: Holdings, entity: Entity, article: Article, judgement: Judgement) -> None:
    """Make whom an article means, or means by one name (`{"name": ...}`), an entity of its own, with all that rests on it."""
    change = judgement.change or {}
    given.only(change, ("name",))
    name = given.words(change, "name", None)
    mine = held.where(Mention, "entity", [entity.id])
    here = [one for one in mine if one.article == article.id]
    leaving = [one for one in here if name is None or _written(one) == " ".join(name.split())]
    staying = [one for one in mine if one not in leaving]
    if not leaving or not staying:
        what = f"“{name}” in {article.id}" if name else article.id
        raise UnusableJudgement(
            f"{entity.id} is named by {'nothing but ' if leaving else 'no '}{what}: there is nothing to part"
        )
    whole = len(leaving) == len(here)
    names = Counter(_written(one) for one in leaving if one.form == "name") or Counter(_written(one) for one in leaving)
    called = min(names, key=lambda one: (-names[one], -len(one), one))
    links = {key: value for key, value in entity.links.items() if key != "actor"}
    reason = f"parted from “{entity.name}” by {judgement.author}"
    own = identify("e", "parted", entity.id, article.id, name or "")
    new = Entity(own, called, entity.kind, tuple(sorted(set(names) - {called})), entity.place, reason, links)
    kept = {_written(one) for one in staying} | {entity.name}
    aliases = tuple(one for one in entity.aliases if one in kept or one not in names)
    counted = {claim.id for claim in claims_of(held, [entity.id])}
    held.put(replace(entity, aliases=aliases, reason=f"{entity.reason}; not “{called}” of one article, by {judgement.author}"))
    held.put(new)
    for mention in leaving:
        held.put(replace(mention, entity=own))

    def of(id: str | None, span: Span | None) -> str | None:
        meant = whole if span is None else any(one.span.overlaps(span) for one in leaving)
        return own if id == entity.id and meant else id

    for said in held.where(Statement, "entity", [entity.id]):
        if said.article == article.id:
            chain = tuple(replace(link, entity=of(link.entity, link.span or said.source)) for link in said.chain)
            held.put(replace(said, source_entity=of(said.source_entity, said.source), chain=chain))
    told_of: set[str] = set()
    for told in held.where(EventMention, "entity", [entity.id]):
        if told.article == article.id:
            sides = (
                tuple(replace(one, entity=of(one.entity, one.span)) for one in side) for side in (told.actor, told.recipient)
            )
            place = replace(told.place, entity=of(told.place.entity, told.place.span)) if told.place else None
            actor, recipient = sides
            held.put(replace(told, actor=actor, recipient=recipient, place=place))
            told_of |= {told.event} if told.event else set()
    for figure in held.where(Figure, "entity", [entity.id]):
        if figure.article == article.id and whole:
            held.put(replace(figure, of_whom=of(figure.of_whom, None), place=of(figure.place, None)))
            off_series(held, figure.id)
    _unrest(held, entity.id, article.id)
    for event in sorted(told_of):
        retell(held, event)
    for claim in held.nouns(Claim, counted | {claim.id for claim in claims_of(held, [own])}):
        recount(held, claim)


def _written(mention: Mention) -> str:
    return " ".join(mention.span.exact.split())


def _unrest(held: Holdings, entity: str, article: str) -> None:
    """Say no longer that an article rests on the word of an entity that it does not cite; nor that one article alone does."""
    if any(said.article == article for said in held.where(Statement, "entity", [entity])):
        return
    resting = held.where(Derivation, "origin", [entity])
    for one in resting if len(resting) < 3 else [one for one in resting if one.derived == article]:
        if any(other.derived == article for other in resting):
            held.drop(one)


def part(held: Holdings, claim: Claim, said: Statement) -> None:
    leaving = [one for one in claim.members if one.statement == said.id]
    staying = [one for one in claim.members if one.statement != said.id]
    if not leaving:
        raise UnusableJudgement(f"{said.id} is not in {claim.id}; see the members of the claim")
    if not staying:
        raise UnusableJudgement(f"{said.id} is all there is in {claim.id}: there is nothing to part it from")
    asked = questions.asks(claim)
    recount(held, claim, staying)
    if not asked:  # what leaves a question stays in the claim that says it
        claim_alone(held, said, leaving)
