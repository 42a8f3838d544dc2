"""When an article was published, how sure that is, and what speaks against it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto import Record, build
from accordingto.model import Article, Published, Zone, identify
from accordingto.read import as_given, date_orders, prepared
from accordingto.read.clean import zoned
from accordingto.read.times.calendar import DateOrder
from accordingto.read.times.publication import published
from accordingto.record import line, noun_of

STORY = "A shed burned in Limeport, and two boats were lost."


def article(text: str, day: str | None = None, *, outlet: str | None = None, url: str | None = None) -> Article:
    given = Published(day, "day", day, "published", "published") if day else Published()
    return Article(identify("a", text), "story.txt", (), outlet, None, None, given, "en", "", text, {}, (), url)


def dated(text: str, day: str | None = None, *, url: str | None = None, order: DateOrder | None = None) -> Published:
    return published(zoned(article(text, day, url=url)), order)


def printed(words: str) -> Article:
    """An article of the Harbour Gazette whose date came in these words and no others."""
    return replace(article(STORY, outlet="Harbour Gazette"), published=Published(None, "unresolved", words, None, "date"))


# --- the order of the evidence -------------------------------------------------------------------------------------------


def test_what_came_with_the_article_is_believed_before_its_head() -> None:
    found = dated(f"Shed burns\n\n9 May 2029\n\n{STORY}", "2029-05-20")
    assert (found.value, found.confidence) == ("2029-05-20", "medium")
    assert found.reason == "it came with the article; but its head says 9 May 2029"


def test_head_is_believed_before_the_address() -> None:
    found = dated(f"Shed burns\n\n9 May 2029\n\n{STORY}", url="https://gazette.example/2029/05/02/shed")
    assert (found.value, found.confidence) == ("2029-05-09", "medium")
    assert found.reason == "it is printed in the head of the article; but its address says 2 May 2029"


def test_address_is_believed_before_the_text() -> None:
    found = dated("A shed burned today, 9 May 2029.", url="https://gazette.example/2029/05/02/shed")
    assert (found.value, found.evidence, found.confidence) == ("2029-05-02", "url", "low")


def test_two_kinds_that_agree_are_surer_than_one() -> None:
    url = "https://gazette.example/2029/05/09/shed"
    assert dated(STORY, url=url).confidence == "medium"
    found = dated("A shed burned today, 9 May 2029.", url=url)
    assert (found.value, found.confidence) == ("2029-05-09", "high")
    assert found.reason == "it stands in the address; its text agrees"


def test_day_of_the_dateline_before_the_day_of_print_is_no_conflict() -> None:
    found = dated("LIMEPORT, 8 May 2029 -- A shed burned.", "2029-05-09")
    assert (found.value, found.confidence, found.reason) == (
        "2029-05-09",
        "high",
        "it came with the article; its head agrees",
    )


def test_several_conflicts_lower_it_further() -> None:
    found = dated(f"9 May 2029\n\n{STORY}", "2029-05-20", url="https://gazette.example/2029/04/01/shed")
    assert (found.value, found.confidence) == ("2029-05-20", "low")


def test_conflict_is_told_once_however_often_it_is_printed() -> None:
    found = dated(f"Posted on 9 May 2029\n\n{STORY} This article was published on 9 May 2029.", "2029-05-20")
    assert (found.confidence, found.reason) == ("medium", "it came with the article; but its head and its text say 9 May 2029")


def test_date_that_markup_leaves_to_be_guessed_is_less_sure() -> None:
    guessed = Published("2029-05-09", "day", "2029-05-09", "published", "htmldate")
    assert published(replace(article(STORY), published=guessed)).confidence == "medium"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Shed burns\nUpdated 12 May 2029\nPublished 9 May 2029\n" + STORY, "2029-05-09"),
        ("Shed burns\nPublished 9 May 2029 | Updated 12 May 2029\n" + STORY, "2029-05-09"),
        ("Shed burns\nDate of publication: 9 May 2029\n" + STORY, "2029-05-09"),
        ("Shed burns\n09-05-2029 is when this was filed\nPublished: 19-05-2029\n" + STORY, "2029-05-19"),
        ("Posted on May 9 2029 by Iris Noor. A shed burned.", "2029-05-09"),
        ("This article was originally published on 9 May 2029. " + STORY, "2029-05-09"),
    ],
)
def test_first_day_of_publishing_is_taken(text: str, day: str) -> None:
    assert dated(text).value == day


def test_only_a_day_of_updating_is_less_sure() -> None:
    found = dated(f"Shed burns\nLast updated 12 May 2029\n{STORY}")
    assert (found.value, found.confidence, found.reason) == (
        "2029-05-12",
        "medium",
        "the head prints when it was last updated",
    )


@pytest.mark.parametrize(
    "text",
    [
        "The inquiry's report, published on 9 May 2029, names two firms.",
        'Osei read from the letter: "We leave today, 9 May 2029, and will not return."',
        "The mill will close on 9 May 2029.",
        "The story was told of a report posted on 9 May 2029 by the Mill Union.",
    ],
)
def test_date_of_something_else_is_not_when_it_was_published(text: str) -> None:
    assert dated(text).value is None


# --- weekdays ------------------------------------------------------------------------------------------------------------


def test_weekday_that_is_another_lowers_it() -> None:
    found = dated(f"Shed burns\n\nFriday, 9 May 2029\n\n{STORY}")
    assert (found.value, found.confidence) == ("2029-05-09", "medium")
    assert found.reason == "it is printed in the head of the article; but 9 May 2029 was a Wednesday, not a Friday"


@pytest.mark.parametrize(("words", "day"), [("Wed 03/04/2024", "2024-04-03"), ("Mon 03/04/2024", "2024-03-04")])
def test_weekday_settles_a_date_that_reads_two_ways(words: str, day: str) -> None:
    found = dated(f"Shed burns\n\n{words}\n\n{STORY}")
    assert (found.value, found.confidence) == (day, "high")
    assert "read by its weekday" in (found.reason or "")


def test_weekday_that_fits_neither_reading_settles_nothing() -> None:
    assert dated(f"Shed burns\n\nSun 03/04/2024\n\n{STORY}").value is None


def test_weekday_beside_a_day_without_year_must_fit_a_year_near_by() -> None:
    assert dated("A shed burned on Wednesday, 9 May.", "2029-05-12").confidence == "high"
    found = dated("A shed burned on Friday, 9 May.", "2029-05-12")
    assert (found.confidence, found.reason) == ("medium", "it came with the article; but Friday, 9 May fits no year near it")


def test_weekday_called_today_must_be_that_of_the_date() -> None:
    assert dated("The mill was sold today (Wednesday).", "2029-05-09").confidence == "high"
    found = dated("The mill was sold today (Sunday).", "2029-05-09")
    assert (found.confidence, found.reason) == ("medium", 'it came with the article; but its text calls "today" a Sunday')


# --- dates in numbers ----------------------------------------------------------------------------------------------------


def test_outlet_tells_by_its_other_dates_which_number_is_the_day() -> None:
    pile = [printed("19/02/2015"), printed("03/04/2015")]
    assert date_orders(pile) == {"Harbour Gazette": "day first"}
    found = published(pile[1], "day first")
    assert (found.value, found.confidence) == ("2015-04-03", "medium")
    assert found.reason == "it came with the article, read day first, as other dates of this outlet are"


def test_outlet_of_both_habits_tells_nothing() -> None:
    assert date_orders([printed("19/02/2015"), printed("02/19/2015")]) == {}
    assert date_orders([replace(printed("19/02/2015"), outlet=None)]) == {}
    assert date_orders([printed("03/04/2015")]) == {}


def test_habit_does_not_turn_a_date_that_reads_one_way() -> None:
    assert published(printed("19/02/2015"), "month first").value == "2015-02-19"


def test_date_that_reads_two_ways_says_which() -> None:
    found = published(printed("03/04/2015"))
    assert (found.value, found.words, found.confidence) == (None, "03/04/2015", None)
    assert found.reason == "03/04/2015 can be 4 March 2015 or 3 April 2015"


def test_habit_is_learnt_anew_each_time() -> None:
    """A record that is added to must not keep what the pile no longer tells."""
    pile = prepared(printed("03/04/2015"), "day first")
    assert pile.published.value == "2015-04-03"
    assert as_given(pile).published == printed("03/04/2015").published


# --- no date: what is left of the calendar -------------------------------------------------------------------------------


def test_newest_date_told_as_past_only_bounds_it() -> None:
    found = dated("The mill closed on 4 April 2030. It had opened on 1 May 2001. Crews returned recently.")
    assert (found.value, found.words, found.evidence, found.confidence) == (None, None, None, None)
    assert found.reason == "not before 4 April 2030, the newest date that its text tells as past"


@pytest.mark.parametrize(
    "text",
    [
        "The mill will close on 4 April 2030.",
        "The mill, which opened in spring, is due to close on 4 April 2030.",
        "The permit they were given expires on 4 April 2030.",
        "The mill closes on 4 April 2030.",
        "The 4 April 2030 deadline was missed.",
    ],
)
def test_date_that_may_lie_ahead_bounds_nothing(text: str) -> None:
    assert dated(text).reason is None


def test_date_of_a_caption_bounds_it() -> None:
    text = "Smoke over the mill in Limeport, 4 April 2030.\nThe mill closed last week."
    story = replace(article(text), zones=(Zone("caption", 0, text.index("\n")), Zone("body", text.index("\n") + 1, len(text))))
    found = published(story)
    assert (found.value, found.reason) == (None, "not before 4 April 2030, the newest date of a caption")


def test_later_day_told_as_past_speaks_against_a_date() -> None:
    found = dated("The mill closed on 4 April 2030.", "2030-03-01")
    assert (found.value, found.confidence) == ("2030-03-01", "medium")
    assert found.reason == "it came with the article; but its text tells of 4 April 2030 as past"
    assert dated("The mill will close on 4 April 2030.", "2030-03-01").confidence == "high"


# --- what always holds ---------------------------------------------------------------------------------------------------

PIECES = st.sampled_from((
    "3 May 2029", "Friday, 4 May 2029", "03/04/2029", "19-05-2029", "Wed 03/04/2024", "today, 9 May 2029", "Updated ",
    "Published ", "LIMEPORT, May 3 -- ", "(May 3)", "2029-05-H-011", "\n", "\n\n", "The mill closed on 4 April 2030. ", "\"",
    "today (Sunday) ", "30 February 2029", "By Iris Noor, ", " | ", ". ", "will ",
))  # fmt: skip


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    st.lists(PIECES, max_size=8).map("".join),
    st.sampled_from([None, "2029-05-04", "2031-02-30"]),
    st.sampled_from([None, "https://gazette.example/2029/05/03/shed"]),
    st.sampled_from([None, "day first", "month first"]),
)
def test_date_has_its_evidence_and_a_confidence_and_nothing_else_has(
    text: str, day: str | None, url: str | None, order: DateOrder | None
) -> None:
    story = article(f"{text} shed", day, url=url)
    done = prepared(story, order)
    found = done.published
    assert (found.value is None) == (found.precision == "unresolved") == (found.confidence is None)
    assert found.value is None or (found.reason and found.evidence is not None and found.time.days is not None)
    if found.evidence is not None and not isinstance(found.evidence, str):
        assert story.text[found.evidence.start : found.evidence.end] == found.evidence.exact
    assert ("; but " in (found.reason or "")) <= (found.confidence != "high")
    assert prepared(as_given(done), order) == done


# --- in a record ---------------------------------------------------------------------------------------------------------


@pytest.mark.model
def test_pile_teaches_the_order_at_once_or_piece_by_piece(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "outlet": "Harbour Gazette", "published": "03/04/2015", "text": "A shed burned in Limeport on Friday."},
        {"id": "2", "outlet": "Harbour Gazette", "published": "19/02/2015", "text": "Two boats were lost off Limeport."},
        {"id": "3", "outlet": "Northern Post", "published": "03/04/2015", "text": "Snow closed the road to Tarn."},
    ]
    whole, piece = tmp_path / "whole.db", tmp_path / "piece.db"
    for name, some in (("all", rows), ("one", rows[:1]), ("rest", rows[1:])):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pile.jsonl").write_text("\n".join(map(json.dumps, some)) + "\n", encoding="utf-8")
    build([tmp_path / "all"], record=whole, model=False)
    build([tmp_path / "one"], record=piece, model=False)
    assert [each.published.value for each in held(piece)] == [None]
    build([tmp_path / "rest"], record=piece, model=False)
    assert {each.outlet: None for each in held(whole)} == {"Harbour Gazette": None, "Northern Post": None}
    assert sorted(each.published.value or "" for each in held(whole)) == ["", "2015-02-19", "2015-04-03"]
    assert {each.id: each.published for each in held(piece)} == {each.id: each.published for each in held(whole)}


def held(record: Path) -> list[Article]:
    with Record.open(record) as opened:
        return list(opened.articles())


def test_export_of_an_earlier_version_is_read() -> None:
    told = json.loads(line(prepared(article(STORY, "2029-05-09"))))
    assert told["published"]["confidence"] == "high"
    del told["published"]["confidence"], told["published"]["reason"]
    earlier = noun_of(json.dumps(told))
    assert isinstance(earlier, Article)
    assert (earlier.published.value, earlier.published.confidence, earlier.published.reason) == ("2029-05-09", None, None)
