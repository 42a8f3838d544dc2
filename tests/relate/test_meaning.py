"""Meaning: each text is asked for once, and only where it may matter."""

from __future__ import annotations

from collections import Counter

import numpy as np

from accordingto.relate.claims import claims
from accordingto.relate.meaning import Numbers, Sense

from .stories import Story, findings


def test_a_text_is_asked_for_once() -> None:
    asked = Counter[str]()

    def vector(text: str) -> Numbers:
        asked[text] += 1
        return np.array([1.0, 0.0], np.float32)

    sense = Sense(vector)
    assert sense.near("the gate failed", "the gate gave way") == 1.0
    assert sense.near("the gate gave way", "the gate failed") == 1.0
    assert set(asked.values()) == {1}


def test_what_could_be_nobody_elses_claim_is_not_asked_for() -> None:
    asked = set[str]()

    def vector(text: str) -> Numbers:
        asked.add(text)
        return np.array([1.0, 0.0], np.float32)

    def said(outlet: str, content: str) -> Story:
        story = Story(f"{content}, the brigade of Toren said.", outlet, "2031-03-02")
        story.entity("Toren", "place")
        story.says(content, "brigade")
        return story

    alike = "A lamp in the grain hall of Toren fell", "A lamp set fire to the grain hall of Toren"
    other = "Nine goats were found on the roof of the toll house"
    claims(findings(said("Northwire", alike[0]), said("Daily Sarn", alike[1]), said("Vell Observer", other)), meaning=vector)
    assert set(alike) <= asked
    assert other not in asked
