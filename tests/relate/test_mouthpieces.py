"""On whose word somebody without a name speaks: spokesmen, reporters and documents of bodies that a report names."""

from __future__ import annotations

import pytest

from accordingto.model import EntityKind, Link
from accordingto.relate import relate

from .stories import Story, findings

KINDS: dict[str, EntityKind] = {"Northwire": "outlet", "Lamp Guild": "organisation", "Tarn Watch": "organisation"}


def ends(story: Story) -> list[list[str]]:
    """For each statement in order, whom its chain leads to, by the name of the entity or else as written."""
    contents = relate(findings(story))
    names = {entity.id: entity.name for entity in contents.entities}
    statements = sorted(contents.statements, key=lambda said: said.extent)
    return [[names.get(link.entity or "", link.name) for link in said.chain] for said in statements]


def told_by(name: str, words: str | None = None, *, anonymous: bool = False) -> Story:
    """A report that names the bodies of KINDS, and cites somebody so called."""
    written = words or name.removeprefix("doc:")
    story = Story(
        f"{written} said that nine boats were lost. Northwire, Lamp Guild and Tarn Watch are named here.", "Daily Sarn"
    )
    for body, kind in KINDS.items():
        story.entity(body, kind)
    story.says("nine boats were lost", Link(name, None, story.span(written), "said", True, anonymous))
    return story


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("spokesman for the Lamp Guild", "Lamp Guild"),
        ("Lamp Guild spokeswoman", "Lamp Guild"),
        ("Lamp Guild deputy spokesman in Tarn", "Lamp Guild"),
        ("head of the Tarn Watch", "Tarn Watch"),
        ("Another Northwire photographer in Tarn", "Northwire"),
        ("Lamp Guild and local officials", "Lamp Guild"),
        ("officials in the town and the Tarn Watch", "Tarn Watch"),
        ("midnight Northwires correspondent in the town", "Northwire"),
    ],
)
def test_who_speaks_for_a_body_has_its_identity(name: str, body: str) -> None:
    assert ends(told_by(name, anonymous=True)) == [[body]]
    (said,) = relate(findings(told_by(name, anonymous=True))).statements
    assert [link.name for link in said.chain] == [name], "it is still called as it is written"


@pytest.mark.parametrize("name", ["doc:Lamp Guild's statement", "doc:Lamp Guilds statement", "doc:Lamp Guild toll of the dead"])
def test_the_document_of_a_body_leads_to_it(name: str) -> None:
    assert ends(told_by(name)) == [[name, "Lamp Guild"]]


@pytest.mark.parametrize(
    "name",
    [
        "Lamp Guild source",
        "Lamp Guild official in Tarn",
        "Lamp Guild reporter",  # no outlet
        "spokesman for the Lamp Guild Rivals",
        "Northern Lamp Guild spokesman",
        "deputy head of the local division of the Tarn Watch",
        "head of the engineers at the Tarn Watch",
        "hospital spokesman",
        "Lamp Guild and the Tarn Watch",  # two origins, of which a chain ends in one
        "Lamp Guild and Miller League",
        "doc:Northern Lamp Guild statement",
        "doc:letter to the Lamp Guild",
        "doc:LAMP GUILD STATEMENT",
    ],
)
def test_who_is_only_near_a_body_does_not_speak_for_it(name: str) -> None:
    (chain,) = ends(told_by(name))
    assert chain == [name]


def test_an_agencys_two_people_are_one_origin_and_known() -> None:
    story = Story(
        "Nine boats burned in the harbour of Tarn, a Northwire photographer there reported. Northwire sent two.", "Post"
    )
    story.entity("Northwire", "outlet")
    one = Link("Northwire photographer there", None, story.span("Northwire photographer there"), "said", True, True)
    story.says("Nine boats burned in the harbour of Tarn", one)
    other = Story("Nine boats burned in the harbour of Tarn, a correspondent for Northwire said.", "Daily Sarn")
    other.entity("Northwire", "outlet")
    two = Link("correspondent for Northwire", None, other.span("correspondent for Northwire"), "said", True, True)
    other.says("Nine boats burned in the harbour of Tarn", two)
    (claim,) = relate(findings(story, other)).claims
    assert [(origin.name, origin.known) for origin in claim.origins] == [("Northwire", True)]
    assert (claim.independent.low, claim.independent.high) == (1, 1)


def test_two_spokesmen_of_one_body_are_one_origin() -> None:
    stories = []
    for outlet, name in (("Post", "Oda Finch"), ("Daily Sarn", "Dov Lind")):
        story = Story(f"Nine boats burned in the harbour of Tarn, Lamp Guild spokesman {name} said.", outlet)
        story.entity("Lamp Guild")
        speaker = Link(name, story.entity(name, "person"), story.span(name), "said", True, False)
        story.says("Nine boats burned in the harbour of Tarn", speaker)
        stories.append(story)
    (claim,) = relate(findings(*stories)).claims
    assert (claim.independent.low, claim.independent.high) == (1, 1)
    assert len(claim.origins) == 1
