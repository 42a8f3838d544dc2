"""What is said to have happened: triggers, who did it to whom, where, when, and whether it did happen.

An event mention is made of words of one sentence: a verb, an event noun or a phrase of both. Whoever only tells of a deed is
never its actor; a passive without a by-phrase has none; a list is never split into pairs. Words inside names and idioms are no
events. `reality` is as presented by whoever speaks; who speaks stays on the statement. What can mean nothing by it (water, a
gate) assaults and expels nobody. A headline has no day of its own; an event without a time or place is of those of the event
it goes on from (see `narration`), and only news of the lede, where the opening tells of no other day, is of the day of
publication.

Method: a lexicon of frames (lexicons/en/events.toml) over dependency parses, in the tradition of the rule-based event coders;
kinds, modes and contexts are those of PLOVER 0.8, defined in our own words. Left out: events told across sentences. "Will
withdraw" counts as AGREE (a promise), an announced withdrawal as CONCEDE.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from accordingto.extract.blame import answerable
from accordingto.extract.events.clauses import zone_of
from accordingto.extract.events.contexts import Contexts
from accordingto.extract.events.doers import borrow, inherit
from accordingto.extract.events.lexicon import lexicon
from accordingto.extract.events.narration import lent, narration_of
from accordingto.extract.events.participants import cast
from accordingto.extract.events.places import place_of, placed
from accordingto.extract.events.reality import collapse, dated_reality, reality
from accordingto.extract.events.triggers import VICTIM_KINDS, Happening, triggered
from accordingto.extract.events.words import mentions_at, participant, trigger_of
from accordingto.model import EventMention, Mention, Span, Statement, Timex, identify
from accordingto.read.annotate import article_of


def event_mentions(
    doc: Doc, mentions: Sequence[Mention], statements: Sequence[Statement], timexes: Sequence[Timex]
) -> tuple[EventMention, ...]:
    """The event mentions of an article, in the order of their triggers.

    `mentions` name who takes part, `statements` carry what is told on someone's word, `timexes` are all time expressions.
    """
    words = lexicon()
    happenings = list(triggered(doc, words))
    by_head = {happening.head.i: happening for happening in happenings}
    held = _Held(statements)
    for happening in happenings:
        happening.statement, happening.word = held.carrying(trigger_of(happening))
        happening.reality = happening.rule.reality or reality(happening, words)
        cast(happening, words)
        if happening.kind in VICTIM_KINDS and (named := answerable(happening.head)):
            happening.actors = happening.actors or named
            happening.recipients = [one for one in happening.recipients if one not in named]
    inherit(happenings, words)
    for happening in happenings:
        borrow(happening, by_head, words)
        collapse(happening, words)
    return tuple(_told(doc, happenings, by_head, mentions, statements, timexes))


class _Held:
    """The statements of an article by what they hold, the innermost first."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._contents = sorted(
            (part.end - part.start, part.start, part.end, said.id, said.source_entity or said.id)
            for said in statements
            for part in said.content
        )

    def carrying(self, trigger: Span) -> tuple[str | None, str | None]:
        """The innermost statement that holds a trigger, and on whose word that is; none where the outlet speaks itself."""
        for _, start, end, said, word in self._contents:
            if start <= trigger.start and trigger.end <= end:
                return said, word
        return None, None


def _told(
    doc: Doc,
    happenings: Sequence[Happening],
    by_head: Mapping[int, Happening],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    timexes: Sequence[Timex],
) -> list[EventMention]:
    article = article_of(doc)
    naming = mentions_at(mentions)
    narration = narration_of(doc, timexes, by_head)
    contexts = Contexts(doc, statements)
    told: list[tuple[EventMention, str, str]] = []
    seen: set[str] = set()
    for happening in happenings:
        trigger = trigger_of(happening)
        id = identify("v", article.id, trigger.start, trigger.end, happening.kind, happening.mode)
        if id in seen:
            continue
        seen.add(id)
        when, place = narration.setting_of(happening, place_of(happening, narration.places))
        actors = tuple(participant(token, naming) for token in happening.actors)
        recipients = tuple(participant(token, naming) for token in happening.recipients)
        mention = EventMention(
            id=id,
            article=article.id,
            trigger=trigger,
            event=None,
            kind=happening.kind,
            mode=happening.mode,
            contexts=contexts.at(happening.head),
            actor=actors,
            recipient=recipients,
            place=placed(place, naming) if place is not None else None,
            time=when,
            reality=dated_reality(happening, when, article.published.time),
            statement=happening.statement,
        )
        told.append((mention, happening.head.lemma_.lower(), zone_of(happening.head)))
    return lent(told)


__all__ = ["event_mentions"]
