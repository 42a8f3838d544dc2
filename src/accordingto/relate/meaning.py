"""Finds wordings that mean nearly the same, by the vectors that it is given; near linear in the number of wordings.

A vector is asked for once for every text. Nothing here depends on the order of the texts, or on what else a pile holds but for
where it is cut into cells: that is by the texts' own hashes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]
Vector = Callable[[str], Numbers]
"""The unit vector of a text; the product of two is near 1 where they mean the same."""

CELL = 2000  # wordings compared each with each; in a larger pile those near one of its landmarks are
LANDMARKS = 3  # nearest landmarks by which a wording is looked up: with one, neighbours at a border would be missed
CHUNK = 1000  # rows multiplied at once, to bound the memory
NEAREST = 12  # most neighbours of a wording: what has more is said everywhere
DIGITS = 4  # of a product that count; the last ones differ between processors


class Sense:
    """What texts mean, each asked once."""

    def __init__(self, vector: Vector) -> None:
        self._vector, self._held = vector, dict[str, Numbers]()

    def of(self, text: str) -> Numbers:
        """The unit vector of a text."""
        if text not in self._held:
            self._held[text] = self._vector(text)
        return self._held[text]

    def near(self, left: str, right: str) -> float:
        """How near two texts are in meaning, 1 at most."""
        return round(float(self.of(left) @ self.of(right)), DIGITS)

    def neighbours(self, texts: Sequence[str], least: float) -> list[tuple[int, int]]:
        """Pairs of numbers of texts that are at least so near, the smaller first, in order; of each text the `NEAREST`."""
        if len(texts) < 2:
            return []
        vectors = np.array([self.of(text) for text in texts], np.float32)
        pairs: set[tuple[int, int]] = set()
        for cell in _cells(vectors, texts):
            inside = vectors[cell]
            for start in range(0, len(cell), CHUNK):
                products = np.round(inside[start : start + CHUNK] @ inside.T, DIGITS)
                for row, product in enumerate(products):
                    product[start + row] = -1
                    close = np.flatnonzero(product >= least)
                    if len(close) > NEAREST:
                        close = close[np.lexsort((close, -product[close]))[:NEAREST]]
                    mine = int(cell[start + row])
                    pairs.update((min(mine, other), max(mine, other)) for other in cell[close].tolist())
        return sorted(pairs)


def _cells(vectors: Numbers, texts: Sequence[str]) -> list[NDArray[np.int64]]:
    """Numbers of the wordings near each landmark; all in one cell where they are few."""
    count = len(texts) // CELL
    if count < LANDMARKS:
        return [np.arange(len(texts))]
    order = sorted(range(len(texts)), key=lambda number: hashlib.sha256(texts[number].encode()).digest())
    products = np.round(vectors @ vectors[order[:count]].T, DIGITS)
    nearest = np.argsort(-products, 1, kind="stable")[:, :LANDMARKS]
    return [np.flatnonzero((nearest == landmark).any(1)) for landmark in range(count)]
