"""P28, 24 cases: nothing fails silently. Each failure is a row with its reason, counts add up, exit codes tell the truth."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from click.testing import CliRunner

from accordingto import Record, cli
from tests.present.web.conftest import client_of, room_of

pytestmark = pytest.mark.model

GOOD = "The lighthouse at Vardel went dark on Monday night, the harbour office said. Nobody was hurt.\n"


def _line(path: Path) -> None:
    path.symlink_to("/etc/hostname")


FAILURES: dict[str, tuple[str, bytes | Callable[[Path], object], str, str]] = {
    "empty": ("dark.txt", b"", "dark.txt", "there are no words in it"),
    "white space only": ("dark.txt", b" \n\t\n", "dark.txt", "there are no words in it"),
    "binary as text": ("dark.txt", b"\x00\x01\x02\x03" * 64, "dark.txt", "NUL bytes"),
    "another language": (
        "dark.txt", ("El faro de Vardel se apagó el lunes por la noche, dijo la oficina del puerto. Nadie resultó herido. "
        "Los pescadores contaron que el viento había cambiado y que nadie los avisó a tiempo. " * 3).encode(),
        "dark.txt", "only English is read",
    ),
    "a kind of file that is not read": ("dark.zip", b"PK\x03\x04", "dark.zip", "files that end in .zip are not read"),
    "a document of a word processor": ("dark.docx", b"PK\x03\x04", "dark.docx", "files that end in .docx are not read"),
    "a page without words": ("dark.html", b"<html><body><img src=x></body></html>", "dark.html", ""),
    "a line that is not JSON": ("wire.jsonl", b'{"id": "w1", "text": }\n', "wire.jsonl#1", "it is not JSON"),
    "a line without a text": ("wire.jsonl", b'{"id": "w1", "headline": "Dark"}\n', "wire.jsonl#w1", "no text"),
    "a text that is a number": ("wire.jsonl", b'{"id": "w1", "text": 7}\n', "wire.jsonl#w1", "not a text"),
    "a table without rows": ("wire.csv", b"id,text\n", "wire.csv", "no rows"),
    "a table without a text column": ("wire.csv", b"id,price\n1,2\n", "wire.csv", "no column holds a text"),
    "Parquet that is none": ("wire.parquet", b"PAR1 but no more", "wire.parquet", "Parquet"),
    "a link out of the folder": ("dark.txt", _line, "dark.txt", "a link that leaves the folder"),
    "a pipe": ("dark.txt", lambda path: os.mkfifo(path), "dark.txt", "no file but a device, pipe or socket"),
    "a file that the pile file names and that is not there": (
        "pile.toml", b'[files."lost.txt"]\noutlet = "Vardel Post"\n', "lost.txt", "",
    ),
}  # fmt: skip


def folder(place: Path, name: str, made: bytes | Callable[[Path], object]) -> Path:
    """A pile of one good report and one that fails."""
    place.mkdir()
    (place / "good.txt").write_text(GOOD, encoding="utf-8")
    if callable(made):
        made(place / name)
    else:
        (place / name).write_bytes(made)
    return place


def build(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli.main, ["build", *words, "--no-model"])
    return done.exit_code, done.output


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_is_a_row_with_its_reason_and_the_rest_is_read(tmp_path: Path, failure: str) -> None:
    name, made, uri, reason = FAILURES[failure]
    record = tmp_path / "vardel.db"
    code, output = build(str(folder(tmp_path / "pile", name, made)), "--record", str(record))
    assert code == 1
    assert f"not read: {uri}" in output
    with Record.open(record) as held:
        [rejection] = held.rejections()
        assert [article.uri for article in held.articles()] == ["good.txt"]
    assert (rejection.uri, rejection.stage) == (uri, "ingest")
    assert reason in rejection.reason
    assert rejection.reason
    with client_of(room_of(record)) as client:
        page = " ".join(lxml.html.fromstring(client.get("/inputs").text).text_content().split())
        assert uri in page
        assert " ".join(rejection.reason.split())[:60] in page
        assert "1 input not read" in " ".join(lxml.html.fromstring(client.get("/").text).text_content().split())


def test_all_well_is_nought(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    assert build(str(tmp_path / "good.txt"), "--record", str(tmp_path / "vardel.db"))[0] == 0


def test_nothing_built_is_two(tmp_path: Path) -> None:
    (tmp_path / "dark.txt").write_bytes(b"")
    code, output = build(str(tmp_path / "dark.txt"), "--record", str(tmp_path / "vardel.db"))
    assert code == 2
    assert "every input was rejected" in output


def test_an_input_that_is_not_there_is_two_and_named(tmp_path: Path) -> None:
    code, output = build(str(tmp_path / "nowhere.txt"), "--record", str(tmp_path / "vardel.db"))
    assert code == 2
    assert "nowhere.txt" in output
    assert not (tmp_path / "vardel.db").exists()


def test_a_pile_file_that_cannot_be_understood_is_two_and_named(tmp_path: Path) -> None:
    code, output = build(str(folder(tmp_path / "pile", "pile.toml", b"outlet = ")), "--record", str(tmp_path / "vardel.db"))
    assert code == 2
    assert "pile.toml" in output


def test_a_record_that_is_none_is_two_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "diary.db").write_text("Dear diary", encoding="utf-8")
    code, output = build(str(tmp_path / "good.txt"), "--record", str(tmp_path / "diary.db"))
    assert code == 2
    assert "diary.db" in output
    assert (tmp_path / "diary.db").read_text(encoding="utf-8") == "Dear diary"


def test_only_what_failed_is_tried_again(tmp_path: Path) -> None:
    place, record = folder(tmp_path / "pile", "dark.txt", b""), tmp_path / "vardel.db"
    assert build(str(place), "--record", str(record))[0] == 1
    (place / "dark.txt").write_text("The mayor of Vardel said the lamp would be lit again on Friday.\n", encoding="utf-8")
    code, output = build(str(place), "--record", str(record))
    assert code == 0
    assert "1 read now" in output
    with Record.open(record) as held:
        assert list(held.rejections()) == []


def test_inputs_are_what_was_read_what_was_one_already_and_what_was_refused(tmp_path: Path) -> None:
    place, record = folder(tmp_path / "pile", "dark.txt", b""), tmp_path / "vardel.db"
    (place / "again.txt").write_text(GOOD, encoding="utf-8")
    (place / "other.txt").write_text("The mayor of Vardel said the lamp would be lit again on Friday.\n", encoding="utf-8")
    assert build(str(place), "--record", str(record))[0] == 1
    with client_of(room_of(record)) as client:
        totals = client.get("/api/inputs").json()["totals"]
    assert totals["inputs"] == 4 == totals["ok"] + totals["duplicate"] + totals["refused"]
    assert (totals["ok"], totals["duplicate"], totals["refused"]) == (2, 1, 1)


def test_a_page_that_breaks_says_so_and_the_next_one_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    record = tmp_path / "vardel.db"
    build(str(tmp_path / "good.txt"), "--record", str(record))
    room = room_of(record)
    with client_of(room, raising=False) as client:
        monkeypatch.setattr("accordingto.present.web.claims.claims", lambda *_: 1 / 0)
        broken = client.get("/claims")
        assert broken.status_code == 500
        assert "could not be made" in broken.text
        assert "ZeroDivisionError" not in broken.text
        monkeypatch.undo()
        assert client.get("/claims").status_code == 200
