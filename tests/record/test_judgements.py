"""The log outlives everything, nothing in it is lost or forged, and every judgement can be undone to the very bytes."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.errors import StaleJudgement, UnusableJudgement
from accordingto.model import Judgement
from accordingto.record import (
    grades,
    history,
    lines,
    load_export,
    moved_to,
    standing,
    standing_contents,
    unplaced,
    verify,
    version_of,
)
from accordingto.record.desk import HELD, WAYS, desk
from accordingto.record.lines import FIELDS
from accordingto.record.store import Record, chained, undone_in
from accordingto.relate import judged
from accordingto.relate.folding import fold_name

from ..judging import bytes_of, claim_with, courier, entity_of, held, herald, judge, post, statement_of, stories, write
from ..relate.stories import Story
from .made import STEADY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write(tmp_path / "R.db", stories())
    return tmp_path / "R.db"


# --------------------------------------------------------------------------------------------------------------- the log


def test_each_judgement_names_the_one_before_it(path: Path) -> None:
    claim = claim_with(held(path)).id
    made = [judge(path, "accept", claim), judge(path, "accept", claim), judge(path, "reject", claim)]
    assert [one.after for one in made] == [None, made[0].id, made[1].id]
    assert [one.proper_id for one in made] == [one.id for one in made]
    assert [one for one in verify(path) if one.what == "judgement"] == []


def test_a_clock_that_runs_backwards_does_not_turn_the_log_round(path: Path) -> None:
    claim = claim_with(held(path)).id
    made = [judge(path, "accept", claim, at=at) for at in ("2031-06-12T12:00:00Z", "2031-06-12T11:00:00Z")]
    assert list(held(path).judgements) == made
    assert [one for one in verify(path) if one.what == "judgement"] == []


TAMPERING = {
    "edited": "UPDATE judgement SET reason = 'heard it' WHERE n = 2",
    "its author": "UPDATE judgement SET author = 'Somebody Else' WHERE n = 2",
    "its evidence": "UPDATE judgement SET evidence = '[]' WHERE n = 2",
    "deleted": "DELETE FROM judgement WHERE n = 2",
    "reordered": "UPDATE judgement SET n = 9 WHERE n = 2",
    "doubled": """INSERT INTO judgement SELECT 9, id || '-', verdict, subject, author, at, reason, undoes, change, evidence,
                  after, displaced FROM judgement WHERE n = 2""",
}


@pytest.mark.parametrize("what", TAMPERING)
def test_a_log_that_was_tampered_with_is_found(path: Path, what: str) -> None:
    claim = claim_with(held(path)).id
    for verdict in ("accept", "accept", "reject"):
        judge(path, verdict, claim, reason="read it twice")
    with closing(sqlite3.connect(path)) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_schema WHERE name LIKE 'judgement_is_never%'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(TAMPERING[what])
        connection.commit()
    assert [one for one in verify(path) if one.what == "judgement"]


def test_the_file_refuses_to_change_all_but_what_was_displaced(path: Path) -> None:
    judge(path, "reject", statement_of(held(path), "Tom Ader"))
    with closing(sqlite3.connect(path)) as connection:
        for column in ("id", "verdict", "subject", "author", "at", "reason", "undoes", "change", "evidence", "after"):
            with pytest.raises(sqlite3.IntegrityError, match="never rewritten"):
                connection.execute(f"UPDATE judgement SET {column} = ''")
        connection.execute("UPDATE judgement SET displaced = '[]'")


def test_a_log_that_was_exported_comes_back_in_its_order() -> None:
    log: list[Judgement] = []
    for number in range(6):
        one = Judgement("", "accept", ("c-1",), "A", f"2031-06-12T12:0{9 - number}Z", "", after=log[-1].id if log else None)
        log.append(replace(one, id=one.proper_id))
    assert list(chained(sorted(log, key=lambda one: one.id))) == log


# --------------------------------------------------------------------------------------------------------------- queries


def test_the_version_of_a_noun_is_its_last_judgement(path: Path) -> None:
    tom, ana = (statement_of(held(path), name) for name in ("Tom Ader", "Ana Brel"))
    one = judge(path, "reject", tom)
    two = judge(path, "undo", undoes=one.id)
    judge(path, "accept", ana)
    with Record.open(path) as record:
        assert version_of(record, tom) == two.id
        assert [each.id for each in history(record, tom)] == [one.id, two.id]
        assert (version_of(record, "c-nothing"), history(record, "c-nothing")) == ("", ())


def test_how_nouns_stand_is_what_was_said_last(path: Path) -> None:
    contents = held(path)
    tom, ana = statement_of(contents, "Tom Ader"), statement_of(contents, "Ana Brel")
    claim, article = claim_with(contents).id, contents.articles[0].id
    judge(path, "accept", tom)
    judge(path, "correct", tom, change={"report": "alleged"})
    undone = judge(path, "accept", ana)
    judge(path, "undo", undoes=undone.id)
    judge(path, "reject", claim)
    judge(path, "add", article, change={"type": "statement", "content": [[0, 12]]})
    with Record.open(path) as record:
        added = next(said.id for said in record.statements() if said.rule == "person")
        found = standing(record, [tom, ana, claim, article, added])
    assert found == {tom: "corrected", claim: "rejected", added: "added"}


def test_grades_are_kept_side_by_side(path: Path) -> None:
    claim = claim_with(held(path)).id
    made = [judge(path, "grade", claim, change={"scale": "admiralty", "credibility": digit}) for digit in "23"]
    judge(path, "undo", undoes=made[0].id)
    with Record.open(path) as record:
        assert grades(record, claim) == (made[1],)


def test_a_noun_that_was_joined_is_found_where_it_went(path: Path) -> None:
    contents = held(path)
    ana, tom, mister = (entity_of(contents, name) for name in ("Ana Brel", "Tom Ader", "Mister Ader"))
    joined = judge(path, "same", tom, mister)
    judge(path, "same", ana, tom)
    with Record.open(path) as record:
        assert [moved_to(record, one) for one in (mister, tom, ana, "e-nobody")] == [ana, ana, None, None]
    judge(path, "undo", undoes=joined.id)
    with Record.open(path) as record:
        assert [moved_to(record, one) for one in (mister, tom)] == [None, ana]


def test_what_stands_is_shown_without_what_was_rejected(path: Path) -> None:
    contents = held(path)
    with Record.open(path) as record:
        assert standing_contents(record) == contents
    rejected = {
        statement_of(contents, "Tom Ader"), contents.figures[0].id, contents.events[0].id, contents.derivations[0].id,
        entity_of(contents, "Ana Brel"), contents.event_mentions[0].id,
    }  # fmt: skip
    for id in sorted(rejected):
        judge(path, "reject", id)
    with Record.open(path) as record:
        shown = b"".join(line for line in lines(standing_contents(record)) if not line.startswith(b'{"type":"judgement"'))
    assert [id for id in rejected if id.encode() in shown] == []


# ------------------------------------------------------------------------------------------------------------------ undo


def test_an_undo_can_be_undone(path: Path) -> None:
    before = bytes_of(path, log=False)
    one = judge(path, "reject", statement_of(held(path), "Tom Ader"))
    rejected = bytes_of(path, log=False)
    two = judge(path, "undo", undoes=one.id)
    assert bytes_of(path, log=False) == before
    judge(path, "undo", undoes=two.id)
    assert bytes_of(path, log=False) == rejected != before
    with pytest.raises(UnusableJudgement, match="undone already"):
        judge(path, "undo", undoes=two.id)


def test_what_rests_on_an_undone_judgement_is_listed_and_not_lost(path: Path) -> None:
    article = held(path).articles[0].id
    added = judge(path, "add", article, change={"type": "statement", "content": [[0, 12]]})
    said = next(one.id for one in held(path).statements if one.rule == "person")
    resting = judge(path, "accept", said)
    judge(path, "undo", undoes=added.id)
    with Record.open(path) as record:
        assert [one.id for one in unplaced(record)] == [resting.id]
    judge(path, "undo", undoes=held(path).judgements[-1].id)
    with Record.open(path) as record:
        assert unplaced(record) == ()
        assert standing(record, [said]) == {said: "accepted"}


def test_a_claim_that_is_parted_after_it_was_joined_comes_back_whole(path: Path) -> None:
    before, order = bytes_of(path, log=False), held(path).claims
    claim, tom = claim_with(held(path)).id, statement_of(held(path), "Tom Ader")
    parted = judge(path, "different", claim, tom)
    alone = next(one.id for one in held(path).claims if one.id != claim and one.members[0].statement == tom)
    joined = judge(path, "same", alone, claim)
    judge(path, "undo", undoes=parted.id)
    with Record.open(path) as record:
        assert [one.id for one in unplaced(record)] == [joined.id]
    judge(path, "undo", undoes=joined.id)
    assert (bytes_of(path, log=False), held(path).claims) == (before, order)


def test_an_imported_record_can_be_undone(path: Path, tmp_path: Path) -> None:
    before = bytes_of(path, log=False)
    one = judge(path, "reject", statement_of(held(path), "Tom Ader"))
    two = judge(path, "same", entity_of(held(path), "Ana Brel"), entity_of(held(path), "Mister Ader"))
    exported = bytes_of(path)
    load_export(exported.splitlines(keepends=True), tmp_path / "other.db")
    assert bytes_of(tmp_path / "other.db") == exported
    with Record.open(tmp_path / "other.db") as record:
        assert version_of(record, two.subject[0]) == two.id
        assert moved_to(record, two.subject[1]) == two.subject[0]
        assert standing(record, one.subject) == {one.subject[0]: "rejected"}
    for each in (one, two):
        judge(tmp_path / "other.db", "undo", undoes=each.id)
    assert bytes_of(tmp_path / "other.db", log=False) == before


# --------------------------------------------------------------------------------------------------------------- rebuild


def test_a_rebuild_makes_every_judgement_again(path: Path) -> None:
    contents = held(path)
    judge(path, "reject", statement_of(contents, "Tom Ader"))
    judge(path, "different", claim_with(contents).id, statement_of(contents, "Mister Ader"))
    judge(path, "same", entity_of(contents, "Ana Brel"), entity_of(contents, "Port Watch"))
    judge(path, "add", contents.articles[0].id, change={"type": "statement", "content": [[0, 12]]})
    judge(path, "correct", contents.articles[1].id, change={"published": "2031-06"})
    before = bytes_of(path)
    write(path, stories()[::-1])
    assert bytes_of(path) == before


def test_a_judgement_finds_a_claim_that_grew_by_its_words(tmp_path: Path) -> None:
    path = tmp_path / "R.db"
    small = write(path, [post(), herald()])
    claim = claim_with(small)
    judge(path, "reject", claim.id)
    write(path, [post(), herald(), courier()])
    grown = claim_with(held(path))
    assert grown.id != claim.id
    with Record.open(path) as record:
        assert standing(record, [grown.id]) == {grown.id: "rejected"}
        assert version_of(record, grown.id) == version_of(record, claim.id) != ""


def test_what_left_the_pile_is_listed_and_placed_again_when_it_is_back(tmp_path: Path) -> None:
    path = tmp_path / "R.db"
    first = write(path, [post(), herald()])
    made = judge(path, "reject", statement_of(first, "Tom Ader"))
    before = bytes_of(path)
    write(path, [post()])
    with Record.open(path) as record:
        [left] = unplaced(record)
    assert replace(left, displaced=made.displaced) == made
    assert [one for one in verify(path) if one.what == "judgement"] == []
    write(path, [post(), herald()])
    assert bytes_of(path) == before


def test_words_that_are_merely_alike_are_not_taken_for_what_was_judged(tmp_path: Path) -> None:
    path = tmp_path / "R.db"
    first = write(path, [post()])
    judge(path, "reject", statement_of(first, "Ana Brel"))
    story = post()
    other = Story(story.text + " ", story.outlet, story.published)
    other.says("the ferry Alba sank off the old pier at noon", "Ana Brel")
    after = write(path, [other])
    assert len(claim_with(after).members) == len(claim_with(held(path)).members) == 1
    with Record.open(path) as record:
        assert len(unplaced(record)) == 1


# ------------------------------------------------------------------------------------------------------------ properties

VERDICTS = st.sampled_from(("accept", "reject", "same", "different", "correct", "add", "grade", "undo", "undo"))


def decide(path: Path, verdict: str, nth: int, other: int) -> None:
    """Judge something that is there, whatever it is; what cannot be is refused and leaves no trace."""
    contents = held(path)
    log = contents.judgements
    every = [
        noun.id
        for nouns in (contents.statements, contents.claims, contents.entities, contents.figures, contents.event_mentions,
                      contents.events, contents.derivations, contents.contradictions, contents.articles)
        for noun in nouns
    ]  # fmt: skip
    pools = [list(contents.claims), list(contents.entities), list(contents.events)]
    pool = [one.id for one in pools[nth % 3]]
    one, two = every[nth % len(every)], every[other % len(every)]
    changes = [
        {"report": "denied"}, {"value": 7}, {"name": "Tomas Ader"}, {"published": "2031-05"}, {"reality": "future"},
        {"content": [[0, 20]]}, {"source_entity": contents.entities[nth % len(contents.entities)].id},
    ]  # fmt: skip
    try:
        match verdict:
            case "accept" | "reject":
                judge(path, verdict, one)
            case "same" if pool:
                judge(path, "same", pool[nth % len(pool)], pool[other % len(pool)])
            case "different":
                claim = contents.claims[nth % len(contents.claims)] if contents.claims else None
                said = claim.members[other % len(claim.members)].statement if claim else None
                judge(path, "different", claim.id if claim else one, said or two)
            case "correct":
                judge(path, "correct", one, change=changes[other % len(changes)])
            case "add":
                change = {"type": "statement", "content": [[nth % 20, nth % 20 + 15]]}
                judge(path, "add", contents.articles[other % len(contents.articles)].id, change=change)
            case "grade":
                judge(path, "grade", one, change={"scale": "admiralty", "credibility": "3"})
            case "undo" if log:
                judge(path, "undo", undoes=log[nth % len(log)].id)
            case _:
                pass
    except UnusableJudgement:
        assert held(path) == contents


@pytest.fixture(scope="module")
def affair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("affair") / "R.db"


@settings(STEADY, max_examples=25)
@given(st.lists(st.tuples(VERDICTS, st.integers(0, 999), st.integers(0, 999)), max_size=12))
def test_any_judgements_are_undone_to_the_same_bytes_and_made_alike_by_a_rebuild(
    affair: Path, decisions: list[tuple[str, int, int]]
) -> None:
    affair.unlink(missing_ok=True)
    machine = write(affair, stories())
    before = bytes_of(affair)
    for decision in decisions:
        decide(affair, *decision)
    live = bytes_of(affair)
    assert [one for one in verify(affair) if one.severity == "error" and one.what != "article"] == []
    with desk(affair, fold_name) as all_again:
        judged.rebuilt(all_again, undone_in)
    assert bytes_of(affair) == live
    write(affair, stories()[::-1])
    assert bytes_of(affair) == live
    log = held(affair).judgements
    for one in log:
        if one.verdict != "undo" and one.id not in undone_in(log):
            judge(affair, "undo", undoes=one.id)
    assert bytes_of(affair, log=False) == before
    assert replace(held(affair), judgements=()) == machine


# --------------------------------------------------------------------------------------------------------- others at work


def test_who_looked_before_another_judged_is_told_so(path: Path) -> None:
    tom = statement_of(held(path), "Tom Ader")
    with Record.open(path) as record:
        seen = version_of(record, tom)
    one = judge(path, "accept", tom, seen=seen, author="Reader Two")
    two = judge(path, "undo", undoes=one.id, seen=one.id)
    with pytest.raises(StaleJudgement, match="undo by Reader One") as stale:
        judge(path, "reject", tom, seen=seen)
    assert [each.id for each in stale.value.judgements] == [one.id, two.id]
    with pytest.raises(StaleJudgement) as stale:
        judge(path, "reject", tom, seen=one.id)
    assert [each.id for each in stale.value.judgements] == [two.id]
    assert judge(path, "reject", tom, seen=two.id)


def test_a_form_that_is_sent_twice_is_one_judgement(path: Path) -> None:
    tom = statement_of(held(path), "Tom Ader")
    judge(path, "reject", tom, seen="")
    with pytest.raises(StaleJudgement):
        judge(path, "reject", tom, seen="")
    assert len(held(path).judgements) == 1


def test_of_many_who_saw_the_same_one_is_first(path: Path) -> None:
    tom = statement_of(held(path), "Tom Ader")
    made: list[object] = []

    def reject(name: str) -> None:
        try:
            made.append(judge(path, "reject", tom, seen="", author=name))
        except StaleJudgement as error:
            made.append(error)

    readers = [threading.Thread(target=reject, args=(f"Reader {number}",)) for number in range(6)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert sum(isinstance(one, Judgement) for one in made) == 1
    assert len(held(path).judgements) == 1


def test_judgements_on_different_things_are_all_kept(path: Path) -> None:
    ids = [said.id for said in held(path).statements]
    readers = [threading.Thread(target=judge, args=(path, "accept", id), kwargs={"seen": ""}) for id in ids]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert {one.subject[0] for one in held(path).judgements} == set(ids)
    assert [one for one in verify(path) if one.what == "judgement"] == []


@pytest.mark.parametrize("moment", ["put", "append", "_note", "added"])
def test_who_is_killed_while_judging_leaves_the_old_state(path: Path, moment: str) -> None:
    before = held(path)
    article = before.articles[0].id
    killed = f"""
        import os, signal
        from accordingto import pipeline
        from accordingto.record.desk import Desk
        Desk.{moment} = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
        change = {{"type": "statement", "content": [[0, 12]]}}
        pipeline.judge({str(path)!r}, "add", [{article!r}], author="Reader One", change=change)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(killed)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert held(path) == before
    assert judge(path, "accept", article)


def test_what_is_found_in_a_way_is_what_holds_the_id_in_that_way(path: Path) -> None:
    """An undo is right only if a desk knows by what each noun would have been found."""
    contents = held(path)
    for (kind, way), ids_of in HELD.items():
        nouns = list(getattr(contents, FIELDS[kind]))
        with desk(path, fold_name) as near:
            for id in {id for noun in nouns for id in ids_of(noun) if id}:
                assert near.where(kind, way, [id]) == [noun for noun in nouns if id in ids_of(noun)]
    assert HELD.keys() == WAYS.keys()
