"""A record as tables: for the eye in a shell, and row by row for a program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from accordingto.model import Bounds, Claim, Contents, Event, Span, Statement, Time
from accordingto.present.timeline import timeline
from accordingto.record.queries import active, corrected, state_of

if TYPE_CHECKING:
    from accordingto.present.brief.asking import Opened

Header = tuple[str, ...]
Rows = list[tuple[Any, ...]]

SHOWN = ("claims", "events", "figures", "sources", "contradictions", "series", "timeline", "articles", "entities", "rejections")


def table(contents: Contents, what: str, *, about: str | None = None, meaning: Opened | None = None) -> tuple[Header, Rows]:
    """Header and rows of one of the tables `SHOWN`; `about` keeps the rows that hold all of its words.

    With `meaning`, claims are found by what they mean too, and those nearest to `about` come first.
    """
    tables = _Tables(contents)
    words = (about or "").casefold().split()

    def holds(row: tuple[Any, ...]) -> bool:
        return all(word in " ".join(map(str, row)).casefold() for word in words)

    if what == "claims" and about and words:
        from accordingto.present.brief.asking import answers  # the whole brief, which no other table needs

        found = answers(contents.claims, about, lambda claim: holds(tables.claim(claim)), meaning)
        if found is not None:
            claims = {claim.id: claim for claim in contents.claims}
            return CLAIM_HEADER, [tables.claim(claims[id]) for id in found]
    header, rows = tables.of(what)
    return header, [row for row in rows if holds(row)]


CLAIM_HEADER = ("reports", "origins", "state", "claim", "why")


class Cited(NamedTuple):
    """One place in one statement's chain: who is cited there, by which article, and whether as the one who said it."""

    name: str
    article: str
    is_origin: bool
    denies: bool
    unnamed: bool


class _Tables:
    """A record's contents, by id, and the tables drawn from them."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.names = {entity.id: entity.name for entity in contents.entities}
        self.articles = {article.id: article for article in contents.articles}
        self.statements = {statement.id: statement for statement in contents.statements}
        self.figured = {figure.id: figure for figure in contents.figures}
        changed = {id for one in active(contents.judgements) if one.verdict == "correct" for id in one.subject}
        self.corrected = corrected(contents.claims, changed)

    def of(self, what: str) -> tuple[Header, Rows]:
        match what:
            case "claims":
                return self.claims()
            case "events":
                return self.events(timeline(self.contents.events))
            case "timeline":
                return self.events(event for event in timeline(self.contents.events) if event.time.value)
            case "figures":
                return self.figures()
            case "sources":
                return self.sources()
            case "contradictions":
                return self.contradictions()
            case "series":
                return self.series()
            case "articles":
                return self.reports()
            case "entities":
                return self.entities()
            case _:
                rejections = sorted(self.contents.rejections, key=lambda one: (one.uri, one.stage, one.id))
                return ("uri", "stage", "reason"), [(one.uri, one.stage, one.reason) for one in rejections]

    def claims(self) -> tuple[Header, Rows]:
        claims = sorted(self.contents.claims, key=lambda one: (-one.reports, -one.contested, one.id))
        return CLAIM_HEADER, [self.claim(one) for one in claims]

    def claim(self, one: Claim) -> tuple[Any, ...]:
        state = state_of(one, self.statements, corrected=self.corrected)
        return one.reports, bounds(one.independent), state, one_line(one.text), one.reason

    def events(self, events: Iterable[Event]) -> tuple[Header, Rows]:
        header = ("when", "kind", "mode", "reality", "actors", "recipients", "place", "reports", "origins")
        rows: Rows = []
        for one in events:
            actors, recipients = self._named(one.actor), self._named(one.recipient)
            place = self.names.get(one.place or "")
            counts = (one.reports, bounds(one.origins))
            rows.append((when(one.time), one.kind, one.mode, one.reality, actors, recipients, place, *counts))
        return header, rows

    def figures(self) -> tuple[Header, Rows]:
        header = ("counted", "words", "low", "high", "comparator", "of whom", "as of", "who says", "where")
        rows: Rows = []
        for one in sorted(self.contents.figures, key=lambda one: (one.counted, self.articles[one.article].uri, one.span)):
            number = (one.bounds.low, one.bounds.high, one.comparator)
            whom, who = self.names.get(one.of_whom or ""), chain(self.statements.get(one.statement or ""))
            words = one_line(one.span.exact)
            rows.append((one.counted, words, *number, whom, when(one.as_of), who, self._where(one.article, one.span)))
        return header, rows

    def sources(self) -> tuple[Header, Rows]:
        """Who is cited: how often, in how many reports, how often as the origin, how often denying."""
        held: dict[str, list[Cited]] = defaultdict(list)
        for statement in self.contents.statements:
            for place, link in enumerate(statement.chain):
                is_origin = place == len(statement.chain) - 1
                name = self.names.get(link.entity or "") or link.name
                denies = is_origin and statement.report == "denied"
                held[link.entity or link.name].append(Cited(name, statement.article, is_origin, denies, link.anonymous))
        rows: Rows = []
        for cited in held.values():
            counts = (len(cited), len({one.article for one in cited}), sum(one.is_origin for one in cited))
            unnamed = "yes" if all(one.unnamed for one in cited) else ""
            rows.append((min(one.name for one in cited), *counts, sum(one.denies for one in cited), unnamed))
        rows.sort(key=lambda row: (-row[2], -row[1], row))
        return ("source", "cited", "reports", "as origin", "denies", "unnamed"), rows

    def contradictions(self) -> tuple[Header, Rows]:
        rows: Rows = []
        for one in sorted(self.contents.contradictions, key=lambda one: (one.kind, one.id)):
            left, right = (
                f"{self._where(side.article, side.span)} {one_line(side.span.exact if side.span else '')}".strip()
                for side in (one.left, one.right)
            )
            rows.append((one.kind, left, right, one.reason))
        return ("kind", "one side", "other side", "why"), rows

    def series(self) -> tuple[Header, Rows]:
        rows: Rows = []
        for one in sorted(self.contents.series, key=lambda one: (one.counted, one.id)):
            points = " → ".join(f"{when(p.as_of)}: {one_line(self.figured[p.figure].span.exact)}" for p in one.points)
            rows.append((one.counted, self.names.get(one.of_whom or ""), self.names.get(one.place or ""), points, one.reason))
        return ("counted", "of whom", "place", "points", "why"), rows

    def reports(self) -> tuple[Header, Rows]:
        articles = sorted(self.contents.articles, key=lambda one: (one.published.value or "9999", one.uri))
        return ("published", "outlet", "headline", "uri", "also"), [
            (when(one.published.time), one.outlet, one.headline, one.uri, len(one.also)) for one in articles
        ]

    def entities(self) -> tuple[Header, Rows]:
        entities = sorted(self.contents.entities, key=lambda one: (one.kind, one.name, one.id))
        return ("kind", "name", "aliases", "why one"), [
            (one.kind, one.name, ", ".join(one.aliases), one.reason) for one in entities
        ]

    def _named(self, ids: Iterable[str]) -> str:
        return ", ".join(self.names.get(id, "?") for id in ids)

    def _where(self, article: str, span: Span | None) -> str:
        uri = self.articles[article].uri
        return f"{uri}:{span.start}-{span.end}" if span else uri


def bounds(given: Bounds) -> str:
    """Bounds as one looks at them: `2`, `1–3`, `2–?`."""
    if given.low == given.high:
        return "?" if given.low is None else f"{given.low}"
    return f"{'?' if given.low is None else given.low}–{'?' if given.high is None else given.high}"


def when(time: Time) -> str:
    """A time's value, or the words that could not be resolved in quotation marks."""
    return (time.value or "").replace("/", " to ") or (f"“{time.words}”" if time.words else "")


def one_line(words: str, longest: int = 160) -> str:
    folded = " ".join(words.split())
    return folded if len(folded) <= longest else folded[: longest - 1].rsplit(" ", 1)[0] + " …"


def chain(statement: Statement | None) -> str:
    """Who passed it on, nearest first."""
    return " > ".join(link.name for link in statement.chain) if statement is not None else ""
