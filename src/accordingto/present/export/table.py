"""People who code conflicts work in spreadsheets, so the record leaves as tables, one file each, with a manifest beside them.

What always holds: each row carries its record id and a quote or the article that has it; every number is one the record holds
or the widest range of several, never a sum and never a best guess; uncertain stays visible, as a range or an empty cell; what
a person rejected stays out; the same record gives the same bytes. No text can run as a formula unless `raw` is asked for. What
is lost is told in docs/reference/exports.md.
"""

from __future__ import annotations

import csv
import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import msgspec

from accordingto import __version__
from accordingto.model import Article, Bounds, Claim, Event, EventMention, Figure, Series, Span, Statement
from accordingto.present.export.native import lines
from accordingto.present.export.whole import whole_file
from accordingto.record import Record, state_of
from accordingto.record.lines import FORMAT
from accordingto.record.queries import corrected, judged
from accordingto.record.store import Anything

Cell: TypeAlias = str | int | float | bool | None
Row: TypeAlias = tuple[Cell, ...]

QUOTE_REACH = 120  # code points of context on either side of quoted words: a sentence or so, readable in one cell
HELD_ARTICLES = 256  # articles kept at hand; neighbouring rows often quote the same one
HELD_STATEMENTS = 4096  # likewise

FORMULA_SIGNS = frozenset("=+-@−")  # what a spreadsheet takes for the start of a formula; the last is the minus sign U+2212
LINE_SIGNS = frozenset("\t\r\n")  # some spreadsheets drop these at the start of a cell, and then look again


@dataclass(frozen=True, slots=True)
class TableFile:
    """One file of an export, as the manifest lists it."""

    path: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an export holds, so that anyone can check it: no clock, `native_sha256` says which state of the record it shows."""

    format: int
    tool: str
    kind: str
    raw: bool
    native_sha256: str
    files: tuple[TableFile, ...]


class Shelf:
    """A record with what the rows of several tables look up again and again kept at hand."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.names = {entity.id: entity.name for entity in record.entities()}
        self.rejected = judged(record, "reject")
        self.article = lru_cache(HELD_ARTICLES)(self._article)
        self.statement = lru_cache(HELD_STATEMENTS)(record.statement)

    def standing(self, noun: type[Anything]) -> Iterator[Anything]:
        """Yield the nouns of one kind that no person rejected, by id."""
        return (each for each in self.record.ordered(noun) if each.id not in self.rejected)

    def _article(self, id: str) -> Article:
        article = self.record.article(id)
        if article is None:
            raise KeyError(f"{id} is quoted but not in the record; accordingto verify lists what else is missing")
        return article

    def name(self, entity: str | None) -> str | None:
        return None if entity is None else self.names.get(entity, entity)

    def listed(self, entities: Iterable[str]) -> str | None:
        return _joined(self.names.get(entity, entity) for entity in entities)

    def saying(self, statement: str | None) -> Statement | None:
        return None if statement is None else self.statement(statement)


@dataclass(frozen=True, slots=True)
class Table:
    """A file of the export: its columns, and how its rows are drawn from the record, in order of their ids."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[Shelf], Iterator[Row]]


def write_tables(record: Record, output: Path, *, raw: bool = False) -> tuple[Path, ...]:
    """Write each table and `manifest.json` into the folder `output`; the manifest comes last, and names only whole files."""
    output.mkdir(parents=True, exist_ok=True)
    manifest = output / "manifest.json"
    manifest.unlink(missing_ok=True)
    with record.moment():
        digest = hashlib.sha256()
        for line in lines(record):
            digest.update(line)
        shelf = Shelf(record)
        made = tuple(_write(table, shelf, output, raw=raw) for table in TABLES)
    listed = Manifest(FORMAT, __version__, "csv", raw, digest.hexdigest(), made)
    with whole_file(manifest) as file:
        file.write(msgspec.json.format(msgspec.json.encode(listed), indent=2) + b"\n")
    return (*(output / each.path for each in made), manifest)


def _write(table: Table, shelf: Shelf, output: Path, *, raw: bool) -> TableFile:
    path, rows = output / table.name, -1  # the first line names the columns
    with whole_file(path) as file:
        for line in csv_lines(table, shelf, raw=raw):
            file.write(line)
            rows += 1
    data = path.read_bytes()
    return TableFile(table.name, rows, len(data), hashlib.sha256(data).hexdigest())


def csv_lines(table: Table, shelf: Shelf, *, raw: bool = False) -> Iterator[bytes]:
    """Yield a table as the lines of its file, the columns' names first.

    Line ends are those of RFC 4180. Text is always quoted, numbers never: a spreadsheet set to semicolons then still takes a
    text for one cell.
    """
    writer = csv.writer(_Passing(), quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    yield writer.writerow(table.columns)
    for row in table.rows(shelf):
        yield writer.writerow([_cell(value, raw=raw) for value in row])


class _Passing:
    """A file that hands back what is written to it: `writerow` then gives the line itself."""

    def write(self, line: str) -> bytes:
        return line.encode("utf-8")


def _cell(value: Cell, *, raw: bool) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if raw else harmless(value)
    return value


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet runs: with an apostrophe before it, if it looks like a formula.

    Looked at is the first character that shows, as plain ASCII: full-width and small signs count as what they look like.
    """
    shown = next((character for character in text if not _unseen(character)), "")
    if text[:1] in LINE_SIGNS or not FORMULA_SIGNS.isdisjoint(unicodedata.normalize("NFKC", shown)[:1]):
        return f"'{text}"
    return text


def _unseen(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf")


# Parts of rows


def _joined(words: Iterable[str], between: str = "; ") -> str | None:
    return between.join(words) or None


def _chain(statement: Statement | None) -> str | None:
    """The way word travelled, nearest holder first, origin last."""
    return None if statement is None else _joined((link.name for link in statement.chain), " > ")


def _said(statement: Statement) -> str | None:
    return _joined((span.exact for span in statement.content), " … ")


def _around(article: Article, span: Span) -> str:
    """The words of the article's line about a span, cut at spaces: always a piece of the text as it stands."""
    text = article.text
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    last = len(text) if last < 0 else last
    start, end = max(first, span.start - QUOTE_REACH), min(last, span.end + QUOTE_REACH)
    if start > first:
        space = text.find(" ", start, span.start)
        start = space + 1 if space >= 0 else span.start
    if end < last:
        space = text.rfind(" ", span.end, end)
        end = space if space >= 0 else span.end
    return text[start:end]


def _range(figures: Iterable[Figure], counted: str) -> Bounds:
    """The widest range that anyone gives for a whole count; open where someone leaves it open. Parts are not the whole."""
    bounds = [figure.bounds for figure in figures if figure.counted == counted and figure.role in ("count", "total")]
    lows = [each.low for each in bounds if each.low is not None]
    highs = [each.high for each in bounds if each.high is not None]
    return Bounds(
        min(lows) if bounds and len(lows) == len(bounds) else None, max(highs) if bounds and len(highs) == len(bounds) else None
    )


# Tables

ARTICLE_COLUMNS = (
    "article_id", "outlet", "headline", "byline", "published", "published_precision", "published_words", "language", "url",
    "uri", "also", "article_sha256", "characters",
)  # fmt: skip


def article_rows(shelf: Shelf) -> Iterator[Row]:
    for article in shelf.standing(Article):
        published = article.published
        yield (
            article.id, article.outlet, article.headline, article.byline, published.value, published.precision, published.words,
            article.language, article.url, article.uri, _joined(article.also), article.sha256, len(article.text),
        )  # fmt: skip


STATEMENT_COLUMNS = (
    "statement_id", "article_id", "outlet", "published", "headline", "source", "source_id", "source_name", "chain", "cue",
    "content", "manner", "report", "certainty", "anonymous", "nested_in", "continues", "start", "end", "article_url",
    "article_sha256",
)  # fmt: skip


def statement_rows(shelf: Shelf) -> Iterator[Row]:
    for statement in shelf.standing(Statement):
        article = shelf.article(statement.article)
        yield (
            statement.id, article.id, article.outlet, article.published.value, article.headline,
            statement.source.exact if statement.source else None, statement.source_entity, shelf.name(statement.source_entity),
            _chain(statement), statement.cue.exact if statement.cue else None, _said(statement), statement.manner,
            statement.report, statement.certainty, statement.anonymous, statement.nested_in, statement.continues,
            min((span.start for span in statement.content), default=None),
            max((span.end for span in statement.content), default=None), article.url, article.sha256,
        )  # fmt: skip


EVENT_COLUMNS = (
    "event_id", "kind", "mode", "actors", "actor_ids", "recipients", "recipient_ids", "place", "place_id", "country", "lat",
    "lon", "geo_precision", "time", "time_precision", "time_words", "reality", "reports", "origins_low", "origins_high",
    "killed_low", "killed_high", "injured_low", "injured_high", "source_ids", "source_names", "quote", "article_id",
    "article_url", "article_sha256", "reason",
)  # fmt: skip


def event_rows(shelf: Shelf) -> Iterator[Row]:
    places = {entity.id: entity.place for entity in shelf.record.entities() if entity.place}
    for event in shelf.standing(Event):
        mentions = list(_mentions(shelf.record, event))
        figures = [figure for id in event.figures if (figure := shelf.record.figure(id))]
        sources = sorted(
            {said.source_entity for each in mentions if (said := shelf.saying(each.statement)) and said.source_entity}
        )
        killed, injured = _range(figures, "killed"), _range(figures, "injured")
        place = places.get(event.place or "")
        quoted = mentions[0] if mentions else None
        article = shelf.article(quoted.article) if quoted else None
        yield (
            event.id, event.kind, event.mode, shelf.listed(event.actor), _joined(event.actor), shelf.listed(event.recipient),
            _joined(event.recipient), shelf.name(event.place), event.place, place.country if place else None,
            place.lat if place else None, place.lon if place else None, place.precision if place else None, event.time.value,
            event.time.precision, event.time.words, event.reality, event.reports, event.origins.low, event.origins.high,
            killed.low, killed.high, injured.low, injured.high, _joined(sources), shelf.listed(sources),
            _around(article, quoted.trigger) if article and quoted else None, article.id if article else None,
            article.url if article else None, article.sha256 if article else None, event.reason,
        )  # fmt: skip


def _mentions(record: Record, event: Event) -> Iterator[EventMention]:
    for id in event.mentions:
        yield from record.nouns(EventMention, id=id)


FIGURE_COLUMNS = (
    "figure_id", "event_id", "series_id", "counted", "unit", "of_whom", "of_whom_id", "role", "value", "low", "high",
    "comparator", "words", "as_of", "as_of_precision", "as_of_words", "place", "statement_id", "source", "source_id",
    "source_name", "chain", "report", "anonymous", "outlet", "published", "article_id", "article_url", "article_sha256",
    "start", "end", "quote",
)  # fmt: skip


def figure_rows(shelf: Shelf) -> Iterator[Row]:
    series = {point.figure: each.id for each in shelf.record.ordered(Series) for point in each.points}
    for figure in shelf.standing(Figure):
        article, said = shelf.article(figure.article), shelf.saying(figure.statement)
        yield (
            figure.id, figure.event, series.get(figure.id), figure.counted, figure.unit, shelf.name(figure.of_whom),
            figure.of_whom, figure.role, figure.value, figure.bounds.low, figure.bounds.high, figure.comparator,
            figure.span.exact, figure.as_of.value, figure.as_of.precision, figure.as_of.words, shelf.name(figure.place),
            figure.statement, said.source.exact if said and said.source else None, said.source_entity if said else None,
            shelf.name(said.source_entity) if said else None, _chain(said), said.report if said else None,
            said.anonymous if said else None, article.outlet, article.published.value, article.id, article.url, article.sha256,
            figure.span.start, figure.span.end, _around(article, figure.span),
        )  # fmt: skip


CLAIM_COLUMNS = (
    "claim_id", "text", "state", "reports", "origins_low", "origins_high", "origins", "origins_unknown", "affirms", "denies",
    "questions", "contested", "reason", "first", "first_precision", "last", "last_precision", "outlets", "article_ids",
    "statement_ids", "part_ids",
)  # fmt: skip


def claim_rows(shelf: Shelf) -> Iterator[Row]:
    changed = judged(shelf.record, "correct")
    for claim in shelf.standing(Claim):
        said = {id: each for member in claim.members if (id := member.statement) and (each := shelf.statement(id))}
        stances = [member.stance for member in claim.members]
        articles = sorted({member.article for member in claim.members})
        outlets = sorted({outlet for id in articles if (outlet := shelf.article(id).outlet)})
        known = corrected([claim], changed)
        yield (
            claim.id, claim.text, state_of(claim, said, corrected=known), claim.reports, claim.independent.low,
            claim.independent.high, _joined(origin.name for origin in claim.origins if origin.known),
            sum(not origin.known for origin in claim.origins), stances.count("affirms"), stances.count("denies"),
            stances.count("questions"), claim.contested, claim.reason, claim.first.value, claim.first.precision,
            claim.last.value, claim.last.precision, _joined(outlets), _joined(articles), _joined(said), _joined(claim.parts),
        )  # fmt: skip


TABLES = (
    Table("articles.csv", ARTICLE_COLUMNS, article_rows),
    Table("statements.csv", STATEMENT_COLUMNS, statement_rows),
    Table("events.csv", EVENT_COLUMNS, event_rows),
    Table("figures.csv", FIGURE_COLUMNS, figure_rows),
    Table("claims.csv", CLAIM_COLUMNS, claim_rows),
)
