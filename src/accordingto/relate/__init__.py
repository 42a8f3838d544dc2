"""Relates what single articles state: who is one, what is said alike, which reports are one report, where they disagree.

All that is found here holds in any order of the articles: they are sorted by id first, and every choice has a last word by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from accordingto.model import (
    Contents,
    Entity,
    EventMention,
    Figure,
    Findings,
    Link,
    Participant,
    Rejection,
    Statement,
    by_id,
)
from accordingto.relate import (
    affairs,
    background,
    claims,
    contradictions,
    copies,
    entities,
    events,
    lineage,
    mouthpieces,
    nameless,
    questions,
    series,
    speaking,
)
from accordingto.relate.folding import fold_name
from accordingto.relate.lineage import Lineage, telling_words
from accordingto.relate.meaning import Vector
from accordingto.relate.speaking import BODIES

Noun = TypeVar("Noun", bound=Any)


def relate(findings: Sequence[Findings], rejections: Sequence[Rejection] = (), *, meaning: Vector | None = None) -> Contents:
    """Everything a record holds, from what was found in each article alone. Each type is sorted by id.

    `meaning` gives the unit vector of what a text means; without it, words alone tell what is said alike.
    """
    findings = sorted(findings, key=lambda found: found.article.id)
    joined, global_of = entities.entities(findings)
    known, governing = by_id(joined), speaking.governments(joined)
    findings = [renamed(found, global_of, known, governing) for found in findings]
    bodies = mouthpieces.Bodies(findings)
    findings = [mouthpieces.spoken(found, bodies) for found in findings]
    copied = copies.derivations(findings)
    one_of = nameless.alike(findings, copied)
    joined = nameless.joined(joined, one_of)
    known = by_id(joined)
    touched = {*one_of, *one_of.values()}
    findings = [
        renamed(found, one_of, known, {}) if any(one.id in touched for one in found.entities) else found for found in findings
    ]
    known_by = lineage.lineage(findings, copied)
    written = events.wordings(findings)
    told, event_of = events.events(findings, copied, written, known_by)
    leads = background.Leads([placed(found, event_of) for found in findings], copied)
    told, event_of = background.by_affair(told, findings, written, known_by, leads)
    findings = [placed(found, event_of) for found in findings]
    said = claims.claims(findings, copied, written, meaning, known_by)
    affair, led = affairs.affairs(findings, told, said), affairs.led_by(findings, told, said)
    resting = lineage.same_origins(findings, said, told)
    said = tuple(_sorted((*said, *questions.questions(findings, said, copied, written, known_by))))
    return Contents(
        articles=_sorted(found.article for found in findings),
        entities=_sorted(joined),
        mentions=_sorted(mention for found in findings for mention in found.mentions),
        statements=_sorted(voiced(statement, known_by, known) for found in findings for statement in found.statements),
        timexes=_sorted(timex for found in findings for timex in found.timexes),
        event_mentions=_sorted(mention for found in findings for mention in found.event_mentions),
        events=told,
        figures=_sorted(figure for found in findings for figure in found.figures),
        claims=said,
        derivations=_sorted((*copied, *resting)),
        contradictions=_sorted(contradictions.contradictions(findings, told, said, affair, led, copied)),
        series=_sorted(series.series(findings, affair, led)),
        rejections=_sorted(rejections),
    )


def renamed(
    found: Findings, global_of: Mapping[str, str], entities: Mapping[str, Entity], governing: Mapping[str, str]
) -> Findings:
    """An article's findings with the pile's entities in place of its own. An entity that was not joined keeps its id.

    A country that says or wants something is its government (`governing`): "Norway said" and "Oslo said" have one source.
    """

    def whom(entity: str) -> str:
        return global_of.get(entity, entity)

    def of(entity: str | None) -> str | None:
        return whom(entity) if entity else None

    def speaker(entity: str | None) -> str | None:
        return governing.get(whom(entity), whom(entity)) if entity else None

    def link(one: Link) -> Link:
        return replace(one, entity=speaker(one.entity))

    def participant(one: Participant) -> Participant:
        return replace(one, entity=of(one.entity))

    def statement(one: Statement) -> Statement:
        return replace(one, source_entity=speaker(one.source_entity), chain=tuple(map(link, one.chain)))

    def event_mention(one: EventMention) -> EventMention:
        actor, recipient = tuple(map(participant, one.actor)), tuple(map(participant, one.recipient))
        return replace(one, actor=actor, recipient=recipient, place=participant(one.place) if one.place else None)

    def figure(one: Figure) -> Figure:
        return replace(one, of_whom=of(one.of_whom), place=of(one.place))

    named = {whom(entity.id) for entity in found.entities}
    named |= {end for said in found.statements for one in said.chain if (end := speaker(one.entity)) is not None}
    return replace(
        found,
        entities=tuple(entities[entity] for entity in sorted(named) if entity in entities),
        mentions=tuple(replace(mention, entity=whom(mention.entity)) for mention in found.mentions),
        statements=tuple(map(statement, found.statements)),
        event_mentions=tuple(map(event_mention, found.event_mentions)),
        figures=tuple(map(figure, found.figures)),
    )


def voiced(said: Statement, known: Lineage, entities: Mapping[str, Entity]) -> Statement:
    """A statement whose chain calls each by the name that the record has for it: "Davin Roke (Karsian Rescue Service)".

    A body that is named in short has its name: "the Directorate", "KRS". Where a report names it in other words that say as
    much, these stay; and so does what it calls a government, for "Oslo" and "Norway" are told apart by readers.
    """

    def called(one: Link) -> Link:
        if one.entity in known.speaks_for:
            return replace(one, name=known.called(one.entity, one.name))
        body = entities.get(one.entity or "")
        if body is None or body.id not in known.named or body.kind not in BODIES or body.kind == "government":
            return one
        as_told = one.name.startswith("doc:") or fold_name(one.name) not in map(fold_name, body.aliases)
        in_short = len(telling_words(one.name)) < len(telling_words(body.name))
        return replace(one, name=body.name) if in_short and not as_told else one

    chain = tuple(map(called, said.chain))
    return replace(said, chain=chain) if chain != said.chain else said


def placed(found: Findings, event_of: Mapping[str, str]) -> Findings:
    """Findings with the events of the mentions, each in the innermost statement that carries it, and of the figures."""
    statements = events.Statements.among(found.statements)

    def told(mention: EventMention) -> EventMention:
        inner = events.innermost(mention, statements)
        return replace(mention, event=event_of[mention.id], statement=inner.id if inner else None)

    return replace(
        found,
        event_mentions=tuple(map(told, found.event_mentions)),
        figures=tuple(replace(figure, event=event_of.get(figure.event or "")) for figure in found.figures),
    )


def _sorted(nouns: Iterable[Noun]) -> tuple[Noun, ...]:
    return tuple(sorted(nouns, key=lambda noun: noun.id))
