"""A tiny invented affair for those who judge: a ferry that sank, or did not, as four outlets tell it."""

from __future__ import annotations

from pathlib import Path

from accordingto import pipeline
from accordingto.model import Claim, Contents, Judgement
from accordingto.record import lines
from accordingto.record.desk import Desk
from accordingto.record.store import Record, undone_in
from accordingto.relate import judged, relate
from accordingto.relate.folding import fold_name

from .relate.stories import Story, copy, findings

SANK = "the ferry Alba sank off the old pier at noon"
NOON = "2031-06-12T12:00:00Z"


def post(day: str = "2031-06-10") -> Story:
    story = Story(
        f"Ana Brel said {SANK}. At least 9 people are missing, Port Watch said. The Harbour Office denied it.", "Post", day
    )
    said = story.says(SANK, "Ana Brel")
    missing = story.says("At least 9 people are missing", "Port Watch")
    sank = story.happens("sank", "ASSAULT", place="old pier", time="2031-06-09", statement=said)
    story.counts("9 people", 9, "missing", event=sank, statement=missing)
    return story


def herald() -> Story:
    story = Story(f"Tom Ader said {SANK}. Some 12 people are missing, the Coast Guard said.", "Herald", "2031-06-11")
    said = story.says(SANK, "Tom Ader")
    missing = story.says("Some 12 people are missing", "Coast Guard")
    sank = story.happens("sank", "ASSAULT", place="old pier", time="2031-06-09", statement=said)
    story.counts("12 people", 12, "missing", event=sank, statement=missing)
    return story


def courier() -> Story:
    story = Story(f"Mister Ader said {SANK}.", "Courier", "2031-06-12")
    said = story.says(SANK, "Mister Ader")
    story.happens("sank", "ASSAULT", place="old pier", time="2031-06-09", statement=said)
    return story


def stories() -> list[Story]:
    first = post()
    return [first, copy(first, "Gazette", "2031-06-11"), herald(), courier()]


def write(path: Path, some: list[Story]) -> Contents:
    """Make a record of stories, or make it anew from others, as a build does."""
    contents = relate(findings(*some))

    def rejudge(record: Record) -> None:
        judged.rebuilt(Desk(record, fold_name), undone_in)

    Record.write(path, contents, {}, judge=rejudge)
    return contents


def judge(path: Path, verdict: str, *subject: str, **given: object) -> Judgement:
    wanted = {"author": "Reader One", "at": NOON, **given}
    return pipeline.judge(path, verdict, subject, **wanted)  # type: ignore[arg-type]


def held(path: Path) -> Contents:
    with Record.open(path) as record:
        return record.contents()


def bytes_of(path: Path, *, log: bool = True) -> bytes:
    """The record as an export; without the log on demand."""
    return b"".join(row for row in lines(held(path)) if log or not row.startswith(b'{"type":"judgement"'))


def claim_with(contents: Contents, words: str = SANK) -> Claim:
    return max((one for one in contents.claims if words in one.text), key=lambda one: one.reports)


def statement_of(contents: Contents, name: str) -> str:
    """The statement of whoever is so called."""
    return next(one.id for one in contents.statements if one.chain and one.chain[-1].name == name)


def entity_of(contents: Contents, name: str) -> str:
    return next(one.id for one in contents.entities if one.name == name)
