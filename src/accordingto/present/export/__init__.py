"""Record -> other people's tools: the native lines, which lose nothing, and tables for a spreadsheet, which do.

The native export is the contract; every other format is a view of it. The same record gives the same bytes: there is no clock
in an export. A file appears under its name only when it is whole. docs/reference/exports.md says what each view loses.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from accordingto.present.export.native import lines, write_lines
from accordingto.present.export.table import write_tables
from accordingto.record import Record

Kind = Literal["jsonl", "csv"]


def export(record: Record, *, kind: Kind, output: Path | str, raw: bool = False) -> tuple[Path, ...]:
    """Write the record as `kind` and return the files made; `jsonl` makes the file `output`, `csv` a folder of that name.

    `raw` leaves text that looks like a formula as it is. For standard output, write out `lines`.
    """
    output = Path(output)
    match kind:
        case "jsonl":
            write_lines(record, output)
            return (output,)
        case "csv":
            return write_tables(record, output, raw=raw)


__all__ = ["Kind", "export", "lines"]
