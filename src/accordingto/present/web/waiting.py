"""What waits for a person to decide, those first on which most depends.

What always holds: a decision waits once, and no longer once it is made; each says why it is asked and what would change. Order:
consequence (would it flip a state or move a count) times uncertainty (how sure the reader is, what is only inferred).
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from math import log2
from typing import Literal

from accordingto.model import Claim, Member, Stance, Statement
from accordingto.present.web.keeping import state_of
from accordingto.present.web.shelf import Shelf

LOOKED_AT = 300  # claims, the weightiest, whose wordings may be asked about
MEMBERS_MOST = 40  # wordings of one claim that are weighed
MEMBERS_LEAST = 5  # where there are many claims
WEIGHED_MOST = 1500  # wordings weighed in all: each is read whole, and a page waits for it
ITEMS_MOST = 200  # decisions in the queue; more come up as these are made
UNSURE = 0.5  # how sure the reader is taken to be of what rules alone found, which have no measure of it

Kind = Literal["statement", "contradiction", "derivation", "entity"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A decision that waits: about which noun, how much depends on it, and why it is asked."""

    id: str
    kind: Kind
    weight: float
    why: str
    claim: str | None


class Queue:
    """What waits to be decided, weighed anew when the record has changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: tuple[tuple[int, ...], tuple[Waiting, ...]] | None = None

    def items(self, shelf: Shelf) -> tuple[Waiting, ...]:
        """The queue, the weightiest first, of at most `ITEMS_MOST`."""
        mark = state_of(shelf.record)
        with self._lock:
            if self._held is not None and self._held[0] == mark:
                return self._held[1]
        found = waiting(shelf)
        with self._lock:
            self._held = mark, found
        return found


def waiting(shelf: Shelf) -> tuple[Waiting, ...]:
    """All that is worth asking a person about."""
    found = [*_statements(shelf), *_contradictions(shelf), *_derivations(shelf), *_entities(shelf)]
    stands = shelf.standing([one.id for one in found])
    open_ones = [one for one in found if stands[one.id] == "suggested"]
    return tuple(sorted(open_ones, key=lambda one: (-round(one.weight, 6), one.id))[:ITEMS_MOST])


def _statements(shelf: Shelf) -> list[Waiting]:
    """Wordings of the weightiest claims, each weighed by what would change without it."""
    rows = shelf.ask("SELECT id FROM claim ORDER BY contested DESC, reports DESC, n LIMIT ?", LOOKED_AT)
    claims = list(shelf.record.these(Claim, [str(row[0]) for row in rows]))
    each = min(MEMBERS_MOST, max(MEMBERS_LEAST, WEIGHED_MOST // max(1, len(claims))))
    stances = {claim.id: Counter(one.stance for one in claim.members) for claim in claims}
    # Of a claim with hundreds of wordings, those first on whose side there are few.
    members = {
        claim.id: sorted(claim.members, key=lambda one, counted=stances[claim.id]: counted[one.stance])[:each]  # type: ignore[misc]
        for claim in claims
    }
    statements = shelf.statements(one.statement for some in members.values() for one in some)
    best: dict[str, Waiting] = {}
    for claim in claims:
        for member in members[claim.id]:
            statement = statements.get(member.statement or "")
            if statement is None:
                continue
            consequence, what = _flips(claim, member, stances[claim.id], statement)
            unsure, how = _doubt(statement)
            one = Waiting(statement.id, "statement", consequence * unsure, f"{what}{how}", claim.id)
            if statement.id not in best or best[statement.id].weight < one.weight:
                best[statement.id] = one
    return list(best.values())


def _flips(claim: Claim, member: Member, stances: Counter[Stance], statement: Statement) -> tuple[float, str]:
    """How much depends on a wording, and what."""
    reach = 1 + log2(1 + claim.reports)
    if claim.contested and stances[member.stance] == 1 and member.stance in ("affirms", "denies"):
        word = "affirms" if member.stance == "affirms" else "denies"
        return 3.0 * reach, f"nobody else {word} it: without this the claim is not disputed"
    if claim.contested and member.stance == "denies":
        return 1.6 * reach, "one of those who deny a disputed claim"
    alone = [one for one in claim.origins if one.known and one.articles == (member.article,)]
    low = int(claim.independent.low or 0)
    if alone and statement.chain and low in (1, 2):
        becomes = "no known origin" if low == 1 else "one known origin"
        return (2.0 if low == 2 else 1.0) * reach, f"an origin rests on it alone: without this the claim has {becomes}"
    if claim.reports > 1:
        return 0.8 * reach, f"one of {len(claim.members)} wordings of a claim in {claim.reports} reports"
    return 0.4 * reach, "the only wording of its claim"


def _doubt(statement: Statement) -> tuple[float, str]:
    """How unsure the reader is of a statement, from 0 to 1, and why."""
    unsure = 1.0 - (UNSURE if statement.confidence is None else statement.confidence)
    inferred = any(not link.explicit for link in statement.chain)
    told = "; who says it is inferred" if inferred else ""
    if statement.confidence is not None and statement.confidence < 0.8:
        told += f"; the reader is {statement.confidence * 100:.0f} % sure"
    return 0.15 + unsure + 0.25 * inferred, told


def _contradictions(shelf: Shelf) -> list[Waiting]:
    rows = shelf.ask("SELECT id, kind, claim FROM contradiction ORDER BY n LIMIT ?", ITEMS_MOST)
    return [
        Waiting(
            str(id), "contradiction", 1.9 if kind != "scope" else 1.4, "the Overview shows it as a disagreement", _text(claim)
        )
        for id, kind, claim in rows
    ]


def _derivations(shelf: Shelf) -> list[Waiting]:
    """Reports taken to be one, or one from another: the less they share, the less sure; each lowers counts of origins."""
    rows = shelf.ask(
        "SELECT id, share_low, direction_known FROM derivation WHERE relation <> 'same_origin'"
        " ORDER BY coalesce(share_low, 0) LIMIT ?",
        ITEMS_MOST,
    )
    found = []
    for id, share, known in rows:
        low = float(str(share or 0))
        unsure = (1 - low) * (1.0 if known else 1.3)
        why = "if it is so, the two count as one origin" + ("" if known else "; which was first is not known")
        found.append(Waiting(str(id), "derivation", 2.2 * unsure, why, None))
    return found


def _entities(shelf: Shelf) -> list[Waiting]:
    """Names taken to be one, by how many wordings rest on that."""
    rows = shelf.ask(
        "SELECT entity.id, statements FROM source_count CROSS JOIN entity ON entity.id = source WHERE unnamed = 0"
        " AND entity.aliases <> '[]' AND entity.kind IN ('person', 'organisation', 'armed_group', 'agency', 'government')"
        " ORDER BY statements DESC, source LIMIT ?",
        ITEMS_MOST // 4,
    )
    return [
        Waiting(str(id), "entity", 0.35 * log2(1 + int(str(often))), f"{often} statements stand under these names", None)
        for id, often in rows
    ]


def _text(cell: object) -> str | None:
    return None if cell is None else str(cell)
