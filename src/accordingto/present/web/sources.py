"""Sources and outlets: who is relied on, and who publishes and copies.

What always holds: a source is only who is cited, an outlet only who publishes, and one body can be both; every number opens the
list it counts; who was first, or who took from whom, is only counted where it is known; a grade is a person's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Literal, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from accordingto.model import Derivation, Entity, Judgement
from accordingto.present.brief.wording import clear, document
from accordingto.present.web.claims import Clash, accepted_ids, clashed
from accordingto.present.web.filters import PAGE_ROWS, WORDS_LONGEST, Filters, of_articles
from accordingto.present.web.pages import NotHere, Pages, asked
from accordingto.present.web.shelf import ClaimLine, Label, Said, Shelf, listed, outlet_href, source_href
from accordingto.record.lines import written
from accordingto.record.queries import grades, history, moved_to, quoted, version_of

NARROWED_MOST = 3_500  # articles in which sources are counted anew; what filters leave more of is not narrowed
LATEST = 1000  # statements of a source, the latest, from which its claims and relays are gathered
BESIDE = 12  # relays, outlets and sources listed beside
CLAIMS = 20  # claims of a source by stance on a page
CLASHES = 12
CLASHES_MOST = 500  # contradictions of one source, where all are asked for
CARDS = 25  # statements on a page
BARS = 60  # bars of a drawing; more are gathered in months or years
CORRECTING = (
    "correction", "corrections", "corrected", "corrigendum", "clarification", "erratum", "rectificatif", "berichtigung",
    "richtigstellung", "korrektur", "corrección", "rectificación", "correção", "errata", "düzeltme", "تصحيح", "تصويب",
    "виправлення", "уточнення", "исправление", "תיקון", "更正", "訂正",
)  # fmt: skip
"""Words in headlines that announce a correction."""

Told = Literal["all", "origin", "denied", "unnamed"]
Listed = Literal["articles", "first", "level", "later", "shared", "copies", "copied", "unsettled", "corrections"]
SORTS = ("reports", "statements", "origins", "denials")
Nearness = Literal["as", "by", "of"]
TOLD: Mapping[str, str] = {"all": "1", "origin": "cited.origin", "denied": "cited.denies", "unnamed": "cited.anonymous"}
FIRST: Mapping[str, tuple[int, ...]] = {"first": (1,), "level": (2,), "later": (0,), "shared": (0, 1, 2)}


@dataclass(frozen=True, slots=True)
class Grade:
    """A letter of the Admiralty scale for a source, by a person."""

    reliability: str
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as one line of a list. `source` is an entity's id, or `name:` and the name."""

    source: str
    name: str
    kind: str
    reports: int
    statements: int
    origins: int
    denials: int
    unnamed: int
    contradictions: int
    grade: Grade | None

    @property
    def href(self) -> str:
        return _source_page(self.source)

    @property
    def is_named(self) -> bool:
        """Whether any statement names it."""
        return self.unnamed < self.statements or not self.statements


@dataclass(frozen=True, slots=True)
class SourceList:
    """A page of sources, of how many; `narrowed` is False where so many reports answer the filters that all were counted."""

    sources: tuple[SourceLine, ...]
    count: int
    page: int
    pages: int
    narrowed: bool


def sources(shelf: Shelf, filters: Filters) -> SourceList:
    """Who is cited in the reports that answer the filters; those in most reports first, those without a name last."""
    rejected = rejected_ids(shelf)
    table, values, narrowed = _counted_in(shelf, filters, rejected)
    conditions, more = ["source NOT IN (SELECT value FROM json_each(?))"], [rejected]
    if filters.source:
        conditions, more = [*conditions, "source = ?"], [*more, filters.source]
    if filters.q.strip():
        conditions.append(
            "source IN (SELECT entity.id FROM entity_words JOIN entity ON entity.n = entity_words.rowid"
            " WHERE entity_words MATCH ?) OR (source >= 'name:' AND source < 'name;' AND instr(lower(source), lower(?)))"
        )
        more += [quoted(filters.q) or '""', filters.q.strip()]
    where = " AND ".join(f"({each})" for each in conditions)
    order = filters.sort if filters.sort in SORTS else "reports"
    is_kept = table == "source_count"
    number = "0" if is_kept else "count(*) OVER ()"  # what is counted anew is counted once
    rows = shelf.ask(
        f"SELECT source, statements, reports, origins, denials, anonymous, {number} FROM {table} WHERE {where}"
        f" ORDER BY unnamed, {order} DESC, source LIMIT ? OFFSET ?",
        *values, *more, PAGE_ROWS, filters.offset,
    )  # fmt: skip
    if is_kept or (not rows and filters.page > 1):
        count = shelf.number(f"SELECT count(*) FROM {table} WHERE {where}", *values, *more)
    else:
        count = int(str(rows[0][-1])) if rows else 0
    lines = _lines(shelf, [row[:-1] for row in rows], rejected, less=is_kept)
    return SourceList(tuple(lines), count, filters.page, -(-count // PAGE_ROWS), narrowed)


def _counted_in(shelf: Shelf, filters: Filters, rejected: str) -> tuple[str, tuple[object, ...], bool]:
    """What to count in: the counts that are kept, or those of the reports and statements that answer; and whether they do."""
    counted = (
        "(SELECT source, sum(said) AS statements, count(*) AS reports, sum(origins) AS origins, sum(denials) AS denials,"
        " sum(unsaid) AS anonymous, sum(unsaid) = sum(said) AS unnamed FROM (SELECT source,"
        " count(*) AS said, sum(origin) AS origins, sum(denies) AS denials, sum(anonymous) AS unsaid FROM cited WHERE {}"
        " AND statement NOT IN (SELECT value FROM json_each(?)) GROUP BY source, article) GROUP BY source)"
    )
    only = replace(filters, q="", source="", status="", min_origins=0)
    where = of_articles(replace(only, layer="all"))
    if only.layer == "accepted":
        within = f" AND article IN (SELECT id FROM article WHERE {where.sql})" if where.parts else ""
        mine = f"statement IN (SELECT value FROM json_each(?)){within}"
        return counted.format(mine), (accepted_ids(shelf), *where.values, rejected), True
    if not where.parts:
        return "source_count", (), True
    found = shelf.number(
        f"SELECT count(*) FROM (SELECT 1 FROM article WHERE {where.sql} LIMIT ?)", *where.values, NARROWED_MOST + 1
    )
    if found > NARROWED_MOST:
        return "source_count", (), False
    return counted.format(f"article IN (SELECT id FROM article WHERE {where.sql})"), (*where.values, rejected), True


def rejected_ids(shelf: Shelf) -> str:
    """All ids that stand rejected, as a JSON list for questions."""
    rows = shelf.ask(
        "SELECT DISTINCT judgement_subject.id FROM judgement JOIN judgement_subject ON judgement = judgement.id"
        " WHERE verdict = 'reject' AND judgement_subject.id IS NOT NULL"
    )
    return listed(id for id, how in shelf.standing([str(row[0]) for row in rows]).items() if how == "rejected")


def _lines(shelf: Shelf, rows: Sequence[tuple[object, ...]], rejected: str, *, less: bool) -> list[SourceLine]:
    """Counts as lines; with `less`, without the statements that a person rejected, which are few and were counted."""
    ids = [str(row[0]) for row in rows]
    numbers = {str(source): [int(str(number)) for number in counts] for source, *counts in rows}
    if less and rejected != "[]":
        for source, *gone in _rejected(shelf, ids, rejected):
            held = numbers[str(source)]
            numbers[str(source)] = [mine - int(str(one)) for mine, one in zip(held, gone, strict=True)]
    clashing = shelf.ask(
        "SELECT source, count(DISTINCT contradiction) FROM contradiction_source WHERE source IN"
        " (SELECT value FROM json_each(?)) AND contradiction NOT IN (SELECT value FROM json_each(?)) GROUP BY source",
        listed(ids),
        rejected,
    )
    against = {str(source): int(str(number)) for source, number in clashing}
    names, graded = shelf.names(ids), _graded(shelf, ids)
    found = []
    for id in ids:
        statements, reports, origins, denials, unnamed = numbers[id]
        name, kind = names.get(id) or _bare(id, unnamed=unnamed > 0)
        opposed, grade = against.get(id, 0), graded.get(id)
        found.append(SourceLine(id, name, kind, reports, statements, origins, denials, unnamed, opposed, grade))
    return found


def _rejected(shelf: Shelf, ids: Sequence[str], rejected: str) -> list[tuple[object, ...]]:
    """By source, how much of its counts rests on rejected statements: a report does when all its statements are rejected."""
    return shelf.ask(
        "SELECT source, sum(said), sum(NOT EXISTS (SELECT 1 FROM cited WHERE cited.source = gone.source AND cited.article ="
        " gone.article AND cited.statement NOT IN (SELECT value FROM json_each(?1)))), sum(origins), sum(denials), sum(unsaid)"
        " FROM (SELECT source, article, count(*) AS said, sum(origin) AS origins, sum(denies) AS denials, sum(anonymous) AS"
        " unsaid FROM json_each(?1) CROSS JOIN cited ON cited.statement = value WHERE source IN"
        " (SELECT value FROM json_each(?2)) GROUP BY source, article) AS gone GROUP BY source",
        rejected,
        listed(ids),
    )


def _bare(source: str, *, unnamed: bool) -> tuple[str, str]:
    """The name and kind of a source that no entity stands for."""
    name = clear(source.removeprefix("name:")) or "nobody named"
    if name.startswith("doc:"):
        return document(name.removeprefix("doc:")), "document"
    return name, "unnamed" if unnamed else "name only"


def _graded(shelf: Shelf, ids: Sequence[str]) -> dict[str, Grade]:
    """By source, the last grade of its reliability that is not undone."""
    rows = shelf.ask(
        "SELECT judgement_subject.id, json_extract(change, '$.reliability'), author, at FROM judgement_subject JOIN judgement"
        " ON judgement.id = judgement WHERE verdict = 'grade' AND judgement_subject.id IN (SELECT value FROM json_each(?))"
        " AND json_extract(change, '$.reliability') IS NOT NULL ORDER BY n",
        listed(ids),
    )
    return {str(id): Grade(str(letter), clear(str(author)), str(at)) for id, letter, author, at in rows}


def _source_page(source: str) -> str:
    is_bare = source.startswith("name:")
    return source_href(None if is_bare else source, source.removeprefix("name:"))


# -------------------------------------------------------------------------------------------------------------- one source


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody who stands beside a source or an outlet, and how often. `listing` opens what is counted."""

    name: str
    href: str | None
    count: int
    listing: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A claim that a source affirms, denies or questions, and in how many statements."""

    claim: ClaimLine
    stance: str
    statements: int


@dataclass(frozen=True, slots=True)
class Near:
    """Only some statements of a source: citing it `as` a name, passed on `by` somebody, or passing on words `of` somebody."""

    how: Nearness
    who: str

    @property
    def asked(self) -> dict[str, str]:
        """As it stands in an address."""
        return {self.how: self.who}

    def within(self, source: str) -> tuple[str, tuple[object, ...]]:
        """What is asked of a row of `cited`."""
        is_mine = "mine.entity IS NULL AND mine.name = ?" if source.startswith("name:") else "mine.entity = ?"
        mine = f"SELECT 1 FROM statement_link AS mine {{}} WHERE mine.statement = cited.statement AND {is_mine} AND {{}}"
        values = (source.removeprefix("name:"), self.who)
        if self.how == "as":
            return f"EXISTS ({mine.format('', 'mine.name = ?')})", values
        step = "-" if self.how == "by" else "+"
        other = f"CROSS JOIN statement_link AS other ON other.statement = mine.statement AND other.nth = mine.nth {step} 1"
        return f"EXISTS ({mine.format(other, _WHO + ' = ?')})", values


_WHO = "coalesce(other.entity, 'name:' || other.name)"


@dataclass(frozen=True, slots=True)
class Bar:
    """How many statements in a day, a month or a year. `x`, `width` and `height` are of the drawing."""

    when: str
    count: int
    x: float
    width: float
    height: float
    href: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """All that one source is cited for."""

    line: SourceLine
    entity: Entity | None
    written: tuple[Beside, ...]
    told: Told
    near: Near | None
    near_name: str | None
    said: tuple[Said, ...]
    count: int
    page: int
    pages: int
    bars: tuple[Bar, ...]
    undated: int
    held: tuple[Held, ...]
    gathered_of: int
    relayed_by: tuple[Beside, ...]
    relays: tuple[Beside, ...]
    outlets: tuple[Beside, ...]
    clashes: tuple[Clash, ...]
    grades: tuple[Judgement, ...]
    history: tuple[Judgement, ...]
    version: str

    def holding(self, stance: str) -> tuple[Held, ...]:
        return tuple(one for one in self.held if one.stance == stance)


def source_page(
    shelf: Shelf, source: str, filters: Filters, told: Told = "all", *, near: Near | None = None, whole: bool = False
) -> SourcePage | None:
    """One source: its statements by day, what it affirms and denies, and by whom it is relayed. None where nobody cites it.

    `near` asks for only some of its statements; `whole` asks for as many of its contradictions as a page can hold.
    """
    rows = shelf.ask(
        "SELECT source, statements, reports, origins, denials, anonymous FROM source_count WHERE source = ?", source
    )
    entity = None if source.startswith("name:") else shelf.record.entity(source)
    if not rows and entity is None:
        return None
    rejected = rejected_ids(shelf)
    [line] = _lines(shelf, rows or [(source, 0, 0, 0, 0, 0)], rejected, less=True)
    where = of_articles(replace(filters, source="", layer="all", status="", min_origins=0))
    within = f"cited.article IN (SELECT id FROM article WHERE {where.sql})" if where.parts else "1"
    mine, values = f"source = ? AND {TOLD[told]} AND {within}", (source, *where.values)
    if near:
        condition, asked_of = near.within(source)
        mine, values = f"{mine} AND {condition}", (*values, *asked_of)
    if rejected != "[]":
        mine, values = f"{mine} AND statement NOT IN (SELECT value FROM json_each(?))", (*values, rejected)
    if filters.layer == "accepted":
        mine, values = f"{mine} AND statement IN (SELECT value FROM json_each(?))", (*values, accepted_ids(shelf))
    count = shelf.number(f"SELECT count(*) FROM cited WHERE {mine}", *values)
    order = "published DESC, statement" if filters.sort == "last" else "published IS NULL, published, statement"
    ids = [
        str(row[0])
        for row in shelf.ask(
            f"SELECT statement FROM cited WHERE {mine} ORDER BY {order} LIMIT ? OFFSET ?",
            *values, CARDS, (filters.page - 1) * CARDS,
        )
    ]  # fmt: skip
    found = shelf.statements(ids)
    latest = [
        str(row[0])
        for row in shelf.ask(
            "SELECT statement FROM cited WHERE source = ? AND statement NOT IN (SELECT value FROM json_each(?))"
            " ORDER BY published DESC LIMIT ?",
            source, rejected, LATEST,
        )
    ]  # fmt: skip
    kept = ({} if told == "all" else {"said": told}) | (near.asked if near else {})
    bars, undated = _bars(shelf, source, mine, values, kept)
    clashing = shelf.ask(
        "SELECT DISTINCT contradiction FROM contradiction_source WHERE source = ? AND contradiction NOT IN"
        " (SELECT value FROM json_each(?)) ORDER BY 1 LIMIT ?",
        source, rejected, CLASHES_MOST if whole else CLASHES,
    )  # fmt: skip
    return SourcePage(
        line=line,
        entity=entity,
        written=_written(shelf, entity),
        told=told,
        near=near,
        near_name=_name_of(shelf, near) if near else None,
        said=tuple(shelf.said([found[id] for id in ids if id in found])),
        count=count,
        page=filters.page,
        pages=-(-count // CARDS),
        bars=bars,
        undated=undated,
        held=_held(shelf, latest, rejected),
        gathered_of=len(latest),
        relayed_by=_beside(shelf, source, latest, step=-1),
        relays=_beside(shelf, source, latest, step=1),
        outlets=_outlets(shelf, source, latest),
        clashes=clashed(shelf, [str(row[0]) for row in clashing]),
        grades=grades(shelf.record, source) if entity else (),
        history=history(shelf.record, source) if entity else (),
        version=version_of(shelf.record, source) if entity else "",
    )


def _written(shelf: Shelf, entity: Entity | None) -> tuple[Beside, ...]:
    """As whom the reports cite it, most often first."""
    if entity is None:
        return ()
    rows = shelf.ask(
        "SELECT name, count(*) FROM (SELECT name FROM statement_link WHERE entity = ? LIMIT ?) GROUP BY 1 ORDER BY 2 DESC, 1"
        " LIMIT ?",
        entity.id, LATEST, BESIDE,
    )  # fmt: skip
    names = [(clear(str(name)), _listing(entity.id, Near("as", str(name))), int(str(number))) for name, number in rows]
    return tuple(Beside(name, None, number, listing) for name, listing, number in names if name != clear(entity.name))


def _listing(source: str, near: Near) -> str:
    return f"{_source_page(source)}?{urlencode(near.asked)}#said"


def _name_of(shelf: Shelf, near: Near) -> str:
    """Whom it is about, in words."""
    if near.how == "as":
        return clear(near.who)
    return (shelf.names([near.who]).get(near.who) or _bare(near.who, unnamed=False))[0]


def _bars(
    shelf: Shelf, source: str, mine: str, values: Sequence[object], kept: Mapping[str, str]
) -> tuple[tuple[Bar, ...], int]:
    """How many statements by day of publication, or month or year where there are too many days; and those without a day."""
    rows = shelf.ask(f"SELECT published, count(*) FROM cited WHERE {mine} GROUP BY published", *values)
    undated = sum(int(str(number)) for day, number in rows if day is None)
    days: dict[str, int] = defaultdict(int)
    for day, number in rows:
        if day is not None:
            days[str(day)[:10]] += int(str(number))
    # What is known by its month or year alone is not put on a day: then all are drawn by the month, or the year.
    length = min((len(day) for day in days), default=10)
    while length > 4 and len(_calendar(days, length)) > BARS:
        length -= 3
    counts = dict.fromkeys(_calendar(days, length), 0)
    for day, number in days.items():
        counts[day[:length]] += number
    most, step = max(counts.values(), default=1), 600 / max(12, len(counts))
    return tuple(
        Bar(
            when, number, round(place * step, 2), round(max(1, step - 1), 2), round(max(2.0, 56 * number / most), 2),
            f"{_source_page(source)}?{urlencode({'from': when, 'to': when, **kept})}",
        )
        for place, (when, number) in enumerate(counts.items()) if number
    ), undated  # fmt: skip


def _calendar(days: Collection[str], length: int) -> list[str]:
    """Every day, month or year from the first to the last; those that are known only, where that would be too many."""
    known = sorted({day[:length] for day in days})
    if len(known) < 2 or length == 4:
        return known
    try:
        here, last = (date.fromisoformat(f"{day}-01"[:10]) for day in (known[0], known[-1]))
    except ValueError:  # not of our calendar: a date as somebody wrote it
        return known
    found: list[str] = []
    while here <= last:
        found.append(here.isoformat()[:length])
        here += timedelta(days=1 if length == 10 else 32 - here.day)
        here = here if length == 10 else here.replace(day=1)
        if len(found) > 10 * BARS:
            return known
    return found


def _held(shelf: Shelf, statements: Sequence[str], rejected: str) -> tuple[Held, ...]:
    """What some statements affirm, deny or question; the most reported claims of each first."""
    rows = shelf.ask(
        "SELECT claim, stance, said FROM (SELECT claim, stance, said, row_number() OVER (PARTITION BY stance ORDER BY"
        " claim.contested DESC, claim.reports DESC, claim.n) AS place FROM (SELECT claim, stance, count(*) AS said FROM"
        " claim_member WHERE statement IN (SELECT value FROM json_each(?)) AND claim NOT IN (SELECT value FROM json_each(?))"
        " GROUP BY 1, 2) JOIN claim ON claim.id = claim) WHERE place <= ? ORDER BY stance, place",
        listed(statements), rejected, CLAIMS,
    )  # fmt: skip
    lines = {line.id: line for line in shelf.lines_of([str(row[0]) for row in rows])}
    return tuple(
        Held(lines[str(claim)], str(stance), int(str(said))) for claim, stance, said in rows if str(claim) in lines
    )  # fmt: skip


def _beside(shelf: Shelf, source: str, statements: Sequence[str], *, step: int) -> tuple[Beside, ...]:
    """Who stands next to a source in the chains: `step` -1, those who pass its word on; 1, those whose word it passes on."""
    is_mine = "+mine.entity IS NULL AND mine.name = ?" if source.startswith("name:") else "+mine.entity = ?"
    rows = shelf.ask(
        f"SELECT {_WHO} AS who, max(other.entity), max(other.name), count(*) FROM"
        " json_each(?) CROSS JOIN statement_link AS mine ON mine.statement = value CROSS JOIN statement_link AS other"
        f" ON other.statement = mine.statement AND other.nth = mine.nth + ? WHERE {is_mine}"
        " GROUP BY who HAVING who <> ? ORDER BY 4 DESC, who LIMIT ?",
        listed(statements), step, source.removeprefix("name:"), source, BESIDE,
    )  # fmt: skip
    names = shelf.names([str(row[1]) for row in rows if row[1]])
    return tuple(
        Beside(
            names.get(str(entity), _bare(str(who), unnamed=False))[0], _source_page(str(who)), int(str(number)),
            _listing(source, Near("by" if step < 0 else "of", str(who))),
        )
        for who, entity, _, number in rows
    )  # fmt: skip


def _outlets(shelf: Shelf, source: str, statements: Sequence[str]) -> tuple[Beside, ...]:
    """In which outlets the source is cited, by articles."""
    rows = shelf.ask(
        "SELECT outlet, count(*) FROM (SELECT DISTINCT article AS carrying FROM json_each(?) CROSS JOIN statement"
        " ON statement.id = value) CROSS JOIN article ON article.id = carrying WHERE outlet IS NOT NULL"
        " GROUP BY outlet ORDER BY 2 DESC, 1 LIMIT ?",
        listed(statements), BESIDE,
    )  # fmt: skip
    return tuple(
        Beside(
            clear(str(outlet)), outlet_href(str(outlet)), int(str(number)),
            f"/a?{urlencode({'outlet': str(outlet), 'source': source})}",
        )
        for outlet, number in rows
    )  # fmt: skip


# ----------------------------------------------------------------------------------------------------------------- outlets


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet as one line of a list.

    `shared` counts claims that another outlet carries too; `first` of them stood here before all others, `level` on the day
    another had them as well. `copies` counts articles whose text is another outlet's, `copied` its own that others hold.
    """

    outlet: str
    name: str
    languages: tuple[tuple[str, int], ...]
    articles: int
    first_day: str | None
    last_day: str | None
    shared: int
    first: int
    level: int
    copies: int
    copied: int
    unsettled: int
    corrections: int

    @property
    def href(self) -> str:
        return outlet_href(self.outlet)


@dataclass(frozen=True, slots=True)
class OutletList:
    """A page of outlets, of how many; `unknown` counts articles whose outlet is not known."""

    outlets: tuple[OutletLine, ...]
    count: int
    page: int
    pages: int
    unknown: int


OUTLET_SORTS = ("articles", "first", "copies", "copied", "corrections", "name")


def outlets(shelf: Shelf, filters: Filters) -> OutletList:
    """The publishers of the pile, those with most articles first."""
    lines, unknown = _outlet_lines(shelf)
    asked_for = filters.q.casefold().split()
    lines = [
        line
        for line in lines
        if all(word in line.name.casefold() for word in asked_for)
        and (not filters.outlet or line.outlet == filters.outlet)
        and (not filters.lang or filters.lang in dict(line.languages))
    ]
    by = filters.sort if filters.sort in OUTLET_SORTS else "articles"
    lines.sort(key=lambda line: (0 if by == "name" else -getattr(line, by), line.name.casefold(), line.outlet))
    shown = tuple(lines[filters.offset : filters.offset + PAGE_ROWS])
    return OutletList(shown, len(lines), filters.page, -(-len(lines) // PAGE_ROWS), unknown)


def _outlet_lines(shelf: Shelf, outlet: str | None = None) -> tuple[list[OutletLine], int]:
    """Every outlet, or one, as a line; and how many articles have none."""
    rejected = rejected_ids(shelf)
    within, mine = ("outlet = ?", (outlet,)) if outlet is not None else ("1", ())
    of_within = within.replace("outlet", "of_outlet")
    stands = "" if rejected == "[]" else " AND {} NOT IN (SELECT value FROM json_each(?))"
    out = () if rejected == "[]" else (rejected,)

    def by_outlet(question: str, *values: object) -> dict[str, list[int]]:
        return {str(name): [int(str(number or 0)) for number in numbers] for name, *numbers in shelf.ask(question, *values)}

    languages: dict[str, dict[str, int]] = defaultdict(dict)
    unknown = 0
    for name, language, number in shelf.ask(
        f"SELECT outlet, language, count(*) FROM article WHERE {within} GROUP BY outlet, language", *mine
    ):
        if name is None:
            unknown += int(str(number))
        else:
            languages[str(name)][str(language or "")] = int(str(number))
    days = {
        str(name): tuple(str(day)[:10] if day else None for day in (first, last))
        for name, first, last in shelf.ask(
            "SELECT value, (SELECT min(published_value) FROM article WHERE outlet = value), (SELECT max(published_value)"
            " FROM article WHERE outlet = value) FROM json_each(?)",
            listed(languages),
        )
    }
    firsts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for name, first, number in shelf.ask(
        "SELECT outlet, first, count(*) FROM claim_outlet WHERE first IS NOT NULL"
        f" AND {within}{stands.format('claim')} GROUP BY outlet, first",
        *mine, *out,
    ):  # fmt: skip
        firsts[str(name)][int(str(first))] += int(str(number))
    copies = by_outlet(
        "SELECT outlet, count(DISTINCT article) FROM copying WHERE direction_known AND of_outlet <> outlet"
        f" AND {within}{stands.format('derivation')} GROUP BY outlet",
        *mine, *out,
    )  # fmt: skip
    copied = by_outlet(
        "SELECT of_outlet, count(DISTINCT of_article) FROM copying WHERE direction_known AND of_outlet <> outlet"
        f" AND {of_within}{stands.format('derivation')} GROUP BY of_outlet",
        *mine, *out,
    )  # fmt: skip
    unsettled = by_outlet(
        "SELECT outlet, count(DISTINCT article) FROM (SELECT derivation, outlet, article FROM copying WHERE NOT direction_known"
        f" AND of_outlet <> outlet AND {within} UNION ALL SELECT derivation, of_outlet, of_article FROM copying WHERE NOT"
        f" direction_known AND of_outlet <> outlet AND {of_within}) WHERE 1{stands.format('derivation')} GROUP BY outlet",
        *mine, *mine, *out,
    )  # fmt: skip
    corrections = by_outlet(
        f"SELECT outlet, count(*) FROM article WHERE n IN ({HEADED}) AND {within} GROUP BY outlet", _headed(), *mine
    )
    lines = []
    for name, held in languages.items():
        later, first_of, level = firsts[name]
        [mine_of, theirs_of, either, corrected] = (
            found.get(name, [0])[0] for found in (copies, copied, unsettled, corrections)
        )
        spoken = tuple(sorted(held.items(), key=lambda one: (-one[1], one[0])))
        first_day, last_day = days.get(name, (None, None))  # SQLite's JSON ends a name at a NUL
        lines.append(
            OutletLine(
                name, clear(name), spoken, sum(held.values()), first_day, last_day, later + first_of + level, first_of, level,
                mine_of, theirs_of, either, corrected,
            )
        )  # fmt: skip
    return lines, unknown


HEADED = "SELECT rowid FROM article_words WHERE article_words MATCH ?"


def _headed() -> str:
    """Headlines that announce a correction, as a question to the index."""
    return "headline : (" + " OR ".join(f'"{word}"' for word in CORRECTING) + ")"


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports that share their text, as one outlet sees it."""

    report: Label
    other: Label
    reason: str
    derivation: str

    @property
    def href(self) -> str:
        return f"/compare/{self.report.id}/{self.other.id}"


@dataclass(frozen=True, slots=True)
class OutletPage:
    """One outlet: what it publishes, who it cites, whose text it holds and who holds its text."""

    line: OutletLine
    entity: str | None
    listed: Listed
    articles: tuple[Label, ...]
    claims: tuple[ClaimLine, ...]
    copies: tuple[Copy, ...]
    count: int
    page: int
    pages: int
    cites: tuple[SourceLine, ...]
    cites_of: int
    takes_from: tuple[Beside, ...]
    taken_by: tuple[Beside, ...]
    shares_with: tuple[Beside, ...]


def outlet_page(shelf: Shelf, outlet: str, filters: Filters, what: Listed = "articles") -> OutletPage | None:
    """One outlet, with one of its lists: articles, claims it had first or not, copies either way. None where it has nothing."""
    lines, _ = _outlet_lines(shelf, outlet)
    if not lines or not outlet:
        return None
    articles: tuple[Label, ...] = ()
    claims: tuple[ClaimLine, ...] = ()
    copies: tuple[Copy, ...] = ()
    rejected = rejected_ids(shelf)
    if what in FIRST:
        question = (
            "FROM claim_outlet WHERE outlet = ? AND first IN (SELECT value FROM json_each(?)) AND claim NOT IN"
            " (SELECT value FROM json_each(?))"
        )
        values: tuple[object, ...] = (outlet, written(FIRST[what]).decode(), rejected)
        count = shelf.number(f"SELECT count(*) {question}", *values)
        rows = shelf.ask(f"SELECT claim {question} ORDER BY claim LIMIT ? OFFSET ?", *values, PAGE_ROWS, filters.offset)
        claims = tuple(shelf.lines_of([str(row[0]) for row in rows]))
    elif what in ("copies", "copied", "unsettled"):
        count, copies = _copies(shelf, outlet, what, rejected, filters)
    else:
        where = of_articles(replace(filters, outlet=outlet, layer="all"))
        more, headed = (f" AND n IN ({HEADED})", (_headed(),)) if what == "corrections" else ("", ())
        count = shelf.number(f"SELECT count(*) FROM article WHERE {where.sql}{more}", *where.values, *headed)
        rows = shelf.ask(
            f"SELECT id FROM article WHERE {where.sql}{more} ORDER BY published_value IS NULL, published_value, n"
            " LIMIT ? OFFSET ?",
            *where.values, *headed, PAGE_ROWS, filters.offset,
        )  # fmt: skip
        labels = shelf.labels([str(row[0]) for row in rows])
        articles = tuple(labels[str(row[0])] for row in rows if str(row[0]) in labels)
    relied = shelf.ask(
        "SELECT source, sum(said), count(*), sum(origins), sum(denials), sum(unsaid) FROM (SELECT source, count(*) AS said,"
        " sum(origin) AS origins, sum(denies) AS denials, sum(anonymous) AS unsaid FROM cited WHERE article IN"
        " (SELECT id FROM article WHERE outlet = ? ORDER BY published_value DESC LIMIT ?) AND statement NOT IN"
        " (SELECT value FROM json_each(?)) GROUP BY source, article) GROUP BY source ORDER BY sum(unsaid) = sum(said),"
        " 3 DESC, source LIMIT ?",
        outlet, LATEST, rejected, BESIDE,
    )  # fmt: skip
    named = shelf.ask("SELECT id FROM entity WHERE kind = 'outlet' AND name = ? LIMIT 1", outlet)
    return OutletPage(
        line=lines[0],
        entity=str(named[0][0]) if named else None,
        listed=what,
        articles=articles,
        claims=claims,
        copies=copies,
        count=count,
        page=filters.page,
        pages=-(-count // PAGE_ROWS),
        cites=tuple(_lines(shelf, relied, rejected, less=False)),
        cites_of=min(LATEST, lines[0].articles),
        takes_from=_neighbours(
            shelf, outlet, "SELECT of_outlet, article FROM copying WHERE outlet = ?1 AND direction_known", rejected, "copies"
        ),
        taken_by=_neighbours(
            shelf, outlet, "SELECT outlet, of_article FROM copying WHERE of_outlet = ?1 AND direction_known", rejected, "copied"
        ),
        shares_with=_neighbours(
            shelf,
            outlet,
            "SELECT of_outlet, article FROM copying WHERE outlet = ?1 AND NOT direction_known {} UNION ALL"
            " SELECT outlet, of_article FROM copying WHERE of_outlet = ?1 AND NOT direction_known",
            rejected,
            "unsettled",
        ),
    )


def _copies(shelf: Shelf, outlet: str, what: str, rejected: str, filters: Filters) -> tuple[int, tuple[Copy, ...]]:
    """Pairs of reports that share their text: this outlet's, and the other's."""
    mine = {
        "copies": "outlet = ?1 AND direction_known", "copied": "of_outlet = ?1 AND direction_known",
        "unsettled": "(outlet = ?1 OR of_outlet = ?1) AND NOT direction_known",
    }[what]  # fmt: skip
    question = f"FROM copying WHERE {mine} AND of_outlet <> outlet AND derivation NOT IN (SELECT value FROM json_each(?2))"
    count = shelf.number(f"SELECT count(*) {question}", outlet, rejected)
    rows = shelf.ask(
        f"SELECT derivation, article, of_article, outlet = ?1 {question} ORDER BY 2, 1 LIMIT ?3 OFFSET ?4",
        outlet, rejected, PAGE_ROWS, filters.offset,
    )  # fmt: skip
    labels = shelf.labels([str(id) for row in rows for id in row[1:3]])
    reasons = {one.id: clear(one.reason) for one in shelf.record.these(Derivation, [str(row[0]) for row in rows])}
    found = []
    for derivation, article, of, is_mine in rows:
        one, other = (str(article), str(of)) if is_mine else (str(of), str(article))
        if one in labels and other in labels:
            found.append(Copy(labels[one], labels[other], reasons.get(str(derivation), ""), str(derivation)))
    return count, tuple(found)


def _neighbours(shelf: Shelf, outlet: str, question: str, rejected: str, what: str) -> tuple[Beside, ...]:
    """Other outlets with which one shares text, by how many of its articles."""
    stands = "AND derivation NOT IN (SELECT value FROM json_each(?2))"
    inner = (question if "{}" in question else question + " ").replace("{}", stands) + f" {stands}"
    rows = shelf.ask(
        f"SELECT other, count(DISTINCT mine) FROM (SELECT NULL AS other, NULL AS mine WHERE 0 UNION ALL {inner})"
        " WHERE other <> ?1 GROUP BY other ORDER BY 2 DESC, 1 LIMIT ?3",
        outlet, rejected, BESIDE,
    )  # fmt: skip
    return tuple(
        Beside(
            clear(str(other)) or "outlet not known", outlet_href(str(other)) if other else None, int(str(number)),
            f"{outlet_href(outlet)}?list={what}#list",
        )
        for other, number in rows
    )  # fmt: skip


# ------------------------------------------------------------------------------------------------------------------ routes


def routes(pages: Pages) -> APIRouter:
    """The pages of sources and outlets, and the same as JSON."""
    router = APIRouter()

    @router.get("/sources", response_class=HTMLResponse)
    def sources_page(request: Request, tab: str = "sources") -> HTMLResponse:
        filters = pages.filters(request)
        with pages.shelf() as shelf:
            if tab == "outlets":
                twin = f"/api/outlets{filters.query()}"
                return pages.page(
                    request, "outlets.html.jinja", shelf, listing=outlets(shelf, filters), twin=twin, kept={"tab": tab}
                )
            return pages.page(request, "sources.html.jinja", shelf, listing=sources(shelf, filters))

    @router.get("/api/sources", tags=["sources"])
    def sources_data(filters: Annotated[Filters, Depends(asked)]) -> SourceList:
        """Who is cited, in how many reports, and how often as the origin of what is said."""
        with pages.shelf() as shelf:
            return sources(shelf, filters)

    @router.get("/api/outlets", tags=["sources"])
    def outlets_data(filters: Annotated[Filters, Depends(asked)]) -> OutletList:
        """Who publishes, how often before all others, and whose text."""
        with pages.shelf() as shelf:
            return outlets(shelf, filters)

    @router.get("/s/{source:path}", response_class=HTMLResponse, response_model=None)
    def source_html(request: Request, source: str, said: str = "all", whole: str = "") -> HTMLResponse | RedirectResponse:
        told: Told = said if said in get_args(Told) else "all"  # type: ignore[assignment]
        filters = pages.filters(request)
        near = near_of({how: request.query_params.get(how, "") for how in get_args(Nearness)})
        kept = ({} if told == "all" else {"said": told}) | (near.asked if near else {})
        with pages.shelf() as shelf:
            found = source_page(shelf, source, filters, told, near=near, whole=bool(whole))
            if found is not None:
                return pages.page(
                    request, "source.html.jinja", shelf, source=found, moved="moved" in request.query_params,
                    path=found.line.href, kept=kept,
                    twin=_twin(f"/api{found.line.href}", filters, **kept),
                )  # fmt: skip
            if new := moved_to(shelf.record, source):
                return RedirectResponse(f"{_source_page(new)}?moved=1", 303)
        raise NotHere

    @router.get("/api/s/{who:path}", tags=["sources"])
    def source_data(
        who: str,
        filters: Annotated[Filters, Depends(asked)],
        said: Told = "all",
        named: Annotated[str, Query(alias="as", description="only where it is cited by this name", max_length=400)] = "",
        by: Annotated[str, Query(description="only what this source passes on of it", max_length=400)] = "",
        of: Annotated[str, Query(description="only what it passes on of this source", max_length=400)] = "",
    ) -> SourcePage:
        """One source: its statements, what it affirms and denies, and by whom it is relayed."""
        with pages.shelf() as shelf:
            found = source_page(shelf, who, filters, said, near=near_of({"as": named, "by": by, "of": of}))
        if found is None:
            raise NotHere
        return found

    @router.get("/o/{outlet:path}", response_class=HTMLResponse)
    def outlet_html(request: Request, outlet: str) -> HTMLResponse:
        given = request.query_params.get("list", "")
        what: Listed = given if given in get_args(Listed) else "articles"  # type: ignore[assignment]
        filters = pages.filters(request)
        with pages.shelf() as shelf:
            found = outlet_page(shelf, outlet, filters, what)
            if found is None:
                raise NotHere
            return pages.page(
                request, "outlet.html.jinja", shelf, outlet=found, path=found.line.href,
                kept={} if what == "articles" else {"list": what},
                twin=_twin(f"/api{found.line.href}", filters, list="" if what == "articles" else what),
            )  # fmt: skip

    @router.get("/api/o/{name:path}", tags=["sources"])
    def outlet_data(
        name: str, filters: Annotated[Filters, Depends(asked)], what: Annotated[Listed, Query(alias="list")] = "articles"
    ) -> OutletPage:
        """One outlet: its articles, what it had first, and whose text it holds."""
        with pages.shelf() as shelf:
            found = outlet_page(shelf, name, filters, what)
        if found is None:
            raise NotHere
        return found

    return router


def near_of(given: Mapping[str, str]) -> Near | None:
    """Which statements an address asks for, if only some."""
    for how in get_args(Nearness):
        if who := given.get(how, "").replace("\0", " ").strip()[:WORDS_LONGEST]:
            return Near(how, who)
    return None


def _twin(address: str, filters: Filters, **more: str) -> str:
    """The address of the same as JSON."""
    query = filters.query(page=filters.page)
    added = urlencode({name: value for name, value in more.items() if value})
    return address + query + (("&" if query else "?") + added if added else "")
