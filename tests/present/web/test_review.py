"""Review asks one thing at a time, says why, and lets it be taken back."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
from starlette.testclient import TestClient

from accordingto import Record
from accordingto.present.web.shelf import Shelf
from accordingto.present.web.waiting import Queue, waiting
from tests.present.web.conftest import OURS


def first(client: TestClient) -> dict[str, object]:
    found: dict[str, object] = client.get("/api/review").json()["waiting"][0]
    return found


def decide(client: TestClient, page: str, verdict: str) -> str:
    """Press a button of a card; where one is then."""
    form = next(
        form for form in lxml.html.fromstring(page).xpath("//article[@class='decision']//form[@action='/judge']")
        if form.xpath("input[@name='verdict']/@value") == [verdict]
    )  # fmt: skip
    fields = {name: form.xpath(f"input[@name='{name}']/@value") for name in ("verdict", "subject", "seen", "back")}
    answer = client.post("/judge", data=fields, headers=OURS)
    assert answer.status_code == 303
    return answer.headers["location"]


def test_what_most_depends_on_comes_first(record: Path) -> None:
    with Record.open(record) as held:
        found = waiting(Shelf(held))
    weights = [round(one.weight, 6) for one in found]
    assert weights == sorted(weights, reverse=True)
    assert len({one.id for one in found}) == len(found)
    assert {one.kind for one in found} >= {"statement", "contradiction", "derivation"}
    assert all(one.why for one in found)


def test_a_decision_leaves_the_queue_and_the_next_is_asked(client: TestClient) -> None:
    one = first(client)
    after = decide(client, client.get("/review").text, "accept")
    assert f"/review/{one['id']}" not in after
    assert one["id"] not in [each["id"] for each in client.get("/api/review").json()["waiting"]]
    page = client.get(after).text
    assert "Accepted." in page
    assert 'class="decision"' in page


def test_a_decision_is_taken_back_from_the_list_of_the_latest(client: TestClient) -> None:
    one = first(client)
    page = client.get(decide(client, client.get("/review").text, "reject")).text
    undoes = re.findall(r'name="undoes" value="([^"]+)"', page)[0]
    assert client.post("/judge", data={"verdict": "undo", "undoes": undoes, "back": "/review"}, headers=OURS).status_code == 303
    assert first(client)["id"] == one["id"]
    assert 'class="undone"' in client.get("/review").text


def test_skipping_changes_nothing(client: TestClient) -> None:
    page = lxml.html.fromstring(client.get("/review").text)
    [skip] = page.xpath("//a[@data-key='Space']/@href")
    assert skip == f"/review/{client.get('/api/review').json()['waiting'][1]['id']}"
    assert client.get(skip).status_code == 200
    assert client.get("/api/review").json()["decided"] == []


def test_every_kind_of_card_can_be_read_and_decided(client: TestClient) -> None:
    kinds = {}
    for one in client.get("/api/review").json()["waiting"]:
        kinds.setdefault(one["kind"], one["id"])
    for kind, id in kinds.items():
        page = client.get(f"/review/{id}")
        assert page.status_code == 200, kind
        decide(client, page.text, "accept")
        assert id not in [each["id"] for each in client.get("/api/review").json()["waiting"]], kind


def test_a_card_decided_by_somebody_else_leads_on(client: TestClient) -> None:
    one = first(client)
    client.post("/judge", data={"verdict": "accept", "subject": one["id"], "back": "/"}, headers=OURS)
    page = client.get(f"/review/{one['id']}")
    assert page.status_code == 200
    assert 'class="decision"' in page.text


def test_the_queue_is_weighed_once_for_one_state_of_the_record(record: Path) -> None:
    queue = Queue()
    with Record.open(record) as held:
        shelf = Shelf(held)
        assert queue.items(shelf) is queue.items(shelf)


def test_an_unknown_card_is_not_here(client: TestClient) -> None:
    assert client.get("/review/s-unheard").status_code == 404
    assert client.get("/api/review/s-unheard").status_code == 404
