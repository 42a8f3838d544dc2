"""Who is said to have said what.

A statement is source, cue and content (design: who cites, the words that cite, what is laid at the cited one's door). The
outlet's own plain assertions are none. Any of the three may be missing, never cue and content both. What always holds here:
spans quote the article; every statement names the rule that found it; a nested statement's words lie inside the content of the
one that holds it.

Method: cue lexicon and dependency frames, after Pareti et al. (EMNLP 2013) and the conventions of PolNeAR (Newell et al., LREC
2018), with nesting; edges are snapped to quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from accordingto.extract.blame import blamings, charging
from accordingto.extract.chains import chained
from accordingto.extract.cues import lexicon
from accordingto.extract.drafts import MARKS, Draft, Tokens, phrase_of
from accordingto.extract.learned import Learned
from accordingto.extract.roles import attributed
from accordingto.extract.turns import (
    accounts,
    continuations,
    credits,
    headlines,
    parted,
    past_semicolons,
    quoted_by,
    quoting,
    relayed,
    resumed,
    silences,
    spoken,
    unclear,
)
from accordingto.extract.voices import heard
from accordingto.extract.weigh import weighed
from accordingto.model import Certainty, Entity, Manner, Mention, Span, Statement, identify
from accordingto.read.annotate import article_of, span_between, view_of
from accordingto.read.encode import Encoder


def statements(
    doc: Doc, mentions: Sequence[Mention] = (), entities: Sequence[Entity] = (), encoder: Encoder | None = None
) -> tuple[Statement, ...]:
    """Every statement of a Doc, in order of its first word; chains run from the nearest holder to the origin.

    `mentions` and `entities` are those of the same article; without them sources stay unresolved and outlets go unrecognised.
    Without an `encoder` the rules read alone.
    """
    refused = list(silences(doc))
    drafts = [
        *(draft for draft in parted(list(attributed(doc))) if not any(_meet(draft, silence) for silence in refused)),
        *blamings(doc),
        *quoted_by(doc),
        *quoting(doc),
        *unclear(doc),
        *refused,
        *spoken(doc),
        *headlines(doc),
        *credits(doc),
    ]
    drafts = list(heard(doc, relayed(doc, drafts)))
    if encoder is not None:
        drafts = list(heard(doc, weighed(doc, drafts, Learned(doc, encoder))))
    drafts = resumed(doc, past_semicolons(doc, drafts))
    drafts += continuations(doc, drafts)
    drafts += accounts(doc, drafts)
    return chained(doc, _written(doc, [charging(doc, draft) for draft in _distinct(drafts)]), mentions, entities)


def _meet(one: Draft, other: Draft) -> bool:
    """Whether two cues share a word."""
    return one.cue is not None and other.cue is not None and one.cue[0] < other.cue[1] and other.cue[0] < one.cue[1]


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts in which no cue stands twice: of two for the same words the one that says more stays."""
    best: dict[tuple[int, int], int] = {}
    kept: dict[int, Draft] = {}
    for number, draft in enumerate(drafts):
        if draft.cue is None:
            kept[number] = draft
            continue
        key = (draft.cue[1] - 1, 0)
        other = best.get(key)
        if other is None or _weight(draft) > _weight(drafts[other]):
            if other is not None:
                del kept[other]
            best[key] = number
            kept[number] = draft
    numbers = {old: new for new, old in enumerate(sorted(kept))}
    return [
        replace(kept[old], continues=numbers.get(kept[old].continues) if kept[old].continues is not None else None)  # type: ignore[arg-type]
        for old in sorted(kept)
    ]


def _weight(draft: Draft) -> tuple[bool, bool, int]:
    return draft.relays is not None or draft.rule == "quoted-as", bool(draft.source), len(draft.content)


def _written(doc: Doc, drafts: Sequence[Draft]) -> list[tuple[Draft, Statement]]:
    """Each draft with its statement in spans of the article; chains, nesting and entities are still to come."""
    article = article_of(doc)
    written: list[tuple[Draft, Statement]] = []
    ids: dict[int, str] = {}
    for number, draft in enumerate(drafts):
        cue = (
            span_between(doc, doc[draft.cue[0]].idx, doc[draft.cue[1] - 1].idx + len(doc[draft.cue[1] - 1]))
            if draft.cue
            else None
        )
        content = tuple(_spans(doc, draft.content))
        source = next(iter(_spans(doc, draft.source, whole=True)), None)
        if cue is None and not content:
            continue
        id = identify("s", article.id, *(span and (span.start, span.end) for span in (cue, source, *content)))
        ids[number] = id
        written.append(
            (
                draft,
                Statement(
                    id=id, article=article.id, cue=cue, source=source, content=content, source_entity=None, chain=(),
                    manner=_manner(content), report=draft.report, certainty=_hedged(doc, draft), anonymous=False,
                    continues=ids.get(draft.continues) if draft.continues is not None else None, kind=draft.kind,
                    target=next(iter(_spans(doc, draft.target, whole=True)), None),
                    addressee=_addressed(doc, draft), rule=draft.rule, confidence=round(draft.confidence, 2),
                ),
            )
        )  # fmt: skip
    return written


def _addressed(doc: Doc, draft: Draft) -> Span | None:
    if draft.addressee is None or draft.head is None:
        return None
    words = phrase_of(draft.addressee, draft.head)
    if draft.addressee.pos_ == "PROPN":  # "told Northwire on condition of anonymity": a name ends with itself
        words = frozenset(i for i in words if i <= draft.addressee.i)
    return next(iter(_spans(doc, words, whole=True)), None)


def _spans(doc: Doc, tokens: Tokens, *, whole: bool = False) -> Iterator[Span]:
    """The article's words for a set of tokens: a span for each unbroken run, or one for all; outer punctuation is left out."""
    if not tokens:
        return
    runs: list[list[int]] = []
    for token in sorted(tokens):
        if runs and (whole or all(doc[i].is_punct or doc[i].is_space for i in range(runs[-1][-1] + 1, token))):
            runs[-1].append(token)
        else:
            runs.append([token])
    view = view_of(doc)
    for run in runs:
        first, last = run[0], run[-1]
        while first <= last and _is_edge(doc[first], opening=True):
            first += 1
        while last >= first and _is_edge(doc[last], opening=False):
            last -= 1
        if first > last:
            continue
        while last > first and not whole and (_is_loose(doc[last]) or _is_edge(doc[last], opening=False)):
            last -= 1
        last = _closed(doc, first, last)
        if not any(letter.isalnum() for i in range(first, last + 1) for letter in doc[i].text):
            continue
        if not whole and len(runs) > 1 and first == last and doc[first].pos_ in ("CCONJ", "SCONJ", "PUNCT"):
            continue
        # a run may cross a paragraph: one span for each paragraph it touches
        pieces = [
            first,
            *(i for i in range(first + 1, last + 1) if view.block_at(doc[i].idx) != view.block_at(doc[i - 1].idx)),
            last + 1,
        ]
        for begin, end in pairwise(pieces):
            stop = end - 1
            while stop > begin and (doc[stop].is_space):
                stop -= 1
            yield span_between(doc, doc[begin].idx, doc[stop].idx + len(doc[stop]))


def _closed(doc: Doc, first: int, last: int) -> int:
    """The end of a piece that opens a quotation, moved on to its closing mark where only punctuation stands between."""
    if doc[first].text in MARKS and doc[last].text not in MARKS:
        for i in range(last + 1, min(last + 3, len(doc))):
            if doc[i].text in MARKS:
                return i
            if not doc[i].is_punct:
                break
    inside = [doc[i].text for i in range(first, last + 1)]
    if last + 1 < len(doc) and inside.count("(") > inside.count(")") and doc[last + 1].text == ")":
        return last + 1
    return last


def _is_loose(token: Token) -> bool:
    """Whether a word at the end of a piece only joins it to what follows ("a camp beyond the pass, which")."""
    return token.pos_ == "CCONJ" or (token.tag_ in ("WDT", "WP", "WRB") and token.head.i > token.i)


def _is_edge(token: Token, *, opening: bool) -> bool:
    if token.is_space:
        return True
    if token.text in MARKS:
        return False
    if token.text in ("(", "[", ")", "]"):
        return opening == (token.text in (")", "]")) or token.text in ("(", ")")
    return token.is_punct


def _manner(content: Sequence[Span]) -> Manner:
    """Direct when all of the content is quoted, mixed when part of it is."""
    if content and all(span.exact[0] in MARKS and span.exact[-1] in MARKS for span in content):
        return "direct"
    return "mixed" if any(mark in span.exact for span in content for mark in '"“”«»„') else "indirect"


def _hedged(doc: Doc, draft: Draft) -> Certainty:
    """The cue's certainty, lowered by a modal or an adverb of chance that governs the content."""
    certainty = draft.certainty
    if not certainty.startswith("CT") or not draft.content:
        return certainty
    words = lexicon()
    sign = certainty[-1]
    top = _top(doc, draft.content)
    governing = [token for token in (top, *top.children) if token.i in draft.content]
    if any(token.lower_ in words.possible for token in governing):
        return "PS+" if sign == "+" else "PS-"
    if any(token.lower_ in words.probable for token in governing):
        return "PR+" if sign == "+" else "PR-"
    return certainty


def _top(doc: Doc, content: Tokens) -> Token:
    """The word of a content that all its others hang on."""
    token = doc[min(content)]
    while token.head != token and token.head.i in content:
        token = token.head
    return token
