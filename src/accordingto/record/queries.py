"""Questions that more than one view asks of the record, answered once so that every view answers alike.

A person's words are never query syntax: each is quoted. Every answer has a fixed order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from accordingto.model import Certainty, Claim, Statement, Verdict
from accordingto.record.lines import TYPES
from accordingto.record.store import Record

WORDS_ASKED = 32  # words of a question that are looked at; more is a pasted paragraph, and costs the index without end
SNIPPET_WORDS = 24  # words around a hit: about two printed lines

# Noncharacters: FTS5 puts them around found words. A text that holds them itself merely loses the marks.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"

State = Literal["corrected", "disputed", "denied", "unverified", "corroborated", "single origin", "origin not stated"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Words found: in which article or statement, with the words around them; `marks` are code points into `snippet`."""

    kind: Literal["article", "statement"]
    id: str
    article: str
    snippet: str
    marks: tuple[tuple[int, int], ...]


_SEARCHES: tuple[tuple[Literal["article", "statement"], str], ...] = (
    (
        "article",
        "SELECT id, id, snippet(article_words, -1, ?, ?, ' … ', ?) FROM article_words"
        " JOIN article ON n = article_words.rowid WHERE article_words MATCH ? ORDER BY rank, id LIMIT ?",
    ),
    (
        "statement",
        "SELECT id, article, snippet(statement_words, -1, ?, ?, ' … ', ?) FROM statement_words"
        " JOIN statement ON n = statement_words.rowid WHERE statement_words MATCH ? ORDER BY rank, id LIMIT ?",
    ),
)


def search(record: Record, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
    """Articles, then statements, that hold all the words, best first; at most `limit` of each.

    Case and accents make no difference; joined words (`a-b`, `don't`) are found as the phrase they are.
    """
    asked = quoted(words)
    if not asked:
        return ()
    hits = []
    for kind, question in _SEARCHES:
        for id, article, found in record.select(question, _OPEN, _CLOSE, SNIPPET_WORDS, asked, limit):
            hits.append(Hit(kind, id, article, *_unmarked(found)))
    return tuple(hits)


def quoted(words: str) -> str:
    """A person's words as an FTS5 query that asks for all of them, none taken as syntax; empty when there is no word."""
    asked = [word for word in words.replace("\0", " ").split() if re.search(r"\w", word)]
    return " ".join('"' + word.replace('"', '""') + '"' for word in asked[:WORDS_ASKED])


def _unmarked(found: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    plain, marks, start = "", [], None
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", found or ""):
        if piece == _OPEN:
            start = len(plain)
        elif piece == _CLOSE:
            if start is not None:
                marks.append((start, len(plain)))
            start = None
        else:
            plain += piece
    return plain, tuple(marks)


def counts(record: Record) -> dict[str, int]:
    """How many of each type the record holds, in the order of the export."""
    return {name: next(record.select(f"SELECT count(*) FROM {name}"))[0] for name in TYPES}


def state_of(claim: Claim, statements: Mapping[str, Statement], *, corrected: Collection[str] = ()) -> State:
    """How a claim stands among its origins. It says nothing about whether the claim is so.

    The most cautious state that applies is given. `corrected` holds the ids of claims that a person corrected.
    """
    stances = {member.stance for member in claim.members}
    if claim.id in corrected:
        return "corrected"
    if claim.contested:
        return "disputed"
    if "denies" in stances and "affirms" not in stances:
        return "denied"
    if any(report == "unverified" for report in _reports(claim, statements)):
        return "unverified"
    low = claim.independent.low or 0
    if low >= 2:
        return "corroborated"
    return "single origin" if low else "origin not stated"


def _reports(claim: Claim, statements: Mapping[str, Statement]) -> Iterator[str]:
    for member in claim.members:
        statement = statements.get(member.statement or "")
        if statement is not None:
            yield statement.report


_STRENGTH = {"CT": 3, "PR": 2, "PS": 1, "U": 0}


def certainty_along(statement: Statement, statements: Mapping[str, Statement]) -> Certainty:
    """How sure a statement comes out after all its hops: that of the weakest, with the statement's own polarity.

    What somebody "may" have said was surely so is no surer than that he may have said it. A statement that rests on what could
    not be checked is uncommitted. Nothing here is stored: each hop keeps its own (FactBank values, Saurí and Pustejovsky 2009).
    """
    if statement.doubted_by is not None:
        return "U"
    weakest, sign = statement.certainty, statement.certainty[2:]
    here: Statement | None = statement
    seen: set[str] = set()
    while here is not None and here.id not in seen:
        seen.add(here.id)
        if _STRENGTH[here.certainty[:2]] < _STRENGTH[weakest[:2]]:
            weakest = here.certainty
        here = statements.get(here.nested_in or "")
    if weakest == "U" or not sign:
        return "U"
    return f"{weakest[:2]}{sign}"  # type: ignore[return-value]


def judged(record: Record, verdict: Verdict) -> frozenset[str]:
    """Ids on which a person passed a verdict that no later judgement undoes."""
    judgements = list(record.judgements())
    undone = {judgement.undoes for judgement in judgements}
    return frozenset(id for each in judgements if each.verdict == verdict and each.id not in undone for id in each.subject)
