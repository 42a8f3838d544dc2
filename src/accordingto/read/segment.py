"""Where quotations begin and end.

Marks are paired paragraph by paragraph, and a stray mark never costs more than its own paragraph. A mark is an opening or a
closing one by what stands beside it, and where that does not tell, by whether a quotation is open. A quotation that a paragraph
opens and does not close runs to the paragraph's end if the next paragraph opens with a mark again, as printers have it, or if
it plainly begins somebody's sentence; otherwise its mark is a stray.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accordingto.read.clean import View
from accordingto.read.lexicon import lexicon

SCARE_WORDS = 3  # a quotation of so few words is a borrowed or doubted phrase, not somebody's sentence
OPEN_WORDS = 150  # an unclosed quotation does not run further: past it, in a text that is one paragraph, the mark is a stray
CARRIED_BLOCKS = 5  # paragraphs of a sentence each that one quotation may run through before its closing mark
DEEPEST = 6  # marks open at once: deeper there are only strays, the oldest single one first
SINGLE_WORDS = 120  # nor do single marks, which are more often apostrophes, enclose more

MARK = re.compile(r"[\"“”„«»‘’'‹›]")
SIZE = re.compile(r"\d['’]\s?\d{1,2}(?:[\"”]|(?!\w))|(?<=\d)[\"”](?=\s?(?:x|by|tall|wide|long|deep|high)\b)")  # 5'10", 12" wide
CLOSERS = {"”": '“"„”', "»": "«", "›": "‹", '"': '"“„', "“": '„“"', "’": "‘'", "'": "'‘"}
SINGLES = "‘’'‹›"
DOUBLES = '"“”„'
DOUBLE = re.compile(r"[\"“”„]")
WORD = re.compile(r"\w")
ENDS = re.compile(r"[.!?…][)\]]?\s*$")
BEFORE_SPEECH = re.compile(r"[:,]\s*$|(?:^|[.!?…][\"”’)\]]*\s+)$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: half-open offsets into the view, the marks included. `closed`: a mark ends it."""

    start: int
    end: int
    closed: bool
    words: int

    @property
    def scare(self) -> bool:
        return self.closed and self.words <= SCARE_WORDS


def quotations(view: View) -> Iterator[Quotation]:
    """Yield the quotations of a view, in order; a quotation inside another follows the outer one.

    Where each sentence is a paragraph of its own, a quotation of several sentences is several: one in each paragraph it runs
    through, and those after the first begin without a mark.
    """
    text, carried, until = view.text, "", -1
    for number, block in enumerate(view.blocks):
        if number > until:
            carried = ""
        if not carried and not MARK.search(text, block.start, block.end):
            continue
        if carried and number < until:
            yield _quotation(text, block.start, block.end, closed=False)
            continue
        following = view.blocks[number + 1] if number + 1 < len(view.blocks) else None
        found, left = _in_block(text, block.start, block.end, carried)
        if left is not None:
            mark, again = text[left], text[following.start] if following else ""
            closing = _closing_block(view, number + 1) if mark in DOUBLES and again not in DOUBLES else None
            if closing is not None:
                found.append(_quotation(text, left, block.end, closed=False))
                carried, until = mark, closing
            else:
                found.extend(_unclosed(text, left, block.end, following=again))
        yield from sorted(found, key=lambda one: (one.start, -one.end))


def _closing_block(view: View, number: int) -> int | None:
    """The near block whose first double mark closes a quotation that was opened before it; None if there is none."""
    for place in range(number, min(number + CARRIED_BLOCKS, len(view.blocks))):
        block = view.blocks[place]
        if block.kind not in ("body", "quote"):
            return None
        if found := DOUBLE.search(view.text, block.start, block.end):
            at, mark = found.start(), found[0]
            before, after = view.text[at - 1], view.text[at + 1 : at + 2]
            attached = at > block.start and not before.isspace() and not after.isalnum()
            shifted = before.isspace() and view.text[at - 2] in ".,!?" and (at + 1 == block.end or after.islower())
            return place if mark == "”" or (mark in '"“' and (attached or shifted)) else None
    return None


def _in_block(text: str, start: int, end: int, carried: str) -> tuple[list[Quotation], int | None]:
    """The quotations of one paragraph, and where one is open at its end. `carried`: the mark of one open at its beginning."""
    quotations: list[Quotation] = []
    sizes = {place for size in SIZE.finditer(text, start, end) for place in range(*size.span())}
    open_marks: list[tuple[int, str]] = [(start, carried)] if carried else []
    for found in MARK.finditer(text, start, end):
        place, mark = found.start(), found[0]
        if place in sizes:
            continue
        before = text[place - 1] if place > start else " "
        after = text[place + 1] if place + 1 < end else " "
        if mark in SINGLES and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        partner = _partner(open_marks, mark)
        first = bool(carried) and partner == 0 and mark in DOUBLES
        role = "close" if first else _role(text, place, start, end, before, after, opened=partner is not None)
        if role == "close" and partner is not None:
            # What was opened inside and is still open was no quotation: apostrophes and strays.
            opener = open_marks[partner][0]
            del open_marks[partner:]
            carried = "" if first else carried
            quotation = _quotation(text, opener, place + 1, closed=True)
            if mark not in SINGLES or quotation.words <= SINGLE_WORDS:
                quotations.append(quotation)
        elif role == "open":
            if partner is not None and mark in DOUBLES and mark != "„":
                # A second opening mark: the first was never closed. It ends here if a sentence does.
                quotations.extend(_unclosed(text, open_marks[partner][0], place, following=mark))
                del open_marks[partner:]
            open_marks.append((place, mark))
            if len(open_marks) > DEEPEST:
                del open_marks[next((n for n, (_, one) in enumerate(open_marks) if one in SINGLES), 0)]
    left = next((place for place, mark in open_marks if mark != "'"), None)
    return quotations, left


def _partner(open_marks: list[tuple[int, str]], mark: str) -> int | None:
    """Which of the open marks this one would close: the innermost that it can."""
    wanted = CLOSERS.get(mark, "")
    for number in range(len(open_marks) - 1, -1, -1):
        if open_marks[number][1] in wanted:
            return number
    return None


def _role(text: str, place: int, start: int, end: int, before: str, after: str, *, opened: bool) -> str:
    """Whether a mark opens, closes, or does neither."""
    mark = text[place]
    if (
        mark == "”"
        and not opened
        and before.isspace()
        and (place == start or not after.isspace())
        and "”" in text[place + 1 : end]
    ):
        return "open"  # a closing mark put for an opening one
    if mark in "”»›":
        return "close" if opened else ""
    if mark in "„«‹":
        return "open"
    if mark == "“":
        if opened and not before.isspace() and not after.isalnum():
            return "close"  # „…“, and an opening mark put for a closing one
        return "" if before.isalnum() and not after.isalnum() else "open"
    could_open = not before.isalnum() and before not in ".,!?…%)" and not after.isspace()
    could_close = not before.isspace() and before not in "([“‘"
    if mark == "‘":
        return "open" if could_open and not _elided(text, place, end) else ""
    if mark == "’":
        return _closing_single(text, place, end, before, after) if opened and could_close else ""
    if mark == "'":
        if opened and could_close and not after.isalnum():
            return _closing_single(text, place, end, before, after)
        return (
            "open"
            if could_open
            and after.isalnum() | (after in '"“[')
            and not _elided(text, place, end)
            and _closes_later(text, place, end)
            else ""
        )
    if opened:
        return (
            "open"
            if could_open and not could_close and before.isspace() and after.isalnum() and _balanced_after(text, place, end)
            else "close"
        )
    if before.isdigit() and not text[place + 1 : end].count('"'):
        return ""  # inches
    if could_open or (before.isspace() and after.isspace()):
        return "open"
    return "open" if not before.isalnum() and after.isalnum() else ""


def _balanced_after(text: str, place: int, end: int) -> bool:
    """Whether taking a straight mark as an opening one leaves an even count: itself and those after it pair up."""
    return text.count('"', place, end) % 2 == 0


def _closing_single(text: str, place: int, end: int, before: str, after: str) -> str:
    """A single mark after a plural is a possessive where another can still close: ‘the workers’ demands were met’."""
    if before in "sS" and after == " " and text[place + 2 : place + 3].islower() and _closes_later(text, place, end):
        return ""
    return "close"


def _closes_later(text: str, place: int, end: int) -> bool:
    """Whether a single mark further on in the paragraph can close, before another opens."""
    for found in re.compile(r"[’'‘]").finditer(text, place + 1, min(end, place + 8 * SINGLE_WORDS)):
        at = found.start()
        before, after = text[at - 1], text[at + 1] if at + 1 < end else " "
        if before.isalnum() and after.isalnum():
            continue
        if not before.isspace() and not after.isalnum():
            return True
        if before.isspace() and after.isalnum() and not _elided(text, at, end):
            return False
    return False


def _elided(text: str, place: int, end: int) -> bool:
    """Whether the mark stands for letters left out: 'tis, '90s."""
    following = re.compile(r"\d\ds?\b|[^\W\d_]+").match(text, place + 1, end)
    if not following:
        return False
    return following[0][0].isdigit() or following[0].casefold() in lexicon().elisions


def _unclosed(text: str, start: int, end: int, *, following: str) -> Iterator[Quotation]:
    """Yield a quotation that was opened and not closed, if it plausibly runs to `end`."""
    while end > start and text[end - 1].isspace():
        end -= 1
    quotation = _quotation(text, start, end, closed=False)
    attached = not text[start + 1 : start + 2].isspace()
    if not attached or not 0 < quotation.words <= OPEN_WORDS or not ENDS.search(text, start, end):
        return
    again = bool(following) and (following == text[start] or (following in DOUBLES and text[start] in DOUBLES))
    speech = BEFORE_SPEECH.search(text, max(0, start - 12), start) and text[start + 1 : start + 2].isupper()
    if again or (speech and text[start] not in SINGLES and quotation.words > SCARE_WORDS):
        yield quotation


def _quotation(text: str, start: int, end: int, *, closed: bool) -> Quotation:
    return Quotation(start, end, closed, sum(1 for word in text[start:end].split() if WORD.search(word)))
