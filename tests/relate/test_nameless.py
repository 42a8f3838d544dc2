"""Nameless sources: those of a report and its copy are one where they say the same words."""

from __future__ import annotations

from dataclasses import replace

from accordingto.model import Contents, Entity, EntityKind, Link, Mention, identify
from accordingto.relate import relate

from .stories import Story, findings

TOLD = (
    "The eastern gate of the Toren dam failed on Sunday night and the water reached the lower town within the hour. "
    "Families climbed to the roof of the grain hall, where the baker handed out what was left of the morning's bread. "
)
HURT = "forty families had been brought to the ward of the hospital by boat"
BREAD = "there was neither bread nor dry wood left in the lower town"


def cite(story: Story, content: str, name: str, kind: EntityKind = "person") -> None:
    """A statement of a nameless source that only this report knows."""
    entity = Entity(identify("e", story.id, name), name, kind)
    span = story.span(name)
    story.entities[name] = entity
    story.mentions.append(Mention(identify("m", story.id, name), story.id, span, entity.id, "nominal"))
    story.says(content, Link(name, entity.id, span, "said", True, True))


def report(outlet: str, first: str, second: str) -> Story:
    story = Story(TOLD + f"A {first} said that {HURT}. The {second} said that {BREAD}.", outlet)
    cite(story, HURT, first)
    cite(story, BREAD, second)
    return story


def sources(contents: Contents) -> list[str]:
    return sorted(entity.name for entity in contents.entities)


def test_a_nameless_source_of_a_copy_is_that_of_its_original() -> None:
    one, two = (
        report("Northwire", "medical source in Tarn", "miller"),
        report("Post", "medical source in the city", "old miller"),
    )
    contents = relate(findings(one, two))
    assert sources(contents) == ["medical source in the city", "old miller"]
    for words in (HURT, BREAD):
        assert len({said.chain[-1].entity for said in contents.statements if said.content[0].exact == words}) == 1
    assert {link.name for said in contents.statements for link in said.chain} >= {"medical source in Tarn", "miller"}
    assert relate(findings(two, one)) == contents


def test_sources_of_another_sort_and_of_no_copy_stay_apart() -> None:
    one, two = report("Northwire", "medical source", "miller"), report("Post", "doctor", "miller")
    assert sources(relate(findings(one, two))) == ["doctor", "medical source", "miller"]
    other = Story(f"A miller said that {BREAD}.", "Daily Sarn")
    cite(other, BREAD, "miller")
    assert sources(relate(findings(one, other))) == ["medical source", "miller", "miller"]


def test_sources_that_one_report_keeps_apart_stay_apart() -> None:
    one = report("Northwire", "medical source in Tarn", "other medical source")
    two = report("Post", "medical source", "miller")
    last, first = two.statements[1].chain[0], two.statements[0].chain[0]
    two.statements[1] = replace(two.statements[1], chain=(replace(last, entity=first.entity),))
    names = [name for name in sources(relate(findings(one, two))) if "medical source" in name]
    assert names == ["medical source in Tarn", "other medical source"]
