"""What each verdict does, told of a ferry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from accordingto.errors import UnusableJudgement
from accordingto.model import Bounds, Claim, Contents, EntityKind
from accordingto.record.custody import verify
from accordingto.record.desk import desk
from accordingto.record.store import Record
from accordingto.relate import relate
from accordingto.relate.folding import fold_name
from accordingto.relate.judged import counting

from ..judging import SANK, bytes_of, claim_with, entity_of, held, judge, statement_of, stories, write
from .stories import Story, copy
from .test_entities import found, local, norway


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write(tmp_path / "R.db", stories())
    return tmp_path / "R.db"


def sound(path: Path) -> Contents:
    """What the record holds, every reference and quotation in it proved."""
    # Stories have ids of their own.
    problems = [one for one in verify(path) if one.severity == "error" and one.what != "article"]
    assert problems == []
    return held(path)


def test_what_is_counted_near_a_claim_is_what_is_counted_in_the_pile(path: Path) -> None:
    with desk(path, fold_name) as near:
        contents = near.record.contents()
        assert [counting.recounted(near, claim) for claim in contents.claims] == list(contents.claims)
        assert [counting.retold(near, event, event.mentions) for event in contents.events] == list(contents.events)


def test_accepting_changes_nothing_but_the_log(path: Path) -> None:
    before = held(path)
    made = judge(path, "accept", claim_with(before).id)
    assert held(path) == replace(before, judgements=(made,))
    assert made.displaced == ()


def test_a_rejected_statement_leaves_its_claim_and_stays_in_the_record(path: Path) -> None:
    before = held(path)
    tom = statement_of(before, "Tom Ader")
    judge(path, "reject", tom)
    after = sound(path)
    claim = claim_with(after)
    assert (claim.id, claim.reports, claim.independent) == (claim_with(before).id, 3, Bounds(2, 2))
    assert tom not in [member.statement for member in claim.members]
    assert tom in [said.id for said in after.statements]
    assert "Tom Ader" not in claim.reason


def test_a_claim_without_members_is_gone(path: Path) -> None:
    for said in held(path).statements:
        judge(path, "reject", said.id)
    after = sound(path)
    assert after.claims == ()
    assert all(mention.statement is None for mention in after.event_mentions)
    assert all(figure.statement is None for figure in after.figures)


def test_what_a_rejected_statement_carried_goes_to_who_told_it(tmp_path: Path) -> None:
    path = tmp_path / "nested.db"
    story = Story(f"Ana Brel said Tom Ader had told her {SANK}.", "Post", "2031-06-10")
    outer = story.says(f"Tom Ader had told her {SANK}", "Ana Brel")
    inner = story.says(SANK, "Ana Brel", "Tom Ader", nested_in=outer)
    story.happens("sank", "ASSAULT", place="old pier", statement=inner)
    write(path, [story])
    judge(path, "reject", inner.id)
    assert [mention.statement for mention in sound(path).event_mentions] == [outer.id]


def test_a_rejected_figure_leaves_its_event_and_its_contradictions(path: Path) -> None:
    before = held(path)
    nine, twelve = (next(one for one in before.figures if one.value == value) for value in (9, 12))
    assert before.contradictions
    judge(path, "reject", twelve.id)
    after = sound(path)
    assert after.contradictions == ()
    assert twelve.id not in after.events[0].figures
    assert nine.id in after.events[0].figures


def test_a_rejected_event_mention_leaves_its_event(path: Path) -> None:
    before = held(path)
    for number, mention in enumerate(before.events[0].mentions):
        judge(path, "reject", mention)
        after = sound(path)
        assert [event.reports for event in after.events] == [3 - number] * (number < 3)
    assert after.contradictions == ()
    assert all(figure.event is None for figure in after.figures)


def test_a_rejected_copy_counts_as_a_report_of_its_own(path: Path) -> None:
    before = held(path)
    copy = next(one for one in before.derivations if one.relation == "same_text")
    with desk(path, fold_name) as near:
        families = counting.lineage_near(near, [copy.derived, copy.origin], [])
    assert len(set(families.family.values())) == 1
    judge(path, "reject", copy.id)
    after = sound(path)
    with desk(path, fold_name) as near:
        apart = counting.lineage_near(near, [copy.derived, copy.origin], [])
    assert len(set(apart.family.values())) == 2
    assert copy in after.derivations


def test_claims_that_are_the_same_are_counted_as_one(path: Path) -> None:
    claim = claim_with(held(path))
    parted = statement_of(held(path), "Tom Ader")
    judge(path, "different", claim.id, parted)
    before = sound(path)
    alone = next(one for one in before.claims if [member.statement for member in one.members] == [parted])
    assert (alone.reports, claim_with(before).reports) == (1, 3)
    judge(path, "same", alone.id, claim.id)
    after = sound(path)
    assert [one.id for one in after.claims] == [alone.id]
    assert replace(after.claims[0], id=claim.id) == claim


def test_entities_that_are_the_same_are_one_origin(path: Path) -> None:
    before = held(path)
    tom, mister = entity_of(before, "Tom Ader"), entity_of(before, "Mister Ader")
    judge(path, "same", tom, mister)
    after = sound(path)
    entity = next(one for one in after.entities if one.id == tom)
    assert entity.aliases == ("Mister Ader",)
    assert "Reader One" in entity.reason
    assert mister not in [one.id for one in after.entities]
    assert claim_with(after).independent == Bounds(2, 2)
    assert {mention.entity for mention in after.mentions} == {one.id for one in after.entities}


def test_events_that_are_the_same_are_one(tmp_path: Path) -> None:
    path = tmp_path / "two.db"
    story = Story("The ferry Alba sank. Later the barge Orla burned.", "Post", "2031-06-10")
    story.happens("sank", "ASSAULT", time="2031-06-09")
    story.happens("burned", "PROTEST", time="2031-06-01")
    first, second = write(path, [story]).events
    judge(path, "same", first.id, second.id)
    [event] = sound(path).events
    assert event.id == first.id
    assert set(event.mentions) == {*first.mentions, *second.mentions}
    assert event.reason.endswith("joined by Reader One")
    assert {mention.event for mention in held(path).event_mentions} == {first.id}


def test_different_things_stay_as_they_are(path: Path) -> None:
    before = held(path)
    made = judge(path, "different", entity_of(before, "Tom Ader"), entity_of(before, "Ana Brel"))
    assert held(path) == replace(before, judgements=(made,))


MERGES: dict[str, list[tuple[str, EntityKind, dict[str, str]]]] = {
    "known actor": [("Dune Guard", "armed_group", {"actor": "dune-guard"}), ("DG", "armed_group", {"actor": "dune-guard"})],
    "office": [
        ("Norwegian police", "agency", {"country": "NO", "role": "police"}),
        ("Norway's police", "agency", {"country": "NO", "role": "police"}),
    ],
    "full name and title": [("Karim Duarte", "person", {"title": "mayor"}), ("KARIM DUARTE", "person", {"title": "mayor"})],
    "surname and title": [("Karim Duarte", "person", {"title": "mayor"}), ("Duarte", "person", {"title": "mayor"})],
    "spelling": [("Karim Qasim", "person", {"title": "mayor"}), ("Kareem Kasem", "person", {"title": "mayor"})],
    "name of a body": [("Mill Union", "organisation", {}), ("MILL UNION", "organisation", {})],
    "damaged letter": [("YILDIZ", "organisation", {}), ("Y?LDIZ", "organisation", {})],
    "place": [("Tarn", "place", {}), ("Tarn", "place", {})],
}


@pytest.mark.parametrize("kind", MERGES)
def test_a_merge_of_any_kind_is_undone_for_one_article_and_the_undoing_undone(kind: str, tmp_path: Path) -> None:
    some = [
        found(number, norway(number), (local(number, name, what, **links), True))  # type: ignore[arg-type]
        for number, (name, what, links) in enumerate(MERGES[kind], 1)
    ]
    contents = relate(some)
    path = tmp_path / "R.db"
    Record.write(path, contents, {})
    first, second = ([m for m in contents.mentions if m.article == f"a-{n}" and m.span.exact != "Norway"] for n in (1, 2))
    [entity] = {mention.entity for mention in (*first, *second)}
    before = bytes_of(path, log=False)
    made = judge(path, "different", entity, "a-2")
    after = held(path)
    whose = {mention.id: mention.entity for mention in after.mentions}
    assert whose[first[0].id] == entity != whose[second[0].id]
    parted = next(one for one in after.entities if one.id == whose[second[0].id])
    assert (parted.name, "Reader One" in parted.reason) == (second[0].span.exact, True)
    judge(path, "undo", undoes=made.id)
    assert bytes_of(path, log=False) == before


def test_one_name_of_an_article_is_parted_from_an_entity(path: Path) -> None:
    before = held(path)
    tom, mister = entity_of(before, "Tom Ader"), entity_of(before, "Mister Ader")
    judge(path, "same", tom, mister)
    joined = held(path)
    article = next(m.article for m in joined.mentions if m.span.exact == "Mister Ader")
    judge(path, "different", tom, article, change={"name": "Mister Ader"})
    after = sound(path)
    said = next(one for one in after.statements if one.article == article)
    assert said.source_entity != tom
    assert {one.name for one in after.entities if "Ader" in one.name} == {"Tom Ader", "Mister Ader"}
    assert next(one for one in after.entities if one.id == tom).aliases == ()
    assert claim_with(after).independent == claim_with(before).independent


def test_nothing_is_parted_where_there_is_nothing_to_part(path: Path) -> None:
    before = held(path)
    tom = entity_of(before, "Tom Ader")
    own = next(m.article for m in before.mentions if m.entity == tom)
    other = next(m.article for m in before.mentions if m.article != own)
    for article in (own, other):
        with pytest.raises(UnusableJudgement, match="nothing to part"):
            judge(path, "different", tom, article)
    with pytest.raises(UnusableJudgement, match="nothing to part"):
        judge(path, "different", tom, own, change={"name": "Ana Brel"})


def test_a_corrected_source_is_counted_at_once(path: Path) -> None:
    before = held(path)
    mister = statement_of(before, "Mister Ader")
    judge(path, "correct", mister, change={"source_entity": entity_of(before, "Tom Ader")})
    after = sound(path)
    said = next(one for one in after.statements if one.id == mister)
    assert said.chain[-1].entity == said.source_entity == entity_of(before, "Tom Ader")
    assert claim_with(after).independent == Bounds(2, 2)


def test_corrected_words_are_taken_from_the_text(path: Path) -> None:
    tom = next(one for one in held(path).statements if one.id == statement_of(held(path), "Tom Ader"))
    start, end = tom.content[0].start, tom.content[0].end
    judge(path, "correct", tom.id, change={"content": [[start, end - len(" at noon")]]})
    after = sound(path)
    member = next(one for one in claim_with(after).members if one.statement == tom.id)
    assert member.span.exact == "the ferry Alba sank off the old pier"


def test_a_corrected_report_turns_the_stance(path: Path) -> None:
    tom = statement_of(held(path), "Tom Ader")
    judge(path, "correct", tom, change={"report": "denied", "certainty": "CT-"})
    claim = claim_with(sound(path))
    assert claim.contested
    assert "denied by Tom Ader" in claim.reason


def test_a_corrected_figure_has_other_bounds_and_is_held_against_nothing(path: Path) -> None:
    twelve = next(one for one in held(path).figures if one.value == 12)
    judge(path, "correct", twelve.id, change={"value": 9, "as_of": "2031-06-11"})
    after = sound(path)
    figure = next(one for one in after.figures if one.id == twelve.id)
    assert (figure.value, figure.bounds, figure.as_of.precision) == (9, Bounds(9, 9), "day")
    assert after.contradictions == ()


def test_a_corrected_event_mention_is_drawn_into_its_event(path: Path) -> None:
    before = held(path)
    for mention in before.events[0].mentions:
        judge(path, "correct", mention, change={"kind": None, "time": "2031-06", "reality": "hypothetical"})
    [event] = sound(path).events
    assert (event.kind, event.time.value, event.reality) == (None, "2031-06", "hypothetical")


def test_a_corrected_entity_has_its_name_in_the_count(path: Path) -> None:
    tom = entity_of(held(path), "Tom Ader")
    place = {"lat": 48.5, "lon": 9, "country": "KS", "precision": "town", "geonames": None}
    judge(path, "correct", tom, change={"name": "Tomas Ader", "place": place})
    after = sound(path)
    assert "Tomas Ader" in claim_with(after).reason
    assert next(one for one in after.entities if one.id == tom).place is not None


def test_a_corrected_date_is_the_first_of_the_claim(path: Path) -> None:
    article = next(one for one in held(path).articles if one.outlet == "Courier")
    judge(path, "correct", article.id, change={"published": "2031-05-01"})
    assert claim_with(sound(path)).first.value == "2031-05-01"


def test_an_added_statement_is_a_claim_of_its_own(path: Path) -> None:
    article = next(one for one in held(path).articles if one.outlet == "Post")
    start = article.text.index("The Harbour Office")
    end = start + len("The Harbour Office")
    denied = article.text.index("denied it")
    spans = {"source": [start + 4, end], "cue": [denied, denied + 6], "content": [[denied + 7, denied + 9]]}
    change = {"type": "statement", **spans, "report": "denied"}  # fmt: skip
    made = judge(path, "add", article.id, change=change)
    after = sound(path)
    said = next(one for one in after.statements if one.rule == "person")
    assert [one.name for one in said.chain] == ["Harbour Office"]
    assert (said.certainty, said.article) == ("CT-", article.id)
    claim = next(one for one in after.claims if said.id in [member.statement for member in one.members])
    assert [member.stance for member in claim.members] == ["denies"]
    assert {(one.type, one.line) for one in made.displaced or ()} == {("statement", None), ("claim", None)}


def test_an_added_figure_and_an_added_mention_are_there(path: Path) -> None:
    before = held(path)
    article = next(one for one in before.articles if one.outlet == "Courier")
    judge(path, "add", article.id, change={"type": "figure", "span": [0, 6], "counted": "other", "value": 1,
                                           "event": before.events[0].id})  # fmt: skip
    judge(path, "add", article.id, change={"type": "event_mention", "trigger": [12, 16], "kind": "CONSULT"})
    after = sound(path)
    assert len(after.figures) == len(before.figures) + 1
    assert len(after.events) == len(before.events) + 1
    assert len(after.events[0].figures) + len(after.events[1].figures) == len(before.events[0].figures) + 1


@pytest.mark.parametrize(
    ("verdict", "whom", "given", "said"),
    [
        ("accept", ("c-nothing",), {}, "nothing called c-nothing"),
        ("accept", (), {}, "one or more subjects"),
        ("same", ("claim",), {}, "two or more"),
        ("same", ("claim", "entity"), {}, "not of one kind"),
        ("same", ("figure", "other figure"), {}, "neither a claim, an event nor an entity"),
        ("different", ("claim", "elsewhere"), {}, "is not in"),
        ("correct", ("claim",), {"change": {"text": "no"}}, "follows it"),
        ("correct", ("figure",), {}, "needs a change"),
        ("correct", ("figure",), {"change": {"colour": "red"}}, "`colour` cannot be given"),
        ("correct", ("figure",), {"change": {"span": [5, 5000]}}, "code points"),
        ("correct", ("figure",), {"change": {"counted": "ghosts"}}, "is one of"),
        ("correct", ("figure",), {"change": {"low": 5, "high": 4}}, "give the lower"),
        ("correct", ("figure",), {"change": {"value": "many"}}, "is a number"),
        ("correct", ("figure",), {"change": {"as_of": "2031-13"}}, "write 2015"),
        ("correct", ("figure",), {"change": {"place": "e-nowhere"}}, "is the id of"),
        ("correct", ("entity",), {"change": {"place": {"lat": 99, "lon": 0, "precision": "town"}}}, "no point"),
        ("correct", ("entity",), {"change": {"name": ""}}, "is words"),
        ("correct", ("statement",), {"change": {"content": []}}, "one or more"),
        ("correct", ("statement",), {"change": {"content": [[0, 9], [5, 12]]}}, "overlap"),
        ("add", ("claim",), {"change": {"type": "figure"}}, "no article"),
        ("add", ("article",), {"change": {"type": "poem"}}, "what can be added"),
        ("grade", ("figure",), {"change": {"reliability": "A"}}, "only these are graded"),
        ("grade", ("claim",), {"change": {"scale": "admiralty"}}, "grades nothing"),
        ("grade", ("claim",), {"change": {"scale": "admiralty", "credibility": "7"}}, "is one of"),
        ("grade", ("claim",), {"change": {"scale": "admiralty", "status": "verified"}}, "needs a reason"),
        ("accept", ("claim",), {"author": " "}, "has an author"),
        ("accept", ("claim",), {"undoes": "j-1"}, "only an undo"),
        ("believe", ("claim",), {}, "is no verdict"),
        ("undo", (), {"undoes": "j-nothing"}, "no judgement j-nothing"),
    ],
)
def test_what_fits_nothing_is_refused_and_changes_nothing(
    path: Path, verdict: str, whom: tuple[str, ...], given: Mapping[str, Any], said: str
) -> None:
    before = held(path)
    ids = {
        "claim": claim_with(before).id,
        "entity": entity_of(before, "Tom Ader"),
        "figure": before.figures[0].id,
        "other figure": before.figures[1].id,
        "article": before.articles[0].id,
        "statement": statement_of(before, "Tom Ader"),
        "elsewhere": statement_of(before, "Coast Guard"),
    }
    with pytest.raises(UnusableJudgement, match=said):
        judge(path, verdict, *(ids.get(name, name) for name in whom), **given)
    assert held(path) == before


def test_confirmed_by_other_sources_takes_two_known_origins(path: Path) -> None:
    claim = claim_with(held(path))
    graded = {"scale": "admiralty", "reliability": "B", "credibility": "1"}
    assert judge(path, "grade", claim.id, change=graded).change == graded
    for name in ("Tom Ader", "Mister Ader"):
        judge(path, "reject", statement_of(held(path), name))
    with pytest.raises(UnusableJudgement, match="1 independent origins for certain"):
        judge(path, "grade", claim.id, change=graded)


def test_what_stands_rejected_is_neither_accepted_nor_corrected(path: Path) -> None:
    tom = statement_of(held(path), "Tom Ader")
    judge(path, "reject", tom)
    for verdict, given in (("accept", {}), ("correct", {"change": {"report": "alleged"}})):
        with pytest.raises(UnusableJudgement, match="stands rejected"):
            judge(path, verdict, tom, **given)


def test_a_judgement_keeps_the_words_it_was_made_on(path: Path) -> None:
    tom = next(one for one in held(path).statements if one.id == statement_of(held(path), "Tom Ader"))
    made = judge(path, "accept", tom.id)
    assert {one.span for one in made.evidence} == {tom.source, *tom.content}
    assert {one.type for one in made.evidence} == {"statement"}


def question() -> list[Story]:
    charge = Story("Brell Council protects the Vesk gang, said Lena Dorn.", "Brell Courier")
    charge.entity("Brell Council")
    charge.entity("Vesk gang", "armed_group")
    charge.says("Brell Council protects the Vesk gang", "Lena Dorn")
    reply = Story("Brell Council has jailed half of the Vesk gang, Brell Council said.", "Vell Observer")
    reply.entity("Brell Council")
    reply.entity("Vesk gang", "armed_group")
    reply.says("Brell Council has jailed half of the Vesk gang", "Brell Council")
    return [charge, reply]


def asked_in(contents: Contents) -> list[Claim]:
    return [claim for claim in contents.claims if claim.contested]


def test_a_question_of_which_one_side_is_rejected_is_gone_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "R.db"
    before = write(path, question())
    [asked] = asked_in(before)
    denial = next(member.statement for member in asked.members if member.stance == "denies")
    made = judge(path, "reject", denial or "")
    assert asked_in(sound(path)) == []
    judge(path, "undo", undoes=made.id)
    assert sound(path).claims == before.claims


def test_what_is_parted_from_a_question_stays_in_the_claim_that_says_it(tmp_path: Path) -> None:
    path = tmp_path / "R.db"
    charge, reply = question()
    before = write(path, [charge, reply, copy(reply, "Lamp Weekly")])
    [asked] = asked_in(before)
    denial = next(member.statement for member in asked.members if member.stance == "denies")
    judge(path, "different", asked.id, denial or "")
    after = sound(path)
    assert [claim for claim in after.claims if claim.id != asked.id] == [
        claim for claim in before.claims if claim.id != asked.id
    ]
    assert len(asked_in(after)[0].members) == len(asked.members) - 1


def test_a_question_counted_anew_still_says_what_it_asks(tmp_path: Path) -> None:
    path = tmp_path / "R.db"
    [asked] = asked_in(write(path, question()))
    with desk(path, fold_name) as near:
        assert counting.recounted(near, asked) == asked
