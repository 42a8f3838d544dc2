"""Contested questions: who is held to be with whom, and who has it that they are against them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Claim, Findings, Stance
from accordingto.relate import relate
from accordingto.relate.directions import Reading, Who, directions
from accordingto.relate.events import wordings
from accordingto.relate.questions import asks

from .stories import Story, copy, findings

GANG, COUNCIL = "Vesk gang", "Brell Council"


def told(text: str, *said: tuple[str, str], outlet: str | None = "Brell Courier", report: str = "reported") -> Story:
    """A report in which these contents are said by these sources, about the council and the gang."""
    story = Story(text, outlet)
    for name, kind in ((GANG, "armed_group"), (COUNCIL, "organisation")):
        if name in text:
            story.entity(name, kind)  # type: ignore[arg-type]
    for content, source in said:
        story.says(content, source, report=report)  # type: ignore[arg-type]
    return story


def accused() -> Story:
    return told(
        "Brell Council protects the Vesk gang, said Lena Dorn. Brell Council turned a blind eye to the Vesk gang: Mara Stel.",
        ("Brell Council protects the Vesk gang", "Lena Dorn"),
        ("Brell Council turned a blind eye to the Vesk gang", "Mara Stel"),
    )


def answered() -> Story:
    return told(
        "Brell Council said Brell Council has fought the Vesk gang for years.",
        ("Brell Council has fought the Vesk gang for years", "Brell Council"),
        outlet="Vell Observer",
    )


def asked(*stories: Story) -> list[Claim]:
    return [claim for claim in relate(findings(*stories)).claims if asks(claim)]


def question(*stories: Story) -> Claim:
    [only] = asked(*stories)
    return only


def sides(claim: Claim) -> dict[Stance, list[str]]:
    found: dict[Stance, list[str]] = {}
    for member in claim.members:
        found.setdefault(member.stance, []).append(member.span.exact)
    return {stance: sorted(words) for stance, words in found.items()}


def acts(story: Story) -> list[tuple[str, str, int]]:
    """What one report's words tell: who, of whom, and which way."""
    pile: Sequence[Findings] = findings(story)
    who = Who(pile)
    read = Reading(pile[0], wordings(pile)[0], who)
    return [(who.name(act.actor) if act.actor else "", who.name(act.target), act.direction) for act in read.acts()]


# ---------------------------------------------------------------------------------------------------------- the question


def test_an_accusation_and_what_answers_it_are_one_question_with_both_sides() -> None:
    claim = question(accused(), answered())
    assert claim.contested
    assert sides(claim) == {
        "affirms": ["Brell Council protects the Vesk gang", "Brell Council turned a blind eye to the Vesk gang"],
        "denies": ["Brell Council has fought the Vesk gang for years"],
    }
    assert [origin.name for origin in claim.origins] == ["Lena Dorn", "Mara Stel"]
    assert claim.reason.startswith("whether Brell Council is with Vesk gang or against it: ")
    assert claim.reason.endswith("denied by Brell Council")


def test_its_parts_are_the_narrow_claims_and_each_still_has_its_members() -> None:
    claims = relate(findings(accused(), answered())).claims
    [claim] = asked(accused(), answered())
    narrow = [one for one in claims if one.id in claim.parts]
    assert len(narrow) > 1
    assert {member.statement for one in narrow for member in one.members} == {one.statement for one in claim.members}
    held = [(one.statement, one.article, one.span) for each in claims if each.id != claim.id for one in each.members]
    assert len(held) == len(set(held))


def test_its_text_is_quoted_from_one_who_affirms() -> None:
    claim = question(accused(), answered())
    assert claim.text in {member.span.exact for member in claim.members if member.stance == "affirms"}


def test_it_asks_what_is_said_without_who_says_it() -> None:
    phrase = "Brell Council's support for the Vesk gang"
    blind = "Brell Council turned a blind eye to the Vesk gang, she wrote."
    story = told(f"Lena Dorn highlighted {phrase}. {blind}", (phrase, "Lena Dorn"))
    story.statements = [replace(one, cue=story.span("highlighted"), rule="verb-object") for one in story.statements]
    claim = question(story, answered())
    assert claim.text == phrase
    assert f"Lena Dorn highlighted {phrase}" in {one.text for one in relate(findings(story, answered())).claims}


def test_a_war_is_no_question() -> None:
    story = told(
        "Brell Council has fought the Vesk gang, said Lena Dorn. The Vesk gang attacked Brell Council, said Mara Stel.",
        ("Brell Council has fought the Vesk gang", "Lena Dorn"),
        ("The Vesk gang attacked Brell Council", "Mara Stel"),
    )
    assert asked(story) == []


def test_an_accusation_that_nobody_answers_is_no_question() -> None:
    assert asked(accused()) == []


def test_what_only_the_one_himself_says_of_his_help_is_no_accusation() -> None:
    boast = told(
        "Brell Council said Brell Council supports the Vesk gang.",
        ("Brell Council supports the Vesk gang", "Brell Council"),
    )
    assert asked(boast, answered()) == []


def test_another_gang_is_another_matter() -> None:
    other = told(
        "Brell Council said Brell Council has fought the Rook gang for years.",
        ("Brell Council has fought the Rook gang for years", "Brell Council"),
    )
    other.entity("Rook gang", "armed_group")
    assert asked(accused(), other) == []


def test_a_denial_of_the_charge_is_an_answer() -> None:
    denial = told(
        "Brell Council denied that Brell Council protects the Vesk gang.",
        ("Brell Council protects the Vesk gang", "Brell Council"),
        report="denied",
        outlet="Vell Observer",
    )
    claim = question(accused(), denial)
    assert [member.article for member in claim.members if member.stance == "denies"] == [denial.id]


def test_a_question_put_back_is_a_questioning_member() -> None:
    reply = told(
        '"Is it our fault that they were born and raised?" Brell Council said, responding to calls to stop the Vesk gang.',
        ("Is it our fault that they were born and raised?", COUNCIL),
        outlet="Lamp Weekly",
    )
    claim = question(accused(), answered(), reply)
    assert sides(claim)["questions"] == ["Is it our fault that they were born and raised?"]


def test_a_company_and_those_who_pollute() -> None:
    one = Story("Wardens said Brask Lines let the Keld polluters use its pier. Brask Lines is silent.", "Northwire")
    one.entity("Brask Lines")
    one.entity("Keld polluters")
    one.says("Brask Lines let the Keld polluters use its pier", "wardens")
    two = Story("Brask Lines has sued the Keld polluters, Ida Moll said.", "Vell Observer")
    two.entity("Brask Lines")
    two.entity("Keld polluters")
    two.says("Brask Lines has sued the Keld polluters", "Ida Moll")
    assert set(sides(question(one, two))) == {"affirms", "denies"}


def test_a_government_and_rebels_whom_nobody_names() -> None:
    one = Story("The Karsian government arms the rebels, said Mara Stel.", "Northwire")
    one.entity("Karsian government", "government")
    one.says("The Karsian government arms the rebels", "Mara Stel")
    two = Story("The Karsian government has jailed dozens of rebels, said Jon Pell.", "Vell Observer")
    two.entity("Karsian government", "government")
    two.says("The Karsian government has jailed dozens of rebels", "Jon Pell")
    claim = question(one, two)
    assert claim.reason.startswith("whether Karsian government is with rebels or against them: ")


def test_a_club_and_a_banned_doctor() -> None:
    one = Story("Velo Sarn still employs Emil Rask, said Jon Pell.", "Northwire")
    two = Story("Velo Sarn has cut ties with Emil Rask, said Ana Lorn.", "Vell Observer")
    for story, words, source in (
        (one, "Velo Sarn still employs Emil Rask", "Jon Pell"),
        (two, "Velo Sarn has cut ties with Emil Rask", "Ana Lorn"),
    ):
        story.entity("Velo Sarn")
        story.entity("Emil Rask", "person")
        story.says(words, source)
    assert set(sides(question(one, two))) == {"affirms", "denies"}


def test_a_copy_raises_no_count_of_origins() -> None:
    claim = question(accused(), answered(), copy(accused(), "Daily Sarn"))
    assert claim.reports == 3
    assert (claim.independent.low, claim.independent.high) == (2, 2)


def test_who_tells_one_part_is_no_word_for_another() -> None:
    own = told("Brell Council shelters the Vesk gang in nine houses by the old quay.", outlet="Lamp Weekly")
    own.counts("nine houses", 9, "people")
    claim = question(accused(), answered(), own)
    assert {origin.name: len(origin.articles) for origin in claim.origins if origin.known}["Lena Dorn"] == 1


# ------------------------------------------------------------------------------------------------------------ directions


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("Brell Council supports the Vesk gang", 1),
        ("Brell Council does not support the Vesk gang", -1),
        ("Brell Council denied supporting the Vesk gang", -1),
        ("Brell Council provides the Vesk gang with weapons", 1),
        ("Brell Council has provided logistical support to the Vesk gang", 1),
        ("Brell Council allowed men of the Vesk gang to cross the river", 1),
        ("Brell Council has armed the Vesk gang", 1),
        ("Brell Council sold nine old vans to the Vesk gang", 1),
        ("Brell Council is in league with the Vesk gang", 1),
        ("Brell Council has turned a blind eye to the Vesk gang", 1),
        ("Brell Council failed to stop the Vesk gang", 1),
        ("Brell Council is not taking action to stop the Vesk gang", 1),
        ("Brell Council refuses to act against the Vesk gang", 1),
        ("Brell Council's support for the Vesk gang", 1),
        ("an alliance between Brell Council and the Vesk gang", 1),
        ("Brell Council must stop supporting the Vesk gang", 1),
        ("Brell Council fights the Vesk gang", -1),
        ("Brell Council has dealt heavy blows to the Vesk gang", -1),
        ("Brell Council cracked down on the Vesk gang", -1),
        ("Brell Council dismantled two cells of the Vesk gang", -1),
        ("Brell Council is part of the anti-Vesk coalition", -1),
        ("Brell Council belongs to an alliance against the Vesk gang", -1),
        ("Nine men of the Vesk gang were arrested by Brell Council", -1),
        ("Brell Council trains wardens fighting the Vesk gang", -1),
    ],
)
def test_which_way_words_have_it(words: str, direction: int) -> None:
    story = Story(f"{words}.", "Brell Courier")
    story.entity(COUNCIL, "organisation")
    if GANG in words:
        story.entity(GANG, "armed_group")
    else:
        story.entity("Vesk", "armed_group")
    assert (COUNCIL, GANG if GANG in words else "Vesk", direction) in acts(story)


@pytest.mark.parametrize(
    "words",
    [
        "Brell Council could support the Vesk gang",
        "Brell Council was urged to fight the Vesk gang",
        "Brell Council met the Vesk gang",
        "Brell Council arrested four men near the Vesk gang",
        "Brell Council spoke of armed men of the Vesk gang",
        "Brell Council arrested men accused of supporting the Vesk gang",
        "Brell Council trains wardens who left the Vesk gang",
    ],
)
def test_words_that_take_no_side(words: str) -> None:
    story = told(f"{words}.")
    assert (COUNCIL, GANG) not in {(one, other) for one, other, _ in acts(story)}


def test_who_is_told_to_act_is_not_whoever_is_named_before() -> None:
    story = told("Brell Council watched while supporters attacked the Vesk gang.")
    attacked = story.happens("attacked", "ASSAULT", actor=["supporters"])
    assert attacked.actor[0].entity is None
    assert (COUNCIL, GANG, -1) not in acts(story)


def test_the_militants_are_the_group_that_a_report_is_about() -> None:
    story = told("The Vesk gang burned a shop. The Vesk gang fled. Brell Council shelters the militants.")
    assert (COUNCIL, GANG, 1) in acts(story)


def test_the_militants_are_nobody_known_where_two_groups_are_named() -> None:
    story = told("The Vesk gang burned a shop. The Rook gang burned two. Brell Council shelters the militants.")
    story.entity("Rook gang", "armed_group")
    assert (COUNCIL, GANG, 1) not in acts(story)


def test_every_phrase_of_the_lexicon_can_be_told() -> None:
    lexicon = directions()
    assert all(word == word.casefold() for word in lexicon.phrases)
    listed = {part for found in lexicon.phrases.values() for one in found for part in one.rest if part.startswith("<")}
    assert listed <= lexicon.lists.keys()
    assert not {"arm", "arms", "arming", "fought", "dealt", "banned", "allied"} - lexicon.phrases.keys()


# ------------------------------------------------------------------------------------------------------------ properties


@given(st.permutations([accused(), answered(), copy(accused(), "Daily Sarn"), copy(answered(), "Lamp Weekly")]))
def test_a_shuffled_pile_asks_the_same(pile: list[Story]) -> None:
    assert asked(*pile) == asked(*sorted(pile, key=lambda story: story.id))


@given(st.lists(st.sampled_from([accused(), answered(), copy(accused(), "Daily Sarn")]), unique_by=lambda one: one.id))
def test_a_question_says_nothing_that_none_of_its_parts_says(pile: list[Story]) -> None:
    claims = {claim.id: claim for claim in relate(findings(*pile)).claims}
    for claim in asked(*pile):
        within = {(one.statement or one.span, one.article) for part in claim.parts for one in claims[part].members}
        assert {(one.statement or one.span, one.article) for one in claim.members} <= within
        assert {one.stance for one in claim.members} >= {"affirms", "denies"}
