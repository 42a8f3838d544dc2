"""Naive readers of events, to see what the real one adds: a list of words a kind, and joining by the word alone.

`keywords` knows some 300 words and no grammar. A sentence that holds one tells of an event of its kind; who did it is the word
for police in the sentence, else the last name before; to whom, the first name after; where, the last name behind "in", "at" or
"near". Everything happened, and each sentence is an event of its own. The lists were written for this, from the definitions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.readings import rows, written

Line = dict[str, Any]

WORDS: dict[tuple[str, str | None], str] = {
    ("ASSAULT", "targeted"): "killed killing kill murdered murder assassinated assassination massacre massacred executed slain",
    ("ASSAULT", "abduct"): "kidnapped kidnapping abducted abduction hijacked hostage hostages",
    ("ASSAULT", "explosives"): "bomb bombing bombed exploded explosion blast dynamite detonated",
    ("ASSAULT", "aerial"): "airstrike airstrikes",
    ("ASSAULT", "heavy-weapons"): "shelled shelling rocket rockets mortar artillery missile missiles",
    ("ASSAULT", "firearms"): "shot shooting fired firing gunfire ambush ambushed",
    ("ASSAULT", "crowd-control"): "teargas tear-gas lathicharge lathi-charge lathicharged",
    ("ASSAULT", "beat"): "beat beaten beating",
    ("ASSAULT", "sexual"): "rape raped",
    ("ASSAULT", "torture"): "torture tortured",
    ("ASSAULT", "destroy"): "burned burnt burning destroyed torched arson",
    ("ASSAULT", None): "attack attacked attacks wounded injured clash clashes clashed fighting battle raid raided stormed",
    ("COERCE", "arrest"): "arrested arrest arrests detained detention captured custody jailed imprisoned",
    ("COERCE", "seize"): "seized confiscated occupied",
    ("COERCE", "curfew"): "curfew",
    ("COERCE", "restrict"): "banned ban blockade",
    ("SANCTION", "convict"): "convicted sentenced",
    ("SANCTION", "expel"): "expelled",
    ("SANCTION", "discontinue"): "sanctions embargo suspended severed",
    ("PROTEST", "riot"): "riot riots rioted rioting mob",
    ("PROTEST", "strike"): "strike strikes bandh",
    ("PROTEST", "demo"): "protest protests protested protesters demonstration demonstrated demonstrators march marched rally",
    ("MOBILIZE", "troops"): "deployed deployment mobilized mobilised reinforcements patrol patrolling",
    ("RETREAT", "withdraw"): "withdrew withdrawal withdrawn retreat retreated",
    ("RETREAT", "release"): "released freed release",
    ("RETREAT", "resign"): "resigned resignation",
    ("AID", None): "aid donated rescued relief",
    ("COOPERATE", None): "cooperation cooperate extradited exchange",
    ("CONCEDE", None): "ceasefire truce pardon pardoned amnesty",
    ("CONSULT", None): "met meeting talks visited visit negotiations summit discussed",
    ("SUPPORT", None): "praised endorsed ratified signed supported welcomed recognized",
    ("AGREE", None): "agreed agreement promised pledged accord",
    ("REQUEST", None): "demanded urged called appealed asked requested demand demands",
    ("ACCUSE", "allege"): "accused blamed charged alleged",
    ("ACCUSE", "disapprove"): "condemned criticized criticised denounced",
    ("ACCUSE", "investigate"): "investigation investigated inquiry probe",
    ("REJECT", None): "rejected refused vetoed denied",
    ("THREATEN", None): "threatened warned threat ultimatum",
}
KIND_OF = {word: kind for kind, words in WORDS.items() for word in words.split()}
POLICE = re.compile(r"\b(?:police\w*|constables?|cops?|security forces?|inspectors?)\b", re.IGNORECASE)
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)")
WORD = re.compile(r"[\w-]+")
NAME = re.compile(r"\b[A-Z][\w'’-]+(?: (?:of |the )?[A-Z][\w'’-]+)*")
PLACE = re.compile(rf"\b(?:in|at|near) (?:the )?({NAME.pattern})")
NOT = re.compile(r"\b(?:not|no|never|failed|refused)\b", re.IGNORECASE)


def keywords(export: Path, out: Path, *, negation: bool = True) -> Path:
    """The articles of an export with events by keywords; `negation` reads "not", "no", "failed" before the word as negated."""
    lines: list[Line] = []
    for row in rows(export):
        if row["type"] == "article":
            lines.append(row)
            lines += events(row, negation=negation)
    return written(lines, out)


def events(article: Mapping[str, Any], *, negation: bool) -> Iterator[Line]:
    """Yield an event mention and its event for each sentence and kind."""
    text, day = article["text"], (article.get("published") or {}).get("value")
    time = {
        "value": day[:10] if day else None,
        "precision": "day" if day else "unresolved",
        "words": None,
        "anchor": "published",
    }
    for sentence in SENTENCE.finditer(text):
        begin, end = sentence.span()
        told: set[tuple[str, str | None]] = set()
        police = POLICE.search(text, begin, end)
        for word in WORD.finditer(text, begin, end):
            kind = KIND_OF.get(word[0].lower())
            if kind is None or kind in told:
                continue
            told.add(kind)
            before = (
                [police] if police else [name for name in NAME.finditer(text, begin, word.start()) if name.start() > begin][-1:]
            )
            after = list(NAME.finditer(text, word.end(), end))[:1]
            where = list(PLACE.finditer(text, begin, end))[-1:]
            negated = negation and NOT.search(text, max(begin, word.start() - 20), word.start())
            id = f"{article['id']}/{word.start()}"
            yield {
                "type": "event_mention", "id": id, "article": article["id"], "trigger": span(text, *word.span()), "event": id,
                "kind": kind[0], "mode": kind[1], "contexts": [], "actor": [part(text, *name.span()) for name in before],
                "recipient": [part(text, *name.span()) for name in after],
                "place": part(text, *where[0].span(1)) if where else None, "time": time,
                "reality": "negated" if negated else "happened", "statement": None,
            }  # fmt: skip
            yield {
                "type": "event", "id": id, "kind": kind[0], "mode": kind[1], "actor": [], "recipient": [], "place": None,
                "time": time, "mentions": [id], "figures": [], "reality": "negated" if negated else "happened",
            }  # fmt: skip


def one_kind(export: Path, out: Path, kind: str, mode: str | None) -> Path:
    """Our own event mentions, each of one and the same kind: what guessing the most frequent kind gives."""
    return written(
        [{**row, "kind": kind, "mode": mode} if row["type"] == "event_mention" else row for row in rows(export)], out
    )


def one_reality(export: Path, out: Path, reality: str) -> Path:
    """Our own event mentions, each of one and the same reality."""
    return written([{**row, "reality": reality} if row["type"] == "event_mention" else row for row in rows(export)], out)


def joined_by(export: Path, out: Path, *, word: bool, across: bool) -> Path:
    """Our own event mentions, joined by the stem of their word alone (in an article, or `across` the pile), or never."""

    def event(row: Line) -> str | None:
        if not word:
            return None
        return f"{'' if across else row['article']}/{stem(row['trigger']['exact'])}"

    return written([{**row, "event": event(row)} if row["type"] == "event_mention" else row for row in rows(export)], out)


def stem(trigger: str) -> str:
    """The last word of a trigger without its ending: `were arrested` and `arrests` are `arrest`."""
    last: Sequence[str] = WORD.findall(trigger.lower()) or [trigger]
    return re.sub(r"(?:ings?|ed|es|s|ions?|ment)$", "", last[-1]) or last[-1]


def span(text: str, start: int, end: int) -> Line:
    return {"start": start, "end": end, "exact": text[start:end]}


def part(text: str, start: int, end: int) -> Line:
    return {"span": span(text, start, end), "entity": None}
