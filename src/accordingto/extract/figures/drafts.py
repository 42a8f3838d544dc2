"""A figure before it is tied to mentions, statements and events."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from accordingto.extract.figures.numbers import Number
from accordingto.model import Counted, Role

HEADINGS = frozenset(("headline", "heading"))  # zones that say in few words what the body says
OCCASION_REACH = 120  # words between the sentences of one occasion; beyond, another has mostly begun
CASUALTY: tuple[Counted, ...] = (
    "killed", "injured", "dead_or_injured", "missing", "abducted", "detained", "deported", "displaced", "banned_entry",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure before it is tied to mentions, statements and events."""

    start: int
    end: int
    number: Number
    counted: Counted
    unit: str | None
    role: Role
    noun: Token | None
    root: Token
    governor: Token | None
    last: Token


def governor_of(token: Token) -> Token | None:
    return token.head if token.head.i != token.i else None
