"""What most pages need to name things by: reports, entities, statements in their sentences, claims as one line.

What always holds: few questions a page, however large the record; what is quoted is cut out of the stored text at the stored
place, or not shown at all; a count of reports never travels without the bounds of its origins.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlencode

from accordingto.model import Bounds, Claim, Link, Span, Statement, Time
from accordingto.present.brief.wording import clear, document, sentence_span
from accordingto.record.lines import written
from accordingto.record.queries import certainty_along, standing
from accordingto.record.store import Record

Standing = Literal["accepted", "rejected", "corrected", "added", "suggested"]

LINE_COLUMNS = (
    "id", "text", "reports", "independent_low", "independent_high", "contested", "state", "first_value", "first_precision",
    "first_words", "first_anchor", "last_value", "last_precision", "last_words", "last_anchor",
)  # fmt: skip
AROUND = 240  # code points of context looked at on either side of quoted words


@dataclass(frozen=True, slots=True)
class Label:
    """A report by what one knows it by."""

    id: str
    outlet: str | None
    headline: str | None
    published: Time
    uri: str
    language: str | None
    url: str | None

    @property
    def name(self) -> str:
        return self.outlet or self.uri

    @property
    def href(self) -> str:
        return f"/a/{self.id}"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in their neighbourhood: `before + words + after` stands so in the article. Offsets are code points."""

    article: str
    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Holder:
    """One link of a chain as a reader names it. `href` is None where nobody is named."""

    name: str
    href: str | None
    link: str
    explicit: bool
    anonymous: bool
    span: Span | None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as a card: its words in their sentence, who says so and on whose word, origin first."""

    id: str
    report: Label
    quote: Quote
    content: tuple[Span, ...]
    chain: tuple[Holder, ...]
    manner: str
    mode: str
    certainty: str
    certainty_along: str
    confidence: float | None
    standing: Standing
    href: str


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim as one line of a list."""

    id: str
    text: str
    reports: int
    independent: Bounds
    origins: tuple[str, ...]
    state: str
    contested: bool
    first: Time
    last: Time
    standing: Standing
    verified: bool

    @property
    def href(self) -> str:
        return f"/c/{self.id}"


class Shelf:
    """A record as pages ask it. It keeps what it has looked up for as long as one page takes."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._labels: dict[str, Label] = {}
        self._names: dict[str, tuple[str, str]] = {}

    def ask(self, question: str, *values: object) -> list[tuple[object, ...]]:
        return list(self.record.select(question, *values))

    def number(self, question: str, *values: object) -> int:
        return int(next(self.record.select(question, *values))[0])

    # --- naming

    def labels(self, ids: Iterable[str]) -> dict[str, Label]:
        """Reports by id."""
        wanted = set(ids) - self._labels.keys()
        if wanted:
            rows = self.record.select(
                "SELECT id, outlet, headline, published_value, published_precision, published_words, published_anchor, uri,"
                " language, url, zones, substr(text, 1, 400) FROM article WHERE id IN (SELECT value FROM json_each(?))",
                listed(wanted),
            )
            for id, outlet, headline, value, precision, words, anchor, uri, language, url, zones, opening in rows:
                time = Time(value, precision, words, anchor)
                self._labels[id] = Label(
                    id, clear(outlet) if outlet else None, clear(headline or _headline(zones, opening) or "") or None,
                    time, clear(uri), language, url,
                )  # fmt: skip
        return {id: self._labels[id] for id in ids if id in self._labels}

    def label(self, id: str) -> Label:
        return self.labels([id])[id]

    def names(self, ids: Iterable[str | None]) -> dict[str, tuple[str, str]]:
        """Entities by id: name and kind."""
        wanted = {id for id in ids if id} - self._names.keys()
        if wanted:
            question = "SELECT id, name, kind FROM entity WHERE id IN (SELECT value FROM json_each(?))"
            for id, name, kind in self.record.select(question, listed(wanted)):
                self._names[id] = clear(name), kind
        return {id: self._names[id] for id in ids if id in self._names}

    def name(self, id: str | None) -> str | None:
        return self.names([id]).get(id or "", (None, ""))[0]

    def standing(self, ids: Collection[str]) -> dict[str, Standing]:
        """How each noun stands with the people who judged: only suggested, where nobody has."""
        found = standing(self.record, ids) if ids else {}
        return {id: found.get(id, "suggested") for id in ids}

    # --- quoting

    def texts(self, places: Iterable[tuple[str, int, int]]) -> dict[tuple[str, int, int], str]:
        """Stretches of articles' texts: (article, start, end), in code points, cut in the database."""
        wanted = sorted(set(places))
        rows = self.record.select(
            "SELECT key, substr(text, json_extract(value, '$[1]') + 1, json_extract(value, '$[2]') - json_extract(value,"
            " '$[1]')) FROM json_each(?) JOIN article ON article.id = json_extract(value, '$[0]')",
            written(wanted).decode(),
        )
        return {wanted[int(key)]: words for key, words in rows}

    def quotes(self, spans: Sequence[tuple[str, int, int]]) -> list[Quote | None]:
        """Words in their sentences; None where nothing stands at the place."""
        around = [(article, max(0, start - AROUND), end + AROUND) for article, start, end in spans]
        found = self.texts(around)
        return [
            _quote(article, start, end, here[1], found[here]) if here in found else None
            for (article, start, end), here in zip(spans, around, strict=True)
        ]

    # --- statements

    def statements(self, ids: Iterable[str | None]) -> dict[str, Statement]:
        return {each.id: each for each in self.record.these(Statement, [id for id in ids if id])}

    def said(self, statements: Iterable[Statement]) -> list[Said]:
        """Statements as cards, in the order given."""
        statements = list(statements)
        self.labels(each.article for each in statements)
        self.names(link.entity for each in statements for link in each.chain)
        stands = self.standing([each.id for each in statements])
        outer = self._outer(statements)
        places = [(each.article, *self._content(each)) for each in statements]
        return [
            self._said(each, found, stands[each.id], certainty_along(each, outer))
            for each, found in zip(statements, self.quotes(places), strict=True)
            if found is not None and each.article in self._labels
        ]

    def _outer(self, statements: Iterable[Statement]) -> dict[str, Statement]:
        """Statements with all that they are nested in."""
        held = {each.id: each for each in statements}
        while missing := {each.nested_in for each in held.values() if each.nested_in} - held.keys():
            found = self.statements(missing)
            if not found:
                break
            held |= found
        return held

    @staticmethod
    def _content(statement: Statement) -> tuple[int, int]:
        spans = statement.content or tuple(span for span in (statement.cue, statement.source) if span)
        return min(span.start for span in spans), max(span.end for span in spans)

    def _said(self, one: Statement, found: Quote, stands: Standing, along: str) -> Said:
        return Said(
            one.id, self._labels[one.article], found, one.content, self.chain(one), one.manner, one.report, one.certainty,
            along, one.confidence, stands, statement_href(one.article, one.id),
        )  # fmt: skip

    def chain(self, statement: Statement) -> tuple[Holder, ...]:
        """The holders of a statement's words, the origin first."""
        return tuple(self.holder(link) for link in reversed(statement.chain))

    def holder(self, link: Link) -> Holder:
        name = clear(link.name.removeprefix("doc:")) or "nobody named"
        if link.name.startswith("doc:"):
            name = document(name)
        entity = self.name(link.entity)
        # A longer wording ("Velmora's news agency") says more than the name it was joined to, so it is kept.
        shown = entity if entity and not link.anonymous and len(entity) >= len(name) else name
        return Holder(shown, source_href(link.entity, link.name), link.link, link.explicit, link.anonymous, link.span)

    # --- claims

    def claim_lines(self, claims: Iterable[Claim]) -> list[ClaimLine]:
        """Claims as lines, in the order given."""
        return self.lines_of([each.id for each in claims])

    def lines_of(self, ids: Sequence[str]) -> list[ClaimLine]:
        """Claims as lines, in the order given, without their wordings: the claims that stand first in a list have thousands."""
        rows = self.record.select(
            f"SELECT {', '.join(LINE_COLUMNS)}, (SELECT json_group_array(json_extract(value, '$.name')) FROM"
            " json_each(claim.origins) WHERE json_extract(value, '$.known')) FROM claim"
            " WHERE id IN (SELECT value FROM json_each(?))",
            listed(ids),
        )
        stands = self.standing(ids)
        verified = self._verified(ids)
        found = {
            id: ClaimLine(
                id, clear(text), reports, Bounds(low, high), tuple(map(clear, json.loads(origins))), state or "",
                bool(contested), Time(*times[:4]), Time(*times[4:]), stands[id], id in verified,
            )
            for id, text, reports, low, high, contested, state, *times, origins in rows
        }  # fmt: skip
        return [found[id] for id in ids if id in found]

    def _verified(self, ids: Iterable[str]) -> set[str]:
        """Claims that a person set verified, with a reason; only a person can."""
        rows = self.record.select(
            "SELECT value FROM judgement, json_each(judgement.subject) WHERE verdict = 'grade'"
            " AND json_extract(change, '$.status') = 'verified' AND value IN (SELECT value FROM json_each(?))"
            " AND judgement.id NOT IN (SELECT undoes FROM judgement WHERE undoes IS NOT NULL)",
            listed(ids),
        )
        return {str(row[0]) for row in rows}

    def claims_of(self, statements: Collection[str]) -> dict[str, str]:
        """By statement, the claim it is a wording of."""
        rows = self.record.select(
            "SELECT statement, claim FROM claim_member WHERE statement IN (SELECT value FROM json_each(?)) ORDER BY claim",
            listed(statements),
        )
        return {str(statement): str(claim) for statement, claim in rows}


def listed(ids: Iterable[str]) -> str:
    """Ids as the JSON list that a question joins with."""
    return written(sorted(set(ids))).decode()


def statement_href(article: str, statement: str) -> str:
    """Where a statement's words are shown in their article."""
    return f"/a/{article}?{urlencode({'s': statement})}#s-{statement}"


def span_href(article: str, start: int, end: int) -> str:
    """Where any words are shown in their article: a place of code points, highlighted."""
    return f"/a/{article}?at={start}-{end}#at"


def source_href(entity: str | None, name: str) -> str:
    return f"/s/{quote(entity or f'name:{name}', safe='')}"


def outlet_href(outlet: str) -> str:
    return f"/o/{quote(outlet, safe='')}"


def _headline(zones: str, opening: str) -> str | None:
    """The headline that stands in a text's opening, if its zones say where."""
    for zone in json.loads(zones):
        if zone["kind"] == "headline":
            return opening[zone["start"] : zone["end"]].lstrip("# ").strip("*_ ")
    return None


def _quote(article: str, start: int, end: int, first: int, text: str) -> Quote:
    """Words in the sentence they stand in; where its end is out of reach, an ellipsis outside the quoted words says so."""
    here = Span(start - first, end - first, text[start - first : end - first])
    begins, ends = sentence_span(text, here)
    before, after = text[begins : here.start], text[here.end : ends]
    if begins == 0 and first > 0:
        before = "…" + before.partition(" ")[2]
    if ends == len(text) and len(after) >= AROUND:
        after = after.rpartition(" ")[0] + "…"
    return Quote(article, start, end, before, here.exact, after)
