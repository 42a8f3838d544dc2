"""A promise is kept only when all its cases run: each of those of the reading room has a file, with as many as promised."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROMISED = {
    19: 72, 21: 34, 22: 30, 23: 20, 24: 26, 25: 10, 26: 18, 27: 12, 28: 24, 29: 36, 30: 34, 31: 18,
}  # fmt: skip


@pytest.fixture(scope="module")
def counted() -> dict[int, int]:
    """How many cases each file of a promise has, as pytest collects them."""
    paths = sorted(HERE.glob("test_p[0-9][0-9]_*.py"))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", *map(str, paths)],
        capture_output=True, text=True, check=True, cwd=HERE.parents[2],
    )  # fmt: skip
    found = {}
    for line in done.stdout.splitlines():
        name, _, count = line.rpartition(": ")
        if count.isdigit() and "/test_p" in name:
            found[int(name.rpartition("/test_p")[2][:2])] = int(count)
    return found


@pytest.mark.parametrize("promise", PROMISED)
def test_a_promise_has_its_cases(counted: dict[int, int], promise: int) -> None:
    assert counted.get(promise, 0) >= PROMISED[promise]
