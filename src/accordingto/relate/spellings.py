"""Tells which names a letter apart are one town; since whoever spells it another way seems to tell of another happening.

Likeness of names proves nothing: there are towns a letter apart. Two spellings are one where two reports of one time lead with
them, give the same count of the same thing, and share another mark of one happening: a second count, or a rare word. A spelling
that many reports have is no slip of another, and names that one report has both are two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from accordingto.model import Figure, Findings
from accordingto.relate.affairs import COMMON_LEADS, COMMON_SHARE, Lead, lead_end
from accordingto.relate.folding import fold_name

SHORTEST = 5  # letters of a name that may be spelled with a letter more, less, or another
AT_ONCE = 2  # days between two reports of one happening
FEW_REPORTS = 12  # a spelling in no more of them is of one affair
SPELLINGS = 12  # names that differ in one letter at one place; where there are more, they are no spellings of one
MARKS = 2  # of one happening, that two leads share, one of them a count
ROUNDED = 0.1  # share by which "about 30" may miss a count
NO_MARK = frozenset(("other", "people", "money"))  # counts that do not tell one happening from another


@dataclass(frozen=True, slots=True)
class Opening:
    """What one report leads with: its day, its counts, and its rare words."""

    day: int
    counts: tuple[Figure, ...]
    stems: frozenset[str]

    def retells(self, other: Opening) -> bool:
        """Whether two leads share marks enough to be of one happening."""
        counted = {one.counted for one in self.counts for two in other.counts if _agree(one, two)}
        return bool(counted) and len(counted) + len(self.stems & other.stems) >= MARKS


def spelled(findings: Sequence[Findings]) -> Iterator[tuple[str, str, str]]:
    """Pairs of places that are one town, by the ids that their own articles gave them, with the reason. In order."""
    named: dict[str, dict[str, str]] = defaultdict(dict)  # of a folded name, by article, the entity
    both: set[tuple[str, str]] = set()
    leading: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))  # of a name, by day, articles
    openings = _openings(findings)
    for found in findings:
        article = found.article.id
        towns = _towns(found)
        both.update(_near_pairs(towns))
        for name, (entity, start) in sorted(towns.items()):
            named[name][article] = entity
            if article in openings and start < lead_end(found.article):
                leading[name][openings[article].day].append(article)
    for pair in sorted(_near_pairs(named) - both):
        rare, other = sorted(pair, key=lambda name: (len(named[name]), name))
        if len(named[rare]) > FEW_REPORTS:
            continue
        names = " and ".join(f"“{name}”" for name in pair)
        reason = f"one letter apart, {names}: reports of one happening lead with them"
        for one, day in sorted((one, day) for day, ones in leading[rare].items() for one in ones):
            close = (two for near in range(day - AT_ONCE, day + AT_ONCE + 1) for two in sorted(leading[other].get(near, ())))
            retold = next((two for two in close if openings[one].retells(openings[two])), None)
            if retold is not None:
                yield named[rare][one], named[other][retold], reason


def _towns(found: Findings) -> dict[str, tuple[str, int]]:
    """The places that a report names, by folded name, with where each is named first.

    A town in the name of a body does not count: that keeps its spelling, however the report spells the town.
    """
    towns = {one.id for one in found.entities if one.kind == "place"}
    first: dict[str, tuple[str, int]] = {}
    until = 0
    for mention in sorted(found.mentions, key=lambda one: (one.span.start, -one.span.end, one.id)):
        within, until = mention.span.end <= until, max(until, mention.span.end)
        if not within and mention.form == "name" and mention.entity in towns:
            name = fold_name(mention.span.exact)
            if len(name) >= SHORTEST:
                first.setdefault(name, (mention.entity, mention.span.start))
    return first


def _openings(findings: Sequence[Findings]) -> dict[str, Opening]:
    """The openings of the reports whose day is known. Rare words are those of few leads."""
    leads = [(found, Lead(found)) for found in findings if found.article.published.time.days]
    frequency = Counter(stem for _, lead in leads for stem in lead.stems)
    common = max(COMMON_LEADS, COMMON_SHARE * len(leads))
    return {
        found.article.id: Opening(
            lead.day,
            tuple(
                figure
                for figure in found.figures
                if figure.counted not in NO_MARK and figure.value is not None and figure.span.start < lead_end(found.article)
            ),
            frozenset(stem for stem in lead.stems if frequency[stem] <= common),
        )
        for found, lead in leads
    }


def _agree(one: Figure, other: Figure) -> bool:
    """Whether two figures may be one count, one of them rounded."""
    if one.counted != other.counted or one.value is None or other.value is None:
        return False
    rounded = "about" in (one.comparator, other.comparator)
    return one.value == other.value or (rounded and abs(one.value - other.value) <= ROUNDED * max(one.value, other.value))


def _near_pairs(names: Iterable[str] | Mapping[str, object]) -> set[tuple[str, str]]:
    """Pairs of names that begin alike and are one letter apart, in order. In linear time: they meet where a letter is out."""
    meeting: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for at in range(1, len(name) + 1):
            meeting[name[:at] + name[at + 1 :]].add(name)
    return {
        pair
        for group in meeting.values()
        if 1 < len(group) <= SPELLINGS
        for pair in combinations(sorted(group), 2)
        if _one_letter(*pair)
    }


def _one_letter(one: str, other: str) -> bool:
    """Whether one letter is changed, put in or left out between two names."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    return short[start + (len(short) == len(long)) :] == long[start + 1 :]
