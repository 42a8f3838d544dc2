"""Finds again what was judged: by its id, or by the very words it stood on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from accordingto.model import (
    Claim,
    Contradiction,
    Derivation,
    Entity,
    Event,
    EventMention,
    Figure,
    Footing,
    Judgement,
    Mention,
    Series,
    Span,
    Statement,
)
from accordingto.relate.judged.holdings import Holdings

FOOTINGS = 60  # words of a subject that a judgement keeps: enough to know a claim or entity by, were it in a thousand reports


def footings(held: Holdings, ids: Iterable[str]) -> Iterator[Footing]:
    """Yield the words that nouns stand on, in the order of their ids."""
    for id in ids:
        kind = held.kind_of(id)
        noun = held.noun(kind, id) if kind else None
        if kind and noun:
            name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()
            for article, span in list(dict.fromkeys(words_under(held, noun)))[:FOOTINGS]:
                yield Footing(id, name, article, span)


def words_under(held: Holdings, noun: Any) -> Iterator[tuple[str, Span]]:
    """Yield (article, span) for all that a noun stands on."""
    match noun:
        case Statement():
            yield from ((noun.article, span) for span in (noun.cue, noun.source, *noun.content) if span)
        case Figure():
            yield noun.article, noun.span
        case EventMention():
            yield noun.article, noun.trigger
        case Claim():
            yield from ((member.article, member.span) for member in noun.members)
        case Event():
            yield from ((one.article, one.trigger) for one in held.nouns(EventMention, noun.mentions))
        case Entity():
            mentions = held.where(Mention, "entity", [noun.id])
            yield from ((one.article, one.span) for one in sorted(mentions, key=lambda one: (one.form != "name", one.id)))
        case Derivation():
            yield from ((one.article, one.span) for one in noun.evidence)
        case Contradiction():
            yield from ((side.article, side.span) for side in (noun.left, noun.right) if side.span)
        case Series():
            yield from ((one.article, one.span) for one in held.nouns(Figure, [point.figure for point in noun.points]))
        case _:
            pass


def placed(held: Holdings, judgement: Judgement, id: str) -> str | None:
    """Where a subject stands now: by its id, else by the very words it stood on; None where that is nothing or several."""
    if held.kind_of(id) is not None:
        return id
    stood = [one for one in judgement.evidence if one.subject == id]
    if not stood:
        return None
    wanted = {(one.article, one.span) for one in stood}
    found = {
        one.id
        for one in _candidates(held, stood[0].type, {one.article for one in stood})
        if _stands_on(held, one, wanted, whole=stood[0].type not in ("claim", "event", "entity"))
    }
    return found.pop() if len(found) == 1 else None


def _candidates(held: Holdings, kind: str, articles: Collection[str]) -> list[Any]:
    some = sorted(articles)[:1]  # it stands in all of them, so those of one article are all it can be
    match kind:
        case "statement":
            return held.where(Statement, "article", some)
        case "figure":
            return held.where(Figure, "article", some)
        case "event_mention":
            return held.where(EventMention, "article", some)
        case "claim":
            return held.where(Claim, "article", some)
        case "event":
            told = held.where(EventMention, "article", some)
            return held.nouns(Event, [one.event for one in told if one.event])
        case "entity":
            return held.nouns(Entity, [one.entity for one in held.where(Mention, "article", some)])
        case "derivation":
            return [*held.where(Derivation, "derived", articles)]
        case "contradiction":
            return held.where(Contradiction, "article", articles)
        case "series":
            return held.where(Series, "held", [one.id for one in held.where(Figure, "article", some)])
        case _:
            return []


def _stands_on(held: Holdings, noun: Any, wanted: set[tuple[str, Span]], *, whole: bool) -> bool:
    stands = set(words_under(held, noun))
    return stands == wanted if whole else wanted <= stands
