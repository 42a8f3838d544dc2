"""What an event is about: contexts by the words that stand near it. A subject of the text, never a motive of the deed."""

from __future__ import annotations

import re
import sys
import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Literal

from spacy.attrs import LEMMA, LOWER, NORM
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from accordingto.model import Statement
from accordingto.read.annotate import sentence_of, view_of

Weight = Literal["sure", "hints", "not"]

HINTS = 2  # different hints that make a context: one alone stands in any news
NEIGHBOURS = 1  # sentences before and after an event's own in which a sure word counts


@dataclass(frozen=True, slots=True)
class Clue:
    """A word or phrase that speaks for a context, or, with weight `not`, for none."""

    words: tuple[int, ...]  # the parser's numbers of its words
    context: str
    weight: Weight


@dataclass(slots=True)
class Told:
    """What one sentence speaks for: contexts it names outright, and the hints it drops."""

    block: int
    sure: set[str] = field(default_factory=set)
    hints: dict[str, set[tuple[int, ...]]] = field(default_factory=lambda: defaultdict(set))

    @property
    def contexts(self) -> set[str]:
        return self.sure | {context for context, found in self.hints.items() if len(found) >= HINTS}


@cache
def clues() -> dict[int, tuple[Clue, ...]]:
    """The English clues by the parser's number of their first word, the longest first; read once a process."""
    path = resources.files("accordingto") / "extract" / "lexicons" / "en" / "contexts.toml"
    found: dict[int, list[Clue]] = defaultdict(list)
    weights: tuple[Weight, ...] = ("not", "sure", "hints")
    for context, lists in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for weight in weights:
            for phrase in lists.get(weight, ()):
                words = tuple(int(get_string_id(word)) for word in _cut(phrase))
                found[words[0]].append(Clue(words, context, weight))
    return {int(get_string_id(first)): tuple(sorted(each, key=lambda clue: -len(clue.words))) for first, each in found.items()}


class Contexts:
    """The contexts of the sentences of one article. The name of who is cited says nothing of what is told."""

    def __init__(self, doc: Doc, statements: Sequence[Statement]) -> None:
        cited = sorted({(told.source.start, told.source.end) for told in statements if told.source is not None})
        self._by_start: dict[int, int] = {}
        self._told: list[Told] = []
        view, table = view_of(doc), clues()
        barred: dict[str, int] = {}  # for a context, the token up to which its words stand for something else
        for sent in doc.sents:
            self._by_start[sent.start] = len(self._told)
            self._told.append(Told(view.block_at(sent.start_char) if view.blocks else 0))
        starts = sorted(self._by_start)
        forms = doc.to_array([LOWER, LEMMA, NORM]).tolist()
        for place, (lower, lemma, norm) in enumerate(forms):
            if lower not in table and lemma not in table and norm not in table:
                continue
            here = frozenset((lower, lemma, norm))
            for clue in (clue for form in here if form in table for clue in table[form]):
                if place < barred.get(clue.context, 0) or not _stands(clue.words, forms, place):
                    continue
                start = doc[place].idx
                if _inside(view.span(start, start + 1).start, cited):
                    continue
                told = self._told[bisect_right(starts, place) - 1]
                if clue.weight == "not":
                    barred[clue.context] = place + len(clue.words)
                elif clue.weight == "sure":
                    told.sure.add(clue.context)
                else:
                    told.hints[clue.context].add(clue.words)
        self._at: dict[int, tuple[str, ...]] = {}

    def at(self, token: Token) -> tuple[str, ...]:
        """The contexts of an event whose trigger is `token`, in the order of the alphabet."""
        place = self._by_start.get(sentence_of(token).start, 0)
        if place not in self._at:
            own = self._told[place]
            near = self._told[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]
            self._at[place] = tuple(sorted(own.contexts.union(*(each.sure for each in near if each.block == own.block))))
        return self._at[place]


def _inside(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    place = bisect_right(spans, (offset, sys.maxsize)) - 1
    return place >= 0 and offset < spans[place][1]


def _cut(phrase: str) -> list[str]:
    """A phrase in the parser's words, which cuts hyphens between letters and the `s` of possession."""
    return re.sub(r"(?<=[a-z])-(?=[a-z])|'s\b", r" \g<0> ", phrase).split()


def _stands(words: Sequence[int], forms: Sequence[Sequence[int]], place: int) -> bool:
    """Whether the words of a clue stand from a place on, each as written or as its lemma."""
    return place + len(words) <= len(forms) and all(word in forms[place + n] for n, word in enumerate(words))
