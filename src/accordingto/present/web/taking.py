"""Taking along: downloads, the original of a report, and two reports side by side.

What always holds: the original is the stored bytes, and whatever is in it cannot act: it has no origin, runs nothing and
fetches nothing; what is not surely text is only ever handed over as a file. One thing is changed where an original is shown as
a page: tags for which a browser connects to elsewhere, although the policy forbids to fetch, are made void; as plain text every
byte is there. A file's name is plain ASCII. No download waits to be whole before it begins, and none holds the whole record,
but the brief, which chooses from it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from threading import Lock
from urllib.parse import unquote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from accordingto.present.brief import brief, markdown, page
from accordingto.present.export import lines
from accordingto.present.export.table import TABLES, Table, csv_lines
from accordingto.present.export.table import Shelf as Rows
from accordingto.present.web.comparing import Comparison, compared
from accordingto.present.web.guard import SANDBOX
from accordingto.present.web.overview import WHOLE_ARTICLES, weightiest
from accordingto.present.web.pages import NotHere, Pages
from accordingto.present.web.shelf import Shelf
from accordingto.record.queries import standing_contents, without_rejected

CHUNK = 64 * 1024  # bytes handed over at once
SNIFFED = 2048  # first bytes of an original that are looked at to tell what it is
NAME_LONGEST = 80  # letters of a file name
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.I)  # names that Windows keeps for itself
KNOWN_ENDINGS = frozenset(
    (
        "html", "htm", "xhtml", "txt", "md", "json", "jsonl", "csv", "tsv", "xml", "rss", "atom", "pdf", "docx", "odt", "rtf",
        "epub", "eml", "mbox", "warc", "gz", "zip", "wacz", "parquet",
    )
)  # fmt: skip
BEGINNINGS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
    b"PAR1",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
)
"""First bytes of files that are no text, or that something else than a browser opens."""
MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta)\b", re.I)
CONNECTING = re.compile(rb"<(?:link|iframe|frame)(?=[\s/>])", re.I)
"""Tags of no use here, where nothing is fetched. Chromium opens a connection for a frame before it asks the policy (a test),
and browsers may for `<link rel=preconnect>`, which is no fetch."""
PLAIN_CHARSETS = re.compile(
    r"(?:windows-(?:125\d|874)|iso-8859-(?:[1-9]|1[0-6])|koi8-[ru]|macintosh|gbk|gb2312|gb18030|big5|euc-jp|euc-kr|shift_jis|"
    r"ibm866|utf-8|us-ascii|latin1)"
)
"""Letters in which the bytes of these tags are those of ASCII, and nothing else is read as they are."""
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.I)


# ---------------------------------------------------------------------------------------------------------------- originals


@dataclass(frozen=True, slots=True)
class Original:
    """How stored bytes are shown: as a page without powers, as plain text, or only as a file."""

    kind: str
    charset: str | None
    name: str

    def response(self, data: bytes, *, source: bool = False) -> Response:
        """The bytes as an answer; `source` shows a page as the text it is written in."""
        charset = f"; charset={self.charset}" if self.charset else ""
        if self.kind == "file":
            headers = {"content-type": "application/octet-stream", "content-disposition": _attached(self.name)}
        elif self.kind == "page" and not source:
            data = CONNECTING.sub(lambda tag: b"<wbr".ljust(len(tag[0])), data)
            headers = {"content-type": f"text/html{charset}", "content-security-policy": SANDBOX}
        else:
            headers = {"content-type": f"text/plain{charset}"}
        return Response(data, headers=headers)


def original_of(uri: str, data: bytes) -> Original:
    """What an original is, by its bytes first and its name second. What is not surely text is only a file."""
    name = safe_name(uri)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    opening = data[:SNIFFED]
    marked = next((charset for mark, charset in _MARKS if data.startswith(mark)), None)
    if opening.startswith(BEGINNINGS) or (b"\0" in opening and not (marked or "").startswith("utf-16")):
        return Original("file", None, name if ending in KNOWN_ENDINGS else f"{name}.bin")
    charset = marked or _charset(data)
    is_page = ending in ("html", "htm", "xhtml") or MARKUP.search(opening) is not None
    if not is_page or ending in ("txt", "md", "json", "jsonl") or (marked or "").startswith("utf-16"):
        return Original("text", charset, name)
    # A browser that has to guess may guess letters in which other bytes read as a tag.
    return Original("page", charset or "windows-1252", name)


_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))


def _charset(data: bytes) -> str | None:
    """In what letters are written: UTF-8 where they can be, else as the page itself says; None where it is not known."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        told = CHARSET.search(data[:SNIFFED])
        label = told[1].decode("ascii").lower() if told else ""
        return label if PLAIN_CHARSETS.fullmatch(label) else None
    return "utf-8"


def safe_name(uri: str, ending: str = "") -> str:
    """A file name of plain letters made of the last part of a name or address: it leads nowhere and commands nothing."""
    last = re.split(r"[/\\]", unquote(uri.partition("#")[0].partition("?")[0]).rstrip("/\\"))[-1]
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", last).strip("-. ")
    plain = re.sub(r"\.{2,}", ".", plain)
    if len(plain) > NAME_LONGEST:
        stem, dot, kind = plain.rpartition(".")
        plain = f"{stem[: NAME_LONGEST - 10]}.{kind[:9]}" if dot else plain[:NAME_LONGEST]
    plain = plain.strip("-. ") or "original"
    return (f"file-{plain}" if DEVICES.match(plain) else plain) + ending


def _attached(name: str) -> str:
    return f'attachment; filename="{name}"'


# ---------------------------------------------------------------------------------------------------------------- downloads


def streamed(pages: Pages, make: Callable[[Shelf], Iterable[bytes]], *, kind: str, name: str) -> StreamingResponse:
    """A file that is handed over while it is made. All of it is of one moment of the record."""
    with pages.shelf():
        pass  # says at once, and not in the middle of a file, where there is no record

    def chunks() -> Iterator[bytes]:
        with pages.shelf() as shelf:
            held = bytearray()
            for piece in make(shelf):
                held += piece
                if len(held) >= CHUNK:
                    yield bytes(held)
                    held.clear()
            yield bytes(held)

    return StreamingResponse(chunks(), headers={"content-type": kind, "content-disposition": _attached(name)})


def _table(name: str) -> Table | None:
    return next((table for table in TABLES if table.name == name), None)


def routes(pages: Pages) -> APIRouter:
    """What leaves the room, and what is laid side by side."""
    router = APIRouter()
    one_at_a_time = Lock()  # a brief of a large record takes memory: never several at once

    def stem() -> str:
        return safe_name(pages.room.path.stem)

    def made(write: Callable[..., str], *, with_contents: bool) -> bytes:
        """The brief of what stands; of a large record, chosen from what weighs most, as the Overview does."""
        with pages.shelf() as shelf, one_at_a_time:
            is_small = shelf.number("SELECT count(*) FROM article") <= WHOLE_ARTICLES
            contents = standing_contents(shelf.record) if is_small else without_rejected(shelf.record, weightiest(shelf.record))
            found = brief(contents, title=pages.room.title)
            return (write(found, contents) if with_contents else write(found)).encode("utf-8")

    @router.get("/export", response_class=HTMLResponse)
    def export_page(request: Request) -> HTMLResponse:
        with pages.shelf() as shelf:
            return pages.page(request, "taking.html.jinja", shelf, tables=[table.name for table in TABLES], twin="/api/counts")

    @router.get("/export/brief.html", tags=["taking along"])
    def brief_html() -> Response:
        """The brief as one file that needs no network."""
        headers = {"content-type": "text/html; charset=utf-8", "content-disposition": _attached(f"{stem()}-brief.html")}
        return Response(made(page, with_contents=True), headers=headers)

    @router.get("/export/brief.md", tags=["taking along"])
    def brief_markdown() -> Response:
        """The brief as Markdown."""
        headers = {"content-type": "text/markdown; charset=utf-8", "content-disposition": _attached(f"{stem()}-brief.md")}
        return Response(made(markdown, with_contents=False), headers=headers)

    @router.get("/export/record.jsonl", tags=["taking along"])
    def record_lines() -> StreamingResponse:
        """The native export: all of the record, line by line, lossless; what was rejected too, with the judgements."""
        return streamed(pages, lambda shelf: lines(shelf.record), kind="application/x-ndjson", name=f"{stem()}.jsonl")

    @router.get("/export/{name}.csv", tags=["taking along"])
    def table_csv(name: str) -> StreamingResponse:
        """A table for a spreadsheet: `articles`, `statements`, `claims`, `events` or `figures`; without what was rejected."""
        table = _table(f"{name}.csv")
        if table is None:
            raise NotHere
        return streamed(
            pages, lambda shelf: csv_lines(table, Rows(shelf.record)), kind="text/csv; charset=utf-8; header=present",
            name=f"{stem()}-{table.name}",
        )  # fmt: skip

    @router.get("/original/{article}", include_in_schema=False)
    def original_page(request: Request, article: str, source: bool = False) -> Response:
        with pages.shelf() as shelf:
            found = shelf.ask("SELECT sha256, uri FROM article WHERE id = ?", article)
            if not found:
                raise NotHere
            [[sha256, uri]] = found
            data = shelf.record.original(str(sha256))
            if data is None:
                reason = "this record came without its originals, as an import does; the text that was read is in the Reader"
                return pages.page(request, "wrong.html.jinja", shelf, status=404, code=404, reason=reason)
        return original_of(str(uri), data).response(data, source=source)

    @router.get("/compare/{one}/{other}", response_class=HTMLResponse, response_model=None)
    def compare_page(request: Request, one: str, other: str) -> HTMLResponse | RedirectResponse:
        with pages.shelf() as shelf:
            found = compared(shelf, one, other)
            if found is None:
                raise NotHere
            if one == other:
                return RedirectResponse(f"/a/{found.left.report.id}", 303)
            return pages.page(request, "compare.html.jinja", shelf, found=found)

    @router.get("/api/compare/{one}/{other}", tags=["reports"])
    def compare_data(one: str, other: str) -> Comparison:
        """Two reports: the runs of words they share, what only one says, and which was first, where that is known."""
        with pages.shelf() as shelf:
            found = compared(shelf, one, other)
        if found is None:
            raise NotHere
        return found

    return router
