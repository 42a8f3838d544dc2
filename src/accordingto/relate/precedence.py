"""Tells which of two reports of one text came first, where a credit, a link, a date or a correction shows it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from accordingto.model import Article, Findings
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


def precedence(one: Findings, two: Findings) -> tuple[Findings, Findings, bool, str]:
    """(origin, derived, whether that is known, why) of two reports that are one text.

    A credit outweighs dates: sites redate what they take over. A link does not: a page may link to what came later. Of two of
    one outlet's, the one with a correction is the later. Where nothing tells, the smaller id is called the origin.
    """
    if (credit := _only(credits(one, two.article), credits(two, one.article), one, two)) is not None:
        return *credit, True, f"it credits {credit[0].article.outlet}"
    days = day_of(one.article), day_of(two.article)
    if days[0] and days[1] and days[0] != days[1]:
        origin, derived = (one, two) if days[0] < days[1] else (two, one)
        return origin, derived, True, f"published on {day_of(derived.article)}, the other on {day_of(origin.article)}"
    if (link := _only(links_to(one, two.article), links_to(two, one.article), one, two)) is not None:
        return *link, True, "it links to the other"
    outlets = {fold_name(found.article.outlet or "") for found in (one, two)}
    corrected = _only(bool(corrections(one.article)), bool(corrections(two.article)), one, two)
    if corrected is not None and len(outlets) == 1 and all(outlets):
        return *corrected, True, "it carries a correction or update that the other has not"
    origin, derived = sorted((one, two), key=lambda found: found.article.id)
    return origin, derived, False, "which came first is not known"


def _only(shown_by_one: bool, shown_by_two: bool, one: Findings, two: Findings) -> tuple[Findings, Findings] | None:
    """(origin, derived), where one of two shows itself to be the derived one, and the other does not."""
    if shown_by_one == shown_by_two:
        return None
    return (two, one) if shown_by_one else (one, two)


def day_of(article: Article) -> str | None:
    """The day an article came out on (ISO), where that is known to the day."""
    published = article.published
    return published.value[:10] if published.value and published.precision in ("minute", "day") else None


def credits(found: Findings, other: Article) -> bool:
    """Whether an article credits the outlet of another: in a footer, byline or correction, or as a holder of what it tells."""
    name = fold_name(other.outlet or "")
    if not name or name == fold_name(found.article.outlet or ""):
        return False
    if any(fold_name(link.name) == name for said in found.statements for link in said.chain):
        return True
    text = found.article.text
    lines = [text[zone.start : zone.end] for zone in found.article.zones if zone.kind in CREDITING]
    lines += [found.article.byline or "", *corrections(found.article)]
    return any(f" {name} " in f" {fold_name(line)} " for line in lines)


def corrections(article: Article) -> list[str]:
    """The notes in which an article says that it is a later version: of itself, or of the text it carries."""
    return [match[0] for match in CORRECTED.finditer(article.text)]


def links_to(found: Findings, other: Article) -> bool:
    """Whether a sentence of an article has a link to the address of another."""
    meant = address(other.url or "")
    if not meant or (found.article.url and address(found.article.url) == meant):
        return False
    linked = found.article.extra.get("links")
    given = [link.get("url") for link in linked if isinstance(link, dict)] if isinstance(linked, list | tuple) else []
    written = [match[0].rstrip(".,;:!?") for match in ADDRESS.finditer(found.article.text)]
    return any(isinstance(one, str) and address(one) == meant for one in (*given, *written))


def address(url: str) -> str:
    """A web address as one compares it: without scheme, "www.", what tracks the reader, and the place in the page."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return url
    asked = urlencode([(key, value) for key, value in parse_qsl(parts.query) if not TRACKING.match(key)])
    return f"{host}{parts.path.rstrip('/')}{'?' if asked else ''}{asked}"
