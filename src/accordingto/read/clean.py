"""What a page's parts are, and a text a parser can read.

An article's text is never altered. Its *zones* say what each stretch of it is (headline, caption, furniture). A *view* is a
private text for the parser: markup taken out, hard-wrapped lines joined, damaged letters mended, furniture left out. It keeps
for each of its characters the code point of the article it stands for, so that whatever is found in the view can be quoted
from the article: `view.span(start, end)` always quotes the article's own words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from accordingto.model import Article, Span, Zone, ZoneKind

UNREAD: frozenset[ZoneKind] = frozenset(("furniture",))
BREAK = re.compile(r"[\n\r\u2028\u2029\x0b\x0c\x85]+")
BLANK_LINE = re.compile(r"(?:[^\S\n]*(?:\r\n|[\n\r\u2028\u2029\x0b\x0c\x85])){2,}")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a view: half-open offsets into the view's text, and the zone it stands in."""

    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class View:
    """A parser's text of an article. `at[i]` is the article's code point that character `i` of `text` stands for."""

    article: Article
    text: str
    at: tuple[int, ...]
    blocks: tuple[Block, ...]

    def span(self, start: int, end: int) -> Span:
        """The article's words for a non-empty stretch of the view."""
        return self.article.span(self.at[start], self.at[end - 1] + 1)

    def block_at(self, offset: int) -> int:
        """The number of the block that holds a character of the view."""
        return max(0, bisect_right([block.start for block in self.blocks], offset) - 1)

    def find(self, position: int) -> int:
        """The first character of the view that stands at or after a code point of the article."""
        return bisect_right(self.at, position - 1)


def zoned(article: Article) -> Article:
    """The article with its zones: those that ingest knew from markup, and those found in the text."""
    return replace(article, zones=article.zones or tuple(zones(article)))


def zones(article: Article) -> Iterator[Zone]:
    """Yield the zones of a text, in order, without gaps inside a paragraph."""
    for start, end in paragraphs(article.text):
        yield Zone("body", start, end)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open stretches between blank lines, without outer white space."""
    start = 0
    for gap in [*BLANK_LINE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        stripped = text[start:end].strip()
        if stripped:
            first = text.index(stripped, start)
            yield first, first + len(stripped)
        start = gap.end() if gap else end


def view(article: Article) -> View:
    """The parser's view of an article whose zones are known."""
    characters: list[str] = []
    at: list[int] = []
    blocks: list[Block] = []
    for zone in article.zones:
        if zone.kind in UNREAD or zone.start >= zone.end:
            continue
        if characters:
            characters.append("\n")
            at.append(zone.start - 1 if zone.start else 0)
        begin = len(characters)
        for offset in range(zone.start, zone.end):
            letter = article.text[offset]
            if letter.isspace():
                if len(characters) == begin or characters[-1] == " ":
                    continue
                letter = " "
            characters.append(letter)
            at.append(offset)
        blocks.append(Block(zone.kind, begin, len(characters)))
    return View(article, "".join(characters), tuple(at), tuple(blocks))
