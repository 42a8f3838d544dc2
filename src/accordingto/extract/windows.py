"""What the encoder reads at a time: whole sentences, with one on either side to see by.

The same windows are cut when the encoder is trained and when it reads, so this is the one place that knows how. What always
holds: every word piece knows which characters of the view it stands for; every sentence is in the core of one window only;
the windows of an article depend on that article alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from accordingto.read.annotate import view_of

Pieces = Callable[[str], tuple[Sequence[int], Sequence[tuple[int, int]]]]
"""Cuts a text into word pieces: their numbers, and the half-open characters each stands for."""

CORE_PIECES = 128  # word pieces of the sentences that a window is cut for
SIDE_PIECES = 48  # of the sentence before and of the sentence after
OPENING, BREAK = 101, 102  # the encoder's marks for a beginning, and for the end of a paragraph


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces with the characters (of the view) and the sentences they stand for; marks stand for (-1, -1) and -1.

    `core` are the half-open bounds, in pieces, of the sentences the window is for.
    """

    ids: tuple[int, ...]
    characters: tuple[tuple[int, int], ...]
    sentences: tuple[int, ...]
    core: tuple[int, int]

    def near(self, piece: int) -> tuple[int, int]:
        """Half-open bounds, in pieces, of the sentence a piece stands in and the ones on either side."""
        own = self.sentences[piece]
        inside = [number for number, sentence in enumerate(self.sentences) if sentence >= 0 and abs(sentence - own) <= 1]
        return inside[0], inside[-1] + 1


@dataclass(frozen=True, slots=True)
class _Sentence:
    ids: list[int]
    characters: list[tuple[int, int]]
    block: int


def windows(doc: Doc, pieces: Pieces) -> Iterator[Window]:
    """Yield the windows of a Doc, in order."""
    sentences = list(_sentences(doc, pieces))
    first = 0
    while first < len(sentences):
        last, size = first + 1, len(sentences[first].ids)
        while last < len(sentences) and size + len(sentences[last].ids) <= CORE_PIECES:
            size += len(sentences[last].ids)
            last += 1
        yield _window(sentences, first, last)
        first = last


def _sentences(doc: Doc, pieces: Pieces) -> Iterator[_Sentence]:
    """Yield each sentence in word pieces; one longer than a core in several parts."""
    view = view_of(doc)
    for sent in doc.sents:
        ids, places = pieces(sent.text)
        characters = [(sent.start_char + start, sent.start_char + end) for start, end in places]
        for begin in range(0, len(ids), CORE_PIECES):
            part = slice(begin, begin + CORE_PIECES)
            yield _Sentence(list(ids[part]), characters[part], view.block_at(sent.start_char))


def _window(sentences: Sequence[_Sentence], first: int, last: int) -> Window:
    pieces: list[tuple[int, tuple[int, int], int]] = [(OPENING, (-1, -1), -1)]
    core = [0, 0]
    for number in range(max(0, first - 1), min(len(sentences), last + 1)):
        sentence = sentences[number]
        part = slice(-SIDE_PIECES, None) if number < first else slice(0, SIDE_PIECES) if number >= last else slice(None)
        if number > max(0, first - 1) and sentences[number - 1].block != sentence.block:
            pieces.append((BREAK, (-1, -1), -1))
        if number == first:
            core[0] = len(pieces)
        pieces += [(id, place, number) for id, place in zip(sentence.ids[part], sentence.characters[part], strict=True)]
        if number == last - 1:
            core[1] = len(pieces)
    pieces.append((BREAK, (-1, -1), -1))
    ids, characters, numbers = zip(*pieces, strict=True)
    return Window(ids, characters, numbers, (core[0], core[1]))
