"""Tells which of two reports of one text came first, where a credit, a link, a date or a correction shows it."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from accordingto.model import Article, Findings, Span
from accordingto.relate.folding import fold_name

CREDITING = frozenset(("credit", "byline", "dateline"))  # zones in which an outlet says whose text it carries
ADDRESS = re.compile(r"https?://[^\s<>\"'“”‘’()\[\]{}]{3,2000}", re.IGNORECASE)
TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|ref|source|smid|ocid)$", re.IGNORECASE)
# A later version of a report says so: "Correction:", "(Corrects the toll)", "UPDATE 2 -", "an earlier version of this story".
CORRECTED = re.compile(
    r"^\W*(?:corrections?|corrected|clarification|refiled?|updated?)\b\s*(?:\d{1,2}\s*)?[-\u2013\u2014:(].*"
    r"|^.*\b(?:earlier|previous|original)\s+version\s+of\s+(?:this|the|an?|our)\s+(?:\S+\s+){0,3}(?:story|article|report|post)\b.*"
    r"|^.*\bthis\s+(?:story|article|report|post)\s+(?:has\s+been|was)\s+(?:corrected|updated|amended)\b.*"
    r"|\((?:corrects|updates|refiles|recasts|adds)\b[^()\n]{0,300}\)",
    re.IGNORECASE | re.MULTILINE,
)


class Precedence(NamedTuple):
    """Which of two reports came first, whether that is known, why, and the words of the derived one that show it, if any do."""

    origin: Findings
    derived: Findings
    known: bool
    reason: str
    shown: Span | None = None


def precedence(one: Findings, two: Findings) -> Precedence:
    """Which of two reports that are one text came first.

    A credit outweighs dates: sites redate what they take over. A link does not: a page may link to what came later. Of two of
    one outlet's, the one with a correction is the later. Where nothing tells, the smaller id is called the origin.
    """
    mine, theirs = credit(one, two.article), credit(two, one.article)
    if bool(mine) != bool(theirs):
        origin, derived, found = (two, one, mine) if mine else (one, two, theirs)
        return Precedence(origin, derived, True, f"it credits {origin.article.outlet}", _span(found))
    days = day_of(one.article), day_of(two.article)
    if days[0] and days[1] and days[0] != days[1]:
        origin, derived = (one, two) if days[0] < days[1] else (two, one)
        why = f"published on {day_of(derived.article)}, the other on {day_of(origin.article)}"
        return Precedence(origin, derived, True, why)
    outlets = {fold_name(found.article.outlet or "") for found in (one, two)}
    links = link(one, two.article), link(two, one.article)
    notes = [next(iter(corrections(found.article)), None) for found in (one, two)]
    if bool(links[0]) != bool(links[1]):
        origin, derived, found = (two, one, links[0]) if links[0] else (one, two, links[1])
        return Precedence(origin, derived, True, "it links to the other", _span(found))
    if len(outlets) == 1 and all(outlets) and bool(notes[0]) != bool(notes[1]):
        origin, derived, note = (two, one, notes[0]) if notes[0] else (one, two, notes[1])
        return Precedence(origin, derived, True, "it carries a correction or update that the other has not", note)
    origin, derived = sorted((one, two), key=lambda found: found.article.id)
    return Precedence(origin, derived, False, "which came first is not known")


def day_of(article: Article) -> str | None:
    """The day an article came out on (ISO), where that is known to the day."""
    published = article.published
    return published.value[:10] if published.value and published.precision in ("minute", "day") else None


def credit(found: Findings, other: Article) -> Span | bool:
    """The words in which an article credits another's outlet: a footer, byline or correction, or a holder of what it tells.

    True where it does so outside its text, False where it does not.
    """
    name, article = fold_name(other.outlet or ""), found.article
    if not name or name == fold_name(article.outlet or ""):
        return False
    holders = [one for said in found.statements for one in said.chain if fold_name(one.name) == name]
    if holders:
        return min((one.span for one in holders if one.span), default=True)
    lines = [article.span(zone.start, zone.end) for zone in article.zones if zone.kind in CREDITING]
    for line in (*lines, *corrections(article)):
        if f" {name} " in f" {fold_name(line.exact)} ":
            return line
    return f" {name} " in f" {fold_name(article.byline or '')} "


def corrections(article: Article) -> list[Span]:
    """The notes in which an article says that it is a later version: of itself, or of the text it carries."""
    return [article.span(*match.span()) for match in CORRECTED.finditer(article.text)]


def link(found: Findings, other: Article) -> Span | bool:
    """The words of an article with a link to the address of another; True where it does not say which, False where none has."""
    article, meant = found.article, address(other.url or "")
    if not meant or (article.url and address(article.url) == meant):
        return False
    listed = article.extra.get("links")
    for one in listed if isinstance(listed, list | tuple) else ():
        if isinstance(one, dict) and isinstance(one.get("url"), str) and address(one["url"]) == meant:
            start, end = one.get("start"), one.get("end")
            if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(article.text):
                return article.span(start, end)
            return True
    for match in ADDRESS.finditer(article.text):
        if address(match[0].rstrip(".,;:!?")) == meant:
            return article.span(match.start(), match.start() + len(match[0].rstrip(".,;:!?")))
    return False


def _span(found: Span | bool) -> Span | None:
    return None if isinstance(found, bool) else found


def address(url: str) -> str:
    """A web address as one compares it: without scheme, "www.", what tracks the reader, and the place in the page."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return url
    asked = urlencode([(key, value) for key, value in parse_qsl(parts.query) if not TRACKING.match(key)])
    return f"{host}{parts.path.rstrip('/')}{'?' if asked else ''}{asked}"
