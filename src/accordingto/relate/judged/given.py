"""Reads the fields of a change that a person gives; each refusal says what could be given instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from accordingto.errors import UnusableJudgement
from accordingto.model import (
    Article,
    Entity,
    Mention,
    Precision,
    Span,
    Time,
)
from accordingto.relate.judged.holdings import Change, Holdings

_DAY = r"\d{4}-\d{2}-\d{2}"
_PRECISIONS: tuple[tuple[str, Precision], ...] = (
    (r"\d{4}", "year"), (r"\d{4}-\d{2}", "month"), (_DAY, "day"), (rf"{_DAY}T\d{{2}}:\d{{2}}", "minute"),
    (rf"{_DAY}/{_DAY}", "interval"),
)  # fmt: skip


def only(change: Change, known: Sequence[str]) -> None:
    for name in change:
        if name not in known:
            raise UnusableJudgement(f"`{name}` cannot be given here; what can: {', '.join(known)}")


def span(article: Article, change: Change, name: str, old: Span | None) -> Span | None:
    if name not in change:
        return old
    return None if change[name] is None else _words_at(article, change[name], name)


def _words_at(article: Article, given: Any, name: str) -> Span:
    if not (
        isinstance(given, list | tuple)
        and len(given) == 2
        and all(isinstance(place, int) and not isinstance(place, bool) for place in given)
        and 0 <= given[0] < given[1] <= len(article.text)
    ):
        raise UnusableJudgement(
            f"`{name}` is {given!r}; it is [start, end], code points into the {len(article.text)} of {article.id}, end excluded"
        )
    return article.span(given[0], given[1])


def content(article: Article, change: Change) -> tuple[Span, ...]:
    given = change.get("content")
    if not isinstance(given, list | tuple) or not given:
        raise UnusableJudgement("`content` is a list of [start, end], one or more: the words that are said")
    spans = tuple(sorted(_words_at(article, one, "content") for one in given))
    if any(one.overlaps(other) for one, other in pairwise(spans)):
        raise UnusableJudgement(f"the spans of `content` overlap: {given}")
    return spans


def among(change: Change, name: str, known: Sequence[Any], old: Any = None, *, null: bool = True) -> Any:
    if name not in change and (null or old is not None):
        return old
    value = change.get(name)
    if value not in known and not (value is None and null):
        raise UnusableJudgement(f"`{name}` is {value!r}; it is one of: {', '.join(map(str, known))}{' or null' * null}")
    return value


def words(change: Change, name: str, old: str | None) -> str | None:
    value = change.get(name, old)
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise UnusableJudgement(f"`{name}` is {value!r}; it is words, or null")
    return value


def number(change: Change, name: str, old: float | int | None) -> float | int | None:
    value = change.get(name, old)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or value != value):
        raise UnusableJudgement(f"`{name}` is {value!r}; it is a number, or null")
    return value


def known(held: Holdings, kind: type[Any], change: Change, name: str, old: str | None) -> str | None:
    if name not in change:
        return old
    value = change[name]
    if value is not None and (not isinstance(value, str) or held.noun(kind, value) is None):
        raise UnusableJudgement(f"`{name}` is {value!r}; it is the id of an {kind.__name__.lower()} of the record, or null")
    return value


def entity(held: Holdings, change: Change, name: str, old: str | None) -> str | None:
    return known(held, Entity, change, name, old)


def entity_at(held: Holdings, article: str, span: Span) -> str | None:
    """The one entity that words name: of its mentions there, the longest that lies within."""
    within = [one for one in held.where(Mention, "article", [article]) if span.covers(one.span)]
    longest = max((one.span.end - one.span.start for one in within), default=0)
    found = {one.entity for one in within if one.span.end - one.span.start == longest}
    return found.pop() if len(found) == 1 else None


def time(change: Change, name: str, old: Time) -> Time:
    if name not in change:
        return old
    value = change[name]
    if value is None:
        return Time(None, "unresolved", old.words)
    for shape, precision in _PRECISIONS:
        if isinstance(value, str) and re.fullmatch(shape, value) and _is_day(value):
            return Time(value, precision, old.words)
    raise UnusableJudgement(f"`{name}` is {value!r}; write 2015, 2015-02, 2015-02-03, 2015-02-03T14:30, 2015-02-03/2015-02-19")


def _is_day(value: str) -> bool:
    try:
        days = Time(value).days
    except ValueError:
        return False
    return days is not None and days[0] <= days[1]
