"""Numbers in tiny invented stories: what is counted, between what bounds, and what is no count at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from accordingto.extract.figures import figures
from accordingto.model import Article, EventMention, Figure, Mention, Participant, Published, Span, Statement, Time, Timex
from accordingto.read.annotate import annotate
from accordingto.read.clean import zoned

pytestmark = pytest.mark.model

MAY_4 = Published("2031-05-04", "day", "4 May 2031", "text", None)


def article(text: str, published: Published = MAY_4) -> Article:
    return zoned(
        Article("a-1", "story.txt", (), "Harbour Radio", None, None, published, "en", "0" * 64, text, {}, ()),
    )


def told(
    text: str,
    mentions: Sequence[Mention] = (),
    statements: Sequence[Statement] = (),
    timexes: Sequence[Timex] = (),
    events: Sequence[EventMention] = (),
    published: Published = MAY_4,
) -> tuple[Figure, ...]:
    return figures(annotate(article(text, published)), mentions, statements, timexes, events)


def lines(text: str) -> list[tuple[str, str, str]]:
    return [(figure.span.exact, figure.counted, figure.role) for figure in told(text)]


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def named(text: str, words: str, entity: str) -> Mention:
    return Mention(f"m-{entity}", "a-1", span(text, words), entity, "name")


def statement(id: str, text: str, cue: str, content: str) -> Statement:
    return Statement(
        id, "a-1", span(text, cue), None, (span(text, content),), None, (), "indirect", "reported", "CT+", False
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "value", "low", "high", "comparator"),
    [
        ("14 people", 14, 14, 14, "exactly"),
        ("fourteen people", 14, 14, 14, "exactly"),
        ("two hundred and five people", 205, 205, 205, "exactly"),
        ("1,250 people", 1250, 1250, 1250, "exactly"),
        ("both men", 2, 2, 2, "exactly"),
        ("at least 14 people", None, 14, None, "at_least"),
        ("no fewer than 14 people", None, 14, None, "at_least"),
        ("14 or more people", None, 14, None, "at_least"),
        ("300+ people", None, 300, None, "at_least"),
        ("more than 14 people", None, 15, None, "more_than"),
        ("over 14 people", None, 15, None, "more_than"),
        ("upwards of 14 people", None, 15, None, "more_than"),
        ("more than a dozen people", None, 13, None, "more_than"),
        ("up to 30 people", None, None, 30, "at_most"),
        ("as many as 30 people", None, None, 30, "at_most"),
        ("no more than 30 people", None, None, 30, "at_most"),
        ("fewer than 30 people", None, None, 29, "less_than"),
        ("some 30 people", 30, None, None, "about"),
        ("roughly 30 people", 30, None, None, "about"),
        ("30 or so people", 30, None, None, "about"),
        ("nearly 30 people", 30, None, 30, "about"),
        ("almost 30 people", 30, None, 30, "about"),
        ("20–25 people", None, 20, 25, "between"),
        ("20 to 25 people", None, 20, 25, "between"),
        ("between 20 and 25 people", None, 20, 25, "between"),
        ("two or three people", None, 2, 3, "between"),
        ("a dozen people", 12, None, None, "about"),
        ("a couple of people", 2, None, None, "about"),
        ("several people", None, 3, None, "vague"),
        ("multiple people", None, 3, None, "vague"),
        ("tens of people", None, 20, None, "vague"),
        ("dozens of people", None, 24, None, "vague"),
        ("scores of people", None, 40, None, "vague"),
        ("hundreds of people", None, 200, None, "vague"),
        ("thousands of people", None, 2000, None, "vague"),
        ("tens of thousands of people", None, 20000, None, "vague"),
        ("a few people", None, 2, None, "vague"),
        ("many people", None, 2, None, "vague"),
        ("a number of people", None, 2, None, "vague"),
    ],
)
def test_words_of_number_have_the_bounds_of_the_table(
    words: str, value: int | None, low: int | None, high: int | None, comparator: str
) -> None:
    text = f"The fire in Quarle killed {words} on Friday."
    (figure,) = told(text)
    assert figure.span == span(text, words)
    assert (figure.value, figure.bounds.low, figure.bounds.high, figure.comparator) == (value, low, high, comparator)
    assert figure.counted == "killed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A farmer was killed.", [("A farmer", "killed", "count")]),
        ("Gunmen attacked Quarle, killing the mayor.", [("the mayor", "killed", "count")]),
        ("Her driver was wounded.", [("Her driver", "injured", "count")]),
        ("Both men were killed.", [("Both men", "killed", "count")]),
        ("Four men and a woman were arrested.", [("Four men", "detained", "count"), ("a woman", "detained", "count")]),
        ("The gang wounded guards at the gate.", [("guards", "injured", "count")]),
    ],
)
def test_people_without_a_number_are_figures_too(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert lines(text) == expected


def test_one_person_told_of_has_value_one_and_a_bare_plural_a_low_bound_only() -> None:
    (one,) = told("A farmer was killed.")
    (some,) = told("The gang wounded guards at the gate.")
    assert (one.value, one.bounds.low, one.comparator) == (1, 1, "exactly")
    assert (some.value, some.bounds.low, some.comparator) == (None, 2, "vague")


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("No one was hurt.", "injured"),
        ("No one was arrested after the march.", "detained"),
        ("There were no casualties.", "dead_or_injured"),
        ("No civilians were killed.", "killed"),
        ("No arrests were made.", "detained"),
    ],
)
def test_nobody_is_zero(text: str, counted: str) -> None:
    (figure,) = told(text)
    assert (figure.value, figure.bounds.low, figure.bounds.high, figure.counted) == (0, 0, 0, counted)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They killed five and wounded 12.", [("five", "killed", "count"), ("12", "injured", "count")]),
        ("Five were killed.", [("Five", "killed", "count")]),
        ("The blaze left 12 dead.", [("12", "killed", "count")]),
        ("The blast killed a guard, wounding 20 more.", [("a guard", "killed", "count"), ("20 more", "injured", "count")]),
        ("Twelve dead, 30 hurt in ferry fire", [("Twelve", "killed", "count"), ("30", "injured", "count")]),
        ("A blast left four people dead, six hurt.", [("four people", "killed", "count"), ("six", "injured", "count")]),
        ("Police counted four killed and 16 hurt.", [("four", "killed", "count"), ("16", "injured", "count")]),
        ("The fighting claimed 48 lives.", [("48 lives", "killed", "count")]),
        ("The flood, which took 48 lives, is over.", [("48 lives", "killed", "count")]),
        ("In all, 61 soldiers died.", [("61 soldiers", "killed", "count")]),
        ("The army killed and injured 40 rebels.", [("40 rebels", "dead_or_injured", "count")]),
        ("The army said it had neutralised 40 rebels.", [("40 rebels", "dead_or_injured", "count")]),
        ("Two soldiers were shot dead.", [("Two soldiers", "killed", "count")]),
        ("Gunmen seized 40 pupils.", [("40 pupils", "abducted", "count")]),
        ("Police seized 12 men.", [("12 men", "detained", "count")]),
        ("Police say 12 suspects are in custody.", [("12 suspects", "detained", "count")]),
        ("Two aid workers were taken hostage.", [("Two aid workers", "abducted", "count")]),
        ("Ten miners are missing.", [("Ten miners", "missing", "count")]),
        ("Ostland deported over 300 people.", [("over 300 people", "deported", "count")]),
        ("Norway barred 4,100 people from entering the country.", [("4,100 people", "banned_entry", "count")]),
        ("Ostland imposed an entry ban on 640 others.", [("640 others", "banned_entry", "count")]),
        ("About 300 people crossed the border on Monday.", [("About 300 people", "crossed", "count")]),
        ("Some 500 residents fled.", [("Some 500 residents", "displaced", "count")]),
        ("Police said 40 rebels hold the bridge.", [("40 rebels", "fighters", "count")]),
        ("Norway sent 150 soldiers.", [("150 soldiers", "troops", "count")]),
        ("Six F-16 jets landed.", [("Six F-16 jets", "vehicles", "count")]),
        ("They found 12 rifles.", [("12 rifles", "weapons", "count")]),
        ("12 gunmen killed five.", [("12 gunmen", "fighters", "count"), ("five", "killed", "count")]),
    ],
)  # fmt: skip
def test_governing_word_says_what_is_counted(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert lines(text) == expected


def test_suspects_are_people_and_the_provinces_are_not() -> None:
    assert lines("Police arrested 29 suspects in 5 provinces.") == [
        ("29 suspects", "detained", "count"),
        ("5 provinces", "other", "count"),
    ]


def test_crossing_to_come_is_not_counted_as_crossed() -> None:
    assert lines("2,400 smugglers may enter Norway.") == [("2,400 smugglers", "people", "count")]


def test_killed_or_captured_leaves_the_fate_open() -> None:
    assert lines("The army killed or captured 20 rebels.") == [("20 rebels", "fighters", "count")]


@pytest.mark.parametrize(
    "text",
    [
        "After 100 days of fighting the town is calm.",
        "The recruits are aged between 17 and 25.",
        "Lena Ruiz, 39, teaches in Quarle.",
        "A 39-year-old teaches there.",
        "Article 5 was never invoked.",
        "The Group of 20 met in Quarle.",
        "The 15-member council met.",
        "It flew an F-16 over the town.",
        "The talks began at 10:30 and ended at 5 p.m.",
        "The bridge was bombed in 2019.",
        "Ardent Town beat Quarle 3-1.",
        "Call 555-123-4567 for help.",
        "It was the third raid.",
        "The 787 project is late.",
        "The court met at 9.25 a. m. in Quarle.",
        "It lies 20 miles north of Quarle.",
        "On 3 May the court met.",
    ],
)
def test_what_is_no_count_makes_no_figure(text: str) -> None:
    assert told(text) == ()


def test_part_is_marked_as_part_of_the_count_before() -> None:
    assert lines("At least 12 people, including three children and a nurse, were killed.") == [
        ("At least 12 people", "killed", "count"),
        ("three children", "killed", "part"),
        ("a nurse", "killed", "part"),
    ]


def test_number_of_them_is_a_part_of_those_before() -> None:
    assert lines("The attack killed 17 soldiers, 12 of them conscripts.") == [
        ("17 soldiers", "killed", "count"),
        ("12 of them", "killed", "part"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A death in hospital brought the toll to 17.", [("17", "killed", "total")]),
        ("A death toll of 14 was given.", [("14", "killed", "total")]),
        ("The toll rose from 12 to 17.", [("12", "killed", "total"), ("17", "killed", "total")]),
        ("The number of people injured now stands at 31.", [("31", "injured", "total")]),
        ("Police detained a total of 185 suspects.", [("a total of 185 suspects", "detained", "total")]),
        ("Another five villagers were killed.", [("Another five villagers", "killed", "increment")]),
    ],
)
def test_totals_and_increments_are_told_apart(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [line for line in lines(text) if line[0] != "A death"] == expected


def test_money_has_its_value_and_the_currency_as_unit() -> None:
    dollars, euros = told("They paid $3 million in fines and 40 euros in tips.")
    assert (dollars.value, dollars.unit, dollars.counted, dollars.span.exact) == (3_000_000, "$", "money", "$3 million")
    assert (euros.value, euros.unit, euros.counted) == (40, "euros", "money")


def test_share_keeps_its_base() -> None:
    share, base = told("One in five of 400 houses burned down.")
    assert (share.value, share.unit, share.counted) == (0.2, "of 400 houses", "other")
    assert (base.value, base.unit) == (400, "houses")


def test_capitals_and_broken_lines_do_no_harm() -> None:
    text = (
        "THE ARMY COMMAND IN THE NORTH SAID LAST NIGHT THAT ABOUT 50\nFARMERS FROM THE VALLEY OF QUARLE WERE KIDNAPPED THERE "
        "AND THAT\nTHREE REBELS WERE KILLED IN THE CLASHES WHICH THEN FOLLOWED IN\nTHE HILLS.  NOTHING MORE WAS KNOWN."
    )
    found = told(text)
    assert [(figure.span.exact, figure.value, figure.counted) for figure in found] == [
        ("ABOUT 50\nFARMERS", 50, "abducted"),
        ("THREE REBELS", 3, "killed"),
    ]


def test_typographic_quotes_round_a_number_are_no_obstacle() -> None:
    (figure,) = told("The mayor’s office said ‘two’ died.")
    assert (figure.value, figure.counted) == (2, "killed")


def test_headline_and_body_each_have_their_own_line() -> None:
    found = told("Five killed in Quarle fire\n\nFive people were killed in a fire in Quarle on Friday, police said.")
    assert [(figure.value, figure.counted) for figure in found] == [(5, "killed"), (5, "killed")]


def test_whose_people_and_where() -> None:
    text = "Police killed five Red Dawn fighters in Gao."
    (figure,) = told(text, [named(text, "Red Dawn", "e-dawn"), named(text, "Gao", "e-gao")])
    assert (figure.of_whom, figure.place, figure.unit) == ("e-dawn", "e-gao", "fighters")


def test_innermost_statement_holds_the_figure() -> None:
    text = "Police said the hospital reported nine dead."
    outer = statement("s-outer", text, "said", "the hospital reported nine dead")
    inner = statement("s-inner", text, "reported", "nine dead")
    (figure,) = told(text, statements=[outer, inner])
    assert figure.statement == "s-inner"


def test_trigger_that_governs_the_number_gives_the_event() -> None:
    text = "Police killed five rebels and arrested 12."
    events = [
        EventMention(
            id, "a-1", span(text, word), None, "ASSAULT", None, (), (), (), None, Time(), "happened", None
        )
        for id, word in (("v-kill", "killed"), ("v-arrest", "arrested"))
    ]  # fmt: skip
    assert [figure.event for figure in told(text, events=events)] == ["v-kill", "v-arrest"]


def test_tally_over_a_period_is_of_no_one_event() -> None:
    text = "Police have arrested 185 suspects in recent weeks."
    arrest = EventMention(
        "v-1", "a-1", span(text, "arrested"), None, "COERCE", "arrest", (), (), (), None, Time(), "happened", None
    )  # fmt: skip
    (figure,) = told(text, events=[arrest])
    assert (figure.counted, figure.event) == ("detained", None)


def test_figure_stands_for_the_day_said_else_the_day_of_publication() -> None:
    text = "By Tuesday 14 bodies had been found."
    tuesday = Timex("t-1", "a-1", span(text, "Tuesday"), Time("2031-05-02", "day", "Tuesday", "published"))
    (said,) = told(text, timexes=[tuesday])
    (published,) = told("Fourteen bodies had been found.")
    (undated,) = told("Fourteen bodies had been found.", published=Published())
    assert said.as_of == tuesday.time
    assert (published.as_of.value, published.as_of.anchor) == ("2031-05-04", "published")
    assert undated.as_of == Time()


def test_number_inside_a_time_expression_is_none() -> None:
    text = "Two officers left on 12 May 2031."
    timex = Timex("t-1", "a-1", span(text, "12 May 2031"), Time("2031-05-12", "day", "12 May 2031", "text"))
    assert [figure.span.exact for figure in told(text, timexes=[timex])] == ["Two officers"]


def test_spans_quote_the_article_and_ids_are_stable() -> None:
    text = "At least 12 people died.\n\nThe toll rose to 14, including a nurse, and 3 million euros are needed."
    found = told(text)
    assert all(text[figure.span.start : figure.span.end] == figure.span.exact for figure in found)
    assert found == told(text)
    assert len({figure.id for figure in found}) == len(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ruiz recalled that 48 citizens had given their lives.", [("48 citizens", "killed", "count")]),
        ("Up to six men were behind bars last night.", [("Up to six men", "detained", "count")]),
        ("Twelve Ostland citizens had been thrown out of Norway.", [("Twelve Ostland citizens", "deported", "count")]),
        ("The fire drove hundreds of people from their homes.", [("hundreds of people", "displaced", "count")]),
        ("A 17-year-old was hurt in the raid.", [("A 17-year-old", "injured", "count")]),
        ("Police arrested one of Ruiz’s associates.", [("one of Ruiz’s associates", "detained", "count")]),
        ("The consul puts the number deported at twelve.", [("twelve", "deported", "total")]),
        ("The video shows two of the gang.", [("two of the gang", "people", "count")]),
        ("A raid caught a smuggler, his deputy and two other men.", [
            ("a smuggler", "detained", "count"), ("his deputy", "detained", "count"), ("two other men", "detained", "count"),
        ]),
        ("Eleven men were deported this year and 140 banned from entering the country.", [
            ("Eleven men", "deported", "count"), ("140", "banned_entry", "count"),
        ]),
    ],
)  # fmt: skip
def test_phrase_says_what_happened_to_the_counted(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert lines(text) == expected


def test_one_told_of_by_a_pronoun_is_counted_where_nobody_was() -> None:
    assert lines("The guard fired at the thief, killing him.") == [("him", "killed", "count")]
    assert lines("A thief was killed. The guard had fired at the man, killing him.") == [("A thief", "killed", "count")]


def test_two_of_them_is_a_part_of_the_only_count_before() -> None:
    assert lines("Nine have died. Two of them were children.") == [
        ("Nine", "killed", "count"),
        ("Two of them", "killed", "part"),
    ]


def test_two_of_them_counts_nobody_where_it_is_not_clear_of_whom() -> None:
    text = "Nine people have died and 20 people were arrested. Two of them wept."
    assert [line[0] for line in lines(text)] == ["Nine people", "20 people"]


def test_none_of_the_counted_is_no_part() -> None:
    assert lines("Fifty people live there. Not one of them has left.") == [("Fifty people", "people", "count")]


def test_those_named_among_them_are_a_part() -> None:
    assert lines("Twelve people died, among them a priest and two nurses.") == [
        ("Twelve people", "killed", "count"),
        ("a priest", "killed", "part"),
        ("two nurses", "killed", "part"),
    ]


def test_more_than_counted_before_is_an_increment_of_the_same() -> None:
    assert lines("Seventeen people have died, Ruiz said. That is three more than the police had counted.") == [
        ("Seventeen people", "killed", "count"),
        ("three more", "killed", "increment"),
    ]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Five villagers were killed on Monday. Three more were killed on Tuesday.", "increment"),
        ("Norway expelled 11 men and banned 140 more from entering the country.", "count"),
        ("Ten people were killed. Another 65 people were injured.", "count"),
    ],
)
def test_more_adds_only_to_those_who_met_the_same_fate(text: str, role: str) -> None:
    assert told(text)[-1].role == role


@pytest.mark.parametrize(
    "text",
    [
        "It was unclear how many rebels were killed.",
        "The mayor has not given a number of dead.",
    ],
)
def test_number_asked_for_is_no_number(text: str) -> None:
    assert told(text) == ()


def test_headline_that_repeats_the_body_takes_its_statement_and_its_day() -> None:
    text = (
        "Nine dead in Quarle fire\n\nBy Lena Ruiz\n\nBy Tuesday nine people were dead in Quarle, the mayor said.\n\n"
        "The fire began in a mill and burned for most of the day."
    )
    said = statement("s-1", text, "said", "By Tuesday nine people were dead in Quarle")
    tuesday = Timex("t-1", "a-1", span(text, "Tuesday"), Time("2031-05-02", "day", "Tuesday", "published"))
    headline, body = told(text, statements=[said], timexes=[tuesday])
    assert (headline.span.exact, body.span.exact) == ("Nine", "nine people")
    assert (headline.statement, headline.as_of, headline.unit) == (body.statement, body.as_of, body.unit)
    assert (headline.statement, headline.as_of) == ("s-1", tuesday.time)


def test_headline_with_another_number_keeps_its_own_voice() -> None:
    text = (
        "Ten dead in Quarle fire\n\nBy Lena Ruiz\n\nNine people were dead in Quarle, the mayor said.\n\n"
        "The fire began in a mill and burned for most of the day."
    )
    said = statement("s-1", text, "said", "Nine people were dead in Quarle")
    assert [(figure.value, figure.statement) for figure in told(text, statements=[said])] == [(10, None), (9, "s-1")]


def test_bare_headline_number_counts_what_the_body_counts() -> None:
    text = (
        "Three thousand without power in Quarle\n\nBy Lena Ruiz\n\nAbout 3,000 households were without power on Friday.\n\n"
        "The storm began in the hills and went on for most of the day."
    )
    assert lines(text) == [("Three thousand", "other", "count"), ("About 3,000 households", "other", "count")]
    assert [figure.unit for figure in told(text)] == ["households", "households"]


def mention_of(text: str, word: str, *, reality: str = "happened", id: str = "") -> EventMention:
    return EventMention(
        id or f"v-{word}", "a-1", span(text, word), None, "COERCE", "arrest", (), (), (), None, Time(), reality, None  # type: ignore[arg-type]
    )  # fmt: skip


def test_others_held_on_the_same_occasion_are_of_one_event() -> None:
    text = "Police arrested a smuggler in Quarle. They also detained two guards during the raid."
    found = told(text, events=[mention_of(text, "arrested"), mention_of(text, "detained")])
    assert [(figure.value, figure.event) for figure in found] == [(1, "v-arrested"), (2, "v-arrested")]


def test_others_held_elsewhere_are_of_an_event_of_their_own() -> None:
    text = "Police arrested a smuggler in Oslo. They also detained two guards in Bergen on Monday."
    found = told(text, events=[mention_of(text, "arrested"), mention_of(text, "detained")])
    assert [figure.event for figure in found] == ["v-arrested", "v-detained"]


def test_those_to_be_held_are_not_counted_as_held() -> None:
    text = "Police plan the arrest of 12 men."
    assert [figure.counted for figure in told(text)] == ["detained"]
    assert [figure.counted for figure in told(text, events=[mention_of(text, "arrest", reality="future")])] == ["people"]


def test_fraction_is_a_share_of_its_base() -> None:
    share, base = told("Two-thirds of the 300 houses burned down.")
    assert (share.value, share.counted, share.unit) == (0.666667, "other", "of the 300")
    assert (base.value, base.unit) == (300, "houses")


def test_toll_stands_for_the_day_it_was_given() -> None:
    text = "The death toll of at least 14 was given on Wednesday by the police."
    wednesday = Timex("t-1", "a-1", span(text, "Wednesday"), Time("2031-04-30", "day", "Wednesday", "published"))
    (figure,) = told(text, timexes=[wednesday])
    assert (figure.bounds.low, figure.as_of) == (14, wednesday.time)


def test_day_of_the_fire_is_not_the_day_of_its_toll() -> None:
    text = "The toll of Monday's fire rose to 17."
    monday = Timex("t-1", "a-1", span(text, "Monday"), Time("2031-04-28", "day", "Monday", "published"))
    (figure,) = told(text, timexes=[monday])
    assert figure.as_of.value == "2031-05-04"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The force captured a commander, a courier and three others.", [
            ("a commander", "detained", "count"), ("a courier", "detained", "count"), ("three others", "detained", "count"),
        ]),
        ("Police held Lena Ruiz, a smuggler, and two others.", [
            ("Lena Ruiz", "detained", "count"), ("two others", "detained", "count"),
        ]),
        ("Police detained a bomb-maker and two of his aides.", [
            ("a bomb-maker", "detained", "count"), ("two of his aides", "detained", "count"),
        ]),
        ("The army arrested an Army of Quarle (AQ) leader on Monday.", [
            ("an Army of Quarle (AQ) leader", "detained", "count"),
        ]),
        ("The leader was caught along with three of his men.", [
            ("The leader", "detained", "count"), ("three of his men", "detained", "count"),
        ]),
        ("Police arrested the mayor as well as two clerks.", [
            ("the mayor", "detained", "count"), ("two clerks", "detained", "count"),
        ]),
        ("The two wounded were detained.", [("two", "detained", "count")]),
        ("Also killed in the strike were more than a dozen rebels.", [("more than a dozen rebels", "killed", "count")]),
        ("Residents were questioned, and two men with ties to the gang were detained.", [("two men", "detained", "count")]),
        ("Lena Ruiz and her driver were both killed.", [("Lena Ruiz", "killed", "count"), ("her driver", "killed", "count")]),
        ("The guards shot at the rebels, killing several of them.", [("several of them", "killed", "count")]),
        ("Lena Ruiz, one of the founders, was killed.", [("Lena Ruiz", "killed", "count")]),
    ],
)  # fmt: skip
def test_each_of_a_list_is_counted_however_it_is_told(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert lines(text) == expected


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Ten hostages were freed.", "people"),
        ("The gang released six captives.", "people"),
        ("The raids ended with 20 rebels being captured or killed.", "fighters"),
        ("Five gunmen fled.", "fighters"),
        ("Five families fled.", "displaced"),
    ],
)
def test_fate_is_the_one_that_befell_them(text: str, counted: str) -> None:
    assert [figure.counted for figure in told(text)] == [counted]


@pytest.mark.parametrize(
    "text",
    [
        "The driver fled.",
        "The leader is known for kidnapping villagers.",
        "An unknown man left.",
    ],
)
def test_what_befell_nobody_is_no_count(text: str) -> None:
    assert told(text) == ()


def test_none_of_a_list_is_zero_and_no_more() -> None:
    assert [(figure.span.exact, figure.value) for figure in told("No women or children were injured.")] == [("No women", 0)]


def test_those_told_of_before_are_as_many_when_their_fate_is_told() -> None:
    text = "Five rebels attacked the post. The rebels were killed."
    first, second = told(text)
    assert (first.value, first.counted) == (5, "fighters")
    assert (second.span.exact, second.value, second.counted) == ("The rebels", 5, "killed")


def test_those_picked_out_by_a_clause_are_not_those_told_of_before() -> None:
    text = "Five guards left the post. The guards who were killed had been asleep."
    assert [(figure.value, figure.bounds.low, figure.counted) for figure in told(text)] == [
        (5, 5, "people"),
        (None, 2, "killed"),
    ]


def test_dead_of_no_said_number_are_some_where_no_number_is_told() -> None:
    assert lines("The trial for the murder of the priests began.") == [("the priests", "killed", "count")]
    assert lines("Six priests were killed. The trial for the murder of the priests began.") == [
        ("Six priests", "killed", "count")
    ]
    assert lines("It was a crime to kill the people.") == []


def test_bare_plural_adds_nobody_to_a_count() -> None:
    text = (
        "Rebels killed in Quarle\n\nBy Lena Ruiz\n\nThe army killed three rebels in a clash near Quarle on Friday.\n\n"
        "The clash began in the hills and went on for most of the day."
    )
    assert [figure.value for figure in told(text)] == [3]
    assert lines("The gang held a farmer. It also held other villagers.")[-1] == ("other villagers", "detained", "count")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Police detained two smugglers in a raid. The two men were detained during interviews.", "smugglers"),
        ("The army killed two rebels in the hills. The patrol fired at the armed men, killing two.", "rebels"),
        ("Two rebels were killed and several others were detained.", "rebels"),
        ("A soldier and four others were killed.", "others"),
        ("Police detained a smuggler in a raid. The suspect was detained in a barn.", "smuggler"),
        ("Police detained a smuggler in a raid. The mayor was detained in a barn.", "mayor"),
        ("Police detained two smugglers in Quarle. Two other men were detained.", "men"),
    ],
)
def test_noun_left_out_is_that_of_the_same_people_before(text: str, unit: str) -> None:
    assert told(text)[-1].unit == unit


def test_second_of_those_counted_is_a_part_of_them() -> None:
    assert lines("Police held two smugglers in a raid. The second smuggler was held in a barn.") == [
        ("two smugglers", "detained", "count"),
        ("The second smuggler", "detained", "part"),
    ]


def test_one_whom_an_arrest_names_is_counted() -> None:
    text = "Guards of the town did capture a Quarle financier on Monday."
    arrest = EventMention(
        "v-1", "a-1", span(text, "capture"), None, "COERCE", "arrest", (),
        (), (Participant(span(text, "Quarle financier"), None),), None, Time(), "happened", None,
    )  # fmt: skip
    assert [(figure.span.exact, figure.value, figure.counted) for figure in told(text, events=[arrest])] == [
        ("a Quarle financier", 1, "detained")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The flood claimed the lives of at least 40 people.", [("at least 40 people", "killed", "count")]),
        ("The blast took the life of a nurse.", [("a nurse", "killed", "count")]),
        ("10 villagers killed 15 injured in rocket attacks on Quarle", [
            ("10 villagers", "killed", "count"), ("15", "injured", "count"),
        ]),
        ("The clash killed 40 rebels from the north as well as 12 soldiers.", [
            ("40 rebels", "killed", "count"), ("12 soldiers", "killed", "count"),
        ]),
        ("The shell injured three nurses in addition to five patients.", [
            ("three nurses", "injured", "count"), ("five patients", "injured", "count"),
        ]),
        ("More than twenty others suffered burns.", [("More than twenty others", "injured", "count")]),
        ("A woman and child were killed.", [("A woman", "killed", "count"), ("child", "killed", "count")]),
        ("A commander and courier was killed.", [("A commander", "killed", "count")]),
        ("A bomber killed 25 soldiers and guards.", [("25 soldiers", "killed", "count")]),
        ("The woman died after she was injured by a sniper.", [("The woman", "killed", "count")]),
        ("Raids on the town kill 22 including civilians.", [("22", "killed", "count")]),
    ],
)  # fmt: skip
def test_dead_and_injured_are_counted_however_they_are_joined(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert lines(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four killed including two women in raids on Quarle.", [("two women", "killed", "part")]),
        ("Those killed included two men and five guards.", [("two men", "killed", "part"), ("five guards", "killed", "part")]),
        ("Among the dead were a woman and two nurses.", [("two nurses", "killed", "part"), ("a woman", "killed", "part")]),
    ],
)  # fmt: skip
def test_those_who_make_up_the_dead_are_parts(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(line for line in lines(text) if line[2] == "part") == sorted(expected)


def test_toll_raised_to_a_number_is_its_total_however_far_apart() -> None:
    text = "The group on Tuesday raised the death toll from the strikes on a market in a northern town the previous day to 61."
    assert lines(text) == [("61", "killed", "total")]


@pytest.mark.parametrize(
    "text",
    [
        "Guards prevented the evacuation of the wounded.",
        "Bombs hit one of rebel-held Quarle's markets.",
        "It stood on the farm of one family.",
        "Nobody in the bank has been held accountable.",
        "The clerk was held responsible.",
        "Her father died of cancer.",
        "The sick man was evacuated to a hospital.",
        "The army fights for both villagers and soldiers.",
        "He weighs 236 pounds.",
        "The speech hurt the mayor with voters.",
        "It was an operation to capture a rebel leader.",
    ],
)
def test_words_that_count_nobody_make_no_figure(text: str) -> None:
    assert told(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They found 945 pounds of powder.", [("945 pounds", "other", "count")]),
        ("They paid 945 pounds for it.", [("945 pounds", "money", "count")]),
        ("Six senior figures left.", [("Six senior figures", "people", "count")]),
        ("Six figures were given.", [("Six figures", "other", "count")]),
        ("One of every nine voters is ill.", [("One of every nine voters", "other", "count")]),
    ],
)
def test_same_word_counts_another_thing_in_other_company(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert lines(text) == expected


def deed(text: str, word: str, id: str, kind: str | None) -> EventMention:
    return EventMention(id, "a-1", span(text, word), None, kind, None, (), (), (), None, Time(), "happened", None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "effect", "cause"),
    [
        ("Five guards were hurt in an attack on the post.", "hurt", "attack"),
        ("Five guards were hurt when rebels attacked the post.", "hurt", "attacked"),
        ("Rebels attacked the post, injuring five guards.", "injuring", "attacked"),
        ("Five guards died as a result of an attack.", "died", "attack"),
    ],
)
def test_effect_that_is_no_deed_is_counted_under_its_deed(text: str, effect: str, cause: str) -> None:
    events = [deed(text, effect, "v-effect", None), deed(text, cause, "v-cause", "ASSAULT")]
    assert [figure.event for figure in told(text, events=events) if figure.value == 5] == ["v-cause"]


def test_murder_that_is_named_has_happened_though_its_trial_may_not() -> None:
    text = "If officers are tried for the murder of six priests, it will be a first."
    murder = replace(deed(text, "murder", "v-1", "ASSAULT"), reality="hypothetical")
    assert [figure.counted for figure in told(text, events=[murder])] == ["killed"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid ended with two rebels, including a leader, being killed.", ("two rebels", "killed", "count")),
        ("The cook and several rebels were identified and detained.", ("several rebels", "detained", "count")),
        ("Staff were asked about it and two men with suspected ties to it were arrested.", ("two men", "detained", "count")),
        ("He led a group of eight rebels.", ("eight rebels", "fighters", "count")),
    ],
)  # fmt: skip
def test_words_between_do_not_part_people_from_their_fate(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in lines(text)


def test_group_of_a_number_is_that_number_alone() -> None:
    assert lines("He led a group of eight rebels.") == [("eight rebels", "fighters", "count")]
    assert lines("The army fired at rebels, killing a number of them.") == [("a number of them", "killed", "count")]


def test_each_of_those_included_is_a_part() -> None:
    assert [line for line in lines("Six villagers including a woman and two boys were killed.") if line[1] == "killed"] == [
        ("Six villagers", "killed", "count"),
        ("a woman", "killed", "part"),
        ("two boys", "killed", "part"),
    ]


def test_those_after_an_aside_are_no_part_of_it() -> None:
    text = "The clash left 23 villagers - including nine children - and 16 soldiers dead."
    assert ("16 soldiers", "killed", "count") in lines(text)


def test_lives_taken_are_deaths_whatever_follows() -> None:
    assert ("over 300 people", "killed", "count") in lines(
        "The feud has claimed the lives of over 300 people injured 90 others and emptied nine villages."
    )


def test_the_number_of_a_make_or_a_post_counts_nothing() -> None:
    assert lines("The patrol seized six KR 47 rifles and two crates.")[0] == ("six KR 47 rifles", "weapons", "count")
    assert not [words for words, *_ in lines("The patrol seized six KR 47 rifles.") if words.startswith("47")]
    assert [words for words, *_ in lines("Border Post No. 3 said that two of its guards were wounded.")] == [
        "two of its guards"
    ]
