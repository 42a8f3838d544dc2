"""Tells what a pile repeats as background: when a war began, how many it killed, since when a town is besieged.

Outlets put such sentences under reports of one affair after another, taken over nearly word for word. They say nothing of the
affair that a report is about, and two reports that share one have nothing else in common. So what is told in the outlets' own
voice, beyond the opening of each report, under reports of two or more affairs, is no claim; its figures stay figures. What
happened, where nothing but such sentences or page furniture tells it, is an event of each affair, and joins no two of them.
What a report leads with anywhere in the pile is an affair of the pile, and no background, however often it is repeated.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations

from accordingto.model import Derivation, Event, EventMention, Findings, Span, identify
from accordingto.relate.affairs import BACKGROUND, alike_leads, lead_end
from accordingto.relate.copies import stock_text
from accordingto.relate.events import Statements, Wording, counted
from accordingto.relate.grouping import Grouping
from accordingto.relate.lineage import Lineage

NEARLY = 0.7  # Jaccard of the stems of two sentences that are one but for a number or a name; read in real piles
SENTENCE_WORDS = 6  # fewest stems of a sentence that two outlets have in common by more than chance


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in an outlet's own voice: where, the stems of its words, and the events it tells."""

    article: str
    start: int
    stems: frozenset[str]
    events: frozenset[str]


class Leads:
    """What each report of a pile leads with, and tells at all."""

    def __init__(self, findings: Sequence[Findings], copies: Iterable[Derivation]) -> None:
        self.ends = {found.article.id: lead_end(found.article) for found in findings}
        self.led: dict[str, frozenset[str]] = {}
        self.told: dict[str, frozenset[str]] = {}
        for found in findings:
            end, article = self.ends[found.article.id], found.article.id
            self.told[article] = frozenset(one.event for one in found.event_mentions if one.event)
            self.led[article] = frozenset(one.event for one in found.event_mentions if one.event and one.trigger.start < end)
        self.anywhere = frozenset(event for events in self.led.values() for event in events)
        self._linked = set(alike_leads(findings))
        self._linked |= {(min(one.derived, one.origin or ""), max(one.derived, one.origin or "")) for one in copies}

    def one_affair(self, one: str, other: str) -> bool:
        """Whether two reports are of one affair: one leads with what the other tells too, or is its copy."""
        if one == other or (min(one, other), max(one, other)) in self._linked:
            return True
        return bool(self.led[one] & self.told[other] or self.led[other] & self.told[one])


def background(said: Sequence[Sentence], pairs: Iterable[tuple[int, int]], leads: Leads) -> frozenset[int]:
    """Numbers of the sentences that are background; `pairs` are numbers of those worth comparing."""
    late = {
        number for number, one in enumerate(said) if one.start >= leads.ends[one.article] and len(one.stems) >= SENTENCE_WORDS
    }
    joined = Grouping(late)
    for left, right in pairs:
        if left in late and right in late and nearly_one(said[left].stems, said[right].stems):
            joined.join(left, right)
    stock = [
        group
        for group in joined.groups()
        if not _is_led([said[one] for one in group], leads) and _of_several({said[one].article for one in group}, leads)
    ]
    return frozenset(number for group in stock for number in group)


def nearly_one(left: Set[str], right: Set[str]) -> bool:
    """Whether two sentences have nearly the same words."""
    return len(left & right) >= NEARLY * len(left | right)


def _is_led(group: Sequence[Sentence], leads: Leads) -> bool:
    """Whether sentences tell what some report leads with; of a single one, its event may be taken for that by mistake."""
    articles: dict[str, set[str]] = defaultdict(set)
    for one in group:
        for event in one.events & leads.anywhere:
            articles[event].add(one.article)
    return any(len(tellers) > 1 for tellers in articles.values())


def by_affair(
    told: Sequence[Event],
    findings: Sequence[Findings],
    written: Sequence[Wording],
    known: Lineage,
    leads: Leads,
) -> tuple[tuple[Event, ...], dict[str, str]]:
    """The events by id, and the event of each mention; what only background tells is an event of each affair by itself.

    In `findings` figures still have the mentions that they stand by; `leads` knows the events that are `told`.
    """
    statements = Statements.of(findings)
    wording_of = {words.article.id: words for words in written}
    furniture = stock_text(findings)
    mentions = {mention.id: mention for found in findings for mention in found.event_mentions}
    of_event: dict[str | None, list[str]] = defaultdict(list)
    for found in findings:
        for figure in found.figures:
            of_event[figure.event].append(figure.id)
    repeated: dict[str, list[EventMention]] = {}
    for event in told:
        tellings = [mentions[mention] for mention in event.mentions] if event.reports > 1 else []
        if tellings and (
            all(holds(furniture.get(mention.article, ()), mention.trigger) for mention in tellings)
            or (event.id not in leads.anywhere and _one_sentence(tellings, wording_of, leads))
        ):
            repeated[event.id] = tellings
    own = {article: told_here - repeated.keys() for article, told_here in leads.told.items()}
    events: list[Event] = []
    for event in told:
        tellings = repeated.get(event.id, [])
        parts = _affairs({mention.article for mention in tellings}, leads, own)
        if len(parts) < 2:
            events.append(event)
            continue
        for part in parts:
            here = [mention for mention in tellings if mention.article in part]
            figures = {figure for mention in here for figure in of_event[mention.id]} & set(event.figures)
            one = replace(event, id=identify("ev", [mention.id for mention in here]), figures=tuple(sorted(figures)))
            events.append(counted(one, here, known, statements))
    events.sort(key=lambda event: event.id)
    return tuple(events), {mention: event.id for event in events for mention in event.mentions}


def holds(stretches: Sequence[tuple[int, int]], span: Span) -> bool:
    """Whether a span lies in one of some stretches of its article, which are in order."""
    at = bisect_right(stretches, span.start, key=lambda stretch: stretch[0]) - 1
    return at >= 0 and span.end <= stretches[at][1]


def _one_sentence(tellings: Sequence[EventMention], wording_of: Mapping[str, Wording], leads: Leads) -> bool:
    """Whether mentions stand beyond the openings of their reports, in sentences of nearly the same words as the first's."""
    if any(mention.trigger.start < leads.ends[mention.article] for mention in tellings):
        return False
    sentences = []
    for mention in tellings:
        words = wording_of[mention.article]
        terms = words.terms_in(*words.sentence_at(mention.trigger.start))
        sentences.append(frozenset(term for term in terms if term[0] != "@"))
    return all(len(one) >= SENTENCE_WORDS and nearly_one(sentences[0], one) for one in sentences)


def _of_several(articles: Set[str], leads: Leads) -> bool:
    """Whether reports are of more than one affair, so far as is known what they lead with."""
    known = {article for article in articles if leads.led[article]}
    return len(known) > BACKGROUND or len(_affairs(known, leads)) > 1


def _affairs(articles: Set[str], leads: Leads, own: Mapping[str, Set[str]] | None = None) -> list[list[str]]:
    """Reports in groups of one affair, each sorted, by the first. Too many to compare are one group.

    `own`: the events that each tells besides what is repeated; reports that share one of these are of one affair too.
    """
    known = sorted(articles)
    if len(known) > BACKGROUND:
        return [known]
    joined = Grouping(known)
    for one, other in combinations(known, 2):
        if leads.one_affair(one, other) or (own is not None and own[one] & own[other]):
            joined.join(one, other)
    return joined.groups()
