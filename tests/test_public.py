"""The public names are a list, and the list is short."""

from __future__ import annotations

import subprocess
import sys

import accordingto


def test_public_names_are_these() -> None:
    assert accordingto.__all__ == [
        "AccordingtoError", "Article", "Claim", "Entity", "Event", "Figure", "Record", "Span", "Statement", "brief", "build",
        "export", "judge", "load_export", "verify",
    ]  # fmt: skip


def test_every_public_name_is_there_and_documented() -> None:
    for name in accordingto.__all__:
        assert getattr(accordingto, name).__doc__, name


def test_importing_is_silent_and_opens_nothing_heavy() -> None:
    code = "import sys, accordingto; print(sorted({'spacy', 'trafilatura', 'sqlite3', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert done.stderr == ""
