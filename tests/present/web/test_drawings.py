"""What is drawn says no more than what is known."""

from __future__ import annotations

from datetime import date

import pytest

from accordingto.model import Bounds, Comparator, Time
from accordingto.present.web.drawings import (
    Scale,
    Told,
    band,
    bar,
    columns,
    moment,
    number_scale,
    number_ticks,
    stretch,
    time_scale,
    time_ticks,
)


def days(first: str, last: str) -> Scale:
    return Scale(moment(first), moment(last))


def told(
    value: float | None, published: str | None = "2031-03-04", *, low: float | None = None, high: float | None = None,
    comparator: Comparator = "exactly", origin: str = "hospital", row: str = "f-1",
) -> Told:  # fmt: skip
    bounds = Bounds(low if value is None else value, high if value is None else value)
    return Told(row, Time(published, "day"), value, bounds, comparator, origin, True, "", "/a/x")


def test_a_scale_maps_its_ends_onto_the_ends_of_the_drawing_and_stops_there() -> None:
    scale = Scale(10, 20, 0, 200)
    assert [scale.at(value) for value in (5, 10, 15, 20, 30)] == [0, 0, 100, 200, 200]


def test_a_scale_of_one_moment_holds_a_day() -> None:
    scale = time_scale([moment("2031-03-04T12:00")])
    assert scale is not None
    assert scale.high - scale.low >= 1


def test_no_moments_no_axis() -> None:
    assert time_scale([]) is None


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-03-03T20:00", "2031-03-04T08:00", ["3 Mar 2031, 21:00", "4 Mar", "03:00", "06:00"]),
        ("2031-03-02", "2031-03-05", ["2 Mar 2031", "12:00", "3 Mar", "12:00", "4 Mar", "12:00", "5 Mar"]),
        ("2030-12-29", "2031-01-03", ["29 Dec 2030", "30 Dec", "31 Dec", "1 Jan 2031", "2 Jan", "3 Jan"]),
        ("2031-03-01", "2031-04-01", ["3 Mar 2031", "10 Mar", "17 Mar", "24 Mar", "31 Mar"]),
        ("2030-11-10", "2031-03-20", ["Dec 2030", "Jan 2031", "Feb", "Mar"]),
        ("2024-05-01", "2030-05-01", ["2025", "2026", "2027", "2028", "2029", "2030"]),
        ("1899-01-01", "2031-01-01", ["1900", "1920", "1940", "1960", "1980", "2000", "2020"]),
    ],
)
def test_ticks_stand_at_round_dates_and_none_is_without_its_year(first: str, last: str, words: list[str]) -> None:
    ticks = time_ticks(days(first, last))
    assert [tick.words for tick in ticks] == words
    assert [tick.at for tick in ticks] == sorted(tick.at for tick in ticks)


def test_weeks_begin_on_mondays() -> None:
    for tick in time_ticks(days("2031-03-01", "2031-04-01")):
        assert date.fromordinal(int(tick.value)).weekday() == 0


@pytest.mark.parametrize(
    ("high", "words"),
    [
        (3, ["0", "1", "2", "3"]),
        (17, ["0", "5", "10", "15", "20"]),
        (2300, ["0", "500", "1,000", "1,500", "2,000", "2,500"]),
        (1, ["0", "1"]),
    ],
)
def test_numbers_are_counted_from_nothing_in_round_steps(high: float, words: list[str]) -> None:
    assert [tick.words for tick in number_ticks(number_scale([high], start=100, stop=0))] == words


def test_a_year_is_drawn_as_the_whole_year() -> None:
    scale = days("2030-07-01", "2032-07-01")
    drawn = bar(Time("2031", "year"), scale)
    assert drawn is not None
    assert (drawn.x, drawn.end) == (scale.at(moment("2031")), scale.at(moment("2032")))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2031-03", "2031-03-01", "2031-04-01"),
        ("2031-03-04", "2031-03-04", "2031-03-05"),
        ("2031-03-02/2031-03-09", "2031-03-02", "2031-03-10"),
        ("2031-12", "2031-12-01", "2032-01-01"),
    ],
)
def test_a_bar_is_as_wide_as_its_date_is_vague(value: str, first: str, last: str) -> None:
    assert stretch(Time(value, "interval")) == (moment(first), moment(last))


def test_what_has_no_date_is_nowhere() -> None:
    assert bar(Time(None, "unresolved", "one day"), days("2031", "2032")) is None


def test_since_is_open_at_its_end_and_about_is_open_on_both_sides() -> None:
    scale = days("2020", "2032")
    since = bar(Time("2024-01-01/2031-03-06", "interval", "since 2024"), scale)
    about = bar(Time("2029", "year", "about two years ago"), scale)
    plain = bar(Time("2029", "year", "2029"), scale)
    assert since is not None
    assert since.open_end
    assert not since.around
    assert about is not None
    assert about.around
    assert not about.open_end
    assert plain is not None
    assert not (plain.around)
    assert not (plain.open_end)
    assert not (plain.open_start)


def test_what_lies_beyond_the_edge_says_so() -> None:
    scale = days("2031-03-01", "2031-03-10")
    long_ago, reaching = bar(Time("1983", "year"), scale), bar(Time("2031", "year"), scale)
    assert long_ago is not None
    assert long_ago.outside
    assert long_ago.cut_start
    assert reaching is not None
    assert reaching.cut_start
    assert reaching.cut_end
    assert not reaching.outside


def test_every_number_is_a_dot_and_nothing_else_is() -> None:
    rows = [told(9, row="f-1"), told(None, row="f-2"), told(14, None, row="f-3")]
    drawn = band(rows)
    assert drawn is not None
    assert [dot.row for dot in drawn.dots] == ["f-1", "f-3"]


def test_a_number_without_a_date_stands_off_the_axis() -> None:
    drawn = band([told(9, row="f-1"), told(14, None, row="f-2")])
    assert drawn is not None
    assert drawn.undated_at is not None
    dated, undated = drawn.dots
    assert dated.x < drawn.undated_at < undated.x
    assert max(step.x + step.width for step in drawn.steps) <= drawn.undated_at


def test_the_band_goes_from_the_lowest_to_the_highest_that_each_origin_last_said() -> None:
    drawn = band(
        [
            told(9, "2031-03-04"),
            told(14, "2031-03-05", origin="rescuers", row="f-2"),
            told(12, "2031-03-06", row="f-3"),  # the hospital again: 9 is no longer its number
        ]
    )
    assert drawn is not None
    at = {tick.words: tick.at for tick in drawn.numbers}
    assert [step.height for step in drawn.steps[1:]] == sorted((step.height for step in drawn.steps[1:]), reverse=True)
    first = drawn.steps[0]
    assert at["5"] > first.y > at["10"]


def test_at_least_and_dozens_are_open_above() -> None:
    for one in (told(None, low=14, comparator="at_least"), told(None, low=24, comparator="vague")):
        drawn = band([one])
        assert drawn is not None
        [dot], [step] = drawn.dots, drawn.steps
        assert dot.open_above
        assert step.loose
        assert dot.shape == one.comparator


def test_reports_of_one_day_with_one_number_stand_side_by_side() -> None:
    drawn = band([told(9, row=f"f-{nth}") for nth in range(3)])
    assert drawn is not None
    assert len({dot.x for dot in drawn.dots}) == 3


def test_no_number_no_drawing() -> None:
    assert band([told(None)]) is None


def test_columns_are_as_high_as_their_share_of_the_most() -> None:
    one, none, half = columns([("a", 4), ("b", 0), ("c", 2)], height=40)
    assert (one.height, none.height, half.height) == (40, 0, 20)
    assert half.x == pytest.approx(2 * one.width, abs=0.01)
