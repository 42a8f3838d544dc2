"""Events: one happening as its reports tell it, and where reports contradict each other.

What always holds: a time, a place and a doer are printed with the words they stand in and no more precisely than these;
whether a thing happened, is only foreseen or is denied goes with it everywhere; that mentions are one event is a conclusion
with a reason, which a person can take apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Annotated, Literal, get_args

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from accordingto.model import (
    Bounds,
    ContradictionKind,
    Event,
    EventKind,
    EventMention,
    Figure,
    Judgement,
    Participant,
    Place,
    Reality,
    Time,
)
from accordingto.present.brief.wording import clear
from accordingto.present.web.claims import Clash, accepted_ids, clashed
from accordingto.present.web.figures import GroupLine, Key, Look, Sheet, lines_of, rows_of
from accordingto.present.web.filters import PAGE_ROWS, Asked, Condition, Filters, Where, answers, of_articles
from accordingto.present.web.pages import NotHere, Pages, asked
from accordingto.present.web.shelf import Label, Quote, Said, Shelf, Standing, listed, span_href
from accordingto.record.queries import history, moved_to, quoted, version_of

MENTIONS = 60  # mentions of one event on a page of it
FIGURES = 200  # figures of one event that are looked at
CLASHES = 30
CLASH_KINDS: tuple[str, ...] = get_args(ContradictionKind)

KINDS: dict[str, str] = {
    "AGREE": "agreement", "CONSULT": "talks", "SUPPORT": "support", "CONCEDE": "concession", "COOPERATE": "cooperation",
    "AID": "help", "RETREAT": "withdrawal", "REQUEST": "request", "ACCUSE": "accusation", "REJECT": "refusal",
    "THREATEN": "threat", "PROTEST": "protest", "SANCTION": "sanction", "MOBILIZE": "mobilisation", "COERCE": "coercion",
    "ASSAULT": "attack",
}  # fmt: skip
"""PLOVER's types in plain words."""

MODES: dict[str, str] = {
    "demo": "demonstration", "allege": "allegation", "investigate": "investigation", "disapprove": "disapproval",
    "destroy": "destruction", "restrict": "restriction", "seize": "seizure", "deport": "deportation", "expel": "expulsion",
    "meet": "meeting", "explosives": "with explosives", "firearms": "with firearms",
    "aerial": "from the air", "drone": "by drone", "abduct": "abduction", "beat": "beating", "convict": "conviction",
    "withhold": "withholding", "withdraw": "withdrawal", "resign": "resignation", "obstruct": "obstruction",
    "vandalize": "vandalism", "censor": "censorship", "primitive": "with simple weapons",
    "unconventional": "with unconventional weapons", "targeted": "targeted killing", "sexual": "sexual violence",
    "disarm": "disarmament", "discontinue": "discontinuation", "yield": "yielding", "assist": "assistance",
    "police": "police called up", "phone": "by telephone", "multilateral": "of several parties",
}  # fmt: skip
"""PLOVER's modes in plain words, where the word itself is not."""

REALITIES: dict[Reality, str] = {
    "happened": "said to have happened", "ongoing": "said to be going on", "future": "announced or foreseen",
    "hypothetical": "only supposed", "negated": "said not to have happened",
}  # fmt: skip

TOLD = "event.kind IS NOT NULL OR event.reports > 1"
"""Events that lists show unless asked for all: of the sixteen types, or told by more than one report. Indexes are for these."""


@dataclass(frozen=True, slots=True)
class EventFilters(Filters):
    """What is looked for among events; `since` and `until` are days on which it happened."""

    kind: str = ""
    reality: str = ""
    group: str = ""
    undated: str = ""
    of: str = ""
    """`reports`: words, days and sources are asked of the reports that tell of an event, as the Map asks, not of the event."""


@dataclass(frozen=True, slots=True)
class Named:
    """Someone or some place that takes part, with where to read of it."""

    id: str
    name: str

    @property
    def href(self) -> str:
        return f"/n/{self.id}"


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as one line of a list."""

    id: str
    kind: EventKind | None
    mode: str | None
    title: str
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    place: Named | None
    time: Time
    reality: Reality
    reports: int
    origins: Bounds
    mentions: int
    figures: int
    standing: Standing
    quote: Quote | None
    quote_href: str | None
    report: Label | None
    trigger: str

    @property
    def href(self) -> str:
        return f"/e/{self.id}"


@dataclass(frozen=True, slots=True)
class EventList:
    """A page of events, of how many. `others`: how many happenings outside the known types, told once, are not counted.

    `more`: there are more than were counted.
    """

    events: tuple[EventLine, ...]
    count: int
    page: int
    pages: int
    others: int
    more: bool = False


# ---------------------------------------------------------------------------------------------------------------- naming


def kind_words(kind: str | None, mode: str | None) -> str:
    """What kind of happening, in plain words: `coercion: deportation`."""
    named = KINDS.get(kind or "", "happening")
    told = MODES.get(mode or "", (mode or "").replace("_", " "))
    return f"{named}: {told}" if told and told != named else named


def time_words(time: Time) -> str:
    """How a date is known: `counted from the day of publication`; empty where it stands so in the text."""
    if time.value is None:
        return ""
    return {"published": "counted from the day of publication", "text": "counted from a date in the text"}.get(
        time.anchor or "", ""
    )


def place_words(place: Place | None) -> str:
    """How precisely a place is known."""
    if place is None or place.precision == "none":
        return "not located"
    return {
        "point": "a point", "town": "a town", "near": "near a town, about 25 km", "district": "a district",
        "province": "a province", "region": "a region", "country": "a country", "sea": "a sea",
    }[place.precision]  # fmt: skip


# --------------------------------------------------------------------------------------------------------------- the list


def asked_of_events(filters: EventFilters, accepted: str | None = None) -> Asked:
    """What the filters ask of events; `accepted`: JSON of the ids that a person took."""
    if filters.of == "reports":
        telling: Filters = replace(filters, actor="", event="", place="")
        filters = replace(filters, q="", since="", until="", outlet="", lang="", source="")
    else:
        telling = Filters(outlet=filters.outlet, lang=filters.lang)
    own = Where()
    match filters.kind:
        case "":
            own = own.also(TOLD)
        case "other":
            own = own.also("event.kind IS NULL AND event.reports <= 1")
        case "any":
            pass
        case kind:
            own = own.also(TOLD).also("event.kind = ?", kind)
    if filters.reality:
        own = own.also("event.reality = ?", filters.reality)
    if filters.until:
        own = own.also("event.time_value <= ?", f"{filters.until}~")
    if filters.since:
        # A vague date answers with any of its days: 2031 is from 2031-03-04 on, as far as it lies there.
        own = own.also("substr(event.time_value, instr(event.time_value, '/') + 1) || '-99' >= ?", filters.since)
    if filters.place:
        own = own.also("event.place = ?", filters.place)
    if filters.event:
        own = own.also("event.id = ?", filters.event)
    if filters.min_origins:
        own = own.also("likely(coalesce(event.origins_low, 0) >= ?)", filters.min_origins)
    others = [_of_word(word) for word in filters.q.split() if quoted(word)]
    if filters.actor:
        others.append(_with("holding.id", ("holding",), "holding.held = ? AND holding.kind = 'event'", filters.actor))
    articles = of_articles(telling)
    if articles.parts:
        on = f"event_mention.article = article.id AND {articles.sql}"
        others.append(_with("event_mention.event", ("article", "event_mention"), on, *articles.values))
    if filters.source:
        on = "cited.source = ? AND event_mention.statement = cited.statement"
        others.append(_with("event_mention.event", ("cited", "event_mention"), on, filters.source))
    if accepted is not None:
        taken = "SELECT value FROM json_each(?)"
        others.append(
            Condition(
                f"SELECT id FROM event WHERE id IN ({taken}) UNION ALL SELECT event FROM event_mention WHERE id IN ({taken})",
                f"event.id IN ({taken}) OR EXISTS (SELECT 1 FROM event_mention WHERE event = event.id AND event_mention.id IN"
                f" ({taken}))",
                (accepted, accepted),
            )
        )
    return Asked("event", own, tuple(others))


def _with(id: str, tables: Sequence[str], on: str, *values: object) -> Condition:
    """Events that go together with a row of other tables, which are given as one goes through them to the events; `id`: the
    column that says which event.
    """
    return Condition(
        f"SELECT {id} AS id FROM {' CROSS JOIN '.join(tables)} WHERE {on}",
        f"EXISTS (SELECT 1 FROM {' CROSS JOIN '.join(reversed(tables))} WHERE {on} AND event.id = {id})",
        values,
    )


def _of_word(word: str) -> Condition:
    """Events of whose actors, place, kind or mode a word is said."""
    low = word.casefold()
    kinds = listed(kind for kind, words in KINDS.items() if low in words or low == kind.casefold())
    modes = listed([low, *(mode for mode, words in MODES.items() if low in words)])
    called = "event.kind IN (SELECT value FROM json_each(?)) OR event.mode IN (SELECT value FROM json_each(?))"
    tables = ("entity_words", "entity", "holding")
    on = "entity_words MATCH ? AND entity.n = entity_words.rowid AND holding.held = entity.id AND holding.kind = 'event'"
    named = _with("holding.id", tables, on)
    return Condition(
        f"{named.found} UNION ALL SELECT event.id FROM event WHERE ({TOLD}) AND event.kind IN (SELECT value FROM json_each(?))"
        f" UNION ALL SELECT event.id FROM event WHERE ({TOLD}) AND event.mode IN (SELECT value FROM json_each(?))",
        f"{named.fits} OR {called}",
        (quoted(word), kinds, modes),
    )


SORTS = {
    "weight": "reports DESC, n",
    "happened": "time_value IS NULL, time_value, n",
    "last": "time_value DESC, n",
    "origins": "coalesce(event.origins_low, 0) DESC, reports DESC, n",
}


def events(shelf: Shelf, filters: EventFilters) -> EventList:
    """The events that answer, those told by most reports first unless sorted otherwise."""
    asked_for = asked_of_events(filters, accepted_ids(shelf) if filters.layer == "accepted" else None)
    ids, count, more = answers(shelf.ask, asked_for, SORTS.get(filters.sort, SORTS["weight"]), filters.offset)
    others = 0 if filters.asked else shelf.number("SELECT count(*) FROM event") - count
    return EventList(tuple(event_lines(shelf, ids)), count, filters.page, -(-count // PAGE_ROWS), others, more)


def event_lines(shelf: Shelf, ids: Sequence[str]) -> list[EventLine]:
    """Events as lines, in the order given, each in the words of one of its mentions; those rejected are left out."""
    stands = shelf.standing(ids)
    found = {one.id: one for one in shelf.record.these(Event, ids)}
    told = [found[id] for id in ids if id in found and stands[id] != "rejected"]
    shelf.names(id for one in told for id in (*one.actor, *one.recipient, one.place))
    speaking = _speaking(shelf, told)
    quotes = dict(zip(speaking, shelf.quotes([_trigger(one) for one in speaking.values()]), strict=True))
    labels = shelf.labels([one.article for one in speaking.values()])
    return [
        EventLine(
            one.id, one.kind, one.mode, kind_words(one.kind, one.mode), _named(shelf, one.actor), _named(shelf, one.recipient),
            next(iter(_named(shelf, [one.place] if one.place else [])), None), one.time, one.reality, one.reports, one.origins,
            len(one.mentions), len(one.figures), stands[one.id], quotes.get(one.id),
            span_href(*_trigger(speaking[one.id])) if one.id in speaking else None,
            labels.get(speaking[one.id].article) if one.id in speaking else None,
            clear(speaking[one.id].trigger.exact) if one.id in speaking else "",
        )
        for one in told
    ]  # fmt: skip


def _trigger(mention: EventMention) -> tuple[str, int, int]:
    return mention.article, mention.trigger.start, mention.trigger.end


LOOKED_AT = 6  # mentions of an event among which the one that tells it is chosen


def _speaking(shelf: Shelf, told: Sequence[Event]) -> dict[str, EventMention]:
    """By event, the mention that tells most of it: at its time, as real as it is, with who and where."""
    wanted = [id for one in told for id in one.mentions[:LOOKED_AT]]
    mentions = {one.id: one for one in shelf.record.these(EventMention, wanted)}

    def weight(event: Event, one: EventMention) -> tuple[object, ...]:
        says = bool(one.actor) + bool(one.recipient) + bool(one.place)
        return one.reality != event.reality, one.time.value != event.time.value, -says, one.article, one.trigger.start

    return {
        one.id: min((mentions[id] for id in held), key=lambda each: weight(one, each))
        for one in told
        if (held := [id for id in one.mentions[:LOOKED_AT] if id in mentions])
    }


def _named(shelf: Shelf, ids: Iterable[str]) -> tuple[Named, ...]:
    ids = list(ids)
    names = shelf.names(ids)
    return tuple(Named(id, names[id][0]) for id in ids if id in names)


# -------------------------------------------------------------------------------------------------------------- one event


@dataclass(frozen=True, slots=True)
class Telling:
    """One mention of an event: its sentence, who says so, and what it says of time, place and doer in its own words."""

    id: str
    report: Label
    quote: Quote
    href: str
    said: Said | None
    title: str
    time: Time
    place: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reality: Reality
    standing: Standing
    version: str


@dataclass(frozen=True, slots=True)
class Happening:
    """All that is known of one event. `place_precision` says in words how precisely its place is known."""

    line: EventLine
    reason: str
    contexts: tuple[str, ...]
    place_precision: str
    tellings: tuple[Telling, ...]
    rejected: tuple[Telling, ...]
    figures: tuple[GroupLine, ...]
    clashes: tuple[Clash, ...]
    history: tuple[Judgement, ...]
    version: str
    page: int
    pages: int


def happening(shelf: Shelf, id: str, page: int = 1) -> Happening | None:
    """One event with its mentions, figures, contradictions and history; None where the record has no such event."""
    event = shelf.record.event(id)
    if event is None:
        return None
    lines = event_lines(shelf, [id]) or [_rejected_line(shelf, event)]
    mentions = _mentions(shelf, id, page)
    gone = shelf.ask(
        "SELECT value FROM displaced CROSS JOIN json_each(displaced.line, '$.mentions') WHERE displaced.type = 'event' AND"
        " displaced.id = ? AND displaced.line IS NOT NULL",
        id,
    )
    once = [one for one in shelf.record.these(EventMention, [str(row[0]) for row in gone]) if one.event != id]
    told = tellings(shelf, mentions) + [one for one in tellings(shelf, once) if one.standing == "rejected"]
    clashes = shelf.ask(
        "SELECT id FROM contradiction WHERE event = ?1 OR left_ref IN (SELECT value FROM json_each(?2)) OR right_ref IN"
        " (SELECT value FROM json_each(?2)) ORDER BY n LIMIT ?3",
        id, listed((id, *event.mentions, *event.figures)), CLASHES,
    )  # fmt: skip
    place = shelf.record.entity(event.place) if event.place else None
    count = shelf.number("SELECT count(*) FROM event_mention WHERE event = ?", id)
    return Happening(
        line=lines[0],
        reason=clear(event.reason),
        contexts=tuple(sorted({context for one in mentions for context in one.contexts})),
        place_precision=place_words(place.place) if place else "",
        tellings=tuple(one for one in told if one.standing != "rejected"),
        rejected=tuple(one for one in told if one.standing == "rejected"),
        figures=_figures(shelf, event),
        clashes=clashed(shelf, [str(row[0]) for row in clashes]),
        history=history(shelf.record, id),
        version=version_of(shelf.record, id),
        page=page,
        pages=-(-count // MENTIONS),
    )


def _rejected_line(shelf: Shelf, event: Event) -> EventLine:
    """A line of an event that lists do not show."""
    return EventLine(
        event.id, event.kind, event.mode, kind_words(event.kind, event.mode), _named(shelf, event.actor),
        _named(shelf, event.recipient), next(iter(_named(shelf, [event.place] if event.place else [])), None), event.time,
        event.reality, event.reports, event.origins, len(event.mentions), len(event.figures), "rejected", None, None, None, "",
    )  # fmt: skip


def _mentions(shelf: Shelf, event: str, page: int) -> list[EventMention]:
    rows = shelf.ask(
        "SELECT event_mention.id FROM event_mention JOIN article ON article.id = event_mention.article WHERE event = ?"
        " ORDER BY published_value IS NULL, published_value, article.n, trigger_start LIMIT ? OFFSET ?",
        event, MENTIONS, (page - 1) * MENTIONS,
    )  # fmt: skip
    found = {one.id: one for one in shelf.record.these(EventMention, [str(id) for (id,) in rows])}
    return [found[str(id)] for (id,) in rows if str(id) in found]


def tellings(shelf: Shelf, mentions: Sequence[EventMention]) -> list[Telling]:
    """Mentions as quotes, in the order given."""
    statements = shelf.statements(one.statement for one in mentions)
    cards = {card.id: card for card in shelf.said(statements.values())}
    labels = shelf.labels([one.article for one in mentions])
    stands = shelf.standing([one.id for one in mentions])
    quotes = shelf.quotes([_trigger(one) for one in mentions])
    return [
        Telling(
            one.id, labels[one.article], quote, span_href(*_trigger(one)), cards.get(one.statement or ""),
            kind_words(one.kind, one.mode), one.time, clear(one.place.span.exact) if one.place else None,
            _exact(one.actor), _exact(one.recipient), one.reality, stands[one.id], version_of(shelf.record, one.id),
        )
        for one, quote in zip(mentions, quotes, strict=True)
        if quote is not None and one.article in labels
    ]  # fmt: skip


def _exact(parts: Iterable[Participant]) -> tuple[str, ...]:
    return tuple(clear(part.span.exact) for part in parts)


def _figures(shelf: Shelf, event: Event) -> tuple[GroupLine, ...]:
    """What is counted in an event, one line for each quantity."""
    rows = shelf.ask("SELECT id FROM figure WHERE event = ? ORDER BY counted = 'other', counted, n LIMIT ?", event.id, FIGURES)
    members = list(shelf.record.these(Figure, [str(id) for (id,) in rows]))
    groups = [
        (Key(event=event.id, counted=counted), [one for one in members if one.counted == counted])
        for counted in dict.fromkeys(one.counted for one in members)
    ]
    return tuple(lines_of(shelf, groups, rows_of(shelf, members), Sheet(height=58, axis=8.0), Look(FIGURES)))


# ---------------------------------------------------------------------------------------------------------- contradictions


@dataclass(frozen=True, slots=True)
class Contradicted:
    """A contradiction of the list: both sides quoted, what it is about, and how it stands."""

    clash: Clash
    claim: str | None
    event: str | None
    standing: Standing
    version: str


@dataclass(frozen=True, slots=True)
class Contradictions:
    """A page of contradictions, of how many, and how many there are of each kind."""

    contradictions: tuple[Contradicted, ...]
    kinds: tuple[tuple[str, int], ...]
    kind: str
    count: int
    page: int
    pages: int


def contradictions(shelf: Shelf, filters: EventFilters) -> Contradictions:
    """Two things that cannot both be so, by kind. Those that a person rejected are left out."""
    judged = [str(row[0]) for row in shelf.ask("SELECT id FROM contradiction WHERE id IN (SELECT id FROM judgement_subject)")]
    gone = listed(id for id, how in shelf.standing(judged).items() if how == "rejected")
    where = Where().also("id NOT IN (SELECT value FROM json_each(?))", gone)
    if filters.event:
        where = where.also("event = ?", filters.event)
    if filters.outlet:
        mine = "SELECT id FROM article WHERE outlet = ?"
        where = where.also(f"left_article IN ({mine}) OR right_article IN ({mine})", filters.outlet, filters.outlet)
    if filters.layer == "accepted":
        where = where.also("id IN (SELECT value FROM json_each(?))", accepted_ids(shelf))
    kinds = shelf.ask(
        f"SELECT kind, count(*) FROM contradiction WHERE {where.sql} GROUP BY kind ORDER BY 2 DESC, 1", *where.values
    )
    count = sum(int(str(told)) for kind, told in kinds if filters.kind in ("", kind))
    order = [kind for kind in CLASH_KINDS if filters.kind in ("", kind)]
    rows = _by_kind(shelf, where, order, {str(kind): int(str(told)) for kind, told in kinds}, filters.offset)
    ids = [str(row[0]) for row in rows]
    stands = shelf.standing(ids)
    clashes = {one.id: one for one in clashed(shelf, ids)}
    found = [
        Contradicted(
            clashes[str(id)], str(claim) if claim else None, str(event) if event else None, stands[str(id)],
            version_of(shelf.record, str(id)),
        )
        for id, claim, event in rows
        if str(id) in clashes
    ]  # fmt: skip
    of_kinds = tuple((str(kind), int(str(told))) for kind, told in kinds)
    return Contradictions(tuple(found), of_kinds, filters.kind, count, filters.page, -(-count // PAGE_ROWS))


def _by_kind(shelf: Shelf, where: Where, kinds: Sequence[str], counts: dict[str, int], offset: int) -> list[tuple[object, ...]]:
    """A page of contradictions, kind after kind."""
    found: list[tuple[object, ...]] = []
    for kind in kinds:
        many = counts.get(kind, 0)
        if offset < many and len(found) < PAGE_ROWS:
            found += shelf.ask(
                f"SELECT id, claim, event FROM contradiction WHERE kind = ? AND {where.sql} ORDER BY n LIMIT ? OFFSET ?",
                kind, *where.values, PAGE_ROWS - len(found), offset,
            )  # fmt: skip
        offset = max(0, offset - many)
    return found


# ----------------------------------------------------------------------------------------------------------------- routes


def lens(filters: Filters, *, kind: str = "", reality: str = "", group: str = "", among: Collection[str] = ()) -> EventFilters:
    """The filters of these views; what they do not know asks nothing."""
    held = {each.name: getattr(filters, each.name) for each in fields(Filters)}
    wanted = EventFilters(**held, kind=kind if kind in (among or (*KINDS, "other", "any")) else "")
    return replace(wanted, reality=reality if reality in REALITIES else "", group=group if group in GROUPS else "")


GROUPS = ("place", "actor", "kind")
Kind = Annotated[
    str, Query(description="a PLOVER type, `other` for what is outside them and told once, or `any`", max_length=40)
]


def routes(pages: Pages) -> APIRouter:
    """The pages of events and contradictions, and the same as JSON."""
    router = APIRouter()
    pages.environment.globals |= {"time_words": time_words, "realities": REALITIES, "kind_words": kind_words}

    @router.get("/events", response_class=HTMLResponse)
    def events_page(request: Request, kind: str = "", reality: str = "", of: str = "") -> HTMLResponse:
        wanted = replace(lens(pages.filters(request), kind=kind, reality=reality), of="reports" if of == "reports" else "")
        with pages.shelf() as shelf:
            listing = events(shelf, wanted)
            names = {id: name for id, (name, _) in shelf.names([wanted.actor, wanted.place]).items()}
            return pages.page(request, "events.html.jinja", shelf, listing=listing, filters=wanted, kinds=KINDS, names=names)

    @router.get("/api/events", tags=["events"])
    def events_data(
        filters: Annotated[Filters, Depends(asked)],
        kind: Kind = "",
        reality: str = "",
        of: Annotated[Literal["", "reports"], Query(description="`reports`: asked of the reports that tell of it")] = "",
    ) -> EventList:
        """What is said to have happened, most told first; `from` and `to` are days on which it happened."""
        with pages.shelf() as shelf:
            return events(shelf, replace(lens(filters, kind=kind, reality=reality), of=of))

    @router.get("/e/{id}", response_class=HTMLResponse, response_model=None)
    def event_page(request: Request, id: str) -> HTMLResponse | RedirectResponse:
        with pages.shelf() as shelf:
            found = happening(shelf, id, pages.filters(request).page)
            if found is not None:
                return pages.page(request, "event.html.jinja", shelf, happening=found)
            if new := moved_to(shelf.record, id):
                return RedirectResponse(f"/e/{new}?moved=1", 303)
        raise NotHere

    @router.get("/api/e/{id}", tags=["events"])
    def event_data(id: str, page: Annotated[int, Query(ge=1, le=2000)] = 1) -> Happening:
        """One event: its mentions, who tells of it, its figures, and what contradicts it."""
        with pages.shelf() as shelf:
            found = happening(shelf, id, page)
        if found is None:
            raise NotHere
        return found

    @router.get("/contradictions", response_class=HTMLResponse)
    def contradictions_page(request: Request, kind: str = "") -> HTMLResponse:
        wanted = lens(pages.filters(request), kind=kind, among=CLASH_KINDS)
        with pages.shelf() as shelf:
            listing = contradictions(shelf, wanted)
            return pages.page(request, "contradictions.html.jinja", shelf, listing=listing, filters=wanted)

    @router.get("/api/contradictions", tags=["events"])
    def contradictions_data(
        filters: Annotated[Filters, Depends(asked)], kind: ContradictionKind | None = None
    ) -> Contradictions:
        """Where reports contradict each other, or a headline its own text."""
        with pages.shelf() as shelf:
            return contradictions(shelf, lens(filters, kind=kind or "", among=CLASH_KINDS))

    return router
