"""Where reports cannot both be right, a reader wants the two places side by side and one sentence that says why.

Precision comes first: what may be a difference of time, of wording or of what is counted is no contradiction. Each kind of
contradiction names the two spans it stands on; `left` is the one that comes first by article id and place. Only one line is
made for one disagreement, however many reports repeat either side. A growing toll is a series, not a contradiction.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from accordingto.model import (
    Article,
    Bounds,
    Claim,
    Contradiction,
    ContradictionKind,
    Counted,
    Derivation,
    Entity,
    EntityKind,
    Event,
    EventMention,
    Figure,
    Findings,
    Side,
    Span,
    Statement,
    Time,
    by_id,
    identify,
)
from accordingto.relate.affairs import WIDE, lead_end
from accordingto.relate.denials import denials
from accordingto.relate.events import FAR_APART, distance
from accordingto.relate.folding import fold_word
from accordingto.relate.grouping import Grouping
from accordingto.relate.headlines import clause_of, outrunning
from accordingto.relate.series import (
    TOLLED,
    Told,
    about,
    amount,
    comparable_alone,
    counted,
    day,
    differs,
    grouped,
    noun,
    of_one_matter,
    outnumbers,
    round_unit,
    same_noun,
    spread,
    stated,
    told,
)

HELD_AGAINST: frozenset[Counted] = frozenset(
    (
        "killed", "injured", "dead_or_injured", "missing", "abducted", "detained", "deported", "banned_entry", "displaced",
        "crossed", "fighters", "troops", "people", "attacks", "vehicles", "weapons", "money",
    )
)  # fmt: skip
HELD: frozenset[Counted] = frozenset(("detained", "abducted"))
PEOPLE: frozenset[Counted] = HELD_AGAINST - {"attacks", "vehicles", "weapons", "money"}
HOMES = frozenset(("household", "home", "house", "family", "customer"))
DISTINCTIVE = 100  # the least number that can be known again in another article
COMMON = 1000  # below this, whole hundreds are too common to be known again
NEARBY = 200  # code points either side of a number: who is named there, and which other figure is set against it
ACTORS: frozenset[EntityKind] = frozenset(("armed_group", "government", "agency"))  # who can be rival authors of an attack
STATE = frozenset(("army", "navy", "government", "regime", "police", "troops", "military", "marines", "soldiers"))
FIGHTERS_AT_LARGE = frozenset(
    (
        "rebels", "rebel", "guerrillas", "guerrilla", "insurgents", "insurgent", "militants", "militant", "opposition",
        "terrorists", "fighters", "gunmen", "extremists", "jihadists", "forces", "groups", "factions", "militias",
    )
)  # fmt: skip
# Words for fighting, in which two sides do it, and for more attacks than one.
ONE_OF_MANY = re.compile(
    r"^(?:clash\w*|fight\w*|fought|battl\w*|combat\w*|war\w*|offensive\w*|violence|campaign\w*|atrocit\w*|\w+(?:acks|ings|ids|aults|ikes))$",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{3,}")
STEM = 3  # letters
FAR_OFF = 8  # times; read on real piles, numbers farther from each other counted different things
NEXT_DAYS = 2  # days after a toll within which another is still of the same state of things
BETWEEN = 2  # reports, each of one happening with either of two, by which these are of one too
KNOWN_TOLL = 3  # the least toll by which a happening is known again; fewer die of many in one town
NAMED_DAY = re.compile(r"day\b|\b\d{1,2}(?:st|nd|rd|th)?\s+\w|\w\s+\d{1,2}\b", re.IGNORECASE)
SO_FAR = re.compile(r"\b(?:so far|to date|until now|till now|in all)\b", re.IGNORECASE)
BY_NIGHT = re.compile(
    r"\b(?:to|yester)day\b|night|evening|early|late\b|dawn|before|after|small hours|overnight|\d\s*[ap]\.?m", re.IGNORECASE
)
NIGHT = 1  # days: what happens in the night is told of either day
APART_KM = 50  # two towns nearer than this may be two names of one place in hurried reports


def contradictions(
    findings: Sequence[Findings],
    events: Sequence[Event],
    claims: Sequence[Claim],
    affairs: Mapping[str, str] | None = None,
    led: Collection[tuple[str, str]] | None = None,
    copies: Sequence[Derivation] = (),
) -> tuple[Contradiction, ...]:
    """The contradictions of a pile, by id. Figures and mentions carry the ids of events and of entities already joined.

    `affairs` gives for each article the affair it is about, `led` the pairs of articles that tell what one of them leads with,
    `copies` which report takes its text from which.
    """
    found: dict[str, Contradiction] = {}
    ordered = sorted(findings, key=lambda finding: finding.article.id)
    figures = told(ordered, affairs, led, seen(claims))
    for contradiction in (
        *rival_figures(figures, taken(copies)),
        *scopes(figures, ordered, affairs or {}),
        *contested(claims, ordered, affairs or {}),
        *(between("headline", left, right, reason) for left, right, reason in outrunning(ordered)),
        *of_events(ordered, events, figures, taken(copies)),
    ):
        found.setdefault(contradiction.id, contradiction)
    return tuple(found[id] for id in sorted(found))


def between(
    kind: ContradictionKind, one: Side, other: Side, reason: str, *, claim: str | None = None, event: str | None = None
) -> Contradiction:
    left, right = sorted(
        (one, other), key=lambda side: (side.article, (side.span.start, side.span.end) if side.span else (-1, -1), side.ref)
    )
    return Contradiction(
        identify("k", kind, left.article, left.ref, right.article, right.ref), kind, left, right, claim, event, reason
    )


def side(item: Told) -> Side:
    return Side(item.figure.article, item.figure.span, item.figure.id)


# Figures


def seen(claims: Sequence[Claim]) -> frozenset[tuple[str, str]]:
    """Articles whose outlet is itself a known origin of what it tells: its own people saw it."""
    return frozenset(
        (article, origin.name) for claim in claims for origin in claim.origins if origin.known for article in origin.articles
    )


def taken(copies: Sequence[Derivation]) -> frozenset[frozenset[str]]:
    """Pairs of articles of which one has its text from the other: what differs is a later state of one report."""
    return frozenset(
        frozenset((copy.derived, copy.origin)) for copy in copies if copy.origin and copy.relation in ("same_text", "derived")
    )


def rival_figures(figures: Sequence[Told], drawn: frozenset[frozenset[str]] = frozenset()) -> Iterator[Contradiction]:
    """Yield figures of one thing at one time that leave no number in common: for each two counts, and each two who give them,
    the first pair in order; pairs of two who are known to count come before those of whom one is nobody known."""
    groups: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for item in figures:
        figure = item.figure
        if (
            item.superseded
            or figure.counted not in HELD_AGAINST
            or not comparable_alone(figure)
            or (item.spanning and not item.since)
        ):
            continue
        matter: object = figure.event or (figure.of_whom, figure.place)
        if item.since:
            groups["since", item.since].append(item)
        elif item.affair:
            groups["affair", item.affair].append(item)
        elif figure.event or (figure.of_whom and figure.place):
            groups[bool(figure.event), matter].append(item)
        if item.toll_of:
            groups["toll", item.toll_of].append(item)
        for event in item.leading:
            groups["led", event].append(item)
    leading: Grouping[str] = Grouping()
    for item in figures:
        for event in item.leading:
            leading.join(event, min(item.leading))
    heard: dict[object, dict[object, list[tuple[Told, Told]]]] = defaultdict(lambda: defaultdict(list))
    for key in sorted(groups, key=repr):
        # What several events of one lead bear out is one disagreement.
        given = heard[("led", leading.root(str(key[1]))) if key[0] == "led" else key]
        pairs = sorted(
            combinations(alone(groups[key]), 2),
            key=lambda pair: (sum(item.witness is None for item in pair), pair[0].order, pair[1].order),
        )
        for one, other in pairs:
            question = counted_pair(one, other), frozenset((count_of(one)[0], count_of(other)[0]))
            if any(repeats(one, other, *pair) for pair in given[question]) or not (
                of_one_matter(one, other) or met(one, other)
            ):
                continue
            if key[0] == "led" and one.affair is not None and one.affair == other.affair:
                continue  # told as of their affair
            if not rivals(one, other) or not counted_by_two(one, other, drawn):
                continue
            given[question].append((one, other))
            same = one.figure.event if one.figure.event == other.figure.event else str(key[1]) if key[0] == "led" else None
            matter = "the same event" if key[0] == "led" else matter_of(one, other)
            yield between("figure", side(one), side(other), f"{one.words} against {other.words}, {matter}", event=same)


def met(one: Told, other: Told) -> bool:
    """Whether several reports each tell one happening with either of two: one tells of the wounded, and one of the gunmen.

    For a series that is too little: in a war two bombings of two days are told together by many.
    """
    return one.linked is not None and other.linked is not None and len(one.linked & other.linked) >= BETWEEN


def repeats(one: Told, other: Told, left: Told, right: Told) -> bool:
    """Whether two figures give again what two others do: who is nobody known may be either of those who count so."""
    if count_of(one)[0] != count_of(left)[0]:
        left, right = right, left
    return all(
        mine.witness is None or theirs.witness is None or mine.witness == theirs.witness
        for mine, theirs in ((one, left), (other, right))
    )


def counted_by_two(one: Told, other: Told, drawn: frozenset[frozenset[str]]) -> bool:
    """Whether somebody is known to stand by one of two counts; by both, where one report is drawn from the other, which then
    tells a later state of it, and where what is counted is things, of which reports leave some out."""
    known = sum(item.teller is not None or item.witness is not None for item in (one, other))
    things = {"weapons", "vehicles", "attacks"} & {one.figure.counted, other.figure.counted}
    both = things or frozenset((one.figure.article, other.figure.article)) in drawn
    return known == len((one, other)) if both else known > 0 or bool(one.since) or fewer_later(one, other)


def count_of(item: Told) -> tuple[float | int | str | None, str | None]:
    """A number and who gives it, as a reader would keep them apart."""
    number = stated(item.figure)
    return number if number is not None else amount(item.figure), item.witness


def alone(items: Sequence[Told]) -> list[Told]:
    """Each count once in each report, said of somebody's count where it is; and once by each who gives it as of one day."""
    in_report: dict[object, Told] = {}
    for item in items:
        figure = item.figure
        key = figure.article, figure.counted, noun(figure), count_of(item)[0], figure.as_of.value, figure.of_whom
        if key not in in_report or (in_report[key].teller is None and item.teller is not None):
            in_report[key] = item
    first: dict[object, Told] = {}
    for item in sorted(in_report.values(), key=lambda item: item.order):
        figure = item.figure
        first.setdefault((figure.counted, noun(figure), count_of(item), figure.as_of.value, figure.of_whom), item)
    return list(first.values())


def matter_of(item: Told, other: Told) -> str:
    if item.since:
        return about(item)
    if item.affair:
        return "the same affair"
    if item.figure.event and item.figure.event == other.figure.event:
        return "the same event"
    return "told side by side" if item.toll_of and item.toll_of == other.toll_of else "the same people and place"


def counted_pair(one: Told, other: Told) -> frozenset[str]:
    return frozenset((one.figure.counted, other.figure.counted))


def rivals(one: Told, other: Told) -> bool:
    """Whether two figures of one matter cannot both be so."""
    left, right = one.figure, other.figure
    if left.of_whom and right.of_whom and left.of_whom != right.of_whom:
        return False
    if not same_noun(left, right) or (left.counted == "money" and left.unit != right.unit):
        return False
    if left.article == right.article and not beside(one, other):
        return False
    if left.counted == right.counted == "killed" and one.witness is not None and one.witness == other.witness:
        return False  # who counts the dead of a day counts more by its evening
    if one.more or other.more or far_off(left, right) or far_away(one, other):
        return False
    when = left.as_of.overlaps(right.as_of)
    undated = left.as_of.value is None and right.as_of.value is None
    if when is False and fewer_later(one, other):
        when = True
    if when is False or (when is None and not (undated and left.event)):
        return False
    if left.counted != right.counted:
        return exceeds(left, right) or exceeds(right, left)
    if noun(left) == noun(right) or one.at_least or other.at_least:
        return allowed(one).disjoint(allowed(other))
    # Of an open noun and a narrower one ("people", "soldiers") the narrower may be the smaller: it is a part.
    return outnumbers(left, right) if noun(right) is None else outnumbers(right, left)


def far_off(left: Figure, right: Figure) -> bool:
    """Whether two numbers are so far from each other that one is hardly a count of what the other counts."""
    least, most = sorted(stated(figure) or spread(figure).low or 0 for figure in (left, right))
    return most > FAR_OFF * max(1, least)


def far_away(one: Told, other: Told) -> bool:
    """Whether the reports lead with towns of one country, all far from each other: then they tell of two happenings."""
    if one.figure.event is not None and one.figure.event == other.figure.event:
        return False
    apart = [
        distance(here[1:], there[1:]) > APART_KM for here in one.towns for there in other.towns if here[0] == there[0]
    ]  # a town abroad is where somebody spoke
    return bool(apart) and all(apart)


def fewer_later(one: Told, other: Told) -> bool:
    """Whether the later of two tolls of one event is the smaller: nobody rises from the dead."""
    if (
        one.figure.event is None
        or one.figure.event != other.figure.event
        or {one.figure.counted, other.figure.counted} != {"killed"}
    ):
        return False
    first, later = sorted((one, other), key=lambda item: item.first or date.max)
    if not first.first or not later.first or not 0 < (later.first - first.first).days <= NEXT_DAYS:
        return False
    return outnumbers(first.figure, later.figure)


def allowed(item: Told) -> Bounds:
    """What a count allows; of bodies that somebody saw there may be more elsewhere."""
    return Bounds(spread(item.figure).low) if item.at_least else spread(item.figure)


def beside(one: Told, other: Told) -> bool:
    """Whether two figures of one article are set against each other there: near by, and given by two tellers.

    One voice tells of steps or of different things; it does not contradict itself. Nor do figures far apart in a long report.
    """
    # "36 were killed, and nine others by a second blast": they are counted together, not against each other.
    if any("other" in item.figure.span.exact.lower().split()[-1:][0] for item in (one, other)):
        return False
    if any(SO_FAR.search(item.sentence) for item in (one, other)):
        return False
    near = abs(one.figure.span.start - other.figure.span.start) <= NEARBY
    # What is told next to each other is as often two happenings of one day.
    near = near and (
        (one.figure.event is not None and one.figure.event == other.figure.event)
        or (one.toll_of is not None and one.toll_of == other.toll_of)
        or "total" in (one.figure.role, other.figure.role)
    )
    # "The consulate puts the number at twelve" is a count against another's, even where nobody is made out to say it.
    set_against = all(item.teller is not None or item.figure.role == "total" for item in (one, other))
    return near and set_against and one.teller != other.teller


def exceeds(dead: Figure, both: Figure) -> bool:
    """Whether more are said to be dead than dead and injured together."""
    return dead.counted == "killed" and both.counted == "dead_or_injured" and outnumbers(dead, both)


def scopes(figures: Sequence[Told], findings: Sequence[Findings], affairs: Mapping[str, str]) -> Iterator[Contradiction]:
    """Yield one number said of different things in different articles that write of the same matter.

    Of one affair every two things are given; across affairs only those of a number that is known again anywhere.
    """
    reports = {finding.article.id: finding for finding in findings}
    near = {finding.article.id: Nearby(finding) for finding in findings}
    groups: dict[tuple[float, str], list[Told]] = defaultdict(list)
    for item in figures:
        number = stated(item.figure)
        if number is None or not of_people(item.figure) or item.figure.role == "part" or not distinctive(number):
            continue
        affair = affairs.get(item.figure.article)
        if affair:
            groups[number, affair].append(item)
        if number >= COMMON and not round_number(number):
            groups[number, ""].append(item)
    for (number, _), items in sorted(groups.items()):
        kinds: list[Told] = []
        for item in items:
            if any(not differs(item.figure, other.figure) for other in kinds):
                continue
            for rival in kinds:
                if apart(item, rival, near, affairs):
                    things = " against ".join(thing(one, reports[one.figure.article].article) for one in (rival, item))
                    yield between(
                        "scope", side(rival), side(item), f"{grouped(number)}: {things}: one number, different things"
                    )
            kinds.append(item)


def distinctive(number: float) -> bool:
    return number >= COMMON or (number >= DISTINCTIVE and number % 100 != 0)


def round_number(number: float) -> bool:
    """Whether a number has one digit and noughts."""
    return number == round_unit(number) * (number // round_unit(number) % 10)


def kindred(one: Figure, other: Figure) -> bool:
    """Whether a reader may take one number for the other, and they are not the same: "voters" may be another's "citizens"; a
    round number of the dead, or of the arrested, is met as one of the living by chance."""
    said = {one.counted, other.counted}
    if said == {"people"}:
        return False
    return not round_number(stated(one) or 0) or not any(said & sort and said - sort for sort in (TOLLED, HELD))


def of_people(figure: Figure) -> bool:
    """Whether a figure counts people, be it by their homes."""
    return figure.counted in PEOPLE or (figure.counted == "other" and noun(figure) in HOMES)


def apart(one: Told, other: Told, near: Mapping[str, Nearby], affairs: Mapping[str, str]) -> bool:
    """Whether two figures of different articles are of one matter: of one affair, or told of the same and near the same."""
    mine, theirs = one.figure.article, other.figure.article
    if mine == theirs or not kindred(one.figure, other.figure):
        return False
    if mine in affairs and affairs.get(theirs) == affairs[mine]:
        return True
    here, there = near[mine], near[theirs]
    if here.days and there.days and abs(here.days[0] - there.days[0]) > FAR_APART:
        return False
    return bool((one.topics & other.topics) - here.countries) and bool(here.at(one.figure.span) & there.at(other.figure.span))


def thing(item: Told, article: Article) -> str:
    """What a number is said of, in the words of the report, and by whom."""
    who = item.teller or item.outlet or "no source named"
    return f"“{clause_of(article, item.figure.span)}” ({counted(item.figure, plain=True)}; {who})"


class Nearby:
    """Which entities an article names near a place in its text."""

    def __init__(self, finding: Findings) -> None:
        mentions = sorted((mention.span.start, mention.entity) for mention in finding.mentions if mention.form == "name")
        self.starts = [start for start, _ in mentions]
        self.entities = [entity for _, entity in mentions]
        self.days = finding.article.published.time.days
        self.countries = {
            one.id
            for one in finding.entities
            if one.kind == "nationality" or (one.place is not None and one.place.precision == "country")
        }

    def at(self, span: Span) -> set[str]:
        first, last = bisect_left(self.starts, span.start - NEARBY), bisect_left(self.starts, span.end + NEARBY)
        return set(self.entities[first:last])


# Claims


def contested(claims: Sequence[Claim], findings: Sequence[Findings], affairs: Mapping[str, str]) -> Iterator[Contradiction]:
    """Yield, for each contested claim, the plainest of its affirming and denying members that stand against each other."""
    for claim, yes, no, reason in denials(claims, findings, affairs):
        one, other = (Side(member.article, member.span, member.statement or claim.id) for member in (yes, no))
        yield between("polarity", one, other, reason, claim=claim.id)


# Events


def of_events(
    findings: Sequence[Findings], events: Sequence[Event], figures: Sequence[Told], drawn: frozenset[frozenset[str]]
) -> Iterator[Contradiction]:
    """Yield disagreements about when and where one event happened and who did it."""
    leads = {finding.article.id: Lead(finding) for finding in findings}
    for item in figures:
        leads[item.figure.article].counts(item)
    entities = {entity.id: entity for finding in findings for entity in finding.entities}
    statements = by_id(statement for finding in findings for statement in finding.statements)
    mentions: dict[str, list[EventMention]] = defaultdict(list)
    for finding in findings:
        for mention in finding.event_mentions:
            if mention.event:
                mentions[mention.event].append(mention)
    for event in sorted(events, key=lambda event: event.id):
        told_of = sorted(mentions[event.id], key=lambda mention: (mention.article, mention.trigger, mention.id))
        told_of = [mention for mention in told_of if mention.reality == "happened"]
        pairs: tuple[tuple[ContradictionKind, Pair | None], ...] = (
            ("time", when(told_of, leads, drawn)),
            ("place", where(told_of, entities)),
            ("actor", who(told_of, statements, entities)),
        )
        for kind, pair in pairs:
            if pair:
                one, other = (Side(mention.article, mention.trigger, mention.id) for mention in pair[:2])
                yield between(kind, one, other, pair[2], event=event.id)


Pair = tuple[EventMention, EventMention, str]


class Lead:
    """What a report leads with: whom and which towns it names there, and how many it counts."""

    def __init__(self, finding: Findings) -> None:
        self.end = lead_end(finding.article)
        kinds = {one.id: one for one in finding.entities}
        named = [kinds[one.entity] for one in finding.mentions if one.span.start < self.end and one.entity in kinds]
        self.towns = {one.id for one in named if one.kind == "place" and not (one.place and one.place.precision in WIDE)}
        self.people = {one.id for one in named if one.kind == "person"}
        self.tolls: set[tuple[Counted, float]] = set()

    def counts(self, item: Told) -> None:
        number = stated(item.figure)
        if item.figure.span.start < self.end and item.figure.counted in TOLLED and number and number > 1:
            self.tolls.add((item.figure.counted, number))

    def tells_one(self, other: Lead) -> bool:
        """Whether two reports lead with one happening: with a town in common, and the same toll or people."""
        tolls = self.tolls & other.tolls
        alike = len(tolls) > 1 or any(number >= KNOWN_TOLL for _, number in tolls) or bool(self.people & other.people)
        return bool(self.towns & other.towns) and alike


def when(mentions: Sequence[EventMention], leads: Mapping[str, Lead], drawn: frozenset[frozenset[str]]) -> Pair | None:
    """Two days, each said in so many words, in different articles: the first such pair.

    Two days next to each other are most often two happenings, two days of one, or its night: of seven such pairs on real piles
    none was right. So they count only where both reports lead with it, tell the same toll or people in one town and name the
    days, and where neither speaks of a night or is drawn from the other.
    """
    dated = [
        mention
        for mention in mentions
        if mention.time.precision in ("day", "minute") and mention.time.words and single(mention.time)
    ]
    for one, other in combinations(dated, 2):
        words = [" ".join((mention.time.words or "").lower().split()) for mention in (one, other)]
        days = days_between(one.time, other.time)
        if one.article == other.article or days == 0 or words[0] == words[1]:
            continue  # one weekday of two weeks is that of two reports
        if days <= NIGHT and not next_days(one, other, leads, drawn):
            continue
        return (
            one,
            other,
            f"{day(one.time)} (“{one.time.words}”) against {day(other.time)} (“{other.time.words}”), the same event",
        )
    return None


def next_days(one: EventMention, other: EventMention, leads: Mapping[str, Lead], drawn: frozenset[frozenset[str]]) -> bool:
    """Whether two days next to each other are said of surely one happening."""
    if frozenset((one.article, other.article)) in drawn:
        return False
    here, there = leads[one.article], leads[other.article]
    if one.trigger.start >= here.end or other.trigger.start >= there.end or not here.tells_one(there):
        return False
    said = [mention.time.words or "" for mention in (one, other)]
    return all(NAMED_DAY.search(words) and not BY_NIGHT.search(words) for words in said)


def days_between(one: Time, other: Time) -> int:
    mine, theirs = one.days, other.days
    return abs((mine[0] - theirs[0]).days) if mine and theirs else 0


def single(time: Time) -> bool:
    days = time.days
    return days is not None and days[0] == days[1]


def where(mentions: Sequence[EventMention], entities: dict[str, Entity]) -> Pair | None:
    """Two places known to the town, farther apart than one place can be, in different articles."""
    placed = []
    for mention in mentions:
        entity = entities.get(mention.place.entity or "") if mention.place else None
        if entity and entity.place and entity.place.precision in ("point", "town") and entity.place.lat is not None:
            placed.append((mention, entity))
    for (one, here), (other, there) in combinations(placed, 2):
        if one.article != other.article and here.id != there.id and kilometres(here, there) > APART_KM:
            return one, other, f"in {here.name} against in {there.name}, {kilometres(here, there):,.0f} km away, the same event"
    return None


def kilometres(here: Entity, there: Entity) -> float:
    """The great-circle distance of two places with coordinates."""
    if not here.place or not there.place or here.place.lat is None or there.place.lat is None:
        return 0
    return distance((here.place.lat, here.place.lon or 0), (there.place.lat, there.place.lon or 0))


def who(mentions: Sequence[EventMention], statements: dict[str, Statement], entities: dict[str, Entity]) -> Pair | None:
    """Two doers of one attack, each named by a source of its own: two groups, or a state and a group.

    Names that share a word may be two names of one ("the Navy", "the naval forces of ..."), small letters name nobody, and of a
    side the whole and its parts are no rivals: "the rebels", a group of theirs; an army, its government. Whoever fights is no
    doer, and of attacks more than one each may be somebody else's.
    """
    asserted = []
    for mention in mentions:
        statement = statements.get(mention.statement or "")
        actors = frozenset(
            participant.entity
            for participant in mention.actor
            if participant.entity in entities
            and entities[participant.entity].kind in ACTORS
            and entities[participant.entity].name[:1].isupper()
            and participant.span.exact[:1].isupper()
        )
        if mention.kind != "ASSAULT" or not actors or ONE_OF_MANY.search(mention.trigger.exact):
            continue
        if statement and statement.source_entity and statement.report not in ("denied", "questioned", "unverified"):
            asserted.append((mention, actors, statement.source_entity))
    for (one, mine, source), (other, theirs, rival) in combinations(asserted, 2):
        same = source == rival or (source in entities and rival in entities and entities[source].name == entities[rival].name)
        if one.article == other.article or same or words_of(mine, entities) & words_of(theirs, entities):
            continue
        if not rival_doers(mine, theirs, entities) or one.time.overlaps(other.time) is False:
            continue
        names = [", ".join(sorted(entities[id].name for id in actors)) for actors in (mine, theirs)]
        sources = [entities[id].name if id in entities else id for id in (source, rival)]
        return one, other, f"done by {names[0]} ({sources[0]}) against done by {names[1]} ({sources[1]}), the same event"
    return None


def rival_doers(mine: Collection[str], theirs: Collection[str], entities: Mapping[str, Entity]) -> bool:
    """Whether all doers on either side are of other sides than all on the other: two groups by name, or a state and a group."""
    sides = [{side_of(entities[id]) for id in doers} for doers in (mine, theirs)]
    return all(len(side) == 1 and None not in side for side in sides) and (sides[0] != sides[1] or sides[0] == {"group"})


def side_of(entity: Entity) -> str | None:
    """Whether a name is that of a state's force or of a group; None where it names whoever fights on a side."""
    words = {fold_word(word) for word in WORD.findall(entity.name)}
    if entity.kind in ("government", "agency") or words & STATE:
        return "state"
    return None if words & FIGHTERS_AT_LARGE else "group"


def words_of(actors: Iterable[str], entities: Mapping[str, Entity]) -> set[str]:
    """The first letters of each word by which actors are known: "Indian Navy" and "naval forces of India" share some."""
    return {
        word[:STEM].lower()
        for id in actors
        if id in entities
        for name in (entities[id].name, *entities[id].aliases)
        for word in WORD.findall(name)
    }
