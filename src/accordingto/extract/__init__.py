"""Doc -> Findings: what one article states, found without looking at any other.

Mentions come first, for everything else names its people; statements next, for events and figures stand in them.
"""

from __future__ import annotations

from spacy.tokens import Doc

from accordingto.extract.events import event_mentions
from accordingto.extract.figures import figures
from accordingto.extract.listed import listed, placed
from accordingto.extract.mentions import mentions
from accordingto.extract.places import kept_vague, located
from accordingto.extract.statements import statements
from accordingto.model import Findings
from accordingto.read.annotate import article_of
from accordingto.read.encode import Encoder
from accordingto.read.times import timexes


def findings(doc: Doc, encoder: Encoder | None = None) -> Findings:
    """All that a parsed article states. Its entities are its own until `relate` joins them.

    Without an `encoder` statements are found by rules alone.
    """
    entities, named = mentions(doc)
    entities, named = located(article_of(doc), placed(entities), named)
    entities = listed(entities, named, article_of(doc))
    said = statements(doc, named, entities, encoder)
    when = timexes(doc)
    happened = kept_vague(event_mentions(doc, named, said, when, entities), entities, named)
    counted = figures(doc, named, said, when, happened)
    return Findings(article_of(doc), entities, named, said, when, happened, counted)


__all__ = ["event_mentions", "figures", "findings", "mentions", "statements"]
