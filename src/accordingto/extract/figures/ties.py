"""What a figure is tied to: whose people they are, the place, the day, the event and the statement."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.attrs import IDX
from spacy.tokens import Doc, Token

from accordingto.extract.figures.counted import Reading
from accordingto.extract.figures.drafts import CASUALTY, Draft
from accordingto.extract.figures.fates import CLIMB
from accordingto.extract.figures.lexicon import lexicon
from accordingto.extract.figures.numbers import REACH
from accordingto.model import Bounds, EventMention, Figure, Mention, Span, Statement, Time, Timex, identify
from accordingto.read.annotate import view_of

TALLY_REACH = 110  # code points after a number searched for the stretch of time it is counted over
UNPLACED = frozenset(("DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART"))  # what a name after "in" may be, and no place


class Context:
    """What the other rooms found in an article, ready to be asked by place."""

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[Mention],
        statements: Sequence[Statement],
        timexes: Sequence[Timex],
        events: Sequence[EventMention],
    ) -> None:
        self.doc = doc
        self.view = view_of(doc)
        self.article = self.view.article
        named = sorted(
            (mention for mention in mentions if mention.form == "name"), key=lambda mention: (mention.span, mention.id)
        )
        self.mentions = named
        self.mention_starts = [mention.span.start for mention in named]
        self.longest = max((mention.span.end - mention.span.start for mention in named), default=0)
        self.timexes = sorted(timexes, key=lambda timex: (timex.span, timex.id))
        self.timex_starts = [timex.span.start for timex in self.timexes]
        self.triggers: dict[int, EventMention] = {}
        view = self.view
        self.starts = starts = doc.to_array(IDX).tolist()
        for event in sorted(events, key=lambda event: (-(event.trigger.end - event.trigger.start), event.id), reverse=True):
            place, stop = view.find(event.trigger.start), view.find(event.trigger.end)
            for index in range(max(0, bisect_right(starts, place) - 1), bisect_left(starts, stop)):
                self.triggers.setdefault(index, event)
        self.held = sorted(
            ((part.start, part.end, statement) for statement in statements for part in statement.content),
            key=lambda item: (item[1] - item[0], item[0], item[2].id),
        )

    def figure(self, draft: Draft) -> Figure:
        span = self.view.span(draft.start, draft.end)
        number, statement = draft.number, self.statement_of(span)
        whom, place = self.of_whom(draft), self.place_of(draft)
        event = self.event_of(draft)
        return Figure(
            id=identify("f", self.article.id, span.start, span.end, draft.counted),
            article=self.article.id,
            span=span,
            value=number.value,
            bounds=Bounds(number.low, number.high),
            comparator=number.comparator,
            counted=draft.counted,
            unit=draft.unit,
            of_whom=whom,
            role=draft.role,
            as_of=self.as_of(draft, statement),
            place=place if place != whom else None,
            event=event.id if event else None,
            statement=statement.id if statement else None,
        )

    def come_true(self, draft: Draft, reading: Reading) -> Draft | None:
        """The draft; of people whom a fate may yet befall ("plans to arrest 12 men"), what they are; of one such, nothing.

        Of one whom it did not befall, nothing either.
        """
        event = self.event_of(draft) if draft.counted in CASUALTY else None
        if event is None or draft.governor is None or event.reality in ("happened", "ongoing"):
            return draft
        if event.reality == "negated":
            # "Did not arrest the baker", "denied killing a student": nobody was; but "none was hurt" counts.
            return None if draft.number.words == "" and draft.number.value != 0 else draft
        if draft.number.words == "" and not (event.reality == "hypothetical" and draft.governor.pos_ == "NOUN"):
            return None
        words = {child.lower_ for child in draft.governor.children}
        if event.reality == "hypothetical" and draft.governor.pos_ == "NOUN" and "the" in words:
            return draft  # "if they are tried for the murder of six priests": what is called so has happened
        if event.reality == "hypothetical" and "have" in words and not words & {"could", "would", "should"}:
            return draft  # "may have killed 12": past, though not sure
        if draft.number.words == "":
            return None
        kind = reading.kind_of(draft.noun) if draft.noun is not None else "people"
        return None if kind == "other" else replace(draft, counted=kind)

    def statement_of(self, span: Span) -> Statement | None:
        """The innermost statement whose content holds a span: the shortest content wins."""
        return next((statement for start, end, statement in self.held if start <= span.start and span.end <= end), None)

    def mentions_in(self, start: int, end: int) -> Iterator[Mention]:
        """Names that overlap a stretch of the article."""
        place = bisect_left(self.mention_starts, start - self.longest)
        while place < len(self.mentions) and self.mention_starts[place] < end:
            if self.mentions[place].span.end > start:
                yield self.mentions[place]
            place += 1

    def of_whom(self, draft: Draft) -> str | None:
        """The one whose people are counted: a name inside the noun phrase, or after "of" or "from"."""
        noun = draft.noun
        if noun is None or draft.counted in ("money", "other"):
            return None
        inside = self.view.span(draft.start, noun.idx + len(noun))
        names = [mention for mention in self.mentions_in(inside.start, inside.end) if inside.covers(mention.span)]
        if names and names[-1].span.exact != inside.exact:
            return names[-1].entity
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "from") and child.i > noun.i:
                for target in child.children:
                    if target.dep_ == "pobj" and (names := list(self.names_of(target))):
                        return names[0].entity
        return None

    def names_of(self, token: Token) -> Iterator[Mention]:
        span = self.view.span(token.idx, token.idx + len(token))
        return self.mentions_in(span.start, span.end)

    def place_of(self, draft: Draft) -> str | None:
        """A place said of the counted, or of what happened to them."""
        for anchor in (draft.noun, draft.root, draft.governor):
            if anchor is None:
                continue
            for child in anchor.children:
                if child.dep_ == "prep" and child.lower_ in lexicon().phrases["at"]:
                    for target in child.children:
                        if target.dep_ == "pobj" and target.ent_type_ not in UNPLACED and target.pos_ == "PROPN":
                            names = list(self.names_of(target))
                            if names:
                                return names[-1].entity
        return None

    def event_of(self, draft: Draft) -> EventMention | None:
        """The event mention that governs the number: its own governor's, else the nearest one up the parse."""
        if not self.triggers or self.tally(draft):
            return None
        token = draft.governor or draft.root
        for _ in range(CLIMB):
            if token.i in self.triggers:
                own = self.triggers[token.i]
                return own if own.kind is not None else self.cause_of(token) or own
            if token.head.i == token.i:
                return None
            token = token.head
        return None

    def cause_of(self, effect: Token) -> EventMention | None:
        """The deed that an effect without a kind is told with: "were hurt in an attack", "a bomb went off, injuring five"."""
        near: list[Token] = []
        for child in effect.children:
            if child.dep_ in ("prep", "agent") and child.lower_ in lexicon().phrases["through"]:
                near += reached(child)
            if child.dep_ == "advcl":
                near.append(child)
        if effect.dep_ in ("advcl", "relcl", "acl", "conj"):
            near.append(effect.head)
        found = (self.triggers.get(token.i) for token in near)
        return next((event for event in found if event is not None and event.kind is not None), None)

    def dates(self, timex: Timex, draft: Draft) -> bool:
        """Whether a day is that of the verb that gives a toll: "the toll rose to 17 on Friday", not "Monday's toll"."""
        if timex.time.precision not in ("day", "minute"):
            return False
        place = max(0, bisect_right(self.starts, self.view.find(timex.span.start)) - 1)
        token = self.doc[place]
        while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
            if token.dep_ in ("poss", "compound", "nmod", "acl", "relcl"):
                return False
            token = token.head
            if token.pos_ == "NOUN" and not (
                timex.span.start <= self.view.span(token.idx, token.idx + 1).start < timex.span.end
            ):
                return False
        return token.is_ancestor(draft.root) and token.pos_ in ("VERB", "AUX")

    def tally(self, draft: Draft) -> bool:
        """Whether a number is a count over a period ("since May", "in recent weeks"), and so of no one event."""
        sent, near = draft.last.sent, self.view.text
        return bool(
            lexicon().tally.search(near, max(sent.start_char, draft.start - REACH), min(sent.end_char, draft.end + TALLY_REACH))
        )

    def as_of(self, draft: Draft, statement: Statement | None) -> Time:
        """The day a count stands for: said of it, else the statement's, else the publication's."""
        sent = draft.last.sent
        edges = self.view.span(sent.start_char, sent.end_char)
        place = bisect_left(self.timex_starts, edges.start)
        near = []
        while place < len(self.timexes) and self.timex_starts[place] < edges.end:
            near.append(self.timexes[place])
            place += 1
        near = [timex for timex in near if timex.time.value]
        until = [phrase.split() for phrase in sorted(lexicon().phrases["until"])]
        for timex in near:
            before = self.article.text[max(0, timex.span.start - 12) : timex.span.start].lower().split()
            if any(before[-len(words) :] == words for words in until):
                return timex.time
        if draft.role == "total" and draft.governor is not None:
            given = [timex for timex in near if self.dates(timex, draft)]
            if given:
                return given[0].time
        if statement and statement.cue:
            told = [timex for timex in near if not statement.holds(timex.span)]
            told = [timex for timex in told if abs(timex.span.start - statement.cue.end) <= REACH]
            if told:
                return min(
                    told, key=lambda timex: (abs(timex.span.start - statement.cue.end if statement.cue else 0), timex.span)
                ).time
        published = self.article.published.time
        if published.value is not None:
            return replace(published, anchor="published", words=None)
        return Time()


def reached(preposition: Token) -> Iterator[Token]:
    """Yield the nouns under a preposition: "as a result of an attack" leads to both."""
    for target in preposition.children:
        if target.dep_ == "pobj":
            yield target
            yield from (
                other for part in target.children if part.dep_ == "prep" for other in part.children if other.dep_ == "pobj"
            )
