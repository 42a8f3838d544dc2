"""The API keeps what it describes: every operation, with arguments made up by schemathesis, answers as its schema says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.python.asgi import HOST
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance
from starlette.testclient import TestClient

from accordingto.present.web.app import app
from tests.present.web.conftest import client_of, room_of
from tests.present.web.views import views

CHECKS = [not_a_server_error, response_schema_conformance, content_type_conformance]
TOKEN = "for-programs-of-this-test"
EXAMPLES = 6  # arguments tried for each operation


@pytest.fixture(scope="module")
def described(toren: Path) -> Any:
    """The API of a room where nothing can be changed, at the port whose number is left out."""
    room = room_of(toren)
    room.judge = None
    room.keys.program = TOKEN
    return schemathesis.openapi.from_asgi(
        "/api/openapi.json", app(room, port=80, hosts=[HOST]), headers={"Authorization": f"Bearer {TOKEN}"}
    )


def operations() -> list[tuple[str, str]]:
    """Every operation of the API, by path and method. They are the same for any record."""
    made = app(room_of(Path("none.db")), port=80, hosts=[HOST])
    with TestClient(made, headers={"Authorization": "none"}) as client:
        paths = client.app.app.openapi()["paths"]  # type: ignore[attr-defined]
    return [(path, method) for path, each in paths.items() for method in each]


@pytest.mark.parametrize(("path", "method"), operations())
def test_every_operation_answers_as_described(described: Any, path: str, method: str) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=described[path][method.upper()].as_strategy())
    def answers(case: Any) -> None:
        case.call_and_validate(checks=CHECKS, headers={"Authorization": f"Bearer {TOKEN}"})

    answers()


def test_every_view_has_its_twin_as_json(toren: Path) -> None:
    with client_of(room_of(toren)) as client:
        paths = client.get("/api/openapi.json").json()["paths"]
        for name, path in views(toren).items():
            if name in ("about", "overview", "article"):
                continue
            answer = client.get("/api" + path)
            assert answer.status_code == 200, name
            assert answer.headers["content-type"] == "application/json", name
        assert "/api/judge" in paths
        assert client.get("/api/brief").status_code == 200


def test_every_operation_says_what_it_is_for(toren: Path) -> None:
    with client_of(room_of(toren)) as client:
        paths = client.get("/api/openapi.json").json()["paths"]
    unsaid = [path for path, each in paths.items() for one in each.values() if not one.get("description")]
    assert unsaid == []
    assert all(re.match(r"/api/", path) for path in paths)


def test_the_footer_leads_to_the_twin(toren: Path) -> None:
    with client_of(room_of(toren)) as client:
        for name, path in views(toren).items():
            page = client.get(path).text
            twin = re.search(r'<a href="(/api/[^"]*)" rel="nofollow">', page)
            if twin and name != "about":
                assert client.get(twin[1].replace("&amp;", "&")).status_code == 200, name
