"""Copies and origins: which reports are one report, and on whose word."""

from __future__ import annotations

from dataclasses import replace

from accordingto.model import Bounds, Derivation, Entity, Findings, Link, Mention, ReportMode, Zone
from accordingto.relate import relate
from accordingto.relate.claims import claims
from accordingto.relate.copies import derivations
from accordingto.relate.events import events
from accordingto.relate.folding import fold_name, fold_word
from accordingto.relate.lineage import Holder, Telling, lineage, origins, same_origins, sounded
from accordingto.relate.speaking import voices

from .stories import TARN, TOREN, Story, findings

GATE = (
    "The eastern gate of the Toren dam failed on Sunday night and the water reached the lower town within the hour. "
    "Families climbed to the roof of the grain hall, where the baker handed out what was left of the morning's bread. "
    "By dawn the river had fallen again and engineers were walking along the crest with lamps and measuring rods."
)
FERRY = (
    "Two ferries collided in fog off Quillmouth early on Friday, and both were towed to the timber quay before noon. "
    "The harbour master closed the northern channel while divers looked for a missing anchor and a crate of lamps. "
    "Passengers were given soup in the customs shed, and most of them went home by the afternoon train to Ostrel."
)

MILL = (
    "A mill at Vell burned on Tuesday after lightning struck its chimney, and the miller carried out nine sacks of rye. "
    "The brigade came from three villages with one pump, which froze, and the fire stopped only at the stone wall."
)
GOATS = (
    "Nine goats walked from Tarn to the Karsian border in a week, and the guards let them pass without any papers. "
    "Their owner, a retired judge, followed on a bicycle and was asked at the bridge to explain himself at length."
)


def only(*stories: Story) -> Derivation:
    found = derivations(findings(*stories))
    assert len(found) == 1
    return found[0]


def test_the_same_words_in_two_outlets_are_one_text_and_the_earlier_is_its_origin() -> None:
    early, late = Story(GATE, "Northwire", "2031-03-03"), Story(GATE, "Daily Sarn", "2031-03-05")
    link = only(late, early)
    assert (link.relation, link.origin, link.derived) == ("same_text", early.id, late.id)
    assert link.direction_known
    assert (link.share.low, link.share.high) == (1.0, 1.0)


def test_a_copy_with_a_sentence_added_is_still_the_same_text() -> None:
    longer = Story(GATE + " Nobody was hurt.", "Daily Sarn")
    assert only(Story(GATE, "Northwire"), longer).relation == "same_text"


def test_a_text_that_lifts_the_opening_of_another_is_derived_and_both_are_quoted() -> None:
    lifted = Story(GATE[:210] + " " + FERRY, "Daily Sarn", "2031-03-04")
    origin = Story(GATE, "Northwire", "2031-03-03")
    link = only(lifted, origin)
    assert (link.relation, link.derived) == ("derived", lifted.id)
    texts = {lifted.id: lifted.text, origin.id: origin.text}
    assert {one.article for one in link.evidence} == set(texts)
    assert all(texts[one.article][one.span.start : one.span.end] == one.span.exact for one in link.evidence)
    assert link.share.low < link.share.high < 0.8


def test_without_dates_or_credit_the_direction_is_unknown_and_the_smaller_id_is_the_origin() -> None:
    one, two = Story(GATE, "Northwire"), Story(GATE, "Daily Sarn")
    link = only(one, two)
    assert not link.direction_known
    assert link.origin == min(one.id, two.id)


def test_a_credit_outweighs_a_date() -> None:
    earlier = Story(GATE + " Source: Northwire", "Daily Sarn", "2031-03-01")
    start = earlier.text.index("Source")
    earlier.zones = (Zone("body", 0, start), Zone("credit", start, len(earlier.text)))
    later = Story(GATE, "Northwire", "2031-03-02")
    link = only(earlier, later)
    assert (link.derived, link.origin, link.direction_known) == (earlier.id, later.id, True)
    assert "credits Northwire" in link.reason


def test_two_stories_that_share_nothing_are_not_joined() -> None:
    assert derivations(findings(Story(GATE, "Northwire"), Story(FERRY, "Daily Sarn"))) == ()


def test_one_speech_quoted_by_two_is_no_copy() -> None:
    speech = "“We asked for new hinges in the spring, and in the summer, and each time the ministry sent us paint,”"
    one = Story(
        f"{speech} said engineer Tomas Greel in Toren. The town slept in the grain hall after the gate broke.", "Northwire"
    )
    two = Story(
        f"{speech} Greel told a crowd. Divers in Quillmouth found an anchor, a lamp and a crate of wet soap.", "Daily Sarn"
    )
    assert derivations(findings(one, two)) == ()


def test_an_outlets_stock_phrases_make_no_copy() -> None:
    stock = "Readers of this paper can follow the river levels all night on the board outside the town hall of Ostrel. "
    stories = [Story(news[:60] + stock + news[60:], "Ostrel Post") for news in (GATE, FERRY, MILL, GOATS)]
    assert derivations(findings(*stories)) == ()
    elsewhere = [replace(story, outlet=f"Paper {number}") for number, story in enumerate(stories)]
    assert derivations(findings(*elsewhere)), "without a common outlet it is no stock"


def test_what_an_outlet_puts_under_every_story_makes_a_copy_no_less_the_same_text() -> None:
    footer = " Readers of this paper can follow the levels of all nine rivers on the board outside the town hall of Ostrel."
    copied = Story(MILL + footer, "Ostrel Post")
    others = [Story(news + footer, "Ostrel Post") for news in (FERRY, GATE, GOATS)]
    found = [link for link in derivations(findings(Story(MILL, "Northwire"), copied, *others)) if link.derived and link.origin]
    assert [link.relation for link in found] == ["same_text"]
    assert found[0].share.low < 0.8


def test_shared_background_at_the_end_is_no_copy() -> None:
    background = " The river rises every spring, and nine towns along it have asked in vain for higher walls of stone."
    one = Story(GATE + background, "Northwire")
    two = Story(FERRY + background, "Daily Sarn")
    assert derivations(findings(one, two)) == ()


def test_a_third_of_another_outlets_story_is_taken_over_wherever_it_stands() -> None:
    taken = GATE.replace("eastern gate", "gate")
    one, two = Story(taken, "Northwire"), Story(FERRY + " " + MILL + " " + taken, "Daily Sarn")
    assert only(one, two).relation == "derived"
    background = " " + taken[112:325]
    same = [Story(FERRY + background, "Daily Sarn"), Story(MILL + " " + GOATS + background, "Daily Sarn")]
    assert derivations(findings(*same)) == (), "an outlet repeats its own background"


def test_what_one_source_told_two_reports_in_the_same_words_is_no_copy() -> None:
    said = "gales of the kind seen once in nine years had broken the eastern gate of the dam and the lower lock in one night"
    own = "The lower town was dry again on Monday, and the mill at Vell ground its first sack of rye since the autumn fair."
    other = (
        "Schools in Ostrel stay shut until the river is back in its bed, which may take another week or even longer than that."
    )
    one = Story(f"The Coast Bureau said that {said}. {own}", "Northwire")
    two = Story(f"On Monday {said}, the Coast Bureau told reporters. {other}", "Daily Sarn")
    assert derivations(findings(one, two)), "nobody is known to have said it"
    for story in (one, two):
        story.says(said, "Coast Bureau")
    assert derivations(findings(one, two)) == ()


def test_a_paragraph_is_taken_over_where_both_begin_with_one_number_and_one_name() -> None:
    paragraph = (
        "Families climbed to the roof of the grain hall, where a baker handed out what was left of the bread, "
        "and waited there until the water was gone again. "
    )
    one = Story(f"Nine drowned in Toren on Sunday. {FERRY} {MILL} {paragraph}", "Northwire", "2031-03-03")
    two = Story(f"Nine drowned in Toren, its mayor said. {GOATS} {GATE[:110]} {paragraph}", "Daily Sarn", "2031-03-04")
    assert derivations(findings(one, two)) == ()
    for story in (one, two):
        story.counts("Nine", 9, "killed")
        story.entity("Toren", "place")
    assert only(one, two).relation == "derived"
    later = replace(two, published="2031-05-04")
    assert derivations(findings(one, later)) == (), "two months on, it is background"


def test_two_people_quoted_in_the_same_words_by_two_reports_of_one_story_are_a_copy() -> None:
    greel = "“We asked for new hinges in the spring, and in the summer, and each time the ministry sent us paint”"
    orra = "“I held the lamp for the whole of the night and nobody came down from the town to ask what we saw”"
    quoted = f"{greel} said Tomas Greel, who built it. {orra} said Lise Orra, a miller."
    one = Story(f"Nine drowned in Toren. {quoted} {FERRY}", "Northwire")
    two = Story(f"In Toren nine died. {quoted} {GOATS}", "Daily Sarn")
    for story in (one, two):
        story.counts("Nine" if story is one else "nine", 9, "killed")
        story.entity("Toren", "place")
        story.says(greel, "Tomas Greel", manner="direct")
    assert derivations(findings(one, two)) == ()
    for story in (one, two):
        story.says(orra, "Lise Orra", manner="direct")
    assert only(one, two).relation == "derived"


def test_furniture_is_not_compared() -> None:
    menu = (
        "Home News Sport Weather Ferries Harbour Markets Letters Obituaries Puzzles Recipes Gardens Horoscopes Contact Imprint "
        * 3
    )
    stories = []
    for words, outlet in ((GATE[:110], "Northwire"), (FERRY[:110], "Daily Sarn")):
        text = menu + words
        stories.append(Story(text, outlet, zones=(Zone("furniture", 0, len(menu)), Zone("body", len(menu), len(text)))))
    assert derivations(findings(*stories)) == ()


def test_of_many_identical_copies_each_is_joined_to_the_earliest_alone() -> None:
    first = Story(GATE, "Northwire", "2031-03-01")
    others = [Story(GATE, f"Paper {number}", "2031-03-02") for number in range(5)]
    found = derivations(findings(*others, first))
    assert {link.derived for link in found} == {story.id for story in others}
    assert {link.origin for link in found} == {first.id}


def test_derivations_do_not_depend_on_order() -> None:
    stories = [Story(GATE, "Northwire"), Story(GATE + " Rain fell.", "Daily Sarn"), Story(FERRY, "Vell Observer")]
    assert derivations(findings(*stories)) == derivations(findings(*reversed(stories)))


def test_a_word_is_folded_alone_so_that_offsets_never_move() -> None:
    words = "İZMİR'de sel: " + GATE
    link = only(Story(words, "Northwire"), Story(GATE, "Daily Sarn"))
    assert all(one.span.exact in words for one in link.evidence)
    assert fold_word("İzmir") == fold_word("IZMIR") == "izmir"
    assert fold_name("The Daily Sarn") == fold_name("daily sarn")


def test_two_own_wordings_on_one_agencys_word_have_one_origin() -> None:
    one = Story("Gales could reach the northern islands by Monday evening, the Coast Bureau warned.", "Northwire")
    one.says("Gales could reach the northern islands by Monday evening", "Coast Bureau")
    two = Story("The Coast Bureau says gales could reach the northern islands on Monday evening.", "Daily Sarn")
    two.says("gales could reach the northern islands on Monday evening", "Coast Bureau")
    pile = findings(one, two)
    lines = same_origins(pile, claims(pile))
    assert {line.derived for line in lines} == {one.id, two.id}
    assert {line.origin for line in lines} == {one.entity("Coast Bureau")}
    assert all("Coast Bureau" in line.reason for line in lines)


def test_two_articles_that_quote_one_agency_on_different_things_share_no_origin_line() -> None:
    one = Story("Gales could reach the northern islands by Monday, the Coast Bureau warned.", "Northwire")
    one.says("Gales could reach the northern islands by Monday", "Coast Bureau")
    two = Story("The Coast Bureau has bought three patrol boats from Velmora.", "Daily Sarn")
    two.says("has bought three patrol boats from Velmora", "Coast Bureau")
    pile = findings(one, two)
    assert same_origins(pile, claims(pile)) == ()


def test_one_event_that_both_are_about_has_one_origin_where_both_cite_it() -> None:
    one = Story("Marsh Guard seized forty lamps in Tarn, the Coast Bureau said. Lamps are dear this year.", "Northwire")
    one.happens("seized", "COERCE", actor=["Marsh Guard"], place="Tarn", at=TARN,
                statement=one.says("Marsh Guard seized forty lamps in Tarn", "Coast Bureau"))  # fmt: skip
    two = Story("In Tarn lamps were seized by Marsh Guard, according to the Coast Bureau. Nobody was hurt.", "Daily Sarn")
    two.happens("seized", "COERCE", actor=["Marsh Guard"], place="Tarn", at=TARN,
                statement=two.says("lamps were seized by Marsh Guard", "Coast Bureau"))  # fmt: skip
    pile = findings(one, two)
    told, event_of = events(pile)
    placed = [
        replace(found, event_mentions=tuple(replace(each, event=event_of[each.id]) for each in found.event_mentions))
        for found in pile
    ]
    lines = same_origins(placed, (), told)
    assert {line.derived for line in lines} == {one.id, two.id}
    assert {line.origin for line in lines} == {one.entity("Coast Bureau")}
    assert "seized" in lines[0].reason


def test_who_claims_a_deed_gave_no_account_of_it() -> None:
    def lines(report: ReportMode, content: str) -> set[str]:
        stories = [
            Story(f"The Marsh Guard says it was behind {content} at Tarn. {more}", outlet)
            for more, outlet in ((GOATS, "Northwire"), (MILL, "Daily Sarn"))
        ]
        for story in stories:
            said = story.says(content, "Marsh Guard", report=report)
            story.happens("raid", "ASSAULT", place="Tarn", at=TARN, time="2031-03-02", statement=said)
        pile = findings(*stories)
        told, event_of = events(pile)
        placed = [
            replace(found, event_mentions=tuple(replace(each, event=event_of[each.id]) for each in found.event_mentions))
            for found in pile
        ]
        return {line.derived for line in same_origins(placed, (), told)}

    assert len(lines("alleged", "the raid on the toll house")) == 2
    assert len(lines("confirmed", "the raid")) == 2
    assert lines("alleged", "the raid") == set()


def test_background_on_one_bodys_word_makes_no_common_origin() -> None:
    background = " The river has risen in nine of the last ten years, the Coast Bureau says."
    one, two = Story(GATE + background, "Northwire"), Story(FERRY + background, "Daily Sarn")
    for story in (one, two):
        story.says("The river has risen in nine of the last ten years", "Coast Bureau")
    pile = findings(one, two)
    assert same_origins(pile, claims(pile)) == ()


# --------------------------------------------------------------------------------------------------------------- origins


def counted(*stories: Story) -> tuple[list[str], Bounds]:
    """Names of the known origins of the claim with most reports, and how many are independent."""
    pile = sorted(findings(*stories), key=lambda found: found.article.id)
    claim = max(claims(pile, derivations(pile)), key=lambda claim: (claim.reports, claim.id))
    return [origin.name for origin in claim.origins if origin.known], claim.independent


def told_by(outlet: str, said: str, source: str) -> Story:
    """A report on the word of a body known by a description: it has no entity of its own."""
    story = Story(f"{said}, the {source} said.", outlet)
    story.entity("Toren", "place", TOREN)
    story.says(said, Link(source, None, None, "said", True, False))
    return story


BROKEN = "Gales broke the eastern gate of Toren dam on Sunday"
BROKEN_TOO = "On Sunday night the eastern gate of Toren dam broke in the gales"


def test_a_body_described_by_a_name_is_one_wherever_it_is_cited() -> None:
    one, two = told_by("Northwire", BROKEN, "Toren police"), told_by("Daily Sarn", BROKEN_TOO, "Toren police")
    assert counted(one, two) == (["Toren police"], Bounds(1, 1))


def test_a_body_described_without_a_name_is_its_articles_own() -> None:
    one, two = told_by("Northwire", BROKEN, "weather office"), told_by("Daily Sarn", BROKEN_TOO, "weather office")
    assert counted(one, two) == (["weather office", "weather office"], Bounds(1, 2))


def test_an_outlet_whose_own_people_saw_it_is_an_origin_beside_whom_others_cite() -> None:
    cited = Story("Gales broke the eastern gate of Toren dam on Sunday, killing nine, the Coast Bureau said.", "Northwire")
    cited.says("Gales broke the eastern gate of Toren dam on Sunday, killing nine", "Coast Bureau")
    text = (
        "Gales broke the eastern gate of Toren dam on Sunday, and nine died. Daily Sarn's correspondent counted nine coffins."
    )
    seen = Story(text, "Daily Sarn")
    seen.happens("broke", "ASSAULT", place="Toren")
    assert counted(cited, seen) == (["Coast Bureau", "Daily Sarn"], Bounds(2, 2))


def test_two_sources_of_a_text_and_its_copy_stay_two_where_their_words_differ() -> None:
    """An event is told on several words in one family of copies: likeness of the words alone makes two ends one."""
    known = lineage(
        [Findings(Story(text, outlet).article) for text, outlet in ((GATE, "Northwire"), (FERRY, "Daily Sarn"))], ()
    )
    ids = sorted(known.articles)
    known = replace(known, family=dict.fromkeys(ids, ids[0]))
    one, two = (Holder(f"name {name}", name, None, True) for name in ("Coast Bureau", "Pilot Union"))
    found = origins([Telling(ids[0], (one,)), Telling(ids[1], (two,))], known)
    assert [origin.name for origin in found] == ["Coast Bureau", "Pilot Union"]


def test_a_voice_is_of_the_body_that_most_articles_say() -> None:
    reports = []
    for number, body in enumerate(("Lamp Guild", "Lamp Guild", "Mill Union")):
        story = Story(f"Gate {number} failed, said Oda Finch, director of the {body}.", f"Daily Sarn {number}")
        story.entity("Oda Finch", "person")
        story.entity(body)
        reports.append(story)
    pile = findings(*reports)
    entities = {entity.id: entity for found in pile for entity in found.entities}
    assert [entities[body].name for body in voices(pile, entities).values()] == ["Lamp Guild"]
    at_odds = [found for found in pile if "Gate 0" not in found.article.text]
    assert not voices(at_odds, entities)


def test_one_unnamed_source_spelled_two_ways_in_copies_is_one() -> None:
    said = "The eastern gate failed at night and nine boats were lost in the lower harbour"
    one = Story(f"{GATE} {said}, an activist in Al Zour said.", "Northwire")
    one.says(said, "activist in Al Zour")
    two = Story(f"{GATE} {said}, an activist in the city of Al Zor said.", "Daily Sarn")
    two.says(said, "activist in the city of Al Zor")
    pile = sorted(findings(one, two), key=lambda found: found.article.id)
    claim = max(claims(pile, derivations(pile)), key=lambda claim: (claim.reports, claim.id))
    assert len(claim.origins) == 1, [origin.name for origin in claim.origins]
    assert list(sounded(["activist", "in", "the", "city", "of", "al", "zour"])) == ["activist", "city", "al", "zor"]


def test_who_has_no_name_is_shown_as_written() -> None:
    said = "The eastern gate failed at night and nine boats were lost"
    one = Story(f"{said}, Velmoran media reports said.", "Northwire")
    one.says(
        said, Link("Velmoran media reports", None, one.span("Velmoran media reports"), "said", explicit=True, anonymous=True)
    )
    two = Story(f"Officials said {said.lower()}.", "Northwire")
    two.says(said.lower(), Link("Officials", None, two.span("Officials"), "said", explicit=True, anonymous=True))
    for story, name in ((one, "Velmoran media reports"), (two, "officials")):
        (claim,) = claims(findings(story))
        assert [origin.name for origin in claim.origins] == [name]


def test_who_speaks_for_a_body_is_named_with_it() -> None:
    failed, hurt = "The eastern gate failed and nine boats were lost", "nobody in the lower harbour was hurt"
    story = Story(f"{failed}, Lamp Guild spokeswoman Capt. Oda Finch said. Later Finch said that {hurt}.", "Daily Sarn")
    finch = Link("Oda Finch", story.entity("Oda Finch", "person"), story.span("Oda Finch"), "said", True, False)
    story.entity("Lamp Guild")
    story.says(failed, finch)
    story.says(hurt, finch)
    contents = relate(findings(story))
    assert {link.name for said in contents.statements for link in said.chain} == {"Oda Finch (Lamp Guild)"}
    assert {origin.name for claim in contents.claims for origin in claim.origins} == {"Oda Finch (Lamp Guild)"}
    assert "Oda Finch" in {entity.name for entity in contents.entities}, "she keeps her name"


def test_a_body_named_in_short_goes_by_its_name_in_every_chain() -> None:
    story = Story("Nine boats were lost at Tarn, the LGQ said. The Lamp Guild of Quillmouth (LGQ) lost one.", "Daily Sarn")
    guild = story.entity("Lamp Guild of Quillmouth")
    story.entities["Lamp Guild of Quillmouth"] = replace(
        story.entities["Lamp Guild of Quillmouth"], aliases=("LGQ", "Quillmouth Lamp Guild")
    )
    for name in ("LGQ", "Quillmouth Lamp Guild", "guild of lamps"):
        story.says("Nine boats were lost at Tarn", Link(name, guild, story.span("LGQ"), "said", True, False))
    contents = relate(findings(story))
    names = {link.name for said in contents.statements for link in said.chain}
    assert names == {"Lamp Guild of Quillmouth", "Quillmouth Lamp Guild", "guild of lamps"}, "what says as much stays"


def test_the_army_is_no_armed_group_that_calls_itself_one() -> None:
    failed = "The eastern gate failed at night and nine boats were lost"
    story = Story(f"{failed}, the army said. It fought the Army of Dawn.", "Daily Sarn")
    story.entity("Army of Dawn", "armed_group")
    army = Entity("e-army", "army", "agency", links={"role": "army"})
    story.entities["army"] = army
    story.mentions.append(Mention("m-army", story.id, story.span("army"), army.id, "nominal"))
    story.says(failed, Link("army", army.id, story.span("army"), "said", explicit=True, anonymous=False))
    (claim,) = claims(findings(story))
    assert [(origin.name, origin.known) for origin in claim.origins] == [("army", True)]
