"""What is said alike, who stands for it, and on whose word it rests."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from accordingto.model import Bounds, Claim, Link, Zone
from accordingto.relate.claims import claims
from accordingto.relate.copies import derivations
from accordingto.relate.meaning import Numbers, Vector

from .stories import Story, copy, findings


def gathered(*stories: Story) -> tuple[Claim, ...]:
    pile = findings(*stories)
    return claims(pile, derivations(pile))


def only(*stories: Story) -> Claim:
    found = gathered(*stories)
    assert len(found) == 1, [claim.text for claim in found]
    return found[0]


def report(outlet: str | None, text: str, content: str, *chain: str, **more: object) -> Story:
    story = Story(text, outlet)
    story.says(content, *chain, **more)  # type: ignore[arg-type]
    return story


def test_two_outlets_citing_one_agency_are_two_reports_of_one_origin() -> None:
    one = report(
        "Northwire", "Gales may cut off the islands, the Coast Bureau said.", "Gales may cut off the islands", "Coast Bureau"
    )
    two = report(
        "Daily Sarn",
        "The Coast Bureau says gales may cut off the northern islands.",
        "gales may cut off the northern islands",
        "Coast Bureau",
    )
    claim = only(one, two)
    assert claim.reports == 2
    assert claim.independent == Bounds(1, 1)
    assert [origin.name for origin in claim.origins] == ["Coast Bureau"]
    assert claim.reason == "2 reports; both rest on Coast Bureau: 1 independent origin"


def test_a_relay_is_no_origin_of_its_own() -> None:
    one = report(
        "Northwire",
        "Gales may cut off the islands, Daily Sarn said, citing the Coast Bureau.",
        "Gales may cut off the islands",
        "Daily Sarn",
        "Coast Bureau",
    )
    two = report(
        "Vell Observer",
        "Gales may cut off the islands soon, says Daily Sarn.",
        "Gales may cut off the islands soon",
        "Daily Sarn",
    )
    claim = only(one, two)
    assert claim.independent == Bounds(1, 1)
    assert [(origin.name, origin.articles) for origin in claim.origins] == [("Coast Bureau", tuple(sorted((one.id, two.id))))]
    assert "by way of Daily Sarn" in claim.reason


def test_both_layers_of_a_nested_statement_are_one_origin() -> None:
    story = Story("Daily Sarn said, citing the Coast Bureau, that gales may cut off the islands.", "Northwire")
    outer = story.says("gales may cut off the islands", "Daily Sarn")
    story.says("gales may cut off the islands", "Daily Sarn", "Coast Bureau", nested_in=outer)
    claim = only(story)
    assert [origin.name for origin in claim.origins] == ["Coast Bureau"]
    assert (claim.reports, claim.independent) == (1, Bounds(1, 1))


def test_two_agencies_are_two_independent_origins() -> None:
    one = report(
        "Northwire", "Gales may cut off the islands, the Coast Bureau said.", "Gales may cut off the islands", "Coast Bureau"
    )
    two = report(
        "Daily Sarn", "Gales may cut off the islands, the Pilot Union said.", "Gales may cut off the islands", "Pilot Union"
    )
    assert only(one, two).independent == Bounds(2, 2)


def test_an_unnamed_source_is_listed_but_never_raises_low() -> None:
    one = report("Northwire", "The gate was opened on purpose, an official said.", "The gate was opened on purpose", "official")
    claim = only(one)
    assert claim.independent == Bounds(0, 1)
    assert [origin.known for origin in claim.origins] == [False]


def test_one_unnamed_official_by_way_of_one_outlet_is_one_origin_wherever_it_is_relayed() -> None:
    text = "The gate was opened on purpose, an official told Daily Sarn"
    one = report("Northwire", f"{text}.", "The gate was opened on purpose", "Daily Sarn", "official")
    two = report(
        "Vell Observer", f"{text} on Monday, as rain fell.", "The gate was opened on purpose", "Daily Sarn", "official"
    )
    assert only(one, two).independent == Bounds(0, 1)


def test_unnamed_officials_of_two_articles_may_be_two() -> None:
    one = report(
        "Northwire", "Someone opened the eastern gate, an official said.", "Someone opened the eastern gate", "official"
    )
    two = report(
        "Daily Sarn",
        "The eastern gate was opened by someone, an official said.",
        "The eastern gate was opened by someone",
        "official",
    )
    assert only(one, two).independent == Bounds(0, 2)


def test_identical_words_with_one_origin_unnamed_rest_on_the_named_one() -> None:
    words = "The lamps went out before the gate gave way"
    one = report("Northwire", f"{words}, Oda Finch said.", words, "Oda Finch")
    two = report("Daily Sarn", f"{words}, a resident said.", words, "resident")
    assert only(one, two).independent == Bounds(1, 1)


def test_an_outlet_that_restates_what_it_attributes_rests_on_its_source() -> None:
    story = Story("Marsh Guard raided a paint store. The ministry says Marsh Guard raided a paint store in Toren.", "Northwire")
    story.happens("raided", "COERCE", actor=["Marsh Guard"])
    story.says("Marsh Guard raided a paint store in Toren", "ministry of Karsia")
    claim = only(story)
    assert len(claim.members) == 2
    assert claim.independent == Bounds(0, 1), "the ministry is not named as anyone known here"


def test_what_an_outlet_tells_itself_has_no_known_origin_unless_its_own_people_saw_it() -> None:
    plain = "Marsh Guard raided a paint store in Toren."
    for outlet, text, bounds in (
        (None, plain, Bounds(0, 1)),
        ("Northwire", plain, Bounds(0, 1)),
        ("Northwire", f"{plain} A reporter of Northwire saw the broken door.", Bounds(1, 1)),
        ("Northwire", f"{plain} Northwire's photographer counted nine tins.", Bounds(1, 1)),
        ("Northwire", f"{plain} The door was seen by a Northwire correspondent.", Bounds(1, 1)),
        ("Northwire", f"{plain} A reporter of Daily Sarn saw the broken door.", Bounds(0, 1)),
        ("Northwire", f"{plain} Northwire has asked the guard for comment.", Bounds(0, 1)),
    ):
        story = Story(text, outlet)
        story.happens("raided", "COERCE", actor=["Marsh Guard"])
        claim = only(story)
        assert claim.independent == bounds, text
        assert claim.members[0].statement is None


def test_a_copy_of_an_own_report_adds_no_origin() -> None:
    text = (
        "Marsh Guard raided a paint store in Toren before dawn and carried forty lamps to the old customs house by the river. "
        "A Northwire reporter watched the men leave by the river."
    )
    story = Story(text, "Northwire", "2031-03-03")
    story.happens("raided", "COERCE", actor=["Marsh Guard"])
    taken = copy(story, "Daily Sarn", "2031-03-04")
    claim = only(story, taken)
    assert (claim.reports, claim.independent) == (2, Bounds(1, 1))
    assert [origin.name for origin in claim.origins] == ["Northwire"]


def test_an_outlet_that_others_cite_is_a_known_origin_though_it_does_not_say_how_it_knows() -> None:
    own = Story("Marsh Guard raided a paint store in Toren.", "Northwire", "2031-03-03")
    own.happens("raided", "COERCE", actor=["Marsh Guard"])
    text = "Marsh Guard raided a paint store in Toren, Northwire reported."
    citing = report("Daily Sarn", text, "Marsh Guard raided a paint store in Toren", "Northwire")
    claim = only(own, citing)
    assert claim.independent == Bounds(1, 1)
    assert [origin.name for origin in claim.origins] == ["Northwire"]


def test_a_denial_contests_and_its_source_does_not_affirm() -> None:
    one = report(
        "Northwire", "Marsh Guard shelled the dam, the Coast Bureau said.", "Marsh Guard shelled the dam", "Coast Bureau"
    )
    two = report(
        "Daily Sarn",
        "Marsh Guard denied that Marsh Guard shelled the dam.",
        "Marsh Guard shelled the dam",
        "Marsh Guard",
        report="denied",
    )
    claim = only(one, two)
    assert claim.contested
    assert sorted(member.stance for member in claim.members) == ["affirms", "denies"]
    assert [origin.name for origin in claim.origins] == ["Coast Bureau"]
    assert claim.reason.endswith("denied by Marsh Guard")


def test_wording_that_negates_what_most_say_denies_it() -> None:
    texts = (
        "The eastern gate was locked on Sunday night.",
        "The eastern gate was locked late on Sunday night.",
        "The eastern gate was not locked on Sunday night.",
    )
    stories = [
        report(f"Paper {n}", f"{text[:-1]}, the {who} said.", text[:-1], who)
        for n, (text, who) in enumerate(zip(texts, ("Coast Bureau", "Pilot Union", "Lamp Guild"), strict=True))
    ]
    claim = only(*stories)
    stance = {member.article: member.stance for member in claim.members}
    assert [stance[story.id] for story in stories] == ["affirms", "affirms", "denies"]
    assert claim.independent == Bounds(2, 2)


def test_a_lone_denial_is_a_claim_that_nobody_affirms() -> None:
    claim = only(
        report("Northwire", "Hald denied that bread was short in Toren.", "bread was short in Toren", "Hald", report="denied")
    )
    assert (claim.independent, claim.contested, claim.origins) == (Bounds(0, 0), False, ())


def test_what_could_not_be_verified_is_questioned() -> None:
    claim = only(
        report(
            "Northwire",
            "It was unclear whether the recording shows the gate.",
            "the recording shows the gate",
            report="unverified",
        )
    )
    assert [member.stance for member in claim.members] == ["questions"]


def test_headline_and_lede_of_one_article_are_one_claim_shown_in_the_words_of_the_body() -> None:
    head, lede = (
        "Eastern gate of dam failed, engineer says",
        "The eastern gate of the Toren dam failed on Sunday, engineer Tomas Greel said.",
    )
    story = Story(
        f"{head}\n\n{lede}",
        "Northwire",
        zones=(Zone("headline", 0, len(head)), Zone("body", len(head) + 2, len(head) + 2 + len(lede))),
    )
    story.says("Eastern gate of dam failed", "Tomas Greel")
    story.says("The eastern gate of the Toren dam failed on Sunday", "Tomas Greel")
    claim = only(story)
    assert claim.text == "The eastern gate of the Toren dam failed on Sunday"
    assert (claim.reports, len(claim.members)) == (1, 2)


def test_who_gives_another_number_neither_affirms_nor_denies_the_first() -> None:
    stories = []
    for outlet, words, toll in (("Northwire", "nine", 9), ("Daily Sarn", "forty", 40)):
        text = f"The fire in the grain hall killed {words} sleeping bakers, the brigade of Toren said."
        story = report(outlet, text, text.partition(",")[0], "brigade of Toren")
        story.counts(words, toll, "killed", statement=story.statements[0])
        stories.append(story)
    assert [(claim.reports, claim.contested) for claim in gathered(*stories)] == [(1, False), (1, False)]
    text = "In the grain hall nine sleeping bakers were killed by the fire, a baker said."
    other = report("Vell Observer", text, text.partition(",")[0], "baker")
    other.counts("nine", 9, "killed", statement=other.statements[0])
    assert sorted(claim.reports for claim in gathered(*stories, other)) == [1, 2]


def test_the_same_words_with_another_number_are_another_claim() -> None:
    stories = []
    for outlet, number in (("Northwire", 4), ("Daily Sarn", 9)):
        said = f"Bread in Toren grew dearer by {number} percent in a year"
        story = report(outlet, f"{said}, the Guild said.", said, "Guild")
        story.counts(f"{number} percent", number, "other", statement=story.statements[0])
        story.figures[0] = replace(story.figures[0], unit="percent")
        stories.append(story)
    assert [(claim.reports, claim.contested) for claim in gathered(*stories)] == [(1, False), (1, False)]


def test_what_is_said_of_other_people_is_another_claim() -> None:
    one = report("Northwire", "Karsia will close its border, Hald said.", "Karsia will close its border", "Hald")
    two = report("Daily Sarn", "Velmora will close its border, Osk said.", "Velmora will close its border", "Osk")
    one.entity("Karsia", "government")
    two.entity("Velmora", "government")
    assert len(gathered(one, two)) == 2


def test_short_contents_are_no_claims_across_articles() -> None:
    assert gathered(report("Northwire", "Hald rejected the plan.", "the plan", "Hald", report="denied")) == ()


def test_every_statement_with_content_is_in_exactly_one_claim() -> None:
    story = Story(
        "The gate failed in the night, Hald said. Bread is short in Toren, Osk said. Nine goats walked home, Finch said.",
        "Northwire",
    )
    for content, who in (
        ("The gate failed in the night", "Hald"),
        ("Bread is short in Toren", "Osk"),
        ("Nine goats walked home", "Finch"),
    ):
        story.says(content, who)
    held = [member.statement for claim in gathered(story) for member in claim.members]
    assert sorted(filter(None, held)) == sorted(said.id for said in story.statements)


def test_a_claim_runs_from_the_first_to_the_last_report() -> None:
    one = report("Northwire", "Gales may cut off the islands, Hald said.", "Gales may cut off the islands", "Hald")
    two = report("Daily Sarn", "Gales may cut off the islands now, Hald said.", "Gales may cut off the islands now", "Hald")
    one.published, two.published = "2031-03-09", "2031-03-03"
    for story in (one, two):
        story.statements.clear()
        story.says(story.text.partition(",")[0], "Hald")
    claim = only(one, two)
    assert (claim.first.value, claim.last.value) == ("2031-03-03", "2031-03-09")


def test_a_wider_saying_names_the_narrower_one_inside_it() -> None:
    text = (
        "Northwire reports that engineers of the Coast Bureau repaired the eastern gate twice and that "
        "Hald claims bread prices doubled within nine days."
    )
    story = Story(text, "Daily Sarn")
    outer = story.says(text[len("Northwire reports that ") : -1], "Northwire")
    story.says("bread prices doubled within nine days", "Northwire", "Hald", nested_in=outer)
    wide, narrow = sorted(gathered(story), key=lambda claim: -len(claim.text))
    assert wide.parts == (narrow.id,)
    assert narrow.parts == ()


def test_a_voice_of_a_body_and_the_body_are_one_origin() -> None:
    text = "The eastern gate failed at night, said Oda Finch, director of the Lamp Guild."
    one = report("Northwire", text, "The eastern gate failed at night", "Oda Finch")
    one.entities.clear()
    one.mentions.clear()
    one.entity("Oda Finch", "person")
    one.entity("Lamp Guild")
    said = one.statements.pop()
    one.statements.append(replace(said, chain=(replace(said.chain[0], entity=one.entity("Oda Finch", "person")),)))
    two = report(
        "Daily Sarn",
        "The Lamp Guild says the eastern gate failed late at night.",
        "the eastern gate failed late at night",
        "Lamp Guild",
    )
    assert [origin.name for origin in only(one, two).origins] == ["Lamp Guild"]


def test_words_for_a_kind_of_source_are_no_known_origin() -> None:
    one = report("Northwire", "The eastern gate failed at night, one group said.", "The eastern gate failed at night")
    link = Link("British-based group", None, None, "said", True, False)
    one.statements[:] = [replace(said, chain=(link,)) for said in one.statements]
    assert only(one).independent == Bounds(0, 1)


def test_whoever_is_said_to_plan_a_thing_is_not_the_one_who_said_so() -> None:
    story = Story("The Coast Bureau said that Red Sheaf plans to burn the grain hall of Toren.", "Northwire")
    outer = story.says("Red Sheaf plans to burn the grain hall of Toren", "Coast Bureau")
    plan = story.says(
        "to burn the grain hall of Toren",
        story.link("Coast Bureau"),
        story.link("Red Sheaf", "nested"),
        report="intended",
        nested_in=outer,
    )
    assert plan.chain[-1].name == "Red Sheaf"
    assert {origin.name for claim in gathered(story) for origin in claim.origins} == {"Coast Bureau"}


def test_an_outlets_own_words_are_not_cut_in_the_middle_of_a_clause() -> None:
    story = Story("Marsh Guard held two suspected smugglers in Tarn, and Hald said that the old quay was shut.", "Northwire")
    story.says("smugglers", report="alleged")
    story.says("that the old quay was shut", "Hald")
    story.happens("held", "COERCE", actor=["Marsh Guard"])
    own = [member.span.exact for claim in gathered(story) for member in claim.members if member.statement is None]
    assert own == [] or own[0].startswith("Marsh Guard held two suspected smugglers in Tarn")


def test_two_incidents_on_different_days_in_like_words_are_two_claims() -> None:
    stories = []
    for outlet, text, day in (
        ("Northwire", "Shells wounded nine people near the old quay of Toren on Monday.", "2031-03-03"),
        ("Daily Sarn", "Shells again wounded people at the quay by the river on Sunday.", "2031-06-09"),
    ):
        story = Story(text, outlet)
        story.happens("wounded", "ASSAULT", time=day)
        stories.append(story)
    assert len(gathered(*stories)) == 2


def test_the_same_words_in_two_towns_that_have_nothing_to_do_with_each_other_are_two_claims() -> None:
    def told(outlet: str, town: str) -> Story:
        text = f"A flood hit {town}. Boats took families from rooftops all morning, the rescue service said."
        story = report(outlet, text, "Boats took families from rooftops all morning", "rescue service")
        story.entity(town, "place")
        return story

    assert len(gathered(told("Northwire", "Orrin"), told("Daily Sarn", "Vell"))) == 2
    assert len(gathered(told("Northwire", "Orrin"), told("Daily Sarn", "Orrin"))) == 1


def test_what_an_outlet_puts_under_every_story_is_no_claim() -> None:
    footer = "Join the readers who have signed up for our morning letter."

    def told(outlet: str, opening: str) -> Story:
        story = Story(f"{opening} was shut on Monday. {footer}", outlet)
        story.happens("signed up", "AGREE")
        return story

    openings = ("The mill", "The harbour", "The bakery", "The school")
    assert gathered(*(told("Daily Sarn", opening) for opening in openings)) == ()
    assert len(gathered(*(told("Daily Sarn", opening) for opening in openings[:3]))) == 1


def meant(*alike: str) -> Vector:
    """A meaning of words of which only these mean the same."""

    def vector(text: str) -> Numbers:
        place = 0 if any(words in text for words in alike) else 1 + sum(map(ord, text)) % 30
        return np.eye(31, dtype=np.float32)[place]

    return vector


def test_other_words_for_one_thing_are_one_claim_where_their_meaning_is_known() -> None:
    left = report(
        "Northwire", "The ferry sank within ten minutes, fishermen said.", "The ferry sank within ten minutes", "fishermen"
    )
    right = report(
        "Daily Sarn", "The ferry went down in ten minutes, a guard said.", "The ferry went down in ten minutes", "guard"
    )
    found = findings(left, right)
    assert len(claims(found)) == 2
    assert len(claims(found, meaning=meant("ferry"))) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the ferry sank near the old quay", "the ferry did not go down at the quay"),
        ("the ferry sank near the old quay", "the ferry could go down at the quay"),
        ("the crew locked the cabin doors", "the crew opened the cabins at once"),
        ("the ferry pulled nine rafts away from the quay", "in all twelve boats were towed off by the ferry"),
    ],
)
def test_meaning_alone_never_makes_one_claim_of_what_disagrees(left: str, right: str) -> None:
    stories = [
        report(outlet, f"{words[:1].upper()}{words[1:]}, the harbour master said.", f"{words[:1].upper()}{words[1:]}", "master")
        for outlet, words in (("Northwire", left), ("Daily Sarn", right))
    ]
    for story, number in zip(stories, ("nine", "twelve"), strict=True):
        if number in story.text:
            story.counts(number, {"nine": 9, "twelve": 12}[number], "weapons")
    found = findings(*stories)
    assert len(claims(found, meaning=meant("erry", "rew"))) == 2


def test_whoever_asks_whether_it_is_so_does_not_say_so() -> None:
    said = report(
        "Northwire",
        "Guards had locked the doors of the mill, a weaver said.",
        "Guards had locked the doors of the mill",
        "weaver",
    )
    asked = report(
        "Daily Sarn", "Reporters asked whether guards had locked the doors of the mill.",
        "whether guards had locked the doors of the mill", "Reporters",
    )  # fmt: skip
    claim = only(said, asked)
    assert sorted(member.stance for member in claim.members) == ["affirms", "questions"]


def test_what_stands_inside_a_statement_that_says_much_more_is_a_part_of_it() -> None:
    story = Story(
        "Papers show that the harbour office stamped the passes of smugglers who meant to carry rifles over the old bridge.",
        "Northwire",
    )
    outer = story.says(
        "the harbour office stamped the passes of smugglers who meant to carry rifles over the old bridge", "Papers", "show"
    )
    story.says("to carry rifles over the old bridge", "smugglers", "meant", report="intended", nested_in=outer)
    whole, part = sorted(gathered(story), key=lambda claim: -len(claim.members[0].span.exact))
    assert whole.parts == (part.id,)


def raid(outlet: str, published: str, text: str, trigger: str = "hit") -> Story:
    story = Story(text, outlet, published)
    story.entity("Orde", "place")
    story.says(text, "Lamp Guild")
    story.happens(trigger, "ASSAULT", statement=story.statements[0])
    return story


def test_what_happened_in_one_year_is_not_what_happened_in_the_next() -> None:
    one = raid("Northwire", "2031-03-02", "A barge was hit by a drifting crane in the harbour of Orde at dawn")
    like = raid("Daily Sarn", "2031-03-04", "A barge was hit by a loose crane in the harbour of Orde on a foggy morning")
    late = raid("Daily Sarn", "2032-05-04", "A barge was hit by a loose crane in the harbour of Orde on a foggy morning")
    assert len(gathered(one, like)) == 1
    assert len(gathered(one, late)) == 2


def test_a_toll_that_has_risen_since_is_another_claim() -> None:
    def toll(outlet: str, published: str, number: int) -> Story:
        story = Story(f"More than {number} people have died in the Orde valley since the dykes broke", outlet, published)
        story.entity("Orde", "place")
        story.says(story.text, "Lamp Guild")
        story.counts(f"More than {number}", number, "killed", statement=story.statements[0])
        story.figures[0] = replace(story.figures[0], bounds=Bounds(number, None), comparator="more_than")
        return story

    assert len(gathered(toll("Northwire", "2031-03-02", 200), toll("Daily Sarn", "2031-03-09", 220))) == 1
    assert len(gathered(toll("Northwire", "2031-03-02", 200), toll("Daily Sarn", "2031-06-09", 300))) == 2


def test_a_report_that_counts_two_things_in_its_own_voice_denies_nothing() -> None:
    story = Story(
        "Three miners hurt in the Orde shafts. Two miners hurt in the Orde shafts near Tarn.", "Northwire", "2031-03-02"
    )
    story.entity("Orde", "place")
    for nth, (words, number) in enumerate((("Three miners", 3), ("Two miners", 2))):
        hurt = story.happens("hurt", "ASSAULT", nth=nth)
        story.counts(words, number, "injured", event=hurt)
    assert not any(claim.contested for claim in gathered(story))


def test_not_turns_the_verb_that_follows_it_only() -> None:
    one = report(
        "Northwire",
        "The fine will not affect the coming play in Orde, the Guild said.",
        "The fine will not affect the coming play in Orde",
        "Guild",
    )
    two = report(
        "Daily Sarn",
        "Despite the fine the coming play in Orde will go on, the Guild said.",
        "Despite the fine the coming play in Orde will go on",
        "Guild",
    )
    assert not any(claim.contested for claim in gathered(one, two))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("All the wells of Orde were poisoned by the mill", "Some wells of Orde were poisoned by the mill"),
        ("The court in Orde jailed the miller for three years", "The court in Orde jailed the miller for eight years"),
        ("The wardens of Orde warned the farmers of the gas", "The wardens of Orde failed to warn the farmers of the gas"),
    ],
)
def test_nearly_the_same_words_are_two_claims_where_the_difference_is_the_point(left: str, right: str) -> None:
    pair = [report(outlet, words, words, "guard") for outlet, words in (("Northwire", left), ("Daily Sarn", right))]
    assert not any(
        len({member.article for member in claim.members if member.stance == "affirms"}) > 1 for claim in gathered(*pair)
    )


def test_words_in_common_are_not_enough_where_the_meaning_is_another() -> None:
    left = report("Northwire", "The ferry to Orde took fire at the pier", "The ferry to Orde took fire at the pier", "guard")
    right = report(
        "Daily Sarn", "The ferry to Orde took bread from the pier", "The ferry to Orde took bread from the pier", "guard"
    )
    found = findings(left, right)
    assert len(claims(found)) == 1
    assert len(claims(found, meaning=meant("fire"))) == 2


def test_one_act_done_to_those_who_are_in_every_report_of_a_war_is_not_one_act() -> None:
    def hit(whom: str) -> list[Story]:
        stories = [
            raid("Northwire", "2031-03-02", f"Crews of the garrison between Orde and Tarn hit {whom} with stones"),
            raid("Daily Sarn", "2031-03-03", f"A storm over Tarn and Orde hit {whom} and tore nine tents from their poles"),
        ]
        for story in stories:
            story.entity("Tarn", "place")
        return stories

    assert len(gathered(*hit("the gate"))) == 1
    assert len(gathered(*hit("the rebels"))) == 2
    apart = {text: np.eye(2, dtype=np.float32)[number] for number, text in enumerate(story.text for story in hit("the gate"))}
    assert len(claims(findings(*hit("the gate")), meaning=lambda text: apart.get(text, apart[min(apart)]))) == 2
