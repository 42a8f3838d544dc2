from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from accordingto import pipeline
from accordingto.model import Statement
from accordingto.present.web import drops
from accordingto.present.web.builds import Builds
from accordingto.present.web.drops import Drop, UnusableDrop, received, safe_name, sample
from accordingto.present.web.inputs import inputs, totals
from accordingto.present.web.room import Room
from accordingto.present.web.shelf import Shelf
from accordingto.record.store import Record
from tests.present.web.conftest import OURS, client_of, room_of
from tests.present.web.standins import quick, slow, until

MILL = "The mill in Varn burned down on 3 March 2031, the miller Oda Prenn said. Nobody was hurt, she said."

# ------------------------------------------------------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("mill.txt", "mill.txt"),
        ("../../x", "x"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\mill.txt", "mill.txt"),
        ("C:\\con.txt", "_con.txt"),
        ("c:mill.txt", "mill.txt"),
        ("NUL", "_NUL"),
        ("aux .txt", "_aux.txt"),
        ("lpt1.tar.gz", "_lpt1.tar.gz"),
        ("console.txt", "console.txt"),
        ("a\0b.txt", "ab.txt"),
        ("a\r\nb\x1b[31m.txt", "ab[31m.txt"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("///", "unnamed"),
        (".hidden.txt", "_hidden.txt"),
        ("mill.txt. . ", "mill.txt"),
        ("at 10:30.txt", "at 10_30.txt"),
        ("Report of 19.2", "Report of 19.2"),
        ("تقرير عن السد.txt", "تقرير عن السد.txt"),
        ("דוח.html", "דוח.html"),
        ("می‌گوید.txt", "می‌گوید.txt"),
        ("မီးလောင်မှု.txt", "မီးလောင်မှု.txt"),
        ("mill\u202etxt.exe", "milltxt.exe"),
        ("half \ud800 a character.txt", "half  a character.txt"),
    ],
)
def test_file_keeps_its_own_name_as_far_as_it_is_harmless(given: str, name: str) -> None:
    assert safe_name(given) == name


@pytest.mark.parametrize("letter", ["a", "ä", "水", "𐍈"])
def test_long_name_is_cut_and_keeps_its_ending(letter: str) -> None:
    name = safe_name(letter * 300 + ".jsonl")
    assert name.endswith(letter + ".jsonl")
    assert len(name.encode()) <= drops.NAME_LONGEST


@given(st.text(max_size=400))
def test_any_name_is_one_plain_file_of_its_folder(given: str) -> None:
    name = safe_name(given)
    assert Path("/drop", name).parent == Path("/drop")
    assert name not in ("", ".", "..")
    assert not name.startswith(".")
    assert len(name.encode()) < 256
    assert safe_name(name) == name


def test_second_file_of_a_name_gets_a_number() -> None:
    drop = Drop()
    for name in ("mill.txt", "other/mill.txt", "MILL.TXT", "café.txt", "cafe\u0301.txt", "mill (2).txt"):
        drop.place(name).write_text(MILL)
    assert drop.names == ["mill.txt", "mill (2).txt", "MILL (3).TXT", "café.txt", "cafe\u0301 (2).txt", "mill (2) (2).txt"]
    drop.discard()


def test_drop_lies_in_no_place_of_the_users_and_only_its_owner_reads_it() -> None:
    drop = Drop()
    assert drop.folder.parent == Path(tempfile.gettempdir())
    assert drop.folder.stat().st_mode & 0o077 == 0
    folder = drop.folder
    del drop
    assert not folder.exists()


# -------------------------------------------------------------------------------------------------------------- receiving

FORM = "multipart/form-data; boundary=x"


def part(name: str, data: bytes, file: str | None = None) -> bytes:
    named = f'; filename="{file}"' if file is not None else ""
    return f'--x\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode() + data + b"\r\n"


def taken(*parts: bytes, end: bytes = b"--x--\r\n", kind: str = FORM, at_once: int = 7, **most: int) -> Drop:
    """A form received in small pieces; in a thread, as a browser that tests drive keeps this one's event loop."""
    form = b"".join(parts) + end

    async def body() -> AsyncIterator[bytes]:
        for start in range(0, len(form), at_once):
            yield form[start : start + at_once]

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(received(body(), kind, **most))).result()


def refused(*parts: bytes, **how: Any) -> UnusableDrop:
    """Why a form is refused; and nothing of it stays behind."""
    before = set(Path(tempfile.gettempdir()).glob("accordingto-*"))
    with pytest.raises(UnusableDrop) as error:
        taken(*parts, **how)
    assert set(Path(tempfile.gettempdir()).glob("accordingto-*")) <= before
    return error.value


def test_files_are_kept_byte_for_byte() -> None:
    data = bytes(range(256)) * 9 + b"\r\n--x\r"
    drop = taken(part("files", data, "mill.bin"), part("files", b"", "empty.txt"), part("outlet", b" Varn  Courier "))
    assert (drop.folder / "mill.bin").read_bytes() == data
    assert (drop.folder / "empty.txt").read_bytes() == b""
    assert (drop.names, drop.bytes, drop.said.outlet) == (["mill.bin", "empty.txt"], len(data), "Varn Courier")
    drop.discard()


def test_what_is_said_of_the_files_is_understood() -> None:
    said = taken(
        part("files", b"x", "x.txt"),
        part("published", b"2031-03"),
        part("language", b"en"),
        part("rules", b"1"),
        part("outlet", b""),
    ).said
    assert (said.outlet, said.published, said.language, said.model, said.fresh) == (None, "2031-03", "en", False, False)


def test_file_too_large_stands_there_by_its_size_alone() -> None:
    drop = taken(part("files", b"a" * 500, "large.txt"), part("files", b"b", "small.txt"), file_most=100)
    large = (drop.folder / "large.txt").stat()
    assert (large.st_size, large.st_blocks) == (500, 0)
    assert (drop.folder / "small.txt").read_bytes() == b"b"
    drop.discard()


@pytest.mark.parametrize(
    ("parts", "how", "status", "words"),
    [
        ([part("files", b"a", f"{n}.txt") for n in range(4)], {"files_most": 3}, 413, "more than 3 files at once"),
        ([part("files", b"", "")], {}, 422, "no file was chosen"),
        ([part("outlet", b"Courier")], {}, 422, "no file was chosen"),
        ([part("files", b"a", "a.txt")], {"end": b""}, 400, "send it again"),
        ([b"--y nonsense"], {}, 400, "send it again"),
        ([], {"kind": "application/json"}, 415, "as a form does"),
        ([], {"kind": "multipart/form-data"}, 415, "as a form does"),
        ([part("files", b"a", "a.txt"), part("published", b"last Thursday")], {}, 422, "2031-03-04"),
        ([part("outlet", b"a" * 2000)], {}, 422, "shorten it"),
        ([part(f"field{n}", b"a") for n in range(30)], {}, 400, "more fields"),
    ],
)
def test_unusable_form_is_refused_with_what_to_do(parts: list[bytes], how: dict[str, Any], status: int, words: str) -> None:
    error = refused(*parts, **how)
    assert (error.status, words in error.reason) == (status, True)


def test_full_disk_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Drop, "place", full)
    error = refused(part("files", b"a", "a.txt"))
    assert error.status == 507
    assert "No space left" in error.reason


def test_invented_affair_is_five_reports_and_what_is_said_of_them() -> None:
    drop = sample()
    assert len(drop.names) == 6
    assert len(drops.sample_hashes()) == 5
    drop.discard()


# ------------------------------------------------------------------------------------------------------------------- list


@pytest.fixture
def shelf(toren: Path) -> Iterator[Shelf]:
    with Record.open(toren) as record:
        yield Shelf(record)


def test_nothing_that_was_put_in_is_missing(shelf: Shelf) -> None:
    counted = totals(shelf)
    assert counted.inputs == counted.ok + counted.duplicate + counted.refused
    listing = inputs(shelf)
    assert listing.count == counted.inputs == len(listing.inputs)
    uris = {uri for each in shelf.record.articles() for uri in (each.uri, *each.also)}
    uris |= {each.uri for each in shelf.record.rejections()}
    assert {each.uri for each in listing.inputs} == uris
    for fate in ("ok", "duplicate", "refused"):
        assert len(inputs(shelf, state=fate).inputs) == getattr(counted, fate)


def test_what_was_refused_comes_first_with_stage_and_reason(shelf: Shelf) -> None:
    first = inputs(shelf).inputs[0]
    assert (first.fate, first.stage) == ("refused", "ingest")
    assert first.reason


def test_report_leads_to_its_words_with_size_and_hash_of_its_original(shelf: Shelf) -> None:
    [one] = inputs(shelf, find="01-gate-fails.txt").inputs
    assert one.report is not None
    article = shelf.record.article(one.report.id)
    assert article is not None
    assert one.sha256 == article.sha256
    assert one.bytes == len(shelf.record.original(article.sha256))
    assert [each.uri for each in inputs(shelf, find=article.sha256[:12].upper()).inputs] == [one.uri]


@pytest.mark.parametrize("find", ["%", "_", "!", "' OR 1", "\\"])
def test_what_is_looked_for_is_never_taken_as_a_pattern(shelf: Shelf, find: str) -> None:
    assert all(find in each.uri for each in inputs(shelf, find=find).inputs)


def test_list_is_leafed_through_across_fates(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accordingto.present.web.inputs.PAGE_ROWS", 2)
    whole = [each.uri for page in range(1, inputs(shelf).pages + 1) for each in inputs(shelf, page=page).inputs]
    monkeypatch.undo()
    assert whole == [each.uri for each in inputs(shelf).inputs]


def test_page_shows_every_input_and_where_to_put_in_more(client: TestClient) -> None:
    page = client.get("/inputs").text
    assert "15-empty.txt" in page
    assert "there are no words in it" in page
    assert 'type="file" multiple' in page
    assert 'enctype="multipart/form-data"' in page
    filtered = client.get("/inputs?state=refused").text
    assert "15-empty.txt" in filtered
    assert "01-gate-fails.txt" not in filtered


def test_page_says_which_part_of_its_address_it_did_not_understand(client: TestClient) -> None:
    page = client.get("/inputs?state=lost&page=x")
    assert page.status_code == 200
    assert "state: one of refused, ok, duplicate" in page.text


def test_what_was_looked_for_is_escaped(client: TestClient) -> None:
    page = client.get("/inputs", params={"find": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page
    assert "No input answers." in page


def test_twin_of_the_page_holds_the_same(client: TestClient, shelf: Shelf) -> None:
    twin = client.get("/api/inputs", params={"state": "refused"}).json()
    assert [each["uri"] for each in twin["inputs"]] == [each.uri for each in inputs(shelf, state="refused").inputs]
    assert client.get("/api/inputs", params={"state": "lost"}).status_code == 422


def test_further_copy_and_odd_names_are_listed(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    for name in ("mill.txt", "تقرير.txt", "<b>&mill.txt"):
        (pile / name).write_text(MILL)
    pipeline.build([pile], record=tmp_path / "mill.db", model=False)
    with Record.open(tmp_path / "mill.db") as record:
        counted = totals(Shelf(record))
    assert (counted.inputs, counted.ok, counted.duplicate) == (3, 1, 2)
    with client_of(room_of(tmp_path / "mill.db")) as client:
        page = client.get("/inputs").text
        assert "<bdi>تقرير.txt</bdi>" in page
        assert "&lt;b&gt;&amp;mill.txt" in page
        assert "the same text, outlet and address as" in page


def test_record_of_refusals_alone_explains_itself(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "mill.zip").write_bytes(b"PK\x03\x04")
    pipeline.build([pile], record=tmp_path / "mill.db", model=False)
    with client_of(room_of(tmp_path / "mill.db")) as client:
        page = client.get("/inputs").text
        assert "No report could be read, so the record is empty." in page
        assert "files that end in .zip are not read" in page
        assert client.get("/build").status_code == 200
        assert "every input was refused, each with its reason" in client.get("/").text


@pytest.mark.model
def test_judgement_whose_words_are_gone_is_listed_with_them(record: Path, tmp_path: Path) -> None:
    with Record.open(record) as held:
        statement = next(held.nouns(Statement))
    pipeline.judge(record, "accept", [statement.id], author="m.k.", reason="heard it myself")
    other = tmp_path / "mill.txt"
    other.write_text(MILL)
    pipeline.build([other], record=record, model=False, fresh=True)
    with client_of(room_of(record)) as client:
        page = client.get("/inputs").text
        assert "Judgements without a place" in page
        assert "heard it myself" in page
        assert 'value="undo"' in page


# ------------------------------------------------------------------------------------------------------------ putting in


@pytest.fixture
def empty(tmp_path: Path) -> Room:
    return room_of(tmp_path / "new.db")


def test_room_without_a_record_says_what_it_is_and_how_to_begin(empty: Room) -> None:
    with client_of(empty) as client:
        assert client.get("/claims").headers["location"] == "/inputs"
        page = client.get("/inputs").text
        for words in (
            "a sourced record",
            "pile.toml",
            "Try it with an invented affair",
            'type="file" multiple',
            "Build the record",
        ):
            assert words in page
        assert client.get("/build").status_code == 200
        assert client.get("/api/inputs").status_code == 404


def test_room_without_a_record_tells_of_a_build_that_was_stopped(empty: Room) -> None:
    empty.builds = Builds(empty.path, slow)
    with client_of(empty) as client:
        client.post("/inputs", files={"files": ("mill.txt", MILL.encode())}, headers=OURS)
        assert "The first record is being built." in client.get("/inputs").text
        until(lambda: empty.builds.state().stages[1].done)
        client.post("/build/stop", headers=OURS)
        assert "was stopped before there was a record" in client.get("/inputs").text
        client.post("/build/forget", headers=OURS)
        assert "was stopped" not in client.get("/inputs").text


def test_unusable_form_is_answered_on_the_page_it_came_from(client: TestClient) -> None:
    answer = client.post("/inputs", files={"files": ("a.txt", b"a")}, data={"published": "soon"}, headers=OURS)
    assert answer.status_code == 422
    assert "the date of publication was not understood" in answer.text
    assert 'type="file" multiple' in answer.text
    assert client.get("/api/build").json() is None


def test_body_beyond_its_limit_is_refused_and_nothing_kept(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from accordingto.present.web.app import app
    from tests.present.web.conftest import HERE, PAGE, PORT

    room = room_of(record)
    before = set(Path(tempfile.gettempdir()).glob("accordingto-*"))
    with TestClient(app(room, port=PORT, upload_most=1000), base_url=HERE, headers=PAGE) as client:
        client.cookies.set(f"accordingto_{PORT}", room.keys.admit(), domain="127.0.0.1")
        form = part("files", b"a" * 5000, "a.txt") + b"--x--\r\n"
        headers = OURS | {"content-type": FORM}
        assert client.post("/inputs", content=form, headers=headers).status_code == 413
        assert client.post("/inputs", content=iter([form[:800], form[800:]]), headers=headers).status_code == 413
    assert set(Path(tempfile.gettempdir()).glob("accordingto-*")) <= before
    assert not room.builds.running


def test_another_site_cannot_put_anything_in(client: TestClient) -> None:
    files = {"files": ("mill.txt", MILL.encode())}
    assert client.post("/inputs", files=files, headers={"origin": "https://other.example"}).status_code == 403
    assert client.post("/inputs", files=files).status_code == 403


@pytest.mark.model
def test_files_that_are_put_in_are_built_and_each_is_accounted_for(empty: Room) -> None:
    pile = '[files."mill.txt"]\noutlet = "Varn Courier"\npublished = 2031-03-04\n'
    names = ["mill.txt", "../../x", "C:\\con.txt", "تقرير.txt", "a" * 300 + ".txt", "mill.zip", "empty.txt", ".hidden.txt"]
    texts = [f"{MILL} This is telling number {n}." for n in range(len(names))]
    texts[names.index("empty.txt")] = " "
    files = [("files", (name, text.encode())) for name, text in zip(names, texts, strict=True)]
    with client_of(empty) as client:
        answer = client.post(
            "/inputs",
            files=[*files, ("files", ("pile.toml", pile.encode()))],
            data={"outlet": "Orde Mail", "rules": "1"},
            headers=OURS,
        )
        assert (answer.status_code, answer.headers["location"]) == (303, "/build")
        until(lambda: not empty.builds.running, 120)
        page = client.get("/build").text
        assert "files that end in .zip are not read" in page
        assert "2 inputs refused" in page
        twin = client.get("/api/inputs").json()
    assert {each["uri"]: each["fate"] for each in twin["inputs"]} == {
        "mill.txt": "ok", "x": "ok", "_con.txt": "ok", "تقرير.txt": "ok", safe_name(names[4]): "ok", "mill.zip": "refused",
        "empty.txt": "refused", "_hidden.txt": "ok",
    }  # fmt: skip
    outlets = {each["uri"]: each["report"]["outlet"] for each in twin["inputs"] if each["report"]}
    assert (outlets["mill.txt"], outlets["x"]) == ("Varn Courier", "Orde Mail")


@pytest.mark.browser
def test_files_are_dropped_listed_and_sent(empty: Room, serving: Callable[..., Any], chromium: Any) -> None:
    empty.builds = Builds(empty.path, quick)
    served = serving(empty)
    page = chromium.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(served.login())
    page.evaluate(
        """() => { const given = new DataTransfer();
        given.items.add(new File(["The mill burned."], "<i>mill.txt"));
        given.items.add(new File(["The mill burned again."], "again.txt"));
        document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: given, bubbles: true, cancelable: true})); }"""
    )
    page.wait_for_selector("text=2 files, 38 bytes")
    assert page.locator("[data-chosen] li bdi").all_inner_texts() == ["<i>mill.txt", "again.txt"]
    page.get_by_role("button", name="Build the record").click()
    page.wait_for_url("**/build")
    page.wait_for_selector("h1:has-text('The record is built')")
    assert problems == []
    page.close()


@pytest.mark.browser
def test_files_are_sent_without_scripts(empty: Room, serving: Callable[..., Any], chromium: Any, tmp_path: Path) -> None:
    empty.builds = Builds(empty.path, quick)
    served = serving(empty)
    report = tmp_path / "mill.txt"
    report.write_text(MILL)
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.login())
    page.set_input_files("input[type=file]", report)
    page.get_by_role("button", name="Build the record").click()
    until(lambda: not empty.builds.running)
    page.goto(f"{served.origin}/build")
    assert page.inner_text("h1") == "The record is built"
    context.close()
