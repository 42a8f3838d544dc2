"""Questions that more than one view asks of the record, answered once so that every view answers alike.

A person's words are never query syntax: each is quoted. Every answer has a fixed order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from accordingto.model import Certainty, Claim, Contents, Judgement, Statement, Verdict
from accordingto.record.lines import TYPES, written
from accordingto.record.store import Record, undone_in

Kept = TypeVar("Kept", bound=Any)

WORDS_ASKED = 32  # words of a question that are looked at; more is a pasted paragraph, and costs the index without end
SNIPPET_WORDS = 24  # words around a hit: about two printed lines

TERMS_MOST = 400  # words of the index that may hold what is asked, in a script without spaces

UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
UNSPACED_FIRST = "\u0e00"
"""Scripts that put no spaces between words, from the first letter of them all."""

# Noncharacters: FTS5 puts them around found words. A text that holds them itself merely loses the marks.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"

Standing = Literal["accepted", "rejected", "corrected", "added"]
State = Literal["corrected", "disputed", "denied", "unverified", "corroborated", "single origin", "origin not stated"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Words found: in which noun, with the words around them; `marks` are code points into `snippet`."""

    kind: Literal["article", "statement", "claim", "entity"]
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


Searched = Literal["article", "statement", "claim", "entity"]
"""What can be searched for words: each has an index of its words."""

_ABOUT: Mapping[Searched, str] = {"article": "id, id", "statement": "id, article", "claim": "id, ''", "entity": "id, ''"}


def marked(record: Record, kind: Searched, rows: Collection[int], asked: str, *, words: int = SNIPPET_WORDS) -> dict[int, Hit]:
    """Some rows of a kind (by `n`) that answer, with the words around what was found."""
    question = (
        f"SELECT n, {_ABOUT[kind]}, snippet({kind}_words, -1, ?, ?, ' … ', ?) FROM {kind}_words JOIN {kind} ON n ="
        f" {kind}_words.rowid WHERE {kind}_words MATCH ? AND {kind}_words.rowid IN (SELECT value FROM json_each(?))"
    )
    found = record.select(question, _OPEN, _CLOSE, words, asked, written(sorted(rows)).decode())
    return {n: Hit(kind, id, article, *_unmarked(snippet)) for n, id, article, snippet in found}


def quoted_in(record: Record, kind: Searched, words: str) -> tuple[str, tuple[str, ...]]:
    """A person's words as `quoted`, and those of them that a row that is found may yet not hold and must be looked through for.

    The index takes a whole clause of Chinese, Japanese, Thai, Lao, Burmese or Khmer for a word, or breaks it at its marks. So
    what is asked in these scripts is looked up inside the words of the index. Empty when no word is asked, or one is not held.
    """
    if not UNSPACED.search(words):
        return quoted(words), ()
    parts, inside = [], []
    for word in words.replace("\0", " ").split()[:WORDS_ASKED]:
        if not UNSPACED.search(word):
            parts += [each] if (each := quoted(word)) else []
            continue
        pieces = re.findall(r"\w+", word)
        for piece in [piece for piece in pieces if len(piece) > 1] or pieces[:1]:
            held = record.select(
                f"SELECT term FROM {kind}_terms WHERE (term >= ? OR (term >= '0' AND term < ':')) AND instr(term, ?) LIMIT ?",
                UNSPACED_FIRST, piece.casefold(), TERMS_MOST,
            )  # fmt: skip
            some = " OR ".join(f'"{term}"' for (term,) in held)
            if not some:
                return "", ()
            parts.append(f"({some})")
        inside.append(word)
    return " AND ".join(parts), tuple(inside)


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


def asks(claim: Claim) -> bool:
    """Whether a claim is a contested question, which gathers narrower claims: its reason says first what it asks."""
    return bool(claim.parts) and claim.reason.startswith("whether ")


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
    return frozenset(id for each in active(record) if each.verdict == verdict for id in each.subject) | frozenset(
        id
        for (id,) in record.select(
            """SELECT judgement_subject.id FROM judgement_subject JOIN judgement ON judgement.id = judgement
               WHERE verdict = ? AND judgement_subject.id IS NOT NULL""",
            verdict,
        )
    )


def corrected(claims: Iterable[Claim], ids: Collection[str]) -> frozenset[str]:
    """Of some claims those that a person corrected, by themselves or in a statement they hold; `ids` is what was corrected."""
    return frozenset(
        claim.id for claim in claims if claim.id in ids or any(member.statement in ids for member in claim.members)
    )


def active(log: Record | Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements of a log or record that are not undone, oldest first; undoing ones are not among them."""
    log = list(log.judgements() if isinstance(log, Record) else log)
    undone = undone_in(log)
    return tuple(each for each in log if each.verdict != "undo" and each.id not in undone)


def versions_of(record: Record, ids: Collection[str]) -> dict[str, str]:
    """`version_of` for each of some ids. Few of many were ever judged, and only these are asked one by one."""
    question = """SELECT subject FROM judgement_subject WHERE subject IN (SELECT value FROM json_each(?1)) UNION
                  SELECT id FROM judgement_subject WHERE id IN (SELECT value FROM json_each(?1))"""
    judged = {id for (id,) in list(record.select(question, written(sorted(ids)).decode()))}
    return {id: version_of(record, id) if id in judged else "" for id in ids}


def version_of(record: Record, id: str) -> str:
    """Id of the last judgement that concerns a noun, an undo included; empty if there is none."""
    question = f"{_CONCERNING} SELECT id FROM judgement WHERE id IN concerning ORDER BY n DESC LIMIT 1"
    return next((str(found) for (found,) in record.select(question, id)), "")


def history(record: Record, id: str) -> tuple[Judgement, ...]:
    """All judgements that concern a noun, oldest first. An undo concerns what it undoes concerns."""
    ids = [found for (found,) in record.select(f"{_CONCERNING} SELECT id FROM judgement WHERE id IN concerning ORDER BY n", id)]
    return tuple(each for found in ids for each in record.nouns(Judgement, id=found))


_CONCERNING = """WITH RECURSIVE concerning (id) AS (
  SELECT judgement FROM judgement_subject WHERE subject = ?1 UNION SELECT judgement FROM judgement_subject WHERE id = ?1
  UNION SELECT judgement.id FROM judgement JOIN concerning ON judgement.undoes = concerning.id)"""

_STANDINGS: Mapping[str, Standing] = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "added"}


def standing(record: Record, ids: Collection[str]) -> dict[str, Standing]:
    """How nouns stand by the last judgement on them that has an effect: only those on which there is one."""
    found: dict[str, Standing] = {}
    rows = record.select(
        """SELECT judgement_subject.id, verdict, change, nth FROM judgement_subject JOIN judgement ON judgement.id = judgement
           WHERE verdict IN ('accept', 'reject', 'correct', 'add')
           AND judgement_subject.id IN (SELECT value FROM json_each(?)) ORDER BY judgement.n""",
        written(sorted(ids)).decode(),
    )
    for id, verdict, _, nth in rows:
        if verdict != "add" or nth:  # an article is not added by what is added to it
            found[id] = _STANDINGS[verdict]
    return found


def unplaced(record: Record) -> tuple[Judgement, ...]:
    """The judgements that are not undone and could not be applied to what the record now holds, oldest first."""
    return tuple(each for each in active(record) if each.displaced is None)


def grades(record: Record, id: str) -> tuple[Judgement, ...]:
    """The grades of a noun that are not undone, oldest first."""
    rows = record.select(
        """SELECT DISTINCT judgement.id, n FROM judgement_subject JOIN judgement ON judgement.id = judgement
           WHERE verdict = 'grade' AND judgement_subject.id = ? ORDER BY n""",
        id,
    )
    return tuple(each for found, _ in list(rows) for each in record.nouns(Judgement, id=found))


def moved_to(record: Record, id: str) -> str | None:
    """Where a noun went that a person found to be the same as another; None where it stands, or never was."""
    question = """SELECT first.id FROM judgement_subject AS mine JOIN judgement ON judgement.id = mine.judgement
                  JOIN judgement_subject AS first ON first.judgement = mine.judgement AND first.nth = 0
                  WHERE verdict = 'same' AND mine.nth > 0 AND first.id IS NOT NULL AND ?1 IN (mine.id, mine.subject)
                  AND (mine.subject = ?1 OR mine.id = ?1) ORDER BY n DESC LIMIT 1"""
    here, passed = id, {id}
    while not _is_there(record, here):
        there = next((str(found) for (found,) in record.select(question, here)), None)
        if there is None or there in passed:
            return None
        passed.add(there)
        here = there
    return here if here != id else None


def _is_there(record: Record, id: str) -> bool:
    kinds = ("claim", "event", "entity")
    return any(True for kind in kinds for _ in record.select(f"SELECT 1 FROM {kind} WHERE id = ?", id))


def standing_contents(record: Record) -> Contents:
    """Everything the record holds but what a person rejected, for a view that shows what stands."""
    with record.moment():
        return without_rejected(record, record.contents())


def without_rejected(record: Record, contents: Contents) -> Contents:
    """Some of what a record holds, less what a person rejected."""
    rejected = frozenset(id for id, how in standing(record, _all_judged(record)).items() if how == "rejected")
    if not rejected:
        return contents

    def kept(nouns: Iterable[Kept]) -> tuple[Kept, ...]:
        return tuple(noun for noun in nouns if noun.id not in rejected)

    def here(id: str | None) -> str | None:
        return None if id in rejected else id

    return replace(
        contents,
        entities=kept(contents.entities),
        mentions=tuple(one for one in contents.mentions if one.entity not in rejected),
        statements=tuple(
            replace(
                one,
                nested_in=here(one.nested_in),
                continues=here(one.continues),
                doubted_by=here(one.doubted_by),
                source_entity=here(one.source_entity),
                chain=tuple(replace(link, entity=here(link.entity)) for link in one.chain),
            )
            for one in kept(contents.statements)
        ),
        event_mentions=tuple(
            replace(
                one,
                event=here(one.event),
                actor=tuple(replace(part, entity=here(part.entity)) for part in one.actor),
                recipient=tuple(replace(part, entity=here(part.entity)) for part in one.recipient),
                place=replace(one.place, entity=here(one.place.entity)) if one.place else None,
            )
            for one in kept(contents.event_mentions)
        ),
        events=tuple(
            replace(
                one,
                actor=tuple(id for id in one.actor if id not in rejected),
                recipient=tuple(id for id in one.recipient if id not in rejected),
                place=here(one.place),
            )
            for one in kept(contents.events)
        ),
        figures=tuple(
            replace(one, event=here(one.event), of_whom=here(one.of_whom), place=here(one.place))
            for one in kept(contents.figures)
        ),
        claims=tuple(
            replace(
                one,
                parts=tuple(id for id in one.parts if id not in rejected),
                origins=tuple(replace(origin, entity=here(origin.entity)) for origin in one.origins),
            )
            for one in kept(contents.claims)
        ),
        derivations=tuple(one for one in kept(contents.derivations) if one.origin not in rejected),
        contradictions=tuple(
            one for one in kept(contents.contradictions) if not rejected & {one.claim, one.event, one.left.ref, one.right.ref}
        ),
        series=tuple(replace(one, of_whom=here(one.of_whom), place=here(one.place)) for one in kept(contents.series)),
    )


def _all_judged(record: Record) -> list[str]:
    return [id for (id,) in record.select("SELECT DISTINCT id FROM judgement_subject WHERE id IS NOT NULL")]
