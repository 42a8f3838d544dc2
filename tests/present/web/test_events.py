"""Events: as their reports tell them, with the words they stand on; and where reports contradict each other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from starlette.testclient import TestClient

from accordingto import Event, Record
from tests.present.web.conftest import OURS


def events_of(record: Path) -> list[Event]:
    with Record.open(record) as held:
        return list(held.events())


def arrest(record: Path) -> Event:
    """The one that most reports tell."""
    return max((one for one in events_of(record) if one.mode == "arrest"), key=lambda one: one.reports)


def ids(client: TestClient, **asked: str) -> list[str]:
    return [one["id"] for one in client.get("/api/events", params=asked).json()["events"]]


def page_of(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.text)


def test_the_most_reported_come_first(client: TestClient) -> None:
    reports = [one["reports"] for one in client.get("/api/events").json()["events"]]
    assert reports == sorted(reports, reverse=True)


def test_what_is_of_no_known_kind_and_told_once_is_counted_apart(client: TestClient, record: Path) -> None:
    listing = client.get("/api/events").json()
    apart = [one for one in events_of(record) if one.kind is None and one.reports < 2]
    assert listing["others"] == len(apart)
    assert listing["count"] + listing["others"] == len(events_of(record))
    assert client.get("/api/events", params={"kind": "other"}).json()["count"] == len(apart)


def test_a_name_or_a_kind_finds_its_events(client: TestClient, record: Path) -> None:
    assert arrest(record).id in ids(client, q="arrest")
    assert arrest(record).id in ids(client, q="security arrest")
    assert arrest(record).id not in ids(client, q="nobody arrest")


def test_a_vague_date_answers_with_any_of_its_days(client: TestClient, record: Path) -> None:
    year = next(one for one in events_of(record) if one.time.value == "2031" and one.kind)
    assert year.id in ids(client, **{"from": "2031-03-04", "to": "2031-03-05"})
    assert year.id not in ids(client, **{"from": "2032"})
    assert year.id not in ids(client, to="2030")


def test_an_actor_finds_its_events(client: TestClient, record: Path) -> None:
    [actor] = arrest(record).actor
    found = ids(client, actor=actor)
    assert arrest(record).id in found
    assert all(actor in (*one.actor, *one.recipient, one.place) for one in events_of(record) if one.id in found)


def test_every_mention_is_quoted_from_its_article(client: TestClient, record: Path) -> None:
    found = client.get(f"/api/e/{arrest(record).id}").json()
    assert {one["id"] for one in found["tellings"]} == set(arrest(record).mentions)
    with Record.open(record) as held:
        for one in found["tellings"]:
            quote = one["quote"]
            article = held.article(quote["article"])
            assert article is not None
            assert article.text[quote["start"] : quote["end"]] == quote["words"]


def test_a_date_keeps_its_words_and_says_what_it_is_counted_from(client: TestClient, record: Path) -> None:
    words = page_of(client, f"/e/{arrest(record).id}").xpath("//dl[contains(@class, 'event-facets')]")[0].text_content()
    assert re.search(r"Thursday\s*→\s*6 March 2031\s*, counted from the day of publication", words)
    assert "precision: a day" in words


def test_why_mentions_are_one_event_is_said(client: TestClient, record: Path) -> None:
    assert arrest(record).reason in page_of(client, f"/e/{arrest(record).id}").text_content()


def test_what_is_denied_says_so_wherever_it_stands(client: TestClient, record: Path) -> None:
    denied = next(one for one in events_of(record) if one.reality == "negated" and one.kind)
    assert "said not to have happened" in client.get(f"/e/{denied.id}").text
    [row] = page_of(client, f"/events?event={denied.id}").xpath("//li[@data-row]")
    assert "said not to have happened" in row.text_content()


def test_a_rejected_event_leaves_the_list_and_keeps_its_page(client: TestClient, record: Path) -> None:
    id = arrest(record).id
    given = {"verdict": "reject", "subject": id, "seen": "", "back": f"/e/{id}"}
    assert client.post("/judge", data=given, headers=OURS).status_code == 303
    assert id not in ids(client)
    assert "✕ rejected" in client.get(f"/e/{id}").text


def test_a_mention_can_be_rejected_and_what_it_carried_is_not_counted(client: TestClient, record: Path) -> None:
    event = arrest(record)
    form = page_of(client, f"/e/{event.id}").xpath(
        "//article[@data-row]//form[.//input[@value='reject']]"
    )[0]  # fmt: skip
    given = {each.get("name"): each.get("value") for each in form.xpath(".//input")}
    assert given["subject"] in event.mentions
    assert client.post("/judge", data=given, headers=OURS).status_code == 303
    found = client.get(f"/api/e/{event.id}").json()
    assert found["line"]["reports"] == event.reports - 1
    assert [one["id"] for one in found["rejected"]] == [given["subject"]]


def test_an_event_found_to_be_another_leads_there(client: TestClient, record: Path) -> None:
    first, other = arrest(record), next(one for one in events_of(record) if one.mode == "arrest" and one.reports == 1)
    given = {"verdict": "same", "subject": [first.id, other.id], "seen": "", "back": f"/e/{first.id}"}
    assert client.post("/judge", data=given, headers=OURS).status_code == 303
    assert client.get(f"/e/{other.id}").headers["location"] == f"/e/{first.id}?moved=1"


def test_an_event_that_is_not_there_is_not_here(client: TestClient) -> None:
    assert client.get("/e/ev-0000").status_code == client.get("/api/e/ev-0000").status_code == 404


@pytest.mark.parametrize("path", ["/events", "/contradictions"])
def test_no_count_of_reports_goes_without_its_origins(client: TestClient, path: str) -> None:
    for reports in page_of(client, path).xpath("//*[@class='reports']"):
        assert "origin" in reports.getparent().xpath("*[@class='origins']")[0].text_content()


def test_all_contradictions_are_there_by_kind(client: TestClient, record: Path) -> None:
    with Record.open(record) as held:
        every = {one.id: one.kind for one in held.contradictions()}
    found = client.get("/api/contradictions").json()
    shown = [one["clash"] for one in found["contradictions"]]
    assert {one["id"]: one["kind"] for one in shown} == every
    assert [key for key, _ in sorted({one["kind"]: nth for nth, one in enumerate(shown)}.items(), key=lambda pair: pair[1])]
    assert dict(found["kinds"]) == {kind: list(every.values()).count(kind) for kind in every.values()}


def test_a_kind_of_contradiction_can_be_asked_for(client: TestClient) -> None:
    found = client.get("/api/contradictions", params={"kind": "figure"}).json()
    assert {one["clash"]["kind"] for one in found["contradictions"]} == {"figure"}
    assert found["count"] == len(found["contradictions"])


def test_a_rejected_contradiction_is_not_listed(client: TestClient) -> None:
    first = client.get("/api/contradictions").json()["contradictions"][0]["clash"]["id"]
    given = {"verdict": "reject", "subject": first, "seen": "", "back": "/contradictions"}
    assert client.post("/judge", data=given, headers=OURS).status_code == 303
    assert first not in {one["clash"]["id"] for one in client.get("/api/contradictions").json()["contradictions"]}
