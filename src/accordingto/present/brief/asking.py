"""Finds the claims that answer a question by what they mean, "does A support B", where words alone would find none.

What is meant is told by the vectors of sentences, which come in as an argument: nothing is opened here. A word or two are
looked up as they stand, and so is everything where there are no vectors. Meaning finds and orders; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from accordingto.model import Claim
from accordingto.present.brief.wording import WORD, clear, content_words, fold
from accordingto.record.queries import asks

WORDS = 2  # words that are looked up as they stand
NEAR = 0.4  # cosine; what is further from a question answers another. Set by reading answers in piles of several kinds
NEAREST = 0.2  # cosine; what is so much further than the nearest is beside the point
LOOKED_AT = 600  # claims whose vectors are asked for: of a larger pile, those that share most words with the question
ANSWERS = 40  # claims that answer one question


class Meaning(Protocol):
    """What gives the vector of a text, of length one."""

    def vector(self, text: str) -> Any: ...


Opened = Callable[[], Meaning | None]
"""Opens the vectors when they are first needed; None where they are not there."""


def answers(claims: Sequence[Claim], asked: str, holding: Callable[[Claim], bool], opened: Opened | None) -> list[str] | None:
    """Ids of the claims that answer a question, the nearest first; None where words must decide.

    `holding` says whether a claim holds all of the words; those that do are always among the answers, and so is what a
    contested question among them gathers.
    """
    if opened is None or (len(WORD.findall(asked)) <= WORDS and any(map(holding, claims))):
        return None
    meaning = opened()
    if meaning is None:
        return None
    wanted = content_words(asked)
    looked_at = sorted(claims, key=lambda one: (-len(wanted & content_words(_text(one))), -one.contested, -one.reports, one.id))
    question = meaning.vector(clear(asked))
    # Rounded: the last digits of a vector may differ from machine to machine.
    nearness = {one.id: round(float(question @ meaning.vector(_text(one))), 4) for one in looked_at[:LOOKED_AT]}
    for one in claims:
        if _lead(one):  # a question is as near as the nearest of what it gathers
            nearness[one.id] = max(nearness.get(part, 0.0) for part in (one.id, *one.parts))
    least = max([NEAR, *(near - NEAREST for near in nearness.values())])
    by_words = {one.id for one in claims if holding(one)}
    found = by_words | {id for id, near in nearness.items() if near >= least}
    contested = {one.id for one in claims if one.contested}
    found |= {part for one in claims if one.id in found and _lead(one) for part in one.parts if part in nearness}
    return sorted(found, key=lambda id: (-nearness.get(id, 0.0), id not in contested, id))[:ANSWERS]


def _text(claim: Claim) -> str:
    """What a claim says, and what it asks, where it is a question."""
    lead = _lead(claim)
    return clear(f"{claim.text}, {lead}" if lead else claim.text)


def _lead(claim: Claim) -> str:
    return claim.reason.partition(": ")[0] if asks(claim) else ""


def holding_all(words: str, asked: str) -> bool:
    """Whether folded words hold every word that was asked for."""
    return all(word in words for word in fold(asked).split())
