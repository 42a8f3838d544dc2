"""What an editor would write down for each expression, told on Thursday 12 June 2031 unless another day is given.

Variants of the regression sentences of the design, with their traps. A dash stands for an expression that is found and stays
unresolved.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.test_times import THURSDAY, article, meanings, read

from accordingto.model import Zone
from accordingto.read.annotate import annotate
from accordingto.read.times import timexes

pytestmark = pytest.mark.model

SUNDAY, NEW_YEAR, AUTUMN = "2031-06-15", "2031-01-02", "2030-10-24"


def check(text: str, words: str, value: str, day: str | None = THURSDAY) -> None:
    found = meanings(text, day)
    assert words in found, found
    assert (found[words] or "-") == value


@pytest.mark.parametrize(
    ("text", "words", "value", "day"),
    [
        ("The council sat Thursday.", "Thursday", "2031-06-12", THURSDAY),
        ("On Wednesday the ferry sank.", "Wednesday", "2031-06-11", THURSDAY),
        ("Rain fell on Friday.", "Friday", "2031-06-06", THURSDAY),
        ("The strike that began on Monday goes on.", "Monday", "2031-06-09", THURSDAY),
        ("The mill burned on Sunday.", "Sunday", "2031-06-15", SUNDAY),
        ("The mill burned on Monday.", "Monday", "2031-06-09", SUNDAY),
        ("Monday's vote was close.", "Monday", "2031-06-09", THURSDAY),
        ("The council will sit on Monday.", "Monday", "2031-06-16", THURSDAY),
        ("The council is to sit on Monday.", "Monday", "2031-06-16", THURSDAY),
        ("Families must leave the camp by Friday.", "Friday", "2031-06-13", THURSDAY),
        ("The bridge is closed until Monday.", "Monday", "2031-06-16", THURSDAY),
        ("Bridge to remain closed until Monday", "Monday", "2031-06-16", THURSDAY),
        ("Guards hand in their keys before they are taken home on Friday.", "Friday", "2031-06-13", THURSDAY),
        ("The union agreed to meet the owners on Tuesday.", "Tuesday", "2031-06-17", THURSDAY),
        ("The fire forced the owners to close the mill on Tuesday.", "Tuesday", "2031-06-10", THURSDAY),
        ("A tip led police to search the mill on Tuesday.", "Tuesday", "2031-06-10", THURSDAY),
        ("The owners managed to sell the mill on Tuesday.", "Tuesday", "2031-06-10", THURSDAY),
        ("The mayor went to the port to meet crews on Tuesday.", "Tuesday", "2031-06-10", THURSDAY),
        ("She was hurt while visiting a friend to wish her luck on Tuesday.", "Tuesday", "2031-06-10", THURSDAY),
        ("We express our gratitude for their courage on Tuesday.", "Tuesday", "2031-06-10", THURSDAY),
        ("Mondays vote in Limeport was close.", "Mondays", "2031-06-09", THURSDAY),
        ("The mill is open on Mondays.", "Mondays", "-", THURSDAY),
        ("The mill's gate is shut Mondays without fail.", "Mondays", "-", THURSDAY),
    ],
)
def test_weekday_goes_by_its_verb(text: str, words: str, value: str, day: str) -> None:
    check(text, words, value, day)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("A barn burned last Thursday.", "last Thursday", "2031-06-05"),
        ("A barn burned last Friday.", "last Friday", "2031-06-06"),
        ("A barn burned this past Tuesday.", "this past Tuesday", "2031-06-10"),
        ("The barn will be sold next Thursday.", "next Thursday", "2031-06-19"),
        ("The barn will be sold this Saturday.", "this Saturday", "2031-06-14"),
        ("The barn burned on Monday last week.", "Monday last week", "2031-06-02"),
        ("The barn will be sold on Monday next week.", "Monday next week", "2031-06-16"),
        ("The mast fell on Monday, 2 June. It was sold the following Thursday.", "the following Thursday", "2031-06-05"),
    ],
)
def test_weekday_with_a_word_of_direction(text: str, words: str, value: str) -> None:
    check(text, words, value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Shots were heard on Wednesday night.", "Wednesday night", "2031-06-11/2031-06-12"),
        ("Shots were heard on Thursday night.", "Thursday night", "2031-06-12/2031-06-13"),
        ("Shots were heard overnight.", "overnight", "2031-06-11/2031-06-12"),
        ("Shots were heard overnight on Friday.", "overnight on Friday", "2031-06-06/2031-06-07"),
        ("Shots were heard overnight Friday.", "overnight Friday", "2031-06-06/2031-06-07"),
        ("Shots were heard late on Monday.", "late on Monday", "2031-06-09"),
        ("Shots were heard early Tuesday.", "early Tuesday", "2031-06-10"),
        ("Shots were heard in the early hours of Tuesday.", "the early hours of Tuesday", "2031-06-10"),
        ("Shots were heard at 9:25 in the morning on Tuesday.", "9:25 in the morning on Tuesday", "2031-06-10T09:25"),
        ("Shots were heard at 3 a.m. (0000 GMT) on Wednesday.", "3 a.m. (0000 GMT) on Wednesday", "2031-06-11T03:00"),
        ("The fair ran from Monday to Wednesday.", "from Monday to Wednesday", "2031-06-09/2031-06-11"),
        ("It has rained since Monday.", "since Monday", "2031-06-09/2031-06-12"),
        ("The gate failed two nights ago.", "two nights ago", "2031-06-10/2031-06-11"),
    ],
)
def test_nights_hours_and_spells_of_days(text: str, words: str, value: str) -> None:
    check(text, words, value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("A barn burned on Saturday 7 June.", "Saturday 7 June", "2031-06-07"),
        ("A barn burned on Tuesday, 4 March.", "Tuesday, 4 March", "2031-03-04"),
        ("A barn burned on Monday, 4 March.", "Monday, 4 March", "2030-03-04"),
        ("A barn burned on Sunday, 30 December.", "Sunday, 30 December", "-"),
    ],
)
def test_weekday_beside_a_day_tells_its_year(text: str, words: str, value: str) -> None:
    check(text, words, value)


@pytest.mark.parametrize(
    ("text", "words", "value", "day"),
    [
        ("Last week's harvest was poor.", "Last week", "2031-06-02/2031-06-08", THURSDAY),
        ("Harvest ended last week.", "last week", "2030-12-23/2030-12-29", NEW_YEAR),
        ("Harvest ended two weeks ago.", "two weeks ago", "2031-05-26/2031-06-01", THURSDAY),
        ("Harvest began this week.", "this week", "2031-06-09/2031-06-12", THURSDAY),
        ("Harvest began earlier this week.", "earlier this week", "2031-06-09/2031-06-11", THURSDAY),
        ("Harvest will end later this week.", "later this week", "2031-06-13/2031-06-15", THURSDAY),
        ("Harvest will begin next week.", "next week", "2031-06-16/2031-06-22", THURSDAY),
        ("Harvest began at the weekend.", "the weekend", "2031-06-07/2031-06-08", THURSDAY),
        ("Harvest began last weekend.", "last weekend", "2031-06-07/2031-06-08", THURSDAY),
        ("Harvest began earlier this week.", "earlier this week", "-", "2031-06-09"),
    ],
)
def test_weeks_run_from_monday(text: str, words: str, value: str, day: str) -> None:
    check(text, words, value, day)


@pytest.mark.parametrize(
    ("text", "words", "value", "day"),
    [
        ("Earlier in October a dam leaked.", "Earlier in October", "2030-10-01/2030-10-23", AUTUMN),
        ("Earlier in October a dam leaked.", "Earlier in October", "2030-10", "2030-11-05"),
        ("Earlier in October a dam leaked.", "Earlier in October", "-", "2030-10-01"),
        ("Earlier this month a dam leaked.", "Earlier this month", "2031-06-01/2031-06-11", THURSDAY),
        ("A dam leaked earlier in the month.", "earlier in the month", "2031-06-01/2031-06-11", THURSDAY),
        ("The dam will be drained later in October.", "later in October", "2030-10-25/2030-10-31", AUTUMN),
        ("A dam leaked in December.", "December", "2030-12", NEW_YEAR),
        ("A dam leaked last month.", "last month", "2030-12", NEW_YEAR),
        ("A dam leaked in June.", "June", "2031-06", THURSDAY),
        ("A dam leaked last June.", "last June", "2030-06", THURSDAY),
        ("A dam leaked late last month.", "late last month", "2031-05-21/2031-05-31", THURSDAY),
        ("The dam will be drained early next month.", "early next month", "2031-07-01/2031-07-10", THURSDAY),
        ("A dam leaked at the end of May.", "the end of May", "2031-05-21/2031-05-31", THURSDAY),
        ("A dam leaked in mid-May.", "mid-May", "2031-05-11/2031-05-20", THURSDAY),
        ("Sergeant May resigned in late June.", "late June", "2030-06-21/2030-06-30", THURSDAY),
        ("He may go in May.", "May", "2032-05", THURSDAY),
        ("Crews will march on 3 March.", "3 March", "2032-03-03", THURSDAY),
        ("The dam may be drained in early August.", "early August", "2031-08-01/2031-08-10", THURSDAY),
    ],
)
def test_months_and_parts_of_them(text: str, words: str, value: str, day: str) -> None:
    check(text, words, value, day)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Wells have run dry since 2019.", "since 2019", "2019-01-01/2031-06-12"),
        ("The firm has posted its first loss since 1992.", "1992", "1992"),
        ("It has been the driest spring since 1997.", "1997", "1997"),
        ("The mill has cut more jobs than at any time since 2004.", "2004", "2004"),
        ("Three boats sank in the past two weeks.", "the past two weeks", "2031-05-29/2031-06-12"),
        ("Three boats sank in the past 24 hours.", "the past 24 hours", "2031-06-11/2031-06-12"),
        ("Three boats sank in the last 48 hours.", "the last 48 hours", "2031-06-10/2031-06-12"),
        ("Three boats sank in the past six hours.", "the past six hours", "-"),
        ("Rain will fall over the next three days.", "the next three days", "2031-06-12/2031-06-15"),
        ("Crews have returned lately.", "lately", "-"),
        ("Crews returned in the past few weeks.", "the past few weeks", "-"),
        ("Sales rose from the same period last year.", "the same period last year", "-"),
        ("Sales rose in May. They had fallen in the same month last year.", "the same month last year", "2030-05"),
        ("Sales fell in May 2029 from the same month a year earlier.", "the same month a year earlier", "2028-05"),
        ("Sales rose in the third fiscal quarter of 2030.", "the third fiscal quarter of 2030", "-"),
        ("Sales rose in fiscal 2030.", "fiscal 2030", "-"),
        ("Sales rose in the fiscal year 2030.", "the fiscal year 2030", "-"),
        ("Sales rose in the third quarter of 2030.", "the third quarter of 2030", "2030-07-01/2030-09-30"),
        ("The firm plans to cut output in the fourth quarter.", "the fourth quarter", "2031-10-01/2031-12-31"),
    ],
)
def test_periods(text: str, words: str, value: str) -> None:
    check(text, words, value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The New Year's attack killed two.", "New Year's", "2031-01-01"),
        ("The New Year's Eve attack killed two.", "New Year's Eve", "2030-12-31"),
        ("Crowds gathered on Christmas Eve.", "Christmas Eve", "2030-12-24"),
        ("Crowds will gather on Christmas Day.", "Christmas Day", "2031-12-25"),
        ("Crowds gathered last Christmas.", "last Christmas", "2030-12-25"),
        ("Crowds gathered on May Day 2029.", "May Day 2029", "2029-05-01"),
        ("Crowds gathered on Easter Monday.", "Easter Monday", "-"),
        ("Crowds gathered on Labour Day.", "Labour Day", "-"),
        ("Security was tightened after the September 11 attacks.", "September 11", "2001-09-11"),
        ("A shed burned on September 11.", "September 11", "2030-09-11"),
    ],
)
def test_holidays(text: str, words: str, value: str) -> None:
    check(text, words, value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The mast fell on Monday. Two days later it was sold.", "Two days later", "2031-06-11"),
        ("The mast fell in August 2016. Ten months later it was sold.", "Ten months later", "2017-06"),
        ("The mast fell on 3 May 2029. A week earlier it had been tested.", "A week earlier", "2029-04-23/2029-04-29"),
        ("The mast fell on 3 May 2029. The next morning it was sold.", "The next morning", "2029-05-04"),
        ("The mast fell on 3 May 2029. It was sold a day later.", "a day later", "2029-05-04"),
        ("The mast fell on 3 May 2029. The previous night it had swayed.", "The previous night", "2029-05-02/2029-05-03"),
        ("The mast fell in 2029. Three days later it was sold.", "Three days later", "-"),
        ("Crowds came. Two days later the mast was sold.", "Two days later", "-"),
        ("It fell on 3 May 2029. Crowds came. Boats left. Two days later it was sold.", "Two days later", "-"),
        ("It was sold two days after 3 May 2029.", "two days after 3 May 2029", "2029-05-05"),
        ("It was sold the day before 3 May 2029.", "the day before 3 May 2029", "2029-05-02"),
        ("It was sold two days before Christmas.", "two days before Christmas", "2030-12-23"),
        ("It was sold a week after Easter.", "a week after Easter", "-"),
        ("It was sold two weeks after the mast fell.", "two weeks", "-"),
    ],
)
def test_offsets_count_from_the_text(text: str, words: str, value: str) -> None:
    check(text, words, value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ('"We vote tomorrow," Dara Finch said on Tuesday.', "tomorrow", "2031-06-11"),
        ('"I saw it last week," Leyla Osei said on 3 May 2029.', "last week", "2029-04-23/2029-04-29"),
        ('Noor testified on 3 May 2029 that "yesterday was too late".', "yesterday", "2029-05-02"),
        ('In a letter of 3 May 2029 Noor wrote: "We leave tomorrow."', "tomorrow", "2029-05-04"),
        ('"We lost two boats yesterday," Dara Finch said.', "yesterday", "2031-06-11"),
    ],
)
def test_words_in_quotation_marks_count_from_when_they_were_spoken(text: str, words: str, value: str) -> None:
    check(text, words, value)


@pytest.mark.parametrize(
    "text",
    [
        "Tarn Today said the mill was sold.",
        "A host of World News Tonight resigned.",
        "The Daily Lantern apologised.",
        "Mary March resigned.",
        "April Osei resigned.",
        "The Sunday Mirror apologised.",
        "The Black September group denied it.",
        "An august body met.",
        "Veterans of the Six-Day War marched.",
        "She was named Person of the Week.",
        "He lives at 1990 Mill Road.",
        "Men aged 20 to 25 were called up.",
        "The clerk found Resolution 2031 in a drawer.",
        "He won 2,031 votes.",
        "The second boat sank.",
    ],
)
def test_names_and_numbers_are_no_times(text: str) -> None:
    assert meanings(text) == {}


@pytest.mark.parametrize(
    ("caption", "words", "value", "day"),
    [
        ("A boat lies in the mill that was hit on New Year's Day, 22 May 2029.", "New Year's Day", "2029-01-01", None),
        ("Crews clear the mill that burned on Friday, in Limeport, 22 May 2029.", "Friday", "2029-05-18", None),
        ("Crews clear the mill that burned on Friday, in Limeport, 22 May 2029.", "Friday", "2031-06-06", THURSDAY),
        ("Crews of 3 May 2028 clear the mill that burned on Friday, in Limeport, 22 May 2029.", "Friday", "-", None),
        ("Crews clear the mill that burned on Friday.", "Friday", "-", None),
    ],
)
def test_caption_counts_from_its_own_date_where_no_other_is_known(
    caption: str, words: str, value: str, day: str | None
) -> None:
    text = f"{caption}\nThe owners left on Saturday."
    end = len(caption)
    story = article(text, day, zones=(Zone("caption", 0, end), Zone("body", end + 1, len(text))))
    found = {timex.span.exact: timex.time.value for timex in timexes(annotate(story))}
    assert (found[words] or "-", found["Saturday"]) == (value, "2031-06-07" if day else None)


RELATIVE = (
    "today", "yesterday", "on Monday", "last Friday", "next Tuesday", "last week", "this week", "two weeks ago", "last month",
    "in October", "in early March", "last year", "this year", "on Christmas Eve", "on 3 May", "overnight", "on Friday night",
    "in the last six months", "last summer", "at the weekend", "tomorrow", "three days ago", "earlier this month",
    "in the first quarter", "a year ago", "the day before yesterday", "two days later", "the following day", "last night",
)  # fmt: skip


@pytest.mark.parametrize("words", RELATIVE)
def test_without_an_anchor_nothing_relative_has_a_value(words: str) -> None:
    found = meanings(f"The mill was sold {words}.", None)
    assert found
    assert set(found.values()) == {None}


# --- what always holds ---------------------------------------------------------------------------------------------------

HAPPENED = ("The mill was sold {}.", "Noor said the ferry sank {}.", "A vote will be held {}.", "{} a shed burned in Limeport.")
BY_WEEKS = (
    "today", "yesterday", "tomorrow", "on Monday", "on Friday night", "last Thursday", "next Tuesday", "last week", "next week",
    "two weeks ago", "three days ago", "overnight", "at the weekend", "the day before yesterday", "in the past 48 hours",
    "in the next three days", "early on Wednesday", "earlier this week", "last weekend",
)  # fmt: skip
ABSOLUTE = (
    "on 3 May 2029", "in August 2016", "in 2016", "in the 1990s", "on 2029-05-03", "at 14:30 on 3 May 2029", "on 19/02/2015",
    "in the third quarter of 2030", "from 3 to 5 May 2029", "in early March 2029", "on New Year's Eve 2029", "for two years",
    "two days after 3 May 2029", "every Friday", "recently", "in fiscal 2030",
)  # fmt: skip
FORMS = {
    "minute": r"\d{4}-\d\d-\d\dT\d\d:\d\d", "day": r"\d{4}-\d\d-\d\d", "week": r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d",
    "month": r"\d{4}-\d\d", "year": r"\d{4}", "interval": r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d",
}  # fmt: skip
DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))


def moved(value: str | None, weeks: int) -> str | None:
    """A value of days so many weeks on."""
    if value is None:
        return None
    return "/".join((date.fromisoformat(day) + timedelta(7 * weeks)).isoformat() for day in value.split("/"))


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.sampled_from(HAPPENED), st.sampled_from(BY_WEEKS), DAYS, st.integers(-200, 200))
def test_anchor_moved_by_weeks_moves_every_relative_value(tale: str, words: str, day: date, weeks: int) -> None:
    text = tale.format(words)
    here, there = meanings(text, day.isoformat()), meanings(text, (day + timedelta(7 * weeks)).isoformat())
    assert {each: moved(value, weeks) for each, value in here.items()} == there


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.sampled_from((*RELATIVE, *BY_WEEKS, *ABSOLUTE)), min_size=1, max_size=4), st.none() | DAYS)
def test_every_expression_quotes_its_text_and_its_value_has_the_form_of_its_precision(
    words: list[str], day: date | None
) -> None:
    text = " ".join(tale.format(each) for tale, each in zip(HAPPENED, words, strict=False))
    _, found = read(text, day.isoformat() if day else None)
    for timex in found:
        time = timex.time
        assert text[timex.span.start : timex.span.end] == timex.span.exact == time.words
        assert (time.value is None) == (time.precision == "unresolved")
        if time.value is not None:
            assert re.fullmatch(FORMS[time.precision], time.value)
            assert time.days is not None
            assert time.days[0] <= time.days[1]
            assert time.precision != "week" or (time.days[0].weekday() == 0 and (time.days[1] - time.days[0]).days <= 6)
        assert day is not None or time.anchor != "published"


@settings(derandomize=True, max_examples=30, deadline=None)
@given(st.sampled_from(HAPPENED), st.sampled_from(ABSOLUTE), st.none() | DAYS, st.none() | DAYS)
def test_absolute_times_do_not_hang_on_the_anchor(tale: str, words: str, one: date | None, other: date | None) -> None:
    text = tale.format(words)
    assert meanings(text, one.isoformat() if one else None) == meanings(text, other.isoformat() if other else None)
