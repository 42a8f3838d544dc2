"""The invented newswire knows its own truth: one world for one seed, and relations that follow from how a report was made."""

from __future__ import annotations

from itertools import combinations

from benchmarks.newswire.render import Report, relation, rendered


def reports(size: int = 120, seed: int = 3) -> list[Report]:
    return list(rendered(size, seed))


def test_one_seed_makes_one_pile_and_another_another() -> None:
    assert reports() == reports()
    assert [report.text for report in reports()] != [report.text for report in reports(seed=4)]


def test_every_report_says_where_it_stands_and_leaves_no_slot_open() -> None:
    for report in reports():
        assert report.text
        assert report.headline
        assert "{" not in report.text + report.headline
        assert (report.origins == ()) == (report.making == "bare")


def test_copies_hold_the_words_of_the_wire() -> None:
    by_affair: dict[int, list[Report]] = {}
    for report in reports():
        by_affair.setdefault(report.affair, []).append(report)
    copies = 0
    for group in by_affair.values():
        wire = set(group[0].text.replace('"', "").split())
        for report in group[1:]:
            if report.making == "copy":
                copies += 1
                assert len(set(report.text.split()) & wire) > len(wire) / 2
    assert copies


def test_relations_are_symmetric_and_of_all_kinds() -> None:
    found = {relation(one, other) for one, other in combinations(reports(), 2)}
    assert found == {"same_text", "derived", "same_origin", "independent_same_event", "different_event"}
    for one, other in combinations(reports(40), 2):
        assert relation(one, other) == relation(other, one)
