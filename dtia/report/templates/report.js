// What the report does where scripts run. Everything that it shows stands in the page already:
// the rows of the table under a chart are what its marks say.
const page = document.documentElement;
page.classList.add("scripted");
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const words = (id) => document.getElementById(`say-${id}`).textContent;
const made = (tag, text = "", given = {}) => {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  return element;
};
// D with a stroke, the rare ones by their number: no font of the page has them.
const STROKED = new RegExp(`[đð${String.fromCharCode(0x256, 0xa7c8)}]`, "gu");
const folded = (text) =>
  text.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").toLowerCase().replace(STROKED, "d").trim();
const plain = (cell) => cell.textContent.trim();

// The number of a cell: what the page gives with it, or the plain digits of a number column.
const number = (cell) =>
  Number(cell.dataset.value ?? (cell.classList.contains("n") ? plain(cell) : NaN));

// Charts as they are laid out for a narrow screen: unpacked where one is narrow.
const phone = matchMedia("(max-width: 46rem)");
const unpack = async () => {
  if (!phone.matches || !window.DecompressionStream) return;
  await Promise.all(all("template[data-packed]").map(async (packed) => {
    const bytes = Uint8Array.from(atob(packed.dataset.packed), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const drawn = await new Response(stream).text();
    packed.replaceWith(document.createRange().createContextualFragment(drawn));
  }));
  page.classList.add("unpacked");
  if (chosen.length) highlight();
};
phone.addEventListener("change", unpack);

// Charts: a tooltip for each mark, its data and its picture as files.
const tip = document.getElementById("tip");
let pinned = false;
const hide = () => { tip.hidden = true; pinned = false; };
const rowsOf = new Map();
for (const figure of all("[data-chart]")) {
  rowsOf.set(figure, all("tbody tr", figure.querySelector(".data")));
}
const tell = (mark, x, y) => {
  const figure = mark.closest("[data-chart]");
  const row = rowsOf.get(figure)[mark.dataset.row];
  const list = made("dl");
  all("thead th", figure.querySelector(".data")).forEach((head, column) => {
    const cell = row.cells[column];
    if (!plain(cell) || plain(cell) === "–") return;
    const said = made("dd", "", cell.lang ? {lang: cell.lang} : {});
    said.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
    if (!cell.querySelector("details")) list.append(made("dt", plain(head)));
    list.append(said);
  });
  tip.replaceChildren(list);
  tip.hidden = false;
  const [width, height] = [tip.offsetWidth, tip.offsetHeight];
  tip.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - width - 8))}px`;
  tip.style.top = `${y + 18 + height < innerHeight ? y + 18 : Math.max(4, y - height - 12)}px`;
};
let told = null;
document.addEventListener("pointermove", (event) => {
  if (pinned) return;
  const mark = event.target.closest?.("svg [data-row]");
  if (!mark) tip.hidden = true;
  else if (mark !== told || tip.hidden) tell(mark, event.clientX, event.clientY);
  told = mark;
});
document.addEventListener("click", (event) => {
  if (event.target.closest("#tip")) return;
  const mark = event.target.closest("svg [data-row]");
  hide();
  if (!mark) return;
  tell(mark, event.clientX, event.clientY);
  pinned = true;
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
// By keyboard: the arrows lead from mark to mark of the chart that has the focus, in the order of
// its table; a mark that stands for several rows is told for each.
const STEPS = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity};
for (const plot of all(".plot")) {
  let at = -1;
  const aim = (mark) => {
    plot.querySelector(".at")?.classList.remove("at");
    mark?.classList.add("at");
  };
  plot.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    const drawing = all("svg", plot).find((svg) => svg.checkVisibility());
    const marks = new Map(all("[data-row]", drawing).map((mark) => [Number(mark.dataset.row), mark]));
    const order = [...marks.keys()].sort((a, b) => a - b);
    at = Math.max(0, Math.min(order.length - 1, at + STEPS[event.key]));
    const mark = marks.get(order[at]);
    mark.scrollIntoView({block: "nearest"});
    const {right, bottom} = mark.getBoundingClientRect();
    aim(mark);
    tell(mark, right - 14, bottom - 18);
    pinned = true;
  });
  plot.addEventListener("focusout", () => { aim(null); hide(); });
}
document.addEventListener("scroll", () => { if (!pinned) tip.hidden = true; }, {passive: true});

const save = (text, kind, name) => {
  const link = made("a", "", {download: name});
  link.href = URL.createObjectURL(new Blob([text], {type: kind}));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
// Excel splits at the list separator of its language, reads numbers with its decimal mark, and runs
// what looks like a formula.
const csv = (table) => {
  const [separator, point] = page.lang === "vi" ? [";", ","] : [",", "."];
  const harmless = /^[=+@\t\r-]/;
  const heads = [...table.tHead.rows[0].cells];
  const quoted = (text) =>
    `"${(harmless.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const written = (cell) => isNaN(number(cell)) ? "" : String(number(cell)).replace(".", point);
  const address = (cell) => quoted(cell.querySelector("a")?.href ?? "");
  // Behind what words a number, as in "> 50%", stands the number; behind a page its address.
  const line = (row, counted, led) => [...row.cells].flatMap((cell, column) => !heads[column].dataset.field ? [] : [
    quoted(plain(cell)),
    ...(heads[column].dataset.number ? [counted(cell)] : []),
    ...(heads[column].dataset.link ? [led(cell)] : []),
  ]);
  const titled = (name) => (head) => quoted(head.dataset[name]);
  const rows = [
    line(table.tHead.rows[0], titled("number"), titled("link")),
    ...[...table.tBodies[0].rows].map((row) => line(row, written, address)),
  ];
  return `\ufeff${rows.map((row) => row.join(separator)).join("\r\n")}\r\n`;
};
const picture = (figure) => {
  const drawing = figure.querySelector("svg:not(.narrow)").cloneNode(true);
  drawing.setAttribute("font-family", getComputedStyle(page).getPropertyValue("--family"));
  for (const mark of all("[data-row]", drawing)) mark.removeAttribute("data-row");
  for (const mark of all(".mine, .other", drawing)) mark.removeAttribute("class");
  return new XMLSerializer().serializeToString(drawing);
};
for (const figure of all("[data-chart]")) {
  const name = `dtia-${figure.dataset.chart}.${page.lang}`;
  figure.querySelector("[data-save=csv]").addEventListener("click", () =>
    save(csv(figure.querySelector(".data table")), "text/csv", `${name}.csv`));
  figure.querySelector("[data-save=svg]").addEventListener("click", () =>
    save(picture(figure), "image/svg+xml", `${name}.svg`));
}

// Reports of errors: the text to copy is chosen as soon as it is shown.
document.addEventListener("toggle", (event) => {
  const report = event.target;
  if (!report.open || !report.matches("details.report")) return;
  const text = report.querySelector("samp");
  if (!report.querySelector("button")) {
    const copy = made("button", words("copy"), {type: "button"});
    copy.addEventListener("click", async () => {
      getSelection().selectAllChildren(text);
      try {
        await navigator.clipboard.writeText(plain(text));
        copy.textContent = words("copied");
      } catch { copy.textContent = words("selected"); }
    });
    report.append(copy);
  }
  getSelection().selectAllChildren(text);
}, true);

