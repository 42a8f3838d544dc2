"""Puts marks into an article's text without changing a letter of it, and converts between the two ways of counting letters.

What always holds: the pieces of a page, put together, are the stored text, code point for code point; a mark whose words are
not what stands at its place is never drawn; Python counts code points and JavaScript UTF-16 units, and only this module and its
twin in `static/reader.js` convert between the two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from accordingto.model import Article, Span, ZoneKind


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to be marked: what kind of thing it is, and whose."""

    start: int
    end: int
    kind: str
    of: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two neighbouring bounds of marks, with the marks that hold it. `at` is its first code point."""

    at: int
    text: str
    kinds: tuple[str, ...]
    of: tuple[str, ...]
    opens: tuple[str, ...]
    strong: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the stored text, its part on the page, and its pieces. Its line end is not in it: `at + length` is."""

    number: int
    at: int
    zone: ZoneKind
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def stands(text: str, span: Span) -> bool:
    """Whether a span's words are what stands at its place; if not it is orphaned, and nothing else is tried."""
    return 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.exact


def paragraphs(article: Article, marks: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """The text in lines, each cut at the bounds of its marks. Empty lines are left out: their offsets are simply skipped."""
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind, mark.of))
    found: list[Paragraph] = []
    at = 0
    opened: set[str] = set()
    for line in article.text.split("\n"):
        end = at + len(line)
        if line.strip():
            mine = [mark for mark in ordered if mark.start < end and at < mark.end]
            pieces = _pieces(article.text, at, end, mine, opened)
            found.append(Paragraph(len(found) + 1, at, article.zone_at(at + len(line) - len(line.lstrip())), pieces))
        at = end + 1
    return tuple(found)


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark], opened: set[str]) -> tuple[Piece, ...]:
    bounds = sorted({start, end, *(bound for mark in marks for bound in (mark.start, mark.end) if start < bound < end)})
    pieces = []
    for here, there in pairwise(bounds):
        over = [mark for mark in marks if mark.start < there and here < mark.end]
        of = tuple(dict.fromkeys(mark.of for mark in over))
        new = tuple(each for each in of if each not in opened)
        opened.update(new)
        kinds = tuple(sorted({mark.kind for mark in over}))
        pieces.append(Piece(here, text[here:there], kinds, of, new, any(mark.strong for mark in over)))
    return tuple(pieces)


def utf16_of(text: str, code_points: int) -> int:
    """How many UTF-16 units come before a code point, as JavaScript counts."""
    return code_points + sum(ord(sign) > 0xFFFF for sign in text[:code_points])


def code_points_of(text: str, utf16: int) -> int:
    """How many code points come before a UTF-16 unit; inside a pair, that of the pair."""
    ends = []
    units = 0
    for sign in text:
        units += 2 if ord(sign) > 0xFFFF else 1
        ends.append(units)
    return bisect_right(ends, utf16)
