"""A toll that rises is no disagreement: figures that count one thing at different times are read as one development.

Two figures count the same thing when they are of one event, of the same people in the same place, the toll of one affair, or
the running count of what one and the same doer has done, and what they count agrees. Here stands what that means, for the
contradictions to use too. A series is never a sum, and nobody's figure is corrected by another's.

A report without a date cannot be older than the latest past day it tells of. So its figures may follow those of an earlier
day, and never precede any: their own day stays unresolved, and the reason says from what the order is known.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from accordingto.model import Bounds, Counted, Figure, Findings, Mention, Point, Series, Span, Statement, Time, by_id, identify
from accordingto.relate.affairs import SENTENCE, WIDE, lead_end

FOLLOWED: frozenset[Counted] = frozenset(
    (
        "killed", "injured", "dead_or_injured", "missing", "abducted", "detained", "deported", "banned_entry", "displaced",
        "crossed", "fighters", "troops",
    )
)  # fmt: skip
RUNNING: frozenset[Counted] = frozenset(("deported", "banned_entry"))  # what a state does for years, and counts as it goes on
SPANNED: frozenset[Counted] = frozenset(("killed", "injured", "dead_or_injured", "missing", "displaced"))
TOLLED: frozenset[Counted] = frozenset(("killed", "injured", "dead_or_injured"))  # of one event they grow, and do so soon
SOON = 3  # days within which the toll of one event is told anew; what comes later is more often the toll of another
GROWTH = 2  # times that a toll grows at most from report to report; read on a war's pile, larger leaps were other happenings
TOPIC = 2  # times that a report names whom it writes about
PERFECT = re.compile(r"\b(?:has|have|had|already|so far|since|to date|until now|till now)\b", re.IGNORECASE)
# The toll of a war or of years, told as background: no toll of the event that a report is about.
SPANNING = re.compile(
    r"\b(?:since|so far|to date|(?:over|in|during) the (?:past|last)|war|conflict|uprising|insurgency|revolt|rebellion)\b"
    r"|\b(?:unrest|decades?|months|years)\b|\b[\w-]+-year(?:-old|-long)?\b",
    re.IGNORECASE,
)
TOLLS_OF_ONE = 2  # tolls of one happening that a report gives which leads with something else
NEAR = 20  # code points before a number, in which it may be put right
PART_OF = re.compile(
    r"\b(?:most|some|many|half|part) of (?:the|those|them|these|its|their)\b\s*\w*\s*[-–—,(]+\s*$", re.IGNORECASE
)
AMONG = re.compile(
    r"(?:\s+(?:dead|killed|deaths|wounded|injured|hurt|and|\d+))*\s+among\s+(?:the|its|their|our)\b", re.IGNORECASE
)
SUPERSEDED = re.compile(
    r"\b(?:earlier|previous|previously|initial|initially)\b[^.;]{0,30}$", re.IGNORECASE
)  # "an earlier toll of 15"
BODIES_OF = re.compile(r"\b(?:bodies|corpses|remains) of (?:the )?$", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
AT_A_PLACE = re.compile(
    r"\b(?:in|at|near|on|outside|around|across|of the|in the|on the)\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE
)
PUT_RIGHT = re.compile(r"\b(?:not|rather than|instead of)\s+(?:the\s+)?$", re.IGNORECASE)  # "26 were hurt, not 62"
OTHER = re.compile(r"\bothers?\b", re.IGNORECASE)
THE_OTHER = re.compile(r"\bthe other\s+$", re.IGNORECASE)  # "along with the other two victims"
PUTS = re.compile(
    r"\b(?:put|puts|putting|gave|gives|giving)\s+(?:the|its|their|a)\s+(?:death\s+)?(?:toll|number)\s+(?:at|of)\s*\w*\s*$",
    re.IGNORECASE,
)
BRACKETED = re.compile(r"\([^()]*$")
SINCE = re.compile(r"\bsince\b[^.;]{0,80}?\b((?:19|20)\d\d)\b", re.IGNORECASE)
# Words by which a sentence far from the lead says that it gives the toll of what the report is about.
TOLL_WORDS = re.compile(
    r"\b(?:toll|revised|updated|earlier (?:count|figure|number)|puts? (?:the|that|its) \w+ at|number of)\b"
    r"|\b(?:reported by|according to)\b",
    re.IGNORECASE,
)
TOLLS: frozenset[Counted] = frozenset(
    ("killed", "injured", "missing", "displaced", "deported", "detained")
)  # of which an affair has one
GROWING: frozenset[Counted] = frozenset(
    ("killed", "injured", "detained", "deported", "banned_entry")
)  # none of whom is uncounted again
FEWEST_VAGUE = 20  # a vague word with a lower bound than this ("several", "many") is too little to hold against a figure
LABELS: Mapping[Counted, str] = {
    "killed": "dead",
    "dead_or_injured": "casualties",
    "banned_entry": "barred from entry",
    "crossed": "crossed the border",
}
# Nouns that leave open who is counted: they may be the people of any other noun.
OPEN_NOUNS = frozenset(
    (
        "people", "person", "persons", "other", "others", "dead",
        "death", "deaths", "life", "lives", "body", "bodies", "casualty",
        "casualties", "victim", "victims", "fatality", "fatalities",
        "arrest", "arrests", "suspect", "suspects", "individual", "individuals", "man", "men",
    )
)  # fmt: skip
# Nouns that outlets choose between for the same people.
FIGHTERS = frozenset(
    (
        "fighter",
        "militant",
        "insurgent",
        "rebel",
        "gunman",
        "jihadist",
        "jihadi",
        "terrorist",
        "extremist",
        "guerrilla",
        "attacker",
    )
)
BODIES = frozenset(("bodies", "body", "corpses", "dead bodies"))
TROOPS = frozenset(("soldier", "troop", "trooper", "serviceman", "personnel"))


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with what is needed to say who told it and what it counts: its statement, its article, the doer of its deed.

    `affair`: of whose whole toll it is. `doer`: who did what is counted, where it is a running count of such deeds. `since`:
    the year from which a war's dead are counted; `spanning`: that they are the dead of a war or of years. `not_before`: for a
    figure without a day, the latest past day that its report tells of. `topics`: whom its report writes about, by id.
    `witness`: whose word it is, for holding one against another. `at_least`: that it counts the bodies that somebody saw.
    `superseded`: that its own report calls it an earlier count. `more`: that it counts others beside those counted before.
    `toll_of`: the figure of its report that it is another count of. `towns`: the country, latitude and longitude of the
    towns that its report leads with, in degrees. `linked`: the reports that tell what its own leads with, or
    the other way round; None where that was not asked. `leading`: the events that its report leads with, where it leads with
    this toll too.
    """

    figure: Figure
    statement: Statement | None
    outlet: str | None
    names: Mapping[str, str]
    affair: str | None = None
    doer: str | None = None
    since: tuple[str, str] | None = None
    not_before: date | None = None
    topics: frozenset[str] = frozenset()
    witness: str | None = None
    sentence: str = ""
    spanning: bool = False
    at_least: bool = False
    superseded: bool = False
    more: bool = False
    toll_of: str | None = None
    towns: tuple[tuple[str, float, float], ...] = ()
    linked: frozenset[str] | None = None
    leading: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple[str, int, int]:
        return self.figure.article, self.figure.span.start, self.figure.span.end

    @property
    def teller(self) -> str | None:
        """Who gave the number: the origin of its statement's chain, or nobody but the outlet."""
        if self.statement is None:
            return None
        if self.statement.chain:
            return self.statement.chain[-1].name.removeprefix("doc:")
        return self.statement.source.exact if self.statement.source else None

    @property
    def words(self) -> str:
        """The figure as a reporter would note it: "at least 20 dead (mayor, 4 May 2015)"."""
        who = self.teller or self.outlet or "no source named"
        return f"{amount(self.figure)} {counted(self.figure)} ({who}, {day(self.figure.as_of)})"

    @property
    def first(self) -> date | None:
        """The first day that it may be of."""
        days = self.figure.as_of.days
        return days[0] if days else self.not_before


def told(
    findings: Sequence[Findings],
    affairs: Mapping[str, str] | None = None,
    led: Collection[tuple[str, str]] | None = None,
    seen: frozenset[tuple[str, str]] = frozenset(),
) -> list[Told]:
    """Every figure of the pile with its teller, by article and place in the text; and with the affair of a whole toll.

    The toll of an affair that only one article tells of is that of its event. `led`: pairs of articles both of which tell what
    one leads with; the tolls of others are of different happenings in one long affair. None: all of an affair are such. `seen`:
    article and outlet where the outlet's own people saw what they tell, so that its word stands beside that of others.
    """
    sizes = Counter((affairs or {}).values())
    names = {entity.id: entity.name for finding in findings for entity in finding.entities}
    found = []
    for finding in findings:
        statements = by_id(finding.statements)
        article = finding.article
        affair = (affairs or {}).get(article.id)
        report = Report(finding)
        own = report.own_tolls() if finding.figures else frozenset()
        whole = own if affair and sizes[affair] > 1 else frozenset()
        for figure in finding.figures:
            if PUT_RIGHT.search(article.text, max(0, figure.span.start - NEAR), figure.span.start):
                continue
            statement = statements.get(figure.statement or "")
            deed = figure.counted in RUNNING and PERFECT.search(report.sentence(figure.span)) is not None
            item = Told(
                figure,
                statement,
                article.outlet,
                names,
                affair if figure.id in whole else None,
                report.doer(figure) if deed else None,
                report.since(figure),
                None if figure.as_of.days else report.not_before,
                report.topics,
                witness(statement, article.id, article.outlet, seen),
                report.sentence(figure.span),
                report.spans(figure),
                figure.unit in BODIES
                or BODIES_OF.search(article.text, max(0, figure.span.start - NEAR), figure.span.start) is not None,
                SUPERSEDED.search(article.text, max(0, figure.span.start - 60), figure.span.start) is not None,
                report.adds(figure),
                report.toll_of(figure),
                report.towns,
                leading=report.leading if figure.id in own and report.leads(figure) else frozenset(),
            )
            found.append(item)
    found.sort(key=lambda item: item.order)
    return found if led is None else of_one_happening(found, led)


def of_one_happening(items: Sequence[Told], led: Collection[tuple[str, str]]) -> list[Told]:
    """The items, where the tolls of an affair are parted into those whose reports tell one happening, step by step soon."""
    telling: dict[str, set[str]] = defaultdict(set)
    for item in items:
        if item.affair:
            telling[item.affair].add(item.figure.article)
    linked: dict[str, set[str]] = defaultdict(set)
    for one, other in led:
        linked[one].add(other)
        linked[other].add(one)
    root: dict[str, str | None] = {}
    for left in telling.values():
        while left:
            part = {min(left)}
            fresh = set(part)
            while fresh:
                fresh = {other for one in fresh for other in linked[one] & left} - part
                part |= fresh
            left -= part
            root.update((article, min(part) if len(part) > 1 else None) for article in part)
    return [
        replace(item, affair=root[item.figure.article], linked=frozenset(linked[item.figure.article])) if item.affair else item
        for item in items
    ]


def witness(statement: Statement | None, article: str, outlet: str | None, seen: frozenset[tuple[str, str]]) -> str | None:
    """By whose count a number is given: who is last in its chain; the outlet where its people saw; else nobody known."""
    if statement and statement.chain:
        if statement.chain[-1].anonymous:
            return None
        return statement.chain[-1].entity or statement.chain[-1].name
    if statement and statement.source:
        return statement.source_entity or statement.source.exact
    return outlet if outlet and (article, outlet) in seen else None


class Report:
    """What one report tells around its figures: the sentence, the doer, the lead, the latest day."""

    def __init__(self, finding: Findings) -> None:
        self.finding = finding
        self.text = finding.article.text
        self.statements = by_id(finding.statements)
        named = Counter(mention.entity for mention in finding.mentions if mention.form == "name")
        self.topics = frozenset(entity for entity, times in named.items() if times >= TOPIC)
        self.not_before = None if finding.article.published.time.days else latest_day(finding)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return [match.span() for match in SENTENCE.finditer(self.text)]

    @cached_property
    def lead_end(self) -> int:
        return lead_end(self.finding.article)

    @cached_property
    def leading(self) -> frozenset[str]:
        """The events that it leads with, as having happened."""
        return frozenset(
            one.event
            for one in self.finding.event_mentions
            if one.event and one.trigger.start < self.lead_end and one.reality == "happened"
        )

    @cached_property
    def towns(self) -> tuple[tuple[str, float, float], ...]:
        """Where the towns are that it leads with, or else the first that it names."""
        at = {
            one.id: (one.place.country or "", one.place.lat, one.place.lon or 0)
            for one in self.finding.entities
            if one.place and one.place.lat is not None and one.place.precision in ("point", "town", "near")
        }
        named = [mention for mention in self.mentions_in(0, len(self.text)) if mention.entity in at]
        first = min((mention.span.start for mention in named), default=0)
        return tuple(sorted({at[one.entity] for one in named if one.span.start <= max(first, self.lead_end)}))

    def adds(self, figure: Figure) -> bool:
        """Whether a figure counts others beside those counted before ("two other rifles"), or some of them, in brackets."""
        before = [one for one in self.finding.figures if one.counted == figure.counted and one.span.end <= figure.span.start]
        inside = BRACKETED.search(self.text, self.bounds(figure.span)[0], figure.span.start)
        if inside and any(inside.start() - one.span.end <= NEAR for one in before):
            return True
        if THE_OTHER.search(self.text, max(0, figure.span.start - NEAR), figure.span.start):
            return True
        return bool(before) and OTHER.search(figure.span.exact) is not None

    def toll_of(self, figure: Figure) -> str | None:
        """The figure that a count is set beside: itself, or, of "the clinic put the toll at six", the one just before it."""
        if figure.counted not in TOLLED:
            return None
        told = sorted((one for one in self.finding.figures if one.counted == figure.counted), key=lambda one: one.span)
        follows = [one for one in told if self.restates(one)]
        if self.restates(figure):
            start = self.bounds(figure.span)[0]
            first = self.bounds(Span(max(0, start - 2), max(0, start - 1), ""))[0]
            before = [
                one for one in told if first <= one.span.start < start and comparable_alone(one) and not self.restates(one)
            ]
            return before[-1].id if before else None
        return figure.id if follows else None

    def restates(self, figure: Figure) -> bool:
        """Whether a sentence gives a number as the toll of what it need not name: "the clinic put the toll at six"."""
        return figure.role == "total" and PUTS.search(self.text, max(0, figure.span.start - 30), figure.span.start) is not None

    def bounds(self, span: Span) -> tuple[int, int]:
        """Where the sentence that holds a span begins and ends."""
        at = bisect_right(self.sentences, (span.start, len(self.text))) - 1
        return self.sentences[at] if at >= 0 else (span.start, span.end)

    def sentence(self, span: Span) -> str:
        start, end = self.bounds(span)
        return self.text[start:end].strip()

    def leads(self, figure: Figure) -> bool:
        return figure.span.start < self.lead_end

    def doer(self, figure: Figure) -> str | None:
        """Who did what a figure counts: the actor of the deed whose object it is."""
        for mention in sorted(self.finding.event_mentions, key=lambda mention: (mention.trigger, mention.id)):
            done_to = any(part.span.overlaps(figure.span) for part in mention.recipient)
            if done_to and mention.reality in ("happened", "ongoing"):
                return next((part.entity for part in mention.actor if part.entity), None)
        return None

    def since(self, figure: Figure) -> tuple[str, str] | None:
        """The country and the year of a war whose dead a figure counts ("killed in Ostland since the war began in 2027")."""
        start, end = self.bounds(figure.span)
        year = SINCE.search(self.text[start:end]) if figure.counted in TOLLS else None
        if year is None or noun(figure) is not None or not comparable_alone(figure):
            return None
        countries = {entity.id for entity in self.finding.entities if entity.place and entity.place.precision == "country"}
        named = {mention.entity for mention in self.mentions_in(start, end)} & countries
        return (min(named), year.group(1)) if len(named) == 1 else None

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        return [mention for mention in self.finding.mentions if start <= mention.span.start < end and mention.form == "name"]

    def own_tolls(self) -> frozenset[str]:
        """The figures that are the toll of what the report is about, and of nothing else that it tells by the way.

        A report that leads with a toll means that one; what it counts further down is another matter, unless it is of the
        same event, the same number, said to be a toll, or what somebody named counts instead.
        """
        found: set[str] = set()
        by_counted: dict[Counted, list[Figure]] = defaultdict(list)
        for figure in self.finding.figures:
            if is_toll(figure) and not self.spans(figure) and not self.of_another_day(figure) and not self.partial(figure):
                by_counted[figure.counted].append(figure)
        for figures in by_counted.values():
            lead = [figure for figure in figures if self.leads(figure)]
            events = {figure.event for figure in lead if figure.event}
            numbers = {stated(figure) for figure in lead}
            witnesses = {self.witness(figure) for figure in lead} - {None}
            # Without a lead, a report that gives many tolls tells of many happenings.
            several = not lead and len({stated(figure) for figure in figures}) > TOLLS_OF_ONE
            for figure in sorted(figures, key=lambda one: (one.span, one.id)):
                meant = bool(witnesses) and self.witness(figure) not in {None, *witnesses}
                meant = meant or figure.event in events or stated(figure) in numbers
                meant = meant or not (lead or several) or TOLL_WORDS.search(self.sentence(figure.span)) is not None
                anchor = self.toll_of(figure)
                meant = meant and (anchor in (None, figure.id) or anchor in found)
                if figure in lead or (meant and not self.elsewhere(figure, bool(lead))):
                    found.add(figure.id)
        return frozenset(found)

    def witness(self, figure: Figure) -> str | None:
        return witness(self.statements.get(figure.statement or ""), figure.article, None, frozenset())

    def partial(self, figure: Figure) -> bool:
        """Whether a figure is of some among those whom the report counts: "most of the victims, 14, ...", "26 dead among the
        troops"."""
        before = self.text[max(0, figure.span.start - 60) : figure.span.start]
        return PART_OF.search(before) is not None or AMONG.match(self.text, figure.span.end) is not None

    def elsewhere(self, figure: Figure, led: bool) -> bool:
        """Whether a sentence far from the lead sets its figure in another year, or on a day not of the lead; or in a place not
        of the lead, where the lead gives such a figure."""
        if singular(figure):
            return True
        start, end = self.bounds(figure.span)
        published = self.finding.article.published.time.days
        before = self.bounds(Span(max(0, start - 2), max(0, start - 1), ""))[0]
        years = set(YEAR.findall(self.text[before:end]))
        if published and years - {str(published[0].year)}:
            return True
        lead = [mention.time for mention in self.finding.event_mentions if mention.trigger.start < self.lead_end]
        own = [mention.time for mention in self.finding.event_mentions if start <= mention.trigger.start < end]
        own = [time for time in own if time.words and time.precision in ("day", "minute")]
        if own and any(time.days for time in lead) and not any(time.overlaps(other) for time in own for other in lead):
            return True
        spots = {
            one.id for one in self.finding.entities if one.kind == "place" and not (one.place and one.place.precision in WIDE)
        }
        here = {mention.entity for mention in self.mentions_in(0, self.lead_end)}
        there = {
            mention.entity
            for mention in self.mentions_in(start, end)
            if AT_A_PLACE.search(self.text, max(start, mention.span.start - 40), mention.span.start)
        } & spots
        places = {one.id for one in self.finding.entities if one.kind == "place"}
        return led and bool(there) and bool(here & places) and not there & here

    def spans(self, figure: Figure) -> bool:
        """Whether a figure counts the dead or the displaced of a war or of years, not of one event."""
        return figure.counted in SPANNED and SPANNING.search(self.sentence(figure.span)) is not None

    def of_another_day(self, figure: Figure) -> bool:
        """Whether the text gives a figure a day of its own, long before the report."""
        days, published = figure.as_of.days, self.finding.article.published.time.days
        return bool(figure.as_of.words and days and published and (published[0] - days[1]).days > SOON)


def latest_day(finding: Findings) -> date | None:
    """The latest day on which a report tells that something happened: the report itself is of that day or later."""
    past = [
        mention.time.days[0]
        for mention in finding.event_mentions
        if mention.time.days and mention.reality == "happened" and mention.time.precision in ("day", "minute", "month")
    ]
    return max(past, default=None)


def is_toll(figure: Figure) -> bool:
    """Whether a figure may be the toll of a whole affair: of people in general, and of none in particular."""
    general = noun(figure) in (None, "civilian") or figure.counted == "deported"
    return figure.counted in TOLLS and comparable_alone(figure) and figure.bounds.high != 0 and general


def series(
    findings: Sequence[Findings],
    affairs: Mapping[str, str] | None = None,
    led: Collection[tuple[str, str]] | None = None,
) -> tuple[Series, ...]:
    """The series of a pile, by id. Each has two or more times, and its figures differ; its points are in order of time."""
    found: dict[str, Series] = {}
    for things in alike(item for item in told(findings, affairs, led) if followed(item)):
        points: dict[tuple[object, ...], Told] = {}
        dated = foremost([item for item in things if item.first])
        for item in one_course(dated) if things[0].since else borne_out(dated):
            figure = item.figure
            points.setdefault((figure.as_of.value or item.figure.article, spread(figure)), item)
        ordered = sorted(points.values(), key=lambda item: (first_day(item), bool(item.not_before), low(item), item.order))
        for line in (steps(part) for part in unbroken(apart_in_time(ordered))):
            times = {item.figure.as_of.value or item.figure.article for item in line}
            reports = {item.figure.article for item in line}
            # What one report counts at several times is most often of several things.
            if min(len(times), len(reports), len({spread(item.figure) for item in line})) < 2 or still_told(line, things):
                continue
            made = one_series(line)
            found[made.id] = made
    return tuple(found[id] for id in sorted(found))


def followed(item: Told) -> bool:
    return bool(item.affair or item.since or (follows(item) and not item.spanning))


def apart_in_time(line: Sequence[Told]) -> list[Told]:
    """The line without the undated, unless they surely are of a later day than all that is dated, and only one of them.

    Of two reports without a date nobody can say which came first.
    """
    dated = [item for item in line if item.figure.as_of.days]
    undated = [item for item in line if not item.figure.as_of.days]
    last = max((item.figure.as_of.days[1] for item in dated if item.figure.as_of.days), default=None)
    if last is None or len(undated) != 1 or not (undated[0].not_before and undated[0].not_before > last):
        return dated
    return [*dated, *undated]


def unbroken(line: Sequence[Told]) -> list[list[Told]]:
    """A line in the parts in which the toll of one event may have been told anew; counts of other things stay one line."""
    parts: list[list[Told]] = [list(line[:1])]
    for before, after in pairwise(line):
        of_event = after.figure.counted in TOLLED | {"detained"} and not after.since
        leapt = low(after) > GROWTH * low(before)
        if of_event and (leapt or (first_day(after) - first_day(before)).days > SOON or not of_one_matter(before, after)):
            parts.append([])
        parts[-1].append(after)
    return parts


def still_told(line: Sequence[Told], things: Sequence[Told]) -> bool:
    """Whether two numbers of a line stand beside each other: then they disagree, and nothing grew.

    So it is where a number is told again by its own teller once another tells the next, or the next was told before.
    """
    for before, after in pairwise(line):
        if first_day(before) == first_day(after) or before.figure.comparator == "vague":
            continue
        for item in things:
            if not item.first:
                continue
            again = item.teller is not None and item.teller == before.teller != after.teller
            if again and spread(item.figure) == spread(before.figure) and first_day(item) >= first_day(after):
                return True
            if item is not after and spread(item.figure) == spread(after.figure) and first_day(item) <= first_day(before):
                return True
    return False


def foremost(items: Sequence[Told]) -> list[Told]:
    """Of each article's figures for one day, the one it gives as the toll: a total if it has one, else the largest.

    That dozens were hurt and later 25 is no growth, so that vague words are no step of what grows.
    """
    best: dict[tuple[str, str | None], Told] = {}
    for item in items:
        if item.figure.counted in GROWING and item.figure.comparator == "vague":
            continue
        key = (item.figure.article, item.figure.as_of.value)
        if key not in best or rank(item) > rank(best[key]):
            best[key] = item
    return sorted(best.values(), key=lambda item: item.order)


def borne_out(items: Sequence[Told]) -> list[Told]:
    """The tolls of an affair that later ones do not undercut: the dead grow no fewer, so that a larger number is a rival."""
    return [
        item
        for item in items
        if not (
            item.figure.counted in GROWING
            and any(
                first_day(other) >= first_day(item) and outnumbers(item.figure, other.figure)
                for other in items
                if other is not item
            )
        )
    ]


def one_course(items: Sequence[Told]) -> list[Told]:
    """Of counts of a war's dead, which several keep, the longest run that never falls: what others count stays out of it."""
    ordered = sorted(items, key=lambda item: (first_day(item), low(item), item.order))
    ends: list[int] = []  # for each length of a run, the place of its least last count
    lows: list[float] = []
    before: list[int | None] = []
    for place, item in enumerate(ordered):
        length = bisect_right(lows, low(item))
        before.append(ends[length - 1] if length else None)
        if length == len(ends):
            ends.append(place)
            lows.append(low(item))
        else:
            ends[length], lows[length] = place, low(item)
    course: list[Told] = []
    at = ends[-1] if ends else None
    while at is not None:
        course.append(ordered[at])
        at = before[at]
    return course[::-1]


def steps(line: Sequence[Told]) -> list[Told]:
    """The points at which a count changes: a toll by growing, since nobody who was killed or deported is uncounted again.

    "Up to six" is no step. A vague word is none beside a number of the same day, or where it is less than a number before it.
    """
    kept: list[Told] = []
    for item in line:
        vague = item.figure.comparator == "vague"
        least = spread(item.figure).low
        numbered = bool(kept) and kept[-1].figure.comparator != "vague"
        if least is None or (vague and numbered and least <= low(kept[-1])):
            continue
        if kept and first_day(kept[-1]) == first_day(item) and vague != (kept[-1].figure.comparator == "vague"):
            if not vague:
                kept[-1] = item
            continue
        same = bool(kept) and spread(kept[-1].figure) == spread(item.figure)
        grown = not kept or (least is not None and least > low(kept[-1]))
        if grown if item.figure.counted in GROWING else not same:
            kept.append(item)
    return kept


def rank(item: Told) -> tuple[bool, float]:
    return item.figure.role == "total", low(item)


def one_series(line: Sequence[Told]) -> Series:
    figures = [item.figure for item in line]
    whoms = {figure.of_whom for figure in figures} - {None}
    places = {figure.place for figure in figures} - {None}
    whom, place = (next(iter(group)) if len(group) == 1 else None for group in (whoms, places))
    first = line[0]
    if first.since and not place:
        place = first.since[0]
    name = first.names.get(whom or "")
    of = f" ({name})" if name else ""
    path = " → ".join(f"{amount(item.figure)} ({since_when(item)})" for item in line)
    return Series(
        id=identify("r", figures[0].counted, [figure.id for figure in figures]),
        counted=figures[0].counted,
        of_whom=whom,
        place=place,
        points=tuple(Point(figure.as_of, figure.bounds, figure.id) for figure in figures),
        reason=f"{counted(figures[0], plain=True)}{of} {about(first)}: {path}",
    )


def about(item: Told) -> str:
    """Of what a series is, in words."""
    if item.since:
        return f"in {item.names.get(item.since[0], item.since[0])} since {item.since[1]}"
    if item.doer:
        return f"by {item.names.get(item.doer, item.doer)}"
    if item.affair:
        return "in the same affair"
    return "in the same event" if item.figure.event else "of the same people"


def since_when(item: Told) -> str:
    """The day of a point; of one without a day, from what it is known that it comes later."""
    if item.figure.as_of.days or not item.not_before:
        return day(item.figure.as_of)
    return f"in a report without a date that tells of {written(item.not_before)}"


def follows(item: Told) -> bool:
    """Whether a figure may be a point of a series: a count of people, of a known event, of known people in a known place, or
    the running count of a known doer's deeds."""
    figure = item.figure
    if figure.counted not in FOLLOWED or not comparable_alone(figure):
        return False
    return bool(item.doer or figure.event or (figure.of_whom and figure.place))


def comparable_alone(figure: Figure) -> bool:
    """Whether a figure can be held against another at all: a whole count that is more than the telling of one person."""
    if figure.role not in ("count", "total") or singular_telling(figure):
        return False
    return figure.comparator != "vague" or (figure.bounds.low or 0) >= FEWEST_VAGUE


def singular(figure: Figure) -> bool:
    return stated(figure) == 1


def singular_telling(figure: Figure) -> bool:
    """Whether a figure is a person told of ("the mayor was killed"), which does not say that there was only one."""
    if figure.value != 1:
        return False
    words = figure.span.exact.lower().split()
    return not any(word in ("1", "one", "single", "only", "lone", "sole") for word in words)


def of_one_matter(one: Told, other: Told) -> bool:
    """Whether two tolls of an affair are of reports that themselves tell one happening, not only by way of a third."""
    if one.figure.event is not None and one.figure.event == other.figure.event:
        return True
    here, there = one.figure.article, other.figure.article
    return not (one.affair and other.affair) or one.linked is None or here == there or there in one.linked


def alike(items: Iterable[Told]) -> list[list[Told]]:
    """Figures grouped by what they count: one event, or the same people in the same place; with nouns and people that agree.

    What one state does to many is one count only where the reports write about somebody else in common too.
    """
    groups: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for item in items:
        figure = item.figure
        key: tuple[object, ...] = (
            (figure.counted, "since", *item.since)
            if item.since
            else (figure.counted, "by", item.doer)
            if item.doer
            else (figure.counted, "", item.affair)
            if item.affair
            else (figure.counted, figure.event)
            if figure.event
            else (figure.counted, None, figure.of_whom, figure.place)
        )
        groups[key].append(item)
    split: list[list[Told]] = []
    for key in sorted(groups, key=repr):
        members = by_topic(groups[key]) if key[1] == "by" else [groups[key]]
        for whom in (part for one in members for part in parted(one, [item.figure.of_whom for item in one])):
            # "Three children" are not the toll that "nine people" were, though they may be among them.
            nouns: dict[str, list[Told]] = defaultdict(list)
            for item in whom:
                nouns["" if item.figure.counted in RUNNING else noun(item.figure) or ""].append(item)
            split += [nouns[word] for word in sorted(nouns)]
    return split


def by_topic(items: Sequence[Told]) -> list[list[Told]]:
    """Items joined where their reports write about somebody in common beside the doer himself."""
    groups: list[tuple[set[str], list[Told]]] = []
    for item in items:
        topics = set(item.topics) - {item.doer or ""}
        near = [group for group in groups if group[0] & topics]
        joined = (topics.union(*(group[0] for group in near)), [one for group in near for one in group[1]] + [item])
        groups = [group for group in groups if not any(group is other for other in near)] + [joined]
    return [sorted(members, key=lambda item: item.order) for _, members in groups]


def parted(items: Sequence[Told], traits: Sequence[str | None]) -> list[list[Told]]:
    """Items parted by a trait. An unknown trait goes with the only known one; among several it stays apart."""
    known = sorted({trait for trait in traits if trait is not None})
    if len(known) <= 1:
        return [list(items)]
    parts = {trait: [item for item, own in zip(items, traits, strict=True) if own == trait] for trait in (None, *known)}
    return [part for part in parts.values() if part]


def noun(figure: Figure) -> str | None:
    """Whom a figure's noun names, roughly; None where it leaves that open ("people", "others", "deaths")."""
    if figure.unit is None:
        return None
    last = figure.unit.lower().split()[-1]
    if last in OPEN_NOUNS:
        return None
    word = last[:-3] + "man" if last.endswith("men") else last[:-3] + "y" if last.endswith("ies") else last.rstrip("s")
    return "fighter" if word in FIGHTERS else "soldier" if word in TROOPS else word


def same_noun(left: Figure, right: Figure) -> bool:
    mine, theirs = noun(left), noun(right)
    return mine is None or theirs is None or mine == theirs


def differs(left: Figure, right: Figure) -> bool:
    """Whether a number is said of different things: what is counted, or whose, or by what noun."""
    if left.event and left.event == right.event and left.counted == right.counted:
        return False
    if left.counted != right.counted:
        return True
    if left.of_whom and right.of_whom and left.of_whom != right.of_whom:
        return True
    return not same_noun(left, right)


def outnumbers(some: Figure, everyone: Figure) -> bool:
    """Whether a part is surely larger than the whole."""
    least, most = spread(some).low, spread(everyone).high
    return least is not None and most is not None and least > most


def stated(figure: Figure) -> float | int | None:
    """The number in a figure's words, whatever its comparator; None for vague words and ranges."""
    if figure.comparator in ("vague", "between"):
        return None
    if figure.value is not None:
        return figure.value
    if figure.comparator == "more_than" and figure.bounds.low is not None:
        return figure.bounds.low - 1
    if figure.comparator == "less_than" and figure.bounds.high is not None:
        return figure.bounds.high + 1
    return figure.bounds.low if figure.bounds.low is not None else figure.bounds.high


def spread(figure: Figure) -> Bounds:
    """What a figure allows when held against another: "about 30" allows half of its last round unit either way."""
    value = figure.value
    if value is None or figure.comparator != "about":
        return figure.bounds
    slack = 6 if "dozen" in figure.span.exact.lower() else round_unit(value) / 2
    return Bounds(value - slack, figure.bounds.high if figure.bounds.high is not None else value + slack)


def round_unit(value: float | int) -> float:
    """The last round unit of a number: 1000 for 3,000, 100 for 2,600, 1 for 31, 0.1 for 0.5."""
    if value == 0:
        return 1
    unit = 1.0
    if value != int(value):
        return 0.1
    while value % (unit * 10) == 0:
        unit *= 10
    return unit


# How a figure is worded in a reason


def amount(figure: Figure) -> str:
    """The number in words of the table: "at least 20", "700 to 1,000", "dozens"."""
    low, high, value = figure.bounds.low, figure.bounds.high, figure.value
    if figure.comparator == "vague":
        return vague_words(figure)
    if figure.comparator == "between" and low is not None and high is not None:
        return f"{grouped(low)} to {grouped(high)}"
    if figure.comparator == "at_least" and low is not None:
        return f"at least {grouped(low)}"
    if figure.comparator == "more_than" and low is not None:
        return f"more than {grouped(low - 1)}"
    if figure.comparator == "at_most" and high is not None:
        return f"at most {grouped(high)}"
    if figure.comparator == "less_than" and high is not None:
        return f"fewer than {grouped(high + 1)}"
    if figure.comparator == "about" and value is not None:
        return f"about {grouped(value)}"
    return grouped(value) if value is not None else f"“{figure.span.exact}”"


def vague_words(figure: Figure) -> str:
    """A vague figure's own words without its noun: a convention's bound is never shown in their place."""
    words = figure.span.exact.split()
    unit = (figure.unit or "").split()
    if unit and words[-len(unit) :] == unit:
        words = words[: -len(unit)]
    if words and words[-1] == "of":
        words = words[:-1]
    return f"“{' '.join(words) or figure.span.exact}”"


def grouped(number: float | int) -> str:
    return f"{number:,}"


def counted(figure: Figure, *, plain: bool = False) -> str:
    label = LABELS.get(figure.counted, figure.counted.replace("_", " "))
    return label if plain or noun(figure) is None else f"{figure.unit} {label}"


def day(time: Time) -> str:
    """A day as a reporter writes it; a wider time as its value."""
    days = time.days
    if days is None:
        return "undated"
    first, last = days
    return written(first) if first == last else f"{written(first)} to {written(last)}"


def written(moment: date) -> str:
    months = (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
    return f"{moment.day} {months[moment.month - 1]} {moment.year}"


def first_day(item: Told) -> date:
    return item.first or date.max


def low(item: Told) -> float:
    bounds = spread(item.figure)
    return bounds.low if bounds.low is not None else bounds.high if bounds.high is not None else 0
