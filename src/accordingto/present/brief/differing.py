"""Where reports differ, gathered by question, and the courses of figures that only moved on.

What always holds: each side stands in its own words with who says so; what a person could put down to time is no disagreement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from accordingto.model import Contradiction, Figure, Member, Series, Side
from accordingto.present.brief.account import Course, Disagreement, Entry
from accordingto.present.brief.claimed import MANNERS, Claims
from accordingto.present.brief.desk import Desk, in_order, outlet, reports_in
from accordingto.present.brief.happened import Happenings
from accordingto.present.brief.wording import clear, plain, said_when, shortened

ENTRIES = 6  # sides of one disagreement that are printed: the rest is counted
RUNS = 3  # runs of one counted thing
UNDATED = "in a report without a date"  # which comes last in a course only where it surely is the later
NAMED_EVENT = 110  # characters in which the event is said that figures are of
THINGS = {1: "two", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
RANK = {"figure": 0, "actor": 1, "polarity": 2, "headline": 3, "place": 4, "time": 5, "scope": 6}


def disagreements(desk: Desk, claims: Claims, happenings: Happenings, shown: Collection[str]) -> list[Disagreement]:
    """Contradictions by what they are about, the widest first. A claim `shown` with both its sides is not repeated."""
    groups: dict[tuple[str, str, str], list[Contradiction]] = defaultdict(list)
    asked = [one for one in desk.contents.contradictions if not (one.kind == "polarity" and one.claim in shown)]
    matter = _matters(asked)
    for one in asked:
        whose = one.left.article if one.kind == "headline" else "" if one.kind == "scope" else matter[one.id]
        groups[one.kind, _question(desk, claims, happenings, one), whose].append(one)
    found = []
    for (kind, question, _), members in groups.items():
        members.sort(key=lambda one: one.id)
        sides = [_entry(desk, claims, one, side) for one in members for side in (one.left, one.right)]
        ordered = sorted(merged(sides), key=lambda entry: (entry[0], entry[1].cited[0].report, entry[1].words))
        entries = tuple(entry for _, entry in ordered)
        why = _why(desk, happenings, members, len(entries))
        found.append(Disagreement(question, kind, entries[:ENTRIES], max(0, len(entries) - ENTRIES), why))
    return sorted(found, key=lambda one: (RANK[one.kind], -reports_in(c for e in one.entries for c in e.cited), one.question,
                                          one.entries[0].cited[0].report))  # fmt: skip


def _matters(contradictions: Sequence[Contradiction]) -> dict[str, str]:
    """For each contradiction the smallest id of those about one matter: they share a side, an event or a claim.

    Two tolls of two attacks have one name, "Dead", and are two matters.
    """
    about: dict[str, list[Contradiction]] = defaultdict(list)
    for one in contradictions:
        for id in (one.left.ref, one.right.ref, one.event, one.claim):
            if id:
                about[id].append(one)
    found: dict[str, str] = {}
    for first in sorted(contradictions, key=lambda one: one.id):
        ahead = [] if first.id in found else [first]
        while ahead:
            one = ahead.pop()
            if one.id not in found:
                found[one.id] = first.id
                ahead += [other for id in (one.left.ref, one.right.ref, one.event, one.claim) if id for other in about[id]]
    return found


def merged(entries: Iterable[tuple[float, Entry]]) -> list[tuple[float, Entry]]:
    """Entries that say the same in the words of the same, as one that cites all."""
    groups: dict[tuple[str, str | None, str | None], list[tuple[float, Entry]]] = defaultdict(list)
    for value, entry in entries:
        groups[entry.words.casefold(), entry.who, entry.when].append((value, entry))
    joined = []
    for same in groups.values():
        cited = in_order(one for _, entry in same for one in entry.cited)
        # One report says it once, however often it says it.
        first = {one.report: one for one in reversed(cited)}
        words = min(entry.words for _, entry in same)
        joined.append(
            (min(value for value, _ in same), Entry(words, same[0][1].who, same[0][1].when, in_order(first.values())))
        )
    return joined


def _question(desk: Desk, claims: Claims, happenings: Happenings, one: Contradiction) -> str:
    figure = desk.figures.get(one.left.ref) or desk.figures.get(one.right.ref)
    if one.kind == "figure" and figure is not None:
        return _counted(desk, figure.counted, figure.of_whom, figure.place)
    if one.kind == "scope" and figure is not None:
        return f"“{number(_amount(figure))}”"
    if one.kind == "headline":
        return "Headline"
    if one.claim in desk.claims:
        return claims.text(desk.claims[one.claim])
    asked = {"time": "When", "place": "Where", "actor": "Who"}.get(one.kind, one.kind.capitalize())
    event = desk.events.get(one.event or "")
    told = happenings.wording(event) if event else None
    return f"{asked}: {told.text}" if told else asked


def _why(desk: Desk, happenings: Happenings, members: list[Contradiction], sides: int) -> str:
    """The reason in plain words: the record's own repeats the figures and names that the entries already give."""
    one = members[0]
    if one.kind == "scope":
        return f"one number, {THINGS.get(sides, str(sides))} things"
    if one.kind == "polarity":
        return "said by one, denied by another"
    if one.kind == "headline":
        statement = next((s for ref in (one.left.ref, one.right.ref) if (s := desk.statements.get(ref))), None)
        how = MANNERS.get(statement.report) if statement else None
        if how is None and statement and statement.certainty[:2] in ("PS", "PR"):
            how = "only as possible" if statement.certainty.startswith("PS") else "only as probable"
        return f"the headline says outright what the text gives {how}" if how else clear(one.reason)
    event = desk.events.get(one.event or "")
    told = happenings.wording(event) if event else None
    if one.kind == "figure":
        return f"no number fits both; said of one event: {shortened(told.text, NAMED_EVENT)}" if told else "no number fits both"
    return clear(one.reason)


def _entry(desk: Desk, claims: Claims, one: Contradiction, side: Side) -> tuple[float, Entry]:
    """A side of a contradiction, with what it is sorted by: the number, or that it is the side that says less."""
    article = desk.articles[side.article]
    words = plain(side.span.exact) if side.span else clear(article.headline or "")
    cited = (desk.cite(side.article, side.span),)
    figure, statement = desk.figures.get(side.ref), desk.statements.get(side.ref)
    if figure is not None:
        amount = _amount(figure)
        words = _lowered(clear(figure.span.exact), article.text)
        return (amount if amount is not None else 0.0), Entry(
            words, desk.teller(figure.statement, side.article), said_when(figure.as_of), cited
        )
    if one.kind == "headline":
        if statement is None:
            return 0.0, Entry(f"“{words}”", None, None, cited)
        words = claims.worded(Member(statement.id, side.article, side.span, "affirms")) if side.span else words
        return 1.0, Entry(f"text: {words}", desk.teller(statement.id, side.article), None, cited)
    mention = desk.mentions.get(side.ref)
    if mention is not None:
        parts = {"time": clear(mention.time.words or ""), "place": clear(mention.place.span.exact) if mention.place else "",
                 "actor": ", ".join(clear(actor.span.exact) for actor in mention.actor)}  # fmt: skip
        when = said_when(mention.time) if one.kind == "time" else None
        said = parts.get(one.kind) or words
        return 0.0, Entry(said, desk.teller(mention.statement, side.article), when, cited)
    if statement is None:
        return 0.0, Entry(shortened(words), outlet(article), None, cited)
    denies = statement.report in ("denied", "declined") or statement.certainty.endswith("-")
    manner = "as a denial" if denies else MANNERS.get(statement.report)
    who = ", ".join(part for part in (desk.teller(statement.id, side.article), manner) if part)
    return float(denies), Entry(shortened(words), who, None, cited)


def courses(desk: Desk) -> list[Course]:
    """Series under the name of what they count; each stays a run of its own, and where nothing says of whom, a course."""
    runs: dict[tuple[str, str], list[tuple[Entry, ...]]] = defaultdict(list)
    for series in sorted(desk.contents.series, key=lambda one: one.id):
        points = _points(desk, series)
        if len(points) > 1:
            alone = "" if series.of_whom or series.place else series.id
            runs[_counted(desk, series.counted, series.of_whom, series.place), alone].append(points)
    found = []
    for (name, _), told in runs.items():
        told.sort(
            key=lambda run: (-len(run), -reports_in(c for e in run for c in e.cited), run[0].cited[0].report, run[0].words)
        )
        found.append(Course(name, tuple(told[:RUNS])))
    return sorted(
        found,
        key=lambda one: (
            -reports_in(c for run in one.runs for e in run for c in e.cited), one.counted, one.runs[0][0].cited[0].report,
            one.runs[0][0].words,
        ),
    )  # fmt: skip


def _points(desk: Desk, series: Series) -> tuple[Entry, ...]:
    """The steps of a series in its order; what several say of one day in the same words is one step."""
    points: list[tuple[float, Entry]] = []
    for place, point in enumerate(series.points):
        figure = desk.figures.get(point.figure)
        if figure is not None:
            words = _lowered(clear(figure.span.exact), desk.articles[figure.article].text)
            entry = Entry(words, desk.teller(figure.statement, figure.article), said_when(point.as_of) or UNDATED,
                          (desk.cite(figure.article, figure.span),))  # fmt: skip
            points.append((float(place), entry))
    return tuple(entry for _, entry in sorted(merged(points), key=lambda one: one[0]))


def _counted(desk: Desk, counted: str, of_whom: str | None, place: str | None) -> str:
    whom, where = desk.name(of_whom), desk.name(place)
    name = counted_words(counted) + (f" ({whom})" if whom else "")
    return f"{name}, {where}" if where and where != whom else name


def _amount(figure: Figure) -> float | int | None:
    if figure.value is not None:
        return figure.value
    if figure.comparator == "more_than" and figure.bounds.low is not None:
        return figure.bounds.low - 1
    return figure.bounds.low if figure.bounds.low is not None else figure.bounds.high


def _lowered(words: str, text: str) -> str:
    """Words that opened a sentence, as they stand within one; a name keeps its capital."""
    first = words.split(" ")[0]
    return words[:1].lower() + words[1:] if first[1:].islower() and f" {first.lower()} " in text else words


def counted_words(counted: str) -> str:
    return {
        "killed": "Dead", "injured": "Injured", "dead_or_injured": "Casualties", "banned_entry": "Banned from entering",
        "crossed": "Crossed the border", "other": "Number",
    }.get(counted, counted.replace("_", " ").capitalize())  # fmt: skip


def number(value: float | int | None) -> str:
    return "?" if value is None else f"{value:,}"
