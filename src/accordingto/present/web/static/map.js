// What scripts add to the Map: the outlines of land and borders, dragging, and the arrow keys. Markers, their clusters and every
// step of moving and zooming are the server's, as links; the drawing says by what rule it is projected, and this follows it.

import { feature, mesh } from "./vendor/geo.js";

const OUTLINES = new URL("./vendor/countries-50m.json", import.meta.url);
const FINE = 0.35; // units of the drawing below which two points of a line are one

let world = null;

/** A line that goes on beyond 180 degrees where it crosses them, rather than leaping round the world. A ring around a pole is closed over it. */
function whole(line) {
  let turns = 0;
  const found = line.map(([lon, lat], nth) => {
    if (nth > 0) turns -= Math.round((lon - line[nth - 1][0]) / 360);
    return [lon + turns * 360, lat];
  });
  const [first, last] = [found[0], found.at(-1)];
  if (Math.abs(last[0] - first[0]) > 180) {
    const pole = first[1] < 0 ? -90 : 90;
    found.push([last[0], pole], [first[0], pole], first);
  }
  return found;
}

/** Land as rings of degrees with their bounds, and borders as lines. Fetched once for a page. */
async function outlines() {
  if (world) return world;
  const topology = await (await fetch(OUTLINES)).json();
  const land = feature(topology, topology.objects.land);
  const polygons = (land.features ?? [land]).flatMap(({ geometry }) =>
    geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates]);
  const borders = mesh(topology, topology.objects.countries, (one, other) => one !== other);
  const bounded = (broken) => {
    const line = whole(broken);
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [lon, lat] of line) {
      west = Math.min(west, lon); east = Math.max(east, lon); south = Math.min(south, lat); north = Math.max(north, lat);
    }
    return { line, west, south, east, north };
  };
  world = { rings: polygons.flat().map(bounded), borders: borders.coordinates.map(bounded) };
  return world;
}

/** How degrees become units of a drawing: equirectangular, true in its middle, as `projection.py` has it. */
function projection(svg) {
  const [lat, lon, span, narrowing, width, height] =
    ["lat", "lon", "span", "narrowing", "width", "height"].map((name) => Number(svg.dataset[name]));
  const scale = height / span;
  return {
    scale, narrowing, width, height, lat, lon,
    x: (degrees, turn) => width / 2 + (degrees + turn - lon) * scale * narrowing,
    y: (degrees) => height / 2 - (degrees - lat) * scale,
  };
}

const isSeam = ([lon]) => Math.abs((Math.abs(lon) % 360) - 180) < 0.01;

/** Lines as path data, only those that reach into the drawing; at the seam of the world (180 degrees) a line is lifted. */
function path(lines, to, { closed = false, seamless = false } = {}) {
  const parts = [];
  for (const turn of [-360, 0, 360]) {
    for (const one of lines) {
      const [left, right] = [to.x(one.west, turn), to.x(one.east, turn)];
      const [top, bottom] = [to.y(one.north), to.y(one.south)];
      if (right < 0 || left > to.width || bottom < 0 || top > to.height) continue;
      if (closed && right - left < 1 && bottom - top < 1) continue;
      let drawn = "", lastX = NaN, lastY = NaN, lifted = true, previous = null;
      for (const point of one.line) {
        const [x, y] = [to.x(point[0], turn), to.y(point[1])];
        const seam = seamless && previous && ((isSeam(point) && isSeam(previous)) || (point[1] < -89.9 && previous[1] < -89.9));
        previous = point;
        if (seam) { lifted = true; lastX = x; lastY = y; continue; }
        if (!lifted && Math.abs(x - lastX) < FINE && Math.abs(y - lastY) < FINE) continue;
        if (lifted && seamless && !Number.isNaN(lastX)) drawn += `M${lastX.toFixed(1)} ${lastY.toFixed(1)}L${x.toFixed(1)} ${y.toFixed(1)}`;
        else drawn += `${lifted ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
        lifted = false;
        lastX = x;
        lastY = y;
      }
      parts.push(closed ? `${drawn}Z` : drawn);
    }
  }
  return parts.join("");
}

async function draw() {
  const svg = document.querySelector("#sheet svg");
  if (!svg || svg.dataset.drawn) return;
  svg.dataset.drawn = "begun";
  try {
    const { rings, borders } = await outlines();
    const to = projection(svg);
    svg.querySelector(".land").setAttribute("d", path(rings, to, { closed: true }));
    svg.querySelector(".coast").setAttribute("d", path(rings, to, { seamless: true }));
    svg.querySelector(".borders").setAttribute("d", path(borders, to));
    svg.dataset.drawn = "done";
  } catch {
    svg.dataset.drawn = "failed"; // the grid and the markers stand without outlines
  }
}

const press = (key) => document.querySelector(`.map-keys [data-key="${key}"]`)?.click();

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !event.target.closest("#atlas")) return;
  if (/^Arrow/.test(event.key)) {
    event.preventDefault();
    press(event.key);
  }
});

// Dragging: the drawing follows the pointer, and where it is let go the server is asked for what is there.
let drag = null;
let dropped = -Infinity; // when the last drag ended: the click that comes with it is none
document.addEventListener("pointerdown", (event) => {
  const svg = event.target.closest("#sheet svg");
  if (!svg || event.button !== 0 || event.pointerType === "touch") return;
  drag = { svg, x: event.clientX, y: event.clientY, far: false };
});
document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const unit = Number(drag.svg.dataset.width) / drag.svg.getBoundingClientRect().width;
  const [right, down] = [(event.clientX - drag.x) * unit, (event.clientY - drag.y) * unit];
  drag.far ||= Math.hypot(right, down) > 6;
  if (!drag.far) return;
  drag.moved = { right, down };
  for (const part of drag.svg.querySelectorAll("g")) part.setAttribute("transform", `translate(${right} ${down})`);
});
document.addEventListener("pointerup", () => {
  const held = drag;
  drag = null;
  if (!held?.moved) return;
  const to = projection(held.svg);
  const lat = Math.max(-85, Math.min(85, to.lat + held.moved.down / to.scale));
  const lon = ((to.lon - held.moved.right / to.scale / to.narrowing + 540) % 360) - 180;
  const address = new URL(document.getElementById("atlas").dataset.href, location.href);
  address.searchParams.set("at", [lat, lon, Number(held.svg.dataset.span)].map((each) => each.toFixed(4)).join(","));
  dropped = performance.now();
  globalThis.htmx?.ajax("GET", address.pathname + address.search, { target: "#atlas", select: "#atlas", swap: "outerHTML" });
});
document.addEventListener("click", (event) => {
  if (performance.now() - dropped > 100 || !event.target.closest("#sheet")) return;
  event.preventDefault();
  event.stopPropagation();
}, { capture: true });
document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.("#sheet")) event.preventDefault();
});

// Whoever was on the map stays on it: on the key that was pressed, else on the drawing.
let here = null;
document.addEventListener("htmx:beforeSwap", () => {
  const focused = document.activeElement?.closest("#atlas") ? document.activeElement : null;
  here = focused && (focused.closest(".map-keys") ? focused.dataset.key : "sheet");
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "atlas") {
    // The address says what is shown, so that it can be sent to somebody; moving about does not fill the way back.
    history.replaceState(history.state, "", event.target.dataset.href);
    const again = here && (document.querySelector(`.map-keys [data-key="${here}"]`) ?? document.getElementById("sheet"));
    again?.focus({ preventScroll: true });
  }
  draw();
});

draw();
