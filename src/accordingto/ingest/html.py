"""A saved page becomes the report on it: its words without markup, and what its markup says of it.

The text is fixed here once, a paragraph a line with a blank line between; the bytes of the page are kept beside it. What a
page says of itself is believed with the metadata key as evidence. The page is never fetched from, run or followed.
"""

from __future__ import annotations

import html
import json
import logging
import re
from collections import deque
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from accordingto.errors import EmptyText, OversizedText, UndecodableText
from accordingto.ingest.dates import published
from accordingto.ingest.draft import Draft, Given, Told
from accordingto.ingest.text import decoded
from accordingto.model import Zone, ZoneKind

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

MAX_PAGE = 5_000_000  # characters; news pages are below 2 million, and extraction takes up to 4 seconds a million
MAX_METADATA = 1_000_000  # characters of one block of JSON-LD
MAX_NODES = 10_000  # objects of JSON-LD looked at
MAX_LINKS = 1_000  # of one page
MAX_ADDRESS = 2_000  # characters; browsers go no further
MAX_BYLINE = 200  # characters; longer is a biography
FAR_DATE = "2199-12-31"  # the latest date believed: a fixed one, or the record would change with the calendar
FIRST_DATE = "1900-01-01"
SHORT_PAGE = 250  # characters of report; extraction's own bound (MIN_EXTRACTED_SIZE) for one it does not trust

# Tags of extracted trees (TEI: head, item, row, quote, lb) and of pages, both of which are walked.
BLOCKS = frozenset((
    "p", "head", "item", "row", "quote", "code", "div", "list", "table", "ab", "summary", "details",
    "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "tr", "blockquote", "pre", "section", "article",
    "main", "body", "header", "figure", "figcaption", "address", "hr", "center",
))  # fmt: skip
HEADINGS = frozenset(("head", "h1", "h2", "h3", "h4", "h5", "h6"))
QUOTES = frozenset(("quote", "blockquote"))
CELLS = frozenset(("cell", "td", "th"))
AROUND = (
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "textarea", "iframe",
    "svg", "object", "canvas", "audio", "video", "head", "title",
)  # fmt: skip

_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_XML = re.compile(r"^\s*<\?xml[^>]*>")
_DOCTYPE = re.compile(r"^\s*<!DOCTYPE[^>\[]*\[.*?\]\s*>", re.I | re.S)  # with entities of its own; none is ever expanded
_PRE = re.compile(r"<pre\b", re.I)
_BLANK = re.compile(r"\n\s*\n")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")  # the white space of HTML: a no-break space is a letter
_BREAK = "\x00"  # stands for a line break while white space is folded; no page's text can hold it
_BY = re.compile(r"^by\s+", re.I)
_CREDIT = re.compile(r"^\W*(?:photo(?:graph)?s?|pictures?|images?|credits?)\b[^.]{0,12}(?::|\bby\b)", re.I)
_REPORTS = re.compile(r"(?:Article|BlogPosting|Report)$")

_DATE_KEYS = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.date", "dcterms.issued", "pubdate", "publishdate", "publish-date", "publication_date", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime",
)  # fmt: skip
_AUTHOR_KEYS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl")
_BYLINES = "//*[@rel='author' or @itemprop='author' or contains(concat(' ', @class, ' '), ' byline ')]"
_IN_REPORT = "ancestor::article or ancestor::main or ancestor::*[@itemprop='articleBody']"
_OFF_REPORT = "ancestor::aside or ancestor::nav or ancestor::footer"

# A library's log has no handler here, and Python would print its warnings: what it refuses becomes a rejection instead.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def drafts(raw: bytes, uri: str) -> Iterator[Draft]:
    """Yield the one report a page holds."""
    match = _DECLARED.search(raw[:4096])
    page = decoded(raw, match[1].decode("ascii", "ignore") if match else None)
    if len(page) > MAX_PAGE:
        raise OversizedText(f"the page is {len(page):,} characters long; one page may have {MAX_PAGE:,}")
    tree = _tree(page if _PRE.search(page) else _SPACE.sub(" ", page))
    if _PRE.search(page):
        for element in tree.iter():
            _fold(element)
    told = told_by(tree)
    headings = [words for element in tree.iter("h1") if (words := _words_of(element))]
    captions = _kept_captions(tree)
    anchors = list(_anchors(tree, told.url.words if told.url else ""))
    paragraphs = list(_paragraphs(tree))
    headline = told.headline.words if told.headline else None
    if headline in headings and headline not in [" ".join(words.split()) for words, _ in paragraphs]:
        paragraphs.insert(0, (headline, "heading"))  # extraction often leaves out the headline the page shows
    if not any(letter.isalpha() for words, _ in paragraphs for letter in words):
        raise EmptyText("no report was found on the page; if it has one, save its text as a .txt file")
    text, zones = _assembled(paragraphs, told, captions)
    links = _links(text, anchors)
    yield Draft(uri, text, raw, told, extra={"links": links} if links else {}, zones=zones)


def _tree(page: str) -> _Element:
    from trafilatura import load_html  # half a second, so only when there is a page

    # Its encoding is known by now, and the reader stumbles over one that is declared.
    page = _DOCTYPE.sub("", _XML.sub("", page, count=1), count=1)
    tree = load_html(page)
    if tree is None:  # a fragment; its reader wants a whole page
        tree = load_html(f"<html><body><div>{page}</div><p></p></body></html>")
    if tree is None:
        raise UndecodableText("it is no HTML that can be read")
    return tree


# What the markup says


def told_by(tree: _Element) -> Told:
    """What a page says of itself, each with its metadata key."""
    meta, nodes = _meta(tree), list(_nodes(tree))
    report = next((node for node in nodes if _is_report(node)), {})
    by_id = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and len(node) > 1}
    outlet = _outlet(report, by_id) or _from(meta, "og:site_name")
    return Told(
        url=_url(tree, meta, report),
        outlet=outlet,
        headline=_headline(tree, meta, report, outlet),
        byline=_byline(tree, meta, report, by_id),
        published=_published(tree, meta, report),
    )


def _meta(tree: _Element) -> dict[str, str]:
    """The content of each meta element by its name, the first one where it stands twice."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _clean(element.get("content") or "")
        if name and content:
            found.setdefault(name.strip().casefold(), content)
    return found


def _from(meta: dict[str, str], *names: str) -> Given | None:
    return next((Given(meta[name], f"meta:{name}") for name in names if name in meta), None)


def _nodes(tree: _Element) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD, outer ones first, in the page's order."""
    left = MAX_NODES
    for script in tree.iter("script"):
        written = script.text or ""
        if "ld+json" not in (script.get("type") or "").casefold() or len(written) > MAX_METADATA:
            continue
        try:
            waiting: deque[Any] = deque([json.loads(written)])
        except (ValueError, RecursionError):
            continue  # broken metadata is no metadata; the page may still be read
        while waiting and left:
            left -= 1
            value = waiting.popleft()
            if isinstance(value, dict):
                yield value
                waiting.extend(part for part in value.values() if isinstance(part, (dict, list)))
            elif isinstance(value, list):
                waiting.extend(part for part in value if isinstance(part, (dict, list)))


def _is_report(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(isinstance(kind, str) and _REPORTS.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _said(node: dict[str, Any], key: str) -> Given | None:
    value = node.get(key)
    words = _clean(value) if isinstance(value, str) else ""
    return Given(words, f"json-ld:{key}") if words else None


def _names(value: Any, by_id: dict[str, dict[str, Any]]) -> list[str]:
    """The names in what JSON-LD gives for a person or publisher: a name, an object, a reference to one, or a list of them."""
    names: list[str] = []
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict) and not part.get("name") and isinstance(part.get("@id"), str):
            part = by_id.get(part["@id"])
        name = part.get("name") if isinstance(part, dict) else part
        if isinstance(name, str) and (words := _clean(name)) and not _is_address(words) and words not in names:
            names.append(words)
    return names


def _outlet(report: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Given | None:
    names = _names(report.get("publisher"), by_id)
    return Given(names[0], "json-ld:publisher.name") if names else None


def _headline(tree: _Element, meta: dict[str, str], report: dict[str, Any], outlet: Given | None) -> Given | None:
    headings = [words for element in tree.iter("h1") if (words := _words_of(element))]
    heading = Given(headings[0], "h1") if len(headings) == 1 else None
    title = next((Given(words, "title") for element in tree.iter("title") if (words := _words_of(element))), None)
    given = _said(report, "headline") or _from(meta, "og:title") or heading or title
    return Given(_without_outlet(given.words, outlet), given.evidence) if given else None


def _without_outlet(title: str, outlet: Given | None) -> str:
    """A title without the name of its outlet at its end, which pages put there for search engines."""
    if outlet:
        shorter = re.sub(rf"\s+[|\-–—:·»]\s+{re.escape(outlet.words)}\s*$", "", title, flags=re.I)
        return shorter.strip() or title
    return title


def _byline(tree: _Element, meta: dict[str, str], report: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Given | None:
    if names := _names(report.get("author"), by_id):
        return Given(", ".join(names), "json-ld:author.name")
    for key in _AUTHOR_KEYS:
        if key in meta and not _is_address(meta[key]):
            return Given(_BY.sub("", meta[key]), f"meta:{key}")
    for element in tree.xpath(_BYLINES):
        words = _BY.sub("", _words_of(element))
        if words and len(words) <= MAX_BYLINE:
            return Given(words, "byline")
    return None


def _published(tree: _Element, meta: dict[str, str], report: dict[str, Any]) -> Given | None:
    stamps = [
        Given(words, "time:datePublished")
        for element in tree.xpath("//time[@itemprop='datePublished' or @pubdate]")
        if (words := _clean(element.get("datetime") or ""))
    ]
    given = [_said(report, "datePublished"), *(_from(meta, key) for key in _DATE_KEYS), *stamps]
    said = [date for date in given if date]
    for date in said:
        if published(date.words, date.evidence).value:
            return date
    return _guessed_date(tree) or (said[0] if said else None)


def _guessed_date(tree: _Element) -> Given | None:
    import htmldate

    # Its full search finds more dates and more wrong ones; this one admits that it does not know.
    found = htmldate.find_date(
        deepcopy(tree), extensive_search=False, original_date=True, min_date=FIRST_DATE, max_date=FAR_DATE
    )
    return Given(found, "htmldate") if found else None


def _url(tree: _Element, meta: dict[str, str], report: dict[str, Any]) -> Given | None:
    links = [
        Given(_clean(element.get("href") or ""), "link:canonical")
        for element in tree.iter("link")
        if (element.get("rel") or "").casefold() == "canonical"
    ]
    given = [*links, _from(meta, "og:url"), _said(report, "url")]
    return next((address for address in given if address and _is_address(address.words)), None)


def _is_address(words: str) -> bool:
    return words.startswith(("https://", "http://"))


def _words_of(element: _Element) -> str:
    return _clean("".join(element.itertext()))


def _clean(words: str) -> str:
    """Words of metadata without escapes, markup's white space, and what cannot be kept."""
    plain = html.unescape(words).encode("utf-8", "replace").decode()
    return _SPACE.sub(" ", plain.replace("\x00", "")).strip()


# What stands on the page


def _kept_captions(tree: _Element) -> set[str]:
    """The captions in the report. Each is put where its figure stood, as a paragraph: extraction leaves figures out."""
    captions: set[str] = set()
    for figure in tree.xpath(f"//figure[.//figcaption][{_IN_REPORT}][not({_OFF_REPORT})]"):
        words = " ".join(_words_of(caption) for caption in figure.iter("figcaption")).strip()
        if words and figure.getparent() is not None:
            tail = figure.tail
            figure.clear()
            figure.tag, figure.text, figure.tail = "p", words, tail
            captions.add(words)
    return captions


def _paragraphs(tree: _Element) -> Iterator[tuple[str, ZoneKind]]:
    """Yield the paragraphs of the report on a page with their kinds, in order."""
    import trafilatura

    # Never `deduplicate`: it remembers earlier pages, and the text would depend on their order.
    found = trafilatura.bare_extraction(tree, fast=True, include_comments=False, deduplicate=False)
    body = found.body if isinstance(found, trafilatura.settings.Document) else None
    if body is None or len("".join(body.itertext())) < SHORT_PAGE:
        body = _whole(tree)
    yield from _blocks(body)


def _fold(element: _Element) -> None:
    """Make the white space of markup single blanks, so that a line feed in what is extracted is a break on the page.

    Element by element, for a page with preformatted lines; any other is folded at one stroke before it is parsed.
    """
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag == "pre":
        for part in element.iter():  # a page of wire copy: its blank lines part its paragraphs, its other lines are wrapped
            part.text = _wrapped(part.text)
            if part is not element:
                part.tail = _wrapped(part.tail)
    elif tag not in ("script", "style") and next(element.iterancestors("pre"), None) is None and element.text:
        element.text = _SPACE.sub(" ", element.text)
    if element.tail and next(element.iterancestors("pre"), None) is None:
        element.tail = _SPACE.sub(" ", element.tail)


def _wrapped(words: str | None) -> str | None:
    return "\n".join(_SPACE.sub(" ", part) for part in _BLANK.split(words)) if words else words


def _whole(tree: _Element) -> _Element:
    """All of a short page but what is around every page. Extraction weighs long stretches of words; here are none."""
    body = next(tree.iter("body"), tree)
    inner = [*body.iter("article"), *body.iter("main")]
    whole = deepcopy(inner[0] if len(inner) == 1 else body)
    whole.tail = None
    for element in list(whole.iter(*AROUND)):
        if element is not whole and element.getparent() is not None:
            _removed(element)
    return whole


def _removed(element: _Element) -> None:
    """Take an element out and leave the words behind it."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _blocks(body: _Element) -> Iterator[tuple[str, ZoneKind]]:
    """Yield the runs of words between the starts and ends of blocks. The tree is walked, not recursed into: it may be deep."""
    from lxml.etree import iterwalk

    run: list[str] = []
    open_blocks: list[str] = []

    def kind() -> ZoneKind:
        if HEADINGS.intersection(open_blocks):
            return "heading"
        return "quote" if QUOTES.intersection(open_blocks) else "body"

    for step, element in iterwalk(body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in BLOCKS or element is body:
            yield from _run(run, kind())
            run = []
            if step == "start":
                open_blocks.append(tag)
            elif open_blocks:
                open_blocks.pop()
        elif step == "start" and tag in ("lb", "br"):
            run.append(_BREAK)
        elif step == "start" and tag in CELLS and "".join(run).strip():
            run.append(" | ")
        words = element.text if step == "start" else element.tail if element is not body else None
        if words and not (step == "start" and not tag):
            run.append(words.replace("\n", _BREAK + _BREAK))
    yield from _run(run, "body")


class Anchor(NamedTuple):
    """A link on a page: its address, its words, and the block they stand in, with how many of its code points go before."""

    url: str
    words: str
    before: int
    block: str


def _anchors(tree: _Element, page: str) -> Iterator[Anchor]:
    """Yield the links of a page to others, in order; relative ones from the page's own address."""
    in_block: dict[_Element, list[_Element]] = {}
    for element in tree.xpath(f"//a[@href][not({_OFF_REPORT})]")[:MAX_LINKS]:
        block = next((outer for outer in element.iterancestors() if outer.tag in BLOCKS), None)
        if block is not None:
            in_block.setdefault(block, []).append(element)
    for block, elements in in_block.items():
        whole, before = _words_of(block), _lengths_before(block, elements)
        for element, length in zip(elements, before, strict=True):
            words = _words_of(element)
            try:
                url = urldefrag(urljoin(page, _clean(element.get("href") or ""))).url
                elsewhere = bool(urlsplit(url).hostname) and url != page
            except ValueError:
                continue  # it is no address
            if elsewhere and words and words != whole and _is_address(url) and len(url) <= MAX_ADDRESS:
                yield Anchor(url, words, length, whole)


def _lengths_before(block: _Element, elements: list[_Element]) -> list[int]:
    """How many code points of a block go before each of some elements in it, given in its order; never too many."""
    from lxml.etree import iterwalk

    lengths: list[int] = []
    words: list[str] = []
    for step, part in iterwalk(block, events=("start", "end")):
        if len(lengths) < len(elements) and part is elements[len(lengths)] and step == "start":
            lengths.append(len(_clean("".join(words))))
        said = part.text if step == "start" else part.tail
        if said and (step == "end" or isinstance(part.tag, str)):
            words.append(said)
    return lengths


def _links(text: str, anchors: Iterable[Anchor]) -> list[dict[str, Any]]:
    """The links in the sentences of the report: each with its address, and where in the text its words stand."""
    found: list[dict[str, Any]] = []
    at = 0
    for anchor in anchors:
        block = text.find(anchor.block, at)
        start = text.find(anchor.words, block + anchor.before, block + len(anchor.block)) if block >= 0 else -1
        if start >= 0:
            found.append({"url": anchor.url, "start": start, "end": start + len(anchor.words)})
            at = block
    return found


def _run(run: list[str], kind: ZoneKind) -> Iterator[tuple[str, ZoneKind]]:
    words = _SPACE.sub(" ", "".join(run))
    lines = [line.strip(" ") for line in words.split(_BREAK)]
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if line:
            paragraph.append(line)
        elif paragraph:  # two line breaks in a row are how older pages part their paragraphs
            yield "\n".join(paragraph), kind
            paragraph = []


def _assembled(paragraphs: list[tuple[str, ZoneKind]], told: Told, captions: set[str]) -> tuple[str, tuple[Zone, ...]]:
    """The text, and its zones where any are known: else none, and the reading room looks for them."""
    text: list[str] = []
    zones: list[Zone] = []
    at, headline = 0, told.headline.words if told.headline else None
    for words, kind in paragraphs:
        plain = " ".join(words.split())
        if headline and kind in ("heading", "body") and plain == " ".join(headline.split()):
            kind, headline = "headline", None  # the first time only: the same words may head a section
        elif plain in captions:
            kind = "caption"
        elif kind == "body" and told.byline and _BY.sub("", plain) == told.byline.words:
            kind = "byline"
        elif kind == "body" and _CREDIT.match(plain):
            kind = "credit"
        zones.append(Zone(kind, at, at + len(words)))
        text.append(words)
        at += len(words) + 2
    return "\n\n".join(text), tuple(zones) if any(zone.kind != "body" for zone in zones) else ()
