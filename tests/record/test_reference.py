"""What the reference says can be done with a record can be done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accordingto.record import Record

from .stories import ORIGINALS, STORY

PAGES = Path(__file__).parents[2] / "docs" / "reference"


def examples(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (PAGES / page).read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    Record.write(tmp_path / "R.db", STORY, ORIGINALS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("question", examples("record.md", "sql"))
def test_questions_of_the_reference_have_answers(here: Path, question: str) -> None:
    with Record.open(here / "R.db") as record:
        assert list(record.select(question))


@pytest.mark.parametrize("code", [*examples("record.md", "python"), *examples("exports.md", "python")])
def test_code_of_the_reference_runs(code: str) -> None:
    exec(compile(code, "reference", "exec"), {})
