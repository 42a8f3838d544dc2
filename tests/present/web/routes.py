"""Every address of the reading room: for tests of what must hold wherever one asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from accordingto import Record
from accordingto.present.web.app import app
from tests.present.web.conftest import PORT, room_of


@cache
def routes() -> tuple[tuple[str, str], ...]:
    """Method and path of each route, as the application has them; the files of the package are not among them."""
    made: Any = app(room_of(Path("nothing.db")), port=PORT)
    return tuple(sorted(set(_within(made.app.routes))))


def _within(found: Any) -> Iterator[tuple[str, str]]:
    for route in found:
        if inner := getattr(route, "original_router", None):
            yield from _within(inner.routes)
        elif methods := getattr(route, "methods", None):
            yield from ((method, route.path) for method in methods if method != "HEAD")


def read() -> list[str]:
    """The paths that are read."""
    return [path for method, path in routes() if method == "GET"]


def written() -> list[str]:
    """The paths that forms and programs are sent to."""
    return [path for method, path in routes() if method == "POST"]


def filled(path: str, record: Path) -> str:
    """A route's path with the ids of something that is in the record."""
    with Record.open(record) as held:
        articles = [one.id for one in held.articles()]
        article = held.article(articles[0])
        holders = [link.entity for one in held.statements() for link in one.chain if link.entity]
        ids = {
            "c": [one.id for one in held.claims()],
            "e": [one.id for one in held.events()],
            "f": [one.id for one in held.series()],
            "n": holders,
            "s": holders,
            "review": [one.id for one in held.contradictions()],
            "o": [article.outlet or "" if article else ""],
        }
    kind = path.removeprefix("/api").split("/")[1]
    given = iter(ids.get(kind, articles))
    return re.sub(r"\{[^}]+\}", lambda _: quote(next(given), safe=""), path)
