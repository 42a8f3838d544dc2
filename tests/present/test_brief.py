from __future__ import annotations

import json
from dataclasses import asdict, replace
from io import StringIO

import pytest
from rich.console import Console

from accordingto.model import Bounds, Contents, Member, Origin, Rejection, Side, Time, Zone
from accordingto.present.brief import Brief, brief, markdown, phrases, terminal
from accordingto.present.brief.account import Happening, Route, Way
from accordingto.present.brief.wording import (
    alike,
    clear,
    day_words,
    document,
    fold,
    plain,
    said_when,
    sentence_span,
    shortened,
    stands_alone,
    unnamed,
)
from tests.present.affair import (
    article,
    claim,
    contents,
    day,
    derived,
    entity,
    event,
    figure,
    happens,
    link,
    member,
    named,
    origin,
    quote,
    rivals,
    said,
    series,
    shuffled,
    side,
)
from tests.record.stories import STORY

GATE = "The eastern gate failed on Sunday night"
WIRE = article(f"{GATE}, the dam authority said.", "Northwire", "2031-03-03", headline="Gate fails at Toren dam")
COURIER = article(f"{GATE}, the dam authority told Northwire.", "Orde Courier", "2031-03-04")
SARN = article("A ministry official said the gate was opened on purpose. “Absurd,” said Hald.", "Daily Sarn", "2031-03-05")


def written(told: Way) -> str:
    return "".join(one if isinstance(one, str) else phrases.bracketed(one) for one in phrases.way(told))


def ways(one: Brief, place: int = 0) -> list[str]:
    return [written(way) for way in one.claims[place].ways]


def texts(one: Brief) -> list[str]:
    return [line.text for line in one.claims]


def printed(one: Brief, width: int = 100) -> str:
    console = Console(file=StringIO(), width=width, highlight=False, color_system=None)
    console.print(terminal(one))
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


# --- what is claimed: how the word travelled


def test_word_is_told_from_its_origin_by_its_relay_to_the_outlet() -> None:
    told = said(COURIER, GATE, "Northwire", "Dam Authority")
    made = brief(contents(articles=(COURIER,), statements=(told,), claims=(claim(member(told)),)))
    assert texts(made) == [GATE]
    assert ways(made) == ["Dam Authority → Northwire → Orde Courier [1]"]


def test_relay_that_is_in_the_pile_is_cited_where_the_word_passes() -> None:
    first, second = said(WIRE, GATE, "Dam Authority"), said(COURIER, GATE, "Northwire", "Dam Authority")
    made = brief(contents(articles=(COURIER, WIRE), statements=(first, second), claims=(claim(member(first), member(second)),)))
    assert ways(made) == ["Dam Authority → Northwire [1] → Orde Courier [2]"]


def test_two_routes_never_become_one_chain() -> None:
    bell = article(f"{GATE}, Kestra Radio reported, citing the dam authority.", "Vell Bell", "2031-03-06")
    told = [
        said(WIRE, GATE, "Dam Authority"),
        said(COURIER, GATE, "Northwire", "Dam Authority"),
        said(bell, GATE, "Kestra Radio", "Dam Authority"),
    ]
    made = brief(contents(articles=(WIRE, COURIER, bell), statements=told, claims=(claim(*map(member, told)),)))
    assert ways(made) == ["Dam Authority → Northwire [1] → Orde Courier [2]; → Kestra Radio → Vell Bell [3]"]
    apart = brief(contents(articles=(COURIER, bell), statements=told[1:], claims=(claim(*map(member, told[1:])),)))
    assert ways(apart) == ["Dam Authority → Kestra Radio → Vell Bell [2]; → Northwire → Orde Courier [1]"]


def test_outlet_is_no_relay_of_its_own_report() -> None:
    told = said(WIRE, GATE, "Northwire", "Dam Authority")
    made = brief(contents(articles=(WIRE,), statements=(told,), claims=(claim(member(told)),)))
    assert ways(made) == ["Dam Authority → Northwire [1]"]


def test_one_who_only_passes_it_on_is_no_origin_beside_the_one_who_said_it() -> None:
    report = article("The men had drawings, Daily Sarn reported, citing the directorate.", "Kestra Radio")
    passing = said(report, "The men had drawings", "Daily Sarn")
    inner = replace(said(report, "The men had drawings", "Daily Sarn", "Security Directorate"), id="s-inner")
    made = brief(contents(articles=(report,), statements=(passing, inner), claims=(claim(member(passing), member(inner)),)))
    assert ways(made) == ["Security Directorate → Daily Sarn → Kestra Radio [1]"]


def test_outlets_own_words_are_said_to_be_theirs() -> None:
    made = brief(
        contents(articles=(WIRE, COURIER), claims=(claim(member((WIRE, GATE)), member((COURIER, GATE)), low=2, high=2),))
    )
    assert ways(made) == ["Northwire, Orde Courier, in their own words [1][2]"]
    assert made.claims[0].state == "corroborated"


def test_words_of_a_headline_alone_and_of_a_report_without_outlet_say_so() -> None:
    headed = brief(contents(articles=(WIRE,), claims=(claim(member((WIRE, "Gate fails at Toren dam"))),)), full=True)
    assert ways(headed) == ["Northwire, in its headline [1]"]
    nameless = article(GATE)
    assert ways(brief(contents(articles=(nameless,), claims=(claim(member((nameless, GATE)), low=0),)), full=True)) == [
        "in the report’s own words [1]"
    ]


def test_unnamed_sources_of_two_texts_stay_two_ways_and_of_one_text_one() -> None:
    other = article(f"{GATE}, two residents said.", "Kestra Radio", "2031-03-06")
    told = [said(one, GATE, "official") for one in (WIRE, other)]
    given = contents(articles=(WIRE, other), statements=told, claims=(claim(*map(member, told), low=0, high=2),))
    assert ways(brief(given)) == ["unnamed official → Northwire [1]", "unnamed official → Kestra Radio [2]"]
    copied = replace(given, derivations=(derived(other, WIRE),))
    assert ways(brief(copied)) == ["unnamed official → Kestra Radio, Northwire [1][2]"]


def test_origin_that_nobody_names_is_printed_as_such() -> None:
    told = said(WIRE, GATE)
    made = brief(contents(articles=(WIRE,), statements=(told,), claims=(claim(member(told), low=0),)))
    assert ways(made) == ["origin not stated → Northwire [1]"]
    assert phrases.counts(made.claims[0]) == "1 report · origin not stated"
    assert phrases.state(made.claims[0]) is None, "it is not said twice"


def test_documents_and_joined_names_are_printed_as_a_reader_names_them() -> None:
    authority = replace(entity("Toren Dam Authority"), id=entity("TDA").id)
    told, note = said(WIRE, GATE, "TDA"), said(WIRE, "Gate fails at Toren dam", "doc:statement")
    made = brief(
        contents(
            articles=(WIRE,), statements=(told, note), entities=(authority,), claims=(claim(member(told)), claim(member(note)))
        ),
        full=True,
    )
    assert sorted(ways(made) + ways(made, 1)) == ["Toren Dam Authority → Northwire [1]", "a statement → Northwire [1]"]


def test_many_outlets_are_counted_and_many_ways_only_cited() -> None:
    reports = [article(f"{GATE}. {name}", name, f"2031-03-{day:02}") for day, name in enumerate("ABCDEFGH", 1)]
    copies = [said(one, GATE, "Dam Authority") for one in reports]
    made = brief(contents(articles=reports, statements=copies, claims=(claim(*map(member, copies)),)))
    assert ways(made) == ["Dam Authority → 8 outlets [1][2][3][4][5][6][7][8]"]
    apart = [said(one, GATE, f"Witness {one.outlet}") for one in reports]
    denial = said(reports[0], reports[0].text[-1], "Hald", report="denied")
    given = contents(
        articles=reports, statements=[*apart, denial], claims=(claim(*map(member, apart), member(denial, "denies")),)
    )
    line = brief(given).claims[0]
    assert [way.stance for way in line.ways].count("denies") == 1, "the denial is never what is left out"
    assert len(line.ways) == 5
    assert len(line.more) == 4
    assert "and from others [5][6][7][8]" in markdown(brief(given))
    assert "and from others" in printed(brief(given))
    assert len(brief(given, full=True).claims[0].ways) == 9


def test_origin_is_called_as_the_record_knows_it_where_a_report_names_one_teller() -> None:
    first, second = said(WIRE, GATE, "Dam Authority"), said(COURIER, GATE, "Authority")
    known = origin("Dam Authority", WIRE, COURIER)
    given = contents(
        articles=(WIRE, COURIER),
        statements=(first, second),
        entities=(entity("Dam Authority"),),
        claims=(claim(member(first), member(second), origins=(known,)),),
    )
    assert ways(brief(given)) == ["Dam Authority → Northwire, Orde Courier [1][2]"]
    nobody = said(COURIER, GATE, "keeper")
    anonymous = replace(
        given, statements=(first, nobody), claims=(claim(member(first), member(nobody), origins=(known,), low=1, high=2),)
    )
    assert ways(brief(anonymous)) == ["Dam Authority → Northwire [1]", "unnamed keeper → Orde Courier [2]"]


def test_report_that_is_mostly_another_is_no_second_look() -> None:
    told = [said(WIRE, GATE, "official"), said(COURIER, GATE, "official")]
    given = contents(articles=(WIRE, COURIER), statements=told, claims=(claim(*map(member, told), low=0),))
    taken = replace(given, derivations=(derived(COURIER, WIRE, "derived", share=Bounds(0.7, 0.8)),))
    assert ways(brief(taken)) == ["unnamed official → Northwire, Orde Courier [1][2]"]
    touched = replace(given, derivations=(derived(COURIER, WIRE, "derived", share=Bounds(0.1, 0.8)),))
    assert len(ways(brief(touched))) == 2


# --- states and hedges


def test_contested_claim_comes_first_with_both_sides() -> None:
    purpose = said(SARN, "the gate was opened on purpose", "ministry official", report="alleged")
    absurd = said(SARN, "Absurd", "Hald", report="denied")
    gate = said(WIRE, GATE, "Dam Authority")
    disputed, plain_one = claim(member(purpose), member(absurd, "denies")), claim(member(gate), member((COURIER, GATE)))
    made = brief(contents(articles=(WIRE, COURIER, SARN), statements=(purpose, absurd, gate), claims=(plain_one, disputed)))
    assert texts(made)[0] == "The gate was opened on purpose"
    assert made.claims[0].state == "disputed"
    assert (
        "   - *affirms*: unnamed ministry official (as an allegation) → Daily Sarn [3]\n   - *denies*: Hald → Daily Sarn [3]"
        in markdown(made)
    )


@pytest.mark.parametrize(
    ("report", "manner"),
    [
        ("alleged", "as an allegation"),
        ("accused", "as an accusation"),
        ("intended", "as an intention"),
        ("believed", "as a belief"),
        ("reported", None),
        ("confirmed", None),
    ],
)
def test_manner_of_saying_is_kept_and_nothing_is_called_confirmed(report: str, manner: str | None) -> None:
    told = said(WIRE, GATE, "Dam Authority", report=report)  # type: ignore[arg-type]
    made = brief(contents(articles=(WIRE,), statements=(told,), claims=(claim(member(told)),)))
    assert made.claims[0].ways[0].manner == manner
    assert not any(word in markdown(made).lower() for word in ("confirm", "verified", "true", "false"))


def test_hedge_outside_the_words_is_said_beside_the_one_who_hedged() -> None:
    hedged = said(WIRE, GATE, "Dam Authority", certainty="PS+")
    made = brief(contents(articles=(WIRE,), statements=(hedged,), claims=(claim(member(hedged)),)))
    assert ways(made) == ["Dam Authority (as possible) → Northwire [1]"]
    report = article("The gate might fail again, the dam authority said.", "Northwire")
    inside = said(report, "The gate might fail again", "Dam Authority", certainty="PS+")
    assert ways(brief(contents(articles=(report,), statements=(inside,), claims=(claim(member(inside)),)))) == [
        "Dam Authority → Northwire [1]"
    ]


def test_whose_plan_is_told_of_is_not_the_origin_of_the_word() -> None:
    planned = said(WIRE, GATE, "Dam Authority", "forty raiders", report="intended")
    planned = replace(planned, chain=(planned.chain[0], replace(planned.chain[1], link="nested")))
    made = brief(contents(articles=(WIRE,), statements=(planned,), claims=(claim(member(planned)),)))
    assert ways(made) == ["Dam Authority → Northwire [1]"]


def test_manner_of_one_of_several_tellings_is_said_to_be_of_a_part() -> None:
    told = [said(WIRE, GATE, "Dam Authority"), said(COURIER, GATE, "Dam Authority", report="believed")]
    made = brief(contents(articles=(WIRE, COURIER), statements=told, claims=(claim(*map(member, told)),)))
    assert made.claims[0].ways[0].manner == "in part as a belief"


def test_source_that_is_only_inferred_is_said_to_be() -> None:
    told = said(WIRE, GATE, "Dam Authority", report="believed")
    told = replace(told, chain=(replace(told.chain[0], link="inherited", explicit=False),))
    failed = replace(figure(WIRE, "eastern gate", 1), statement=told.id)
    given = contents(articles=(WIRE,), statements=(told,), figures=(failed,), claims=(claim(member(told)),))
    assert ways(brief(given)) == ["Dam Authority (as a belief, inferred) → Northwire [1]"]
    clash = replace(given, contradictions=(rivals("figure", side(failed), side(failed)),))
    assert brief(clash).disagreements[0].entries[0].who == "Dam Authority, inferred"


def test_what_is_only_denied_is_printed_with_its_denial() -> None:
    report = article("The lawyer Edda Lunt denied that the four men had joined the cell.", "Daily Sarn")
    told = said(
        report,
        "that the four men had joined the cell",
        "Edda Lunt",
        report="denied",
        cue="denied",
        source="The lawyer Edda Lunt",
    )
    line = brief(contents(articles=(report,), statements=(told,), claims=(claim(member(told, "denies")),))).claims[0]
    assert line.text == "The lawyer Edda Lunt denied that the four men had joined the cell"
    assert (line.state, line.ways[0].stance, line.ways[0].manner) == ("denied", "denies", None)


def test_unverified_and_corrected_words_of_state_come_from_the_record() -> None:
    told = said(WIRE, GATE, "Dam Authority", report="unverified")
    made = brief(contents(articles=(WIRE,), statements=(told,), claims=(claim(member(told, "questions")),)))
    assert made.claims[0].state == "unverified"
    assert "*questions*" in markdown(made)


def test_words_that_cannot_stand_alone_are_given_with_those_that_say_who() -> None:
    report = article("The rescue service vowed to search every farm in the valley.", "Orde Courier")
    told = said(
        report,
        "to search every farm in the valley",
        "Rescue Service",
        cue="vowed",
        source="The rescue service",
        rule="verb-infinitive",
    )
    assert texts(brief(contents(articles=(report,), statements=(told,), claims=(claim(member(told)),)), full=True)) == [
        "The rescue service vowed to search every farm in the valley"
    ]


def test_pronoun_source_is_named_in_brackets() -> None:
    report = article("He accused the Red Sheaf of sending saboteurs.", "Daily Sarn")
    told = said(
        report,
        "the Red Sheaf of sending saboteurs",
        "Joren Hald",
        cue="accused",
        source="He",
        rule="verb-object",
        report="accused",
    )
    made = brief(contents(articles=(report,), statements=(told,), claims=(claim(member(told)),)), full=True)
    assert texts(made) == ["[Joren Hald] accused the Red Sheaf of sending saboteurs"]


def test_fragment_without_source_is_given_in_its_sentence_and_ranks_below() -> None:
    report = article(
        "The lake will be drained. Which planes carry out raids is not known. Crews search the farms below the dam.",
        "Vell Bell",
    )
    fragment = claim(member((report, "Which planes carry out raids")))
    whole = claim(member((report, "Crews search the farms below the dam")))
    made = brief(contents(articles=(report,), claims=(fragment, whole)), full=True)
    assert texts(made) == ["Crews search the farms below the dam", "Which planes carry out raids is not known"]


def test_clearer_member_gives_the_words_when_the_first_begins_with_a_pronoun() -> None:
    vague = article("It failed on Sunday night, she said.", "Vell Bell", "2031-03-02")
    told = [said(vague, "It failed on Sunday night", "Ansa Merrow"), said(WIRE, GATE, "Ansa Merrow")]
    given = contents(
        articles=(vague, WIRE), statements=told, claims=(claim(*map(member, told), text="It failed on Sunday night"),)
    )
    assert texts(brief(given)) == [GATE]


# --- choosing


def test_claim_is_not_listed_again_in_other_words() -> None:
    other = article("The eastern gate of the dam failed late on Sunday night.", "Vell Bell", "2031-03-07")
    twice = claim(member((other, "The eastern gate of the dam failed late on Sunday night")))
    many = claim(member((WIRE, GATE)), member((COURIER, GATE)))
    made = brief(contents(articles=(WIRE, COURIER, other), claims=(twice, many)))
    assert (texts(made), made.more_claims) == ([GATE], 1)
    assert len(brief(contents(articles=(WIRE, COURIER, other), claims=(twice, many)), full=True).claims) == 2


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("Nine people died in the flood at Toren", True),
        ("Fourteen people died in the flood", False),
        ("Ten people died in the flood", False),
        ("Nine people died in the flood, nobody in Vell", False),
        ("Two brothers freed their goats", False),
        ("", False),
    ],
)
def test_other_numbers_and_negations_are_other_claims(other: str, same: bool) -> None:
    assert alike("Nine people died in the flood", other, 0.66) is same


def test_claims_of_no_consequence_do_not_appear_but_are_counted() -> None:
    report = article("Thanks to all. Crews search.", "Orde Courier")
    courtesy = claim(member((report, "Thanks to all")), low=0)
    made = brief(contents(articles=(report,), claims=(courtesy,)))
    assert (made.claims, made.more_claims) == ((), 1)
    assert "1 further claim" in markdown(
        replace(made, claims=brief(contents(articles=(WIRE,), claims=(claim(member((WIRE, GATE))),))).claims)
    )


def test_harm_and_figures_in_dispute_weigh_more_than_talk() -> None:
    report = article(
        "Nine people were killed at Toren dam. The weather office spoke of rain in the valley.", "Orde Courier", "2031-03-04"
    )
    dead = figure(report, "Nine people", 9)
    given = contents(
        articles=(report,),
        figures=(dead,),
        event_mentions=(happens(report, "killed"),),
        mentions=named(report, "Toren"),
        claims=(
            claim(member((report, "The weather office spoke of rain in the valley"))),
            claim(member((report, "Nine people were killed at Toren dam"))),
        ),
        contradictions=(rivals("figure", side(dead), side(dead)),),
        entities=(entity("Toren", "place"),),
    )
    assert texts(brief(given))[0] == "Nine people were killed at Toren dam"


def test_about_finds_words_and_who_says_them_without_case_or_accents() -> None:
    gate, purpose = said(WIRE, GATE, "Dam Authority"), said(SARN, "the gate was opened on purpose", "Joren Háld")
    given = contents(articles=(WIRE, SARN), statements=(gate, purpose), claims=(claim(member(gate)), claim(member(purpose))))
    assert texts(brief(given, about="hald")) == ["The gate was opened on purpose"]
    assert texts(brief(given, about="EASTERN failed")) == [GATE]
    assert brief(given, about="goats").claims == ()
    assert len(brief(given, about="  ").claims) == 2, "no words ask nothing"


# --- counts


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 0, "origin not stated"),
        (0, 1, "origin not stated"),
        (0, None, "origin not stated"),
        (0, 3, "0–3 origins"),
        (1, 1, "1 origin"),
        (2, 2, "2 origins"),
        (1, 4, "1–4 origins"),
        (1, None, "1 or more origins"),
    ],
)
def test_origins_are_bounds(low: int, high: int | None, words: str) -> None:
    assert phrases.origins(Bounds(low, high)) == words


def test_single_origin_is_not_said_where_there_may_be_a_second() -> None:
    told = said(WIRE, GATE, "Dam Authority")
    line = brief(contents(articles=(WIRE,), statements=(told,), claims=(claim(member(told), low=1, high=2),))).claims[0]
    assert (phrases.counts(line), phrases.state(line)) == ("1 report · 1–2 origins", "one known origin")
    sure = brief(contents(articles=(WIRE,), statements=(told,), claims=(claim(member(told)),))).claims[0]
    assert phrases.state(sure) == "single origin"


def test_origin_told_of_but_not_known_is_not_called_unstated() -> None:
    told = said(WIRE, GATE, "dam keeper")
    given = contents(articles=(WIRE,), statements=(told,), claims=(claim(member(told), low=0, high=1),))
    assert phrases.counts(brief(given).claims[0]) == "1 report · origin not identified"
    assert phrases.state(brief(given).claims[0]) is None
    wide = replace(given, claims=(claim(member(told), low=0, high=2),))
    assert phrases.state(brief(wide).claims[0]) == "origin not identified"


# --- where they disagree


def rival_counts() -> Contents:
    nine, fourteen = (
        article("Nine people were killed, the hospital said.", "Orde Courier", "2031-03-04"),
        article("At least 14 died.", "Vell Bell", "2031-03-05"),
    )
    hospital = said(nine, "Nine people were killed", "Kestra Hospital")
    killed = happens(nine, "killed", day("2031-03-02"))
    flood = event(killed)
    left, right = (
        figure(nine, "Nine people", 9, statement=hospital, day="2031-03-04", event=flood),
        figure(fourteen, "At least 14", 14, low=14, event=flood),
    )
    return contents(
        articles=(nine, fourteen),
        statements=(hospital,),
        figures=(left, right),
        event_mentions=(killed,),
        events=(flood,),
        contradictions=(rivals("figure", side(left), side(right), event=flood.id),),
    )


def test_rival_figures_stand_with_who_says_them_and_of_what_day() -> None:
    (one,) = brief(rival_counts()).disagreements
    assert one.question == "Dead"
    assert "".join(str(p) if isinstance(p, str) else phrases.bracketed(p) for p in phrases.sides(one)) == (
        "Nine people (Kestra Hospital, 4 March 2031) [1] · At least 14 (Vell Bell) [2]"
    )
    assert one.reason == "no number fits both; said of one event: Nine people were killed, the hospital said"


def test_same_figure_from_the_same_source_is_one_entry_that_cites_both() -> None:
    given = rival_counts()
    again = article("At least 14 died. More to follow.", "Vell Bell", "2031-03-06")
    third = figure(again, "At least 14", 14, low=14)
    more = rivals("figure", side(given.figures[0]), side(third), event=given.events[0].id)
    (one,) = brief(
        replace(
            given,
            articles=(*given.articles, again),
            figures=(*given.figures, third),
            contradictions=(*given.contradictions, more),
        )
    ).disagreements
    assert [[cited.report for cited in entry.cited] for entry in one.entries] == [[1], [2, 3]]


def test_many_sides_are_counted_and_many_disagreements_too() -> None:
    reports = [article(f"Some {n} dead.", f"Paper {n}", "2031-03-04") for n in range(11, 22)]
    figures = [figure(one, one.text[:7], n) for n, one in enumerate(reports, 11)]
    clashes = [rivals("figure", side(figures[0]), side(one)) for one in figures[1:]]
    made = brief(contents(articles=reports, figures=figures, contradictions=clashes))
    assert (len(made.disagreements[0].entries), made.disagreements[0].more) == (6, 5)
    assert "and 5 more" in markdown(made)
    spread = [replace(one, of_whom=entity(f"Group {n}").id) for n, one in enumerate(figures)]
    names = [entity(f"Group {n}") for n in range(len(figures))]
    apart = [rivals("figure", side(one), side(one)) for one in spread]
    many = brief(contents(articles=reports, figures=spread, contradictions=apart, entities=names))
    assert (len(many.disagreements), many.more_disagreements) == (8, 3)
    assert "3 further disagreements" in markdown(many)
    assert "3 further disagreements" in printed(many)


def test_tolls_of_two_happenings_are_two_disagreements() -> None:
    report = article("9 people died, or 14 people. Elsewhere 2 people died, or 3 people, or 4 people.", "Orde Courier")
    nine, fourteen, two, three, four = (figure(report, f"{n} people", n) for n in (9, 14, 2, 3, 4))
    clashes = [rivals("figure", side(one), side(other)) for one, other in ((nine, fourteen), (two, three), (three, four))]
    made = brief(contents(articles=(report,), figures=(nine, fourteen, two, three, four), contradictions=clashes))
    assert sorted([entry.words for entry in one.entries] for one in made.disagreements) == [
        ["2 people", "3 people", "4 people"],
        ["9 people", "14 people"],
    ]


def test_one_number_said_of_different_things() -> None:
    moved, dark = (
        article("About 3,000 people were evacuated.", "Orde Courier"),
        article("More than 3,000 households have no power.", "Vell Bell"),
    )
    left, right = (
        figure(moved, "3,000 people", 3000, "displaced"),
        replace(figure(dark, "3,000 households", 0, "other", low=3001), comparator="more_than"),
    )
    (one,) = brief(
        contents(articles=(moved, dark), figures=(left, right), contradictions=(rivals("scope", side(left), side(right)),))
    ).disagreements
    assert (one.question, one.reason) == ("“3,000”", "one number, two things")
    assert {entry.words for entry in one.entries} == {"3,000 people", "3,000 households"}


@pytest.mark.parametrize(
    ("report", "certainty", "reason"),
    [
        ("accused", "CT+", "the headline says outright what the text gives as an accusation"),
        ("reported", "PS+", "the headline says outright what the text gives only as possible"),
        ("reported", "PR+", "the headline says outright what the text gives only as probable"),
        ("reported", "CT+", "they cannot both be so"),
    ],
)
def test_headline_is_set_against_its_text(report: str, certainty: str, reason: str) -> None:
    bold = article("An official said saboteurs may have opened it.", "Sarn Whistle", headline="SABOTEURS OPENED GATE")
    text = said(bold, "saboteurs may have opened it", "Hald", report=report, certainty=certainty)  # type: ignore[arg-type]
    head = Side(bold.id, quote(bold, "SABOTEURS OPENED GATE"), bold.id)
    made = brief(contents(articles=(bold,), statements=(text,), contradictions=(rivals("headline", head, side(text)),)))
    assert [entry.words for entry in made.disagreements[0].entries] == [
        "“SABOTEURS OPENED GATE”",
        "text: Saboteurs may have opened it",
    ]
    assert made.disagreements[0].reason == reason
    assert made.care[0].words == "says more in its headline than in its text"


def test_headline_known_as_metadata_only_is_quoted_and_cited_as_a_report() -> None:
    bold = replace(article("An official said saboteurs may have opened it.", "Sarn Whistle"), headline="SABOTEURS OPENED GATE")
    text = said(bold, "saboteurs may have opened it", "Hald", report="alleged")
    (one,) = brief(
        contents(articles=(bold,), statements=(text,), contradictions=(rivals("headline", side(bold), side(text)),))
    ).disagreements
    assert one.entries[0].words == "“SABOTEURS OPENED GATE”"
    assert one.entries[0].cited[0].span is None


def test_claim_shown_with_both_its_sides_is_not_told_again_below() -> None:
    yes, no = said(SARN, "the gate was opened on purpose", "Official Aske"), said(SARN, "Absurd", "Hald", report="denied")
    disputed = claim(member(yes), member(no, "denies"))
    clash = rivals("polarity", side(yes), side(no), claim=disputed.id)
    given = contents(articles=(SARN,), statements=(yes, no), claims=(disputed,), contradictions=(clash,))
    assert brief(given).disagreements == ()
    unshown = replace(clash, claim=None)
    (one,) = brief(replace(given, contradictions=(unshown,))).disagreements
    assert [(entry.words, entry.who) for entry in one.entries] == [
        ("The gate was opened on purpose", "Official Aske"),
        ("Absurd", "Hald, as a denial"),
    ]
    assert (one.question, one.reason) == ("Polarity", "said by one, denied by another")


def test_polarity_of_a_claim_that_is_not_shown_is_asked_in_its_words() -> None:
    yes, no = said(SARN, "the gate was opened on purpose", "Official Aske"), said(SARN, "Absurd", "Hald", report="denied")
    disputed = claim(member(yes), member(no, "denies"))
    own = rivals("polarity", side(yes), Side(SARN.id, quote(SARN, "Absurd"), disputed.id), claim=disputed.id)
    made = brief(
        contents(articles=(SARN,), statements=(yes, no), claims=(disputed,), contradictions=(own,)), about="absurd hald"
    )
    assert [one.question for one in made.disagreements] in ([], ["The gate was opened on purpose"])


def test_when_where_and_who_are_asked_of_the_event() -> None:
    one, other = (
        article("Rebels attacked Kestra on Sunday.", "Orde Courier", "2031-03-04"),
        article("Soldiers attacked Vell on 5 March.", "Vell Bell"),
    )
    left = happens(one, "attacked", day("2031-03-02", "Sunday"), actor="Rebels", place="Kestra")
    right = happens(other, "attacked", day("2031-03-05", "5 March"), actor="Soldiers", place="Vell")
    both = event(left, right)
    clashes = [rivals(kind, side(left), side(right), event=both.id) for kind in ("time", "place", "actor")]
    made = brief(contents(articles=(one, other), event_mentions=(left, right), events=(both,), contradictions=clashes))
    assert [(told.question, [entry.words for entry in told.entries]) for told in made.disagreements] == [
        ("Who: Rebels attacked Kestra on Sunday", ["Rebels", "Soldiers"]),
        ("Where: Rebels attacked Kestra on Sunday", ["Kestra", "Vell"]),
        ("When: Rebels attacked Kestra on Sunday", ["Sunday", "5 March"]),
    ]
    assert made.disagreements[2].entries[0].when == "2 March 2031"
    assert made.timeline[0].disputed
    assert "reports differ" in markdown(made)


def test_words_without_an_end_in_sight_are_cut_all_the_same() -> None:
    walks = "the mayor of kestra walked along the crest with a lamp. "
    assert shortened(walks * 30 + "it might rain") == (walks * 3).rstrip(" .") + " […]"
    hedged = "The gate failed at noon, and the mayor walked along the crest with a lamp, or so it seemed" + " to him" * 24
    assert shortened(hedged) == hedged


# --- figures over time


def test_courses_of_one_name_stand_together_but_stay_apart() -> None:
    report = article("First 9 people, then 14 people, then 17 people. Elsewhere 2 people, later 3 people.", "Orde Courier")
    dead = [figure(report, f"{n} people", n, day=f"2031-03-0{place}") for place, n in enumerate((9, 14, 17, 2, 3), 1)]
    kestra = replace(entity("Kestra"), kind="place")
    runs = [replace(series(*some), place=kestra.id) for some in (dead[3:], dead[:3])]
    made = brief(contents(articles=(report,), figures=dead, series=runs, entities=(kestra,)))
    assert [(course.counted, [[point.words for point in run] for run in course.runs]) for course in made.courses] == [
        ("Dead, Kestra", [["9 people", "14 people", "17 people"], ["2 people", "3 people"]])
    ]
    assert "9 people (Orde Courier, 1 March 2031) [1] → 14 people" in markdown(made)
    assert " / 2 people" in markdown(made)
    nowhere = brief(contents(articles=(report,), figures=dead, series=(series(*dead[3:]), series(*dead[:3]))))
    assert [[[point.words for point in run] for run in course.runs] for course in nowhere.courses] == [
        [["2 people", "3 people"]],
        [["9 people", "14 people", "17 people"]],
    ]
    assert [
        brief(contents(articles=(report,), figures=dead, series=(series(*dead),)), about=asked).courses != ()
        for asked in ("dead", "goats")
    ] == [True, False]


def test_unresolved_day_of_a_figure_says_so() -> None:
    report = article("Now 9 people, soon 14 people.", "Orde Courier")
    dead = [replace(figure(report, f"{n} people", n), as_of=Time(None, "unresolved", "now")) for n in (9, 14)]
    made = brief(contents(articles=(report,), figures=dead, series=(series(*dead),)))
    assert "9 people (Orde Courier, “now”, date not known) [1]" in markdown(made)


def test_series_without_two_points_is_no_course() -> None:
    report = article("Some 9 people.", "Orde Courier")
    nine = figure(report, "9 people", 9)
    assert brief(contents(articles=(report,), figures=(nine,), series=(series(nine),))).courses == ()
    assert brief(contents(articles=(report,), series=(series(nine, nine),))).courses == ()


# --- what happened when


def test_plain_report_gives_only_what_is_said_and_names_who_said_it() -> None:
    told = said(WIRE, GATE, "Dam Authority")
    failed = happens(WIRE, "failed", day("2031-03-02", "Sunday night"), statement=told)
    (line,) = brief(contents(articles=(WIRE,), statements=(told,), event_mentions=(failed,), events=(event(failed),))).timeline
    assert (line.when, line.text, line.who) == ("2031-03-02", GATE, "Dam Authority")
    assert phrases.how_told(line) == "1 report, 1 origin, as told by Dam Authority"


def test_what_is_alleged_keeps_its_cue_in_the_timeline() -> None:
    told = said(SARN, "the gate was opened on purpose", "official", report="alleged")
    opened = happens(SARN, "opened", day("2031-03-02"), statement=told)
    (line,) = brief(contents(articles=(SARN,), statements=(told,), event_mentions=(opened,), events=(event(opened),))).timeline
    assert (line.text, line.who) == ("A ministry official said the gate was opened on purpose", None)


def test_two_events_of_one_sentence_are_one_line_dated_by_its_words() -> None:
    report = article("The gate failed on Sunday and drove thousands from their homes.", "Orde Courier", "2031-03-04")
    failed, drove = (
        happens(report, "failed", day("2031-03-02", "Sunday"), kind="COERCE"),
        happens(report, "drove", day("2031-03-04")),
    )
    given = contents(articles=(report,), event_mentions=(failed, drove), events=(event(failed), event(drove, high=2)))
    (line,) = brief(given).timeline
    assert (line.when, line.reports, line.origins) == ("2031-03-02", 1, Bounds(1, 2))


def test_nearly_the_same_sentence_of_the_same_day_is_one_line_that_cites_both() -> None:
    one = article("Rebels shelled the market in Kestra on Sunday.", "Orde Courier")
    other = article("On Sunday rebels shelled the Kestra market.", "Vell Bell")
    first, second = (happens(report, "shelled", day("2031-03-02", "Sunday")) for report in (one, other))
    (line,) = brief(
        contents(articles=(one, other), event_mentions=(first, second), events=(event(first), event(second)))
    ).timeline
    assert [cited.report for cited in line.cited] == [1, 2]


def test_long_sentence_ends_after_the_clause_that_tells_of_the_event() -> None:
    report = article(
        "KESTRA - Soldiers shot at the crowd on Sunday, sending people into the streets by the river and the old mill, "
        "where shops are, and over bridges that the mayor had closed.",
        "Orde Courier",
    )
    shot = happens(report, "shot", day("2031-03-02", "Sunday"))
    (line,) = brief(contents(articles=(report,), event_mentions=(shot,), events=(event(shot),))).timeline
    assert line.text == "Soldiers shot at the crowd on Sunday […]"


@pytest.mark.parametrize(
    ("time", "reality", "kind"),
    [
        (Time(None, "unresolved", "one day"), "happened", "ASSAULT"),
        (day("2031-03-02"), "hypothetical", "ASSAULT"),
        (day("2031-03-02"), "happened", None),
    ],
)
def test_undated_unreal_and_nameless_happenings_are_not_in_the_timeline(time: Time, reality: str, kind: str | None) -> None:
    failed = happens(WIRE, "failed", time, reality=reality, kind=kind)  # type: ignore[arg-type]
    assert brief(contents(articles=(WIRE,), event_mentions=(failed,), events=(event(failed),))).timeline == ()


def test_event_of_a_headline_alone_is_no_line() -> None:
    fails = happens(WIRE, "fails", day("2031-03-02"))
    assert brief(contents(articles=(WIRE,), event_mentions=(fails,), events=(event(fails),))).timeline == ()


def test_timeline_is_in_order_of_days_and_counts_what_it_leaves_out() -> None:
    reports = [
        article(f"Troops number {n} shot at depot {n * 7} near village {'abcdefghijklmnopqrstuvwxyz'[n]}{n}.", "Orde Courier")
        for n in range(18)
    ]
    shots = [happens(one, "shot", day(f"2031-03-{20 - n:02}")) for n, one in enumerate(reports)]
    given = contents(articles=reports, event_mentions=shots, events=[event(one) for one in shots])
    made = brief(given)
    assert [line.when for line in made.timeline] == sorted(line.when for line in made.timeline)
    assert (len(made.timeline), made.more_events) == (14, 4)
    assert "4 further dated events" in markdown(made)
    assert "4 further dated events" in printed(made)
    assert len(brief(given, full=True).timeline) == 18
    assert [line.when for line in brief(given, about="depot 21").timeline] == ["2031-03-17"]


def test_line_that_begins_with_a_pronoun_waits_until_all_is_asked_for() -> None:
    report = article("They shot at the crowd.", "Orde Courier")
    shot = happens(report, "shot", day("2031-03-02"), reality="ongoing")
    given = contents(articles=(report,), event_mentions=(shot,), events=(event(shot),))
    assert (brief(given).timeline, brief(given).more_events) == ((), 1)
    (line,) = brief(given, full=True).timeline
    assert phrases.how_told(line).endswith("ongoing")


def test_background_of_long_before_weighs_less() -> None:
    report = article("Troops shot at miners in 1963. Troops shot at the crowd.", "Orde Courier", "2031-03-04")
    old, new = (
        happens(report, "shot", Time("1963", "year", "1963")),
        replace(happens(report, "shot", day("2031-03-02")), id="w-new", trigger=quote(report, "shot", 1)),
    )
    made = brief(contents(articles=(report,), event_mentions=(old, new), events=(event(old), event(new))))
    assert [phrases.when(line) for line in made.timeline] == ["1963", "2 March 2031"]


# --- the pile


def test_who_is_relied_on_is_counted_by_reports_and_claims() -> None:
    gate, again, nobody = (
        said(WIRE, GATE, "Dam Authority"),
        said(COURIER, GATE, "Dam Authority"),
        said(SARN, "Absurd", "official"),
    )
    claims = (
        claim(member(gate), member(again), origins=(origin("Dam Authority", WIRE, COURIER),)),
        claim(member(nobody), low=0, origins=(origin("official", SARN, known=False),)),
        claim(member((WIRE, GATE)), origins=(origin("Northwire", WIRE),)),
    )
    made = brief(contents(articles=(WIRE, COURIER, SARN), statements=(gate, again, nobody), claims=claims))
    assert [(one.name, one.reports, one.claims) for one in made.relied] == [("Dam Authority", 2, 1)]
    assert made.unnamed == 1
    assert "Dam Authority, 2 reports, 1 claim [1][2] · nobody named, 1 claim" in markdown(made)


def test_a_sentence_that_quotes_somebody_is_told_with_his_name_and_once() -> None:
    words = "Nine of the twelve lamps went out, and the Dam Authority said that the eastern gate had failed at noon."
    report = article(words, "Northwire")
    quoted = said(report, "the eastern gate had failed at noon", "Dam Authority", cue="said", source="the Dam Authority")
    claims = (
        claim(member((report, words[:-1])), low=0, origins=()),
        claim(member(quoted), origins=(origin("Dam Authority", report),)),
    )
    made = brief(contents(articles=(report,), statements=(quoted,), claims=claims))
    assert [(line.text, line.independent.low) for line in made.claims] == [("The eastern gate had failed at noon", 1)]
    assert made.more_claims == 1


def test_the_company_of_two_reports_may_be_two() -> None:
    one, other = said(WIRE, GATE, "company"), said(COURIER, GATE, "company")
    claims = (
        claim(member(one), origins=(Origin("company", "e-1", (WIRE.id,), True),)),
        claim(member(other), origins=(Origin("company", "e-2", (COURIER.id,), True),)),
    )
    made = brief(contents(articles=(WIRE, COURIER), statements=(one, other), claims=claims))
    assert [(line.name, line.reports, line.claims) for line in made.relied] == [("company", 1, 1), ("company", 1, 1)]


def test_copies_are_gathered_and_told_with_their_measure() -> None:
    third = article(GATE, "Vell Bell", "2031-03-06")
    copies = (
        derived(COURIER, WIRE, reason="their words are the same; it credits Northwire"),
        derived(third, COURIER, share=Bounds(0.8, 0.9)),
        derived(third, WIRE),
    )
    (caution,) = brief(contents(articles=(WIRE, COURIER, third), derivations=copies)).care
    assert "".join(str(p) if isinstance(p, str) else phrases.bracketed(p) for p in phrases.caution(caution)) == (
        "[1][2][3] are one text (80–95% of the words are the same; it credits Northwire)"
    )


def test_taken_and_shared_text_and_shared_origins_are_told() -> None:
    authority = entity("Dam Authority")
    given = contents(
        articles=(WIRE, COURIER, SARN),
        entities=(authority,),
        derivations=(
            derived(COURIER, WIRE, "derived", direction_known=True, share=Bounds(0.4, 0.4)),
            derived(SARN, WIRE, "derived"),
            derived(WIRE, authority, "same_origin"),
            derived(SARN, authority, "same_origin"),
        ),
    )
    cautions = [
        "".join(str(p) if isinstance(p, str) else phrases.bracketed(p) for p in phrases.caution(one))
        for one in brief(given).care
    ]
    assert cautions == [
        "[2] takes text from [1] (40% of the words are the same)",
        "[1][3] share text (90–95% of the words are the same; which came first is not known)",
        "[1][3] rest on the word of Dam Authority",
    ]


def test_one_text_is_not_said_to_rest_on_one_origin_too() -> None:
    given = contents(
        articles=(WIRE, COURIER),
        entities=(entity("Hald"),),
        derivations=(
            derived(COURIER, WIRE),
            derived(COURIER, WIRE, "derived"),
            *(derived(one, entity("Hald"), "same_origin") for one in (WIRE, COURIER)),
        ),
    )
    assert [one.words for one in brief(given).care] == ["are one text"]


def test_many_groups_of_copies_are_counted_not_listed() -> None:
    pairs = [[article(f"Story {n}.", name, "2031-03-03") for name in ("A", "B")] for n in range(12)]
    copies = [derived(*pair) for pair in pairs]
    made = brief(contents(articles=[one for pair in pairs for one in pair], derivations=copies))
    assert made.care[-1].words == "form 4 more such groups"
    assert len(brief(contents(articles=[one for pair in pairs for one in pair], derivations=copies), full=True).care) == 12


def test_undated_nameless_and_unread_are_told_of() -> None:
    rejections = [Rejection.of(f"{n:02}.txt", "ingest", "it is in Estonian. Give a translation") for n in range(10)]
    one = article(GATE)
    given = contents(articles=(one,), rejections=rejections)
    words = [caution.words for caution in brief(given).care]
    assert words[:3] == [
        "has no date of publication: “today” or “last week” there stays undated",
        "names no outlet: what is said there in its own words has no known origin",
        "00.txt was not read: it is in Estonian",
    ]
    assert words[-1] == "2 more inputs were not read: `accordingto show R rejections`"
    assert len(brief(given, full=True).care) == 12
    assert phrases.headline(brief(given)) == "1 report · outlets not known · dates not known · 10 inputs not read"


def test_first_line_says_what_the_pile_is() -> None:
    assert phrases.headline(brief(contents(articles=(WIRE, COURIER, article("x"))))) == (
        "3 reports · 2 outlets and 1 report of none named · 3–4 March 2031 · every input read"
    )
    assert phrases.headline(brief(contents(articles=(WIRE,)))) == "1 report · 1 outlet · 3 March 2031 · every input read"
    assert phrases.headline(brief(Contents())) == "0 reports · dates not known · every input read"


def test_affair_is_called_by_the_names_of_its_headlines() -> None:
    reports = [article(f"Kestra, Toren, Vell. {n}", headline="Gate fails at Toren") for n in range(3)]
    mentions = [one for report in reports for one in named(report, "Kestra", "Toren", "Vell")]
    names = [entity(name, "place") for name in ("Kestra", "Toren", "Vell")]
    given = contents(articles=reports, mentions=[*mentions, *named(reports[0], "Kestra")], entities=names)
    assert brief(given).title == "Toren and Kestra"
    assert brief(given, title="The Toren dam").title == "The Toren dam"
    assert brief(Contents()).title == "An unnamed affair"


def test_cautions_of_a_question_are_about_its_reports() -> None:
    given = contents(
        articles=(WIRE, COURIER, article("Rain.")),
        claims=(claim(member((WIRE, GATE))),),
        derivations=(derived(COURIER, WIRE),),
        contradictions=(rivals("headline", side(COURIER), side(COURIER)),),
    )
    assert [one.words for one in brief(given, about="gate").care] == ["are one text"]
    assert len(brief(given).care) == 4


# --- what always holds


def test_every_line_cites_reports_and_words_that_stand_there() -> None:
    for full in (False, True):
        made = brief(STORY, full=full)
        texts_of = {one.id: one.text for one in STORY.articles}
        numbers = {report.article: report.number for report in made.reports}
        assert made.claims
        assert all(line.ways and all(way.cited for way in line.ways) for line in made.claims)
        assert all(entry.cited for one in made.disagreements for entry in one.entries)
        assert all(one.cited for one in made.relied)
        assert all(one.cited for one in made.timeline)
        for cited in phrases.all_cited(made):
            assert numbers[cited.article] == cited.report
            assert cited.span is None or texts_of[cited.article][cited.span.start : cited.span.end] == cited.span.exact


@pytest.mark.parametrize("asked", [{}, {"full": True}, {"about": "gate"}])
def test_same_contents_in_any_order_make_the_same_brief(asked: dict[str, object]) -> None:
    for given in (STORY, rival_counts()):
        assert brief(shuffled(given), **asked) == brief(given, **asked)  # type: ignore[arg-type]
        assert markdown(brief(shuffled(given), **asked)) == markdown(brief(given, **asked))  # type: ignore[arg-type]


def test_nothing_is_called_true_or_verified() -> None:
    words = markdown(brief(STORY, full=True)).lower()
    assert not any(word in words for word in (" true", " false", " confirmed", " verified", " fact"))


def test_brief_is_plain_data() -> None:
    assert json.loads(json.dumps(asdict(brief(STORY))))["claims"][0]["ways"]


def test_long_pile_keeps_a_short_brief() -> None:
    reports = [
        article(f"Village{n} lost {n + 2} barns. Guards shot at smugglers{n}.", f"Paper {n % 9}", "2031-03-03")
        for n in range(60)
    ]
    claims = [claim(member((one, f"Village{n} lost {n + 2} barns"))) for n, one in enumerate(reports)]
    made = brief(contents(articles=reports, claims=claims))
    assert len(made.claims) == 12
    assert made.more_claims == 48
    assert "48 reports not cited here" in markdown(made)
    assert "48 reports not cited here" in printed(made)


# --- Markdown


def test_words_of_a_report_are_never_marks_of_markdown() -> None:
    nasty = article(
        "# [Click](javascript:x) ![i](http://x.example/a.png) <script>alert(1)</script> `code` **b** _i_ | the gate failed",
        "<b>*Out*</b>",
        None,
    )
    whole = nasty.text[2:]
    made = markdown(
        brief(
            contents(articles=(replace(nasty, uri="a`b``c.txt"),), claims=(claim(member((nasty, whole))),)),
            title="# [T](u) <i>",
            full=True,
        )
    )
    assert "\\[Click\\](javascript:x)" in made
    assert "\\<script\\>alert(1)\\</script\\>" in made
    assert "\\!\\[i\\](http\\://x.example/a.png)" in made
    assert "\\<b\\>\\*Out\\*\\</b\\>" in made
    assert "# \\# \\[T\\](u) \\<i\\>" in made
    assert "``` a`b``c.txt ```" in made


@pytest.mark.parametrize(
    ("words", "safe"),
    [
        ("- a", "\\- a"),
        ("+ a", "\\+ a"),
        ("12. a", "12\\. a"),
        ("3) a", "3\\) a"),
        ("12 a", "12 a"),
        ("www.a.example", "www\\.a.example"),
    ],
)
def test_opening_of_a_line_starts_no_list_and_address_no_link(words: str, safe: str) -> None:
    from accordingto.present.brief.markdown import escaped

    assert escaped(words) == safe


# --- terminal


@pytest.mark.parametrize("width", [60, 160])
def test_terminal_prints_every_section_within_its_width(width: int) -> None:
    given = rival_counts()
    dead = [
        figure(given.articles[0], "Nine people", 9, day="2031-03-04"),
        figure(given.articles[1], "At least 14", 14, day="2031-03-05"),
    ]
    yes, no = said(SARN, "the gate was opened on purpose", "Official Aske"), said(SARN, "Absurd", "Hald", report="denied")
    given = replace(
        given,
        articles=(*given.articles, SARN),
        statements=(*given.statements, yes, no),
        figures=(*given.figures, *dead),
        claims=(claim(member(yes), member(no, "denies"), origins=(origin("Hald", SARN),)),),
        series=(series(*dead),),
        rejections=(Rejection.of("four.txt", "ingest", "it is in Estonian"),),
    )
    out = printed(brief(given), width)
    for heading in (
        "What is claimed",
        "Where they disagree",
        "Figures over time",
        "What happened when",
        "Who is relied on",
        "Read with care",
        "The reports",
    ):
        assert heading in out
    assert max(len(line) for line in out.splitlines()) <= width
    assert "disputed" in out
    assert "Absurd" not in out or "[" in out


def test_controls_in_a_report_never_reach_the_terminal() -> None:
    evil = article("The gate\x1b[2J failed \u202eon Sunday night.", "Bad\x07 Paper")
    out = printed(brief(contents(articles=(evil,), claims=(claim(member((evil, evil.text))),))))
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "\x07" not in out
    assert "[bold]" in printed(
        brief(contents(articles=(article("x", "[bold]Paper[/bold]"),), rejections=()), title="[bold]T")
    ), "markup is words"


# --- wording


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2031", "2031"),
        ("2031-03", "March 2031"),
        ("2031-03-02", "2 March 2031"),
        ("2031-03-02T14:30", "2 March 2031, 14:30"),
        ("2031-03-02/2031-03-09", "2–9 March 2031"),
        ("2031-02-27/2031-03-02", "27 February – 2 March 2031"),
        ("2030-12-31/2031-01-02", "31 December 2030 – 2 January 2031"),
    ],
)
def test_time_is_written_as_a_newspaper_does_with_its_precision(value: str, words: str) -> None:
    assert day_words(value) == words


def test_time_without_words_or_value_is_not_said() -> None:
    assert said_when(Time()) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("that the gate failed,", "The gate failed"),
        ("“The gate failed,”", "“The gate failed”"),
        ('"The gate failed."', '"The gate failed."'),
        ('the gate failed"', "The gate failed"),
        ("**The gate** _failed_.", "The gate failed"),
        ("## The gate failed", "The gate failed"),
        ("It is sold by Aske Inc.", "It is sold by Aske Inc."),
        ("the  gate\n failed …", "The gate failed …"),
        ("in snake_case", "In snake_case"),
        ("“The gate failed", "The gate failed"),
        ("", ""),
    ],
)
def test_words_are_given_as_a_sentence(words: str, expected: str) -> None:
    assert plain(words) == expected


def test_long_words_lose_whole_clauses_but_never_a_hedge() -> None:
    long = "The lake is held at a safe level by the two gates that still work, with crews on the wall, day after day"
    assert shortened(long, 80) == "The lake is held at a safe level by the two gates that still work […]"
    hedged = "The lake is held at a safe level by the two gates that still work, with crews on the wall, though rain may come"
    assert shortened(hedged, 80) == hedged
    assert shortened("word " * 60, 80) == ("word " * 60).strip(), "no clause is cut in two"
    quoted = "The mayor spoke of the lake at last: “The water, all of it, is on the way down the hill into the wide valley”"
    assert shortened(quoted, 70) == "The mayor spoke of the lake at last […]"


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("The gate failed on Sunday", True),
        ("It failed on Sunday night", False),
        ("To search every farm", False),
        ("Destroying every farm there", False),
        ("The gate failed", False),
        ("During the night it failed", True),
        ("“We took people off roofs”", False),
    ],
)
def test_words_stand_alone_or_do_not(words: str, alone: bool) -> None:
    assert stands_alone(words) is alone


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Officials", "said officials there", "unnamed officials"),
        ("an official", "", "an unnamed official"),
        ("a source", "", "an unnamed source"),
        ("Two residents", "", "two unnamed residents"),
        ("one of his relatives", "", "one of his relatives, unnamed"),
        ("one woman", "", "one unnamed woman"),
        ("some 3,000 fighters", "", "some 3,000 unnamed fighters"),
        ("an unnamed official", "", "an unnamed official"),
        ("Karsian officials", "", "unnamed Karsian officials"),
    ],
)
def test_unnamed_source_is_called_what_the_report_calls_it(name: str, text: str, expected: str) -> None:
    assert unnamed(name, text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("statement", "a statement"),
        ("audit", "an audit"),
        ("its letter", "its letter"),
        ("documents", "documents"),
        ("Gate Report", "Gate Report"),
    ],
)
def test_document_is_a_source(name: str, expected: str) -> None:
    assert document(name) == expected


def test_sentence_is_not_ended_by_a_title_or_initial() -> None:
    text = "It rained. Dr. A. Corvath of the U.S. Rescue Corps spoke.\nThe end came."
    start, stop = sentence_span(text, Member(None, "", quote(article(text), "spoke"), "affirms").span)
    assert text[start:stop] == "Dr. A. Corvath of the U.S. Rescue Corps spoke."


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("directorate", "the directorate"),
        ("unnamed official", "an unnamed official"),
        ("unnamed officials", "unnamed officials"),
        ("head of relief at two hospitals", "the head of relief at two hospitals"),
        ("residents of Vell", "residents of Vell"),
        ("two unnamed residents", "two unnamed residents"),
        ("Ansa Merrow", "Ansa Merrow"),
    ],
)
def test_source_stands_in_a_sentence_with_its_article(name: str, expected: str) -> None:
    assert phrases.spoken(name) == expected


def test_folding_finds_what_a_reader_would_type() -> None:
    assert fold("İzmir, Ağrı") == fold("izmir, agrı")
    assert clear("a\u202e b\n c\x1b") == "a b c"


def test_route_without_outlet_ends_at_its_relay() -> None:
    told = Way("affirms", "Hald", None, (Route(("Northwire",), (), ()),))
    assert written(told) == "Hald → Northwire "


def test_line_of_the_timeline_without_named_teller_counts_only() -> None:
    assert phrases.how_told(Happening("2031", "x", None, False, False, 2, Bounds(0, 3), ())) == "2 reports, 0–3 origins"


def test_zones_of_a_headline_in_the_text_give_the_report_its_headline() -> None:
    bare = replace(article("# *Gate fails*\n\nText."), zones=(Zone("headline", 0, 14),))
    assert brief(contents(articles=(bare,))).reports[0].headline == "Gate fails"
    assert link("doc:statement").anonymous is False


def test_large_pile_reads_no_more_sentences_than_it_has_room_for() -> None:
    report = article("Troops shot at the crowd.", "Orde Courier")
    shots = [replace(happens(report, "shot", day("2031-03-02")), id=f"w-{n:04}") for n in range(900)]
    made = brief(contents(articles=(report,), event_mentions=shots, events=[event(one) for one in shots]))
    assert len(made.timeline) == 1
    assert made.more_events == 60, "what was not looked at is counted"
