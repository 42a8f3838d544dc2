"""Whose deed it is where the clause does not say: told with the deed that struck, named again, or told on without its doer.

Who did it on somebody's word alone did it on that word: in the outlet's own voice such a deed told again has no doer.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from accordingto.extract.blame import held_to_be
from accordingto.extract.cues import is_reduced
from accordingto.extract.cues import lexicon as cues
from accordingto.extract.events.clauses import MODIFIERS, after_prepositions, children_of, is_passive, subjects_of
from accordingto.extract.events.lexicon import Lexicon, lexicon
from accordingto.extract.events.triggers import VICTIM_KINDS, Happening
from accordingto.model import EventKind
from accordingto.read.annotate import sentence_of

RETOLD = 2  # sentences back that `the shooting` may mean a shooting told there
HARM: dict[EventKind, str] = {"ASSAULT": "violence", "COERCE": "restrict", "SANCTION": "relations"}
FORCED = frozenset(("arrest", "seize", "crowd-control"))  # what nobody does but a force


def supposed_of(actor: Token) -> tuple[Token, Token | None] | None:
    """The word that leaves open whether a doer is one of those named, and who he is then held to be; none where it is certain.

    `Alleged rebels`; `allegedly by rebels`; `gunmen believed to be rebels`, who are gunmen for certain.
    """
    for child in children_of(actor):
        if child.lower_ in cues().words["doubting"] and child.dep_ in ("amod", "compound"):
            return child, None
    by = actor.head
    if by.lower_ == "by" and by.i > by.sent.start and by.nbor(-1).lower_ in cues().adverbs:
        return by.nbor(-1), None  # `a raid, allegedly by rebels`
    return held_to_be(actor)


def subject_behind(verb: Token) -> Token | None:
    """The doer that the parser gave to a participle before the verb: "gunmen believed to be rebels stormed the mill"."""
    for above in verb.nbor(-1).ancestors if verb.i else ():
        if above.dep_ == "xcomp" and is_reduced(above.head) and above.right_edge.i == verb.i - 1:
            return next((child for child in children_of(above.head) if child.dep_ == "nsubj"), None)
    return None


def borrow(happening: Happening, by_head: dict[int, Happening], words: Lexicon) -> None:
    """Let victims told in the passive have the actor of the deed that struck them: `killed in an attack by rebels`."""
    if happening.kind == "AGREE" and not happening.noun:
        _promised_harm(happening, by_head)
    cause = by_head.get(happening.head.head.i) if happening.head.dep_ == "oprd" else None
    if cause is not None and cause.kind == "ASSAULT" and happening.kind is None:
        # `The firing left two men dead`: their death is its deed.
        happening.kind, happening.actors, happening.recipients = "ASSAULT", list(cause.actors), list(cause.recipients)
        return
    if happening.kind is None and happening.head.lemma_.lower() in words.words["grammar.deaths"]:
        _died_of(happening, by_head)
        return
    suffering = happening.head.lemma_.lower() in words.words["grammar.suffering"]
    if happening.actors or happening.kind != "ASSAULT" or (happening.noun and not suffering) or happening.reality == "negated":
        return
    for source in _told_with(happening.head):
        if source.dep_ == "advcl" and any(child.lower_ in ("when", "as", "after") for child in children_of(source)):
            # `killed when police opened fire`
            deed = by_head.get(source.i)
            if suffering and deed is not None and deed.kind == "ASSAULT" and deed.reality == "happened" and deed.actors:
                happening.actors = list(deed.actors)
                return
            if (
                suffering
                and deed is not None
                and deed.kind is None
                and deed.head.lemma_.lower() in words.words["grammar.mishaps"]
            ):
                happening.kind = happening.mode = None  # `killed when a boiler exploded`
                return
        if source.dep_ not in ("prep", "agent") or source.lower_ not in ("in", "by", "during", "to", "from", "due"):
            continue
        for noun in _struck_by(source):
            deed = by_head.get(noun.i) or next(
                (by_head[c.i] for c in children_of(noun) if c.dep_ == "acl" and c.i in by_head), None
            )
            if deed is None and noun.lemma_.lower() in words.words["police"]:
                deed = by_head.get(noun.i + 1)  # `killed in the police firing`, wherever the parser hangs the firing
            if deed is not None and not _as_good(deed, happening):
                continue
            if deed is not None and deed.kind in VICTIM_KINDS and (len(deed.actors) == 1 or (deed.actors and deed.one_sided)):
                happening.actors = list(deed.actors)
                return
    if happening.noun:
        return
    for subject in subjects_of(happening.head):
        deed = by_head.get(subject.i)
        if deed is not None and deed.noun and deed.kind in VICTIM_KINDS and not is_passive(happening.head):
            happening.actors = list(deed.actors)
            return


def _died_of(happening: Happening, by_head: dict[int, Happening]) -> None:
    """Let a death be of the deed that brought it: `a raid that resulted in the death of two`, `two died when police fired`."""
    head = happening.head
    causes: list[Token] = []
    if happening.noun and head.dep_ == "pobj" and head.head.lower_ in ("in", "to"):
        verb = head.head.head  # `resulted in`, `led to`
        causes = [*subjects_of(verb), *([verb.head] if verb.dep_ in ("acl", "relcl") else []), verb.head]
    elif not happening.noun:
        for source in children_of(head):
            if source.dep_ == "advcl" and any(child.lower_ in ("when", "as", "after") for child in children_of(source)):
                causes.append(source)
            elif source.dep_ == "prep" and source.lower_ in ("in", "by", "during", "from"):
                causes += [child for child in children_of(source) if child.dep_ == "pobj"]
    for cause in causes:
        deed = by_head.get(cause.i)
        if deed is not None and deed.kind == "ASSAULT" and deed.reality == "happened":
            happening.kind, happening.mode = "ASSAULT", deed.mode
            happening.recipients = after_prepositions(head, ("of",)) if happening.noun else subjects_of(head)
            if _as_good(deed, happening) and deed.one_sided:
                happening.actors = list(deed.actors)
            return


def _as_good(deed: Happening, happening: Happening) -> bool:
    """Whether what one mention says of its doer may be said of another: it is the outlet's own, or of the same source."""
    return deed.word is None or deed.word == happening.word


def _promised_harm(happening: Happening, by_head: dict[int, Happening]) -> None:
    """`Is ready to impose martial law`, `vowed to shell the port`: what is promised is harm, so the promise is a threat."""
    inner = [child for child in children_of(happening.head) if child.dep_ == "xcomp"]
    inner += [
        deep
        for child in children_of(happening.head)
        if child.dep_ == "acomp"
        for deep in children_of(child)
        if deep.dep_ == "xcomp"
    ]
    for verb in inner:
        deed = by_head.get(verb.i)
        if deed is not None and deed.rule.kind in HARM and happening.head.lemma_ != "agree":
            happening.kind, happening.mode = "THREATEN", HARM[deed.rule.kind]
            happening.recipients = happening.recipients or list(deed.recipients)


def _told_with(head: Token) -> list[Token]:
    """What hangs from a deed, or from one told in the same breath: `two were killed and five injured when police fired`."""
    suffering = lexicon().words["grammar.suffering"]
    found = list(children_of(head))
    if head.lemma_.lower() not in suffering:
        return found
    verbs = [head.head] if head.dep_ == "conj" else []
    for child in children_of(head):
        if child.dep_ == "conj":
            verbs += [child, *(deep for deep in children_of(child) if deep.dep_ == "acl")]  # `and five others injured`
        elif child.lower_ == "due":
            found += children_of(child)
    for verb in verbs:
        if verb.tag_ in ("VBD", "VBN") and verb.lemma_.lower() in suffering:
            found += children_of(verb)
    return found


def _struck_by(source: Token) -> list[Token]:
    """The nouns after a preposition, and what they are portions of: `in dozens of rounds of firing by police`."""
    found = []
    for child in children_of(source):
        inner = [child] if child.dep_ in ("pobj", "pcomp") else [deep for deep in children_of(child) if deep.dep_ == "pobj"]
        for noun in inner:
            found += [noun, *after_prepositions(noun, ("of",))]
            found += [
                deed  # `in forty rounds of firing by police`
                for of in children_of(noun)
                if of.lower_ == "of"
                for deed in children_of(of)
                if deed.dep_ == "pcomp"
            ]
    return found


def inherit(happenings: Sequence[Happening], words: Lexicon) -> None:
    """Let a deed told again, or told on, have the doer told just before.

    `Police opened fire. Two were hurt in the firing`: the same deed, named again with `the`. `Police stormed the mill. Rifles
    were seized`: only a force arrests and seizes, and the force told of last is the one.
    """
    told: list[tuple[int, Happening]] = []
    sentence, at = -1, None
    for happening in happenings:
        if (start := sentence_of(happening.head).start) != at:
            sentence, at = sentence + 1, start
        if not happening.actors and happening.kind in VICTIM_KINDS and happening.reality in ("happened", "ongoing"):
            near = [
                before
                for nth, before in reversed(told)
                if sentence - nth <= (RETOLD if happening.noun else 1) and _as_good(before, happening)
            ]
            source = _same_deed(happening, near) if happening.noun else _same_force(happening, near, words)
            if source is not None:
                happening.actors = list(source.actors)
        if happening.actors and happening.reality in ("happened", "ongoing"):
            told.append((sentence, happening))


def _same_deed(happening: Happening, near: Sequence[Happening]) -> Happening | None:
    if not happening.one_sided or not any(
        child.dep_ == "det" and child.lower_ in ("the", "this", "that") for child in children_of(happening.head)
    ):
        return None
    alike = [deed for deed in near if deed.kind == happening.kind and (deed.mode == happening.mode or happening.mode is None)]
    return alike[0] if alike else None


def _same_force(happening: Happening, near: Sequence[Happening], words: Lexicon) -> Happening | None:
    if not is_passive(happening.head) or happening.head.dep_ == "amod" or happening.mode not in FORCED:
        return None
    for deed in near:
        if all(actor.lemma_.lower() in words.words["police"] and actor.dep_ not in MODIFIERS for actor in deed.actors):
            return deed
    return None
