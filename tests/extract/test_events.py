"""Events of tiny invented stories: what happened, by whom, to whom, where, when, and whether it did."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accordingto.extract.events import event_mentions
from accordingto.model import Article, EventMention, Mention, Published, Span, Statement, Zone, identify
from accordingto.read.annotate import annotate
from accordingto.read.times import timexes

pytestmark = pytest.mark.model

THURSDAY = "2020-03-12"


def story(text: str, headline: str | None = None) -> Article:
    start = len(headline) + 2 if headline else 0
    whole = f"{headline}\n\n{text}" if headline else text
    body = tuple(
        Zone("body", start + text.index(part), start + text.index(part) + len(part)) for part in text.split("\n\n") if part
    )
    zones = ((Zone("headline", 0, len(headline)),) if headline else ()) + body
    day = Published(THURSDAY, "day", None, "published", "published")
    return Article(identify("a", whole), "story.txt", (), "Harbour Radio", headline, None, day, "en", "", whole, {}, zones)


def events(text: str, headline: str | None = None) -> tuple[EventMention, ...]:
    doc = annotate(story(text, headline))
    return event_mentions(doc, (), (), timexes(doc))


def told(text: str, kind: str | None, headline: str | None = None) -> EventMention:
    """The only event of a kind."""
    found = [event for event in events(text, headline) if event.kind == kind]
    assert len(found) == 1, [(event.trigger.exact, event.kind) for event in found]
    return found[0]


def kinds(text: str) -> list[str]:
    return [event.kind for event in events(text) if event.kind]


def actors(event: EventMention) -> list[str]:
    return [part.span.exact for part in event.actor]


def recipients(event: EventMention) -> list[str]:
    return [part.span.exact for part in event.recipient]


def test_outlet_that_reports_a_retreat_is_no_actor() -> None:
    event = told("The militia was driven out of Kidal, Harbour Radio reported.", "ASSAULT")
    assert actors(event) == []
    assert recipients(event) == ["militia"]


def test_name_of_a_coalition_makes_its_target_no_recipient() -> None:
    found = events("Norway works with the Coalition to Defeat the Red Dawn.")
    assert not any("Red Dawn" in part.span.exact for event in found for part in event.recipient)


def test_blows_to_a_group_are_no_support_for_it() -> None:
    assert not {"SUPPORT", "AID", "COOPERATE"} & set(kinds('"We are dealing heavy blows to the cartel," the minister said.'))


def test_list_of_origins_is_no_meeting() -> None:
    found = events("The gunmen had come from Chad, Niger and Mali.")
    assert all(event.kind is None and event.recipient == () for event in found)


def test_advice_is_no_threat() -> None:
    assert "THREATEN" not in kinds("The spy service warned border guards about smugglers.")


def test_killing_has_its_actor_place_and_day() -> None:
    event = told("Police killed five fighters in a raid in Gao on Monday.", "ASSAULT")
    assert (actors(event), recipients(event)) == (["Police"], ["five fighters"])
    assert event.place is not None
    assert event.place.span.exact == "Gao"
    assert event.time.value == "2020-03-09"


def test_background_keeps_its_own_year() -> None:
    bombed, reopened = events("The bridge, bombed in 2019, reopened on Friday.")
    assert bombed.time.value == "2019"
    assert reopened.time.value is not None
    assert reopened.time.value.startswith("2020-03")


def test_rain_that_held_up_traffic_is_no_second_meeting() -> None:
    event = told("Ministers held talks while rain held up traffic.", "CONSULT")
    assert actors(event) == ["Ministers"]
    assert recipients(event) == []


@pytest.mark.parametrize(
    ("text", "reality"),
    [
        ("No one was arrested after the march.", "negated"),
        ("No arrests were made.", "negated"),
        ("Police did not arrest the baker.", "negated"),
        ("Police not only arrested the baker.", "happened"),
        ("No fewer than 12 people were arrested.", "happened"),
        ("Police will arrest the baker.", "future"),
        ("Police plan to arrest the baker.", "future"),
        ("Police could arrest the baker.", "hypothetical"),
        ("If police arrest the baker, his shop will close.", "hypothetical"),
        ("Police failed to arrest the baker.", "negated"),
        ("Suspected smugglers were arrested.", "happened"),
        ("Police would later arrest the baker.", "happened"),
        ("Police were able to arrest the baker.", "happened"),
        ("Police were not able to arrest the baker.", "negated"),
        ("Police had to arrest the baker.", "happened"),
    ],
)
def test_reality_of_an_arrest(text: str, reality: str) -> None:
    arrests = [event for event in events(text) if event.trigger.exact.startswith("arrest")]
    assert [event.reality for event in arrests] == [reality]


def test_rejected_accusation_has_been_made() -> None:
    assert told("The mayor rejected the accusation.", "ACCUSE").reality == "happened"


def test_headline_in_the_present_tells_what_happened() -> None:
    assert told("Nobody was hurt.", "ASSAULT", headline="Troops seize mountain village from rebels").reality == "happened"


def test_meeting_under_way_but_on_a_later_day_lies_ahead() -> None:
    assert told("The envoy is meeting the mayor on March 20.", "CONSULT").reality == "future"


def test_passive_without_by_phrase_has_no_actor() -> None:
    event = told("Two civilians were killed by a bomb.", "ASSAULT")
    assert (actors(event), recipients(event)) == ([], ["Two civilians"])


def test_passive_with_by_phrase_has_its_agent() -> None:
    event = told("Ten people were shot dead by gunmen near the market.", "ASSAULT")
    assert (actors(event), recipients(event), event.mode) == (["gunmen"], ["Ten people"], "targeted")


def test_list_of_accusers_is_one_mention() -> None:
    event = told("Norway and Chad accused Fiji of piracy.", "ACCUSE")
    assert (actors(event), recipients(event)) == (["Norway", "Chad"], ["Fiji"])


def test_talks_between_two_sides_have_both_as_actors() -> None:
    event = told("Talks between the army and the cartel took place in Geneva.", "CONSULT")
    assert actors(event) == ["army", "cartel"]


def test_participle_shares_the_subject_of_its_verb() -> None:
    found = events("Rebels stormed a village on Sunday, killing five farmers.")
    assert [(event.trigger.exact, actors(event)) for event in found if event.kind == "ASSAULT"] == [
        ("stormed", ["Rebels"]),
        ("killing", ["Rebels"]),
    ]


def test_relative_pronoun_stands_for_its_noun() -> None:
    event = told("The mayor thanked nurses. Gunmen who kidnapped a priest fled.", "ASSAULT")
    assert actors(event) == ["Gunmen"]


def test_nominal_arrest_has_both_sides() -> None:
    event = told("The arrest of the poet by police caused anger.", "COERCE")
    assert (actors(event), recipients(event), event.mode) == (["police"], ["poet"], "arrest")


def test_victims_of_an_attack_share_its_actor() -> None:
    killed = next(
        event for event in events("Six farmers were killed in an attack by rebels.") if event.trigger.exact == "killed"
    )
    assert actors(killed) == ["rebels"]


def test_death_in_a_flood_is_no_assault() -> None:
    assert kinds("Forty people died in the flood. An earthquake killed two.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The gate failed, driving thousands of people from their homes.",
        "Hundreds of people were displaced in the valley.",
        "Terrified families fled the water.",
        "The door had not been forced.",
        "The torrent tore through the village.",
    ],
)
def test_water_and_doors_mean_no_harm(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize("text", ["Villagers fled from the rebels.", "Hundreds of people were displaced by rebels."])
def test_flight_is_an_expulsion_only_by_a_driver(text: str) -> None:
    event = told(text, "SANCTION")
    assert (event.mode, actors(event)) == ("expel", ["rebels"])


@pytest.mark.parametrize(
    "text",
    [
        "The death toll of at least 14 was given.",
        "The hospital declined to give a number.",
        "The minister declined to comment.",
        "The office gave no reason.",
    ],
)
def test_telling_is_no_event(text: str) -> None:
    assert events(text) == ()


def test_question_that_opens_an_answer_is_no_request() -> None:
    assert kinds("Asked about the siren, the mayor laughed.") == []


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Police opened fire on the crowd.", "ASSAULT", "firearms"),
        ("Gunmen took a priest hostage.", "ASSAULT", "abduct"),
        ("Jets carried out air strikes.", "ASSAULT", "aerial"),
        ("The army shelled the town.", "ASSAULT", "heavy-weapons"),
        ("Police fired tear gas at students.", "ASSAULT", "crowd-control"),
        ("The rebels laid down their arms.", "RETREAT", "disarm"),
        ("The army pulled out of the valley.", "RETREAT", "withdraw"),
        ("The premier resigned.", "RETREAT", "resign"),
        ("Bakers went on strike.", "PROTEST", "strike"),
        ("Prisoners began a hunger strike.", "PROTEST", "hunger"),
        ("The court sentenced the banker.", "SANCTION", "convict"),
        ("Guards confiscated rifles.", "COERCE", "seize"),
        ("The governor imposed a curfew.", "COERCE", "curfew"),
    ],
)
def test_frames_give_kind_and_mode(text: str, kind: str, mode: str) -> None:
    event = told(text, kind)
    assert event.mode == mode


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "mode"),
    [
        ("Air strikes hit the town. The strikes killed nine.", "strikes", "ASSAULT", "aerial"),
        ("Warplanes hit the town. The army continued strikes on the rebels.", "strikes", "ASSAULT", None),
        ("Warplanes bombed the town. Ostrel began air strikes in May.", "began", "ASSAULT", "aerial"),
        ("Air raids killed nine. The raids lasted all night.", "raids", "ASSAULT", "aerial"),
        ("The union called a strike over pay. The strike began after a missile hit the mill.", "strike", "PROTEST", "strike"),
        ("A woman was struck by a drunken driver.", "struck", None, None),
        ("A driver struck her near the mill.", "struck", None, None),
        ("The drivers struck for pay.", "struck", "PROTEST", "strike"),
    ],
)
def test_a_word_has_the_sense_it_has_in_the_report(text: str, trigger: str, kind: str | None, mode: str | None) -> None:
    event = [event for event in events(text) if event.trigger.exact.startswith(trigger)][-1]
    assert (event.kind, event.mode) == (kind, mode)


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("She will host the Golden Lanterns in May.", ["host", "Golden Lanterns"]),
        ("The Ostrel Rovers host the Wanderers.", []),  # a club hosts a club
        ("Mia Orde will be the host of the 81st Ostrel Awards.", ["Ostrel Awards"]),
        ("She ran at the River Games.", ["ran", "River Games"]),
        ("He works for Ostrel Games.", []),
        ("The piracy attack failed.", ["piracy", "attack", "failed"]),
        ("The suicide attack failed.", ["attack", "failed"]),
        ("The miller was arrested on suspicion of drunk driving.", ["arrested", "suspicion", "driving"]),
        ("The mayor will name Dr. Mia Orde as head of the mill on Monday.", ["name"]),
        ("Police named the dead man as Jan Orde.", []),
    ],
)
def test_ceremonies_suspicions_and_namings_are_told(text: str, triggers: list[str]) -> None:
    assert [event.trigger.exact for event in events(text)] == triggers


@pytest.mark.parametrize(
    ("text", "trigger", "reality"),
    [
        ("Mia Orde will be the host of the 81st Ostrel Awards.", "Ostrel Awards", "future"),
        ("Mia Orde was the host of the 81st Ostrel Awards.", "Ostrel Awards", "happened"),
        ("The miller faces drunk-driving charges.", "drunk-driving", "hypothetical"),
    ],
)
def test_what_is_to_come_or_charged_has_not_happened(text: str, trigger: str, reality: str) -> None:
    assert [event.reality for event in events(text) if event.trigger.exact == trigger] == [reality]


def by(text: str, trigger: str) -> list[str]:
    """The actors of the event with a trigger."""
    return next(actors(event) for event in events(text) if event.trigger.exact.startswith(trigger))


@pytest.mark.parametrize(
    ("text", "trigger", "doers"),
    [
        ("Police opened fire at dusk. Two men were hurt in the firing.", "firing", ["Police"]),
        ("Police stormed the mill. Rifles were seized.", "seized", ["Police"]),
        ("Two men were killed and five were hurt when police opened fire.", "killed", ["police"]),
        ("The police firing on the crowd lasted an hour.", "firing", ["police"]),
        ("The police firing left two men dead.", "left", ["police"]),
        ("The people killed in the police firing were bakers.", "killed", ["police"]),
        ("Rebels stormed the mill. Rifles were seized.", "seized", []),
        ("A blast in Chad killed two men.", "killed", []),
        ("A US drone attack killed two men.", "attack", ["US"]),
        ("The mayor was charged by a court and resigned.", "resigned", ["mayor"]),
        ("Residents sued the mayor for poisoning the river.", "poisoning", ["mayor"]),
        ("Norway repeated its demand that Chad free the envoy.", "demand", ["Norway"]),
        ("The clinics reported attacks by rebels.", "attacks", ["rebels"]),
        ("There was total inaction on the part of the police.", "inaction", ["police"]),
    ],
)
def test_doer_is_told_elsewhere_in_the_story(text: str, trigger: str, doers: list[str]) -> None:
    assert by(text, trigger) == doers


@pytest.mark.parametrize(
    ("text", "kind", "recipient"),
    [
        ("Norway halted food aid to Chad.", "SANCTION", ["Chad"]),
        ("Norway withdrew its soldiers from Chad.", "RETREAT", ["Chad"]),
        ("Norway demanded that Chad pay the fishermen.", "REQUEST", ["Chad"]),
        ("Rebels fought soldiers near the mill.", "ASSAULT", ["soldiers"]),
        ("Rebels kidnapped up to 16 nurses.", "ASSAULT", ["16 nurses"]),
        ("The rebels will attack unless Norway withdraws, they warned.", "ASSAULT", []),
    ],
)
def test_recipient_is_whom_the_deed_is_done_to(text: str, kind: str, recipient: list[str]) -> None:
    assert next(recipients(event) for event in events(text) if event.kind == kind) == recipient


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Norway said it would not accept an invitation from Chad.", "REJECT", None),
        ("Norway will not give food to Chad.", "REJECT", "assist"),
        ("The army did not allow the convoy to pass.", "COERCE", "restrict"),
        ("The general is ready to impose martial law.", "THREATEN", "restrict"),
        ("Two farmers were killed by a bomb.", "ASSAULT", "explosives"),
        ("Jets destroyed a depot.", "ASSAULT", "aerial"),
        ("Rebels attacked a mill with mortars.", "ASSAULT", "heavy-weapons"),
        ("Rebels launched a chemical attack on a mill.", "ASSAULT", "unconventional"),
        ("The clash left two men dead.", "ASSAULT", None),
    ],
)
def test_what_is_refused_promised_or_done_with_a_weapon_has_its_kind_and_mode(text: str, kind: str, mode: str | None) -> None:
    assert (kind, mode) in [(event.kind, event.mode) for event in events(text) if event.reality != "negated"]


def test_boiler_that_bursts_kills_by_accident() -> None:
    assert kinds("Two men were killed when a boiler exploded.") == []


def test_who_did_not_let_pass_has_not_failed_to_act() -> None:
    assert all(event.reality != "negated" for event in events("The guards did not allow the cook to pass.") if event.kind)


# Every kind and mode of PLOVER 0.8: a verb and a noun that tell of it, and a trap that does not.
@pytest.mark.parametrize(
    ("kind", "mode", "verb", "noun"),
    [
        ("ASSAULT", "abduct", "Gunmen abducted a cook.", "The abduction of the cook shocked the town."),
        ("ASSAULT", "beat", "Guards beat a cook.", "The beating of the cook was filmed."),
        ("ASSAULT", "torture", "Guards tortured a cook.", "The torture of the cook lasted a week."),
        ("ASSAULT", "sexual", "Soldiers raped two nurses.", "The rape of two nurses by soldiers was reported."),
        ("ASSAULT", "targeted", "Rebels assassinated the mayor.", "The assassination of the mayor shook the town."),
        ("ASSAULT", "destroy", "Rebels torched a mill.", "The looting of the mill by rebels lasted an hour."),
        ("ASSAULT", "primitive", "A baker stabbed a cook.", "The stabbing of a cook shocked the town."),
        ("ASSAULT", "firearms", "Guards opened fire on a crowd.", "A shooting at the mill shocked the town."),
        ("ASSAULT", "explosives", "Rebels blew up a bus.", "The bombing of a bus by rebels shocked the town."),
        ("ASSAULT", "suicide-attack", "A man blew himself up at a mill.", "A suicide bombing at a mill shocked the town."),
        ("ASSAULT", "aerial", "Warplanes bombed the mill.", "Air strikes on the mill lasted all night."),
        ("ASSAULT", "drone", "A drone struck the mill.", "A drone strike on the mill shocked the town."),
        ("ASSAULT", "heavy-weapons", "Rebels shelled the mill.", "The shelling of the mill lasted all night."),
        ("ASSAULT", "crowd-control", "Police tear-gassed the marchers.", "A baton charge by police scattered the marchers."),
        ("ASSAULT", "unconventional", "The army gassed villagers.", "A chemical attack on the village shocked the world."),
        ("COERCE", "seize", "Customs officers confiscated a boat.", "The confiscation of the boat angered fishermen."),
        ("COERCE", "restrict", "The governor banned the party.", "The blockade of the port lasted a week."),
        ("COERCE", "censor", "The ministry censored the letters.", "Censorship of the letters by the ministry was denied."),
        ("COERCE", "curfew", "The governor imposed a curfew.", "A curfew in the town began at dusk."),
        ("COERCE", "martial-law", "The general declared martial law.", "Martial law in the valley began at dusk."),
        ("COERCE", "arrest", "Police arrested a cook.", "The arrest of a cook angered the town."),
        ("COERCE", "deport", "Norway deported a cook.", "The deportation of a cook angered the town."),
        ("COERCE", "withhold", "The ministry withheld the wages.", "A cutoff of water hit the town."),
        ("COERCE", "misinformation", "The ministry spread disinformation.", "A disinformation campaign by the ministry began."),
        ("COERCE", "cyber", "Somebody hacked into the bank.", "A cyberattack on the bank was reported."),
        ("SANCTION", "convict", "A court convicted the banker.", "The conviction of the banker was a surprise."),
        ("SANCTION", "expel", "Norway expelled the envoy of Chad.", "The expulsion of the envoy angered Chad."),
        ("SANCTION", "withdraw", "Norway recalled its ambassador.", "The recall of the ambassador angered Chad."),
        ("SANCTION", "discontinue", "Norway cut ties with Chad.", "Sanctions on Chad began at dusk."),
        ("MOBILIZE", "troops", "Norway mobilized its army.", "The mobilization of the army began at dusk."),
        ("MOBILIZE", "weapons", "The army deployed missiles near the port.", "A missile test by the army was reported."),
        ("MOBILIZE", "police", "The mayor deployed policemen at the mill.", "A deployment of police began at dusk."),
        ("MOBILIZE", "militia", "The governor armed a militia.", "The recruitment of a militia began at dusk."),
        ("PROTEST", "demo", "Bakers demonstrated against the mayor.", "A demonstration of bakers filled the square."),
        ("PROTEST", "riot", "Prisoners rioted.", "A riot of prisoners lasted all night."),
        ("PROTEST", "strike", "Bakers went on strike.", "A strike of bakers closed the shops."),
        ("PROTEST", "hunger", "A prisoner went on a hunger strike.", "A hunger strike of prisoners entered a third week."),
        ("PROTEST", "boycott", "Bakers boycotted the mill.", "A boycott of the mill by bakers began."),
        ("PROTEST", "obstruct", "Farmers blocked the road.", "A blockade by farmers closed the road."),
        ("PROTEST", "vandalize", "Fans vandalized a bus.", "Vandalism by fans was reported."),
        ("AID", None, "Norway gave food to Chad.", "Humanitarian assistance from Norway reached Chad."),
        ("COOPERATE", None, "Norway extradited a banker to Chad.", "The extradition of the banker took a year."),
        ("RETREAT", "withdraw", "The army retreated.", "The withdrawal of the army took a week."),
        ("RETREAT", "release", "The rebels freed a cook.", "The release of a cook was filmed."),
        ("RETREAT", "disarm", "The rebels laid down their arms.", "The disarmament of the rebels took a week."),
        ("RETREAT", "ceasefire", "The rebels observed a truce.", "A ceasefire in the valley held."),
        ("RETREAT", "access", "The army allowed inspectors into the camp.", "Humanitarian access to the camp improved."),
        ("RETREAT", "resign", "The premier stepped down.", "The resignation of the premier shocked the town."),
        ("AGREE", None, "Norway agreed to a deal with Chad.", "A pact between Norway and Chad was reported."),
        ("CONSULT", "visit", "The premier visited Chad.", "A visit by the premier pleased Chad."),
        ("CONSULT", "third-party", "Norway mediated between Chad and Fiji.", "Mediation by Norway failed."),
        ("CONSULT", "multilateral", "Ministers attended a summit in Oslo.", "A summit of ministers opened in Oslo."),
        ("CONSULT", "phone", "The premier phoned the envoy.", "A phone call between the premiers was reported."),
        ("CONSULT", None, "The premiers met in Oslo.", "Talks between the premiers opened in Oslo."),
        ("SUPPORT", None, "Norway endorsed Chad.", "The endorsement of Chad by Norway was a surprise."),
        ("CONCEDE", None, "The governor lifted the curfew.", "An amnesty for bakers was reported."),
        ("REQUEST", "assist", "Chad appealed for help.", "An appeal for help by Chad was reported."),
        ("REQUEST", "change", "Bakers called for elections.", "The demand for reform by bakers grew."),
        ("REQUEST", "yield", "Norway demanded the release of a cook.", "The demand for the release of a cook was repeated."),
        ("REQUEST", "meet", "Norway demanded talks.", "An invitation from Norway was reported."),
        ("ACCUSE", "disapprove", "Norway criticized Chad.", "Criticism of Chad grew."),
        ("ACCUSE", "investigate", "Norway investigated the bank.", "An investigation of the bank began."),
        ("ACCUSE", "allege", "Norway accused Chad of piracy.", "An accusation against Chad was reported."),
        ("REJECT", "assist", "Norway refused aid to Chad.", "The refusal of aid by Norway was reported."),
        ("REJECT", "change", "The premier rejected reform.", "The rejection of reform by the premier was reported."),
        ("REJECT", "yield", "The rebels refused to surrender.", "The refusal to withdraw was reported."),
        ("REJECT", "meet", "The premier rejected talks.", "The refusal of talks by the premier was reported."),
        ("THREATEN", "restrict", "Norway threatened to ban the party.", "The threat of a blockade grew."),
        ("THREATEN", "arrest", "Norway threatened to jail the banker.", "The threat of arrest was repeated."),
        ("THREATEN", "relations", "Norway threatened sanctions.", "The threat of sanctions was repeated."),
        ("THREATEN", "expel", "Norway threatened to deport the nurses.", "The threat of deportation was repeated."),
        ("THREATEN", "territory", "Norway threatened to annex the island.", "The threat of annexation was repeated."),
        ("THREATEN", "violence", "The rebels threatened to attack the port.", "A bomb threat closed the port."),
    ],
)
def test_every_kind_and_mode_has_a_verb_and_a_noun(kind: str, mode: str | None, verb: str, noun: str) -> None:
    for text in (verb, noun):
        assert (kind, mode) in [(event.kind, event.mode) for event in events(text)], (
            text,
            [(e.trigger.exact, e.kind, e.mode) for e in events(text)],
        )


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("ASSAULT", "The heart attack killed the actor."),
        ("ASSAULT", "The plan came under attack from critics."),
        ("ASSAULT", "The studio attacked the problem of noise."),
        ("COERCE", "The doctor arrested the decline of the herd."),
        ("COERCE", "The team seized the opportunity."),
        ("SANCTION", "The bank recalled the loan."),
        ("MOBILIZE", "The firm deployed new software."),
        ("PROTEST", "Shares rallied on Tuesday."),
        ("PROTEST", "The actor protested his innocence."),
        ("AID", "Norway promised food to Chad."),
        ("COOPERATE", "Norway will cooperate with Chad."),
        ("RETREAT", "The bank released a report."),
        ("RETREAT", "The brothers freed their goats."),
        ("AGREE", "Both brothers agreed that the soup was cold."),
        ("CONSULT", "The firm met its target."),
        ("CONSULT", "The gunmen had come from Chad, Niger and Mali."),
        ("SUPPORT", "The clerk signed the repair report."),
        ("CONCEDE", "The team conceded a goal."),
        ("REQUEST", "Asked about the soup, the actor laughed."),
        ("REQUEST", "The cook asked not to be named."),
        ("ACCUSE", "The shop charged a fee."),
        ("REJECT", "The minister declined to comment."),
        ("THREATEN", "The spy service warned border guards about smugglers."),
        ("THREATEN", "No guest will be forgotten, the director vowed."),
    ],
)
def test_words_of_a_kind_in_another_sense_are_not_of_it(kind: str, text: str) -> None:
    assert kind not in kinds(text)


def test_striking_a_deal_is_agreement_and_not_violence() -> None:
    assert kinds("The bakers struck a deal with the mill.") == ["AGREE"]


@pytest.mark.parametrize(
    "text",
    [
        "The minister is under fire for his diary.",
        "Reporters bombarded the actor with questions.",
        "The studio shot a film about bees.",
        "The two mayors waged a war of words.",
        "She works at the Ministry of Defence.",
    ],
)
def test_idioms_and_names_are_no_violence(text: str) -> None:
    assert "ASSAULT" not in kinds(text)


def test_promised_help_is_an_agreement_still_to_come() -> None:
    found = [event for event in events("Norway said it will send food to Chad.") if event.kind]
    assert [(event.kind, event.reality, actors(event)) for event in found] == [("AGREE", "future", ["Norway"])]


def test_must_in_what_someone_says_is_a_demand() -> None:
    event = told("Norway said that Chad must free the envoy.", "REQUEST")
    assert (actors(event), recipients(event)) == (["Norway"], ["Chad"])


def test_police_that_stood_by_are_actors_of_a_negated_mention() -> None:
    event = next(event for event in events("Police stood by while a mob burned shops.") if actors(event) == ["Police"])
    assert (event.kind, event.reality) == (None, "negated")


def test_lede_takes_the_day_of_publication_and_background_does_not() -> None:
    lede, later = events("A ferry sank off the coast.\n\nThe ferry had sunk before.")
    assert (lede.time.value, lede.time.anchor) == (THURSDAY, "published")
    assert later.time.value is None


def test_lede_takes_the_day_of_publication_without_its_hour() -> None:
    article = replace(story("A ferry sank off the coast."), published=Published(f"{THURSDAY}T18:20", "minute"))
    doc = annotate(article)
    (event,) = event_mentions(doc, (), (), timexes(doc))
    assert (event.time.value, event.time.precision) == (THURSDAY, "day")


@pytest.mark.parametrize(
    "text",
    [
        "Families ran from the water.\n\nThe ferry sank late on Tuesday.",
        "Nine people have died in the valley.",
        "The ferry was known to have leaked before it sailed.",
    ],
)
def test_lede_of_another_day_stays_undated(text: str) -> None:
    assert events(text)[0].time.value is None


def test_headline_has_the_day_that_the_body_tells_for_the_same_act() -> None:
    first, *_ = events("The ferry sank on Tuesday.", headline="Ferry sinks off the coast")
    assert (first.trigger.exact, first.time.value) == ("sinks", "2020-03-10")


def test_headline_alone_has_no_day() -> None:
    first, *_ = events("Nobody was seen near the harbour.", headline="Rebels seize village")
    assert first.time.value is None


def test_what_follows_in_a_paragraph_is_of_the_day_told_last() -> None:
    reached, arrested, questioned = events(
        "Police reached the mill on Tuesday. They arrested two men.\n\nPolice questioned a cook."
    )
    assert (reached.time.value, arrested.time.value, questioned.time.value) == ("2020-03-10", "2020-03-10", None)


@pytest.mark.parametrize(
    "background", ["They had arrested him before.", "The men, who robbed a bank, have fled.", "They arrest many."]
)
def test_background_is_not_of_the_day_told_last(background: str) -> None:
    found = events(f"Police reached the mill on Tuesday. {background}")
    assert all(event.time.value is None for event in found[1:])


def test_hour_of_one_event_is_not_the_hour_of_the_next() -> None:
    *_, fell, sank = events("The mast fell at 11.40 p.m. on Tuesday. The ferry sank.")
    assert (fell.time.value, sank.time.value) == ("2020-03-10T23:40", "2020-03-10")


def test_participle_shares_its_time_with_its_verb() -> None:
    raided, detaining = events("Police raided a mill, detaining two men on Tuesday.")
    assert raided.time == detaining.time


def test_date_of_a_dateline_is_of_no_event() -> None:
    text = "SARN, 8 March 2020 - Unable to mend the ferry, the owner has sold it."
    article = replace(story(text), zones=(Zone("dateline", 0, 19), Zone("body", 19, len(text))))
    doc = annotate(article)
    assert [event.time.value for event in event_mentions(doc, (), (), timexes(doc)) if event.trigger.exact != "sold"] == [None]


def test_byline_tells_of_no_event() -> None:
    text = "By Nessa Quill, 7 March 2020\n\nThe ferry sank."
    article = replace(story(text), zones=(Zone("byline", 0, 28), Zone("body", 30, len(text))))
    doc = annotate(article)
    assert [event.trigger.exact for event in event_mentions(doc, (), (), timexes(doc))] == ["sank"]


def test_place_is_the_innermost_with_those_that_contain_it() -> None:
    event = told("Police arrested a baker in Ribo district, Orde province, on Monday.", "COERCE")
    assert event.place is not None
    assert event.place.span.exact == "Ribo district, Orde province"


def test_towns_of_a_list_do_not_contain_each_other() -> None:
    event = told("Police arrested bakers in Paris, London and Rome.", "COERCE")
    assert event.place is not None
    assert event.place.span.exact == "Paris"


def test_what_opens_a_sentence_is_the_place_of_all_of_it() -> None:
    assert [
        event.place.span.exact for event in events("In Gao, rebels shot a cook and the army shelled a mill.") if event.place
    ] == [
        "Gao",
        "Gao",
    ]


def test_place_of_one_subject_is_not_that_of_another() -> None:
    swept, suspended = events("The bridge in Gao was swept away, and trains to the border were suspended.")
    assert (swept.place is not None, suspended.place) == (True, None)


def test_place_of_telling_is_not_the_place_of_the_deed() -> None:
    assert told("Gunmen shot a cook, police said in Bamako.", "ASSAULT").place is None


def test_mention_stands_in_its_innermost_statement() -> None:
    text = "Rebels claim the army is talking to the cartel."
    doc = annotate(story(text))
    span = Span(14, 46, text[14:46])
    inner = Span(14, 45, text[14:45])
    outer, near = (
        Statement(id, "a", None, None, (part,), None, (), "indirect", "alleged", "CT+", False)
        for id, part in (("s-outer", span), ("s-inner", inner))
    )
    event = next(e for e in event_mentions(doc, (), (outer, near), ()) if e.kind == "CONSULT")
    assert event.statement == "s-inner"
    assert actors(event)[0] == "army"


def test_participant_takes_the_entity_named_at_its_head() -> None:
    text = "Police in Lima arrested the young baker."
    doc = annotate(story(text))
    baker = Mention("m-1", "a", Span(28, 39, text[28:39]), "e-baker", "nominal")
    (event,) = event_mentions(doc, (baker,), (), ())
    assert [part.entity for part in event.recipient] == ["e-baker"]
    assert [part.entity for part in event.actor] == [None]


def test_triggers_quote_the_article_and_stand_in_order() -> None:
    text = "Police arrested ten men.  Later, gunmen shot\na guard dead; talks collapsed."
    article = story(text)
    found = event_mentions(annotate(article), (), (), ())
    spans = [event.trigger for event in found] + [part.span for event in found for part in (*event.actor, *event.recipient)]
    assert all(article.text[span.start : span.end] == span.exact for span in spans)
    assert [event.trigger.start for event in found] == sorted(event.trigger.start for event in found)
    assert len({event.id for event in found}) == len(found)


def test_who_did_it_on_a_sources_word_alone_is_no_doer_in_the_outlets_own_voice() -> None:
    text = "The envoy said marines attacked the mill. Four millers were killed in the attack."
    doc = annotate(story(text))
    content = "marines attacked the mill"
    start = text.index(content)
    span = Span(start, start + len(content), content)
    said = Statement("s-1", "a-1", None, None, (span,), None, (), "indirect", "alleged", "CT+", False)
    told = event_mentions(doc, (), (said,), timexes(doc))
    assert [actors(event) for event in told if event.statement == "s-1"] == [["marines"]]
    assert all(not actors(event) for event in told if event.statement is None and event.kind == "ASSAULT")
    own = [event for event in events(text.removeprefix("The envoy said ").capitalize()) if event.kind == "ASSAULT"]
    assert [actors(event) for event in own if event.trigger.exact != "attacked"] == [["Marines"], ["Marines"]]
