"""Places on paper: which stretch of the world is shown, where a marker stands in it, and which are too close to part.

What always holds: one rule of projection, written beside the drawing so that a script can add outlines to it; a marker is drawn
as precise as its place is and no more; what is too close for two markers becomes one that says how many it stands for.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

WIDTH, HEIGHT = 720, 520  # units of the drawing: about pixels, so that markers are as large as a finger needs
MARGIN = 56  # units kept free around the outermost places
SPAN_LEAST, SPAN_MOST = 0.05, 170.0  # degrees of latitude from the lower edge to the upper
SPAN_FITTED = 4.0  # degrees shown at least, of one's own accord: a single town needs its surroundings
LATITUDE_MOST = 80.0  # degrees: beyond, the middle of the drawing would be all one meridian
CLOSE = 29.0  # units: markers nearer than this cannot both be pressed (24 pixels are the least for a target)
NEAR_KM = 25.0  # what "near a town" is drawn as
KM_A_DEGREE = 111.32
RING = {"district": 15.0, "province": 20.0, "region": 25.0}  # units: their size says nothing, only that it is no point
STEPS = (30.0, 15.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01)  # degrees between two lines of the graticule
LINES = 4  # lines wanted across the height of the drawing
LETTER = 6.6  # units a letter of a label takes, about
LABEL_LONGEST = 28  # letters
PAN = 0.3  # part of the drawing that one step of panning moves
ZOOM = 2.0

Shape = Literal["dot", "circle", "ring", "cluster"]
Anchor = Literal["start", "end", "middle"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """A stretch of the world: its middle, and how many degrees of latitude it is high. Equirectangular, true in the middle."""

    lat: float
    lon: float
    span: float

    @property
    def scale(self) -> float:
        """Units of the drawing a degree of latitude takes."""
        return HEIGHT / self.span

    @property
    def narrowing(self) -> float:
        """A degree of longitude by one of latitude, in the middle."""
        return math.cos(math.radians(min(abs(self.lat), LATITUDE_MOST)))

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a place stands in the drawing: right, then down."""
        away = (lon - self.lon + 540.0) % 360.0 - 180.0
        return WIDTH / 2 + away * self.scale * self.narrowing, HEIGHT / 2 - (lat - self.lat) * self.scale

    @property
    def address(self) -> str:
        return f"{self.lat:.4f},{self.lon:.4f},{self.span:.4f}"

    def moved(self, right: float, up: float, by: float = 1.0) -> View:
        """The view after panning by parts of its height, and zooming in by a factor."""
        lon = self.lon + right * PAN * self.span / self.narrowing
        return _within(self.lat + up * PAN * self.span, lon, self.span / by)


WORLD = View(15.0, 12.0, 150.0)


def view_of(given: str) -> View | None:
    """The view that an address names; None where it names none."""
    numbers = given.split(",")
    if len(numbers) != 3 or not all(re.fullmatch(r"-?[0-9]{1,4}(\.[0-9]{1,8})?", each) for each in numbers):
        return None
    lat, lon, span = (float(each) for each in numbers)
    return _within(lat, lon, span)


def _within(lat: float, lon: float, span: float) -> View:
    return View(max(-85.0, min(85.0, lat)), (lon + 180.0) % 360.0 - 180.0, max(SPAN_LEAST, min(SPAN_MOST, span)))


def fitted(points: Sequence[tuple[float, float]], least: float = SPAN_FITTED) -> View:
    """The view that shows all points and their surroundings; the world, where there are none."""
    if not points:
        return WORLD
    lats = [lat for lat, _ in points]
    lat = (min(lats) + max(lats)) / 2
    west, across = _shortest([lon for _, lon in points])
    high = max(max(lats) - min(lats), least)
    view = View(max(-85.0, min(85.0, lat)), (west + across / 2 + 180.0) % 360.0 - 180.0, high)
    wide = across * view.narrowing * HEIGHT / (WIDTH - 2 * MARGIN)
    return _within(view.lat, view.lon, max(high * HEIGHT / (HEIGHT - 2 * MARGIN), wide))


def _shortest(lons: Iterable[float]) -> tuple[float, float]:
    """The shortest stretch of longitudes that holds all: its west end and its width. It may cross 180 degrees."""
    ordered = sorted({(lon + 180.0) % 360.0 - 180.0 for lon in lons})
    gaps = [(there - here, there) for here, there in pairwise(ordered)] + [(ordered[0] + 360.0 - ordered[-1], ordered[0])]
    gap, west = max(gaps)
    return west, 360.0 - gap


# ---------------------------------------------------------------------------------------------------------------- markers


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to be marked. `weight` is what its marker counts, `words` what it is called aloud."""

    id: str
    name: str
    lat: float
    lon: float
    precision: str
    weight: int
    words: str


@dataclass(frozen=True, slots=True)
class Marker:
    """One mark of the drawing; `of` are the places it stands for, the weightiest first, `zoomed` the view that parts them."""

    shape: Shape
    x: float
    y: float
    radius: float
    of: tuple[Spot, ...]
    label: str
    label_x: float
    label_y: float
    label_anchor: Anchor
    zoomed: View | None

    @property
    def weight(self) -> int:
        return sum(spot.weight for spot in self.of)

    @property
    def tip_anchor(self) -> Anchor:
        return "start" if self.x < WIDTH * 0.3 else "end" if self.x > WIDTH * 0.7 else "middle"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the graticule, and where its degrees are written."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A view with all that is drawn in it. `outside` counts the places that lie beyond its edges."""

    view: View
    lines: tuple[Line, ...]
    markers: tuple[Marker, ...]
    outside: int
    step: float


def drawn(spots: Sequence[Spot], view: View) -> Drawing:
    """Markers for the places within a view, the weightiest first: these get the labels where there is room for few."""
    ordered = sorted(spots, key=lambda spot: (-spot.weight, spot.name, spot.id))
    at = {spot.id: view.point(spot.lat, spot.lon) for spot in ordered}
    inside = [spot for spot in ordered if 0 <= at[spot.id][0] <= WIDTH and 0 <= at[spot.id][1] <= HEIGHT]
    groups: list[list[Spot]] = []
    for spot in inside:
        x, y = at[spot.id]
        near = next((group for group in groups if math.dist((x, y), at[group[0].id]) < CLOSE), None)
        if near is None:
            groups.append([spot])
        else:
            near.append(spot)
    bare = [_marker(group, at[group[0].id], view) for group in groups]
    lines, step = _graticule(view)
    return Drawing(view, lines, _labelled(bare), len(ordered) - len(inside), step)


def _marker(group: Sequence[Spot], at: tuple[float, float], view: View) -> Marker:
    x, y = at
    shape, radius, zoomed = _shape(group[0], view)
    if len(group) > 1:
        shape, radius = "cluster", 14.0 + 2.0 * math.log10(max(1, sum(spot.weight for spot in group)))
        zoomed = _parting(group, view)
    return Marker(shape, round(x, 1), round(y, 1), round(radius, 1), tuple(group), "", 0.0, 0.0, "start", zoomed)


def _shape(spot: Spot, view: View) -> tuple[Shape, float, View | None]:
    if spot.precision in RING:
        return "ring", RING[spot.precision], None
    if spot.precision == "near":
        return "circle", max(9.0, NEAR_KM / KM_A_DEGREE * view.scale), None
    return "dot", 4.5 + 1.6 * math.log2(1 + spot.weight), None


def _parting(group: Sequence[Spot], view: View) -> View | None:
    """The view in which the places of a cluster stand apart; None where no view does that."""
    apart = max(
        math.dist(view.point(one.lat, one.lon), view.point(other.lat, other.lon)) for one in group[:1] for other in group[1:]
    )
    if apart * (view.span / SPAN_LEAST) < CLOSE:
        return None
    close = fitted([(spot.lat, spot.lon) for spot in group], least=SPAN_LEAST)
    return View(close.lat, close.lon, max(SPAN_LEAST, min(close.span, view.span / ZOOM)))


def _labelled(markers: Sequence[Marker]) -> tuple[Marker, ...]:
    """Markers with their names, where no other marker or name stands; a ring has its name always, for it has no other sense."""
    taken = [(one.x - 9, one.y - 9, one.x + 9, one.y + 9) for one in markers]
    found = []
    for one in markers:
        named = [_lettered(one, x, y, anchor) for x, y, anchor in _beside(one)]
        fits = [each for each in named if _is_free(_box(each), taken)]
        if not fits and one.shape == "ring":
            fits = named[:1] if one.x < WIDTH / 2 else named[1:2]
        found.append(fits[0] if fits else one)
        taken += [_box(each) for each in fits[:1]]
    return tuple(found)


def _beside(one: Marker) -> tuple[tuple[float, float, Anchor], ...]:
    """Where the name of a marker may stand, the most readable first."""
    off = min(one.radius, 26.0) + 5
    return (
        (one.x + off, one.y + 4, "start"), (one.x - off, one.y + 4, "end"),
        (one.x, one.y + off + 10, "middle"), (one.x, one.y - off, "middle"),
    )  # fmt: skip


def _lettered(one: Marker, x: float, y: float, anchor: Anchor) -> Marker:
    name = one.of[0].name if len(one.of) == 1 else f"{one.of[0].name} +{len(one.of) - 1}"
    name = name if len(name) <= LABEL_LONGEST else name[: LABEL_LONGEST - 1] + "…"
    return replace(one, label=name, label_x=round(x, 1), label_y=round(y, 1), label_anchor=anchor)


def _box(one: Marker) -> Box:
    """The box that a marker's name takes."""
    wide = len(one.label) * LETTER
    left = one.label_x - {"start": 0.0, "end": wide, "middle": wide / 2}[one.label_anchor]
    return left, one.label_y - 11, left + wide, one.label_y + 4


def _is_free(box: Box, taken: Sequence[Box]) -> bool:
    left, top, right, bottom = box
    inside = left >= 0 and right <= WIDTH and top >= 0 and bottom <= HEIGHT
    return inside and not any(_overlap(box, other) for other in taken)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _graticule(view: View) -> tuple[tuple[Line, ...], float]:
    """Lines of round degrees, about as many whatever is shown."""
    step = next((each for each in STEPS if view.span / each >= LINES), STEPS[-1])
    lines = []
    top, bottom = min(90.0, view.lat + view.span / 2), max(-90.0, view.lat - view.span / 2)
    for nth in range(math.ceil(bottom / step), math.floor(top / step) + 1):
        y = round(view.point(nth * step, view.lon)[1], 1)
        lines.append(Line(0, y, WIDTH, y, _degrees(nth * step, "N", "S")))
    half = min(180.0, WIDTH / 2 / (view.scale * view.narrowing))
    for nth in range(math.ceil((view.lon - half) / step), math.floor((view.lon + half) / step) + 1):
        lon = nth * step
        x = round(WIDTH / 2 + (lon - view.lon) * view.scale * view.narrowing, 1)
        lines.append(Line(x, 0, x, HEIGHT, _degrees((lon + 180.0) % 360.0 - 180.0, "E", "W")))
    return tuple(lines), step


def _degrees(value: float, positive: str, negative: str) -> str:
    written = f"{abs(value):.2f}".rstrip("0").rstrip(".")
    return f"{written}°{'' if written in ('0', '180') else positive if value > 0 else negative}"
