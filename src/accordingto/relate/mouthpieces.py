"""Tells on whose word somebody without a name speaks: the body behind a spokesman, a reporter or a document.

"A spokesman for the Lamp Guild", "the Guild's statement" and "a Northwire photographer in Tarn" are ways in which the Guild and
Northwire speak: an agency's own people are its eyes. "The Guild and local officials" is at least the Guild's word. Whoever is
only described as close to a body ("a Guild source", "a Guild official") is not that body, and stays nameless; so does whoever a
report calls the voice of a body it does not name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from accordingto.model import Entity, Findings, Link, Statement, by_id
from accordingto.relate.folding import WORD, fold_name, fold_word
from accordingto.relate.speaking import BODIES

VOICES = frozenset(("spokesman", "spokeswoman", "spokesperson", "spokesmen", "spokespersons"))
HEADS = frozenset(("head", "chief", "director", "chairman", "chairwoman"))  # a body has one
REPORTERS = frozenset(
    ("reporter", "reporters", "correspondent", "correspondents", "journalist", "journalists", "photographer", "photographers",
     "cameraman", "cameramen", "camerawoman", "stringer", "crew")
)  # fmt: skip
SORTS = frozenset(("chief", "deputy", "official", "senior", "press"))  # of spokesmen
OF_WHOM = frozenset(("of", "for", "from", "at", "with", "by"))
WHERE = frozenset(("in", "at", "near", "on", "who", "which", "that", "from", "to"))  # what follows tells where, and not whose
LEADING = frozenset(("another", "one", "a", "an", "the", "two", "three", "several", "some"))
LONGEST_NAME = 8  # words


class Bodies:
    """The bodies of a pile by their folded names: those of one article first, then those that only one body bears."""

    def __init__(self, findings: Sequence[Findings]) -> None:
        self.entities: dict[str, Entity] = by_id(entity for found in findings for entity in found.entities)
        self.named = frozenset(one.entity for found in findings for one in found.mentions if one.form == "name")
        every: dict[str, set[str]] = {}
        for entity in self.entities.values():
            for name in self._names(entity):
                every.setdefault(name, set()).add(entity.id)
        self.sole = {name: min(ids) for name, ids in every.items() if len(ids) == 1}

    def _names(self, entity: Entity) -> Iterator[str]:
        if entity.kind in BODIES and entity.id in self.named:
            yield from (name for each in (entity.name, *entity.aliases) if (name := fold_name(each)) and not each.islower())

    def of(self, found: Findings) -> Mapping[str, str]:
        """By folded name the bodies that an article names; a name that two of them bear tells none."""
        own: dict[str, set[str]] = {}
        for id in {one.entity for one in found.mentions if one.form == "name"} & self.entities.keys():
            for name in self._names(self.entities[id]):
                own.setdefault(name, set()).add(id)
        return {**self.sole, **{name: min(ids) for name, ids in own.items() if len(ids) == 1}}


def spoken(found: Findings, bodies: Bodies) -> Findings:
    """An article's findings where whoever speaks for a body has its identity, and each document of one has its issuer."""
    names = bodies.of(found)

    def statement(said: Statement) -> Statement:
        chain = tuple(each for at, one in enumerate(said.chain) for each in _issued(one, said.chain[at + 1 :], names, bodies))
        if chain == said.chain:
            return said
        last = chain[-1].entity
        return replace(
            said, chain=chain, source_entity=last if said.source_entity == said.chain[-1].entity else said.source_entity
        )

    statements = tuple(map(statement, found.statements))
    heard = {one.entity for said in statements for one in said.chain if one.entity} - {one.id for one in found.entities}
    gained = tuple(bodies.entities[id] for id in heard if id in bodies.entities)
    entities = tuple(sorted((*found.entities, *gained), key=lambda one: one.id)) if gained else found.entities
    return replace(found, statements=statements, entities=entities)


def _issued(link: Link, after: Sequence[Link], names: Mapping[str, str], bodies: Bodies) -> Iterator[Link]:
    """A link with the body it speaks for; of a document that names its issuer and has none after it, both."""
    if link.entity in bodies.named:
        yield link
        return
    entity = body_behind(link.name, names, bodies.entities)
    if entity is None:
        yield link
    elif link.name.startswith("doc:"):
        yield link
        if not after and link.entity is None:
            yield Link(bodies.entities[entity].name, entity, link.span, "document", True, False)
    else:
        yield replace(link, entity=entity, anonymous=False)


def body_behind(name: str, names: Mapping[str, str], entities: Mapping[str, Entity]) -> str | None:
    """The body whose word somebody described so gives, of those in `names` (by folded name); None if none is told."""
    words = WORD.findall(name.removeprefix("doc:"))
    if name.startswith("doc:"):
        return None if name[4:].isupper() else _issuer(words, names)
    at = next((at for at, word in enumerate(words) if fold_word(word) in VOICES | REPORTERS | HEADS), None)
    if at is None:
        return _beside(words, names)
    head, before, after = fold_word(words[at]), words[:at], words[at + 1 :]
    if head in HEADS and after[:1] not in ([], ["of"]):
        return None
    found = _beginning(after[1:], names) if after and after[0] in OF_WHOM and not before else None
    if found is None and (not after or after[0] in WHERE):
        found = _ending(before, names)
        if found is None and head in VOICES and before and fold_word(before[-1]) in SORTS:
            found = _ending(before[:-1], names)
    return found if found is None or head not in REPORTERS or entities[found].kind == "outlet" else None


def _beside(words: Sequence[str], names: Mapping[str, str]) -> str | None:
    """The one body by name of two who say a thing together: "the Lamp Guild and local officials"."""
    if words.count("and") != 1:
        return None
    at = words.index("and")
    first, second = words[:at], words[at + 1 :]
    while second and fold_word(second[0]) in LEADING:
        second = second[1:]
    bodies = _of_name(first, names), _of_name(second, names)
    nameless = all(part and part[-1][0].islower() for part, body in zip((first, second), bodies, strict=True) if body is None)
    return next(filter(None, bodies), None) if nameless and bodies.count(None) == 1 else None


def _issuer(words: Sequence[str], names: Mapping[str, str]) -> str | None:
    """Whose document it is: the body whose name words begin with, but for the last, which says what document it is."""
    last = next((at for at, word in enumerate(words) if word in OF_WHOM | WHERE), len(words)) - 1
    return _of_name(words[:last], names)


def _beginning(words: Sequence[str], names: Mapping[str, str]) -> str | None:
    """The body whose name, the longest there, words begin with; nothing that is written like a name may follow."""
    while words and fold_word(words[0]) in LEADING:
        words = words[1:]
    for end in range(min(len(words), LONGEST_NAME), 0, -1):
        found = _of_name(words[:end], names)
        if found is not None:
            return found if end == len(words) or words[end][0].islower() else None
    return None


def _ending(words: Sequence[str], names: Mapping[str, str]) -> str | None:
    """The body whose name, the longest there, words end with; nothing that is written like a name may stand before."""
    for start in range(max(0, len(words) - LONGEST_NAME), len(words)):
        found = _of_name(words[start:], names)
        if found is not None:
            return found if all(word[0].islower() or fold_word(word) in LEADING for word in words[:start]) else None
    return None


def _of_name(words: Sequence[str], names: Mapping[str, str]) -> str | None:
    """Whose name words are, also with the mark of the possessive, which some print without its apostrophe."""
    if not words or words[0][0].islower():
        return None
    name = " ".join(map(fold_word, words))
    return names.get(name) or (names.get(name[:-1].rstrip()) if name.endswith("s") else None)
