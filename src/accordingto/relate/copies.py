"""Tells which reports are one report: an article whose text is another's, wholly (`same_text`) or in good part (`derived`).

Stock phrases of one outlet are no copying, nor is a speech that two quote. Nothing here depends on the order of articles.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from zlib import crc32

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from accordingto.model import Article, Bounds, Derivation, Evidence, Findings, Span, identify
from accordingto.relate.folding import WORD, fold_name, fold_word
from accordingto.relate.grouping import Grouping
from accordingto.relate.precedence import day_of, precedence

SHINGLE_WORDS = 8  # shortest shared run kept as evidence of copying; after Schleimer and others 2003
WINDOW_MARKS = 6  # one mark is kept of so many: any run of 13 shared words has one
COMMON_ARTICLES = 200  # a mark in more articles than this is boilerplate, and proposes no pair
SHARED_MARKS = 3  # fewest marks two texts share before their words are compared
STOCK_ARTICLES = 4  # a phrase in so many different texts of one outlet is its stock, not a copy; swept on FA-KES pairs
FURNITURE_WORDS = 13  # shortest run of stock phrases that is taken for page furniture, and for no turn of phrase
SAME_TEXT_SHARE = 0.8  # both texts hold this share of the other; swept on FA-KES pairs (same text .80-1.0, derived below .77)
PART_SHARE = 0.1  # of one of two texts that tell one story: a paragraph taken over; read pair by pair in FA-KES and ECB+
ONE_STORY = timedelta(days=7)  # between two reports of one story
DERIVED_SHARE = 0.2  # one of the two holds this share of the other; swept on FA-KES pairs
OWN_WORDS = 20  # shared words outside quotation marks; fewer is one speech quoted by two
OPENING = 1 / 2  # of a text: wire copy is cut from the bottom, and background is pasted there; swept on FA-KES pairs
OPENING_SHARE = 0.05  # of both openings. Texts that share only their endings share background; swept on FA-KES pairs
LATE_SHARE = 1 / 3  # of one of two outlets' texts is more than background, wherever it stands; read pair by pair, likewise
MOSTLY = 1 / 2  # of a text: no coincidence, whatever else it shares
EVIDENCE_RUNS = 5  # longest shared runs kept as evidence
TEXT_ZONES = frozenset(("body", "quote", "heading"))
CURLY = re.compile(r"“[^“”]{1,1500}”")

Words = NDArray[np.uint64]
Mask = NDArray[np.bool_]
ODD = np.array([(0x9E3779B97F4A7C15 * (2 * place + 1)) % 2**64 | 1 for place in range(SHINGLE_WORDS)], np.uint64)


@dataclass(frozen=True, slots=True)
class Body:
    """The words of an article's own text: no headline, caption, credit or furniture. `marks[i]` stands for 8 words from `i`."""

    found: Findings
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    quoted: Mask
    cited: Mask  # the words of every statement's content, quoted or not
    speakers: tuple[str, ...]  # who says each word of a quotation; nobody, where it is not quoted or that is not known
    marks: Words
    figures: frozenset[tuple[str, float | None, float | None]]  # counted in its headline or first half
    names: frozenset[str]  # whom and what these name, outlets and countries apart

    @property
    def article(self) -> Article:
        return self.found.article


def body_of(found: Findings) -> Body:
    """The body of an article, with a hash of every run of eight words."""
    words, spans = own_words(found.article)
    inside = _covered(quotations(found))
    telling = {
        entity.id
        for entity in found.entities
        if entity.kind not in ("outlet", "nationality") and not (entity.place and entity.place.precision == "country")
    }
    held = _covered((part.start, part.end) for said in found.statements for part in said.content)
    voices = sorted(
        (part.end - part.start, part.start, part.end, fold_name(said.chain[-1].name))
        for said in found.statements
        if said.manner == "direct" and said.chain
        for part in said.content
    )
    quoted, cited, speakers = [], [], []
    for at, _ in spans:
        quoted.append(_holds(inside, at))
        cited.append(quoted[-1] or _holds(held, at))
        speaking = (who for _, start, end, who in voices if start <= at < end) if quoted[-1] else ()
        speakers.append(next(iter(speaking), ""))
    opening = opening_of(found.article)
    return Body(
        found,
        tuple(words),
        tuple(spans),
        np.array(quoted, bool),
        np.array(cited, bool),
        tuple(speakers),
        marks_of(words),
        frozenset(
            (figure.counted, figure.bounds.low, figure.bounds.high)
            for figure in found.figures
            if figure.counted != "other" and opening(figure.span)
        ),
        frozenset(
            mention.entity
            for mention in found.mentions
            if mention.form == "name" and mention.entity in telling and opening(mention.span)
        ),
    )


def own_words(article: Article) -> tuple[list[str], list[tuple[int, int]]]:
    """The words of an article's own text, folded, and where they stand."""
    left_out = _covered([(zone.start, zone.end) for zone in article.zones if zone.kind not in TEXT_ZONES])
    found = [match for match in WORD.finditer(article.text) if not _holds(left_out, match.start())]
    return [fold_word(match[0]) for match in found], [match.span() for match in found]


def opening_of(article: Article) -> Callable[[Span], bool]:
    """Whether a span of an article stands in its headline, or in the first half of its text: background comes later."""
    body = [(zone.start, zone.end) for zone in article.zones if zone.kind in TEXT_ZONES] or [(0, len(article.text))]
    first, last = min(start for start, _ in body), max(end for _, end in body)
    middle = first + (last - first) * OPENING
    return lambda span: span.start < middle or article.zone_at(span.start) == "headline"


def marks_of(words: Sequence[str]) -> Words:
    """One hash for every run of eight words."""
    if len(words) < SHINGLE_WORDS:
        return np.empty(0, np.uint64)
    hashed = np.array([crc32(word.encode()) for word in words], np.uint64)
    marks = sliding_window_view(hashed, SHINGLE_WORDS) @ ODD
    return np.asarray((marks ^ (marks >> np.uint64(29))) * ODD[0], np.uint64)


def winnowed(marks: Words) -> Words:
    """The least mark of every window: two texts that share 13 words keep one mark in common."""
    if not len(marks):
        return marks
    view = sliding_window_view(marks, min(WINDOW_MARKS, len(marks)))
    return np.unique(view.min(1))


def quotations(found: Findings) -> list[tuple[int, int]]:
    """Stretches of an article that are someone's own words."""
    direct = [(part.start, part.end) for said in found.statements if said.manner == "direct" for part in said.content]
    return direct + [match.span() for match in CURLY.finditer(found.article.text)]


def derivations(findings: Sequence[Findings]) -> tuple[Derivation, ...]:
    """Each pair of articles whose text is one, wholly or in part, by id.

    Of several articles with the very same words, each is joined to the earliest only. Method: winnowed fingerprints of eight
    words propose pairs, containment in both directions, word by word, decides. Shared quotations alone, the stock phrases of
    an outlet, and background shared at the end of two different stories make no copy.
    """
    bodies = [body_of(found) for found in sorted(findings, key=lambda found: found.article.id)]
    bodies = [body for body in bodies if len(body.marks)]
    same_words: dict[tuple[str, ...], list[Body]] = defaultdict(list)
    for body in bodies:
        same_words[body.words].append(body)
    found = [
        _derivation(origin, other, "same_text", (1.0, 1.0))
        for group in same_words.values()
        for origin, *others in [sorted(group, key=_seniority)]
        for other in others
    ]
    alone = [min(group, key=_seniority) for group in same_words.values()]
    stock = stock_marks(bodies)
    bare = [~np.isin(body.marks, stock) for body in alone]
    for left, right in paired([body.marks for body in alone]):
        relation, share = compared(alone[left], alone[right], bare[left], bare[right])
        if relation:
            found.append(_derivation(alone[left], alone[right], relation, share))
    return tuple(sorted(found, key=lambda derivation: derivation.id))


def stock_marks(bodies: Sequence[Body]) -> Words:
    """Marks in several different texts of one outlet: its stock phrases, such as what it adds under every story."""
    stock = _stock_by_outlet((body.article, body.words, body.marks) for body in bodies)
    return np.unique(np.concatenate([np.empty(0, np.uint64), *stock.values()]))


def _stock_by_outlet(texts_of: Iterable[tuple[Article, tuple[str, ...], Words]]) -> dict[str, Words]:
    of_outlet: dict[str, dict[tuple[str, ...], Words]] = defaultdict(dict)
    for article, words, marks in texts_of:
        if article.outlet:
            of_outlet[fold_name(article.outlet)][words] = np.unique(marks)
    stock = {}
    for outlet, texts in of_outlet.items():
        if len(texts) >= STOCK_ARTICLES:
            marks, count = np.unique(np.concatenate(list(texts.values())), return_counts=True)
            stock[outlet] = marks[count >= STOCK_ARTICLES]
    return stock


def stock_text(findings: Sequence[Findings]) -> dict[str, list[tuple[int, int]]]:
    """By article, the stretches that its outlet puts word for word under several of its texts, in order: page furniture."""
    articles = [found.article for found in findings if found.article.outlet]
    most = Counter(fold_name(article.outlet or "") for article in articles)
    repeating = [article for article in articles if most[fold_name(article.outlet or "")] >= STOCK_ARTICLES]
    texts = [(article, *own_words(article)) for article in repeating]
    marked = [(article, tuple(words), spans, marks) for article, words, spans in texts if len(marks := marks_of(words))]
    stock = _stock_by_outlet((article, words, marks) for article, words, _, marks in marked)
    stretches: dict[str, list[tuple[int, int]]] = {}
    for article, words, spans, marks in marked:
        known = stock.get(fold_name(article.outlet or ""))
        if known is None or not (hit := np.isin(marks, known)).any():
            continue
        held = np.flatnonzero(_under(hit, len(words)))
        parts = np.split(held, np.flatnonzero(np.diff(held) > 1) + 1)
        stretches[article.id] = [(spans[part[0]][0], spans[part[-1]][1]) for part in parts if len(part) >= FURNITURE_WORDS]
    return stretches


def paired(marks: Sequence[Words]) -> list[tuple[int, int]]:
    """Numbers of the texts that share enough winnowed marks to be worth comparing."""
    kept = [winnowed(of_text) for of_text in marks]
    if not kept:
        return []
    mark = np.concatenate(kept)
    text = np.repeat(np.arange(len(kept)), [len(of_text) for of_text in kept])
    pairs = pairs_sharing(mark, text, len(kept), most=COMMON_ARTICLES)
    pair, shared = np.unique(pairs, return_counts=True)
    left, right = np.divmod(pair[shared >= SHARED_MARKS], len(kept))
    return list(zip(left.tolist(), right.tolist(), strict=True))


def pairs_sharing(key: NDArray[np.uint64], item: NDArray[np.int64], items: int, *, most: int) -> NDArray[np.int64]:
    """`left * items + right` for each two items under one key, as often as they share one.

    `item` ascends; no item is twice under one key. Keys of more than `most` items are left out.
    One sort instead of an index: the keys are many and their groups small.
    """
    order = np.argsort(key, kind="stable")
    key, item = key[order], item[order]
    start = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else np.empty(0, np.int64)
    run = np.diff(np.r_[start, len(key)])
    pairs = [np.empty(0, np.int64)]
    for size in np.unique(run[(run > 1) & (run <= most)]).tolist():
        group = item[start[run == size][:, None] + np.arange(size)]
        left, right = np.triu_indices(size, 1)
        pairs.append((group[:, left].astype(np.int64) * items + group[:, right]).ravel())
    return np.concatenate(pairs)


def compared(
    left: Body, right: Body, left_bare: Mask, right_bare: Mask
) -> tuple[Literal["same_text", "derived"] | None, tuple[float, float]]:
    """How two texts are related, and the share of each that the other holds; bare: which marks are no stock phrases."""
    left_hit, right_hit = np.isin(left.marks, right.marks), np.isin(right.marks, left.marks)
    left_held, right_held = _under(left_hit, len(left.words)), _under(right_hit, len(right.words))
    share = float(left_held.mean()), float(right_held.mean())
    if min(share) >= SAME_TEXT_SHARE or _share_of_own(left_held, left_bare, right_held, right_bare) >= SAME_TEXT_SHARE:
        return "same_text", share
    if min(share) < MOSTLY:  # two texts that are mostly one are no coincidence of stock phrases
        left_held, right_held = _under(left_hit & left_bare, len(left.words)), _under(right_hit & right_bare, len(right.words))
    most = max(float(left_held.mean()), float(right_held.mean()))
    one_story = told_alike(left, right)
    own = min(int((left_held & ~left.quoted).sum()), int((right_held & ~right.quoted).sum()))
    if most < (PART_SHARE if one_story else DERIVED_SHARE):
        return None, share
    if own < OWN_WORDS and not (one_story and _speeches(left, left_held, right, right_held) > 1):
        return None, share  # one speech may be quoted by two; that each heard the same two people out is no chance
    framed = min(int((left_held & ~left.cited).sum()), int((right_held & ~right.cited).sum()))
    if framed < SHINGLE_WORDS and most < MOSTLY:  # what one source said is told in the same words by two who heard it
        return None, share
    outlets = {fold_name(body.article.outlet or body.article.id) for body in (left, right)}
    opening = min(_opening(left_held), _opening(right_held))
    late = LATE_SHARE if len(outlets) > 1 else MOSTLY  # an outlet repeats its own background
    return ("derived" if one_story or opening >= OPENING_SHARE or most >= late else None), share


def _speeches(left: Body, left_held: Mask, right: Body, right_held: Mask) -> int:
    """How many people each of two texts quotes at length in words that both have."""
    quoted = [
        {
            who
            for who, words in Counter(body.speakers[place] for place in np.flatnonzero(held)).items()
            if who and words >= SHINGLE_WORDS
        }
        for body, held in ((left, left_held), (right, right_held))
    ]
    return min(map(len, quoted))


def told_alike(left: Body, right: Body) -> bool:
    """Whether two texts begin with one number of one thing and one name, and came out at about the same time."""
    if not (left.figures & right.figures and left.names & right.names):
        return False
    days = [body.article.published.time.days for body in (left, right)]
    return not (days[0] and days[1]) or abs(days[0][0] - days[1][0]) <= ONE_STORY


def _share_of_own(left_held: Mask, left_bare: Mask, right_held: Mask, right_bare: Mask) -> float:
    """The smaller of the shares, without what both outlets put under every story."""
    shares = []
    for held, bare in ((left_held, left_bare), (right_held, right_bare)):
        own = _under(bare, len(held)) if len(bare) else np.ones(len(held), bool)
        shares.append(float(held[own].mean()) if own.any() else 0.0)
    return min(shares)


def _under(hit: Mask, words: int) -> Mask:
    """The words that a matching mark covers."""
    edge = np.zeros(words + 1, np.int64)
    edge[: len(hit)] += hit
    edge[SHINGLE_WORDS : len(hit) + SHINGLE_WORDS] -= hit
    return np.asarray(np.cumsum(edge)[:-1] > 0)


def _opening(held: Mask) -> float:
    return float(held[: math.ceil(len(held) * OPENING)].mean())


def shared_runs(left: Body, right: Body) -> list[tuple[int, int, int]]:
    """Runs of equal words, longest first: where in the left, where in the right, how many words. Checked word by word."""
    at: dict[int, list[int]] = defaultdict(list)
    for place, mark in enumerate(right.marks.tolist()):
        at[mark].append(place)
    runs, free = [], 0
    for here, mark in enumerate(left.marks.tolist()):
        if here < free or mark not in at:
            continue
        length, there = max(((_run(left, here, right, there), -there) for there in at[mark]), default=(0, 0))
        if length >= SHINGLE_WORDS:
            runs.append((here, -there, length))
            free = here + length
    return sorted(runs, key=lambda run: (-run[2], run))


def _run(left: Body, here: int, right: Body, there: int) -> int:
    length = 0
    while here + length < len(left.words) and there + length < len(right.words):
        if left.words[here + length] != right.words[there + length]:
            break
        length += 1
    return length


def _derivation(one: Body, two: Body, relation: Literal["same_text", "derived"], share: tuple[float, float]) -> Derivation:
    order = precedence(one.found, two.found)
    origin, derived = (one, two) if order.origin is one.found else (two, one)
    runs = shared_runs(derived, origin)
    evidence = tuple(
        Evidence(body.article.id, body.article.span(body.spans[place][0], body.spans[place + length - 1][1]))
        for there, here, length in sorted(runs[:EVIDENCE_RUNS])
        for body, place in ((derived, there), (origin, here))
    )
    low, high = sorted(share)
    longest = max((length for *_, length in runs), default=0)
    degree = "the same words" if low == 1 else f"{low:.0%} of one text and {high:.0%} of the other are the same words"
    return Derivation(
        id=identify("d", relation, derived.article.id, origin.article.id),
        derived=derived.article.id,
        origin=origin.article.id,
        relation=relation,
        direction_known=order.known,
        share=Bounds(round(low, 3), round(high, 3)),
        evidence=(*evidence, *((Evidence(derived.article.id, order.shown),) if order.shown else ())),
        reason=f"{degree}, the longest run {longest} words; {order.reason}",
    )


def _seniority(body: Body) -> tuple[str, str]:
    """Earliest day first, undated last; then by id."""
    return day_of(body.article) or "9999", body.article.id


def _covered(stretches: Iterable[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Starts and ends of stretches, merged where they touch."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(stretches):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def _holds(stretches: tuple[list[int], list[int]], position: int) -> bool:
    number = bisect_right(stretches[0], position) - 1
    return number >= 0 and position < stretches[1][number]


def families(articles: Iterable[str], copies: Iterable[Derivation]) -> dict[str, str]:
    """For each article the smallest id among those that share its text, at first or second hand."""
    known = set(articles)
    joined = Grouping(known)
    for copy in copies:
        if copy.origin in known and copy.derived in known:
            joined.join(copy.derived, copy.origin)
    return joined.roots()
