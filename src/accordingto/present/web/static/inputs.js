// What scripts add where files are put in: dragging files and folders, and a list of what was chosen before it is sent. Without
// them the same form has a plain field for files.

const form = document.getElementById("drop");

function sized(bytes) {
  const units = [bytes === 1 ? "byte" : "bytes", "kB", "MB", "GB"];
  let at = 0;
  while (bytes >= 1000 && at < 3) {
    bytes /= 1000;
    at += 1;
  }
  return `${at ? bytes.toFixed(1) : bytes} ${units[at]}`;
}

if (form) {
  const field = form.querySelector("input[type=file]");
  const zone = form.querySelector("[data-zone]");
  const chosen = form.querySelector("[data-chosen]");
  const status = chosen.querySelector("[role=status]");
  const list = chosen.querySelector("ul");
  const button = form.querySelector("button.main");
  const words = chosen.dataset;
  const most = { bytes: Number(form.dataset.bytes), files: Number(form.dataset.files), file: Number(form.dataset.file) };
  const SHOWN = 12;

  form.querySelector(".drag").hidden = false;

  function show() {
    const files = [...field.files];
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    const tooMany = files.length > most.files || bytes > most.bytes;
    chosen.hidden = files.length === 0;
    status.textContent = `${files.length} ${files.length === 1 ? words.one : words.many}, ${sized(bytes)}. ${tooMany ? words.tooMany : ""}`;
    status.classList.toggle("warn", tooMany);
    list.replaceChildren(
      ...files.slice(0, SHOWN).map((file) => {
        const row = document.createElement("li");
        const name = document.createElement("bdi");
        name.textContent = file.name;
        row.append(name, ` ${sized(file.size)}${file.size > most.file ? ` · ${words.tooLarge}` : ""}`);
        return row;
      }),
    );
    if (files.length > SHOWN) {
      const row = document.createElement("li");
      row.textContent = `${words.more} ${files.length - SHOWN}`;
      list.append(row);
    }
    button.disabled = tooMany;
  }

  // Hidden files in folders are passed over, as `accordingto build FOLDER` does.
  async function within(entry) {
    if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (some.length === 0) return found;
      for (const one of some) if (!one.name.startsWith(".")) found.push(...(await within(one)));
      if (found.length > most.files) return found;
    }
  }

  async function dropped(transfer) {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const files = entries.length ? (await Promise.all(entries.map(within))).flat() : [...transfer.files];
    const together = new DataTransfer();
    for (const file of [...field.files, ...files]) together.items.add(file);
    field.files = together.files;
    show();
    button.focus();
  }

  // A file dropped beside the zone would otherwise replace the page.
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    });
  }
  document.addEventListener("dragover", () => zone.classList.add("over"));
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) zone.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    zone.classList.remove("over");
    if (event.dataTransfer?.types.includes("Files")) dropped(event.dataTransfer);
  });
  field.addEventListener("change", show);
  form.addEventListener("submit", () => {
    button.disabled = true;
    button.textContent = words.sending;
  });
  // Coming back with the browser's own button finds the form as it was left.
  addEventListener("pageshow", () => {
    if (field.files.length) show();
  });
}

// A running build is looked at every second: neither the focus nor the place on the page may move for that, and only a new stage
// is announced.
const polled = document.querySelector("[data-polled]");
if (polled) {
  const stage = () => polled.querySelector(".stages .is-now .stage")?.textContent ?? "";
  let last = stage();
  polled.addEventListener("htmx:beforeRequest", (event) => event.stopPropagation());
  polled.addEventListener("htmx:afterSettle", (event) => {
    event.stopPropagation();
    const now = stage();
    if (now && now !== last) document.querySelector("[data-announce]").textContent = now;
    last = now;
  });
}
