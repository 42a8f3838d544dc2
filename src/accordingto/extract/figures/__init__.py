"""Numbers are what reports disagree on first, and a bare number says little: of what, of whom, as of when, by whose word.

A figure is a number with the noun it counts. Here numbers and fates become figures: what is no count is left out (ages,
stretches of time, ordinals, years, labels, clock times, scores), people without a number are counted ("a farmer was killed",
"no one was hurt"), and each figure is tied to whose people they are, to its day, place, event and statement.

A bound is not a value, and numbers are never added up.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from accordingto.extract.figures.counted import Reading
from accordingto.extract.figures.counts import counted_by, times_in
from accordingto.extract.figures.drafts import Draft
from accordingto.extract.figures.headlines import bare, echoes, repeated
from accordingto.extract.figures.lexicon import lexicon
from accordingto.extract.figures.numbers import Number, numbers
from accordingto.extract.figures.people import captives, nobody, uncounted_people
from accordingto.extract.figures.roles import further, included, part_of, settled, told_exactly
from accordingto.extract.figures.ties import Context
from accordingto.model import EventMention, Figure, Mention, Statement, Timex
from accordingto.read.annotate import article_of


def figures(
    doc: Doc,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    timexes: Sequence[Timex],
    event_mentions: Sequence[EventMention],
) -> tuple[Figure, ...]:
    """The figures of an article, in text order.

    `event` is the id of the event mention whose trigger governs the number; `statement` the innermost whose content holds it.
    """
    reading = Reading(doc, lexicon())
    found: list[Draft] = []
    loose: list[Number] = []
    taken = [False] * len(doc)
    busy = times_in(doc, timexes)
    for number in numbers(reading.text, reading.lex.number):
        draft = counted_by(reading, number, busy) or part_of(reading, number, found) or further(reading, number, found)
        first, last = reading.token_at(number.core).i, reading.token_at(number.end - 1).i
        taken[first : last + 1] = [True] * (last + 1 - first)
        if draft is None and bare(reading, number):
            loose.append(number)
        if draft:
            found.append(draft)
            taken[first : draft.last.i + 1] = [True] * (draft.last.i + 1 - first)
    found += nobody(reading, taken)
    found += uncounted_people(reading, taken, tuple(found))
    found += captives(reading, event_mentions, taken, found)
    found = included(reading, taken, found)
    found = sorted([*found, *echoes(reading, loose, found)], key=lambda draft: (draft.start, draft.end))
    context = Context(doc, mentions, statements, timexes, event_mentions)
    drafts = (context.come_true(draft, reading) for draft in settled(reading, told_exactly(reading, found)))
    made = repeated([context.figure(draft) for draft in drafts if draft], article_of(doc))
    kept: dict[tuple[int, int], Figure] = {}
    for figure in made:
        kept.setdefault((figure.span.start, figure.span.end), figure)
    return tuple(kept.values())


__all__ = ["figures"]
