"""Who is blamed for a deed, and who owns up to it: a statement of theirs who say so, and the doer of the event."""

from __future__ import annotations

import pytest

from accordingto.extract import findings
from accordingto.model import Article, Findings, Published
from accordingto.read.annotate import annotate
from accordingto.read.clean import zoned

pytestmark = pytest.mark.model


def read(text: str) -> Findings:
    return findings(annotate(zoned(Article("a-1", "story.txt", (), None, None, None, Published(), "en", "", text, {}, ()))))


def deed(text: str, trigger: str) -> tuple[list[str], str | None, str | None]:
    """Who did it, on whose word, and how that word is put."""
    found = read(text)
    told = next(one for one in found.event_mentions if one.trigger.exact == trigger)
    said = next((one for one in found.statements if one.id == told.statement), None)
    source = said.source.exact if said and said.source else None
    return [one.span.exact for one in told.actor], source, said.report if said else None


@pytest.mark.parametrize(
    ("text", "trigger", "source", "report"),
    [
        ("The bombing was blamed on the Red Sheaf.", "bombing", None, "accused"),
        ("Police blamed the Red Sheaf for the bombing.", "bombing", "Police", "accused"),
        ("The minister attributed the attack to the Red Sheaf.", "attack", "The minister", "believed"),
        ("The killing of the mayor was attributed by the police to the Red Sheaf.", "killing", "the police", "believed"),
        ("The government holds the Red Sheaf responsible for the killing.", "killing", "The government", "accused"),
        ("The Red Sheaf claimed responsibility for the attack on the mill.", "attack", "The Red Sheaf", "alleged"),
        ("The Red Sheaf took responsibility for the killing of two engineers.", "killing", "The Red Sheaf", "alleged"),
        ("The Red Sheaf is suspected of killing the mayor.", "killing", None, "believed"),
        ("According to the police, the Red Sheaf could be behind the attack.", "attack", "the police", "reported"),
        ("The attack is thought to be the work of the Red Sheaf.", "attack", None, "believed"),
    ],
)  # fmt: skip
def test_whoever_is_blamed_did_it_on_the_word_of_who_blames(text: str, trigger: str, source: str | None, report: str) -> None:
    assert deed(text, trigger) == (["Red Sheaf"], source, report)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody took responsibility for the attack.",
        "No group has claimed responsibility for the attack.",
        "The attack on the mill was not attributed to the Red Sheaf.",
    ],
)
def test_a_deed_that_nobody_owns_is_nobodys(text: str) -> None:
    assert deed(text, "attack")[0] == []


def test_whoever_is_blamed_is_not_struck() -> None:
    told = next(
        one for one in read("The minister attributed the attack to the Red Sheaf.").event_mentions if one.kind == "ASSAULT"
    )
    assert told.recipient == ()


def test_a_fault_blamed_is_a_statement_and_no_doer() -> None:
    assert [one.report for one in read("The fire was blamed on a fault.").statements] == ["accused"]


def test_a_duty_that_somebody_should_take_is_no_claim() -> None:
    assert read("He should take responsibility for the failure.").statements == ()


def test_presumably_puts_the_doer_on_nobodys_word() -> None:
    assert deed("The mayor was presumably killed by the Red Sheaf.", "killed") == (["Red Sheaf"], None, "believed")


def test_fighters_who_attack_a_post_say_nothing() -> None:
    assert not [one for one in read("Red Sheaf fighters attacked a police post.").statements if one.kind == "accuse"]
