"""The nouns: what flows between the stages, and what the record keeps.

Every noun is frozen, and its fields stand in the order of the native export: a line of the export is a noun written out.
A noun never changes; a stage that learns more makes a new one (`dataclasses.replace`). Ids are hashes of defining content,
so that the same pile gives the same ids on any machine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

ZoneKind = Literal["headline", "dateline", "byline", "body", "caption", "heading", "quote", "credit", "related", "furniture"]
Precision = Literal["minute", "day", "week", "month", "year", "interval", "unresolved"]
Confidence = Literal["high", "medium", "low"]
Anchor = Literal["published", "text"]
EntityKind = Literal["person", "organisation", "armed_group", "agency", "government", "outlet", "place", "nationality", "other"]
PlacePrecision = Literal["point", "town", "near", "district", "province", "region", "country", "sea", "none"]
Form = Literal["name", "nominal", "pronoun"]
LinkKind = Literal["said", "citing", "told", "document", "credit", "nested", "inherited"]
Manner = Literal["direct", "indirect", "mixed"]
ReportMode = Literal[
    "reported", "alleged", "accused", "denied", "declined", "questioned", "unverified", "confirmed", "intended", "believed"
]  # fmt: skip
Certainty = Literal["CT+", "CT-", "PR+", "PR-", "PS+", "PS-", "U"]
EventKind = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Reality = Literal["happened", "ongoing", "future", "hypothetical", "negated"]
Comparator = Literal["exactly", "about", "at_least", "more_than", "at_most", "less_than", "between", "vague"]
Counted = Literal[
    "killed", "injured", "dead_or_injured", "missing", "abducted", "detained", "deported", "banned_entry", "displaced",
    "crossed", "fighters", "troops", "people", "weapons", "vehicles", "attacks", "money", "other",
]  # fmt: skip
Role = Literal["count", "total", "increment", "part"]
Stance = Literal["affirms", "denies", "questions"]
Relation = Literal["same_text", "derived", "same_origin"]
ContradictionKind = Literal["figure", "scope", "polarity", "actor", "place", "time", "headline"]
Verdict = Literal["accept", "reject", "same", "different", "correct", "add", "grade", "undo"]


def identify(prefix: str, *content: object) -> str:
    """An id that depends on content alone: `prefix`, a hyphen, and 16 hex digits of a SHA-256."""
    written = json.dumps(content, ensure_ascii=True, separators=(",", ":"), default=list)
    return f"{prefix}-{hashlib.sha256(written.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code points into an article's text, with its own words: `text[start:end] == exact`, always."""

    start: int
    end: int
    exact: str

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Bounds:
    """Inclusive bounds; `None` is open."""

    low: float | int | None = None
    high: float | int | None = None

    def disjoint(self, other: Bounds) -> bool:
        """Whether no number lies in both."""
        return (self.high is not None and other.low is not None and self.high < other.low) or (
            other.high is not None and self.low is not None and other.high < self.low
        )


@dataclass(frozen=True, slots=True)
class Time:
    """A stretch of the calendar with its precision, or an expression left unresolved (`value` is None). Never invented.

    `value` is `2015-02-03`, `2015-02`, `2015`, `2015-02-03T14:30`, or an interval of days `2015-02-03/2015-02-19`.
    """

    value: str | None = None
    precision: Precision = "unresolved"
    words: str | None = None
    anchor: Anchor | None = None

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day of the stretch, both inclusive; None when unresolved."""
        if self.value is None:
            return None
        first, _, last = self.value.partition("/")
        return _first_day(first), _last_day(last or first)

    def overlaps(self, other: Time) -> bool | None:
        """Whether two resolved times share a day; None when either is unresolved."""
        mine, theirs = self.days, other.days
        if mine is None or theirs is None:
            return None
        return mine[0] <= theirs[1] and theirs[0] <= mine[1]

    def contains(self, other: Time) -> bool | None:
        """Whether every day of `other` lies in this time; None when either is unresolved."""
        mine, theirs = self.days, other.days
        if mine is None or theirs is None:
            return None
        return mine[0] <= theirs[0] and theirs[1] <= mine[1]


def _first_day(value: str) -> date:
    year, month, day = (*(int(part) for part in value[:10].split("-")), 1, 1)[:3]
    return date(year, month, day)


def _last_day(value: str) -> date:
    parts = [int(part) for part in value[:10].split("-")]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2:
        year, month = parts[0] + parts[1] // 12, parts[1] % 12 + 1
        return date(year, month, 1) - timedelta(days=1)
    return date(parts[0], 12, 31)


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, and how we know: a span of its text, a metadata key, or nothing.

    `confidence` says how far the evidence bears the date, None where there is none: `high`, it came with the article or is
    printed in its head; `medium`, it stands in its address or elsewhere, or evidence of another kind disagrees with a `high`
    one; `low`, more disagrees. `reason` says which, and what is known where there is no date.
    """

    value: str | None = None
    precision: Precision = "unresolved"
    words: str | None = None
    anchor: Anchor | None = None
    evidence: Span | str | None = None
    confidence: Confidence | None = None
    reason: str | None = None

    @property
    def time(self) -> Time:
        return Time(self.value, self.precision, self.words, self.anchor)


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of an article's text that plays one part on the page."""

    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One report. Its id is a hash of its text, outlet and URL: what it says and where it stood, not how it got here."""

    id: str
    uri: str
    also: tuple[str, ...]
    outlet: str | None
    headline: str | None
    byline: str | None
    published: Published
    language: str | None
    sha256: str
    text: str
    extra: Mapping[str, Any]
    zones: tuple[Zone, ...]
    url: str | None = None

    def span(self, start: int, end: int) -> Span:
        return Span(start, end, self.text[start:end])

    def zone_at(self, offset: int) -> ZoneKind:
        """The kind of the zone that holds a code point; text outside every zone is body."""
        for zone in self.zones:
            if zone.start <= offset < zone.end:
                return zone.kind
        return "body"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a place lies and how precisely that is known. A country or region has no point."""

    lat: float | None
    lon: float | None
    country: str | None
    precision: PlacePrecision
    geonames: int | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """The one that several mentions name. `reason` says in words how its names were joined."""

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    place: Place | None = None
    reason: str = ""
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name someone or something."""

    id: str
    article: str
    span: Span
    entity: str
    form: Form


@dataclass(frozen=True, slots=True)
class Link:
    """One holder of the words in a statement's chain, and how it is joined to the one before it (the first: to the article)."""

    name: str
    entity: str | None
    span: Span | None
    link: LinkKind
    explicit: bool
    anonymous: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """Who is said to have said what: source, cue and content, with the chain of holders from nearest to origin.

    `kind` is the class of the cue and `rule` the rule that found the statement: both say why it is here. `certainty` is that of
    the last hop alone; `record.certainty_along` takes the whole chain. `medium` is the outlet or paper it was said through,
    `doubted_by` the statement that says what this one rests on could not be checked, `confidence` (0 to 1) how sure the reader
    is that the words attribute and to whom: it orders a review, and says nothing of whether the content is so.
    """

    id: str
    article: str
    cue: Span | None
    source: Span | None
    content: tuple[Span, ...]
    source_entity: str | None
    chain: tuple[Link, ...]
    manner: Manner
    report: ReportMode
    certainty: Certainty
    anonymous: bool
    nested_in: str | None = None
    continues: str | None = None
    kind: str | None = None
    target: Span | None = None
    addressee: Span | None = None
    rule: str | None = None
    medium: Span | None = None
    doubted_by: str | None = None
    confidence: float | None = None

    @property
    def extent(self) -> tuple[int, int]:
        """First and last code point that any of its parts touches."""
        spans = [span for span in (self.cue, self.source, *self.content) if span]
        return min(span.start for span in spans), max(span.end for span in spans)

    def holds(self, span: Span) -> bool:
        """Whether the content holds all of `span`."""
        return any(part.covers(span) for part in self.content)


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression as found in the text."""

    id: str
    article: str
    span: Span
    time: Time


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone or some place that takes part in an event mention."""

    span: Span
    entity: str | None


@dataclass(frozen=True, slots=True)
class EventMention:
    """Words saying that something happened, did not, will or might. `kind` is None for a happening outside PLOVER's types."""

    id: str
    article: str
    trigger: Span
    event: str | None
    kind: EventKind | None
    mode: str | None
    contexts: tuple[str, ...]
    actor: tuple[Participant, ...]
    recipient: tuple[Participant, ...]
    place: Participant | None
    time: Time
    reality: Reality
    statement: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """One happening in the world, as several mentions tell it."""

    id: str
    kind: EventKind | None
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    place: str | None
    time: Time
    mentions: tuple[str, ...]
    reports: int
    origins: Bounds
    figures: tuple[str, ...]
    reality: Reality
    reason: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number said of something countable. A bound is not a value: "at least 20" has a low bound and no value."""

    id: str
    article: str
    span: Span
    value: float | int | None
    bounds: Bounds
    comparator: Comparator
    counted: Counted
    unit: str | None
    of_whom: str | None
    role: Role
    as_of: Time
    place: str | None
    event: str | None
    statement: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """One wording of a claim in one article: a statement's content, or the outlet's own assertion (`statement` is None).

    `passing`: it is told by the way, as background, so that the outlet's own word stands for it, whoever speaks.
    """

    statement: str | None
    article: str
    span: Span
    stance: Stance
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the word of a claim comes from, and the articles that carry it. An unknown one is listed, never trusted."""

    name: str
    entity: str | None
    articles: tuple[str, ...]
    known: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What statements, and the outlets' own assertions, of one or more articles say alike."""

    id: str
    text: str
    members: tuple[Member, ...]
    reports: int
    origins: tuple[Origin, ...]
    independent: Bounds
    contested: bool
    reason: str
    parts: tuple[str, ...]
    first: Time
    last: Time


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of one article that a conclusion stands on."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Derivation:
    """This article takes its text, or its word, from that article or that origin."""

    id: str
    derived: str
    origin: str
    relation: Relation
    direction_known: bool
    share: Bounds
    evidence: tuple[Evidence, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction. `span` is None where a headline is known as metadata only."""

    article: str
    span: Span | None
    ref: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two things that cannot both be so, with a reason a reporter could read."""

    id: str
    kind: ContradictionKind
    left: Side
    right: Side
    claim: str | None
    event: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series."""

    as_of: Time
    bounds: Bounds
    figure: str


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that count the same thing at different times: not a contradiction."""

    id: str
    counted: Counted
    of_whom: str | None
    place: str | None
    points: tuple[Point, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Footing:
    """Words that a judged noun stood on when it was judged: which subject of the judgement, its type, and where."""

    subject: str
    type: str
    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Displaced:
    """What the machine had made where a judgement now stands: a line of the export; `line` is None where there was nothing."""

    type: str
    id: str
    line: str | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision about something in the record. It is never overwritten, and can be undone by another.

    `change` is what is corrected, added or graded, `evidence` the words that the subjects stood on. `after` is the judgement
    before it: each id is a hash of the decision and of `after`, so the log is a chain. `displaced` is what it was the first
    to change, None where it could not be applied to what the record now holds; alone of all, it is not part of the decision.
    """

    id: str
    verdict: Verdict
    subject: tuple[str, ...]
    author: str
    at: str
    reason: str
    undoes: str | None = None
    change: Mapping[str, Any] | None = None
    evidence: tuple[Footing, ...] = ()
    after: str | None = None
    displaced: tuple[Displaced, ...] | None = ()

    @property
    def proper_id(self) -> str:
        """The id that follows from the decision and its place in the log."""
        change = json.dumps(self.change, sort_keys=True, default=list)
        evidence = [(one.subject, one.type, one.article, *_parts(one.span)) for one in self.evidence]
        return identify(
            "j", self.after, self.verdict, self.subject, self.author, self.at, self.reason, self.undoes, change, evidence
        )


def _parts(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.exact


@dataclass(frozen=True, slots=True)
class Rejection:
    """An input, or a part of one, that did not get in, with the stage that refused it and why. Nothing vanishes."""

    id: str
    uri: str
    stage: str
    reason: str

    @classmethod
    def of(cls, uri: str, stage: str, reason: str) -> Rejection:
        return cls(identify("n", uri, stage, reason), uri, stage, reason)


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one article states, found without looking at any other. Its entities are its own until `relate` joins them."""

    article: Article
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    timexes: tuple[Timex, ...] = ()
    event_mentions: tuple[EventMention, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Pile:
    """What `ingest` made of the inputs: articles, the originals they came from (bytes by SHA-256), and what was refused."""

    articles: tuple[Article, ...] = ()
    originals: Mapping[str, bytes] = field(default_factory=dict)
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything a record holds. Each field is one type of export line, in the order of the export."""

    articles: tuple[Article, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    timexes: tuple[Timex, ...] = ()
    event_mentions: tuple[EventMention, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    series: tuple[Series, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    rejections: tuple[Rejection, ...] = ()


def by_id(nouns: Iterable[Any]) -> dict[str, Any]:
    """Nouns by their id."""
    return {noun.id: noun for noun in nouns}
