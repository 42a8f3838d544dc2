// What scripts add to every page: keys, and a voice for what was done. Without them every page does the same, with links and forms.

const off = "accordingto-keys-off";
const inField = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
let going = false;

const keysOff = () => localStorage.getItem(off) === "1";

function step(by) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex((row) => row.classList.contains("current"));
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))];
  if (at >= 0) all[at].classList.remove("current");
  next.classList.add("current");
  const link = next.matches("a") ? next : next.querySelector("a");
  (link ?? next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function press(key) {
  const row = document.querySelector("[data-row].current");
  const inRow = row?.querySelector(`[data-key="${key}"]`);
  const target = inRow ?? document.querySelector(`main [data-key="${key}"]`) ?? document.querySelector(`[data-key="${key}"]`);
  if (!target || target.disabled) return false;
  if (target.matches("input")) target.focus();
  else target.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && document.activeElement && inField(document.activeElement)) {
    document.activeElement.blur();
    return;
  }
  if (keysOff() || inField(event.target) || document.querySelector("dialog[open]")) return;
  if (going) {
    going = false;
    const link = document.querySelector(`[data-go="${event.key}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
    return;
  }
  const key = event.key === "Backspace" ? "u" : event.key === " " ? "Space" : event.key;
  if (key === "g") {
    going = true;
    setTimeout(() => (going = false), 1500);
  } else if ((key === "j" || key === "k") && !document.querySelector(`main [data-key="${key}"]`)) {
    event.preventDefault();
    step(key === "j" ? 1 : -1);
  } else if (key === "Space" && event.target.closest("button, a, summary, [tabindex]:not(main):not(.text)")) {
    return;
  } else if (key.length === 1 || key === "Space") {
    if (press(key)) event.preventDefault();
  }
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
});

const keysButton = document.querySelector("[data-opens=keys]");
if (keysButton) keysButton.hidden = false;
const box = document.getElementById("keys-off");
if (box) {
  box.checked = keysOff();
  box.addEventListener("change", () => localStorage.setItem(off, box.checked ? "1" : "0"));
}

// After a part of the page was exchanged, focus stays with the reader: on what has the same place, else on the page itself.
let held = null;
document.addEventListener("htmx:beforeRequest", () => {
  const row = document.activeElement?.closest("[data-row]");
  held = { row: row ? rows().indexOf(row) : -1, key: document.activeElement?.dataset?.key, top: scrollY };
});
document.addEventListener("htmx:afterSettle", () => {
  if (held === null) return;
  const row = held.row >= 0 ? rows()[Math.min(held.row, rows().length - 1)] : null;
  const scope = row ?? document;
  const again = held.key ? scope.querySelector(`[data-key="${held.key}"]`) : null;
  const target = again ?? row?.querySelector("a, button") ?? document.querySelector("#announcer button") ?? document.getElementById("main");
  target?.focus({ preventScroll: true });
  scrollTo({ top: held.top, behavior: "instant" });
  held = null;
});
