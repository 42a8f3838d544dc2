"""What must always hold of a whole build."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import accordingto
from accordingto import distribute, pipeline
from accordingto.model import Judgement, identify
from accordingto.present.export import lines
from accordingto.read import encode
from accordingto.record.store import Record
from tests.stories import FERRY, ferry

pytestmark = pytest.mark.model


def exported(path: Path) -> bytes:
    with Record.open(path) as record:
        return b"".join(lines(record))


def test_two_builds_give_the_same_bytes(pile: Path, built: Path, tmp_path: Path) -> None:
    accordingto.build([pile], record=tmp_path / "again.db")
    assert exported(tmp_path / "again.db") == exported(built)


def test_inputs_in_another_order_make_the_same_record(pile: Path, built: Path, tmp_path: Path) -> None:
    names = sorted(FERRY, reverse=True)
    accordingto.build([pile / name for name in names], record=tmp_path / "shuffled.db")
    assert exported(tmp_path / "shuffled.db") == exported(built)


def test_pile_read_piece_by_piece_makes_the_same_record(pile: Path, built: Path, tmp_path: Path) -> None:
    path = tmp_path / "grown.db"
    for name in ("relay.txt", "copy.txt", "lantern.txt", "post.txt"):
        accordingto.build([pile / name], record=path)
    assert exported(path) == exported(built)


def test_building_twice_reads_nothing_again(pile: Path, tmp_path: Path) -> None:
    path = tmp_path / "twice.db"
    first = accordingto.build([pile], record=path)
    before = exported(path)
    second = accordingto.build([pile], record=path)
    assert (first.read, second.read) == (4, 0)
    assert exported(path) == before


def test_reading_on_two_processes_makes_the_same_record(pile: Path, built: Path, tmp_path: Path) -> None:
    accordingto.build([pile], record=tmp_path / "spread.db", reader=distribute.reader(2))
    assert exported(tmp_path / "spread.db") == exported(built)


def test_rules_alone_make_a_whole_record_that_the_encoder_reads_again(pile: Path, built: Path, tmp_path: Path) -> None:
    path = tmp_path / "rules.db"
    assert not accordingto.build([pile], record=path, model=False).model
    with Record.open(path) as record:
        assert all("encoder" not in (one.rule or "") for one in record.statements())
    again = accordingto.build([pile], record=path)
    assert (again.model, again.read) == (True, 4)
    assert exported(path) == exported(built)


def test_missing_weights_are_said_and_rules_read_alone(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(encode, "FILES", ("nowhere.onnx", "nowhere-either.onnx", "nor.json"))
    pipeline.encoder.cache_clear()
    try:
        assert not accordingto.build([pile], record=tmp_path / "r.db").model
    finally:
        pipeline.encoder.cache_clear()
    assert "statements are found by rules alone" in caplog.text


def test_adding_an_article_never_changes_what_the_others_state(pile: Path, built: Path, tmp_path: Path) -> None:
    path = tmp_path / "fewer.db"
    accordingto.build([pile / name for name in FERRY if name != "post.txt"], record=path)
    with Record.open(path) as fewer, Record.open(built) as all_of_them:
        some = {one.id: (one.cue, one.source, one.content, one.report) for one in fewer.statements()}
        every = {one.id: (one.cue, one.source, one.content, one.report) for one in all_of_them.statements()}
    assert some
    assert some.items() <= every.items()


def test_every_span_quotes_its_article(built: Path) -> None:
    assert list(accordingto.verify(built)) == []
    for line in map(json.loads, exported(built).splitlines()):
        if line["type"] == "article":
            text = line["text"]
            for zone in line["zones"]:
                assert 0 <= zone["start"] < zone["end"] <= len(text)


def test_one_bad_input_never_sinks_the_pile(pile: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pile"
    shutil.copytree(pile, folder)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 20)
    done = accordingto.build([folder], record=tmp_path / "r.db")
    assert done.articles == 4
    assert {rejection.uri for rejection in done.rejections} == {"empty.txt", "noise.txt"}


def test_rejection_is_withdrawn_when_the_input_gets_in(tmp_path: Path) -> None:
    folder = ferry(tmp_path / "pile")
    (folder / "late.txt").write_bytes(b"")
    first = accordingto.build([folder], record=tmp_path / "r.db")
    (folder / "late.txt").write_text("The mayor of Ostrel said the pier would stay shut until spring.\n", encoding="utf-8")
    second = accordingto.build([folder], record=tmp_path / "r.db")
    assert [one.uri for one in first.rejections] == ["late.txt"]
    assert second.rejections == ()


def test_same_report_under_two_names_is_one_article(pile: Path, tmp_path: Path) -> None:
    folder = tmp_path / "plain"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(FERRY["relay.txt"], encoding="utf-8")
    done = accordingto.build([folder], record=tmp_path / "r.db")
    assert (done.articles, done.also) == (1, 1)


def test_rebuild_keeps_every_judgement(pile: Path, tmp_path: Path) -> None:
    path = tmp_path / "judged.db"
    accordingto.build([pile], record=path)
    judgement = Judgement(identify("j", "ferry"), "accept", ("c-1",), "Ana Quill", "2031-06-13T10:00", "read the log myself")
    with Record.open(path) as record:
        contents = replace(record.contents(), judgements=(judgement,))
        originals = dict(record.originals())
    Record.write(path, contents, originals)
    accordingto.build([pile], record=path, fresh=True)
    with Record.open(path) as record:
        [kept] = record.judgements()
    assert replace(kept, displaced=()) == judgement
    assert kept.displaced is None  # there is no such claim in the pile


def test_changed_reader_reads_again(pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.db"
    accordingto.build([pile], record=path)
    monkeypatch.setattr(pipeline, "reader_version", lambda *_: "another reader")
    assert accordingto.build([pile], record=path).read == 4


def test_progress_is_told_by_stage(pile: Path, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int | None]] = []
    accordingto.build([pile], record=tmp_path / "r.db", progress=lambda *step: seen.append(step))
    assert seen[0][0] == "ingest"
    assert ("read", 4, 4) in seen
    assert seen[-1][0] == "record"
