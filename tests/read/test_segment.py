from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Article, Published
from accordingto.read.clean import View, view, zoned
from accordingto.read.segment import Quotation, quotations


def read(text: str) -> View:
    return view(zoned(Article("a-1", "tarn.txt", (), None, None, None, Published(), "en", "", text, {}, ())))


def found(text: str) -> list[str]:
    seen = read(text)
    return [seen.text[one.start : one.end] for one in quotations(seen)]


def only(text: str) -> Quotation:
    (one,) = quotations(read(text))
    return one


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ('She said, "We have no crane."', ['"We have no crane."']),
        ('"We have no crane," she said. "We have no boat."', ['"We have no crane,"', '"We have no boat."']),
        ("She said: “We have no crane.”", ["“We have no crane.”"]),
        ("She said: „We have no crane.“", ["„We have no crane.“"]),
        ("She said: «We have no crane.»", ["«We have no crane.»"]),
        ("Osk 'declares war' on Tarn", ["'declares war'"]),
        ("The ‘safe zone’ was closed.", ["‘safe zone’"]),
        ("The zone (“safe”) was closed.", ["“safe”"]),
        ('She said there was “no evidence" of it.', ['“no evidence"']),
        ("She said ”we have none” and left.", ["”we have none”"]),
        ("She said the claim was “mostly false.“ Then she left.", ["“mostly false.“"]),
        ('He called it " a small thing " and left.', ['" a small thing "']),
        ("The port—“our port”—is shut.", ["“our port”"]),
    ],
)
def test_marks_of_every_kind_are_paired(text: str, marked: list[str]) -> None:
    assert found(text) == marked


@pytest.mark.parametrize(
    "text",
    [
        "The port’s crane and the pilots’ boat weren't his.",
        "'Tis late, and in the '90s the pilots' boats rocked 'n' rolled.",
        "The man is 5'10\" tall and the boy 4'2\".",
        'A screen 12" wide was lost.',
        "The workers' homes and the miners' homes burnt.",
        'A stray " mark stands here for nobody.',
        "It closed on Monday” and stayed shut.",
    ],
)
def test_apostrophes_feet_inches_and_strays_mark_nothing(text: str) -> None:
    assert found(text) == []


def test_apostrophes_do_not_end_a_single_quotation() -> None:
    assert found("She said ‘the workers’ demands weren’t met’ and left.") == ["‘the workers’ demands weren’t met’"]


def test_the_outer_quotation_comes_before_the_inner() -> None:
    text = "Ana said, \"He told me 'the ward was empty' on Monday.\""
    assert found(text) == ["\"He told me 'the ward was empty' on Monday.\"", "'the ward was empty'"]


def test_a_quotation_broken_over_wrapped_lines_is_one() -> None:
    text = 'The mayor told the council of Tarn on Monday that the\nport "has no crane that could lift a boat of such a\nsize".'
    assert found(text) == ['"has no crane that could lift a boat of such a size"']


def test_a_stray_mark_costs_no_more_than_its_own_paragraph() -> None:
    assert found('A stray " stands here.\n\n"We have no crane," she said.') == ['"We have no crane,"']


def test_a_quotation_left_open_runs_on_when_the_next_paragraph_opens_again() -> None:
    seen = read('"We have no crane. We have no boat.\n\n"And we have no pilots," she said.')
    first, second = quotations(seen)
    assert (first.closed, second.closed) == (False, True)
    assert seen.text[first.end - 5 : first.end] == "boat."


def test_an_open_quotation_that_begins_a_sentence_runs_to_the_end_of_its_paragraph() -> None:
    assert not only('She said: "We have no crane and no boat.\n\nThe port was shut.').closed


def test_an_open_mark_within_a_sentence_is_a_stray() -> None:
    assert found('The port of "Tarn was closed on Monday and nobody came.\n\nIt was dark.') == []


def test_a_second_opening_mark_does_not_swallow_the_story_between() -> None:
    assert found('He said "no. They left at once. "We have no crane," she said.')[-1] == '"We have no crane,"'


def test_a_quotation_of_several_one_sentence_paragraphs_has_a_part_in_each() -> None:
    text = '"We have no crane.\nWe have no boat in the harbour.\nAnd no pilots," she said.\nThe port was shut on Monday.'
    assert found(text) == ['"We have no crane.', "We have no boat in the harbour.", 'And no pilots,"']


def test_few_words_are_a_scare_quote() -> None:
    assert only('Only nine came to the "spring festival" there.').scare
    assert not only('"We have no crane here," she said.').scare


def test_words_are_counted_without_lone_marks() -> None:
    assert only('He called it " a small thing " and left.').words == 3


@given(st.one_of(st.text(max_size=100), st.text(alphabet="\"'“”„«»‘’ aBs.,5\n", max_size=100)))
def test_any_marks_are_borne_and_quotations_stay_in_their_paragraph(text: str) -> None:
    seen = read(text)
    marked = list(quotations(seen))
    assert [(one.start, -one.end) for one in marked] == sorted((one.start, -one.end) for one in marked)
    for one in marked:
        assert 0 <= one.start < one.end <= len(seen.text)
        assert seen.block_at(one.start) == seen.block_at(one.end - 1)
