"""Tells how much two reports have to do with each other; since in one affair one word mostly tells of one act.

Method: the cosine of two reports' terms, each weighted by how few reports of the pile have it (tf-idf). What the whole pile is
about weighs nothing. Reports that came out weeks apart have less to do with each other.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from accordingto.relate.copies import pairs_sharing

NAMED = 1.5  # how much more than a word an entity says of the affair; swept on ECB+ (1 to 2)
RARE_TERMS = 40  # rarest terms of a report by which those near it are looked up
COMMON = 60  # reports; a term of more of them tells nothing about which are near each other
SHARED = 2  # fewest such terms that two reports share before they are compared
NEAR = 0.1  # cosine from which two reports are worth comparing word by word; swept on ECB+ (0.06 to 0.12, all the same)
NEIGHBOURS = 24  # reports that one is compared with at most, so that work stays near linear
AT_ONCE = 2  # days between two reports of one day's news
A_WEEK = 7  # days after those, in which half of what two reports have in common is lost
LAST = 21  # days between two reports of one affair at most

Days = tuple[date, date]


class Affinity:
    """How near the reports of a pile are to each other, from 0 to 1. Reports are known by their numbers.

    `terms` are the terms of each report with their counts (`@` begins entities), `published` the days it came out, if known.
    """

    def __init__(self, terms: Sequence[Mapping[str, int]], published: Sequence[Days | None]) -> None:
        self._reports = Counter(term for counts in terms for term in counts)
        self._published = published
        self._vectors = [self._vector(counts, len(terms)) for counts in terms]
        self._known: dict[tuple[int, int], float] = {}

    def _vector(self, counts: Mapping[str, int], pile: int) -> dict[str, float]:
        """Unit vector of a report; what only it has is left out once it has its share in the length."""
        weights = {
            term: (1 + math.log(count)) * (NAMED if term[0] == "@" else 1.0) * math.log((pile + 1) / self._reports[term])
            for term, count in sorted(counts.items())
        }
        length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
        return {term: weight / length for term, weight in weights.items() if self._reports[term] > 1}

    def between(self, one: int, other: int) -> float:
        """How near two reports are."""
        pair = (min(one, other), max(one, other))
        if pair not in self._known:
            small, large = sorted((self._vectors[one], self._vectors[other]), key=len)
            shared = math.fsum([small[term] * large[term] for term in small.keys() & large.keys()])  # exact in any order
            self._known[pair] = shared * soon(self._published[one], self._published[other])
        return self._known[pair]

    def near(self) -> list[tuple[int, int]]:
        """Numbers of the reports that are near each other, by the nearest of each. Its order and ties go by number."""
        number: dict[str, int] = {}
        keys: list[int] = []
        items: list[int] = []
        for item, vector in enumerate(self._vectors):
            telling = (term for term in vector if self._reports[term] <= COMMON)
            rare = sorted(telling, key=lambda term: (self._reports[term], -vector[term], term))[:RARE_TERMS]
            keys += sorted(number.setdefault(term, len(number)) for term in rare)
            items += [item] * len(rare)
        pile = len(self._vectors)
        pairs = pairs_sharing(np.array(keys, np.uint64), np.array(items, np.int64), pile, most=COMMON)
        pair, shared = np.unique(pairs, return_counts=True)
        left, right = np.divmod(pair[shared >= SHARED], max(1, pile))
        of: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for one, other in zip(left.tolist(), right.tolist(), strict=True):
            if (nearness := self.between(one, other)) >= NEAR:
                of[one].append((-nearness, other))
                of[other].append((-nearness, one))
        nearest = {one: sorted(others)[:NEIGHBOURS] for one, others in of.items()}
        return sorted({(min(one, other), max(one, other)) for one, others in nearest.items() for _, other in others})


def soon(one: Days | None, other: Days | None) -> float:
    """What is left of the nearness of two reports after the days between them; all of it where a day is unknown."""
    if one is None or other is None:
        return 1.0
    gap = max((one[0] - other[1]).days, (other[0] - one[1]).days)
    if gap > LAST:
        return 0.0
    return 1.0 if gap <= AT_ONCE else A_WEEK / (A_WEEK + gap - AT_ONCE)
