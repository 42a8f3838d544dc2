"""What leaves the room, the originals, and two reports side by side."""

from __future__ import annotations

import csv
import io
import socket
import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from accordingto import pipeline
from accordingto.model import Article, Published
from accordingto.present.export import lines
from accordingto.present.web.comparing import RUN_WORDS, sentences, shared_runs, words_of
from accordingto.present.web.guard import POLICY, SANDBOX
from accordingto.present.web.room import Room
from accordingto.present.web.taking import original_of, safe_name
from accordingto.record import Record
from accordingto.record.store import load_export

from .conftest import OURS, Served, client_of, links, room_of

ESCAPES = [
    "..%2f..%2fzebra", "%252e%252e%252fzebra", "%c0%ae%c0%aezebra", "..%5czebra", "zebra%00.html", "%2fetc%2fpasswd", "C:zebra",
    "CON", "nul.txt", "a-ffffffffffffffff", "'%20OR%201=1%20--zebra", "%25zebra", "%F0%9F%98%80zebra", "<b>zebra",
]  # fmt: skip

STORY = """The footbridge at Lower Marn fell into the river on Tuesday night, the harbour master said. "Nobody was on it,"
said Ida Brandt, the harbour master of Marn. She said that two boats were sunk and that the ferry would not sail before
Friday. The mayor said that the bridge had been inspected in May and that no fault had been found then."""


def page_of(more: str) -> str:
    paragraphs = "".join(f"<p>{part}</p>" for part in STORY.split(". "))
    return (
        "<!doctype html><html><head><title>Footbridge falls at Marn</title>"
        f"<meta property='og:site_name' content='Marn Post'>{more}</head><body><article>"
        f"<h1>Footbridge falls at Marn</h1>{paragraphs}</article></body></html>"
    )


def first(path: Path, question: str) -> Any:
    with Record.open(path) as record:
        return next(record.select(question))[0]


def copied(path: Path) -> tuple[str, str]:
    """A report, and the one it takes its text from."""
    with Record.open(path) as record:
        question = "SELECT derived, origin FROM derivation WHERE relation <> 'same_origin' AND direction_known ORDER BY id"
        for derived, origin in record.select(question):
            if first(path, f"SELECT outlet FROM article WHERE id = '{derived}'") == "Orde Courier" and (
                first(path, f"SELECT outlet FROM article WHERE id = '{origin}'") == "Northwire"
            ):
                return derived, origin
    raise AssertionError


# --- originals


def test_an_original_is_the_stored_bytes_as_plain_text(client: TestClient, record: Path) -> None:
    article = first(record, "SELECT id FROM article WHERE uri LIKE '%.txt' ORDER BY id LIMIT 1")
    found = client.get(f"/original/{article}")
    with Record.open(record) as held:
        assert found.content == held.original(first(record, f"SELECT sha256 FROM article WHERE id = '{article}'"))
    assert found.headers["content-type"] == "text/plain; charset=utf-8"
    assert found.headers["content-security-policy"] == POLICY
    assert found.headers["x-content-type-options"] == "nosniff"


@pytest.fixture(scope="module")
def marn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, socket.socket]]:
    """A record of one page that tries to reach a listener on this machine, and the listener."""
    listener = socket.create_server(("127.0.0.1", 0))
    there = f"http://127.0.0.1:{listener.getsockname()[1]}"
    ran = "document.title='ran'"
    tries = f"""<link rel=preconnect href={there}><link rel=dns-prefetch href={there}><link rel=prefetch href={there}/p>
    <link rel=stylesheet href={there}/s.css><link rel=icon href={there}/i.ico><meta http-equiv=refresh
    content="0;url={there}/r"><base href={there}/><script src={there}/x.js></script><script>{ran}; fetch('{there}/f')</script>
    <style>@import url({there}/c.css); body {{ background: url({there}/b.png) }} @font-face {{ font-family: f; src:
    url({there}/f.woff) }} p {{ font-family: f }}</style><img src={there}/pixel.gif onerror="{ran}"><svg onload="{ran}"></svg>
    <iframe src={there}/f></iframe><iframe srcdoc="<script>parent.{ran}</script>"></iframe><object data={there}/o></object>
    <embed src={there}/e><video src={there}/v autoplay></video><audio src={there}/a autoplay></audio><form action={there}/go>
    <input autofocus onfocus="{ran}"></form><details open ontoggle="{ran}"></details><body onload="{ran}">"""
    folder = tmp_path_factory.mktemp("marn")
    (folder / "pile").mkdir()
    (folder / "pile" / "bridge.html").write_text(page_of(tries), encoding="utf-8")
    pipeline.build([folder / "pile"], record=folder / "marn.db", model=False)
    yield folder / "marn.db", listener
    listener.close()


def test_an_original_page_is_a_document_without_powers(marn: tuple[Path, socket.socket]) -> None:
    path, _ = marn
    article = first(path, "SELECT id FROM article")
    with client_of(room_of(path)) as client:
        found = client.get(f"/original/{article}")
        assert found.headers["content-type"] == "text/html; charset=utf-8"
        assert found.headers["content-security-policy"] == SANDBOX
        assert b"document.title" in found.content  # the bytes are as they came
        source = client.get(f"/original/{article}?source=1")
        assert source.headers["content-type"] == "text/plain; charset=utf-8"
        with Record.open(path) as held:
            [(_, data)] = held.originals()
        assert source.content == data
        assert found.content == data.replace(b"<link ", b"<wbr  ").replace(b"<iframe ", b"<wbr    ")


def test_an_original_page_runs_nothing_and_fetches_nothing(
    marn: tuple[Path, socket.socket], serving: Callable[[Room], Served], chromium: Any
) -> None:
    path, listener = marn
    article = first(path, "SELECT id FROM article")
    served = serving(room_of(path))
    reached: list[str] = []
    closing = threading.Event()

    def listen() -> None:
        listener.settimeout(0.2)
        while not closing.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            connection.settimeout(0.5)
            try:
                reached.append(connection.recv(200).decode("latin-1").partition("\r\n")[0])
            except OSError:
                reached.append("a connection without a word")
            connection.close()

    listening = threading.Thread(target=listen)
    listening.start()
    try:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(served.login())
        page.goto(f"{served.origin}/original/{article}")
        page.wait_for_timeout(1500)
        assert page.title() == "Footbridge falls at Marn"
        assert page.url == f"{served.origin}/original/{article}"
        context.close()
    finally:
        closing.set()
        listening.join()
    assert reached == []


@pytest.mark.parametrize("address", ESCAPES)
def test_no_address_leads_out_of_the_record(client: TestClient, address: str) -> None:
    for path in (f"/original/{address}", f"/compare/{address}/{address}", f"/export/{address}", f"/export/{address}.csv"):
        found = client.get(path)
        assert found.status_code == 404, path
        assert "zebra" not in found.text  # what was asked is not repeated
        assert "root:" not in found.text


@pytest.mark.parametrize(
    ("uri", "data", "kind"),
    [
        ("a.txt", b"plain", "text"),
        ("a.txt", b"<html><script>1</script>", "text"),
        ("a.html", b"words", "page"),
        ("https://marn.invalid/story?id=3", b"  <!DOCTYPE html><p>words", "page"),
        ("wire.jsonl#3", b'{"html": "<html>"}', "text"),
        ("a.svg", b"<svg onload='1'/>", "text"),
        ("a.pdf", b"%PDF-1.7 words", "file"),
        ("a.html", b"PK\x03\x04", "file"),
        ("a.exe", b"MZ\x00\x00", "file"),
        ("a.txt", "words".encode("utf-16"), "text"),
        ("a.html", "<html>words".encode("utf-16"), "text"),
    ],
)
def test_what_is_not_surely_text_is_only_a_file(uri: str, data: bytes, kind: str) -> None:
    original = original_of(uri, data)
    assert original.kind == kind
    answer = original.response(data)
    is_file = answer.headers.get("content-disposition", "").startswith("attachment")
    assert is_file == (kind == "file")
    assert (answer.headers.get("content-security-policy") == SANDBOX) == (kind == "page")
    if kind == "file":
        assert original.name.endswith((".pdf", ".html.bin", ".exe.bin", ".html"))


def test_an_original_is_shown_in_the_letters_it_is_written_in() -> None:
    old = "<html><head><meta charset=windows-1252></head><p>Größe".encode("cp1252")
    assert original_of("a.html", old).charset == "windows-1252"
    assert original_of("a.html", "<p>Größe".encode()).charset == "utf-8"
    assert original_of("a.txt", b"Gr\xf6\xdfe").charset is None
    # In these letters, bytes that are no tag are read as one.
    hidden = b"<html><meta charset=iso-2022-jp><li\x1b(Jnk rel=preconnect href=//marn.invalid>\xff"
    assert original_of("a.html", hidden).charset == "windows-1252"


@given(st.text())
def test_a_file_name_leads_nowhere(uri: str) -> None:
    name = safe_name(uri)
    assert name.isascii()
    assert name.isprintable()
    assert 0 < len(name) < 90
    assert not set(name) & set("/\\:\"';<>|?*\r\n ")
    assert not name.startswith((".", "-"))
    assert ".." not in name
    assert name.partition(".")[0].lower() not in ("con", "nul", "aux", "prn", "com1", "lpt9")


def test_an_import_says_that_it_came_without_originals(record: Path, tmp_path: Path) -> None:
    with Record.open(record) as held:
        exported = list(lines(held))
    imported = tmp_path / "imported.db"
    load_export(exported, imported)
    with client_of(room_of(imported)) as client:
        found = client.get(f"/original/{first(imported, 'SELECT id FROM article')}")
        assert found.status_code == 404
        assert "came without its originals" in found.text


# --- downloads


DOWNLOADS = [
    "brief.html",
    "brief.md",
    "record.jsonl",
    "articles.csv",
    "statements.csv",
    "claims.csv",
    "events.csv",
    "figures.csv",
]


@pytest.mark.parametrize("name", DOWNLOADS)
def test_a_download_is_a_file_with_a_plain_name_and_the_same_bytes_each_time(client: TestClient, name: str) -> None:
    found, again = client.get(f"/export/{name}"), client.get(f"/export/{name}")
    assert found.status_code == 200
    told = found.headers["content-disposition"]
    assert told.isascii()
    assert told.startswith('attachment; filename="toren')
    assert told.endswith(f'{name.partition("record")[2] or name}"')
    assert found.content == again.content
    assert found.content


def test_the_downloads_are_listed_and_linked_from_the_overview(client: TestClient) -> None:
    listed = links(client.get("/export").text)
    assert {f"/export/{name}" for name in DOWNLOADS} <= set(listed)
    assert "/export" in links(client.get("/").text)


def test_the_record_leaves_whole(client: TestClient, record: Path) -> None:
    with Record.open(record) as held:
        assert client.get("/export/record.jsonl").content == b"".join(lines(held))


def test_the_brief_leaves_with_its_citations_and_no_script(client: TestClient) -> None:
    written = client.get("/export/brief.html").text
    assert "<script" not in written
    assert "http-equiv" not in written.lower() or "refresh" not in written.lower()
    assert "Toren" in written


def test_tables_have_their_columns_and_a_row_for_each(client: TestClient, record: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/export/claims.csv").content.decode("utf-8"), newline="")))
    assert len(rows) == first(record, "SELECT count(*) FROM claim")
    assert {"claim_id", "reports", "origins_low", "origins_high"} <= rows[0].keys()


def test_what_a_person_rejected_does_not_leave_in_a_table(client: TestClient, record: Path) -> None:
    claim = first(record, "SELECT id FROM claim ORDER BY id LIMIT 1")
    client.post("/judge", data={"verdict": "reject", "subject": claim, "back": "/"}, headers=OURS)
    assert claim not in client.get("/export/claims.csv").text
    assert claim in client.get("/export/record.jsonl").text


def test_no_cell_of_a_table_runs_as_a_formula(tmp_path: Path) -> None:
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "one.txt").write_text(f'=HYPERLINK("http://marn.invalid")\n\n{STORY}', encoding="utf-8")
    pipeline.build([tmp_path / "pile"], record=tmp_path / "marn.db", model=False)
    with client_of(room_of(tmp_path / "marn.db")) as client:
        for name in ("articles.csv", "statements.csv", "claims.csv"):
            written = client.get(f"/export/{name}").content.decode("utf-8")
            for row in csv.reader(io.StringIO(written, newline="")):
                assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_a_room_without_a_record_says_so_before_a_file_begins(tmp_path: Path) -> None:
    with client_of(room_of(tmp_path / "none.db")) as client:
        assert client.get("/export/record.jsonl").status_code == 303
        assert client.get("/export/claims.csv").headers["location"] == "/inputs"


# --- side by side


def test_two_reports_are_compared_and_it_is_said_who_was_first_and_why(client: TestClient, record: Path) -> None:
    derived, origin = copied(record)
    written = client.get(f"/compare/{derived}/{origin}").text
    assert "takes its text from" in written
    assert "it credits Northwire" in written
    assert 'href="#right-1"' in written
    assert 'id="right-1"' in written
    assert "Readers who can offer a bed" in written
    found = client.get(f"/api/compare/{derived}/{origin}").json()
    assert found["first"] == origin
    assert found["left"]["shared"] == found["right"]["shared"]
    swapped = client.get(f"/api/compare/{origin}/{derived}").json()
    assert swapped["first"] == origin


def test_a_shared_run_is_the_same_words_at_its_places(client: TestClient, record: Path) -> None:
    derived, origin = copied(record)
    found = client.get(f"/api/compare/{derived}/{origin}").json()
    with Record.open(record) as held:
        texts = {side: held.article(id).text for side, id in (("left", derived), ("right", origin))}  # type: ignore[union-attr]
    for run in found["runs"]:
        assert run["words"] >= RUN_WORDS
        for side in ("left", "right"):
            span = run[side]
            assert texts[side][span["start"] : span["end"]] == span["exact"]


def test_the_pieces_of_a_compared_text_are_its_stored_lines(client: TestClient, record: Path) -> None:
    derived, origin = copied(record)
    found = client.get(f"/api/compare/{derived}/{origin}").json()
    with Record.open(record) as held:
        text = held.article(derived).text  # type: ignore[union-attr]
    shown = ["".join(piece["text"] for piece in paragraph["pieces"]) for paragraph in found["left"]["paragraphs"]]
    assert shown == [line for line in text.split("\n") if line.strip()]


def test_a_rejected_copy_is_not_said_to_be_one(client: TestClient, record: Path) -> None:
    derived, origin = copied(record)
    derivation = client.get(f"/api/compare/{derived}/{origin}").json()["derivation"]
    client.post("/judge", data={"verdict": "reject", "subject": derivation, "back": "/"}, headers=OURS)
    found = client.get(f"/api/compare/{derived}/{origin}").json()
    assert found["first"] is None
    assert "was rejected by a person" in client.get(f"/compare/{derived}/{origin}").text


def test_a_report_is_not_compared_with_itself_or_with_nothing(client: TestClient, record: Path) -> None:
    article = first(record, "SELECT id FROM article ORDER BY id LIMIT 1")
    assert client.get(f"/compare/{article}/{article}").headers["location"] == f"/a/{article}"
    assert client.get(f"/compare/{article}/a-0000000000000000").status_code == 404


def article_of(text: str) -> Article:
    return Article("a-1", "a.txt", (), None, None, None, Published(), "en", "0" * 64, text, {}, ())


WORDS = st.lists(st.sampled_from(("the", "ferry", "sank", "near", "Marn", "on", "a", "calm", "night")), max_size=60).map(
    " ".join
)


@given(WORDS, WORDS)
def test_shared_runs_are_shared_and_take_no_word_twice(one: str, other: str) -> None:
    left, right = article_of(one), article_of(other)
    runs = shared_runs(left, right, words_of(one), words_of(other))
    for side in ("left", "right"):
        spans = sorted((getattr(run, side).start, getattr(run, side).end) for run in runs)
        assert all(end < start for (_, end), (start, _) in pairwise(spans))
    assert all(run.left.exact.casefold() == run.right.exact.casefold() for run in runs)
    assert (not runs) == (not _have_a_run(one.split(), other.split()))


def _have_a_run(one: list[str], other: list[str]) -> bool:
    runs = {tuple(other[at : at + RUN_WORDS]) for at in range(len(other) - RUN_WORDS + 1)}
    return any(tuple(one[at : at + RUN_WORDS]) in runs for at in range(len(one) - RUN_WORDS + 1))


def test_a_text_that_repeats_itself_is_compared_in_no_time() -> None:
    text = "ferry " * 4000
    runs = shared_runs(article_of(text), article_of(text), words_of(text), words_of(text))
    assert sum(run.words for run in runs) > 3900


def test_a_script_without_spaces_shares_runs_too() -> None:
    one, other = "渡船昨夜在马恩附近沉没。没有人在船上。", "港务长说，渡船昨夜在马恩附近沉没。"
    [run] = shared_runs(article_of(one), article_of(other), words_of(one), words_of(other))
    assert run.left.exact == "渡船昨夜在马恩附近沉没"


@given(st.text(alphabet='aB. \n?!"”é'))
def test_sentences_are_pieces_of_the_text_in_order(text: str) -> None:
    found = sentences(article_of(text))
    assert all(text[span.start : span.end] == span.exact and span.exact.strip() for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert "".join("".join(span.exact.split()) for span in found) == "".join(text.split())
