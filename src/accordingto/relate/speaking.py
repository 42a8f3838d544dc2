"""Tells who speaks for whom: the head or spokesman of a body, and the government of a country."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from accordingto.model import Entity, EntityKind, Findings, Mention
from accordingto.relate.folding import fold_name

APPOSITION = 60  # code points between a person's name and that of the body whose voice the person is
BODIES: frozenset[EntityKind] = frozenset(("organisation", "agency", "government", "armed_group", "outlet"))
ROLE = (
    r"(?:head|chief(?:\s+executive)?|director|manager|leader|commander|coordinator|representative|chair(?:man|woman)?|founder"
    r"|secretary[\s-]general|spokes(?:man|woman|person))"
)
RANK = r"(?:(?:[A-Z][a-z]{1,4}\.|Major|General|Colonel|Captain|Lieutenant|Brigadier|Commander|Doctor|Professor)[\s-]+){0,3}"
HEAD_OF = re.compile(rf",?\s+(?:(?:[\w-]+\s+){{0,3}}{ROLE}\s+(?:of|for|at)|who\s+(?:heads|runs|leads))(?:\s+[\w-]+){{0,3}}\s+")
BODYS_HEAD = re.compile(rf"(?:['’]s)?\s+(?:[\w-]+\s+){{0,2}}{ROLE},?\s+{RANK}")
VOICE_OF = re.compile(rf"\b{ROLE}\s+(?:of|for|at)\s+(?:the\s+)?([^\W_][^,;.:\n]{{2,50}}),\s+$")
AT_ODDS = 2  # times as many articles must call a person one body's as another's


def voices(findings: Sequence[Findings], entities: Mapping[str, Entity]) -> dict[str, str]:
    """The body that each person speaks for: the one that most articles call his or hers. Where they are at odds, none.

    A name that is part of the body's ("the Guild") contradicts nothing.
    """
    spoken: dict[str, Counter[str]] = defaultdict(Counter)
    for found in findings:
        for person, body in {(person.entity, body.entity) for person, body in speakers(found, entities)}:
            spoken[person][body] += 1
    return voiced_by(spoken, entities)


def speakers(found: Findings, entities: Mapping[str, Entity]) -> Iterator[tuple[Mention, Mention]]:
    """(person, body) for each person whom an article calls head or voice of a body: "Oda Finch, director of the Lamp Guild"."""
    text = found.article.text
    mentions = sorted(
        (one for one in found.mentions if one.form == "name" and one.entity in entities), key=lambda one: (one.span, one.id)
    )
    bodies = named_bodies(found, entities)
    for one in mentions:
        if entities[one.entity].kind == "person":
            called = VOICE_OF.search(text, max(0, one.span.start - APPOSITION), one.span.start)
            words = frozenset(fold_name(called[1]).split()) if called else frozenset[str]()
            meant = {entity for name, entity in bodies if words and words <= name}
            if len(meant) == 1:
                yield one, next(other for other in mentions if other.entity in meant)
    for here, there in pairwise(mentions):
        kinds = entities[here.entity].kind, entities[there.entity].kind
        between = text[here.span.end : max(here.span.end, there.span.start)]
        if kinds[0] == "person" and kinds[1] in BODIES and len(between) <= APPOSITION and HEAD_OF.fullmatch(between):
            yield here, there
        elif kinds[1] == "person" and kinds[0] in BODIES and len(between) <= APPOSITION and BODYS_HEAD.fullmatch(between):
            yield there, here


def voiced_by(spoken: Mapping[str, Mapping[str, int]], entities: Mapping[str, Entity]) -> dict[str, str]:
    """For each person the one body, of those that so and so many articles call his or hers."""
    known = {}
    for person, all_ in spoken.items():
        bodies = sorted(((body, count) for body, count in all_.items() if body in entities), key=lambda one: (-one[1], one[0]))
        if not bodies:
            continue
        (body, most), *others = bodies
        words = [frozenset(fold_name(name).split()) for name in (entities[body].name, *entities[body].aliases)]
        if all(
            count * AT_ODDS <= most or any(frozenset(fold_name(entities[other].name).split()) < whole for whole in words)
            for other, count in others
        ):
            known[person] = body
    return known


def named_bodies(found: Findings, entities: Mapping[str, Entity]) -> tuple[tuple[frozenset[str], str], ...]:
    """The bodies that an article names, each with the words of one of its names.

    An armed group is not called by what the article calls an office of state: "the army" is not the Army of Lanterns.
    """
    named = sorted({one.entity for one in found.mentions if one.form == "name" and one.entity in entities})
    told = [entities[id] for id in sorted({one.entity for one in found.mentions} & entities.keys())]
    offices = [frozenset(fold_name(one.name).split()) for one in told if "role" in one.links and one.id not in named]
    return tuple(
        (words, entity)
        for entity in named
        if entities[entity].kind in BODIES
        for name in (entities[entity].name, *entities[entity].aliases)
        if (words := frozenset(fold_name(name).split()))
        if entities[entity].kind != "armed_group" or not any(office < words for office in offices)
    )


def governments(entities: Iterable[Entity]) -> dict[str, str]:
    """The government of each country: by the ids of both, for the pile knows "Norway said" and "Oslo said" as two."""
    entities = list(entities)
    of_land = {
        one.links["country"]: one.id
        for one in sorted(entities, key=lambda one: one.id)
        if one.kind == "government" and one.links.get("role") == "government" and "country" in one.links
    }
    return {
        one.id: of_land[one.place.country]
        for one in entities
        if one.place is not None and one.place.precision == "country" and one.place.country in of_land
    }
