"""Neighbours by meaning: each text is asked for once, and their order decides nothing."""

from __future__ import annotations

from collections import Counter
from random import Random

import numpy as np

from accordingto.relate import meaning
from accordingto.relate.meaning import Numbers, Sense


def vectors(count: int, kinds: int) -> dict[str, Numbers]:
    rng = np.random.default_rng(1)
    centres = rng.normal(size=(kinds, 16))
    made = {}
    for number in range(count):
        raw = centres[number % kinds] + 0.05 * rng.normal(size=16)
        made[f"{number % kinds} told in way {number}"] = (raw / np.linalg.norm(raw)).astype(np.float32)
    return made


def test_a_text_is_asked_for_once() -> None:
    asked = Counter[str]()

    def vector(text: str) -> Numbers:
        asked[text] += 1
        return np.array([1.0, 0.0], np.float32)

    sense = Sense(vector)
    assert sense.near("the gate failed", "the gate gave way") == 1.0
    assert sense.neighbours(["the gate failed", "the gate gave way"], 0.5) == [(0, 1)]
    assert set(asked.values()) == {1}


def test_neighbours_are_the_same_in_any_order_and_in_cells(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    made = vectors(120, 30)

    def found(texts: list[str]) -> set[frozenset[str]]:
        pairs = Sense(made.__getitem__).neighbours(texts, 0.8)
        return {frozenset((texts[one], texts[other])) for one, other in pairs}

    whole = found(list(made))
    assert len(whole) >= 30 * 6  # four of each kind, each beside each
    shuffled = list(made)
    Random(2).shuffle(shuffled)
    assert found(shuffled) == whole
    monkeypatch.setattr(meaning, "CELL", 20)
    assert len(found(list(made)) & whole) >= 0.9 * len(whole)
    assert found(shuffled) == found(list(made))
