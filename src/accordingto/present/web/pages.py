"""Every page is made here: one frame, one way to open the record, one way to say that something is not there.

What always holds: everything is escaped unless this package wrote it; a page that is not there does not repeat what was asked;
a room without a record sends everyone to where files can be dropped in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import HTTPException, Query, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from accordingto import __version__
from accordingto.model import Bounds, Time
from accordingto.present.brief import phrases
from accordingto.present.brief.wording import clear, said_when
from accordingto.present.web.filters import Filters, filters_of
from accordingto.present.web.guard import address_of
from accordingto.present.web.room import Room
from accordingto.present.web.shelf import Shelf, outlet_href, source_href, span_href, statement_href
from accordingto.present.web.tongues import tongue_of
from accordingto.present.web.waiting import Queue
from accordingto.record.store import Record

NAVIGATION: tuple[tuple[str, str, str], ...] = (
    ("/", "Overview", "o"),
    ("/a", "Reader", "r"),
    ("/claims", "Claims", "c"),
    ("/figures", "Figures", "f"),
    ("/timeline", "Timeline", "t"),
    ("/map", "Map", "m"),
    ("/sources", "Sources", "s"),
    ("/entities", "Names", "n"),
    ("/review", "Review", "q"),
)
"""The views of the left rail: address, name, and the key that follows `g`."""


class NoRecord(Exception):
    """There is nothing to read yet: whoever asks is sent to where files can be dropped in."""


class NotHere(HTTPException):
    """No such thing in this record. The address that was asked is not repeated."""

    def __init__(self) -> None:
        super().__init__(404, "nothing in this record goes by that address")


@dataclass(frozen=True, slots=True)
class Bar:
    """What the top bar counts."""

    articles: int
    review: int
    refused: int


class Pages:
    """The templates of a room, and what every page of it shows."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.queue = Queue()
        self.environment = Environment(
            loader=PackageLoader("accordingto.present.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        self.environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
        self.environment.filters |= {"day": day_of, "clear": clear, "number": "{:,}".format}
        self.environment.globals |= {
            "phrases": phrases, "origins_in_words": origins_in_words, "navigation": NAVIGATION, "version": __version__,
            "span_href": span_href, "statement_href": statement_href, "source_href": source_href, "outlet_href": outlet_href,
            "plural": phrases.plural, "counting": counting,
        }  # fmt: skip

    @staticmethod
    def filters(request: Request) -> Filters:
        """The filters in a page's address; the page says what in it was not understood."""
        return filters_of(request.query_params)[0]

    @contextmanager
    def shelf(self) -> Iterator[Shelf]:
        """The record, as of one moment, as pages ask it."""
        if not self.room.has_record:
            raise NoRecord
        with self.room.shelves.lent() as record:
            yield Shelf(record)

    def page(
        self, request: Request, template: str, shelf: Shelf | None = None, *, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """A whole page. `filters` is among the values where the view has any."""
        filters, wrong = filters_of(request.query_params)
        frame: dict[str, Any] = {
            "path": request.url.path,
            "here": address_of(request.scope),
            "author": request.scope.get("state", {}).get("author"),
            "may_judge": self.room.judge is not None,
            "bar": self.bar(shelf) if shelf else None,
            "affair": self.room.title,
            "filters": filters,
            "misunderstood": wrong,
            "done": done(shelf.record, request.query_params.get("done", "")) if shelf else None,
            "building": self.room.builds.running if self.room.builds else None,
            "record_name": self.room.path.name,
            **tongue_of(request.headers.get("accept-language", "")).words,
        }
        written = self.environment.get_template(template).render(frame | values)
        return HTMLResponse(written, status_code=status)

    def bar(self, shelf: Shelf) -> Bar:
        """What waits for a person, and what could not be read."""
        waiting = len(self.queue.items(shelf)) if self.room.judge is not None else 0
        return Bar(shelf.number("SELECT count(*) FROM article"), waiting, shelf.number("SELECT count(*) FROM rejection"))


@dataclass(frozen=True, slots=True)
class Done:
    """The judgement just passed, to be announced with a way back."""

    id: str
    words: str


DONE = {
    "accept": "Accepted.", "reject": "Rejected.", "same": "Joined.", "different": "Kept apart.", "correct": "Corrected.",
    "add": "Added.", "grade": "Graded.", "undo": "Undone.",
}  # fmt: skip


def done(record: Record, judgement: str) -> Done | None:
    """What was just done, if the address speaks of a judgement of this record."""
    for id, verdict in record.select("SELECT id, verdict FROM judgement WHERE id = ?", judgement):
        return Done(id, DONE.get(verdict, verdict))
    return None


def day_of(time: Time | None) -> str:
    """A time in words; what is not known says so."""
    return (said_when(time) if time else None) or "no date"


COUNTS = re.compile(
    r"\d[\d,]*(?: to \d[\d,]*)? (?:reports?|rests?|on|independent origins?|mentions?|articles?|things?|others?)\b"
)
"""How the record's reasons count what they stand on."""


def counting(reason: str, href: str) -> Markup:
    """A reason of the record, whose counts open what they count."""
    opened = Markup('<a class="many" href="{}">').format(href)
    pieces, at = [], 0
    for found in COUNTS.finditer(reason):
        pieces += [escape(reason[at : found.start()]), opened, escape(found[0]), Markup("</a>")]
        at = found.end()
    return Markup("").join([*pieces, escape(reason[at:])])


def origins_in_words(bounds: Bounds) -> str:
    return phrases.origins(bounds)


def asked(
    q: Annotated[str, Query(description="words that must all be there", max_length=400)] = "",
    actor: Annotated[str, Query(description="id of an entity that is named", max_length=400)] = "",
    event: Annotated[str, Query(description="id of an event that is told", max_length=400)] = "",
    place: Annotated[str, Query(description="id of a place that is named", max_length=400)] = "",
    since: Annotated[str, Query(alias="from", description="first day of publication: 2031-03-04, 2031-03 or 2031")] = "",
    until: Annotated[str, Query(alias="to", description="last day of publication")] = "",
    status: Annotated[str, Query(description="how a claim stands, such as `disputed`")] = "",
    min_origins: Annotated[int, Query(ge=0, le=1000, description="known independent origins, at least")] = 0,
    outlet: Annotated[str, Query(description="name of the publisher", max_length=400)] = "",
    source: Annotated[str, Query(description="id of a source, or `name:` and its name", max_length=400)] = "",
    lang: Annotated[str, Query(description="language of the article, ISO 639-1", max_length=20)] = "",
    layer: Annotated[str, Query(description="`all`, or `accepted`: what a person took")] = "all",
    sort: Annotated[str, Query(max_length=40)] = "",
    page: Annotated[int, Query(ge=1, le=2000)] = 1,
) -> Filters:
    """The filters that every list of the API understands."""
    given: Mapping[str, str] = {
        "q": q, "actor": actor, "event": event, "place": place, "from": since, "to": until, "status": status,
        "min_origins": str(min_origins), "outlet": outlet, "source": source, "lang": lang, "layer": layer, "sort": sort,
        "page": str(page),
    }  # fmt: skip
    found, wrong = filters_of(given)
    if wrong:
        raise HTTPException(422, "; ".join(f"not understood: {flaw}" for flaw in wrong))
    return found
