"""Corrects what was read, and adds what was not: statements, figures, event mentions, entities, dates of articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from accordingto.errors import UnusableJudgement
from accordingto.model import (
    Article,
    Bounds,
    Certainty,
    Claim,
    Comparator,
    Counted,
    Entity,
    EntityKind,
    Event,
    EventKind,
    EventMention,
    Figure,
    Link,
    Manner,
    Member,
    Mention,
    Participant,
    Place,
    PlacePrecision,
    Point,
    Published,
    Reality,
    ReportMode,
    Role,
    Series,
    Span,
    Stance,
    Statement,
    Time,
    identify,
)
from accordingto.relate import claims
from accordingto.relate.judged import given
from accordingto.relate.judged.counting import claim_alone, claims_of, is_refused, recount, retell, retold, unopposed
from accordingto.relate.judged.holdings import Change, Holdings, article_of
from accordingto.relate.lineage import is_name

STATEMENT_FIELDS = ("source", "cue", "content", "report", "certainty", "manner", "source_entity", "target", "addressee")
FIGURE_FIELDS = (
    "span", "value", "low", "high", "comparator", "counted", "unit", "of_whom", "role", "as_of", "place", "event",
)  # fmt: skip
MENTION_FIELDS = ("trigger", "kind", "mode", "reality", "time", "place")
ENTITY_FIELDS = ("name", "kind", "place")
PLACE_FIELDS = ("lat", "lon", "country", "precision", "geonames")


def correct_statement(held: Holdings, said: Statement, change: Change) -> None:
    given.only(change, STATEMENT_FIELDS)
    article = article_of(held, said.article)
    new = _with_statement_fields(held, article, said, change)
    refused = is_refused(held, said)
    held.put(new)
    for claim in held.where(Claim, "statement", [said.id]):
        members = [_following(held, one, said, new, refused) if one.statement == said.id else one for one in claim.members]
        recount(held, claim, members)
    told = held.where(EventMention, "statement", [said.id])
    for event in sorted({mention.event for mention in told if mention.event}):
        retell(held, event)


def _with_statement_fields(held: Holdings, article: Article, said: Statement, change: Change) -> Statement:
    new = replace(
        said,
        cue=given.span(article, change, "cue", said.cue),
        source=given.span(article, change, "source", said.source),
        target=given.span(article, change, "target", said.target),
        addressee=given.span(article, change, "addressee", said.addressee),
        content=given.content(article, change) if "content" in change else said.content,
        report=given.among(change, "report", get_args(ReportMode), said.report, null=False),
        certainty=given.among(change, "certainty", get_args(Certainty), said.certainty, null=False),
        manner=given.among(change, "manner", get_args(Manner), said.manner, null=False),
    )
    if "source" in change or "source_entity" in change:
        entity = given.entity(held, change, "source_entity", said.source_entity if "source" not in change else None)
        if "source_entity" not in change and new.source is not None:
            entity = given.entity_at(held, article.id, new.source)
        chain = _rechained(held, said, new.source, entity)
        new = replace(new, source_entity=entity, chain=chain, anonymous=bool(chain) and chain[-1].anonymous)
    return new


def _rechained(held: Holdings, said: Statement, source: Span | None, entity: str | None) -> tuple[Link, ...]:
    """A chain with another source in the place of the old one; the origin, where that has no place in it."""
    where = next((nth for nth, link in enumerate(said.chain) if said.source and link.span == said.source), None)
    if where is None:
        where = next((nth for nth, link in enumerate(said.chain) if entity_is(link, said.source_entity)), len(said.chain) - 1)
    before, after = said.chain[: max(where, 0)], said.chain[where + 1 :] if said.chain else ()
    if source is None and entity is None:
        return (*before, *after)
    kind = said.chain[where].link if said.chain else "said"
    named = held.noun(Entity, entity) if entity else None
    name = source.exact if source else named.name if named else ""
    anonymous = entity is None and not is_name(name)
    return (*before, Link(name, entity, source, kind, source is not None, anonymous), *after)


def entity_is(link: Link, entity: str | None) -> bool:
    return entity is not None and link.entity == entity


def _following(held: Holdings, member: Member, old: Statement, new: Statement, refused: bool) -> Member:
    """A member as its statement now stands: its words move with the content, its stance with what is said of it."""
    span = member.span
    if new.content != old.content and not any(piece.covers(span) for piece in new.content if span not in old.content):
        span = max(new.content, key=lambda piece: (piece.end - piece.start, -piece.start))
    stance: Stance = member.stance
    if (new.report, new.certainty) != (old.report, old.certainty):
        against = stance != "questions" and (stance == "denies") is not refused
        stance = claims.stance_of(new, refused=is_refused(held, new), against=against)
    return replace(member, span=span, stance=stance)


def correct_figure(held: Holdings, figure: Figure, change: Change) -> None:
    given.only(change, FIGURE_FIELDS)
    new = _with_figure_fields(held, article_of(held, figure.article), figure, change)
    held.put(new)
    for line in held.where(Series, "held", [figure.id]):
        points = tuple(Point(new.as_of, new.bounds, figure.id) if point.figure == figure.id else point for point in line.points)
        held.put(replace(line, points=points))
    if (figure.value, figure.bounds, figure.counted) != (new.value, new.bounds, new.counted):
        unopposed(held, figure.id)  # what it was held against is not what it says
    for id in sorted({one for one in (figure.event, new.event) if one and figure.event != new.event}):
        event = held.noun(Event, id)
        if event:
            figures = {*event.figures} - {figure.id} | ({figure.id} if id == new.event else set())
            held.put(replace(event, figures=tuple(sorted(figures))))


def _with_figure_fields(held: Holdings, article: Article, figure: Figure, change: Change) -> Figure:
    comparator = given.among(change, "comparator", get_args(Comparator), figure.comparator, null=False)
    value = given.number(change, "value", figure.value)
    bounds = Bounds(given.number(change, "low", figure.bounds.low), given.number(change, "high", figure.bounds.high))
    if "value" in change and not {"low", "high"} & change.keys() and value is not None and comparator == "exactly":
        bounds = Bounds(value, value)
    if bounds.low is not None and bounds.high is not None and bounds.low > bounds.high:
        raise UnusableJudgement(f"`low` is {bounds.low} and `high` is {bounds.high}: give the lower as low")
    span = given.span(article, change, "span", figure.span)
    if span is None:
        raise UnusableJudgement("`span` cannot be null: a figure stands on words")
    return replace(
        figure,
        span=span,
        value=value,
        bounds=bounds,
        comparator=comparator,
        counted=given.among(change, "counted", get_args(Counted), figure.counted, null=False),
        unit=given.words(change, "unit", figure.unit),
        of_whom=given.entity(held, change, "of_whom", figure.of_whom),
        role=given.among(change, "role", get_args(Role), figure.role, null=False),
        as_of=given.time(change, "as_of", figure.as_of),
        place=given.entity(held, change, "place", figure.place),
        event=given.known(held, Event, change, "event", figure.event),
    )


def correct_mention(held: Holdings, told: EventMention, change: Change) -> None:
    given.only(change, MENTION_FIELDS)
    held.put(_with_mention_fields(held, article_of(held, told.article), told, change))
    retell(held, told.event)


def _with_mention_fields(held: Holdings, article: Article, told: EventMention, change: Change) -> EventMention:
    trigger = given.span(article, change, "trigger", told.trigger)
    if trigger is None:
        raise UnusableJudgement("`trigger` cannot be null: an event mention stands on words")
    return replace(
        told,
        trigger=trigger,
        kind=given.among(change, "kind", get_args(EventKind), told.kind),
        mode=given.words(change, "mode", told.mode),
        reality=given.among(change, "reality", get_args(Reality), told.reality, null=False),
        time=given.time(change, "time", told.time),
        place=_site(held, article, change, told.place),
    )


def _site(held: Holdings, article: Article, change: Change, old: Participant | None) -> Participant | None:
    """Where it happened: null, an entity (by its first mention), or {"span": [start, end], "entity": id}."""
    if "place" not in change or change["place"] is None:
        return old if "place" not in change else None
    meant = change["place"]
    if isinstance(meant, Mapping):
        given.only(meant, ("span", "entity"))
        span = given.span(article, meant, "span", old.span if old else None)
        entity = given.entity(held, meant, "entity", None)
    else:
        entity = given.entity(held, change, "place", None)
        named = [one.span for one in held.where(Mention, "article", [article.id]) if one.entity == entity]
        span = min(named, default=old.span if old else None)
    if span is None:
        raise UnusableJudgement('`place` needs the words that name it: {"span": [start, end], "entity": id or null}')
    return Participant(span, entity)


def correct_entity(held: Holdings, entity: Entity, change: Change) -> None:
    given.only(change, ENTITY_FIELDS)
    name = given.words(change, "name", entity.name)
    if not name:
        raise UnusableJudgement("`name` cannot be null or empty: an entity has a name")
    place = entity.place
    if "place" in change:
        place = None if change["place"] is None else _place(change["place"])
    before = claims_of(held, [entity.id])
    kind = given.among(change, "kind", get_args(EntityKind), entity.kind, null=False)
    held.put(replace(entity, name=name, kind=kind, place=place))
    for claim in held.nouns(Claim, [one.id for one in before]):
        recount(held, claim)


def _place(where: Any) -> Place:
    if not isinstance(where, Mapping):
        raise UnusableJudgement('`place` is {"lat", "lon", "country", "precision", "geonames"} or null')
    given.only(where, PLACE_FIELDS)
    lat, lon = given.number(where, "lat", None), given.number(where, "lon", None)
    if (lat is None) is not (lon is None) or (lat is not None and lon is not None and not (abs(lat) <= 90 and abs(lon) <= 180)):
        raise UnusableJudgement(f"lat {lat} and lon {lon} are no point; give both in degrees, or both as null")
    geonames = given.number(where, "geonames", None)
    if geonames is not None and not isinstance(geonames, int):
        raise UnusableJudgement(f"`geonames` is {geonames}; it is a whole number")
    precision = given.among(where, "precision", get_args(PlacePrecision), null=False)
    degrees = (None if lat is None else float(lat), None if lon is None else float(lon))
    return Place(*degrees, given.words(where, "country", None), precision, geonames)


def correct_article(held: Holdings, article: Article, change: Change) -> None:
    given.only(change, ("published",))
    when = given.time(change, "published", article.published.time)
    held.put(replace(article, published=Published(when.value, when.precision, None, None, None)))
    for claim in held.where(Claim, "article", [article.id]):
        recount(held, claim)
    for event in sorted({one.event for one in held.where(EventMention, "article", [article.id]) if one.event}):
        retell(held, event)


def add_statement(held: Holdings, article: Article, change: Change) -> str:
    given.only(change, STATEMENT_FIELDS)
    cue, source = given.span(article, change, "cue", None), given.span(article, change, "source", None)
    content = given.content(article, change)
    # The id that the extractors would give it, so that it is one with what they may find later.
    id = identify("s", article.id, *(span and (span.start, span.end) for span in (cue, source, *content)))
    _is_new(held, id)
    report = given.among(change, "report", get_args(ReportMode), "reported", null=False)
    certainty: Certainty = "CT-" if report in ("denied", "declined") else "CT+"
    bare = Statement(id, article.id, cue, None, content, None, (), "indirect", report, certainty, False, rule="person")
    said = _with_statement_fields(held, article, bare, change)
    held.put(said)
    span = max(said.content, key=lambda piece: (piece.end - piece.start, -piece.start))
    claim_alone(held, said, [Member(id, article.id, span, "affirms")])
    return id


def add_figure(held: Holdings, article: Article, change: Change) -> str:
    given.only(change, (*FIGURE_FIELDS, "statement"))
    span = given.span(article, change, "span", None)
    if span is None:
        raise UnusableJudgement("`span` is missing: [start, end] of the words that give the figure")
    counted = given.among(change, "counted", get_args(Counted), null=False)
    id = identify("f", article.id, span.start, span.end, counted)
    _is_new(held, id)
    said = given.known(held, Statement, change, "statement", None)
    bare = Figure(id, article.id, span, None, Bounds(), "exactly", counted, None, None, "count", Time(), None, None, said)
    figure = _with_figure_fields(held, article, bare, change)
    if figure.value is None and figure.bounds == Bounds() and figure.comparator != "vague":
        raise UnusableJudgement('a figure has a `value`, a `low` or a `high`; words alone have the comparator "vague"')
    held.put(figure)
    event = held.noun(Event, figure.event) if figure.event else None
    if event:
        held.put(replace(event, figures=tuple(sorted({*event.figures, id}))))
    return id


def add_mention(held: Holdings, article: Article, change: Change) -> str:
    given.only(change, (*MENTION_FIELDS, "statement"))
    trigger = given.span(article, change, "trigger", None)
    if trigger is None:
        raise UnusableJudgement("`trigger` is missing: [start, end] of the words that tell the event")
    kind, mode = given.among(change, "kind", get_args(EventKind), None), given.words(change, "mode", None)
    id = identify("v", article.id, trigger.start, trigger.end, kind, mode)
    _is_new(held, id)
    said = given.known(held, Statement, change, "statement", None)
    event = identify("ev", [id])
    bare = EventMention(id, article.id, trigger, event, kind, mode, (), (), (), None, Time(), "happened", said)
    told = _with_mention_fields(held, article, bare, change)
    held.put(told)
    empty = Event(event, None, None, (), (), None, told.time, (), 0, Bounds(), (), told.reality, "one mention")
    held.put(retold(held, empty, [id]))
    return id


def _is_new(held: Holdings, id: str) -> None:
    if held.kind_of(id) is not None:
        raise UnusableJudgement(f"these very words are in the record already, as {id}: accept or correct that")
