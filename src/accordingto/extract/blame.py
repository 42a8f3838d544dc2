"""Who is said to answer for a deed: blamed, held responsible, or owning up, in words that carry no clause.

"The raid was blamed on the Red Sheaf", "the army holds the Red Sheaf responsible for it", "the Red Sheaf took responsibility":
the deed is a noun and so is whoever answers for it. Here both are found: for statements who lays it at whose door, for events
whose deed it is then said to be. A responsibility that nobody takes, or that somebody rejects, ties no one to a deed.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from accordingto.extract.cues import agent_of, extent, is_negated, is_passive, lexicon
from accordingto.extract.drafts import Draft, Tokens, can_speak, phrase_of, subject_of, subtree
from accordingto.model import Certainty, ReportMode

TO = frozenset(("to", "on", "upon"))  # attributed to, blamed on
FAR = 12  # words from "holds" to "responsible"
FOR = frozenset(("for", "in", "of", "with", "behind"))  # responsible for, implicated in, accused of, charged with, behind


def blamings(doc: Doc) -> Iterator[Draft]:
    """Yield what lays a deed at somebody's door, or somebody takes on, in the order of its words."""
    words = lexicon().words
    for verb in doc:
        if verb.pos_ != "VERB":
            continue
        lemma = verb.lemma_.lower()
        if lemma in words["laying"]:
            yield from _laid(verb)
        elif lemma in words["holding"]:
            yield from _held(verb)
        elif lemma in words["owning"] and (duty := _duty(verb)) is not None and not _is_modal(verb) and not is_negated(verb):
            subject = subject_of(verb)
            if subject is not None and _may_say(subject):
                yield _draft(verb, "claim", phrase_of(subject, verb), subtree(duty))


def _laid(verb: Token) -> Iterator[Draft]:
    """Yield "the raid was attributed to X by Y", "the raid, blamed on X", "Y attributed the raid to X"."""
    deed = next((child for child in verb.children if child.dep_ == "dobj"), None)
    to = _preposition(verb, TO) or (_preposition(deed, frozenset(("to",))) if deed is not None else None)
    if to is None or is_negated(verb):
        return
    kind = "accuse" if verb.lemma_.lower() in lexicon().words["laying_blame"] else "believe"
    if is_passive(verb):
        deed = next((child for child in verb.children if child.dep_ in ("nsubjpass", "nsubj")), None)
        if deed is not None:
            yield _draft(verb, kind, _agent(verb), subtree(deed) | subtree(to))
    elif verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.pos_ in ("NOUN", "PROPN"):
        yield _draft(verb, kind, _agent(verb), (subtree(verb.head) - subtree(verb)) | subtree(to))
    elif kind == "believe":  # "blamed the raid on X" is read as any verb of blaming is
        subject = subject_of(verb)
        if subject is not None and deed is not None and _may_say(subject):
            yield _draft(verb, kind, phrase_of(subject, verb), subtree(deed) | subtree(to))


def _agent(verb: Token) -> Tokens:
    agent = agent_of(verb)
    return phrase_of(agent, verb) if agent is not None else frozenset()


def _held(verb: Token) -> Iterator[Draft]:
    """Yield "the army holds X responsible for the raid", "X was held responsible"."""
    answers = _answering(verb)
    if answers is None or is_negated(verb):
        return
    if is_passive(verb):
        charged = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
        source = _agent(verb)
    else:
        subject = subject_of(verb)
        charged = _charged(verb, answers)
        if subject is None or not _may_say(subject):
            return
        source = phrase_of(subject, verb)
    if charged is not None:
        yield _draft(verb, "accuse", source, subtree(charged) | subtree(answers))


def _answering(verb: Token) -> Token | None:
    """The "responsible" of "holds X responsible", whatever the parser hung it on."""
    after = verb.doc[verb.i + 1 : min(verb.i + FAR, verb.sent.end)]
    return next((one for one in after if one.lower_ in lexicon().words["answering"] and verb in one.ancestors), None)


def _charged(verb: Token, answers: Token) -> Token | None:
    for holder in (verb, answers, answers.head):
        found = next((c for c in holder.children if c.dep_ in ("dobj", "nsubj") and verb.i < c.i < answers.i), None)
        if found is not None:
            return found
    return None


def _duty(verb: Token) -> Token | None:
    """The "responsibility" that a verb takes, where it is said what for."""
    for child in verb.children:
        if child.dep_ == "dobj" and child.lemma_.lower() in lexicon().words["duties"]:
            none = any(part.lower_ == "no" for part in child.children)
            return None if none or (_preposition(child, FOR) or _preposition(verb, FOR)) is None else child
    return None


def _may_say(subject: Token) -> bool:
    return subject.pos_ == "PROPN" or can_speak(subject)


def _is_modal(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.tag_ == "MD" for child in verb.children) or verb.tag_ == "VB"


def _preposition(head: Token, words: frozenset[str]) -> Token | None:
    return next((child for child in head.children if child.dep_ in ("prep", "dative") and child.lower_ in words), None)


def _draft(verb: Token, kind: str, source: Tokens, content: set[int] | Tokens) -> Draft:
    start, end = extent(verb, lexicon())
    report, certainty = lexicon().modes[kind]
    told: tuple[ReportMode, Certainty] = (report, certainty)
    words = frozenset(content) - source - frozenset(range(start, end))
    return Draft((start, end), source, words, kind, "blame", *told, verb, sourceless=not source)


# ------------------------------------------------------------------------------------------------------------------ events


def answerable(deed: Token) -> list[Token]:
    """Who is said to answer for a deed that stands as a noun or gerund: the heads of their names; none where nobody is."""
    return [head for head in _answerable(deed) if head.pos_ in ("NOUN", "PROPN") and not _is_none(head)]


def _answerable(deed: Token) -> list[Token]:
    words = lexicon().words
    above = deed.head
    if deed.dep_ in ("pobj", "pcomp") and above.dep_ == "prep" and above.lower_ in FOR:
        governor = above.head
        lemma = governor.lemma_.lower()
        if lemma in words["duties"] and governor.dep_ == "dobj" and not any(c.lower_ == "no" for c in governor.children):
            return _subjects(governor.head) if governor.head.lemma_.lower() in (*words["owning"], "claim") else []
        if lemma in words["owning"] and _duty(governor) is not None:
            return _subjects(governor)
        if lemma in words["answering"] and above.lower_ == "for":
            return _answering_for(governor)
        if lemma in words["charging"] and governor.pos_ == "VERB":
            return _accused(governor)
        if lemma == "be" and above.lower_ == "behind":
            return _subjects(governor)
    if deed.dep_ in ("nsubjpass", "nsubj", "dobj") and above.lemma_.lower() in words["laying"]:
        to = _preposition(above, TO) or _preposition(deed, frozenset(("to",)))
        return _joined(to) if to is not None and not is_negated(above) else []
    for clause in deed.children:
        if clause.dep_ == "acl" and clause.tag_ == "VBN" and clause.lemma_.lower() in words["laying"]:
            to = _preposition(clause, TO)
            return _joined(to) if to is not None else []
    if deed.dep_ in ("nsubj", "nsubjpass"):  # "is thought to be the work of X"
        for part in above.subtree:
            if part.dep_ == "attr" and part.lower_ == "work" and part.i > above.i and not is_negated(part.head):
                of = _preposition(part, frozenset(("of",)))
                return _joined(of) if of is not None else []
    return []


def _answering_for(responsible: Token) -> list[Token]:
    verb = responsible.head
    if is_negated(verb) or is_negated(responsible):
        return []
    for holder in (verb, verb.head):
        if holder.lemma_.lower() in lexicon().words["holding"]:
            charged = _charged(holder, responsible)
            return _and(charged) if charged is not None and not is_passive(holder) else _subjects(holder)
    return _subjects(verb) if verb.lemma_ == "be" else []


def _accused(verb: Token) -> list[Token]:
    """Whom a verb charges: its object, or its subject in the passive ("has been implicated in")."""
    if is_negated(verb):
        return []
    if is_passive(verb):
        return _subjects(verb)
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return [verb.head]
    return [part for child in verb.children if child.dep_ == "dobj" for part in _and(child)]


def _subjects(verb: Token) -> list[Token]:
    if is_negated(verb):
        return []
    subject = subject_of(verb)
    if subject is not None and subject.lower_ in ("which", "who", "that") and verb.dep_ == "relcl":
        subject = verb.head
    return _and(subject) if subject is not None else []


def _joined(preposition: Token) -> list[Token]:
    return [part for child in preposition.children if child.dep_ == "pobj" for part in _and(child)]


def _and(head: Token) -> list[Token]:
    found = [head]
    for token in found:
        found += [child for child in token.children if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN")]
    return found


def _is_none(head: Token) -> bool:
    """Whether words name nobody: "no group", "nobody", "those responsible"."""
    return head.lower_ in lexicon().words["nobody"] or any(child.lower_ in ("no", "any", "which") for child in head.children)
