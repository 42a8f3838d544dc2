"""Which words of a sentence lay something at someone's door.

A cue is found by the lexicon (`lexicons/en/cues.toml`) and the parse; whose it is and what it says is the work of `statements`.
Nothing here decides on reality: "denied", "vowed" and "is said to have" are cues alike, of different classes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from spacy.tokens import Doc, Token

from accordingto.model import Certainty, ReportMode
from accordingto.read.annotate import zone_of

Form = Literal[
    "verb", "light", "noun", "predicate", "adverb", "adjective", "according", "impersonal", "verification", "showing"
]

LONGEST_PHRASE = 6  # words of "in the words of" and the first of the holder
HELPERS = frozenset(("aux", "auxpass", "neg", "advmod", "prt"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))


@dataclass(frozen=True, slots=True)
class Frame:
    """How a verb takes its content in one class."""

    kind: str
    clause: bool = False
    object: bool = False
    infinitive: bool = False
    whom: bool = False
    prepositions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cue lexicon of a language, read once."""

    modes: Mapping[str, tuple[ReportMode, Certainty]]
    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, str]
    predicates: Mapping[str, str]
    light: frozenset[str]
    documents: frozenset[str]
    adverbs: Mapping[str, tuple[ReportMode, Certainty]]
    adjectives: Mapping[str, tuple[ReportMode, Certainty]]
    impersonal: Mapping[str, tuple[ReportMode, Certainty]]
    phrases: Mapping[str, str]
    aspect: frozenset[str]
    checking: frozenset[str]
    unclear: tuple[str, ...]
    silence: tuple[str, ...]
    possible: frozenset[str]
    probable: frozenset[str]
    unnamed: frozenset[str]
    unnamed_phrases: tuple[str, ...]
    roles: frozenset[str]
    parties: frozenset[str]
    speakers: frozenset[str]
    contested: frozenset[str]
    bare: frozenset[str]
    prepositional: frozenset[str]
    words: Mapping[str, frozenset[str]]
    got: frozenset[str]
    made: frozenset[str]


@cache
def lexicon(language: str = "en") -> Lexicon:
    """Read a language's cue lexicon from the package."""
    path = resources.files("accordingto.extract").joinpath("lexicons", language, "cues.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    frames: dict[str, list[Frame]] = {}
    for kind, entry in data["class"].items():
        prepositions = {
            verb: frozenset(words.split(","))
            for verb, _, words in (item.partition(":") for item in entry.get("prep", "").split())
        }
        slots = {slot: frozenset(entry.get(slot, "").split()) for slot in ("clause", "object", "infinitive", "whom")}
        for verb in sorted(frozenset(prepositions).union(*slots.values())):
            held = {slot: verb in verbs for slot, verbs in slots.items()}
            frames.setdefault(verb, []).append(Frame(kind, prepositions=prepositions.get(verb, frozenset()), **held))
    return Lexicon(
        modes={kind: (entry["report"], entry["certainty"]) for kind, entry in data["class"].items()},
        verbs={verb: tuple(found) for verb, found in frames.items()},
        nouns={noun: kind for kind, nouns in reversed(data["nouns"].items()) for noun in nouns.split()},
        predicates={word: kind for kind, words in data["predicates"].items() for word in words.split()},
        light=_words(data["light"]["verbs"]),
        documents=_words(data["documents"]["nouns"]),
        adverbs=_modes(data["adverbs"]),
        adjectives=_modes(data["adjectives"]),
        impersonal=_modes(data["impersonal"]),
        phrases=dict(data["phrases"]),
        aspect=_words(data["aspect"]["verbs"]),
        checking=_words(data["verification"]["verbs"]),
        unclear=tuple(data["verification"]["phrases"]),
        silence=tuple(data["silence"]["phrases"]),
        possible=_words(data["modality"]["possible"]),
        probable=_words(data["modality"]["probable"]),
        unnamed=_words(data["anonymous"]["plural"]),
        unnamed_phrases=tuple(data["anonymous"]["phrases"]),
        roles=_words(data["anonymous"]["roles"]),
        parties=_words(data["anonymous"]["parties"]),
        speakers=_words(data["anonymous"]["speakers"]),
        contested=_words(data["contested"]["verbs"]),
        bare=_words(data["bare"]["nouns"]),
        prepositional=_words(data["contested"]["prepositions"]),
        words={name: _words(listed) for name, listed in data["words"].items()},
        got=_words(data["obtain"]["got"]),
        made=_words(data["obtain"]["made"]),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _modes(table: Mapping[str, Any]) -> dict[str, tuple[ReportMode, Certainty]]:
    return {word: (report, certainty) for word, (report, certainty) in table.items()}


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that attribute: half-open token indices, the token the parse hangs on, their class and the frames they open."""

    start: int
    end: int
    head: Token
    kind: str
    form: Form
    frames: tuple[Frame, ...] = ()
    preposition: Token | None = None


def cues(doc: Doc) -> Iterator[Cue]:
    """Yield every cue of a Doc, in order of its head. Whether it attributes shows when source and content are sought."""
    words = lexicon()
    for token in doc:
        if not is_title_word(token):
            yield from _at(token, words)


def is_title_word(token: Token) -> bool:
    """Whether a verb stands with a capital inside a sentence of the body: a word of a title ("He Said It Would Rain")."""
    if not token.is_title or token.is_sent_start or token.pos_ not in ("VERB", "AUX"):
        return False
    before = token.doc[token.i - 1]
    return before.is_alpha and zone_of(token) == "body"


def _at(token: Token, words: Lexicon) -> Iterator[Cue]:
    lower, lemma = token.lower_, token.lemma_.lower()
    if lower == "according" and (to := _next(token)) is not None and to.lower_ in ("to", "by"):
        yield Cue(token.i, token.i + 2, token, "report", "according")
    elif token.pos_ == "ADP" and (phrase := _phrase_at(token, words)) is not None:
        yield Cue(token.i, token.i + len(phrase.split()), token, words.phrases[phrase], "according")
    elif token.pos_ == "ADV" and lower in words.adverbs:
        yield Cue(token.i, token.i + 1, token, "hearsay", "adverb")
    elif token.dep_ == "amod" and lower in words.adjectives and token.head.pos_ in ("NOUN", "PROPN"):
        yield Cue(token.i, token.i + 1, token, "hearsay", "adjective")
    elif lower == "called" and token.i >= 2 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "so":
        yield Cue(token.i - 2, token.i + 1, token, "hearsay", "adjective")
    elif token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass") and lower not in words.prepositional:
        yield from _verbal(token, lemma, words)
    elif token.pos_ == "NOUN" and lemma in words.nouns:
        yield Cue(token.i, token.i + 1, token, words.nouns[lemma], "noun")
    if lower in words.predicates and token.dep_ in ("acomp", "ROOT", "conj", "advcl", "ccomp", "relcl", "xcomp", "attr"):
        start = _copula(token)
        if start is not None:
            yield Cue(start, token.i + 1, token, words.predicates[lower], "predicate")


def _phrase_at(token: Token, words: Lexicon) -> str | None:
    """The prepositional phrase of the lexicon that a word opens ("in the words of")."""
    if token.lower_ not in ("in", "at", "on"):
        return None
    following = " ".join(each.lower_ for each in token.doc[token.i : token.i + LONGEST_PHRASE])
    return next((phrase for phrase in words.phrases if following.startswith(f"{phrase} ")), None)


def _verbal(token: Token, lemma: str, words: Lexicon) -> Iterator[Cue]:
    particle = next((child for child in token.children if child.dep_ == "prt"), None)
    name = f"{lemma}-{particle.lower_}" if particle is not None and f"{lemma}-{particle.lower_}" in words.verbs else lemma
    start, end = extent(token, words)
    frames = words.verbs.get(name, ())
    if lemma == "put" and any(
        child.dep_ == "dobj" and child.lemma_.lower() in words.words["tolls"] for child in token.children
    ):
        frames = (Frame("show", object=True),)  # "put the toll at nine"
    if lemma in words.made and (shows := _shown_in(token, words)) is not None:
        yield Cue(start, shows.i + 1, token, "show", "showing", (), shows)
        return
    if lemma in words.light and (noun := _light_object(token, words)) is not None:
        yield Cue(start, noun.i + 1, token, words.nouns[noun.lemma_.lower()], "light", frames)
        return
    charged = token.lower_ == "suspected" and any(child.dep_ == "prep" and child.lower_ == "of" for child in token.children)
    if is_passive(token) and not agent_of(token) and token.lower_ in words.impersonal and not charged:
        yield Cue(start, end, token, "hearsay", "impersonal", frames)
        return
    if is_passive(token) and lemma in words.checking and is_negated(token):
        yield Cue(start, end, token, "verify", "verification", frames)
        return
    if lemma in words.checking and not is_passive(token) and (able := unable_from(token)) is not None:
        frame = Frame("verify", clause=True, object=True, prepositions=frozenset(("whether",)))
        yield Cue(min(start, able), end, token, "verify", "verb", (frame,))
        return
    if frames or any(child.dep_ == "ccomp" for child in token.children):
        kind = frames[0].kind if frames else "report"
        yield Cue(start, end, token, kind, "verb", frames)


def unable_from(verb: Token) -> int | None:
    """Where words begin that say a check could not be made ("was not able to determine", "could not confirm"); else None."""
    above = verb.head
    if above.lemma_ == "be":  # "is difficult to confirm": verb and adjective side by side
        above = next((child for child in above.children if child.dep_ == "acomp" and child.i < verb.i), above)
    if verb.dep_ in ("xcomp", "acl", "advcl", "ccomp") and above.lemma_.lower() in lexicon().words["unable"]:
        chain = [above, *list(above.ancestors)[:2]]
        holds = above.lemma_.lower() in ("unable", "difficult", "impossible", "hard") or any(map(is_negated, chain))
        copula = next((token for token in chain if token.lemma_ == "be"), None)
        if holds:
            return extent(copula, lexicon())[0] if copula is not None and copula.i < above.i else above.i
        return None
    modal = any(child.lower_ in ("could", "can", "ca", "cannot") for child in verb.children)
    return extent(verb, lexicon())[0] if modal and is_negated(verb) else None


def extent(token: Token, words: Lexicon) -> tuple[int, int]:
    """Half-open token bounds of a verb with the auxiliaries, negation, adverbs, particle and aspect verb beside it."""
    start, sentence = token.i, token.sent
    while start > sentence.start:
        before = token.doc[start - 1]
        if before.lower_ in words.adverbs:
            break  # "were allegedly preparing": the hedge is a cue of its own
        helps = (
            before.dep_ in HELPERS
            and before.lower_ not in lexicon().words["times"]
            and token in (before.head, before.head.head)
        )
        dates = before.dep_ in ("npadvmod", "det") and before.head.i >= start and before.head.head == token
        if not (helps or dates):
            break
        start -= 1
    end = token.i + 1
    while end < sentence.end and token.doc[end].head == token and token.doc[end].dep_ in ("prt", "neg"):
        end += 1
    if token.dep_ in ("xcomp", "pcomp") and token.head.i < start and _is_aspect(token.head, words):
        wide, _ = extent(token.head, words)
        if start - token.head.i <= 3:
            start = wide
    return start, end


def _is_aspect(verb: Token, words: Lexicon) -> bool:
    return verb.pos_ in ("VERB", "AUX") and verb.lemma_.lower() in words.aspect


def governor(token: Token, words: Lexicon) -> Token:
    """The verb whose subject a cue verb shares because it only times or hedges it ("went on to say": went)."""
    while token.dep_ in ("xcomp", "pcomp") and _is_aspect(token.head, words):
        token = token.head
    return token


def _copula(token: Token) -> int | None:
    if token.dep_ in ("acomp", "attr", "xcomp") and token.head.lemma_ in (
        "be",
        "feel",
        "seem",
        "sound",
        "remain",
        "become",
        "appear",
        "look",
    ):
        start, _ = extent(token.head, lexicon())
        return start if token.i - start <= 5 else token.i
    auxiliaries = [child for child in token.children if child.dep_ in ("aux", "auxpass", "neg", "cop") and child.i < token.i]
    return auxiliaries[0].i if auxiliaries else None


def _light_object(token: Token, words: Lexicon) -> Token | None:
    for child in token.children:
        if child.dep_ == "dobj" and child.lemma_.lower() in words.nouns and child.i - token.i <= 5:
            return child
    return None


def _shown_in(verb: Token, words: Lexicon) -> Token | None:
    """The verb of showing in "printed a map that showed", "released a report naming"."""
    paper = next((child for child in verb.children if child.dep_ == "dobj" and child.lemma_.lower() in words.documents), None)
    if paper is None or paper.i <= verb.i:
        return None
    for clause in paper.subtree:
        relative = clause.dep_ in ("relcl", "acl") and clause.i > paper.i and clause.tag_ in ("VBD", "VBZ", "VBP", "VBG")
        frames = words.verbs.get(clause.lemma_.lower(), ()) if relative else ()
        if any(frame.kind in ("show", "report", "claim") for frame in frames):
            return clause
    return None


def is_passive(token: Token) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in token.children)


def is_reduced(verb: Token) -> bool:
    """Whether a verb of thinking or saying stands as a participle: nobody "believed to be", one is believed to be."""
    if verb.tag_ not in ("VBN", "VBD") or verb.lower_ not in lexicon().impersonal:
        return False
    after = verb.doc[verb.i + 1 : verb.i + 3]
    return [each.lower_ for each in after] == ["to", "be"] and not any(c.dep_ in ("auxpass", "aux") for c in verb.children)


def is_negated(token: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in ("no", "cannot") for child in token.children)


def agent_of(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ == "agent":
            return next((part for part in child.children if part.dep_ == "pobj"), None)
    return None


def _next(token: Token) -> Token | None:
    return token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
