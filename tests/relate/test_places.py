"""Which places of different articles are one: what each article's gazetteer says counts, and a name alone not everywhere."""

from __future__ import annotations

from accordingto.model import Place
from accordingto.relate.entities import entities
from tests.relate.test_entities import found, joined, local, norway

HERE = Place(59.5, 10.5, "NO", "town", 17)
THERE = Place(40.1, -80.2, "US", "town", 18)


def test_two_towns_of_one_name_are_two() -> None:
    one = found(1, (local(1, "Tarne", "place", place=HERE), True))
    two = found(2, (local(2, "Tarne", "place", place=THERE), True))
    assert {"1:Tarne"} in joined(one, two).values()


def test_one_town_of_one_name_is_one_and_says_where_it_lies_and_why() -> None:
    pile = [
        found(n, (local(n, "Tarne", "place", place=HERE, located="town Tarne, NO, named with Norway"), True)) for n in (1, 2)
    ]
    (entity,), _ = entities(pile)
    assert entity.place == HERE
    assert entity.reason.endswith("(2 articles); town Tarne, NO, named with Norway")
    assert "located" not in entity.links


def test_a_town_not_located_is_the_one_known_by_its_name_where_its_article_speaks_of_that_country_or_of_none() -> None:
    known = found(1, (local(1, "Tarne", "place", place=HERE), True))
    silent = found(2, (local(2, "Tarne", "place"), True))
    agreeing = found(3, norway(3), (local(3, "Tarne", "place"), True))
    groups = joined(known, silent, agreeing).values()
    assert {"1:Tarne", "2:Tarne", "3:Tarne"} in groups


def test_a_town_not_located_is_none_of_a_country_that_its_article_does_not_speak_of() -> None:
    known = found(1, (local(1, "Tarne", "place", place=THERE), True))
    other = found(2, norway(2), (local(2, "Tarne", "place"), True))
    assert {"2:Tarne"} in joined(known, other).values()


def test_a_town_not_located_is_neither_of_two_that_are() -> None:
    one, two = (
        found(1, (local(1, "Tarne", "place", place=HERE), True)),
        found(2, (local(2, "Tarne", "place", place=THERE), True)),
    )
    assert {"3:Tarne"} in joined(one, two, found(3, (local(3, "Tarne", "place"), True))).values()


def test_one_vague_place_is_one() -> None:
    north = Place(None, None, "NO", "region")
    pile = [found(n, (local(n, "northern Norway", "place", place=north, part_of="Norway"), False)) for n in (1, 2)]
    assert {"1:northern Norway", "2:northern Norway"} in joined(*pile).values()
