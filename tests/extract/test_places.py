"""Where the places of a story lie, and how precisely that is known. Real places; all that happens in them is invented."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.extract import findings, gazetteer, places
from accordingto.extract.gazetteer import Gazetteer, by_ear, exactly, loosely
from accordingto.model import Article, Entity, Findings, Place, Published, identify
from accordingto.read.annotate import annotate
from accordingto.read.clean import zoned

pytestmark = pytest.mark.model


def read(text: str, url: str | None = None) -> Findings:
    id = identify("a", text, url)
    article = Article(id, "story.txt", (), None, None, None, Published(), "en", "", text, {}, (), url)
    return findings(annotate(zoned(article)))


def entity(found: Findings, words: str) -> Entity:
    mention = next(mention for mention in found.mentions if mention.span.exact == words)
    return next(entity for entity in found.entities if entity.id == mention.entity)


def place(text: str, words: str, url: str | None = None) -> Place | None:
    return entity(read(text, url), words).place


def near(where: Place | None, lat: float, lon: float) -> bool:
    """Whether a place lies within a degree of a point."""
    return (
        where is not None
        and where.lat is not None
        and where.lon is not None
        and abs(where.lat - lat) + abs(where.lon - lon) < 1
    )


# -- one of many bearers -------------------------------------------------------------------------------------------------------


def test_a_town_in_the_country_named_with_it() -> None:
    where = place("Fighters entered Gao in northern Mali on Monday.", "Gao")
    assert near(where, 16.27, -0.04)
    assert where is not None
    assert (where.country, where.precision) == ("ML", "town")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Rain closed the port of Mocha, Yemen, for two days.", "Mocha", "YE"),
        ("Shops in Tripoli, in northern Lebanon, reopened.", "Tripoli", "LB"),
        ("Lebanon's Tripoli was quiet again, shopkeepers said.", "Tripoli", "LB"),
        ("The bridge in Paris, Texas, was painted red.", "Paris", "US"),
        ("A ferry left Alexandria, Egypt, with forty passengers.", "Alexandria", "EG"),
        ("A clinic opened in San Miguel, El Salvador.", "San Miguel", "SV"),
    ],
)
def test_the_area_named_with_a_place_decides(text: str, name: str, country: str) -> None:
    where = place(text, name)
    assert where is not None
    assert where.country == country
    assert where.lat is not None


def test_a_state_is_told_by_its_abbreviation() -> None:
    where = place("The orchard in Athens, Ga., was sold to a neighbour.", "Athens")
    assert near(where, 33.96, -83.38)


def test_other_places_of_the_article_decide() -> None:
    text = "The road from Manchester to Nashua was closed. Snow fell on Concord too, and schools in New Hampshire stayed shut."
    where = place(text, "Manchester")
    assert near(where, 42.99, -71.46)


def test_the_address_decides_between_two_countries() -> None:
    text = "A barn burned down in Perth on Tuesday, and a second one in Kingston. Nobody was hurt."
    assert near(place(text, "Perth", "http://news.example.ca/barn"), 44.9, -76.25)
    assert near(place("A barn burned down in Perth on Tuesday.", "Perth", "http://news.example.com.au/barn"), -31.95, 115.86)


def test_what_only_its_size_speaks_for_stays_open() -> None:
    found = read("Shops in Tripoli reopened.")
    held = entity(found, "Tripoli")
    assert held.place is None
    assert "could be" in held.links["located"]
    assert "LY" in held.links["located"]
    assert "LB" in held.links["located"]


def test_the_largest_by_far_is_meant_where_nothing_else_is_said() -> None:
    assert near(place("Shops in Istanbul reopened.", "Istanbul"), 41.0, 28.97)


def test_a_place_in_no_gazetteer_stays_a_place() -> None:
    held = entity(read("The mill in Ostervane burned down, and the mill owner left Ostervane for good."), "Ostervane")
    assert held.kind == "place"
    assert held.place is None
    assert "in no gazetteer" in held.links["located"]


# -- areas ---------------------------------------------------------------------------------------------------------------------


def test_a_country_has_no_point_and_no_capital() -> None:
    where = place("Floods hit Niger in August.", "Niger")
    assert where == Place(None, None, "NE", "country", where.geonames if where else None)


def test_a_region_has_no_point() -> None:
    for name in ("Darfur", "Anatolia", "Middle East"):
        where = place(f"The drought in {name} went on for a third year.", name)
        assert where is not None
        assert (where.lat, where.lon, where.precision) == (None, None, "region")


def test_a_sea_has_no_point() -> None:
    where = place("A ferry turned back on the Black Sea in high waves.", "Black Sea")
    assert where is not None
    assert (where.lat, where.precision) == (None, "sea")


def test_a_province_is_an_area_and_not_its_main_town() -> None:
    where = place("Farmers of Oaxaca state in Mexico sold less maize; in the state of Oaxaca rain is late.", "Oaxaca")
    assert where is not None
    assert where.country == "MX"


def test_a_county_is_a_district() -> None:
    where = place("Deputies of Fairfield County, Ohio, closed a bridge.", "Fairfield County")
    assert where is not None
    assert (where.country, where.precision) == ("US", "district")
    assert near(where, 39.75, -82.63)


def test_a_part_of_an_area_has_no_middle_and_a_part_of_a_town_has_the_town_s() -> None:
    held = entity(read("Hail broke windows across Southern California on Friday."), "Southern California")
    assert held.place is not None
    assert (held.place.lat, held.place.precision, held.place.country) == (None, "region", "US")


# -- vague places --------------------------------------------------------------------------------------------------------------


def test_a_distance_from_a_town_is_kept_with_its_bearing() -> None:
    found = read("A clash 12 km north of Kutum in Sudan hurt two herders.")
    held = entity(found, "12 km north of Kutum")
    assert held.place is not None
    assert (held.place.precision, held.place.country) == ("near", "SD")
    assert held.links == {"near": "Kutum", "km": "12", "bearing": "north"}
    town = entity(found, "Kutum")
    assert town.id != held.id
    assert town.place is not None
    assert town.place.precision == "town"


def test_miles_are_told_in_kilometres() -> None:
    held = entity(read("The wreck lies 10 miles from Aden, Yemen."), "10 miles from Aden")
    assert held.links["km"] == "16.09"


def test_what_happened_near_a_town_did_not_happen_in_it() -> None:
    found = read("Soldiers killed three herders near Kutum in Sudan on Friday.")
    killed = next(event for event in found.event_mentions if event.trigger.exact == "killed")
    assert killed.place is not None
    held = next(entity for entity in found.entities if entity.id == killed.place.entity)
    assert held.place is not None
    assert held.place.precision == "near"
    assert killed.place.span.exact == "near Kutum"


def test_a_part_of_a_country_is_a_region_of_it() -> None:
    held = entity(read("Soldiers killed three herders in southern Mali on Friday."), "southern Mali")
    assert held.place == Place(None, None, "ML", "region")
    assert held.links == {"part_of": "Mali"}


def test_near_an_unknown_town_is_nowhere_known() -> None:
    held = entity(read("The bus broke down near Ostervane, and the people of Ostervane helped."), "near Ostervane")
    assert held.place == Place(None, None, None, "none")


# -- spelling ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Hudaydah", "Hudaydah"),
        ("Tell Abyad", "Tal Abyad"),
        ("Ar Raqqah", "Raqqa"),
        ("Ra's al-'Ayn", "Ras al Ayn"),
        ("Tall Afar", "Tel Afar"),
    ],
)
def test_spellings_by_ear_share_a_key(one: str, other: str) -> None:
    assert loosely(one) == loosely(other)


@pytest.mark.parametrize(("one", "other"), [("El Paso", "Paso"), ("St. Louis", "Louis"), ("San Miguel", "San Manuel")])
def test_different_names_have_different_exact_keys(one: str, other: str) -> None:
    assert exactly(one) != exactly(other)


@pytest.mark.parametrize(
    ("one", "other"), [("St. Louis", "Saint Louis"), ("İzmir", "Izmir"), ("Deir ez-Zor", "deir EZ ZOR"), ("Sévaré", "Sevare")]
)
def test_case_marks_and_punctuation_make_no_difference(one: str, other: str) -> None:
    assert exactly(one) == exactly(other)


@given(st.text(max_size=40))
def test_keys_are_stable(name: str) -> None:
    key = exactly(name)
    assert exactly(key) == key
    assert key == " ".join(key.split())
    assert by_ear(by_ear(key)) == by_ear(key) or len(by_ear(by_ear(key))) < len(by_ear(key))


# -- the gazetteer itself ------------------------------------------------------------------------------------------------------


def held() -> Gazetteer:
    made = gazetteer.gazetteer()
    assert made is not None, "no gazetteer: make gazetteer"
    return made


def test_no_country_or_region_has_a_point_and_no_point_lies_outside_the_globe() -> None:
    for name in ("Syria", "Georgia", "Darfur", "Black Sea", "Springfield", "San Jose", "Victoria", "Orde"):
        for spot in held().find(name):
            if spot.kind in ("country", "region", "sea"):
                assert spot.lat is None
            elif spot.lat is not None and spot.lon is not None:
                assert -90 <= spot.lat <= 90
                assert -180 <= spot.lon <= 180


@pytest.mark.parametrize(
    "name",
    [
        "Dabiq",
        "Qandil",
        "Bab al-Hawa",
        "Incirlik",
        "Pibor",
        "Sévaré",
        "Deir Ezzor",
        "Hodeidah",
        "Qamishli",
        "Tel Abyad",
        "Hatay",
        "Kobane",
    ],
)
def test_known_holes_are_filled(name: str) -> None:
    assert held().find(name)


def test_words_for_the_kind_choose_among_bearers() -> None:
    assert {spot.kind for spot in held().find("Oaxaca state")} == {"province"}
    assert all(spot.kind in ("town", "capital") for spot in held().find("city of Kirkuk"))


def test_a_file_of_another_layout_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as made:
        made.execute("PRAGMA user_version = 99")
    made.close()
    with pytest.raises(sqlite3.DatabaseError, match="another layout"):
        Gazetteer(other)


def test_without_a_gazetteer_places_stay_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "gazetteer", lambda: None)
    found = read("Fighters entered Gao in northern Mali on Monday.")
    assert entity(found, "Gao").place is None
    assert entity(found, "Mali").place == Place(None, None, "ML", "country")


def test_the_order_of_entities_makes_no_difference() -> None:
    found = read("The road from Manchester to Nashua was closed. Snow fell on Concord too, in New Hampshire.")
    bare = [replace(one, place=None) if one.place is not None and one.place.lat is not None else one for one in found.entities]
    there = places.located(found.article, bare, found.mentions)[0]
    back = places.located(found.article, bare[::-1], found.mentions)[0]
    assert {one.id: one.place for one in there} == {one.id: one.place for one in back}


def test_a_town_taken_for_somebody_is_a_town_where_the_other_places_speak_for_it() -> None:
    found = read(
        "Nashua police closed a road to Concord, New Hampshire. Nashua residents stayed in. Manchester sent two engines."
    )
    held = entity(found, "Nashua")
    assert held.kind == "place"
    assert near(held.place, 42.77, -71.47)


def test_a_person_with_the_name_of_a_town_stays_a_person() -> None:
    found = read("Iris Nashua sued the mill in Concord, New Hampshire. Nashua spoke in court for an hour, and Nashua won.")
    assert entity(found, "Iris Nashua").kind == "person"


def test_an_unheard_of_town_is_not_the_one_whose_name_is_nearly_its_own() -> None:
    for name in ("Toren", "Sarn"):
        held = entity(read(f"The dam above {name} burst in the night, and the people of {name} fled."), name)
        assert held.place is None, held


def test_a_district_told_by_its_kind_is_located_with_the_province_after_it() -> None:
    found = read("Soldiers searched houses in Gardez district, Paktiya province, on Friday. Farmers in Gardez district fled.")
    held = entity(found, "Gardez district")
    assert held.place is not None
    assert (held.place.country, held.place.precision) == ("AF", "district")
    assert near(held.place, 33.6, 69.22)
