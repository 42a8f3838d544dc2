"""The invented sentences as a whole: what is read right may grow and not fall. The floors stand in floors.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from accordingto.pipeline import encoder
from tests.extract.golden import digest, measured

pytestmark = pytest.mark.model

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


def test_floors_belong_to_these_sentences() -> None:
    assert FLOORS["digest"] == digest(), "the sentences changed: measure again (python -m tests.extract.golden) and say why"


@pytest.mark.parametrize("reader", ["rules", "encoder"])
def test_invented_sentences_are_read_no_worse_than_before(reader: str) -> None:
    reading = encoder(reader == "encoder")
    if reader == "encoder":
        assert reading is not None, "the package was installed without the encoder's weights"
    numbers = measured(reading).numbers
    for name, floor in FLOORS[reader].items():
        if name == "not expected":
            assert numbers[name] <= floor, f"{numbers[name]} statements that nobody expects; at most {floor}"
        else:
            assert numbers[name] >= floor, f"{name}: {numbers[name]}, floor {floor}"
