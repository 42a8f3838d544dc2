"""What the tests of the reading room share: a built record, a room with it, people inside and outside, and a browser."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import pytest
import uvicorn
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from accordingto import pipeline
from accordingto.present.web.app import app, views
from accordingto.present.web.builds import Builds
from accordingto.present.web.guard import Guard, Keys
from accordingto.present.web.pages import Pages
from accordingto.present.web.room import Room

PORT = 8642
HERE = f"http://127.0.0.1:{PORT}"
FLAGS = ("--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync")
EXAMPLES = Path(__file__).parents[3] / "examples"
PAGE = {"accept": "text/html"}
OURS = {"origin": HERE, "sec-fetch-site": "same-origin"}
"""Headers that a browser sends with a form of ours."""


@pytest.fixture(scope="session")
def toren(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented affair of the Toren dam as a record. Never written to: see `record`."""
    path = tmp_path_factory.mktemp("toren") / "toren.db"
    pipeline.build([EXAMPLES / "toren"], record=path, model=False)
    return path


@pytest.fixture
def record(toren: Path, tmp_path: Path) -> Path:
    """A record of one's own."""
    return Path(shutil.copy(toren, tmp_path / "toren.db"))


def room_of(path: Path, **more: Any) -> Room:
    return Room(path, Keys("m.k."), pipeline.judge, Builds(path, pipeline.build), **more)


@pytest.fixture
def room(record: Path) -> Room:
    return room_of(record)


def apart(function: Callable[..., Any], *args: Any) -> Any:
    """What a coroutine returns, run in a thread of its own: the browser's loop may be running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, function, *args).result()


SPARE: list[tuple[Pages, FastAPI]] = []
"""Views that nobody looks at: drawing them up takes half a second, and there are a thousand tests."""


class Client(TestClient):
    """A client of a room, with views that another may have used before it and gave back."""

    def __init__(self, room: Room, *, raising: bool) -> None:
        self.drawn = SPARE.pop() if SPARE else self._draw(room)
        self.drawn[0].room = room
        gate = Guard(self.drawn[1], keys=room.keys, port=PORT)
        super().__init__(gate, base_url=HERE, headers=PAGE, follow_redirects=False, raise_server_exceptions=raising)

    @staticmethod
    def _draw(room: Room) -> tuple[Pages, FastAPI]:
        pages = Pages(room)
        return pages, views(pages, PORT)

    def __exit__(self, *args: Any) -> None:
        super().__exit__(*args)
        SPARE.append(self.drawn)


def client_of(room: Room, *, inside: bool = True, raising: bool = True) -> TestClient:
    """A browser without a screen, already let in unless told otherwise. It follows no redirects by itself."""
    client = Client(room, raising=raising)
    if inside:
        client.cookies.set(f"accordingto_{PORT}", room.keys.admit(), domain="127.0.0.1")
    return client


@pytest.fixture
def client(room: Room) -> Iterator[TestClient]:
    with client_of(room) as inside:
        yield inside


@pytest.fixture
def stranger(room: Room) -> Iterator[TestClient]:
    with client_of(room, inside=False) as outside:
        yield outside


@dataclass(frozen=True, slots=True)
class Served:
    """A reading room that really listens."""

    origin: str
    room: Room

    def login(self) -> str:
        return f"{self.origin}/login?token={self.room.keys.invite()}"


@contextmanager
def serving_rooms() -> Iterator[Callable[[Room], Served]]:
    """Opens rooms on free ports of this machine, and closes them in the end."""
    servers: list[tuple[uvicorn.Server, threading.Thread]] = []

    def opened(room: Room) -> Served:
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        made: ASGIApp = app(room, port=port)
        server = uvicorn.Server(uvicorn.Config(made, log_level="error", access_log=False, server_header=False, ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        servers.append((server, thread))
        return Served(f"http://127.0.0.1:{port}", room)

    yield opened
    for server, thread in servers:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def serving() -> Iterator[Callable[[Room], Served]]:
    """Opens rooms on free ports of this machine, and closes them after the test."""
    with serving_rooms() as opened:
        yield opened


@pytest.fixture(scope="session")
def house(toren: Path) -> Iterator[Served]:
    """A room that listens for as long as there are tests, in which nothing may be changed."""
    with serving_rooms() as opened:
        yield opened(room_of(toren))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium on PATH: no test in a browser runs")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


def links(html: str) -> list[str]:
    """Where a page's links lead."""
    return [each.replace("&amp;", "&") for each in re.findall(r'<a[^>]* href="([^"]+)"', html)]
