"""Number words of tiny invented stories, read without the parse: their bounds, and what is no number at all."""

from __future__ import annotations

import pytest

from accordingto.extract.figures.numbers import Number, number_words, numbers


def read(text: str) -> list[Number]:
    return numbers(text, number_words())


def worded(text: str) -> list[str]:
    return [text[number.start : number.end] for number in read(text)]


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "comparator"),
    [
        ("14 sheep", 14, 14, 14, "exactly"),
        ("two hundred and five sheep", 205, 205, 205, "exactly"),
        ("3.5 million sheep", 3_500_000, 3_500_000, 3_500_000, "exactly"),
        ("a quarter of a million sheep", 250_000, None, None, "about"),
        ("more than a quarter of a million sheep", None, 250_001, None, "more_than"),
        ("at least 14 sheep", None, 14, None, "at_least"),
        ("300+ sheep", None, 300, None, "at_least"),
        ("14 or more sheep", None, 14, None, "at_least"),
        ("fewer than 30 sheep", None, None, 29, "less_than"),
        ("no more than 30 sheep", None, None, 30, "at_most"),
        ("almost 30 sheep", 30, None, 30, "about"),
        ("between 20 and 25 sheep", None, 20, 25, "between"),
        ("2 to 3 million sheep", None, 2_000_000, 3_000_000, "between"),
        ("two or three sheep", None, 2, 3, "between"),
        ("tens of thousands of sheep", None, 20_000, None, "vague"),
        ("a handful of sheep", None, 2, None, "vague"),
    ],
)
def test_words_of_number_have_their_bounds(
    text: str, value: int | None, low: int | None, high: int | None, comparator: str
) -> None:
    (number,) = read(text)
    assert (number.value, number.low, number.high, number.comparator) == (value, low, high, comparator)
    assert number.start == 0


def test_vague_word_stays_vague_behind_a_comparator() -> None:
    (number,) = read("more than several sheep")
    assert (number.value, number.low, number.high, number.comparator) == (None, 3, None, "vague")


@pytest.mark.parametrize(
    ("text", "role"),
    [("another five sheep", "increment"), ("five more sheep", "increment"), ("a total of five sheep", "total")],
)  # fmt: skip
def test_totals_and_increments_say_so_themselves(text: str, role: str) -> None:
    assert [number.role for number in read(text)] == [role]


def test_more_than_another_number_is_a_difference_and_no_increment() -> None:
    assert [number.role for number in read("five more than last year")] == ["count"]


def test_change_from_one_number_to_another_is_no_range() -> None:
    assert [number.value for number in read("The flock grew from 20 to 25.")] == [20, 25]


@pytest.mark.parametrize(
    ("text", "share"), [("one in five sheep", 0.2), ("half of the sheep", 0.5), ("20 per cent of sheep", 20)]
)
def test_share_is_marked_as_one(text: str, share: float) -> None:
    (number,) = read(text)
    assert (number.value, number.percent) == (share, True)


def test_fraction_of_nothing_is_no_number() -> None:
    assert read("A third raid came in the second half.") == []


def test_digits_glued_to_other_signs_are_codes() -> None:
    assert read("Release 2011-02-S-118, item #12, 7/24, v2.0.1") == []


def test_clock_times_and_ordinals_are_no_numbers() -> None:
    assert read("At 10:30, at 5 p.m. and at 0630 the 12th flock came.") == []


def test_run_of_words_that_make_no_one_number_is_left_out() -> None:
    assert read("Call two five one.") == []


def test_capitals_do_no_harm() -> None:
    assert worded("MORE THAN TWENTY-FIVE SHEEP") == ["MORE THAN TWENTY-FIVE"]


def test_comparator_is_not_sought_across_a_line_break() -> None:
    assert worded("More than\n20 sheep") == ["20"]
