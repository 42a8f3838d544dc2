"""The pages of a build: how far it is, what it came to, and how to stop it or begin it again.

What always holds: stages are told with counts, never as a bare percentage; what was refused is told with its reason; without
scripts one reloads, with them the page looks again by itself until the build has ended.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from accordingto.errors import UnusableRecord
from accordingto.present.web.builds import Building, Builds, NothingKept, State
from accordingto.present.web.drops import Drop, sample
from accordingto.present.web.overview import counted
from accordingto.present.web.pages import NoRecord, Pages

READ_ONLY = "this reading room is for reading only; start it without --read-only to build"
BUSY = "a build is running already; stop it, or wait until it has ended"
NOTHING_KEPT = "the files of that build are no longer here; drop them in again"
NOT_EMPTY = "the invented affair is for a reading room that is still empty; this record holds reports already"


def framed(pages: Pages, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page that is there with a record and without; `held` is how much the record holds, None where there is none to read."""
    try:
        with pages.shelf() as shelf:
            return pages.page(request, template, shelf, status=status, held=counted(shelf), **WORDS, **values)
    except (NoRecord, UnusableRecord):
        return pages.page(request, template, status=status, held=None, **WORDS, **values)


def builds_of(pages: Pages) -> Builds:
    """The builds of a room in which one may build."""
    if pages.room.builds is None:
        raise HTTPException(403, READ_ONLY)
    return pages.room.builds


def begun(builds: Builds, drop: Drop) -> None:
    """Begin a build of what was dropped; where another one runs, what was dropped is let go of."""
    try:
        builds.start(drop)
    except Building:
        drop.discard()
        raise HTTPException(409, BUSY) from None


def routes(pages: Pages) -> APIRouter:
    """The page of the build, the part of it that is looked at again, and the forms on it."""
    router = APIRouter()

    def values() -> dict[str, Any]:
        builds = pages.room.builds
        return {"state": builds.state() if builds else None, "may_build": builds is not None}

    @router.get("/build", response_class=HTMLResponse, include_in_schema=False)
    def build_page(request: Request) -> HTMLResponse:
        return framed(pages, request, "build.html.jinja", **values())

    @router.get("/build/state", response_class=HTMLResponse, include_in_schema=False)
    def build_state(request: Request) -> HTMLResponse:
        """Only what changes while a build runs. Once it has ended, the browser is told to load the page anew."""
        answer = pages.page(request, "build_state.html.jinja", held=None, **WORDS, **values())
        if "hx-request" in request.headers and not (pages.room.builds and pages.room.builds.running):
            answer.headers["hx-refresh"] = "true"
        return answer

    @router.get("/api/build", tags=["inputs"])
    def build_data() -> State | None:
        """How the build stands that runs, or ran last since the reading room was opened; null where none did."""
        return pages.room.builds.state() if pages.room.builds else None

    @router.post("/build/stop", include_in_schema=False)
    def stop() -> Response:
        builds_of(pages).stop()
        return RedirectResponse("/build", 303)

    @router.post("/build/again", include_in_schema=False)
    def again() -> Response:
        try:
            builds_of(pages).again()
        except Building:
            raise HTTPException(409, BUSY) from None
        except NothingKept:
            raise HTTPException(409, NOTHING_KEPT) from None
        return RedirectResponse("/build", 303)

    @router.post("/build/forget", include_in_schema=False)
    def forget() -> Response:
        builds_of(pages).forget()
        return RedirectResponse("/inputs", 303)

    @router.post("/build/sample", include_in_schema=False)
    def build_sample() -> Response:
        """Build the invented affair, into an empty record only: what is invented does not come among reports."""
        builds = builds_of(pages)
        if pages.room.has_record:
            with pages.shelf() as shelf:
                if shelf.number("SELECT count(*) FROM article"):
                    raise HTTPException(409, NOT_EMPTY)
        begun(builds, sample())
        return RedirectResponse("/build", 303)

    return router


# ------------------------------------------------------------------------------------------------------------------ words


def lasting(seconds: float) -> str:
    """A stretch of time as one says it."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s" if whole < 600 else f"{whole // 60} min"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def sized(count: int | None) -> str:
    """A number of bytes as one says it; nothing where it is not known."""
    if count is None:
        return ""
    amount, units = float(count), ["bytes", "kB", "MB", "GB"]
    while amount >= 1000 and len(units) > 1:
        amount, units = amount / 1000, units[1:]
    if count == 1:
        return "1 byte"
    return f"{count:,} bytes" if units[0] == "bytes" else f"{amount:.1f} {units[0]}"


def clock_of(started: str) -> str:
    """The hour and minute on this machine's clock."""
    return datetime.fromisoformat(started).astimezone().strftime("%H:%M")


WORDS: dict[str, Any] = {"lasting": lasting, "sized": sized, "clock_of": clock_of}
