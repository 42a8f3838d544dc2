"""Each row of a table is a report or a rejection; columns are believed, texts kept code point for code point."""

from __future__ import annotations

import csv
import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.errors import UnreadableInput
from accordingto.ingest import pile, table
from accordingto.model import Pile

STORY = "The ferry stopped on Tuesday."
FULL = {
    "id": "7",
    "url": "https://lantern.example/7",
    "outlet": "Daily Lantern",
    "headline": "Ferry stops",
    "byline": "Mara Quill",
    "published": "2015-02-19",
    "language": "en",
    "text": STORY,
    "desk": "harbour",
}


def read(folder: Path, name: str, content: str | bytes) -> Pile:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return pile([path])


def uris(made: Pile) -> list[str]:
    return sorted(article.uri for article in made.articles)


def reasons(made: Pile) -> dict[str, str]:
    return {rejection.uri: rejection.reason for rejection in made.rejections}


@pytest.mark.parametrize("name", ["t.jsonl", "t.ndjson", "t.json", "t.csv", "t.tsv", "semicolons.csv"])
def test_columns_are_understood_in_every_kind_of_table(tmp_path: Path, name: str) -> None:
    if name.endswith("sv"):
        mark = {"t.csv": ",", "t.tsv": "\t"}.get(name, ";")
        content = mark.join(FULL) + "\n" + mark.join(FULL.values()) + "\n"
    else:
        content = json.dumps([FULL] if name == "t.json" else FULL)
    [article] = read(tmp_path, name, content).articles
    assert (article.uri, article.url, article.outlet) == (f"{name}#7", "https://lantern.example/7", "Daily Lantern")
    assert (article.headline, article.byline, article.language, article.text) == ("Ferry stops", "Mara Quill", "en", STORY)
    assert (article.published.value, article.published.evidence) == ("2015-02-19", "published")
    assert article.extra == {"desk": "harbour"}


def test_other_names_of_columns_are_understood(tmp_path: Path) -> None:
    row = {"Title": "Ferry stops", "Author": ["Mara Quill", "Tom Reed"], "Date": 2015, "Body": STORY, "source": "wire"}
    [article] = read(tmp_path, "t.jsonl", json.dumps(row)).articles
    assert (article.headline, article.byline, article.text) == ("Ferry stops", "Mara Quill, Tom Reed", STORY)
    assert (article.published.value, article.published.evidence) == ("2015", "Date")
    assert article.extra == {"source": "wire"}


def test_second_column_of_one_meaning_is_kept_as_it_is(tmp_path: Path) -> None:
    row = {"headline": "Ferry stops", "title": "Ferry", "text": STORY, "content": "x", "byline": "", "author": "M. Quill"}
    [article] = read(tmp_path, "t.jsonl", json.dumps(row)).articles
    assert (article.headline, article.byline, article.extra) == ("Ferry stops", "M. Quill", {"title": "Ferry", "content": "x"})


@pytest.mark.parametrize(
    ("row", "uri"),
    [({"id": 5, "url": "u"}, "t.jsonl#5"), ({"url": "https://x.example/1"}, "t.jsonl#https://x.example/1"), ({}, "t.jsonl#2")],
)
def test_row_is_named_by_id_then_url_then_number(tmp_path: Path, row: dict[str, Any], uri: str) -> None:
    assert uris(read(tmp_path, "t.jsonl", "\n" + json.dumps({**row, "text": STORY}))) == [uri]


def test_bad_lines_are_refused_by_number_and_the_rest_go_on(tmp_path: Path) -> None:
    good = json.dumps({"text": STORY})
    bad = ["{", "[1]", '{"text": 3}', '{"outlet": "x"}', '{"text": "12"}', '{"text": NaN}', '{"text": "\\ud800 ferry"}',
           '{"text": "a\\u0000b"}', '{"text": "ferry", "x": 1e999}', "[" * 100_000,
           '{"text": "ferry", "language": "tr"}']  # fmt: skip
    made = read(tmp_path, "t.jsonl", "\n".join([good, *bad, json.dumps({"text": STORY + " It rained."})]))
    assert uris(made) == ["t.jsonl#1", f"t.jsonl#{len(bad) + 2}"]
    assert set(reasons(made)) == {f"t.jsonl#{number}" for number in range(2, len(bad) + 2)}
    assert "character 2" in reasons(made)["t.jsonl#2"]
    assert "no text: understood are" in reasons(made)["t.jsonl#5"]


def test_line_of_unknown_bytes_is_refused_alone(tmp_path: Path) -> None:
    made = read(tmp_path, "t.jsonl", b'{"text": "Rain fell."}\n\x00\xff\n{"text": "Snow fell."}\r\n')
    assert uris(made) == ["t.jsonl#1", "t.jsonl#3"]
    assert "NUL" in reasons(made)["t.jsonl#2"]


def test_line_separators_inside_a_text_end_no_line(tmp_path: Path) -> None:
    text = "Rain fell.\u2028Then\u2029snow.\x85\x0b\x0c\r\nThen hail.\u00ad"
    made = read(tmp_path, "t.jsonl", json.dumps({"text": text}, ensure_ascii=False))
    assert made.articles[0].text == text


def test_json_lines_in_another_encoding_are_read(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in ("Zoë left.", "Ċ stayed."))
    assert sorted(article.text for article in read(tmp_path, "t.jsonl", lines.encode("utf-16")).articles) == [
        "Zoë left.",
        "Ċ stayed.",
    ]


def test_originals_are_the_bytes_of_the_row(tmp_path: Path) -> None:
    line = b'{"text":   "Rain fell." }'
    made = read(tmp_path, "t.jsonl", line + b"\n")
    assert made.originals == {sha256(line).hexdigest(): line}
    assert made.articles[0].sha256 == sha256(line).hexdigest()


def test_json_lines_under_the_wrong_name_are_read(tmp_path: Path) -> None:
    made = read(tmp_path, "t.json", '{"text": "Rain fell."}\n{"text": "Snow fell."}\n')
    assert uris(made) == ["t.json#1", "t.json#2"]


@pytest.mark.parametrize("content", ["", "[", "3", "[[1]]", "[]", "[" * 100_000, '{"a":' * 100_000, "null"])
def test_json_that_holds_no_reports_is_refused(tmp_path: Path, content: str) -> None:
    made = read(tmp_path, "t.json", content)
    assert (made.articles, len(made.rejections)) == ((), 1)


def test_csv_keeps_line_ends_inside_a_cell(tmp_path: Path) -> None:
    made = read(tmp_path, "t.csv", 'text,desk\r\n"Rain fell.\r\n\r\nSnow, ""too"".",north\r\n')
    assert made.articles[0].text == 'Rain fell.\r\n\r\nSnow, "too".'


def test_csv_of_one_column_is_read(tmp_path: Path) -> None:
    assert uris(read(tmp_path, "t.csv", "text\nRain fell.\n\nSnow fell.\n")) == ["t.csv#1", "t.csv#3"]


def test_bad_csv_rows_are_refused_by_number(tmp_path: Path) -> None:
    made = read(
        tmp_path, "t.csv", 'id,text\n1,Rain fell.\n2,\n3,"Snow" fell.\n4,Hail fell, too.\n5,Sun shone.\n6,"never closed\n'
    )
    assert uris(made) == ["t.csv#1", "t.csv#5"]
    assert "no text" in reasons(made)["t.csv#2"]
    assert "3 cells" in reasons(made)["t.csv#4"]
    assert set(reasons(made)) == {"t.csv#2", "t.csv#3", "t.csv#4", "t.csv#6"}


def test_csv_without_a_column_of_text_says_what_it_has(tmp_path: Path) -> None:
    assert "'words'" in reasons(read(tmp_path, "t.csv", "id,words\n1,Rain fell.\n"))["t.csv"]


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.jsonl", "t.json", "t.parquet"])
def test_empty_table_is_refused(tmp_path: Path, name: str) -> None:
    assert list(reasons(read(tmp_path, name, ""))) == [name]


def test_long_cells_are_read_and_the_limit_of_the_process_is_kept(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    assert len(read(tmp_path, "t.csv", "text\n" + "rain " * 100_000).articles) == 1
    assert csv.field_size_limit() == before


def parquet(path: Path, select: str) -> Pile:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"COPY ({select}) TO '{path}'")
    return pile([path])


def test_parquet_is_read(tmp_path: Path) -> None:
    made = parquet(
        tmp_path / "t.parquet",
        f"SELECT 'x' AS id, '{STORY}' AS text, DATE '2015-02-19' AS published, 1.5::DECIMAL(4,2) AS share, "
        "'NaN'::DOUBLE AS none, [1, 2] AS list, {'a': 'b'} AS part, '\\xFF'::BLOB AS bytes, "
        "TIMESTAMPTZ '2015-02-19 03:00:00+03' AS seen, INTERVAL 1 DAY AS span",
    )
    [article] = made.articles
    assert (article.uri, article.text, article.published.value) == ("t.parquet#x", STORY, "2015-02-19")
    assert article.extra == {
        "share": "1.50", "none": None, "list": [1, 2], "part": {"a": "b"}, "bytes": "ff", "seen": "2015-02-19T00:00:00+00:00",
        "span": "1 day, 0:00:00",
    }  # fmt: skip


def test_parquet_file_with_a_name_like_a_pattern_is_that_file_alone(tmp_path: Path) -> None:
    parquet(tmp_path / "b.parquet", "SELECT 'Snow fell.' AS text")
    made = parquet(tmp_path / "[a-b]*?.parquet", "SELECT 'Rain fell.' AS text")
    assert [article.text for article in made.articles] == ["Rain fell."]


def test_parquet_without_text_or_sense_is_refused(tmp_path: Path) -> None:
    assert "no column holds a text" in parquet(tmp_path / "t.parquet", "SELECT 1 AS a").rejections[0].reason
    assert "no Parquet file" in read(tmp_path, "u.parquet", b"PAR1 and more PAR1").rejections[0].reason


def test_parquet_without_its_extra_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert "accordingto[analytics]" in read(tmp_path, "t.parquet", b"PAR1").rejections[0].reason


KINDS = [table.json_lines, table.json_list, table.csv_rows]


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    st.sampled_from(KINDS),
    st.binary() | st.text(alphabet='{}[]",:\\textu\n\r\t 01\ud800'.replace("\ud800", "é")).map(str.encode),
)
def test_any_bytes_are_rows_or_refused(kind: Any, raw: bytes) -> None:
    try:
        made = list(table.drafts(kind(raw, "t"), "t"))
    except UnreadableInput:
        return
    assert all(each.uri.startswith("t#") for each in made)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from([*FULL, "x"]), st.text(st.characters(codec="utf-8"), max_size=20)), max_size=4))
def test_rows_are_the_same_in_json_lines_and_in_a_json_list(rows: list[dict[str, str]]) -> None:
    lines = "\n".join(json.dumps(row) for row in rows).encode()
    from_lines = list(table.drafts(table.json_lines(lines, "t"), "t"))
    from_list = list(table.drafts(table.json_list(json.dumps(rows).encode(), "t"), "t"))
    assert [getattr(row, "text", row.uri) for row in from_lines] == [getattr(row, "text", row.uri) for row in from_list]


def test_names_and_headlines_are_one_line_of_writing(tmp_path: Path) -> None:
    row = FULL | {"outlet": "Daily\x00 Lantern\r\n", "headline": "Ferry \u2028\n stops\x07", "byline": "\x00\t"}
    [article] = read(tmp_path, "t.jsonl", json.dumps(row)).articles
    assert (article.outlet, article.headline, article.byline) == ("Daily Lantern", "Ferry stops", None)
