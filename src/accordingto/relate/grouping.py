"""Groups of what is joined two by two (a union-find)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Generic, Protocol, TypeVar


class Ordered(Protocol):
    """What can be put in order: each group goes by its first member, whatever order things are joined in."""

    def __lt__(self, other: Any, /) -> bool: ...
    def __hash__(self) -> int: ...


Thing = TypeVar("Thing", bound=Ordered)


class Grouping(Generic[Thing]):
    """Things in groups. The root of a group is its smallest member; what nobody has named yet is a group of its own."""

    def __init__(self, things: Iterable[Thing] = ()) -> None:
        self.above: dict[Thing, Thing] = {thing: thing for thing in things}

    def root(self, thing: Thing) -> Thing:
        """The smallest member of the group that a thing is in."""
        above = self.above
        while (parent := above.setdefault(thing, thing)) != thing:
            above[thing] = above[parent]
            thing = parent
        return thing

    def join(self, one: Thing, other: Thing) -> None:
        """Make the groups of two things one."""
        first, second = sorted((self.root(one), self.root(other)))
        self.above[second] = first

    def roots(self) -> dict[Thing, Thing]:
        """For each thing the root of its group, in the order in which things were named."""
        return {thing: self.root(thing) for thing in list(self.above)}

    def groups(self) -> list[list[Thing]]:
        """Each group sorted, by its root."""
        found: dict[Thing, list[Thing]] = defaultdict(list)
        for thing in sorted(self.above):
            found[self.root(thing)].append(thing)
        return [found[root] for root in sorted(found)]
