"""Judging in place: every form of every view ends here, and every judgement can be taken back from where it was made.

What always holds: nothing is judged that somebody else judged since the page was shown (409, both shown); the browser is sent
back to where it was; a judgement is signed with the name of the session, whatever the form says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from fastapi import APIRouter, Body, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from accordingto.errors import StaleJudgement, UnusableJudgement
from accordingto.model import Judgement, Verdict
from accordingto.present.web.guard import local_path
from accordingto.present.web.pages import Pages
from accordingto.record.queries import history

REASON_LONGEST = 2000  # characters
SUBJECTS_MOST = 200  # ids judged at once
FIELDS_MOST = 400  # fields of a form
READ_ONLY = "this reading room is for reading only; start it without --read-only to judge"


@dataclass(frozen=True, slots=True)
class Mine:
    """What somebody was about to decide, as the form said it: shown beside what was decided meanwhile, so nothing is lost."""

    verdict: str
    subject: tuple[str, ...]
    reason: str
    change: str
    undoes: str
    back: str

    @property
    def changed(self) -> dict[str, Any] | None:
        """The fields that are to change."""
        if not self.change.strip():
            return None
        try:
            found = json.loads(self.change)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise UnusableJudgement("what is to change was not understood: it is to be a JSON object of fields")
        return found


def routes(pages: Pages) -> APIRouter:
    """The one form that judges, and the same for programs."""
    router = APIRouter()

    @router.post("/judge", include_in_schema=False)
    async def judge_form(request: Request) -> Response:
        form = await _fields(request)
        mine = Mine(
            form.get("verdict", ""), tuple(form.all("subject")), form.get("reason", "")[:REASON_LONGEST],
            form.get("change", ""), form.get("undoes", ""), local_path(form.get("back")),
        )  # fmt: skip
        return await run_in_threadpool(decided, pages, request, mine, form.get("seen"))

    @router.post("/correct", include_in_schema=False)
    async def correct_form(request: Request) -> Response:
        """A correction, or something that was missed: fields that were left empty stay as they are."""
        form = await _fields(request)
        made = form.get("type", "")
        change = json.dumps(corrected(form), ensure_ascii=False)
        reason, back = form.get("reason", "")[:REASON_LONGEST], local_path(form.get("back"))
        mine = Mine("add" if made else "correct", tuple(form.all("subject")), reason, change, "", back)
        return await run_in_threadpool(decided, pages, request, mine, form.get("seen"))

    @router.post("/grade", include_in_schema=False)
    async def grade_form(request: Request) -> Response:
        """A grade, by a person: letter and digit of the Admiralty scale apart, and whether it is verified."""
        form = await _fields(request)
        graded = {name: form.get(name, "") or None for name in ("reliability", "credibility", "status")}
        change = json.dumps({"scale": "admiralty", **graded})
        reason, back = form.get("reason", "")[:REASON_LONGEST], local_path(form.get("back"))
        mine = Mine("grade", tuple(form.all("subject")), reason, change, "", back)
        return await run_in_threadpool(decided, pages, request, mine, form.get("seen"))

    @router.post("/api/judge", tags=["judgements"], status_code=201, responses={409: {"description": "Judged meanwhile"}})
    def judge_data(
        request: Request,
        verdict: Annotated[Verdict, Body()],
        subject: Annotated[list[str], Body(max_length=SUBJECTS_MOST)] = [],  # noqa: B006  (FastAPI copies it)
        reason: Annotated[str, Body(max_length=REASON_LONGEST)] = "",
        change: Annotated[dict[str, Any] | None, Body()] = None,
        undoes: Annotated[str | None, Body(max_length=80)] = None,
        seen: Annotated[str | None, Body(max_length=80)] = None,
    ) -> Judgement:
        """Pass a judgement. `seen` is the `version` that the page of the subject gave; if it has changed since, 409."""
        return passed(pages, request, verdict, subject, reason=reason, change=change, undoes=undoes, seen=seen)

    @router.get("/api/history/{id}", tags=["judgements"])
    def history_data(id: str) -> tuple[Judgement, ...]:
        """All judgements that concern one noun, oldest first."""
        with pages.shelf() as shelf:
            return history(shelf.record, id)

    return router


SPANS = ("content", "source", "cue", "span", "trigger", "target", "addressee")
MADE: Mapping[str, frozenset[str]] = {
    "statement": frozenset(("type", "content", "source", "cue", "report")),
    "figure": frozenset(("type", "span", "counted", "value", "low", "high", "comparator", "unit", "as_of")),
    "event_mention": frozenset(("type", "trigger", "kind", "mode", "reality", "time")),
}
"""What of the one form belongs to each kind of thing that can be added with it."""
NUMBERS = ("value", "low", "high")
WORDS = ("type", "report", "counted", "comparator", "unit", "kind", "mode", "reality", "name", "published", "as_of", "time")


class Fields(dict[str, str]):
    """The fields of a form, the first of each name; an empty one is there, which FastAPI's own forms take for missing."""

    def __init__(self, given: Sequence[tuple[str, str]]) -> None:
        super().__init__(reversed(given))
        self.given = given

    def all(self, name: str) -> list[str]:
        return [value for each, value in self.given if each == name]


async def _fields(request: Request) -> Fields:
    form = await request.form(max_files=0, max_fields=FIELDS_MOST)
    return Fields([(name, value) for name, value in form.multi_items() if isinstance(value, str)])


def corrected(form: Mapping[str, str]) -> dict[str, Any]:
    """What a form asks to be other than it is. Offsets are code points; a span needs both of its ends."""
    found: dict[str, Any] = {name: form[name] for name in WORDS if form.get(name, "").strip()}
    made = form.get("type", "")
    for name in SPANS:
        start, end = form.get(f"{name}_start", "").strip(), form.get(f"{name}_end", "").strip()
        if not start and not end:
            continue
        if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
            raise UnusableJudgement(f"{name} needs both ends, as whole numbers of characters from the start of the text")
        # The one pair of fields is what is said, what is counted, or what happened, by what is being added.
        place = {"figure": "span", "event_mention": "trigger"}.get(made, name) if name == "content" else name
        found[place] = [[int(start), int(end)]] if place == "content" else [int(start), int(end)]
    for name in NUMBERS:
        if given := form.get(name, "").strip():
            try:
                found[name] = int(given) if given.lstrip("-").isdigit() else float(given)
            except ValueError:
                raise UnusableJudgement(f"{name} is to be a number; write 1400 or 2.5") from None
    return {name: value for name, value in found.items() if name in MADE[made]} if made in MADE else found


def decided(pages: Pages, request: Request, mine: Mine, seen: str | None) -> Response:
    """A judgement passed and the browser sent back; or, where somebody was faster, both shown."""
    try:
        made = passed(
            pages, request, mine.verdict, list(mine.subject), reason=mine.reason, change=mine.changed,
            undoes=mine.undoes or None, seen=seen,
        )  # fmt: skip
    except StaleJudgement as error:
        version = error.judgements[-1].id if error.judgements else ""
        return pages.page(
            request, "conflict.html.jinja", status=409, judgements=error.judgements, mine=mine, version=version
        )  # fmt: skip
    return RedirectResponse(_with_done(mine.back, made.id), 303)


def passed(pages: Pages, request: Request, verdict: str, subject: list[str], **more: Any) -> Judgement:
    """A judgement passed, signed by whoever asks."""
    judge = pages.room.judge
    if judge is None:
        raise HTTPException(403, READ_ONLY)
    author = request.scope.get("state", {}).get("author") or pages.room.keys.author
    return judge(pages.room.path, verdict, subject[:SUBJECTS_MOST], author=author, **more)  # type: ignore[arg-type]


def _with_done(back: str, judgement: str) -> str:
    """Where one was, and what was just done there."""
    parts = urlsplit(back)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "done"]
    return urlunsplit(("", "", parts.path, urlencode([*query, ("done", judgement)]), parts.fragment))
