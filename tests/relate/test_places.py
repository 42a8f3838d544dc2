"""Which places of different articles are one: what each article's gazetteer says counts, and a name alone not everywhere."""

from __future__ import annotations

from accordingto.model import Findings, Place
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


def test_two_names_of_one_place_in_the_gazetteer_are_one_place() -> None:
    names = ("Tarne", "Tarne city", "North Tarne")
    groups = joined(*(found(n, (local(n, name, "place", place=HERE), True)) for n, name in enumerate(names))).values()
    assert {"0:Tarne", "1:Tarne city"} in groups
    assert {"2:North Tarne"} in groups


def test_a_town_of_a_country_that_is_not_named_is_not_the_one_of_another_article() -> None:
    pile = [found(n, norway(n), (local(n, "Norwegian town", "place", country="NO"), False)) for n in (1, 2)]
    assert {"1:Norwegian town"} in joined(*pile).values()
    border = [found(n, norway(n), (local(n, "Norwegian border", "place", country="NO"), False)) for n in (1, 2)]
    assert {"1:Norwegian border", "2:Norwegian border"} in joined(*border).values()


def test_a_town_spelled_with_another_letter_is_one_in_articles_of_one_affair_only() -> None:
    def told(number: int, town: str, *people: str) -> Findings:
        return found(number, (local(number, town, "place"), True), *((local(number, name, "person"), True) for name in people))

    assert {"1:Orrindal", "2:Orrintal"} in joined(told(1, "Orrindal", "Ada Lund"), told(2, "Orrintal", "Ada Lund")).values()
    assert {"1:Orrindal"} in joined(told(1, "Orrindal", "Ada Lund"), told(2, "Orrintal", "Ivo Hask")).values()
    both = found(
        3,
        (local(3, "Orrindal", "place"), True),
        (local(3, "Orrintal", "place"), True),
        (local(3, "Ada Lund", "person"), True),
    )
    assert {"1:Orrindal", "3:Orrindal"} in joined(both, told(1, "Orrindal", "Ada Lund")).values()


def test_transliterations_with_and_without_hyphens_are_one_town() -> None:
    names = ("Deir ez-Zor", "Deir al-Zour", "Dayr az Zawr")
    pile = [found(n, norway(n), (local(n, name, "place"), True)) for n, name in enumerate(names)]
    assert {f"{n}:{name}" for n, name in enumerate(names)} in joined(*pile).values()
