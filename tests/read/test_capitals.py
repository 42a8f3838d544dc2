"""A text in capitals gets the capitals a writer would give it, and quotes itself all the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Article, Published
from accordingto.read.annotate import annotate, seldom_names, span_of
from accordingto.read.casing import Seldom, recased
from accordingto.read.clean import view, zoned

BARE = Seldom(frozenset({"close", "crane", "storm", "come"}))


def told(text: str) -> Article:
    return zoned(Article("a-1", "story.txt", (), None, None, None, Published(), "en", "", text, {}, ()))


def test_sentences_open_with_a_capital_and_other_words_are_small() -> None:
    assert recased("THE STORM CAME. THE CRANES ARE CLOSED.", BARE) == "The storm came. The cranes are closed."


def test_a_word_that_nobody_knows_is_a_name() -> None:
    assert recased("THE STORM HIT VASKERRY AND OSKA TURNE.", BARE).endswith("hit Vaskerry and Oska Turne.")


def test_words_that_news_writes_together_with_capitals_have_them() -> None:
    assert recased("IT WAS SAID AT THE WHITE HOUSE OF A WHITE HOUSE.", BARE).count("White House") == 2


def test_an_explained_abbreviation_makes_a_name_of_the_words_before_it() -> None:
    text = recased("MEMBERS OF THE RIVER WORKERS FRONT [RWF] CAME. THE RWF AND THE RIVER WORKERS FRONT SPOKE.", BARE)
    assert text == "Members of the River Workers Front [RWF] came. The RWF and the River Workers Front spoke."


def test_an_abbreviation_of_the_name_in_another_language_is_one_too() -> None:
    assert "National Harbour Movement (MNH)" in recased("LEADER OF THE PARTY NATIONAL HARBOUR MOVEMENT (MNH) SPOKE.", BARE)


def test_what_stands_in_brackets_after_an_abbreviation_is_its_name() -> None:
    text = recased("THE FARV [ARMED RIVER FORCES OF VASKERRY] STRUCK.", BARE)
    assert text == "The FARV [Armed River Forces of Vaskerry] struck."


def test_known_names_are_written_as_they_are_known() -> None:
    names = {("red", "sheaf"): ("Red", "Sheaf"), ("mccall",): ("McCall",)}
    text = recased("THE RED SHEAF KILLED MCCALL'S DOG NEAR THE RED GATE.", BARE, names)
    assert text == "The Red Sheaf killed McCall's dog near the red gate."


def test_particles_are_small_inside_a_name_and_have_a_capital_at_its_head() -> None:
    text = recased("THEY CAME TO LA VESCA FROM SANTA VESCA DE LA TURNE AND FROM AL-OSKA.", BARE)
    assert text == "They came to La Vesca from Santa Vesca de la Turne and from al-Oska."


def test_months_that_are_words_have_a_capital_beside_a_number() -> None:
    assert recased("IT MAY COME ON 3 MAY AT 8 P.M. SHARP.", BARE) == "It may come on 3 May at 8 p.m. Sharp."


def test_a_headline_in_capitals_is_read_by_the_story_below_it() -> None:
    body = "The ferry Grace left Tarn on Monday. Its captain said that Grace was late and the ferry was full of people. " * 2
    seen = view(told(f"FERRY GRACE LEAVES TARN LATE AND FULL\n\n{body}"), seldom=seldom_names())
    assert seen.text.startswith("Ferry Grace leaves Tarn late and full")


@pytest.mark.model
def test_words_found_in_capitals_are_quoted_as_they_stand() -> None:
    doc = annotate(told("GUNMEN KILLED THE MAYOR OF VASKERRY, OSKA TURNE, ON MONDAY. THE POLICE ARE LOOKING FOR THEM."))
    quoted = [span_of(token).exact for token in doc if not token.is_punct and not token.is_space]
    assert quoted == [token.text.upper() for token in doc if not token.is_punct and not token.is_space]
    assert [span_of(name).exact for name in doc.ents if name.label_ == "PERSON"] == ["OSKA TURNE"]


@given(st.text(alphabet="ABC DEİßŉΐﬁ.'\"[]()-\n1", max_size=60))
def test_the_length_is_kept_whatever_the_letters(text: str) -> None:
    assert len(recased(text, BARE)) == len(text)


@given(st.text(alphabet="ABCDE .", max_size=60))
def test_only_the_case_changes(text: str) -> None:
    assert recased(text, BARE).upper() == text
