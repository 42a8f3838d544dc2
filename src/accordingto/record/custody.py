"""Someone will cite the record, so anyone must be able to check that it still holds what was put in.

`verify` looks at everything and stops at nothing it can name: each finding says what, where and why. It proves bytes and
words, not truth: that each original is the one its hash names, each article's id follows from its text, each span quotes its
article, and each id leads somewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from accordingto.errors import UnusableExport, UnusableRecord
from accordingto.model import (
    Article,
    Claim,
    Contradiction,
    Derivation,
    Event,
    EventMention,
    Figure,
    Judgement,
    Mention,
    Series,
    Statement,
    identify,
)
from accordingto.record.lines import TYPES, Noun, flaws, line, noun_of, type_of
from accordingto.record.store import Record


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold. An error means that the record is damaged; a note, that something cannot be proved."""

    what: str
    where: str
    reason: str
    severity: Literal["error", "note"] = "error"


def verify(path: Path | str) -> Iterator[Problem]:
    """Yield what does not hold in a record; a sound one yields nothing. Raises UnusableRecord when it is no record at all."""
    with Record.open(path) as record, record.moment():
        try:
            yield from _file_problems(record)
            yield from _original_problems(record)
            yield from _noun_problems(record)
            yield from _log_problems(record)
        except UnusableRecord as error:
            yield Problem("file", str(record.path), str(error))


def _file_problems(record: Record) -> Iterator[Problem]:
    for (finding,) in record.select("PRAGMA integrity_check"):
        if finding != "ok":
            yield Problem("file", str(record.path), finding)


def _original_problems(record: Record) -> Iterator[Problem]:
    for sha256, data in record.originals():
        found = hashlib.sha256(data).hexdigest()
        if found != sha256:
            yield Problem("original", sha256, f"its bytes have the hash {found}: they were changed")
    lacking = "SELECT id, uri, sha256 FROM article WHERE sha256 NOT IN (SELECT sha256 FROM original) ORDER BY id"
    for id, uri, sha256 in record.select(lacking):
        reason = (
            f"its original {sha256} is not in the record (an import brings none), so its text cannot be compared with {uri}"
        )
        yield Problem("article", id, reason, "note")


def _noun_problems(record: Record) -> Iterator[Problem]:
    texts: dict[str, str] = {}
    known = {id for name in TYPES for (id,) in record.select(f"SELECT id FROM {name}")}
    for name, noun_type in TYPES.items():
        try:
            for noun in record.nouns(noun_type):
                if isinstance(noun, Article):
                    texts[noun.id] = noun.text
                yield from _problems(noun, texts, known)
        except UnusableRecord as error:
            yield Problem(name, str(record.path), str(error))


def _log_problems(record: Record) -> Iterator[Problem]:
    """The log is a chain: each judgement's id follows from what was decided and from the judgement before it."""
    before: str | None = None
    for judgement in record.judgements():
        if judgement.id != judgement.proper_id:
            reason = "its id is not the hash of what was decided: it was changed, or not made by accordingto"
            yield Problem("judgement", judgement.id, reason)
        if judgement.after != before:
            reason = (
                f"it was made after {judgement.after or 'none'} but stands after {before or 'none'}: "
                "judgements were taken out of the log, moved or doubled"
            )
            yield Problem("judgement", judgement.id, reason)
        before = judgement.id


def _problems(noun: Noun, texts: dict[str, str], known: set[str]) -> Iterator[Problem]:
    name = type_of(noun)
    try:
        noun_of(line(noun))
    except UnusableExport as error:
        yield Problem(name, noun.id, str(error))
        return  # its parts are not even of the right kind, so nothing more can be asked of them
    if isinstance(noun, Article) and noun.id != identify("a", noun.text, noun.outlet, noun.url):
        yield Problem(name, noun.id, "its id is not the hash of its text, outlet and url: one of them was changed")
    for flaw in flaws(noun, texts):
        yield Problem(name, noun.id, flaw)
    for id in references(noun):
        if id not in known:
            yield Problem(name, noun.id, f"it refers to {id}, which is not in the record")


def references(noun: Noun) -> Iterator[str]:
    """Yield each id that a noun leads to, but for the articles that it quotes."""
    for id in _references(noun):
        if id is not None:
            yield id


def _references(noun: Noun) -> Iterator[str | None]:
    match noun:
        case Mention():
            yield noun.entity
        case Statement():
            yield from (noun.source_entity, noun.nested_in, noun.continues)
            yield from (link.entity for link in noun.chain)
        case EventMention():
            yield from (noun.event, noun.statement)
            yield from (part.entity for part in (*noun.actor, *noun.recipient, noun.place) if part)
        case Event():
            yield from (*noun.actor, *noun.recipient, noun.place, *noun.mentions, *noun.figures)
        case Figure():
            yield from (noun.of_whom, noun.place, noun.event, noun.statement)
        case Claim():
            yield from (member.statement for member in noun.members)
            yield from noun.parts
            for origin in noun.origins:
                yield from (origin.entity, *origin.articles)
        case Derivation():
            yield from (noun.derived, noun.origin)
        case Contradiction():
            yield from (noun.left.article, noun.left.ref, noun.right.article, noun.right.ref, noun.claim, noun.event)
        case Series():
            yield from (noun.of_whom, noun.place, *(point.figure for point in noun.points))
        case Judgement():
            yield from (noun.undoes, noun.after)
        case _:
            pass
