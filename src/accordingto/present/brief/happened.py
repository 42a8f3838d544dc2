"""What happened when: dated events in a line each, weighed, with the clause that tells of them.

What always holds: a time is printed with the precision it is known with, an event without one does not appear; two events that
one sentence tells of are one line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from accordingto.model import Bounds, Event, EventMention, Span, Time
from accordingto.present.brief.account import Happening
from accordingto.present.brief.claimed import CLAUSES, MATERIAL
from accordingto.present.brief.desk import Desk, reports_in
from accordingto.present.brief.wording import (
    VAGUE_START,
    clause_around,
    content_words,
    fold,
    plain,
    sentence_span,
    stands_alone,
)

TALK = frozenset(("ACCUSE", "REQUEST", "CONSULT", "REJECT", "THREATEN"))
UNTOLD = frozenset(("headline", "heading", "byline", "dateline", "furniture", "credit", "related"))
LOOKED_AT = 8  # mentions of an event whose sentence is weighed
READ_FOR_EACH = 60  # events whose sentence is looked up for each line: a large pile has tens of thousands
LONG_BEFORE = 366  # days before the first report from which an event is background
OFF_THE_POINT = 0.75  # share of the fewer words by which two sentences of one day tell one thing


@dataclass(frozen=True, slots=True)
class Told:
    """The words that tell of an event best, and where they stand."""

    text: str
    sentence: str
    mention: EventMention
    clear: bool


class Happenings:
    """The events of a record that happened on known days, told once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.told: dict[str, Told | None] = {}
        self.differed = {one.event for one in desk.contents.contradictions if one.event}
        published = [days[0] for article in desk.ordered if (days := article.published.time.days)]
        self.first = min(published, default=None)

    def lines(self, wanted: Callable[[str], bool] | None, *, most: int | None) -> tuple[list[Happening], int]:
        """The weightiest lines in order of time, and how many more events there are."""
        events = [event for event in self.desk.contents.events if self._dated(event)]
        if wanted is not None:
            # A sentence is in its article, so only articles that hold all that is asked for are read.
            asked = {article.id for article in self.desk.ordered if wanted(fold(article.text))}
            events = [event for event in events if any(self.desk.mentions[id].article in asked for id in self._known(event))]
        events.sort(key=lambda event: (-self._weight(event), event.id))
        groups: dict[str, list[Event]] = {}
        left = 0
        spare: set[str] = set()
        for place, event in enumerate(events):
            if most is not None and wanted is None and place >= READ_FOR_EACH * most:
                left += self._tells(event)
                continue
            told = self.wording(event)
            if told is None or (wanted is not None and not wanted(fold(told.text))):
                continue
            same = told.sentence if told.sentence in groups else self._alike(event, told, groups)
            if same is not None:
                groups[same].append(event)
            elif most is not None and (len(groups) == most or not told.clear):
                spare.add(told.sentence)
            else:
                groups[told.sentence] = [event]
        lines = [self._line(group) for group in groups.values()]
        return sorted(lines, key=_when), left + len(spare)

    def _alike(self, event: Event, told: Told, groups: dict[str, list[Event]]) -> str | None:
        """The line, if any, whose sentence tells in nearly the same words of nearly the same days."""
        words = content_words(told.text)
        for sentence, group in groups.items():
            other = self.wording(group[0])
            theirs = content_words(other.text) if other else frozenset[str]()
            near = group[0].time.overlaps(event.time)
            if near and len(words & theirs) >= OFF_THE_POINT * max(1, min(len(words), len(theirs))):
                return sentence
        return None

    def _dated(self, event: Event) -> bool:
        """Whether an event is for the timeline at all. Outside the known types only what two reports tell of is."""
        return event.time.value is not None and event.reality in ("happened", "ongoing") and (
            event.kind is not None or event.reports > 1
        )  # fmt: skip

    def _tells(self, event: Event) -> bool:
        return any(self._zone(self.desk.mentions[id]) not in UNTOLD for id in self._known(event))

    def _known(self, event: Event) -> list[str]:
        return [id for id in event.mentions if id in self.desk.mentions]

    def _weight(self, event: Event) -> float:
        weight = 2.0 * event.reports + 1.5 * (event.kind in MATERIAL) + 1.0 * bool(event.figures) + 0.5 * bool(event.place)
        weight += 0.5 * bool(event.actor or event.recipient) + 1.0 * (event.id in self.differed)
        weight -= 1.0 * (event.kind is None) + 0.8 * (event.kind in TALK) + 1.0 * (event.time.precision in ("year", "interval"))
        days = event.time.days
        if days and self.first and (self.first - days[1]).days > LONG_BEFORE:
            weight -= 3.0
        return weight

    def _zone(self, mention: EventMention) -> str:
        return self.desk.articles[mention.article].zone_at(mention.trigger.start)

    # --- words

    def wording(self, event: Event) -> Told | None:
        """The clause that tells of an event best; None where it is only named in a headline, a byline or the like."""
        if event.id not in self.told:
            self.told[event.id] = self._word(event)
        return self.told[event.id]

    def _word(self, event: Event) -> Told | None:
        desk = self.desk
        mentions = [desk.mentions[id] for id in self._known(event)]
        mentions = [one for one in mentions if self._zone(one) not in UNTOLD]
        mentions.sort(
            key=lambda one: (
                self._zone(one) != "body",
                one.reality != event.reality,
                one.time.value != event.time.value,
                -(bool(one.actor) + bool(one.recipient) + bool(one.place)),
                desk.numbers[one.article],
                one.trigger,
                one.id,
            )
        )
        told = [self._tell(one) for one in mentions[:LOOKED_AT]]
        return next((one for one in told if one.clear), told[0] if told else None)

    def _tell(self, mention: EventMention) -> Told:
        """A mention's sentence, or of a plain report only what is said: who says it is then named beside the line."""
        text = self.desk.articles[mention.article].text
        start, stop = sentence_span(text, mention.trigger)
        sentence = fold(" ".join(text[start:stop].split()))
        said = self._said(mention)
        if said is not None and stands_alone(plain(said.exact)):
            start, stop = said.start, said.end
        spans = [mention.trigger, *(part.span for part in (*mention.actor, *mention.recipient))]
        spans += [mention.place.span] if mention.place else []
        words = plain(clause_around(text, spans, start, stop))
        return Told(words, sentence, mention, not VAGUE_START.match(words) and len(words.split()) > 3)

    def _said(self, mention: EventMention) -> Span | None:
        """The content that holds the mention, where it is simply reported: what is alleged or denied keeps its cue."""
        statement = self.desk.statements.get(mention.statement or "")
        if statement is None or statement.report not in ("reported", "confirmed") or not statement.certainty.startswith("CT"):
            return None
        if statement.rule is not None and statement.rule not in CLAUSES:
            return None
        return next((part for part in statement.content if part.covers(mention.trigger)), None)

    def _sentence(self, article: str, trigger: Span) -> Span:
        """The words that a line stands on in an article: a trigger alone ("driving") would show a reader nothing."""
        found = self.desk.articles[article]
        start, stop = sentence_span(found.text, trigger)
        return found.span(start, stop)

    def _line(self, events: list[Event]) -> Happening:
        """One line of the events that one sentence tells of: the weightiest gives the words, its own words give the day."""
        told = self.wording(events[0])
        assert told is not None, "events without words are not gathered"
        dated = [one for one in events if one.time.words and fold(one.time.words) in told.sentence]
        event = (dated or events)[0]
        mentions = [self.desk.mentions[id] for one in events for id in self._known(one)]
        first = {told.mention.article: told.mention.trigger}
        for mention in sorted(mentions, key=lambda one: (one.article, self._zone(one) != "body", one.trigger)):
            first.setdefault(mention.article, mention.trigger)
        cited = self.desk.cited((article, self._sentence(article, trigger)) for article, trigger in first.items())
        low = max(one.origins.low or 0 for one in events)
        highs = [one.origins.high for one in events]
        high = None if None in highs else max(max(high or 0 for high in highs), low)
        statement = self.desk.statements.get(told.mention.statement or "")
        who = self.desk.teller(statement.id, told.mention.article) if statement and self._said(told.mention) else None
        return Happening(
            event.time.value or "", told.text, who, all(one.reality == "ongoing" for one in events),
            any(one.id in self.differed for one in events), reports_in(cited), Bounds(low, high), cited,
        )  # fmt: skip


def _when(line: Happening) -> tuple[date, date, str, str]:
    days = Time(line.when).days
    assert days is not None, "only dated events are lines"
    return *days, line.when, line.text
