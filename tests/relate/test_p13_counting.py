"""P13: counting is honest. What is counted ends a chain; no copy and no unknown origin raises low; order is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto import relate
from accordingto.model import Article, Bounds, Claim, Derivation, Findings, Published, Relation, identify
from accordingto.relate.claims import claims
from accordingto.relate.copies import derivations
from accordingto.relate.lineage import Holder, Telling, independent, lineage, origins

from .stories import Story, copy, findings

DERANDOMIZED = settings(derandomize=True, deadline=None, max_examples=80)
OUTLETS = ("Northwire", "Daily Sarn", "Vell Observer", "Kestra Radio", "Ostrel Post", "Lamp Weekly")
ARTICLES = [
    Article(f"a-{n}", f"{n}.txt", (), outlet, None, None, Published(f"2031-03-0{n + 1}", "day"), "en", "", str(n), {}, ())
    for n, outlet in enumerate(OUTLETS)
]
PILE = [Findings(article) for article in ARTICLES]
GALES = ("gales", "broke", "the", "eastern", "gate", "of", "the", "dam", "late", "on", "sunday")
BROKEN = ("wind", "has", "taken", "a", "gate", "at", "the", "dam")


def named(name: str) -> Holder:
    return Holder(f"name {name}", name, None, True)


def unnamed(name: str, voucher: str = "a-0") -> Holder:
    return Holder(f"unnamed {voucher} {name}", name, None, False)


def told(article: int, *path: Holder | str, words: Sequence[str] = (), own: bool = False) -> Telling:
    """A telling by the outlet of an article, on the word of others, nearest first."""
    holders = [named(one) if isinstance(one, str) else one for one in path]
    return Telling(f"a-{article}", (replace(named(OUTLETS[article]), known=bool(holders)), *holders), tuple(words), own)


def taken(derived: int, origin: int, relation: Relation = "same_text", *, known: bool = True) -> Derivation:
    one, two = f"a-{derived}", f"a-{origin}"
    return Derivation(identify("d", relation, one, two), one, two, relation, known, Bounds(1, 1), (), "")


@dataclass(frozen=True)
class Graph:
    """Who tells a thing on whose word, which report is whose copy, and what an editor counts."""

    tellings: tuple[Telling, ...]
    low: int
    high: int
    copies: tuple[Derivation, ...] = ()
    names: frozenset[str] | None = None


BUREAU, UNION = "Coast Bureau", "Pilot Union"
CASES = {
    "nobody tells it": Graph((), 0, 0),
    "one outlet in its own voice": Graph((told(0, own=True),), 0, 1),
    "one outlet on one body's word": Graph((told(0, BUREAU),), 1, 1, names=frozenset((BUREAU,))),
    "five outlets on one body's word": Graph(tuple(told(n, BUREAU) for n in range(5)), 1, 1, names=frozenset((BUREAU,))),
    "two bodies in one article": Graph((told(0, BUREAU), told(0, UNION)), 2, 2),
    "two bodies in two articles": Graph((told(0, BUREAU), told(1, UNION)), 2, 2),
    "by way of an agency": Graph((told(1, "Northwire", BUREAU),), 1, 1, names=frozenset((BUREAU,))),
    "the agency's relays are none": Graph(
        (told(0, BUREAU), *(told(n, "Northwire", BUREAU) for n in range(1, 5))), 1, 1, names=frozenset((BUREAU,))
    ),
    "an agency cited by some, its source by others": Graph(
        (told(0, BUREAU), told(1, "Northwire"), told(2, BUREAU)), 1, 1, names=frozenset((BUREAU,))
    ),
    "three relays": Graph((told(1, "Vell Observer", "Northwire", BUREAU),), 1, 1, names=frozenset((BUREAU,))),
    "an agency that is the end": Graph((told(1, "Northwire"), told(2, "Northwire")), 1, 1, names=frozenset(("Northwire",))),
    "a copy of an attributed report": Graph((told(0, BUREAU), told(1, BUREAU)), 1, 1, (taken(1, 0),)),
    "a copy of an own report": Graph((told(0, own=True), told(1, own=True)), 0, 1, (taken(1, 0),)),
    "a copy whose direction is unknown": Graph(
        (told(0, own=True), told(1, own=True)), 0, 1, (taken(1, 0, known=False),)
    ),
    "a part taken over, and a source of its own": Graph(
        (told(0, BUREAU), told(1, UNION)), 2, 2, (taken(1, 0, "derived"),)
    ),
    "copies of copies": Graph(
        tuple(told(n, own=True) for n in range(4)), 0, 1, (taken(1, 0), taken(2, 1), taken(3, 2))
    ),
    "copies in a circle": Graph(
        tuple(told(n, own=True) for n in range(3)), 0, 1, (taken(1, 0), taken(2, 1), taken(0, 2))
    ),
    "a missing parent": Graph((told(1, BUREAU),), 1, 1, (taken(1, 5),)),
    "outlets that cite each other": Graph((told(0, "Daily Sarn"), told(1, "Northwire")), 1, 1),
    "three outlets in a circle": Graph((told(0, "Daily Sarn"), told(1, "Vell Observer"), told(2, "Northwire")), 1, 1),
    "a circle in which one cites a body": Graph(
        (told(0, "Daily Sarn"), told(1, "Northwire"), told(1, BUREAU)), 1, 1, names=frozenset((BUREAU,))
    ),
    "an outlet that credits itself": Graph((told(0, "Northwire"),), 1, 1, names=frozenset(("Northwire",))),
    "one unnamed source": Graph((told(0, unnamed("official")),), 0, 1),
    "one unnamed source of an agency, by two": Graph(
        tuple(told(n, "Northwire", unnamed("official", "Northwire")) for n in (1, 2)), 0, 1
    ),
    "two unnamed sources of two articles": Graph((told(0, unnamed("official")), told(1, unnamed("official", "a-1"))), 0, 2),
    "an unnamed source beside a named one": Graph((told(0, BUREAU), told(1, unnamed("official", "a-1"))), 1, 2),
    "word for word, once with its source": Graph(
        (told(0, BUREAU, words=GALES), told(1, unnamed("official", "a-1"), words=GALES)), 1, 1, names=frozenset((BUREAU,))
    ),
    "what was attributed becomes background": Graph(
        (told(0, BUREAU, words=GALES), told(3, own=True, words=GALES)), 1, 1, names=frozenset((BUREAU,))
    ),
    "background before anyone said it": Graph(
        (told(0, own=True, words=BROKEN), told(3, BUREAU, words=GALES)), 1, 2
    ),
    "who saw it itself beside a body": Graph(
        (told(0, BUREAU, words=GALES), Telling("a-3", (named("Kestra Radio"),), BROKEN, own=True)), 2, 2
    ),
    "one body under a longer and a shorter name": Graph((told(0, "Bureau"), told(1, BUREAU)), 1, 2),
    "a correction that names whom the first report left out": Graph(
        (told(0, own=True, words=GALES), told(0, BUREAU, words=GALES), told(1, own=True, words=GALES)), 1, 1, (taken(1, 0),)
    ),
    "a correction on another body's word": Graph((told(0, BUREAU), told(4, UNION), told(5, "Northwire")), 2, 2),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_origins_are_counted_as_an_editor_counts_them(case: Graph) -> None:
    found = origins(case.tellings, lineage(PILE, case.copies))
    bounds = independent(found)
    assert (bounds.low, bounds.high) == (case.low, case.high)
    if case.names is not None:
        assert {origin.name for origin in found if origin.known} == case.names


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_counted_case_is_the_same_from_behind(case: Graph) -> None:
    ahead = origins(case.tellings, lineage(PILE, case.copies))
    assert ahead == origins(case.tellings[::-1], lineage(PILE[::-1], case.copies[::-1]))


# ---------------------------------------------------------------------------------------------------------- random graphs

HOLDERS = st.one_of(
    st.sampled_from([named(name) for name in (BUREAU, UNION, *OUTLETS[:3])]),
    st.sampled_from([unnamed(f"official {n}") for n in range(3)]),
)
TELLINGS = st.lists(
    st.builds(
        lambda article, path, words, own: told(article, *([] if own else path), words=words, own=own),
        st.integers(0, 5),
        st.lists(HOLDERS, min_size=1, max_size=4),
        st.sampled_from([(), GALES, GALES[:7]]),
        st.booleans(),
    ),
    max_size=9,
)
COPIES = st.lists(
    st.builds(
        lambda one, step, relation, known: taken(one, (one + step) % 6, relation, known=known),
        st.integers(0, 5),
        st.integers(1, 5),
        st.sampled_from(["same_text", "derived"]),
        st.booleans(),
    ),
    max_size=5,
)


def low(tellings: Sequence[Telling], copies: Sequence[Derivation] = ()) -> int:
    return int(independent(origins(tellings, lineage(PILE, copies))).low or 0)


@given(TELLINGS, COPIES)
@DERANDOMIZED
def test_every_counted_origin_ends_some_chain(tellings: list[Telling], copies: list[Derivation]) -> None:
    ends = {telling.path[-1].name for telling in tellings}
    assert {origin.name for origin in origins(tellings, lineage(PILE, copies))} <= ends


@given(TELLINGS, COPIES)
@DERANDOMIZED
def test_low_is_at_most_high_and_high_at_most_the_chain_ends(tellings: list[Telling], copies: list[Derivation]) -> None:
    bounds = independent(origins(tellings, lineage(PILE, copies)))
    assert 0 <= (bounds.low or 0) <= (bounds.high or 0) <= len({telling.path[-1].key for telling in tellings})


@given(TELLINGS, COPIES)
@DERANDOMIZED
def test_every_telling_article_carries_some_origin(tellings: list[Telling], copies: list[Derivation]) -> None:
    found = origins(tellings, lineage(PILE, copies))
    assert {article for origin in found for article in origin.articles} == {telling.article for telling in tellings}


@given(TELLINGS, COPIES)
@DERANDOMIZED
def test_low_counts_named_ends_alone(tellings: list[Telling], copies: list[Derivation]) -> None:
    known = {holder.key for telling in tellings for holder in telling.path if holder.known}
    assert low(tellings, copies) <= len(known)


@given(TELLINGS, COPIES, st.integers(0, 2**32))
@DERANDOMIZED
def test_order_of_tellings_and_copies_is_nothing(tellings: list[Telling], copies: list[Derivation], seed: int) -> None:
    shuffled, others, pile = list(tellings), list(copies), list(PILE)
    for some in (shuffled, others, pile):
        Random(seed).shuffle(some)  # type: ignore[arg-type]
    assert origins(shuffled, lineage(pile, others)) == origins(tellings, lineage(PILE, copies))


@given(TELLINGS, COPIES, st.integers(0, 5), st.lists(HOLDERS, max_size=3))
@DERANDOMIZED
def test_an_unknown_origin_never_raises_low(
    tellings: list[Telling], copies: list[Derivation], article: int, path: list[Holder]
) -> None:
    more = told(article, *path, unnamed("somebody"))
    assert low([*tellings, more], copies) <= low(tellings, copies)


@given(TELLINGS, st.integers(0, 8))
@DERANDOMIZED
def test_a_telling_told_twice_changes_nothing(tellings: list[Telling], which: int) -> None:
    again = tellings[which % len(tellings) : which % len(tellings) + 1] if tellings else []
    assert origins([*tellings, *again], lineage(PILE, ())) == origins(tellings, lineage(PILE, ()))


@given(TELLINGS.map(lambda tellings: [one for one in tellings if one.article != "a-5"]), st.integers(0, 4), st.booleans())
@DERANDOMIZED
def test_a_copied_article_never_raises_low(tellings: list[Telling], which: int, known: bool) -> None:
    copied = [
        replace(one, article="a-5", path=(replace(named(OUTLETS[5]), known=one.path[0].known), *one.path[1:]))
        for one in tellings
        if one.article == f"a-{which}"
    ]
    assert low([*tellings, *copied], [taken(5, which, known=known)]) <= low(tellings)


@given(TELLINGS, COPIES, COPIES)
@DERANDOMIZED
def test_more_copying_never_raises_low(tellings: list[Telling], copies: list[Derivation], more: list[Derivation]) -> None:
    quoted = [replace(one, words=()) for one in tellings]  # wording that two share by chance is nobody's copy
    assert low(quoted, [*copies, *more]) <= low(quoted, copies)


@given(TELLINGS)
@DERANDOMIZED
def test_who_rests_on_a_named_one_is_no_origin(tellings: list[Telling]) -> None:
    relayed = {here.key for one in tellings for here in one.path[:-1]} - {one.path[-1].key for one in tellings}
    names = {holder.name for one in tellings for holder in one.path if holder.key in relayed}
    assert not names & {origin.name for origin in origins(tellings, lineage(PILE, ())) if origin.known}


# ------------------------------------------------------------------------------------------------------------ whole piles


def reports() -> list[Story]:
    """An agency's story, two that rest on it, one on another's word, one that saw it, and one that does not say."""
    wire = Story("Gales broke the eastern gate of Toren dam on Sunday night, the Coast Bureau said.", "Northwire", "2031-03-02")
    wire.says("Gales broke the eastern gate of Toren dam on Sunday night", BUREAU)
    relay = Story(
        "Gales broke the eastern gate of Toren dam on Sunday night, Northwire reported, citing the Coast Bureau.",
        "Daily Sarn",
        "2031-03-03",
    )
    relay.says("Gales broke the eastern gate of Toren dam on Sunday night", "Northwire", relay.link(BUREAU, "citing"))
    anew = Story(
        "On Sunday night gales broke the eastern gate of Toren dam, says the Coast Bureau.", "Vell Observer", "2031-03-03"
    )
    anew.says("On Sunday night gales broke the eastern gate of Toren dam", BUREAU)
    other = Story(
        "Gales broke the eastern gate of Toren dam late on Sunday, said the Pilot Union.", "Kestra Radio", "2031-03-03"
    )
    other.says("Gales broke the eastern gate of Toren dam late on Sunday", UNION)
    silent = Story("Gales broke the eastern gate of Toren dam on Sunday night. Nobody slept.", "Lamp Weekly", "2031-03-05")
    silent.happens("broke", "ASSAULT", place="Toren", time="2031-03-02")
    return [wire, relay, anew, other, silent]


def main_claim(stories: Sequence[Story]) -> Claim:
    pile = sorted(findings(*stories), key=lambda found: found.article.id)
    return max(claims(pile, derivations(pile)), key=lambda claim: (claim.reports, claim.id))


def test_a_pile_is_counted_and_the_reason_says_how() -> None:
    claim = main_claim(reports())
    assert (claim.reports, claim.independent) == (5, Bounds(2, 2))
    assert "4 rest on Coast Bureau by way of Northwire" in claim.reason
    assert claim.reason.endswith("2 independent origins")


@pytest.mark.parametrize("which", range(5))
def test_a_copy_of_any_report_never_raises_low(which: int) -> None:
    copied = copy(reports()[which], "Ostrel Post", "2031-03-07")
    assert main_claim([*reports(), copied]).independent == main_claim(reports()).independent


@given(st.permutations(reports()))
@DERANDOMIZED
def test_a_pile_in_any_order_is_counted_alike(shuffled: list[Story]) -> None:
    assert main_claim(shuffled) == main_claim(reports())


@given(st.permutations([*reports(), *(copy(one, "Ostrel Post", "2031-03-09") for one in reports()[:3])]))
@DERANDOMIZED
def test_no_derivation_precedes_its_origin(shuffled: list[Story]) -> None:
    contents = relate.relate(findings(*shuffled))
    day = {article.id: article.published.value or "" for article in contents.articles}
    copies = [link for link in contents.derivations if link.relation != "same_origin"]
    assert copies
    assert all(day[link.origin] <= day[link.derived] for link in copies if link.direction_known)
