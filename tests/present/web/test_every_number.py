"""Every number on every page opens the words it stands on: a sweep over all views, of a small record and of a quarrel.

Swept is whatever counts or quantifies things of the record. Left out is a number by what it is or by what it stands in, never
by the page it stands on:

- times and dates, percentages, measures of a text or a file, points on a map, and nought, which has nothing to open;
- words of reports and names of theirs, which are quoted or have a direction of their own (`dir="auto"`, `bdi`);
- drawings, which have a table with the same rows; forms, which ask and do not tell; code, ids, and keys;
- where one is in a sequence: pages of a list, and the cards of the review;
- words of the interface itself, such as "about 25 km around": they stand in a template, so they count nothing.

Everything else must be in a link that opens what it counts, in the summary of what it folds away, or in a line that goes on
with links to the words: a line of the brief with its citations, a reason beside the quotes it weighs.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote, urldefrag, urljoin

import lxml.html
import pytest
from starlette.testclient import TestClient

from accordingto import Record, pipeline
from accordingto.model import Figure
from tests.present.web.conftest import client_of, room_of
from tests.present.web.views import views

Element = Any
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NOT_COUNTS = re.compile(
    rf"\d{{1,2}}(?:–\d{{1,2}})? (?:{MONTHS})(?: \d{{4}})?|(?<![\d,])\d{{4}}(?![\d,])"  # dates
    r"|\d{4}-\d\d(?:-\d\d)?|\d\d:\d\d(?: UTC)?"
    r"|\d+(?:–\d+)? ?%|-?\d+\.\d+|(?:[\d,]+ of )?[\d,.]+ (?:words?|bytes|[kMG]B|km|s|min|h)\b"  # shares, points, measures
)
NUMBER = re.compile(r"(?<![\w.,-])(\d[\d,]*)(?![\w-])")
RANGE = re.compile(r"(\d[\d,]*)(?:–|\s+to\s+)(\d[\d,]*)")
REPORTS = 63  # more than a claim shows wordings of, or a list rows
FOLLOWED = 2  # numbers of one kind followed on one page: a list's fiftieth row is made like its first
UNSWEPT = {
    "script",
    "style",
    "head",
    "pre",
    "code",
    "kbd",
    "time",
    "q",
    "blockquote",
    "mark",
    "svg",
    "form",
    "dialog",
    "footer",
}
UNSWEPT_CLASSES = {"text", "quoted", "hash", "pager", "position", "custody", "verdict"}


@dataclass(frozen=True)
class Number:
    """A number that a page shows, with the words around it and what may open it."""

    value: int
    words: str
    within: Element

    @property
    def opener(self) -> Element | None:
        return next((each for each in line(self.within) if each.tag == "summary" or each.get("href")), None)

    def holder(self, name: str) -> Element | None:
        return next((each for each in line(self.within) if name in classes(each)), None)


def line(element: Element) -> Iterator[Element]:
    yield element
    yield from element.iterancestors()


def classes(element: Element) -> set[str]:
    return set((element.get("class") or "").split())


def is_swept(element: Element) -> bool:
    told = any(classes(each) & {"told", "reason"} for each in line(element))
    for each in line(element):
        if each.tag in UNSWEPT or classes(each) & UNSWEPT_CLASSES or each.get("aria-hidden") == "true":
            return False
        if not told and (each.tag == "bdi" or each.get("dir") == "auto"):
            return False
    return True


@cache
def ours() -> re.Pattern[str]:
    """The words of the templates that have a number in them."""
    folder = files("accordingto.present.web").joinpath("templates")
    text = "\n".join(each.read_text(encoding="utf-8") for each in folder.iterdir())
    found = {words for words in re.findall(r'_\("([^"]*)"\)', text) if NUMBER.search(words)}
    return re.compile("|".join(re.escape(words) for words in sorted(found, key=len, reverse=True)) or r"(?!)")


def numbers(page: Element) -> Iterator[Number]:
    """The numbers of a page that count or quantify something of the record."""
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        for text in (element.text, *(child.tail for child in element)):
            if text and NUMBER.search(text) and is_swept(element):
                told = NOT_COUNTS.sub(lambda found: " " * len(found[0]), ours().sub(lambda found: "-" * len(found[0]), text))
                for found in NUMBER.finditer(RANGE.sub(lambda each: each[0].replace("–", " "), told)):
                    value = int(found[1].replace(",", ""))
                    if value:
                        yield Number(value, " ".join(text.split()), element)


class Sweep:
    """A reader who opens every number, and notes which open nothing or something else."""

    def __init__(self, client: TestClient, path: Path) -> None:
        self.client = client
        self.pages: dict[str, Element] = {}
        with Record.open(path) as held:
            self.figures: dict[str, list[Figure]] = {}
            for one in held.figures():
                self.figures.setdefault(one.article, []).append(one)
            self.statements = {one.id: one for one in held.statements()}

    def page(self, address: str) -> Element:
        """A page, followed to where it moved; None where there is none, or it is no page."""
        if address not in self.pages:
            answer = self.client.get(address, follow_redirects=True)
            is_page = answer.status_code == 200 and "text/html" in answer.headers["content-type"]
            self.pages[address] = lxml.html.fromstring(answer.text) if is_page else None
        return self.pages[address]

    def flaws(self, address: str) -> list[str]:
        page = self.page(address)
        if page is None:
            return [f"{address}: there is no such page"]
        told, alike = {(one.value, one.words, one.within): one for one in numbers(page)}, Counter()
        flaws = []
        for one in told.values():
            shape = tuple((each.tag, each.get("class")) for each in line(one.within))
            alike[shape] += 1
            if flaw := self.flaw(address, one, follow=alike[shape] <= FOLLOWED):
                flaws.append(f"{address}: {one.value} in “{one.words[:90]}” {flaw}")
        return flaws

    def flaw(self, address: str, one: Number, *, follow: bool = True) -> str:
        """What is wrong with a number, if anything; whether it opens the right thing is only seen where it is followed."""
        opener = one.opener
        if opener is not None and opener.tag == "summary":
            if opener.getparent().find("form") is not None:
                return ""  # it counts what is asked
            return "" if one.value in _rows(opener.getparent()) else f"folds away {sorted(_rows(opener.getparent()))}"
        if opener is not None:
            return self._opened(address, one, opener.get("href"), opener) if follow else ""
        if (told := one.holder("told")) is not None:
            return self._cited(address, one, told)
        if (reason := one.holder("reason")) is not None:
            block = next(
                each for each in reason.iterancestors() if each.tag in ("article", "section", "li") or each.tag == "header"
            )
            block = block.getparent() if block.tag == "header" else block
            claims = [
                self.page(address),
                *(self.page(each.get("href")) for each in block.iter("a") if each.get("href", "").startswith("/c/")),
            ]
            titles = [each.text_content() for claim in claims if claim is not None for each in claim.iter("h1")]
            if str(one.value) in re.findall(r"\d+", " ".join(titles)):
                return ""  # it quotes the claim itself
            quoted = {value for each in block.iter("a") for value in self._quantities(address, each.get("href"))}
            return "" if one.value in quoted else "is a reason without its words beside it"
        return "opens nothing"

    def _cited(self, address: str, one: Number, told: Element) -> str:
        """A line of the brief: its citations lead to figures of that number, or are as many."""
        hrefs = [each.get("href") for each in told.iter("a") if "ref" in classes(each)]
        further = sum(int(each) for each in re.findall(r"and (\d+) more", told.text_content()))
        if one.value <= further + len({urldefrag(href).url.partition("?")[0] for href in hrefs}):
            return ""
        return "" if any(one.value in self._quantities(address, href) for href in hrefs) else "is not in the words cited for it"

    def _quantities(self, address: str, href: str | None) -> set[int]:
        """The numbers of the figures that stand in the words a link opens in the reader."""
        found = re.match(r"/a/([^/?#]+)\?(?:at=(\d+)-(\d+)|s=([^#&]+))", urljoin(address, href or ""))
        if not found:
            return set()
        article, start, end, statement = found.groups()
        said = self.statements.get(statement or "")
        spans = [(each.start, each.end) for each in said.content] if said else []
        spans += [(int(start), int(end))] if start else []
        return {
            int(value)
            for each in self.figures.get(article, ())
            if any(each.span.start < last and first < each.span.end for first, last in spans)
            for value in (each.value, each.bounds.low, each.bounds.high)
            if value is not None and float(value).is_integer()
        }

    def _opened(self, address: str, one: Number, href: str, opener: Element) -> str:
        whole, fragment = urldefrag(urljoin(address, href))
        page = self.page(whole)
        if page is None:
            return f"opens {whole}, which is no page"
        if fragment.startswith("f-"):
            row = page.get_element_by_id(fragment, None)
            is_there = row is not None and str(one.value) in row.findtext("th/a", "").replace(",", "")
            return "" if is_there else f"opens {href}, where that figure is not"
        if whole.startswith("/a/") and ("ref" in classes(opener) or "?" in whole):
            if "?" in whole and not page.xpath("//*[contains(@class, 'strong') or contains(@class, 'm-at')]"):
                return f"opens {whole} without words marked in it"
            is_amount = "ref" not in classes(opener) and any(classes(each) & {"amount", "number"} for each in line(one.within))
            return "" if not is_amount or one.value in self._quantities(address, href) else f"opens other words at {whole}"
        if re.search(rf"{one.value}(?:–\d+| or more)? origins?\b", one.words):
            names = {name for _, scope in self.parts(whole, fragment) for name in _origins(scope)}
            is_named = one.value <= len(names) or self._together(one, whole, fragment)
            return "" if is_named else f"opens {href}, which names as origins only {sorted(names)}"
        there = self.tallies(whole, fragment)
        if one.value in there or self._together(one, whole, fragment):
            return ""
        # A vague date answers with any of its days, so a stretch of days opens what may have been in it, too.
        # So does a reason: it counts apart what was said twice. What is more than shown is opened with what is shown.
        said = " ".join(opener.getparent().text_content().split())
        is_least = "from=" in whole or re.search(
            r"\d (?:thing|other)s?\b|and [\d,]+ (?:\w+ )?more\b|more than|the first \d", said
        )
        return "" if is_least and one.value <= max(there, default=0) else f"opens {href} with {sorted(there)}"

    def _together(self, one: Number, address: str, fragment: str) -> bool:
        """Whether rows that count the same noun come to it together: as many as the largest at least, as all at most."""
        noun = re.search(rf"(?<!\d){one.value:,}(?:–\d+)? ([a-z]+?)s?\b", one.words)
        if noun is None:
            heading = next((each for each in line(one.within) if each.tag == "h1"), None)
            noun = re.match(r"([a-z]+?)s\b", heading.text_content().lower()) if heading is not None else None
        if noun is None:
            return False
        found = [
            [
                int(value.replace(",", ""))
                for pair in re.findall(rf"(\d[\d,]*)(?:–(\d+))? {noun[1]}s?\b", row.text_content())
                for value in pair
                if value
            ]
            for page, scope in self.parts(address, fragment)
            for row in scope.xpath(".//*[@data-row]")
        ]
        if noun[1] == "origin":  # whose origin is not stated may have one
            found += [
                [1]
                for _, scope in self.parts(address, fragment)
                for row in scope.xpath(".//*[@data-row]")
                if "origin not stated" in row.text_content()
            ]
        highest = [max(each) for each in found if each]
        return bool(highest) and min(min(each) for each in found if each) <= one.value <= sum(highest)

    def tallies(self, address: str, fragment: str) -> set[int]:
        """What there is as many of on a page, or in a part of it, on all its pages."""
        rows, ends, reports, pairs, found = 0, Counter(), set(), set(), set()
        for page, scope in self.parts(address, fragment):
            rows += len(scope.xpath(".//*[@data-row]"))
            for row in scope.xpath(".//*[@data-row]"):
                ends.update({each.get("href") for each in row.xpath(".//*[@class='chain']//a")})
            roots = scope.xpath(".//ul[contains(@class, 'tree') and not(contains(@class, 'against'))]/li")
            found |= {len([each for each in roots if "origin" in classes(each)]), len(roots)}
            found |= {len(set(_reports(each))) for each in roots} | _rows(scope)
            found.add(len({report for each in roots for report in _reports(each)}))
            reports |= set(_reports(scope))
            pairs |= {
                each.get("href").split("/")[2] for each in scope.iter("a") if (each.get("href") or "").startswith("/compare/")
            }
            found |= {
                int(each.replace(",", "")) for each in page.xpath("string(//*[contains(@class, 'position')])").split()[-1:]
            }
            if address.startswith("/search"):
                kinds = page.xpath("//main//nav[contains(@class, 'kinds')]")
                found.add(sum(one.value for each in kinds for one in numbers(each)))
        return ({rows, len(reports), len(pairs), len(ends), *ends.values()} | found) - {0}

    def parts(self, address: str, fragment: str) -> Iterator[tuple[Element, Element]]:
        """A page, or a part of it, and the same of the pages after it."""
        seen: set[str] = set()
        while address not in seen:
            seen.add(address)
            page = self.page(address)
            scope = _scope(page, fragment) if page is not None else None
            if scope is None:
                return
            yield page, scope
            further = page.xpath("//main//nav[contains(@class, 'pager')]//a[@rel='next']/@href")
            address = urldefrag(urljoin(address, further[0])).url if further else address


def _scope(page: Element, fragment: str) -> Element | None:
    if not fragment:
        return page.get_element_by_id("main")
    found = page.get_element_by_id(fragment, None)
    while found is not None and found.tag in ("h1", "h2", "h3"):
        found = found.getparent()
    return found


def _reports(scope: Element) -> Iterator[str]:
    for each in scope.iter("a"):
        if (each.get("href") or "").startswith("/a/"):
            yield urldefrag(each.get("href")).url.partition("?")[0]


def _origins(scope: Element) -> Iterator[str]:
    """Who is named as the end of a chain, or speaks for itself: of these, two may be one origin, but none is two.

    Words that name nobody, such as officials, are another's in each report.
    """
    ends = (
        ".//ul[contains(@class, 'tree')]/li/*[self::a or self::bdi][1]", ".//*[@class='chain']//bdi[1]",
        ".//*[@data-row]//td[last() - 1]//bdi", ".//*[@data-row]//td[last()]//bdi", ".//*[@data-row]//p[@class='by']/bdi",
    )  # fmt: skip
    for each in (found for path in ends for found in scope.xpath(path)):
        row = next((row for row in line(each) if row.get("data-row") is not None), each)
        named = next((above.get("href") for above in line(each) if above.tag == "a"), None)
        yield named or f"{each.text_content()} in {sorted(set(_reports(row)))}"


def _rows(scope: Element) -> set[int]:
    return {len(each.xpath("./*")) for each in [*scope.iter("ul", "ol", "tbody")]} | {
        len(scope.xpath(".//*[@data-row]")), len(scope.xpath(".//a[@class='ref']")),
    }  # fmt: skip


# --------------------------------------------------------------------------------------------------------------- the records


def quarrel(folder: Path) -> Path:
    """A pile about one quay in which nearly every report says another number, and each third denies what the others affirm."""
    holders = ("the harbour authority", "Ada Brem, the mayor of Ostrel,", "a dock worker", "Ivo Sand, a diver,")
    told = []
    for nth in range(1, REPORTS + 1):
        text = (
            f"{3 + nth % 9} people were killed when the quay of Ostrel gave way on Monday, {holders[nth % 4]} said."
            " The harbour authority said that the quay of Ostrel had been inspected in May."
        )
        text += " Ada Brem denied that the quay of Ostrel had been inspected in May." if nth % 3 == 0 else ""
        text += f" {10 + nth} people were injured, Ada Brem said, citing the fire brigade of Orde." if nth % 2 else ""
        outlet = {"outlet": f"Ostrel {('Post', 'Courier', 'Herald')[nth % 3]} {chr(65 + nth % 26)}"} if nth % 20 else {}
        published = {"published": f"2031-03-{4 + nth % 5:02d}"} if nth % 15 else {}
        told.append({"text": text, "headline": "Quay gives way", "url": f"https://quay.example/{nth}", **outlet, **published})
    folder.mkdir()
    (folder / "quay.jsonl").write_text("\n".join(json.dumps(one) for one in told), encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quarrel")
    pipeline.build([quarrel(folder / "pile")], record=folder / "quay.db", model=False)
    return folder / "quay.db"


FILTERED = (
    "/claims?status=disputed", "/claims?status=origin+not+stated", "/claims?min_origins=2&sort=origins",
    "/claims?layer=accepted", "/claims?page=2", "/a?page=2", "/a?sort=outlet", "/figures?counted=killed",
    "/figures?from=2031-03-05", "/events?kind=other", "/events?kind=any&page=2", "/events?kind=ASSAULT",
    "/timeline?undated=1", "/timeline?group=place", "/timeline?from=2031-03-05", "/map?sort=area", "/map?q=dam",
    "/contradictions?kind=figure", "/contradictions?page=2", "/sources?sort=denials", "/sources?from=2031-03-05",
    "/sources?layer=accepted", "/entities?kind=person", "/search?q=said&in=statements", "/search?q=nowhere+said",
    "/inputs?state=refused", "/inputs?state=duplicate",
)  # fmt: skip
"""Lists as filters leave them: fewer, none, the next page, another order, only what a person took."""


def addresses(path: Path, *, each: int) -> list[str]:
    """Every view, the lists as filters leave them, and some more of the pages of which there is one for each thing."""
    with Record.open(path) as held:
        nouns = {
            "c": sorted(held.claims(), key=lambda one: (-one.reports, one.id)),
            "e": sorted(held.events(), key=lambda one: (-len(one.figures), one.id)),
            "f": sorted(held.series(), key=lambda one: one.id),
            "n": sorted(held.entities(), key=lambda one: one.id),
            "s": sorted({link.entity for one in held.statements() for link in one.chain if link.entity}),
            "o": sorted({one.outlet for one in held.articles() if one.outlet}),
            "a": sorted(one.id for one in held.articles()),
        }
    more = [f"/{kind}/{quote(getattr(one, 'id', one), safe='')}" for kind, found in nouns.items() for one in found[:each]]
    return list(dict.fromkeys([*views(path).values(), *FILTERED, *more]))


def swept(path: Path, pages: Iterable[str]) -> tuple[list[str], int]:
    """What is wrong with the numbers of some pages, and how many numbers there are."""
    with client_of(room_of(path)) as client:
        sweep = Sweep(client, path)
        flaws = [flaw for address in pages for flaw in sweep.flaws(address)]
        return flaws, sum(len(list(numbers(page))) for page in sweep.pages.values() if page is not None)


def test_every_number_of_an_affair_opens_what_it_counts(toren: Path) -> None:
    flaws, count = swept(toren, addresses(toren, each=2))
    assert flaws == []
    assert count > 2000


def test_every_number_of_a_quarrel_opens_what_it_counts(quay: Path) -> None:
    flaws, count = swept(quay, addresses(quay, each=1))
    assert flaws == []
    assert count > 2000


def test_every_number_opens_what_it_counts_after_people_judged(record: Path) -> None:
    with Record.open(record) as held:
        claim = max(held.claims(), key=lambda one: (one.contested, one.reports, one.id))
        said = [one for one in held.statements() if len(one.chain) > 1][:2]
        figure = next(one for one in held.figures() if one.event)
        clash = next(iter(held.contradictions()))
        source = next(link.entity for link in said[0].chain if link.entity)
    for verdict, one in (
        ("accept", claim.id), ("reject", said[0].id), ("accept", said[1].id), ("reject", figure.id), ("reject", clash.id),
    ):  # fmt: skip
        pipeline.judge(record, verdict, [one], author="m.k.")  # type: ignore[arg-type]
    pages = [
        "/", f"/c/{claim.id}", f"/a/{said[0].article}", f"/e/{figure.event}", f"/f/{figure.id}", f"/s/{source}", f"/n/{source}",
        "/claims?layer=accepted", "/sources?layer=accepted", "/contradictions", "/review", "/sources", "/events", "/inputs",
    ]  # fmt: skip
    assert swept(record, pages)[0] == []


# ---------------------------------------------------------------------------------------------------------- it can fail, too

LIST = '<main id="main"><ul id="list"><li data-row>one</li><li data-row>two</li></ul></main>'


@pytest.fixture(scope="module")
def sweep(toren: Path) -> Iterator[Sweep]:
    with client_of(room_of(toren)) as client:
        yield Sweep(client, toren)


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<p>7 reports</p>", "opens nothing"),
        ("<h1>Claims <span>1,204</span></h1>", "opens nothing"),
        ('<p><a href="/two">3 claims</a></p>', "with [2]"),
        ('<p><a href="/claims?status=nonsense&amp;page=0#nowhere">3 claims</a></p>', "with []"),
        ('<p><a href="/c/c-none">3 claims</a></p>', "is no page"),
        ("<details><summary>Rejected 3</summary><ul><li>one</li></ul></details>", "folds away [0, 1]"),
        ('<section><p class="reason" dir="auto">14 dead against 9</p></section>', "without its words beside it"),
        ('<p class="told"><bdi>at least 14 dead</bdi></p>', "not in the words cited"),
    ],
)
def test_a_number_that_opens_nothing_or_something_else_is_found(sweep: Sweep, html: str, why: str) -> None:
    sweep.pages |= {"/two": lxml.html.fromstring(LIST), "/here": lxml.html.fromstring(f"<main id='main'>{html}</main>")}
    flaws = sweep.flaws("/here")
    assert flaws
    assert why in flaws[0]


def test_a_figure_that_opens_other_words_is_found(sweep: Sweep) -> None:
    figure = next(one for found in sweep.figures.values() for one in found if one.value)
    there = f"/a/{figure.article}?at={figure.span.start}-{figure.span.end}#at"
    for number, flaws in ((int(figure.value or 0), 0), (int(figure.value or 0) + 1, 1)):
        sweep.pages["/here"] = lxml.html.fromstring(f'<main><p class="amount"><a href="{there}">{number:,}</a></p></main>')
        assert len(sweep.flaws("/here")) == flaws


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="/two">2 claims</a></p>',
        '<p>4 March 2031, <time>2031</time>, 11:40, 40 %, 81–92% of 148 words, 36.85, 1.2 MB</p>',
        '<blockquote>14 people died</blockquote><p dir="auto">14 people died</p><bdi>Gate 3</bdi>',
        '<nav class="pager">Page 2 of 14</nav><form><label>Known origins <input> 3</label></form><p>0 claims</p>',
        "<p>near a town, about 25 km</p>",
    ],
)  # fmt: skip
def test_what_is_no_count_of_the_record_is_let_be(sweep: Sweep, html: str) -> None:
    sweep.pages |= {"/two": lxml.html.fromstring(LIST), "/here": lxml.html.fromstring(f"<main id='main'>{html}</main>")}
    assert sweep.flaws("/here") == []
