"""Every view of a record, by an address that shows something: for tests that go through all of them."""

from __future__ import annotations

from pathlib import Path

from accordingto import Record
from accordingto.model import Claim


def views(record: Path) -> dict[str, str]:
    """The views by name. The record has a contested claim, a series or figures, and an event."""
    with Record.open(record) as held:
        claim = max(held.claims(), key=lambda one: (one.contested, one.reports, one.id))
        said = next(one for one in held.statements() if len(one.chain) > 1 and one.cue)
        event = max((one for one in held.events() if one.kind), key=lambda one: (one.reports, one.id))
        source = next(link.entity for link in said.chain if link.entity)
        article = held.article(said.article)
        series = next(iter(held.series()), None)
    assert article is not None
    found = {
        "overview": "/",
        "reports": "/a",
        "reader": f"/a/{said.article}?s={said.id}",
        "article": f"/a/{said.article}",
        "claims": "/claims",
        "claim": f"/c/{claim.id}",
        "figures": "/figures",
        "timeline": "/timeline",
        "map": "/map",
        "events": "/events",
        "event": f"/e/{event.id}",
        "contradictions": "/contradictions",
        "sources": "/sources",
        "source": f"/s/{source}",
        "outlets": "/sources?tab=outlets",
        "outlet": f"/o/{article.outlet}",
        "entities": "/entities",
        "entity": f"/n/{source}",
        "search": "/search?q=gate",
        "review": "/review",
        "inputs": "/inputs",
        "build": "/build",
        "about": "/about",
    }
    return found | ({"series": f"/f/{series.id}"} if series else {})


def contested(record: Path) -> Claim:
    """The most reported claim that someone denies."""
    with Record.open(record) as held:
        return max((one for one in held.claims() if one.contested), key=lambda one: (one.reports, one.id))
