"""The shell door: what is printed, and exit codes that tell the truth."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from accordingto import cli
from accordingto.present.tables import SHOWN

pytestmark = pytest.mark.model


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.main, [str(word) for word in words])


def test_build_says_what_it_did_and_what_next(pile: Path, tmp_path: Path) -> None:
    done = run("build", pile, "--record", tmp_path / "r.db")
    assert done.exit_code == 0, done.output
    assert "4 articles" in done.output
    assert f"accordingto brief {tmp_path / 'r.db'}" in done.output


def test_build_without_the_encoder_says_so(pile: Path, tmp_path: Path) -> None:
    whole = run("build", pile, "--record", tmp_path / "whole.db")
    quick = run("build", pile, "--record", tmp_path / "quick.db", "--no-model")
    assert quick.exit_code == 0
    assert "statements by rules alone" in quick.output
    assert "rules alone" not in whole.output


def test_build_with_a_rejected_input_exits_with_one(pile: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("build", pile, tmp_path / "empty.txt", "--record", tmp_path / "r.db", "--quiet")
    assert done.exit_code == 1
    assert "not read: empty.txt" in done.output


@pytest.mark.parametrize("input", ["nowhere", "empty.txt"])
def test_build_of_nothing_exits_with_two(tmp_path: Path, input: str) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("build", tmp_path / input, "--record", tmp_path / "r.db")
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_outlet_and_date_can_be_given_for_files_that_cannot_say(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor of Ostrel said the pier would stay shut until spring.\n", encoding="utf-8")
    run("build", tmp_path / "a.txt", "--record", tmp_path / "r.db", "--outlet", "Harbor Post", "--published", "2031-06-12")
    shown = json.loads(run("show", tmp_path / "r.db", "articles", "--json").output)
    assert (shown["outlet"], shown["published"]) == ("Harbor Post", "2031-06-12")


@pytest.mark.parametrize("ending", [".md", ".html", ".json", ".txt"])
def test_brief_is_written_by_the_ending_of_its_file(built: Path, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"brief{ending}"
    done = run("brief", built, "--output", path, "--title", "The ferry")
    assert done.exit_code == 0, done.output
    text = path.read_text(encoding="utf-8")
    assert "The ferry" in text
    assert ("<html" in text) == (ending == ".html")


def test_brief_about_a_question_prints_only_that(built: Path) -> None:
    text = run("brief", built, "--as", "markdown", "--about", "engine room").output
    assert "engine room" in text
    assert "set alight" not in text.split("## Read with care")[0].split("## The reports")[0]


@pytest.mark.parametrize("what", SHOWN)
def test_show_prints_every_table(built: Path, what: str) -> None:
    table = run("show", built, what)
    rows = run("show", built, what, "--json")
    assert (table.exit_code, rows.exit_code) == (0, 0), table.output
    assert all(json.loads(line) for line in rows.output.splitlines())


def test_export_and_import_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    run("export", built, "--as", "jsonl", "--output", first)
    assert run("import", first, "--record", tmp_path / "new.db").exit_code == 0
    run("export", tmp_path / "new.db", "--output", second)
    assert first.read_bytes() == second.read_bytes()
    assert len(first.read_bytes()) > 1000


def test_csv_export_makes_a_table_for_each_question(built: Path, tmp_path: Path) -> None:
    done = run("export", built, "--as", "csv", "--output", tmp_path / "out")
    assert done.exit_code == 0
    assert {path.name for path in (tmp_path / "out").glob("*.csv")} == {
        "articles.csv", "statements.csv", "events.csv", "figures.csv", "claims.csv",
    }  # fmt: skip


def test_csv_export_asks_where_to(built: Path) -> None:
    done = run("export", built, "--as", "csv")
    assert done.exit_code == 2
    assert "--output" in done.output


def test_verify_finds_nothing_wrong_with_a_fresh_record(built: Path) -> None:
    done = run("verify", built)
    assert done.exit_code == 0
    assert "nothing wrong" in done.output


def test_file_that_is_no_record_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("not a record", encoding="utf-8")
    done = run("brief", tmp_path / "notes.db")
    assert done.exit_code == 2
    assert "accordingto:" in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("command", sorted(cli.main.commands))
def test_help_teaches_every_command(command: str) -> None:
    done = run(command, "--help")
    assert done.exit_code == 0
    assert len(done.output.splitlines()) > 5
