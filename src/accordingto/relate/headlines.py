"""Tells where a headline says more than its own text: outright what that only alleges, a number it does not give, a quotation.

Precision comes first: a headline that hedges, names its source or rounds a number is left alone, and so is one that any
sentence of its text bears out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from accordingto.model import Article, Counted, Figure, Findings, Side, Span, Statement
from accordingto.relate.affairs import SENTENCE
from accordingto.relate.series import amount, counted, differs, grouped, round_unit, spread, stated

SHARED_WORDS = 3  # content words that a headline and a hedged passage must have in common
SHARED_SHARE = 0.6  # and the share of the headline's content words that they must make up
HEDGED_REPORTS = frozenset(("alleged", "accused", "denied", "unverified", "questioned"))
HEDGES = re.compile(
    r"\b(?:may|might|could|would|should|says?|said|saying|told|alleg\w*|report\w*|claim\w*|accus\w*|suspect\w*|likely|possibl[ey]|probabl[ey]|"
    r"potential\w*|fear\w*|believ\w*|appear\w*|seem\w*|purport\w*|den(?:y|ies|ied)|according|warn\w*|threat\w*|plan\w*|vow\w*|call\w*|urge\w*|"
    r"rumou?r\w*|doubt\w*|if|whether|why|how|what|who|unverified|unconfirmed|apparent\w*|sources?|official|officials|police|blam\w*|charg\w*)\b"
    r"|[?:'\"‘’“”«»]|[-–—] ",
    re.IGNORECASE,
)
COMING = re.compile(r"\b(?:will|to)\b", re.IGNORECASE)  # a headline's future; what its text gives as alleged may be coming too
STOPWORDS = frozenset(
    (
        "the", "a", "an", "of", "in", "on", "at", "to", "for", "from",
        "by", "with", "and", "or", "as", "is", "are", "was", "were", "be",
        "been", "being", "has", "have", "had", "it", "its", "his",
        "her", "their", "this", "that", "these", "those", "after", "before",
        "over", "under", "into", "out", "up", "down", "off", "new", "will",
        "not", "no", "more", "than", "who", "which", "when", "while", "he",
        "she", "they", "we", "you", "i", "but",
    )
)  # fmt: skip
WORD = re.compile(r"[^\W_][\w’'-]*")
NOT_BODY = frozenset(("headline", "related", "furniture"))
QUOTED = re.compile(r"(?<![\w’'])[‘'“\"«]\s?(\w[^‘’'“”\"«»]{2,60}?)\s?[’'”\"»](?!\w)")
# A quotation that says something, and is no nickname: with a verb of its own, as far as a form shows it.
SAYS = re.compile(
    r"^\w+(?:[^usi]s|ed|ing)\b|\b(?:will|is|are|was|were|has|have|had|must|can|cannot|could|would|not)\b", re.IGNORECASE
)
QUOTED_WORDS = 2  # content words of a quotation, to be known again or missed
RULED_OUT = re.compile(r"\b(?:not|never|cannot|refus\w+ to)\b.*\brul\w+ out\b", re.IGNORECASE)
EXCLUDES = re.compile(
    r"\b(?:(?:does|do|did) not include|not including|not counting|excluding|exclud(?:es|ed)|apart from|on top of|leaves out)\b",
    re.IGNORECASE,
)
HEADLINE_TOLLS: frozenset[Counted] = frozenset(("killed", "injured", "dead_or_injured", "missing", "abducted", "detained"))
FEWEST = 3  # smaller numbers are told of in too many ways ("a couple", "twin blasts")
ROUNDED = 100  # from here on headlines round
SUMMED = 8  # figures of a text tried as parts of a headline's sum
DISTINCT = 100  # below this, a text may well give a number for two things
SHARED_BY_CHANCE = 1  # content words, beside the number and its noun, that two sentences on different things may share
REACH = 600  # code points around a number in which its sentence begins and ends
CLAUSE = 120  # characters in which what is said of a number is quoted
UP_TO_TWENTY = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SPELT = {**dict(enumerate(UP_TO_TWENTY)), **{10 * tens: word for tens, word in enumerate(TENS, 3)}}
DOZEN = 12
SIZES = ((100, "hundred"), (1000, "thousand"), (1_000_000, "million"))


Outrun = tuple[Side, Side, str]
"""The headline, the place in its text that says less, and why that is a contradiction."""


def outrunning(findings: Sequence[Findings]) -> Iterator[Outrun]:
    """Yield headlines that say more than their text, in order of the articles: at most one line for each thing said."""
    for finding in findings:
        for words, span in headlines_of(finding.article):
            yield from stated_outright(finding, words, span)
            yield from unsaid_quotations(finding, words, span)
        yield from unsaid_numbers(finding)


def stated_outright(finding: Findings, words: str, span: Span | None) -> Iterator[Outrun]:
    """Yield a headline that states outright what its own text gives as alleged, denied, unverified or merely possible."""
    article = finding.article
    if HEDGES.search(words) or (span and any(overlaps(statement, span) for statement in finding.statements)):
        return
    wanted = content_words(words)
    body = body_of(finding)
    hedged = [statement for statement in body if is_hedged(statement)]
    if COMING.search(words):
        hedged = [statement for statement in hedged if statement.certainty.startswith("PS")]
    matching = [statement for statement in hedged if matches(wanted, text_of(statement))]
    matching = [statement for statement in matching if not names_source(words, statement, finding)]
    if not matching or borne_out(wanted, article, body, hedged):
        return
    statement = min(matching, key=lambda statement: (statement.content, statement.id))
    reason = f"the headline states “{words.strip()}”; its own text gives that as {manner(statement)}"
    yield Side(article.id, span, article.id), Side(article.id, statement.content[0], statement.id), reason


def names_source(words: str, hedged: Statement, finding: Findings) -> bool:
    """Whether a headline begins or ends with who says it, though no mark shows it: "Army shelled the clinic Tarn Relief".

    Whom what is said is about may stand there too, and is no source of it.
    """
    plain = " ".join(WORD.findall(words.casefold()))
    about = content_words(text_of(hedged))
    entities = {one.id: one for one in finding.entities}
    for statement in finding.statements:
        if statement.id != hedged.id and not any(
            part.overlaps(piece) for part in statement.content for piece in hedged.content
        ):
            continue
        holders = {statement.source_entity, *(link.entity for link in statement.chain)}
        known = {
            name for holder in holders if holder in entities for name in (entities[holder].name, *entities[holder].aliases)
        }
        known |= {link.name for link in statement.chain} | ({statement.source.exact} if statement.source else set())
        for name in (" ".join(WORD.findall(one.casefold())).removeprefix("the ") for one in known):
            at_edge = len(name) > 1 and (plain.startswith(f"{name} ") or plain.endswith(f" {name}"))
            if at_edge and not content_words(name) & about:
                return True
    return False


def body_of(finding: Findings) -> list[Statement]:
    """The statements of a text below its headline."""
    return [
        statement
        for statement in finding.statements
        if statement.content and not in_headline(finding.article, statement.content[0])
    ]


def manner(statement: Statement) -> str:
    if statement.report in HEDGED_REPORTS:
        return statement.report
    if left_open(statement):
        return "not ruled out"
    return "only possible" if statement.certainty.startswith("PS") else "only probable"


# Quotations


def unsaid_quotations(finding: Findings, words: str, span: Span | None) -> Iterator[Outrun]:
    """Yield a headline that puts words in quotation marks of which its text has none, in any form."""
    article = finding.article
    inside = {match.start() for match in QUOTED.finditer(words)}
    for at in sorted(inside):
        quoted = QUOTED.match(words, at)
        stems = stems_of(quoted.group(1)) if quoted else set()
        body = set().union(*(stems_of(part) for part in texts_of_body(article)))
        statements = body_of(finding)
        says = quoted is not None and SAYS.search(quoted.group(1))
        if quoted is None or not says or len(stems) < QUOTED_WORDS or stems & body or not statements:
            continue
        wanted = content_words(words)
        nearest = max(statements, key=lambda one: (len(wanted & content_words(text_of(one))), -one.content[0].start, one.id))
        reason = f"the headline quotes “{quoted.group(1)}”; its own text quotes nobody to that effect"
        yield Side(article.id, span, article.id), Side(article.id, nearest.content[0], nearest.id), reason
        return


def stems_of(text: str) -> set[str]:
    """Content words cut to their first four letters, shorter ones whole."""
    return {word[:4] for word in content_words(text)}


def texts_of_body(article: Article) -> list[str]:
    """The stretches of a text that are not its headline, a link to another article, or furniture of its page."""
    outside = sorted((zone.start, zone.end) for zone in article.zones if zone.kind in NOT_BODY)
    parts, at = [], 0
    for start, end in [*outside, (len(article.text), len(article.text))]:
        parts.append(article.text[at : max(at, start)])
        at = max(at, end)
    return parts


# Numbers


def unsaid_numbers(finding: Findings) -> Iterator[Outrun]:
    """Yield numbers that stand in a headline and that its text gives for something else only, or gives otherwise."""
    article = finding.article
    above = [figure for figure in finding.figures if in_headline(article, figure.span)]
    if not above:
        return
    below = [figure for figure in finding.figures if article.zone_at(figure.span.start) not in NOT_BODY]
    for figure in sorted(above, key=lambda figure: (figure.span, figure.id)):
        number = stated(figure)
        if number is None or number < FEWEST or is_borne_out(figure, below):
            continue
        same = [other for other in below if stated(other) == number]
        if same:
            other = min(same, key=lambda one: (one.span, one.id))
            if all(is_of_another(article, figure, one) for one in same):
                yield sides(article, figure, other, of_another(article, figure, other))
        elif not any(stands_in(number, part) for part in texts_of_body(article)):
            rivals = [one for one in below if one.counted == figure.counted and one.role in ("count", "total") and stated(one)]
            told = [stated(one) or 0 for one in rivals]
            # Where a text tells only of fewer, the headline may have added them up.
            summed = bool(told) and max(told) < number <= sum(told)
            disjoint = all(spread(figure).disjoint(spread(one)) for one in rivals)
            if rivals and not summed and disjoint and figure.counted in HEADLINE_TOLLS:
                most = max(rivals, key=lambda one: (stated(one) or 0, -one.span.start, one.id))
                said = f"{amount(figure)} {counted(figure)}"
                reason = f"the headline gives {said}, a number that its own text does not give: there it is {amount(most)}"
                yield sides(article, figure, most, reason)


def sides(article: Article, figure: Figure, other: Figure, reason: str) -> Outrun:
    return Side(article.id, figure.span, figure.id), Side(article.id, other.span, other.id), reason


def is_borne_out(figure: Figure, below: Sequence[Figure]) -> bool:
    """Whether a text gives a headline's number of the same, itself, rounded, or as a sum of what it tells."""
    number = stated(figure) or 0
    alike = [one for one in below if not differs(figure, one)]
    slack = round_unit(number) / 2 if number >= ROUNDED else 0
    for one in alike:
        own = stated(one)
        if own is None or abs(own - number) <= slack:
            return True
    parts = [own for one in below if one.counted == figure.counted and (own := stated(one))]
    return any(sum(some) == number for many in (2, 3) for some in combinations(parts[:SUMMED], many))


def is_of_another(article: Article, figure: Figure, other: Figure) -> bool:
    """Whether a text gives the headline's number for others, and says nothing there of what the headline says of them."""
    if figure.counted == other.counted or not differs(figure, other):
        return False
    sentence = sentence_of(article, other.span)
    if EXCLUDES.search(sentence):
        return True
    if (stated(figure) or 0) < DISTINCT:
        return False
    names = content_words(figure.span.exact)
    shared = (content_words(sentence_of(article, figure.span)) - names) & content_words(sentence)
    return len(shared) <= SHARED_BY_CHANCE and not names & (content_words(sentence) - {str(int(stated(figure) or 0))})


def of_another(article: Article, figure: Figure, other: Figure) -> str:
    return (
        f"the headline gives “{clause_of(article, figure.span)}”; its own text gives {grouped(stated(other) or 0)} only for "
        f"“{clause_of(article, other.span)}”"
    )


def sentence_of(article: Article, span: Span) -> str:
    """The sentence that holds a span."""
    for match in SENTENCE.finditer(article.text, max(0, span.start - REACH), min(len(article.text), span.end + REACH)):
        if match.start() <= span.start < match.end():
            return match.group().strip()
    return span.exact


def clause_of(article: Article, span: Span) -> str:
    """A number with what is said of those it counts: what follows it in its sentence, else what comes before; shortened."""
    for match in SENTENCE.finditer(article.text, max(0, span.start - REACH), min(len(article.text), span.end + REACH)):
        if match.start() <= span.start < match.end():
            told = " ".join(article.text[span.start : max(span.end, match.end())].strip(" .!?\n").split())
            if len(told) > CLAUSE:
                return f"{told[:CLAUSE].rpartition(' ')[0]} …"
            if len(told) > len(span.exact) + 1:
                return told
            before = " ".join(article.text[match.start() : max(span.end, match.end())].strip(" .!?\n").split())
            return before if len(before) <= CLAUSE else f"… {before[-CLAUSE:].partition(' ')[2]}"
    return span.exact


def stands_in(number: float, text: str) -> bool:
    """Whether a number stands in a text at all, in digits or words."""
    if number != int(number):
        return True
    whole = int(number)
    forms = {str(whole), f"{whole:,}", f"{whole:,}".replace(",", " ")}
    if whole in SPELT:
        forms.add(SPELT[whole])
    if whole == DOZEN:
        forms.add("dozen")
    for size, word in SIZES:
        if whole % size == 0:
            forms |= {f"{many} {word}" for many in (whole // size, SPELT.get(whole // size)) if many}
    return any(re.search(rf"(?<![\w,.]){re.escape(form)}(?![\w]|[,.]\d)", text, re.IGNORECASE) for form in forms)


# Wordings


def headlines_of(article: Article) -> Iterator[tuple[str, Span | None]]:
    """The headline as it stands in the text, or as metadata alone."""
    zones = [zone for zone in article.zones if zone.kind == "headline"]
    for zone in zones:
        span = article.span(zone.start, zone.end)
        yield span.exact, span
    if not zones and article.headline:
        yield article.headline, None


def in_headline(article: Article, span: Span) -> bool:
    return article.zone_at(span.start) == "headline"


def overlaps(statement: Statement, span: Span) -> bool:
    return any(part.overlaps(span) for part in (*statement.content, *((statement.cue,) if statement.cue else ())))


def is_hedged(statement: Statement) -> bool:
    if text_of(statement).lower().startswith("responsibility"):
        return False  # who claims responsibility for a deed does not allege the deed
    return statement.report in HEDGED_REPORTS or statement.certainty[:2] in ("PS", "PR") or left_open(statement)


def left_open(statement: Statement) -> bool:
    """Whether its speaker leaves a thing open: "has not ruled out that ..."."""
    return statement.certainty == "U" and bool(statement.cue and RULED_OUT.search(statement.cue.exact))


def text_of(statement: Statement) -> str:
    """The words of a statement that may match a headline: whom it is about, and its content."""
    parts = [part.exact for part in statement.content]
    return " ".join([*([statement.target.exact] if statement.target else []), *parts])


def content_words(text: str) -> set[str]:
    """Words that carry the matter, cut to a stem of five letters so that "arms", "armed" and "arming" are near one another."""
    return {
        word[:5]
        for word in (match.group().lower().removesuffix("'s").removesuffix("’s") for match in WORD.finditer(text))
        if word not in STOPWORDS
    }


def matches(wanted: set[str], text: str) -> bool:
    shared = len(wanted & content_words(text))
    return shared >= SHARED_WORDS and shared >= SHARED_SHARE * len(wanted)


def borne_out(wanted: set[str], article: Article, body: Sequence[Statement], hedged: Sequence[Statement]) -> bool:
    """Whether the body says outright, in its own voice or in somebody's, what the headline says."""
    cues = [statement.cue for statement in hedged if statement.cue]
    for statement in body:
        # What somebody says that another alleges, or has not ruled out, is hedged too.
        outer = any(part.covers(cue) for part in statement.content for cue in cues)
        if not is_hedged(statement) and not outer and matches(wanted, text_of(statement)):
            return True
    for sentence in SENTENCE.finditer(article.text):
        span = article.span(*sentence.span())
        inside = any(part.overlaps(span) for statement in hedged for part in statement.content)
        if not inside and not in_headline(article, span) and matches(wanted, span.exact):
            return True
    return False
