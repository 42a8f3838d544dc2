"""What others made and we serve is what was fetched, with its licence beside it, and calls nobody."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

import accordingto

SERVED = Path(accordingto.__file__).parent / "present" / "web" / "static" / "vendor"
FOR_TESTS = Path(__file__).parent / "vendor"
FOLDERS = [SERVED, FOR_TESTS]
BESIDE = {"README.md", "vendor.toml"}

# A script may name an address (a namespace, a page of help); it may not go there. htmx and axe make requests of what the page
# holds, which the content security policy bounds; what is looked for here is an address that a file brings along.
CALLS = re.compile(
    r"""(?:\b(?:fetch|import|importScripts|EventSource|WebSocket|SharedWorker|Worker|open|sendBeacon|Request|URL)\s*\(\s*"""
    r"""|\b(?:import|from|@import)\s*|\.(?:src|href|action)\s*=\s*|\burl\(\s*|sourceMappingURL=)"""
    r"""(?:["'`]\w+["'`]\s*,\s*)?["'`]?(?:(?:https?|wss?):)?//[\w\[]"""
)
BARE = re.compile(r"""\b(?:import|from)\s*["'][^./"']""")


def listed(folder: Path) -> list[dict[str, object]]:
    files: list[dict[str, object]] = tomllib.loads((folder / "vendor.toml").read_text(encoding="utf-8"))["file"]
    return files


def contained(folder: Path) -> list[dict[str, str]]:
    return [part for one in listed(folder) for part in one["contains"]]  # type: ignore[attr-defined]


SCRIPTS = [folder / str(one["file"]) for folder in FOLDERS for one in listed(folder) if str(one["file"]).endswith(".js")]


@pytest.mark.parametrize("folder", FOLDERS, ids=["served", "for tests"])
def test_every_file_has_the_hash_that_is_listed(folder: Path) -> None:
    found = {str(one["file"]): hashlib.sha256((folder / str(one["file"])).read_bytes()).hexdigest() for one in listed(folder)}
    assert found == {one["file"]: one["sha256"] for one in listed(folder)}


@pytest.mark.parametrize("folder", FOLDERS, ids=["served", "for tests"])
def test_nothing_else_is_there(folder: Path) -> None:
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    licences = {f"LICENSES/{part['text']}" for part in contained(folder)}
    assert there - BESIDE == {str(one["file"]) for one in listed(folder)} | licences


@pytest.mark.parametrize("folder", FOLDERS, ids=["served", "for tests"])
def test_every_part_is_credited_with_its_version_and_licence(folder: Path) -> None:
    credits = (Path(__file__).parents[3] / "THIRD_PARTY.md").read_text(encoding="utf-8")
    for part in contained(folder):
        assert f"| {part['name']} {part['version']} | {part['licence']} |" in credits


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_brings_an_address_to_call(script: Path) -> None:
    assert [call[0] for call in CALLS.finditer(script.read_text(encoding="utf-8"))] == []


def test_module_of_the_map_needs_no_import_map_and_no_eval() -> None:
    code = (SERVED / "geo.js").read_text(encoding="utf-8")
    assert BARE.search(code) is None
    assert re.search(r"\beval\b|\bFunction\(", code) is None
    assert re.search(r"\bexport\s*\{", code)


@pytest.mark.parametrize(
    "code",
    [
        'fetch("https://there.example/a")',
        "import('//there.example/a.js')",
        'import"https://there.example/a.js"',
        'import{a}from"https://there.example/a.js"',
        'new WebSocket("wss://there.example")',
        'x.open("GET","http://there.example")',
        'image.src="https://there.example/a.png"',
        "@import url(https://there.example/a.css)",
        "//# sourceMappingURL=https://there.example/a.map",
    ],
)
def test_a_call_to_the_outside_would_be_seen(code: str) -> None:
    assert CALLS.search(code)


@pytest.mark.parametrize(
    "code", ['e.setAttribute("xmlns","http://www.w3.org/2000/svg")', 'helpUrl:"https://there.example/rules"', "a=b//c"]
)
def test_an_address_that_is_only_named_is_none(code: str) -> None:
    assert CALLS.search(code) is None
