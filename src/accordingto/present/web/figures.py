"""Figures: what is counted, by whom, and how it changed; ranges stay ranges, and nothing is ever added up.

What always holds: figures stand together only if the record says that they count one thing (a series, or one event and one
quantity), and what counts different people is drawn apart; a number is never chosen among others unless a rule is asked for,
and then the rule is named; each number leads to the words it stands in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Annotated, Literal, get_args

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from accordingto.model import Bounds, Comparator, Counted, Figure, Judgement, Role, Series, Statement, Time
from accordingto.present.brief.differing import counted_words
from accordingto.present.brief.wording import clear
from accordingto.present.web.claims import Clash, accepted_ids, clashed
from accordingto.present.web.drawings import UNDATED, Band, Scale, Tick, Told, band, plot, stretch, time_scale, time_ticks
from accordingto.present.web.filters import COUNT_MOST, Asked, Condition, Filters, Where, narrowed, of_articles
from accordingto.present.web.pages import NotHere, Pages, asked
from accordingto.present.web.shelf import Holder, Label, Quote, Shelf, Standing, listed, source_href, span_href
from accordingto.record.queries import history, moved_to, quoted, version_of

COUNTED: tuple[str, ...] = get_args(Counted)
READ_MOST = 600  # figures of one group that its page looks at; the others are reached by day of publication
DRAWN_MOST = 150  # figures of one group on a page of it
GROUPS = 20  # groups of a page of the list
LISTED_MOST = 20  # figures of one group that its row of the list is drawn from
CLASHES = 30
ROW_HEIGHT = 58  # pixels of the drawing in a row of the list
ADDED_UP = ("part", "increment")  # roles of figures that are no count of the whole
RULES = ("none", "latest", "median")

Rule = Literal["none", "latest", "median"]
Shown = Literal["figure", "origin"]


@dataclass(frozen=True, slots=True)
class FigureFilters(Filters):
    """What is looked for among figures: what every view can be asked, what is counted, and how it is to be drawn."""

    counted: str = ""
    best: str = ""
    per: str = ""

    @property
    def rule(self) -> Rule:
        return self.best if self.best in ("latest", "median") else "none"  # type: ignore[return-value]

    @property
    def shown(self) -> Shown:
        return "origin" if self.per == "origin" else "figure"


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose word a figure is. `key` is the same for figures of one origin; one that is not known is nobody else's."""

    key: str
    name: str
    href: str | None
    known: bool


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure as a row: what it says, on whose word, where. `first`: nobody gave this number on that word before."""

    id: str
    amount: str
    value: float | int | None
    bounds: Bounds
    comparator: Comparator
    words: str
    counted: Counted
    unit: str | None
    of_whom: str | None
    role: Role
    as_of: Time
    report: Label
    source: Holder | None
    via: tuple[Holder, ...]
    origin: Whose
    first: bool
    standing: Standing
    version: str
    href: str
    strand: str
    numbered: bool


@dataclass(frozen=True, slots=True)
class Range:
    """From the lowest to the highest that is said, in the words of those who set them."""

    words: str
    low: str
    high: str
    lowest: str
    highest: str


@dataclass(frozen=True, slots=True)
class Best:
    """What a rule that was asked for picks out; `rows` are the figures it stands on."""

    rule: Rule
    words: str
    bounds: Bounds
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class Strand:
    """Figures that count the same people: one drawing, one range."""

    name: str | None
    range: Range | None
    rows: tuple[FigureRow, ...]
    band: Band | None
    best: Best | None


@dataclass(frozen=True, slots=True)
class GroupLine:
    """Figures that count one thing, as one line of the list. `looked`: how many of them its ranges and drawings are of."""

    id: str
    counted: Counted
    title: str
    event: str | None
    figures: int
    looked: int
    reports: int
    origins: Bounds
    origin_names: tuple[str, ...]
    strands: tuple[Strand, ...]
    quote: Quote | None
    quote_href: str | None
    reason: str

    @property
    def href(self) -> str:
        return f"/f/{self.id}"


@dataclass(frozen=True, slots=True)
class FigureList:
    """A page of groups of figures. `count`: how many figures answer, or how many and some `uncounted`; `more`: pages follow."""

    groups: tuple[GroupLine, ...]
    count: int
    uncounted: bool
    page: int
    more: bool
    times: tuple[Tick, ...]
    undated_at: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """All the figures that count one thing. `apart`: parts, additions and words without a number, which are in no range."""

    line: GroupLine
    apart: tuple[FigureRow, ...]
    rejected: tuple[FigureRow, ...]
    clashes: tuple[Clash, ...]
    history: tuple[Judgement, ...]
    page: int
    pages: int
    unread_from: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """How figures are to be drawn: all or one of each origin, with or without a best, how high, on which axis of time."""

    rule: Rule = "none"
    shown: Shown = "figure"
    scale: Scale | None = None
    undated: bool | None = None
    height: int = 260
    axis: float = 28.0


@dataclass(frozen=True, slots=True)
class Key:
    """What a group goes by: a series, an event with what is counted, or a figure alone."""

    series: str | None = None
    event: str | None = None
    counted: str | None = None
    figure: str | None = None

    @property
    def id(self) -> str:
        return self.series or self.figure or f"{self.event}-{self.counted}"


# --------------------------------------------------------------------------------------------------------------- the list


def asked_of_figures(filters: FigureFilters, accepted: str | None = None) -> Asked:
    """What the filters ask of figures; `accepted`: JSON of the ids that a person took."""
    own = Where(("figure.counted = ?",), (filters.counted,)) if filters.counted else Where(("figure.counted <> 'other'",))
    others = []
    if filters.event:
        others.append(Condition("SELECT n FROM figure WHERE event = ?", "figure.event = ?", (filters.event,), by="n"))
    if words := quoted(filters.q):
        on = "article_words MATCH ? AND article.n = article_words.rowid AND figure.article = article.id"
        # Of each row it is asked among all articles that hold the words, found once: to search for it anew takes too long.
        inside = (
            "EXISTS (SELECT 1 FROM article WHERE article.id = figure.article AND +article.n IN (SELECT rowid FROM article_words"
            " WHERE article_words MATCH ?))"
        )
        others.append(_with("article_words CROSS JOIN article", on, words, inside=inside))
    articles = of_articles(Filters(outlet=filters.outlet, lang=filters.lang, since=filters.since, until=filters.until))
    if articles.parts:
        others.append(_with("article", f"article.id = figure.article AND {articles.sql}", *articles.values))
    if filters.source:
        on = "cited.source = ? AND figure.statement = cited.statement"
        others.append(_with("cited", on, filters.source))
    if filters.place:
        others.append(_in_event("figure.place = ?", "event", "event.id = figure.event AND event.place = ?", filters.place))
    if filters.actor:
        on = "holding.held = ? AND holding.kind = 'event' AND figure.event = holding.id"
        others.append(_in_event("figure.of_whom = ?", "holding", on, filters.actor))
    if accepted is not None:
        taken = "SELECT value FROM json_each(?)"
        others.append(
            Condition(
                f"SELECT n FROM figure WHERE id IN ({taken}) UNION ALL SELECT n FROM figure WHERE statement IN ({taken})",
                f"figure.id IN ({taken}) OR figure.statement IN ({taken})",
                (accepted, accepted),
                by="n",
            )
        )
    return Asked("figure", own, tuple(others))


def _with(tables: str, on: str, *values: object, inside: str = "") -> Condition:
    """Figures that go together with a row of other tables; `inside`: how it is asked of a figure, where it is not the same."""
    return Condition(
        f"SELECT figure.n AS n FROM {tables} CROSS JOIN figure WHERE {on}",
        inside or f"EXISTS (SELECT 1 FROM {tables} WHERE {on})",
        values,
        by="n",
    )


def _in_event(of_itself: str, table: str, on: str, entity: str) -> Condition:
    """Figures of which something is said itself, or of their event."""
    return Condition(
        f"SELECT figure.n AS n FROM figure WHERE {of_itself} UNION ALL SELECT figure.n FROM {table} CROSS JOIN figure"
        f" WHERE {on}",
        f"{of_itself} OR EXISTS (SELECT 1 FROM {table} WHERE {on})",
        (entity, entity),
        by="n",
    )


def figures(shelf: Shelf, filters: FigureFilters) -> FigureList:
    """The groups that answer: series first, then those of one event, the most reported first, then figures that stand alone."""
    accepted = accepted_ids(shelf) if filters.layer == "accepted" else None
    asked_for = asked_of_figures(filters, accepted)
    where, count = narrowed(shelf.ask, asked_for)
    keys, more = _keys(shelf, where, bool(asked_for.others), (filters.page - 1) * GROUPS)
    look = Look(LISTED_MOST, accepted)
    groups = [(key, _figures_of(shelf, key, look)) for key in keys]
    every = rows_of(shelf, {one.id: one for _, members in groups for one in members}.values())
    reaches = [stretch(row.report.published) for row in every.values()]
    scale = time_scale((reach[0] for reach in reaches if reach), pad=0.06)
    undated = None in reaches
    lines = lines_of(shelf, groups, every, Sheet(scale=scale, undated=undated, height=ROW_HEIGHT, axis=8.0), look)
    return FigureList(
        tuple(lines), COUNT_MOST if count is None else count, count is None, filters.page, more,
        time_ticks(plot(scale, undated=undated)) if scale else (), 100 - UNDATED if undated else None,
    )  # fmt: skip


def _keys(shelf: Shelf, where: Where, narrow: bool, offset: int) -> tuple[list[Key], bool]:
    """A page of groups in their order, and whether there are more. `narrow`: few figures answer, as a list of their ids.

    What belongs to a series is left out of the rest only where it would be shown: to know it of all takes too long, so that a
    page may be shorter than others.
    """
    found: list[Key] = []
    wanted = offset + GROUPS + 1
    for sequence in (_of_series, _of_events, _of_none):
        for key in sequence(shelf, where, narrow):
            found.append(key)
            if len(found) == wanted:
                break
        if len(found) == wanted:
            break
    here = [key for key in found[offset : offset + GROUPS] if key.series or not _series_of(shelf, key)]
    return here, len(found) == wanted


def _of_series(shelf: Shelf, where: Where, narrow: bool) -> Iterator[Key]:
    """The series, those with most points first."""
    if narrow:
        question = (
            "SELECT DISTINCT series.id, series.n, length(points) FROM figure CROSS JOIN holding ON holding.held = figure.id"
            f" AND holding.kind = 'series' CROSS JOIN series ON series.id = holding.id WHERE {where.sql} ORDER BY 3 DESC, 2"
        )
    else:
        own = where.sql.replace("figure.counted", "series.counted")
        question = f"SELECT id FROM series WHERE {own} ORDER BY length(points) DESC, n"
    return (Key(series=str(row[0])) for row in shelf.record.select(question, *where.values))


def _of_events(shelf: Shelf, where: Where, narrow: bool) -> Iterator[Key]:
    """The figures of one event that count one thing. Events are gone through by how much they are reported."""
    if narrow:
        question = (
            f"SELECT event, counted FROM figure WHERE event IS NOT NULL AND {where.sql} GROUP BY event, counted"
            " ORDER BY count(*) DESC, min(n)"
        )
    else:
        question = (
            "SELECT figure.event, figure.counted FROM event CROSS JOIN figure ON figure.event = event.id"
            f" WHERE {where.sql} ORDER BY event.reports DESC, event.n"
        )
    seen: set[tuple[str, str]] = set()
    for event, counted in shelf.record.select(question, *where.values):
        if (event, counted) not in seen:
            seen.add((event, counted))
            yield Key(event=event, counted=counted)


def _of_none(shelf: Shelf, where: Where, narrow: bool) -> Iterator[Key]:  # noqa: ARG001
    """The figures that are of no event."""
    question = f"SELECT id FROM figure WHERE event IS NULL AND {where.sql} ORDER BY counted, n"
    return (Key(figure=str(id)) for (id,) in shelf.record.select(question, *where.values))


def _series_of(shelf: Shelf, key: Key) -> str | None:
    """The series that a group belongs to."""
    if key.figure:
        rows = shelf.ask("SELECT id FROM holding WHERE kind = 'series' AND held = ? ORDER BY id LIMIT 1", key.figure)
    else:
        rows = shelf.ask(
            "SELECT holding.id FROM figure CROSS JOIN holding ON holding.held = figure.id AND holding.kind = 'series' WHERE"
            " figure.event = ? AND figure.counted = ? LIMIT 1",
            key.event, key.counted,
        )  # fmt: skip
    return str(rows[0][0]) if rows else None


def key_of(shelf: Shelf, id: str) -> Key | None:
    """What an address means. A figure, and an event's figures, may belong to a wider group: that one is meant then."""
    if shelf.ask("SELECT 1 FROM series WHERE id = ?", id):
        return Key(series=id)
    event, _, counted = id.rpartition("-")
    if counted in COUNTED and shelf.ask("SELECT 1 FROM figure WHERE event = ? AND counted = ? LIMIT 1", event, counted):
        key = Key(event=event, counted=counted)
    else:
        # A series that lost a figure to a person may be none any more: what is left of it is shown.
        meant = next(iter(sorted(_once_in(shelf, Key(series=id)))), id)
        rows = shelf.ask("SELECT event, counted FROM figure WHERE id = ?", meant)
        if not rows:
            return None
        id = meant
        [(happening, quantity)] = rows
        key = Key(event=str(happening), counted=str(quantity)) if happening is not None else Key(figure=id)
    wider = _series_of(shelf, key)
    return Key(series=wider) if wider else key


EVERY = Where()


@dataclass(frozen=True, slots=True)
class Look:
    """How many figures of a group are looked at, and which: those a person took, those of some reports."""

    most: int
    accepted: str | None = None
    articles: Where = EVERY

    @property
    def where(self) -> Where:
        """What is asked of each figure and its article."""
        if self.accepted is None:
            return self.articles
        taken = "SELECT value FROM json_each(?)"
        return self.articles.also(f"figure.id IN ({taken}) OR figure.statement IN ({taken})", self.accepted, self.accepted)


def _members(key: Key, look: Look) -> tuple[str, tuple[object, ...]]:
    """A question for the rows (`n`, `article`) of a group's figures. With a series come those of its figures' events."""
    if key.series:
        of_series = "FROM holding CROSS JOIN figure ON figure.id = held WHERE holding.id = ? AND holding.kind = 'series'"
        members = (
            f"SELECT figure.n, figure.article {of_series} UNION SELECT figure.n, figure.article FROM (SELECT DISTINCT event,"
            f" counted {of_series} AND event IS NOT NULL) AS told CROSS JOIN figure ON figure.event = told.event AND"
            " figure.counted = told.counted"
        )
        values: tuple[object, ...] = (key.series, key.series)
    elif key.figure:
        members, values = "SELECT n, article FROM figure WHERE id = ?", (key.figure,)
    else:
        members, values = "SELECT n, article FROM figure WHERE event = ? AND counted = ?", (key.event, key.counted)
    # A list looks at the first that come: to put all of thousands in order takes too long for each of its rows.
    if look.most <= LISTED_MOST and not look.where.parts:
        members += f" LIMIT {look.most}"
    return members, values


def _figures_of(shelf: Shelf, key: Key, look: Look) -> list[Figure]:
    """Figures of a group, by publication, at most so many."""
    members, values = _members(key, look)
    rows = shelf.ask(
        f"SELECT figure.id FROM ({members}) AS mine CROSS JOIN figure ON figure.n = mine.n CROSS JOIN article ON article.id ="
        f" mine.article WHERE {look.where.sql} ORDER BY published_value IS NULL, published_value, article.n, span_start"
        " LIMIT ?",
        *values, *look.where.values, look.most,
    )  # fmt: skip
    found = {one.id: one for one in shelf.record.these(Figure, [str(id) for (id,) in rows])}
    return [found[str(id)] for (id,) in rows if str(id) in found]


def _size(shelf: Shelf, key: Key, look: Look) -> tuple[int, int]:
    """How many figures a group has, and in how many reports."""
    members, values = _members(key, Look(READ_MOST))
    asked_of = ""
    if look.where.parts:
        asked_of = (
            " CROSS JOIN figure ON figure.n = mine.n CROSS JOIN article ON article.id = mine.article WHERE " + look.where.sql
        )
    [[figures, reports]] = shelf.ask(
        f"SELECT count(*), count(DISTINCT mine.article) FROM ({members}) AS mine{asked_of}", *values, *look.where.values
    )
    return int(str(figures)), int(str(reports))


def lines_of(
    shelf: Shelf, groups: Sequence[tuple[Key, Sequence[Figure]]], every: dict[str, FigureRow], sheet: Sheet, look: Look
) -> list[GroupLine]:
    """Groups as lines, all drawn on one axis of time. A group of which nothing but rejected figures is left is left out."""
    found: list[GroupLine] = []
    places: list[tuple[str, int, int]] = []
    for key, members in groups:
        rows = firsts([every[one.id] for one in members if one.id in every])
        standing = [row for row in rows if row.standing != "rejected"]
        if standing:
            found.append(_line(shelf, key, standing, members, look, strands_of(standing, sheet)))
            places.append(_place(standing[0], members))
    return [replace(line, quote=quote) for line, quote in zip(found, shelf.quotes(places), strict=True)]


def _place(row: FigureRow, members: Sequence[Figure]) -> tuple[str, int, int]:
    """Where a row's words stand."""
    one = next(each for each in members if each.id == row.id)
    return one.article, one.span.start, one.span.end


# ------------------------------------------------------------------------------------------------------------------- rows


def rows_of(shelf: Shelf, told: Iterable[Figure]) -> dict[str, FigureRow]:
    """Figures as rows, by id; `first` is not yet known of them."""
    told = list(told)
    statements = shelf.statements(one.statement for one in told)
    labels = shelf.labels([one.article for one in told])
    shelf.names(link.entity for one in statements.values() for link in one.chain)
    names = shelf.names(one.of_whom for one in told)
    stands = shelf.standing([one.id for one in told])
    whose = origins_of(shelf, told, statements)
    found = {}
    for one in told:
        if one.article not in labels:
            continue
        statement = statements.get(one.statement or "")
        holders = tuple(shelf.holder(link) for link in statement.chain) if statement else ()
        numbered = one.value is not None or one.bounds.low is not None or one.bounds.high is not None
        found[one.id] = FigureRow(
            one.id, amount(one), one.value, one.bounds, one.comparator, clear(one.span.exact), one.counted, one.unit,
            names.get(one.of_whom or "", (None, ""))[0], one.role, one.as_of, labels[one.article],
            holders[0] if holders else None, holders[1:-1], whose[one.id], True, stands[one.id], "",
            span_href(one.article, one.span.start, one.span.end), one.of_whom or "", numbered,
        )  # fmt: skip
    return found


def amount(one: Figure) -> str:
    """A figure's number with the comparator it came with; a vague word stays that word, beside what it is taken to mean."""
    low, high = one.bounds.low, one.bounds.high
    match one.comparator:
        case "exactly" if one.value is not None:
            return f"{one.value:,}"
        case "about" if one.value is not None:
            return f"about {one.value:,}"
        case "at_least" if low is not None:
            return f"at least {low:,}"
        case "more_than" if low is not None:
            return f"more than {low - 1 if isinstance(low, int) else low:,}"
        case "at_most" if high is not None:
            return f"at most {high:,}"
        case "less_than" if high is not None:
            return f"fewer than {high + 1 if isinstance(high, int) else high:,}"
        case "between" if low is not None and high is not None:
            return f"{low:,}–{high:,}"
    words = f"“{clear(one.span.exact)}”"
    if low is not None and high is not None:
        return f"{words} ({low:,}–{high:,})"
    return f"{words} ({low:,} or more)" if low is not None else f"{words} ({high:,} or fewer)" if high is not None else words


def origins_of(shelf: Shelf, told: Sequence[Figure], statements: dict[str, Statement]) -> dict[str, Whose]:
    """Whose word each figure is: where its statement's chain ends, or who the record knows an outlet's own words to be from.

    Never more is known than the record's own claims know. Of what is not known, only copies of one text are one.
    """
    counted = listed(one.statement for one in told if one.statement)
    known = {
        str(statement): bool(is_known)
        for statement, is_known in shelf.ask(
            "SELECT claim_member.statement, max(claim_origin.known) FROM claim_member JOIN claim_origin ON claim_origin.claim ="
            " claim_member.claim AND claim_origin.article = claim_member.article WHERE claim_member.statement IN"
            " (SELECT value FROM json_each(?)) GROUP BY 1",
            counted,
        )
    }
    own = {
        str(figure): (str(name), str(entity) if entity else None)
        for figure, name, entity in shelf.ask(
            "SELECT figure.id, claim_origin.name, claim_origin.entity FROM figure JOIN claim_member ON claim_member.article ="
            " figure.article AND claim_member.statement IS NULL AND claim_member.span_start <= figure.span_start AND"
            " claim_member.span_end >= figure.span_end JOIN claim_origin ON claim_origin.claim = claim_member.claim AND"
            " claim_origin.article = figure.article AND claim_origin.known WHERE figure.id IN (SELECT value FROM json_each(?))",
            listed(one.id for one in told if one.statement is None),
        )
    }
    roots = roots_of(shelf, {one.article for one in told})
    found = {}
    for one in told:
        statement = statements.get(one.statement or "")
        if statement is not None and statement.chain:
            end = statement.chain[-1]
            holder = shelf.holder(end)
            is_known = not end.anonymous and known.get(statement.id, True)
            key = end.entity or " ".join(end.name.casefold().split())
            found[one.id] = Whose(
                key if is_known else f"?{key} in {roots[one.article]}", holder.name, holder.href if is_known else None, is_known
            )
        elif one.id in own:
            name, entity = own[one.id]
            found[one.id] = Whose(entity or " ".join(name.casefold().split()), clear(name), source_href(entity, name), True)
        else:
            found[one.id] = Whose(f"? in {roots[one.article]}", "origin not stated", None, False)
    return found


def roots_of(shelf: Shelf, articles: Collection[str]) -> dict[str, str]:
    """By article, the one among them that its text is in the end taken from; itself, where it is from none of them."""
    parents: dict[str, str] = {}
    rows = shelf.ask(
        "SELECT id, derived, origin FROM derivation WHERE relation <> 'same_origin' AND derived IN (SELECT value FROM"
        " json_each(?1)) AND origin IN (SELECT value FROM json_each(?1)) ORDER BY direction_known, share_low, id",
        listed(articles),
    )
    stands = shelf.standing([str(row[0]) for row in rows])
    for id, derived, origin in rows:
        if stands[str(id)] != "rejected" and derived != origin:
            parents[str(derived)] = str(origin)
    found = {}
    for article in articles:
        here, seen = article, {article}
        while here in parents and parents[here] not in seen:
            here = parents[here]
            seen.add(here)
        # A credits B and B credits A: both are then the smaller of the two.
        found[article] = min(seen) if here in parents else here
    return found


def firsts(rows: Iterable[FigureRow]) -> list[FigureRow]:
    """Rows in their order, each knowing whether its number was given on that word, or in that text, before."""
    said: set[tuple[object, ...]] = set()
    found = []
    for row in rows:
        mine = (row.origin.key, row.comparator, row.value, row.bounds.low, row.bounds.high, row.role)
        found.append(replace(row, first=mine not in said))
        said.add(mine)
    return found


# ----------------------------------------------------------------------------------------------------------------- ranges


def strands_of(rows: Sequence[FigureRow], sheet: Sheet) -> list[Strand]:
    """Rows by the people they count, where these are more than one people; those who do not say whom are then a strand too."""
    numbered = [row for row in rows if row.role not in ADDED_UP and row.numbered]
    named = {row.strand for row in numbered if row.strand}
    money = {row.unit for row in numbered} if numbered and numbered[0].counted == "money" else set()

    def population(row: FigureRow) -> str:
        return (row.strand if len(named) > 1 else "") + (f" {row.unit or ''}" if len(money) > 1 else "")

    parts: dict[str, list[FigureRow]] = defaultdict(list)
    for row in numbered:
        parts[population(row)].append(row)
    found = []
    for mine in parts.values():
        name = next((row.of_whom for row in mine if row.of_whom), None) if len(named) > 1 else None
        if len(parts) > 1 and name is None:
            name = next((row.unit for row in mine if row.unit), None)
        found.append(_strand(name, mine, sheet))
    return found


def _strand(name: str | None, rows: Sequence[FigureRow], sheet: Sheet) -> Strand:
    shown = [row for row in rows if row.first] if sheet.shown == "origin" else list(rows)
    picked = best_of(rows, sheet.rule)
    best = picked.bounds if picked else None
    drawn = band(
        [told_of(row) for row in shown],
        height=sheet.height,
        axis=sheet.axis,
        scale=sheet.scale,
        undated=sheet.undated,
        best=best,
    )
    return Strand(name, range_of(rows), tuple(shown), drawn, picked)


def told_of(row: FigureRow) -> Told:
    who = row.origin.name if row.origin.known else f"{row.report.name}, origin not known"
    return Told(
        row.id, row.report.published, None if row.value is None else float(row.value), row.bounds, row.comparator,
        row.origin.key, row.first, f"{row.amount}: {who}", row.href,
    )  # fmt: skip


def range_of(rows: Sequence[FigureRow]) -> Range | None:
    """From the lowest to the highest, each with its comparator."""
    told = [(row, told_of(row)) for row in rows]
    told = [pair for pair in told if pair[1].numbers]
    if not told:
        return None
    lowest = min(told, key=lambda pair: (min(pair[1].numbers), pair[1].comparator != "exactly"))[0]
    highest = max(told, key=lambda pair: (max(pair[1].numbers), pair[1].open_above))[0]
    words = lowest.amount if lowest.amount == highest.amount else f"{lowest.amount} – {highest.amount}"
    return Range(words, lowest.amount, highest.amount, lowest.href, highest.href)


def best_of(rows: Sequence[FigureRow], rule: Rule) -> Best | None:
    """What a rule picks among figures of known origins; None where none is asked for, or it finds nothing to go by."""
    known = [row for row in rows if row.origin.known and row.role not in ADDED_UP and told_of(row).numbers]
    if rule == "latest":
        dated = [(reach[0], nth) for nth, row in enumerate(known) if (reach := stretch(row.report.published))]
        if not dated:
            return None
        row = known[max(dated)[1]]
        told = told_of(row)
        return Best(rule, row.amount, Bounds(min(told.numbers), max(told.numbers)), (row,))
    if rule == "median":
        last = {row.origin.key: row for row in known if row.value is not None}
        ordered = sorted(last.values(), key=lambda row: (row.value or 0, row.id))
        if not ordered:
            return None
        middle = ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1]
        # Between two middle numbers nobody gave one: both are kept.
        words = " – ".join(dict.fromkeys(row.amount for row in middle))
        return Best(rule, words, Bounds(middle[0].value, middle[-1].value), tuple(middle))
    return None


# ------------------------------------------------------------------------------------------------------------- one group


def _line(
    shelf: Shelf, key: Key, rows: Sequence[FigureRow], members: Sequence[Figure], look: Look, strands: Sequence[Strand] = ()
) -> GroupLine:
    first = next((one for one in members if one.id == rows[0].id), members[0])
    series = next(iter(shelf.record.these(Series, [key.series])), None) if key.series else None
    whom = series.of_whom if series else _shared([one.of_whom for one in members])
    place = series.place if series else _shared([one.place for one in members])
    names = [name for name in (shelf.name(whom), shelf.name(place)) if name]
    title = counted_words(first.counted) + (f" ({names[0]})" if whom and names else "")
    title += f", {names[-1]}" if place and names and place != whom else ""
    reports, origins, named = counts_of(rows)
    figures = len(rows)
    if len(members) == look.most:
        figures, reports = _size(shelf, key, look)
        origins = Bounds(origins.low, None) if figures > look.most else origins
    events = {one.event for one in members if one.event}
    event = key.event or (events.pop() if len(events) == 1 else None)
    return GroupLine(
        key.id, first.counted, title, event, figures, len(rows), reports, origins, named, tuple(strands), None, rows[0].href,
        clear(series.reason) if series else "",
    )  # fmt: skip


def _shared(ids: Sequence[str | None]) -> str | None:
    named = {id for id in ids if id}
    return named.pop() if len(named) == 1 else None


def counts_of(rows: Sequence[FigureRow]) -> tuple[int, Bounds, tuple[str, ...]]:
    """How many reports give figures, on how many independent origins, and the names of those that are known."""
    known = {row.origin.key: row.origin.name for row in rows if row.origin.known}
    unknown = {row.origin.key for row in rows if not row.origin.known}
    return len({row.report.id for row in rows}), Bounds(len(known), len(known) + len(unknown)), tuple(known.values())


def group(shelf: Shelf, key: Key, filters: FigureFilters) -> Group | None:
    """One group: its ranges as drawings with their tables; None where none of its figures is there."""
    accepted = accepted_ids(shelf) if filters.layer == "accepted" else None
    page, sheet = filters.page, Sheet(filters.rule, filters.shown)
    articles = of_articles(Filters(outlet=filters.outlet, lang=filters.lang, since=filters.since, until=filters.until))
    if filters.event:
        articles = articles.also("figure.event = ?", filters.event)
    look = Look(READ_MOST, accepted, articles)
    members = _figures_of(shelf, key, look)
    every = rows_of(shelf, members)
    ordered = firsts([every[one.id] for one in members if one.id in every])
    rows = [row for row in ordered if row.standing != "rejected"] or ordered
    if not rows:
        return None
    whole = _line(shelf, key, rows, members, look)
    drawable = [row for row in rows if row.numbered and row.role not in ADDED_UP]
    here = drawable[(page - 1) * DRAWN_MOST : page * DRAWN_MOST]
    here = [replace(row, version=version_of(shelf.record, row.id)) for row in here]
    strands = [
        replace(strand, range=range_of(_of(drawable, strand)), best=best_of(_of(drawable, strand), sheet.rule))
        for strand in strands_of(here, sheet)
    ]
    apart = [row for row in rows if not row.numbered or row.role in ADDED_UP] if page == 1 else []
    [quote] = shelf.quotes([_place(rows[0], members)])
    gone = [] if page > 1 else _rejected(shelf, key, {row.id for row in ordered})
    ids = listed(one.id for one in members)
    clashes = shelf.ask(
        "SELECT id FROM contradiction WHERE left_ref IN (SELECT value FROM json_each(?1)) OR right_ref IN"
        " (SELECT value FROM json_each(?1)) ORDER BY n LIMIT ?2",
        ids, CLASHES,
    )  # fmt: skip
    judged = {one.id: one for row in (*ordered, *gone) if row.standing != "suggested" for one in history(shelf.record, row.id)}
    return Group(
        replace(whole, strands=tuple(strands), quote=quote),
        tuple(replace(row, version=version_of(shelf.record, row.id)) for row in apart[:DRAWN_MOST]),
        (*(row for row in ordered if row.standing == "rejected" and rows is not ordered), *gone),
        clashed(shelf, [str(id) for (id,) in clashes]),
        tuple(sorted(judged.values(), key=lambda one: (one.at, one.id))),
        page, -(-len(drawable) // DRAWN_MOST),
        next((str(row.report.published.value) for row in reversed(rows) if row.report.published.value), None)
        if whole.looked < whole.figures else None,
    )  # fmt: skip


def _rejected(shelf: Shelf, key: Key, here: Collection[str]) -> list[FigureRow]:
    """The figures that the machine had counted here and a person rejected: no range holds them, and they are not lost."""
    ids = set(_once_in(shelf, key)) - set(here)
    stands = shelf.standing(ids)
    gone = [one for one in shelf.record.these(Figure, ids) if stands[one.id] == "rejected"]
    return list(rows_of(shelf, [one for one in gone if key.counted in (None, one.counted)]).values())


def _once_in(shelf: Shelf, key: Key) -> list[str]:
    """The figures of a group as the machine had made it, where a person changed it since."""
    if key.series:
        rows = shelf.ask(
            "SELECT json_extract(value, '$.figure') FROM displaced CROSS JOIN json_each(displaced.line, '$.points')"
            " WHERE displaced.type = 'series' AND displaced.id = ? AND displaced.line IS NOT NULL",
            key.series,
        )
    else:
        rows = shelf.ask(
            "SELECT value FROM displaced CROSS JOIN json_each(displaced.line, '$.figures')"
            " WHERE displaced.type = 'event' AND displaced.id = ? AND displaced.line IS NOT NULL",
            key.event,
        )
    return [str(id) for (id,) in rows]


def _of(rows: Sequence[FigureRow], strand: Strand) -> list[FigureRow]:
    """All rows of a strand of which a page shows some."""
    shown = {row.strand for row in strand.rows}
    return [row for row in rows if strand.name is None or row.strand in shown]


# ----------------------------------------------------------------------------------------------------------------- routes


def lens(filters: Filters, *, counted: str = "", best: str = "", per: str = "") -> FigureFilters:
    """The filters of this view; what it does not know asks nothing."""
    held = {each.name: getattr(filters, each.name) for each in fields(Filters)}
    wanted = FigureFilters(**held, counted=counted if counted in COUNTED else "")
    return replace(wanted, best=best if best in RULES[1:] else "", per=per if per == "origin" else "")


def routes(pages: Pages) -> APIRouter:
    """The pages of figures, and the same as JSON."""
    router = APIRouter()

    @router.get("/figures", response_class=HTMLResponse)
    def figures_page(request: Request, counted: str = "") -> HTMLResponse:
        wanted = lens(pages.filters(request), counted=counted)
        with pages.shelf() as shelf:
            listing = figures(shelf, wanted)
            return pages.page(
                request, "figures.html.jinja", shelf, listing=listing, filters=wanted, every=COUNTED, words_for=counted_words
            )

    @router.get("/api/figures", tags=["figures"])
    def figures_data(filters: Annotated[Filters, Depends(asked)], counted: Counted | None = None) -> FigureList:
        """What is counted: figures that count one thing together, those with a course over time first."""
        with pages.shelf() as shelf:
            return figures(shelf, lens(filters, counted=counted or ""))

    @router.get("/f/{id}", response_class=HTMLResponse, response_model=None)
    def figure_page(request: Request, id: str, best: str = "", per: str = "") -> HTMLResponse | RedirectResponse:
        wanted = lens(pages.filters(request), best=best, per=per)
        with pages.shelf() as shelf:
            key = key_of(shelf, id)
            if key is None:
                event, _, counted = id.rpartition("-")
                if counted in COUNTED and (new := moved_to(shelf.record, event)):
                    return RedirectResponse(f"/f/{new}-{counted}?moved=1", 303)
                raise NotHere
            if key.id != id:
                query = f"?{request.url.query}" if request.url.query else ""
                return RedirectResponse(f"/f/{key.id}{query}" + (f"#{id}" if id.startswith("f-") else ""), 303)
            found = group(shelf, key, wanted)
            if found is None:
                raise NotHere
            return pages.page(request, "figure.html.jinja", shelf, group=found, filters=wanted, rules=RULES)

    @router.get("/api/f/{id}", tags=["figures"])
    def figure_data(filters: Annotated[Filters, Depends(asked)], id: str, best: Rule = "none", per: Shown = "figure") -> Group:
        """All the figures that count one thing: ranges, who says which number, and where; no sums, and no best unless asked."""
        with pages.shelf() as shelf:
            key = key_of(shelf, id)
            found = group(shelf, key, lens(filters, best=best, per=per)) if key else None
        if found is None:
            raise NotHere
        return found

    return router
