"""Record of an invented newswire against its truth: relations of reports, origins, conflicting figures, hardened headlines."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.newswire.render import Report, relation

Line = dict[str, Any]

RELATIONS = ("same_text", "derived", "same_origin", "independent_same_event", "different_event")
CLOSEST_FIRST = RELATIONS[:3]
STRANGERS = 1.0  # pairs of different affairs that are asked, for each pair of one affair
NOT_ATTESTING = frozenset(("denied", "declined", "questioned"))


@dataclass
class Told:
    """What the record says, by the pile's ids of articles."""

    links: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    events: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # event -> articles
    claims: list[tuple[Line, set[str]]] = field(default_factory=list)
    carried: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))  # (event, article) -> origins
    conflicts: set[frozenset[str]] = field(default_factory=set)
    headlines: set[str] = field(default_factory=set)
    bounds: dict[str, tuple[int, int]] = field(default_factory=dict)  # event -> independent origins
    leading: set[tuple[str, str]] = field(default_factory=set)  # (event, article) where the first paragraph tells it
    present: set[str] = field(default_factory=set)
    joined: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # article -> events

    def relation(self, a: str, b: str) -> str:
        direct = [relation for other, relation in self.links[a] if other == b]
        if direct:
            return min(direct, key=CLOSEST_FIRST.index)
        alike = bool(self.joined[a] & self.joined[b]) or any({a, b} <= articles for _, articles in self.claims)
        third = [
            max(one, two, key=CLOSEST_FIRST.index)
            for between, one in self.links[a]
            for other, two in self.links[b]
            if between == other and (alike or ("same_text" in (one, two) and between in self.present))
        ]
        if third:
            return min(third, key=CLOSEST_FIRST.index)
        return "independent_same_event" if alike else "different_event"

    def attesting(self, a: str, b: str) -> set[str]:
        """The known origins of what two reports tell alike."""
        found: set[str] = set()
        for claim, articles in self.claims:
            if {a, b} <= articles:
                found |= {
                    str(origin["entity"] or origin["name"])
                    for origin in claim["origins"]
                    if origin["known"] and {a, b} & set(origin["told"])
                }
        for event in self.joined[a] & self.joined[b]:
            found |= self.carried[event, a] | self.carried[event, b]
        return found


def read(export: Path) -> Told:
    """The lines of a native export that speak of lineage and origins."""
    told = Told()
    names: dict[str, str] = {}
    outlets: dict[str, str | None] = {}
    leads: dict[str, int] = {}
    lines: dict[str, list[Line]] = defaultdict(list)
    with export.open(encoding="utf-8") as source:
        for text in source:
            line = json.loads(text)
            if line["type"] == "article":
                names[line["id"]], outlets[line["id"]] = line["uri"].rpartition("#")[2], line["outlet"]
                leads[line["id"]] = len(line["text"].partition("\n")[0])
            elif line["type"] in ("statement", "event_mention", "event", "claim", "derivation", "contradiction"):
                lines[line["type"]].append(line)
    told.present = set(names.values())
    statements = {line["id"]: line for line in lines["statement"]}
    witnesses = {
        article: str(origin["entity"] or origin["name"])
        for line in lines["claim"]
        for origin in line["origins"]
        for article in origin["articles"]
        if origin["known"] and origin["name"] == outlets[article]
    }  # of a report that shows its outlet's own people at the scene, the outlet: the record has it as a known origin
    for line in lines["event"]:
        told.bounds[line["id"]] = (line["origins"]["low"], line["origins"]["high"])
    for line in lines["event_mention"]:
        event, article = line["event"], names[line["article"]]
        if not event:
            continue
        told.events[event].add(article)
        told.joined[article].add(event)
        if line["trigger"]["start"] < leads[line["article"]]:
            told.leading.add((event, article))
        statement = statements.get(line["statement"] or "")
        if line["statement"] is None and line["article"] in witnesses:
            told.carried[event, article].add(witnesses[line["article"]])
        elif statement and statement["report"] not in NOT_ATTESTING and statement["chain"]:
            last = statement["chain"][-1]
            if not last["anonymous"]:
                told.carried[event, article].add(str(last["entity"] or last["name"]))
    for line in lines["claim"]:
        for origin in line["origins"]:
            origin["told"] = [names[article] for article in origin["articles"]]
        told.claims.append((line, {names[member["article"]] for member in line["members"]}))
    for line in lines["derivation"]:
        derived, origin = names[line["derived"]], line["origin"]
        if origin is None:
            continue
        told.links[derived].append((names.get(origin, origin), line["relation"]))
        if origin in names:
            told.links[names[origin]].append((derived, line["relation"]))
    for line in lines["contradiction"]:
        left, right = names[line["left"]["article"]], names[line["right"]["article"]]
        if line["kind"] == "figure":
            told.conflicts.add(frozenset((left, right)))
        elif line["kind"] == "headline":
            told.headlines.add(left)
    return told


def scored(reports: Sequence[Report], told: Told, seed: int = 1, errors: int = 0) -> Line:
    """All figures, in percent; `errors` adds so many wrong pairs."""
    by_affair: dict[int, list[Report]] = defaultdict(list)
    for report in reports:
        by_affair[report.affair].append(report)
    pairs = [pair for group in by_affair.values() for pair in combinations(group, 2)]
    strangers = list(_strangers(reports, int(len(pairs) * STRANGERS), Random(seed)))
    confusion: Counter[tuple[str, str]] = Counter()
    counts: Counter[str] = Counter()
    wrong: list[Line] = []
    for one, other in [*pairs, *strangers]:
        gold, found = relation(one, other), told.relation(one.id, other.id)
        confusion[gold, found] += 1
        if gold != found:
            wrong.append({"a": one.id, "b": other.id, "makings": [one.making, other.making], "gold": gold, "found": found})
        if gold == "different_event":
            continue
        wanted, got = len({*one.origins, *other.origins}), len(told.attesting(one.id, other.id))
        counts["pairs"] += 1
        counts["exact"] += wanted == got
        counts["one_or_several"] += (wanted > 1) == (got > 1)
        if wanted != got and gold == found:
            wrong.append({"a": one.id, "b": other.id, "makings": [one.making, other.making], "origins": wanted, "found": got})
    per = {each: _prf(confusion, each) for each in RELATIONS}
    linked = sum(n for (gold, found), n in confusion.items() if gold == found != "different_event")
    result: Line = {
        "reports": len(reports),
        "affairs": len(by_affair),
        "lineage_f1": _f1(
            linked,
            sum(n for (_, found), n in confusion.items() if found != "different_event"),
            sum(n for (gold, _), n in confusion.items() if gold != "different_event"),
        ),
        "relations": per,
        "relation_macro_f1": round(sum(each["f1"] for each in per.values()) / len(per), 2),
        "pair_origins_exact": _share(counts["exact"], counts["pairs"]),
        "pair_one_or_several": _share(counts["one_or_several"], counts["pairs"]),
        **_of_affairs(by_affair, told),
        **_conflicts(by_affair, told),
        "confusion": {f"{gold} -> {found}": n for (gold, found), n in sorted(confusion.items()) if gold != found},
    }
    if errors:
        result["errors"] = wrong[:errors]
    return result


def _strangers(reports: Sequence[Report], many: int, rng: Random) -> Iterable[tuple[Report, Report]]:
    """Pairs of different affairs, the same for one seed; outlets with a footer of their own among them."""
    seen: set[tuple[str, str]] = set()
    if len({report.affair for report in reports}) < 2:
        return
    while len(seen) < many:
        one, other = rng.sample(reports, 2)
        key = (min(one.id, other.id), max(one.id, other.id))
        if one.affair != other.affair and key not in seen:
            seen.add(key)
            yield one, other


def _of_affairs(by_affair: dict[int, list[Report]], told: Told) -> Line:
    """Of each affair, the event that most of its reports lead with, then tell: are all its origins counted, and each once."""
    exact = inside = mixed = covered = total = 0
    for group in by_affair.values():
        ids = {report.id for report in group}
        events = Counter(event for report in group for event in told.joined[report.id])
        leads = {event: sum((event, report) in told.leading for report in ids) for event in events}
        main = max(events, key=lambda event: (leads[event], events[event], event), default=None)
        wanted = len({origin for report in group for origin in report.origins})
        total += 1
        if main is None:
            continue
        low, high = told.bounds[main]
        exact += low == wanted
        inside += low <= wanted <= high
        mixed += bool(told.events[main] - ids)
        covered += events[main] == len(group)
    return {
        "affair_origins_exact": _share(exact, total),
        "affair_origins_within": _share(inside, total),
        "affair_one_event": _share(covered, total),
        "affair_event_mixed": _share(mixed, total),
    }


def _conflicts(by_affair: dict[int, list[Report]], told: Told) -> Line:
    """Figures that clash between two origins, and headlines harder than their body."""
    wanted = found = hit = 0
    home = {report.id: report for group in by_affair.values() for report in group}
    for group in by_affair.values():
        sides: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for report in group:
            if report.exact and report.origins:
                sides[report.origins].add(report.figures[report.counted])
        clashing = {frozenset((a, b)) for a, b in combinations(sides, 2) if sides[a] != sides[b]}
        told_here = {
            frozenset((home[a].origins, home[b].origins))
            for pair in told.conflicts
            if len(pair) == 2
            for a, b in [sorted(pair)]
            if a in home and b in home and home[a] in group and home[b] in group
        }
        wanted, hit, found = wanted + len(clashing), hit + len(clashing & told_here), found + len(told_here)
    hard = {report.id for report in home.values() if report.hardened}
    return {
        "figure_conflicts": {"recall": _share(hit, wanted), "precision": _share(hit, found), "gold": wanted},
        "hardened_headlines": {
            "recall": _share(len(hard & told.headlines), len(hard)),
            "precision": _share(len(hard & told.headlines), len(told.headlines)),
            "gold": len(hard),
        },
    }


def _prf(confusion: Counter[tuple[str, str]], each: str) -> Line:
    right = confusion[each, each]
    predicted = sum(n for (_, found), n in confusion.items() if found == each)
    gold = sum(n for (wanted, _), n in confusion.items() if wanted == each)
    return {
        "precision": _share(right, predicted),
        "recall": _share(right, gold),
        "f1": _f1(right, predicted, gold),
        "gold": gold,
    }


def _f1(right: int, predicted: int, gold: int) -> float:
    return round(200 * right / (predicted + gold), 2) if predicted + gold else 0.0


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0
