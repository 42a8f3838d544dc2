"""Who and what a story names: entities of one article, their mentions, and the words that joined them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.extract.stories import Story

pytestmark = pytest.mark.model


def test_introduced_acronym_is_an_alias() -> None:
    story = Story("The Northern Relief Front (NRF) closed two clinics. The NRF gave no reason.")
    front = story.of("Northern Relief Front")
    assert story.of("NRF", 1).id == front.id
    assert "NRF" in front.aliases
    assert "introduced" in front.reason


def test_bracketed_letters_are_an_alias_although_initials_differ() -> None:
    story = Story("The Coast Watch Bureau (KVN) warned sailors. KVN staff left the harbour.")
    assert story.one("Coast Watch Bureau", "KVN")


def test_agency_in_a_dateline_is_an_outlet_and_no_alias() -> None:
    story = Story("HAVANA (Meridian News) – Rain fell on the old town and the markets closed early.")
    assert story.of("Meridian News").kind == "outlet"
    assert story.of("HAVANA").kind == "place"


def test_surname_with_two_bearers_stays_apart() -> None:
    story = Story("Leyla Osei met Omar Osei. Osei smiled.")
    assert story.of("Osei").id not in (story.of("Leyla Osei").id, story.of("Omar Osei").id)


def test_surname_after_a_full_name_is_that_person() -> None:
    story = Story("Karim Duarte resigned. Duarte, 61, thanked staff.")
    assert story.one("Karim Duarte", "Duarte")
    assert story.mention("61") is None


def test_damaged_name_keeps_its_words_and_joins_the_one_name_it_fits() -> None:
    story = Story("The Coast Watch Bureau (KVN) warned sailors. K?N staff left. KVN gave no reason.")
    assert story.of("K?N").id == story.of("KVN").id
    assert "damaged letter" in story.of("KVN").reason


def test_words_of_every_mention_are_the_article_s_although_folding_changes_lengths() -> None:
    story = Story("İZMİR’s İlker Aydın spoke in İzmir. İlker Aydın left.")
    assert all(story.text[m.span.start : m.span.end] == m.span.exact for m in story.mentions)
    assert story.of("İlker Aydın").kind == "person"


def test_doubtful_acronym_beside_a_campus_is_no_agency() -> None:
    story = Story("Students at MIT built a boat. The students rowed it across the river.")
    assert all(entity.links.get("actor") != "mit" for entity in story.entities)


def test_doubtful_acronym_with_its_country_is_the_agency() -> None:
    story = Story("Turkish officials praised the spy service. MIT agents had warned the police, the officials said.")
    assert story.of("MIT").links["actor"] == "mit"


def test_seat_of_power_that_speaks_is_a_government_and_the_same_word_can_be_a_place() -> None:
    story = Story("Ankara rejected the plan. Talks in Ankara go on.")
    assert story.of("Ankara").kind == "government"
    assert story.of("Ankara").links["country"] == "TR"
    assert story.of("Ankara", 1).kind == "place"


def test_seat_of_power_as_a_building_is_a_place() -> None:
    story = Story("A bus burned near the White House.")
    assert story.of("White House").kind == "place"


def test_backer_s_country_is_not_the_rebels_own() -> None:
    story = Story("Norwegian-backed rebels left the fort.")
    assert "country" not in story.of("Norwegian-backed rebels").links


def test_group_with_two_equally_recent_antecedents_is_nobody_s() -> None:
    story = Story("The Red Lantern militia fought the Dune Guard. The group lost a truck.")
    group = story.of("group").id
    assert group not in {story.of("Dune Guard").id, story.of("Red Lantern militia").id}


def test_newspaper_is_the_outlet_not_the_group_it_wrote_about() -> None:
    story = Story("The Harbour Gazette profiled the Dune Guard. The newspaper apologised.")
    assert story.one("Harbour Gazette", "newspaper")
    assert story.of("Dune Guard").kind == "armed_group"


def test_we_in_a_quotation_is_the_speaker_s_union() -> None:
    story = Story('"We were asleep when the water came," said Dara Finch of the Mill Union.')
    assert story.one("We", "Mill Union")


def test_she_in_a_later_paragraph_is_the_only_person_named() -> None:
    story = Story("Mayor Iris Noor spoke.\n\nA later speech came. She denied it.")
    assert story.one("Iris Noor", "She")


def test_i_in_a_printed_speech_is_the_one_who_gives_it() -> None:
    story = Story("Mayor Iris Noor said:\n\nI welcome the new bridge, and the city thanks all who built it.")
    assert story.one("Iris Noor", "I")


def test_he_is_not_a_woman() -> None:
    story = Story("Mrs Ana Quill sued the city on Monday, and he wept.")
    assert story.mention("he") is None


def test_rain_and_weather_s_it_is_no_mention() -> None:
    story = Story("The Mill Union met. It rained all day.")
    assert story.mention("It") is None


def test_known_aliases_of_an_armed_group_are_one() -> None:
    story = Story("Daesh lost a village. ISIL fighters fled, and the Islamic State group said nothing.")
    assert story.one("Daesh", "ISIL", "Islamic State group")
    assert "known alias" in story.of("Daesh").reason


def test_verb_in_capitals_is_no_armed_group() -> None:
    story = Story("FLOOD IS COMING TO THE OLD HARBOUR TOWN. Islamic State was not mentioned.")
    assert story.mention("IS") is None


def test_former_name_is_an_alias() -> None:
    story = Story("Dune Aid, formerly known as Sand Relief, opened a clinic. Sand Relief had closed it.")
    assert story.one("Dune Aid", "Sand Relief")


def test_hackers_named_anonymous_are_named_and_anonymous_sources_are_not() -> None:
    story = Story("The hacking group Anonymous took the site down. Sources spoke anonymously.")
    assert story.of("Anonymous").kind == "organisation"
    assert story.mention("anonymously") is None


def test_official_met_again_is_the_same_unnamed_official() -> None:
    story = Story("A senior official told reporters of the plan. The official gave no date.")
    official = story.of("senior official")
    assert (official.kind, story.of("official").id) == ("person", official.id)


def test_office_in_apposition_is_the_person_it_names() -> None:
    story = Story("Omar Hale, the commander of the Dune Guard, resigned. Critics cheered.")
    assert story.of("Omar Hale").id == story.of("commander of the Dune Guard").id


def test_office_of_a_country_is_one_under_two_wordings() -> None:
    story = Story("Norway's interior ministry denied it. The Norwegian Interior Ministry had no figures.")
    ministry = story.of("Norway's interior ministry")
    assert ministry.links == {"country": "NO", "role": "interior ministry"}
    assert story.of("Norwegian Interior Ministry").id == ministry.id


def test_country_has_no_point() -> None:
    place = Story("Floods hit Niger on Monday.").of("Niger").place
    assert place is not None
    assert (place.country, place.precision, place.lat, place.lon) == ("NE", "country", None, None)


def test_names_never_overlap() -> None:
    story = Story("The Norwegian Foreign Ministry told the Harbour Gazette that the Dune Guard (DG) left. The DG denied it.")
    names = sorted(m.span for m in story.mentions if m.form == "name")
    assert all(left.end <= right.start for left, right in pairwise(names))


def test_every_mention_has_an_entity_and_every_entity_a_mention() -> None:
    story = Story("Karim Duarte met officials in Oslo. He told them that the Dune Guard had left.")
    assert {m.entity for m in story.mentions} == {entity.id for entity in story.entities}
    assert all(entity.reason for entity in story.entities)


def test_same_text_gives_the_same_entities() -> None:
    text = "Karim Duarte of the Mill Union met the Dune Guard (DG). The DG left; Duarte stayed."
    assert Story(text).entities == Story(text).entities


def test_role_noun_is_the_body_whose_name_holds_it_however_far_back() -> None:
    story = Story(
        "The Coast Watch Bureau closed the pier on Monday.\n\nIt rained for a week, and boats lay idle.\n\n"
        "Men mended nets.\n\nThe bureau gave no reason. The watch bureau said so twice."
    )
    assert story.one("Coast Watch Bureau", "bureau", "watch bureau")


def test_role_noun_that_no_name_holds_is_no_mention() -> None:
    story = Story("The Mill Union met on Monday. The authority gave no reason, and the council of the town was silent.")
    assert story.mention("authority") is None


def test_role_noun_told_apart_by_what_follows_points_to_nobody() -> None:
    story = Story("The Ostrel Harbour Authority closed the pier. The authority of the captain was in doubt.")
    assert story.mention("authority") is None


def test_role_noun_with_two_bearers_is_the_nearer() -> None:
    story = Story(
        "The Ostrel Harbour Authority closed the pier.\n\nIt rained for a week.\n\n"
        "The Tarn Road Authority shut a bridge. The authority gave no reason."
    )
    assert story.one("Tarn Road Authority", "authority")


def test_newspaper_is_the_latest_outlet_that_prints() -> None:
    story = Story(
        "The Ostrel Gazette broke the story, and Radio Meridian took it up.\n\nIt rained for a week.\n\n"
        "Boats lay idle.\n\nThe newspaper named nobody."
    )
    assert story.one("Ostrel Gazette", "newspaper")


def test_outlet_is_one_under_its_long_and_short_name() -> None:
    story = Story("The Ostrel Daily said the port was shut. Ostrel Daily gave no source. The Ostrel Daily newspaper is old.")
    assert len({entity.id for entity in story.entities if entity.kind == "outlet"}) == 1


def test_numbers_of_people_are_nobody_unless_they_speak() -> None:
    story = Story("Four men fled, and about 3,000 people were moved. Two people said they had seen smoke.")
    assert story.mention("Four men") is None
    assert story.mention("about 3,000 people") is None
    assert story.of("Two people").kind == "person"


def test_every_name_after_also_known_as_is_an_alias() -> None:
    story = Story("The Red Heron, also known as the Heron Movement or RH, denied it. The RH said nothing more.")
    assert story.one("Red Heron", "Heron Movement", "RH")
    heron = story.of("RH", 1)
    assert {heron.name, *heron.aliases} == {"Red Heron", "Heron Movement", "RH"}


def test_fighters_named_by_letters_make_the_letters_an_armed_group() -> None:
    assert Story("The governor blamed RH fighters for the fire. She said RH had lost.").of("RH").kind == "armed_group"


def test_apposition_gives_every_mention_its_kind() -> None:
    story = Story("Police blamed the Red Heron, an armed group that has fought for years. The Red Heron denied it.")
    assert {entity.kind for entity in story.entities if "Heron" in entity.name} == {"armed_group"}


@pytest.mark.parametrize(
    "words",
    ["Piers Tolland, whose bakery was washed away, wept.", "Grieving dad Piers Tolland wept.", "Piers Tolland, 61, wept."],
)
def test_person_is_known_by_what_stands_beside_the_name(words: str) -> None:
    assert Story(f"The flood came at night. {words}").of("Piers Tolland").kind == "person"


def test_place_is_known_by_its_land_and_its_people() -> None:
    story = Story("Rain fell on the Orde valley. The minister accused Velmora of it, and the Velmoran authorities sent boats.")
    assert story.of("Orde").kind == "place"
    assert story.of("Velmora").kind == "place"
    assert story.of("Velmoran").kind == "nationality"


def test_place_that_opens_a_dateline_is_a_place() -> None:
    story = Story("SARN, Karsia, 6 March (Northwire) - Four men were held on Monday over the fire, the police chief said.")
    assert story.of("SARN").kind == "place"


def test_name_called_a_town_is_a_place() -> None:
    assert Story("The men were driven to the capital, Sarn, on Monday.").one("Sarn", "capital")


def test_title_alone_is_no_name() -> None:
    story = Story("In parliament, Interior Minister Joren Hald said nothing.")
    assert story.mention("Interior") is None
    assert story.of("Joren Hald").kind == "person"


def test_acronym_spelled_like_a_word_is_quoted_as_written() -> None:
    story = Story(
        "Islamic State (IS) lost the bridge. An expert who follows IS activities said more than 2,600 IS men had died."
    )
    assert story.one("Islamic State", "IS")
    assert "IS" in story.of("IS").aliases
    assert "ISIS" not in story.of("IS").reason


def test_role_noun_set_off_from_its_clause_points_back() -> None:
    story = Story(
        "A senior official at the ministry spoke to the Ostrel Gazette.\n\n"
        "“It was no accident,” said the official, who asked not to be named. The official gave no proof."
    )
    assert story.one("senior official", "official")
    assert story.of("official", 0).id == story.of("official", 1).id


def test_headline_s_role_noun_is_the_one_bearer_in_the_body() -> None:
    story = Story(
        "Watch bureau shuts the pier, official says\n\nThe Coast Watch Bureau shut the pier on Monday. It rained all day.\n\n"
        "A senior official said the pier was old."
    )
    assert story.of("Watch bureau").id == story.of("Coast Watch Bureau").id
    assert story.one("official", "senior official")


def test_hospital_that_speaks_is_a_body() -> None:
    story = Story("Nine dead in flood, hospital says\n\nTarn General Hospital took in ten men. The hospital said two had died.")
    assert story.one("Tarn General Hospital", "hospital")
    assert story.of("hospital", 0).id == story.of("hospital", 1).id


def test_police_without_a_name_are_the_only_force_named_before() -> None:
    told = Story(
        "Two men died, the Kurest police said.\n\nPolice added that a truck was burnt. It was stolen, the police said."
    )
    assert told.one("Kurest police", "Police", "police")
    two = Story("Orrin police and Vell police met. Police said it was good.")
    assert two.of("Police").id not in (two.of("Orrin police").id, two.of("Vell police").id)


def test_a_body_that_a_phrase_names_by_its_town_is_what_the_short_form_means() -> None:
    told = Story("Two men died, the Orrin district hospital said.\n\nThe hospital asked for blankets.")
    assert told.one("Orrin district hospital", "hospital")


def test_a_name_that_nobody_knows_is_a_place_where_things_happen_in_it() -> None:
    told = Story(
        "A flood hit a row of cottages in Lastund on Saturday. Later shops in Lastund and the schools of Lastund were shut."
    )
    assert [told.of("Lastund", nth).kind for nth in range(3)] == ["place"] * 3
    assert told.one("Lastund", "Lastund#2", "Lastund#3")


def test_credit_lines_and_furniture_are_no_part_of_an_outlet_s_name() -> None:
    story = Story(
        "A ferry sank off Orrin. Follow Orrin Courier for the latest news and weather.\n\nMaterial of Orrin Courier may not be "
        "published without permission.\n\nReporting by Northwire"
    )
    assert story.of("Orrin Courier").kind == "outlet"
    assert story.mention("Follow Orrin Courier") is None
    assert story.mention("Material of Orrin Courier") is None
    assert story.mention("Reporting by Northwire") is None


def test_a_text_that_lost_its_apostrophes_names_the_owners_all_the_same() -> None:
    story = Story("Norways coast guard left. Mayor Ada Varn waited. Varns deputy said the coast of Norway was clear.")
    assert story.one("Norway", "Norway")
    assert [m.span.exact for m in story.mentions if m.span.exact.startswith("Norways")] == ["Norways coast guard"]
    assert story.mention("Varns") is None
    kept = Story("Norway's coast guard left. The Norways were three boats of one name.")
    assert kept.mention("Norway") is not None


def test_the_observatory_is_the_one_that_the_article_named_in_full() -> None:
    story = Story(
        "The Orrin Observatory for Civil Rights counted nine dead. The Observatory has two men there, and Orrin Observatory "
        "has lost one."
    )
    assert story.one("Orrin Observatory for Civil Rights", "Observatory")


def test_a_town_told_as_one_is_no_person() -> None:
    story = Story("Shells fell on the town of Kesh Varan. The village of Marren was spared.")
    assert story.of("Kesh Varan").kind == "place"
    assert "title" not in story.of("Kesh Varan").links


def test_who_has_a_trade_is_a_person() -> None:
    story = Story("Timur Vessen, a teacher who saw it, said the roof fell in. Vessen was on his way home.")
    assert story.of("Timur Vessen").kind == "person"


def test_police_of_a_town_nobody_knows_are_police() -> None:
    story = Story("The Fleven police said the road was open. Police gave no other news.")
    assert story.of("Fleven police").links["role"] == "police"


def test_the_government_of_a_country_is_an_office_of_it() -> None:
    story = Story("The Government of Norway closed the strait. The Foreign Ministry of the United Kingdom was not told.")
    assert story.of("Government of Norway").links == {"country": "NO", "role": "government"}
    assert story.of("Foreign Ministry of the United Kingdom").links == {"country": "GB", "role": "foreign ministry"}


def test_a_monitor_without_a_name_is_the_one_body_that_watches() -> None:
    story = Story(
        "A monitor said the raid killed nine people. The Orrin Observatory for Civil Rights said six were children.\n\n"
        "The monitoring group said more were missing. The Oslo-based watchdog has men in the town."
    )
    body = "Orrin Observatory for Civil Rights"
    assert story.one(body, "monitor", "monitoring group", "Oslo-based watchdog")


def test_a_monitor_of_something_else_or_after_the_name_is_another() -> None:
    story = Story(
        "A truce monitor said the raid killed nine people. The Orrin Observatory for Civil Rights said six were children. "
        "Another monitor said two were women. A monitoring group said they were three."
    )
    body = "Orrin Observatory for Civil Rights"
    assert not any(story.one(body, other) for other in ("truce monitor", "monitor", "monitoring group"))


def test_of_two_bodies_that_watch_a_monitor_is_neither() -> None:
    story = Story(
        "A monitor said the raid killed nine people. Orrin Watch said six were children. "
        "The Tarn Observatory for Civil Rights said two were women."
    )
    assert not story.one("Orrin Watch", "monitor")
    assert not story.one("Tarn Observatory for Civil Rights", "monitor")


def test_the_ministry_in_a_capital_is_that_of_its_country() -> None:
    story = Story("The defence ministry in Oslo said its boats had left. Norway's defence ministry gave no number.")
    assert story.of("defence ministry").links["country"] == "NO"
    assert story.one("defence ministry", "Norway's defence ministry")


def test_a_name_after_the_is_cut_from_the_place_before_it() -> None:
    story = Story("Nine people died in Eastern Orrin the Observatory said. The Tarn Observatory for Civil Rights named six.")
    assert story.mention("Eastern Orrin the Observatory") is None
    assert story.one("Tarn Observatory for Civil Rights", "Observatory")


def test_it_that_opens_a_paragraph_is_the_body_that_spoke_in_the_one_before() -> None:
    story = Story("The Mill Union said Oslo had closed the port.\n\nIt said the boats would stay.")
    assert story.one("Mill Union", "It")
    two = Story("The Mill Union said the port was shut. The Harbour Guild said it was not.\n\nIt said the boats would stay.")
    assert two.mention("It") is None


def test_a_bracket_between_a_group_and_its_kind_does_not_part_them() -> None:
    story = Story("The Islamic State (IS) militant group said it had burnt the mill.")
    assert story.one("Islamic State", "militant group")


def test_an_office_after_a_name_whose_comma_is_lost_is_that_person_s() -> None:
    story = Story("Oda Finch head of the Tarn Institute for Peace said nine had died.")
    assert story.of("Oda Finch").kind == "person"
    assert story.one("Oda Finch", "head of the Tarn Institute for Peace")


def test_a_monitor_called_by_its_name_is_the_body() -> None:
    story = Story("Nine people died on Saturday, the Tarn Observatory for Peace monitor said. The watchdog named six.")
    assert story.one("Tarn Observatory for Peace", "watchdog")


def test_a_mayor_with_both_names_is_a_person() -> None:
    story = Story("Mayor Ilse Varn said the bridge was shut.")
    assert story.of("Ilse Varn").kind == "person"
    assert story.of("Ilse Varn").links["title"] == "mayor"


def test_the_group_that_goes_on_speaking_is_the_one_that_spoke() -> None:
    story = Story("The Mill Union said the Red Sheaf Front had burnt the mill. The group added that nine had died.")
    assert story.one("Mill Union", "group")
    silent = Story("The Red Lantern militia fought the Dune Guard. The group lost a truck.")
    assert not silent.one("Dune Guard", "group")


def test_a_head_word_behind_where_the_body_sits_is_the_body() -> None:
    story = Story("The Orrin Observatory for Civil Rights counted nine dead. The Oslo-based Observatory named six.")
    assert story.one("Orrin Observatory for Civil Rights", "Observatory")


def test_a_group_called_so_after_an_adjective_is_the_one_it_names() -> None:
    story = Story("The Red Sheaf Front militant group claimed the raid. The Harbour Guild youth group did not.")
    assert story.one("Red Sheaf Front", "Red Sheaf Front militant group")
    assert not story.one("Harbour Guild", "Harbour Guild youth group")


def test_an_ngo_or_a_group_that_tracks_is_the_body_named_next() -> None:
    story = Story(
        "An NGO said nine had died. A group tracking the violence gave no number. "
        "The Orrin Observatory for Civil Rights said two were women."
    )
    assert story.one("Orrin Observatory for Civil Rights", "NGO")


def test_the_mayor_of_a_town_and_his_name_are_two_names() -> None:
    story = Story("The mayor of Stenn, Piet Aal, resigned on Thursday. Piet Aal had been mayor of Stenn for nine years.")
    assert story.of("Stenn").kind == "place"
    assert story.of("Piet Aal").kind == "person"
    assert story.one("Piet Aal", "mayor of Stenn")
