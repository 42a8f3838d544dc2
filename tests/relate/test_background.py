"""What outlets repeat under reports of one affair after another is background: no claim, and nothing that joins affairs."""

from __future__ import annotations

from accordingto.model import Claim
from accordingto.relate import relate
from accordingto.relate.copies import stock_text

from .stories import Story, findings

BACKGROUND = "The war in the Sallow hills broke out five years ago and has driven half the farmers of Karsia away"
MOST = BACKGROUND.replace("half", "most of")
RAIN = """Rain fell all afternoon and the market stayed shut. Nobody came to buy bread, and the baker gave it to the geese. By
the evening the harbour lay empty, and the watchman had locked the sheds and gone home along the quay with his lamp."""
BELLS = """A bell was rung until somebody came with water. Two teachers carried the maps and the globe out into the yard. Later
a crowd of pupils stood by the wall, throwing chestnuts, while their parents argued with the caretaker about who had the key."""


def told(*stories: Story) -> tuple[Claim, ...]:
    contents = relate(findings(*stories))
    return tuple(claim for claim in contents.claims if "Sallow hills" in claim.text)


def affair(outlet: str, lead: str, trigger: str, day: str, then: str, background: str = BACKGROUND) -> Story:
    story = Story(f"{lead}. {then} {background}.", outlet, day)
    story.entity("Karsia", "place")
    story.happens(trigger, "ASSAULT", time=day)
    story.happens("driven", "COERCE", recipient=("farmers",), place="Karsia", time="2026")
    return story


FERRY = affair("Northwire", "Gunmen robbed the ferry at Ostvik", "robbed", "2031-03-02", RAIN)
SCHOOL = affair("Daily Sarn", "A mob burned the school in Harl", "burned", "2031-03-10", BELLS, MOST)


def test_background_repeated_under_two_affairs_is_no_claim() -> None:
    assert len(told(FERRY)) == 1
    assert told(FERRY, SCHOOL) == ()


def test_what_two_reports_of_one_affair_tell_alike_stays_a_claim() -> None:
    [claim] = told(FERRY, affair("Daily Sarn", "Gunmen robbed the ferry at Ostvik on Sunday", "robbed", "2031-03-02", BELLS))
    assert claim.reports == 2


def test_background_that_somebody_is_quoted_with_stays_a_claim() -> None:
    quoted = Story(f"{BACKGROUND}, the Lamp Guild said.", "Kestra Radio", "2031-03-04")
    quoted.entity("Karsia", "place")
    quoted.says(BACKGROUND, "Lamp Guild")
    [claim] = told(FERRY, SCHOOL, quoted)
    assert claim.reports == 3


def test_what_a_report_of_the_pile_leads_with_is_no_background() -> None:
    leading = Story(f"{BACKGROUND}. {RAIN}", "Kestra Radio", "2031-03-04")
    leading.entity("Karsia", "place")
    leading.happens("driven", "COERCE")
    [claim] = told(FERRY, SCHOOL, leading)
    assert claim.reports == 3


def test_what_background_alone_tells_is_an_event_of_each_affair() -> None:
    again = affair("Kestra Radio", "Gunmen robbed the ferry at Ostvik on Sunday", "robbed", "2031-03-02", RAIN)
    contents = relate(findings(FERRY, again, SCHOOL))
    outlet = {article.id: article.outlet for article in contents.articles}
    where = {mention.id: outlet[mention.article] for mention in contents.event_mentions}
    word = {mention.id: mention.trigger.exact for mention in contents.event_mentions}
    told = sorted(
        sorted(where[one] for one in event.mentions) for event in contents.events if word[event.mentions[0]] == "driven"
    )
    assert told == [["Daily Sarn"], ["Kestra Radio", "Northwire"]], "each affair has its own, for all its reports"


FURNITURE = "Read also: Minister opens the new bridge at Harl while farmers march on the capital for a third day. Follow us."


def test_what_an_outlet_puts_under_its_texts_is_page_furniture() -> None:
    leads = ("A ferry sank off Ostvik", "The school in Harl burned", "Nine miners were saved", "The mayor of Sarn resigned")
    pile = findings(*(Story(f"{lead}. {RAIN if lead[0] == 'A' else BELLS} {FURNITURE}", "Northwire") for lead in leads[:3]))
    assert stock_text(pile) == {}, "three texts may be one story"
    pile = findings(*(Story(f"{lead}. {FURNITURE}", "Northwire") for lead in leads))
    assert {found.article.text[start:end] for found in pile for start, end in stock_text(pile)[found.article.id]} == {
        FURNITURE[:-1]
    }
    elsewhere = findings(*(Story(f"{lead}. {FURNITURE}", lead) for lead in leads))
    assert stock_text(elsewhere) == {}, "without a common outlet it is no furniture"


def test_page_furniture_is_no_claim() -> None:
    def pile(*leads: str) -> tuple[Claim, ...]:
        stories = [Story(f"{lead}. {FURNITURE}", "Northwire") for lead in leads]
        for story in stories:
            story.happens("march", "PROTEST")
            story.says("while farmers march on the capital for a third day", "Minister")
        return tuple(claim for claim in relate(findings(*stories)).claims if "farmers" in claim.text)

    leads = ("A ferry sank off Ostvik", "The school in Harl burned", "Nine miners were saved", "The mayor of Sarn resigned")
    assert pile(*leads[:2])
    assert pile(*leads) == ()
