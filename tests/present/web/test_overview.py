"""The Overview is the brief, and every number in it leads to the words it stands on."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import lxml.html
from starlette.testclient import TestClient

from accordingto import Record, brief
from accordingto.present.web.overview import Briefs, counted, weightiest
from accordingto.present.web.pages import Pages
from accordingto.present.web.shelf import Shelf
from accordingto.record.queries import standing_contents
from tests.present.affair import article, claim, contents, member, said
from tests.present.web.conftest import OURS, client_of, room_of


def test_it_is_the_brief(client: TestClient, record: Path) -> None:
    with Record.open(record) as held:
        made = brief(standing_contents(held))
    page = unescape(client.get("/").text)
    assert all(line.text in page for line in made.claims)
    assert all(one.reason in page for one in made.disagreements)
    assert client.get("/api/brief").json()["title"] == made.title


def test_every_reference_opens_the_cited_words(client: TestClient, record: Path) -> None:
    page = lxml.html.fromstring(client.get("/").text)
    refs = sorted({each.get("href") for each in page.xpath("//a[@class='ref']")})
    assert len(refs) > 20
    texts = {}
    with Record.open(record) as held:
        texts = {article.id: article.text for article in held.articles()}
    for href in refs[:: max(1, len(refs) // 25)]:
        opened = lxml.html.fromstring(client.get(href).text)
        place = re.fullmatch(r"/a/([^?]+)\?at=(\d+)-(\d+)#at", href)
        if place is None:
            assert href.removeprefix("/a/") in texts
            continue
        words = texts[place[1]][int(place[2]) : int(place[3])]
        shown = "".join(each.text_content() for each in opened.xpath("//span[contains(@class, 'm-at')]"))
        assert shown == words.replace("\n", "")


def test_every_claim_leads_to_its_dossier(client: TestClient) -> None:
    page = lxml.html.fromstring(client.get("/").text)
    hrefs = page.xpath("//ol[@class='claims']//p[@class='claim-text']/a/@href")
    assert hrefs
    assert all(client.get(href).status_code == 200 for href in hrefs)


def test_a_judgement_is_in_the_brief_at_once(client: TestClient) -> None:
    before = client.get("/api/brief").json()["claims"][0]
    rejected = client.post("/judge", data={"verdict": "reject", "subject": before["claim"], "back": "/"}, headers=OURS)
    assert rejected.status_code == 303
    assert before["claim"] not in [line["claim"] for line in client.get("/api/brief").json()["claims"]]


def test_what_could_not_be_read_is_said_first_of_all(client: TestClient) -> None:
    assert "2 inputs not read" in " ".join(lxml.html.fromstring(client.get("/").text).text_content().split())


def test_a_question_says_what_it_asks_and_who_is_on_which_side(tmp_path: Path) -> None:
    one = article("Karsia protects the gang, Lena Dorn said.", "Orde Courier")
    other = article("Karsia has jailed its men for years, Mara Stel said.", "Daily Sarn")
    held = said(one, "Karsia protects the gang", "Lena Dorn"), said(other, "Karsia has jailed its men for years", "Mara Stel")
    parts = [claim(member(each)) for each in held]
    asked = claim(
        member(held[0]), replace(member(held[1]), stance="denies"), contested=True, reports=1, low=1, high=2,
        parts=tuple(sorted(part.id for part in parts)), reason="whether Karsia is with the gang or against it: 1 report",
    )  # fmt: skip
    given = contents(articles=(one, other), statements=held, claims=(*parts, asked))
    Record.write(tmp_path / "asked.db", given, {}, judge=lambda record: None)
    with client_of(room_of(tmp_path / "asked.db")) as client:
        page = " ".join(lxml.html.fromstring(client.get("/").text).text_content().split())
    assert "whether Karsia is with the gang or against it with it Lena Dorn" in page
    assert "against it Mara Stel" in page
    assert "denies" not in page


def test_a_large_record_has_its_brief_composed_beside(record: Path) -> None:
    room = room_of(record)
    briefs = Briefs(Pages(room))
    with room.shelves.lent() as held:
        made, is_current = briefs.latest(held, 10**6)
        assert (made, is_current) == (None, False)
        thread = briefs._at_work
        assert thread is not None
        thread.join(60)
        made, is_current = briefs.latest(held, 10**6)
        assert is_current
        assert made is not None
        assert made.claims[0].text == brief(held.contents()).claims[0].text
    room.shelves.close()


def test_the_weightiest_of_a_small_record_is_all_that_matters_of_it(record: Path) -> None:
    with Record.open(record) as held:
        chosen, whole = weightiest(held), held.contents()
        assert {claim.id for claim in chosen.claims} == {claim.id for claim in whole.claims}
        assert counted(Shelf(held)).articles == len(whole.articles)


def test_a_record_that_is_damaged_says_what_to_do(record: Path) -> None:
    record.write_bytes(b"not a record at all, but long enough to be looked at")
    with client_of(room_of(record)) as client:
        answer = client.get("/")
    assert answer.status_code == 503
    assert "is not a record" in answer.text
