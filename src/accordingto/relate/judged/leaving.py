"""Takes what is rejected out of what was drawn from it."""

from __future__ import annotations

from dataclasses import replace

from accordingto.model import (
    Claim,
    Derivation,
    Event,
    EventMention,
    Figure,
    Statement,
    by_id,
)
from accordingto.relate.judged.counting import off_series, recount, retell, unopposed
from accordingto.relate.judged.holdings import Holdings


def unsay(held: Holdings, said: Statement) -> None:
    """A statement leaves the claims, and what it carried goes to whoever told it."""
    for claim in held.where(Claim, "statement", [said.id]):
        recount(held, claim, [one for one in claim.members if one.statement != said.id])
    unopposed(held, said.id)
    outer = _outer(held, said)
    for figure in held.where(Figure, "statement", [said.id]):
        held.put(replace(figure, statement=outer))
    told = held.where(EventMention, "statement", [said.id])
    for mention in told:
        held.put(replace(mention, statement=outer))
    # A mention may also stand in a statement that holds the rejected one: then that carries it now.
    near = [one for one in held.where(EventMention, "statement", [outer]) if outer and said.holds(one.trigger)] if outer else []
    for event in sorted({mention.event for mention in (*told, *near) if mention.event}):
        retell(held, event)


def _outer(held: Holdings, said: Statement) -> str | None:
    """The nearest statement around one that is not rejected itself."""
    passed = {said.id}
    outer = said.nested_in
    while outer and outer not in passed and held.rejected([outer]):
        passed.add(outer)
        around = held.noun(Statement, outer)
        outer = around.nested_in if around else None
    return outer if outer not in passed and outer and held.noun(Statement, outer) else None


def uncount(held: Holdings, figure: Figure) -> None:
    event = held.noun(Event, figure.event) if figure.event else None
    if event:
        held.put(replace(event, figures=tuple(one for one in event.figures if one != figure.id)))
    off_series(held, figure.id)
    unopposed(held, figure.id)


def untell(held: Holdings, told: EventMention) -> None:
    held.put(replace(told, event=None))
    unopposed(held, told.id)
    retell(held, told.event, told.id)


def part_copies(held: Holdings, copy: Derivation) -> None:
    """Count anew what both articles say, now that neither is the other's copy."""
    mine = by_id(held.where(Claim, "article", [copy.derived]))
    for claim in held.where(Claim, "article", [copy.origin]):
        if claim.id in mine:
            recount(held, claim)
    told = {one.event for one in held.where(EventMention, "article", [copy.derived]) if one.event}
    also = {one.event for one in held.where(EventMention, "article", [copy.origin])}
    for event in sorted(told & also):
        retell(held, event)
