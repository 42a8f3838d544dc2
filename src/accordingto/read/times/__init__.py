"""When: the date an article was published, every time expression in it, and the days each one means.

A time is resolved only where the words, the date of publication or another time of the text fix it; else it keeps its words and
stays unresolved. Nothing here looks at a clock.

`grammar` has the rules and `recognise` finds what they match; `normalise` reads one expression by its surroundings, which
`tense` and `narrative` know; `publication` is what most of them count from; `attachment` gives an event its time.
"""

from __future__ import annotations

from accordingto.read.times.attachment import time_at, times_told, told_in
from accordingto.read.times.narrative import timexes
from accordingto.read.times.publication import published

__all__ = ["published", "time_at", "times_told", "timexes", "told_in"]
