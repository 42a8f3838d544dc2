"""A record written and read is equal, and no kill, full disk or second writer leaves half of one."""

from __future__ import annotations

import hashlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings

from accordingto.errors import UnusableExport, UnusableRecord
from accordingto.model import Claim, Contents, Judgement
from accordingto.record import Record, contents_of, line, lines, load_export
from accordingto.record.queries import state_of
from accordingto.record.store import APPLICATION, SHAPES, TABLES

from .made import STEADY, contents
from .stories import ABSURD, FIRST, ORIGINALS, READINGS, SAID, SECOND, STORY, THIRD, article

EARLIER = Contents(articles=(FIRST,), statements=(SAID,))
OWN = {FIRST.sha256: ORIGINALS[FIRST.sha256]}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "R ä#?%20.db"


def held(path: Path) -> Contents:
    with Record.open(path) as record:
        return record.contents()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drawn") / "R.db"


@settings(STEADY, max_examples=40)
@given(contents())
def test_a_record_written_and_read_is_equal(drawn: Path, written: Contents) -> None:
    drawn.unlink(missing_ok=True)
    Record.write(drawn, written, {})
    assert held(drawn) == written
    assert b"".join(lines(held(drawn))) == b"".join(lines(written))


def test_everything_comes_back_as_it_was(path: Path) -> None:
    Record.write(path, STORY, ORIGINALS, READINGS)
    with Record.open(path) as record:
        assert record.contents() == STORY
        assert dict(record.originals()) == ORIGINALS
        assert dict(record.readings()) == READINGS
        assert record.original(SECOND.sha256) == ORIGINALS[SECOND.sha256]
        assert record.original("0" * 64) is None


def test_each_kind_can_be_asked_for(path: Path) -> None:
    Record.write(path, STORY, {})
    with Record.open(path) as record:
        for name in Contents.__dataclass_fields__:
            assert tuple(getattr(record, name)()) == getattr(STORY, name)
        assert record.article(THIRD.id) == THIRD
        assert record.article("a-none") is None
        assert record.claim("c-gate") == STORY.claims[0]
        assert record.event("v-gate") == STORY.events[0]
        assert record.figure("f-nine") == STORY.figures[0]
        assert record.entity("e-dam") == STORY.entities[3]
        assert list(record.statements(SECOND.id)) == [each for each in STORY.statements if each.article == SECOND.id]
        assert list(record.figures(THIRD.id)) == []


def test_the_order_given_is_kept_and_the_export_has_its_own(path: Path) -> None:
    turned = replace(STORY, articles=STORY.articles[::-1])
    Record.write(path, turned, {})
    with Record.open(path) as record:
        assert tuple(record.articles()) == turned.articles
        assert list(record.ordered(type(FIRST))) == sorted(turned.articles, key=lambda each: each.id)


def test_export_import_export_is_the_same_bytes(path: Path, tmp_path: Path) -> None:
    Record.write(path, STORY, ORIGINALS)
    first = tmp_path / "first.jsonl"
    first.write_bytes(b"".join(lines(held(path))))
    load_export(first, tmp_path / "again.db")
    assert b"".join(lines(held(tmp_path / "again.db"))) == first.read_bytes()


@settings(STEADY, max_examples=20)
@given(contents())
def test_any_export_survives_the_round(drawn: Path, written: Contents) -> None:
    loose = ("articles", "entities", "events", "judgements", "rejections")
    written = Contents(**{name: getattr(written, name) for name in loose})
    written = replace(
        written,
        articles=tuple(replace(each, zones=(), published=FIRST.published) for each in written.articles),
        events=tuple(replace(each, time=STORY.events[0].time) for each in written.events),
        judgements=tuple(replace(each, evidence=()) for each in written.judgements),  # it would quote other texts
    )
    drawn.unlink(missing_ok=True)
    load_export(lines(written), drawn)
    assert b"".join(lines(held(drawn))) == b"".join(lines(written))


def test_an_import_makes_a_new_record_only(path: Path) -> None:
    Record.write(path, STORY, ORIGINALS)
    with pytest.raises(UnusableRecord, match="is there already; an import makes a new record"):
        load_export(lines(EARLIER), path)
    assert held(path) == STORY


def test_an_import_that_fails_makes_no_record(path: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn.jsonl"
    torn.write_bytes(b"".join(lines(STORY))[:-40])
    with pytest.raises(UnusableExport, match=r"torn.jsonl, line \d+: it is not JSON"):
        load_export(torn, path)
    with pytest.raises(UnusableExport, match="cannot be read: No such file"):
        load_export(tmp_path / "none.jsonl", path)
    assert not path.exists()


def test_one_file_is_left(path: Path) -> None:
    Record.write(path, EARLIER, OWN)
    Record.write(path, STORY, ORIGINALS)
    with Record.open(path) as record:
        list(record.claims())
    assert names(path.parent) == [path.name]


def test_a_record_can_be_moved_and_copied(path: Path, tmp_path: Path) -> None:
    Record.write(path, STORY, ORIGINALS)
    folder = tmp_path / "über here, & there"
    folder.mkdir()
    assert held(Path(shutil.copy(path, folder / "copy.db"))) == STORY
    assert held(path.rename(folder / "moved.db")) == STORY


def test_a_record_on_a_medium_that_cannot_be_written_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Record.write(path, STORY, ORIGINALS)
    connect = sqlite3.connect

    class Refusing(sqlite3.Connection):
        def execute(self, *question: object) -> sqlite3.Cursor:
            raise sqlite3.OperationalError("unable to open database file")  # as SQLite says there

    def first_refusing(address: str, **options: object) -> sqlite3.Connection:
        return connect(address, **options, **({} if "immutable" in address else {"factory": Refusing}))

    monkeypatch.setattr(sqlite3, "connect", first_refusing)
    assert held(path) == STORY


# What is there already


def test_a_rewrite_replaces_the_nouns(path: Path) -> None:
    Record.write(path, STORY, ORIGINALS)
    Record.write(path, EARLIER, {})
    assert replace(held(path), judgements=()) == EARLIER


def test_writing_twice_is_writing_once(path: Path) -> None:
    Record.write(path, STORY, ORIGINALS, READINGS)
    Record.write(path, STORY, ORIGINALS, READINGS)
    with Record.open(path) as record:
        assert record.contents() == STORY
        assert (dict(record.originals()), dict(record.readings())) == (ORIGINALS, READINGS)
        assert [row[0] for row in record.select("SELECT count(*) FROM claim_member")] == [4]


def test_an_original_outlives_its_article_until_a_fresh_start(path: Path) -> None:
    Record.write(path, STORY, ORIGINALS, READINGS)
    Record.write(path, EARLIER, {})
    with Record.open(path) as record:
        assert dict(record.originals()) == ORIGINALS
        assert list(dict(record.readings())) == [FIRST.id]
    Record.write(path, EARLIER, {}, fresh=True)
    with Record.open(path) as record:
        assert dict(record.originals()) == OWN


def test_an_original_without_an_article_is_kept_when_given(path: Path) -> None:
    refused = b"\xff\xfe no article"
    extra = {hashlib.sha256(refused).hexdigest(): refused}
    Record.write(path, EARLIER, OWN)
    Record.write(path, EARLIER, extra, fresh=True)
    with Record.open(path) as record:
        assert dict(record.originals()) == OWN | extra


def test_a_judgement_outlives_a_rebuild(path: Path) -> None:
    Record.write(path, STORY, ORIGINALS)
    later = Judgement("j-3", "accept", ("c-gate",), "Reader Two", "2015-03-10T09:00:00Z", "heard it myself")
    forged = replace(STORY.judgements[0], verdict="different")
    Record.write(path, replace(STORY, judgements=(forged, later)), ORIGINALS)
    assert held(path).judgements == (*STORY.judgements, later)


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE original SET bytes = x'00'",
        "DELETE FROM original",
        "UPDATE judgement SET verdict = 'accept'",
        "DELETE FROM judgement",
    ],
)
def test_the_file_itself_refuses_to_rewrite(path: Path, act: str) -> None:
    Record.write(path, STORY, ORIGINALS)
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(act)


@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR REPLACE", "REPLACE"])
def test_an_original_given_again_leaves_the_first_bytes(path: Path, verb: str) -> None:
    Record.write(path, STORY, ORIGINALS)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"{verb} INTO original VALUES (?, ?)", (FIRST.sha256, b"other"))
    with Record.open(path) as record:
        assert record.original(FIRST.sha256) == ORIGINALS[FIRST.sha256]


def test_an_original_under_a_wrong_name_is_refused(path: Path) -> None:
    with pytest.raises(ValueError, match="originals are named by the SHA-256 of their bytes"):
        Record.write(path, EARLIER, {FIRST.sha256: b"other"})
    assert names(path.parent) == []


def test_two_nouns_with_one_id_are_refused_and_nothing_changes(path: Path) -> None:
    Record.write(path, EARLIER, OWN)
    with pytest.raises(ValueError, match="statement lines cannot be kept: UNIQUE"):
        Record.write(path, replace(STORY, statements=(SAID, replace(SAID, article=SECOND.id))), ORIGINALS)
    assert held(path) == EARLIER


# Kills and refusals

DEATH = textwrap.dedent(
    """
    import os, signal, sys
    from dataclasses import replace
    sys.path.insert(0, sys.argv[1])
    from record.stories import ORIGINALS, READINGS, STORY
    from accordingto.record import Record

    def die():
        os.kill(os.getpid(), signal.SIGKILL)

    class Fatal(tuple):
        def __iter__(self):
            yield from list(super().__iter__())
            die()

    class FatalMap(dict):
        def items(self):
            yield from list(super().items())
            die()

    path, point = sys.argv[2:4]
    story, originals, readings = STORY, ORIGINALS, READINGS
    if point == "originals":
        originals = FatalMap(originals)
    elif point == "readings":
        readings = FatalMap(readings)
    else:
        story = replace(story, **{point: Fatal(getattr(story, point))})
    Record.write(path, story, originals, readings)
    """
)
POINTS = ("articles", "statements", "event_mentions", "claims", "rejections", "originals", "readings")


def killed_writing(path: Path, point: str) -> None:
    tests = str(Path(__file__).parents[1])
    done = subprocess.run([sys.executable, "-c", DEATH, tests, str(path), point], capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_build_leaves_the_old_record(path: Path, point: str) -> None:
    Record.write(path, EARLIER, OWN)
    killed_writing(path, point)
    with Record.open(path) as record:
        assert record.contents() == EARLIER
        assert dict(record.originals()) == OWN
    Record.write(path, STORY, ORIGINALS)
    assert held(path) == STORY
    assert names(path.parent) == [path.name]


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_first_build_leaves_no_record(path: Path, point: str) -> None:
    killed_writing(path, point)
    assert not path.exists()
    Record.write(path, STORY, ORIGINALS)
    assert held(path) == STORY


FULL = textwrap.dedent(
    """
    import resource, signal, sys
    sys.path.insert(0, sys.argv[1])
    from record.stories import ORIGINALS, STORY
    from accordingto.errors import UnusableRecord
    from accordingto.record import Record
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
    try:
        Record.write(sys.argv[2], STORY, ORIGINALS)
    except UnusableRecord as error:
        print(error)
    """
)


@pytest.mark.parametrize("room", [0, 4096, 40_000, 100_000])
@pytest.mark.parametrize("existing", [True, False])
def test_a_full_disk_changes_nothing(path: Path, existing: bool, room: int) -> None:
    if existing:
        Record.write(path, EARLIER, OWN)
    tests = str(Path(__file__).parents[1])
    done = subprocess.run([sys.executable, "-c", FULL, tests, str(path), str(room)], capture_output=True, text=True)
    assert "could not be written" in done.stdout, done.stderr
    assert "nothing was changed" in done.stdout
    assert [name for name in names(path.parent) if name.endswith(".part")] == []
    if existing:
        assert held(path) == EARLIER
    else:
        assert not path.exists()


def test_a_reader_keeps_the_old_state_while_another_writes(path: Path) -> None:
    Record.write(path, EARLIER, OWN)
    with Record.open(path) as record:
        with record.moment():
            assert len(list(record.articles())) == 1
            Record.write(path, STORY, ORIGINALS)
            assert record.contents() == EARLIER
        assert record.contents() == STORY
    assert names(path.parent) == [path.name]


def test_two_writers_do_not_mix(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Record.write(path, EARLIER, OWN)
    monkeypatch.setattr("accordingto.record.store.PATIENCE", 0.01)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UnusableRecord, match="another build may be writing to it: wait for it to end; nothing was changed"):
            Record.write(path, STORY, ORIGINALS)
    assert held(path) == EARLIER


def test_the_log_of_a_deleted_record_is_not_replayed(path: Path) -> None:
    Record.write(path, EARLIER, OWN)
    killed_writing(path, "readings")
    path.unlink()
    path.with_name(f"{path.name}-wal").write_bytes(b"left over")
    Record.write(path, STORY, ORIGINALS)
    assert held(path) == STORY


# What is no record


def test_a_missing_record_says_how_to_make_one(path: Path) -> None:
    with pytest.raises(UnusableRecord, match=r"there is no record at .*; make one with: accordingto build PILE --record"):
        Record.open(path)
    assert not path.exists()


@pytest.mark.parametrize("text", [b"The gate failed.", b"SQLite format 3\x00 and then nothing", b"\x00" * 5000])
def test_another_file_is_no_record_and_stays_as_it_is(path: Path, text: bytes) -> None:
    path.write_bytes(text)
    for act in (lambda: Record.open(path), lambda: Record.write(path, STORY, ORIGINALS)):
        with pytest.raises(UnusableRecord, match="is not a record"):
            act()
    assert path.read_bytes() == text


def test_an_empty_file_is_a_place_for_a_record(path: Path) -> None:
    path.touch()
    Record.write(path, STORY, ORIGINALS)
    assert held(path) == STORY


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(UnusableRecord, match="there is no record at"):
        Record.open(tmp_path)


@pytest.mark.parametrize(
    ("act", "message"),
    [
        ("PRAGMA application_id = 7", "is a database, but not a record"),
        ("PRAGMA user_version = 99", "has format 99, made by a later accordingto; this one reads 4: upgrade it"),
        ("PRAGMA user_version = 0", "has format 0, made by an earlier accordingto"),
    ],
)
def test_another_database_or_version_is_refused(path: Path, act: str, message: str) -> None:
    Record.write(path, STORY, ORIGINALS)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(act)
    with pytest.raises(UnusableRecord, match=message):
        Record.open(path)
    with pytest.raises(UnusableRecord, match=message):
        Record.write(path, EARLIER, {})


def test_a_damaged_row_says_what_to_do(path: Path) -> None:
    Record.write(path, STORY, ORIGINALS)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE statement SET content = '[{]'")
    with (
        Record.open(path) as record,
        pytest.raises(UnusableRecord, match=r"a statement of .* cannot be read .* verify says more"),
    ):
        list(record.statements())


def test_reading_cannot_write(path: Path) -> None:
    Record.write(path, STORY, ORIGINALS)
    with Record.open(path) as record, pytest.raises(UnusableRecord, match="readonly"):
        list(record.select("DELETE FROM rejection RETURNING id"))


# The tables


SCHEMA = files("accordingto.record").joinpath("schema.sql").read_text(encoding="utf-8")


@pytest.mark.parametrize("noun", SHAPES, ids=lambda noun: noun.__name__)
def test_tables_are_in_step_with_the_nouns(path: Path, noun: type) -> None:
    Record.write(path, Contents(), {})
    with Record.open(path) as record:
        columns = [row[1] for row in record.select(f"PRAGMA table_info({TABLES[noun]})")]
    drawn = {"n", *{"statement": ["said"], "claim": ["state"]}.get(TABLES[noun], [])}
    assert sorted(column for column in columns if column not in drawn) == sorted(SHAPES[noun].columns)


def test_every_table_is_strict_and_commented(path: Path) -> None:
    Record.write(path, Contents(), {})
    with Record.open(path) as record:
        for name, kind, strict in record.select("SELECT name, type, strict FROM pragma_table_list WHERE schema = 'main'"):
            if kind == "table" and not name.startswith("sqlite_"):
                assert strict, name
                assert re.search(rf"^-- .+\nCREATE TABLE {name} ", SCHEMA, re.MULTILINE), name


def test_the_file_says_what_it_is(path: Path) -> None:
    Record.write(path, Contents(), {})
    assert path.read_bytes()[68:72] == b"acto" == APPLICATION.to_bytes(4, "big")
    with Record.open(path) as record:
        assert [row[1] for row in record.select("SELECT * FROM about")] == [4]


def test_lists_can_be_joined_as_rows(path: Path) -> None:
    Record.write(path, STORY, ORIGINALS)
    with Record.open(path) as record:
        chain = record.select(
            "SELECT nth, name, link, anonymous FROM statement_link WHERE statement = 's-fourteen' ORDER BY nth"
        )
        assert list(chain) == [(0, "Northwire", "citing", 0), (1, "Ana Brel", "inherited", 0)]
        members = record.select("SELECT statement, article, stance FROM claim_member WHERE claim = 'c-gate' ORDER BY nth")
        assert list(members) == [("s-gate", FIRST.id, "affirms"), (None, THIRD.id, "affirms")]
        origins = record.select("SELECT name, article, known FROM claim_origin WHERE claim = 'c-gate' ORDER BY nth")
        assert list(origins) == [("Toren dam authority", FIRST.id, 1), ("not stated", THIRD.id, 0)]
        [(said,)] = record.select("SELECT said FROM statement WHERE id = 's-purpose'")
        assert said == "the gate was … “opened on purpose”"


def test_a_value_keeps_its_kind(path: Path) -> None:
    for value in (2, 2.0, 2.5, 10**25, -(2**63), 2**63, None):
        figure = replace(STORY.figures[0], value=value)
        Record.write(path, Contents(articles=(FIRST,), figures=(figure,)), {})
        with Record.open(path) as record:
            assert repr([each.value for each in record.figures()]) == repr([value])


def test_an_article_of_nothing_but_oddities_comes_back(path: Path) -> None:
    odd = article("a\x00b\u2028c\u202e😀e\u0301\r\n\ufeff", "=out", None, extra={"\x00": [1.0, 1, True, None, {"": 10**30}]})
    Record.write(path, Contents(articles=(odd,)), {})
    assert held(path).articles == (odd,)
    assert contents_of([line(odd)]).articles == (odd,)
    assert ABSURD.source is None


def test_the_state_in_the_table_is_the_state_of_the_claim(path: Path) -> None:
    Record.write(path, STORY, ORIGINALS)
    with Record.open(path) as record:
        statements = {each.id: each for each in record.statements()}
        drawn = dict(record.select("SELECT id, state FROM claim"))
        assert drawn == {claim.id: state_of(claim, statements) for claim in record.claims()}


def test_nouns_are_found_by_their_ids(path: Path) -> None:
    Record.write(path, STORY, ORIGINALS)
    with Record.open(path) as record:
        known = [claim.id for claim in record.claims()]
        assert [claim.id for claim in record.these(Claim, [*reversed(known), "c-unknown"])] == known
