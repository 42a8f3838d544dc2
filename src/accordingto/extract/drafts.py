"""A statement while it is being found: words as token indices, before they are written as spans of the article.

What the rules of `roles` and `turns` share: how a noun phrase, a clause and a subject are read off the parse, and where
quotations stand.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from accordingto.extract.cues import agent_of, is_passive, lexicon
from accordingto.extract.names import heads
from accordingto.model import Certainty, ReportMode
from accordingto.read.annotate import quotations_of, view_of
from accordingto.read.segment import Quotation

MARKS = frozenset("\"“”„«»‘’'")
CLOSING = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’", "'": "'"}
EDGES = frozenset(".,;:!?-–—―…()[] \n")
Tokens = frozenset[int]


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in token indices, before it is written in spans."""

    cue: tuple[int, int] | None
    source: Tokens
    content: Tokens
    kind: str
    rule: str
    report: ReportMode
    certainty: Certainty
    head: Token | None = None
    target: Tokens = frozenset()
    addressee: Token | None = None
    relays: Token | None = None  # head of the cue whose content this one is cited for
    continues: int | None = None
    sourceless: bool = False
    confidence: float = 0.7  # that the words attribute, and to whom; what the rules alone reach on benchmarks/statements
    # What a relative pronoun stands for: part of the content, but said by whoever says the sentence.
    borrowed: Tokens = frozenset()


class Quotes:
    """A Doc's quotations in token indices. Holds what several rules ask again and again."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        starts = [token.idx for token in doc]
        self.spans: list[tuple[int, int]] = []
        for quotation in quotations_of(doc):
            if not _counts(quotation):
                continue
            first = bisect_left(starts, quotation.start)
            last = bisect_right(starts, quotation.end - 1)
            if last > first:
                self.spans.append((first, last))

    def around(self, token: int) -> tuple[int, int] | None:
        """The innermost quotation that holds a token."""
        inside = [span for span in self.spans if span[0] <= token < span[1]]
        return min(inside, key=lambda span: span[1] - span[0]) if inside else None

    def touching(self, tokens: Tokens) -> list[tuple[int, int]]:
        if not tokens or not self.spans:
            return []
        first, last = min(tokens), max(tokens)
        near = [span for span in self.spans if span[0] <= last and span[1] > first]
        return [span for span in near if any(i in tokens for i in range(*span))]


def quotes_of(doc: Doc) -> Quotes:
    """A Doc's quotations, found once."""
    found: Quotes | None = doc.user_data.get("quotes")
    if found is None:
        found = doc.user_data["quotes"] = Quotes(doc)
    return found


def _counts(quotation: Quotation) -> bool:
    return not quotation.scare


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb: its own, or that of the verb it shares one with (coordination, participles, infinitives)."""
    for _ in range(6):
        own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "csubj")]
        if own:  # of two the nearer, for the other is of what was told; a remark on the first ends with its comma
            near = max((child for child in own if child.i < verb.i), key=lambda child: child.i, default=own[0])
            before = near.left_edge.i - 1
            told_of = before == own[0].right_edge.i and near.left_edge.pos_ == "DET" and own[0].pos_ != "PRON"
            told_of = told_of or any(token.text == "," for token in verb.doc[near.i : verb.i])
            return own[0] if told_of or (before >= 0 and verb.doc[before].pos_ == "ADP") else near
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head
        elif (
            verb.dep_ in ("xcomp", "advcl", "ccomp", "pcomp")
            and verb.tag_ in ("VBG", "VB", "VBN")
            and verb.head.pos_ in ("VERB", "AUX")
        ):
            if verb.dep_ == "ccomp" and verb.tag_ != "VBG":
                return None
            if is_passive(verb.head) and (agent := agent_of(verb.head)) is not None:
                return agent
            if (
                verb.dep_ == "xcomp"
                and (whom := next((c for c in verb.head.children if c.dep_ == "dobj" and c.i < verb.i), None)) is not None
            ):
                return whom
            verb = verb.head
        elif verb.dep_ == "xcomp" and verb.head.dep_ == "acomp":
            verb = verb.head.head  # "was not able to determine"
        elif verb.dep_ == "acl" and verb.tag_ == "VB" and verb.head.dep_ == "pobj":
            verb = verb.head.head.head  # "is in no position to say"
        elif verb.dep_ == "pcomp" and verb.head.dep_ == "prep":
            if verb.head.lower_ == "as" and verb.head.head.lemma_ in ("quote", "cite", "describe", "report"):
                quoted = next((c for c in verb.head.head.children if c.dep_ in ("dobj", "nsubjpass")), None)
                if quoted is not None:
                    return quoted
            charged = verb.head.head
            if verb.head.lower_ == "of" and any(
                frame.kind == "accuse" for frame in lexicon().verbs.get(charged.lemma_.lower(), ())
            ):
                return next((c for c in charged.children if c.dep_ in ("dobj", "nsubjpass")), None)
            verb = verb.head.head
        elif verb.dep_ == "acl" and verb.tag_ == "VBG":
            return verb.head
        else:
            return None
    return None


def phrase_of(head: Token, outside: Token) -> Tokens:
    """A noun phrase as a set of tokens: its subtree, without the verb it belongs to and without outer punctuation."""
    first, last = head.left_edge.i, head.right_edge.i
    if last + 1 < outside.i and head.doc[last].tag_ == "IN":  # "two men in sight of": of what, the parser hung elsewhere
        of = next((child for child in outside.children if child.left_edge.i == last + 1), None)
        if of is not None and of.dep_ in ("nsubj", "dobj", "dep") and of.right_edge.i < outside.i:
            last = of.right_edge.i
    first, last = _unhyphenated(head.doc, first, last, outside.i)
    if first <= outside.i <= last:
        if outside.i > head.i:
            last = outside.i - 1
        else:
            first = outside.i + 1
    if first > outside.i + 1 or last < outside.i:  # 'crystal clear' evidence: a mark before the phrase that closes inside it
        closing = CLOSING.get(head.doc[first - 1].text) if first else None
        if closing and [token.text for token in head.doc[first:last]].count(closing) == 1:
            first -= 1
    return trimmed(head.doc, range(first, last + 1))


def _unhyphenated(doc: Doc, first: int, last: int, outside: int) -> tuple[int, int]:
    """The first and last word of a phrase that is not cut at a hyphen: "Sarn al-Tor" is one name, whatever the parser made."""
    whole = first
    named = doc[first].pos_ == "PROPN"
    while named and first > 1 and doc[first - 1].text == "-" and not (doc[first - 1].whitespace_ or doc[first - 2].whitespace_):
        first -= 2
    while first < whole and first and doc[first - 1].pos_ == "PROPN" and not doc[first].is_sent_start:
        first -= 1
    while last + 2 < len(doc) and doc[last + 1].text == "-" and not (doc[last].whitespace_ or doc[last + 1].whitespace_):
        last += 2
    return (whole if first <= outside < whole else first), last


def trimmed(doc: Doc, tokens: Iterable[int]) -> Tokens:
    """Tokens without punctuation and white space at either end."""
    ordered = sorted(tokens)
    while ordered and (doc[ordered[0]].is_space or doc[ordered[0]].text in EDGES | MARKS or doc[ordered[0]].dep_ == "case"):
        if doc[ordered[0]].text in MARKS and any(doc[i].text in MARKS for i in ordered[1:-1]):
            break  # 'crystal clear' evidence: the mark opens words of the phrase, and not the phrase
        ordered.pop(0)
    closed = next((n for n, i in enumerate(ordered) if doc[i].text in "()"), None)
    after = ordered[closed + 1 :] if closed is not None else []
    if after and doc[ordered[closed or 0]].text == ")" and doc[after[0]].is_alpha:  # "(Northwire) The mayor"
        ordered = after
    while ordered and (
        doc[ordered[-1]].is_space or doc[ordered[-1]].text in EDGES | {'"', "“"} or doc[ordered[-1]].dep_ == "case"
    ):
        ordered.pop()
    return frozenset(ordered)


def subtree(token: Token) -> set[int]:
    return {part.i for part in token.subtree}


def has_that(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in ("that", "whether") for child in clause.children)


def block_start(doc: Doc, token: Token) -> int:
    view = view_of(doc)
    return view.blocks[view.block_at(token.idx)].start


def block_end(doc: Doc, token: Token) -> int:
    view = view_of(doc)
    return view.blocks[view.block_at(token.idx)].end


def can_speak(head: Token) -> bool:
    """Whether a subject can hold words: people, bodies, documents and the pronouns for them."""
    if head.pos_ == "PRON":
        return head.lower_ in (
            "he",
            "she",
            "they",
            "we",
            "i",
            "who",
            "you",
            "many",
            "some",
            "others",
            "those",
            "everyone",
            "one",
        )
    if head.ent_type_ in ("PERSON", "ORG", "NORP", "GPE"):
        return True
    lemma = head.lemma_.lower()
    words = lexicon()
    bodies = heads().nominals.get(lemma, "place") != "place"
    return bodies or is_paper(head) or any(lemma in known for known in (words.unnamed, words.roles, heads().trades))


def is_paper(noun: Token) -> bool:
    """Whether a noun is something written, recorded or counted; some are so in the plural only: "figures", "findings"."""
    return noun.lemma_.lower() in lexicon().documents or (noun.tag_ == "NNS" and noun.lower_ in lexicon().documents)


def head_of(doc: Doc, tokens: Tokens) -> Token:
    """The word that the others of some tokens hang from; of a bare article or adjective, the name among them."""
    token = doc[min((i for i in tokens if not doc[i].is_punct), default=min(tokens))]
    while token.head != token and token.head.i in tokens:
        token = token.head
    if token.pos_ in ("DET", "ADJ"):  # the noun it belongs to lies outside; a name inside stands for all of it
        token = next((doc[i] for i in sorted(tokens, reverse=True) if doc[i].pos_ == "PROPN" and doc[i].dep_ != "pobj"), token)
    return token


def substance_of(head: Token) -> Token:
    """What a measure word measures: "a number of letters" is letters."""
    if head.lemma_.lower() not in lexicon().words["measures"]:
        return head
    of = next((child for child in head.children if child.dep_ == "prep" and child.lower_ == "of"), None)
    return next((part for part in of.children if part.dep_ == "pobj"), head) if of is not None else head
