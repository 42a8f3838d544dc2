"""Search: words are words in every script, what is found leads to where it stands, and nothing found is not the end."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from accordingto.model import Article, Contents, Entity, Link, Published, Span, Statement
from accordingto.present.web import search as searching
from accordingto.present.web.filters import Filters
from accordingto.present.web.search import search
from accordingto.present.web.shelf import Shelf
from accordingto.record import Record

from .conftest import OURS, client_of, links, room_of

FERRY = {
    "ar": "غرقت العبّارة قبالة مارن ليلة الثلاثاء، قال مدير الميناء.",
    "he": "המעבורת טבעה מול מארן בליל שלישי, אמר מנהל הנמל.",
    "fa": "کشتی در نزدیکی مارن غرق شد، رئیس بندر گفت.",
    "uk": "Пором затонув біля Марна у вівторок уночі, сказав начальник порту.",
    "zh": "渡船昨夜在马恩附近沉没，港务长说没有人在船上。",
    "ja": "フェリーは火曜日の夜マーン沖で沈没したと港長が述べた。",
    "th": "เรือข้ามฟากจมใกล้เมืองมาร์นเมื่อคืนวันอังคาร นายท่ากล่าว",
    "my": "ကူးတို့သင်္ဘောသည် မာန်အနီးတွင် နစ်မြုပ်ခဲ့သည်။",
    "am": "ጀልባው ማክሰኞ ምሽት ከማርን አጠገብ ሰጠመ ሲሉ የወደቡ ኃላፊ ተናገሩ።",
    "en": "The ferry sank off Marn on Tuesday night, the harbour master said. Zoë Brandt saw the café flood.",
}
ASKED = {
    "ar": "العبّارة", "he": "המעבורת", "fa": "کشتی", "uk": "ПОРОМ", "zh": "马恩附近", "ja": "沈没", "th": "ข้ามฟาก",
    "my": "သင်္ဘော", "am": "ማክሰኞ", "en": "zoe cafe",
}  # fmt: skip


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one story in ten languages, each with one statement of all its words."""
    path = tmp_path_factory.mktemp("ferry") / "ferry.db"
    articles, statements = [], []
    for number, (language, text) in enumerate(FERRY.items()):
        published = Published(f"2031-05-{number + 1:02}", "day")
        id = f"a-{language}"
        outlet, sha256 = f"Post {language}", f"{number:064}"
        articles.append(Article(id, f"{language}.txt", (), outlet, None, None, published, language, sha256, text, {}, ()))
        link = Link("harbour master", "e-1", None, "said", True, False)
        whole = Span(0, len(text), text)
        statements.append(
            Statement(f"s-{language}", id, None, None, (whole,), "e-1", (link,), "indirect", "reported", "CT+", False)
        )
    entities = (Entity("e-1", "Harbour master of Marn", "person", ("港务长", "Hafenmeister")),)
    Record.write(path, Contents(tuple(articles), entities=entities, statements=tuple(statements)), {})
    return path


def found(path: Path, words: str, **more: Any) -> dict[str, searching.Section]:
    with Record.open(path) as record:
        return {section.name: section for section in search(Shelf(record), Filters(q=words), **more).sections}


@pytest.mark.parametrize("language", FERRY)
def test_words_are_found_in_any_script(ferry: Path, language: str) -> None:
    sections = found(ferry, ASKED[language])
    for name, id in (("reports", f"a-{language}"), ("statements", f"s-{language}")):
        [hit] = sections[name].hits
        assert hit.id == id
        marked = [hit.snippet[start:end] for start, end in hit.marks]
        assert marked
        if language in ("zh", "ja", "th", "my"):
            assert marked == [ASKED[language]]


@pytest.mark.parametrize("language", FERRY)
def test_what_is_found_leads_to_the_very_words(ferry: Path, language: str) -> None:
    [hit] = found(ferry, ASKED[language])["reports"].hits
    start, end = (int(bound) for bound in re.findall(r"at=(\d+)-(\d+)", hit.href)[0])
    first = hit.marks[0]
    assert FERRY[language][start:end] == hit.snippet[first[0] : first[1]]


def test_a_script_without_spaces_is_not_found_where_it_does_not_stand(ferry: Path) -> None:
    assert not any(section.count for section in found(ferry, "附近马恩").values())
    assert not any(section.count for section in found(ferry, "马恩 火星").values())
    assert found(ferry, "马恩 没有人")["reports"].count == 1


def test_a_name_is_found_by_another_of_its_names(ferry: Path) -> None:
    [hit] = found(ferry, "hafenmeister")["names"].hits
    assert (hit.name, hit.snippet) == ("Harbour master of Marn", "Hafenmeister")
    [hit] = found(ferry, "harbour")["names"].hits
    assert hit.href == "/n/e-1"
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Harbour"]


# --- the page


def test_all_kinds_stand_on_one_page_and_each_has_its_pages(client: TestClient) -> None:
    written = client.get("/search?q=gate").text
    for kind in ("reports", "statements", "claims"):
        assert f'id="in-{kind}"' in written
        assert f"/search?q=gate&in={kind}" in links(written)
    assert "<mark>gate</mark>" in written
    only = client.get("/search?q=gate&in=statements").text
    assert 'id="in-statements"' in only
    assert 'id="in-reports"' not in only


def test_pages_of_one_kind_hold_everything_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "PAGE_ROWS", 20)
    count = client.get("/api/search?q=gate").json()["sections"][1]["count"]
    hits: list[str] = []
    for page in range(1, -(-count // 20) + 1):
        section = client.get(f"/api/search?q=gate&in=statements&page={page}").json()["sections"][1]
        hits += [hit["id"] for hit in section["hits"]]
    assert len(hits) == len(set(hits)) == count
    assert "/search?q=gate&page=2&in=statements" in links(client.get("/search?q=gate&in=statements").text)


def test_what_is_found_has_every_word_and_its_place(client: TestClient, record: Path) -> None:
    for hit in client.get("/api/search?q=gate+dam&in=reports").json()["sections"][0]["hits"]:
        with Record.open(record) as held:
            text = held.article(hit["id"]).text  # type: ignore[union-attr]
        assert "gate" in text.lower()
        assert "dam" in text.lower()
        start, end = (int(bound) for bound in re.findall(r"at=(\d+)-(\d+)", hit["href"])[0])
        assert text[start:end].lower() in ("gate", "dam")
        assert client.get(hit["href"].partition("#")[0]).status_code == 200


def test_claims_come_with_both_their_counts(client: TestClient) -> None:
    written = client.get("/search?q=gate&in=claims").text
    section = re.search(r'id="in-claims".*?</section>', written, re.DOTALL)
    assert section
    reports = re.findall(r'class="reports"', section[0])
    assert reports
    assert len(reports) == len(re.findall(r'class="origins"', section[0]))


@pytest.mark.parametrize("filters", ["outlet=Northwire", "from=2031-03-06", "to=2031-03-04", "from=2031-03-04&to=2031-03-05"])
def test_filters_leave_what_answers_them(client: TestClient, filters: str) -> None:
    everything = {hit["id"] for hit in client.get("/api/search?q=gate&in=reports").json()["sections"][0]["hits"]}
    kept = {hit["id"] for hit in client.get(f"/api/search?q=gate&in=reports&{filters}").json()["sections"][0]["hits"]}
    answering = {row["report"]["id"] for row in client.get(f"/api/a?{filters}").json()["articles"]}
    assert kept == everything & answering
    assert kept < everything
    for section in client.get(f"/api/search?q=gate&{filters}").json()["sections"][1:2]:
        assert {hit["report"]["id"] for hit in section["hits"]} <= answering


def test_what_a_person_rejected_is_not_found(client: TestClient, record: Path) -> None:
    before = client.get("/api/search?q=gate&in=statements").json()["sections"][1]
    gone = before["hits"][0]["id"]
    client.post("/judge", data={"verdict": "reject", "subject": gone, "back": "/"}, headers=OURS)
    after = client.get("/api/search?q=gate&in=statements").json()["sections"][1]
    assert gone not in {hit["id"] for hit in after["hits"]}
    assert after["count"] == before["count"] - 1


def test_nothing_found_helps_on(client: TestClient) -> None:
    written = client.get("/search?q=gate+zeppelin").text
    assert "Nothing holds all of these words" in written
    assert "/search?q=gate" in links(written)
    filtered = client.get("/search?q=gate&outlet=Nobody").text
    assert "without the other filters" in filtered
    alone = client.get("/search?q=zeppelin").text
    assert "Try another spelling" in alone


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20%20", "?q=%22%22", "?q=***", "?q=%00", "?q=()"])
def test_a_question_without_a_word_says_what_can_be_asked(client: TestClient, query: str) -> None:
    found = client.get(f"/search{query}")
    assert found.status_code == 200
    assert "All words must be there" in found.text


SYNTAX = [
    'gate OR "', "gate AND NOT dam", "gate*", "NEAR(gate dam)", "headline:gate", "^gate", "gate -dam", '"gate" + dam',
    "'; DROP TABLE", "gate) UNION SELECT", "{gate}", "<script>alert(1)</script>", "%", "\u202egate", "马\"恩", "马*) OR (恩",
]  # fmt: skip


@pytest.mark.parametrize("words", SYNTAX)
def test_no_word_is_a_command(client: TestClient, words: str) -> None:
    found = client.get(f"/search?q={quote(words)}")
    assert found.status_code == 200
    assert "<script>alert" not in found.text
    assert client.get(f"/api/search?q={quote(words)}").status_code == 200


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(max_size=30))
def test_any_question_has_an_answer(ferry: Path, words: str) -> None:
    for section in found(ferry, words).values():
        for hit in section.hits:
            assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)
            assert "".join(piece.words for piece in hit.pieces) == hit.snippet


def test_the_bounds_of_counting_and_ranking_are_said(ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with client_of(room_of(ferry)) as client:
        monkeypatch.setattr(searching, "COUNT_MOST", 0)
        assert "more than 0" in re.sub(r"\s+", " ", client.get("/search?q=ferry").text)
        monkeypatch.setattr(searching, "COUNT_MOST", 10)
        monkeypatch.setattr(searching, "RANKED_MOST", 0)
        written = html.unescape(client.get("/search?q=ferry").text)
        assert "not put in order of fit" in written
