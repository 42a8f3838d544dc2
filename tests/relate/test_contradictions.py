"""Two things that cannot both be so, and the many pairs that only look like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from accordingto.model import (
    Bounds,
    Claim,
    Contradiction,
    Counted,
    Derivation,
    Event,
    Findings,
    Link,
    Member,
    Span,
    Stance,
    Statement,
    Time,
    Zone,
)
from accordingto.relate.contradictions import contradictions

from .stories import TARN, TOREN, Story

FIRE = "v-fire"


def counted(
    words: str,
    value: int | None,
    kind: Counted = "killed",
    who: str | None = "hospital",
    day: str | None = "2031-05-04",
    outlet: str = "Northwire",
    **more: Any,
) -> Findings:
    """One report of one figure, given by somebody, as of a day."""
    story = Story(f"In the Toren fire: {words}, it was said.", outlet)
    story.entity("Toren", "place", TOREN)
    said = story.says(words, Link(who, None, None, "said", True, True)) if who else None
    figure = story.counts(words, value or 0, kind, statement=said)
    bounds = more.pop("bounds", Bounds(value, value))
    more.setdefault("event", FIRE)
    as_of = Time(day, "day", None, "published") if day else Time()
    story.figures[-1] = replace(figure, value=value, bounds=bounds, as_of=as_of, **more)
    return story.findings


def at_least(words: str, low: int, **more: Any) -> Findings:
    return counted(words, None, bounds=Bounds(low), comparator="at_least", **more)


def found(*pile: Findings) -> tuple[Contradiction, ...]:
    return contradictions(pile, (), ())


def kinds(*pile: Findings) -> list[str]:
    return [one.kind for one in found(*pile)]


def of_one_affair(*pile: Findings) -> tuple[Contradiction, ...]:
    """The contradictions of reports that are known to be about one affair."""
    first = min(one.article.id for one in pile)
    return contradictions(pile, (), (), {one.article.id: first for one in pile})


def test_two_tolls_of_one_fire_on_one_day_contradict_each_other() -> None:
    left = counted("14 dead", 14)
    right = at_least("at least 20 dead", 20, who="mayor", outlet="Daily Sarn")
    (one,) = found(left, right)
    assert one.kind == "figure"
    assert one.event == FIRE
    assert "14 dead (hospital, 4 May 2031)" in one.reason
    assert "at least 20 dead (mayor, 4 May 2031)" in one.reason
    assert "against" in one.reason
    assert {one.left.ref, one.right.ref} == {left.figures[0].id, right.figures[0].id}
    assert one.left.article < one.right.article


def test_contradiction_is_symmetric_and_order_free() -> None:
    left, right = counted("14 dead", 14), at_least("at least 20 dead", 20, who="mayor", outlet="Daily Sarn")
    assert found(left, right) == found(right, left)


@pytest.mark.parametrize(
    "rival",
    [
        at_least("at least 12 dead", 12, who="mayor", outlet="Daily Sarn"),
        counted("about 10 dead", 10, who="mayor", outlet="Daily Sarn", comparator="about", bounds=Bounds()),
        counted("20 dead", 20, who="mayor", outlet="Daily Sarn", day="2031-05-06"),
        counted("20 hurt", 20, "injured", who="mayor", outlet="Daily Sarn"),
        counted("20 dead", 20, who="mayor", outlet="Daily Sarn", event="v-flood"),
        counted("three children", 3, who="mayor", outlet="Daily Sarn", role="part"),
        counted("six more", 6, who="mayor", outlet="Daily Sarn", role="increment"),
        counted("the mayor", 1, who="mayor", outlet="Daily Sarn"),
        counted("several dead", None, who="mayor", outlet="Daily Sarn", comparator="vague", bounds=Bounds(3)),
        counted("20 casualties", 20, "dead_or_injured", who="mayor", outlet="Daily Sarn"),
    ],
    ids=["at least", "about", "later", "injured", "another event", "part", "increment", "one person", "vague", "casualties"],
)
def test_what_may_both_be_so_is_no_contradiction(rival: Findings) -> None:
    assert kinds(counted("14 dead", 14), rival) == []


def test_about_thirty_does_not_contradict_thirty_one_but_forty_does() -> None:
    about = counted("about 30 dead", 30, comparator="about", bounds=Bounds())
    assert kinds(about, counted("31 dead", 31, who="mayor", outlet="Daily Sarn")) == []
    assert kinds(about, counted("40 dead", 40, who="mayor", outlet="Daily Sarn")) == ["figure"]


def test_more_dead_than_dead_and_injured_together_is_a_contradiction() -> None:
    assert kinds(counted("14 dead", 14), counted("9 casualties", 9, "dead_or_injured", who="mayor", outlet="Daily Sarn")) == [
        "figure"
    ]


def test_soldiers_and_villagers_are_not_held_against_each_other() -> None:
    left = counted("14 soldiers", 14, unit="soldiers")
    assert kinds(left, counted("9 villagers", 9, who="mayor", outlet="Daily Sarn", unit="villagers")) == []
    assert kinds(left, counted("9 people", 9, who="mayor", outlet="Daily Sarn", unit="people")) == ["figure"]


def test_one_disagreement_repeated_by_many_is_one_line() -> None:
    pile = [counted("14 dead", 14, outlet=name) for name in ("Northwire", "Daily Sarn", "Evening Post")]
    assert kinds(*pile, counted("20 dead", 20, who="mayor", outlet="Harbour Radio")) == ["figure"]


def test_a_voice_that_tells_of_a_rising_toll_does_not_contradict_itself() -> None:
    story = Story("The toll rose from 12 to 17 in the fire.", "Northwire")
    for words, value in (("12", 12), ("17", 17)):
        story.counts(words, value, "killed")
        story.figures[-1] = replace(story.figures[-1], role="total", event=FIRE)
    assert found(story.findings) == ()


def test_two_counts_that_nobody_stands_by_are_two_hours_of_one_day() -> None:
    assert kinds(counted("14 dead", 14, who=None), counted("20 dead", 20, who=None, outlet="Daily Sarn")) == []
    assert kinds(counted("14 dead", 14), counted("20 dead", 20, who=None, outlet="Daily Sarn")) == ["figure"]


def test_fewer_dead_of_one_event_a_day_later_contradict_the_day_before() -> None:
    later = counted("14 dead", 14, who="mayor", outlet="Daily Sarn", day="2031-05-05")
    pile = (counted("20 dead", 20), later)
    assert [one.kind for one in of_one_matter(*pile)] == ["figure"]
    assert of_one_matter(counted("14 dead", 14), counted("20 dead", 20, outlet="Daily Sarn", day="2031-05-05")) == ()


def of_one_matter(*pile: Findings) -> tuple[Contradiction, ...]:
    return contradictions(pile, (), (), {one.article.id: "a-fire" for one in pile})


def led_with(outlet: str, toll: str, value: int, who: str, event: str, after: str = "") -> Findings:
    """A report of a fire, by an event of its own, and of a toll that is an event of that report alone."""
    story = Story(f"{after}A fire at the mill in Toren left {toll}, the {who} said.", outlet)
    said = story.says(f"left {toll}", Link(who, None, None, "said", True, True))
    story.events.append(replace(story.happens("fire"), event=event))
    one = story.counts(toll, value, "killed", statement=said)
    story.figures[-1] = replace(one, event=f"v-{outlet}", as_of=Time("2031-05-04", "day", None, "published"))
    return story.findings


def test_tolls_of_what_two_reports_lead_with_are_of_one_event() -> None:
    hospital = led_with("Northwire", "14 dead", 14, "hospital", FIRE)
    (one,) = found(hospital, led_with("Daily Sarn", "20 dead", 20, "mayor", FIRE))
    assert one.event == FIRE
    assert one.reason == "20 dead (mayor, 4 May 2031) against 14 dead (hospital, 4 May 2031), the same event"
    assert found(hospital, led_with("Daily Sarn", "20 dead", 20, "mayor", "v-other-fire")) == ()
    further_down = "The council met. It rose late. Nobody spoke. "
    assert found(hospital, led_with("Daily Sarn", "20 dead", 20, "mayor", FIRE, further_down)) == ()


def test_reports_that_two_others_tell_with_either_are_of_one_happening() -> None:
    left, right = counted("14 dead", 14, event=None), counted("20 dead", 20, who="mayor", outlet="Daily Sarn", event=None)
    others = [counted("12 hurt", 12, "injured", outlet=name, event=None) for name in ("Evening Post", "Harbour Radio")]
    pile = [left, right, *others]
    affair = dict.fromkeys((one.article.id for one in pile), "a-fire")
    ends = [
        (min(pair), max(pair)) for other in others for one in (left, right) for pair in [(one.article.id, other.article.id)]
    ]
    assert [one.kind for one in contradictions(pile, (), (), affair, ends)] == ["figure"]
    assert contradictions(pile[:3], (), (), affair, ends[:2]) == ()


def test_round_numbers_of_the_dead_and_of_the_living_agree_by_chance() -> None:
    dead = counted("1,000 dead", 1000, event=None)
    assert of_one_affair(dead, counted("1,000 clerks", 1000, "people", outlet="Daily Sarn", event=None, unit="clerks")) == ()
    voters = counted("1,830 voters", 1830, "people", outlet="Daily Sarn", event=None, unit="voters")
    assert of_one_affair(counted("1,830 Karsians", 1830, "people", event=None, unit="Karsians"), voters) == ()
    hurt = counted("1,000 hurt", 1000, "injured", outlet="Daily Sarn", event=None)
    assert [one.kind for one in of_one_affair(dead, hurt)] == ["scope"]


def test_one_report_that_tells_two_happenings_does_not_contradict_itself() -> None:
    story = Story("The police said shells killed 4 people. The clinic said a mine killed 2 people.", "Northwire")
    day = Time("2031-05-04", "day", None, "published")
    for words, value, who in (("4 people", 4, "police"), ("2 people", 2, "clinic")):
        one = story.counts(words, value, "killed", statement=story.says(f"killed {words}", who))
        story.figures[-1] = replace(one, as_of=day, event=f"v-{who}")
    assert of_one_affair(story.findings, counted("12 hurt", 12, "injured", outlet="Daily Sarn", event=None)) == ()


def test_the_dead_among_the_troops_are_not_the_whole_toll() -> None:
    whole = counted("127 dead", 127, event=None)
    story = Story("In the Toren fire there were 26 dead and 65 wounded among the guards, it was said.", "Daily Sarn")
    one = story.counts("26", 26, "killed", statement=story.says("26 dead and 65 wounded among the guards", "mayor"))
    story.figures[-1] = replace(one, as_of=Time("2031-05-04", "day", None, "published"))
    assert of_one_affair(whole, story.findings) == ()


def test_a_number_far_from_another_counts_something_else() -> None:
    assert kinds(counted("1,400 dead", 1400), counted("4 dead", 4, who="mayor", outlet="Daily Sarn")) == []


def test_what_is_drawn_from_another_report_is_a_later_state_of_it() -> None:
    left, right = counted("14 dead", 14), counted("20 dead", 20, who=None, outlet="Daily Sarn")
    copied = Derivation("d-1", right.article.id, left.article.id, "derived", True, Bounds(0.5, 0.6), (), "")
    assert kinds(left, right) == ["figure"]
    assert contradictions((left, right), (), (), copies=(copied,)) == ()
    mayor = counted("20 dead", 20, who="mayor", outlet="Daily Sarn")
    copied = replace(copied, derived=mayor.article.id)
    assert len(contradictions((left, mayor), (), (), copies=(copied,))) == 1


def test_others_and_those_in_brackets_are_no_rivals_of_the_whole() -> None:
    for text, words, value in (
        ("In the Toren fire two children and 8 other people were hurt.", "8 other people", 8),
        ("In the Toren fire 30 people (5 guards among them) were hurt.", "5 guards", 5),
    ):
        story = Story(text, "Northwire")
        said = story.says(text, Link("hospital", None, None, "said", True, True))
        for part, number in (("two children" if "two" in text else "30 people", 2 if "two" in text else 30), (words, value)):
            one = story.counts(part, number, "injured", statement=said)
            story.figures[-1] = replace(one, event=FIRE, as_of=Time("2031-05-04", "day", None, "published"))
        rival = counted("20 hurt", 20, "injured", who="mayor", outlet="Daily Sarn")
        assert not [
            one
            for one in found(story.findings, rival)
            if any(side.span.exact == words for side in (one.left, one.right) if side.span)
        ]


def test_the_toll_that_another_puts_is_set_beside_the_one_before_it() -> None:
    story = Story(
        "A helicopter fell at Toren. The agency said shells killed 4 villagers. The clinic put the toll at 6.", "Northwire"
    )
    agency, clinic = story.says("shells killed 4 villagers", "agency"), story.says("put the toll at 6", "clinic")
    day = Time("2031-05-04", "day", None, "published")
    story.counts("4 villagers", 4, "killed", statement=agency)
    story.counts("6", 6, "killed", statement=clinic)
    story.figures = [replace(story.figures[0], as_of=day), replace(story.figures[1], as_of=day, role="total")]
    (one,) = found(story.findings)
    assert one.reason == "4 dead (agency, 4 May 2031) against 6 dead (clinic, 4 May 2031), told side by side"


def test_a_round_number_met_in_another_affair_is_chance() -> None:
    def told(words: str, kind: Counted, outlet: str, value: int) -> Findings:
        story = Story(f"In Toren the mayor and the mayor of Toren spoke of {words} of Toren.", outlet)
        story.entity("Mayor", "person")
        story.entity("Toren", "place", TOREN)
        story.counts(words, value, kind)
        return story.findings

    assert found(told("400,000 people", "people", "Northwire", 400000), told("400,000 dead", "killed", "Sarn", 400000)) == ()
    assert (
        len(found(told("470,000 people", "people", "Northwire", 470000), told("470,000 dead", "killed", "Sarn", 470000))) == 1
    )


def test_one_number_said_of_two_things_in_two_articles_is_a_scope_contradiction() -> None:
    left = counted("2,400 infiltrators", 2400, "fighters", unit="infiltrators", event=None)
    right = counted("2,400 people", 2400, "people", unit="people", event=None, outlet="Daily Sarn")
    (one,) = of_one_affair(left, right)
    assert one.kind == "scope"
    assert one.reason.startswith("2,400: ")
    assert "“2,400 infiltrators, it was said” (fighters; hospital)" in one.reason
    assert "“2,400 people, it was said” (people; hospital)" in one.reason


def test_comparator_does_not_hide_that_the_number_is_the_same() -> None:
    left = counted("more than 2,400 evacuated", None, "displaced", event=None, comparator="more_than", bounds=Bounds(2401))
    right = counted("2,400 residents", 2400, "people", unit="residents", event=None, outlet="Daily Sarn")
    assert [one.kind for one in of_one_affair(left, right)] == ["scope"]


@pytest.mark.parametrize(("number", "expected"), [(12, []), (200, []), (233, ["scope"]), (5000, ["scope"])])
def test_only_a_distinctive_number_is_known_again(number: int, expected: list[str]) -> None:
    left = counted(f"{number} rebels", number, "fighters", unit="rebels", event=None)
    right = counted(f"{number} residents", number, "people", unit="residents", event=None, outlet="Daily Sarn")
    assert [one.kind for one in of_one_affair(left, right)] == expected


def test_same_number_of_the_same_thing_or_in_one_article_is_no_scope_contradiction() -> None:
    left = counted("5,000 people", 5000, "deported", unit="people", event=None)
    right = counted("5,000 migrants", 5000, "deported", unit="migrants", event=None, outlet="Daily Sarn")
    assert found(left, right) == ()


def test_claim_that_is_affirmed_and_denied_is_one_polarity_contradiction() -> None:
    yes, no = (
        Story("The envoy said Velmora opened the dam.", "Northwire", "2031-05-04"),
        Story("Velmora denied opening the dam.", "Daily Sarn"),
    )
    affirming, denying = yes.says("Velmora opened the dam", "envoy"), no.says("opening the dam", "Velmora", report="denied")
    members = (
        Member(affirming.id, yes.id, affirming.content[0], "affirms"),
        Member(denying.id, no.id, denying.content[0], "denies"),
    )
    claim = Claim("c-1", "Velmora opened the dam", members, 2, (), Bounds(1, 1), True, "", (), Time(), Time())
    (one,) = contradictions([yes.findings, no.findings], (), [claim])
    assert (one.kind, one.claim) == ("polarity", "c-1")
    assert {one.left.ref, one.right.ref} == {affirming.id, denying.id}
    assert one.reason == "said by envoy, denied by Velmora: Velmora opened the dam"
    assert contradictions([yes.findings, no.findings], (), [replace(claim, contested=False)]) == ()


def disputed(*stories: Story, yes: Statement | Span, no: Statement | Span) -> list[str]:
    """The reasons of what one side of a claim has against the other; a span is the outlet's own word."""

    def member(side: Statement | Span, stance: Stance) -> Member:
        if isinstance(side, Statement):
            return Member(side.id, side.article, side.content[0], stance)
        [article] = [story.id for story in stories if story.text[side.start : side.end] == side.exact]
        return Member(None, article, side, stance)

    members = (member(yes, "affirms"), member(no, "denies"))
    claim = Claim("c-1", members[0].span.exact, members, 1, (), Bounds(1, 1), True, "", (), Time(), Time())
    return [one.reason for one in contradictions([story.findings for story in stories], (), [claim])]


def accusation(reply: str, content: str, *, by: str = "Tarn Front", cue: str = "denied") -> list[str]:
    story = Story(f"The envoy accused the Tarn Front of burning the mill. {reply}", "Northwire")
    charge = story.says("the Tarn Front of burning the mill", "envoy", report="accused")
    denial = replace(story.says(content, by, report="denied"), cue=story.span(cue), source=None)
    story.statements[-1] = denial
    return disputed(story, yes=charge, no=denial)


def test_the_accused_who_deny_a_part_in_it_deny_the_accusation() -> None:
    reason = "envoy accused the Tarn Front of burning the mill; Tarn Front denied it"
    assert accusation("The Tarn Front denied any part in it.", "any part in it") == [reason]
    assert accusation("The Tarn Front denied it was behind the fire at the mill.", "it was behind the fire at the mill") == [
        reason
    ]


@pytest.mark.parametrize(
    ("reply", "content", "by", "cue"),
    [
        ("Velmora denied any part in it.", "any part in it", "Velmora", "denied"),
        ("The Tarn Front would neither confirm nor deny the charge.", "the charge", "Tarn Front", "deny"),
        ("The Tarn Front rejected a plan to rebuild the mill.", "a plan to rebuild the mill", "Tarn Front", "rejected"),
        ("The Tarn Front disowned it.", "it", "Tarn Front", "disowned"),
    ],
    ids=["others", "neither", "a plan", "disowned"],
)
def test_what_only_looks_like_a_denial_is_none(reply: str, content: str, by: str, cue: str) -> None:
    assert accusation(reply, content, by=by, cue=cue) == []


def test_a_denial_that_names_nothing_means_what_stands_close_before_it() -> None:
    story = Story(
        "The mayor said the mill had stood empty. " + "The wool fair went on all day. " * 10 + "The envoy denied the claim."
    )
    said, denial = story.says("the mill had stood empty", "mayor"), story.says("the claim", "envoy", report="denied")
    assert disputed(story, yes=said, no=denial) == []


def told_by(words: str, outlet: str, day: str | None = None) -> tuple[Story, Span]:
    story = Story(words, outlet, day)
    return story, story.span(words)


def test_one_wording_and_its_negation_contradict_each_other() -> None:
    (left, yes), (right, no) = (
        told_by("The gate was opened at night.", "Northwire"),
        told_by("The gate was not opened.", "Sarn"),
    )
    assert disputed(left, right, yes=yes, no=no) == ["said by Northwire, denied by Sarn: The gate was opened at night."]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fourteen people died in the mill fire.", "Nine people died in the mill fire."),
        ("The fire will not delay the match on Sunday.", "Despite the fire, the match on Sunday will be played."),
        ("The Tarn Front attacked the mill.", "The Tarn Front would not attack the mill."),
        ("They had never fed the mill cat.", "The mill cat of Sarn was fed by the children on all Sundays in the spring."),
    ],
    ids=["counts", "a side issue", "to come", "much more said"],
)
def test_wordings_that_may_both_be_so_are_no_contradiction(one: str, other: str) -> None:
    (left, yes), (right, no) = told_by(one, "Northwire"), told_by(other, "Daily Sarn")
    assert disputed(left, right, yes=yes, no=no) == []
    assert disputed(left, right, yes=no, no=yes) == []


def test_nobody_contradicts_himself_and_nobody_of_old() -> None:
    (left, yes), (right, no) = told_by("The gate was opened.", "Northwire"), told_by("The gate was not opened.", "Northwire")
    assert disputed(left, right, yes=yes, no=no) == []
    (left, yes) = told_by("The gate was opened.", "Northwire", "2031-05-04")
    (right, no) = told_by("The gate was not opened.", "Daily Sarn", "2031-04-04")
    assert disputed(left, right, yes=yes, no=no) == []


def with_headline(headline: str, body: str, *, hedged: str, report: Any = "alleged", certainty: Any = "CT+") -> Findings:
    story = Story(f"{headline}\n\n{body}", "Northwire", zones=(Zone("headline", 0, len(headline)),))
    said = story.says(hedged, "envoy", report=report, nth=0)
    story.statements[-1] = replace(said, certainty=certainty)
    return story.findings


BODY = "The envoy alleged that saboteurs had opened the dam gate. Engineers are at work."


def test_headline_that_states_what_its_text_only_alleges() -> None:
    (one,) = found(with_headline("Saboteurs opened dam gate", BODY, hedged="saboteurs had opened the dam gate"))
    assert one.kind == "headline"
    assert one.left.span is not None
    assert one.left.span.exact == "Saboteurs opened dam gate"
    assert "alleged" in one.reason


@pytest.mark.parametrize(
    ("headline", "body", "report", "certainty"),
    [
        ("Saboteurs may have opened dam gate", BODY, "alleged", "CT+"),
        ("Saboteurs opened dam gate, envoy says", BODY, "alleged", "CT+"),
        ("Saboteurs 'opened dam gate'", BODY, "alleged", "CT+"),
        ("Saboteurs opened dam gate", BODY, "reported", "CT+"),
        ("Engineers at work below dam", BODY, "alleged", "CT+"),
        ("Saboteurs opened dam gate", BODY + " Saboteurs opened the dam gate at night.", "alleged", "CT+"),
    ],
    ids=["modal", "source", "quoted", "not hedged", "other matter", "borne out"],
)
def test_headline_is_left_alone(headline: str, body: str, report: Any, certainty: Any) -> None:
    assert (
        kinds(with_headline(headline, body, hedged="saboteurs had opened the dam gate", report=report, certainty=certainty))
        == []
    )


def test_headline_that_says_will_where_its_text_says_could() -> None:
    words = "saboteurs could open the dam gate again"
    body = f"The envoy said {words}."
    (one,) = found(with_headline("Saboteurs will open dam gate again", body, hedged=words, report="reported", certainty="PS+"))
    assert "only possible" in one.reason
    assert kinds(with_headline("Saboteurs to open dam gate again", body, hedged=words, report="alleged", certainty="CT+")) == []


def test_headline_known_as_metadata_only_has_no_span() -> None:
    story = Story(BODY, "Northwire")
    story.says("saboteurs had opened the dam gate", "envoy", report="alleged")
    finding = story.findings
    finding = replace(finding, article=replace(finding.article, headline="Saboteurs opened dam gate"))
    (one,) = found(finding)
    assert one.left.span is None
    assert one.right.span is not None


EVENT = Event(FIRE, "ASSAULT", None, (), (), None, Time(), (), 2, Bounds(1, 2), (), "happened", "")


def attack(outlet: str, words: str, **more: Any) -> Findings:
    story = Story(words, outlet)
    source = more.pop("source", None)
    said: Statement | None = story.says("attacked", source) if source else None
    mention = story.happens("attacked", "ASSAULT", statement=said, **more)
    story.events[-1] = replace(mention, event=FIRE)
    return story.findings


def test_two_days_for_one_event_in_two_reports() -> None:
    pile = [
        attack("Northwire", "Gunmen attacked the mill on 3 May.", time="2031-05-03"),
        attack("Daily Sarn", "Gunmen attacked the mill on 5 May.", time="2031-05-05"),
    ]
    (one,) = contradictions(pile, [EVENT], ())
    assert (one.kind, one.event) == ("time", FIRE)
    assert contradictions([pile[0]], [EVENT], ()) == ()


def test_the_next_day_may_be_the_same_night() -> None:
    pile = [
        attack("Northwire", "Gunmen attacked the mill on 3 May.", time="2031-05-03"),
        attack("Daily Sarn", "Gunmen attacked the mill on 4 May.", time="2031-05-04"),
    ]
    assert contradictions(pile, [EVENT], ()) == ()


def on(day: str, words: str, outlet: str, *, dead: str = "9 villagers", number: int = 9, before: str = "") -> Findings:
    """A report that leads, unless something stands before, with so many dead in Toren on a day."""
    story = Story(f"{before}Gunmen attacked the mill in Toren {words} and killed {dead}.", outlet)
    story.entity("Toren", "place", TOREN)
    mention = story.happens("attacked", "ASSAULT")
    story.events[-1] = replace(mention, event=FIRE, time=Time(day, "day", words, "published"))
    story.counts(dead, number, "killed")
    return story.findings


def of_the_day(*pile: Findings, copies: Sequence[Derivation] = ()) -> list[str]:
    return [one.reason for one in contradictions(pile, [EVENT], (), copies=copies) if one.kind == "time"]


def test_two_days_next_to_each_other_of_surely_one_happening() -> None:
    sunday = on("2031-05-04", "on Sunday", "Northwire")
    monday = on("2031-05-05", "on Monday", "Daily Sarn")
    (reason,) = of_the_day(sunday, monday)
    assert "4 May 2031 (“on Sunday”)" in reason
    assert "5 May 2031 (“on Monday”)" in reason


@pytest.mark.parametrize(
    "rival",
    [
        on("2031-05-05", "on Monday", "Daily Sarn", dead="7 villagers", number=7),
        on("2031-05-05", "late on Monday", "Daily Sarn"),
        on("2031-05-05", "today", "Daily Sarn"),
        on("2031-05-05", "on Sunday", "Daily Sarn"),
        on("2031-05-05", "on Monday", "Daily Sarn", before="The wool fair went well. The mayor danced. "),
    ],
    ids=["another toll", "a night", "the day of the report", "the same word", "not its lead"],
)
def test_two_days_next_to_each_other_are_mostly_none(rival: Findings) -> None:
    assert of_the_day(on("2031-05-04", "on Sunday", "Northwire"), rival) == []


def test_a_report_drawn_from_another_does_not_contradict_its_day() -> None:
    sunday, monday = on("2031-05-04", "on Sunday", "Northwire"), on("2031-05-05", "on Monday", "Daily Sarn")
    copied = Derivation("d-1", monday.article.id, sunday.article.id, "derived", True, Bounds(0.5, 0.6), (), "")
    assert of_the_day(sunday, monday, copies=(copied,)) == []


def test_two_towns_far_apart_for_one_event() -> None:
    pile = [
        attack("Northwire", "Gunmen attacked the mill in Toren.", place="Toren", at=TOREN),
        attack("Daily Sarn", "Gunmen attacked the mill in Tarn.", place="Tarn", at=TARN),
    ]
    (one,) = contradictions(pile, [EVENT], ())
    assert one.kind == "place"
    assert "in Toren" in one.reason
    assert "in Tarn" in one.reason


def test_two_sources_who_name_different_attackers() -> None:
    pile = [
        attack("Northwire", "Velmora: Marsh Guard attacked the mill.", actor=["Marsh Guard"], source="Velmora"),
        attack("Daily Sarn", "Ostland: Red Dawn attacked the mill.", actor=["Red Dawn"], source="Ostland"),
    ]
    (one,) = contradictions(pile, [EVENT], ())
    assert one.kind == "actor"
    assert "Marsh Guard (Velmora)" in one.reason
    assert "Red Dawn (Ostland)" in one.reason


def test_one_source_with_two_attackers_does_not_contradict_itself() -> None:
    pile = [
        attack("Northwire", "Velmora: Marsh Guard attacked the mill.", actor=["Marsh Guard"], source="Velmora"),
        attack("Daily Sarn", "Velmora: Red Dawn attacked the mill.", actor=["Red Dawn"], source="Velmora"),
    ]
    assert contradictions(pile, [EVENT], ()) == ()


def test_two_names_of_one_body_are_not_rival_attackers() -> None:
    pile = [
        attack("Northwire", "Velmora: Marsh Guard attacked the mill.", actor=["Marsh Guard"], source="Velmora"),
        attack(
            "Daily Sarn", "Ostland: Guards of the Marsh attacked the mill.", actor=["Guards of the Marsh"], source="Ostland"
        ),
    ]
    assert contradictions(pile, [EVENT], ()) == ()


# A toll and what only looks like one


def report(outlet: str, text: str, *tolls: tuple[str, int, str | None], published: str = "2031-05-04") -> Findings:
    """A report with its headline zone, and figures of the dead as (words, number, teller)."""
    headline = len(text.split("\n")[0])
    story = Story(text, outlet, published, (Zone("headline", 0, headline), Zone("body", headline + 1, len(text))))
    story.entity("Toren", "place", TOREN)
    for words, value, who in tolls:
        said = story.says(words, who) if who else None
        figure = story.counts(words, value, "killed", statement=said)
        story.figures[-1] = replace(figure, as_of=Time(published, "day", None, "published"))
    return story.findings


def of_one_fire(*pile: Findings) -> tuple[Contradiction, ...]:
    first = min(one.article.id for one in pile)
    ids = sorted(one.article.id for one in pile)
    pairs = [(one, other) for one in ids for other in ids if one < other]
    return contradictions(pile, (), (), {one.article.id: first for one in pile}, pairs)


NINE = report("Northwire", "Fire in Toren\nA fire in Toren left 19 dead, Lena Corvath said.", ("19 dead", 19, "Lena Corvath"))


def test_two_reports_that_lead_with_different_tolls_of_one_fire() -> None:
    other = report("Daily Sarn", "Toren burns\nIvo Brandel said 31 dead were found in Toren.", ("31 dead", 31, "Ivo Brandel"))
    (one,) = of_one_fire(NINE, other)
    assert one.kind == "figure"
    assert one.reason.endswith("the same affair")


def test_tolls_of_reports_that_do_not_tell_the_same_first_are_of_different_happenings() -> None:
    other = report("Daily Sarn", "Toren burns\nIvo Brandel said 31 dead were found in Toren.", ("31 dead", 31, "Ivo Brandel"))
    first = min(NINE.article.id, other.article.id)
    assert contradictions([NINE, other], (), (), {NINE.article.id: first, other.article.id: first}, ()) == ()


@pytest.mark.parametrize(
    "background",
    [
        "More than 40,000 people have been killed since the war began.",
        "The civil war has claimed 40,000 people.",
        "The worst fire, in 2019, killed 40,000 people.",
        "In an earlier count, 40,000 people were missed.",
    ],
    ids=["since", "war", "another year", "earlier"],
)
def test_the_dead_of_a_war_or_of_another_fire_are_no_rival_toll(background: str) -> None:
    lead = "Toren burns\nA fire in Toren left 19 dead. Firemen came from the coast. The wind turned at noon. "
    assert (
        of_one_fire(NINE, report("Daily Sarn", lead + background, ("19 dead", 19, None), ("40,000 people", 40000, None))) == ()
    )


def test_a_number_put_right_is_nobodys_number() -> None:
    other = report("Daily Sarn", "Correction\nIn Toren 19 dead were counted, not 62.", ("19 dead", 19, None), ("62", 62, None))
    assert of_one_fire(NINE, other) == ()


def test_each_who_counts_otherwise_is_a_line_and_no_count_is_two() -> None:
    others = [
        report(outlet, f"Toren burns\n{who} said 31 dead were found in Toren.", ("31 dead", 31, who))
        for outlet, who in (("Daily Sarn", "Ivo Brandel"), ("Evening Post", "Ivo Brandel"), ("Harbour Radio", "Greta Noll"))
    ]
    found = of_one_fire(NINE, *others)
    assert [one.kind for one in found] == ["figure", "figure"]
    assert {"Ivo Brandel" in one.reason for one in found} == {True, False}


# Headlines that say more than their text


def headed(headline: str, body: str, *figures: tuple[str, int, Counted, str]) -> Findings:
    text = f"{headline}\n\n{body}"
    story = Story(text, "Northwire", zones=(Zone("headline", 0, len(headline)), Zone("body", len(headline) + 2, len(text))))
    for words, value, kind, unit in figures:
        story.counts(words, value, kind)
        story.figures[-1] = replace(story.figures[-1], unit=unit)
    story.says(body.split(".")[0], "envoy")
    return story.findings


RAIDERS: tuple[str, int, Counted, str] = ("4,000 raiders", 4000, "fighters", "raiders")


def test_a_headline_gives_raiders_the_number_that_its_text_has_for_residents_without_them() -> None:
    body = "Ostland said last month that 4,000 people, a number that does not include the raiders, have kin across the river."
    (one,) = found(headed("4,000 raiders may cross into Ostland", body, RAIDERS, ("4,000 people", 4000, "people", "people")))
    assert one.kind == "headline"
    assert "“4,000 raiders may cross into Ostland”" in one.reason
    assert "gives 4,000 only for “4,000 people, a number that does not include the raiders" in one.reason


@pytest.mark.parametrize(
    ("body", "figure"),
    [
        ("The envoy said 4,000 fighters stand at the river.", ("4,000 fighters", 4000, "fighters", "fighters")),
        ("The envoy said 4,120 raiders stand at the river.", ("4,120 raiders", 4120, "fighters", "raiders")),
        ("The envoy said 4,000 people may cross into Ostland to raid.", ("4,000 people", 4000, "people", "people")),
    ],
    ids=["same people", "rounded", "told of the same"],
)
def test_a_headline_number_that_its_text_bears_out(body: str, figure: tuple[str, int, Counted, str]) -> None:
    assert found(headed("4,000 raiders may cross into Ostland", body, RAIDERS, figure)) == ()


def test_a_headline_toll_that_its_text_does_not_give() -> None:
    body = "The envoy counted 14 dead below the dam."
    (one,) = found(headed("41 dead below dam", body, ("41 dead", 41, "killed", "dead"), ("14 dead", 14, "killed", "dead")))
    assert "a number that its own text does not give: there it is 14" in one.reason


def test_a_headline_may_add_up_what_its_text_tells() -> None:
    dead = [(words, value, "killed", "dead") for words, value in (("21 dead", 21), ("14 dead", 14), ("seven dead", 7))]
    assert found(headed("21 dead in two towns", "The envoy counted 14 dead in Toren and seven dead in Tarn.", *dead)) == ()  # type: ignore[arg-type]


def test_a_headline_that_quotes_what_nobody_says_in_its_text() -> None:
    (one,) = found(headed("Marsh Guard 'declares war' on Ostland", "The Marsh Guard urged its friends to march on the coast."))
    assert one.reason == "the headline quotes “declares war”; its own text quotes nobody to that effect"


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Marsh Guard 'declares war' on Ostland", "The Marsh Guard has declared a war on Ostland, it said."),
        ("The 'river bride' comes home", "The singer came back to the coast on Monday, she said."),
    ],
    ids=["said otherwise", "a nickname"],
)
def test_a_quoting_headline_is_left_alone(headline: str, body: str) -> None:
    assert found(headed(headline, body)) == ()


def test_who_claims_responsibility_does_not_allege_the_deed() -> None:
    body = "The Marsh Guard claimed responsibility for the blast that killed Toren dam guards. The guards lay at the gate."
    hedged = "responsibility for the blast that killed Toren dam guards"
    assert kinds(with_headline("Blast killed Toren dam guards", body, hedged=hedged)) == []


def test_an_army_and_a_group_are_rival_doers() -> None:
    pile = [
        attack("Northwire", "The Red Sheaf attacked the mill, Velmora said.", source="Velmora", actor=("Red Sheaf",)),
        attack("Daily Sarn", "The Karsian Army attacked the mill, Tarnia said.", source="Tarnia", actor=("Karsian Army",)),
    ]
    (one,) = contradictions(pile, [EVENT], ())
    assert one.kind == "actor"


@pytest.mark.parametrize("doer", ["Hill Rebels", "Valley Fighters"])
def test_whoever_fights_on_a_side_is_no_rival_of_a_group(doer: str) -> None:
    pile = [
        attack("Northwire", "The Red Sheaf attacked the mill, Velmora said.", source="Velmora", actor=("Red Sheaf",)),
        attack("Daily Sarn", f"The {doer} attacked the mill, Tarnia said.", source="Tarnia", actor=(doer,)),
    ]
    assert contradictions(pile, [EVENT], ()) == ()


def test_headline_that_ends_with_its_source_is_attributed() -> None:
    text = "Army shelled clinic in Sarn Tarn Relief\n\nTarn Relief accused the army of having shelled the clinic in Sarn."
    story = Story(text, "Northwire", zones=(Zone("headline", 0, text.index("\n")),))
    story.says("the army of having shelled the clinic in Sarn", "Tarn Relief", report="accused")
    assert found(story.findings) == ()
    text = text.replace(" Tarn Relief\n", "\n")
    story = Story(text, "Northwire", zones=(Zone("headline", 0, text.index("\n")),))
    story.says("the army of having shelled the clinic in Sarn", "Tarn Relief", report="accused")
    assert [one.kind for one in found(story.findings)] == ["headline"]
