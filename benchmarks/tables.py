"""Tables of a benchmark: printed as they are made, and with `--readme` put into the page of the task.

A page marks each place with `<!-- table NAME -->` and `<!-- end -->`; what stands between is replaced, so that measuring anew
is one command and no figure is copied by hand.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from datetime import date
from pathlib import Path


def show(name: str, lines: Iterable[str], page: Path | None) -> None:
    """Print a table, row by row as they come, and put it into the page where that has a place of its name."""
    print(f"\n{name}\n")
    held = []
    for line in lines:
        print(line, flush=True)
        held.append(line)
    if page is not None:
        fill(page, name, held)


def fill(page: Path, name: str, lines: Iterable[str]) -> None:
    place = re.compile(rf"(<!-- table {re.escape(name)} -->\n).*?(<!-- end -->)", re.DOTALL)
    body = "\n" + "\n".join(lines) + "\n\n"
    text, places = place.subn(lambda match: match[1] + body + match[2], page.read_text(encoding="utf-8"))
    if places:
        page.write_text(text, encoding="utf-8")


def measured() -> list[str]:
    """When, and at which commit: one line."""
    git = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    commit = git.stdout.strip()
    return [f"Measured on {date.today():%-d %B %Y}{f', commit {commit}' if commit else ''}, by rules alone."]
