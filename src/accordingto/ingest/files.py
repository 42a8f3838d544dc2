"""What lies in the inputs, and which reader each file has.

Files are looked at in the order of their names. Nothing outside a given folder is read through it, and only plain files
are opened: a pipe would wait for ever.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from accordingto.errors import OversizedText, UndecodableText, UnreadableInput
from accordingto.ingest import html, table, text
from accordingto.ingest.draft import MAX_BYTES, Draft
from accordingto.ingest.pilefile import NAMES
from accordingto.model import Rejection

TEXT = frozenset(("", ".txt", ".text", ".md", ".markdown"))
PAGES = frozenset((".html", ".htm", ".xhtml"))
LINES = frozenset((".jsonl", ".ndjson"))
TABLES = frozenset((".csv", ".tsv"))
READ = (
    ".txt, .text, .md, .html, .htm, .xhtml, .jsonl, .ndjson, .json, .csv, .tsv, .parquet, and files of text without an ending"
)

_ENDING = re.compile(r"\.[a-z][a-z0-9]{0,9}", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to look at: its path, its name in the record, and the folder it was found through."""

    path: Path
    uri: str
    root: Path

    @property
    def is_setting(self) -> bool:
        """Whether it says what other files are, and is no report."""
        return self.path.name in NAMES

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders whose pile files speak of it: its own first, then those above, up to the one that was given."""
        parents = self.path.parents
        return tuple(parents[: parents.index(self.root) + 1])

    def beside(self, folder: Path, name: str) -> str:
        """How a file in one of its folders would be named in the record."""
        return named(PurePosixPath(folder.relative_to(self.root).as_posix(), name).as_posix())


def found(given: Path) -> Iterator[Found | Rejection]:
    """Yield the files in a folder, by their paths; or the one file that was given. Hidden ones are passed over."""
    if not given.is_dir():
        yield _found(given, given.parent, given.name)
        return
    real = os.path.realpath(given)
    refused: list[Rejection] = []

    def refuse(error: OSError) -> None:
        place = Path(error.filename).relative_to(given).as_posix() if error.filename else given.name
        refused.append(Rejection.of(named(place), "ingest", f"the folder cannot be opened: {error.strerror}"))

    for folder, below, files in os.walk(given, onerror=refuse):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted([*below, *files]):
            path = Path(folder, name)
            if name.startswith(".") or (name in below and not path.is_symlink()):
                continue
            if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(real):
                reason = "it is a link that leaves the folder: give the file it points to by its own path"
                yield Rejection.of(named(path.relative_to(given).as_posix()), "ingest", reason)
            elif name not in below:  # a link to a folder inside is passed over: its files are read where they lie
                yield _found(path, given, path.relative_to(given).as_posix())
    yield from refused


def _found(path: Path, root: Path, name: str) -> Found | Rejection:
    uri = named(name)
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return Rejection.of(uri, "ingest", f"it cannot be opened: {error.strerror or 'no reason was given'}")
    if not stat.S_ISREG(mode):
        return Rejection.of(uri, "ingest", "it is no file but a device, pipe or socket")
    return Found(path, uri, root)


def named(path: str) -> str:
    """A path as the record can hold it: bytes of a name that are no UTF-8 are written as escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def readings(item: Found) -> Iterator[Draft | Rejection]:
    """Yield a draft or a rejection for each report of a file."""
    try:
        yield from _readings(item)
    except UnreadableInput as error:
        yield Rejection.of(item.uri, "ingest", str(error))
    except OSError as error:
        yield Rejection.of(item.uri, "ingest", f"it cannot be opened: {error.strerror or 'no reason was given'}")


def _readings(item: Found) -> Iterator[Draft | Rejection]:
    ending, uri = ending_of(item.path), item.uri
    if ending == ".parquet":
        _sized(item.path)
        yield from table.drafts(table.parquet_rows(item.path), uri)
    elif ending in TEXT:
        yield from text.drafts(_bytes(item.path), uri)
    elif ending in PAGES:
        yield from html.drafts(_bytes(item.path), uri)
    elif ending in LINES:
        yield from _rows(table.json_lines(_bytes(item.path), uri), uri)
    elif ending == ".json":
        yield from _rows(table.json_list(_bytes(item.path), uri), uri)
    elif ending in TABLES:
        yield from _rows(table.csv_rows(_bytes(item.path), uri), uri)
    else:
        raise UndecodableText(f"files that end in {ending} are not read. Read are {READ}")


def _rows(rows: Iterator[table.Row | Rejection], uri: str) -> Iterator[Draft | Rejection]:
    """Yield what the rows make; a table without any is refused, for it too was an input."""
    empty = True
    for made in table.drafts(rows, uri):
        empty = False
        yield made
    if empty:
        yield Rejection.of(uri, "ingest", "the table has no rows")


def ending_of(path: Path) -> str:
    """What a file's name ends in, folded. A number after a full stop (`Report of 19.2`) is no ending."""
    return path.suffix.casefold() if _ENDING.fullmatch(path.suffix) else ""


def _bytes(path: Path) -> bytes:
    _sized(path)
    return path.read_bytes()


def _sized(path: Path) -> None:
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise OversizedText(f"the file has {size:,} bytes; one file may have {MAX_BYTES:,}. Split it into several")
