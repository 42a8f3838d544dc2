"""The brief as one HTML file: prints, follows the reader's light or dark, needs no script and no network.

Every number in brackets leads to the words it stands on, in the sentence they stand in, at the end of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from accordingto.model import Contents, Span
from accordingto.present.brief.compose import Brief, Cited, Report
from accordingto.present.brief.markdown import entry_words, headline, origins, plural, way_words

NEIGHBOURS = 160  # characters shown on either side of cited words


@dataclass(frozen=True, slots=True)
class Words:
    """Cited words with what stands before and after them."""

    anchor: str
    before: str
    exact: str
    after: str


def page(brief: Brief, contents: Contents) -> str:
    """The whole page; `contents` gives the words round each citation."""
    texts = {article.id: article.text for article in contents.articles}
    cited = sorted(set(_cited(brief)), key=_place)
    quoted: list[tuple[Report, list[Words]]] = []
    for report in brief.reports:
        words = [_words(one, texts[one.article]) for one in cited if one.report == report.number and one.span is not None]
        quoted.append((report, words))
    return _template().render(
        brief=brief,
        quoted=quoted,
        headline=headline(brief),
        anchor=anchor,
        entry_words=entry_words,
        origins=origins,
        plural=plural,
        way_words=way_words,
    )


def _place(cited: Cited) -> tuple[int, int, int]:
    return (cited.report, cited.span.start, cited.span.end) if cited.span else (cited.report, -1, -1)


def anchor(cited: Cited) -> str:
    """The place on the page where cited words stand."""
    return f"r{cited.report}-{cited.span.start}-{cited.span.end}" if cited.span else f"r{cited.report}"


def _cited(brief: Brief) -> Iterator[Cited]:
    for line in brief.claims:
        for way in line.ways:
            yield from way.cited
    for one in brief.disagreements:
        for entry in one.entries:
            yield from entry.cited
    for course in brief.courses:
        for point in course.points:
            yield from point.cited
    for event in brief.timeline:
        yield from event.cited


def _words(cited: Cited, text: str) -> Words:
    span = cited.span or Span(0, 0, "")
    before = text[max(0, span.start - NEIGHBOURS) : span.start]
    after = text[span.end : span.end + NEIGHBOURS]
    if span.start > NEIGHBOURS:
        before = "… " + before.partition(" ")[2]
    if span.end + NEIGHBOURS < len(text):
        after = after.rpartition(" ")[0] + " …"
    return Words(anchor(cited), before, span.exact, after)


@cache
def _template() -> Template:
    source = files("accordingto.present.brief").joinpath("brief.html.jinja").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(source)
