"""P26, 18 cases: resources are bounded. Nothing that is sent, asked or held can take more than its share."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from accordingto import Record, pipeline
from accordingto.errors import UnreadableInput, UnusableRecord
from accordingto.model import Article, Contents, Findings, Rejection
from accordingto.present.web.app import app
from accordingto.present.web.claims import WORDINGS
from accordingto.present.web.filters import PAGE_ROWS
from accordingto.present.web.guard import ADDRESS_MOST, FORM_MOST, HEADERS_MOST, SESSIONS_MOST, Keys
from accordingto.present.web.judging import SUBJECTS_MOST
from accordingto.present.web.waiting import ITEMS_MOST
from accordingto.record.queries import WORDS_ASKED, quoted, search
from tests.present.affair import article, claim, contents, member, said
from tests.present.web.conftest import HERE, OURS, PAGE, PORT, client_of, room_of


def test_an_address_is_bounded(client: TestClient) -> None:
    assert client.get("/claims?q=" + "a" * ADDRESS_MOST).status_code == 414


def test_headers_are_bounded(client: TestClient) -> None:
    assert client.get("/claims", headers={"x-much": "a" * HEADERS_MOST}).status_code == 431


def test_a_form_is_bounded_by_what_it_says(client: TestClient) -> None:
    assert client.post("/judge", content=b"a" * (FORM_MOST + 1), headers=OURS).status_code == 413


def test_a_form_is_bounded_by_what_it_sends(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(FORM_MOST // 1024 + 2):
            yield b"a" * 1024

    answer = client.post("/judge", content=endless(), headers=OURS | {"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 413


@pytest.mark.parametrize("length", ["-1", "1e9", "ten", "9" * 30])
def test_a_length_that_is_none_is_refused(client: TestClient, length: str) -> None:
    answer = client.post("/judge", content=b"", headers=OURS | {"content-length": length})
    assert answer.status_code in (400, 413)


def test_files_dropped_in_are_bounded(record: Path) -> None:
    room = room_of(record)
    small = TestClient(app(room, port=PORT, upload_most=1000), base_url=HERE, headers=PAGE, follow_redirects=False)
    small.cookies.set(f"accordingto_{PORT}", room.keys.admit(), domain="127.0.0.1")
    with small:
        assert small.post("/inputs", files={"files": ("a.txt", b"a" * 2000)}, headers=OURS).status_code == 413


def test_a_form_of_endless_fields_is_refused(client: TestClient) -> None:
    data = "&".join(f"f{number}=1" for number in range(5000))
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/judge", content=data, headers=OURS | kind).status_code in (400, 413, 422)


def test_no_more_is_judged_at_once_than_a_person_can_have_looked_at(client: TestClient) -> None:
    many = [f"s-{number}" for number in range(SUBJECTS_MOST + 1)]
    assert client.post("/api/judge", json={"verdict": "accept", "subject": many}, headers=OURS).status_code == 422


def test_a_list_has_a_page(client: TestClient) -> None:
    assert len(client.get("/api/claims").json()["claims"]) == PAGE_ROWS


def test_a_question_is_as_long_as_a_question(toren: Path) -> None:
    assert quoted("gate " * 500).count('"gate"') == WORDS_ASKED
    with Record.open(toren) as held:
        began = time.process_time()
        search(held, "gate dam " * 10_000)
        assert time.process_time() - began < 5


def test_a_dossier_shows_so_many_wordings_and_counts_the_rest(tmp_path: Path) -> None:
    reports = [article(f"The ferry of Ostrel is late, the mayor said. No. {number}.", "Ostrel Post") for number in range(150)]
    statements = [said(one, "The ferry of Ostrel is late", "said", "the mayor") for one in reports]
    whole = contents(articles=reports, statements=statements, claims=[claim(*map(member, statements))])
    Record.write(tmp_path / "ferry.db", whole, {})
    with client_of(room_of(tmp_path / "ferry.db")) as client:
        found = client.get(f"/api/c/{whole.claims[0].id}").json()
    assert len(found["wordings"]) == WORDINGS
    assert found["wordings_more"] == 150 - WORDINGS


def test_the_queue_holds_what_a_person_can_do(client: TestClient) -> None:
    assert len(client.get("/api/review").json()["waiting"]) <= ITEMS_MOST


def test_so_many_may_be_inside_at_once() -> None:
    keys = Keys("m.k.")
    first = keys.admit()
    for _ in range(SESSIONS_MOST):
        keys.admit()
    assert keys.session(first) is None
    assert len(keys._sessions) == SESSIONS_MOST


def test_a_question_that_takes_too_long_is_broken_off(toren: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with Record.open(toren) as held:
        with held.within(0.2), pytest.raises(UnusableRecord, match="took too long"):
            list(held.select(endless))
        assert next(held.select("SELECT 1")) == (1,)


def test_one_bad_document_never_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "pile").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / "pile" / f"{name}.txt").write_text(f"The lamp of Vardel is out, the mayor said. {name}\n", encoding="utf-8")

    def reader(articles: list[Article], model: bool) -> Iterator[Findings | Rejection]:
        for one in articles:
            try:
                if one.uri == "b.txt":
                    raise UnreadableInput("it takes too long to read")
                yield Findings(one)
            except UnreadableInput as error:
                yield Rejection.of(one.uri, "read", str(error))

    done = pipeline.build([tmp_path / "pile"], record=tmp_path / "vardel.db", reader=reader, model=False)  # type: ignore[arg-type]
    assert done.articles == 2
    assert [(one.uri, one.stage) for one in done.rejections] == [("b.txt", "read")]
    assert isinstance(Record.open(tmp_path / "vardel.db").contents(), Contents)
