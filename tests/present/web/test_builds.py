from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from accordingto import pipeline
from accordingto.present.web import builds as module
from accordingto.present.web.builds import Building, Builds, NothingKept, _files_of
from accordingto.record.lines import lines
from accordingto.record.store import Record
from tests.present.web.conftest import OURS, client_of, room_of
from tests.present.web.standins import (
    breaking,
    dropped,
    killed,
    quick,
    refusing,
    slow,
    stubborn,
    telling,
    until,
    writing,
)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Callable[..., Builds]]:
    all_of_them: list[Builds] = []

    def make(build: Callable[..., Any], path: Path = tmp_path / "mill.db") -> Builds:
        all_of_them.append(Builds(path, build))
        return all_of_them[-1]

    yield make
    for builds in all_of_them:
        builds.stop()
        builds.forget()


def ended(builds: Builds) -> Any:
    until(lambda: not builds.running)
    state = builds.state()
    assert state is not None
    return state


def test_nothing_was_built_before_anything_was_dropped(made: Callable[..., Builds]) -> None:
    builds = made(quick)
    assert builds.state() is None
    assert not builds.running
    builds.stop()


def test_finished_build_says_what_it_made_and_lets_go_of_the_files(made: Callable[..., Builds]) -> None:
    builds, drop = made(quick), dropped("mill.txt", "torn.txt")
    builds.start(drop)
    state = ended(builds)
    assert (state.ended, state.files, state.bytes) == ("finished", 2, 76)
    assert state.made.counts == {"claims": 4}
    assert [(one.uri, one.stage) for one in state.made.refused] == [("torn.txt", "read")]
    assert [(one.name, one.state, one.refused) for one in state.stages] == [
        ("ingest", "done", 1), ("read", "done", 1), ("relate", "done", 0), ("record", "done", 0),
    ]  # fmt: skip
    assert not drop.folder.exists()
    assert not state.can_repeat


def test_refused_row_belongs_to_the_file_it_stands_in(made: Callable[..., Builds]) -> None:
    assert list(_files_of("wire#2.csv#https://mill.example/#fire")) == [
        "wire#2.csv#https://mill.example/#fire", "wire", "wire#2.csv", "wire#2.csv#https://mill.example/",
    ]  # fmt: skip


def test_running_build_tells_stages_with_counts_and_failures(made: Callable[..., Builds]) -> None:
    builds = made(slow)
    builds.start(dropped())
    until(lambda: builds.state().stages[1].done == 3)
    state = builds.state()
    assert state is not None
    assert state.ended is None
    ingest, read, relate, _ = state.stages
    assert (ingest.state, ingest.done, ingest.of, ingest.refused) == ("done", 12, 15, 3)
    assert (read.state, read.done, read.of) == ("now", 3, 12)
    assert relate.state == "waiting"
    assert state.seconds_left is None  # three reports say nothing of the rest


def test_there_is_one_build_at_a_time(made: Callable[..., Builds]) -> None:
    builds, second = made(slow), dropped()
    builds.start(dropped())
    with pytest.raises(Building):
        builds.start(second)
    second.discard()


def test_stopped_build_keeps_its_files_and_can_be_built_again(made: Callable[..., Builds]) -> None:
    builds, drop = made(slow), dropped()
    builds.start(drop)
    until(lambda: builds.state().stages[1].done == 3)
    builds.stop()
    state = ended(builds)
    assert (state.ended, state.can_repeat) == ("stopped", True)
    assert drop.folder.is_dir()
    builds.again()
    assert builds.running
    builds.stop()
    builds.forget()
    assert not drop.folder.exists()
    assert builds.state() is None
    with pytest.raises(NothingKept):
        builds.again()


def test_new_drop_lets_go_of_the_files_of_a_stopped_build(made: Callable[..., Builds]) -> None:
    builds, first = made(slow), dropped()
    builds.start(first)
    builds.stop()
    builds.start(dropped())
    assert not first.folder.exists()


def test_build_that_will_not_end_is_ended(made: Callable[..., Builds], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GRACE", 0.3)
    builds = made(stubborn)
    builds.start(dropped())
    until(lambda: builds.state().stages[1].done == 3)
    builds.stop()
    assert ended(builds).ended == "stopped"


def test_build_stopped_while_it_writes_leaves_the_record_as_it_was(record: Path, made: Callable[..., Builds]) -> None:
    def content() -> list[bytes]:
        with Record.open(record) as held:
            return [*lines(held.contents())]

    before = content()
    builds = made(writing, record)
    builds.start(dropped())
    until(lambda: builds.state().stages[3].state == "now")
    builds.stop()
    assert ended(builds).ended == "stopped"
    assert content() == before
    assert sorted(each.name for each in record.parent.iterdir()) == ["toren.db"]


@pytest.mark.parametrize("stubbornly", [False, True], ids=["asked to end", "ended"])
def test_first_build_stopped_while_it_writes_leaves_nothing(
    stubbornly: bool, made: Callable[..., Builds], tmp_path: Path
) -> None:
    builds = made(writing)
    builds.start(dropped())
    until(lambda: builds.state().stages[3].state == "now")
    if stubbornly:
        os.kill(builds._run.process.pid, signal.SIGKILL)
    else:
        builds.stop()
    ended(builds)
    assert list(tmp_path.iterdir()) == []


def test_refused_build_says_why_without_the_folder_the_files_lay_in(made: Callable[..., Builds]) -> None:
    builds = made(refusing)
    builds.start(dropped())
    state = ended(builds)
    assert state.ended == "refused"
    assert state.reason == "there is nothing to read in pile.toml"


def test_broken_build_tells_where_and_never_the_words_of_an_article(
    made: Callable[..., Builds], capfd: pytest.CaptureFixture[str]
) -> None:
    builds = made(breaking)
    builds.start(dropped())
    state = ended(builds)
    assert state.ended == "broken"
    assert state.reason.startswith("LookupError at ")
    assert "miller" not in state.reason + "".join(capfd.readouterr())
    assert state.can_repeat


def test_killed_build_says_so(made: Callable[..., Builds]) -> None:
    builds = made(killed)
    builds.start(dropped())
    assert "SIGKILL, as happens when memory runs out" in ended(builds).reason


def test_what_is_said_of_the_files_reaches_the_build(made: Callable[..., Builds]) -> None:
    builds, drop = made(telling), dropped()
    builds.start(drop)
    assert ended(builds).reason == repr(
        [("fresh", False), ("language", None), ("model", True), ("outlet", None), ("published", None)]
    )


def test_build_does_not_outlive_a_room_that_was_killed(tmp_path: Path) -> None:
    """The room is a process here, so that it can be killed without a word."""
    code = (
        "import sys, time; from pathlib import Path\n"
        "from accordingto.present.web.builds import Builds; from tests.present.web.standins import dropped, slow, until\n"
        "if __name__ == '__main__':\n"
        f"    builds = Builds(Path({str(tmp_path / 'mill.db')!r}), slow); builds.start(dropped())\n"
        "    until(lambda: builds.state().stages[1].done == 3)\n"
        "    print(builds._run.process.pid, builds._run.drop.folder, flush=True); time.sleep(60)\n"
    )
    script = tmp_path / "room.py"
    script.write_text(code)
    root = str(Path(__file__).parents[3])
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, cwd=root, env=os.environ | {"PYTHONPATH": root}
    ) as room:
        assert room.stdout is not None
        pid, folder = room.stdout.readline().split()
        room.kill()
        room.wait()
        until(lambda: not _is_alive(int(pid)))
    for each in Path(folder).iterdir():
        each.unlink()
    Path(folder).rmdir()


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# ------------------------------------------------------------------------------------------------------------------ pages


@pytest.fixture
def building(record: Path) -> Iterator[TestClient]:
    """A browser in a room where a build is running."""
    room = room_of(record)
    room.builds = Builds(record, slow)
    with client_of(room) as client:
        room.builds.start(dropped())
        until(lambda: room.builds.state().stages[1].done == 3)
        yield client
    assert not room.builds.running  # the room closed, and its build with it


def test_page_of_a_running_build_shows_counts_and_looks_again(building: TestClient) -> None:
    page = building.get("/build").text
    assert "3 of 12" in page
    assert "3 refused" in page
    assert 'hx-get="/build/state"' in page
    assert '<a href="/build">Look again</a>' in page
    assert 'action="/build/stop"' in page


def test_part_of_the_page_is_no_whole_page(building: TestClient) -> None:
    part = building.get("/build/state", headers={"hx-request": "true"})
    assert part.text.lstrip().startswith('<div id="build-state"')
    assert "hx-refresh" not in part.headers
    assert "%" not in part.text


def test_pages_go_on_with_the_record_as_it_was(building: TestClient) -> None:
    page = building.get("/claims").text
    assert "A build is running; this is the record as it was before." in page
    assert "claim-row" in page


def test_nothing_is_taken_in_while_a_build_runs(building: TestClient) -> None:
    refused = building.post("/inputs", files={"files": ("mill.txt", b"The mill burned.")}, headers=OURS)
    assert refused.status_code == 409
    assert building.post("/build/again", headers=OURS).status_code == 409
    assert "A build is running. More can be put in" in building.get("/inputs").text


def test_build_is_stopped_from_its_page(building: TestClient) -> None:
    stopped = building.post("/build/stop", headers=OURS)
    assert (stopped.status_code, stopped.headers["location"]) == (303, "/build")
    page = building.get("/build").text
    assert "The build was stopped" in page
    assert "The record is as it was before." in page
    assert 'action="/build/again"' in page
    assert building.get("/build/state", headers={"hx-request": "true"}).headers["hx-refresh"] == "true"
    assert building.get("/api/build").json()["ended"] == "stopped"
    assert "The last build was stopped" in building.get("/inputs").text


def test_build_again_after_nothing_is_refused_with_a_reason(client: TestClient) -> None:
    refused = client.post("/build/again", headers=OURS)
    assert refused.status_code == 409
    assert "drop them in again" in refused.text


def test_page_before_any_build_leads_to_where_files_are_put_in(client: TestClient) -> None:
    page = client.get("/build").text
    assert "No build has run since this reading room was opened." in page
    assert 'href="/inputs"' in page
    assert client.get("/api/build").json() is None


FORMS = ("/build/stop", "/build/again", "/build/forget", "/build/sample")


def test_a_room_for_reading_only_builds_nothing(record: Path) -> None:
    room = room_of(record)
    room.builds = None
    with client_of(room) as client:
        assert {client.post(address, headers=OURS).status_code for address in (*FORMS, "/inputs")} == {403}
        assert client.get("/build").status_code == 200
        assert client.get("/api/build").json() is None
        assert "for reading only" in client.get("/inputs").text


def test_nothing_is_begun_or_ended_by_looking(client: TestClient) -> None:
    assert {client.get(address).status_code for address in FORMS} == {405}


def test_another_site_cannot_stop_a_build(building: TestClient) -> None:
    assert building.post("/build/stop", headers={"origin": "https://other.example"}).status_code == 403
    assert building.get("/api/build").json()["ended"] is None


@pytest.mark.model
def test_invented_affair_is_built_in_an_empty_room_and_leads_to_the_overview(tmp_path: Path) -> None:
    room = room_of(tmp_path / "new.db")
    with client_of(room) as client:
        assert client.post("/build/sample", headers=OURS).headers["location"] == "/build"
        until(lambda: not room.builds.running, 120)
        page = client.get("/build").text
        assert "5 reports" in page
        assert 'href="/">To the Overview' in page
        assert "locked" in client.get("/").text
        assert client.post("/build/sample", headers=OURS).status_code == 409
        assert "Let go of the invented affair" in client.get("/inputs").text


@pytest.mark.model
def test_stopping_the_real_build_leaves_the_record_as_it_was(record: Path) -> None:
    with Record.open(record) as held:
        before = [*lines(held.contents())]
    room = room_of(record)
    assert room.builds is not None
    assert room.builds.build is pipeline.build
    room.builds.start(dropped())
    until(lambda: room.builds.state().stages[1].state == "now", 60)
    room.builds.stop()
    assert ended(room.builds).ended == "stopped"
    with Record.open(record) as held:
        assert [*lines(held.contents())] == before
    room.builds.forget()


@pytest.mark.browser
def test_watching_a_build_keeps_the_focus_and_loads_anew_at_its_end(
    record: Path, serving: Callable[..., Any], chromium: Any
) -> None:
    room = room_of(record)
    room.builds = Builds(record, slow)
    served = serving(room)
    page = chromium.new_page()
    page.goto(served.login())
    room.builds.start(dropped())
    page.goto(f"{served.origin}/build")
    page.wait_for_selector("text=3 of 12")
    page.focus("#stop")
    for _ in range(2):
        with page.expect_response("**/build/state"):
            pass
    page.wait_for_timeout(200)
    assert page.evaluate("document.activeElement.id") == "stop"
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('stopped')")
    page.close()
    room.builds.forget()
