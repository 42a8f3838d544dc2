"""When: the time told with an event, else the time the story stands at, else the day of the news in the lede."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from accordingto.extract.events.clauses import WINDED, auxiliaries_of, zone_of
from accordingto.extract.events.lexicon import lexicon
from accordingto.extract.events.triggers import Happening
from accordingto.model import EventMention, Time, Timex
from accordingto.read.annotate import article_of, view_of
from accordingto.read.times import time_at

OPENING_BLOCKS = 3  # body paragraphs in which a report says of which day its news is
NEWS_DAYS = 7  # a day told there so long before publication, or less, is the day of the news
NARRATIVE_SENTENCES = 1  # an event without a time is of the time told last, so many sentences back in its paragraph


@dataclass(slots=True)
class Narration:
    """The time that a report stands at while it is read: that of the event told last, for what follows in its paragraph."""

    doc: Doc
    timexes: Sequence[Timex]
    lede: int
    news: Time
    running: Time | None = None
    block: int = -1
    sentence: int = -1
    number: int = -1
    at: int = -1  # the number of the sentence that was told last at the running time

    def time_of(self, happening: Happening) -> Time:
        """The time told for it, else the running time where it is narrated, else the news day in the lede; else unresolved."""
        head, main = happening.head, happening.carrier or happening.head
        view = view_of(self.doc)
        block = view.block_at(head.idx) if view.blocks else 0
        if head.sent.start != self.sentence:
            self.sentence, self.number = head.sent.start, self.number + 1
        told = time_at(head, self.timexes)
        if told is not None:
            if told.value is not None and happening.reality == "happened" and _short(told) and not _aside(main):
                self._keep(told, block)
            return told
        if happening.reality != "happened" or not _narrated(happening):
            return Time()
        if self.running is not None and self.block == block and self.number - self.at <= NARRATIVE_SENTENCES:
            self.at = self.number
            return _on_its_day(self.running)
        if head.idx < self.lede and zone_of(head) == "body" and self.news.value is not None and _opens(main):
            self._keep(self.news, block)
            return self.news
        return Time()

    def _keep(self, time: Time, block: int) -> None:
        self.running, self.block, self.at = time, block, self.number


def narration_of(doc: Doc, timexes: Sequence[Timex]) -> Narration:
    return Narration(doc, timexes, _lede_end(doc), _news_day(doc, timexes))


def _lede_end(doc: Doc) -> int:
    """Where the lede ends, as an offset of the view: nothing later may take the date of publication."""
    return next((block.end for block in view_of(doc).blocks if block.kind == "body"), 0)


def _news_day(doc: Doc, timexes: Sequence[Timex]) -> Time:
    """The day of publication as the day of the news; unresolved where the report's opening tells of another recent day.

    A report of Tuesday on what happened "late on Sunday" has no news of Tuesday, whatever its first sentence leaves out.
    """
    published = article_of(doc).published
    today = published.time.days
    if published.value is None or today is None:
        return Time()
    bodies = [block for block in view_of(doc).blocks if block.kind == "body"][:OPENING_BLOCKS]
    if bodies:
        first, last = view_of(doc).span(bodies[0].start, bodies[0].start).start, view_of(doc).span(0, bodies[-1].end).end
        for timex in timexes:
            days = timex.time.days if first <= timex.span.start < last else None
            if days is None or (days[1] - days[0]).days > 1:
                continue
            if days[0] < today[0] and (today[0] - days[0]).days <= NEWS_DAYS:
                return Time()
    if published.precision == "minute":
        return Time(published.value[:10], "day", None, "published")  # it was printed at that minute, not done
    return Time(published.value, published.precision, None, "published")


def _short(time: Time) -> bool:
    days = time.days
    return days is not None and (days[1] - days[0]).days <= 1


def _on_its_day(time: Time) -> Time:
    """What follows an event told to the minute is of its day, not of its minute."""
    return replace(time, value=time.value[:10], precision="day") if time.precision == "minute" and time.value else time


def _aside(verb: Token) -> bool:
    """Whether a clause stands beside the story: a relative clause, or what had happened before."""
    earlier = lexicon().words["grammar.before"]
    if any(child.lower_ in earlier for child in verb.children):
        return True
    clause = verb
    for _ in range(WINDED):
        if clause.dep_ in ("relcl", "appos") or (clause.dep_ in ("acl", "amod") and clause.tag_ != "VBG"):
            return True
        above = clause.head
        if above is clause:
            return False
        clause = above
    return False


def _narrated(happening: Happening) -> bool:
    """Whether an event is told as part of the story: in the simple past, or by a participle of such a verb."""
    main = happening.carrier or happening.head
    if happening.noun and happening.carrier is None:
        return False
    if main.tag_ == "VBG":
        governor = main.head
        return main.dep_ in ("advcl", "xcomp", "conj") and governor.tag_ in ("VBD", "VBN") and not _aside(main)
    auxiliaries = {aux.lower_ for aux in auxiliaries_of(main)}
    finite = main.tag_ == "VBD" or (main.tag_ == "VBN" and bool(auxiliaries & {"was", "were", "got"}))
    return finite and not auxiliaries & {"have", "has", "had", "'ve", "’ve"} and not _aside(main)


def _opens(verb: Token) -> bool:
    """Whether a verb carries its sentence: its root, one joined to that, or what a verb of saying at its root tells."""
    clause = verb
    for _ in range(WINDED):
        above = clause.head
        if clause.dep_ == "ROOT" or above is clause:
            return True
        told = clause.dep_ == "ccomp" and above.lemma_.lower() in lexicon().words["verbs.saying"]
        beside = clause.dep_ in ("advcl", "xcomp") and clause.tag_ == "VBG"
        if not told and not beside and clause.dep_ not in ("conj", "parataxis"):
            return False
        clause = above
    return False


def lent(told: Sequence[tuple[EventMention, str, str]]) -> list[EventMention]:
    """Give headlines, and what the lede leaves undated, the time that the body tells for the same act.

    `told` holds each mention with its lemma and its zone. A headline alone has no day: it may tell of any.
    """
    times: dict[str, Time] = {}
    dated = [
        (mention.time, lemma)
        for mention, lemma, zone in told
        if zone == "body" and mention.reality == "happened" and _short(mention.time)
    ]
    for time, lemma in sorted(dated, key=lambda found: found[0].words is None):  # what the text tells, before the news day
        times.setdefault(lemma, time)
    return [
        replace(mention, time=times[lemma])
        if mention.time.words is None
        and mention.reality == "happened"
        and zone in ("headline", "body")
        and lemma in times
        and (zone == "headline" or mention.time.value is not None)
        else mention
        for mention, lemma, zone in told
    ]
