"""Where: the place named in the trigger's own clause, else in the clause above."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from accordingto.extract.events.clauses import (
    NO_PARTY,
    OBJECTS,
    PARTIES,
    PASSIVE_SUBJECTS,
    PLACES,
    SUBJECTS,
    WINDED,
    subjects_of,
)
from accordingto.extract.events.lexicon import lexicon
from accordingto.extract.events.triggers import Happening
from accordingto.extract.events.words import participant
from accordingto.model import Mention, Participant
from accordingto.read.annotate import article_of, view_of

SETTING_WORDS = frozenset(("in", "at", "near", "outside", "inside", "around", "across", "throughout", "within"))
LEADING_WORDS = frozenset(
    ("during", "on", "of", "after", "from", "for", "into", "to", "by", "with")
)  # to a noun that has a place
BEARINGS = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"))
PLACE_DEPTH = 3  # nouns between a trigger and its place: an operation in search of a leader in a town
CONTAINERS = 3  # places named after a place, each within the next: village, district, province, country


def place_of(happening: Happening, known: dict[int, Token | None]) -> Token | None:
    """Where: a place named after `in`, `at`, `near` in the trigger's own clause, nearest first; else in the clause above."""
    head = happening.head
    anchors = [*happening.parts]
    if happening.carrier is not None:
        anchors.append(happening.carrier)
    for anchor in anchors:
        if (place := _place_below(anchor, known)) is not None:
            return place
    word, shared = head, True  # `shared`: the trigger has no subject of its own, and all of the clause above is its too
    for _ in range(WINDED):
        for child in word.children if shared else ():
            told = child.dep_ in OBJECTS or child.dep_ in PASSIVE_SUBJECTS
            if told and child.i != head.i and (place := _place_below(child, known)) is not None:
                return place
        above = word.head
        if (
            above is word
            or word.dep_ in ("relcl", "ccomp", "parataxis", "appos")
            or (word.dep_ == "acl" and word.tag_ != "VBG")
        ):
            return None  # where something is told is not where it happened, nor is a name's history where its news is
        shared = shared and not (word.dep_ == "conj" and any(c.dep_ in SUBJECTS | PASSIVE_SUBJECTS for c in word.children))
        place = _place_below(above, known) if above.tag_[:1] in "NVIR" else None
        if place is not None and (shared or (place.i < head.i and place.i < min(t.i for t in subjects_of(above) or [head]))):
            return place  # `in Sarn, police held two and soldiers shot one`: what opens a sentence holds for all of it
        word = above
    return None


def _place_below(token: Token, known: dict[int, Token | None]) -> Token | None:
    """The place under a word; `known` keeps what was found, for the events of a sentence share the words above them."""
    if token.i not in known:
        known[token.i] = _place_under(token, 0)
    return known[token.i]


def _place_under(token: Token, depth: int) -> Token | None:
    for child in token.children:
        if child.dep_ not in ("prep", "advmod"):
            continue
        if child.lower_ in SETTING_WORDS or (child.dep_ == "advmod" and child.lower_ in BEARINGS):
            for noun in _after(child):
                if _is_place(noun, child.lower_):
                    return noun
                for deep in noun.children:
                    if deep.dep_ == "prep" and deep.lower_ in ("of", "in", "near"):
                        for name in deep.children:
                            if name.dep_ == "pobj" and _is_place(name, "in"):
                                return name
                    if deep.dep_ == "appos" and deep.ent_type_ in PLACES:
                        return deep
                if depth < PLACE_DEPTH and (place := _place_under(noun, depth + 1)) is not None:
                    return place
        elif child.lower_ in LEADING_WORDS and depth < PLACE_DEPTH:
            for noun in _after(child):
                if noun.ent_type_ not in PARTIES and (place := _place_under(noun, depth + 1)) is not None:
                    return place
    return None


def _after(preposition: Token) -> Iterator[Token]:
    """The nouns that follow a preposition, also through `of`: `west of the town`."""
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield child
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from (deep for deep in child.children if deep.dep_ == "pobj")


def _is_place(noun: Token, preposition: str) -> bool:
    """Whether a noun names a place, or one of the kinds of place that carry a name: `Sarn district`."""
    if noun.ent_type_ in PLACES:
        return True
    if noun.ent_type_ in NO_PARTY or noun.tag_[:2] != "NN":
        return False
    if noun.tag_ == "NNP" and preposition == "in" and noun.ent_type_ in ("PERSON", ""):
        return True
    named = [c for c in noun.children if c.dep_ in ("compound", "amod", "nmod", "poss") and c.tag_[:3] == "NNP"]
    return any(child.ent_type_ in PLACES for child in named) or (
        bool(named) and noun.lemma_.lower() in lexicon().words["grammar.settings"]
    )


def placed(head: Token, naming: dict[int, list[Mention]]) -> Participant:
    """The innermost place, with the places that contain it where they follow: `Sarn district, Orde province`."""
    innermost = participant(head, naming)
    view, doc, last = view_of(head.doc), head.doc, head
    for _ in range(CONTAINERS):
        comma, end = last.i + 1, last.i + 2
        if end >= len(doc) or doc[comma].text != "," or doc[end].tag_[:3] != "NNP":
            break
        while end + 1 < len(doc) and doc[end + 1].tag_[:2] in ("NN", "HY") and not doc[end + 1].is_sent_start:
            end += 1
        kind = doc[end].lemma_.lower()
        within = kind in lexicon().words["grammar.settings"] and kind != last.lemma_.lower()  # a list has places of one kind
        if not within and (doc[end].ent_type_ not in PLACES or doc[end].dep_ in ("conj", *SUBJECTS, *PASSIVE_SUBJECTS)):
            break
        last = doc[end]
    if last is head:
        return innermost
    end_at = view.span(last.idx, last.idx + len(last)).end
    return replace(innermost, span=article_of(doc).span(innermost.span.start, end_at))
