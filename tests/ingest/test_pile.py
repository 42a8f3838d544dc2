"""Everything that was given ends as an article or a rejection, and the pile is the same in any order."""

from __future__ import annotations

import os
import random
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accordingto.errors import EmptyPile
from accordingto.ingest import draft, files, pile
from accordingto.model import identify

STORY = "The ferry stopped on Tuesday, and nobody was hurt, said the harbour office of Oldport."


def write(folder: Path, **stories: str) -> None:
    for name, story in stories.items():
        (folder / name.replace("__", ".")).write_text(story, encoding="utf-8")


def test_file_of_text_is_an_article_with_its_bytes(tmp_path: Path) -> None:
    raw = f"\ufeff{STORY}\r\n\r\n".encode()
    (tmp_path / "ferry.txt").write_bytes(raw)
    made = pile([tmp_path / "ferry.txt"])
    [article] = made.articles
    assert article.text == f"{STORY}\r\n\r\n"
    assert (article.uri, article.id) == ("ferry.txt", identify("a", article.text, None, None))
    assert (article.outlet, article.headline, article.published.value, article.zones, article.extra) == (
        None,
        None,
        None,
        (),
        {},
    )
    assert made.originals == {sha256(raw).hexdigest(): raw} == {article.sha256: raw}
    assert made.rejections == ()


def test_folder_is_read_to_the_bottom_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    write(tmp_path, a__txt=STORY, note=f"{STORY} 1", page__MD=f"{STORY} 2")
    write(tmp_path / "b" / "c", deep__text=f"{STORY} 3")
    write(tmp_path / ".git", secret__txt=f"{STORY} 4")
    (tmp_path / ".hidden.txt").write_text(STORY, encoding="utf-8")
    assert sorted(article.uri for article in pile([tmp_path]).articles) == ["a.txt", "b/c/deep.text", "note", "page.MD"]


def test_same_report_under_other_names_is_one_article(tmp_path: Path) -> None:
    write(tmp_path, b__txt=STORY, a__txt=STORY, c__md=STORY)
    [article] = pile([tmp_path]).articles
    assert (article.uri, article.also) == ("a.txt", ("b.txt", "c.md"))


def test_same_words_from_another_outlet_are_another_article(tmp_path: Path) -> None:
    write(
        tmp_path, t__jsonl=f'{{"text": "{STORY}", "outlet": "A"}}\n{{"text": "{STORY}", "outlet": "B"}}\n{{"text": "{STORY}"}}'
    )
    assert len({article.id for article in pile([tmp_path]).articles}) == 3


def test_what_one_copy_does_not_say_another_may(tmp_path: Path) -> None:
    write(
        tmp_path,
        t__jsonl=f'{{"id": "b", "text": "{STORY}", "date": "2015", "x": 1}}\n'
        f'{{"id": "a", "text": "{STORY}", "date": "?", "x": 2}}',
    )
    [article] = pile([tmp_path]).articles
    assert (article.uri, article.published.value, article.extra["x"]) == ("t.jsonl#a", "2015", 2)


def test_pile_is_the_same_in_any_order_and_however_often(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}").mkdir()
        write(tmp_path / f"{number}", a__txt=f"{STORY} {number % 2}", b__txt="1", c__csv=f"text\n{STORY} {number}\n")
    inputs = [*sorted(tmp_path.iterdir()), tmp_path, tmp_path / "0" / "a.txt"]
    expected = pile(inputs)
    shuffled = [*inputs, *inputs]
    random.Random(7).shuffle(shuffled)
    assert pile(shuffled) == expected
    assert list(pile(shuffled).originals) == list(expected.originals)
    assert [article.id for article in expected.articles] == sorted(article.id for article in expected.articles)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("scan.pdf", b"%PDF-1.7", "files that end in .pdf are not read. Read are .txt"),
        ("data.xyz", b"words", "files that end in .xyz"),
        ("photo", b"\x89PNG\r\n\x1a\n\x00\x00", "NUL"),
        ("empty.txt", b"", "no words"),
        ("blank.txt", b" \r\n\t", "no words"),
        ("numbers.txt", b"1 2 3", "no words"),
    ],
)
def test_what_is_no_report_is_refused_with_its_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    [rejection] = pile([tmp_path]).rejections
    assert (rejection.uri, rejection.stage) == (name, "ingest")
    assert reason in rejection.reason


def test_text_longer_than_a_report_can_be_is_refused(tmp_path: Path) -> None:
    write(tmp_path, long__txt="a " * 500_001, just__txt="a " * 500_000)
    made = pile([tmp_path], language="en")
    assert [article.uri for article in made.articles] == ["just.txt"]
    assert "1,000,002 characters" in made.rejections[0].reason


def test_file_larger_than_a_pile_can_hold_is_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(draft.MAX_BYTES + 1)
    assert "Split it" in pile([tmp_path]).rejections[0].reason


def test_number_after_a_full_stop_is_no_ending() -> None:
    assert [files.ending_of(Path(name)) for name in ("Report of 19.2", "a.HTML", "No. 5 fell", "x")] == ["", ".html", "", ""]


def test_links_that_leave_the_folder_are_refused(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    (inside / "real").mkdir(parents=True)
    write(tmp_path, secret__txt=STORY)
    write(inside / "real", a__txt=STORY)
    (inside / "out.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "up").symlink_to(tmp_path)
    (inside / "in.txt").symlink_to(inside / "real" / "a.txt")
    (inside / "again").symlink_to(inside)
    (inside / "lost.txt").symlink_to(inside / "nowhere.txt")
    (inside / "self.txt").symlink_to(inside / "self.txt")
    made = pile([inside])
    assert [(article.uri, article.also) for article in made.articles] == [("in.txt", ("real/a.txt",))]
    assert {rejection.uri: rejection.reason[:28] for rejection in made.rejections} == {
        "out.txt": "it is a link that leaves the", "up": "it is a link that leaves the",
        "lost.txt": "it cannot be opened: No such",
        "self.txt": "it cannot be opened: Too man",
    }  # fmt: skip


def test_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "pipe" in pile([tmp_path]).rejections[0].reason


def test_name_that_is_no_utf8_is_written_with_escapes(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(STORY, encoding="utf-8")
    assert pile([tmp_path]).articles[0].uri == "caf\\xe9.txt"


def test_name_of_a_file_is_relative_to_what_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    write(tmp_path / "sub", a__txt=STORY)
    monkeypatch.chdir(tmp_path)
    assert [pile([given]).articles[0].uri for given in (".", "sub", "sub/a.txt", tmp_path)] == [
        "sub/a.txt",
        "a.txt",
        "a.txt",
        "sub/a.txt",
    ]


@pytest.mark.parametrize("given", ["nowhere", "https://lantern.example/1", "a\x00b"])
def test_input_that_is_not_there_is_named(tmp_path: Path, given: str) -> None:
    with pytest.raises(EmptyPile) as refused:
        pile([tmp_path, given])
    assert repr(given) in str(refused.value)


def test_folder_with_nothing_to_read_says_what_to_give(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text(STORY, encoding="utf-8")
    (tmp_path / "pile.toml").write_text("", encoding="utf-8")
    with pytest.raises(EmptyPile, match="give files or a folder"):
        pile([tmp_path])
    with pytest.raises(EmptyPile, match="no input"):
        pile([])


def test_progress_is_told_each_file_once(tmp_path: Path) -> None:
    write(tmp_path, b__txt=STORY, a__txt=STORY, pile__toml="")
    seen: list[str] = []
    pile([tmp_path], progress=seen.append)
    assert seen == ["a.txt", "b.txt"]


def test_where_things_are_said_is_kept(tmp_path: Path) -> None:
    write(
        tmp_path,
        page__html=f'<meta property="og:site_name" content="Lantern"><p>{STORY}</p>',
        t__jsonl=f'{{"text": "{STORY}", "url": "u"}}',
    )
    by_uri = {article.uri: article.extra.get("evidence") for article in pile([tmp_path], outlet="Option").articles}
    assert by_uri == {"page.html": {"outlet": "meta:og:site_name"}, "t.jsonl#u": {"outlet": "option"}}


ENDINGS = [".txt", "", ".md", ".html", ".xhtml", ".jsonl", ".json", ".csv", ".tsv", ".parquet", ".pdf"]


@settings(derandomize=True, max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(ENDINGS), st.binary(max_size=200) | st.text(max_size=100).map(str.encode)),
        min_size=1,
        max_size=4,
    )
)
def test_any_files_end_as_articles_or_rejections(tmp_path: Path, contents: list[tuple[str, bytes]]) -> None:
    folder = tmp_path / identify("f", [[ending, raw.hex()] for ending, raw in contents])
    folder.mkdir(exist_ok=True)
    for number, (ending, raw) in enumerate(contents):
        (folder / f"{number}{ending}").write_bytes(raw)
    made = pile([folder])
    accounted = {uri.partition("#")[0] for article in made.articles for uri in (article.uri, *article.also)}
    accounted |= {rejection.uri.partition("#")[0] for rejection in made.rejections}
    assert accounted == {f"{number}{ending}" for number, (ending, _) in enumerate(contents)}
    assert all(sha256(raw).hexdigest() == digest for digest, raw in made.originals.items())
    assert pile([folder, folder]) == made
