"""What a page's parts are, and a text a parser can read.

An article's text is never altered. Its *zones* say what each stretch of it is (headline, caption, furniture). A *view* is a
private text for the parser: markup taken out, hard-wrapped lines joined, damaged letters mended, furniture left out. It keeps
for each of its characters the code point of the article it stands for, so that whatever is found in the view can be quoted
from the article: `view.span(start, end)` always quotes the article's own words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from accordingto.model import Article, Span, ZoneKind
from accordingto.read.casing import NONE_SELDOM, Names, Seldom, recased, untitled, usage
from accordingto.read.layout import (
    BREAK,
    NO_CAPITALS,
    ONE_CASE,
    capitals,
    paragraphs,
    plain,
    refined,
    title_case,
    without_opening,
    zones,
)
from accordingto.read.mend import Edit, edits, homograph_places, homographs

__all__ = ["BREAK", "UNREAD", "Block", "View", "paragraphs", "view", "zoned", "zones"]

TITLES: frozenset[ZoneKind] = frozenset(("headline", "heading"))
UNREAD: frozenset[ZoneKind] = frozenset(("furniture",))


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a view: half-open offsets into the view's text, and the zone it stands in."""

    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class View:
    """A parser's text of an article. `at[i]` is the article's code point that character `i` of `text` stands for.

    `at` never falls. `wide` says, of the few characters that stand for several code points (mangled letters), where those end.
    """

    article: Article
    text: str
    at: tuple[int, ...]
    blocks: tuple[Block, ...]
    wide: Mapping[int, int] = field(default_factory=dict)

    def span(self, start: int, end: int) -> Span:
        """The article's words for a non-empty stretch of the view."""
        return self.article.span(self.at[start], self.wide.get(end - 1, self.at[end - 1] + 1))

    def block_at(self, offset: int) -> int:
        """The number of the block that holds a character of the view."""
        return max(0, bisect_right(self.blocks, offset, key=_start) - 1)

    def find(self, position: int) -> int:
        """The first character of the view that stands at or after a code point of the article."""
        return bisect_right(self.at, position - 1)


def _start(block: Block) -> int:
    return block.start


def zoned(article: Article) -> Article:
    """The article with its zones: those that ingest knew from markup, made finer, or else those found in the text."""
    return replace(article, zones=tuple(refined(article)) if article.zones else tuple(zones(article)))


def headline_in(article: Article) -> str | None:
    """The words of the first headline zone, on one line and without marks of markup; None where there is none."""
    return _words_in(article, "headline") or None


def byline_in(article: Article) -> str | None:
    """The words of the first byline zone without the "By" before them; None where there is none."""
    return without_opening(_words_in(article, "byline")) or None


def _words_in(article: Article, kind: ZoneKind) -> str:
    zone = next((zone for zone in article.zones if zone.kind == kind), None)
    return plain(_mended(article.text, zone.start, zone.end, quoted=False)[0]) if zone else ""


def view(article: Article, *, seldom: Seldom = NONE_SELDOM, names: Names | None = None) -> View:
    """The parser's view of an article whose zones are known.

    Two blocks are separated by a line break; inside a block there is none. What is in one case is given its capitals by what
    is known of its words: `names` are names, `seldom` are the words that are seldom ones.
    """
    text: list[str] = []
    at: list[int] = []
    wide: dict[int, int] = {}
    blocks: list[Block] = []
    for zone in article.zones:
        if zone.kind in UNREAD or zone.start >= zone.end:
            continue
        words, places, ends = _mended(article.text, zone.start, zone.end, quoted=zone.kind == "quote")
        if not words:
            continue
        if blocks:
            text.append("\n")
            at.append(max(zone.start - 1, at[-1]))
        begin = len(at)
        text.append(words)
        at.extend(places)
        wide.update((begin + number, end) for number, end in ends)
        blocks.append(Block(zone.kind, begin, len(at)))
    return _disguised(View(article, _cased("".join(text), blocks, seldom, names or {}), tuple(at), tuple(blocks), wide))


def _disguised(seen: View) -> View:
    """The view with the acronyms rewritten that a parser takes for other words ("IS", "WHO"); each quotes itself still."""
    readings = homographs(seen.text)
    if not readings:
        return seen
    text: list[str] = []
    at: list[int] = []
    wide: dict[int, int] = {}
    blocks: list[Block] = []
    for block in seen.blocks:
        if blocks:
            text.append(seen.text[block.start - 1])
            at.append(seen.at[block.start - 1])
        begin, position = len(at), block.start
        for start, end in [*homograph_places(seen.text, block.start, block.end, readings), (block.end, block.end)]:
            text.append(seen.text[position:start])
            wide.update((len(at) + n - position, seen.wide[n]) for n in range(position, start) if n in seen.wide)
            at.extend(seen.at[position:start])
            if end > start:
                words, span = readings[seen.text[start:end]], seen.span(start, end)
                text.append(words)
                # All but the last character stand for the acronym's first code point: a part of it quotes no more than that.
                at.extend([span.start] * (len(words) - 1) + [span.end - 1])
            position = end
        blocks.append(Block(block.kind, begin, len(at)))
    return View(seen.article, "".join(text), tuple(at), tuple(blocks), wide)


def _mended(text: str, start: int, end: int, *, quoted: bool) -> tuple[str, list[int], list[tuple[int, int]]]:
    """A stretch of text as mended: its words, the code point of each character, and where the wide ones end."""
    repairs = edits(text, start, end, quoted=quoted)
    if not repairs and not text[start].isspace() and not text[end - 1].isspace():
        return text[start:end], list(range(start, end)), []
    words: list[str] = []
    at: list[int] = []
    wide: list[tuple[int, int]] = []
    position = start
    for edit in [*repairs, Edit(end, end, "")]:
        words.append(text[position : edit.start])
        at.extend(range(position, edit.start))
        if edit.words:
            words.append(edit.words)
            inserted = edit.start == edit.end  # it stands for nothing: it is put to the code point before it
            at.extend([max(start, edit.start - inserted)] * len(edit.words))
            if edit.whole and edit.end > edit.start + 1:
                wide.append((len(at) - 1, edit.end))
        position = edit.end
    return _single_spaced("".join(words), at, wide)


def _single_spaced(words: str, at: list[int], wide: list[tuple[int, int]]) -> tuple[str, list[int], list[tuple[int, int]]]:
    """The words without outer white space and without the double spaces that marks leave behind when they are taken out."""
    if "  " not in words and words == words.strip():
        return words, at, wide
    ends = dict(wide)
    kept: list[int] = []
    for number, letter in enumerate(words):
        if not letter.isspace() or (kept and not words[kept[-1]].isspace()):
            kept.append(number)
    if kept and words[kept[-1]].isspace():
        kept.pop()
    return (
        "".join(words[number] for number in kept),
        [at[number] for number in kept],
        [(place, ends[number]) for place, number in enumerate(kept) if number in ends],
    )


def _cased(text: str, blocks: list[Block], seldom: Seldom, names: Names) -> str:
    """The text with capitals where a text, or a block of one, is set in one case throughout."""
    share = capitals(text)
    if share is None:
        return text
    if share > ONE_CASE or share < NO_CAPITALS:
        return recased(text, seldom, names)  # as one: what one block explains holds for all
    shouted = {number for number, block in enumerate(blocks) if _is_shouted(block, text[block.start : block.end])}
    pieces = [text[block.start : block.end] for block in blocks]
    titled = {number for number, block in enumerate(blocks) if block.kind in TITLES and title_case(pieces[number])} - shouted
    if shouted or titled:
        plainly = (number for number, block in enumerate(blocks) if block.kind not in TITLES and number not in shouted)
        written = usage(text, ((blocks[number].start, blocks[number].end) for number in plainly))
        for number in shouted:
            pieces[number] = recased(pieces[number], seldom, names, written)
        for number in titled:
            pieces[number] = untitled(pieces[number], written, seldom.ordinary)
    return "\n".join(pieces)


def _is_shouted(block: Block, words: str) -> bool:
    return block.kind != "dateline" and " " in words and words[:40].upper() == words[:40] and (capitals(words) or 0) > ONE_CASE
