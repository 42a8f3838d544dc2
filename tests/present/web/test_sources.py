"""Who is cited, and who publishes: lists whose numbers open what they count, and counts that stay in step with judgements."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from accordingto import pipeline
from accordingto.present.web.filters import Filters
from accordingto.present.web.shelf import Shelf
from accordingto.present.web.sources import outlets, sources
from accordingto.record import Record
from accordingto.record.store import ROWS

from .conftest import OURS, client_of, links, room_of

MARN = {
    "a.txt": ("Marn Post", "2031-05-02", "The ferry sank off Lower Marn, Ida Brandt said. She said that nobody had drowned."),
    "b.txt": ("Cove Radio", "2031-05-03", "The ferry sank off Lower Marn, Ida Brandt said. Residents said that it was full."),
    "c.txt": ("Reed Weekly", "", "Ida Brandt said that the ferry sank off Lower Marn. The mayor said that it was not full."),
}


@pytest.fixture(scope="module")
def marn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of three outlets, of which one does not say when it published."""
    folder = tmp_path_factory.mktemp("marn")
    (folder / "pile").mkdir()
    told = []
    for name, (outlet, day, text) in MARN.items():
        (folder / "pile" / name).write_text(f"{text}\n", encoding="utf-8")
        told.append(f'[files."{name}"]\noutlet = "{outlet}"\n' + (f'published = "{day}"\n' if day else ""))
    (folder / "pile" / "pile.toml").write_text("\n".join(told), encoding="utf-8")
    pipeline.build([folder / "pile"], record=folder / "marn.db", model=False)
    return folder / "marn.db"


def ids(path: Path, question: str, *values: object) -> list[Any]:
    with Record.open(path) as record:
        return [row[0] for row in record.select(question, *values)]


def source_named(client: TestClient, name: str) -> dict[str, Any]:
    found = client.get(f"/api/sources?q={quote(name)}").json()["sources"]
    return next(one for one in found if one["name"] == name)


# --- the list of sources


def test_sources_are_listed_by_reports_and_those_without_a_name_last(client: TestClient) -> None:
    found = client.get("/api/sources").json()["sources"] + client.get("/api/sources?page=2").json()["sources"]
    named = [one["unnamed"] < one["statements"] for one in found]
    assert named == sorted(named, reverse=True)
    for is_named in (True, False):
        reports = [one["reports"] for one, mine in zip(found, named, strict=True) if mine == is_named]
        assert reports == sorted(reports, reverse=True)
        assert reports


def test_every_number_of_a_source_opens_the_list_it_counts(client: TestClient) -> None:
    authority = source_named(client, "Toren Dam Authority")
    page = f"/s/{authority['source']}"
    listed = links(client.get("/sources").text)
    assert {f"/a?source={authority['source']}", f"{page}#said", f"{page}?said=origin#said", f"{page}?said=denied#said"} <= set(
        listed
    )
    assert client.get(f"/api/a?source={authority['source']}").json()["count"] == authority["reports"]
    assert client.get(f"/api{page}").json()["count"] == authority["statements"]
    assert client.get(f"/api{page}?said=origin").json()["count"] == authority["origins"]
    assert client.get(f"/api{page}?said=denied").json()["count"] == authority["denials"]
    assert authority["denials"] >= 1


def test_the_counts_are_those_of_the_chains(client: TestClient, record: Path) -> None:
    question = """SELECT count(DISTINCT statement.id), count(DISTINCT article) FROM statement_link JOIN statement
                  ON statement.id = statement WHERE coalesce(entity, 'name:' || name) = ?"""
    with Record.open(record) as held:
        for one in client.get("/api/sources").json()["sources"]:
            assert next(held.select(question, one["source"])) == (one["statements"], one["reports"])


@pytest.mark.parametrize("query", ["outlet=Northwire", "from=2031-03-04&to=2031-03-05", "lang=en", "q=dam", "sort=denials"])
def test_filters_narrow_the_sources_to_the_reports_that_answer(client: TestClient, query: str) -> None:
    everything = {one["source"]: one for one in client.get("/api/sources").json()["sources"]}
    found = client.get(f"/api/sources?{query}").json()
    assert found["count"] > 0
    assert all(
        one["reports"] <= everything[one["source"]]["reports"] for one in found["sources"] if one["source"] in everything
    )
    assert client.get(f"/sources?{query}").status_code == 200


def test_pages_of_sources_hold_each_source_once(client: TestClient) -> None:
    first, second = (client.get(f"/api/sources?page={page}").json() for page in (1, 2))
    names = [one["source"] for found in (first, second) for one in found["sources"]]
    assert len(names) == len(set(names)) == first["count"]
    assert "/sources?page=2" in links(client.get("/sources").text)


def test_only_accepted_statements_are_counted_where_that_is_asked(client: TestClient, record: Path) -> None:
    assert client.get("/api/sources?layer=accepted").json()["count"] == 0
    [statement] = ids(record, "SELECT statement FROM cited ORDER BY statement LIMIT 1")
    client.post("/judge", data={"verdict": "accept", "subject": statement, "back": "/"}, headers=OURS)
    found = client.get("/api/sources?layer=accepted").json()
    assert found["count"] >= 1
    assert all(one["statements"] == 1 for one in found["sources"])


def test_a_rejected_statement_is_not_counted_and_its_source_keeps_the_rest(client: TestClient, record: Path) -> None:
    before = source_named(client, "Toren Dam Authority")
    [statement] = ids(
        record, "SELECT statement FROM cited WHERE source = ? AND origin AND denies ORDER BY 1 LIMIT 1", before["source"]
    )
    client.post("/judge", data={"verdict": "reject", "subject": statement, "back": "/"}, headers=OURS)
    after = source_named(client, "Toren Dam Authority")
    assert after["statements"] == before["statements"] - 1
    assert after["denials"] == before["denials"] - 1
    assert after["reports"] in (before["reports"], before["reports"] - 1)
    assert statement not in client.get(f"/s/{before['source']}").text
    assert client.get(f"/api/s/{before['source']}").json()["count"] == after["statements"]


# --- one source


def test_a_source_shows_what_it_affirms_and_denies_and_by_whom_it_is_relayed(client: TestClient) -> None:
    authority = source_named(client, "Toren Dam Authority")
    written = client.get(f"/s/{authority['source']}").text
    for words in ("What it affirms", "What it denies", "Who passes its word on", "Outlets that cite it", "Statements by day"):
        assert words in written
    found = client.get(f"/api/s/{authority['source']}").json()
    assert {held["stance"] for held in found["held"]} >= {"affirms", "denies"}
    assert {one["name"] for one in found["outlets"]} >= {"Northwire"}
    assert sum(bar["count"] for bar in found["bars"]) + found["undated"] == found["count"]


def test_a_name_that_stands_for_nobody_has_a_page_whatever_is_in_it(client: TestClient, record: Path) -> None:
    for source in ids(record, "SELECT source FROM source_count WHERE source LIKE 'name:%'"):
        found = client.get(f"/s/{quote(source, safe='')}")
        assert found.status_code == 200, source
        assert "Grade it" not in found.text
    assert any("/" in source for source in ids(record, "SELECT source FROM source_count"))


@pytest.mark.parametrize("address", ["e-0000000000000000", "name%3Anobody", "..%2f..%2fetc", "%00", "%3Cb%3Ezebra"])
def test_a_source_that_nobody_cites_is_not_there_and_is_not_repeated(client: TestClient, address: str) -> None:
    for path in (f"/s/{address}", f"/o/{address}", f"/api/s/{address}", f"/api/o/{address}"):
        found = client.get(path)
        assert found.status_code == 404
        assert "zebra" not in found.text


def test_a_grade_is_a_persons_and_is_shown_with_their_name(client: TestClient) -> None:
    authority = source_named(client, "Toren Dam Authority")
    assert authority["grade"] is None
    page = f"/s/{authority['source']}"
    form = {"subject": authority["source"], "reliability": "C", "reason": "it owns the gate", "back": page, "seen": ""}
    assert client.post("/grade", data=form, headers=OURS).status_code == 303
    assert source_named(client, "Toren Dam Authority")["grade"]["reliability"] == "C"
    written = client.get(page).text
    assert "it owns the gate" in written
    assert "m.k." in written


def test_a_source_that_was_joined_to_another_leads_there(client: TestClient, record: Path) -> None:
    one, other = ids(record, "SELECT source FROM source_count WHERE source LIKE 'e-%' ORDER BY reports DESC LIMIT 2")
    made = client.post(
        "/judge", data={"verdict": "same", "subject": [one, other], "back": "/"}, headers=OURS
    )  # fmt: skip
    assert made.status_code == 303
    moved = client.get(f"/s/{other}")
    assert moved.status_code == 303
    assert moved.headers["location"] == f"/s/{one}?moved=1"
    assert "goes on under this one" in client.get(moved.headers["location"]).text


# --- outlets


def test_outlets_say_who_was_first_and_whose_text_they_hold(client: TestClient) -> None:
    found = {one["name"]: one for one in client.get("/api/outlets").json()["outlets"]}
    assert found["Orde Courier"]["copies"] == 1
    assert found["Northwire"]["copied"] == 1
    assert found["Orde Courier"]["corrections"] == 1
    assert found["Northwire"]["first"] > 0
    assert all(one["first"] + one["level"] <= one["shared"] for one in found.values())
    written = client.get("/sources?tab=outlets").text
    assert "/o/Orde%20Courier?list=copies#list" in links(written)


@pytest.mark.parametrize("what", ["articles", "first", "level", "later", "copies", "copied", "unsettled", "corrections"])
def test_every_number_of_an_outlet_opens_its_list(client: TestClient, what: str) -> None:
    for line in client.get("/api/outlets").json()["outlets"]:
        counts = line | {"later": line["shared"] - line["first"] - line["level"]}
        found = client.get(f"/api/o/{quote(line['outlet'])}?list={what}").json()
        assert found["count"] == len(found[what if what == "articles" else "claims"]) or what in (
            "copies", "copied", "unsettled", "corrections",
        )  # fmt: skip
        assert found["count"] >= counts[what] if what in ("copies", "copied", "unsettled") else found["count"] == counts[what]
        assert client.get(f"/o/{quote(line['outlet'])}?list={what}").status_code == 200


def test_a_rejected_copy_is_no_longer_counted(client: TestClient, record: Path) -> None:
    [copy] = ids(record, "SELECT derivation FROM copying WHERE outlet = 'Orde Courier' AND of_outlet = 'Northwire'")
    client.post("/judge", data={"verdict": "reject", "subject": copy, "back": "/"}, headers=OURS)
    found = {one["name"]: one for one in client.get("/api/outlets").json()["outlets"]}
    assert found["Orde Courier"]["copies"] == found["Northwire"]["copied"] == 0


def test_who_was_first_is_not_known_where_a_day_is_not(marn: Path) -> None:
    with Record.open(marn) as record:
        first = dict(record.select("SELECT outlet, first FROM claim_outlet"))
        lines = {line.outlet: line for line in outlets(Shelf(record), Filters()).outlets}
    assert first == {"Marn Post": 1, "Cove Radio": 0, "Reed Weekly": None}
    assert (lines["Marn Post"].first, lines["Marn Post"].shared) == (1, 1)
    assert (lines["Reed Weekly"].first, lines["Reed Weekly"].shared) == (0, 0)


def test_an_empty_record_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "one.txt").write_text("The ferry lay at the quay all week, in the rain.\n", encoding="utf-8")
    pipeline.build([tmp_path / "pile"], record=tmp_path / "one.db", model=False)
    with client_of(room_of(tmp_path / "one.db")) as client:
        assert "who said it" in client.get("/sources").text
        assert "is it known who published it" in client.get("/sources?tab=outlets").text
        with Record.open(tmp_path / "one.db") as record:
            assert sources(Shelf(record), Filters()).count == 0
            assert outlets(Shelf(record), Filters()).unknown == 1


# --- counts that are kept


def recounted(path: Path) -> dict[str, list[Any]]:
    """The tables that are drawn for these pages, and what they would be, were they drawn anew."""
    drawn = {
        "cited": "SELECT * FROM cited ORDER BY 1, 2",
        "source_count": "SELECT * FROM source_count ORDER BY 1",
        "contradiction_source": "SELECT * FROM contradiction_source ORDER BY 1, 2, 3",
        "claim_outlet": "SELECT * FROM claim_outlet ORDER BY 1, 2",
        "copying": "SELECT * FROM copying ORDER BY 1",
        "name_count": "SELECT * FROM name_count ORDER BY 1",
        "place_report": "SELECT * FROM place_report ORDER BY 1, 2",
    }
    with closing(sqlite3.connect(path)) as connection:
        kept = {name: connection.execute(question).fetchall() for name, question in drawn.items()}
        for name in ("source_count", *(name for name in drawn if name != "source_count")):
            connection.execute(f"DELETE FROM {name}")
        for _, rows in ROWS:
            if any(f"{verb} {name}" in rows for name in drawn for verb in ("INTO", "UPDATE", "FROM")) and (
                "holding" not in rows and not rows.startswith("UPDATE claim SET")
            ):
                connection.execute(rows.format(which=1))
        anew = {name: connection.execute(question).fetchall() for name, question in drawn.items()}
        connection.rollback()
    return {"kept": [kept[name] for name in drawn], "anew": [anew[name] for name in drawn]}


def test_kept_counts_are_what_counting_anew_gives_after_every_kind_of_judgement(record: Path) -> None:
    def judged(verdict: Any, subject: list[str], **more: Any) -> str:
        made = pipeline.judge(record, verdict, subject, author="m.k.", **more)
        found = recounted(record)
        assert found["kept"] == found["anew"], verdict
        return str(made.id)

    assert recounted(record)["kept"] == recounted(record)["anew"]
    one, other = ids(record, "SELECT source FROM source_count WHERE source LIKE 'e-%' ORDER BY reports DESC LIMIT 2")
    claim, another = ids(record, "SELECT id FROM claim ORDER BY reports DESC, id LIMIT 2")
    [article] = ids(record, "SELECT article FROM claim_member WHERE claim = ? ORDER BY article LIMIT 1", claim)
    [statement] = ids(record, "SELECT left_ref FROM contradiction WHERE kind = 'polarity' ORDER BY id LIMIT 1")
    judged("reject", [statement])
    joined = judged("same", [one, other])
    merged = judged("same", [claim, another])
    judged("correct", [article], change={"published": "2031-03-01"})
    judged("correct", [article], change={"published": "2031-03"})
    judged("undo", [], undoes=joined)
    judged("undo", [], undoes=merged)


def test_what_is_told_of_places_and_how_often_all_are_named_follows_judgements_and_their_undoing(record: Path) -> None:
    before = recounted(record)["kept"]
    places = ids(record, "SELECT place FROM place_report GROUP BY place ORDER BY count(*) DESC, place LIMIT 2")
    happened = ids(record, "SELECT id FROM event WHERE place IS NOT NULL ORDER BY reports DESC, id LIMIT 2")
    [telling] = ids(record, "SELECT id FROM event_mention WHERE event = ? ORDER BY id LIMIT 1", happened[0])
    made = []
    for verdict, subject in (("same", places), ("same", happened), ("reject", [telling])):
        made.append(pipeline.judge(record, verdict, subject, author="m.k."))  # type: ignore[arg-type]
        found = recounted(record)
        assert found["kept"] == found["anew"], verdict
    assert found["kept"] != before
    for one in reversed(made):
        pipeline.judge(record, "undo", [], undoes=one.id, author="m.k.")
    assert recounted(record)["kept"] == before
