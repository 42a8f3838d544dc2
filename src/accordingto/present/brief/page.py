"""The brief as one HTML file: prints, follows the reader's light or dark, needs no script and no network.

Every number in brackets leads to the words it stands on, in the sentence they stand in, at the end of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from accordingto.model import Contents, Span
from accordingto.present.brief import phrases
from accordingto.present.brief.account import Brief, Cited, Report
from accordingto.present.brief.desk import place
from accordingto.present.brief.wording import OBEYED, day_words

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
    cited: dict[int, list[Cited]] = {}
    for one in sorted(set(phrases.all_cited(brief)), key=place):
        cited.setdefault(one.report, []).append(one)
    reports, left = phrases.listed(brief, [one for found in cited.values() for one in found])
    quoted: list[tuple[Report, list[Words]]] = [
        (report, [_words(one, one.span, texts[one.article]) for one in cited[report.number] if one.span]) for report in reports
    ]
    return _template().render(brief=brief, quoted=quoted, left=left, phrases=phrases, anchor=anchor, day=day_words)


def anchor(cited: Cited) -> str:
    """The place on the page where cited words stand."""
    return f"r{cited.report}-{cited.span.start}-{cited.span.end}" if cited.span else f"r{cited.report}"


def _words(cited: Cited, span: Span, text: str) -> Words:
    """Cited words in their sentence, between whole words of it. Other paragraphs are left out."""
    before = text[max(0, span.start - NEIGHBOURS) : span.start]
    after = text[span.end : span.end + NEIGHBOURS]
    if len(before) < span.start:
        before = before.partition(" ")[2]
    if span.end + len(after) < len(text):
        after = after.rpartition(" ")[0]
    before, after = re.split(r"\n\s*\n", before)[-1], re.split(r"\n\s*\n", after)[0]
    opening = "… " if len(before.lstrip()) < len(text[: span.start].strip()) else ""
    closing = " …" if len(after.rstrip()) < len(text[span.end :].strip()) else ""
    return Words(anchor(cited), opening + _shown(before.lstrip()), _shown(span.exact), _shown(after.rstrip()) + closing)


def _shown(words: str) -> str:
    """Words as a page can hold them: what a page would obey, or may not hold, is shown as missing."""
    return OBEYED.sub("\ufffd", words)


@cache
def _template() -> Template:
    source = files("accordingto.present.brief").joinpath("brief.html.jinja").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(source)
