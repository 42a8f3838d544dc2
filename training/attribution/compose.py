"""Sentences set inside somebody else's mouth: what a gold of one layer cannot teach.

A labelled sentence of a window is given a frame of our own invention ("The port authority said that ...", "..., the Vale
Tribune reported, citing the union"). What stood in it keeps its labels and is now nested; the frame is a statement of its own,
with its own labels.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SOURCES = """the port authority|Ilse Varn|officials|he|she|they|it|the Daily Lantern|a spokesman for the council|Karsia
the ministry|police|two people familiar with the matter|the agency|Colonel Ruan Tepe|the rebels|a resident
Northwire|the report|a leaked memo|residents|Deputy minister Pell Arno|the governor|analysts|witnesses
an official who asked not to be named|the Vale Tribune|the court|Judge Farl Dane
the chief of the harbor union , Dov Lind ,|senior officers|the statement|a source close to the talks
the opposition|Radio Meridian|the envoy"""
BEFORE = """{s} {said} that|{s} {said} that|{s} {said}|{s} {said} on Monday that|{s} {told} reporters that|according to {s} ,
{s} {told} Radio Meridian that|{s} , {citing} {t} , {said} that|in a statement , {s} {said} that
{s} {said} , {citing} {t} , that|{s} {added} that"""
AFTER = """, {s} {said}|, {said} {s}|, according to {s}|, {s} {told} Radio Meridian|, {s} {said} , {citing} {t}
, {s} {said} on Friday"""
SAID = """said|said|said|says|reported|claimed|has claimed|believes|warned|wrote|confirmed|insisted|denied|has repeatedly said
alleged|argued|announced|suggested|suspects|fears|acknowledged|had earlier reported|thinks|noted"""


def _listed(text: str) -> list[str]:
    return text.replace("\n", "|").split("|")


WORDS = {
    "said": _listed(SAID),
    "told": _listed("told|had told|has told|informed"),
    "citing": _listed("citing|quoting"),
    "added": _listed("added|went on to say|also said"),
    "s": _listed(SOURCES),
    "t": _listed(SOURCES),
}
FRAMES = [(frame, True) for frame in _listed(BEFORE)] + [(frame, False) for frame in _listed(AFTER)]
STOPS = frozenset((1012, 1029, 999))  # . ? !
Cut = Callable[[str], Sequence[int]]


@dataclass(frozen=True)
class Frame:
    """Word pieces put before or after a sentence, the statements they make, and pieces that belong to the content ("that")."""

    ids: list[int]
    before: bool
    statements: list[tuple[frozenset[int], frozenset[int]]]  # cue, source
    content: frozenset[int]


def frame(chance: random.Random, cut: Cut) -> Frame:
    """One frame, at random."""
    pattern, before = chance.choice(FRAMES)
    ids: list[int] = []
    parts: dict[str, frozenset[int]] = {}
    content: frozenset[int] = frozenset()
    for word in pattern.split():
        slot = word.strip("{}")
        pieces = cut(chance.choice(WORDS[slot]) if word.startswith("{") else word)
        place = frozenset(range(len(ids), len(ids) + len(pieces)))
        ids += pieces
        if word in ("according", "to"):
            parts["said"] = parts.get("said", frozenset()) | place
        elif word.startswith("{"):
            parts["said" if slot in ("told", "added") else slot] = place
        elif word == "that":
            content = place
    statements = [(parts["said"], parts["s"])]
    if "citing" in parts:
        statements.append((parts["citing"], parts["t"]))
    return Frame(ids, before, statements, content)
