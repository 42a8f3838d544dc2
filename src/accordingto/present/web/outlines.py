"""What the outlines of the map know of countries: their names and bounds, so that a point far from its country is noticed.

What always holds: nothing is asked of anyone; bounds are those of the outlines that the map itself draws, so both err alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

CODES = (
    "AD020 AE784 AF004 AG028 AI660 AL008 AM051 AO024 AQ010 AR032 AS016 AT040 AU036 AW533 AX248 AZ031 BA070 BB052 BD050 "
    "BE056 BF854 BG100 BH048 BI108 BJ204 BL652 BM060 BN096 BO068 BR076 BS044 BT064 BW072 BY112 BZ084 CA124 CD180 CF140 "
    "CG178 CH756 CI384 CK184 CL152 CM120 CN156 CO170 CR188 CU192 CV132 CW531 CY196 CZ203 DE276 DJ262 DK208 DM212 DO214 "
    "DZ012 EC218 EE233 EG818 EH732 ER232 ES724 ET231 FI246 FJ242 FK238 FM583 FO234 FR250 GA266 GB826 GD308 GE268 GG831 "
    "GH288 GL304 GM270 GN324 GQ226 GR300 GS239 GT320 GU316 GW624 GY328 HK344 HM334 HN340 HR191 HT332 HU348 ID360 IE372 "
    "IL376 IM833 IN356 IO086 IQ368 IR364 IS352 IT380 JE832 JM388 JO400 JP392 KE404 KG417 KH116 KI296 KM174 KN659 KP408 "
    "KR410 KW414 KY136 KZ398 LA418 LB422 LC662 LI438 LK144 LR430 LS426 LT440 LU442 LV428 LY434 MA504 MC492 MD498 ME499 "
    "MF663 MG450 MH584 MK807 ML466 MM104 MN496 MO446 MP580 MR478 MS500 MT470 MU480 MV462 MW454 MX484 MY458 MZ508 NA516 "
    "NC540 NE562 NF574 NG566 NI558 NL528 NO578 NP524 NR520 NU570 NZ554 OM512 PA591 PE604 PF258 PG598 PH608 PK586 PL616 "
    "PM666 PN612 PR630 PS275 PT620 PW585 PY600 QA634 RO642 RS688 RU643 RW646 SA682 SB090 SC690 SD729 SE752 SG702 SH654 "
    "SI705 SK703 SL694 SM674 SN686 SO706 SR740 SS728 ST678 SV222 SX534 SY760 SZ748 TC796 TD148 TF260 TG768 TH764 TJ762 "
    "TL626 TM795 TN788 TO776 TR792 TT780 TW158 TZ834 UA804 UG800 US840 UY858 UZ860 VA336 VC670 VE862 VG092 VI850 VN704 "
    "VU548 WF876 WS882 YE887 ZA710 ZM894 ZW716"
)
"""ISO 3166-1: two letters, as records have them, and three digits, as the outlines have them."""

LEEWAY = 0.75  # degrees: outlines leave out islets and smooth coasts; a point this near may still be of the country


@dataclass(frozen=True, slots=True)
class Country:
    """A country's name and the box it lies in, in degrees. Where it crosses 180 degrees, the box goes round the world."""

    name: str
    south: float
    west: float
    north: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        return self.south - LEEWAY <= lat <= self.north + LEEWAY and self.west - LEEWAY <= lon <= self.east + LEEWAY


def country(code: str | None) -> Country | None:
    """The country of two letters; None where the outlines have none."""
    return _countries().get((code or "").upper())


@cache
def _countries() -> dict[str, Country]:
    path = files("accordingto.present.web").joinpath("static", "vendor", "countries-50m.json")
    drawn = json.loads(path.read_text(encoding="utf-8"))
    (across, up), (west, south) = drawn["transform"]["scale"], drawn["transform"]["translate"]
    boxes = [_box(arc) for arc in drawn["arcs"]]
    found: dict[str, tuple[str, list[tuple[int, int, int, int]]]] = {}
    for shape in drawn["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        mine = [boxes[nth if nth >= 0 else ~nth] for nth in _numbers(shape.get("arcs", ()))]
        # Of the two shapes that share Australia's number the larger gives the name.
        known, others = found.get(shape.get("id", ""), ("", []))
        found[shape.get("id", "")] = (name if len(mine) > len(others) else known, [*others, *mine])
    by_number = {
        number: Country(
            name,
            south + up * min(box[1] for box in mine), west + across * min(box[0] for box in mine),
            south + up * max(box[3] for box in mine), west + across * max(box[2] for box in mine),
        )
        for number, (name, mine) in found.items()
        if mine
    }  # fmt: skip
    return {pair[:2]: by_number[pair[2:]] for pair in CODES.split() if pair[2:] in by_number}


def _box(arc: list[list[int]]) -> tuple[int, int, int, int]:
    """The box of an arc whose points are written as steps from the one before."""
    across, up = list(accumulate(step[0] for step in arc)), list(accumulate(step[1] for step in arc))
    return min(across), min(up), max(across), max(up)


def _numbers(nested: Any) -> Iterator[int]:
    for each in nested:
        if isinstance(each, int):
            yield each
        else:
            yield from _numbers(each)
