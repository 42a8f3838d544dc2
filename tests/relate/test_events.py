"""Which mentions tell one happening, and what the happening then is."""

from __future__ import annotations

from time import process_time

from accordingto.model import EventMention, Zone
from accordingto.relate.events import events

from .stories import TARN, TOREN, Story, findings


def one_event(*stories: Story) -> bool:
    told, _ = events(findings(*stories))
    return len(told) == 1


def event_of(stories: list[Story], mention: EventMention) -> str:
    return events(findings(*stories))[1][mention.id]


def raid(outlet: str, text: str, **more: object) -> Story:
    story = Story(text, outlet)
    story.happens("raid" if "raided" not in text else "raided", "COERCE", **more)  # type: ignore[arg-type]
    return story


def test_the_same_raid_told_by_two_outlets_is_one_event() -> None:
    one = raid(
        "Northwire",
        "Marsh Guard raided a paint store in Toren.",
        actor=["Marsh Guard"],
        place="Toren",
        at=TOREN,
        time="2031-03-03",
    )
    two = raid(
        "Daily Sarn",
        "In Toren, Marsh Guard raided a paint store.",
        actor=["Marsh Guard"],
        place="Toren",
        at=TOREN,
        time="2031-03-03",
    )
    told, of = events(findings(one, two))
    assert len(told) == 1
    assert told[0].reports == 2
    assert set(of.values()) == {told[0].id}
    assert "2 reports" in told[0].reason


def test_the_same_kind_day_and_country_alone_do_not_join() -> None:
    one, two = Story("Police seized lamps in a warehouse.", "Northwire"), Story("Soldiers shut a printing press.", "Daily Sarn")
    one.happens("seized", "COERCE", time="2031-03-03")
    two.happens("shut", "COERCE", time="2031-03-03")
    assert not one_event(one, two)


def test_raids_in_two_towns_far_apart_stay_two() -> None:
    one = raid("Northwire", "Marsh Guard raided a paint store in Toren.", actor=["Marsh Guard"], place="Toren", at=TOREN)
    two = raid("Daily Sarn", "Marsh Guard raided a paint store in Tarn.", actor=["Marsh Guard"], place="Tarn", at=TARN)
    assert not one_event(one, two)


def test_raids_a_week_apart_stay_two() -> None:
    one = raid("Northwire", "Marsh Guard raided a paint store.", actor=["Marsh Guard"], time="2031-03-03")
    two = raid("Daily Sarn", "Marsh Guard raided a paint store.", actor=["Marsh Guard"], time="2031-03-10")
    assert not one_event(one, two)


def test_a_day_between_two_tellings_is_the_night_between() -> None:
    one = raid("Northwire", "Marsh Guard raided a paint store.", actor=["Marsh Guard"], time="2031-03-03")
    two = raid("Daily Sarn", "Marsh Guard raided a paint store.", actor=["Marsh Guard"], time="2031-03-04")
    assert one_event(one, two)


def test_a_denial_belongs_to_the_event_it_denies() -> None:
    one, two = (
        Story("Marsh Guard shelled the Toren dam.", "Northwire"),
        Story("Marsh Guard denied it shelled the Toren dam.", "Daily Sarn"),
    )
    one.happens("shelled", "ASSAULT", actor=["Marsh Guard"], place="Toren", at=TOREN)
    denial = two.says("it shelled the Toren dam", "Marsh Guard", report="denied")
    two.happens("shelled", "ASSAULT", actor=["Marsh Guard"], place="Toren", at=TOREN, reality="negated", statement=denial)
    told, _ = events(findings(one, two))
    assert len(told) == 1
    assert told[0].reality == "happened"
    assert (told[0].origins.low, told[0].origins.high) == (0, 1)


def test_rival_accusations_share_one_event() -> None:
    one, two = (
        Story("Marsh Guard shelled the grain hall of Toren.", "Northwire"),
        Story("Red Sheaf shelled the grain hall of Toren.", "Daily Sarn"),
    )
    one.happens("shelled", "ASSAULT", actor=["Marsh Guard"], place="Toren", at=TOREN, time="2031-03-03")
    two.happens("shelled", "ASSAULT", actor=["Red Sheaf"], place="Toren", at=TOREN, time="2031-03-03")
    assert one_event(one, two)


def test_different_tolls_do_not_part_an_event() -> None:
    one, two = (
        Story("Marsh Guard shelled Toren, killing nine.", "Northwire"),
        Story("Marsh Guard shelled Toren, killing twelve.", "Daily Sarn"),
    )
    for story, words, toll in ((one, "nine", 9), (two, "twelve", 12)):
        shelling = story.happens("shelled", "ASSAULT", actor=["Marsh Guard"], place="Toren", at=TOREN)
        story.counts(words, toll, "killed", event=shelling)
    told, _ = events(findings(one, two))
    assert len(told) == 1
    assert told[0].figures == tuple(sorted(figure.id for story in (one, two) for figure in story.figures))


def test_a_caption_printed_twice_tells_one_event() -> None:
    caption = "Officers carry lamps from the paint store raided in Toren."
    text = f"Marsh Guard raided a paint store in Toren.\n\n{caption}\n\n{caption}"
    second = text.index(caption)
    third = text.rindex(caption)
    story = Story(
        text, "Northwire", zones=(Zone("body", 0, second), Zone("caption", second, third), Zone("caption", third, len(text)))
    )
    story.happens("raided", "COERCE", actor=["Marsh Guard"], place="Toren", at=TOREN)
    story.happens("raided", "COERCE", place="Toren", at=TOREN, nth=1)
    story.happens("raided", "COERCE", place="Toren", at=TOREN, nth=2)
    told, _ = events(findings(story))
    assert [event.reports for event in told] == [1]
    assert len(told[0].mentions) == 3


def test_a_raid_named_again_in_the_same_report_is_that_raid() -> None:
    story = Story("Marsh Guard raided a paint store. Neighbours said the raid lasted an hour.", "Northwire")
    story.happens("raided", "COERCE", actor=["Marsh Guard"])
    story.happens("raid", "COERCE", nth=1)
    assert one_event(story)


def test_two_arrests_of_two_people_in_one_report_stay_two() -> None:
    story = Story("Police arrested Oda Finch in the morning. At dusk they arrested Abel Corr by the river.", "Northwire")
    story.happens("arrested", "COERCE", recipient=["Oda Finch"])
    story.happens("arrested", "COERCE", recipient=["Abel Corr"], nth=1)
    assert not one_event(story)


def test_likeness_does_not_travel_along_a_chain_to_ends_that_clash() -> None:
    one = raid("Northwire", "Marsh Guard raided a paint store in Toren.", actor=["Marsh Guard"], place="Toren", at=TOREN)
    middle = raid("Vell Observer", "Marsh Guard raided a paint store.", actor=["Marsh Guard"])
    two = raid("Daily Sarn", "Marsh Guard raided a paint store in Tarn.", actor=["Marsh Guard"], place="Tarn", at=TARN)
    stories = [one, middle, two]
    assert event_of(stories, one.events[0]) != event_of(stories, two.events[0])
    assert len(events(findings(*stories))[0]) == 2


def test_a_field_holds_what_most_independent_origins_say() -> None:
    stories = []
    for outlet, day in (("Northwire", "2031-03-03"), ("Daily Sarn", "2031-03-04"), ("Vell Observer", "2031-03-04")):
        story = Story(f"Marsh Guard raided a paint store in Toren. {outlet}", outlet)
        story.happens("raided", "COERCE", actor=["Marsh Guard"], place="Toren", at=TOREN, time=day)
        stories.append(story)
    told, _ = events(findings(*stories))
    assert [event.time.value for event in told] == ["2031-03-04"]


def test_events_do_not_depend_on_order() -> None:
    stories = [raid(f"Paper {n}", f"Marsh Guard raided a paint store in Toren {n}.", actor=["Marsh Guard"]) for n in range(4)]
    assert events(findings(*stories)) == events(findings(*reversed(stories)))


def test_a_mention_that_nothing_joins_is_an_event_of_its_own() -> None:
    story = Story("The lake froze.", "Northwire")
    story.happens("froze")
    told, of = events(findings(story))
    assert [event.mentions for event in told] == [(story.events[0].id,)]
    assert told[0].kind is None
    assert of == {story.events[0].id: told[0].id}


def test_an_event_told_by_a_relay_rests_on_whom_the_relay_cites() -> None:
    one = Story("Marsh Guard shelled Toren, Daily Sarn said, citing the Coast Bureau.", "Northwire")
    outer = one.says("Marsh Guard shelled Toren", "Daily Sarn")
    one.says("Marsh Guard shelled Toren", "Daily Sarn", "Coast Bureau", nested_in=outer)
    one.happens("shelled", "ASSAULT", actor=["Marsh Guard"], place="Toren", at=TOREN, statement=outer)
    two = Story("Marsh Guard shelled Toren, the Coast Bureau said.", "Kestra Radio")
    said = two.says("Marsh Guard shelled Toren", "Coast Bureau")
    two.happens("shelled", "ASSAULT", actor=["Marsh Guard"], place="Toren", at=TOREN, statement=said)
    told, _ = events(findings(one, two))
    assert [(event.reports, event.origins.low, event.origins.high) for event in told] == [(2, 1, 1)]


def test_a_long_run_of_blanks_costs_no_more_than_its_length() -> None:
    story = Story("Marsh Guard raided a paint store." + " " * 200_000 + "Rain fell." + "\n \n" * 20_000, "Northwire")
    story.happens("raided", "COERCE", actor=["Marsh Guard"])
    start = process_time()
    assert one_event(story)
    assert process_time() - start < 2


def test_undated_acts_of_one_kind_reported_months_apart_stay_two() -> None:
    texts = {
        "shelled": "Marsh Guard shelled a mill.",
        "struck": "Marsh Guard struck quays, barns, ferries and the bread market at dawn.",
    }
    for days, count in ((("2031-03-03", "2031-03-05"), 1), (("2031-03-03", "2031-09-05"), 2)):
        stories = []
        for day, (trigger, text) in zip(days, texts.items(), strict=True):
            story = Story(text, f"Paper of {day}", day)
            story.happens(trigger, "ASSAULT", actor=["Marsh Guard"])
            stories.append(story)
        assert len(events(findings(*stories))[0]) == count


def told_as(text: str, *acts: dict[str, object]) -> int:
    """How many events one report tells, whose acts are all of violence."""
    story = Story(text, "Northwire", "2031-03-04")
    for act in acts:
        story.happens(str(act.pop("trigger")), "ASSAULT", **act)  # type: ignore[arg-type]
    return len(events(findings(story))[0])


def test_an_act_and_the_harm_it_did_are_one_in_a_sentence_and_in_the_next() -> None:
    one = "Gunmen attacked a mill in Toren and killed two porters. Three guards were wounded."
    acts = [
        {"trigger": "attacked", "actor": ["Gunmen"], "recipient": ["a mill"], "place": "Toren", "at": TOREN},
        {"trigger": "killed", "recipient": ["two porters"]},
        {"trigger": "wounded", "recipient": ["Three guards"]},
    ]
    assert told_as(one, *acts) == 1


def test_an_act_named_again_is_the_act_told_before() -> None:
    text = "A bomb wrecked the mill. It was heard in Tarn. People fled. The attack lasted an hour."
    assert told_as(text, {"trigger": "wrecked", "mode": "explosives"}, {"trigger": "attack"}) == 1


def test_what_a_party_did_next_is_another_act_though_of_one_kind() -> None:
    text = "Marsh Guard blew up two carts near Osk. On the way Marsh Guard captured a mill in Osk."
    acts = [
        {"trigger": "blew up", "actor": ["Marsh Guard"], "place": "Osk"},
        {"trigger": "captured", "actor": ["Marsh Guard"], "place": "Osk"},
    ]
    assert told_as(text, *acts) == 2


def test_a_definite_act_is_the_one_before_only_if_the_word_may_name_it() -> None:
    text = "Marsh Guard bombed a mill. People fled. The siege went on."
    assert told_as(text, {"trigger": "bombed"}, {"trigger": "siege"}) == 2


def test_what_happened_while_three_were_shot_is_another_act() -> None:
    text = "Three porters were killed by gunfire in a mill while a bomb exploded outside a school."
    assert told_as(text, {"trigger": "killed", "recipient": ["Three porters"]}, {"trigger": "exploded"}) == 2


def test_a_quarter_and_a_district_of_one_name_are_not_two_places() -> None:
    text = "A bomb exploded in Osken district. Three porters were killed in the Osken quarter."
    acts = [{"trigger": "exploded", "place": "Osken district"}, {"trigger": "killed", "place": "Osken quarter"}]
    assert told_as(text, *acts) == 1


def test_a_report_that_turns_to_another_act_tells_two() -> None:
    text = "Gunmen attacked a mill. In another village two porters were killed."
    assert told_as(text, {"trigger": "attacked"}, {"trigger": "killed", "recipient": ["two porters"]}) == 2


def test_harm_in_another_place_is_of_another_act() -> None:
    text = "Gunmen attacked a mill in Vask. Two porters were killed in Osk."
    acts = [{"trigger": "attacked", "place": "Vask"}, {"trigger": "killed", "place": "Osk"}]
    assert told_as(text, *acts) == 2


def test_what_is_told_as_past_did_not_happen_after_the_report() -> None:
    one = Story("Marsh Guard raided a paint store in Toren.", "Northwire", "2031-03-03")
    one.happens("raided", "COERCE", actor=["Marsh Guard"], place="Toren", at=TOREN)
    two = Story("In Toren, Marsh Guard raided a paint store.", "Daily Sarn", "2031-03-09")
    two.happens("raided", "COERCE", actor=["Marsh Guard"], place="Toren", at=TOREN, time="2031-03-08")
    assert not one_event(one, two)


def test_attacks_of_years_are_not_the_attack_of_a_night() -> None:
    text = "Gunmen struck a mill in May. The attack lasted an hour. There were nine attacks in ten years."
    assert told_as(text, {"trigger": "attack"}, {"trigger": "attacks"}) == 2


def test_harm_that_may_come_is_not_the_harm_done() -> None:
    text = "Gunmen attacked a mill. More may be killed."
    assert told_as(text, {"trigger": "attacked"}, {"trigger": "killed", "reality": "hypothetical"}) == 2


def test_two_counts_are_a_dispute_of_one_event_only_where_day_place_or_wording_agree() -> None:
    def arrests(outlet: str, text: str, count: int, **where: object) -> Story:
        story = Story(text, outlet)
        mention = story.happens("detained", "COERCE", actor=["Marsh Guard"], **where)  # type: ignore[arg-type]
        story.counts(f"{count} men", count, "detained", event=mention)
        return story

    four = "Marsh Guard detained 4 men who drove a lorry full of stolen lamps along the southern road to the ferry."
    many = "In early autumn, after weeks of searching mills and barges, Marsh Guard also detained 29 men."
    apart, _ = events(findings(arrests("Northwire", four, 4), arrests("Daily Sarn", many, 29)))
    assert len(apart) == 2
    one, two = (
        arrests("Northwire", four, 4, time="2031-03-03"),
        arrests("Daily Sarn", many, 29, time="2031-03-03"),
    )
    assert len(events(findings(one, two))[0]) == 1


# Reports of two affairs of one kind; none of the acts has a participant, a place or a day of its own.
AFFAIRS = {
    "Northwire": "An earthquake shook the salt pans of Vask. Mayor Ludo Harn opened the granary, and Saint Orla baked.",
    "Daily Sarn": "Ludo Harn asked for tents after the quake. The granary of Vask stands, not the salt pans, Saint Orla said.",
    "Orde Courier": "A quake woke vineyards below Mount Pell. Abbot Sixt Dorn led monks into the cloister yard of Quill.",
    "Vell Observer": "Monks of Quill slept in the cloister yard after a tremor. Sixt Dorn counted vineyards of Mount Pell.",
    "Kestra Radio": "The ferry to Low Vell ran late, a singer lost her trunk, and choirs from nine schools met on the quay.",
    "Sarn Whistle": "Bakers of Anmoor priced rye by weight. A clock was hung in the guildhall, to which tailors objected.",
    "Tarn Ledger": "Wool fell at auction. Two brothers bought a lighthouse, and someone mapped the comet from its lamp room.",
    "Sarn Post": "Skaters crossed the frozen lake to Brenn. Students printed a songbook, with woodcuts of herons and of bells.",
}


def affairs(**more: str) -> dict[str, Story]:
    return {outlet: Story(text, outlet) for outlet, text in {**AFFAIRS, **more}.items()}


def test_one_word_or_its_synonym_tells_one_act_in_reports_of_one_affair_and_two_in_two() -> None:
    stories = affairs()
    triggers = {"Northwire": "earthquake", "Daily Sarn": "quake", "Orde Courier": "quake", "Vell Observer": "tremor"}
    quakes = [stories[outlet].happens(trigger) for outlet, trigger in triggers.items()]
    told, of = events(findings(*stories.values()))
    vask, also_vask, pell, also_pell = (of[quake.id] for quake in quakes)
    assert vask == also_vask
    assert pell == also_pell
    assert vask != pell
    assert "in reports of one affair" in next(event.reason for event in told if event.id == vask)
    assert events(findings(*reversed(stories.values()))) == (told, of)


def one_in_vask(first: str, then: str, *triggers: str) -> bool:
    """Whether two acts are one that two reports of one affair tell, each at the end of its own."""
    more = {"Northwire": f"{AFFAIRS['Northwire']} {first}", "Daily Sarn": f"{AFFAIRS['Daily Sarn']} {then}"}
    stories = affairs(**more)
    one, two = (stories[outlet].happens(trigger) for outlet, trigger in zip(more, triggers, strict=True))
    _, of = events(findings(*stories.values()))
    return of[one.id] == of[two.id]


def test_in_one_affair_an_arrest_is_the_arrest_and_not_the_charge_nor_a_killing_the_funeral() -> None:
    held = "A looter was arrested at noon."
    assert one_in_vask(held, "Guards apprehended him as he climbed out.", "arrested", "apprehended")
    assert not one_in_vask(held, "Somebody was charged at dusk.", "arrested", "charged")
    assert not one_in_vask("Bertil Oke was slain.", "People came to the funeral.", "slain", "funeral")


def test_in_one_affair_a_word_that_says_little_tells_no_act_alone() -> None:
    assert not one_in_vask("A shop opened at noon.", "Somebody opened a door.", "opened", "opened")


def test_in_one_affair_a_word_that_a_report_has_for_several_acts_needs_more() -> None:
    text = f"{AFFAIRS['Northwire']} Bertil Oke was slain. Far off, Runa Lind was slain too."
    stories = affairs(Northwire=text)
    first = stories["Northwire"].happens("slain", recipient=["Bertil Oke"])
    stories["Northwire"].happens("slain", recipient=["Runa Lind"], nth=1)
    again = affairs(**{"Daily Sarn": f"{AFFAIRS['Daily Sarn']} A man had been slain."})["Daily Sarn"]
    other = again.happens("slain")
    _, of = events(findings(*{**stories, "Daily Sarn": again}.values()))
    assert of[first.id] != of[other.id]


def test_what_may_come_is_not_what_was_done_though_one_word_tells_both_in_one_affair() -> None:
    stories = affairs(
        Northwire=f"{AFFAIRS['Northwire']} A dike burst.", **{"Daily Sarn": f"{AFFAIRS['Daily Sarn']} It may burst."}
    )
    one, two = stories["Northwire"].happens("burst"), stories["Daily Sarn"].happens("burst", reality="hypothetical")
    _, of = events(findings(*stories.values()))
    assert of[one.id] != of[two.id]


def test_a_headline_tells_the_act_of_its_report() -> None:
    headline = "Mill sold to brothers"
    text = f"{headline}\n\nWhoever wanted flour in Anmoor was late: a buyer signed last week, and the house was sold."
    zones = (Zone("headline", 0, len(headline)), Zone("body", len(headline) + 2, len(text)))
    story = Story(text, "Northwire", zones=zones)
    story.happens("sold")
    story.happens("sold", nth=1)
    told, _ = events(findings(story))
    assert [event.reason for event in told] == [
        "2 mentions in 1 report: \u201csold\u201d and \u201csold\u201d, told in the headline"
    ]


def test_one_word_twice_in_a_sentence_tells_two_acts() -> None:
    story = Story("Oda Finch sold her barge, and Abel Corr sold his kiln.", "Northwire")
    story.happens("sold", actor=["Oda Finch"])
    story.happens("sold", actor=["Abel Corr"], nth=1)
    assert not one_event(story)


def shelled(text: str, published: str | None, trigger: str = "killed", **more: object) -> Story:
    story = Story(text, f"Paper of {published}: {text[:12]}", published)
    mention = story.happens(trigger, "ASSAULT", place="Toren", at=TOREN, **more)  # type: ignore[arg-type]
    story.counts("two", 2, "killed", event=mention)
    return story


def test_two_weeks_news_of_one_town_is_of_two_acts_though_no_report_says_when() -> None:
    one = shelled("Shells that fell on the fish market of Toren killed two porters at noon.", "2031-03-03")
    same = shelled("In Toren a shell burst near the fish market: it killed two, say porters.", "2031-03-03")
    later = shelled("In Toren a shell burst near the corn mill: it killed two, say guards.", "2031-03-17")
    assert one_event(one, same)
    assert not one_event(one, later)


def test_what_a_report_looks_back_on_has_no_day_of_the_news() -> None:
    background = "A ferry ran late. Somebody sang in the square. It was warm. "
    one = shelled("In Toren a shell burst near the fish market: it killed two porters.", "2031-03-03")
    later = shelled(background + "In Toren a shell burst near the fish market: it killed two porters.", "2031-03-17")
    assert one_event(one, later)


def test_a_report_that_leads_with_a_verdict_tells_of_a_deed_of_any_day() -> None:
    one = shelled("Shells that fell on the fish market of Toren killed two porters at noon.", "2031-03-03")
    later = shelled("A gunner was jailed for shells on Toren that killed two at its fish market.", "2031-03-17")
    later.happens("jailed", "SANCTION")
    _, of = events(findings(one, later))
    assert of[one.events[0].id] == of[later.events[0].id]


def test_acts_of_two_named_days_in_one_report_are_two() -> None:
    text = "Marsh Guard raided a mill on Monday. Marsh Guard raided the mill on Tuesday."
    story = Story(text, "Northwire", "2031-03-05")
    story.happens("raided", "COERCE", actor=["Marsh Guard"], time="2031-03-03")
    story.happens("raided", "COERCE", actor=["Marsh Guard"], time="2031-03-04", nth=1)
    assert not one_event(story)


def test_a_wars_dead_are_not_the_dead_of_a_day() -> None:
    one = Story("Shells killed nine porters in Toren, in a war in which shells killed many porters.", "Northwire")
    one.counts("nine", 9, "killed", event=one.happens("killed", "ASSAULT", place="Toren", at=TOREN))
    two = Story("More than 9,000 porters have been killed by shells in Toren in the war.", "Daily Sarn")
    two.counts("More than 9,000", 9000, "killed", event=two.happens("killed", "ASSAULT", place="Toren", at=TOREN))
    assert not one_event(one, two)
    loose = Story("More than 9,000 porters have been killed by shells in Toren in the war.", "Daily Sarn")
    loose.happens("killed", "ASSAULT", place="Toren", at=TOREN)
    loose.counts("More than 9,000", 9000, "killed")
    assert not one_event(one, loose)


def test_what_is_done_again_and_again_is_not_what_was_done_once() -> None:
    one = shelled("Shells fell on the fish market of Toren; the shelling killed two.", None, "shelling")
    again = Story("The fish market of Toren has seen frequent shelling; it is regularly shelled.", "Daily Sarn")
    again.happens("shelled", "ASSAULT", place="Toren", at=TOREN)
    assert not one_event(one, again)


def test_another_act_told_by_the_same_word_is_another() -> None:
    text = "Shells killed nine porters in Toren. Another shell killed porters near the quay."
    assert told_as(text, {"trigger": "killed"}, {"trigger": "killed", "nth": 1}) == 2


def test_which_of_several_strikes_is_meant_is_said_by_a_day_a_place_or_a_toll() -> None:
    def joined(time: str | None) -> bool:
        one = Story("Gunners shelled Oda Finch below a mill. Far off, somebody shelled Abel Corr.", "Northwire")
        strike = one.happens("shelled", "ASSAULT", actor=["Gunners"], recipient=["Oda Finch"], time=time)
        one.happens("shelled", "ASSAULT", recipient=["Abel Corr"], nth=1)
        two = Story("Hours before dawn, as choirs sang, gunners shelled again.", "Daily Sarn")
        again = two.happens("shelled", "ASSAULT", actor=["gunners"], time=time)
        _, of = events(findings(one, two))
        return of[strike.id] == of[again.id]

    assert joined("2031-03-03")
    assert not joined(None)
