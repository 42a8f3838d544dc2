"""Judging from a shell: what is printed, and exit codes that tell the truth."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import accordingto
from accordingto import cli
from accordingto.present.export import export

from .judging import bytes_of, claim_with, courier, entity_of, held, herald, post, statement_of, stories, write


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.main, [str(word) for word in words])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write(tmp_path / "R.db", stories())
    return tmp_path / "R.db"


def test_a_judgement_says_what_it_changed(path: Path) -> None:
    claim = claim_with(held(path)).id
    done = run("judge", path, "reject", statement_of(held(path), "Tom Ader"), "--author", "Ana Quill", "--reason", "misread")
    assert done.exit_code == 0, done.output
    assert f"claim {claim}: 4 reports, 3 origins -> 3 reports, 2 origins" in done.output
    assert "by Ana Quill: misread" in done.output


def test_an_undo_says_what_came_back(path: Path) -> None:
    before = bytes_of(path, log=False)
    run("judge", path, "reject", statement_of(held(path), "Tom Ader"))
    done = run("judge", path, "--undo", "last")
    assert "3 reports, 2 origins -> 4 reports, 3 origins" in done.output
    assert bytes_of(path, log=False) == before
    again = run("judge", path, "--undo", "last")
    assert again.exit_code == 2
    assert "no judgement that could be undone" in again.output


def test_a_claim_that_is_joined_or_new_is_said_so(path: Path) -> None:
    claim, tom = claim_with(held(path)).id, statement_of(held(path), "Tom Ader")
    assert "new, 1 report, 1 origin" in run("judge", path, "different", claim, tom).output
    alone = next(one.id for one in held(path).claims if one.id != claim)
    assert "1 report, 1 origin -> gone" in run("judge", path, "same", claim, alone).output


def test_the_log_is_listed_with_what_was_undone_and_what_has_no_place(tmp_path: Path) -> None:
    path = tmp_path / "R.db"
    write(path, [post(), herald()])
    tom, ana = (statement_of(held(path), name) for name in ("Tom Ader", "Ana Brel"))
    run("judge", path, "accept", ana)
    run("judge", path, "--undo", "last")
    run("judge", path, "accept", tom)
    write(path, [post(), courier()])
    rows = run("judge", path, "--list").output.splitlines()
    assert [row.rpartition("(")[2] for row in rows if "(" in row] == ["undone)", "could not be placed)"]
    lines = [json.loads(row) for row in run("judge", path, "--list", "--json").output.splitlines()]
    assert [one["verdict"] for one in lines] == ["accept", "undo", "accept"]


def test_judgements_of_a_file_are_made_and_those_refused_are_named(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    good = {"verdict": "accept", "subject": [statement_of(held(path), "Tom Ader")], "author": "Ana Quill"}
    file.write_text(f'{json.dumps(good)}\n\n{{"verdict": "accept", "subject": ["s-none"]}}\nno json\n[1]\n', encoding="utf-8")
    done = run("judge", path, "--from", file)
    assert done.exit_code == 1
    assert [number for number in (3, 4, 5) if f"line {number}:" in done.output] == [3, 4, 5]
    assert [one.author for one in held(path).judgements] == ["Ana Quill"]
    file.write_text("no json\n", encoding="utf-8")
    assert run("judge", path, "--from", file).exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("accept", "s-none"), "nothing called s-none"),
        ((), "say what is judged"),
        (("undo",), "say what is judged"),
        (("correct", "s-none", "--change", "{"), "not JSON"),
        (("correct", "s-none", "--change", "[]"), "a JSON object"),
        (("--from", "nowhere.jsonl"), "cannot be read"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_advice(path: Path, words: tuple[str, ...], said: str) -> None:
    done = run("judge", path, *words)
    assert done.exit_code == 2
    assert said in done.output
    assert "Traceback" not in done.output
    assert held(path).judgements == ()


def test_what_was_rejected_is_in_no_view_and_in_the_native_export(path: Path, tmp_path: Path) -> None:
    contents = held(path)
    tom, figure = statement_of(contents, "Tom Ader"), next(one for one in contents.figures if one.value == 12)
    run("judge", path, "reject", tom)
    run("judge", path, "reject", figure.id)
    run("judge", path, "reject", entity_of(contents, "Coast Guard"))
    shown = " ".join(run("show", path, what, "--json").output for what in ("claims", "figures", "contradictions", "entities"))
    assert "12 people" not in shown
    assert "Coast Guard" not in shown
    assert "Tom Ader" not in run("show", path, "claims").output
    brief = run("brief", path, "--full", "--as", "markdown")
    assert brief.exit_code == 0
    assert "12 people" not in brief.output
    exported = run("export", path).output
    assert tom in exported
    assert figure.id in exported
    with accordingto.Record.open(path) as record:
        export(record, kind="csv", output=tmp_path / "out")
    tables = "".join(one.read_text(encoding="utf-8") for one in (tmp_path / "out").glob("*.csv"))
    assert tom not in tables


@pytest.mark.model
def test_a_build_says_how_many_judgements_it_could_not_place(pile: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    run("build", pile, "--record", path, "--no-model")
    lantern = next(one.id for one in held(path).articles if one.uri == "lantern.txt")
    run("judge", path, "accept", lantern)
    (tmp_path / "one.txt").write_text("The pier of Ostrel is shut, the mayor said.\n", encoding="utf-8")
    done = run("build", tmp_path / "one.txt", "--record", path, "--fresh", "--no-model")
    assert "1 judgement could not be placed: accordingto judge" in done.output
    again = run("build", pile, "--record", path, "--no-model")
    assert "could not be placed" not in again.output


def test_a_claim_with_a_corrected_statement_is_said_to_be_corrected(path: Path, tmp_path: Path) -> None:
    tom = statement_of(held(path), "Tom Ader")
    run("judge", path, "correct", tom, "--change", '{"certainty": "PR+"}')
    states = [one["state"] for one in json.loads(run("brief", path, "--json").output)["claims"]]
    assert states == ["corrected"]
    with accordingto.Record.open(path) as record:
        export(record, kind="csv", output=tmp_path / "out")
    assert '"corrected"' in (tmp_path / "out" / "claims.csv").read_text(encoding="utf-8")
