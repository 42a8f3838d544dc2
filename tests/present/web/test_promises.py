"""Promises are counted: a case is one distinct parametrised test, and none may go missing without anybody noticing."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
PROMISED = {
    "P19": 72, "P21": 34, "P22": 30, "P23": 20, "P24": 26, "P25": 10, "P26": 18, "P27": 12, "P28": 24, "P29": 36, "P30": 34,
    "P31": 18,
}  # fmt: skip
THERE = {promise: sorted(HERE.glob(f"test_{promise.lower()}_*.py")) for promise in PROMISED}


def cases(path: Path) -> int:
    """How many tests a file is collected as: for each test function the product of its parameters."""
    module = importlib.import_module(f"tests.present.web.{path.stem}")
    functions = [made for name, made in vars(module).items() if name.startswith("test_") and made.__module__ == module.__name__]
    named = {node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)}
    assert {one.__name__ for one in functions} <= named
    return sum(_times(one, module) for one in functions)


def _times(function: Any, module: Any) -> int:
    number = 1
    for mark in _marks(function, module):
        values = mark.kwargs.get("argvalues", mark.args[1] if len(mark.args) > 1 else ())
        number *= len(list(values))
    return number


def _marks(function: Any, module: Any) -> Iterator[Any]:
    marks = getattr(module, "pytestmark", [])
    for mark in (*getattr(function, "pytestmark", []), *(marks if isinstance(marks, list) else [marks])):
        if mark.name == "parametrize":
            yield mark


@pytest.mark.parametrize("promise", [promise for promise, found in THERE.items() if found])
def test_a_promise_has_as_many_cases_as_were_promised(promise: str) -> None:
    [path] = THERE[promise]
    assert cases(path) >= PROMISED[promise]


@pytest.mark.parametrize("promise", [promise for promise, found in THERE.items() if found])
def test_a_file_of_a_promise_says_which_and_how_many_cases(promise: str) -> None:
    [path] = THERE[promise]
    words = ast.get_docstring(ast.parse(path.read_text())) or ""
    assert promise in words
    assert str(PROMISED[promise]) in words
