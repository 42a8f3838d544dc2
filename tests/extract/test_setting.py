"""When and where of tiny invented stories: what is told with an event, what it goes on from, and what is never lent.

Every story is of Thursday 12 March 2020, so that Tuesday is the tenth and Wednesday the eleventh.
"""

from __future__ import annotations

import pytest

from accordingto.extract import findings
from accordingto.extract.events import event_mentions
from accordingto.model import Article, EventMention, Published, Zone, identify
from accordingto.read.annotate import annotate
from accordingto.read.clean import zoned
from accordingto.read.times import timexes

pytestmark = pytest.mark.model

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = "2020-03-09", "2020-03-10", "2020-03-11", "2020-03-12"


def events(text: str, headline: str | None = None, dated: bool = True) -> tuple[EventMention, ...]:
    whole = f"{headline}\n\n{text}" if headline else text
    zones = [Zone("headline", 0, len(headline))] if headline else []
    start = len(headline) + 2 if headline else 0
    for part in text.split("\n\n"):
        zones.append(Zone("body", start, start + len(part)))
        start += len(part) + 2
    day = Published(THURSDAY, "day", None, "published", "published") if dated else Published()
    article = Article(
        identify("a", whole), "s.txt", (), "Harbour Radio", headline, None, day, "en", "", whole, {}, tuple(zones)
    )
    doc = annotate(article)
    return event_mentions(doc, (), (), timexes(doc))


def when(text: str, trigger: str, headline: str | None = None) -> str | None:
    """The time of the last event with a trigger."""
    return of(text, trigger, headline).time.value


def where(text: str, trigger: str, headline: str | None = None) -> str | None:
    place = of(text, trigger, headline).place
    return place.span.exact if place is not None else None


def of(text: str, trigger: str, headline: str | None = None) -> EventMention:
    found = [event for event in events(text, headline) if trigger in event.trigger.exact]
    assert found, [event.trigger.exact for event in events(text, headline)]
    return found[-1]


# -- where: what the article knows ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Ten jets hit the rebel-held city of Orde on Tuesday.", "hit", "Orde"),
        ("Shells hit the southern edges of Orde on Tuesday.", "hit", "Orde"),
        ("Air strikes in and around a town in Orde province on Tuesday killed 26 people.", "strikes", "Orde province"),
        ("Ten jets bombed a school in Varland's border town of Orde on Tuesday.", "bombed", "Orde"),
        ("A parcel bomb detonated beside a cinema in Ostrel on Tuesday.", "detonated", "Ostrel"),
        ("Air strikes in Orde province on Tuesday killed 26 people.", "killed", "Orde province"),
    ],
)
def test_what_was_struck_is_where(text: str, trigger: str, place: str) -> None:
    assert where(text, trigger) == place


def test_a_town_that_the_article_knows_is_a_place_whatever_the_parser_takes_it_for() -> None:
    text = "Flood water swept through a park in Krumoy on Tuesday, killing six people.\n\nThe streets of Krumoy stayed wet."
    day = Published(THURSDAY, "day", None, "published", "published")
    article = Article(identify("a", text), "s.txt", (), "Harbour Radio", None, None, day, "en", "", text, {}, ())
    told = findings(annotate(zoned(article)))
    (town,) = (entity.id for entity in told.entities if entity.name == "Krumoy")
    (killing,) = (event for event in told.event_mentions if event.trigger.exact == "killing")
    assert killing.place is not None
    assert killing.place.entity == town


# -- when: what the sentence tells ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gunmen killed two farmers and wounded nine in Ostrel on Tuesday.", "Ostrel"),
        ("Two farmers were killed and nine others injured in Ostrel on Tuesday.", "Ostrel"),
        ("The blast killed two in Ostrel and wounded nine in Sarn.", "Ostrel"),
    ],
)
def test_one_harm_was_done_where_the_other_was(text: str, place: str) -> None:
    assert where(text, "killed") == place


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Gunmen killed two farmers and wounded nine in Ostrel on Tuesday.", "2020-03-10"),
        ("Two farmers were killed and nine others injured in Ostrel on Tuesday.", "2020-03-10"),
        ("Gunmen killed two farmers on Monday and wounded nine in Ostrel on Tuesday.", "2020-03-09"),
    ],
)
def test_one_harm_was_done_when_the_other_was(text: str, day: str) -> None:
    assert of(text, "killed").time.value == day


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("Soldiers killed two smugglers while searching for a third in Ribo district, on Tuesday.", "killed", TUESDAY),
        ("Soldiers held ten men as they stormed a mill in Orde on Tuesday.", "held", TUESDAY),
        ("Guards led an operation to destroy a store of powder in Ribo district, on Tuesday.", "destroy", TUESDAY),
        ("A patrol moving through the village on Tuesday arrested two men.", "arrested", TUESDAY),
        ("Police raided a mill during an operation on Tuesday.", "raided", TUESDAY),
        ("The mayor confirmed on Wednesday that a baker was shot in Orde on Monday.", "shot", MONDAY),
    ],
)
def test_time_that_closes_a_sentence_is_that_of_its_main_verb(text: str, trigger: str, day: str) -> None:
    assert when(text, trigger) == day


def test_day_of_confirming_is_not_the_day_of_the_deed() -> None:
    assert when("The army confirmed on Wednesday the capture of two guards.", "capture") is None


def test_day_of_confirming_stands_beside_the_day_of_the_deed() -> None:
    assert when("The army confirmed on Wednesday the capture of two guards in a raid on Monday.", "capture") == MONDAY


@pytest.mark.parametrize(
    "text",
    [
        "The union condemned Monday's shooting of a porter.",
        "Police are seeking a man responsible for the 2 March shooting of a porter and questioned a cook.",
    ],
)
def test_date_before_a_noun_is_not_that_of_the_verb_above(text: str) -> None:
    verbs = [event for event in events(text) if event.trigger.exact in ("condemned", "questioned", "seeking")]
    assert verbs
    assert all(event.time.value not in (MONDAY, "2020-03-02") for event in verbs)


@pytest.mark.parametrize("words", ["since May 2013", "after 3 May 2013", "until June 2013"])
def test_time_that_bounds_another_is_not_when_it_happened(words: str) -> None:
    assert all(event.time.value is None for event in events(f"The group made 14 attacks in the valley {words}."))


@pytest.mark.parametrize(
    "text",
    [
        "Norway on Tuesday condemned the shooting of a porter.",
        "Police detained four men on Tuesday over the shooting of a porter.",
        "Guards marched on Tuesday after the shooting of a porter.",
    ],
)
def test_what_is_spoken_of_or_came_before_is_of_another_day(text: str) -> None:
    assert when(text, "shooting") is None


def test_time_of_finding_is_not_that_of_what_is_found() -> None:
    assert when("Auditors found on Tuesday that guards had sold the rifles.", "sold") is None


def test_night_of_an_operation_is_the_day_that_is_named() -> None:
    assert when("Troops seized a mill in an overnight operation in Orde on Monday.", "seized") == MONDAY


def test_date_that_labels_a_headline_dates_no_event() -> None:
    found = events("Nobody was seen near the harbour.", headline="March 12: Rebels seize village")
    assert found[0].time.value is None


# -- when: what it goes on from ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("Rebels attacked a mill in Orde on Tuesday.\n\nTwo porters were killed in the attack.", "killed", TUESDAY),
        ("Police stopped a van in Orde on Tuesday.\n\nUpon searching the van, they seized two rifles.", "seized", TUESDAY),
        ("A patrol reached a mill on Tuesday.\n\nThe patrol seized two rifles.", "seized", TUESDAY),
        ("Police raided a mill on Tuesday.\n\nDuring the raid, a porter was shot.", "shot", TUESDAY),
        ("Police raided a mill on Tuesday.\n\nThree men were arrested as a result of the raid.", "arrested", TUESDAY),
        ("Gunmen opened fire on a car on Tuesday. They wounded the driver.", "wounded", TUESDAY),
        ("Gunmen fired on a bus on Tuesday, which killed a porter.", "killed", TUESDAY),
        ("A bomb killed a porter in Orde on Tuesday.\n\nThe attack wounded nine others.", "wounded", TUESDAY),
    ],
)
def test_event_goes_on_from_one_told_with_a_day(text: str, trigger: str, day: str) -> None:
    assert when(text, trigger) == day


def test_event_noun_is_of_the_event_that_it_names_and_not_of_the_news() -> None:
    text = "Police arrested a man on Wednesday over Monday's raid on a mill.\n\nA porter was killed in the raid."
    assert when(text, "killed") in (MONDAY, None)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Police arrested a guard on Tuesday. The guard robbed three shops.", "robbed"),
        ("Police arrested a guard on Tuesday. He robbed three shops.", "robbed"),
        ("Police on Tuesday arrested a guard who robbed three shops.", "robbed"),
        ("Rebels attacked a mill on Tuesday. They had shelled the town before.", "shelled"),
        ("Rebels attacked a mill on Tuesday. They often attacked the town.", "attacked the town"),
        ("Rebels attacked a mill on Tuesday.\n\nGuards attacked a barn.", "attacked a barn"),
        ("Rebels attacked a mill on Tuesday.\n\nThe worst attack killed nine porters.", "killed"),
        ("Rebels attacked a mill on Tuesday.\n\nThe attack on a school killed nine porters.", "killed"),
        ("Rebels attacked a mill on Tuesday. Late in winter, guards shot a porter.", "shot"),
    ],
)
def test_background_is_never_of_the_day_of_the_news(text: str, trigger: str) -> None:
    found = [event for event in events(text) if event.trigger.exact == trigger.split()[0]]
    assert found
    assert found[-1].time.value != TUESDAY


def test_nothing_goes_on_from_a_year() -> None:
    assert when("In 2015 rebels attacked a mill. Guards shot a porter.", "shot") is None


def test_news_does_not_go_on_from_background() -> None:
    text = "Gunmen shot a porter on Wednesday.\n\nThe porter's brother was killed on 3 March 2011.\n\nThe gunmen fled."
    assert when(text, "fled") in (WEDNESDAY, None)


def test_heading_left_over_from_a_page_is_no_lede() -> None:
    assert when("2393, 2251, 2388\n\nGuards shot a porter near the gate.", "shot") == THURSDAY


# -- where: what the sentence tells --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        (
            "Soldiers held two men during a raid in Ribo district, Orde province, yesterday.",
            "held",
            "Ribo district, Orde province",
        ),
        ("Soldiers held two men in the village of Tarn in Orde province on Tuesday.", "held", "Tarn in Orde province"),
        ("In Ribo district, Orde province, a joint army patrol seized two rifles.", "seized", "Ribo district, Orde province"),
        ("In Orde province, soldiers seized two rifles while clearing a road in Ribo district.", "seized", "Ribo district"),
        ("Soldiers seized two rifles while searching for a smuggler in Ribo district.", "seized", "Ribo district"),
        ("Soldiers conducted an operation targeting a smuggler in Ribo district.", "operation", "Ribo district"),
        ("Soldiers killed two men in a fight that began during a raid on a mill in Ribo district.", "killed", "Ribo district"),
        ("The fighters withdrew from their posts in Ribo district.", "withdrew", "Ribo district"),
        ("A baker in Ribo district was shot on Tuesday.", "shot", "Ribo district"),
        ("Rebels shelled Mosul on Tuesday.", "shelled", "Mosul"),
        ("Rockets killed a porter in an attack on the city of Mosul.", "attack", "Mosul"),
        ("Soldiers held two men in Ribo wa Tarn district on Tuesday.", "held", "Ribo wa Tarn district"),
    ],
)
def test_place_is_what_the_sentence_tells(text: str, trigger: str, place: str) -> None:
    assert where(text, trigger) == place


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Gunmen shot a cook from Bamako.", "shot"),
        ("Gunmen shot a cook, the governor said in Bamako.", "shot"),
        ("The head of a bank in Bamako shot a cook.", "shot"),
        ("Gunmen shot a cook who had worked in Bamako.", "shot"),
        ("Norway condemned the shooting in Bamako.", "condemned"),
    ],
)
def test_place_of_origin_of_telling_and_of_a_subject_is_not_the_place_of_the_deed(text: str, trigger: str) -> None:
    assert where(text, trigger) is None


# -- where: what it goes on from -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Rebels attacked a mill in Mosul on Tuesday.\n\nTwo porters were killed in the attack.", "killed", "Mosul"),
        ("A patrol reached a mill in Mosul on Tuesday.\n\nThe patrol seized two rifles.", "seized", "Mosul"),
        ("Gunmen fired on a car in Mosul. They wounded the driver.", "wounded", "Mosul"),
    ],
)
def test_event_goes_on_from_one_told_with_a_place(text: str, trigger: str, place: str) -> None:
    assert where(text, trigger) == place


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Gunmen fired on a car in Mosul. Norway condemned the rebels.", "condemned"),
        ("Gunmen shot a cook in Mosul on Tuesday. Porters marched in other towns.", "marched"),
        ("Gunmen shot a cook in Mosul on Tuesday.\n\nGuards arrested a baker.", "arrested"),
        ("Police arrested a guard in Mosul. He robbed three shops.", "robbed"),
    ],
)
def test_place_is_not_lent_to_what_happens_elsewhere(text: str, trigger: str) -> None:
    assert where(text, trigger) is None


def test_headline_has_the_place_that_the_body_tells_for_the_same_act() -> None:
    first, *_ = events("The ferry sank in Dakar on Tuesday.", headline="Ferry sinks")
    assert first.place is not None


def test_place_is_lent_where_no_day_is_known() -> None:
    found = events("Rebels attacked a mill in Mosul today. They wounded a porter.", dated=False)
    assert [(event.time.value, event.place and event.place.span.exact) for event in found] == [(None, "Mosul")] * 2
