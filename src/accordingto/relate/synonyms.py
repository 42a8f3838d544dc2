"""Words that tell one act: forms that no stem brings together, and words that reports of one affair use for each other.

All of it is read together with an affair or a report: that two reports tell of a `crash` and an `accident` says little in
itself. A word may stand in several groups; which is meant, its company says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

# The first word of each stands for the others.
IRREGULAR = """
    arise arose arisen | beat beaten | become became | begin began begun | bend bent | bind bound | bite bit bitten | bleed bled
    blow blew blown | break broke broken | breed bred | bring brought | build built | burn burnt | burst | buy bought
    catch caught | choose chose chosen choice | come came | creep crept | deal dealt | dig dug | draw drew drawn
    drink drank drunk | drive drove driven | eat ate eaten | fall fell fallen | feed fed | feel felt | fight fought
    find found | flee fled | fling flung | fly flew flown flight | forbid forbade forbidden | forget forgot forgotten
    freeze froze frozen | get got gotten | give gave given | go went gone | grow grew grown growth | hang hung | hear heard
    hide hid hidden | hold held | keep kept | know knew known | lead led | leave left | lend lent | lose lost loss | make made
    mean meant | meet met | overthrow overthrew overthrown | overtake overtook overtaken | pay paid | ride rode ridden
    ring rang rung | rise rose risen | run ran | see saw seen | seek sought | sell sold sale | send sent | shake shook shaken
    shoot shot | shrink shrank shrunk | sing sang sung | sink sank sunk | slay slew slain | sleep slept | slide slid
    speak spoke spoken speech | speed sped | spend spent | spin spun | spring sprang sprung | stand stood
    steal stole stolen theft | stick stuck | strike struck stricken | swear swore sworn | sweep swept | swim swam swum
    swing swung | take took taken | teach taught | tear tore torn | throw threw thrown | undergo underwent undergone
    wake woke woken | wear wore worn | win won | withdraw withdrew withdrawn withdrawal | write wrote written
    die death dead | acquire acquisition | arrive arrival | bury burial | close closure | collide collision | decide decision
    defend defence defense | depart departure | derail derailment | destroy destruction | erupt eruption
    explode explosion | expel expulsion | fail failure | injure injury | invade invasion | marry marriage
    refuse refusal | resign resignation | seize seizure | succeed succession
"""
ALIKE = """
    kill die slay murder slaughter fatality homicide perish | shoot gunfire gun fire | quake earthquake temblor tremor
    arrest apprehend capture nab detain detention custody catch | crash collision accident wreck | attack assault storm
    foil thwart avert prevent repel repulse | fire dismiss dismissal sack oust axe terminate termination
    hire recruit appoint appointment | buy purchase acquire takeover | wound injure hurt maim
    fall drop plunge decline slump tumble slide | rise increase climb surge jump spike | announce unveil | launch unveil
    flee escape | confiscate seize | disappear vanish | explode blast detonate detonation bomb bombing | blaze fire inferno
    award ceremony gala | nominate nomination name pick select selection choose appoint | offer approach
    hit strike mow ram | shell shelling bombard bombardment | airstrike strike bomb | raid storm | hijack seize
    kidnap abduct abduction kidnapping | release free | convict conviction guilty | charge indict indictment
    protest demonstrate demonstration rally march | meet talks summit | win victory triumph | lose defeat | vote poll election
    deal agreement accord pact agree | resign quit | jail sentence imprison | divorce split | wed wedding marry
    funeral bury | visit trip tour | probe investigation investigate inquiry | collapse cave fail burst
    evacuate evacuation | shut close | replace succeed | drive driving dui dwi drunk-driving drink-driving
"""
# These tell so little of what was done that they need more beside them: "took", "led", "opened".
GENERAL = """
    act action add allow ask become begin bring build call carry cause change close come continue control create cut deal do
    effort end enter face fall fight find follow force get give go happen have help hold include increase keep know lead
    leave live lose make meet move need occur open operate operation order pay plan play provide put raise reach receive
    remain result return rise run see seek send set show sit stand start stop suffer support take target try turn use want
    win work
"""

Stemmed = Callable[[str], str]


def bases(stem: Stemmed) -> dict[str, str]:
    """The stem of the word that stands for another, by the other's stem."""
    found: dict[str, str] = {}
    for words in _groups(IRREGULAR):
        for word in words:
            found[stem(word)] = stem(words[0])
    return found


def groups(stem: Stemmed) -> dict[str, frozenset[int]]:
    """Numbers of the groups of words alike, by the stem of the word that stands for each word."""
    base = bases(stem)
    found: dict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(_groups(ALIKE)):
        for word in words:
            found[base.get(stem(word), stem(word))].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items() if word}


def general(stem: Stemmed) -> frozenset[str]:
    """The stems of words that tell little of what was done."""
    base = bases(stem)
    return frozenset(base.get(stem(word), stem(word)) for word in GENERAL.split())


def _groups(listed: str) -> list[list[str]]:
    return [words.split() for line in listed.splitlines() for words in line.split("|") if words.strip()]
