"""Tiny invented reports, written out as findings by hand, so that relating is tested without reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from accordingto.model import (
    Article,
    Bounds,
    Counted,
    Entity,
    EntityKind,
    EventKind,
    EventMention,
    Figure,
    Findings,
    Link,
    LinkKind,
    Manner,
    Mention,
    Participant,
    Place,
    Published,
    Reality,
    ReportMode,
    Span,
    Statement,
    Time,
    Zone,
    identify,
)

TOREN = Place(48.0, 9.0, "KS", "town")
TARN = Place(52.0, 15.0, "KS", "town")


@dataclass
class Story:
    """One report in the making: each call notes something it says, quoting its text."""

    text: str
    outlet: str | None = None
    published: str | None = None
    zones: tuple[Zone, ...] = ()
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    @property
    def id(self) -> str:
        return identify("a", self.text, self.outlet)

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words), words)

    def entity(self, name: str, kind: EntityKind = "organisation", place: Place | None = None) -> str:
        """An entity, the same in every story that names it, with a mention for each time its name stands in the text."""
        one = Entity(identify("e", name, kind), name, kind, place=place)
        if name not in self.entities:
            self.entities[name] = one
            count = self.text.count(name)
            spans = [self.span(name, nth) for nth in range(count)]
            self.mentions += [
                Mention(identify("m", self.id, span.start, name), self.id, span, one.id, "name") for span in spans
            ]
        return one.id

    def says(
        self,
        content: str,
        *chain: str | Link,
        report: ReportMode = "reported",
        manner: Manner = "indirect",
        nested_in: Statement | None = None,
        nth: int = 0,
    ) -> Statement:
        """A statement; its chain is nearest first. A name that begins small is nobody's; others are entities."""
        links = tuple(self.link(one) if isinstance(one, str) else one for one in chain)
        span = self.span(content, nth)
        last = links[-1] if links else None
        said = Statement(
            id=identify("s", self.id, span.start, span.end, [link.name for link in links], report),
            article=self.id,
            cue=None,
            source=last.span if last else None,
            content=(span,),
            source_entity=last.entity if last else None,
            chain=links,
            manner=manner,
            report=report,
            certainty="CT-" if report in ("denied", "declined") else "CT+",
            anonymous=bool(last and last.anonymous),
            nested_in=nested_in.id if nested_in else None,
        )
        self.statements.append(said)
        return said

    def link(self, name: str, link: LinkKind = "said") -> Link:
        anonymous = name[:1].islower()
        span = self.span(name) if name in self.text else None
        return Link(name, None if anonymous else self.entity(name), span, link, True, anonymous)

    def happens(
        self,
        trigger: str,
        kind: EventKind | None = None,
        *,
        actor: Sequence[str] = (),
        recipient: Sequence[str] = (),
        place: str | None = None,
        at: Place | None = None,
        time: str | None = None,
        reality: Reality = "happened",
        statement: Statement | None = None,
        mode: str | None = None,
        nth: int = 0,
    ) -> EventMention:
        span = self.span(trigger, nth)

        def parts(names: Iterable[str]) -> tuple[Participant, ...]:
            return tuple(
                Participant(self.span(name), self.entity(name, "armed_group") if name[:1].isupper() else None) for name in names
            )

        mention = EventMention(
            id=identify("em", self.id, span.start, span.end),
            article=self.id,
            trigger=span,
            event=None,
            kind=kind,
            mode=mode,
            contexts=(),
            actor=parts(actor),
            recipient=parts(recipient),
            place=Participant(self.span(place), self.entity(place, "place", at)) if place else None,
            time=Time(time, "day", time, "text") if time else Time(),
            reality=reality,
            statement=statement.id if statement else None,
        )
        self.events.append(mention)
        return mention

    def counts(
        self, words: str, value: int, counted: Counted, *, event: EventMention | None = None, statement: Statement | None = None
    ) -> Figure:
        span = self.span(words)
        bounds = Bounds(value, value)
        figure = Figure(
            identify("f", self.id, span.start, span.end), self.id, span, value, bounds, "exactly", counted, None, None,
            "count", Time(), None, event.id if event else None, statement.id if statement else None,
        )  # fmt: skip
        self.figures.append(figure)
        return figure

    @property
    def article(self) -> Article:
        published = Published(self.published, "day" if self.published else "unresolved")
        return Article(
            self.id, f"{self.id}.txt", (), self.outlet, None, None, published, "en", "", self.text, {}, self.zones
        )  # fmt: skip

    @property
    def findings(self) -> Findings:
        return Findings(
            self.article,
            tuple(self.entities.values()),
            tuple(self.mentions),
            tuple(self.statements),
            (),
            tuple(self.events),
            tuple(self.figures),
        )


def findings(*stories: Story) -> list[Findings]:
    return [story.findings for story in stories]


def copy(story: Story, outlet: str | None, published: str | None = None) -> Story:
    """The same report, word for word and statement for statement, in another outlet."""
    other = Story(story.text, outlet, published, story.zones)
    mine, theirs = story.id, other.id
    fresh = {said.id: identify("s", theirs, said.id) for said in story.statements}
    events = {one.id: identify("em", theirs, one.id) for one in story.events}
    other.entities = dict(story.entities)
    other.mentions = [replace(one, id=identify("m", theirs, one.id), article=theirs) for one in story.mentions]
    other.statements = [
        replace(said, id=fresh[said.id], article=theirs, nested_in=fresh.get(said.nested_in or "")) for said in story.statements
    ]
    other.events = [
        replace(one, id=events[one.id], article=theirs, statement=fresh.get(one.statement or "")) for one in story.events
    ]
    other.figures = [
        replace(
            one,
            id=identify("f", theirs, one.id),
            article=theirs,
            event=events.get(one.event or ""),
            statement=fresh.get(one.statement or ""),
        )
        for one in story.figures
    ]
    assert mine != theirs, "a copy stands in another outlet"
    return other
