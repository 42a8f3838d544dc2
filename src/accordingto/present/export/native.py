"""The native export: every line of the record, lossless; every other format is a view that loses something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from accordingto.present.export.whole import whole_file
from accordingto.record import Record, line
from accordingto.record.lines import TYPES


def lines(record: Record) -> Iterator[bytes]:
    """Yield the record's lines as of one moment, by type, then id; equal records give equal bytes."""
    with record.moment():
        for noun in TYPES.values():
            yield from map(line, record.ordered(noun))


def write_lines(record: Record, output: Path) -> None:
    """Write the native export to a file, whole or not at all."""
    with whole_file(output) as file:
        file.writelines(lines(record))
