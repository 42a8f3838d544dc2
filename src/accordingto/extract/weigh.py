"""Two readings of the same words put together: the rules' drafts and the encoder's.

The encoder is the better judge of whether words attribute and of where a content ends; the rules know the class of a cue, its
target, whom it is told to, and the forms the encoder was never shown (labels, headlines, nested and shared words). So a draft
of both keeps the class of the rules, and their edges where both mean the same words; one of the encoder alone gets its class
from the lexicon; one of the rules alone stands where the encoder does not speak against it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from accordingto.extract.cues import lexicon
from accordingto.extract.drafts import Draft, Quotes
from accordingto.extract.learned import Learned, Reading
from accordingto.extract.roles import addressee_of, clipped, stance
from accordingto.read.annotate import zone_of

UNSEEN = frozenset(("credit", "continuation", "relay", "hearsay", "epistemic", "verify", "decline"))
"""Classes that PolNeAR does not annotate, or that the rules know better than the encoder."""
ALIKE = float(os.environ.get("ALIKE", 0.6))  # share of words two contents have in common from which they mean the same
SURE = float(os.environ.get("SURE", 0.85))
ALONE = float(os.environ.get("ALONE", 0.0))
DOUBT = float(
    os.environ.get("DOUBT", 0.12)
)  #  # below this probability of a cue the encoder speaks against the rules; swept on benchmarks/statements


def weighed(doc: Doc, drafts: Sequence[Draft], learned: Learned) -> list[Draft]:
    """The drafts of both, in the order of their cues."""
    quotes = Quotes(doc)
    found: list[Draft] = [draft for draft in drafts if draft.cue is None]
    rules = [draft for draft in drafts if draft.cue is not None]
    readings = [one for one in learned.readings() if zone_of(doc[one.cue[0]]) not in ("credit", "furniture")]
    told = {draft.relays.i for draft in rules if draft.relays is not None}
    fixed = {
        number
        for number, draft in enumerate(rules)
        if draft.relays is not None
        or draft.rule in ("quoted-as", "verb-announced")
        or (draft.head is not None and draft.head.i in told)
    }  # relays share a content, which the encoder was never shown
    met: set[int] = set()
    for reading in readings:
        same = [number for number, draft in enumerate(rules) if draft.cue and _overlap(draft.cue, reading.cue)]
        if any(number in fixed for number in same):
            continue
        if same and any(reading.cue[0] in other.content for other in readings):
            continue  # words inside words: the encoder was taught one layer
        draft = _best([rules[number] for number in same], reading)
        made = _joined(draft, reading) if draft is not None else _drafted(doc, reading)
        if made is not None and made.content:
            found.append(clipped(made, quotes))
            met |= set(same)
    held = frozenset(i for draft in found for i in draft.content)
    for number, draft in enumerate(rules):
        if (
            number not in met
            and draft.cue
            and (number in fixed or draft.kind in UNSEEN or draft.cue[0] in held or learned.sure(draft.cue) >= DOUBT)
        ):
            found.append(draft)
    return sorted(found, key=_place)


def _place(draft: Draft) -> tuple[int, int, int]:
    first = draft.cue[0] if draft.cue else min(draft.content | draft.source, default=0)
    return first, min(draft.content, default=0), len(draft.content)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _best(same: Sequence[Draft], reading: Reading) -> Draft | None:
    """Of the rules' drafts for a cue the one that shares most words with the reading."""
    return max(same, key=lambda draft: (len(draft.content & reading.content), len(draft.source & reading.source)), default=None)


def _joined(draft: Draft, reading: Reading) -> Draft:
    """One draft of two: where both mean the same words the rules' edges hold, for they follow the parse."""
    shared, either = draft.content & reading.content, draft.content | reading.content
    alike = bool(either) and len(shared) >= ALIKE * len(either)
    content = draft.content if alike or not reading.content or reading.roles < SURE else reading.content
    source = draft.source or reading.source
    assert draft.cue is not None
    content -= source | frozenset(range(*draft.cue))
    return replace(
        draft,
        source=source,
        content=content,
        rule=f"{draft.rule}+encoder",
        sourceless=not source,
        confidence=0.5 + 0.5 * min(reading.sure, reading.roles),
    )


def _drafted(doc: Doc, reading: Reading) -> Draft | None:
    """A draft of the encoder's alone, with the class that the lexicon knows its words by."""
    if not reading.content or reading.sure * reading.roles < ALONE:
        return None
    head = _head(doc, reading.cue)
    kind = _class(doc, reading.cue, head)
    report, certainty = stance(kind, head)
    return Draft(
        reading.cue, reading.source, reading.content - reading.source, kind, "encoder", report, certainty, head,
        addressee=addressee_of(head) if head.pos_ == "VERB" else None, sourceless=not reading.source,
        confidence=reading.sure * reading.roles,
    )  # fmt: skip


def _head(doc: Doc, cue: tuple[int, int]) -> Token:
    """The word of a cue that its others hang on; a verb that says rather than one that helps."""
    inside = doc[cue[0] : cue[1]]
    return next((t for t in inside if t.head.i < cue[0] or t.head.i >= cue[1] or t.head == t), inside[0])


def _class(doc: Doc, cue: tuple[int, int], head: Token) -> str:
    words = lexicon()
    order = [head, *(token for token in doc[cue[0] : cue[1]] if token != head)]
    for token in order:
        lemma = token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX") and lemma in words.verbs:
            return words.verbs[lemma][0].kind
        if token.lower_ in words.predicates:
            return words.predicates[token.lower_]
        if token.pos_ == "NOUN" and lemma in words.nouns:
            return words.nouns[lemma]
    return "report"
