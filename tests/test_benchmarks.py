"""What the benchmarks of events and figures do without their data: counting, naive readers, and saying what is absent."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from benchmarks import intervals, readings, tables
from benchmarks.events import __main__ as of_events
from benchmarks.events import naive
from benchmarks.figures import __main__ as of_figures
from benchmarks.figures import naive as naive_figures

STORY = (
    "OSLO, March 12, 2020 - Police arrested two men in Tarn on Tuesday.\n\nThree men were killed by rebels in Velm province."
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    day = {"value": "2020-03-12", "precision": "day"}
    return readings.written([{"type": "article", "id": "a-1", "text": STORY, "published": day}], tmp_path / "export.jsonl")


@pytest.mark.parametrize(("main", "name"), [(of_events.main, "police_events"), (of_figures.main, "figures")])
def test_set_that_is_absent_is_said_to_be(
    main: object, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmark", "--data", str(tmp_path), "--out", str(tmp_path / "out")])
    monkeypatch.setattr(sys, "path", [*sys.path])
    assert main() == 0  # type: ignore[operator]
    assert f"{name}: skipped" in capsys.readouterr().out


def test_counts_of_documents_add_up_to_the_figure() -> None:
    one = {
        "kill": {"precision": 50.0, "recall": 100.0, "f1": 66.7, "predicted": 2, "gold": 1},
        "date": {"accuracy": 0.0, "of": 1},
    }
    two = {"kill": {"precision": None, "recall": 0.0, "f1": 0.0, "predicted": 0, "gold": 1}}
    counts = intervals.gathered([intervals.counts_in(one), intervals.counts_in(two)])
    assert counts["kill"].sum(axis=0).tolist() == [1, 2, 1, 2]
    assert intervals.f1(counts["kill"].sum(axis=0)) == pytest.approx(50)
    assert counts["date"].tolist() == [[0, 1, 0, 1], [0, 0, 0, 0]]


def test_interval_of_documents_that_are_all_alike_is_a_point() -> None:
    assert intervals.interval([np.tile([1.0, 1, 1, 1], (20, 1))], samples=50) == "100.0 (100.0 to 100.0)"


def test_list_of_words_takes_police_and_the_word(export: Path, tmp_path: Path) -> None:
    lines = readings.rows(naive.keywords(export, tmp_path / "naive.jsonl"))
    told = {line["trigger"]["exact"]: line for line in lines if line["type"] == "event_mention"}
    assert told["arrested"]["kind"] == "COERCE"
    assert [part["span"]["exact"] for part in told["arrested"]["actor"]] == ["Police"]
    assert told["killed"]["place"]["span"]["exact"] == "Velm"


def test_patterns_take_numbers_the_weekday_and_the_province(export: Path, tmp_path: Path) -> None:
    lines = readings.rows(naive_figures.patterns(export, tmp_path / "patterns.jsonl"))
    assert {(line["counted"], line["value"]) for line in lines if line["type"] == "figure"} == {("detained", 2), ("killed", 3)}
    event = next(line for line in lines if line["type"] == "event_mention")
    assert (event["time"]["value"], event["place"]["span"]["exact"]) == ("2020-03-10", "Velm")


def test_part_that_is_not_there_is_said_to_be_missing() -> None:
    with readings.without((("extract.events.no_such_part", of_events.nothing),)) as replaced:
        assert not replaced
    with readings.without((("extract.events.borrow", of_events.nothing),)) as replaced:
        assert replaced


def test_parts_that_are_left_out_are_parts_of_this_version() -> None:
    parts = {**{part: names for part, (_, names) in of_events.PARTS.items()}, **of_figures.PARTS}
    gone = []
    for part, names in parts.items():
        with readings.without(names) as replaced:
            gone += [part] if names and not replaced else []
    assert gone == []


def test_table_is_put_into_its_place_of_the_page(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("Before.\n<!-- table kinds -->\nold\n<!-- end -->\nAfter.\n", encoding="utf-8")
    tables.fill(page, "kinds", ["| a |", "|---|"])
    tables.fill(page, "another", ["never"])
    assert page.read_text(encoding="utf-8") == "Before.\n<!-- table kinds -->\n\n| a |\n|---|\n\n<!-- end -->\nAfter.\n"


def test_sample_of_a_pile_is_every_so_many_th_line(tmp_path: Path) -> None:
    pile = tmp_path / "pile.jsonl"
    pile.write_text("".join(json.dumps({"id": number}) + "\n" for number in range(5)), encoding="utf-8")
    assert [row["id"] for row in readings.rows(readings.sampled(pile, tmp_path / "some.jsonl", 2))] == [0, 2, 4]
