"""Resolve the places of a measuring set again and again, each time without one kind of evidence.

    python -m benchmarks.places --data DATA [--sweep]

Names are found once, by the whole pipeline; a row leaves out some of what speaks for a candidate. `--sweep` tries other
thresholds and fits the weights, to see whether those in `extract/places.py` still stand near the best; it changes nothing.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unittest import mock

import accordingto
from accordingto.extract import places
from accordingto.extract.gazetteer import gazetteer
from accordingto.model import Entity, Findings, Mention
from accordingto.record.readings import unpacked

NEAR_KM = 161.0  # 100 miles, the usual threshold
SAME_KM = 60.0  # nearer candidates are taken for the one of the gold
STEPS, PACE, LEASH = 300, 0.03, 0.3  # of the fit: rounds, step of Adam, weight of the penalty

WITHOUT: dict[str, tuple[str, ...]] = {
    "all evidence": (),
    "without the area named with a place": ("area named with it", "another area named with it", "area told after a place"),
    "without the other places": (
        "places of its country", "share in its country", "places of its province", "share in its province",
        "its province or district named", "places near",
    ),
    "without the country of the address": ("country of the address", "another country's address"),
    "without countries named and known": ("country named", "country known"),
    "without sizes": ("tenfold people", "capital"),
}  # fmt: skip
SIZE_ALONE = ("own name", "nearly so", "tenfold people")


@dataclass(frozen=True)
class Article:
    """An article as found, before its places were located, with the gold toponyms that have coordinates."""

    corpus: str
    found: Findings
    entities: Sequence[Entity]
    mentions: Sequence[Mention]
    gold: Sequence[Mapping[str, object]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.places", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the measuring sets")
    parser.add_argument("--sweep", action="store_true", help="thresholds and fitted weights, too")
    options = parser.parse_args()
    folder = options.data / "places"
    if not (folder / "pile.jsonl").exists():
        print(f"skipped: {folder / 'pile.jsonl'} is not there")
        return 0
    articles = list(read(folder))
    print(f"{'':44}" + "".join(f"{corpus:>28}" for corpus in sorted({one.corpus for one in articles})))
    print(f"{'of found names with coordinates:':44}" + f"{'resolved  near  both':>28}" * 2)
    for label, left_out in WITHOUT.items():
        weights = {name: 0.0 if name in left_out else value for name, value in places.WEIGHTS.items()}
        with mock.patch.dict(places.WEIGHTS, weights):
            row(label, articles)
    alone = {name: value if name in SIZE_ALONE else 0.0 for name, value in places.WEIGHTS.items()}
    with mock.patch.dict(places.WEIGHTS, alone), mock.patch.multiple(places, SURE=0.0, FACTOR=0):
        row("the largest of its name (naive)", articles)
    begin = time.process_time()
    for one in articles:
        places.located(one.found.article, one.entities, one.mentions)
    print(f"{time.process_time() - begin:.2f} s of processor time for {len(articles)} articles, all names known by then")
    if options.sweep:
        sweep(articles)
    return 0


def read(folder: Path) -> Iterator[Article]:
    """Build a record of the set by rules alone and yield its articles as they were before places were located."""
    gold = {one["id"]: one for one in map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())}
    with tempfile.TemporaryDirectory() as room:
        record = Path(room) / "places.db"
        accordingto.build([folder / "pile.jsonl"], record=record, model=False)
        with accordingto.Record.open(record) as held:
            readings = [unpacked(data) for _, data in dict(held.readings()).values()]
    for found in readings:
        if found is None:
            continue
        told = gold[found.article.uri.partition("#")[2]]
        vague = {entity.id for entity in found.entities if "near" in entity.links or "part_of" in entity.links}
        entities = [
            replace(one, place=None) if one.place is not None and "country" not in one.links else one
            for one in found.entities
            if one.id not in vague
        ]
        toponyms = [one for one in told["toponyms"] if one["kind"] == "toponym" and one["lat"] is not None]
        yield Article(told["corpus"], found, entities, [m for m in found.mentions if m.entity not in vague], toponyms)


def row(label: str, articles: Sequence[Article]) -> None:
    """Print the shares of found toponyms that are resolved, of these near their gold, and of all found near theirs."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in articles:
        located = {entity.id: entity for entity in places.located(one.found.article, one.entities, one.mentions)[0]}
        for toponym in one.gold:
            hit = next(
                (m for m in one.mentions if m.form == "name" and _meets(m, toponym) and located[m.entity].kind == "place"), None
            )
            if hit is None:
                continue
            count, where = counts[one.corpus], located[hit.entity].place
            count[0] += 1
            if where is not None and where.lat is not None and where.lon is not None:
                count[1] += 1
                count[2] += _km(float(toponym["lat"]), float(toponym["lon"]), where.lat, where.lon) <= NEAR_KM  # type: ignore[arg-type]
    cells = [counts[corpus] for corpus in sorted(counts)]
    print(f"{label:44}" + "".join(f"{100 * b / a:14.1f}{100 * c / max(b, 1):7.1f}{100 * c / a:7.1f}" for a, b, c in cells))


def _meets(mention: Mention, toponym: Mapping[str, object]) -> bool:
    return mention.span.start < int(toponym["end"]) and int(toponym["start"]) < mention.span.end  # type: ignore[call-overload,no-any-return]


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    north, south = math.radians(lat), math.radians(other_lat)
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(math.radians(lon - other_lon) / 2) ** 2
    return 2 * places.EARTH * math.asin(min(1.0, math.sqrt(half)))


def sweep(articles: Sequence[Article]) -> None:
    """Print what other thresholds give, and the weights that a conditional logit would choose."""
    for sure in (0.2, 0.3, 0.4, 0.5, 0.7):
        for factor in (3, 10, 30):
            with mock.patch.multiple(places, SURE=sure, FACTOR=factor):
                row(f"smallest share {sure}, factor {factor}", articles)
    names = list(places.WEIGHTS)
    weights = [places.WEIGHTS[name] for name in names]
    choices = list(_choices(articles, names))
    mean, spread = [0.0] * len(names), [0.0] * len(names)
    for step in range(1, STEPS + 1):
        slope = [LEASH * weight for weight in weights]
        for candidates, right in choices:
            shares = places._shares([sum(w * x for w, x in zip(weights, each, strict=True)) for each in candidates])
            for number, (each, share) in enumerate(zip(candidates, shares, strict=True)):
                for at, value in enumerate(each):
                    if value:
                        slope[at] += (share - (number == right)) * value
        for at, each_slope in enumerate(slope):
            mean[at] = 0.9 * mean[at] + 0.1 * each_slope
            spread[at] = 0.999 * spread[at] + 0.001 * each_slope**2
            weights[at] -= PACE * (mean[at] / (1 - 0.9**step)) / (math.sqrt(spread[at] / (1 - 0.999**step)) + 1e-8)
    print(f"\n{'weight':34}{'used':>8}{'fitted':>8}   on {len(choices)} names with more than one bearer")
    for name, weight in zip(names, weights, strict=True):
        print(f"{name:34}{places.WEIGHTS[name]:8.1f}{weight:8.2f}")


def _choices(articles: Sequence[Article], names: Sequence[str]) -> Iterator[tuple[list[list[float]], int]]:
    """Yield for every name with several bearers what speaks for each of them, and the number of the right one."""
    held = gazetteer()
    assert held is not None, "no gazetteer: make gazetteer"
    for one in articles:
        article = one.found.article
        named = list(places._named(held, article, one.entities, one.mentions))
        countries, address = places._countries(one.entities, one.mentions), places._address(article)
        places._weigh(article, named, countries)
        company = places.Company([places._votes(each) for each in named])
        for number, each in enumerate(named):
            gold = [t for t in one.gold if any(_meets(mention, t) for mention in each.mentions)]
            if not gold or len(each.spots) < 2:
                continue
            right = _right(each, gold[0])
            if right is None:
                continue
            told = [{**places._alone(each, spot, countries, address), **company.says(number, spot)} for spot in each.spots]
            yield [[features.get(name, 0.0) for name in names] for features in told], right


def _right(named: places.Named, gold: Mapping[str, object]) -> int | None:
    for number, spot in enumerate(named.spots):
        if str(spot.id) == str(gold["geonames"]):
            return number
    far = [
        (_km(float(gold["lat"]), float(gold["lon"]), spot.lat, spot.lon), number)  # type: ignore[arg-type]
        for number, spot in enumerate(named.spots)
        if spot.lat is not None and spot.lon is not None
    ]
    return min(far)[1] if far and min(far)[0] < SAME_KM else None


if __name__ == "__main__":
    sys.exit(main())
