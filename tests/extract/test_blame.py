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


@pytest.mark.parametrize(
    ("text", "trigger", "doers", "report"),
    [
        ("Two farmers were shot dead by alleged Red Sheaf members.", "shot dead", ["alleged Red Sheaf members"], "alleged"),
        ("Police said alleged members of the Red Sheaf kidnapped two engineers.", "kidnapped",
         ["alleged members of the Red Sheaf"], "alleged"),
        ("The mayor was killed by gunmen believed to be members of the Red Sheaf.", "killed",
         ["gunmen", "members of the Red Sheaf"], "believed"),
        ("Gunmen believed to be members of the Red Sheaf killed the mayor of Ostrel.", "killed",
         ["Gunmen", "members of the Red Sheaf"], "believed"),
        ("The bombing of a mill in Ostrel, allegedly by the Red Sheaf, was condemned by the ministry.", "bombing",
         ["Red Sheaf"], "alleged"),
    ],
)  # fmt: skip
def test_a_doer_who_is_only_supposed_is_so_on_the_word_that_says_so(
    text: str, trigger: str, doers: list[str], report: str
) -> None:
    assert deed(text, trigger) == (doers, None, report)


def test_suspects_who_are_caught_are_caught_for_certain() -> None:
    assert deed("Police arrested four suspected smugglers.", "arrested") == (["Police"], None, None)


@pytest.mark.parametrize(
    ("text", "source", "report"),
    [
        ("The army said the Red Sheaf was responsible for the attack on the mill.", "The army", "accused"),
        ("The Red Sheaf said it was responsible for the attack on the mill.", "The Red Sheaf", "alleged"),
        ("The ministry said Ada Brenn was responsible for the budget.", "The ministry", "reported"),
    ],
)
def test_to_say_who_answers_for_an_outrage_is_to_charge_him(text: str, source: str, report: str) -> None:
    said = next(one for one in read(text).statements if one.source)
    assert (said.source and said.source.exact, said.report) == (source, report)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A spokesman for the Red Sheaf claimed responsibility for the attack.", "A spokesman for the Red Sheaf"),
        ("A woman who said she was speaking on behalf of the Red Sheaf called a radio station to claim responsibility for the "
         "attack.", "A woman who said she was speaking on behalf of the Red Sheaf"),
        ("An anonymous caller claimed responsibility for the attack in the name of the Red Sheaf.", "An anonymous caller"),
    ],
)  # fmt: skip
def test_who_claims_a_deed_for_others_has_not_done_it(text: str, source: str) -> None:
    assert deed(text, "attack") == (["Red Sheaf"], source, "alleged")


@pytest.mark.parametrize("verb", ["wanted", "refused"])
def test_a_deed_that_somebody_does_not_claim_yet_is_nobodys(verb: str) -> None:
    assert deed(f"The Red Sheaf {verb} to claim responsibility for the attack.", "attack")[0] == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The ministry asked the army to protect Ada Brenn, who was kidnapped on Tuesday by the Red Sheaf.", "kidnapped"),
        ("The army denied any involvement in the killing of the mayor.", "killing"),
        ("A spokesman for the Red Sheaf denied the group was behind the attack.", "attack"),
        ("The Red Sheaf denied that it was responsible for the attack.", "attack"),
        ("The man who shot the mayor is believed to have fled.", "shot"),
    ],
)
def test_what_is_taken_for_granted_is_not_on_the_word_of_who_asks_or_denies(text: str, trigger: str) -> None:
    assert deed(text, trigger)[1:] == (None, None)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The ministry denied that it was the army that shelled the town.", "shelled"),
        ("The ministry denied that soldiers shelled the town.", "shelled"),
    ],
)
def test_what_is_denied_stays_on_the_denial(text: str, trigger: str) -> None:
    assert deed(text, trigger)[1:] == ("The ministry", "denied")


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("The government condemned the murder of the priest.", "reported"),
        ("The government repudiated the attack on the mill.", "reported"),
        ("The government denounced the rebels.", "accused"),
        ("The army rejected the report.", "denied"),
        ("The villagers know that the army shelled the mill.", "reported"),
        ("It was confirmed that the mill had been shelled.", "confirmed"),
        ("It could not be confirmed that the mill had been shelled.", "unverified"),
    ],
)
def test_who_deplores_or_knows_a_deed_does_not_deny_or_doubt_it(text: str, report: str) -> None:
    assert [one.report for one in read(text).statements] == [report]


def test_who_is_told_of_by_the_way_is_not_who_speaks() -> None:
    found = read("The council, which had paid Ilse Varn, said the mill was shelled.")
    said = next(one for one in found.statements if one.cue and one.cue.exact == "said")
    assert [link.name for link in said.chain] == ["council"]


def test_who_loses_an_office_denies_nothing() -> None:
    assert read("The council dismissed the minister on Friday.").statements == ()


def test_who_claims_a_deed_is_one_with_its_doer() -> None:
    found = read("The Ostrel Popular Movement, which claimed responsibility for killing General Ada Brenn, met on Friday.")
    told = next(one for one in found.event_mentions if one.trigger.exact == "killing")
    said = next(one for one in found.statements if one.id == told.statement)
    assert [one.entity for one in told.actor] == [said.source_entity]


def test_what_is_told_of_the_accused_is_no_charge() -> None:
    text = "The official accused the Red Sheaf, which has shelled Ostrel for years, of sending saboteurs who bombed the dam."
    assert deed(text, "shelled")[1:] == (None, None)
    assert deed(text, "bombed")[1:] == ("The official", "accused")


def test_a_complaint_that_is_rejected_was_made() -> None:
    assert deed("The authority rejected the complaint on Friday.", "complaint")[1:] == (None, None)
