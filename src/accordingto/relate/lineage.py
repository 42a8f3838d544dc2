"""Tells which reports are one report, and on whose word they rest; so that origins are counted, and not repetitions.

Two things are kept apart. *Copies*: an article whose text is another's, wholly (`same_text`) or in good part (`derived`).
*Origins*: where the chains of holders end, once everyone who rests on someone else's word is set aside. An origin nobody names
is listed and never counted as known; a copy adds no origin. Nothing here depends on the order in which articles come.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Literal
from zlib import crc32

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from accordingto.model import (
    Article,
    Bounds,
    Claim,
    Derivation,
    Entity,
    EntityKind,
    Event,
    EventMention,
    Evidence,
    Findings,
    Link,
    Mention,
    Origin,
    Span,
    Statement,
    by_id,
    identify,
)

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
VERBATIM_WORDS = 6  # shortest wording that two can only share by copying
VERBATIM_SHARE = 0.9  # of the words of both, for two wordings to be one
COPIED_SHARE = 0.7  # of the words of both, for a wording to be that of the text it is copied from: house style may differ

LISTED = 4  # more origins than this, and those not named are only counted in the reason
NOT_STATED = "origin not stated"
QUOTES = "\"'“”‘’«» "
TEXT_ZONES = frozenset(("body", "quote", "heading"))
ATTESTING = frozenset(("reported", "alleged", "accused", "confirmed", "intended", "believed"))
WORD = re.compile(r"[^\W_]+")
LONGEST_DESCRIPTION = 8  # words of a description of a body in which a name is looked for
APPOSITION = 60  # code points between a person's name and that of the body whose voice the person is
BODIES: frozenset[EntityKind] = frozenset(("organisation", "agency", "government", "armed_group", "outlet"))
ROLE = (
    r"(?:head|chief(?:\s+executive)?|director|manager|leader|commander|coordinator|representative|chair(?:man|woman)?|founder"
    r"|secretary[\s-]general|spokes(?:man|woman|person))"
)
RANK = r"(?:(?:[A-Z][a-z]{1,4}\.|Major|General|Colonel|Captain|Lieutenant|Brigadier|Commander|Doctor|Professor)[\s-]+){0,3}"
HEAD_OF = re.compile(rf",?\s+(?:(?:[\w-]+\s+){{0,3}}{ROLE}\s+(?:of|for|at)|who\s+(?:heads|runs|leads))(?:\s+[\w-]+){{0,3}}\s+")
SMALL_WORDS = "a an the in of at from for to on with his her its their one"
SMALL = frozenset(SMALL_WORDS.split())  # they tell nothing of a source
DOUBLED = re.compile(r"(.)\1+")
AT_ODDS = 2  # times as many articles must call a person one body's as another's
BODYS_HEAD = re.compile(rf"(?:['’]s)?\s+(?:[\w-]+\s+){{0,2}}{ROLE},?\s+{RANK}")
OUTLET_ROLES = frozenset(("newspaper", "paper", "daily", "weekly", "magazine", "tabloid", "broadcaster", "station", "website"))
VOICE_OF = re.compile(rf"\b{ROLE}\s+(?:of|for|at)\s+(?:the\s+)?([^\W_][^,;.:\n]{{2,50}}),\s+$")
CURLY = re.compile(r"“[^“”]{1,1500}”")
ARTICLES_OF_SPEECH = frozenset(("the", "a", "an"))
NO_ROLE = """
    i me he him she her it its they them we us you this that these those one ones some someone somebody anyone anybody everyone
    everybody nobody none other others another many several few both all each who whom whose which what where when how
    two three four five six seven eight nine ten dozen dozens hundreds thousands group groups source sources activist activists
    witness witnesses resident residents critic critics observer observers analyst analysts report reports rumour rumours
"""
NOT_A_ROLE = frozenset(NO_ROLE.split())  # with one of these, words name nobody whose word could be counted

REPORTERS = r"(?:reporters?|correspondents?|journalists?|photographers?|camera(?:man|men|woman|\s+crew)|crew|team|stringer)"
SEEING = (
    r"[^.!?\n]{0,60}?\b(?:saw|sees|seen|witnessed|counted|watched|heard|visited|found|met|at\s+the\s+scene|on\s+the\s+spot)\b"
)
OWN_EYES = re.compile(
    rf"\b(?:this|our)\s+(?:own\s+)?{REPORTERS}\b{SEEING}|\b{REPORTERS}\s+(?:of|for|from)\s+this\s+"
    rf"(?:newspaper|paper|agency|magazine|station|website)\b{SEEING}|\bseen\s+by\s+(?:our|this)\s+{REPORTERS}\b",
    re.IGNORECASE,
)

Words = NDArray[np.uint64]
Mask = NDArray[np.bool_]
ODD = np.array([(0x9E3779B97F4A7C15 * (2 * place + 1)) % 2**64 | 1 for place in range(SHINGLE_WORDS)], np.uint64)


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """A word without case and diacritics. One word at a time: folding changes lengths, and offsets must not move."""
    folded = word.casefold()
    if folded.isascii():
        return folded
    return "".join(letter for letter in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(letter)).replace(
        "ı", "i"
    )


@lru_cache(maxsize=65_536)
def fold_name(name: str) -> str:
    """A name as one compares it: folded words, without a leading article or the mark of a document."""
    words = [fold_word(word) for word in WORD.findall(name.removeprefix("doc:"))]
    while len(words) > 1 and words[0] in ARTICLES_OF_SPEECH:
        words = words[1:]
    return " ".join(words)


# ---------------------------------------------------------------------------------------------------------------- copies


@dataclass(frozen=True, slots=True)
class Body:
    """The words of an article's own text: no headline, caption, credit or furniture. `marks[i]` stands for 8 words from `i`."""

    found: Findings
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    quoted: Mask
    cited: Mask  # the words of every statement's content, quoted or not
    marks: Words
    figures: frozenset[tuple[str, float | None, float | None]]  # counted in its headline or first half
    names: frozenset[str]  # whom and what these name, outlets and countries apart

    @property
    def article(self) -> Article:
        return self.found.article


def body_of(found: Findings) -> Body:
    """The body of an article, with a hash of every run of eight words."""
    words, spans = [], []
    inside = _covered(quotations(found))
    telling = {
        entity.id
        for entity in found.entities
        if entity.kind not in ("outlet", "nationality") and not (entity.place and entity.place.precision == "country")
    }
    held = _covered((part.start, part.end) for said in found.statements for part in said.content)
    left_out = _covered([(zone.start, zone.end) for zone in found.article.zones if zone.kind not in TEXT_ZONES])
    quoted, cited = [], []
    for match in WORD.finditer(found.article.text):
        if _holds(left_out, match.start()):
            continue
        words.append(fold_word(match[0]))
        spans.append(match.span())
        quoted.append(_holds(inside, match.start()))
        cited.append(quoted[-1] or _holds(held, match.start()))
    opening = opening_of(found.article)
    return Body(
        found,
        tuple(words),
        tuple(spans),
        np.array(quoted, bool),
        np.array(cited, bool),
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
    return np.unique(np.concatenate([np.empty(0, np.uint64), *_stock_by_outlet(bodies).values()]))


def _stock_by_outlet(bodies: Sequence[Body]) -> dict[str, Words]:
    of_outlet: dict[str, dict[tuple[str, ...], Words]] = defaultdict(dict)
    for body in bodies:
        if body.article.outlet:
            of_outlet[fold_name(body.article.outlet)][body.words] = np.unique(body.marks)
    stock = {}
    for outlet, texts in of_outlet.items():
        if len(texts) >= STOCK_ARTICLES:
            marks, count = np.unique(np.concatenate(list(texts.values())), return_counts=True)
            stock[outlet] = marks[count >= STOCK_ARTICLES]
    return stock


def stock_text(findings: Sequence[Findings]) -> dict[str, list[tuple[int, int]]]:
    """By article, the stretches that its outlet puts word for word under several of its texts, in order: page furniture."""
    bodies = [body for body in map(body_of, findings) if len(body.marks)]
    stock = _stock_by_outlet(bodies)
    stretches: dict[str, list[tuple[int, int]]] = {}
    for body in bodies:
        marks = stock.get(fold_name(body.article.outlet or ""))
        if marks is None or not (hit := np.isin(body.marks, marks)).any():
            continue
        held = np.flatnonzero(_under(hit, len(body.words)))
        parts = np.split(held, np.flatnonzero(np.diff(held) > 1) + 1)
        stretches[body.article.id] = [
            (body.spans[part[0]][0], body.spans[part[-1]][1]) for part in parts if len(part) >= FURNITURE_WORDS
        ]
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
    if most < (PART_SHARE if one_story else DERIVED_SHARE) or own < OWN_WORDS:
        return None, share
    framed = min(int((left_held & ~left.cited).sum()), int((right_held & ~right.cited).sum()))
    if framed < SHINGLE_WORDS and most < MOSTLY:  # what one source said is told in the same words by two who heard it
        return None, share
    outlets = {fold_name(body.article.outlet or body.article.id) for body in (left, right)}
    opening = min(_opening(left_held), _opening(right_held))
    late = LATE_SHARE if len(outlets) > 1 else MOSTLY  # an outlet repeats its own background
    return ("derived" if one_story or opening >= OPENING_SHARE or most >= late else None), share


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
    origin, derived, known, why = directed(one, two)
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
        direction_known=known,
        share=Bounds(round(low, 3), round(high, 3)),
        evidence=evidence,
        reason=f"{degree}, the longest run {longest} words; {why}",
    )


def _seniority(body: Body) -> tuple[str, str]:
    """Earliest day first, undated last; then by id."""
    return _day(body.article) or "9999", body.article.id


def _day(article: Article) -> str | None:
    published = article.published
    return published.value[:10] if published.value and published.precision in ("minute", "day") else None


def directed(one: Body, two: Body) -> tuple[Body, Body, bool, str]:
    """Origin, derived, whether that is known, and why. A credit outweighs dates: sites redate what they take over."""
    credits = credited(one.found, two.article), credited(two.found, one.article)
    if credits[0] != credits[1]:
        origin, derived = (two, one) if credits[0] else (one, two)
        return origin, derived, True, f"it credits {origin.article.outlet}"
    days = _day(one.article), _day(two.article)
    if days[0] and days[1] and days[0] != days[1]:
        origin, derived = (one, two) if days[0] < days[1] else (two, one)
        return origin, derived, True, f"published on {_day(derived.article)}, the other on {_day(origin.article)}"
    origin, derived = sorted((one, two), key=lambda body: body.article.id)
    return origin, derived, False, "which came first is not known"


def credited(found: Findings, other: Article) -> bool:
    """Whether an article credits the outlet of another: in a footer or byline, or as a holder of some statement's words."""
    name = fold_name(other.outlet or "")
    if not name or name == fold_name(found.article.outlet or ""):
        return False
    if any(fold_name(link.name) == name for said in found.statements for link in said.chain):
        return True
    text = found.article.text
    lines = [text[zone.start : zone.end] for zone in found.article.zones if zone.kind in ("credit", "byline", "dateline")]
    return any(f" {name} " in f" {fold_name(line)} " for line in [*lines, found.article.byline or ""])


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


# --------------------------------------------------------------------------------------------------------------- origins


@dataclass(frozen=True, slots=True, order=True)
class Holder:
    """Someone who passed a word on. Two holders are one where their keys are equal."""

    key: str
    name: str
    entity: str | None
    known: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """How one article tells a thing: the holders of its words, nearest (the outlet) first, origin last; and the words."""

    article: str
    path: tuple[Holder, ...]
    words: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class Lineage:
    """What is needed to follow a word: the articles, whose text each copies, and the entities that names stand for."""

    articles: Mapping[str, Article]
    copies: Mapping[str, tuple[Derivation, ...]]
    family: Mapping[str, str]
    entity_of: Mapping[str, str]
    names: Mapping[str, str]
    named: frozenset[str]
    speaks_for: Mapping[str, str]
    bodies: Mapping[str, tuple[tuple[frozenset[str], str], ...]]
    crowds: frozenset[str]
    cited: Mapping[str, frozenset[str]]
    governs: Mapping[str, str]
    witnesses: frozenset[str]  # articles that show their outlet's own people at the scene
    described: Mapping[str, str | None]  # bodies known by a description with a name in it, "the Tarn police": their entity

    def path(self, article: str, statement: Statement | None) -> tuple[Holder, ...]:
        """The holders of a statement's words, or of the outlet's own.

        An outlet's own word is known as an origin only where its article shows that one of its people saw it.
        """
        holders = [self.outlet(article)]
        if statement is None and article not in self.witnesses:
            return (replace(holders[0], known=False),)
        for link in uttered(statement) if statement else ():
            holder = self.holder(link, holders[-1], article, first=len(holders) == 1)
            if holder.key != holders[-1].key:
                holders.append(holder)
        if statement and not statement.chain:
            holders.append(Holder(f"unstated {self.family[article]}", NOT_STATED, None, False))
        return tuple(holders)

    def day(self, article: str) -> str | None:
        return _day(self.articles[article])

    def outlet(self, article: str) -> Holder:
        name = self.articles[article].outlet
        if not name:
            return Holder(f"unstated {self.family[article]}", NOT_STATED, None, False)
        entity = self.entity_of.get(fold_name(name))
        return Holder(entity or f"name {fold_name(name)}", name, entity, True)

    def holder(self, link: Link, before: Holder, article: str, *, first: bool) -> Holder:
        """Who a link names. One unnamed is known by the relay that vouches for it, or by the article alone."""
        folded = fold_name(link.name)
        document = link.name.startswith("doc:") and link.entity is None
        if link.anonymous or document or not folded:
            voucher = before.key if before.known else self.family[article]
            name = self.as_written(link, article) if folded else NOT_STATED
            return Holder(f"unnamed {voucher} {folded}", name if first else f"{name}, by way of {before.name}", None, False)
        entity = link.entity or self.entity_of.get(folded)
        if entity not in self.named and not is_name(link.name):
            entity = self.body(article, folded) or entity
            if folded in OUTLET_ROLES and len(self.cited.get(article, ())) == 1:
                entity = min(self.cited[article])
        known = entity in self.named or is_name(link.name)
        if known or entity in self.crowds or not is_role(link.name):
            return Holder(entity or f"name {folded}", self.called(entity, link.name), entity, known)
        if folded in self.described:
            entity = self.described[folded] or entity
            return Holder(f"role {folded}", self.called(entity, link.name), entity, True)
        return Holder(f"role {self.family[article]} {folded}", link.name, entity, True)

    def called(self, entity: str | None, written: str) -> str:
        """The name of an entity, else what is written; with the body that a person speaks for, on whose word it is as well."""
        name, body = self.names.get(entity or "", written), self.names.get(self.speaks_for.get(entity or "", ""))
        return f"{name} ({body})" if body else name

    def as_written(self, link: Link, article: str) -> str:
        """What somebody without a name is called, without the capital that only opens a sentence: "Velmoran media reports"."""
        name = " ".join(link.name.removeprefix("doc:").split())
        first, text = name.partition(" ")[0], self.articles[article].text
        opens = link.span is None or text[: link.span.start].rstrip(" \"'“‘")[-1:] in ("", ".", "!", "?", ":", "\n")
        opens = opens and (link.span is None or link.span.exact.startswith(first))
        proper = not first[1:].islower() or fold_name(first) in self.entity_of
        return name if proper or not opens else name[0].lower() + name[1:]

    def body(self, article: str, role: str) -> str | None:
        """The one body that an article names with all the words of a role: "the directorate", and the Karsian Directorate."""
        words = frozenset(role.split())
        found = {entity for name, entity in self.bodies.get(article, ()) if words <= name}
        return found.pop() if len(found) == 1 else None


def is_name(words: str) -> bool:
    """Whether words that no entity stands for look like a name: two or more, the first and the last with a capital."""
    parts = [word for word in WORD.findall(words) if fold_word(word) not in ARTICLES_OF_SPEECH]
    return len(parts) > 1 and parts[0][0].isupper() and parts[-1][0].isupper()


def is_role(words: str) -> bool:
    """Whether words name one institution by what it is ("the weather office"): no pronoun, no number, no clause, not many."""
    parts = [fold_word(word) for word in WORD.findall(words)]
    while parts and parts[0] in ARTICLES_OF_SPEECH:
        parts = parts[1:]
    if parts and parts[-1].endswith("s") and not parts[-1].endswith(("ss", "us", "is", "ies")):
        return False
    return bool(parts) and not any(word[0].isdigit() or word in NOT_A_ROLE for word in parts)


def speakers(found: Findings, entities: Mapping[str, Entity]) -> Iterator[tuple[Mention, Mention]]:
    """(person, body) for each person whom an article calls head or voice of a body: "Oda Finch, director of the Lamp Guild"."""
    text = found.article.text
    mentions = sorted(
        (one for one in found.mentions if one.form == "name" and one.entity in entities), key=lambda one: (one.span, one.id)
    )
    bodies = named_bodies(found, entities)
    for one in mentions:
        if entities[one.entity].kind == "person":
            called = VOICE_OF.search(text, max(0, one.span.start - APPOSITION), one.span.start)
            words = frozenset(fold_name(called[1]).split()) if called else frozenset[str]()
            meant = {entity for name, entity in bodies if words and words <= name}
            if len(meant) == 1:
                yield one, next(other for other in mentions if other.entity in meant)
    for here, there in pairwise(mentions):
        kinds = entities[here.entity].kind, entities[there.entity].kind
        between = text[here.span.end : max(here.span.end, there.span.start)]
        if kinds[0] == "person" and kinds[1] in BODIES and len(between) <= APPOSITION and HEAD_OF.fullmatch(between):
            yield here, there
        elif kinds[1] == "person" and kinds[0] in BODIES and len(between) <= APPOSITION and BODYS_HEAD.fullmatch(between):
            yield there, here


def voices(findings: Sequence[Findings], entities: Mapping[str, Entity]) -> dict[str, str]:
    """The body that each person speaks for: the one that most articles call his or hers. Where they are at odds, none.

    A name that is part of the body's ("the Guild") contradicts nothing.
    """
    spoken: dict[str, Counter[str]] = defaultdict(Counter)
    for found in findings:
        for person, body in {(person.entity, body.entity) for person, body in speakers(found, entities)}:
            spoken[person][body] += 1
    return voiced_by(spoken, entities)


def voiced_by(spoken: Mapping[str, Mapping[str, int]], entities: Mapping[str, Entity]) -> dict[str, str]:
    """For each person the one body, of those that so and so many articles call his or hers."""
    known = {}
    for person, all_ in spoken.items():
        bodies = sorted(((body, count) for body, count in all_.items() if body in entities), key=lambda one: (-one[1], one[0]))
        if not bodies:
            continue
        (body, most), *others = bodies
        words = [frozenset(fold_name(name).split()) for name in (entities[body].name, *entities[body].aliases)]
        if all(
            count * AT_ODDS <= most or any(frozenset(fold_name(entities[other].name).split()) < whole for whole in words)
            for other, count in others
        ):
            known[person] = body
    return known


def uttered(said: Statement) -> tuple[Link, ...]:
    """The links of a chain that passed words on. One whose plan or belief another reports has not spoken."""
    if said.report in ("intended", "believed") and len(said.chain) > 1 and said.chain[-1].link == "nested":
        return said.chain[:-1]
    return said.chain


def content_words(said: Statement | None) -> tuple[str, ...]:
    """The folded words of a statement's content, in order."""
    return tuple(fold_word(match[0]) for part in said.content for match in WORD.finditer(part.exact)) if said else ()


def lineage(findings: Sequence[Findings], copies: Iterable[Derivation]) -> Lineage:
    """What is needed to follow a word through a pile."""
    copied = sorted((one for one in copies if one.relation != "same_origin"), key=lambda one: one.id)
    of_copy: dict[str, tuple[Derivation, ...]] = {}
    for copy in copied:
        of_copy[copy.derived] = (*of_copy.get(copy.derived, ()), copy)
    articles: dict[str, Article] = by_id(found.article for found in findings)
    entities: dict[str, Entity] = by_id(entity for found in findings for entity in found.entities)
    of_name: dict[str, set[str]] = defaultdict(set)
    for entity in entities.values():
        for name in (entity.name, *entity.aliases):
            of_name[fold_name(name)].add(entity.id)
    sole = {name: min(ids) for name, ids in of_name.items() if len(ids) == 1}
    named = frozenset(mention.entity for found in findings for mention in found.mentions if mention.form == "name")
    return Lineage(
        articles,
        of_copy,
        families(articles, copied),
        sole,
        {entity.id: entity.name for entity in entities.values()},
        named,
        voices(findings, entities),
        {found.article.id: named_bodies(found, entities) for found in findings},
        frozenset(entity.id for entity in entities.values() if entity.kind == "person" and entity.id not in named),
        {found.article.id: cited_outlets(found, sole, entities, named) for found in findings},
        governments(entities.values()),
        frozenset(found.article.id for found in findings if witnessed(found.article)),
        described(
            (fold_name(link.name) for one in findings for said in one.statements for link in said.chain),
            of_name,
            entities,
            named,
        ),
    )


def within(folded: str) -> set[str]:
    """The shorter runs of words of a folded description: of "tarn district hospital", also "tarn" and "district hospital"."""
    words = folded.split()[:LONGEST_DESCRIPTION]
    return {" ".join(words[start:end]) for start, end in combinations(range(len(words) + 1), 2) if end - start < len(words)}


def described(
    names: Iterable[str], called: Mapping[str, Set[str]], entities: Mapping[str, Entity], named: Set[str]
) -> dict[str, str | None]:
    """Of folded descriptions those that hold the name of someone or some place: they mean one body wherever they stand.

    With each the body that is called so, None where the articles know it as something else. `called`: entities by folded name.
    """
    return {
        name: min((one for one in called.get(name, ()) if entities[one].kind in BODIES), default=None)
        for name in sorted(set(names))
        if any(not called.get(part, frozenset()).isdisjoint(named) for part in within(name))
    }


def witnessed(article: Article) -> bool:
    """Whether a report shows that one of its outlet's own people saw what it tells: "a reporter of Daily Sarn counted"."""
    if any(match[0] for match in OWN_EYES.finditer(article.text)):
        return True
    outlet = (article.outlet or "").strip()
    if not outlet:
        return False
    name = rf"(?:the\s+)?{re.escape(outlet.removeprefix('The '))}"
    person = rf"(?:{name}(?:['\u2019]s?)?\s+(?:own\s+)?{REPORTERS}|{REPORTERS}\s+(?:of|for|from|with)\s+{name})"
    seen = rf"\b{person}\b{SEEING}|\b(?:seen|witnessed|observed|counted)\s+by\s+(?:an?\s+)?(?:{person}|{name})\b"
    return re.search(seen, article.text, re.IGNORECASE) is not None


def governments(entities: Iterable[Entity]) -> dict[str, str]:
    """The government of each country: by the ids of both, for the pile knows "Norway said" and "Oslo said" as two."""
    entities = list(entities)
    of_land = {
        one.links["country"]: one.id
        for one in sorted(entities, key=lambda one: one.id)
        if one.kind == "government" and one.links.get("role") == "government" and "country" in one.links
    }
    return {
        one.id: of_land[one.place.country]
        for one in entities
        if one.place is not None and one.place.precision == "country" and one.place.country in of_land
    }


def named_bodies(found: Findings, entities: Mapping[str, Entity]) -> tuple[tuple[frozenset[str], str], ...]:
    """The bodies that an article names, each with the words of one of its names."""
    named = sorted({one.entity for one in found.mentions if one.form == "name" and one.entity in entities})
    return tuple(
        (frozenset(fold_name(name).split()), entity)
        for entity in named
        if entities[entity].kind in BODIES
        for name in (entities[entity].name, *entities[entity].aliases)
    )


def cited_outlets(
    found: Findings, sole: Mapping[str, str], entities: Mapping[str, Entity], named: frozenset[str]
) -> frozenset[str]:
    """The outlets by name on whose word an article says something; without its own."""
    ids = {link.entity or sole.get(fold_name(link.name), "") for said in found.statements for link in said.chain}
    own = sole.get(fold_name(found.article.outlet or ""))
    return frozenset(one for one in ids & named if one != own and one in entities and entities[one].kind == "outlet")


def families(articles: Iterable[str], copies: Iterable[Derivation]) -> dict[str, str]:
    """For each article the smallest id among those that share its text, at first or second hand."""
    parent = {article: article for article in articles}

    def root(article: str) -> str:
        while parent[article] != article:
            parent[article] = parent[parent[article]]
            article = parent[article]
        return article

    for copy in copies:
        if copy.derived in parent and copy.origin in parent:
            first, second = sorted((root(copy.derived), root(copy.origin)))
            parent[second] = first
    return {article: root(article) for article in parent}


def origins(tellings: Sequence[Telling], known: Lineage) -> tuple[Origin, ...]:
    """Where the word of several tellings comes from: the ends of who rests on whom.

    An outlet that somewhere attributes the thing rests on whom it names, also where it restates it in its own voice. A copy
    rests on its original; where which is which is unknown, the two are one. Wording equal to that of an attributed telling
    rests on it. Who speaks for a body rests on it, where both are heard, and so does a country on its government. Holders
    that cite each other in a circle are one origin, known only if all of them are: a known origin is never made of an
    unknown one. Known ones first, then by the articles that carry them, then by name.
    """
    holders: dict[str, Holder] = {}
    for telling in sorted(tellings, key=_telling_order):
        for holder in reversed(telling.path):
            if holder.known or not (holder.key in holders and holders[holder.key].known):  # who is cited by name is known
                holders[holder.key] = holder
    rests: dict[str, set[str]] = {key: set() for key in holders}
    for telling in tellings:
        for here, there in pairwise(telling.path):
            rests[here.key].add(there.key)
    nearest: dict[str, set[str]] = defaultdict(set)
    for telling in tellings:
        nearest[telling.article].add(telling.path[0].key)
    for article, mine in nearest.items():
        for copy in known.copies.get(article, ()):
            theirs = nearest.get(copy.origin, set())
            for key in mine if theirs else ():
                rests[key] |= theirs
            for key in theirs if not copy.direction_known else ():
                rests[key] |= mine
    for key in rests:
        for whom in (known.speaks_for.get(key), known.governs.get(key)):
            if whom in rests:
                rests[key].add(whom)
    for one, other in (
        *_verbatim(tellings, known),
        *_described_again(holders),
        *_copied(tellings, known),
        *_background(tellings, known),
    ):
        rests[one].add(other)
    reached = {key: _reached(key, rests) for key in rests}
    # An end reaches none but those that reach it: itself, or a circle of those who cite each other.
    ends = {key: every for key, every in reached.items() if all(key in reached[other] for other in every)}
    carriers: dict[str, set[str]] = defaultdict(set)
    for telling in tellings:
        carriers[telling.path[-1].key].add(telling.article)
    found: dict[frozenset[str], set[str]] = defaultdict(set)
    for last, articles in carriers.items():
        for circle in {ends[key] for key in reached[last] if key in ends}:
            found[circle] |= articles
    return tuple(
        sorted((_origin(circle, articles, holders, carriers.keys()) for circle, articles in found.items()), key=_weight)
    )


def _telling_order(telling: Telling) -> tuple[str, tuple[Holder, ...]]:
    return telling.article, telling.path


def _reached(key: str, rests: Mapping[str, set[str]]) -> frozenset[str]:
    reached, ahead = {key}, [key]
    while ahead:
        for other in rests[ahead.pop()] - reached:
            reached.add(other)
            ahead.append(other)
    return frozenset(reached)


def _origin(circle: frozenset[str], articles: set[str], holders: Mapping[str, Holder], last: Set[str]) -> Origin:
    """The origin that a circle of holders is, named for one of those in whom a chain ends."""
    known = all(holders[key].known for key in circle)
    told = sorted(
        (holders[key] for key in circle & last),
        key=lambda holder: (holder.known != known, holder.name == NOT_STATED, holder),
    )
    return Origin(told[0].name, told[0].entity if known else None, tuple(sorted(articles)), known)


def _weight(origin: Origin) -> tuple[bool, int, str, tuple[str, ...]]:
    return not origin.known, -len(origin.articles), origin.name, origin.articles


def _verbatim(tellings: Sequence[Telling], known: Lineage) -> list[tuple[str, str]]:
    """(who rests, on whom) where one wording is another's, and the first names nobody for it.

    Two that name nobody for the same words are one origin, whichever it was; unless they are copies: these have a direction.
    """
    sayings: dict[tuple[str, ...], dict[tuple[str, str], bool]] = defaultdict(dict)  # last holder, family: names someone
    for telling in tellings:
        if len(telling.words) >= VERBATIM_WORDS:
            last = telling.path[-1]
            tellers, teller = sayings[telling.words], (last.key, known.family[telling.article])
            tellers[teller] = tellers.get(teller, False) or (last.known and not telling.own)
    rests = []
    for words, tellers in sayings.items():
        for others, told in sayings.items():
            if _verbatim_words(words, others):
                rests += [
                    (key, other)
                    for (key, family), named in tellers.items()
                    for (other, other_family), other_named in told.items()
                    if key != other and not named and (other_named or (family != other_family and not any(told.values())))
                ]
    return rests


def _verbatim_words(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two wordings are one, or one of them stands in the other word for word."""
    if _alike(words, others) >= VERBATIM_SHARE:
        return True
    short, long = sorted((words, others), key=len)
    return len(short) >= SHINGLE_WORDS and f" {' '.join(short)} " in f" {' '.join(long)} "


def _described_again(holders: Mapping[str, Holder]) -> Iterator[tuple[str, str]]:
    """(who rests, on whom) where one description is another, made shorter: "the official", once one at a ministry has spoken.

    That holds of what one relay's unnamed sources say alike, and of institutions named by their role only. Spelling and small
    words make no other source: "an activist in Al Zour", in a copy "from al-Zor".
    """
    words = {
        key: (key.split(" ")[0], " ".join(key.split(" ")[1:2]), frozenset(sounded(key.split(" ")[2:])))
        for key in holders
        if key.startswith(("unnamed ", "role "))
    }
    for key, (sort, where, mine) in words.items():
        alike = {
            other: theirs
            for other, (other_sort, there, theirs) in words.items()
            if (sort, where) == (other_sort, there) and mine and mine <= theirs and other != key
        }
        longer = {theirs for theirs in alike.values() if mine < theirs}
        if len(longer) < 2:
            yield from ((key, other) for other, theirs in alike.items() if not longer or theirs in longer)


def sounded(words: Iterable[str]) -> Iterator[str]:
    """The telling words of a description, each as names of other scripts may be spelled: Zour and Zor, Tarrin and Tarin."""
    for word in words:
        if word not in SMALL:
            yield DOUBLED.sub(r"\1", word.replace("ou", "o")) if word.isalpha() else word


def _background(tellings: Sequence[Telling], known: Lineage) -> Iterator[tuple[str, str]]:
    """(outlet, on whom) where an outlet states as its own what an article not later than its own has from somebody.

    Word that has been attributed becomes background. Of several who said it, the one whose wording is nearest.
    """
    cited = [one for one in tellings if not one.own and one.path[-1].name != NOT_STATED and len(one.path) > 1]
    for telling in tellings:
        outlet = telling.path[-1]
        if not (telling.own and len(telling.path) == 1) and outlet.name != NOT_STATED:
            continue
        if outlet.known:  # its own people saw it
            continue
        words, day = telling.words, known.day(telling.article)
        earlier = [
            other
            for other in cited
            if other.article != telling.article and not (day and (known.day(other.article) or "9999") > day)
        ]
        if earlier:

            def nearness(other: Telling, words: tuple[str, ...] = words) -> tuple[float, str, str, tuple[Holder, ...]]:
                return -round(_alike(words, other.words), 6), known.day(other.article) or "9999", other.article, other.path

            end = min(earlier, key=nearness).path[-1]
            if end.key != outlet.key:
                yield outlet.key, end.key


def _copied(tellings: Sequence[Telling], known: Lineage) -> Iterator[tuple[str, str]]:
    """(one, other) of the last holders of one wording in a text and its copy: they are one, whatever each calls them."""
    of_article: dict[str, set[tuple[tuple[str, ...], str]]] = defaultdict(set)
    for telling in tellings:
        if telling.words and not telling.own:
            of_article[telling.article].add((telling.words, telling.path[-1].key))
    found = {
        (one, other)
        for article, mine in of_article.items()
        for copy in known.copies.get(article, ())
        for words, one in mine
        for others, other in of_article.get(copy.origin, ())
        if one != other and _alike(words, others) >= COPIED_SHARE
    }
    for one, other in sorted(found):
        yield one, other
        yield other, one


def _alike(words: Sequence[str], others: Sequence[str]) -> float:
    """Share of the words of two wordings that both have."""
    mine, theirs = frozenset(words), frozenset(others)
    return len(mine & theirs) / (len(mine | theirs) or 1)


def independent(origins: Iterable[Origin]) -> Bounds:
    """How many independent origins: the known ones for certain, and at most also every unknown one.

    Names that hold each other's words may be one origin, and count once for certain: "the ministry", the Ministry of Trade.
    """
    names: list[frozenset[str]] = []
    every = 0
    for origin in origins:
        every += 1
        if origin.known:
            names.append(frozenset(fold_name(origin.name).split()))
    certain = {name for name in names if not any(name < other for other in names)}
    return Bounds(len(certain), every)


def arithmetic(reports: int, tellings: Sequence[Telling], origins: Sequence[Origin]) -> str:
    """The count of origins in words: who rests on whom, and what that leaves."""
    said = []
    own = {telling.path[-1].name for telling in tellings if telling.own and not telling.path[-1].known}
    unstated = [one for one in origins if not one.known and (one.name == NOT_STATED or one.name in own)]
    unnamed = [one for one in origins if not one.known and one not in unstated and len(origins) > LISTED]
    for origin in origins:
        if origin in unstated or origin in unnamed:
            continue
        count, carriers = len(origin.articles), frozenset(origin.articles)
        relays = sorted(
            {
                holder.name
                for telling in tellings
                if telling.article in carriers and any(holder.name == origin.name for holder in telling.path)
                for holder in telling.path[1:-1]
                if holder.known and holder.name != origin.name
            }
        )
        way = f" by way of {' and '.join(relays)}" if relays and origin.known else ""
        everyone = {1: "it rests", 2: "both rest"}.get(reports, f"all {count} rest")
        rest = everyone if count == reports else f"{count} rest{'s' * (count == 1)}"
        said.append(f"{rest} on {origin.name}{way}{'' if origin.known else ' (not named)'}")
    for some, what in ((unstated, NOT_STATED), (unnamed, "on origins that are not named")):
        if some:
            said.append(f"{len({article for one in some for article in one.articles})} {'with ' * (some is unstated)}{what}")
    bounds = independent(origins)
    count_words = f"{bounds.low}" if bounds.low == bounds.high else f"{bounds.low} to {bounds.high}"
    tail = f"{count_words} independent origin{'s' * (bounds.high != 1)}"
    return f"{reports} report{'s' * (reports != 1)}; {'; '.join(said) or 'nobody affirms it'}: {tail}"


# ---------------------------------------------------------------------------------------------------------- same origins


def same_origins(findings: Sequence[Findings], claims: Sequence[Claim], events: Sequence[Event] = ()) -> tuple[Derivation, ...]:
    """For each origin on whose word two or more articles say what they are about, a line for each of these articles, by id.

    What an article is about is told in its headline or its first half, or most often: an event, or a claim. Only cited origins
    count: the named end of a chain, and for who speaks for a body that body. An article published by the origin itself is no
    one that rests on it.
    """
    statements: dict[str, Statement] = by_id(said for found in findings for said in found.statements)
    articles: dict[str, Article] = by_id(found.article for found in findings)
    known = lineage(findings, ())
    opening = {id: opening_of(article) for id, article in articles.items()}
    resting: dict[tuple[str, str], set[tuple[str, Span, str]]] = defaultdict(set)
    for claim in claims:
        cited: dict[str, set[tuple[str, Span]]] = defaultdict(set)
        about: set[str] = set()
        for member in claim.members:
            said = statements.get(member.statement or "")
            end = _end(said, known)
            if said and end and member.stance == "affirms":
                cited[end].add((member.article, member.span))
                if opening[member.article](member.span):
                    about.add(member.article)
        for entity, places in cited.items():
            resting_here = {article for article, _ in places}
            if len(resting_here) > 1 and about & resting_here:
                for article, span in places:
                    resting[entity, article].add((claim.id, span, claim.text))
    for event, by_entity in _main_events(findings, events, statements, known, opening).items():
        for entity, mentions in by_entity.items():
            if len({mention.article for mention in mentions}) > 1:
                for mention in mentions:
                    content = statements[mention.statement or ""].content
                    told = next((part.exact for part in content if part.covers(mention.trigger)), mention.trigger.exact)
                    resting[entity, mention.article].add((event, mention.trigger, told))
    joined: dict[str, set[str]] = defaultdict(set)
    for entity, article in resting:
        if known.outlet(article).entity != entity:
            joined[entity].add(article)
    return tuple(
        sorted(
            (
                _same_origin(entity, articles[article], known.names.get(entity, entity), resting[entity, article], len(group))
                for entity, group in joined.items()
                if len(group) > 1
                for article in group
            ),
            key=lambda derivation: derivation.id,
        )
    )


def _end(said: Statement | None, known: Lineage) -> str | None:
    """The entity a chain ends in, if it is named; of who speaks for a body, the body."""
    if not said or not said.chain or said.report not in ATTESTING:
        return None
    last = known.path(said.article, said)[-1]
    if not last.known or not last.entity:
        return None
    return known.speaks_for.get(last.entity) or known.governs.get(last.entity) or last.entity


def _main_events(
    findings: Sequence[Findings],
    events: Sequence[Event],
    statements: Mapping[str, Statement],
    known: Lineage,
    opening: Mapping[str, Callable[[Span], bool]],
) -> dict[str, dict[str, list[EventMention]]]:
    """For each event that several articles are about: by entity, the mentions that stand on its word."""
    shared = {event.id for event in events if event.reports > 1}
    typed = {event.id for event in events if event.kind}
    found: dict[str, dict[str, list[EventMention]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        told: dict[str, list[EventMention]] = defaultdict(list)
        for mention in finding.event_mentions:
            if mention.event in shared:
                told[mention.event].append(mention)
        about = {event for event, mentions in told.items() if any(opening[finding.article.id](one.trigger) for one in mentions)}
        about |= set(sorted(told.keys() & typed, key=lambda event: (-len(told[event]), event))[:1])
        for event in sorted(about):
            for mention in told[event]:
                entity = _end(statements.get(mention.statement or ""), known)
                if entity:
                    found[event][entity].append(mention)
    return found


def _same_origin(entity: str, article: Article, name: str, places: set[tuple[str, Span, str]], group: int) -> Derivation:
    spans = sorted({span for _, span, _ in places})
    things = len({thing for thing, _, _ in places})
    about = f"\u201c{min(places, key=lambda place: place[1])[2].strip(QUOTES)}\u201d" if things == 1 else f"{things} things"
    return Derivation(
        id=identify("d", "same_origin", article.id, entity),
        derived=article.id,
        origin=entity,
        relation="same_origin",
        direction_known=True,
        share=Bounds(),
        evidence=tuple(Evidence(article.id, span) for span in spans[:EVIDENCE_RUNS]),
        reason=f"for {about} it rests on the word of {name}, as {group - 1} other{'s' * (group > 2)} of the pile",
    )
