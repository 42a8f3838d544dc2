"""Nouns of happenings outside the sixteen kinds: when one tells of something in time, and not of a thing, a trait or a habit.

Method: a lexicon of nouns (lexicons/en/happenings.toml), some of which need evidence beside them, and nouns made of a verb of
the lexicon of events, which need more: `the resettlement of the villagers in May`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from accordingto.extract.events.clauses import (
    CLIPPED_ZONES,
    PLACES,
    auxiliaries_of,
    children_of,
    first_joined,
    subjects_of,
    zone_of,
)
from accordingto.extract.events.lexicon import PLAIN, Lexicon, Rule
from accordingto.read.annotate import load

CALENDAR = frozenset(("DATE", "TIME"))
PART_OF_NAMES = frozenset(("compound", "nmod", "poss", "amod"))
NO_CEREMONY = frozenset(("PERSON", "NORP", "GPE", "LOC"))
MADE_OF_VERBS = ("ation", "ition", "ment", "ance", "ing", "ion", "al", "ure")
OF_ANY_VERB = ("ing", "ization", "isation", "ification")  # the other endings make names of things too: portion, version
LONGEST_ABBREVIATION = 4  # letters: IPO, DWI
JOINED = frozenset(("det", "amod", "poss", "nummod", "prep", "acl", "relcl", "compound"))


def told(noun: Token, rule: Rule, words: Lexicon) -> bool:
    """Whether a noun of the lexicon tells of a happening where it stands."""
    if rule.kind is not None or rule.idiom:
        return True
    if noun.tag_ in ("NNS", "NNPS") and _bare(noun) and (_habitual(noun.head) or not _under(noun, words)):
        return False  # `elections are held by law`
    named = any(condition.wanted for condition in rule.conditions)  # what must stand beside it is evidence enough
    return not rule.told or named or evidence(noun, words) > 0


def stands(noun: Token, words: Lexicon) -> bool:
    """Whether a noun stands for a happening there, or only says of what kind another thing is: an `attack helicopter`."""
    if noun.ent_type_ in CALENDAR:
        return False  # `in the fall`
    if noun.dep_ == "npadvmod":
        return any(child.dep_ in ("det", "poss") for child in children_of(noun))  # `fell 5 percent, its worst fall`
    if noun.dep_ == "compound":
        lemma, head = noun.lemma_.lower(), noun.head.lemma_.lower()
        known = words.nouns.get(lemma, ())
        if not known or any(rule.kind for rule in known) or head not in words.words["evidence.compounded"]:
            return False
        # `piracy attack` tells of piracy; in `suicide attack` one word says how the other was done.
        return not any(lemma in condition.words for rule in words.nouns.get(head, ()) for condition in rule.conditions)
    return noun.dep_ != "nmod"


def hyphenated(last: Token, words: Lexicon) -> list[Token]:
    """The tokens of an event noun that the tokenizer takes apart, the last of them given: `cease-fire`, `hit-and-run`."""
    doc, first = last.doc, last.i
    for _ in range(2):
        if first < 2 or doc[first - 1].lower_ != "-" or doc[first - 1].whitespace_ or doc[first - 2].whitespace_:
            break
        first -= 2
        if joined_word(doc[first : last.i + 1]) in words.nouns:
            return list(doc[first : last.i + 1])
    return []


def outermost(pieces: Sequence[Token]) -> Token:
    """The piece by which a word hangs in its clause."""
    places = {piece.i for piece in pieces}
    return next((piece for piece in pieces if piece.head.i not in places or piece.head == piece), pieces[-1])


def joined_word(parts: Sequence[Token] | Slice) -> str:
    """The lemma of a word in pieces."""
    return "".join([token.lower_ for token in parts][:-1]) + parts[-1].lemma_.lower()


def abbreviated(noun: Token, words: Lexicon) -> bool:
    """Whether a word in capitals among words that are not is a happening of the lexicon: `charged with DWI`."""
    doc, i = noun.doc, noun.i
    if not noun.text.isupper() or noun.lower_ not in words.nouns or len(noun) > LONGEST_ABBREVIATION:
        return False
    return not any(doc[j].text.isupper() and doc[j].is_alpha for j in (i - 1, i + 1) if 0 <= j < len(doc))


def derived(noun: Token, words: Lexicon) -> Rule | None:
    """The rule of a noun that no lexicon knows, made of a verb: it must be told whose doing it was, and when or that it was."""
    lemma = noun.lemma_.lower()
    if noun.tag_ != "NN" or lemma in words.words["grammar.concrete"] or lemma in words.words["nouns.matter"]:
        return None
    if lemma in words.words["evidence.never"] or not _after(noun, "of", "by") or not (_dated(noun) or _under(noun, words)):
        return None
    plain = lemma.endswith(OF_ANY_VERB) and _after(noun, "of")
    still = words.words["verbs.still"]
    stems = [
        stem for stem in _stems(lemma) if stem not in still and (stem in words.verbs or (plain and stem in dictionary_verbs()))
    ]
    return PLAIN if stems else None


def _after(noun: Token, *prepositions: str) -> bool:
    return any(child.dep_ in ("prep", "agent") and child.lower_ in prepositions for child in children_of(noun))


@cache
def dictionary_verbs() -> frozenset[str]:
    """The verbs of the pipeline's dictionary."""
    return frozenset(load().get_pipe("lemmatizer").lookups.get_table("lemma_index")["verb"])  # type: ignore[attr-defined]


def _dated(noun: Token) -> bool:
    return any(
        child.ent_type_ in CALENDAR or (child.dep_ == "prep" and any(deep.ent_type_ in CALENDAR for deep in children_of(child)))
        for child in children_of(noun)
    )


def named_event(noun: Token, tag: str, words: Lexicon) -> bool:
    """Whether a name is of a ceremony or a contest: by its last word ("the Ostrel Awards") or by who is its host."""
    if tag not in ("NNP", "NNPS", "NNS") or not noun.text[:1].isupper() or noun.dep_ in PART_OF_NAMES:
        return False
    if tag != "NNP" and _hosted(noun, words):
        return True
    event = noun.ent_type_ == "EVENT" and tag != "NNS" and noun.is_alpha
    held = noun.lower_.removesuffix("s") in words.words["nouns.held"] and noun.ent_type_ not in NO_CEREMONY
    if not event and not held:
        return False
    inner = children_of(noun)
    definite = any(child.dep_ in ("det", "poss") for child in inner)
    if event and definite and not _inside_name(noun):
        return True
    if not held:
        return False
    numbered = any(child.tag_ == "CD" or child.ent_type_ in ("ORDINAL", "DATE") for child in inner)
    return (definite or numbered) and any(child.dep_ == "compound" for child in inner)


def _inside_name(noun: Token) -> bool:
    """Whether a name goes on after a word: `September 11`."""
    return noun.i + 1 < len(noun.doc) and noun.nbor().ent_iob_ == "I"


def _hosted(noun: Token, words: Lexicon) -> bool:
    """Whether a person hosts it, or is its host; a club hosts other clubs: `Tarn hosts the Rovers`."""
    if noun.ent_type_ in NO_CEREMONY:
        return False
    host = noun.head
    if noun.dep_ == "pobj" and host.lower_ == "of":
        host = host.head
        return host.tag_ == "NN" and host.lemma_.lower() in words.words["evidence.hosts"]
    if noun.dep_ != "dobj" or host.lemma_.lower() not in words.words["evidence.hosts"]:
        return False
    return any(one.ent_type_ == "PERSON" or one.tag_[:3] == "PRP" for one in subjects_of(host))


def evidence(noun: Token, words: Lexicon) -> int:
    """How much says that a noun is something in time: whose it was, when it was, what became of it."""
    counted = any(child.dep_ == "amod" and (child.ent_type_ == "ORDINAL" or child.tag_ == "JJS") for child in children_of(noun))
    return _dated(noun) + counted + _argument(noun) + _under(noun, words)


def _argument(noun: Token) -> bool:
    """Whether it is said whose doing or suffering it was, or where."""
    for child in children_of(noun):
        if child.dep_ == "poss":
            return True
        if child.dep_ in ("prep", "agent"):
            if child.lower_ in ("of", "by", "between"):
                return True
            if child.lower_ in ("in", "at", "near", "on", "off", "outside") and any(
                deep.ent_type_ in PLACES for deep in children_of(child)
            ):
                return True
    return False


def _bare(noun: Token) -> bool:
    """Whether a plural stands for all of its kind."""
    return not any(child.dep_ in JOINED for child in children_of(noun))


def _habitual(verb: Token) -> bool:
    """Whether a verb tells of what is so at all times."""
    present = ("VBZ", "VBP")
    return zone_of(verb) not in CLIPPED_ZONES and (
        verb.tag_ in present or any(aux.tag_ in present and aux.lemma_ == "be" for aux in auxiliaries_of(verb))
    )


def _under(noun: Token, words: Lexicon) -> bool:
    """Whether the sentence says that it took place, or what was done to it."""
    word = first_joined(noun)
    head, lists = word.head, words.words
    lemma = head.lemma_.lower()
    if word.dep_ in ("nsubj", "nsubjpass"):
        done = word.dep_ == "nsubjpass" and lemma in lists["evidence.object"]
        return done or (lemma in lists["evidence.subject"] and head.tag_[:2] == "VB")
    if word.dep_ in ("dobj", "obj"):
        return lemma in lists["evidence.object"]
    if word.dep_ == "attr":
        return head.tag_ == "VBD" or any(child.dep_ == "expl" for child in children_of(head))  # `there was a leak`
    if word.dep_ == "compound":
        return lemma in lists["evidence.compounded"]
    if word.dep_ == "pobj":
        if head.lower_ in lists["evidence.prepositions"]:
            return True
        if head.lower_ in lists["evidence.setting"]:
            return any(child.dep_ in ("det", "poss", "amod") for child in children_of(noun))
        if head.lower_ == "under" and head.head.tag_[:2] != "NN":
            return _bare(noun)  # `is under review`, but not `under the review`
        return (
            head.lower_ in ("of", "for", "with", "from", "to", "on") and head.head.lemma_.lower() in lists["evidence.charged"]
        )
    return word.dep_ == "ROOT" and zone_of(noun) in CLIPPED_ZONES


def _stems(lemma: str) -> list[str]:
    """Verbs that a noun may be made of."""
    found = []
    for ending in MADE_OF_VERBS:
        if lemma.endswith(ending) and len(lemma) > len(ending) + 2:
            stem = lemma.removesuffix(ending)
            found += [stem, f"{stem}e", f"{stem}ate", f"{stem}y"]
            if stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return found
