"""Whether it happened, and what is a happening at all: a trap and its twin for each behaviour, in invented sentences."""

from __future__ import annotations

import pytest

from accordingto.extract.events import event_mentions
from accordingto.model import Article, EventMention, Published, Zone, identify
from accordingto.read.annotate import annotate
from accordingto.read.times import timexes

pytestmark = pytest.mark.model


def events(text: str, headline: str | None = None) -> tuple[EventMention, ...]:
    start = len(headline) + 2 if headline else 0
    whole = f"{headline}\n\n{text}" if headline else text
    zones = ((Zone("headline", 0, len(headline)),) if headline else ()) + (Zone("body", start, len(whole)),)
    day = Published("2020-03-12", "day", None, "published", "published")
    article = Article(identify("a", whole), "story.txt", (), "Harbour Radio", headline, None, day, "en", "", whole, {}, zones)
    doc = annotate(article)
    return event_mentions(doc, (), (), timexes(doc))


def reality(text: str, trigger: str, headline: str | None = None) -> str:
    """The reality of the mention whose trigger has these words."""
    found = {event.trigger.exact: event.reality for event in events(text, headline)}
    chosen = [value for words, value in found.items() if trigger in words]
    assert len(chosen) == 1, found
    return chosen[0]


def triggers(text: str, headline: str | None = None) -> list[str]:
    return [event.trigger.exact for event in events(text, headline)]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        # What hangs from a word of failing is not so, unless the failing is denied.
        ("Guards foiled an attack on the mill.", "attack", "negated"),
        ("Guards foiled an attempt on the mill.", "attempt", "happened"),
        ("Guards failed to prevent an attack on the mill.", "attack", "happened"),
        ("Guards might prevent an attack on the mill.", "attack", "hypothetical"),
        ("Guards refused to leave the mill.", "leave", "negated"),
        ("Guards did not fail to arrest the baker.", "arrest", "happened"),
        ("The baker denied stabbing the cook.", "stabbing", "negated"),
        ("The baker admitted stabbing the cook.", "stabbing", "happened"),
        ("The army denied that it had shelled the town.", "shelled", "negated"),
        ("The army said that it had shelled the town.", "shelled", "happened"),
        ("There were no reports of clashes in the valley.", "clashes", "negated"),
        ("There were reports of clashes in the valley.", "clashes", "happened"),
        ("Police have not ruled out that rebels opened the gate.", "opened", "hypothetical"),
        ("Police have ruled out that rebels opened the gate.", "opened", "negated"),
        ("The rebels left the town without attacking it.", "attacking", "negated"),
        ("The rebels left the town after attacking it.", "attacking", "happened"),
        ("Instead of attacking the town, the rebels slept.", "attacking", "negated"),
        ("The cook was not arrested until Tuesday.", "arrested", "happened"),
        ("The cook was not arrested on Tuesday.", "arrested", "negated"),
        ("The leak at the mill was not reported.", "leak", "happened"),
        ("No leak at the mill was reported.", "leak", "negated"),
        ("Rebels will refuse to leave the mill.", "leave", "negated"),
        ("The cook fled after being arrested.", "arrested", "happened"),
        ("The cook avoided being arrested.", "arrested", "negated"),
        ("The parade was called off.", "parade", "negated"),
        ("Rebels have yet to shell the town.", "shell", "negated"),
        ("Police nearly shot the cook.", "shot", "negated"),
        ("The price nearly doubled.", "doubled", "happened"),
        ("Hardly anyone was arrested.", "arrested", "negated"),
        ("Police denied claims that they beat the cook.", "beat", "negated"),
        ("Police repeated claims that they beat the cook.", "beat", "happened"),
        ("The army stopped short of shelling the town.", "shelling", "negated"),
        # What lies ahead.
        ("The mill announced sweeping cuts.", "cuts", "future"),
        ("The mill announced an agreement.", "agreement", "happened"),
        ("The mill has signed a contract to supply Norway.", "supply", "future"),
        ("The mill made an attempt to supply Norway.", "supply", "hypothetical"),
        ("The failure to arrest the cook angered the town.", "arrest", "negated"),
        ("The ferry is due to sail in May.", "sail", "future"),
        ("The ferry is unlikely to sail in May.", "sail", "hypothetical"),
        ("The ferry was able to sail.", "sail", "happened"),
        ("The ferry will be able to sail.", "sail", "future"),
        ("The ferry was too old to sail.", "sail", "negated"),
        ("The term starts in May.", "starts", "future"),
        ("Once she returns, the mayor will speak.", "returns", "future"),
        ("The fleet would be sold before the season opened.", "sold", "future"),
        ("The cook was to have opened the fair.", "opened", "negated"),
        ("The cook is said to have opened the fair.", "opened", "happened"),
        ("The sale of the mill on March 20 worries bakers.", "sale", "future"),
        ("The sale of the mill on March 2 angered bakers.", "sale", "happened"),
        ("The planned sale of the mill worries bakers.", "sale", "future"),
        ("The proposed sale of the mill worries bakers.", "sale", "hypothetical"),
        # What is only possible.
        ("Bakers called for a merger of the mills.", "merger", "hypothetical"),
        ("Bakers mourned after a merger of the mills.", "merger", "happened"),
        ("Fears of an attack emptied the town.", "attack", "hypothetical"),
        ("News of an attack emptied the town.", "attack", "happened"),
        ("In case bakers do not strike, the mill will open.", "strike", "hypothetical"),
        ("Two bakers were arrested in case 14 of the court.", "arrested", "happened"),
        ("Firefighters fought the blaze.", "blaze", "happened"),
        ("Firefighters fought to save the mill.", "save", "hypothetical"),
        ("Concern over the crash emptied the town.", "crash", "happened"),
        ("Concern over a crash emptied the town.", "crash", "hypothetical"),
        ("Opposition to the war grew.", "war", "happened"),
        ("In case of a strike the mill will close.", "strike", "hypothetical"),
        ("In the case of the strike the mill was right.", "strike", "happened"),
        ("The mayor fears that rebels will seize the mill.", "seize", "hypothetical"),
        ("The mayor knows that rebels will seize the mill.", "seize", "future"),
        ("Unless bakers do not strike, the mill will close.", "strike", "hypothetical"),
        ("Should bakers strike, the mill will close.", "strike", "hypothetical"),
        ("Did the army shell the town?", "shell", "hypothetical"),
        ("Why did the army shell the town?", "shell", "happened"),
        ("The mill is considering selling its fleet.", "selling", "hypothetical"),
        ("The mill finished selling its fleet.", "selling", "happened"),
        ("The mayor said that he would resign.", "resign", "future"),
        ("The mayor would have resigned.", "resigned", "hypothetical"),
        ('"That would ruin the mill," the mayor said.', "ruin", "hypothetical"),
        ("A strike would ruin the mill.", "strike", "hypothetical"),
        # A purpose is not yet reached, an outcome is.
        ("Shares fell to close at 40 crowns.", "close", "happened"),
        ("Police cordoned the square to search the mill.", "search", "future"),
        ("The cook rose early only to find the mill burned.", "find", "happened"),
        ("Ada Orm was the first woman to sail alone.", "sail", "happened"),
        ("The guard let the cook leave.", "leave", "happened"),
        ("The guard ordered the cook to leave.", "leave", "hypothetical"),
        ("Half of the cuts will be made in May.", "cuts", "future"),
    ],
)
def test_reality_is_what_the_words_above_make_of_it(text: str, trigger: str, expected: str) -> None:
    assert reality(text, trigger) == expected


@pytest.mark.parametrize(
    ("headline", "trigger", "expected"),
    [
        ("Orde mill to close in autumn", "close", "future"),
        ("Orde mill closes its doors", "closes", "happened"),
        ("Will Norway sell the ferry?", "sell", "hypothetical"),
        ("Orde mill sold to Norway", "sold", "happened"),
    ],
)
def test_headline_has_a_grammar_of_its_own(headline: str, trigger: str, expected: str) -> None:
    assert reality("Nobody was there.", trigger, headline) == expected


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The merger angered the town.", "merger"),
        ("The growth of the mill angered the town.", "growth"),
        ("The ferry crash killed two.", "crash"),
        ("Nine people were hurt in a fall from the roof.", "fall"),
        ("Two were injured after the concert.", "concert"),
        ("She was arrested for fraud.", "fraud"),
        ("There was a leak at the mill.", "leak"),
        ("The crash victims were buried.", "crash"),
        ("Prices fell by half, the sharpest drop in a decade.", "drop"),
        ("The mill sacked its coach.", "sacked"),
        ("The driver was charged with DWI.", "DWI"),
        ("One man is dead.", "dead"),
        ("The break-in at the mill angered the town.", "break-in"),
        ("Two died in a hit-and-run.", "hit-and-run"),
        ("The cease-fire held.", "cease-fire"),
        ("She became mayor.", "became"),
        ("The imposition of the levy began in May.", "imposition"),
    ],
)
def test_happening_outside_the_sixteen_kinds_is_a_mention(text: str, trigger: str) -> None:
    assert trigger in triggers(text)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Elections are held by law.", "Elections"),
        ("The mill believes in growth.", "growth"),
        ("She works at the Ministry of Merger Affairs.", "Merger"),
        ("The election law is old.", "election"),
        ("He is in charge of the mill.", "charge"),
        ("The Orde Front is leading the charge against the mill.", "charge"),
        ("The bridge reopened in the fall.", "fall"),
        ("The hit-and-run driver fled.", "hit-and-run"),
        ("The dead man was a baker.", "dead"),
        ("The rules became clear.", "became"),
        ("A mill based in Orde was sold.", "based"),
        ("The store opens late.", "opens"),
        ("Fraud is a word.", "Fraud"),
    ],
)
def test_thing_trait_or_habit_is_none(text: str, trigger: str) -> None:
    assert trigger not in triggers(text)


def test_verb_that_does_something_to_a_happening_is_one_of_its_own() -> None:
    assert triggers("The mill postponed the merger.") == ["postponed", "merger"]
    assert triggers("The mayor held a funeral.") == ["funeral"]
