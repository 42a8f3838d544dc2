"""Where quotations begin and end.

Marks are paired paragraph by paragraph, and a stray mark never costs more than its own paragraph. A quotation that a paragraph
opens and does not close runs to the paragraph's end (the next paragraph usually opens it again).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accordingto.read.clean import View

SCARE_WORDS = 3  # a quotation of so few words is a borrowed or doubted phrase, not somebody's sentence


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: half-open offsets into the view, the marks included."""

    start: int
    end: int
    closed: bool
    words: int

    @property
    def scare(self) -> bool:
        return self.words <= SCARE_WORDS


PAIRS = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’", "'": "'"}


def quotations(view: View) -> Iterator[Quotation]:
    """Yield the quotations of a view, in order; a quotation inside another follows the outer one."""
    for block in view.blocks:
        yield from _in_block(view.text, block.start, block.end)


def _in_block(text: str, start: int, end: int) -> Iterator[Quotation]:
    position = start
    while position < end:
        mark = text[position]
        if mark in PAIRS and _opens(text, position, start, end):
            close = _closing(text, position + 1, end, PAIRS[mark])
            if close is not None or mark not in "'‘":
                stop = end if close is None else close + 1
                yield Quotation(position, stop, close is not None, len(text[position:stop].split()))
                position = stop
                continue
        position += 1


def _opens(text: str, position: int, start: int, end: int) -> bool:
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < end else " "
    return not before.isalnum() and not after.isspace()


def _closing(text: str, position: int, end: int, mark: str) -> int | None:
    for place in range(position, end):
        if text[place] == mark or (mark == "”" and text[place] == '"'):
            before = text[place - 1]
            after = text[place + 1] if place + 1 < end else " "
            apostrophe = mark in "’'" and before.isalnum() and after.isalnum()
            if not apostrophe and not before.isspace():
                return place
    return None
