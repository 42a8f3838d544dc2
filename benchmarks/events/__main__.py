"""Score events on six sets: naive readers beside ours, what each part gives, what is wrong by class, and what it costs.

    python -m benchmarks.events --data DATA [--score SCORERS] [--out build/benchmarks] [--only police_events,reality]
                                [--parts tables,ablation,errors,cost] [--every 8] [--samples 2000] [--readme]

Prints the tables of README.md. Records are built by rules alone. Intervals are of 95 %, by drawing documents anew (for
coreference: none). `--every 8` leaves parts out on every eighth document of large sets. A set that is absent is skipped.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks import intervals, readings, tables
from benchmarks.events import naive

Json = dict[str, Any]
Columns = Mapping[str, tuple[str, ...]]  # heading -> paths of the scorer's answer, whose mean it shows


@dataclass(frozen=True)
class Task:
    """A set, its scorer, and the figures shown of it. `:recall` behind a path shows recall instead of F1."""

    data: str
    scorer: str
    columns: Columns
    whole: Mapping[str, str]  # heading -> path of a figure that does not add up over documents: shown without an interval
    by: str = "documents"
    gold: str = "gold.jsonl"


LABELS = ("KILL", "ARREST", "FORCE", "FAIL", "ANY_ACTION")
TASKS = {
    "police_events": Task(
        "police_events", "police_events",
        {
            **{label: (f"sentences.{label}",) for label in LABELS},
            "macro, sentences": tuple(f"sentences.{label}" for label in LABELS),
            "macro, documents": tuple(f"documents.{label}" for label in LABELS),
        },
        {},
    ),
    "event_types": Task(
        "event_types", "event_types",
        {"detection F": ("detection",), "typed F": ("typed",), "kind accuracy": ("kind_accuracy",),
         "of all": ("kind_accuracy_all",)},
        {"kind macro F": "kind_macro_f1"},
    ),
    "event_types_case": Task(
        "event_types_case", "event_types",
        {name: (f"snippets.{name}",) for name in ("first", "any", "mode", "quiet")}, {},
    ),
    "reality": Task(
        "meantime", "reality", {"accuracy": ("matched",), "of all gold": ("all_gold",)},
        {
            "macro F": "matched.macro_f1",
            **{f"{name} F": f"matched.classes.{name}.f" for name in ("happened", "future", "hypothetical", "negated")},
        },
    ),
    "coreference": Task(
        "ecbplus", "event_coreference", {},
        {"mention recall": "mentions.mention_recall", "CoNLL F": "overlapping.conll_f1", "LEA": "overlapping.lea.f",
         "found only": "found.conll_f1", "without singletons": "no_singletons.conll_f1"}, by="topics",
    ),
    "coreference_meantime": Task(
        "meantime", "event_coreference", {},
        {"mention recall": "mentions.mention_recall", "CoNLL F": "overlapping.conll_f1", "LEA": "overlapping.lea.f",
         "found only": "found.conll_f1", "without singletons": "no_singletons.conll_f1"}, by="topics", gold="coreference.jsonl",
    ),
    "incidents": Task(
        "incidents", "incidents",
        {
            "relevant": ("relevant_documents",), "recall": ("incidents:recall",), "type": ("type",), "date": ("date",),
            "place": ("place",), "organisation F": ("perpetrator_organisation",), "victims F": ("victims",),
            "killed told F": ("killed.effect",), "killed count F": ("killed.counts",),
        },
        {"word, accuracy": "confidence.accuracy", "word, macro F": "confidence.macro_f1",
         "always as fact": "confidence.always_reported_as_fact", "end to end": "end_to_end"},
    ),
}  # fmt: skip


def nothing(*_: Any, **__: Any) -> None:
    """Stands in for a function that changes what it is given."""


def empty(*_: Any, **__: Any) -> tuple[()]:
    """Stands in for a function that finds."""
    return ()


def as_it_is(given: Any, *_: Any, **__: Any) -> Any:
    """Stands in for a function that makes something better of what it is given."""
    return given


ALL = ("police_events", "event_types", "event_types_case", "reality", "coreference", "incidents")
PARTS: Mapping[str, tuple[Sequence[str], Sequence[tuple[str, Callable[..., Any]]]]] = {  # with the sets it can matter for
    "nothing (the whole reader)": (ALL, ()),
    "event nouns": (ALL, (("extract.events.triggers._noun_rule", nothing),)),
    "participants shared by events of one sentence": (
        ("police_events", "event_types", "incidents"),
        (("extract.events.borrow", nothing),),
    ),
    "promises and threats told apart from deeds": (
        ("event_types", "event_types_case"),
        (("extract.events.collapse", nothing),),
    ),
    "time and place by the narration": (
        ("incidents",),
        (("extract.events.narration.Narration._scene_of", nothing),),
    ),
    "joining of mentions": (("coreference", "incidents"), (("relate.events.block", empty),)),
    "capitals put into case": (("incidents",), (("read.clean._cased", as_it_is),)),
}
LARGE = 400  # articles: of a larger set only every so-many-th is read where parts are left out
PARSE = frozenset(("capitals put into case",))  # what changes the parse, so that none can be kept
ABLATED = {  # what is shown of each part that is left out
    "police, macro": ("police_events", "sentences.macro_f1"),
    "PLOVER, typed F": ("event_types", "typed.f1"),
    "CASE, any": ("event_types_case", "snippets.any.accuracy"),
    "reality, macro F": ("reality", "matched.macro_f1"),
    "ECB+, CoNLL": ("coreference", "overlapping.conll_f1"),
    "MUC, recall": ("incidents", "incidents.recall"),
    "MUC, place": ("incidents", "place.accuracy"),
    "MUC, end to end": ("incidents", "end_to_end"),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.events", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the measuring sets")
    parser.add_argument("--score", type=Path, help="folder of the scorers (default: `score` beside the data)")
    parser.add_argument("--out", type=Path, default=Path("build/benchmarks"))
    parser.add_argument("--only", default="", help="names, with commas: " + ", ".join(TASKS))
    parser.add_argument("--parts", default="tables,ablation,errors,cost", help="with commas: tables, ablation, errors, cost")
    parser.add_argument("--every", type=int, default=8, help="every so-many-th document of large sets where parts are left out")
    parser.add_argument("--samples", type=int, default=intervals.SAMPLES, help="draws of documents for an interval")
    parser.add_argument("--readme", action="store_true", help="put the tables into README.md beside this script")
    options = parser.parse_args()
    page = Path(__file__).with_name("README.md") if options.readme else None
    scorers = options.score or options.data.parent / "score"
    options.out.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(scorers))
    wanted = [name for name in options.only.split(",") if name] or list(TASKS)
    parts = options.parts.split(",")
    there = {}
    for name in wanted:
        task, folder = TASKS[name], options.data / TASKS[name].data
        missing = [
            path for path in (folder / "pile.jsonl", folder / task.gold, scorers / f"{task.scorer}.py") if not path.exists()
        ]
        if missing:
            print(f"{name}: skipped, {missing[0]} is not there")
        else:
            there[name] = folder
    if {"tables", "errors"} & {*parts}:
        exports: dict[str, Path] = {}
        for name, folder in there.items():
            data = TASKS[name].data
            if data not in exports:
                exports[data] = readings.export_of(folder / "pile.jsonl", options.out / f"events-{data}")
            if "tables" in parts:
                tables.show(name, table(name, folder, exports[data], options.out, options.samples), page)
            if "errors" in parts and name in CLASSES:
                tables.show(f"{name} errors", CLASSES[name](folder, exports[data]), page)
    if "ablation" in parts and there:
        tables.show("left out", ablation(there, options.out, options.every), page)
    if "cost" in parts and "police_events" in there:
        pile = readings.sampled(there["police_events"] / "pile.jsonl", options.out / "events-cost.jsonl", 3)
        tables.show("cost", readings.cost_rows(pile, options.out / "events-cost"), page)
    if there:
        tables.show("measured", tables.measured(), page)
    return 0


# -- tables --------------------------------------------------------------------------------------------------------------------


def systems(name: str, export: Path, out: Path) -> Iterator[tuple[str, Path]]:
    """Yield the systems of a set, ours last; the naive ones write exports of their own."""
    path = out / f"events-{name}.naive.jsonl"
    if name == "reality":
        yield "always `happened`", naive.one_reality(export, path, "happened")
    elif name.startswith("coreference"):
        yield "never joined", naive.joined_by(export, path, word=False, across=False)
        yield "joined by the word, in an article", naive.joined_by(export, path, word=True, across=False)
        yield "joined by the word, in the pile", naive.joined_by(export, path, word=True, across=True)
    else:
        if name == "event_types":
            yield "our mentions, always the most frequent kind", naive.one_kind(export, path, most_frequent(export), None)
        if name == "event_types_case":
            yield "our mentions, always ASSAULT", naive.one_kind(export, path, "ASSAULT", None)
        yield "list of words", naive.keywords(export, path)
    yield "**accordingto**", export


def most_frequent(export: Path) -> str:
    kinds = Counter(str(row["kind"]) for row in readings.rows(export) if row["type"] == "event_mention" and row["kind"])
    return kinds.most_common(1)[0][0]


def table(name: str, folder: Path, export: Path, out: Path, samples: int) -> Iterator[str]:
    """Yield the rows of a set's table."""
    task = TASKS[name]
    rows = []
    for system, path in systems(name, export, out):
        whole, documents = scored(task, folder, path, apart=True)
        if system == "**accordingto**":
            (out / f"events-{name}.json").write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        counts = intervals.gathered(documents)
        cells = [intervals.interval([column(counts, path) for path in paths], samples) for paths in task.columns.values()]
        rows.append((system, [*cells, *(str(at(whole, path)) for path in task.whole.values())], len(documents)))
    headings = [*task.columns, *task.whole]
    yield f"| {rows[0][2]} {task.by} | {' | '.join(headings)} |"
    yield "|---" * (1 + len(headings)) + "|"
    for system, cells, _ in rows:
        yield f"| {system} | {' | '.join(cells)} |"


def column(counts: Mapping[str, intervals.Counts], path: str) -> intervals.Counts:
    """The counts of a figure; with `:recall` behind its path, those of its recall in place of F1."""
    name, _, recall = path.partition(":")
    return counts[name][:, [2, 3, 2, 3]] if recall else counts[name]


def at(figures: Json, path: str) -> Any:
    value: Any = figures
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def scored(
    task: Task, folder: Path, export: Path, *, apart: bool = False
) -> tuple[Json, list[dict[str, tuple[float, float, float, float]]]]:
    """A scorer's figures for an export, and with `apart` its counts for each document alone."""
    scorer = import_module(task.scorer)
    if hasattr(scorer, "reading"):
        reading = scorer.reading
        gold = reading.read_lines(folder / task.gold)
        record = reading.Record(reading.read_lines(export), reading.read_pile(folder / "pile.jsonl"))
        groups: dict[str, list[Json]] = defaultdict(list)
        if task.by == "topics":
            topic = {row["article"]: row["topic"] for row in gold if row["type"] == "mention"}
            for row in gold:
                groups[topic.get(row["article"], "")].append(row)
            groups.pop("", None)
            return scorer.score(gold, record, 0), [{} for _ in groups]
        for row in gold:
            groups[row["article"]].append(row)
        return scorer.score(gold, record, 0), [counted(scorer.score(rows, record, 0)) for rows in groups.values() if apart]
    pairing = import_module("pairing")
    gold = pairing.read_jsonl(folder / task.gold)
    record = pairing.Record(pairing.read_jsonl(export), gold)
    each = [intervals.counts_in(scorer.score([one], record, pairing.Errors())) for one in gold] if apart else []
    return scorer.score(gold, record, pairing.Errors()), each


def counted(figures: Json) -> dict[str, tuple[float, float, float, float]]:
    """Of reality: how many of an article's events have the right value."""
    held = {}
    for path in ("matched", "all_gold"):
        of = figures[path]["gold"]
        right = round(figures[path]["accuracy"] * of / 100)
        held[path] = (float(right), float(of), float(right), float(of))
    return held


# -- parts left out ------------------------------------------------------------------------------------------------------------


def ablation(there: Mapping[str, Path], out: Path, every: int) -> Iterator[str]:
    """Yield a row for each part that is left out: the headline figure of each set without it."""
    shown = {heading: place for heading, place in ABLATED.items() if place[0] in there}
    yield f"| left out | {' | '.join(shown)} |"
    yield "|---" * (1 + len(shown)) + "|"
    piles = {}
    for name in {name for name, _ in shown.values()}:
        pile = there[name] / "pile.jsonl"
        large = TASKS[name].by == "documents" and len(readings.rows(pile)) > LARGE
        piles[name] = readings.sampled(pile, out / f"events-part.{name}.pile.jsonl", every) if large else pile
    with readings.parsed_once():
        for part in PARTS:
            if part not in PARSE:
                yield part_row(part, shown, piles, there, out)
    for part in PARSE:
        yield part_row(part, shown, piles, there, out)


def part_row(
    part: str,
    shown: Mapping[str, tuple[str, str]],
    piles: Mapping[str, Path],
    there: Mapping[str, Path],
    out: Path,
) -> str:
    sets, names = PARTS[part]
    with readings.without(names) as replaced:
        if names and not replaced:
            return f"| {part} | not a part of this version |" + " |" * (len(shown) - 1)
        figures = {}
        for name, pile in sorted(item for item in piles.items() if item[0] in sets):
            task = TASKS[name]
            export = readings.export_of(pile, out / f"events-part-{name}")
            same = pile.parent == there[name]
            folder = there[name] if same else sampled_gold(there[name], pile, out / f"events-part.{name}.gold")
            figures[name] = scored(task, folder, export)[0]
    return (
        f"| {part} | {' | '.join(str(at(figures[name], path)) if name in figures else '' for name, path in shown.values())} |"
    )


def sampled_gold(folder: Path, pile: Path, out: Path) -> Path:
    """The gold of a sampled pile, in a folder of its own."""
    ids = {row["id"] for row in readings.rows(pile)}
    out.mkdir(parents=True, exist_ok=True)
    readings.written([row for row in readings.rows(folder / "gold.jsonl") if row["id"] in ids], out / "gold.jsonl")
    return out


# -- errors by class -----------------------------------------------------------------------------------------------------------


def police_classes(folder: Path, export: Path) -> Iterator[str]:
    """Yield, for labels missed and labels given wrongly, why: how many sentences of each class."""
    scorer, pairing = import_module("police_events"), import_module("pairing")
    gold = pairing.read_jsonl(folder / "gold.jsonl")
    record = pairing.Record(pairing.read_jsonl(export), gold)
    missed: dict[str, Counter[str]] = defaultdict(Counter)
    spurious: dict[str, Counter[str]] = defaultdict(Counter)
    for document in gold:
        mentions = record.of("event_mention", document["id"])
        figures = [f for f in record.of("figure", document["id"]) if f["counted"] == "killed" and f.get("event")]
        for sentence in document["sentences"]:
            inside = [m for m in mentions if sentence["start"] <= pairing.place_in_text(m) < sentence["end"]]
            killed = {f["event"] for f in figures if sentence["start"] <= pairing.place_in_text(f) < sentence["end"]}
            found = set().union(*(scorer.labels(m, killed, record) for m in inside))
            police = [m for m in inside if scorer.by_police(m, record)]
            for label in set(sentence["labels"]) - found:
                if not inside:
                    why = "no event is found in the sentence"
                elif not police:
                    why = "none of its events has police as its actor"
                elif label == "FAIL" or not any(m["reality"] in ("happened", "ongoing") for m in police):
                    why = "the reality is another"
                elif all(m["kind"] is None for m in police):
                    why = "police do something outside the sixteen kinds"
                else:
                    why = "the kind or mode is another"
                missed[label][why] += 1
            for label in found - set(sentence["labels"]):
                giver = next(m for m in inside if label in scorer.labels(m, killed, record))
                if not giver.get("actor"):
                    why = "nobody is named as its actor"
                elif sentence["labels"]:
                    why = "police act, and do something else"
                else:
                    why = "police act, and the readers did not count it"
                spurious[label][why] += 1
    yield "| label | missed because | sentences |\n|---|---|---|"
    yield from (f"| {label} | {why} | {many} |" for label in LABELS for why, many in missed[label].most_common())
    yield "\n| label | given wrongly where | sentences |\n|---|---|---|"
    yield from (f"| {label} | {why} | {many} |" for label in LABELS for why, many in spurious[label].most_common())


def pair_classes(folder: Path, export: Path) -> Iterator[str]:
    """Yield why a pair of source and target is not found with its kind, and which kinds are taken for which."""
    scorer, pairing = import_module("event_types"), import_module("pairing")
    gold = pairing.read_jsonl(folder / "gold.jsonl")
    record = pairing.Record(pairing.read_jsonl(export), gold)
    why: Counter[str] = Counter()
    confused: Counter[tuple[str, str]] = Counter()
    for document in gold:
        mentions = record.of("event_mention", document["id"])
        for pair in document["pairs"]:
            hits = [m for m in mentions if scorer.matches(pair, m)]
            wanted = {scorer.collapsed(kind) for kind in pair["kinds"]}
            if any(scorer.collapsed(m["kind"]) in wanted for m in hits):
                why["found with its kind"] += 1
            elif hits:
                why["found with another kind"] += 1
                confused[min(wanted), scorer.collapsed(hits[0]["kind"]) or "none"] += 1
            elif any(scorer.collapsed(m["kind"]) in wanted for m in mentions):
                why["an event of its kind is found, with other participants"] += 1
            elif mentions:
                why["only other events are found"] += 1
            else:
                why["no event is found"] += 1
    yield "| pairs of PLOVER's records | number |\n|---|---|"
    yield from (f"| {each} | {many} |" for each, many in why.most_common())
    yield "\nTaken for another: " + ", ".join(f"{a} as {b} {many}" for (a, b), many in confused.most_common(8)) + "."


def incident_classes(folder: Path, export: Path) -> Iterator[str]:
    """Yield why incidents are missed, and what is wrong in those that are found."""
    scorer, pairing = import_module("incidents"), import_module("pairing")
    gold = pairing.read_jsonl(folder / "gold.jsonl")
    record = pairing.Record(pairing.read_jsonl(export), gold)
    errors = pairing.Errors()
    scorer.score(gold, record, errors)
    what = Counter(item["what"] for item in errors.items)
    found = {
        item["id"]: len(scorer.events_of(item["id"], record)) for item in errors.items if item["what"] == "incident missed"
    }
    split = Counter("no event of such a type is found" if not found[item["id"]] else "its events stand for others"
                    for item in errors.items if item["what"] == "incident missed")  # fmt: skip
    yield "| incidents | number |\n|---|---|"
    yield from (f"| missed: {each} | {many} |" for each, many in split.most_common())
    yield from (f"| {each} | {many} |" for each, many in what.most_common() if each != "incident missed")


CLASSES = {"police_events": police_classes, "event_types": pair_classes, "incidents": incident_classes}

if __name__ == "__main__":
    sys.exit(main())
