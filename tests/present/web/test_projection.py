"""Where a marker stands, what it looks like, and when two become one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from accordingto.present.web.outlines import country
from accordingto.present.web.projection import (
    CLOSE,
    HEIGHT,
    SPAN_LEAST,
    SPAN_MOST,
    WIDTH,
    WORLD,
    Spot,
    View,
    drawn,
    fitted,
    view_of,
)


def spot(name: str, lat: float, lon: float, precision: str = "town", weight: int = 1) -> Spot:
    return Spot(name, name, lat, lon, precision, weight, f"{weight} events")


def test_the_middle_of_a_view_is_the_middle_of_the_drawing() -> None:
    assert View(64.0, -19.0, 4.0).point(64.0, -19.0) == (WIDTH / 2, HEIGHT / 2)


def test_north_is_up_and_east_is_right() -> None:
    x, y = View(64.0, -19.0, 4.0).point(65.0, -18.0)
    assert x > WIDTH / 2
    assert y < HEIGHT / 2


def test_all_places_are_within_the_fitted_view() -> None:
    places = [(63.5, -22.0), (66.1, -14.0), (64.1, -19.9)]
    view = fitted(places)
    for x, y in (view.point(*place) for place in places):
        assert 0 < x < WIDTH
        assert 0 < y < HEIGHT


def test_places_on_both_sides_of_180_degrees_are_neighbours() -> None:
    view = fitted([(-17.0, 178.0), (-16.0, -179.0)])
    assert abs(abs(view.lon) - 179.5) < 0.01
    assert view.span < 10


def test_one_town_is_shown_with_its_surroundings() -> None:
    assert fitted([(64.0, -19.0)]).span >= 4.0


def test_no_place_shows_the_world() -> None:
    assert fitted([]) == WORLD


def test_the_address_of_a_view_leads_back_to_it() -> None:
    view = View(64.125, -19.5, 2.5)
    assert view_of(view.address) == view


@pytest.mark.parametrize("given", ["", "64", "64,-19", "64,-19,x", "nan,0,1", "1e3,0,1", "64,-19,2,3", "٦٤,0,1", "64,-19,2\n"])
def test_an_address_that_names_no_view_is_none(given: str) -> None:
    assert view_of(given) is None


@pytest.mark.parametrize(("given", "span"), [("64,-19,0.0001", SPAN_LEAST), ("64,-19,9999", SPAN_MOST)])
def test_one_cannot_zoom_without_end(given: str, span: float) -> None:
    view = view_of(given)
    assert view is not None
    assert view.span == span


@pytest.mark.parametrize(
    ("precision", "shape"),
    [("point", "dot"), ("town", "dot"), ("near", "circle"), ("district", "ring"), ("province", "ring"), ("region", "ring")],
)
def test_a_place_is_drawn_as_precise_as_it_is_known(precision: str, shape: str) -> None:
    [marker] = drawn([spot("Vell", 64.0, -19.0, precision)], View(64.0, -19.0, 4.0)).markers
    assert marker.shape == shape


def test_near_a_town_is_a_circle_of_25_kilometres() -> None:
    view = View(64.0, -19.0, 4.0)
    [marker] = drawn([spot("Vell", 64.0, -19.0, "near")], view).markers
    assert marker.radius == pytest.approx(25 / 111.32 * HEIGHT / 4.0, abs=0.1)


def test_a_ring_has_its_name_even_in_a_crowd() -> None:
    crowd = [spot(f"Vell {nth}", 64.0 + 0.03 * nth, -19.0 + 0.1 * nth, weight=9) for nth in range(12)]
    markers = drawn([*crowd, spot("Orde province", 64.6, -20.4, "province")], View(64.2, -18.6, 4.0)).markers
    [ring] = [marker for marker in markers if marker.shape == "ring"]
    assert ring.label == "Orde province"


def test_places_too_close_to_press_become_one_that_counts_both() -> None:
    [marker] = drawn([spot("Vell", 64.0, -19.0, weight=3), spot("Low Vell", 64.01, -19.0, weight=2)], View(64, -19, 4)).markers
    assert marker.shape == "cluster"
    assert marker.weight == 5
    assert [each.name for each in marker.of] == ["Vell", "Low Vell"]


def test_a_cluster_leads_to_a_view_that_parts_it() -> None:
    places = [spot("Vell", 64.0, -19.0), spot("Low Vell", 64.01, -19.0)]
    [marker] = drawn(places, View(64, -19, 4)).markers
    assert marker.zoomed is not None
    assert len(drawn(places, marker.zoomed).markers) == 2


def test_two_places_at_one_point_are_never_parted() -> None:
    [marker] = drawn([spot("Vell", 64.0, -19.0), spot("Vell harbour", 64.0, -19.0)], View(64, -19, 4)).markers
    assert marker.zoomed is None


def test_no_two_markers_stand_closer_than_can_be_pressed() -> None:
    grid = [spot(f"{row}.{column}", 63.0 + row / 7, -22.0 + column / 3) for row in range(12) for column in range(12)]
    markers = drawn(grid, fitted([(each.lat, each.lon) for each in grid])).markers
    assert sum(len(marker.of) for marker in markers) == len(grid)
    for one, other in pairwise(sorted(markers, key=lambda marker: (marker.x, marker.y))):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (CLOSE - 0.2) ** 2


def test_what_lies_beyond_the_edge_is_counted() -> None:
    found = drawn([spot("Vell", 64.0, -19.0), spot("Faraway", -30.0, 100.0)], View(64, -19, 4))
    assert found.outside == 1
    assert [marker.label for marker in found.markers] == ["Vell"]


def test_order_of_the_places_makes_no_difference() -> None:
    places = [spot("Vell", 64.0, -19.0), spot("Low Vell", 64.01, -19.0), spot("Orde", 65.0, -17.0)]
    assert drawn(places, WORLD) == drawn(places[::-1], WORLD)


def test_a_country_has_its_name_and_bounds_from_the_outlines() -> None:
    iceland = country("is")
    assert iceland is not None
    assert iceland.name == "Iceland"
    assert iceland.holds(64.1, -21.9)
    assert not iceland.holds(55.7, 12.6)


def test_an_unknown_country_has_none() -> None:
    assert country("ZZ") is None
    assert country(None) is None
