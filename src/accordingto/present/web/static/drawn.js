// What scripts add to drawings: a dot and its row light up together, and the timeline is moved and zoomed with keys. Each of these
// keys presses a link that is on the page, so that everything can be done without them.

const rowOf = (dot) => document.getElementById(dot.dataset.of);

function light(id, on) {
  if (!id) return;
  for (const dot of document.querySelectorAll(`.drawn [data-of="${CSS.escape(id)}"]`)) dot.classList.toggle("lit", on);
  document.getElementById(id)?.classList.toggle("lit", on);
}

for (const [event, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(event, (happened) => {
    const dot = happened.target.closest(".drawn [data-of]");
    const row = happened.target.closest("[data-row][id]");
    light(dot ? dot.dataset.of : row?.id, on);
    if (dot && on) rowOf(dot)?.scrollIntoView({ block: "nearest" });
  });
}

const moves = new Set(["ArrowLeft", "ArrowRight", "Home", "End"]);
document.addEventListener("keydown", (event) => {
  if (!moves.has(event.key) || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (localStorage.getItem("accordingto-keys-off") === "1" || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input, textarea, select, summary, .scroll, [contenteditable]")) return;
  const link = document.querySelector(`main [data-move="${event.key}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});

document.body.dataset.drawn = "ready";
