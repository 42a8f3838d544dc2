"""Events in the order in which they happened."""

from __future__ import annotations

from accordingto.relate.events import events
from accordingto.relate.timeline import timeline

from .stories import Story, findings


def test_events_come_in_the_order_of_their_days_and_undated_ones_last() -> None:
    story = Story("The mill burned. The bridge fell. The council met.", "Northwire")
    story.happens("burned", "ASSAULT", time="2031-03-05")
    story.happens("fell", "COERCE", time="2031-03-02")
    story.happens("met", "CONSULT")
    told, event_of = events(findings(story))
    order = [event_of[one.id] for one in (story.events[1], story.events[0], story.events[2])]
    assert [event.id for event in timeline(told)] == order
    assert timeline(tuple(reversed(told))) == timeline(told)
