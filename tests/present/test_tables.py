from __future__ import annotations

from dataclasses import replace

import pytest

from accordingto.model import Bounds, Contents, Time
from accordingto.present.tables import SHOWN, bounds, chain, one_line, table, when
from tests.present.affair import article, claim, contents, day, event, happens, link, member, said, shuffled
from tests.record.stories import FIRST, STORY


@pytest.mark.parametrize("what", SHOWN)
def test_every_row_has_a_cell_under_each_heading(what: str) -> None:
    header, rows = table(STORY, what)
    assert rows
    assert {len(row) for row in rows} == {len(header)}


@pytest.mark.parametrize("what", SHOWN)
def test_rows_do_not_depend_on_the_order_of_the_contents(what: str) -> None:
    assert table(shuffled(STORY), what) == table(STORY, what)


@pytest.mark.parametrize("what", SHOWN)
def test_empty_record_has_headings_and_no_rows(what: str) -> None:
    header, rows = table(Contents(), what)
    assert header
    assert rows == []


def test_about_keeps_rows_that_hold_all_words() -> None:
    assert [row[3] for row in table(STORY, "claims", about="GATE sunday")[1]] == [
        "The eastern gate of the Toren dam failed on Sunday night"
    ]
    assert table(STORY, "claims", about="goats")[1] == []


def test_claims_stand_by_reports_with_origins_as_bounds() -> None:
    first, second = table(STORY, "claims")[1]
    assert first[:3] == (2, "1–2", "single origin")
    assert second[:3] == (1, "1", "disputed")


def test_timeline_leaves_out_what_has_no_day_and_events_keep_it() -> None:
    one = article("The gate failed. The bridge fell.")
    known, unknown = happens(one, "failed", day("2031-03-02")), happens(one, "fell", Time(None, "unresolved", "one night"))
    given = contents(articles=(one,), event_mentions=(known, unknown), events=(event(known), event(unknown)))
    assert [row[0] for row in table(given, "timeline")[1]] == ["2031-03-02"]
    assert [row[0] for row in table(given, "events")[1]] == ["2031-03-02", "“one night”"]


def test_figures_say_who_says_them_and_where() -> None:
    rows = table(STORY, "figures")[1]
    nine = next(row for row in rows if row[1] == "At least 9 people")
    assert nine[2:5] == (9, None, "at_least")
    assert nine[6:8] == ("2015-03-01", "Ana Brel")
    assert nine[8].startswith(f"{FIRST.uri}:")


def test_sources_are_counted_as_cited_and_as_origin() -> None:
    one = article("Hald said it. Hald denied it. Northwire, citing Hald.", "Vell Bell")
    told = [
        said(one, "Hald said it", "Hald"),
        said(one, "Hald denied it", "Hald", report="denied"),
        said(one, "citing Hald", "Northwire", "Hald"),
    ]
    assert table(contents(articles=(one,), statements=told), "sources")[1] == [
        ("Hald", 3, 1, 3, 1, ""),
        ("Northwire", 1, 1, 0, 0, ""),
    ]


def test_unnamed_sources_are_marked() -> None:
    one = article("An official said it.", "Vell Bell")
    assert table(contents(articles=(one,), statements=(said(one, "said it", "official"),)), "sources")[1] == [
        ("official", 1, 1, 1, 0, "yes")
    ]


def test_source_is_called_alike_whatever_it_is_called_first() -> None:
    one = article("Hald said it. The minister said so.", "Vell Bell")
    first, second = said(one, "said it", "Hald"), said(one, "said so", "Hald")
    second = replace(second, chain=(replace(link("Hald"), name="The minister"),))
    given = contents(articles=(one,), statements=(first, second))
    assert table(given, "sources") == table(shuffled(given), "sources")


def test_claims_of_equal_weight_keep_one_order() -> None:
    one = article("The gate failed. The bridge fell.", "Vell Bell")
    given = contents(articles=(one,), claims=(claim(member((one, "The gate failed"))), claim(member((one, "The bridge fell")))))
    assert table(given, "claims") == table(shuffled(given), "claims")


@pytest.mark.parametrize(
    ("low", "high", "words"), [(2, 2, "2"), (1, 3, "1–3"), (2, None, "2–?"), (None, 3, "?–3"), (None, None, "?")]
)
def test_bounds_are_read_at_a_glance(low: int | None, high: int | None, words: str) -> None:
    assert bounds(Bounds(low, high)) == words


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (Time("2031-03-02/2031-03-04", "interval"), "2031-03-02 to 2031-03-04"),
        (Time(None, "unresolved", "then"), "“then”"),
        (Time(), ""),
    ],
)
def test_unresolved_time_is_its_words(time: Time, words: str) -> None:
    assert when(time) == words


def test_long_words_are_cut_at_a_word_on_one_line() -> None:
    assert one_line("the gate\n failed") == "the gate failed"
    assert one_line("word " * 60, 20) == "word word word …"


def test_nobody_passed_on_what_no_statement_carries() -> None:
    assert chain(None) == ""
