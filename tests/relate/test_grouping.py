"""Groups of what is joined two by two."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from accordingto.relate.grouping import Grouping

PAIRS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=20)


@given(PAIRS, st.randoms(use_true_random=False))
def test_groups_depend_on_no_order_and_go_by_their_smallest_member(pairs: list[tuple[int, int]], random: Random) -> None:
    joined = Grouping(range(13))
    for one, other in pairs:
        joined.join(one, other)
    again: Grouping[int] = Grouping(reversed(range(13)))
    for one, other in random.sample(pairs, len(pairs)):
        again.join(other, one)
    assert joined.groups() == again.groups()
    assert sorted(thing for group in joined.groups() for thing in group) == list(range(13))
    assert all(joined.root(thing) == group[0] for group in joined.groups() for thing in group)
    assert all(joined.root(one) == joined.root(other) for one, other in pairs)


def test_what_nobody_has_joined_is_a_group_of_its_own() -> None:
    joined = Grouping(["velm"])
    joined.join("tarn", "oss")
    assert joined.root("sarn") == "sarn"
    assert joined.groups() == [["oss", "tarn"], ["sarn"], ["velm"]]
    assert joined.roots() == {"velm": "velm", "oss": "oss", "tarn": "oss", "sarn": "sarn"}
