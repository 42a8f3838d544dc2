"""P29, 36 cases: uncertainty is never sharpened, through every view and every export.

Uncertain things, invented: a day that nobody can tell, a month, a count of dozens, "at least 20", a country and no more,
somebody unnamed. Each goes through every view that shows it and every export that writes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from starlette.testclient import TestClient

from accordingto import Record, brief
from accordingto.model import Bounds, Contents, Mention, Participant, Place, Time, identify
from accordingto.present.brief import markdown, page
from accordingto.present.export import export, lines
from tests.present.affair import (
    article,
    claim,
    contents,
    entity,
    event,
    figure,
    happens,
    link,
    member,
    quote,
    said,
)
from tests.present.web.conftest import client_of, room_of

TEXT = (
    "Dozens of sheep were lost when the dyke of Ostrel broke last spring, a farmer said. "
    "At least 20 people were injured in March 2031 in Karsia, an official said. "
    "The dyke broke again some time ago."
)


def story() -> Contents:
    report = article(TEXT, "Ostrel Post", "2031-04-02", "Dyke breaks")
    karsia = replace(entity("Karsia", "place"), place=Place(None, None, "KA", "country"))
    farmer = replace(
        said(report, "Dozens of sheep were lost when the dyke of Ostrel broke last spring", "a farmer"), anonymous=True
    )
    farmer = replace(farmer, chain=(replace(link("a farmer"), anonymous=True, entity=None),), source_entity=None)
    official = replace(said(report, "At least 20 people were injured in March 2031 in Karsia", "an official"), anonymous=True)
    official = replace(official, chain=(replace(link("an official"), anonymous=True, entity=None),), source_entity=None)
    month = Time("2031-03", "month", "March 2031", "text")
    vague = Time(None, "unresolved", "some time ago", None)
    place = Participant(quote(report, "Karsia"), karsia.id)
    broke = replace(happens(report, "injured"), kind="ASSAULT", time=month, place=place, statement=official.id)
    again = replace(happens(report, "broke again"), kind="ASSAULT", time=vague)
    injured = replace(
        figure(report, "At least 20", 20, "injured"), value=None, bounds=Bounds(20, None), comparator="at_least",
        as_of=month, statement=official.id,
    )  # fmt: skip
    sheep = replace(
        figure(report, "Dozens", 24, "people"), value=None, bounds=Bounds(24, None), comparator="vague", as_of=vague,
        statement=farmer.id, unit="sheep",
    )  # fmt: skip
    first = replace(event(broke), time=month, place=karsia.id, figures=(injured.id,), origins=Bounds(0, 1))
    second = replace(event(again), time=vague, origins=Bounds(0, 1))
    mention = Mention(identify("m", report.id, "Karsia"), report.id, quote(report, "Karsia"), karsia.id, "name")
    return contents(
        articles=[report], entities=[karsia], mentions=[mention], statements=[farmer, official],
        event_mentions=[replace(broke, event=first.id), replace(again, event=second.id)],
        events=[first, second], figures=[replace(injured, event=first.id), sheep],
        claims=[claim(member(farmer), low=0, high=1), claim(member(official), low=0, high=1)],
    )  # fmt: skip


@pytest.fixture(scope="module")
def dyke(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dyke") / "dyke.db"
    Record.write(path, story(), {})
    return path


@pytest.fixture(scope="module")
def reading(dyke: Path) -> Iterator[TestClient]:
    with client_of(room_of(dyke)) as client:
        yield client


def words_of(html: str) -> str:
    """What a page says in words, without its fields, its frame and its drawings; how these are drawn has tests of its own."""
    root = lxml.html.fromstring(html)
    for gone in root.xpath("//script | //style | //form | //select | //nav | //footer | //dialog | //svg"):
        gone.drop_tree()
    return " ".join(root.text_content().split())


def event_of(nth: int) -> str:
    return story().events[nth].id


def claim_of(nth: int) -> str:
    return story().claims[nth].id


# What would be sharper than what is known. Each is looked for in all that a view or an export says.
SHARPER: dict[str, str] = {
    "a month is no day": r"\b\d{1,2} March 2031|2031-03-\d\d",
    "some time ago is no date": r"(?:1|01) (?:January|April) 2031|2031-01-01|1 January",
    "dozens are no number": r"(?<![\d.–-])24(?! (?:or more|and more|to)|–|\+| ?≤)(?:\s|$)(?!or)",
    "at least 20 is not 20": r"(?i)(?<!at least )(?<!≥ )(?<!from )\b20 (?:people )?(?:were )?injured|injured = 20|exactly 20",
    "a country is no point": r"\b-?\d{1,3}\.\d{2,}, ?-?\d{1,3}\.\d{2,}",
    "somebody unnamed is nobody known": r"\b1 origin\b|corroborated|\bverified\b|single origin",
}
VIEWS: dict[str, Callable[[TestClient], str]] = {
    "overview": lambda reading: words_of(reading.get("/").text),
    "claims": lambda reading: words_of(reading.get("/claims").text),
    "claim": lambda reading: words_of(reading.get(f"/c/{claim_of(1)}").text),
    "figures": lambda reading: words_of(reading.get("/figures").text),
    "timeline": lambda reading: words_of(reading.get("/timeline").text),
    "events": lambda reading: words_of(reading.get("/events").text),
    "event": lambda reading: words_of(reading.get(f"/e/{event_of(0)}").text),
    "map": lambda reading: words_of(reading.get("/map").text),
}
PLACES = {"overview", "event", "events", "map"}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("rule", [rule for rule in SHARPER if rule not in ("a country is no point", "dozens are no number")])
def test_no_view_says_more_than_is_known(reading: TestClient, view: str, rule: str) -> None:
    found = re.search(SHARPER[rule], VIEWS[view](reading))
    assert found is None, found


@pytest.mark.parametrize("view", sorted(PLACES))
def test_no_view_gives_a_country_a_point(reading: TestClient, view: str) -> None:
    assert re.search(SHARPER["a country is no point"], VIEWS[view](reading)) is None


def test_a_country_is_no_dot_on_the_map(reading: TestClient) -> None:
    root = lxml.html.fromstring(reading.get("/map").text)
    assert "Karsia" in words_of(reading.get("/map").text)
    assert root.xpath("//*[local-name()='svg']//*[contains(text(), 'Karsia')]") == []


def test_the_undated_stand_apart(reading: TestClient) -> None:
    assert "Undated" in words_of(reading.get("/timeline").text)


@pytest.mark.parametrize("view", ["figures", "overview"])
def test_a_count_of_dozens_keeps_its_word(reading: TestClient, view: str) -> None:
    said_there = VIEWS[view](reading)
    if view == "figures":
        assert "Dozens" in said_there
    assert not re.search(r"people = 24|exactly 24|\b24 sheep", said_there)


# ---------------------------------------------------------------------------------------------------------------- exports


def exported(dyke: Path, kind: str, tmp_path: Path) -> str:
    with Record.open(dyke) as held:
        whole = held.contents()
        if kind == "jsonl":
            return b"".join(lines(held)).decode()
        if kind == "csv":
            export(held, kind="csv", output=tmp_path / "out", raw=False)
            return "\n".join(path.read_text(encoding="utf-8-sig") for path in sorted((tmp_path / "out").rglob("*.csv")))
    made = brief(whole)
    return markdown(made) if kind == "markdown" else words_of(page(made, whole))


@pytest.mark.parametrize("kind", ["jsonl", "csv", "markdown", "html"])
@pytest.mark.parametrize("rule", ["a month is no day", "a country is no point", "at least 20 is not 20"])
def test_no_export_says_more_than_is_known(dyke: Path, tmp_path: Path, kind: str, rule: str) -> None:
    found = re.search(SHARPER[rule], exported(dyke, kind, tmp_path))
    assert found is None, found


def test_the_native_export_keeps_what_is_not_known_as_null(dyke: Path, tmp_path: Path) -> None:
    told = [json.loads(row) for row in exported(dyke, "jsonl", tmp_path).splitlines()]
    figures = {row["comparator"]: row for row in told if row["type"] == "figure"}
    assert figures["at_least"]["value"] is None
    assert figures["at_least"]["bounds"] == {"low": 20, "high": None}
    assert figures["vague"]["value"] is None
    [karsia] = [row for row in told if row["type"] == "entity" and row["name"] == "Karsia"]
    assert (karsia["place"]["lat"], karsia["place"]["lon"]) == (None, None)
    assert {row["time"]["precision"] for row in told if row["type"] == "event"} == {"month", "unresolved"}
