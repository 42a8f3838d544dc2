"""Names lead to the words that name, and a person says which are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from accordingto.model import Entity, Mention, Place, identify
from accordingto.record.store import Record
from tests.present.affair import article, contents, day, entity, event, happens, named, quote, said
from tests.present.web.conftest import OURS, client_of, links, room_of


def id_of(client: TestClient, name: str) -> str:
    """The id of a name, asked as anybody may."""
    for one in client.get("/api/entities", params={"q": name}).json()["names"]:
        if one["name"] == name:
            return str(one["id"])
    raise AssertionError(f"no {name} in the list")


# -------------------------------------------------------------------------------------------------------------------- list


def test_the_most_named_come_first(client: TestClient) -> None:
    counts = [one["mentions"] for one in client.get("/api/entities").json()["names"]]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 5


def test_a_kind_bounds_the_list(client: TestClient) -> None:
    every = client.get("/api/entities").json()
    people = client.get("/api/entities?kind=person").json()
    assert {one["kind"] for one in people["names"]} == {"person"}
    assert people["count"] == every["kinds"]["person"]
    assert "Davin Roke" in client.get("/entities?kind=person").text


def test_an_unknown_kind_bounds_nothing_on_the_page_and_is_refused_to_programs(client: TestClient) -> None:
    assert client.get("/entities?kind=nobody").status_code == 200
    assert client.get("/api/entities?kind=nobody").status_code == 422


@pytest.mark.parametrize("words", ["Red Sheaf Movement", "red sheaf", "sheaf", "shea"])
def test_a_name_is_found_by_its_aliases_and_by_the_beginning_of_a_word(client: TestClient, words: str) -> None:
    found = client.get("/api/entities", params={"q": words}).json()["names"]
    assert "Red Sheaf" in {one["name"] for one in found}


@pytest.mark.parametrize("words", ['"', "AND", "*", "a* OR b", "name:x", "NEAR("])
def test_words_are_never_syntax(client: TestClient, words: str) -> None:
    assert client.get("/entities", params={"q": words}).status_code == 200


def test_pages_of_the_list_hold_each_name_once_and_keep_the_kind(client: TestClient) -> None:
    first, second = (client.get(f"/api/entities?page={page}").json()["names"] for page in (1, 2))
    assert len(first) == 50
    assert not {one["id"] for one in first} & {one["id"] for one in second}
    assert any("page=2" in link and "kind=person" in link for link in links(client.get("/entities?kind=person").text))


def test_filters_of_reports_bound_the_names(client: TestClient) -> None:
    found = client.get("/api/entities", params={"outlet": "Kestra Radio"}).json()
    assert 0 < found["count"] < client.get("/api/entities").json()["count"]


def test_every_name_of_the_list_opens(client: TestClient) -> None:
    hrefs = {link for link in links(client.get("/entities").text) if re.fullmatch(r"/n/e-[0-9a-f]+", link)}
    assert len(hrefs) == 50
    for href in sorted(hrefs)[:12]:
        assert client.get(href).status_code == 200


def test_nothing_found_says_how_to_go_on(client: TestClient) -> None:
    assert "No name answers." in client.get("/entities?q=zzzzzz").text


def test_a_rejected_name_is_hidden_and_not_lost(client: TestClient) -> None:
    id = id_of(client, "Red Sheaf")
    client.post("/judge", data={"verdict": "reject", "subject": id, "back": "/entities"}, headers=OURS)
    found = client.get("/api/entities").json()
    assert id not in {one["id"] for one in found["names"]}
    assert [one["id"] for one in found["rejected"]] == [id]
    assert client.get(f"/n/{id}").status_code == 200


def test_only_accepted_names_are_counted_where_that_is_asked(client: TestClient) -> None:
    assert "Nobody has accepted a name" in client.get("/entities?layer=accepted").text
    id = id_of(client, "Red Sheaf")
    client.post("/judge", data={"verdict": "accept", "subject": id, "back": "/entities"}, headers=OURS)
    assert [one["id"] for one in client.get("/api/entities?layer=accepted").json()["names"]] == [id]


# -------------------------------------------------------------------------------------------------------------------- name


def test_every_mention_is_quoted_at_its_place(client: TestClient) -> None:
    found = client.get(f"/api/n/{id_of(client, 'Red Sheaf')}").json()
    quotes = [one["quote"] for report in found["reports"] for one in report["mentions"]]
    assert len(quotes) == found["line"]["mentions"] > 5
    for one in quotes:
        page = unescape(client.get(f"/a/{one['article']}?at={one['start']}-{one['end']}").text)
        assert one["words"] in page


def test_a_name_says_why_it_is_one_and_what_rests_on_it(client: TestClient) -> None:
    id = id_of(client, "Red Sheaf")
    page = unescape(client.get(f"/n/{id}").text)
    assert "also known as the Red Sheaf Movement" in page
    assert f"/s/{id}" in links(page)
    assert f"/claims?actor={id}" in links(page)
    assert any(link.startswith("/c/") for link in links(page))


def test_look_alikes_share_a_word_and_are_not_itself(client: TestClient) -> None:
    id = id_of(client, "Kestra")
    alike = client.get(f"/api/n/{id}").json()["alike"]
    assert alike
    assert id not in {one["id"] for one in alike}
    assert all("kestra" in " ".join([one["name"], *one["aliases"]]).lower() for one in alike)
    assert alike[0]["kind"] == "place"


def test_two_names_are_joined_and_the_old_address_leads_to_the_new(client: TestClient) -> None:
    kept, gone = id_of(client, "Red Sheaf"), id_of(client, "Kestra General Hospital")
    form = {"verdict": "same", "subject": [kept, gone], "reason": "the badge", "seen": "", "back": f"/n/{kept}"}
    assert client.post("/judge", data=form, headers=OURS).status_code == 303
    moved = client.get(f"/n/{gone}")
    assert (moved.status_code, moved.headers["location"]) == (303, f"/n/{kept}?moved=1")
    assert "found to be the same" in client.get(moved.headers["location"]).text
    assert client.get(f"/api/n/{gone}").headers["location"] == f"/api/n/{kept}"
    assert "Kestra General Hospital" in client.get(f"/api/n/{kept}").json()["line"]["aliases"]
    assert "the badge" in client.get(f"/n/{kept}").text


def test_joining_is_taken_back_from_the_history(client: TestClient) -> None:
    kept, gone = id_of(client, "Red Sheaf"), id_of(client, "Kestra General Hospital")
    client.post("/judge", data={"verdict": "same", "subject": [kept, gone], "back": "/"}, headers=OURS)
    [undoes] = re.findall(r'name="undoes" value="([^"]+)"', client.get(f"/n/{kept}").text)
    client.post("/judge", data={"verdict": "undo", "undoes": undoes, "back": "/"}, headers=OURS)
    assert client.get(f"/n/{gone}").status_code == 200


def test_those_kept_apart_are_listed_and_no_longer_suggested(client: TestClient) -> None:
    id = id_of(client, "Kestra")
    other = client.get(f"/api/n/{id}").json()["alike"][0]["id"]
    client.post("/judge", data={"verdict": "different", "subject": [id, other], "back": "/"}, headers=OURS)
    found = client.get(f"/api/n/{id}").json()
    assert [one["id"] for one in found["apart"]] == [other]
    assert other not in {one["id"] for one in found["alike"]}


def test_name_and_kind_are_corrected(client: TestClient) -> None:
    id = id_of(client, "Red Sheaf")
    form = {"subject": id, "name": "The Red Sheaf", "kind": "organisation", "seen": "", "back": f"/n/{id}"}
    assert client.post("/correct", data=form, headers=OURS).status_code == 303
    line = client.get(f"/api/n/{id}").json()["line"]
    assert (line["name"], line["kind"], line["standing"]) == ("The Red Sheaf", "organisation", "corrected")


def test_what_another_judged_meanwhile_is_shown_and_not_overwritten(client: TestClient) -> None:
    id = id_of(client, "Red Sheaf")
    form = {"subject": id, "name": "The Red Sheaf", "kind": "organisation", "seen": "", "back": f"/n/{id}"}
    client.post("/correct", data=form, headers=OURS)
    assert client.post("/correct", data=form | {"name": "Sheaf"}, headers=OURS).status_code == 409


@pytest.mark.parametrize("id", ["e-0000000000000000", "xyzzy-9", "<script>", "e-%00"])
def test_an_unknown_name_is_not_here_and_not_repeated(client: TestClient, id: str) -> None:
    answer = client.get(f"/n/{id}")
    assert answer.status_code == 404
    assert id not in answer.text
    assert client.get(f"/api/n/{id}").status_code == 404


def test_a_room_for_reading_has_no_forms(record: Path) -> None:
    room = room_of(record)
    room.judge = None
    with client_of(room) as client:
        page = client.get(f"/n/{id_of(client, 'Kestra')}").text
    assert 'action="/judge"' not in page
    assert 'action="/place"' not in page
    assert 'action="/correct"' not in page


# --------------------------------------------------------------------------------------------------------- an invented name


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[TestClient]:
    """A harbour named 130 times in two reports, where a crane fell, as its master said."""
    many = article("Lunn Harbour. " * 65, "Orde Courier", "2031-03-02", language="en")
    few = article(
        "A crane fell at Lunn Harbour, Harbour Master Ivo Pell said. " + "Lunn Harbour closed. " * 64,
        "Sarn Whistle",
        "2031-03-01",
    )
    place: Entity = replace(
        entity("Lunn Harbour", "place"), place=Place(64.1, -21.9, "IS", "near", 77), links={"wikidata": "Q0"}, reason="one name"
    )
    mentions = [
        Mention(identify("m", one.id, nth), one.id, quote(one, "Lunn Harbour", nth), place.id, "name")
        for one in (many, few)
        for nth in range(65)
    ]
    fell = happens(few, "fell", day("2031-03-01"), place="Lunn Harbour")
    seen = event(fell, low=1, high=1)
    words = said(few, "A crane fell at Lunn Harbour", "Ivo Pell")
    everything = contents(
        articles=[many, few], entities=[place, entity("Lunn Harbour Office")], events=[seen],
        mentions=[*mentions, *named(few, "Ivo Pell")], event_mentions=[replace(fell, event=seen.id)], statements=[words],
    )  # fmt: skip
    Record.write(tmp_path / "harbour.db", everything, {})
    with client_of(room_of(tmp_path / "harbour.db")) as client:
        yield client


def test_mentions_come_in_pages_the_earliest_report_first(harbour: TestClient) -> None:
    id = entity("Lunn Harbour").id
    pages = [harbour.get(f"/api/n/{id}?page={page}").json() for page in (1, 2, 3)]
    assert [sum(len(report["mentions"]) for report in page["reports"]) for page in pages] == [50, 50, 30]
    assert pages[0]["reports"][0]["report"]["outlet"] == "Sarn Whistle"
    assert f"/n/{id}?page=2#mentions" in links(harbour.get(f"/n/{id}").text)


def test_a_place_says_how_precisely_it_is_known(harbour: TestClient) -> None:
    page = unescape(harbour.get(f"/n/{entity('Lunn Harbour').id}").text)
    assert "near a town" in page
    assert "Iceland" in page
    assert "Q0" in page
    assert "http" not in page.replace("http-equiv", "")


def test_an_event_of_a_place_is_told_in_its_words_with_both_counts(harbour: TestClient) -> None:
    [told] = harbour.get(f"/api/n/{entity('Lunn Harbour').id}").json()["events"]
    assert (told["quote"]["words"], told["part"], told["reports"]) == ("fell", "where", 1)
    page = harbour.get(f"/n/{entity('Lunn Harbour').id}").text
    assert "it happens there" in page


def test_a_source_shows_what_it_said(harbour: TestClient) -> None:
    found = harbour.get(f"/api/n/{entity('Ivo Pell').id}").json()
    assert found["line"]["statements"] == 1
    assert found["statements"][0]["quote"]["words"] == "A crane fell at Lunn Harbour"
