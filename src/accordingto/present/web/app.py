"""The reading room as one application: its views, its API, its gate.

What always holds: no address answers without the gate having looked at who asks; an error tells what to do next and nothing of
what went on inside; reading never changes anything.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from accordingto import __version__
from accordingto.errors import StaleJudgement, UnusableJudgement, UnusableRecord
from accordingto.present.web import (
    atlas,
    claims,
    doors,
    entities,
    events,
    figures,
    inputs,
    judging,
    overview,
    reader,
    review,
    search,
    sources,
    taking,
    timeline,
)
from accordingto.present.web.guard import UPLOAD_MOST, Guard
from accordingto.present.web.pages import NoRecord, Pages
from accordingto.present.web.room import Room

ABOUT_API = """Everything the reading room shows, as JSON. Spans are half-open code points into an article's text.

Every count of reports comes with the bounds of its independent origins. Programs send `Authorization: Bearer TOKEN`, with the
token that `accordingto serve` printed."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why the API did not do what was asked: in words, with what in the request was wrong, and what was judged meanwhile."""

    detail: str
    flaws: list[dict[str, Any]] | None = None
    judgements: list[str] | None = None


WRONG: dict[int | str, dict[str, Any]] = {
    404: {"model": Wrong, "description": "Not in this record"},
    422: {"model": Wrong, "description": "Not understood"},
    503: {"model": Wrong, "description": "The record cannot be read, or took too long"},
}


def app(room: Room, *, port: int, hosts: Iterable[str] = (), upload_most: int = UPLOAD_MOST) -> ASGIApp:
    """The application behind its gate. `port` is where it listens; `hosts` are further names it may be asked by."""
    return Guard(views(Pages(room), port), keys=room.keys, port=port, hosts=hosts, upload_most=upload_most)


def views(pages: Pages, port: int) -> FastAPI:
    """All the views of a room, without a gate. They ask `pages` for the room at each request."""
    briefs = overview.Briefs(pages)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        briefs.begin()
        yield
        if pages.room.builds is not None:
            pages.room.builds.stop()
        pages.room.shelves.close()

    made = FastAPI(
        title="accordingto", version=__version__, description=ABOUT_API, docs_url=None, redoc_url=None,
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
        openapi_url="/api/openapi.json", lifespan=life, responses=WRONG,
    )  # fmt: skip
    for router in (
        overview.routes(pages, briefs),
        reader.routes(pages),
        claims.routes(pages),
        figures.routes(pages),
        events.routes(pages),
        timeline.routes(pages),
        atlas.routes(pages),
        entities.routes(pages),
        sources.routes(pages),
        search.routes(pages),
        taking.routes(pages),
        inputs.routes(pages),
        review.routes(pages),
        judging.routes(pages),
        doors.routes(pages, port),
    ):
        for route in router.routes:
            if isinstance(route, APIRoute) and not route.path.startswith("/api/"):
                route.include_in_schema = False  # pages are for people; their twins are described
        made.include_router(router)
    made.mount("/static", Unchanging(directory=str(files("accordingto.present.web").joinpath("static"))), name="static")
    _explain(made, pages)
    return made


class Unchanging(StaticFiles):
    """The files of the package: kept by the browser for an hour, never listed, never through a link to elsewhere."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["cache-control"] = "private, max-age=3600"
        return response


def _explain(made: FastAPI, pages: Pages) -> None:
    """Say what went wrong in the form that was asked for."""

    def said(request: Request, status: int, reason: str, **more: Any) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"detail": reason, **more}, status_code=status)
        if "text/html" not in request.headers.get("accept", "text/html") and "*/*" not in request.headers.get("accept", ""):
            return PlainTextResponse(f"{reason}\n", status_code=status)
        # What was asked is not repeated, in no link either.
        return pages.page(request, "wrong.html.jinja", status=status, code=status, reason=reason, path="/", here="/")

    @made.exception_handler(NoRecord)
    def no_record(request: Request, _: NoRecord) -> Response:
        if request.url.path.startswith("/api/"):
            return said(
                request, 404, "there is no record yet; drop files in at /inputs, or: accordingto build PILE --record R.db"
            )
        return RedirectResponse("/inputs", 303)

    @made.exception_handler(UnusableRecord)
    def unusable(request: Request, error: UnusableRecord) -> Response:
        return said(request, 503, str(error))

    @made.exception_handler(StaleJudgement)
    def stale(request: Request, error: StaleJudgement) -> Response:
        return said(request, 409, str(error), judgements=[each.id for each in error.judgements])

    @made.exception_handler(UnusableJudgement)
    def unusable_judgement(request: Request, error: UnusableJudgement) -> Response:
        return said(request, 422, str(error))

    @made.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        reason = {404: "nothing in this record goes by that address", 405: "that address is not used this way"}
        answer = said(request, error.status_code, reason.get(error.status_code, str(error.detail)))
        answer.headers.update(error.headers or {})  # such as which methods are allowed
        return answer

    @made.exception_handler(RequestValidationError)
    def misunderstood(request: Request, error: RequestValidationError) -> Response:
        flaws = [{"where": [str(part) for part in each["loc"]], "what": each["msg"]} for each in error.errors()]
        return said(request, 422, "something in the request could not be understood", flaws=flaws)

    @made.exception_handler(Exception)
    def broken(request: Request, error: Exception) -> Response:
        # The log says where, never what: it may be read by others, and articles are not for it.
        logging.getLogger("accordingto").error("%s while answering %s", type(error).__name__, request.scope.get("route", "?"))
        return said(request, 500, "this page could not be made; accordingto verify says whether the record is whole")
