"""Makes the lists in `src/accordingto/extract/lexicons/listed` out of published collections; run by hand, the result committed.

    python knowledge/compile.py FOLDER

`FOLDER` holds `petrarch2` (the dictionaries of PETRARCH2) and `state_media` (State Media Profiles) as published, each with its
LICENSE, which is copied beside the lists. The same input gives the same bytes. What is left out, and why, is counted aloud.
"""

from __future__ import annotations

import csv
import re
import shutil
import sys
import tomllib
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from babel import Locale
from babel.core import get_global

from accordingto.extract.listed import listed_key
from accordingto.extract.names import lexicon
from accordingto.extract.own import AFFILIATIONS

LEXICONS = Path(__file__).parents[1] / "src" / "accordingto" / "extract" / "lexicons"
HORIZON = "20140130"  # the day the dictionary of countries was made; offices without an end are known until then
CENTURY = 30  # two-digit years from here on are of the twentieth century
LONGEST_NAME = 5  # words of a person's name
MOST_HOSTED = 12  # outlets under one host; a host of more is a platform

CODE = re.compile(r"\[([^\]]*)\]?")
PERIOD = re.compile(r"([<>]?)\s*(\d+)?\s*(?:-\s*(\d+))?$")
NO_PERSON = {
    "OF", "THE", "AND", "FOR", "GOVERNMENT", "REPUBLIC", "ARMY", "MINISTRY", "MINISTER", "PRESIDENT", "PRIME", "KING",
    "QUEEN", "PRINCE", "GENERAL", "FOREIGN", "SIR", "LORD", "LADY", "DAME", "SECRETARY", "COUNCIL", "FRONT", "PARTY",
    "UNITED", "NATIONAL", "ISLAMIC", "STATE", "ARMED", "FORCES", "MILITARY", "COLONEL", "COL", "GEN", "COMMODORE",
    "MAJ", "MAJOR", "DR", "MR", "MRS", "MS", "ADMIRAL", "MARSHAL", "POPE", "VICE", "DEPUTY", "CHANCELLOR", "SENATOR",
    "GOVERNOR", "AMBASSADOR", "JUDGE", "CHIEF", "HOJJAT", "LT", "BRIG", "BRIGADIER", "CAPT", "CAPTAIN", "SHEIKH",
    "AYATOLLAH", "PREMIER", "LEADER", "CROWN", "EMPEROR", "EMIR", "SULTAN", "KPA", "REP", "SEN", "HIGHNESS", "MAJESTY",
    "JUSTICE",
}  # fmt: skip
LANDS = {
    "UK": "GB", "DR Congo": "CD", "Congo": "CG", "Côte d'Ivoire": "CI", "Europen Union": None, "Hong Kong": "HK", "Macao": "MO",
    "Myanmar": "MM", "Palestine territories": "PS", "The Gambia": "GM", "Turkey": "TR", "UAE": "AE",
    "United States of America": "US", "Bosnia and Herzegovina": "BA",
}  # fmt: skip
OLD_CODES = {"ROM": "RO", "TMP": "TL", "KSV": "XK", "SRB": "RS", "ZAR": "CD", "BHG": "BA", "MNE": "ME", "PSE": "PS"}
BODIES = {"IGOUNO": "un", "IGOEUREEC": "eu", "IGOWSTNAT": "nato", "IGOMEAARL": "arab-league", "IGOAFROAU": "african-union"}
PLATFORMS = {
    "facebook.com", "twitter.com", "youtube.com", "instagram.com", "t.me", "vk.com", "linkedin.com", "wikipedia.org",
    "en.wikipedia.org", "blogspot.com", "wordpress.com", "tunein.com", "google.com", "apps.apple.com",
    "play.google.com", "web.archive.org",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor of a dictionary: names in capitals with spaces, codes with their period as written."""

    names: tuple[str, ...]
    codes: tuple[str, ...]


def main(folder: Path) -> None:
    codes = set(tomllib.loads((LEXICONS / "en" / "countries.toml").read_text(encoding="utf-8")))
    out = LEXICONS / "listed"
    out.mkdir(exist_ok=True)
    write(out / "outlets.tsv", outlets(folder / "state_media" / "State_Media_Matrix.csv", codes))
    petrarch = folder / "petrarch2"
    write(out / "offices.tsv", offices(petrarch, codes))
    write(out / "groups.tsv", groups(petrarch / "Phoenix.MilNonState.actors.txt", codes))
    shutil.copyfile(folder / "state_media" / "LICENSE", out / "LICENSE-state-media-profiles.txt")
    shutil.copyfile(petrarch / "LICENSE", out / "LICENSE-petrarch2.txt")
    for name in ("LICENSE-state-media-profiles.txt", "LICENSE-petrarch2.txt"):
        (out / name).chmod(0o644)


def write(path: Path, rows: Iterable[str]) -> None:
    lines = sorted(set(rows))
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    say(f"{path.name}: {len(lines):,} lines, {path.stat().st_size:,} bytes")


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


# -- PETRARCH2 -----------------------------------------------------------------------------------------------------------------


def entries(path: Path) -> Iterator[Entry]:
    """Yield the actors of a dictionary: a name, further names after `+`, codes in brackets."""
    names: list[str] = []
    codes: list[str] = []
    for raw in path.read_text(encoding="utf-8-sig").splitlines():
        line = raw.partition("#")[0].rstrip()
        name = CODE.sub("", line).strip()
        if name and not name.startswith("+"):
            if names:
                yield Entry(tuple(names), tuple(codes))
            names, codes = [], []
        if name:
            names.append(" ".join(name.lstrip("+").replace("_", " ").split()))
        codes.extend(CODE.findall(line))
    if names:
        yield Entry(tuple(names), tuple(codes))


def land(code: str, known: set[str]) -> str | None:
    """The two-letter code of a country that a CAMEO code begins with; None where it is no country that is known."""
    three = code[:3]
    two = OLD_CODES.get(three) or next(iter(get_global("territory_aliases").get(three, ())), None)
    return two if two in known else None


def day(written: str) -> str | None:
    """`YYMMDD` or `YYYYMMDD` as `YYYYMMDD`; None where it is neither, or no day."""
    if len(written) == 6:
        written = ("19" if int(written[:2]) >= CENTURY else "20") + written
    if len(written) != 8 or not ("1900" <= written[:4] <= "2014" and "01" <= written[4:6] <= "12"):
        return None
    if int(written[:4]) < 1900 + CENTURY:
        return None
    last = monthrange(int(written[:4]), int(written[4:6]))[1]
    return f"{written[:6]}{min(max(int(written[6:]), 1), last):02}"


def periods(entry: Entry, known: set[str]) -> dict[str, list[tuple[str, str, str]]]:
    """The dated offices of an entry: by country or body, (code, first day, last day); an open end is empty."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for written in entry.codes:
        code, _, when = written.strip().partition(" ")
        body = next((id for prefix, id in BODIES.items() if code.startswith(prefix)), None)
        where, role = (body, "IGO") if body is not None else (land(code, known), code[3:])
        match = PERIOD.match(when.strip())
        if where is None or match is None or not when.strip() or role[:3] not in ("GOV", "MIL", "LEG", "JUD", "SPY", "IGO"):
            continue
        sign, first, last = match.groups()
        start, end = (day(first) if first else None), (day(last) if last else None)
        if sign == "<":
            start, end = "", start
        elif sign == ">":
            end = ""
        if start is not None and end is not None and (not end or start <= end) and start <= HORIZON:
            found[where].append((role, start, "" if end > HORIZON else end))
    return {where: sorted(set(spans)) for where, spans in found.items()}


def offices(folder: Path, known: set[str]) -> Iterator[str]:
    """Yield `key TAB country or body TAB office FIRST-LAST;…` of everybody with a full name and a dated office."""
    held: dict[tuple[str, str], list[list[tuple[str, str, str]]]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for name in ("Phoenix.Countries.actors.txt", "Phoenix.International.actors.txt"):
        for entry in entries(folder / name):
            spans = periods(entry, known)
            for key in {listed_key(each) for each in entry.names if _personal(each)} if spans else ():
                if not 1 < len(key.split()) <= LONGEST_NAME:
                    counts["one word, or too long"] += 1
                    continue
                for where, spent in spans.items():
                    held[key, where].append(spent)
    for (key, where), several in held.items():
        merged = _joined(span for spent in several for span in spent)
        if len({str(spent) for spent in several}) > 1 and not _one_life(several):
            counts["two people of one name and country"] += 1
            continue
        yield f"{key}\t{where}\t{';'.join(f'{code} {first[2:]}-{last[2:]}' for code, first, last in merged)}"
    say(f"offices left out: {dict(counts)}")


def _personal(name: str) -> bool:
    words = set(re.split(r"[\W_]+", name.upper()))
    return not words & NO_PERSON and not any(letter.isdigit() or letter in '"()/' for letter in name)


def _one_life(several: list[list[tuple[str, str, str]]]) -> bool:
    """Whether entries of one name tell of one person: some period of theirs is the same."""
    return any(set(one) & set(other) for at, one in enumerate(several) for other in several[at + 1 :])


def _joined(spans: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Periods in one office that meet, as one."""
    joined: list[tuple[str, str, str]] = []
    for code, first, last in sorted(set(spans)):
        if joined and joined[-1][0] == code and (not joined[-1][2] or joined[-1][2] >= first):
            ends = joined[-1][2], last
            joined[-1] = (code, joined[-1][1], "" if "" in ends else max(ends))
        else:
            joined.append((code, first, last))
    return sorted(joined, key=lambda span: (span[1], span[2] or "9", span[0]))


def groups(path: Path, known: set[str]) -> Iterator[str]:
    """Yield `key TAB country TAB id` of each name of an armed group that one country's code stands beside.

    A group under whose names one known actor stands has that actor's id; an entry that lumps two together is left out.
    """
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    by_name: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
    for sense in lexicon().senses.values():
        for name in sense.names if sense.type == "actor" else ():
            by_name[listed_key(name)].add((sense.id, sense.country if sense.kind == "armed_group" else None))
    for entry in entries(path):
        lands = {land(code, known) for code in entry.codes if code.strip().endswith("REB")}
        where = next(iter(lands)) if len(lands) == 1 else None
        if where is None:
            continue
        names = [each for name in entry.names for each in _apart(name)]
        keys = [key for key in dict.fromkeys(map(listed_key, names)) if " " in key]
        bearers = {id for key in keys for id, country in by_name.get(key, ()) if country == where}
        if len(bearers) > 1 or not keys:
            continue
        id = next(iter(bearers), f"petrarch2:{keys[0].replace(' ', '-')}")
        for key in keys:
            if key not in by_name:
                found[key, where].add(id)
    for (key, where), ids in found.items():
        if len(ids) == 1:
            yield f"{key}\t{where}\t{next(iter(ids))}"


def _apart(name: str) -> Iterator[str]:
    """Yield a name without what stands in brackets after it, which tells its country, its faction or its letters."""
    if "(" not in name:
        yield name
    elif re.search(r"\((?:[A-Z-]{2,8})\)$", name) and "FACTION" not in name:
        yield name.partition("(")[0].strip()


# -- State Media Profiles ------------------------------------------------------------------------------------------------------


def outlets(path: Path, known: set[str]) -> Iterator[str]:
    """Yield `key TAB country TAB code` of each name and `@host TAB country TAB code` of each host that has one code only."""
    by_name = {name: code for code, name in Locale("en").territories.items() if len(code) == 2} | LANDS
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    companies: dict[tuple[str, str], set[str]] = defaultdict(set)
    hosts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    shared: Counter[str] = Counter()
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            where, code = by_name.get(row["Country"].strip()), row["Typology"].strip()
            for name in _called(row["Main assets"]):
                codes[listed_key(name), where or ""].add(code)
            for name in _called(row["Media company"]):
                companies[listed_key(name), where or ""].add(code)
            host = (urlsplit(row["URL"].strip()).hostname or "").removeprefix("www.")
            if host and where is not None:
                hosts[host].add((where, code))
                shared[host] += 1
    for both, told in companies.items():
        codes.setdefault(both, told)
    left_out: Counter[str] = Counter()
    for (key, where), told in codes.items():
        only = next(iter(told)) if len(told) == 1 else ""
        if where not in known or only not in AFFILIATIONS or len(key) < 2:
            left_out["no country, or no single code" if len(key) > 1 else "no name"] += 1
            continue
        yield f"{key}\t{where}\t{only}"
    for host, pairs in hosts.items():
        land_of, kind = next(iter(pairs))
        if len(pairs) == 1 and kind in AFFILIATIONS and host not in PLATFORMS and shared[host] <= MOST_HOSTED:
            yield f"@{host}\t{land_of}\t{kind}"
    say(f"outlets left out: {dict(left_out)}")


def _called(written: str) -> Iterator[str]:
    """Yield the names in a cell: without what is said of their kind, and those in brackets by themselves."""
    bare = re.sub(r"^\s*(?:Print|Online|TV|Radio|News agency)\s*:\s*", "", written).replace("*", " ")
    for inside in re.findall(r"\(([^()]*)\)", bare):
        if re.fullmatch(r"[^\W\d_a-z][\w'’. -]{1,40}", inside) and not re.search(
            r"control|formerly|former|recogni|closed", inside, re.I
        ):
            yield inside
    outside = re.sub(r"\([^()]*\)?", " ", bare)
    for name in re.split(r"\s[-–]\s|;|/", outside):
        if len(" ".join(name.split())) > 1 and re.search(r"[A-Za-z]", name):
            yield " ".join(name.split())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
