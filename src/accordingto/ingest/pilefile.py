"""What a person says of files that cannot say it themselves: a `pile.toml` or `pile.csv` beside them.

A pile file speaks of the files in its folder and below. A mistake in it stops the build, because a name misspelt there
would quietly leave articles without their outlet or date.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from accordingto.errors import UndecodableText, UnusablePileFile
from accordingto.ingest.draft import TOLD, Given, Told
from accordingto.ingest.table import delimiter_of
from accordingto.ingest.text import decoded

TOML, CSV = "pile.toml", "pile.csv"
NAMES = frozenset((TOML, CSV))
DEFAULTS = ("outlet", "published", "language", "url")  # what can hold for a whole folder
MAX_PILE_FILE = 20_000_000  # bytes; a line for each of some 100,000 files


@dataclass(frozen=True, slots=True)
class PileFile:
    """What the pile files of one folder say: of each file by its path from that folder, and of all."""

    entries: Mapping[str, Told] = field(default_factory=dict)
    defaults: Told = field(default_factory=Told)
    named_in: Mapping[str, str] = field(default_factory=dict)


def pile_file(folder: Path) -> PileFile:
    """What the pile files in a folder say; nothing where there are none. A toml goes before a csv."""
    written = _toml(folder / TOML) if (folder / TOML).is_file() else PileFile()
    listed = _csv(folder / CSV) if (folder / CSV).is_file() else PileFile()
    entries = {**listed.entries, **written.entries}
    for name in written.entries.keys() & listed.entries.keys():
        entries[name] = written.entries[name].over(listed.entries[name])
    return PileFile(entries, written.defaults, {**listed.named_in, **written.named_in})


def absent(folder: Path, said: PileFile) -> Iterator[tuple[str, str]]:
    """Yield each name that stands in a pile file and is no file of its folder, with the reason it is refused."""
    for name in sorted(said.entries):
        if ".." in PurePosixPath(name).parts or PurePosixPath(name).is_absolute():
            yield name, f"{said.named_in[name]} names a file outside its folder: {name!r}"
        elif not _is_file(folder / name):
            yield name, f"{said.named_in[name]} names a file that is not there: {name!r}. Correct the name, or leave it out"


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # no file can have such a name
        return False


def _toml(path: Path) -> PileFile:
    try:
        settings = tomllib.loads(_writing(path).replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise UnusablePileFile(f"{path} is not TOML: {error}") from error
    except RecursionError as error:
        raise UnusablePileFile(f"{path} is nested too deeply to be read") from error
    for name in settings:
        if name not in ("defaults", "files"):
            raise UnusablePileFile(f'{path}: {name!r} is not understood; write [defaults] or [files."NAME.txt"]')
    defaults = _table(path, "defaults", settings.get("defaults", {}))
    files = _table(path, "files", settings.get("files", {}))
    entries = {
        _key(name): _told(path, f'files."{name}"', _table(path, f'files."{name}"', entry), TOLD, TOML)
        for name, entry in files.items()
    }
    return PileFile(entries, _told(path, "defaults", defaults, DEFAULTS, TOML), dict.fromkeys(entries, TOML))


def _csv(path: Path) -> PileFile:
    text = _writing(path)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True))
    except csv.Error as error:
        raise UnusablePileFile(f"{path} is no table: {error}") from error
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    header = [cell.strip() for cell in rows[0]] if rows else []
    if "file" not in header:
        raise UnusablePileFile(f"{path} has no column 'file'. It says what files are; a table of reports needs another name")
    entries: dict[str, Told] = {}
    for row in rows[1:]:
        if len(row) > len(header):
            raise UnusablePileFile(
                f"{path}: the row {row[0]!r} has more cells than there are columns; put it in quotation marks"
            )
        cells = {name: cell for name, cell in zip(header, row, strict=False) if cell.strip()}
        name = cells.pop("file", "").strip()
        if not name:
            raise UnusablePileFile(f"{path}: a row names no file ({', '.join(cells.values())[:80]})")
        if _key(name) in entries:
            raise UnusablePileFile(f"{path}: {name!r} stands in two rows; keep one")
        entries[_key(name)] = _told(path, name, cells, TOLD, CSV)
    unknown = sorted(set(header) - {"file", *TOLD})
    if unknown:
        raise UnusablePileFile(f"{path}: the column {unknown[0]!r} is not understood; there are file, {', '.join(TOLD)}")
    return PileFile(entries, Told(), dict.fromkeys(entries, CSV))


def _told(path: Path, where: str, values: Mapping[str, Any], known: tuple[str, ...], evidence: str) -> Told:
    given: dict[str, Given] = {}
    for name, value in values.items():
        if name not in known:
            raise UnusablePileFile(f"{path}: {name!r} in {where} is not understood; there are {', '.join(known)}")
        if isinstance(value, (datetime, date)) or (
            name == "published" and isinstance(value, int) and not isinstance(value, bool)
        ):
            value = value.isoformat() if isinstance(value, date) else str(value)
        if not isinstance(value, str) or not value.strip():
            raise UnusablePileFile(f"{path}: {name} in {where} is {value!r}; write it in quotation marks, or leave it out")
        given[name] = Given(value.strip(), evidence)
    return Told(**given)


def _table(path: Path, where: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise UnusablePileFile(f"{path}: {where} is {value!r}; write it as a table, [{where}]")
    return value


def _writing(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_PILE_FILE:
            raise UnusablePileFile(f"{path} is longer than {MAX_PILE_FILE:,} bytes")
        return decoded(path.read_bytes())
    except UndecodableText as error:
        raise UnusablePileFile(f"{path} cannot be read: {error}") from error
    except OSError as error:
        raise UnusablePileFile(f"{path} cannot be opened: {error.strerror}") from error


def _key(name: str) -> str:
    """A file's path as it is looked up: with forward strokes, without a leading `./`."""
    return PurePosixPath(name.strip().replace("\\", "/")).as_posix()
