"""Who is said to answer for a deed: blamed, held responsible, or owning up, in words that carry no clause.

"The raid was blamed on the Red Sheaf", "the army holds the Red Sheaf responsible for it", "the Red Sheaf took responsibility":
the deed is a noun and so is whoever answers for it. Here both are found: for statements who lays it at whose door, for events
whose deed it is then said to be. A responsibility that nobody takes, or that somebody rejects, ties no one to a deed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from accordingto.extract.cues import agent_of, extent, is_negated, is_passive, is_reduced, lexicon
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
        elif is_reduced(verb):
            yield from _supposed(verb)
        elif lemma in words["owning"] and (duty := _duty(verb)) is not None and not _is_modal(verb) and not is_negated(verb):
            subject = subject_of(verb)
            if subject is not None and _may_say(subject):
                yield _draft(verb, "claim", phrase_of(subject, verb), subtree(duty))
        elif (caller := _calling(verb)) is not None and (duty := _duty(verb)) is not None:
            yield _draft(verb, "claim", phrase_of(caller, verb.head), subtree(duty))


def _supposed(verb: Token) -> Iterator[Draft]:
    """Yield "gunmen believed to be rebels": who somebody is held to be, at nobody's door."""
    noun = subject_of(verb) if verb.dep_ != "acl" else verb.head
    being = next((child for child in verb.children if child.dep_ == "xcomp"), None)
    if noun is None or being is None or noun.i > verb.i:
        return
    report, certainty = lexicon().impersonal[verb.lower_]
    words = frozenset(range(noun.left_edge.i, noun.i + 1)) | subtree(being)
    cue = (verb.i, verb.i + 1)
    yield Draft(cue, frozenset(), words, "hearsay", "blame", report, certainty, verb, sourceless=True)


def charging(doc: Doc, draft: Draft) -> Draft:
    """A report that somebody answers for an outrage is a charge, and of whoever reports of himself an avowal.

    The outrage must be one that is meant: what somebody "has been responsible for" at large is an opinion of him.
    """
    if draft.report != "reported" or draft.certainty != "CT+" or not draft.content:
        return draft
    verb = next((doc[i] for i in sorted(draft.content) if doc[i].lemma_ == "be" and doc[i].head.i not in draft.content), None)
    if verb is None or is_negated(verb) or _is_modal(verb):
        return draft
    for child in verb.children:
        to: Token | None = child if child.lower_ == "behind" else None
        if child.dep_ == "acomp" and child.lower_ in lexicon().words["answering"]:
            to = _preposition(child, frozenset(("for",)))
        if to is not None and any(map(_meant, _joined(to))):
            subject = subject_of(verb)
            own = subject is None or subject.pos_ == "PRON"
            return replace(draft, report=lexicon().modes["claim" if own else "accuse"][0])
    return draft


def _meant(deed: Token) -> bool:
    return deed.lemma_.lower() in lexicon().words["outrages"] and any(
        child.dep_ == "poss" or child.lower_ in ("the", "this", "that", "these", "those") for child in deed.children
    )


def _calling(verb: Token) -> Token | None:
    """Who did something in order to claim a deed: "a man rang the paper to claim responsibility"."""
    if not _owns(verb) or verb.tag_ != "VB" or verb.dep_ != "advcl":
        return None
    if verb.head.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or is_negated(verb.head) or _is_modal(verb.head):
        return None
    subject = subject_of(verb.head)
    return subject if subject is not None and _may_say(subject) else None


def held_to_be(noun: Token) -> tuple[Token, Token] | None:
    """The verb that says who somebody is held to be, and that word: "gunmen believed to be members of X".

    The verb has no subject of its own here, even where the parser takes the noun for one who believes.
    """
    verb = noun.head if noun.dep_ == "nsubj" else next((child for child in noun.children if child.dep_ == "acl"), None)
    if verb is None or not is_reduced(verb) or not noun.i < verb.i:
        return None
    being = next((child for child in verb.children if child.dep_ == "xcomp" and child.lemma_ == "be"), None)
    what = next((child for child in being.children if child.dep_ == "attr"), None) if being is not None else None
    return (verb, what) if what is not None and what.pos_ in ("NOUN", "PROPN") else None


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


def answerable(deed: Token) -> tuple[list[Token], Token | None]:
    """Who is said to answer for a deed that stands as a noun or gerund, and the word that says so.

    The heads of their names, of a body where somebody speaks for it; none where nobody is.
    """
    word, found = _saying(deed), _answerable(deed)
    if found and word is not None and _owns(word):
        found = _on_behalf(word) or [body for head in found for body in _spoken_for(head)]
    return [head for head in found if head.pos_ in ("NOUN", "PROPN", "PRON") and not _is_none(head)], word


def is_share(noun: Token) -> bool:
    """Whether a word is what somebody has in a deed, and not the deed: `responsibility for`, `involvement in`."""
    words = lexicon().words
    return noun.lemma_.lower() in words["duties"] | words["shares"] | words["answering"]


def takes_on(deed: Token, source: str) -> bool:
    """Whether a relative pronoun claims a deed: "the X, which claimed responsibility for it"."""
    verb = _saying(deed)
    if source.lower() not in ("which", "who", "that") or verb is None or _duty(verb) is None:
        return False
    return _owns(verb)


def _owns(verb: Token) -> bool:
    return verb.lemma_.lower() in ("claim", *lexicon().words["owning"])


def _on_behalf(claim: Token) -> list[Token]:
    """For whom a deed is claimed: "on behalf of X", "in the name of X"."""
    for of in claim.subtree:
        if of.lower_ == "of" and of.head.lower_ in ("behalf", "name") and of.head.head.lower_ in ("on", "in"):
            return _joined(of)
    return []


def _saying(deed: Token) -> Token | None:
    """The verb above a deed, which may say whose it is."""
    for above in deed.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return above
    return None


def _spoken_for(head: Token) -> list[Token]:
    """The body that takes a deed on through a speaker: "a spokesman for X", "a caller who said he spoke for X"."""
    words = lexicon()
    lemma = head.lemma_.lower()
    if lemma in words.speakers or lemma in words.words["voices"]:
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("for", "of", "from"):
                return _joined(child)
            if child.dep_ in ("poss", "compound", "nmod") and child.pos_ == "PROPN":
                return [child]
        if head.ent_type_ != "PERSON" and lemma in words.speakers:
            return []  # "its spokesman", "a spokesman": whoever speaks has not done it himself
    if head.pos_ == "NOUN":
        for clause in head.children:
            if clause.dep_ in ("relcl", "acl"):
                for part in clause.subtree:
                    speaks = part.dep_ == "prep" and part.head.lemma_.lower() in words.words["speaking_for"]
                    if speaks and part.lower_ in ("for", "of"):
                        return _joined(part)
                    if part.lemma_.lower() == "represent" and (whom := [c for c in part.children if c.dep_ == "dobj"]):
                        return whom
    return [head]


def _answerable(deed: Token) -> list[Token]:
    words = lexicon().words
    while deed.dep_ == "conj" and deed.head.pos_ in ("NOUN", "PROPN", "VERB"):
        deed = deed.head  # "for a raid and two killings"
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
