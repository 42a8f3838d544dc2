"""The Map draws what is located, as precisely as it is known, and lists everything."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from accordingto.errors import UnusableJudgement
from accordingto.model import Entity, Mention, Place, PlacePrecision
from accordingto.present.web.atlas import flaw, set_place
from accordingto.record.store import Record
from tests.present.affair import article, contents, day, entity, event, happens, named
from tests.present.web.conftest import OURS, Served, client_of, links, room_of

WHERE: dict[str, tuple[float | None, float | None, PlacePrecision]] = {
    "Gate Three": (64.30, -20.10, "point"),
    "Vell": (64.95, -18.20, "town"),
    "Sarn": (64.96, -18.25, "town"),
    "Low Orde": (65.60, -17.00, "near"),
    "Hill district": (63.90, -17.50, "district"),
    "Orde province": (65.20, -21.00, "province"),
    "Upper Reach": (66.00, -15.20, "region"),
    "Fen district": (None, None, "district"),
    "Karsia": (64.9, -19.0, "country"),
    "Grey Sea": (64.0, -25.0, "sea"),
    "Null Quay": (0.0, 0.0, "town"),
    "Turned Hill": (-18.5, 64.5, "town"),
    "Offworld": (97.0, -190.0, "point"),
    "Nowhere Bend": (None, None, "town"),
}
DRAWN = {"Gate Three", "Vell", "Sarn", "Low Orde", "Hill district", "Orde province", "Upper Reach"}
FLAGGED = {"Null Quay", "Turned Hill", "Offworld"}
AREAS = {"Fen district", "Karsia", "Grey Sea"}


def placed(name: str) -> Entity:
    lat, lon, precision = WHERE[name]
    return replace(entity(name, "place"), place=Place(lat, lon, "IS", precision))


@pytest.fixture(scope="module")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A flood in an invented land: one event at each place, two at Vell, and a place that is only named."""
    path = tmp_path_factory.mktemp("flood") / "flood.db"
    articles, told, events = [], [], []
    mentions: list[Mention] = []
    for nth, name in enumerate([*WHERE, "Vell"]):
        one = article(f"The water burst over {name} at {nth} o'clock, wardens said.", f"Paper {nth}", f"2031-03-{nth + 1:02d}")
        happening = happens(one, "burst", day(f"2031-03-{nth + 1:02d}"), place=name)
        seen = event(happening, low=1, high=2)
        articles.append(one)
        mentions += named(one, name)
        told.append(replace(happening, event=seen.id))
        events.append(seen)
    quiet = article("Schools in Marl stay closed.", "Paper 99", "2031-03-20")
    everything = contents(
        articles=[*articles, quiet], entities=[*(placed(name) for name in WHERE), entity("Marl", "place")],
        mentions=[*mentions, *named(quiet, "Marl")], event_mentions=told, events=events,
    )  # fmt: skip
    Record.write(path, everything, {})
    return path


@pytest.fixture
def inside(flood: Path, tmp_path: Path) -> Iterator[TestClient]:
    with client_of(room_of(Path(shutil.copy(flood, tmp_path / "flood.db")))) as client:
        yield client


def names(group: Any) -> set[str]:
    return {one["name"] for one in (group if isinstance(group, list) else group["places"])}


def markers(html: str) -> list[ElementTree.Element]:
    """The links of the drawing, which is well-formed by itself."""
    drawing = html[html.index("<svg viewBox") :]
    svg = ElementTree.fromstring(drawing[: drawing.index("</svg>") + 6].replace("&nbsp;", " "))
    return [each for each in svg.iter("a") if "marker" in each.get("class", "")]


def test_places_are_listed_by_how_well_they_are_located(inside: TestClient) -> None:
    found = inside.get("/api/map").json()
    assert names(found["located"]) == DRAWN
    assert names(found["flagged"]) == FLAGGED
    assert names(found["area"]) == AREAS
    assert names(found["unlocated"]) == {"Nowhere Bend", "Marl"}


def test_what_is_drawn_is_what_is_listed_as_located(inside: TestClient) -> None:
    spoken = " ".join(each.get("aria-label", "") for each in markers(inside.get("/map").text))
    assert {name for name in WHERE if f"{name}:" in spoken} == DRAWN


def test_a_country_with_coordinates_is_never_a_dot(inside: TestClient) -> None:
    page = inside.get("/map").text
    assert all("Karsia" not in each.get("aria-label", "") for each in markers(page))
    assert "Karsia" in page


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("Gate Three", "dot"),
        ("Low Orde", "circle"),
        ("Hill district", "ring"),
        ("Orde province", "ring"),
        ("Upper Reach", "ring"),
    ],
)
def test_geometry_follows_precision(inside: TestClient, name: str, shape: str) -> None:
    [marker] = [each for each in markers(inside.get("/map").text) if each.get("aria-label", "").startswith(f"{name}:")]
    assert shape in marker.get("class", "").split()


def test_a_marker_says_events_reports_and_origins_and_opens_the_claims(inside: TestClient) -> None:
    [marker] = [each for each in markers(inside.get("/map").text) if "Gate Three:" in each.get("aria-label", "")]
    assert "1 event · 1 report · 1–2 origins" in marker.findtext("title", "")
    assert marker.get("href") == f"/claims?place={entity('Gate Three').id}"


def test_a_cluster_counts_events_and_leads_nearer(inside: TestClient) -> None:
    [cluster] = [each for each in markers(inside.get("/map").text) if "cluster" in each.get("class", "")]
    assert cluster.findtext("text", "").strip() == "3"
    assert "Vell: 2 events" in cluster.get("aria-label", "")
    nearer = inside.get(cluster.get("href", "")).text
    assert {each.get("class") for each in markers(nearer)} >= {"marker dot"}
    assert "more outside what is shown" in nearer


def test_several_events_of_a_place_share_origins_perhaps(inside: TestClient) -> None:
    [vell] = [one for one in inside.get("/api/map").json()["located"]["places"] if one["name"] == "Vell"]
    assert (vell["events"], vell["reports"], vell["origins"]) == (2, 2, {"low": 1, "high": 4})


def test_a_place_without_events_shows_how_often_it_is_named(inside: TestClient) -> None:
    page = unescape(inside.get("/map").text)
    row = page[page.index(f'id="p-{entity("Marl").id}"') :].partition("</tr>")[0]
    assert "no event" in row
    assert "named 1 time<" in row
    assert f"/n/{entity('Marl').id}#mentions" in row


def test_what_is_wrong_with_a_point_is_said(inside: TestClient) -> None:
    flaws = {one["name"]: one["flaw"] for one in inside.get("/api/map").json()["flagged"]}
    assert "missing coordinates" in flaws["Null Quay"]
    assert "exchanged" in flaws["Turned Hill"]
    assert "no such point" in flaws["Offworld"]


@pytest.mark.parametrize(
    ("lat", "lon", "code", "words"),
    [
        (64.5, -18.5, "IS", None), (64.5, -18.5, None, None), (64.5, -18.5, "ZZ", None), (0.0, 30.0, None, None),
        (-18.5, 64.5, "IS", "the other way round it lies in Iceland"), (40.0, 3.0, "IS", "it lies outside Iceland"),
        (120.0, 40.0, None, "latitude and longitude seem to be exchanged"), (40.0, 200.0, None, "there is no such point"),
        (0.0, 0.0, "IS", "0, 0 is where missing"),
    ],
)  # fmt: skip
def test_flaws_of_points(lat: float, lon: float, code: str | None, words: str | None) -> None:
    found = flaw(lat, lon, code)
    assert (found is None) if words is None else (found is not None and words in found)


def test_a_person_sets_a_place_and_takes_it_back(inside: TestClient) -> None:
    marl = entity("Marl").id
    form = {"subject": marl, "precision": "town", "lat": "64.5", "lon": "-16.5", "country": "is", "seen": "", "back": "/map"}
    made = inside.post("/place", data=form, headers=OURS)
    assert made.status_code == 303
    assert "Marl" in names(inside.get("/api/map").json()["located"])
    judgement = made.headers["location"].partition("done=")[2]
    inside.post("/judge", data={"verdict": "undo", "undoes": judgement, "back": "/map"}, headers=OURS)
    assert "Marl" in names(inside.get("/api/map").json()["unlocated"])


def test_a_place_judged_meanwhile_is_not_overwritten(inside: TestClient) -> None:
    marl = entity("Marl").id
    form = {"subject": marl, "precision": "town", "lat": "64.5", "lon": "-16.5", "seen": "", "back": "/map"}
    assert inside.post("/place", data=form, headers=OURS).status_code == 303
    assert inside.post("/place", data=form | {"lat": "65.5"}, headers=OURS).status_code == 409


@pytest.mark.parametrize("lat", ["here", "64.5", "91", "64,5,3"])
def test_what_is_no_point_is_refused(inside: TestClient, lat: str) -> None:
    form = {"subject": entity("Marl").id, "precision": "town", "lat": lat, "lon": "", "back": "/map"}
    assert inside.post("/place", data=form, headers=OURS).status_code == 422


def test_both_coordinates_may_be_pasted_at_once() -> None:
    assert set_place("64.5, -16.5", "", "town", "")["place"] == {
        "lat": 64.5,
        "lon": -16.5,
        "country": None,
        "precision": "town",
    }


def test_an_area_needs_no_point() -> None:
    assert set_place("", "", "district", "is")["place"] == {"lat": None, "lon": None, "country": "IS", "precision": "district"}


def test_a_precision_must_be_chosen() -> None:
    with pytest.raises(UnusableJudgement, match="how precisely"):
        set_place("64.5", "-16.5", "somewhere", "")


def test_a_rejected_place_is_neither_drawn_nor_listed(inside: TestClient) -> None:
    form = {"verdict": "reject", "subject": entity("Gate Three").id, "back": "/map"}
    assert inside.post("/judge", data=form, headers=OURS).status_code == 303
    assert "Gate Three" not in names(inside.get("/api/map").json()["located"])


def test_filters_bound_the_events_and_the_places(inside: TestClient) -> None:
    found = inside.get("/api/map?from=2031-03-02&to=2031-03-02").json()
    assert names(found["located"]) == {"Vell"}
    assert found["located"]["places"][0]["events"] == 1
    assert inside.get("/api/map?min_origins=2").json()["events"] == 0
    assert names(inside.get(f"/api/map?place={entity('Sarn').id}").json()["located"]) == {"Sarn"}


def test_one_group_has_pages_of_its_own(inside: TestClient) -> None:
    found = inside.get("/api/map?sort=area").json()
    assert names(found["area"]) == AREAS
    assert not found["located"]["places"]
    assert found["located"]["count"] == len(DRAWN | FLAGGED)
    page = inside.get("/map?sort=area").text
    assert "Fen district" in page
    assert "has coordinates yet" not in page
    assert not markers(page + "<svg viewBox='0 0 1 1'></svg>")


def test_every_row_of_the_list_keeps_both_counts_together(inside: TestClient) -> None:
    page = unescape(inside.get("/map").text)
    for row in page.split("<tr id=")[1:]:
        row = row.partition("</tr>")[0]
        assert ("report" in row) == ("origin" in row)


def test_a_record_without_coordinates_says_so_and_lists_its_places(client: TestClient) -> None:
    page = client.get("/map").text
    assert "No place of this record has coordinates yet." in page
    assert not markers(page)
    assert "Kestra" in page
    assert any(link.startswith("/n/e-") for link in links(page))


def test_filtered_places_that_cannot_be_drawn_are_not_said_of_the_whole_record(inside: TestClient) -> None:
    page = inside.get(f"/map?place={entity('Karsia').id}").text
    assert "None of these places can be drawn." in page
    assert "has coordinates yet" not in page


def test_moving_the_map_needs_no_script(inside: TestClient) -> None:
    steps = [link for link in links(inside.get("/map").text) if "at=" in link]
    assert len(steps) >= 6
    for step in steps:
        assert inside.get(step).status_code == 200


def test_moving_keeps_the_filters(inside: TestClient) -> None:
    assert all("outlet=Paper+1" in link for link in links(inside.get("/map?outlet=Paper+1").text) if "at=" in link)


@pytest.mark.parametrize("at", ["", "x", "999,999,999", "64,-19", "<script>"])
def test_a_view_that_is_none_is_answered_all_the_same(inside: TestClient, at: str) -> None:
    page = inside.get("/map", params={"at": at})
    assert page.status_code == 200
    assert "<script>" not in page.text


def test_a_name_cannot_act_on_the_map(tmp_path: Path) -> None:
    bad = '"><script>alert(1)</script>'
    one = article(f"It rained in {bad} today.", "Paper", "2031-03-01")
    place = replace(entity(bad, "place"), place=Place(64.0, -19.0, None, "town"))
    Record.write(tmp_path / "r.db", contents(articles=[one], entities=[place], mentions=named(one, bad)), {})
    with client_of(room_of(tmp_path / "r.db")) as client:
        page = client.get("/map").text
    assert "<script>alert" not in page
    assert bad in markers(page)[0].get("aria-label", "")


def test_script_draws_outlines_and_keys_move_the_map(
    flood: Path, tmp_path: Path, serving: Callable[..., Served], chromium: Any
) -> None:
    served = serving(room_of(Path(shutil.copy(flood, tmp_path / "flood.db"))))
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    try:
        page.goto(served.login())
        page.goto(f"{served.origin}/map")
        page.wait_for_selector('#sheet svg[data-drawn="done"]')
        assert len(page.locator(".land").get_attribute("d")) > 1000
        before = page.locator("#sheet svg").get_attribute("data-lat")
        page.locator("#sheet").focus()
        page.keyboard.press("ArrowUp")
        page.wait_for_function("before => document.querySelector('#sheet svg').dataset.lat !== before", arg=before)
        page.wait_for_selector('#sheet svg[data-drawn="done"]')
        assert "at=" in page.url
        span = page.locator("#sheet svg").get_attribute("data-span")
        page.keyboard.press("+")
        page.wait_for_function("span => document.querySelector('#sheet svg').dataset.span !== span", arg=span)
        assert page.evaluate("document.activeElement.closest('#atlas') !== null")
        assert refused == []
    finally:
        page.close()
