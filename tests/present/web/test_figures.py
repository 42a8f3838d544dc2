"""Figures: who says how many, as the range it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from starlette.testclient import TestClient

from accordingto import Record
from tests.present.web.conftest import OURS


def groups(client: TestClient, **asked: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/api/figures", params=asked).json()["groups"]
    return found


def rows_of(group: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for strand in group["strands"] for row in strand["rows"]]


def dead(client: TestClient) -> dict[str, Any]:
    """The toll of the dam: nine, at least fourteen, seventeen, "about forty"; with three more that are an addition."""
    return next(one for one in groups(client, counted="killed") if one["id"].startswith("r-"))


def page_of(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.text)


def test_all_figures_are_in_one_group_each(client: TestClient, record: Path) -> None:
    shown: list[str] = []
    for page in ("1", "2", "3"):
        shown += [row["id"] for group in groups(client, page=page) for row in rows_of(group)]
    with Record.open(record) as held:
        whole = [one.id for one in held.figures() if one.counted != "other" and one.role not in ("part", "increment")]
    assert sorted(shown) == sorted(whole)


def test_a_kind_of_figure_can_be_asked_for(client: TestClient) -> None:
    assert {one["counted"] for one in groups(client, counted="killed")} == {"killed"}


def test_an_unknown_kind_is_refused_by_the_api(client: TestClient) -> None:
    assert client.get("/api/figures", params={"counted": "ghosts"}).status_code == 422


@pytest.mark.parametrize("counted", ["killed", "displaced", "detained"])
def test_the_dots_of_each_drawing_are_the_rows_of_its_table(client: TestClient, counted: str) -> None:
    for group in groups(client, counted=counted):
        page = page_of(client, f"/f/{group['id']}")
        dots = page.xpath("//figure//*[local-name()='svg']//@data-of")
        rows = page.xpath("//section[@id='told']//tr[not(ancestor::section[@aria-labelledby='apart-title'])]/@id")
        assert sorted(dots) == sorted(rows)


def test_every_number_leads_to_its_words(client: TestClient, record: Path) -> None:
    page = page_of(client, f"/f/{dead(client)['id']}")
    with Record.open(record) as held:
        for row in page.xpath("//section[@id='told']//tr[@id]"):
            figure = held.figure(row.get("id"))
            assert figure is not None
            assert row.xpath("th/a/@href") == [f"/a/{figure.article}?at={figure.span.start}-{figure.span.end}#at"]
            assert figure.span.exact in row.text_content()


def test_a_range_is_of_what_is_said_and_never_a_sum(client: TestClient) -> None:
    [strand] = dead(client)["strands"]
    assert (strand["range"]["low"], strand["range"]["high"]) == ("9", "about 40")


def test_an_addition_is_in_no_range_and_no_drawing(client: TestClient) -> None:
    found = client.get(f"/api/f/{dead(client)['id']}").json()
    [added] = found["apart"]
    assert added["role"] == "increment"
    assert added["id"] not in {dot["row"] for strand in found["line"]["strands"] for dot in strand["band"]["dots"]}


def test_a_number_said_again_on_the_same_word_is_a_copy(client: TestClient) -> None:
    rows = rows_of(client.get(f"/api/f/{dead(client)['id']}").json()["line"])
    first: dict[tuple[str, str], bool] = {}
    for row in rows:
        key = (row["origin"]["key"], row["amount"])
        assert row["first"] == (key not in first)
        first[key] = True
    assert not all(row["first"] for row in rows)


def test_one_dot_per_origin_leaves_the_copies_out(client: TestClient) -> None:
    path = f"/api/f/{dead(client)['id']}"
    every = rows_of(client.get(path).json()["line"])
    firsts = rows_of(client.get(path, params={"per": "origin"}).json()["line"])
    assert [row["id"] for row in firsts] == [row["id"] for row in every if row["first"]]


def test_no_number_is_best_unless_a_rule_is_asked_for(client: TestClient) -> None:
    assert [strand["best"] for strand in client.get(f"/api/f/{dead(client)['id']}").json()["line"]["strands"]] == [None]
    assert not page_of(client, f"/f/{dead(client)['id']}").xpath("//*[@class='best-words']")


@pytest.mark.parametrize(("rule", "name"), [("latest", "latest by a named source"), ("median", "median of origins")])
def test_a_best_number_goes_with_the_name_of_its_rule(client: TestClient, rule: str, name: str) -> None:
    [words] = page_of(client, f"/f/{dead(client)['id']}?best={rule}").xpath("//*[@class='best-words']")
    assert name in words.text_content()
    assert words.xpath(".//a/@href")


def test_a_median_between_two_numbers_is_both_of_them(client: TestClient) -> None:
    [strand] = client.get(f"/api/f/{dead(client)['id']}", params={"best": "median"}).json()["line"]["strands"]
    said = {row["value"] for row in rows_of(dead(client))}
    assert {strand["best"]["bounds"]["low"], strand["best"]["bounds"]["high"]} <= said


def test_a_vague_word_stays_beside_what_it_is_taken_to_mean(client: TestClient) -> None:
    rows = [row for group in groups(client, counted="displaced") for row in rows_of(group)]
    vague = [row for row in rows if row["comparator"] == "vague"]
    assert vague
    for row in vague:
        assert row["value"] is None
        assert row["amount"].startswith("“")


def test_no_count_of_reports_goes_without_its_origins(client: TestClient) -> None:
    for path in ("/figures", f"/f/{dead(client)['id']}"):
        for reports in page_of(client, path).xpath("//*[@class='reports']"):
            assert re.fullmatch(r"[\d,]+ reports?", reports.text_content())
            assert "origin" in reports.getparent().xpath("*[@class='origins']")[0].text_content()


def test_a_figure_and_an_events_figures_lead_to_their_group(client: TestClient, record: Path) -> None:
    group = dead(client)
    one = rows_of(group)[1]["id"]
    with Record.open(record) as held:
        figure = held.figure(one)
    assert figure is not None
    assert client.get(f"/f/{one}").headers["location"] == f"/f/{group['id']}#{one}"
    assert client.get(f"/f/{figure.event}-killed").headers["location"] == f"/f/{group['id']}"


@pytest.mark.parametrize("id", ["r-0000000000000000", "ev-0000000000000000-killed", "nothing", "ev-1-ghosts"])
def test_a_group_that_is_not_there_is_not_here(client: TestClient, id: str) -> None:
    assert client.get(f"/f/{id}").status_code == client.get(f"/api/f/{id}").status_code == 404


def test_a_rejected_figure_leaves_the_range_and_is_listed_apart(client: TestClient) -> None:
    group = dead(client)
    lowest = next(row for row in rows_of(group) if row["amount"] == "9")
    given = {"verdict": "reject", "subject": lowest["id"], "seen": "", "back": f"/f/{group['id']}"}
    assert client.post("/judge", data=given, headers=OURS).status_code == 303
    found = client.get(f"/api/f/{group['id']}").json()
    assert found["line"]["strands"][0]["range"]["low"] == "at least 14"
    assert [row["id"] for row in found["rejected"]] == [lowest["id"]]


def test_what_is_left_of_a_series_is_shown_where_it_was(client: TestClient) -> None:
    pair = next(one for one in groups(client, counted="missing") if one["id"].startswith("r-"))
    first, last = (row["id"] for row in rows_of(pair))
    given = {"verdict": "reject", "subject": last, "seen": "", "back": f"/f/{pair['id']}"}
    assert client.post("/judge", data=given, headers=OURS).status_code == 303
    answer = client.get(f"/f/{pair['id']}", follow_redirects=True)
    assert answer.status_code == 200
    assert first in answer.text or last in answer.text


def test_a_record_without_figures_says_so(client: TestClient) -> None:
    assert "No figure answers these filters" in client.get("/figures?outlet=Nobody").text
