"""Rows become drafts: JSON Lines, JSON lists, CSV, TSV and Parquet, one report a row.

A bad row is refused by its number and the rest go on. Columns that are understood are believed, with their name as the
evidence; all others are kept as they are. Texts are taken code point for code point.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from accordingto.errors import EmptyText, MissingReader, UndecodableText, UnreadableInput
from accordingto.ingest.draft import MAX_BYTES, Draft, Given, Told
from accordingto.ingest.text import decoded, encoding_mark
from accordingto.model import Rejection

COLUMNS: Mapping[str, tuple[str, ...]] = {  # what is understood, and the names it may have, the first one first
    "id": ("id",),
    "url": ("url",),
    "outlet": ("outlet",),
    "headline": ("headline", "title"),
    "byline": ("byline", "author"),
    "published": ("published", "date"),
    "language": ("language",),
    "text": ("text", "body", "content"),
}
DELIMITERS = (",", ";", "\t", "|")
ROWS_AT_ONCE = 1000  # of a Parquet file; bounds what is held beside the pile
UNNAMED = "understood are the columns text, body or content"

TYPE_NAMES = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its number from 1, its cells by column as written, and its bytes."""

    number: int
    cells: Mapping[str, Any]
    raw: bytes


def drafts(rows: Iterable[Row | Rejection], uri: str) -> Iterator[Draft | Rejection]:
    """Yield a draft or a rejection for each row, in order."""
    for row in rows:
        if isinstance(row, Rejection):
            yield row
            continue
        try:
            yield _draft(row, uri)
        except UnreadableInput as error:
            yield Rejection.of(f"{uri}#{_identity(row, _named(row)) or row.number}", "ingest", str(error))


def _named(row: Row) -> dict[str, str]:
    """What is understood of a row, each with the column that gives it."""
    named: dict[str, str] = {}
    folded: dict[str, str] = {}
    for column, cell in row.cells.items():
        if not _is_blank(cell):
            folded.setdefault(column.strip().casefold(), column)
    for meaning, names in COLUMNS.items():
        for name in names:
            if name in folded and (meaning == "text" or _words(row.cells[folded[name]]) is not None):
                named[meaning] = folded[name]
                break
    return named


def _identity(row: Row, named: Mapping[str, str]) -> str | None:
    """What a row is called: its id, else its URL."""
    for meaning in ("id", "url"):
        if meaning in named and (words := _words(row.cells[named[meaning]])):
            return words
    return None


def _draft(row: Row, uri: str) -> Draft:
    named = _named(row)
    text = row.cells[named["text"]] if "text" in named else None
    if text is None:
        raise EmptyText(f"the row has no text: {UNNAMED}")
    if not isinstance(text, str):
        raise UndecodableText(f"its {named['text']} is {TYPE_NAMES.get(type(text), 'no writing')}, not a text")
    given = {
        meaning: Given(words, column.strip())
        for meaning, column in named.items()
        if meaning not in ("id", "text") and (words := _words(row.cells[column]))
    }
    used = set(named.values())
    columns = frozenset(value.evidence for value in given.values())
    extra = {column: cell for column, cell in row.cells.items() if column not in used and not _is_understood(column, cell)}
    return Draft(f"{uri}#{_identity(row, named) or row.number}", text, row.raw, Told(**given), extra, columns=columns)


def _is_understood(column: str, cell: Any) -> bool:
    """Whether a column is one that is understood and has nothing in it: there is nothing to keep."""
    return _is_blank(cell) and any(column.strip().casefold() in names for names in COLUMNS.values())


def _is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _words(cell: Any) -> str | None:
    """What a cell says in words: writing, a number, or a list of names."""
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int):
        return str(cell) if abs(cell) < 10**18 else None
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 10**15 else str(cell)
    if isinstance(cell, list) and cell and all(isinstance(name, str) and name.strip() for name in cell):
        return ", ".join(name.strip() for name in cell)
    return None


# JSON


def json_lines(raw: bytes, uri: str) -> Iterator[Row | Rejection]:
    """Yield the rows of JSON Lines. Only a line feed ends a line; blank lines are counted and passed over."""
    mark = encoding_mark(raw)
    bom, encoding = mark if mark else (b"", "utf-8")
    newline = "\n".encode(encoding)
    for number, line in enumerate(_lines(raw[len(bom) :], newline), start=1):
        try:
            if line.strip():
                yield Row(number, _object(decoded(line) if encoding == "utf-8" else line.decode(encoding)), line)
        except UnreadableInput as error:
            yield Rejection.of(f"{uri}#{number}", "ingest", str(error))
        except UnicodeDecodeError as error:
            yield Rejection.of(f"{uri}#{number}", "ingest", f"the line is not in {encoding}: {error.reason}")


def json_list(raw: bytes, uri: str) -> Iterator[Row | Rejection]:
    """Yield the rows of a JSON list of objects; of one object; or of JSON Lines under the wrong name."""
    text = decoded(raw)
    try:
        value = _parsed(text)
    except UndecodableText:
        if len([line for line in raw.split(b"\n", 2) if line.strip().startswith(b"{") and line.strip().endswith(b"}")]) < 2:
            raise
        yield from json_lines(raw, uri)
        return
    rows = value if isinstance(value, list) else [value]
    for number, cells in enumerate(rows, start=1):
        if isinstance(cells, dict):
            yield Row(number, cells, canonical(cells))
        else:
            said = TYPE_NAMES.get(type(cells), "a word or nothing")
            yield Rejection.of(f"{uri}#{number}", "ingest", f"this is {said}; a report is an object: {UNNAMED}")


def _lines(raw: bytes, newline: bytes) -> Iterator[bytes]:
    """Yield the lines between line feeds that lie on whole units of the encoding."""
    start, at, width = 0, raw.find(newline), len(newline)
    while at >= 0:
        if at % width == 0:
            yield raw[start:at]
            start = at + width
        at = raw.find(newline, at + 1)
    yield raw[start:]


def _object(line: str) -> dict[str, Any]:
    value = _parsed(line)
    if not isinstance(value, dict):
        raise UndecodableText(f"the line is {TYPE_NAMES.get(type(value), 'a word or nothing')}; a report is an object")
    return value


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise UndecodableText(f"it is not JSON: {error.msg} ({place}character {error.colno})") from error
    except RecursionError as error:
        raise UndecodableText("its JSON is nested too deeply to be read") from error
    except ValueError as error:
        raise UndecodableText(f"it is not JSON: {error}") from error


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def canonical(cells: Mapping[str, Any]) -> bytes:
    """The bytes kept for a row that has none of its own: its JSON with sorted keys. Half a character stays an escape."""
    try:
        return json.dumps(cells, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(cells, sort_keys=True, separators=(",", ":")).encode()
    except RecursionError as error:
        raise UndecodableText("its JSON is nested too deeply to be kept") from error


# CSV and TSV


def csv_rows(raw: bytes, uri: str) -> Iterator[Row | Rejection]:
    """Yield the rows under a line of column names. The mark between cells is the one that finds most known names."""
    text = decoded(raw)
    delimiter = delimiter_of(text)
    before = csv.field_size_limit(MAX_BYTES)  # a limit of the whole process: set back when done
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        yield from _csv_rows(reader, uri)
    finally:
        csv.field_size_limit(before)


def delimiter_of(text: str) -> str:
    """The mark between the cells of a table: the one by which its first line holds most known column names."""
    header = text.lstrip("\r\n").partition("\n")[0]
    known = {name for names in COLUMNS.values() for name in (*names, "file")}

    def found(mark: str) -> tuple[int, int]:
        cells = [cell.strip().strip('"').strip().casefold() for cell in header.split(mark)]
        return len(known.intersection(cells)), len(cells)

    return max(DELIMITERS, key=found)


def _csv_rows(reader: Any, uri: str) -> Iterator[Row | Rejection]:
    header = _header(reader)
    for number, cells in _numbered(reader):
        if isinstance(cells, csv.Error):
            yield Rejection.of(f"{uri}#{number}", "ingest", f"the row near line {reader.line_num} cannot be read: {cells}")
        elif len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            reason = f"it has {len(cells)} cells and the table has {len(header)} columns: put texts in quotation marks"
            yield Rejection.of(f"{uri}#{number}", "ingest", reason)
        elif any(cell.strip() for cell in cells):
            by_column = {column: cell for column, cell in zip(header, cells, strict=False) if column or cell.strip()}
            yield Row(number, by_column, canonical(by_column))


def _header(reader: Any) -> list[str]:
    for _, cells in _numbered(reader):
        if isinstance(cells, csv.Error):
            raise UndecodableText(f"its first line names no columns: {cells}")
        header = [cell.strip() for cell in cells]
        if not any(header):
            continue
        if not {name.casefold() for name in header}.intersection(COLUMNS["text"]):
            shown = ", ".join(repr(name[:40]) for name in header[:8])
            raise EmptyText(f"no column holds a text: {UNNAMED}; its first line has {shown}")
        return [name or f"column {place}" for place, name in enumerate(header, start=1)]
    raise EmptyText("there is nothing in it")


def _numbered(reader: Any) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Yield what is on each row with its number: cells, or why there are none."""
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, error
            continue
        yield number, cells


# Parquet


def parquet_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a Parquet file. Needs the `analytics` extra; nothing is fetched or installed to read it."""
    try:
        import duckdb
    except ImportError as error:
        raise MissingReader("reading Parquet needs an extra: pip install 'accordingto[analytics]'") from error
    closed = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    with duckdb.connect(":memory:", config={**closed, "allow_community_extensions": "false"}) as connection:
        connection.execute("SET TimeZone = 'UTC'")  # else a stamp is told by this machine's clock
        connection.execute("SET lock_configuration = true")
        try:
            found = connection.execute("SELECT * FROM read_parquet(?)", [_literal(path)])
            columns = [str(column[0]) for column in found.description or ()]
            if not {name.strip().casefold() for name in columns}.intersection(COLUMNS["text"]):
                raise EmptyText(f"no column holds a text: {UNNAMED}; it has {', '.join(columns[:8])}")
            number = 0
            while batch := found.fetchmany(ROWS_AT_ONCE):
                for values in batch:
                    number += 1
                    cells = {column: plain(value) for column, value in zip(columns, values, strict=True)}
                    yield Row(number, cells, canonical(cells))
        except duckdb.Error as error:
            raise UndecodableText(f"it is no Parquet file that can be read ({type(error).__name__})") from error


def _literal(path: Path) -> str:
    """The path as a pattern that matches it alone: what looks like a wildcard in a file's name is a letter."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path.resolve()))


def plain(value: Any) -> Any:
    """A value as JSON can hold it. A number that is none is an empty cell: so tables of numbers write a missing one."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).hex()
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return str(value)
