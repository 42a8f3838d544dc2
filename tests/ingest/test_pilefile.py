"""What a person says of files is believed first, and a mistake in it stops the build with a way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordingto.errors import UnusablePileFile
from accordingto.ingest import pile

STORY = "The ferry stopped on Tuesday, and nobody was hurt, said the harbour office of Oldport."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ferry.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


def test_pile_toml_says_what_a_file_cannot(folder: Path) -> None:
    (folder / "pile.toml").write_text(
        '[defaults]\nlanguage = "en"\noutlet = "Daily Lantern"\n'
        '[files."ferry.txt"]\npublished = 2015-02-19\nurl = "https://lantern.example/1"\nheadline = "Ferry stops"\n'
        'byline = "M. Quill"\n',
        encoding="utf-8",
    )
    [article] = pile([folder]).articles
    assert (article.outlet, article.headline, article.byline) == ("Daily Lantern", "Ferry stops", "M. Quill")
    assert (article.url, article.language) == ("https://lantern.example/1", "en")
    assert (article.published.value, article.published.evidence) == ("2015-02-19", "pile.toml")
    assert article.extra["evidence"]["outlet"] == "pile.toml"


def test_pile_csv_says_what_a_file_cannot(folder: Path) -> None:
    (folder / "pile.csv").write_text("file,outlet,published\nferry.txt,Daily Lantern,2015-02\n", encoding="utf-8")
    [article] = pile([folder]).articles
    assert (article.outlet, article.published.value, article.published.evidence) == ("Daily Lantern", "2015-02", "pile.csv")


def test_entry_goes_before_row_before_defaults_before_option(folder: Path) -> None:
    (folder / "ferry.txt").unlink()
    (folder / "a.jsonl").write_text(
        f'{{"text": "{STORY}", "outlet": "Row"}}\n{{"text": "{STORY} It rained."}}', encoding="utf-8"
    )
    (folder / "b.jsonl").write_text(f'{{"text": "{STORY} It snowed.", "outlet": "Row"}}', encoding="utf-8")
    (folder / "pile.toml").write_text('[defaults]\noutlet = "All"\n[files."b.jsonl"]\noutlet = "Entry"', encoding="utf-8")
    outlets = {article.text[len(STORY) :].strip(): article.outlet for article in pile([folder], outlet="Option").articles}
    assert outlets == {"": "Row", "It rained.": "All", "It snowed.": "Entry"}


def test_option_holds_for_what_nobody_else_says(folder: Path) -> None:
    [article] = pile([folder], outlet="Daily Lantern", published="19 February 2015", language="en").articles
    assert (article.outlet, article.published.value, article.published.evidence) == ("Daily Lantern", "2015-02-19", "option")


def test_nearest_pile_file_goes_first_and_speaks_of_folders_below(folder: Path) -> None:
    (folder / "north").mkdir()
    (folder / "north" / "snow.txt").write_text(STORY, encoding="utf-8")
    (folder / "pile.toml").write_text(
        '[defaults]\noutlet = "Far"\npublished = "2015"\n[files."north/snow.txt"]\nbyline = "M. Quill"', encoding="utf-8"
    )
    (folder / "north" / "pile.toml").write_text('[defaults]\noutlet = "Near"', encoding="utf-8")
    by_uri = {article.uri: article for article in pile([folder]).articles}
    assert (by_uri["north/snow.txt"].outlet, by_uri["north/snow.txt"].byline) == ("Near", "M. Quill")
    assert (by_uri["ferry.txt"].outlet, by_uri["north/snow.txt"].published.value) == ("Far", "2015")


def test_pile_file_beside_a_given_file_is_read(folder: Path) -> None:
    (folder / "pile.toml").write_text('[defaults]\noutlet = "Daily Lantern"', encoding="utf-8")
    assert pile([folder / "ferry.txt", folder / "pile.toml"]).articles[0].outlet == "Daily Lantern"


@pytest.mark.parametrize("name", ["fery.txt", "../outside.txt", "x" * 400])
def test_name_of_no_file_is_a_rejection(folder: Path, name: str) -> None:
    (folder / "pile.toml").write_text(f'[files."{name}"]\noutlet = "Daily Lantern"', encoding="utf-8")
    [rejection] = pile([folder]).rejections
    assert name in rejection.uri
    assert "pile.toml names a file" in rejection.reason


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("pile.toml", "[defaults", "is not TOML"),
        ("pile.toml", "[default]\noutlet='x'", "'default' is not understood"),
        ("pile.toml", "[defaults]\nsource='x'", "'source' in defaults is not understood; there are outlet"),
        ("pile.toml", "[defaults]\noutlet=3", "outlet in defaults is 3"),
        ("pile.toml", "files = 3", "files is 3"),
        ("pile.toml", "[files]\n'ferry.txt' = 'x'", "ferry.txt"),
        ("pile.toml", "a = " + "[" * 5000, "pile.toml"),
        ("pile.csv", "text,outlet\nRain fell.,x", "no column 'file'"),
        ("pile.csv", "", "no column 'file'"),
        ("pile.csv", "file,source\nferry.txt,x", "'source' in ferry.txt is not understood"),
        ("pile.csv", "file,outlet\nferry.txt,x\nferry.txt,y", "two rows"),
        ("pile.csv", "file,outlet\n,x", "names no file"),
        ("pile.csv", "file,outlet\nferry.txt,x,y", "more cells"),
    ],
)
def test_mistake_in_a_pile_file_is_named(folder: Path, name: str, content: str, message: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(UnusablePileFile, match=name) as refused:
        pile([folder])
    assert message in str(refused.value)


def test_binary_pile_file_is_named(folder: Path) -> None:
    (folder / "pile.toml").write_bytes(b"\x00\x01")
    with pytest.raises(UnusablePileFile, match="NUL"):
        pile([folder])
