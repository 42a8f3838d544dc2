"""Which entities of different articles are one, and which stay apart."""

from __future__ import annotations

import random

from accordingto.model import Article, Entity, EntityKind, Findings, Mention, Place, Published, Span, identify
from accordingto.relate.entities import entities


def found(number: int, *items: tuple[Entity, bool]) -> Findings:
    """An article whose text is its entities' names; the flag says whether the entity is named."""
    text = " . ".join(entity.name for entity, _ in items)
    article = Article(f"a-{number}", f"{number}.txt", (), None, None, None, Published(), "en", "", text, {}, ())
    mentions, at = [], 0
    for entity, named in items:
        span = Span(at, at + len(entity.name), entity.name)
        mentions.append(Mention(f"m-{number}-{at}", article.id, span, entity.id, "name" if named else "nominal"))
        at = span.end + 3
    return Findings(article, tuple(entity for entity, _ in items), tuple(mentions))


def local(
    number: int, name: str, kind: EntityKind, *, aliases: tuple[str, ...] = (), place: Place | None = None, **links: str
) -> Entity:
    return Entity(identify("l", number, name), name, kind, aliases, place, f"one name: “{name}”", links)


NORWAY = Place(None, None, "NO", "country")


def norway(number: int) -> tuple[Entity, bool]:
    return local(number, "Norway", "place", place=NORWAY, country="NO"), True


def joined(*pile: Findings) -> dict[str, set[str]]:
    """Names by global entity."""
    _, ids = entities(pile)
    groups: dict[str, set[str]] = {}
    for item in pile:
        for entity in item.entities:
            groups.setdefault(ids[entity.id], set()).add(f"{item.article.id[2:]}:{entity.name}")
    return groups


def test_known_actor_is_one_under_any_alias() -> None:
    one = found(1, (local(1, "Dune Guard", "armed_group", actor="dune-guard"), True))
    two = found(2, (local(2, "DG", "armed_group", actor="dune-guard"), True))
    (entity,), ids = entities([one, two])
    assert entity.name == "Dune Guard"
    assert entity.aliases == ("DG",)
    assert set(ids.values()) == {entity.id}


def test_full_names_of_people_are_one() -> None:
    pile = [found(n, (local(n, name, "person"), True)) for n, name in ((1, "Karim Duarte"), (2, "KARIM DUARTE"))]
    assert len(joined(*pile)) == 1


def test_equal_names_with_different_countries_are_two_people() -> None:
    one = found(1, (local(1, "Karim Duarte", "person", country="NO"), True))
    two = found(2, (local(2, "Karim Duarte", "person", country="ML"), True))
    assert len(joined(one, two)) == 2


def test_surname_alone_stays_in_its_article() -> None:
    pile = [found(1, (local(1, "Karim Duarte", "person"), True)), found(2, (local(2, "Duarte", "person"), True))]
    assert len(joined(*pile)) == 2


def test_surname_with_the_same_title_is_the_one_bearer() -> None:
    one = found(1, (local(1, "Karim Duarte", "person", title="president"), True))
    two = found(2, (local(2, "Duarte", "person", title="president"), True))
    assert len(joined(one, two)) == 1


def test_person_and_place_of_one_name_stay_apart() -> None:
    pile = [found(1, (local(1, "Iris Noor", "person"), True)), found(2, (local(2, "Iris Noor", "place"), True))]
    assert len(joined(*pile)) == 2


def test_whoever_is_not_named_stays_in_the_article() -> None:
    pile = [found(n, (local(n, "senior official", "person"), False)) for n in (1, 2)]
    assert len(joined(*pile)) == 2


def test_office_of_one_country_is_one() -> None:
    one = found(1, (local(1, "Norwegian police", "agency", country="NO", role="police"), False))
    two = found(2, (local(2, "Norway's police", "agency", country="NO", role="police"), False))
    other = found(3, (local(3, "Malian police", "agency", country="ML", role="police"), False))
    assert sorted(map(len, joined(one, two, other).values())) == [1, 2]


def test_short_acronym_without_its_full_name_stays_in_its_article() -> None:
    one = found(1, (local(1, "Northern Relief Front", "organisation", aliases=("NRF",)), True))
    two = found(2, (local(2, "NRF", "organisation"), True))
    assert len(joined(one, two)) == 2


def test_full_name_joins_articles_that_shorten_it_differently() -> None:
    one = found(1, (local(1, "Northern Relief Front", "organisation", aliases=("NRF",)), True))
    two = found(2, (local(2, "Front", "organisation", aliases=("Northern Relief Front",)), True))
    assert len(joined(one, two)) == 1


def test_damaged_name_joins_the_one_name_it_fits_in_the_same_country() -> None:
    one = found(1, norway(1), (local(1, "Y?LDIZ", "organisation"), True))
    two = found(2, norway(2), (local(2, "YILDIZ", "organisation"), True))
    _, ids = entities([one, two])
    assert ids[one.entities[1].id] == ids[two.entities[1].id]
    joined_entity = next(e for e in entities([one, two])[0] if e.id == ids[one.entities[1].id])
    assert joined_entity.name == "YILDIZ"
    assert "damaged letter" in joined_entity.reason


def test_damaged_name_that_fits_two_stays_alone() -> None:
    one = found(1, norway(1), (local(1, "Y?LDIZ", "organisation"), True))
    two = found(2, norway(2), (local(2, "YILDIZ", "organisation"), True), (local(2, "YOLDIZ", "organisation"), True))
    assert {"1:Y?LDIZ"} in joined(one, two).values()


def test_nothing_joins_through_a_third_alias_when_the_ends_contradict() -> None:
    one = found(1, (local(1, "Dune Guard", "armed_group", actor="dune-guard"), True))
    two = found(2, (local(2, "Dune Guard", "armed_group", aliases=("Sand Guard",)), True))
    three = found(3, (local(3, "Sand Guard", "armed_group", actor="sand-guard"), True))
    _, ids = entities([one, two, three])
    assert ids[one.entities[0].id] != ids[three.entities[0].id]


def test_country_keeps_its_place_and_no_point() -> None:
    (entity,), _ = entities([found(1, norway(1)), found(2, norway(2))])
    assert entity.place == NORWAY
    assert "2 articles" in entity.reason


def test_order_of_the_pile_changes_nothing() -> None:
    pile = [
        found(1, norway(1), (local(1, "Y?LDIZ", "organisation"), True), (local(1, "Karim Duarte", "person"), True)),
        found(2, norway(2), (local(2, "YILDIZ", "organisation"), True), (local(2, "witnesses", "person"), False)),
        found(3, (local(3, "Karim Duarte", "person", country="ML"), True), (local(3, "Duarte", "person"), True)),
        found(4, (local(4, "Karim Duarte", "person", country="NO"), True), (local(4, "Oslo", "place"), True)),
    ]
    expected = entities(pile)
    for seed in range(5):
        shuffled = list(pile)
        random.Random(seed).shuffle(shuffled)
        assert entities(shuffled) == expected


def test_every_local_entity_has_a_global_one() -> None:
    pile = [found(1, norway(1), (local(1, "rebels", "armed_group"), False)), found(2, norway(2))]
    made, ids = entities(pile)
    assert set(ids) == {entity.id for item in pile for entity in item.entities}
    assert set(ids.values()) == {entity.id for entity in made}
