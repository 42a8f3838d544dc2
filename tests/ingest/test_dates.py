"""A given date is read with its precision, or kept in its own words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.ingest.dates import published


@pytest.mark.parametrize(
    ("words", "value", "precision"),
    [
        ("2015-02-19", "2015-02-19", "day"),
        ("20150219", "2015-02-19", "day"),
        ("2015/02/19", "2015-02-19", "day"),
        ("2015-02-19T14:30:00Z", "2015-02-19T14:30", "minute"),
        ("2015-02-19 14:30", "2015-02-19T14:30", "minute"),
        ("2015-02-19T14:30:05.123+03:00", "2015-02-19T14:30", "minute"),
        ("2015-02-19T00:00:00Z", "2015-02-19", "day"),
        ("2015-02", "2015-02", "month"),
        ("2015", "2015", "year"),
        ("2015-W08", "2015-02-16/2015-02-22", "week"),
        ("2015-02-03/2015-02-19", "2015-02-03/2015-02-19", "interval"),
        ("19 February 2015", "2015-02-19", "day"),
        ("Feb. 19, 2015", "2015-02-19", "day"),
        ("19/02/2015", "2015-02-19", "day"),
        ("Thu, 19 Feb 2015 14:30:00 +0000", "2015-02-19T14:30", "minute"),
        ("February 2015", "2015-02", "month"),
    ],
)
def test_date_keeps_the_precision_it_was_given_with(words: str, value: str, precision: str) -> None:
    found = published(words, "date")
    assert (found.value, found.precision) == (value, precision)
    assert (found.words, found.anchor, found.evidence) == (words, "published", "date")


@pytest.mark.parametrize(
    "words",
    [
        "03/04/2024", "19/02/15", "yesterday", "Thursday", "March 3", "spring 2015", "19-20 February 2015", "2015-02-30",
        "2015-13", "1424353800", "2015-02-19T25:00", "0000", "early 2015",
        "a week before the vote of 3 May 2015 was called off by the court",
        "٣ مايو ٢٠١٥", "-", "2015-02-19 or so", "2015-02-19/2015-02-03",
    ],
)  # fmt: skip
def test_date_that_cannot_be_read_stays_in_its_words(words: str) -> None:
    found = published(words, "published")
    assert (found.value, found.precision, found.anchor) == (None, "unresolved", None)
    assert (found.words, found.evidence) == (words, "published")


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.text(max_size=40) | st.from_regex(r"[0-9]{1,4}[-/. ][0-9A-Za-z]{1,9}[-/. ,][0-9]{1,4}.{0,9}", fullmatch=True))
def test_any_words_are_a_date_or_none(words: str) -> None:
    found = published(words, "date")
    assert found.words == words
    assert (found.value is None) == (found.precision == "unresolved")
    assert found.value is None or found.time.days is not None
