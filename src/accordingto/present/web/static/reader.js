// The Reader's script: a click on marked words opens their statement; selected words fill a field of the form.
// Python counts code points, JavaScript UTF-16 units: `codePoints` and `utf16` here are the only places that convert.

export const codePoints = (text) => [...text].length;
export const utf16 = (text, points) => [...text].slice(0, points).join("").length;

/** The code point of the stored text at which a point of the page stands; null outside the text. */
export function offsetOf(node, offset) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node.childNodes[offset]?.parentElement ?? node;
  const piece = element?.closest("#text [data-at]");
  if (!piece) return null;
  if (node.nodeType !== Node.TEXT_NODE) {
    const child = node.childNodes[offset];
    const next = child?.closest?.("[data-at]");
    return next ? Number(next.dataset.at) : Number(piece.dataset.at) + codePoints(piece.textContent);
  }
  return Number(piece.dataset.at) + codePoints(node.data.slice(0, offset));
}

/** What is selected in the text: its code points and its words. */
export function selected() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  if (start === null || end === null || start >= end) return null;
  const words = selection.toString();
  const lead = codePoints(words) - codePoints(words.trimStart());
  const trail = codePoints(words) - codePoints(words.trimEnd());
  return { start: start + lead, end: end - trail, words: words.trim() };
}

let last = null;
document.addEventListener("selectionchange", () => {
  const found = selected();
  if (found) last = found;
});

document.addEventListener("click", (event) => {
  const fill = event.target.closest(".fill");
  if (fill) {
    if (!last) return;
    const field = fill.closest(".span-field");
    field.querySelector("[name$=_start]").value = last.start;
    field.querySelector("[name$=_end]").value = last.end;
    field.querySelector("output").textContent = last.words;
    return;
  }
  if (selected()) return;
  const mark = event.target.closest("#text .m-statement");
  if (!mark) return;
  const of = mark.dataset.of.split(" ").filter((id) => id.startsWith("s-"));
  const here = of.find((id) => document.querySelector(`.to-statement[data-s="${id}"]:not(.here)`)) ?? of[0];
  document.querySelector(`.to-statement[data-s="${here}"]`)?.click();
});

for (const button of document.querySelectorAll(".fill")) button.hidden = false;
// The statement the panel is about is brought into sight; not by scrollIntoView, which would also move where Tab begins.
const here = document.querySelector(".gutter .here")?.closest(".line");
if (here && !location.hash) scrollTo({ top: here.getBoundingClientRect().top + scrollY - innerHeight / 2, behavior: "instant" });
document.body.dataset.reader = "ready";
