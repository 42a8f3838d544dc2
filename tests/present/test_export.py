"""An export is whole or absent, the same for the same record, and runs nowhere."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.model import Bounds, Contents, Entity, Event, Judgement, Published, Time
from accordingto.present.export import export, lines
from accordingto.present.export.table import TABLES, _around, _range, harmless
from accordingto.record import Record, contents_of, load_export
from accordingto.record import lines as lines_of
from tests.record.made import STEADY
from tests.record.stories import (
    BREL,
    FIRST,
    FOURTEEN_DEAD,
    NINE,
    ORIGINALS,
    SECOND,
    STORY,
    THIRD,
    article,
    quote,
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with opened(tmp_path_factory.mktemp("export"), STORY) as record:
        yield record


def opened(folder: Path, contents: Contents) -> Record:
    Record.write(folder / "R.db", contents, {})
    return Record.open(folder / "R.db")


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def row(folder: Path, name: str, id: str) -> dict[str, str]:
    [found] = [each for each in rows(folder, name) if next(iter(each.values())) == id]
    return found


@pytest.fixture(scope="module")
def tables(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables") / "out"
    export(record, kind="csv", output=folder)
    return folder


# The native lines


def test_lines_are_the_export_of_the_contents(record: Record) -> None:
    assert list(lines(record)) == list(lines_of(STORY))


def test_lines_do_not_depend_on_the_order_of_writing(tmp_path: Path, record: Record) -> None:
    turned = Contents(**{field.name: getattr(STORY, field.name)[::-1] for field in fields(Contents)})
    with opened(tmp_path, turned) as other:
        assert list(lines(other)) == list(lines(record))


def test_the_file_is_the_lines(record: Record, tmp_path: Path) -> None:
    made = export(record, kind="jsonl", output=tmp_path / "out.jsonl")
    assert made == (tmp_path / "out.jsonl",)
    assert made[0].read_bytes() == b"".join(lines(record))
    with made[0].open("rb") as file:
        assert contents_of(file).claims == STORY.claims


def test_an_import_of_the_file_exports_the_same_file(record: Record, tmp_path: Path) -> None:
    [first] = export(record, kind="jsonl", output=tmp_path / "first.jsonl")
    load_export(first, tmp_path / "again.db")
    with Record.open(tmp_path / "again.db") as again:
        [second] = export(again, kind="jsonl", output=tmp_path / "second.jsonl")
    assert first.read_bytes() == second.read_bytes()


def test_an_empty_record_exports_nothing(tmp_path: Path) -> None:
    with opened(tmp_path, Contents()) as record:
        assert export(record, kind="jsonl", output=tmp_path / "out.jsonl")[0].read_bytes() == b""
        export(record, kind="csv", output=tmp_path / "out")
    assert [rows(tmp_path / "out", table.name) for table in TABLES] == [[]] * len(TABLES)


def test_an_export_into_no_folder_says_so_and_leaves_nothing(record: Record, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        export(record, kind="jsonl", output=tmp_path / "none" / "out.jsonl")
    assert list(tmp_path.iterdir()) == []


DEATH = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    from accordingto.present.export import export, native, table
    from accordingto.record import Record

    def dying(rows):
        yield from list(rows)[:3]
        os.kill(os.getpid(), signal.SIGKILL)

    kind, output = sys.argv[2:4]
    if kind == "jsonl":
        whole = native.lines
        native.lines = lambda record: dying(whole(record))
    else:
        last = table.TABLES[int(sys.argv[4])]
        deadly = table.Table(last.name, last.columns, lambda shelf: dying(last.rows(shelf)))
        table.TABLES = (*table.TABLES[:int(sys.argv[4])], deadly)
    with Record.open(sys.argv[1]) as record:
        export(record, kind=kind, output=output)
    """
)


def killed(record: Record, *arguments: str) -> None:
    done = subprocess.run([sys.executable, "-c", DEATH, str(record.path), *arguments], capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def test_a_killed_export_leaves_the_old_file(record: Record, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    killed(record, "jsonl", str(output))
    assert not output.exists()
    output.write_bytes(b"old")
    killed(record, "jsonl", str(output))
    assert output.read_bytes() == b"old"


@pytest.mark.parametrize("which", range(len(TABLES)))
def test_a_killed_export_of_tables_has_no_manifest_and_no_half_file(
    record: Record, tables: Path, tmp_path: Path, which: int
) -> None:
    folder = tmp_path / "out"
    export(record, kind="csv", output=folder)
    killed(record, "csv", str(folder), str(which))
    assert not (folder / "manifest.json").exists()
    for table in TABLES:
        assert (folder / table.name).read_bytes() == (tables / table.name).read_bytes()


# Tables


def test_the_manifest_lists_every_file_with_its_hash(record: Record, tables: Path) -> None:
    manifest = json.loads((tables / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(path.name for path in tables.iterdir()) == sorted(["manifest.json", *(table.name for table in TABLES)])
    for listed, table in zip(manifest["files"], TABLES, strict=True):
        data = (tables / table.name).read_bytes()
        assert listed == {
            "path": table.name,
            "rows": len(rows(tables, table.name)),
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
    assert manifest["format"] == 1
    assert manifest["native_sha256"] == hashlib.sha256(b"".join(lines(record))).hexdigest()


def test_tables_are_the_same_again(record: Record, tables: Path, tmp_path: Path) -> None:
    made = export(record, kind="csv", output=tmp_path)
    assert [path.name for path in made] == [*(table.name for table in TABLES), "manifest.json"]
    export(record, kind="csv", output=tmp_path)
    for path in made:
        assert path.read_bytes() == (tables / path.name).read_bytes()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_has_its_columns(record: Record, tables: Path, table: object) -> None:
    read = list(csv.reader(io.StringIO((tables / table.name).read_bytes().decode(), newline="")))
    assert read[0] == list(table.columns)
    assert {len(each) for each in read} == {len(table.columns)}
    assert [each[0] for each in read[1:]] == sorted(each[0] for each in read[1:])
    assert (tables / table.name).read_bytes().startswith(b'"' + table.columns[0].encode() + b'","')
    assert (tables / table.name).read_bytes().endswith(b"\r\n")


def test_an_article_is_a_row(tables: Path) -> None:
    found = row(tables, "articles.csv", FIRST.id)
    assert (found["outlet"], found["published"], found["published_precision"]) == ("Northwire", "2015-03-03", "day")
    assert (found["also"], found["characters"]) == ("pile/copy of one.txt", str(len(FIRST.text)))
    assert row(tables, "articles.csv", THIRD.id)["outlet"] == ""


def test_a_statement_shows_how_word_travelled(tables: Path) -> None:
    found = row(tables, "statements.csv", "s-fourteen")
    assert found["chain"] == "Northwire > Ana Brel"
    assert (found["source"], found["source_name"], found["outlet"]) == ("Northwire", "Northwire", "Daily Sarn")
    assert SECOND.text[int(found["start"]) : int(found["end"])] == found["content"] == "Some 14 people are dead"
    assert row(tables, "statements.csv", "s-purpose")["content"] == "the gate was … “opened on purpose”"
    assert row(tables, "statements.csv", "s-purpose")["anonymous"] == "true"
    assert row(tables, "statements.csv", "s-absurd")["cue"] == ""


def test_a_bound_is_not_a_value(tables: Path) -> None:
    found = row(tables, "figures.csv", "f-nine")
    assert [found[name] for name in ("value", "low", "high", "comparator", "words")] == [
        "",
        "9",
        "",
        "at_least",
        "At least 9 people",
    ]
    assert (found["chain"], found["as_of"], found["series_id"]) == ("Ana Brel", "2015-03-01", "r-1")
    assert found["quote"] in FIRST.text
    assert found["words"] in found["quote"]
    assert row(tables, "figures.csv", "f-fourteen")["as_of"] == ""
    assert row(tables, "figures.csv", "f-fourteen")["as_of_words"] == "now"


def test_an_event_gives_the_range_of_its_dead_and_no_sum(tables: Path) -> None:
    found = row(tables, "events.csv", "v-gate")
    assert [found[name] for name in ("killed_low", "killed_high", "injured_low", "injured_high")] == ["9", "", "", ""]
    assert [found[name] for name in ("reports", "origins_low", "origins_high")] == ["3", "2", "3"]
    assert (found["actors"], found["place"], found["geo_precision"]) == ("Toren dam authority", "Toren dam", "near")
    assert (found["source_names"], found["article_id"]) == ("Toren dam authority", FIRST.id)
    assert "failed" in found["quote"]


def test_a_country_has_no_point(tmp_path: Path) -> None:
    event: Event = replace(STORY.events[0], place="e-land")
    with opened(tmp_path, replace(STORY, events=(event,))) as record:
        export(record, kind="csv", output=tmp_path / "out")
    found = row(tmp_path / "out", "events.csv", "v-gate")
    assert [found[name] for name in ("country", "lat", "lon", "geo_precision")] == ["XK", "", "", "country"]


def test_a_claim_has_its_state_and_origins(tables: Path) -> None:
    gate, purpose = row(tables, "claims.csv", "c-gate"), row(tables, "claims.csv", "c-purpose")
    assert [gate[name] for name in ("state", "reports", "origins_low", "origins_high")] == ["single origin", "2", "1", "2"]
    assert (gate["origins"], gate["origins_unknown"], gate["outlets"]) == ("Toren dam authority", "1", "Northwire")
    assert (gate["first"], gate["last"], gate["last_precision"]) == ("2015-03-01", "2015-03", "month")
    assert [purpose[name] for name in ("state", "affirms", "denies", "contested")] == ["disputed", "1", "1", "true"]


def test_what_a_person_rejected_stays_out_of_tables(tmp_path: Path) -> None:
    refused = Judgement("j-9", "reject", ("s-gate", "c-purpose", "f-nine"), "Reader", "2015-03-09", "misread")
    with opened(tmp_path, replace(STORY, judgements=(refused,))) as record:
        export(record, kind="csv", output=tmp_path / "out")
        assert b'"s-gate"' in b"".join(lines(record))
    ids = {next(iter(each.values())) for table in TABLES for each in rows(tmp_path / "out", table.name)}
    assert ids.isdisjoint(refused.subject)


def test_a_range_is_open_where_someone_leaves_it_open() -> None:
    assert _range([NINE, FOURTEEN_DEAD], "killed") == Bounds(9, None)
    assert _range([FOURTEEN_DEAD, replace(NINE, bounds=Bounds(17, 20))], "killed") == Bounds(14, 20)
    assert _range([FOURTEEN_DEAD, replace(NINE, bounds=Bounds(None, 20))], "killed") == Bounds(None, 20)
    assert _range([FOURTEEN_DEAD, replace(NINE, bounds=Bounds(2, 2), role="part")], "killed") == Bounds(14, 14.5)
    assert _range([NINE], "injured") == Bounds()


def test_a_quote_is_a_piece_of_one_line_of_the_text() -> None:
    long = article("Head\n" + "word " * 60 + "nine dead " + "tail " * 60 + "\nFoot", None)
    found = _around(long, quote(long, "nine dead"))
    assert found in long.text
    assert "nine dead" in found
    assert "\n" not in found
    assert 200 < len(found) < 260
    assert set(found.split()) == {"word", "nine", "dead", "tail"}


# Formulas

FORMULAS = [
    "=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u3000＝1", "＝1", "＋1", "－1", "＠A", "﹦1",
    "−1", "\ufeff=1", "\u200b=1", "\x00=1", "\x0b=1", '="a"",""b"', "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example","y")',
    "\tplain", "\nplain",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_runs_as_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "1-2", "“=1”", "(=1)", "’", "  plain", "«-»", "٣", "😀=1", "#N", "1", "'=1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@STEADY
@given(st.text(max_size=20))
def test_a_harmless_cell_only_ever_gains_an_apostrophe(text: str) -> None:
    assert harmless(text) in (text, f"'{text}")
    assert harmless(harmless(text)) == harmless(text)


@pytest.mark.parametrize("raw", [False, True])
def test_names_and_headlines_cannot_run_unless_raw(tmp_path: Path, raw: bool) -> None:
    sly = article("-3 degrees, Ana Brel said.", "=Outlet()", headline='@"HYPERLINK",=1\r\n+2', byline="＝x")
    with opened(tmp_path, Contents(articles=(sly,), entities=(BREL,))) as record:
        export(record, kind="csv", output=tmp_path / "out", raw=raw)
    found = row(tmp_path / "out", "articles.csv", sly.id)
    mark = "" if raw else "'"
    assert [found[name] for name in ("outlet", "headline", "byline")] == [
        f"{mark}=Outlet()", f'{mark}@"HYPERLINK",=1\r\n+2', f"{mark}＝x"
    ]  # fmt: skip
    assert json.loads((tmp_path / "out" / "manifest.json").read_bytes())["raw"] is raw


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    below = replace(NINE, value=-3, bounds=Bounds(-3.5, -3))
    with opened(tmp_path, replace(STORY, figures=(below, FOURTEEN_DEAD))) as record:
        export(record, kind="csv", output=tmp_path / "out")
    [line] = [each for each in (tmp_path / "out" / "figures.csv").read_text(encoding="utf-8").split("\r\n") if "f-nine" in each]
    assert ",-3,-3.5,-3," in line


@settings(STEADY, max_examples=15)
@given(texts=st.lists(st.text(max_size=30), min_size=1, max_size=3, unique=True))
def test_any_text_comes_back_from_a_cell(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("cells")
    articles = tuple(article(text, f"x{text}", headline=text) for text in texts)
    with opened(folder, Contents(articles=articles)) as record:
        export(record, kind="csv", output=folder / "out", raw=True)
    headlines = {each["article_id"]: each["headline"] for each in rows(folder / "out", "articles.csv")}
    assert headlines == {each.id: each.headline for each in articles}


@pytest.mark.parametrize(
    "contents",
    [
        Contents(),
        Contents(
            articles=(article("مرحبا שלום 😀", "الجريدة", headline="\u202eعنوان", published=Published("2015", "year", "2015")),)
        ),
        Contents(
            entities=(Entity("e-1", "Ελένη", "person"),),
            events=(replace(STORY.events[0], mentions=(), figures=(), time=Time()),),
        ),
    ],
)
def test_tables_take_what_is_vague_or_in_any_script(tmp_path: Path, contents: Contents) -> None:
    with opened(tmp_path, contents) as record:
        made = export(record, kind="csv", output=tmp_path / "out")
        first = [path.read_bytes() for path in made]
        assert [path.read_bytes() for path in export(record, kind="csv", output=tmp_path / "out")] == first


def test_originals_do_not_travel_with_exports(tmp_path: Path) -> None:
    Record.write(tmp_path / "R.db", STORY, ORIGINALS)
    with Record.open(tmp_path / "R.db") as record:
        assert b"\xef\xbb\xbf" not in b"".join(lines(record))
