"""One set of filters for every view, kept in the address, so that what one looks at can be sent to somebody else.

What always holds: a filter that means nothing is said so and left out, never guessed at; a person's words are never SQL.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, get_args
from urllib.parse import urlencode

from accordingto.record.queries import State, quoted

STATES: tuple[str, ...] = get_args(State)
LAYERS = ("all", "accepted")
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
PAGE_ROWS = 50  # rows of a page of a list
PAGES_MOST = 2000  # pages one can leaf through; beyond, one filters
WORDS_LONGEST = 400  # characters of a question


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for. Every field is one name in the address; an empty one asks nothing."""

    q: str = ""
    actor: str = ""
    event: str = ""
    place: str = ""
    since: str = ""
    until: str = ""
    status: str = ""
    min_origins: int = 0
    outlet: str = ""
    source: str = ""
    lang: str = ""
    layer: str = "all"
    sort: str = ""
    page: int = 1

    @property
    def asked(self) -> dict[str, str]:
        """The filters that ask something, by their names in the address; not the sorting, and not the page."""
        return {
            ADDRESS.get(each.name, each.name): str(getattr(self, each.name))
            for each in fields(self)
            if each.name not in ("sort", "page") and getattr(self, each.name) != each.default
        }

    def query(self, **changed: Any) -> str:
        """The address's query with some filters changed, `?` included; empty where nothing is asked. The page begins anew."""
        new = replace(self, **{"page": 1, **changed})
        asked = new.asked | ({"sort": new.sort} if new.sort else {}) | ({"page": str(new.page)} if new.page > 1 else {})
        return f"?{urlencode(asked)}" if asked else ""

    @property
    def offset(self) -> int:
        return (self.page - 1) * PAGE_ROWS


ADDRESS = {"since": "from", "until": "to"}
"""Fields whose names in the address are words of Python."""


def filters_of(query: Mapping[str, str]) -> tuple[Filters, tuple[str, ...]]:
    """The filters in an address, and what in it could not be understood, in words."""
    found: dict[str, Any] = {}
    wrong: list[str] = []
    for each in fields(Filters):
        name = ADDRESS.get(each.name, each.name)
        given = query.get(name, "").replace("\0", " ").strip()[:WORDS_LONGEST]
        if not given:
            continue
        flaw = _flaw(each.name, given)
        if flaw:
            wrong.append(f"{name}: {flaw}")
        else:
            found[each.name] = int(given) if each.type == "int" else given
    return Filters(**found), tuple(wrong)


def _flaw(name: str, given: str) -> str:
    if name in ("min_origins", "page"):
        most = PAGES_MOST if name == "page" else 1000
        whole = given.isascii() and given.isdigit() and int(given[:9]) <= most
        return "" if whole and int(given) >= (name == "page") else f"a whole number up to {most}"
    if name in ("since", "until") and not DAY.fullmatch(given):
        return "a day, month or year such as 2031-03-04, 2031-03 or 2031"
    if name == "status" and given not in STATES:
        return f"one of {', '.join(STATES)}"
    if name == "layer" and given not in LAYERS:
        return f"one of {', '.join(LAYERS)}"
    return ""


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on rows, and the values that stand for its question marks."""

    parts: tuple[str, ...] = ()
    values: tuple[object, ...] = ()

    def also(self, part: str, *values: object) -> Where:
        return Where((*self.parts, part), (*self.values, *values))

    @property
    def sql(self) -> str:
        return " AND ".join(f"({part})" for part in self.parts) or "1"


def _articles(filters: Filters) -> Where:
    """What the filters ask of an article (its table is named `article`)."""
    where = Where()
    if filters.outlet:
        where = where.also("article.outlet = ?", filters.outlet)
    if filters.lang:
        where = where.also("article.language = ?", filters.lang)
    if filters.since:
        where = where.also("article.published_value >= ?", filters.since)
    if filters.until:
        where = where.also("substr(article.published_value, 1, ?) <= ?", len(filters.until), filters.until)
    return where


def of_articles(filters: Filters) -> Where:
    """Articles that answer."""
    where = _articles(filters)
    if words := quoted(filters.q):
        where = where.also("article.n IN (SELECT rowid FROM article_words WHERE article_words MATCH ?)", words)
    for entity in (filters.actor, filters.place):
        if entity:
            where = where.also("article.id IN (SELECT article FROM mention WHERE entity = ?)", entity)
    if filters.source:
        where = where.also(
            "article.id IN (SELECT statement.article FROM statement_link JOIN statement ON statement.id = statement"
            " WHERE entity = ? OR name = ?)",
            *_source(filters.source),
        )
    if filters.event:
        where = where.also("article.id IN (SELECT article FROM event_mention WHERE event = ?)", filters.event)
    return where


def of_claims(filters: Filters, accepted: Sequence[str] = ()) -> Where:
    """Claims that answer (their table is named `claim`); `accepted`: JSON of the ids that a person took."""
    where = Where()
    if filters.status:
        where = where.also("claim.state = ?", filters.status)
    if filters.min_origins:
        where = where.also("coalesce(claim.independent_low, 0) >= ?", filters.min_origins)
    if words := quoted(filters.q):
        where = where.also(
            "claim.n IN (SELECT rowid FROM claim_words WHERE claim_words MATCH ?) OR claim.id IN"
            " (SELECT claim FROM claim_member WHERE statement IN (SELECT id FROM statement WHERE n IN"
            " (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)))",
            words,
            words,
        )
    articles = _articles(filters)
    if articles.parts:
        where = where.also(
            "claim.id IN (SELECT claim FROM claim_member JOIN article ON article.id = claim_member.article"
            f" WHERE {articles.sql})",
            *articles.values,
        )
    for entity in (filters.actor, filters.place):
        if entity:
            where = where.also(
                "claim.id IN (SELECT claim FROM mention JOIN claim_member ON claim_member.article = mention.article AND"
                " mention.span_start >= claim_member.span_start AND mention.span_end <= claim_member.span_end"
                " WHERE mention.entity = ?)",
                entity,
            )
    if filters.event:
        where = where.also(
            "claim.id IN (SELECT claim FROM event_mention JOIN claim_member ON claim_member.article = event_mention.article AND"
            " trigger_start >= claim_member.span_start AND trigger_end <= claim_member.span_end WHERE event_mention.event = ?)",
            filters.event,
        )
    if filters.source:
        where = where.also(
            "claim.id IN (SELECT claim FROM statement_link JOIN claim_member ON claim_member.statement ="
            " statement_link.statement WHERE entity = ? OR name = ?)",
            *_source(filters.source),
        )
    if filters.layer == "accepted":
        where = where.also(
            "claim.id IN (SELECT value FROM json_each(?)) OR claim.id IN (SELECT claim FROM claim_member WHERE statement IN"
            " (SELECT value FROM json_each(?)))",
            *accepted,
            *accepted,
        )
    return where


def _source(source: str) -> tuple[str, str]:
    """A source as an entity's id and as a bare name; sources that no entity stands for go by `name:...`."""
    return ("", source.removeprefix("name:")) if source.startswith("name:") else (source, "")
