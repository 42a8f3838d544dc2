"""Two reports side by side: which words they share, and what only one of them says.

What always holds: both texts are shown as they are stored; a shared run is the same words in the same order, letter case aside;
who was first is what the record knows, with its reason, and otherwise not known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accordingto.model import Article, Derivation, Span
from accordingto.present.brief.wording import NO_END, SENTENCE_END, clear
from accordingto.present.web.marks import Mark, Paragraph, paragraphs, stands
from accordingto.present.web.shelf import Label, Shelf, span_href

RUN_WORDS = 5  # shortest run of words that is shown as shared: fewer are common phrases
PLACES_MOST = 40  # places of one phrase that are followed; a text that repeats itself more is not compared better by more
WORDS_MOST = 8000  # words of a text that are compared
SHARED_MOST = 0.2  # of its words, for a sentence to stand in one report only
SENTENCE_WORDS = 3  # fewer are a caption or a byline
LISTED = 60  # sentences listed of each

# A letter of a script without spaces is a word of its own; else two texts that differ in one would share nothing.
WORD = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\\W_]+")


@dataclass(frozen=True, slots=True)
class Run:
    """The same words in both texts; `number` joins their marks."""

    number: int
    words: int
    left: Span
    right: Span


@dataclass(frozen=True, slots=True)
class Only:
    """A sentence that the other report does not have."""

    span: Span
    href: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two reports: its text with its marks, and how much of it the other has too."""

    report: Label
    paragraphs: tuple[Paragraph, ...]
    words: int
    shared: int
    only: tuple[Only, ...]
    only_more: int

    @property
    def share(self) -> int:
        """Of its words, in percent."""
        return round(100 * self.shared / self.words) if self.words else 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports, what they share, and what the record knows of which took from which.

    `first` is the id of the one that the other takes from; None where it is not known. `origins`: on whose word both rest.
    """

    left: Side
    right: Side
    runs: tuple[Run, ...]
    first: str | None
    derivation: str | None
    relation: str | None
    reason: str
    standing: str
    origins: tuple[str, ...]
    is_cut: bool


def compared(shelf: Shelf, one: str, other: str) -> Comparison | None:
    """Two reports side by side; None where the record has not both."""
    left, right = shelf.record.article(one), shelf.record.article(other)
    if left is None or right is None:
        return None
    rows = shelf.ask(
        "SELECT id FROM derivation WHERE relation <> 'same_origin' AND ((derived = ?1 AND origin = ?2) OR"
        " (derived = ?2 AND origin = ?1)) ORDER BY direction_known DESC, id",
        one, other,
    )  # fmt: skip
    derivations = list(shelf.record.these(Derivation, [str(row[0]) for row in rows]))
    stands_as = shelf.standing([each.id for each in derivations])
    derivations.sort(key=lambda each: (stands_as[each.id] == "rejected", not each.direction_known, each.id))
    derivation = derivations[0] if derivations else None
    known = derivation is not None and derivation.direction_known and stands_as[derivation.id] != "rejected"
    words = [words_of(article.text) for article in (left, right)]
    runs = shared_runs(left, right, words[0][:WORDS_MOST], words[1][:WORDS_MOST])
    evidence = [span for each in derivations for span in each.evidence]
    sides = [
        _side(
            shelf, article, [(run.number, getattr(run, name)) for run in runs], found,
            [each.span for each in evidence if each.article == article.id],
        )
        for article, name, found in ((left, "left", words[0]), (right, "right", words[1]))
    ]  # fmt: skip
    return Comparison(
        left=sides[0],
        right=sides[1],
        runs=runs,
        first=derivation.origin if derivation and known else None,
        derivation=derivation.id if derivation else None,
        relation=derivation.relation if derivation else None,
        reason=clear(derivation.reason) if derivation else "",
        standing=stands_as[derivation.id] if derivation else "suggested",
        origins=_origins(shelf, one, other),
        is_cut=any(len(each) > WORDS_MOST for each in words),
    )


def _origins(shelf: Shelf, one: str, other: str) -> tuple[str, ...]:
    """Those on whose word both rest, by name."""
    rows = shelf.ask(
        "SELECT DISTINCT origin FROM derivation WHERE relation = 'same_origin' AND derived = ? AND origin IN (SELECT origin"
        " FROM derivation WHERE relation = 'same_origin' AND derived = ?) ORDER BY origin LIMIT 12",
        one, other,
    )  # fmt: skip
    ids = [str(row[0]) for row in rows]
    names, labels = shelf.names(ids), shelf.labels(ids)
    return tuple(names[id][0] if id in names else labels[id].name for id in ids if id in names or id in labels)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands."""

    folded: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    return [Word(match[0].casefold(), *match.span()) for match in WORD.finditer(text)]


def shared_runs(left: Article, right: Article, here: Sequence[Word], there: Sequence[Word]) -> tuple[Run, ...]:
    """Runs of words that stand in both texts, the longest first choosing; no word is in two of them. By place in the left text.

    Method: greedy string tiling, after Wise (1993), on an index of phrases.
    """
    mine, theirs = [word.folded for word in here], [word.folded for word in there]
    free_here, free_there = [True] * len(mine), [True] * len(theirs)
    chosen: list[tuple[int, int, int]] = []
    tiles = sorted(_matches(mine, theirs), key=lambda tile: (-tile[2], tile[0], tile[1]))
    for tile in tiles:
        for start, at, length in _free(tile, free_here, free_there):
            chosen.append((start, at, length))
            free_here[start : start + length] = [False] * length
            free_there[at : at + length] = [False] * length
    return tuple(
        Run(
            number, length,
            left.span(here[start].start, here[start + length - 1].end),
            right.span(there[at].start, there[at + length - 1].end),
        )
        for number, (start, at, length) in enumerate(sorted(chosen), 1)
    )  # fmt: skip


def _matches(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Longest runs from where two texts begin to agree: places in both, and length in words."""
    places: Mapping[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(theirs) - RUN_WORDS + 1):
        found = places[tuple(theirs[at : at + RUN_WORDS])]
        if len(found) < PLACES_MOST:
            found.append(at)
    met: dict[tuple[str, ...], int] = defaultdict(int)
    for start in range(len(mine) - RUN_WORDS + 1):
        phrase = tuple(mine[start : start + RUN_WORDS])
        met[phrase] += 1
        for at in places.get(phrase, ()) if met[phrase] <= PLACES_MOST else ():
            if start and at and mine[start - 1] == theirs[at - 1]:
                continue  # inside a run that was found from its beginning
            length = RUN_WORDS
            while start + length < len(mine) and at + length < len(theirs) and mine[start + length] == theirs[at + length]:
                length += 1
            yield start, at, length


def _free(tile: tuple[int, int, int], free_here: Sequence[bool], free_there: Sequence[bool]) -> Iterator[tuple[int, int, int]]:
    """The parts of a run that no longer run has taken, where they are long enough."""
    start, at, length = tile
    begin = 0
    for step in range(length + 1):
        if step < length and free_here[start + step] and free_there[at + step]:
            continue
        if step - begin >= RUN_WORDS:
            yield start + begin, at + begin, step - begin
        begin = step + 1


def _side(
    shelf: Shelf, article: Article, runs: Sequence[tuple[int, Span]], words: Sequence[Word], evidence: Sequence[Span]
) -> Side:
    """One text, its shared runs marked, and the sentences that hold hardly any of them."""
    taken = sorted((span.start, span.end) for _, span in runs)
    flags, place = [], 0
    for word in words:
        while place < len(taken) and taken[place][1] <= word.start:
            place += 1
        flags.append(place < len(taken) and taken[place][0] <= word.start)
    only = [span for span in sentences(article) if _is_alone(span, words, flags)]
    marks = [Mark(span.start, span.end, "shared", str(number)) for number, span in runs]
    marks += [Mark(span.start, span.end, "only", f"only-{span.start}") for span in only]
    marks += [Mark(span.start, span.end, "evidence", "") for span in evidence if stands(article.text, span)]
    return Side(
        shelf.label(article.id),
        paragraphs(article, marks),
        len(words),
        sum(flags),
        tuple(Only(span, span_href(article.id, span.start, span.end)) for span in only[:LISTED]),
        max(0, len(only) - LISTED),
    )


def _is_alone(span: Span, words: Sequence[Word], flags: Sequence[bool]) -> bool:
    inside = [flag for word, flag in zip(words, flags, strict=True) if span.start <= word.start < span.end]
    return len(inside) >= SENTENCE_WORDS and sum(inside) <= SHARED_MOST * len(inside)


def sentences(article: Article) -> list[Span]:
    """The sentences of a text, line by line, without the space around them. For reading; nothing is anchored on them."""
    found, at = [], 0
    for line in article.text.split("\n"):
        begin = at
        ends = [
            end.end() + at
            for end in SENTENCE_END.finditer(line)
            if not NO_END.search(line, max(0, end.start() - 12), end.start() + 1)
        ]
        for stop in (*ends, at + len(line)):
            words = article.text[begin:stop]
            if words.strip():
                start = begin + len(words) - len(words.lstrip())
                found.append(article.span(start, begin + len(words.rstrip())))
            begin = stop
        at += len(line) + 1
    return found
