"""One set of filters for every view, kept in the address, so that what one looks at can be sent to somebody else.

What always holds: a filter that means nothing is said so and left out, never guessed at; a person's words are never SQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args
from urllib.parse import urlencode

from accordingto.record.lines import written
from accordingto.record.queries import State, quoted

STATES: tuple[str, ...] = get_args(State)
LAYERS = ("all", "accepted")
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
PAGE_ROWS = 50  # rows of a page of a list
PAGES_MOST = 2000  # pages one can leaf through; beyond, one filters
COUNT_MOST = 5_000  # answers that are counted one by one; of more, a list says that they are more
PROBED = 6_000  # answers looked at to see which of several conditions has the fewest
FEW_ARTICLES = 7_000  # articles whose names are gone through one by one; some thirty stand in each
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


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that is asked, in two ways: which is quicker depends on how many answer, and that on the record.

    `found` is a question that gives the ids of the rows that answer, or their `n`, some more than once; `fits` asks the row at
    hand. A `+` in it keeps SQLite from going through all that answer for each row.
    """

    found: str
    fits: str
    values: tuple[object, ...]
    beforehand: Where = Where()
    """What every row that fits is known to be like, and is quicker to see."""
    by: Literal["id", "n"] = "id"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the rows of a table: of their own columns, and of what belongs to them."""

    table: str
    own: Where
    others: tuple[Condition, ...] = ()

    @property
    def where(self) -> Where:
        """All of it as one condition, for counting and for smaller questions."""
        where = self.own
        for one in self.others:
            where = where.also(f"{self.table}.{one.by} IN ({one.found})", *one.values)
        return where

    @property
    def fitting(self) -> Where:
        """All of it as asked of each row in turn."""
        where = self.own
        for one in self.others:
            before = one.beforehand
            where = Where((*where.parts, *before.parts), (*where.values, *before.values)).also(one.fits, *one.values)
        return where


def answers(ask: Callable[..., list[tuple[Any, ...]]], asked: Asked, order: str, offset: int) -> tuple[list[str], int, bool]:
    """A page of the ids that answer, how many do, and whether it is more than that: beyond `COUNT_MOST`, none are counted.

    Where few rows answer one of the conditions, these are looked up and asked the rest; where many do, rows are gone through in
    the order asked for until the page is full. Neither is quick for both.
    """
    own, count = narrowed(ask, asked)
    more = count is None
    if count is None:
        own, count = asked.fitting, COUNT_MOST
    rows = ask(
        f"SELECT id FROM {asked.table} WHERE {own.sql} ORDER BY {order} LIMIT ? OFFSET ?", *own.values, PAGE_ROWS, offset
    )
    return [str(id) for (id,) in rows], count, more


def narrowed(ask: Callable[..., list[tuple[Any, ...]]], asked: Asked) -> tuple[Where, int | None]:
    """All that is asked as one condition that is quick to ask, and how many rows answer.

    Where more than `COUNT_MOST` answer what is asked of others, the condition holds that many of them, and the count is None.
    """
    table, own = asked.table, asked.own
    if not asked.others:
        [[count]] = ask(f"SELECT count(*) FROM {table} WHERE {own.sql}", *own.values)
        return own, int(count)
    first, held, own_first = _narrowest(ask, asked)
    rest = Asked(table, own, tuple(one for one in asked.others if one is not first)).fitting
    if own_first:
        fitting = asked.fitting
        found = ask(f"SELECT n FROM {table} WHERE {fitting.sql} LIMIT ?", *fitting.values, COUNT_MOST + 1)
    else:
        those, values = f"SELECT DISTINCT {first.by} AS one FROM ({first.found})", first.values
        if held is not None:
            those, values = "SELECT value AS one FROM json_each(?)", (written(held).decode(),)
        found = ask(
            f"SELECT {table}.n FROM ({those}) AS found CROSS JOIN {table} ON {table}.{first.by} = found.one"
            f" WHERE {rest.sql} LIMIT ?",
            *values, *rest.values, COUNT_MOST + 1,
        )  # fmt: skip
    places = [n for (n,) in found[:COUNT_MOST]]
    where = Where().also(f"{table}.n IN (SELECT value FROM json_each(?))", written(places).decode())
    return where, None if len(found) > COUNT_MOST else len(places)


def _narrowest(ask: Callable[..., list[tuple[Any, ...]]], asked: Asked) -> tuple[Condition, list[Any] | None, bool]:
    """The condition of others that the fewest rows answer; these, once each, where they are few enough to be all known by now;
    and whether a row's own columns are answered by fewer still.
    """
    if len(asked.others) == 1 and not asked.own.parts:
        return asked.others[0], None, False
    answering = [ask(f"SELECT {one.by} FROM ({one.found}) LIMIT {PROBED}", *one.values) for one in asked.others]
    counts = [len(rows) for rows in answering]
    fewest = min(counts)
    own = fewest
    if asked.own.parts:
        own = len(ask(f"SELECT 1 FROM {asked.table} WHERE {asked.own.sql} LIMIT {fewest}", *asked.own.values))
    # Of two that many answer, rather not the words, which come first and are looked up at once.
    nth = len(counts) - 1 - counts[::-1].index(fewest)
    held = list(dict.fromkeys(key for (key,) in answering[nth])) if fewest < PROBED else None
    return asked.others[nth], held, own < fewest


def _articles(filters: Filters) -> Where:
    """What the filters ask of an article's own columns (its table is named `article`)."""
    where = Where()
    if filters.outlet:
        where = where.also("article.outlet = ?", filters.outlet)
    if filters.lang:
        where = where.also("likely(article.language = ?)", filters.lang)  # most of a pile is in one language
    if filters.since:
        where = where.also("article.published_value >= ?", filters.since)
    if filters.until:
        # `~` sorts behind everything that a time is written with: the whole of the day, month or year counts.
        where = where.also("article.published_value <= ?", f"{filters.until}~")
    return where


def asked_of_articles(filters: Filters) -> Asked:
    """What the filters ask of articles."""
    others = []
    if words := quoted(filters.q):
        others.append(
            Condition(
                "SELECT rowid AS n FROM article_words WHERE article_words MATCH ?",
                "+article.n IN (SELECT rowid FROM article_words WHERE article_words MATCH ?)",
                (words,),
                by="n",
            )
        )
    others += [
        Condition(
            "SELECT mention.article AS id FROM mention WHERE mention.entity = ?",
            "EXISTS (SELECT 1 FROM mention WHERE mention.entity = ? AND mention.article = article.id)",
            (entity,),
        )
        for entity in (filters.actor, filters.place)
        if entity
    ]
    if filters.source:
        others.append(
            Condition(
                "SELECT cited.article AS id FROM cited WHERE cited.source = ?",
                "EXISTS (SELECT 1 FROM cited WHERE cited.source = ? AND cited.article = article.id)",
                (filters.source,),
            )
        )
    if filters.event:
        others.append(
            Condition(
                "SELECT event_mention.article AS id FROM event_mention WHERE event_mention.event = ?",
                "EXISTS (SELECT 1 FROM event_mention WHERE event_mention.event = ? AND event_mention.article = article.id)",
                (filters.event,),
            )
        )
    return Asked("article", _articles(filters), tuple(others))


def everyone(ask: Callable[..., list[tuple[Any, ...]]], filters: Filters) -> Filters:
    """The filters, less those of an article's own columns if all articles answer them: a pile is often in one language."""
    if not _articles(filters).parts:
        return filters
    where = _articles(filters)
    [[total]] = ask("SELECT count(*) FROM article")
    [[count]] = ask(f"SELECT count(*) FROM article WHERE {where.sql}", *where.values)
    return replace(filters, outlet="", lang="", since="", until="") if count == total else filters


def named_in(ask: Callable[..., list[tuple[Any, ...]]], asked: Asked, few: int = FEW_ARTICLES) -> Where:
    """Entities (their table is named `entity`) that an article names which answers.

    Of few articles all names are gone through; of more, rather each name asked for an article among its own.
    """
    articles, count = narrowed(ask, asked)
    if count is not None and count <= few:
        named = f"SELECT mention.entity FROM article CROSS JOIN mention ON mention.article = article.id WHERE {articles.sql}"
        return Where().also(f"entity.id IN ({named})", *articles.values)
    every = asked.where
    [[total]] = ask("SELECT count(*) FROM article")
    if not asked.others and count is not None and count * 2 > total:  # the first or second article of a name will answer
        inside = f"mention CROSS JOIN article ON article.id = mention.article WHERE mention.entity = entity.id AND {every.sql}"
    else:
        answering = f"SELECT article.id FROM article WHERE {every.sql}"  # found once
        inside = f"mention WHERE mention.entity = entity.id AND +mention.article IN ({answering})"
    return Where().also(f"EXISTS (SELECT 1 FROM {inside})", *every.values)


def of_articles(filters: Filters) -> Where:
    """Articles that answer, as one condition."""
    return asked_of_articles(filters).where


WITHIN = "{0}.article = claim_member.article AND {1}start >= claim_member.span_start AND {1}end <= claim_member.span_end"
"""What stands in the words of a claim's member."""


def asked_of_claims(filters: Filters, accepted: Sequence[str] = ()) -> Asked:
    """What the filters ask of claims; `accepted`: JSON of the ids that a person took."""
    own, others = Where(), []
    if filters.status:
        own = own.also("claim.state = ?", filters.status)
    if filters.min_origins:
        own = own.also("likely(coalesce(claim.independent_low, 0) >= ?)", filters.min_origins)
    if words := quoted(filters.q):
        others.append(
            Condition(
                "SELECT claim.id AS id FROM claim_words CROSS JOIN claim ON claim.n = claim_words.rowid WHERE claim_words"
                " MATCH ? UNION ALL SELECT claim_member.claim FROM statement_words CROSS JOIN statement ON statement.n ="
                " statement_words.rowid CROSS JOIN claim_member ON claim_member.statement = statement.id"
                " WHERE statement_words MATCH ?",
                "+claim.n IN (SELECT rowid FROM claim_words WHERE claim_words MATCH ?) OR EXISTS (SELECT 1 FROM claim_member"
                " CROSS JOIN statement ON statement.id = claim_member.statement WHERE claim_member.claim = claim.id AND"
                " +statement.n IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?))",
                (words, words),
            )
        )
    articles = _articles(filters)
    if articles.parts:
        near = Where()
        if filters.since:
            # The last report's day, or the end of its stretch of days; `~` as in _articles.
            near = near.also("substr(claim.last_value, instr(claim.last_value, '/') + 1) || '~' >= ?", filters.since)
        if filters.until:
            near = near.also("claim.first_value <= ?", f"{filters.until}~")
        within = f"article.id = claim_member.article AND {articles.sql}"
        others.append(replace(_with("article", within, *articles.values), beforehand=near))
    within = WITHIN.format("mention", "mention.span_")
    others += [_with("mention", f"mention.entity = ? AND {within}", one) for one in (filters.actor, filters.place) if one]
    if filters.event:
        within = WITHIN.format("event_mention", "event_mention.trigger_")
        others.append(_with("event_mention", f"event_mention.event = ? AND {within}", filters.event))
    if filters.source:
        others.append(_with("cited", "cited.source = ? AND cited.statement = claim_member.statement", filters.source))
    if filters.layer == "accepted":
        others.append(
            Condition(
                "SELECT claim.id AS id FROM json_each(?) CROSS JOIN claim ON claim.id = value UNION ALL SELECT claim FROM"
                " json_each(?) CROSS JOIN claim_member"
                " ON claim_member.statement = value",
                "claim.id IN (SELECT value FROM json_each(?)) OR EXISTS (SELECT 1 FROM claim_member WHERE claim_member.claim ="
                " claim.id AND statement IN (SELECT value FROM json_each(?)))",
                (*accepted, *accepted),
            )
        )
    return Asked("claim", own, tuple(others))


def _with(table: str, on: str, *values: object) -> Condition:
    """Claims with a member that goes together with a row of a table."""
    return Condition(
        f"SELECT claim_member.claim AS id FROM {table} CROSS JOIN claim_member WHERE {on}",
        f"EXISTS (SELECT 1 FROM claim_member CROSS JOIN {table} WHERE claim_member.claim = claim.id AND {on})",
        values,
    )


def of_claims(filters: Filters, accepted: Sequence[str] = ()) -> Where:
    """Claims that answer, as one condition (their table is named `claim`)."""
    return asked_of_claims(filters, accepted).where
