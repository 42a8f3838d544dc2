"""Invented sentences with the statements they hold, in a notation that reads aloud.

`{s1 …}` is the source, `{q1 …}` the cue and `{c1 …}` the content of statement 1; `{s1,2 …}` is shared; the same role twice is
two spans; `⏎` is a line break. `chains` gives, for each statement, its links from nearest to origin as `name link`, with `~`
for an inferred link and `°` for an unnamed holder; `modes` its report mode and certainty.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

OPEN = re.compile(r"\{([sqc])([\d,]+) |\}")


@dataclass(frozen=True)
class Sentence:
    """A text, and for each numbered statement the half-open spans of each role."""

    name: str
    text: str
    roles: dict[str, dict[str, list[tuple[int, int]]]]
    chains: dict[str, list[str]] = field(default_factory=dict)
    modes: dict[str, str] = field(default_factory=dict)
    missed: str | None = None


def sentences() -> list[Sentence]:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return [_sentence(entry) for entry in data["sentence"]]


def _sentence(entry: dict[str, object]) -> Sentence:
    marked = str(entry["text"]).replace("⏎", "\n")
    roles: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    plain, at, opened = [], 0, []
    length = 0
    for match in OPEN.finditer(marked):
        piece = marked[at : match.start()]
        plain.append(piece)
        length += len(piece)
        at = match.end()
        if match[1]:
            opened.append((match[1], match[2].split(","), length))
        else:
            role, numbers, start = opened.pop()
            for number in numbers:
                roles[number][role].append((start, length))
    plain.append(marked[at:])
    return Sentence(
        str(entry["name"]), "".join(plain), {n: dict(r) for n, r in roles.items()},
        dict(entry.get("chains", {})), dict(entry.get("modes", {})), entry.get("missed"),  # type: ignore[call-overload, arg-type]
    )  # fmt: skip
