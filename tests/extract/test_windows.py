"""Windows of whole sentences: what the encoder reads at a time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from accordingto.extract.windows import BREAK, CORE_PIECES, OPENING, SIDE_PIECES, Window, windows
from accordingto.model import Article, Published
from accordingto.read.annotate import annotate
from accordingto.read.clean import zoned

pytestmark = pytest.mark.model

SENTENCES = (
    "The ferry left.",
    "Nobody at the quay of Ostrel had been told why, she said.",
    "Rain fell!",
    "“Why?” he asked the crew.",
)


def pieces(text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """A word, or a mark, is a piece."""
    found = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    return [1000 + len(text[start:end]) for start, end in found], found


def read(text: str) -> Doc:
    return annotate(zoned(Article("a-1", "story.txt", (), None, None, None, Published(), "en", "", text, {}, ())))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=60), st.integers(1, 5))
def test_every_piece_stands_in_one_core_and_for_its_own_characters(chosen: list[str], paragraph: int) -> None:
    text = "\n\n".join(" ".join(chosen[n : n + paragraph]) for n in range(0, len(chosen), paragraph))
    doc = read(text)
    found = list(windows(doc, pieces))
    cores = [window.characters[n] for window in found for n in range(*window.core) if window.sentences[n] >= 0]
    assert cores == [(sent.start_char + a, sent.start_char + b) for sent in doc.sents for a, b in pieces(sent.text)[1]]
    for window in found:
        assert len(window.ids) == len(window.characters) == len(window.sentences)
        assert window.ids[0] == OPENING
        assert window.ids[-1] == BREAK
        assert window.core[1] - window.core[0] <= CORE_PIECES + len(SENTENCES)
        assert len(window.ids) <= CORE_PIECES + 2 * SIDE_PIECES + len(list(doc.sents))


def test_a_sentence_longer_than_a_core_is_cut_and_kept_whole_in_sum() -> None:
    doc = read("and so " * 400 + "it went on.")
    found = list(windows(doc, pieces))
    assert sum(window.core[1] - window.core[0] for window in found) == len(pieces(doc.text)[0])


def test_near_is_the_sentence_and_those_beside_it() -> None:
    window = Window((101, 5, 6, 102, 7, 8, 9, 102), ((-1, -1),) * 8, (-1, 0, 1, -1, 2, 2, 3, -1), (1, 7))
    assert window.near(2) == (1, 6)
    assert window.near(6) == (4, 7)
