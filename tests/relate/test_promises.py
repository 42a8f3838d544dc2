"""A promise is kept only when all its cases run: those of relating have a file each, with as many cases as promised."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROMISED = {"test_p05_copies.py": 14, "test_p13_counting.py": 30}


@pytest.mark.parametrize("name", PROMISED)
def test_a_promise_has_its_cases(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", str(HERE / name)],
        capture_output=True, text=True, check=True, cwd=HERE.parents[1],
    )  # fmt: skip
    counted = next(line for line in done.stdout.splitlines() if line.partition(": ")[0].endswith(name))
    assert int(counted.rpartition(": ")[2]) >= PROMISED[name]
