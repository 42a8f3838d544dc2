"""P24, 26 cases and more: no address, id, name of a file or download leads out of where it belongs.

Each way of writing a path is tried at every place of an address where an id or a file can stand, byte for byte as a program
sends it. Beside the record lies a file that nobody may ever read here.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import anyio
import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from accordingto.present.web.app import Unchanging, app
from accordingto.present.web.drops import Drop
from accordingto.present.web.room import Room
from tests.present.web import hostile
from tests.present.web.conftest import OURS, PORT, apart, client_of, room_of
from tests.present.web.routes import read

SECRET = "the lamp was put out by the harbour master"
LEAKS = (SECRET.encode(), b"root:x:", b"[fonts]", b"from __future__", b"{% extends", b"SQLite format 3")
"""What stands in the file beside the record, in files of this machine, in those of the package that are not to be had, and in
the record itself."""

WAYS: dict[str, bytes] = {
    "up": b"../../../../../../../../{}",
    "up from a folder that is there": b"vendor/../../{}",
    "encoded stops": b"%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/{}",
    "encoded slashes": b"..%2f..%2f..%2f..%2f..%2f..%2f{}",
    "all encoded": b"%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f{}",
    "encoded twice": b"%252e%252e%252f%252e%252e%252f{}",
    "encoded thrice": b"%25252e%25252e%25252f{}",
    "overlong stops": b"%c0%ae%c0%ae/%c0%ae%c0%ae/{}",
    "overlong slashes": b"..%c0%af..%c0%af{}",
    "overlong by three": b"%e0%80%ae%e0%80%ae/{}",
    "UTF-16": b"%u002e%u002e%u2215{}",
    "full-width stops": b"%ef%bc%8e%ef%bc%8e%ef%bc%8f{}",
    "backslashes": b"..\\..\\..\\{}",
    "encoded backslashes": b"..%5c..%5c..%5c{}",
    "both slashes": b"..\\/..\\/{}",
    "doubled": b"....//....//{}",
    "with parameters": b"..;/..;/{}",
    "absolute": b"/{}",
    "absolute, encoded": b"%2f{}",
    "three slashes": b"///{}",
    "NUL at the end": b"../../{}%00.css",
    "NUL at the beginning": b"%00/../../{}",
    "a drive": b"C:/{}",
    "a drive, backslash": b"c:%5cWindows%5cwin.ini",
    "a server": b"%5c%5cevil.example%5cshare%5c{}",
    "a device": b"CON",
    "a device with an ending": b"nul.css",
    "a stream": b"room.css::$DATA",
    "a stop at the end": b"room.css.",
    "a space at the end": b"room.css%20",
    "an address of a file": b"file:///{}",
    "home": b"~/{}",
    "a variable": b"$HOME/{}",
    "any file": b"*",
    "this folder": b".",
    "the folder above": b"..",
    "line ends": b"%0d%0a../{}",
    "no letters of any script": b"%ff%fe%fd",
    "very long": b"../" * 1000 + b"{}",
    "very deep": b"a/" * 1500 + b"../" * 1500 + b"{}",
}
PLACES = sorted(
    {path.split("{")[0].encode() for path in read() if "{" in path}
    | {b"/static/", b"/static/vendor/", b"/static", b"/", b"/export/", b"/original/"}
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a record, and beside it what nobody may read: a file, and a link that leads away."""
    path = tmp_path_factory.mktemp("quay")
    hostile.record_of(path / "quay.db")
    (path / "secret.txt").write_text(SECRET)
    (path / "quay.db.link").symlink_to("/etc/passwd")
    return path


@pytest.fixture(scope="module")
def room(folder: Path) -> Room:
    return room_of(folder / "quay.db")


@pytest.fixture(scope="module")
def made(room: Room) -> ASGIApp:
    return app(room, port=PORT)


@pytest.fixture(scope="module")
def client(room: Room) -> Iterator[TestClient]:
    with client_of(room) as inside:
        yield inside


async def _asked(made: ASGIApp, raw: bytes, token: str) -> tuple[int, dict[str, str], bytes]:
    status, headers, body, sent = 0, {}, b"", False

    async def send(message: Any) -> None:
        nonlocal status, headers, body
        if message["type"] == "http.response.start":
            status = message["status"]
            headers = {name.decode(): value.decode("latin-1") for name, value in message["headers"]}
        else:
            body += message.get("body", b"")

    async def receive() -> Any:
        nonlocal sent
        if sent:  # nothing more comes, and nobody goes away
            await anyio.sleep_forever()
        sent = True
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http", "method": "GET", "path": unquote(raw.decode("latin-1")), "raw_path": raw, "query_string": b"",
        "scheme": "http", "http_version": "1.1", "server": ("127.0.0.1", PORT), "root_path": "",
        "headers": [
            (b"host", f"127.0.0.1:{PORT}".encode()), (b"authorization", f"Bearer {token}".encode()), (b"accept", b"text/css"),
        ],
    }  # fmt: skip
    await made(scope, receive, send)
    return status, headers, body


def asked(made: ASGIApp, room: Room, raw: bytes) -> tuple[int, dict[str, str], bytes]:
    """What a path is answered with, as the server would hand it on, without a client that tidies it first."""
    return apart(partial(_asked, made, raw, room.keys.program))


@pytest.mark.parametrize("way", WAYS)
def test_no_address_leads_out(made: ASGIApp, room: Room, folder: Path, way: str) -> None:
    beside = str(folder / "secret.txt").lstrip("/").encode()
    for place in PLACES:
        for target in (b"etc/passwd", b"app.py") if place.startswith(b"/static") else (beside,):
            status, headers, body = asked(made, room, place + WAYS[way].replace(b"{}", target))
            assert status in (200, 303, 307, 400, 404, 414, 422), (place, target)
            assert not [leak for leak in LEAKS if leak in body], (place, target)
            assert not headers.get("location", "/").startswith(("//", "/\\")), (place, target)


@pytest.mark.parametrize(
    "way", ["up", "all encoded", "encoded twice", "overlong stops", "NUL at the end", "encoded backslashes"]
)
def test_what_goes_up_is_not_there_even_if_the_file_is(made: ASGIApp, room: Room, way: str) -> None:
    for target in (b"app.py", b"guard.py", b"templates/frame.html.jinja", b"../../pipeline.py"):
        for start in (b"/static/", b"/static/vendor/", b"/static/vendor/../"):
            assert asked(made, room, start + WAYS[way].replace(b"{}", target))[0] in (400, 404, 414)


def test_dots_within_a_name_are_no_way_up(made: ASGIApp, room: Room) -> None:
    assert asked(made, room, b"/static/room.css")[0] == 200
    assert asked(made, room, b"/static/vendor/../room.css")[0] in (200, 404)  # inside, it may be found: it leads nowhere else


@pytest.mark.parametrize("link", ["passwd", "secret.txt", "folder/secret.txt", "loop"])
def test_no_link_among_the_files_of_the_package_is_followed_out(tmp_path: Path, link: str) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "away").mkdir()
    (tmp_path / "secret.txt").write_text(SECRET)
    (tmp_path / "away" / "secret.txt").write_text(SECRET)
    (tmp_path / "static" / "passwd").symlink_to("/etc/passwd")
    (tmp_path / "static" / "secret.txt").symlink_to("../secret.txt")
    (tmp_path / "static" / "folder").symlink_to("../away")
    (tmp_path / "static" / "loop").symlink_to("loop")
    client = TestClient(Unchanging(directory=str(tmp_path / "static")), raise_server_exceptions=False)
    response = client.get(f"/{link}")
    assert response.status_code >= 400
    assert SECRET not in response.text


def test_a_record_that_is_a_link_shows_its_own_record_and_nothing_beside_it(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "here.db").symlink_to(folder / "quay.db")
    room = room_of(tmp_path / "here.db")
    made = app(room, port=PORT)
    assert asked(made, room, b"/claims")[0] == 200
    for name in (b"secret.txt", b"quay.db", b"here.db", b"quay.db.link"):
        for place in (b"/", b"/static/", b"/original/", b"/export/", b"/a/"):
            assert asked(made, room, place + name)[0] == 404


@pytest.mark.parametrize(
    "beside", ["quay.db", "quay.db-wal", "quay.db-shm", "quay.db.link", "secret.txt", "..", "quay.db/../secret.txt"]
)
def test_nothing_beside_the_record_can_be_read(made: ASGIApp, room: Room, folder: Path, beside: str) -> None:
    for place in PLACES:
        for name in (beside, str(folder / beside), f"../{beside}"):
            _, _, body = asked(made, room, place + name.encode())
            assert not [leak for leak in LEAKS if leak in body], (place, name)


@pytest.mark.parametrize(
    "name", ["up", "backslashes", "absolute", "a drive", "a server", "NUL at the end", "a device", "a stream", "very long"]
)
def test_a_file_that_is_put_in_stays_in_its_own_folder(client: TestClient, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    dropped: list[Drop] = []
    monkeypatch.setattr("accordingto.present.web.inputs.begun", lambda _, drop: dropped.append(drop))
    given = unquote(WAYS[name].decode()).replace("{}", "secret.txt").replace("\0", "%00")
    body = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{given}"\r\n\r\n{SECRET}\r\n--x--\r\n'.encode()
    before = {*Path("/").iterdir(), *Path(tempfile.gettempdir()).iterdir()}
    response = client.post("/inputs", content=body, headers=OURS | {"content-type": "multipart/form-data; boundary=x"})
    assert response.status_code in (303, 400, 422)
    for drop in dropped:
        [only] = drop.folder.iterdir()
        assert only.resolve().parent == drop.folder.resolve()
        assert only.read_text() == SECRET
        assert not {"/", "\\", ":", "\0"} & set(only.name)
        drop.discard()
        assert not drop.folder.exists()
    new = ({*Path("/").iterdir(), *Path(tempfile.gettempdir()).iterdir()}) - before
    assert not [each for each in new if "secret" in each.name]


@pytest.mark.parametrize(
    "vector", ["lines", "end of a script", "NUL inside a tag", "turned direction", "attribute breaking out"]
)
def test_a_download_has_a_plain_name(client: TestClient, vector: str) -> None:
    part = hostile.carrying(vector)
    response = client.get(f"/original/{hostile.first(part).id}")
    assert response.status_code == 200
    named = response.headers.get("content-disposition", 'attachment; filename="x"')
    assert named.isascii()
    assert named.isprintable()
    assert "/" not in named.partition("filename=")[2]
    assert ".." not in named
