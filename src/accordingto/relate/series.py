"""A toll that rises is no disagreement: figures that count one thing at different times are read as one development.

Two figures count the same thing when they are of one event, of the same people in the same place, or the toll of one affair,
and what they count agrees. Here stands what that means, for the contradictions to use too. A series is never a sum, and
nobody's figure is corrected by another's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accordingto.model import Bounds, Counted, Figure, Findings, Point, Series, Statement, Time, by_id, identify

FOLLOWED: frozenset[Counted] = frozenset(
    (
        "killed", "injured", "dead_or_injured", "missing", "abducted", "detained", "deported", "banned_entry", "displaced",
        "crossed", "fighters", "troops",
    )
)  # fmt: skip
TOLLS: frozenset[Counted] = frozenset(("killed", "injured", "missing", "displaced", "deported"))  # of which an affair has one
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
        "arrest", "arrests", "individual", "individuals", "man", "men",
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
TROOPS = frozenset(("soldier", "troop", "trooper", "serviceman", "personnel"))


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with what is needed to say who told it: its statement and its article's outlet."""

    figure: Figure
    statement: Statement | None
    outlet: str | None
    names: Mapping[str, str]
    affair: str | None = None

    @property
    def order(self) -> tuple[str, int, int]:
        return self.figure.article, self.figure.span.start, self.figure.span.end

    @property
    def teller(self) -> str | None:
        """Who gave the number: the origin of its statement's chain, or nobody but the outlet."""
        if self.statement is None:
            return None
        if self.statement.chain:
            return self.statement.chain[-1].name
        return self.statement.source.exact if self.statement.source else None

    @property
    def words(self) -> str:
        """The figure as a reporter would note it: "at least 20 dead (mayor, 4 May 2015)"."""
        who = self.teller or self.outlet or "no source named"
        return f"{amount(self.figure)} {counted(self.figure)} ({who}, {day(self.figure.as_of)})"


def told(findings: Sequence[Findings], affairs: Mapping[str, str] | None = None) -> list[Told]:
    """Every figure of the pile with its teller, by article and place in the text; and with the affair of a whole toll.

    The toll of an affair that only one article tells of is that of its event.
    """
    sizes = Counter((affairs or {}).values())
    names = {entity.id: entity.name for finding in findings for entity in finding.entities}
    found = []
    for finding in findings:
        statements = by_id(finding.statements)
        affair = (affairs or {}).get(finding.article.id)
        found += [
            Told(
                figure,
                statements.get(figure.statement or ""),
                finding.article.outlet,
                names,
                affair if affair and sizes[affair] > 1 and is_toll(figure) else None,
            )
            for figure in finding.figures
        ]
    return sorted(found, key=lambda item: item.order)


def is_toll(figure: Figure) -> bool:
    """Whether a figure may be the toll of a whole affair: of people in general, and of none in particular."""
    return figure.counted in TOLLS and comparable_alone(figure) and (noun(figure) is None or figure.counted == "deported")


def series(findings: Sequence[Findings], affairs: Mapping[str, str] | None = None) -> tuple[Series, ...]:
    """The series of a pile, by id. Each has two or more times, and its figures differ; its points are in order of time."""
    found: dict[str, Series] = {}
    for things in alike(item for item in told(findings, affairs) if item.affair or follows(item.figure)):
        dated = [item for item in things if item.figure.as_of.days]
        points: dict[tuple[object, ...], Told] = {}
        for item in borne_out(foremost(dated)):
            figure = item.figure
            points.setdefault((figure.as_of.value, spread(figure)), item)
        line = steps(sorted(points.values(), key=lambda item: (first_day(item), low(item), item.order)))
        if len({item.figure.as_of.value for item in line}) < 2 or len({spread(item.figure) for item in line}) < 2:
            continue
        made = one_series(line)
        found[made.id] = made
    return tuple(found[id] for id in sorted(found))


def foremost(items: Sequence[Told]) -> list[Told]:
    """Of each article's figures for one day, the one it gives as the toll: a total if it has one, else the largest."""
    best: dict[tuple[str, str | None], Told] = {}
    for item in items:
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
            item.affair
            and item.figure.counted == "killed"
            and any(
                first_day(other) >= first_day(item) and outnumbers(item.figure, other.figure)
                for other in items
                if other is not item
            )
        )
    ]


def steps(line: Sequence[Told]) -> list[Told]:
    """The points at which the toll of an affair changes; of other figures all."""
    return [
        item
        for number, item in enumerate(line)
        if not (number and item.affair and spread(line[number - 1].figure) == spread(item.figure))
    ]


def rank(item: Told) -> tuple[bool, float]:
    return item.figure.role == "total", low(item)


def one_series(line: Sequence[Told]) -> Series:
    figures = [item.figure for item in line]
    whoms = {figure.of_whom for figure in figures} - {None}
    places = {figure.place for figure in figures} - {None}
    whom, place = (next(iter(group)) if len(group) == 1 else None for group in (whoms, places))
    name = line[0].names.get(whom or "")
    of = f" ({name})" if name else ""
    path = " → ".join(f"{amount(figure)} ({day(figure.as_of)})" for figure in figures)
    about = "in the same affair" if line[0].affair else "in the same event" if figures[0].event else "of the same people"
    return Series(
        id=identify("r", figures[0].counted, [figure.id for figure in figures]),
        counted=figures[0].counted,
        of_whom=whom,
        place=place,
        points=tuple(Point(figure.as_of, figure.bounds, figure.id) for figure in figures),
        reason=f"{counted(figures[0], plain=True)}{of} {about}: {path}",
    )


def follows(figure: Figure) -> bool:
    """Whether a figure may be a point of a series: a count of people, of a known event or of known people."""
    return figure.counted in FOLLOWED and comparable_alone(figure) and bool(figure.event or figure.of_whom)


def comparable_alone(figure: Figure) -> bool:
    """Whether a figure can be held against another at all: a whole count that is more than the telling of one person."""
    if figure.role not in ("count", "total") or singular_telling(figure):
        return False
    return figure.comparator != "vague" or (figure.bounds.low or 0) >= FEWEST_VAGUE


def singular_telling(figure: Figure) -> bool:
    """Whether a figure is a person told of ("the mayor was killed"), which does not say that there was only one."""
    if figure.value != 1:
        return False
    words = figure.span.exact.lower().split()
    return not any(word in ("1", "one", "single", "only", "lone", "sole") for word in words)


def alike(items: Iterable[Told]) -> list[list[Told]]:
    """Figures grouped by what they count: one event, or the same people in the same place; with nouns and people that agree."""
    groups: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for item in items:
        figure = item.figure
        key: tuple[object, ...] = (
            (figure.counted, "", item.affair)
            if item.affair
            else (figure.counted, figure.event)
            if figure.event
            else (figure.counted, None, figure.of_whom, figure.place)
        )
        groups[key].append(item)
    split: list[list[Told]] = []
    for key in sorted(groups, key=repr):
        for whom in parted(groups[key], [item.figure.of_whom for item in groups[key]]):
            # "Three children" are not the toll that "nine people" were, though they may be among them.
            nouns: dict[str, list[Told]] = defaultdict(list)
            for item in whom:
                nouns["" if item.affair else noun(item.figure) or ""].append(item)
            split += [nouns[word] for word in sorted(nouns)]
    return split


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


def outnumbers(some: Figure, everyone: Figure) -> bool:
    """Whether a part is surely larger than the whole."""
    least, most = spread(some).low, spread(everyone).high
    return least is not None and most is not None and least > most


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
    days = item.figure.as_of.days
    return days[0] if days else date.max


def low(item: Told) -> float:
    bounds = spread(item.figure)
    return bounds.low if bounds.low is not None else bounds.high if bounds.high is not None else 0
