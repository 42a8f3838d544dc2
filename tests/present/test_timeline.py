from __future__ import annotations

from itertools import permutations

from accordingto.model import Event, Time
from accordingto.present.timeline import timeline
from tests.present.affair import article, event, happens

REPORT = article("The gate failed.")


def dated(value: str | None, precision: str = "day") -> Event:
    time = Time(value, precision if value else "unresolved", value)  # type: ignore[arg-type]
    return event(happens(REPORT, "failed", time), time=time)


def order(*events: Event) -> list[str | None]:
    return [one.time.value for one in timeline(events)]


def test_earlier_comes_first_and_undated_last() -> None:
    assert order(dated(None), dated("2031-03-04"), dated("2031-03-02")) == ["2031-03-02", "2031-03-04", None]


def test_of_times_that_begin_alike_the_shorter_comes_first() -> None:
    assert order(dated("2031", "year"), dated("2031-01", "month"), dated("2031-01-01")) == ["2031-01-01", "2031-01", "2031"]


def test_hours_of_one_day_are_in_order() -> None:
    assert order(dated("2031-03-02T18:00", "minute"), dated("2031-03-02T09:30", "minute")) == [
        "2031-03-02T09:30",
        "2031-03-02T18:00",
    ]


def test_any_order_of_events_makes_one_timeline() -> None:
    events = [dated(None), dated("2031-03-02"), dated("2031-03", "month")]
    assert len({timeline(mixed) for mixed in permutations(events)}) == 1
