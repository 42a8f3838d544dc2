"""Tells which nameless sources of a report and its copy are one: those who say the same words in both.

"A medical source in the city" and, in the copy, "a medical source in Tarn" are one person. What one report calls a witness and
the other an official stays two, for one of them may have been misread; and so do sources that one report keeps apart: "another
activist" is another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from accordingto.model import Derivation, Entity, Findings, Statement, by_id
from accordingto.relate.folding import fold_name
from accordingto.relate.grouping import Grouping
from accordingto.relate.lineage import COPIED_SHARE, VERBATIM_WORDS, content_words, sounded

STEM = 5  # letters
WHY = "the same words, in a report and in its copy"


def alike(findings: Sequence[Findings], copies: Iterable[Derivation]) -> dict[str, str]:
    """For each nameless source that is one with that of a copy, the one id of both: the smallest of theirs."""
    named = {one.entity for found in findings for one in found.mentions if one.form == "name"}
    known: dict[str, Entity] = by_id(entity for found in findings for entity in found.entities)
    articles: dict[str, set[str]] = defaultdict(set)
    cited: dict[str, list[tuple[frozenset[str], str]]] = {}
    for found in findings:
        for mention in found.mentions:
            articles[mention.entity].add(found.article.id)
        cited[found.article.id] = sorted(_cited(found.statements, named, known), key=lambda one: (sorted(one[0]), one[1]))
    pairs = sorted(
        (-share, min(one, other), max(one, other))
        for copy in copies
        if copy.relation != "same_origin" and copy.origin in cited
        for words, one in cited[copy.derived]
        for others, other in cited[copy.origin]
        if one != other
        and known[one].kind == known[other].kind
        and _stems(known[one]) & _stems(known[other])
        and (share := len(words & others) / len(words | others)) >= COPIED_SHARE
    )
    groups = Grouping[str]()
    for _, one, other in pairs:
        left, right = sorted((groups.root(one), groups.root(other)))
        if left != right and not articles[left] & articles[right]:
            articles[left] |= articles[right]
            groups.join(left, right)
    return {member: first for member, first in groups.roots().items() if member != first}


def _cited(
    statements: Iterable[Statement], named: Set[str], known: Mapping[str, Entity]
) -> Iterator[tuple[frozenset[str], str]]:
    """The words of each statement of several that a nameless source makes, and who that is."""
    for said in statements:
        end = said.chain[-1].entity if said.chain else None
        words = content_words(said)
        if end is not None and end in known and end not in named and len(words) >= VERBATIM_WORDS:
            yield frozenset(words), end


def _stems(entity: Entity) -> frozenset[str]:
    """How the words begin by which an entity is called: "witness" and "witnesses" begin alike."""
    return frozenset(word[:STEM] for name in (entity.name, *entity.aliases) for word in sounded(fold_name(name).split()))


def joined(entities: Sequence[Entity], one_of: Mapping[str, str]) -> tuple[Entity, ...]:
    """The entities with those that are one joined under the first's id and the fullest of their names."""
    known, groups = by_id(entities), defaultdict[str, list[Entity]](list)
    for id, first in sorted(one_of.items()):
        groups[first].append(known[id])
    for first, others in groups.items():
        every = [known[first], *others]
        name = max((one.name for one in every), key=lambda each: (len(each.split()), len(each), each))
        names = {each for one in every for each in (one.name, *one.aliases)} - {name}
        known[first] = replace(known[first], name=name, aliases=tuple(sorted(names)), reason=f"{known[first].reason}; {WHY}")
    return tuple(known[id] for id in sorted(known) if id not in one_of)
