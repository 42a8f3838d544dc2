"""Times: when an article was published, what its time expressions mean, and which belongs to what it tells."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from spacy.tokens import Doc

from accordingto.model import Article, Published, Time, Timex, Zone, identify
from accordingto.read.annotate import annotate
from accordingto.read.clean import zoned
from accordingto.read.times import published, time_at, timexes

pytestmark = pytest.mark.model
THURSDAY = "2031-06-12"


def article(text: str, day: str | None = None, *, url: str | None = None, zones: tuple[Zone, ...] = ()) -> Article:
    given = Published(day, "day", day, None, "published") if day else Published()
    return Article(identify("a", text), "story.txt", (), None, None, None, given, "en", "", text, {}, zones, url)


def read(text: str, day: str | None = THURSDAY) -> tuple[Doc, tuple[Timex, ...]]:
    doc = annotate(zoned(article(text, day)))
    return doc, timexes(doc)


def meanings(text: str, day: str | None = THURSDAY) -> dict[str, str | None]:
    return {timex.span.exact: timex.time.value for timex in read(text, day)[1]}


def only(text: str, day: str | None = THURSDAY) -> Time:
    [timex] = read(text, day)[1]
    return timex.time


def when(text: str, trigger: str, day: str | None = THURSDAY) -> str | None:
    doc, found = read(text, day)
    time = time_at(next(token for token in doc if token.text == trigger), found)
    return time.value if time else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It could rise if rain forecast for Tuesday reached the valley.", "2031-06-17"),
        ("A vote planned for Monday worried them.", "2031-06-16"),
        ("Rain that had been forecast for Tuesday passed.", "2031-06-10"),
        ("As expected on Tuesday, the vote failed.", "2031-06-10"),
    ],
)
def test_what_is_forecast_or_planned_lies_ahead(text: str, day: str) -> None:
    assert only(text).value == day


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2031-02-30"])
def test_day_that_no_news_was_printed_on_is_not_believed(day: str) -> None:
    assert published(article("A barn burned last Sunday.", day)).value is None


def test_time_of_day_is_of_the_day_told_in_the_sentence_before() -> None:
    found = meanings("The gate failed late on Sunday.\n\nThe siren went off at 11.40pm, the office said.")
    assert found["11.40pm"] == "2031-06-08T23:40"


PIECES = (
    "30 February", "31 September", "Feb. 29", "29 February", "31", "0", "99", "2031", "1500", "2099", "13/13/2031",
    "31/02/2031", "2031-02-30", "2030-02-29T23:59", "early", "late", "mid-", "earlier this", "last", "next",
    "the following", "the previous", "week", "month", "century", "decade", "quarter", "second half of", "of", "to", "-",
    "between", "and", "from", "since", "night of", "overnight", "Friday night", "24:00", "at 2560", "noon on", "midnight",
    "Christmas 2099", "400 centuries ago", "399 decades earlier", "29th century", "1500s", "Q4 2031", "fourth quarter",
    "winter 2099", "the next 400 years", "2013-15", "two days later", "the day before", "that night", "12-15 March",
    "30-31 February", "the end of February", "in", ",",
)  # fmt: skip


def test_every_time_read_is_in_the_calendar() -> None:
    """Whatever the words, a value is a day or stretch that exists, or there is none."""
    chance = Random(7)
    days = ["2031-06-12", "2032-02-29", "1500-01-01", "2100-12-31", "2031-02-30", "2031-06", None]
    for _ in range(100):
        words = " ".join(chance.choice(PIECES) for _ in range(20))
        tale = zoned(article(f"TOWN, {words[:20]} - It failed {words}. It will rise {words[::2]}.", chance.choice(days)))
        tale = replace(tale, published=published(tale))
        times = [tale.published.time, *(timex.time for timex in timexes(annotate(tale)))]
        assert all(time.days is None or time.days[0] <= time.days[1] for time in times)


# --- sentences that must not go wrong again ------------------------------------------------------------------------------


def test_weekday_of_the_day_of_publication_is_that_day() -> None:
    assert only("Judges met on Thursday.") == Time("2031-06-12", "day", "Thursday", "published")


def test_last_weekday_on_that_weekday_is_a_week_earlier() -> None:
    assert only("A barn burned last Thursday.") == Time("2031-06-05", "day", "last Thursday", "published")


def test_last_week_is_monday_to_sunday() -> None:
    assert only("Harvest ended last week.") == Time("2031-06-02/2031-06-08", "week", "last week", "published")


def test_earlier_in_the_running_month_ends_the_day_before() -> None:
    assert only("Earlier in October a dam leaked.", "2030-10-24") == Time(
        "2030-10-01/2030-10-23", "interval", "Earlier in October", "published"
    )


def test_weekday_without_an_anchor_stays_unresolved() -> None:
    assert only("The ferry sank on Monday.", None) == Time(None, "unresolved", "Monday", None)


def test_offset_counts_from_the_event_before_it() -> None:
    _, (fall, sale) = read("The mast fell on 3 May 2029. Two days later it was sold.")
    assert fall.time == Time("2029-05-03", "day", "3 May 2029", None)
    assert sale.time == Time("2029-05-05", "day", "Two days later", "text")


def test_modal_may_is_no_month_and_mid_march_is_ten_days() -> None:
    assert meanings("The May fair may open in mid-March.")["mid-March"] == "2032-03-11/2032-03-20"
    assert "may" not in meanings("The May fair may open in mid-March.")


def test_newest_date_of_a_text_is_not_its_publication() -> None:
    story = article("The mill closed on 4 April 2030. Crews returned recently.")
    found = published(zoned(story))
    assert replace(found, reason=None) == Published()
    assert found.reason == "not before 4 April 2030, the newest date that its text tells as past"
    assert meanings(story.text, None) == {"4 April 2030": "2030-04-04", "recently": None}


# --- more of what words mean ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The council will meet on Monday.", "Monday", "2031-06-16"),
        ("The council met on Monday.", "Monday", "2031-06-09"),
        ("The bridge opens next Friday.", "next Friday", "2031-06-13"),
        ("The mill burned on Friday night.", "Friday night", "2031-06-06/2031-06-07"),
        ("Two boats sank overnight.", "overnight", "2031-06-11/2031-06-12"),
        ("A shed burned last night.", "last night", "2031-06-11/2031-06-12"),
        ("A kiosk burned yesterday.", "yesterday", "2031-06-11"),
        ("The harbour closed this week.", "this week", "2031-06-09/2031-06-12"),
        ("The harbour will reopen next week.", "next week", "2031-06-16/2031-06-22"),
        ("The canal froze in October.", "October", "2030-10"),
        ("The canal will close in October.", "October", "2031-10"),
        ("The canal froze in early October.", "early October", "2030-10-01/2030-10-10"),
        ("The canal froze in late March.", "late March", "2031-03-21/2031-03-31"),
        ("The canal froze last month.", "last month", "2031-05"),
        ("The ferry burned last May.", "last May", "2031-05"),
        ("The choir sang last year.", "last year", "2030"),
        ("Rents have risen since January.", "since January", "2031-01-01/2031-06-12"),
        ("It was the worst storm since 1997.", "1997", "1997"),
        ("Three barns burned in the last six months.", "the last six months", "2030-12-12/2031-06-12"),
        ("Wells dried in the 1990s.", "the 1990s", "1990-01-01/1999-12-31"),
        ("Wells dried last summer.", "last summer", "2030-06-01/2030-08-31"),
        ("Trade fell in the first quarter of 2029.", "the first quarter of 2029", "2029-01-01/2029-03-31"),
        ("Crowds gathered on New Year's Day.", "New Year's Day", "2031-01-01"),
        ("Crowds gathered on Good Friday.", "Good Friday", None),
        ("Ten days ago the mast fell.", "Ten days ago", "2031-06-02"),
        ("Three years ago the mast fell.", "Three years ago", "2028"),
        ("About three years ago the mast fell.", "About three years ago", None),
        ("The fair ran from 3 to 5 May.", "from 3 to 5 May", "2031-05-03/2031-05-05"),
        ("The fair ran on 12-15 March 2029.", "12-15 March 2029", "2029-03-12/2029-03-15"),
        ("The fair ran between January and March 2029.", "between January and March 2029", "2029-01-01/2029-03-31"),
        ("The siren rang at 14:30 on 3 May.", "14:30 on 3 May", "2031-05-03T14:30"),
        ("The pier was built in August of 2016.", "August of 2016", "2016-08"),
        ("The pier was built in 2016.", "2016", "2016"),
        ("The pier burned on 30 December.", "30 December", "2030-12-30"),
        ("The pier burned on Feb. 3.", "Feb. 3", "2031-02-03"),
        ("Crews returned in recent weeks.", "recent weeks", None),
        ("The siege lasted two years.", "two years", None),
        ("The bus runs every Friday.", "every Friday", None),
        ("The pier burned on 03/04/2024.", "03/04/2024", None),
        ("The pier burned on 19/02/2015.", "19/02/2015", "2015-02-19"),
        ("Last week, after 100 days of fighting, a truce held.", "100 days", None),
    ],
)
def test_words_mean(text: str, words: str, value: str | None) -> None:
    found = meanings(text)
    assert words in found, found
    assert found[words] == value


@pytest.mark.parametrize(
    "text",
    [
        "It may rain.",
        "The protesters began a march on the capital.",
        "The Sunday Times apologised.",
        "They broke Article 5 of the treaty.",
        "Boys aged 17-25 left the village.",
        "The October 7 Brigade lost a truck.",
        "A 61-year-old baker won.",
        "The firm sold 2,015 boats.",
    ],
)
def test_words_that_are_no_times(text: str) -> None:
    assert meanings(text) == {}


def test_upper_case_and_wrapped_lines_are_read_alike() -> None:
    found = meanings(
        "   PORT VALE, 3 JAN 90 -- [TEXT] THE DEPOT BURNED ON THE NIGHT OF 30\nDECEMBER, AND TWO MEN\nMAY HAVE DIED.",
        "1990-01-03",
    )
    assert found == {"3 JAN 90": "1990-01-03", "THE NIGHT OF 30\nDECEMBER": "1989-12-30/1989-12-31"}


def test_clock_belongs_to_the_day_told_last() -> None:
    assert meanings("The mast fell on 3 May 2029. Sirens rang at 14:30.")["14:30"] == "2029-05-03T14:30"


def test_offset_without_an_event_before_it_stays_unresolved() -> None:
    assert meanings("Two days later the mill was sold.") == {"Two days later": None}


def test_following_day_and_that_night_count_from_the_text() -> None:
    found = meanings("The mast fell on 3 May 2029. That night a shed burned. The following day it was sold.")
    assert found["That night"] == "2029-05-03/2029-05-04"
    assert found["The following day"] == "2029-05-04"


def test_quotation_counts_from_the_day_it_was_spoken() -> None:
    found = read('"We lost two boats yesterday and we are tired," Dara Finch said on 3 May 2029.')[1]
    assert [(timex.time.value, timex.time.anchor) for timex in found] == [("2029-05-02", "text"), ("2029-05-03", None)]


def test_quotation_of_an_unknown_day_stays_unresolved() -> None:
    assert meanings('He told the court last month that "today we mourn".') == {"last month": "2031-05", "today": None}


# --- the date of publication ---------------------------------------------------------------------------------------------


def test_given_date_is_kept() -> None:
    story = article("LIMEPORT, 3 May 2029 -- A shed burned.", "2029-05-04")
    assert published(story) == replace(story.published, confidence="high", reason="it came with the article; its head agrees")


def test_given_day_that_no_calendar_has_is_not_believed() -> None:
    story = article("A shed burned on Monday.", "2029-09-31")
    assert (published(story).value, published(story).words) == (None, "2029-09-31")
    assert meanings(story.text, "2029-09-31") == {"Monday": None}


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Shed burns\n\n3 May 2029\n\nA shed burned.", "2029-05-03", "3 May 2029"),
        ("Shed burns\n\nFri 04 May 2029 at 0914\n\nA shed burned.", "2029-05-04", "04 May 2029"),
        ("Shed burns\nPublished: May 3, 2029\nA shed burned.", "2029-05-03", "May 3, 2029"),
        ("Shed burns\nBy Iris Noor, 3 May 2029\n\nA shed burned.", "2029-05-03", "3 May 2029"),
        ("   PORT VALE, 3 JAN 90 -- [TEXT] A SHED BURNED.", "1990-01-03", "3 JAN 90"),
        ("Evening Update May 3, 2029\nHarbour Guard\n\nLIMEPORT, Westland (May 3) – A shed burned.", "2029-05-03", "May 3"),
        (
            "Shed burns\nHarbour Guard\u20282029-05-H-011\u2028LIMEPORT, Westland (May 3) – A shed burned.",
            "2029-05-03",
            "May 3",
        ),
        ("LIMEPORT, Westland (May 3, 2029) — A shed burned.", "2029-05-03", "May 3, 2029"),
        ("A shed burned today, 3 May 2029, in Limeport.", "2029-05-03", "3 May 2029"),
        ("Shed burns\n19/02/2015\nA shed burned.", "2015-02-19", "19/02/2015"),
    ],
)
def test_published_is_read_from_the_head(text: str, day: str, words: str) -> None:
    found = published(zoned(article(text)))
    assert (found.value, found.precision, found.words) == (day, "day", words)
    assert not isinstance(found.evidence, str)
    assert found.evidence is not None
    assert text[found.evidence.start : found.evidence.end] == found.evidence.exact == words


def test_published_is_read_from_the_address() -> None:
    story = article("A shed burned.", url="https://news.example/2015/02/19/shed")
    assert published(story) == Published("2015-02-19", "day", "2015/02/19", None, "url", "medium", "it stands in the address")


def test_date_that_reads_two_ways_keeps_its_words_and_stays_unresolved() -> None:
    found = published(article("Shed burns\n03/04/2024\nA shed burned."))
    assert (found.value, found.precision, found.words) == (None, "unresolved", "03/04/2024")


def test_dateline_without_a_year_stays_unresolved() -> None:
    assert published(article("LIMEPORT, 7 FEB (MERIDIAN) -- A SHED BURNED.")).value is None


# --- whose time it is ----------------------------------------------------------------------------------------------------


def test_trigger_takes_its_own_time_and_not_its_neighbours() -> None:
    text = "The mast fell on 3 May 2029 and the mill burned on 5 May 2029."
    assert when(text, "fell") == "2029-05-03"
    assert when(text, "burned") == "2029-05-05"


def test_coordinated_trigger_shares_the_time() -> None:
    assert when("Two guards were shot and killed on Friday.", "shot") == "2031-06-06"


def test_noun_trigger_takes_the_time_of_its_clause() -> None:
    assert when("On Monday a fire destroyed the mill.", "fire") == "2031-06-09"


def test_time_of_saying_is_not_the_time_of_what_is_said() -> None:
    assert when("Noor said on Wednesday that a barge had sunk.", "sunk") is None


def test_duration_is_not_a_time_of_happening() -> None:
    assert when("The guards fought for two years.", "fought") is None


# --- what always holds ---------------------------------------------------------------------------------------------------

STORIES = (
    "Mayor Iris Noor spoke on Thursday. Two days later, in early May, she left the 1990s museum that opened last summer.",
    "THE DEPOT BURNED AT 0730 ON 30\nDECEMBER. FOR THREE YEARS NOBODY CAME. LATER THIS MONTH IT WILL REOPEN.",
    "From 3 to 5 May, or from June to August 2029, sales fell. The previous year they had grown. Now they fall daily.",
    "On 29 February 2028, at 11 p.m., and on 31 December 9999, on 30 February, on 1/1/01, in Q3 2030, in the 20th century.",
)


@pytest.mark.parametrize("text", STORIES)
@pytest.mark.parametrize("day", [None, "2028-02-29", "2031-01-01", "2031-12-31", "2031-06-12"])
def test_every_timex_quotes_its_article_and_runs_forward(text: str, day: str | None) -> None:
    _, found = read(text, day)
    assert found
    for timex in found:
        assert text[timex.span.start : timex.span.end] == timex.span.exact == timex.time.words
        assert (timex.time.value is None) == (timex.time.precision == "unresolved")
        if timex.time.days:
            assert timex.time.days[0] <= timex.time.days[1]
        if day is None:
            assert timex.time.anchor != "published"
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    assert len({timex.id for timex in found}) == len(found)
