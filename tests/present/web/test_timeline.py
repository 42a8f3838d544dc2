"""The Timeline: what is vague is drawn vague, what has no date is drawn nowhere."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from accordingto import Event, Record
from tests.present.web.conftest import room_of


def told(record: Path) -> list[Event]:
    """What the Timeline shows unless asked for all."""
    with Record.open(record) as held:
        return [one for one in held.events() if one.kind or one.reports > 1]


def asked(client: TestClient, **given: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/timeline", params=given).json()
    return found


def page_of(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.text)


def test_every_event_is_either_dated_or_listed_as_undated(client: TestClient, record: Path) -> None:
    found = asked(client)
    assert found["count"] + found["undated_count"] == len(told(record))
    assert {one["line"]["id"] for one in found["items"]} == {one.id for one in told(record) if one.time.value}


def test_an_undated_event_is_drawn_nowhere(client: TestClient, record: Path) -> None:
    page = page_of(client, "/timeline?undated=1")
    assert not page.xpath("//*[local-name()='rect' and contains(@class, 'happened')]")
    assert all(one["time"]["value"] is None for one in asked(client, undated="true")["undated"])


def test_a_year_is_drawn_as_the_whole_year(client: TestClient, record: Path) -> None:
    year = next(one for one in told(record) if one.time.value == "2031")
    found = asked(client, **{"from": "2031", "to": "2031"})
    item = next(one for one in found["items"] if one["line"]["id"] == year.id)
    assert (item["happened"]["x"], item["happened"]["width"]) == (0, 100)


def test_since_is_open_at_its_end(client: TestClient) -> None:
    items = asked(client)["items"]
    since = [one for one in items if (one["line"]["time"]["words"] or "").startswith("since")]
    assert since
    assert all(one["happened"]["open_end"] for one in since)


def test_each_tick_is_a_report_that_is_named_beside_it(client: TestClient) -> None:
    for row in page_of(client, "/timeline").xpath("//li[starts-with(@id, 't-')]"):
        ticks = row.xpath(".//*[local-name()='svg']//@data-of")
        named = row.xpath(".//a[starts-with(@id, 'r-')]/@id")
        assert ticks == named or set(ticks) < set(named)  # a report without a date is named and has no tick
        dated = row.xpath(".//a[starts-with(@id, 'r-')][not(contains(following-sibling::text()[1], 'no date'))]/@id")
        assert ticks == dated


def test_the_bar_of_each_item_stands_with_its_words(client: TestClient) -> None:
    for row in page_of(client, "/timeline").xpath("//li[starts-with(@id, 't-')]"):
        assert row.xpath(".//time/@datetime")
        assert row.xpath(".//*[contains(@class, 'lanes')]")


def test_by_default_the_earliest_come_first(client: TestClient) -> None:
    values = [one["line"]["time"]["value"] for one in asked(client)["items"]]
    assert values == sorted(values)


def test_they_can_be_had_in_the_order_of_their_first_report(client: TestClient) -> None:
    firsts = [one["reported"][0]["report"]["published"]["value"] or "9999" for one in asked(client, sort="reported")["items"]]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize("group", ["place", "actor", "kind"])
@pytest.mark.parametrize("sort", ["", "reported"])
def test_groups_hold_the_same_events_and_no_group_comes_twice(client: TestClient, group: str, sort: str) -> None:
    plain, grouped = asked(client, sort=sort), asked(client, sort=sort, group=group)
    assert {one["line"]["id"] for one in grouped["items"]} == {one["line"]["id"] for one in plain["items"]}
    headings = [one["heading"] for one in grouped["items"]]
    assert len([1 for here, there in itertools.pairwise(headings) if here != there]) == len(set(headings)) - 1


def test_what_is_far_from_the_reports_does_not_squeeze_their_days(client: TestClient) -> None:
    found = asked(client)
    assert found["window"]["since"] >= "2031-02"
    long_ago = next(one for one in found["items"] if one["line"]["time"]["value"] == "1983")
    assert long_ago["happened"]["outside"]
    assert long_ago["happened"]["cut_start"]


def test_moving_and_zooming_are_links(client: TestClient) -> None:
    page = page_of(client, "/timeline?from=2031-03-02&to=2031-03-05")
    moves = {one.get("data-move") or one.get("data-key"): one.get("href") for one in page.xpath("//nav[@class='moves']/a")}
    assert {"ArrowLeft", "ArrowRight", "Home", "End", "+", "-"} <= set(moves)
    assert moves["ArrowRight"] == "/timeline?from=2031-03-04&to=2031-03-07"
    assert moves["+"] == "/timeline?from=2031-03-03&to=2031-03-04"
    for href in moves.values():
        assert client.get(href).status_code == 200


@pytest.mark.parametrize(
    "window", ["from=2031-02-30", "from=2031&to=2030", "from=0001", "to=9999-12-31", "from=9999-12-31", "from=2031-13"]
)
def test_no_date_of_an_address_blanks_the_page(client: TestClient, window: str) -> None:
    assert client.get(f"/timeline?{window}").status_code == 200


def test_the_overview_counts_each_event_once_or_says_that_it_is_vaguer(client: TestClient) -> None:
    found = asked(client)
    assert sum(one["count"] for one in found["overview"]) + found["vaguer"] == found["count"]
    assert found["vaguer"] >= 1


def test_the_overview_is_a_table_too(client: TestClient) -> None:
    page = page_of(client, "/timeline")
    drawn = [one["count"] for one in asked(client)["overview"] if one["count"]]
    told_so = [int(one.text_content()) for one in page.xpath("//table[@class='narrow']//td")]
    assert told_so == drawn


def test_no_count_of_reports_goes_without_its_origins(client: TestClient) -> None:
    for reports in page_of(client, "/timeline").xpath("//*[@class='reports']"):
        assert "origin" in reports.getparent().xpath("*[@class='origins']")[0].text_content()


def test_keys_move_and_zoom(serving: Any, record: Path, chromium: Browser) -> None:
    served = serving(room_of(record))
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(served.login())
        page.goto(f"{served.origin}/timeline?from=2031-03-02&to=2031-03-05")
        page.wait_for_selector("body[data-drawn=ready]")
        page.keyboard.press("ArrowRight")
        page.wait_for_url("**/timeline?from=2031-03-04&to=2031-03-07")
        page.wait_for_selector("body[data-drawn=ready]")
        page.keyboard.press("-")
        page.wait_for_url("**/timeline?from=2031-03-02&to=2031-03-09")


def test_a_dot_lights_its_row(serving: Any, record: Path, chromium: Browser) -> None:
    served = serving(room_of(record))
    with Record.open(record) as held:
        series = next(one for one in held.series() if one.counted == "killed")
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(served.login())
        page.goto(f"{served.origin}/f/{series.id}")
        page.wait_for_selector("body[data-drawn=ready]")
        page.hover(f".drawn [data-of='{series.points[0].figure}'] use")
        assert "lit" in (page.get_attribute(f"[id='{series.points[0].figure}']", "class") or "")
