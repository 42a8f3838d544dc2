"""Two readings of the same words put together: the rules' drafts and the encoder's.

The encoder is the better judge of whether words attribute and of where a content ends; the rules know the class of a cue, its
target, whom it is told to, and the forms the encoder was never shown (labels, headlines, nested and shared words). So a draft
of both keeps the class of the rules, and their edges where both mean the same words; one of the encoder alone gets its class
from the lexicon; one of the rules alone stands where the encoder does not speak against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from accordingto.extract.cues import SUBJECTS, agent_of, is_passive, is_title_word, lexicon
from accordingto.extract.drafts import Draft, Quotes, Tokens, quotes_of
from accordingto.extract.learned import Learned, Reading
from accordingto.extract.roles import addressee_of, asks_for_silence, clipped, stance
from accordingto.read.annotate import view_of, zone_of

UNSEEN = frozenset(("credit", "continuation", "relay", "hearsay", "epistemic", "verify", "decline", "show"))
"""Classes that PolNeAR does not annotate, or that the rules know better than the encoder."""
ALIKE = 0.6  # share of the words of either that two contents have in common from which they mean the same
SURE = 0.85  # mean probability of its roles from which the encoder's content goes before another one of the rules
ALONE = (
    0.6  # confidence from which a statement of the encoder's alone stands; at it one in three is right, from 0.9 three in four
)
ALONE_UNKNOWN = 0.7  # the same where its cue is no word of the lexicon, or nobody is named
DOUBT = 0.15  # probability of a cue below which the encoder speaks against the rules
UNSECONDED = 0.45  # of the rules' drafts that the encoder does not second, about so many are right
# All of these were swept on benchmarks/statements (PolNeAR dev), where full-soft F is flat around them.
WORDLESS = frozenset(("ADP", "DET", "PUNCT", "PART", "PRON", "CCONJ", "SCONJ", "SPACE", "SYM", "NUM", "PROPN"))  # alone no cue
PARTS = frozenset(("det", "amod", "compound", "nmod", "nummod", "poss", "quantmod"))  # what stands before a noun in its phrase
HOLDERS = frozenset(("NOUN", "PROPN", "PRON", "X"))
INTERRUPTS = frozenset(("–", "—", "-", "--", "("))  # what opens a remark inside a clause, after which it goes on
NOBODY_DOES = frozenset(("accuse", "evaluate", "intend", "deny", "direct"))
NOBODYS = frozenset(("hearsay", "epistemic", "verify"))


def weighed(doc: Doc, drafts: Sequence[Draft], learned: Learned) -> list[Draft]:
    """The drafts of both, in the order of their cues."""
    quotes = quotes_of(doc)
    found: list[Draft] = [draft for draft in drafts if draft.cue is None]
    rules = [draft for draft in drafts if draft.cue is not None]
    readings = [one for one in learned.readings() if zone_of(doc[one.cue[0]]) not in ("credit", "furniture")]
    readings = _apart(doc, readings, quotes)
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
        if draft is None and any(_named_by(reading, other) for other in drafts):
            continue  # "Karsian media reports": a document, and nothing that the media report
        reading = replace(reading, source=_whole(doc, reading))
        made = _joined(draft, reading) if draft is not None else _drafted(doc, reading)
        if made is not None and made.content:
            found.append(clipped(made, quotes))
            # "dismissed rumours" may be one cue to the encoder; to the rules the rumours stand inside what is dismissed
            met |= {n for n in same if rules[n] is draft or (rules[n].cue or (0, 0))[0] not in made.content}
    alone = [(number, draft) for number, draft in enumerate(rules) if number not in met and draft.cue]
    found += [draft for number, draft in alone if number in fixed]
    others = [draft for number, draft in alone if number not in fixed]
    standing = [draft for draft in others if _stands_alone(draft) or (draft.cue and learned.sure(draft.cue) >= DOUBT)]
    held = frozenset(i for draft in (*found, *standing) for i in draft.content)
    found += [draft if _stands_alone(draft) else replace(draft, confidence=UNSECONDED) for draft in standing]
    found += [draft for draft in others if draft not in standing and draft.cue and draft.cue[0] in held]
    return sorted(found, key=_place)


def _apart(doc: Doc, readings: Sequence[Reading], quotes: Quotes) -> list[Reading]:
    """Readings of which no two claim the same words, unless one stands in the other: words go to the cue of their sentence.

    Beyond its own sentence a content keeps to its paragraph, and before it to what is quoted: what a speaker goes on to say in
    the next paragraph is a statement of its own, and a sentence before is the writer's.
    """
    view = view_of(doc)
    quoted = frozenset(i for span in quotes.spans for i in range(*span))
    found: list[Reading] = []
    for reading in readings:
        cue = doc[reading.cue[0]]
        near = frozenset(i for i in reading.content if cue.sent.start <= i < cue.sent.end)
        block = view.blocks[view.block_at(cue.idx)]
        far = frozenset(
            i for i in reading.content - near if block.start <= doc[i].idx < block.end and (i > cue.i or i in quoted)
        )
        for other in readings if far else ():
            inside = other.cue[0] in reading.content & quoted or reading.cue[0] in other.content
            if other is not reading and not inside:
                there = doc[other.cue[0]].sent
                if far & other.content & frozenset(range(there.start, there.end)):
                    far -= frozenset(range(there.start, there.end))
        found.append(replace(reading, content=near | far))
    return found


def _stands_alone(draft: Draft) -> bool:
    """Whether the rules know a form better than the encoder: what it was not taught, and phrases that mean nothing else."""
    return draft.kind in UNSEEN or draft.rule == "according-to"


def _place(draft: Draft) -> tuple[int, int, int]:
    first = draft.cue[0] if draft.cue else min(draft.content | draft.source, default=0)
    return first, min(draft.content, default=0), len(draft.content)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _whole(doc: Doc, reading: Reading) -> Tokens:
    """A source grown to the noun phrase it is part of, to the left of its head and up to it: "The" of "The union"."""
    source = _opened(doc, reading.source)
    if not source:
        return source
    barred = frozenset(range(*reading.cue))
    head = doc[min(source)]
    while head.head != head and head.head.i in source:
        head = head.head
    while head.dep_ in PARTS and head.head.i > head.i and head.head.pos_ in ("NOUN", "PROPN") and head.head.i not in barred:
        head = head.head
    if head.pos_ not in ("NOUN", "PROPN"):
        return source if any(doc[i].pos_ in HOLDERS or doc[i].dep_ in SUBJECTS for i in source) else frozenset()
    first = head.i
    while first > head.sent.start and doc[first - 1].head.i in range(first, head.i + 1) and doc[first - 1].dep_ in PARTS:
        first -= 1
    grown = frozenset(range(min(first, min(source)), max(head.i, max(source)) + 1))
    # Only a word without the noun it belongs to takes that noun out of the content: "local" of "local sources".
    torn = not any(doc[i].pos_ in HOLDERS for i in source)
    return source if barred & grown or (reading.content & grown and not torn) else grown


def _opened(doc: Doc, source: Tokens) -> Tokens:
    """A source without the words before it that only join it to others: "of rebel groups", "and sources on the ground"."""
    ordered = sorted(source)
    while ordered and doc[ordered[0]].pos_ in ("ADP", "CCONJ", "SCONJ", "PUNCT", "SPACE") and doc[ordered[0]].dep_ != "advmod":
        ordered.pop(0)
    return frozenset(ordered)


def _named_by(reading: Reading, draft: Draft) -> bool:
    """Whether a cue stands in the source of a draft that says much the same, or is the one that is told it."""
    shared = len(reading.content & draft.content)
    told = draft.addressee is not None and reading.cue[0] <= draft.addressee.i < reading.cue[1]
    return (told or reading.cue[0] in draft.source) and 2 * shared >= min(len(reading.content), len(draft.content))


def _best(same: Sequence[Draft], reading: Reading) -> Draft | None:
    """Of the rules' drafts for a cue the one that shares most words with the reading."""
    return max(same, key=lambda draft: (len(draft.content & reading.content), len(draft.source & reading.source)), default=None)


def _joined(draft: Draft, reading: Reading) -> Draft:
    """One draft of two: where both mean the same words the rules' edges hold, for they follow the parse."""
    shared, either = draft.content & reading.content, draft.content | reading.content
    alike = bool(either) and len(shared) >= ALIKE * len(either)
    spoken = draft.rule == "verb-quotation" and not draft.content <= reading.content  # words in quotation marks beside the cue
    # "Declined to comment": the infinitive is the verb's own complement. The encoder may say where it ends, not that it is
    # elsewhere; on processors whose 8-bit products saturate it sometimes does.
    complement = draft.rule == "verb-infinitive" and not shared
    keeps = alike or not reading.content or reading.roles < SURE or draft.borrowed or spoken or complement
    if reading.content and reading.content < draft.content and draft.head is not None:
        after = max(reading.content) + 1
        keeps = keeps or (after in draft.content and draft.head.doc[after].text in INTERRUPTS)
    content = draft.content if keeps else reading.content
    source = draft.source if _at_nobodys_door(draft) else draft.source or reading.source
    if draft.head is not None and reading.source and reading.source < draft.source:
        opener = draft.head.doc[min(draft.source)]
        if opener.tag_ in ("VBG", "VBN") and opener.i not in reading.source:
            source = reading.source  # "Speaking to the paper Osk said", where a comma is missing
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


def _at_nobodys_door(draft: Draft) -> bool:
    """Whether the rules know that nobody is named: "is believed to", "has been accused of", "allegedly", "it is unclear"."""
    charged = draft.kind in NOBODYS or draft.rule == "verb-charged"
    return not draft.source and (charged or (draft.head is not None and is_passive(draft.head)))


def _drafted(doc: Doc, reading: Reading) -> Draft | None:
    """A draft of the encoder's alone, with the class that the lexicon knows its words by."""
    if not reading.content:
        return None
    head = _head(doc, reading.cue)
    opener = doc[reading.cue[0]]
    if all(token.pos_ in WORDLESS for token in doc[slice(*reading.cue)]) or opener.lower_ == "to" or is_title_word(opener):
        return None  # no word of saying; "met to discuss"; a word of a title
    if head.lower_ == "known" and head.i + 1 < len(doc) and head.nbor().lower_ in ("as", "for"):
        return None  # a name, and nothing said
    if opener.i and doc[opener.i - 1].is_sent_start and doc[opener.i - 1].lower_ in ("that", "all"):
        return None  # "that said", "all told"
    known = bool(reading.source) and any(token.lemma_.lower() in cue_words() for token in doc[slice(*reading.cue)])
    if reading.sure * reading.roles < (ALONE if known else ALONE_UNKNOWN):
        return None
    if head.pos_ == "PROPN" or asks_for_silence(head, reading.content):
        return None  # part of a name; "who asked not to be named"
    kind = _class(doc, reading.cue, head)
    report, certainty = stance(kind, head)
    source = reading.source
    if not source and head.tag_ == "VBG" and head.dep_ in ("acl", "advcl") and kind in NOBODY_DOES:
        return None  # nobody blames, wants or praises
    if (
        is_passive(head)
        and agent_of(head) is None
        and any(child.i in source for child in head.children if child.dep_ == "nsubjpass")
    ):
        source = frozenset()  # who is said to do something says nothing
    return Draft(
        reading.cue, source, reading.content - source, kind, "encoder", report, certainty, head,
        addressee=addressee_of(head) if head.pos_ == "VERB" else None, sourceless=not source,
        confidence=reading.sure * reading.roles,
    )  # fmt: skip


@cache
def cue_words() -> frozenset[str]:
    """Every lemma of the lexicon that may be a cue."""
    words = lexicon()
    return frozenset((*words.verbs, *words.nouns, *words.predicates))


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
