"""The exact words of triggers and participants, and the mentions they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from accordingto.extract.events.clauses import PARTIES, WINDED, children_of, joined
from accordingto.extract.events.triggers import Happening
from accordingto.model import Mention, Participant, Span
from accordingto.read.annotate import view_of


def trigger_of(happening: Happening) -> Span:
    """The words of the trigger: from its first part to its last where they stand close, else the head alone."""
    head = happening.head
    parts = sorted(happening.parts, key=lambda token: token.i)
    if head.lemma_ == "be" and len(parts) > 1:
        return _quoted_words(parts[-1])  # `is more than willing`
    near = [token for token in parts if abs(token.i - head.i) <= len(parts) + 1]
    if len(near) < 2 or any(token.is_punct and token.tag_ != "HYPH" for token in head.doc[near[0].i : near[-1].i]):
        return _quoted_words(head)
    return _quoted(head.doc, near[0].idx, near[-1].idx + len(near[-1]))


def _quoted(doc: Doc, start: int, end: int) -> Span:
    """The article's words between two offsets of the view, without outer white space."""
    # `Doc.text` is joined anew at each use: too dear for every participant. The view has the same text at hand.
    view = view_of(doc)
    words = view.text[start:end]
    return view.span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))


def _quoted_words(words: Slice | Token) -> Span:
    if isinstance(words, Token):
        return _quoted(words.doc, words.idx, words.idx + len(words))
    return _quoted(words.doc, words.start_char, words.end_char)


def word_at(token: Token) -> Span:
    """The article's words for a token."""
    return _quoted_words(token)


def mentions_at(mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    covering: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        for offset in range(mention.span.start, mention.span.end):
            covering[offset].append(mention)
    return covering


def participant(head: Token, naming: dict[int, list[Mention]]) -> Participant:
    word = _quoted_words(head)
    candidates = naming.get(word.start, ()) or naming.get(word.end - 1, ())
    best = min(
        candidates,
        # The mention that covers most of the head word; among these the shortest, which ends where the head ends.
        key=lambda m: (
            -(min(m.span.end, word.end) - max(m.span.start, word.start)),
            m.span.end != word.end,
            m.span.end - m.span.start,
            m.id,
        ),
        default=None,
    )
    return Participant(phrase(head), best.entity if best is not None else None)


def phrase(head: Token) -> Span:
    """A noun phrase: modifiers, head and of-phrase, without article, relative clause and further members of a list."""
    if head.tag_[:3] in ("PRP", "JJ") or head.dep_ in ("amod", "compound", "nmod"):
        return _name_around(head)
    first = head
    for child in head.lefts:
        if child.dep_ in ("det", "predet", "punct", "cc", "preconj", "appos", "relcl", "advmod", "prep") and first is head:
            continue
        if child.dep_ in ("relcl", "appos", "punct"):
            first = head
            continue
        if first is head:
            first = child.left_edge
    while first.i < head.i and (first.dep_ == "det" or first.tag_ == "WP$" or first.is_punct or first.is_space):
        first = first.nbor()
    return _quoted(head.doc, first.idx, _last(head).idx + len(_last(head)))


def _name_around(token: Token) -> Span:
    """The whole name that a modifier is a word of."""
    doc, start, end = token.doc, token.i, token.i + 1
    if token.ent_type_ in PARTIES:
        while start > 0 and doc[start].ent_iob_ == "I":
            start -= 1
        while end < len(doc) and doc[end].ent_iob_ == "I":
            end += 1
        if doc[start].dep_ == "det":
            start += 1
        if doc[end - 1].tag_ == "POS":
            end -= 1
    return _quoted_words(doc[start:end])


def _last(head: Token, depth: int = 0) -> Token:
    """Where a noun phrase ends: after its of-phrase, if any."""
    for child in head.rights:
        # `the Special Task Force (STF) of the police`: what stands in brackets does not end the phrase.
        near = child.i == head.i + 1 or (child.nbor(-1).text == ")" and child.i <= head.i + 4)
        if child.dep_ == "prep" and child.lower_ == "of" and depth < WINDED and near:
            for noun in children_of(child):
                if noun.dep_ == "pobj":
                    return _last(joined(noun)[-1], depth + 1)
    return head
