"""Judging in place: signed, never over somebody else's head, never losing what was written."""

from __future__ import annotations

import json
from pathlib import Path

import lxml.html
import pytest
from starlette.testclient import TestClient

from accordingto import Record, pipeline
from accordingto.model import Statement
from accordingto.present.web.judging import corrected
from tests.present.web.conftest import OURS, client_of, room_of


@pytest.fixture
def statement(record: Path) -> Statement:
    with Record.open(record) as held:
        return next(one for one in held.statements() if one.cue and one.source and len(one.content) == 1)


def judgements(record: Path) -> list[tuple[str, str, str]]:
    with Record.open(record) as held:
        return [(one.verdict, one.author, one.reason) for one in held.judgements()]


def test_a_judgement_is_signed_with_the_name_of_the_session(client: TestClient, record: Path, statement: Statement) -> None:
    form = {"verdict": "accept", "subject": statement.id, "author": "somebody else", "reason": "Read it."}
    assert client.post("/judge", data=form, headers=OURS).status_code == 303
    assert judgements(record) == [("accept", "m.k.", "Read it.")]


def test_programs_judge_with_json(client: TestClient, record: Path, statement: Statement) -> None:
    answer = client.post("/api/judge", json={"verdict": "reject", "subject": [statement.id]}, headers=OURS)
    assert answer.status_code == 201
    assert answer.json()["verdict"] == "reject"
    assert [one["id"] for one in client.get(f"/api/history/{statement.id}").json()] == [answer.json()["id"]]
    assert judgements(record) == [("reject", "m.k.", "")]


def test_what_was_judged_meanwhile_is_shown_beside_ones_own(client: TestClient, record: Path, statement: Statement) -> None:
    pipeline.judge(record, "accept", [statement.id], author="a.b.", reason="It says so.")
    form = {"verdict": "reject", "subject": statement.id, "seen": "", "reason": "It does not.", "back": "/claims"}
    answer = client.post("/judge", data=form, headers=OURS)
    assert answer.status_code == 409
    page = lxml.html.fromstring(answer.text)
    words = " ".join(page.text_content().split())
    assert "It says so." in words
    assert "It does not." in words
    mine = {each.get("name"): each.get("value") for each in page.xpath("//form[@action='/judge']/input[@name]")}
    assert client.post("/judge", data=mine, headers=OURS).status_code == 303
    assert [verdict for verdict, _, _ in judgements(record)] == ["accept", "reject"]


def test_a_program_is_told_of_a_conflict(client: TestClient, record: Path, statement: Statement) -> None:
    made = pipeline.judge(record, "accept", [statement.id], author="a.b.")
    answer = client.post("/api/judge", json={"verdict": "reject", "subject": [statement.id], "seen": ""}, headers=OURS)
    assert answer.status_code == 409
    assert answer.json()["judgements"] == [made.id]


def test_the_same_form_sent_twice_is_judged_once(client: TestClient, record: Path, statement: Statement) -> None:
    form = {"verdict": "accept", "subject": statement.id, "seen": "", "back": "/"}
    assert client.post("/judge", data=form, headers=OURS).status_code == 303
    assert client.post("/judge", data=form, headers=OURS).status_code == 409
    assert len(judgements(record)) == 1


def test_two_tabs_cannot_overwrite_each_other(record: Path, statement: Statement) -> None:
    with client_of(room_of(record)) as one, client_of(room_of(record)) as other:
        form = {"verdict": "accept", "subject": statement.id, "seen": "", "back": "/"}
        assert one.post("/judge", data=form, headers=OURS).status_code == 303
        assert other.post("/judge", data=form | {"verdict": "reject"}, headers=OURS).status_code == 409


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"verdict": "accept", "subject": "s-unheard"}, "s-unheard"),
        ({"verdict": "verify", "subject": "s-1"}, "verdict"),
        ({"verdict": "correct", "subject": "s-1", "change": "{"}, "JSON object"),
        ({"verdict": "correct", "subject": "s-1", "change": "[1]"}, "JSON object"),
        ({"verdict": "undo", "undoes": "j-unheard"}, "j-unheard"),
        ({"verdict": "accept"}, ""),
    ],
)
def test_what_cannot_be_judged_is_refused_with_the_way_out(
    client: TestClient, record: Path, form: dict[str, str], says: str
) -> None:
    answer = client.post("/judge", data=form, headers=OURS)
    assert answer.status_code == 422
    assert says in answer.text
    assert judgements(record) == []


def test_a_room_for_reading_only_judges_nothing(record: Path, statement: Statement) -> None:
    room = room_of(record)
    room.judge = None
    with client_of(room) as client:
        assert client.post("/judge", data={"verdict": "accept", "subject": statement.id}, headers=OURS).status_code == 403
        assert 'action="/judge"' not in client.get("/review").text
    assert judgements(record) == []


def test_corrected_words_are_taken_from_the_text(client: TestClient, record: Path, statement: Statement) -> None:
    content = statement.content[0]
    start, end = content.start, content.end - len(content.exact.split()[-1]) - 1
    form = {"subject": statement.id, "type": "", "content_start": str(start), "content_end": str(end), "report": "alleged",
            "source_start": "", "source_end": "", "back": "/"}  # fmt: skip
    assert client.post("/correct", data=form, headers=OURS).status_code == 303
    with Record.open(record) as held:
        now = held.statement(statement.id)
        article = held.article(statement.article)
    assert now is not None
    assert article is not None
    assert [span.exact for span in now.content] == [article.text[start:end]]
    assert now.report == "alleged"
    assert now.source == statement.source


def test_what_was_missed_is_added(client: TestClient, record: Path, statement: Statement) -> None:
    with Record.open(record) as held:
        article = held.article(statement.article)
    assert article is not None
    start = article.text.index(" ") + 1
    form = {"subject": article.id, "type": "statement", "content_start": str(start), "content_end": str(start + 20), "kind": "",
            "counted": "", "reality": "happened", "back": f"/a/{article.id}"}  # fmt: skip
    made = client.post("/correct", data=form, headers=OURS)
    assert made.status_code == 303
    found = client.get(f"/api/a/{article.id}").json()["statements"]
    assert [one for one in found if one["standing"] == "added" and one["quote"]["words"] == article.text[start : start + 20]]


def test_a_form_gives_only_the_fields_that_were_filled() -> None:
    form = {"type": "figure", "content_start": "3", "content_end": "9", "counted": "killed", "low": "9", "high": "", "kind": ""}
    assert corrected(form) == {"type": "figure", "span": [3, 9], "counted": "killed", "low": 9}
    event = form | {"type": "event_mention", "kind": "ASSAULT", "reality": "negated"}
    assert corrected(event) == {"type": "event_mention", "trigger": [3, 9], "kind": "ASSAULT", "reality": "negated"}


def test_half_a_span_is_refused(client: TestClient, statement: Statement) -> None:
    form = {"subject": statement.id, "content_start": "5", "content_end": "", "back": "/"}
    answer = client.post("/correct", data=form, headers=OURS)
    assert answer.status_code == 422
    assert "both ends" in answer.text


def test_a_change_is_json_in_the_log(client: TestClient, record: Path, statement: Statement) -> None:
    change = json.dumps({"report": "denied"})
    form = {"verdict": "correct", "subject": statement.id, "change": change, "back": "/"}
    assert client.post("/judge", data=form, headers=OURS).status_code == 303
    with Record.open(record) as held:
        [judgement] = held.judgements()
    assert judgement.change == {"report": "denied"}
