"""The invented sentences of happenings.toml, one test each: what happened, how many, and what must not be found."""

from __future__ import annotations

import pytest

from tests.extract.happenings import Told, amiss, happenings

pytestmark = pytest.mark.model


def case(told: Told) -> object:
    marks = [pytest.mark.xfail(reason=told.fails, strict=True, raises=AssertionError)] if told.fails else []
    return pytest.param(told, id=told.name, marks=marks)


@pytest.mark.parametrize("told", [case(told) for told in happenings()])
def test_story_is_read_as_a_careful_reader_reads_it(told: Told) -> None:
    assert amiss(told) == []


def test_each_story_has_a_name_of_its_own() -> None:
    names = [told.name for told in happenings()]
    assert sorted({name for name in names if names.count(name) > 1}) == []
