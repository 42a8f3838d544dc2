"""Towns a letter apart are one where reports of one happening lead with them, and two wherever that is not known."""

from __future__ import annotations

from accordingto.relate.spellings import spelled
from tests.relate.stories import Story, findings

LEAD = "{dead} people were killed and {hurt} wounded when a wall of water broke into a tannery in {town}.\n\nSchools were shut."


def story(town: str, dead: int = 14, hurt: int = 23, day: str = "2031-03-04", text: str = LEAD) -> Story:
    one = Story(text.format(town=town, dead=dead, hurt=hurt), f"The {town} Post {day}", day)
    one.entity(town, "place")
    one.counts(f"{dead} people", dead, "killed")
    if f"{hurt} wounded" in one.text:
        one.counts(f"{hurt} wounded", hurt, "injured")
    return one


def joined(*stories: Story) -> list[str]:
    return [reason.partition(":")[0] for _, _, reason in spelled(findings(*stories))]


def test_one_toll_makes_two_spellings_one_town() -> None:
    assert joined(story("Raavik"), story("Raawik")) == ["one letter apart, “raavik” and “raawik”"]
    assert joined(story("Skondia"), story("Skondiaa")) != []


def test_a_count_and_a_rare_word_do_where_the_other_count_is_disputed() -> None:
    assert joined(story("Raavik"), story("Raawik", dead=12))
    other = "{dead} people were killed in {town} on Monday, and {hurt} wounded."
    assert not joined(story("Raavik", text=other), story("Raawik", dead=12, text=LEAD.replace("a wall of water", "men")))


def test_another_toll_another_month_or_another_name_leaves_two_towns() -> None:
    assert not joined(story("Raavik"), story("Raawik", dead=3, hurt=5))
    assert not joined(story("Raavik"), story("Raawik", day="2031-05-04"))
    assert not joined(story("Raavik"), story("Haavik"))
    assert not joined(story("Raavik"), story("Roovik"))


def test_names_that_one_report_has_both_are_two_towns() -> None:
    both = story("Raavik", text=LEAD.replace("Schools", "In Raawik schools"))
    both.entity("Raawik", "place")
    assert not joined(both, story("Raawik"))
