"""Whose word it is in the end, over the whole pipeline: a country and its government are one origin."""

from __future__ import annotations

from pathlib import Path

import pytest

import accordingto
from accordingto.model import Claim
from accordingto.pipeline import judge
from accordingto.record import Record

pytestmark = pytest.mark.model

ONE = "Norway said on Monday that 40 ferries would be sold to the harbour towns before the winter. The towns have none."
TWO = "Oslo said on Monday that 40 ferries would be sold to the harbour towns before the winter. Oslo accused the towns."


def claimed(path: Path) -> Claim:
    with Record.open(path) as record:
        return next(claim for claim in record.claims() if "ferries would be sold" in claim.text)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    pile = tmp_path / "pile"
    pile.mkdir()
    for name, outlet, text in (("one", "Quay Gazette", ONE), ("two", "Harbour Post", TWO)):
        (pile / f"{name}.txt").write_text(text, encoding="utf-8")
        with (pile / "pile.toml").open("a", encoding="utf-8") as out:
            out.write(f'[files."{name}.txt"]\noutlet = "{outlet}"\npublished = "2031-06-10"\n')
    accordingto.build([pile], record=tmp_path / "R.db", model=False)
    return tmp_path / "R.db"


def test_a_country_and_its_government_are_one_origin(record: Path) -> None:
    claim = claimed(record)
    assert claim.reports == 2
    assert (claim.independent.low, claim.independent.high) == (1, 1)
    assert [origin.name for origin in claim.origins] == ["Oslo"]


def test_they_are_one_after_a_judgement_too(record: Path) -> None:
    before = claimed(record)
    said = next(member.statement for member in before.members if member.article in before.origins[0].articles)
    assert said is not None
    given = judge(record, "grade", [before.id], change={"scale": "admiralty", "credibility": "2"}, author="Iris Noor")
    judge(record, "undo", [], undoes=given.id, author="Iris Noor")
    assert claimed(record) == before
    given = judge(record, "correct", [said], change={"certainty": "PR+"}, author="Iris Noor")
    assert claimed(record).independent == before.independent
    assert [origin.name for origin in claimed(record).origins] == ["Oslo"]
    judge(record, "undo", [], undoes=given.id, author="Iris Noor")
    assert claimed(record) == before
