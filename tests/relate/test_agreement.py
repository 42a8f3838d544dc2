"""What speaks against two wordings being one thing, however alike they are in meaning."""

from __future__ import annotations

import pytest

from accordingto.relate import agreement
from accordingto.relate.events import stem


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("The bridge at Varn collapsed", "plain"),
        ("The bridge at Varn could collapse", "possible"),
        ("the gate could not be closed again", "plain"),
        ("The army will attack Kessen", "coming"),
        ("to bomb the station in Emmer", "coming"),
        ("The Sallow group plans to bomb the station", "coming"),
        ("The gate failed after the guard, who could have raised it, had left", "plain"),
        ("whether the men had opened the gate", "asked"),
        ("what had caused the failure", "asked"),
        ("“What we saw was a wall of water,”", "plain"),
        ("It is not known who set fire to the school", "asked"),
    ],
)
def test_a_wording_tells_expects_thinks_possible_or_asks(text: str, mood: str) -> None:
    assert agreement.mood(text) == mood


def test_two_negations_are_none_and_not_only_is_none() -> None:
    assert agreement.negative("Nobody opened the gate")
    assert not agreement.negative("Nobody did not hear the siren")
    assert not agreement.negative("The flood took not only the bridge")


@pytest.mark.parametrize(
    ("left", "right", "opposed"),
    [
        ("they raised the price of bread", "they lowered the price of bread", True),
        ("police arrested the driver", "police released the driver", True),
        ("all nine teachers kidnapped in Harl were freed", "it released all nine teachers it had abducted", False),
    ],
)
def test_another_word_may_say_the_opposite(left: str, right: str, opposed: bool) -> None:
    stems = [frozenset(map(stem, text.split())) - {""} for text in (left, right)]
    assert agreement.opposed(*stems) is opposed
    assert agreement.opposed(*reversed(stems)) is opposed


def test_names_are_found_by_their_capitals_and_compared_in_any_form() -> None:
    assert agreement.names("On Monday the guards let General Tor Alvik leave the town of Kessen") == ("tor alvik", "kessen")
    assert agreement.names("Gunmen Kill Four In Dorrin") == ()
    assert agreement.shared_names(("tarnian", "velm"), ("tarnia", "olme")) == (1, 1, 1)


def test_who_does_it_and_to_whom_may_be_reversed() -> None:
    out, back = (frozenset({"tarnia"}), frozenset({"velm"})), (frozenset({"velm"}), frozenset({"tarnia"}))
    assert agreement.reversed_ends(out, back)
    assert not agreement.reversed_ends(out, out)


def test_a_clause_has_a_verb_of_its_own() -> None:
    assert agreement.is_clause("The gate was opened on purpose")
    assert not agreement.is_clause("not taking action to stop the smugglers")
    assert not agreement.is_clause("to leave the valley before it rained")
    assert not agreement.is_clause("the number of boats in the harbour")


def test_who_fails_or_refuses_to_do_it_does_not() -> None:
    assert agreement.negative("The guards failed to warn the miners")
    assert agreement.negative("The guards refused to open the gate")
    assert not agreement.negative("The gate failed")


@pytest.mark.parametrize(
    ("left", "right", "parted"),
    [
        ("all the wells were poisoned", "some of the wells were poisoned", True),
        ("the entire cargo was lost", "half of the cargo was lost", True),
        ("all five of the crew were saved", "the five of the crew were saved", False),
        ("the wells were poisoned", "some of the wells were poisoned", False),
    ],
)
def test_all_is_not_some(left: str, right: str, parted: bool) -> None:
    assert agreement.part_and_whole(left.split(), right.split()) is parted
    assert agreement.part_and_whole(right.split(), left.split()) is parted


def test_numbers_are_read_from_figures_and_words() -> None:
    assert agreement.numbers("3,000 people and twelve carts for one day, at 2.5 crowns.") == {3000, 12, 2.5}


def test_names_that_share_only_what_they_are_called_are_two() -> None:
    assert agreement.shared_names(("unity list",), ("reform list",)) == (0, 1, 1)
    assert agreement.shared_names(("tor alvik",), ("alvik",)) == (1, 0, 0)
