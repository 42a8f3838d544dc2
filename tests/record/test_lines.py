"""A line is a noun written out: nothing is lost, nothing is let in that the article does not say."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from importlib.resources import files
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from accordingto.errors import UnusableExport
from accordingto.model import Article, Bounds, Contents, Mention, Timex
from accordingto.record import contents_of, line, lines, noun_of, schema
from accordingto.record.lines import FIELDS, TYPES, quotes

from .made import NOUNS, STEADY, quoting
from .stories import FIRST, FOURTEEN_DEAD, NINE, PURPOSE, SAID, SECOND, STORY, quote

VALIDATOR = Draft202012Validator(schema())


@STEADY
@given(NOUNS)
def test_a_noun_comes_back_from_its_line(noun: object) -> None:
    written = line(noun)
    assert noun_of(written) == noun
    assert line(noun_of(written)) == written


@STEADY
@given(NOUNS)
def test_a_line_is_one_line_and_begins_with_its_type(noun: object) -> None:
    written = line(noun)
    assert written.endswith(b"\n")
    assert written.count(b"\n") == 1
    assert list(json.loads(written)) == ["type", *(field.name for field in fields(noun))]


@STEADY
@given(quoting())
def test_any_words_of_an_article_can_be_quoted(drawn: tuple[Article, int, int]) -> None:
    article, start, end = drawn
    article = replace(article, zones=(), published=replace(FIRST.published, evidence=None))
    mention = Mention("m", article.id, article.span(start, end), "e", "name")
    assert contents_of([line(article), line(mention)]).mentions == (mention,)


@STEADY
@given(quoting(), st.integers(1, 3))
def test_words_from_elsewhere_are_refused(drawn: tuple[Article, int, int], slip: int) -> None:
    article, start, end = drawn
    article = replace(article, zones=(), published=replace(FIRST.published, evidence=None))
    mention = Mention("m", article.id, replace(article.span(start, end), end=end + slip), "e", "name")
    with pytest.raises(UnusableExport, match=r"line 2: mention m: .*is not what stands at"):
        contents_of([line(article), line(mention)])


def test_types_stand_in_the_order_of_the_contract() -> None:
    assert list(TYPES) == [
        "article", "entity", "mention", "statement", "timex", "event_mention", "event", "figure", "claim", "derivation",
        "contradiction", "series", "judgement", "rejection",
    ]  # fmt: skip
    assert list(FIELDS.values()) == [field.name for field in fields(Contents)]


def test_lines_are_ordered_by_type_then_id() -> None:
    order = [(list(TYPES).index(row["type"]), row["id"]) for row in map(json.loads, lines(STORY))]
    assert order == sorted(order)


def test_a_shuffled_record_exports_the_same_bytes() -> None:
    shuffle = Random(7)
    mixed = Contents(
        **{name: tuple(shuffle.sample(held, len(held))) for name in FIELDS.values() for held in [getattr(STORY, name)]}
    )
    assert b"".join(lines(mixed)) == b"".join(lines(STORY))


def test_order_of_extra_columns_leaves_the_bytes_alone() -> None:
    turned = replace(FIRST, extra=dict(reversed(FIRST.extra.items())))
    assert line(turned) == line(FIRST)


def test_an_export_read_back_is_the_same_contents() -> None:
    ordered = contents_of(lines(STORY))
    assert {
        getattr(ordered, name) == tuple(sorted(getattr(STORY, name), key=lambda each: each.id)) for name in FIELDS.values()
    } == {True}


def test_whole_and_broken_numbers_stay_what_they_are() -> None:
    assert b'"bounds":{"low":2,"high":2.0}' in line(replace(NINE, bounds=Bounds(2, 2.0)))
    assert repr(noun_of(line(replace(NINE, bounds=Bounds(2, 1.5)))).bounds) == "Bounds(low=2, high=1.5)"


def test_separators_of_lines_inside_words_do_not_end_a_line(tmp_path) -> None:
    path = tmp_path / "story.jsonl"
    path.write_bytes(line(SECOND))
    with path.open("rb") as rows:
        assert contents_of(rows).articles == (SECOND,)


def test_words_are_written_as_themselves() -> None:
    assert "😀 Daily Sarn".encode() in line(SECOND)


def test_a_mark_at_the_start_and_empty_lines_are_let_pass() -> None:
    assert contents_of([b"\xef\xbb\xbf" + line(FIRST), "\n", b"\r\n", line(SAID).decode()]).statements == (SAID,)


def test_fields_of_a_later_version_are_let_pass() -> None:
    row = {**json.loads(line(SAID)), "mood": {"of": ["later"]}}
    assert noun_of(json.dumps(row)) == SAID


def test_an_optional_field_may_be_missing() -> None:
    row = {key: value for key, value in json.loads(line(PURPOSE)).items() if key not in ("nested_in", "rule", "target")}
    assert noun_of(json.dumps(row)) == PURPOSE


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"manner": "loud"}, "line 2: this statement breaks the contract: Invalid enum value 'loud' at `manner`"),
        ({"anonymous": 0}, "Expected `bool`, got `int` at `anonymous`"),
        ({"content": [{"start": 0.5, "end": 1, "exact": "x"}]}, r"Expected `int`, got `float` at `content\[0\].start`"),
        ({"type": "rumour"}, "line 2: `type` is 'rumour', which is unknown"),
        ({"type": None}, "line 2: it has no `type`"),
        ({"article": "a-none"}, "line 2: statement s-gate: it quotes article a-none, which is not there"),
        ({"cue": {"start": 0, "end": 4, "exact": "said"}}, "'said' is not what stands at 0-4 of a-.*, which is 'Gate'"),
        ({"cue": {"start": -4, "end": 0, "exact": ""}}, "is not what stands at -4-0"),
        ({"cue": {"start": 4, "end": 2, "exact": ""}}, "is not what stands at 4-2"),
    ],
)
def test_a_line_that_breaks_the_contract_is_refused_by_number_and_field(change: dict[str, object], message: str) -> None:
    row = {**json.loads(line(SAID)), **change}
    with pytest.raises(UnusableExport, match=message):
        contents_of([line(FIRST), json.dumps(row)])


def test_a_missing_field_is_named() -> None:
    row = json.loads(line(NINE))
    del row["comparator"]
    with pytest.raises(UnusableExport, match=r"line 2: this figure .* missing required field `comparator`"):
        contents_of([line(FIRST), json.dumps(row)])


@pytest.mark.parametrize(
    "text", [b"{", b"\xff\xfe", b"[1]", b'{"type":"article"', b'"article"', b"[" * 5000, b'{"type":"timex"} x']
)
def test_what_is_no_line_is_refused(text: bytes) -> None:
    with pytest.raises(UnusableExport, match=r"^line 3: "):
        contents_of([line(FIRST), b"\n", text])


def test_an_id_may_stand_once_only() -> None:
    with pytest.raises(UnusableExport, match="line 3: s-gate stands on line 2 already"):
        contents_of([line(FIRST), line(SAID), line(SAID)])


@pytest.mark.parametrize("value", ["yesterday", "2015-13", "2015-02-30", "2015-2-3", "2015-02-03\n", "02/03/2015", "２０１５"])
def test_a_time_is_a_time(value: str) -> None:
    timex = STORY.timexes[0]
    with pytest.raises(UnusableExport, match="is no time; write 2015, 2015-02"):
        contents_of([line(FIRST), line(replace(timex, time=replace(timex.time, value=value)))])


@pytest.mark.parametrize("value", ["2015", "2015-02", "2015-02-03", "2015-02-03T14:30", "2015-02-03/2015-02-19", None])
def test_every_precision_is_a_time(value: str | None) -> None:
    timex = replace(STORY.timexes[0], time=replace(STORY.timexes[0].time, value=value))
    assert contents_of([line(FIRST), line(timex)]).timexes == (timex,)


def test_a_zone_beyond_the_text_is_refused() -> None:
    with pytest.raises(UnusableExport, match="its body zone 24-9999 lies outside its text"):
        contents_of([line(replace(FIRST, zones=(replace(FIRST.zones[1], end=9999),)))])


def test_a_span_belongs_to_the_nearest_article_named() -> None:
    derivation, contradiction = STORY.derivations[0], STORY.contradictions[0]
    assert [article for article, _ in quotes(derivation)] == [FIRST.id, SECOND.id]
    assert list(quotes(contradiction)) == [(FIRST.id, NINE.span), (SECOND.id, FOURTEEN_DEAD.span)]
    assert list(quotes(SECOND)) == [(SECOND.id, quote(SECOND, "😀"))]


@pytest.mark.parametrize("noun", [noun for name in FIELDS.values() for noun in getattr(STORY, name)], ids=lambda noun: noun.id)
def test_a_line_is_valid_by_the_schema(noun: object) -> None:
    assert list(VALIDATOR.iter_errors(json.loads(line(noun)))) == []


@pytest.mark.parametrize(
    ("noun", "change"),
    [
        (SAID, {"type": "claim"}),
        (SAID, {"manner": "loud"}),
        (NINE, {"value": "nine"}),
        (NINE, {"as_of": {"value": "Sunday", "precision": "day", "words": None, "anchor": None}}),
        (FIRST, {"zones": [{"kind": "body", "start": -1, "end": 3}]}),
    ],
)
def test_the_schema_refuses_what_breaks_the_contract(noun: object, change: dict[str, object]) -> None:
    assert not VALIDATOR.is_valid({**json.loads(line(noun)), **change})


@pytest.mark.parametrize("noun", [FIRST, SAID, NINE, *STORY.claims[:1]], ids=lambda noun: noun.id)
def test_the_schema_asks_for_every_field(noun: object) -> None:
    whole = json.loads(line(noun))
    for key in whole:
        assert not VALIDATOR.is_valid({name: value for name, value in whole.items() if name != key}), key


def test_the_shipped_schema_is_the_one_the_nouns_draw() -> None:
    shipped = json.loads(files("accordingto.record").joinpath("export.schema.json").read_text(encoding="utf-8"))
    assert shipped == schema(), "the nouns changed: write json.dumps(schema(), indent=2, ensure_ascii=False) to the file"
    Draft202012Validator.check_schema(shipped)
    assert all("description" in part for part in shipped["$defs"].values())


def test_a_timex_needs_no_other_noun() -> None:
    timex = Timex("t", FIRST.id, quote(FIRST, "Sunday night"), STORY.timexes[0].time)
    assert contents_of([line(timex), line(FIRST)]).timexes == (timex,)
