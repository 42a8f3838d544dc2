"""What all tests share: a fixed profile of generated examples, and one record of the ferry affair."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.stories import ferry

settings.register_profile("fixed", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("fixed")


@pytest.fixture(scope="session")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ferry(tmp_path_factory.mktemp("ferry") / "pile")


@pytest.fixture(scope="session")
def built(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ferry pile as a record; tests read it and leave it as it is."""
    import accordingto

    path = tmp_path_factory.mktemp("record") / "ferry.db"
    accordingto.build([pile], record=path)
    return path
