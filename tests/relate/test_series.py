"""Figures that count one thing at different times: a line of development, in order, and no junk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from accordingto.model import Bounds, Comparator, Counted, Figure, Findings, Participant, Place, Time
from accordingto.relate.series import amount, series, spread

from .stories import Story

FIRE = "v-fire"


def counted(
    words: str, value: int | None, day: str | None, kind: Counted = "killed", outlet: str = "Northwire", **more: Any
) -> Findings:
    """One report of one figure, as of a day."""
    story = Story(f"In the fire: {words}, it was said.", outlet)
    figure = story.counts(words, value or 0, kind)
    as_of = Time(day, "day", None, "published") if day else Time()
    bounds = more.pop("bounds", Bounds(value, value))
    more.setdefault("event", FIRE)
    story.figures[-1] = replace(figure, value=value, bounds=bounds, as_of=as_of, **more)
    return story.findings


def test_a_rising_toll_is_one_series_in_order_of_time() -> None:
    pile = [counted("14 dead", 14, "2031-05-05"), counted("9 dead", 9, "2031-05-04"), counted("17 dead", 17, "2031-05-07")]
    (one,) = series(pile)
    assert [point.bounds.low for point in one.points] == [9, 14, 17]
    assert one.counted == "killed"
    assert "9 (4 May 2031) → 14 (5 May 2031) → 17 (7 May 2031)" in one.reason


def test_order_of_the_pile_changes_nothing() -> None:
    pile = [counted("14 dead", 14, "2031-05-05"), counted("9 dead", 9, "2031-05-04")]
    assert series(pile) == series(pile[::-1])


def test_repeated_figure_of_one_day_is_one_point() -> None:
    pile = [
        counted("9 dead", 9, "2031-05-04"),
        counted("9 dead", 9, "2031-05-04", outlet="Daily Sarn"),
        counted("14 dead", 14, "2031-05-05"),
    ]
    (one,) = series(pile)
    assert len(one.points) == 2


def test_the_same_number_every_day_is_no_series() -> None:
    assert series([counted("9 dead", 9, "2031-05-04"), counted("9 dead", 9, "2031-05-05")]) == ()


def test_arrests_of_several_days_are_no_course_of_one_count() -> None:
    def held(*counts: int) -> list[Findings]:
        return [counted(f"{count} held", count, f"2031-05-0{day}", "detained") for day, count in enumerate(counts, 4)]

    assert [point.bounds.low for one in series(held(5, 8)) for point in one.points] == [5, 8]
    assert series(held(80, 31)) == ()
    assert series(held(5, 80)) == ()


def test_undated_figures_make_no_series() -> None:
    assert series([counted("9 dead", 9, None), counted("14 dead", 14, None)]) == ()


def test_two_events_are_two_matters() -> None:
    pile = [counted("9 dead", 9, "2031-05-04"), counted("14 dead", 14, "2031-05-05", event="v-flood")]
    assert series(pile) == ()


def test_without_event_or_people_there_is_nothing_to_follow() -> None:
    pile = [
        counted("9 held", 9, "2031-05-04", "detained", event=None),
        counted("14 held", 14, "2031-05-05", "detained", event=None),
    ]
    assert series(pile) == ()


def test_the_same_people_in_the_same_place_are_followed_without_an_event() -> None:
    more = {"event": None, "of_whom": "e-dawn", "place": "e-tarn"}
    pile = [counted("9 held", 9, "2031-05-04", "detained", **more), counted("14 held", 14, "2031-05-05", "detained", **more)]
    (one,) = series(pile)
    assert (one.of_whom, one.place) == ("e-dawn", "e-tarn")


def test_houses_are_not_followed() -> None:
    assert series([counted("9 houses", 9, "2031-05-04", "other"), counted("14 houses", 14, "2031-05-05", "other")]) == ()


def test_parts_increments_and_single_victims_are_no_points() -> None:
    pile = [
        counted("9 dead", 9, "2031-05-04"),
        counted("five more", 5, "2031-05-05", role="increment"),
        counted("three children", 3, "2031-05-06", role="part"),
        counted("the mayor", 1, "2031-05-07"),
    ]
    assert series(pile) == ()


def test_soldiers_and_villagers_are_two_series() -> None:
    pile = [
        counted(f"{value} {unit}", value, day, unit=unit)
        for unit, values in (("soldiers", (3, 5)), ("villagers", (9, 14)))
        for value, day in zip(values, ("2031-05-04", "2031-05-05"), strict=True)
    ]
    assert sorted([point.bounds.low for point in one.points] for one in series(pile)) == [[3, 5], [9, 14]]


def test_hundreds_and_then_a_number_is_a_series_that_keeps_the_word() -> None:
    pile = [
        counted("hundreds", None, "2031-05-04", "displaced", comparator="vague", bounds=Bounds(200)),
        counted("2,300 people", 2300, "2031-05-05", "displaced", unit="people"),
    ]
    (one,) = series(pile)
    assert "“hundreds” (4 May 2031) → 2,300 (5 May 2031)" in one.reason


@pytest.mark.parametrize(
    ("value", "bounds", "comparator", "expected"),
    [
        (14, Bounds(14, 14), "exactly", Bounds(14, 14)),
        (30, Bounds(), "about", Bounds(25, 35)),
        (3000, Bounds(), "about", Bounds(2500, 3500)),
        (30, Bounds(None, 30), "about", Bounds(25, 30)),
        (None, Bounds(20), "at_least", Bounds(20)),
    ],
)
def test_about_allows_half_the_last_round_unit(
    value: int | None, bounds: Bounds, comparator: Comparator, expected: Bounds
) -> None:
    span = Story("30 people").span("30 people")
    figure = Figure("f-1", "a-1", span, value, bounds, comparator, "killed", None, None, "count", Time(), None, None, None)
    assert spread(figure) == expected


@pytest.mark.parametrize(
    ("value", "bounds", "comparator", "words"),
    [
        (1250, Bounds(1250, 1250), "exactly", "1,250"),
        (None, Bounds(20), "at_least", "at least 20"),
        (None, Bounds(15), "more_than", "more than 14"),
        (None, Bounds(None, 30), "at_most", "at most 30"),
        (None, Bounds(None, 29), "less_than", "fewer than 30"),
        (None, Bounds(20, 25), "between", "20 to 25"),
        (30, Bounds(), "about", "about 30"),
        (None, Bounds(24), "vague", "“dozens”"),
    ],
)
def test_amounts_are_worded_as_the_text_meant_them(
    value: int | None, bounds: Bounds, comparator: Comparator, words: str
) -> None:
    span = Story("dozens of people").span("dozens of people")
    figure = Figure("f-1", "a-1", span, value, bounds, comparator, "killed", "people", None, "count", Time(), None, None, None)
    assert amount(figure) == words


# Running counts, and reports without a date


def expelled(
    text: str, words: str, value: int, published: str | None, *, doer: str = "Ostland", past: str | None = None
) -> Findings:
    """A report that writes of a doer and of the Marsh Guard, and counts what the doer has done so far."""
    story = Story(text, None, published)
    entity = story.entity(doer, "government")
    story.entity("Marsh Guard", "armed_group")
    story.happens("expelled", "COERCE", actor=(), recipient=[words])
    told = story.events[-1]
    story.events[-1] = replace(told, actor=(Participant(story.span(doer), entity),))
    figure = story.counts(words, value, "deported", event=story.events[-1])
    day = Time(published, "day", None, "published") if published else Time()
    story.figures[-1] = replace(figure, as_of=day, unit="people", event=f"v-{story.id}")
    if past:
        story.happens("shelled", "ASSAULT", time=past)
    return story.findings


GUARD = " The Marsh Guard is at the border. The Marsh Guard has many friends."
EARLY = expelled("Ostland has expelled 1,200 people." + GUARD, "1,200 people", 1200, "2031-05-04")
UNDATED = "Ostland has expelled 5,000 people so far. The fort was shelled that day." + GUARD


def test_what_one_state_has_done_so_far_is_a_series_across_years() -> None:
    late = expelled("By now Ostland has expelled 5,000 people." + GUARD, "5,000 people", 5000, "2033-02-01")
    (one,) = series([late, EARLY])
    assert one.reason == "deported by Ostland: 1,200 (4 May 2031) → 5,000 (1 February 2033)"


def test_an_undated_report_is_no_older_than_the_latest_day_it_tells_of() -> None:
    (one,) = series([expelled(UNDATED, "5,000 people", 5000, None, past="2033-07-12"), EARLY])
    assert [point.as_of.value for point in one.points] == ["2031-05-04", None]
    assert one.reason.endswith("→ 5,000 (in a report without a date that tells of 12 July 2033)")


@pytest.mark.parametrize("past", [None, "2029-07-12", "2031-05-04"], ids=["tells no day", "an earlier day", "the same day"])
def test_an_undated_report_that_may_be_the_older_one_is_no_point(past: str | None) -> None:
    assert series([expelled(UNDATED, "5,000 people", 5000, None, past=past), EARLY]) == ()


def test_of_two_undated_reports_nobody_knows_which_came_first() -> None:
    more = UNDATED.replace("5,000", "7,000").replace("that day", "then")
    pile = [
        expelled(UNDATED, "5,000 people", 5000, None, past="2033-07-12"),
        expelled(more, "7,000 people", 7000, None, past="2034-01-02"),
    ]
    assert series([EARLY, *pile]) == ()


def test_two_states_make_no_series() -> None:
    text = "By now Velmora has expelled 5,000 people." + GUARD
    assert series([EARLY, expelled(text, "5,000 people", 5000, "2033-02-01", doer="Velmora")]) == ()


def test_counts_of_one_state_on_different_matters_make_no_series() -> None:
    text = "By now Ostland has expelled 5,000 people. They had no papers for the mines."
    assert series([EARLY, expelled(text, "5,000 people", 5000, "2033-02-01")]) == ()


def test_a_deed_of_one_day_is_no_running_count() -> None:
    text = "On Tuesday Ostland expelled 5,000 people." + GUARD
    assert series([EARLY, expelled(text, "5,000 people", 5000, "2033-02-01")]) == ()


def of_the_war(words: str, value: int, day: str, year: int = 2027) -> Findings:
    story = Story(f"{words} have been killed in Ostland since the war began in {year}.", "Northwire", day)
    story.entity("Ostland", "place", Place(None, None, "OS", "country"))
    figure = story.counts(words, value, "killed")
    story.figures[-1] = replace(figure, as_of=Time(day, "day", None, "published"), unit="people")
    return story.findings


def test_the_dead_of_one_war_are_a_series_and_those_of_another_are_not() -> None:
    pile = [of_the_war("4,000 people", 4000, "2031-05-04"), of_the_war("9,000 people", 9000, "2033-01-01")]
    (one,) = series([*pile, of_the_war("70,000 people", 70000, "2033-02-01", 1998)])
    assert one.reason == "dead in Ostland since 2027: 4,000 (4 May 2031) → 9,000 (1 January 2033)"


# What is no growth


def test_a_toll_weeks_later_is_of_another_happening() -> None:
    assert series([counted("9 dead", 9, "2031-05-04"), counted("14 dead", 14, "2031-05-25")]) == ()


def test_a_lower_toll_is_no_step() -> None:
    assert (
        series(
            [
                counted("at least 9", None, "2031-05-04", bounds=Bounds(9), comparator="at_least"),
                counted("8 dead", 8, "2031-05-05"),
            ]
        )
        == ()
    )


def test_what_one_report_counts_at_two_times_is_no_series() -> None:
    story = Story("At noon 9 dead were found, and by night 14 dead.", "Northwire")
    for words, value, day in (("9 dead", 9, "2031-05-04"), ("14 dead", 14, "2031-05-05")):
        figure = story.counts(words, value, "killed")
        story.figures[-1] = replace(figure, as_of=Time(day, "day", None, "published"), event=FIRE)
    assert series([story.findings]) == ()


def told_by(who: str, words: str, value: int, day: str) -> Findings:
    story = Story(f"{who}: {words} were sent away.", "Northwire", day)
    said = story.says(words, who)
    figure = story.counts(words, value, "displaced", statement=said)
    story.figures[-1] = replace(figure, as_of=Time(day, "day", None, "published"), event=FIRE)
    return story.findings


def test_a_number_that_its_teller_repeats_beside_the_next_did_not_grow() -> None:
    pile = [told_by("Lena Corvath", "11 men", 11, "2031-05-04"), told_by("Ivo Brandel", "12 men", 12, "2031-05-05")]
    assert len(series(pile)) == 1
    assert series([*pile, told_by("Lena Corvath", "11 men", 11, "2031-05-06")]) == ()


def test_what_another_counter_of_a_war_gives_stays_out_of_its_course() -> None:
    pile = [
        of_the_war("4,000 people", 4000, "2031-05-04"),
        of_the_war("6,000 people", 6000, "2032-01-01"),
        of_the_war("9,000 people", 9000, "2032-02-01"),
        of_the_war("6,500 people", 6500, "2032-06-01"),
        of_the_war("7,000 people", 7000, "2033-01-01"),
    ]
    (one,) = series(pile)
    assert [point.bounds.low for point in one.points] == [4000, 6000, 6500, 7000]
    assert series(pile[::-1]) == (one,)


def test_up_to_a_number_and_vague_words_are_no_steps() -> None:
    most = counted("up to 80 missing", None, "2031-05-04", "missing", comparator="at_most", bounds=Bounds(None, 80))
    thirty = counted("30 missing", 30, "2031-05-05", "missing", outlet="Daily Sarn")
    assert series([most, thirty]) == ()
    many = counted("2,300 missing", 2300, "2031-05-04", "missing")
    vague = counted("hundreds missing", None, "2031-05-05", "missing", comparator="vague", bounds=Bounds(200))
    assert series([many, vague]) == ()
