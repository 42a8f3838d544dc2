"""An invented affair in a few hands: reports, what they say, and what relating found, put together by each test as it needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from itertools import chain as joined
from typing import Any

from accordingto.model import (
    Article,
    Bounds,
    Certainty,
    Claim,
    Contents,
    Contradiction,
    ContradictionKind,
    Counted,
    Derivation,
    Entity,
    Event,
    EventKind,
    EventMention,
    Figure,
    Link,
    LinkKind,
    Member,
    Mention,
    Origin,
    Participant,
    Point,
    Published,
    Reality,
    Relation,
    ReportMode,
    Series,
    Side,
    Span,
    Stance,
    Statement,
    Time,
    Zone,
    identify,
)


def article(text: str, outlet: str | None = None, day: str | None = None, headline: str | None = None, **more: Any) -> Article:
    """A report. A headline is the first line of its text, and a zone of it."""
    whole = f"{headline}\n\n{text}" if headline else text
    zones = (Zone("headline", 0, len(headline)),) if headline else ()
    published = Published(day, "day", day, "published", "published") if day else Published()
    id = identify("a", whole, outlet)
    return replace(Article(id, f"{id}.txt", (), outlet, None, None, published, "en", "", whole, {}, zones), **more)


def quote(one: Article, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = one.text.index(words, start + 1)
    return Span(start, start + len(words), words)


def entity(name: str, kind: str = "organisation") -> Entity:
    return Entity(identify("e", name), name, kind)  # type: ignore[arg-type]


def named(one: Article, *names: str) -> tuple[Mention, ...]:
    return tuple(Mention(identify("m", one.id, name), one.id, quote(one, name), entity(name).id, "name") for name in names)


def link(name: str, kind: LinkKind = "said") -> Link:
    """A name that begins small is nobody's, unless it is a document's."""
    known = name[:1].isupper()
    return Link(name, entity(name).id if known else None, None, kind, True, not known and not name.startswith("doc:"))


def said(
    one: Article,
    words: str,
    *names: str,
    report: ReportMode = "reported",
    certainty: Certainty = "CT+",
    cue: str | None = None,
    source: str | None = None,
    rule: str | None = "verb-clause",
) -> Statement:
    """Words of an article as a statement; its holders nearest first."""
    span = quote(one, words)
    return Statement(
        identify("s", one.id, span.start, span.end, names, report),
        one.id,
        quote(one, cue) if cue else None,
        quote(one, source) if source else None,
        (span,),
        entity(names[-1]).id if names and names[-1][:1].isupper() else None,
        tuple(link(name) for name in names),
        "indirect",
        report,
        certainty,
        bool(names) and not names[-1][:1].isupper(),
        rule=rule,
    )


def member(one: Statement | tuple[Article, str], stance: Stance = "affirms") -> Member:
    """A statement as a member of a claim, or words that an article says itself."""
    if isinstance(one, Statement):
        return Member(one.id, one.article, one.content[0], stance)
    return Member(None, one[0].id, quote(*one), stance)


def claim(
    *members: Member,
    low: int = 1,
    high: int | None = 1,
    origins: Sequence[Origin] = (),
    text: str | None = None,
    **more: Any,
) -> Claim:
    stances = {one.stance for one in members}
    return replace(
        Claim(
            identify("c", *(f"{one.article}{one.span.start}{one.statement}" for one in members)),
            text or members[0].span.exact,
            tuple(members),
            len({one.article for one in members}),
            tuple(origins),
            Bounds(low, high),
            {"affirms", "denies"} <= stances,
            "as many origins as there are",
            (),
            Time(),
            Time(),
        ),
        **more,
    )


def origin(name: str, *articles: Article, known: bool = True) -> Origin:
    return Origin(name, entity(name).id if known else None, tuple(one.id for one in articles), known)


def figure(
    one: Article,
    words: str,
    value: int,
    counted: Counted = "killed",
    *,
    day: str | None = None,
    statement: Statement | None = None,
    event: Event | None = None,
    low: int | None = None,
    of_whom: str | None = None,
) -> Figure:
    as_of = Time(day, "day") if day else Time()
    bounds = Bounds(low, None) if low is not None else Bounds(value, value)
    return Figure(
        identify("f", one.id, words),
        one.id,
        quote(one, words),
        None if low is not None else value,
        bounds,
        "at_least" if low is not None else "exactly",
        counted,
        "people",
        entity(of_whom).id if of_whom else None,
        "count",
        as_of,
        None,
        event.id if event else None,
        statement.id if statement else None,
    )


def happens(
    one: Article,
    trigger: str,
    time: Time | None = None,
    *,
    kind: EventKind | None = "ASSAULT",
    reality: Reality = "happened",
    statement: Statement | None = None,
    actor: str | None = None,
    place: str | None = None,
) -> EventMention:
    actors = (Participant(quote(one, actor), entity(actor).id),) if actor else ()
    where = Participant(quote(one, place), entity(place).id) if place else None
    return EventMention(
        identify("w", one.id, trigger),
        one.id,
        quote(one, trigger),
        None,
        kind,
        None,
        (),
        actors,
        (),
        where,
        time or Time(),
        reality,
        statement.id if statement else None,
    )


def event(
    *mentions: EventMention, time: Time | None = None, low: int = 1, high: int = 1, reality: Reality | None = None
) -> Event:
    first = mentions[0]
    actors = tuple(part.entity for part in first.actor if part.entity)
    return Event(
        identify("v", *(one.id for one in mentions)),
        first.kind,
        None,
        actors,
        (),
        first.place.entity if first.place else None,
        time or first.time,
        tuple(one.id for one in mentions),
        len({one.article for one in mentions}),
        Bounds(low, high),
        (),
        reality or first.reality,
        "the same",
    )


def day(value: str, words: str | None = None) -> Time:
    return Time(value, "day", words, "published")


def derived(one: Article, other: Article | Entity, relation: Relation = "same_text", **more: Any) -> Derivation:
    id = identify("d", one.id, other.id, relation)
    return replace(Derivation(id, one.id, other.id, relation, False, Bounds(0.9, 0.95), (), "their words are the same"), **more)


def rivals(kind: ContradictionKind, left: Side, right: Side, **more: Any) -> Contradiction:
    return replace(
        Contradiction(identify("k", kind, left.ref, right.ref), kind, left, right, None, None, "they cannot both be so"), **more
    )


def side(one: Figure | Statement | EventMention | Article) -> Side:
    if isinstance(one, Article):
        return Side(one.id, None, one.id)
    span = one.content[0] if isinstance(one, Statement) else one.trigger if isinstance(one, EventMention) else one.span
    return Side(one.article, span, one.id)


def series(*figures: Figure) -> Series:
    points = tuple(Point(one.as_of, one.bounds, one.id) for one in figures)
    return Series(
        identify("r", *(one.id for one in figures)), figures[0].counted, None, None, points, "one thing, counted again"
    )


def contents(**nouns: Iterable[object]) -> Contents:
    """What a record holds: the nouns given, and an entity for every name."""
    given = {name: tuple(found) for name, found in nouns.items()}
    links = joined.from_iterable(one.chain for one in given.get("statements", ()))  # type: ignore[attr-defined]
    names = {one.name for one in links if one.entity}
    every = (*(entity(name) for name in sorted(names)), *given.get("entities", ()))
    known = {one.id: one for one in every}  # type: ignore[attr-defined]
    return Contents(**{**given, "entities": tuple(known.values())})  # type: ignore[arg-type]


def shuffled(one: Contents) -> Contents:
    """The same contents, each type in the opposite order."""
    return Contents(**{field.name: tuple(reversed(getattr(one, field.name))) for field in fields(Contents)})
