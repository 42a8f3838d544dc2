"""Filters are the address: what is understood asks exactly that, what is not is said and left out."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from accordingto import Record
from accordingto.present.web.filters import (
    COUNT_MOST,
    PAGE_ROWS,
    STATES,
    Filters,
    answers,
    asked_of_articles,
    asked_of_claims,
    filters_of,
    of_articles,
    of_claims,
)
from accordingto.present.web.shelf import Shelf

ASKING = st.builds(
    Filters,
    q=st.text(alphabet="abc '\"*-ü", max_size=12).map(str.strip),
    since=st.sampled_from(["", "2031", "2031-03", "2031-03-04"]),
    until=st.sampled_from(["", "2031", "2031-03", "2031-03-04"]),
    status=st.sampled_from(["", *STATES]),
    min_origins=st.integers(0, 9),
    outlet=st.sampled_from(["", "Kestra Radio", "O'Brel & Söhne"]),
    source=st.sampled_from(["", "e-1", "name:an official"]),
    layer=st.sampled_from(["all", "accepted"]),
    sort=st.sampled_from(["", "reports"]),
    page=st.integers(1, 9),
)


@given(ASKING)
def test_filters_come_back_from_their_address(filters: Filters) -> None:
    address = filters.query(page=filters.page)
    assert filters_of(dict(parse_qsl(address.removeprefix("?")))) == (filters, ())


@pytest.mark.parametrize(
    ("query", "flaw"),
    [
        ({"from": "yesterday"}, "from: a day"),
        ({"status": "true"}, "status: one of"),
        ({"layer": "mine"}, "layer: one of"),
        ({"page": "0"}, "page: a whole number"),
        ({"page": "-1"}, "page: a whole number"),
        ({"page": "99999999999999999999"}, "page: a whole number"),
        ({"min_origins": "many"}, "min_origins: a whole number"),
    ],
)
def test_what_means_nothing_is_said_and_left_out(query: dict[str, str], flaw: str) -> None:
    found, wrong = filters_of(query)
    assert found == Filters()
    assert wrong[0].startswith(flaw)


@given(ASKING)
def test_any_filter_can_be_asked_of_the_record(toren: Path, filters: Filters) -> None:
    with Record.open(toren) as record:
        for where, table in ((of_articles(filters), "article"), (of_claims(filters, ("[]",)), "claim")):
            [count] = next(record.select(f"SELECT count(*) FROM {table} WHERE {where.sql}", *where.values))
            assert count >= 0


@given(ASKING)
def test_a_list_is_the_same_whichever_way_it_is_looked_up(toren: Path, filters: Filters) -> None:
    with Record.open(toren) as record, pytest.MonkeyPatch.context() as patch:
        for most in (COUNT_MOST, 2):
            patch.setattr("accordingto.present.web.filters.COUNT_MOST", most)
            for asked in (asked_of_articles(filters), asked_of_claims(filters, ("[]",))):
                found, count, more = answers(Shelf(record).ask, asked, "n DESC", 0)
                rows = record.select(
                    f"SELECT id FROM {asked.table} WHERE {asked.where.sql} ORDER BY n DESC", *asked.where.values
                )
                every = [id for (id,) in rows]
                assert found == every[:PAGE_ROWS]
                assert count == len(every) or (more and count == most < len(every))


def test_words_are_never_syntax(client: TestClient) -> None:
    for words in ('"', "gate OR", "NEAR(", "gate*", "a:b", "'; DROP TABLE claim; --", "^", "-"):
        assert client.get("/claims", params={"q": words}).status_code == 200


def test_a_page_says_what_it_left_out(client: TestClient) -> None:
    page = client.get("/claims?status=true&from=soon").text
    assert "Left out of the filters, not understood:" in page
    assert "status: one of" in page


def test_the_api_refuses_what_a_page_leaves_out(client: TestClient) -> None:
    answer = client.get("/api/claims?status=true")
    assert answer.status_code == 422
    assert "status: one of" in answer.json()["detail"]


def test_filters_narrow(client: TestClient) -> None:
    every = client.get("/api/claims").json()["count"]
    for query in ("status=disputed", "min_origins=2", "outlet=Kestra+Radio", "from=2031-03-08", "to=2031-03-04", "q=gate"):
        assert 0 < client.get(f"/api/claims?{query}").json()["count"] < every, query


def test_a_filter_goes_along_to_other_views(client: TestClient) -> None:
    assert 'href="/figures?outlet=Kestra+Radio"' in client.get("/claims?outlet=Kestra+Radio").text
