"""What was changed after the build is found, and named."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from accordingto.errors import UnusableRecord
from accordingto.model import Contents, Figure
from accordingto.record import Problem, Record, lines, load_export, verify
from accordingto.record.lines import FIELDS

from .stories import FIRST, ORIGINALS, SAID, SECOND, STORY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Record.write(tmp_path / "R.db", STORY, ORIGINALS)
    return tmp_path / "R.db"


def change(path: Path, *acts: str) -> None:
    """Change a record behind its back, as a careless or hostile hand would."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for act in acts:
            connection.execute(act)


def found(path: Path) -> list[Problem]:
    return list(verify(path))


def refusal(path: Path) -> str:
    """What opening the file is refused with; nothing when it opens."""
    try:
        Record.open(path).close()
    except UnusableRecord as error:
        return str(error)
    return ""


def test_a_sound_record_has_no_problem(path: Path) -> None:
    assert found(path) == []


def test_looking_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    found(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("which", range(3))
def test_a_flipped_bit_of_an_original_is_found(path: Path, which: int) -> None:
    sha256, data = sorted(ORIGINALS.items())[which]
    start = path.read_bytes().rindex(data)
    flipped = bytearray(path.read_bytes())
    flipped[start + len(data) // 2] ^= 4
    path.write_bytes(flipped)
    assert [(problem.what, problem.where) for problem in found(path) if problem.what == "original"] == [("original", sha256)]


@pytest.mark.parametrize(
    ("acts", "what", "reason"),
    [
        (("UPDATE article SET text = replace(text, '9 people', '90 people')",), "article", "id is not the hash of its text"),
        (("UPDATE article SET outlet = 'Vell Observer'",), "article", "id is not the hash of its text, outlet and url"),
        (("UPDATE statement SET cue_exact = 'lied'",), "statement", "'lied' is not what stands at"),
        (("UPDATE figure SET span_start = span_start + 1",), "figure", "is not what stands at"),
        (("UPDATE statement SET article = 'a-none'",), "statement", "it quotes article a-none, which is not there"),
        (("UPDATE mention SET entity = 'e-none'",), "mention", "it refers to e-none, which is not in the record"),
        (("DELETE FROM statement WHERE id = 's-gate'",), "claim", "it refers to s-gate, which is not in the record"),
        (("DELETE FROM figure WHERE id = 'f-nine'",), "series", "it refers to f-nine, which is not in the record"),
        (("DELETE FROM event",), "figure", "it refers to v-gate, which is not in the record"),
        (("DELETE FROM entity WHERE id = 'e-brel'",), "derivation", "it refers to e-brel"),
        (("UPDATE figure SET comparator = 'surely'",), "figure", "Invalid enum value 'surely' at `comparator`"),
        (("UPDATE timex SET time_value = 'soon'",), "timex", "'soon' is no time"),
        (("UPDATE claim SET members = '[{]'",), "claim", "cannot be read"),
        (("UPDATE article SET text = CAST(x'ff41' AS TEXT)",), "article", "cannot be read"),
        (
            ("DROP TRIGGER original_is_never_rewritten", "UPDATE original SET bytes = CAST('other' AS BLOB)"),
            "original",
            "its bytes have the hash",
        ),
    ],
)
def test_a_change_is_found(path: Path, acts: tuple[str, ...], what: str, reason: str) -> None:
    change(path, *acts)
    assert any(problem.what == what and reason in problem.reason for problem in found(path)), found(path)
    assert {problem.severity for problem in found(path)} == {"error"}


def test_swapped_originals_are_found(path: Path) -> None:
    change(
        path,
        "DROP TRIGGER original_is_never_rewritten",
        f"UPDATE original SET bytes = CASE sha256 WHEN '{FIRST.sha256}' THEN"
        f" (SELECT bytes FROM original WHERE sha256 = '{SECOND.sha256}') ELSE bytes END",
    )
    assert [problem.where for problem in found(path)] == [FIRST.sha256]


def test_a_lost_original_is_a_note(tmp_path: Path) -> None:
    load_export(lines(STORY), tmp_path / "import.db")
    problems = found(tmp_path / "import.db")
    assert {problem.where for problem in problems} == {article.id for article in STORY.articles}
    assert {problem.severity for problem in problems} == {"note"}


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file_is_found(path: Path, share: float) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert " is damaged " in refusal(path) or any(problem.severity == "error" for problem in found(path))


@pytest.mark.parametrize("data", [b"The gate failed.", b"", b"\x00" * 9000])
def test_what_is_no_record_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "no.db").write_bytes(data)
    with pytest.raises(UnusableRecord, match="not a record"):
        found(tmp_path / "no.db")


def test_a_missing_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableRecord, match="there is no record"):
        found(tmp_path / "none.db")


def ids(contents: Contents) -> Iterator[str]:
    for name in FIELDS.values():
        yield from (noun.id for noun in getattr(contents, name))


def test_every_dangling_id_is_found_once_for_each_noun(tmp_path: Path) -> None:
    figure: Figure = replace(STORY.figures[0], of_whom="e-x", place="e-y", event="v-z", statement="s-w")
    Record.write(
        tmp_path / "R.db", Contents(articles=(FIRST,), statements=(replace(SAID, continues="s-v"),), figures=(figure,)), OWN
    )
    missing = {problem.reason.split()[3].rstrip(",") for problem in found(tmp_path / "R.db")}
    assert missing == {"e-x", "e-y", "v-z", "s-w", "s-v", "e-authority"}


OWN = {FIRST.sha256: ORIGINALS[FIRST.sha256]}
