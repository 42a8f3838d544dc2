"""How much reports have to do with each other."""

from __future__ import annotations

from collections import Counter
from datetime import date

from accordingto.relate.affinity import LAST, NEIGHBOURS, Affinity, soon

HARVEST = "orchard cider press ladder"
FIRE = "engine hose ladder smoke"


def affinity(*texts: str) -> Affinity:
    return Affinity([Counter(text.split()) for text in texts], [None] * len(texts))


def test_reports_that_share_what_few_have_are_near() -> None:
    near = affinity(HARVEST, f"{HARVEST} market", FIRE, f"{FIRE} siren", "choir hymn", "ferry quay")
    assert near.between(0, 1) > 0.5 > near.between(0, 2)
    assert near.between(0, 4) == 0
    assert near.between(0, 1) == near.between(1, 0)
    assert near.near() == [(0, 1), (2, 3)]


def test_what_the_whole_pile_is_about_says_little() -> None:
    alone = affinity("war bread mill", "war cattle well", "war")
    among_others = affinity("war bread mill", "war cattle well", "hymn", "quay", "comet", "heron", "bell", "kiln")
    assert alone.between(0, 1) < among_others.between(0, 1)


def test_reports_weeks_apart_have_less_to_do_with_each_other() -> None:
    first = (date(2031, 3, 3), date(2031, 3, 3))
    assert soon(first, (date(2031, 3, 5), date(2031, 3, 5))) == 1
    assert soon(first, (date(2031, 3, 12), date(2031, 3, 12))) == 0.5
    assert soon((date(2031, 4, 3), date(2031, 4, 3)), first) == 0
    assert soon(first, None) == 1
    assert LAST == 21


def test_a_report_is_compared_with_its_nearest_only() -> None:
    texts = [f"dam gate river pump{number // 2} valve{number // 2}" for number in range(58)]
    pairs = affinity(*texts).near()
    assert {(number, number + 1) for number in range(0, 58, 2)} <= set(pairs)
    assert len(pairs) <= NEIGHBOURS * 58


def test_an_empty_pile_has_no_neighbours() -> None:
    assert affinity().near() == []
