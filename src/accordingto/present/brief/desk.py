"""A record's contents laid out for the questions a brief asks: by article and place, so that no question scans the pile.

What always holds: reports are numbered by day of publication, then by what they are, never by the order of the input.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from accordingto.model import (
    Article,
    Claim,
    Contents,
    Entity,
    Event,
    EventMention,
    Figure,
    Link,
    Member,
    Mention,
    Origin,
    Span,
    Statement,
    by_id,
)
from accordingto.present.brief.account import Cited, Report
from accordingto.present.brief.wording import WORD, clear, content_words, document, fold, unnamed
from accordingto.record.queries import active, corrected

NAMED_MOST = 40  # entities that may give the affair its name
HEADLINE_NAMES = 2  # a name in a headline is worth so many in a text: the affair is what headlines are about
MOSTLY = 0.5  # share of both texts from which a second report is no second look at the matter
UNNAMING = frozenset(("outlet", "nationality", "other"))


class Standing(Protocol):
    """Something found at a place in an article."""

    @property
    def article(self) -> str: ...


T = TypeVar("T", bound=Standing)


class Places(Generic[T]):
    """Things by article and place: what stands within a span is found by bisection."""

    def __init__(self, things: Iterable[tuple[Span, T]]) -> None:
        self.things: dict[str, list[tuple[Span, T]]] = defaultdict(list)
        for span, thing in things:
            self.things[thing.article].append((span, thing))
        self.starts: dict[str, list[int]] = {}
        for article, found in self.things.items():
            found.sort(key=lambda one: one[0])
            self.starts[article] = [span.start for span, _ in found]

    def within(self, article: str, span: Span) -> list[T]:
        starts = self.starts.get(article, [])
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        return [thing for there, thing in self.things.get(article, [])[first:last] if there.end <= span.end]


def uttered(said: Statement) -> tuple[Link, ...]:
    """The links of a chain that passed words on, as `relate` counts: whose plan or belief another reports has not spoken."""
    if said.report in ("intended", "believed") and len(said.chain) > 1 and said.chain[-1].link == "nested":
        return said.chain[:-1]
    return said.chain


class Desk:
    """The contents of a record, by id, by article and place, and by the number a report is cited with."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.ordered = sorted(contents.articles, key=lambda one: (one.published.value or "9999", one.uri, one.id))
        self.articles: dict[str, Article] = by_id(self.ordered)
        self.numbers = {article.id: number for number, article in enumerate(self.ordered, 1)}
        self.statements: dict[str, Statement] = by_id(contents.statements)
        self.figures: dict[str, Figure] = by_id(contents.figures)
        self.mentions: dict[str, EventMention] = by_id(contents.event_mentions)
        self.events: dict[str, Event] = by_id(contents.events)
        self.claims: dict[str, Claim] = by_id(contents.claims)
        self.entities: dict[str, Entity] = by_id(contents.entities)
        changed = {id for one in active(contents.judgements) if one.verdict == "correct" for id in one.subject}
        self.corrected = corrected(contents.claims, changed)
        self.named: Places[Mention] = Places((one.span, one) for one in contents.mentions if one.form == "name")
        self.spoken: Places[Statement] = Places((one.content[0], one) for one in contents.statements if one.content)
        self.known_by_name = frozenset(one.entity for one in contents.mentions if one.form == "name")
        self.happening: Places[EventMention] = Places((one.trigger, one) for one in contents.event_mentions)
        self.counted: Places[Figure] = Places((one.span, one) for one in contents.figures if one.counted != "other")
        reach: dict[str, set[str]] = defaultdict(set)
        for mention in contents.mentions:
            reach[mention.entity].add(mention.article)
        self.reach = {entity: len(articles) for entity, articles in reach.items()}
        self.text_of = self._texts()
        self.kin = self._texts(mostly=True)
        self.common = self._common()

    def _texts(self, *, mostly: bool = False) -> dict[str, str]:
        """For each article the one that stands for all with its text, or `mostly` with its text."""
        stands = {article.id: article.id for article in self.ordered}

        def representative(article: str) -> str:
            while stands[article] != article:
                article = stands[article]
            return article

        for one in self.contents.derivations:
            near = one.relation == "same_text" or (mostly and one.relation == "derived" and (one.share.low or 0) >= MOSTLY)
            if near and one.derived in stands and one.origin in stands:
                left, right = representative(one.derived), representative(one.origin)
                early, late = sorted((left, right), key=self.numbers.__getitem__)
                stands[late] = early
        return {article: representative(article) for article in stands}

    def _common(self) -> dict[str, float]:
        """For each word the share of the pile's texts that hold it. A copy adds none."""
        texts = [article for article in self.ordered if self.text_of[article.id] == article.id]
        held = Counter(word for article in texts for word in content_words(article.text))
        return {word: count / len(texts) for word, count in held.items()}

    # --- the pile

    def reports(self) -> tuple[Report, ...]:
        return tuple(
            Report(self.numbers[one.id], one.id, outlet(one), headline_of(one), one.published.time, clear(one.uri))
            for one in self.ordered
        )

    def title(self) -> str:
        """The names that most reports and their headlines share."""
        often = Counter(mention.entity for mention in self.contents.mentions if mention.form == "name")
        known = [id for id in self.reach if id in self.entities and self.entities[id].kind not in UNNAMING and often[id]]
        leading = sorted(known, key=lambda id: (-self.reach[id], -often[id], self.entities[id].name, id))[:NAMED_MOST]
        headlines = [f" {' '.join(WORD.findall(fold(headline_of(article) or '')))} " for article in self.ordered]

        def standing(id: str) -> tuple[int, int, str, str]:
            names = [f" {' '.join(WORD.findall(fold(name)))} " for name in (self.entities[id].name, *self.entities[id].aliases)]
            headed = sum(any(name in headline for name in names) for headline in headlines)
            return -(self.reach[id] + HEADLINE_NAMES * headed), -often[id], self.entities[id].name, id

        names: list[str] = []
        for name in (clear(self.entities[id].name) for id in sorted(leading, key=standing)):
            if not any(name in other or other in name for other in names):
                names.append(name)
        return " and ".join(names[:2]) or "An unnamed affair"

    def days(self) -> str | None:
        """First and last day of publication, as far as known, as one interval."""
        days = [days for article in self.ordered if (days := article.published.time.days)]
        if not days:
            return None
        first, last = min(day for day, _ in days).isoformat(), max(day for _, day in days).isoformat()
        return first if first == last else f"{first}/{last}"

    # --- naming

    def holder(self, link: Link, article: str) -> str:
        """A holder of words as a reader would name it."""
        name = clear(link.name.removeprefix("doc:")) or "nobody named"
        if link.anonymous:
            return unnamed(name, self.articles[article].text)
        if link.name.startswith("doc:"):
            return document(name)
        entity = self.entities.get(link.entity or "")
        # A longer wording ("Turkey's news agency") says more than the name it was joined to, so it is kept.
        return clear(entity.name) if entity and len(entity.name) >= len(name) else name

    def alone(self, origin: Origin) -> str:
        """What tells an origin from others that are called the same: nothing, where it is known by a name."""
        if origin.entity in self.known_by_name or not origin.name.islower():
            return ""
        return origin.entity or " ".join(sorted(origin.articles))

    def origin(self, member: Member) -> str | None:
        """On whose word a member stands; None where it is the outlet's own."""
        statement = self.statements.get(member.statement or "")
        if statement is None:
            return None
        chain = uttered(statement)
        return self.holder(chain[-1], member.article) if chain else "origin not stated"

    def teller(self, statement_id: str | None, article: str) -> str | None:
        """Who says something: the origin of its statement, else the outlet."""
        statement = self.statements.get(statement_id or "")
        if statement is None:
            return outlet(self.articles[article])
        if not statement.chain:
            return "origin not stated"
        last = statement.chain[-1]
        return self.holder(last, article) + ("" if last.explicit else ", inferred")

    def name(self, entity: str | None) -> str | None:
        found = self.entities.get(entity or "")
        return clear(found.name) if found else None

    # --- citing

    def cite(self, article: str, span: Span | None) -> Cited:
        return Cited(self.numbers[article], article, span)

    def cited(self, words: Iterable[tuple[str, Span | None]]) -> tuple[Cited, ...]:
        """Citations in the order of the reports, each place once."""
        return in_order(self.cite(article, span) for article, span in words)

    def whole(self, articles: Iterable[str]) -> tuple[Cited, ...]:
        """Citations of reports as wholes."""
        return self.cited((article, None) for article in articles if article in self.numbers)


def in_order(cited: Iterable[Cited]) -> tuple[Cited, ...]:
    return tuple(sorted(set(cited), key=place))


def place(cited: Cited) -> tuple[int, int, int]:
    return (cited.report, cited.span.start, cited.span.end) if cited.span else (cited.report, -1, -1)


def reports_in(cited: Iterable[Cited]) -> int:
    return len({one.report for one in cited})


def outlet(article: Article) -> str | None:
    return clear(article.outlet) if article.outlet else None


def headline_of(article: Article) -> str | None:
    """The headline given with an article, else the one standing in its text, without marks of its format."""
    words: Sequence[str] = [article.headline] if article.headline else []
    if not words:
        words = [article.text[zone.start : zone.end] for zone in article.zones if zone.kind == "headline"]
    return clear(words[0]).lstrip("# ").strip("*_ ") or None if words else None
