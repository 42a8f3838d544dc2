"""Two readings of the same words put together: the rules' drafts and the encoder's.

The encoder is the better judge of whether words attribute and of where a source and a content end; the rules know the class of a
cue, its target, whom it is told to, and the forms the encoder was never shown (labels, headlines, nested words). So a draft of
both keeps the class of the rules and the words of the encoder; one of the encoder alone gets its class from the lexicon; one of
the rules alone stands where the encoder does not speak against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from accordingto.extract.cues import is_passive, lexicon
from accordingto.extract.drafts import Draft, Quotes, Tokens
from accordingto.extract.learned import Learned, Reading
from accordingto.extract.roles import addressee_of, clipped, stance
from accordingto.read.annotate import zone_of

UNSEEN = frozenset(("credit", "continuation", "relay", "hearsay", "epistemic", "verify", "decline"))
"""Classes that PolNeAR does not annotate, or that the rules know better than the encoder."""
DOUBT = 0.12  # below this probability of a cue the encoder speaks against the rules; swept on benchmarks/statements


def weighed(doc: Doc, drafts: Sequence[Draft], learned: Learned) -> list[Draft]:
    """The drafts of both, in the order of their cues."""
    quotes = Quotes(doc)
    rules = {number: draft for number, draft in enumerate(drafts) if draft.cue is not None}
    found: list[Draft] = [draft for draft in drafts if draft.cue is None]
    met: set[int] = set()
    for reading in learned.readings():
        if zone_of(doc[reading.cue[0]]) in ("credit", "furniture"):
            continue
        same = [number for number, draft in rules.items() if draft.cue and _overlap(draft.cue, reading.cue)]
        if any(rules[number].kind == "relay" for number in same):
            continue
        draft = _best(doc, [rules[number] for number in same], reading)
        made = _joined(doc, draft, reading) if draft is not None else _drafted(doc, reading)
        if made is not None:
            found.append(clipped(made, quotes))
            met |= set(same)
    for number, draft in rules.items():
        if number not in met and _stands(draft, learned):
            found.append(draft)
    return sorted(
        found, key=lambda one: (one.cue or (min(one.content | one.source, default=0),) * 2, min(one.content, default=0))
    )


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _best(doc: Doc, same: Sequence[Draft], reading: Reading) -> Draft | None:
    """Of the rules' drafts for a cue the one that shares most words with the reading."""
    return max(same, key=lambda draft: (len(draft.content & reading.content), len(draft.source & reading.source)), default=None)


def _joined(doc: Doc, draft: Draft, reading: Reading) -> Draft:
    content = reading.content or draft.content
    source = reading.source or (draft.source - content)
    cue = reading.cue
    return replace(
        draft, cue=cue, source=source, content=content - source - frozenset(range(*cue)), rule=f"{draft.rule}+encoder",
        sourceless=not source,
    )  # fmt: skip


def _drafted(doc: Doc, reading: Reading) -> Draft | None:
    """A draft of the encoder's alone, with the class that the lexicon knows its words by."""
    if not reading.content:
        return None
    head = _head(doc, reading.cue)
    kind = _class(doc, reading.cue, head)
    report, certainty = stance(kind, head)
    return Draft(
        reading.cue, reading.source, reading.content - reading.source, kind, "encoder", report, certainty, head,
        addressee=addressee_of(head) if head.pos_ == "VERB" else None, sourceless=not reading.source,
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


def _stands(draft: Draft, learned: Learned) -> bool:
    """Whether a draft of the rules alone stays."""
    assert draft.cue is not None
    return draft.kind in UNSEEN or learned.sure(draft.cue) >= DOUBT
