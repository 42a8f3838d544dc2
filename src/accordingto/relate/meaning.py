"""How near wordings are in meaning, by the vectors that are given; each is asked for once.

Nothing here depends on the order of the texts, or on what else a pile holds.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]
Vector = Callable[[str], Numbers]
"""The unit vector of a text; the product of two is near 1 where they mean the same."""

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
