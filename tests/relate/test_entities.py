"""Which entities of different articles are one, and which stay apart."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_full_names_of_people_are_one_where_something_else_agrees() -> None:
    one, two = (local(n, name, "person") for n, name in ((1, "Karim Duarte"), (2, "KARIM DUARTE")))
    assert len(joined(found(1, (one, True)), found(2, (two, True)))) == 2
    for agreeing in ("Oslo", "Mill Union"):
        pile = [found(n, (e, True), (local(n, agreeing, "organisation"), True)) for n, e in ((1, one), (2, two))]
        assert {"1:Karim Duarte", "2:KARIM DUARTE"} in joined(*pile).values()
    assert {"2:KARIM DUARTE"} in joined(found(1, norway(1), (one, True)), found(2, norway(2), (two, True))).values()
    his = local(1, "Karim Duarte", "person", country="NO")
    assert {"1:Karim Duarte", "2:KARIM DUARTE"} in joined(found(1, (his, True)), found(2, norway(2), (two, True))).values()


def test_full_names_with_one_title_are_one_and_the_reason_says_so() -> None:
    pile = [found(n, (local(n, "Karim Duarte", "person", title="interior minister"), True)) for n in (1, 2)]
    (entity,), _ = entities(pile)
    assert "title: interior" in entity.reason


def test_namesake_of_two_countries_is_the_one_of_the_country_its_article_speaks_of_else_nobody_s() -> None:
    one = found(1, (local(1, "Karim Duarte", "person", country="NO"), True), (local(1, "Mill Union", "organisation"), True))
    two = found(2, (local(2, "Karim Duarte", "person", country="ML"), True), (local(2, "Mill Union", "organisation"), True))
    three = found(3, (local(3, "Karim Duarte", "person"), True), (local(3, "Mill Union", "organisation"), True))
    assert {"3:Karim Duarte"} in joined(one, two, three).values()
    made, ids = entities([one, two, three])
    assert "several bearers" in next(e.reason for e in made if e.id == ids[three.entities[0].id])
    four = found(4, norway(4), (local(4, "Karim Duarte", "person"), True))
    assert {"1:Karim Duarte", "4:Karim Duarte"} in joined(one, two, four).values()


def test_what_is_kept_apart_for_a_contradiction_says_so() -> None:
    one = found(1, (local(1, "Sand Guard", "armed_group", country="NO"), True))
    two = found(2, (local(2, "Sand Guard", "armed_group", country="ML"), True))
    assert all("not one with “Sand Guard”: another country" in entity.reason for entity in entities([one, two])[0])
    one = found(1, (local(1, "Karim Duarte", "person", country="NO"), True))
    two = found(2, (local(2, "Karim Duarte", "person", country="ML"), True))
    assert all("“Karim Duarte” is of ML and of NO" in entity.reason for entity in entities([one, two])[0])


SPELLINGS = (("Mohammed Qasim", "Muhammad Kasem"), ("Hussein Gadafi", "Hossein Qaddafi"), ("Abdul Rashid", "Abdel Rachid"))


@pytest.mark.parametrize(("name", "other"), SPELLINGS[:2])
def test_two_spellings_of_a_person_are_one_with_a_shared_title(name: str, other: str) -> None:
    one, two = (found(n, (local(n, w, "person", title="governor"), True)) for n, w in ((1, name), (2, other)))
    (entity,), _ = entities([one, two])
    assert {entity.name, *entity.aliases} == {name, other}
    assert "two spellings" in entity.reason


@pytest.mark.parametrize(("name", "other"), SPELLINGS)
def test_two_spellings_of_a_person_without_a_shared_role_are_two(name: str, other: str) -> None:
    one, two = (found(n, norway(n), (local(n, w, "person"), True)) for n, w in ((1, name), (2, other)))
    assert {"1:" + name} in joined(one, two).values()


@pytest.mark.parametrize(("name", "other"), [("Kobani", "Kobanê"), ("Kobani", "Kobane"), ("Hodeidah", "al-Hudaydah")])
def test_two_spellings_of_a_place_are_one_in_one_country(name: str, other: str) -> None:
    syria = Place(None, None, "SY", "country")
    one = found(1, (local(1, "Syria", "place", place=syria, country="SY"), True), (local(1, name, "place"), True))
    two = found(2, (local(2, "Syria", "place", place=syria, country="SY"), True), (local(2, other, "place"), True))
    assert {"1:" + name, "2:" + other} in joined(one, two).values()
    elsewhere = found(3, norway(3), (local(3, other, "place"), True))
    if "ê" not in other:  # a mark is no other spelling
        assert {"3:" + other} in joined(one, elsewhere).values()


@pytest.mark.parametrize(("name", "other"), [("Tarnu", "Tarna"), ("Korva", "Kurven"), ("Olm", "Elm")])
def test_names_that_sound_differently_are_two(name: str, other: str) -> None:
    one, two = (found(n, norway(n), (local(n, w, "place"), True)) for n, w in ((1, name), (2, other)))
    assert {"1:" + name} in joined(one, two).values()


def test_two_spellings_in_one_article_are_two_places() -> None:
    one = found(1, norway(1), (local(1, "Tarne", "place"), True), (local(1, "Tarna", "place"), True))
    assert len(joined(one)) == 3


def test_mayors_whose_names_sound_differently_are_two() -> None:
    one, two = (found(n, (local(n, w, "person", title="mayor"), True)) for n, w in ((1, "Dara Kull"), (2, "Dara Kell")))
    assert len(joined(one, two)) == 2


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


NAMES = st.sampled_from(
    [
        "Karim Duarte",
        "Kareem Duarte",
        "Duarte",
        "Dune Guard",
        "Sand Guard",
        "SG",
        "Mill Union",
        "Kobani",
        "Kobane",
        "Y?LDIZ",
        "YILDIZ",
    ]
)
KINDS = {"Kobani": "place", "Kobane": "place", "Mill Union": "organisation"}


@st.composite
def articles(draw: st.DrawFn) -> list[Findings]:
    """A small pile whose articles name some of the same, with and without titles, countries and known actors."""
    pile = []
    for number in range(draw(st.integers(2, 5))):
        items = []
        for name in draw(st.lists(NAMES, min_size=1, max_size=4, unique=True)):
            kind: EntityKind = "person" if "Duarte" in name else KINDS.get(name, "armed_group")  # type: ignore[assignment]
            links = draw(st.fixed_dictionaries({}, optional={"country": st.sampled_from(["NO", "ML"])}))
            if kind == "person":
                links |= draw(st.fixed_dictionaries({}, optional={"title": st.sampled_from(["mayor", "governor"])}))
            elif kind == "armed_group":
                links |= draw(st.fixed_dictionaries({}, optional={"actor": st.sampled_from(["dune-guard", "sand-guard"])}))
            aliases = draw(st.sampled_from([(), ("Sand Guard",)])) if kind == "armed_group" else ()
            items.append((local(number, name, kind, aliases=aliases, **links), draw(st.booleans())))  # type: ignore[arg-type]
        pile.append(found(number, *([norway(number)] if draw(st.booleans()) else []), *items))
    return pile


@given(articles(), st.randoms(use_true_random=False))
def test_no_order_of_any_pile_changes_who_is_one(pile: list[Findings], chance: random.Random) -> None:
    expected = entities(pile)
    shuffled = list(pile)
    chance.shuffle(shuffled)
    assert entities(shuffled) == expected


@given(articles())
def test_nothing_that_contradicts_itself_is_one(pile: list[Findings]) -> None:
    made, ids = entities(pile)
    assert len({entity.id for entity in made}) == len(made)
    for entity in made:
        members = [one for item in pile for one in item.entities if ids[one.id] == entity.id]
        assert len({one.links["actor"] for one in members if "actor" in one.links}) < 2
        assert len({one.links["country"] for one in members if "country" in one.links}) < 2
        assert entity.reason


def test_a_name_taken_for_a_person_in_one_article_is_the_town_it_is_in_the_others_of_the_affair() -> None:
    def told(number: int, kind: EntityKind, other: str = "Mill Union") -> Findings:
        return found(number, (local(number, "Orrin", kind), True), (local(number, other, "organisation"), True))

    pile = [told(1, "place"), told(2, "place"), told(3, "person")]
    assert {"1:Orrin", "2:Orrin", "3:Orrin"} in joined(*pile).values()
    made, _ = entities(pile)
    assert "“Orrin” is no person, by most articles that name it" in next(one for one in made if one.name == "Orrin").reason
    assert {"4:Orrin"} in joined(*pile[:2], told(4, "person", "Weavers' Guild")).values()


def test_a_body_described_as_a_place_in_one_article_is_the_body_that_speaks_in_another() -> None:
    one = found(1, (local(1, "Orrin district hospital", "place"), False), (local(1, "Ada Lund", "person"), True))
    two = found(2, (local(2, "Orrin district hospital", "organisation"), False), (local(2, "Ada Lund", "person"), True))
    assert {"1:Orrin district hospital", "2:Orrin district hospital"} in joined(one, two).values()


def test_initials_introduced_in_one_article_stand_for_the_same_body_in_another_that_shares_a_name() -> None:
    full = found(1, (local(1, "Red Sheaf", "armed_group", aliases=("RS",)), True), (local(1, "Ada Lund", "person"), True))
    near = found(2, (local(2, "RS", "organisation"), True), (local(2, "Ada Lund", "person"), True))
    far = found(3, (local(3, "RS", "organisation"), True), (local(3, "Ivo Hask", "person"), True))
    groups = joined(full, near, far).values()
    assert {"1:Red Sheaf", "2:RS"} in groups
    assert {"3:RS"} in groups
    rival = found(4, (local(4, "Rural Schools", "organisation", aliases=("RS",)), True), (local(4, "Ada Lund", "person"), True))
    assert {"2:RS"} in joined(full, near, rival).values()


def test_the_observatory_is_the_one_whose_full_name_the_other_articles_give() -> None:
    company = ("Ada Lund", "Ivo Hask")
    full = found(
        1,
        (local(1, "Orrin Observatory for Rights", "organisation"), True),
        *((local(1, name, "person"), True) for name in company),
    )
    short = found(2, (local(2, "Observatory", "organisation"), True), *((local(2, name, "person"), True) for name in company))
    (entity,) = [one for one in entities([full, short])[0] if one.kind == "organisation"]
    assert entity.name == "Orrin Observatory for Rights"
    assert "“Observatory” is short for “Orrin Observatory for Rights” in articles that name “ada lund”" in entity.reason


def test_a_slip_in_a_long_name_makes_no_second_body() -> None:
    names = ("Orrin Observatory for Rights", "Orrin Obervatory for Rights")
    pile = [found(n, (local(n, name, "organisation"), True)) for n, name in enumerate(names)]
    assert len(joined(*pile)) == 1
    brigades = [found(n, (local(n, f"{n}th Orrin Brigade", "agency"), True)) for n in (5, 6)]
    assert len(joined(*brigades)) == 2


def test_a_government_is_not_called_by_its_seat_where_it_is_named_whole() -> None:
    oslo = [(local(number, "Oslo", "government", country="NO", role="government"), True) for number in (1, 2)]
    whole = local(3, "Norwegian government", "government", country="NO", role="government"), True
    told, _ = entities([found(1, oslo[0]), found(2, oslo[1]), found(3, whole)])
    assert [(one.name, one.aliases) for one in told] == [("Norwegian government", ("Oslo",))]
    alone, _ = entities([found(1, oslo[0])])
    assert [one.name for one in alone] == ["Oslo"]
