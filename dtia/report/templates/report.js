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

// Tables: sort and filter.
const collator = new Intl.Collator("vi", {numeric: true});
// The number of a cell: what the page gives with it, or the plain digits of a number column.
const number = (cell) =>
  Number(cell.dataset.value ?? (cell.classList.contains("n") ? plain(cell) : NaN));
const sorted = (table, column, direction) => {
  const body = table.tBodies[0];
  const cells = [...body.rows].map((row) => row.cells[column]);
  const numbers = cells.some((cell) => !isNaN(number(cell)));
  const compare = (a, b) => {
    if (!numbers) return direction * collator.compare(plain(a), plain(b));
    const [x, y] = [number(a), number(b)];
    return isNaN(x) || isNaN(y) ? isNaN(x) - isNaN(y) : direction * (x - y);
  };
  body.append(...cells.sort(compare).map((cell) => cell.parentNode));
};
for (const table of all(".table table")) {
  if (!table.tHead || !table.tBodies[0] || table.tBodies[0].rows.length < 2) continue;
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = made("button", "", {type: "button", class: "sort live"});
    button.setAttribute("aria-label", `${words("sort")}: ${plain(head)}`);
    head.append(" ", button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      sorted(table, column, up ? 1 : -1);
    });
  });
  if (table.tBodies[0].rows.length < 8) continue;
  const bar = document.getElementById("filter").content.firstElementChild.cloneNode(true);
  const [input, counted] = [bar.querySelector("input"), bar.querySelector("output")];
  input.addEventListener("input", () => {
    const wanted = folded(input.value);
    const rows = [...table.tBodies[0].rows];
    for (const row of rows) row.hidden = !folded(row.textContent).includes(wanted);
    const left = rows.filter((row) => !row.hidden).length;
    counted.textContent = wanted ? `${left} / ${rows.length}` : "";
  });
  table.parentElement.before(bar);
}

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
    list.append(made("dt", plain(head)), said);
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
  // Behind what words a number, as in "> 50%", stands the number.
  const line = (row, worded, counted) => [...row.cells].flatMap((cell, column) =>
    heads[column].dataset.number ? [quoted(worded(cell)), counted(cell)] : [quoted(worded(cell))]);
  const said = (cell) => cell.querySelector("a[rel]")?.href ?? plain(cell);
  const rows = [
    line(table.tHead.rows[0], plain, (head) => quoted(head.dataset.number)),
    ...[...table.tBodies[0].rows].map((row) => line(row, said, written)),
  ];
  return `\ufeff${rows.map((row) => row.join(separator)).join("\r\n")}\r\n`;
};
const picture = (figure) => {
  const drawing = figure.querySelector("svg").cloneNode(true);
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

// My province: pick up to four, see them side by side, and find them in every chart and table.
const MOST = 4;
const picker = document.getElementById("province");
const box = document.getElementById("provinces");
const chips = document.getElementById("chosen");
const side = document.getElementById("side");
const options = all("[role=option]", box);
const chosen = [];
const labels = (option) => option.dataset.labels.split("|");
// A row names a unit alone, or before its base, its act or the province that it came from.
const names = (text) => text.split(/ · | › |, |; /).map((part) => part.trim());
const among = (wanted) => (name) =>
  wanted.find((label) => name === label || name.startsWith(`${label} (`));

const open = (wanted) => {
  box.hidden = !wanted;
  picker.setAttribute("aria-expanded", String(wanted));
  if (!wanted) mark(null);
};
const mark = (option) => {
  for (const other of options) other.setAttribute("aria-selected", String(other === option));
  if (option) {
    picker.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({block: "nearest"});
  } else picker.removeAttribute("aria-activedescendant");
};
const visible = () => options.filter((option) => !option.hidden);
// What people put before and after a name: the nation, what says a city, what says a province; and
// last the era.
const [NATION, CITY, PROVINCE] = JSON.parse(box.dataset.kinds).map((kind) => RegExp(kind, "g"));
const ERA = RegExp(`^(.*?)((?: (?:${box.dataset.eras}))?)$`);
const narrow = () => {
  const [, typed, era] = folded(picker.value).replace(/[^\p{L}\p{N}]+/gu, " ").trim()
    .replace(/^(old|new|former) (.+)/, "$2 $1").match(ERA);
  const told = typed.replace(NATION, "");
  const bare = told.replace(CITY, "");
  const name = (bare.replace(PROVINCE, "") + era).replaceAll(" ", "");
  // First what begins as typed, then what holds it, with its era, or came from what does. A city
  // that is named is one itself.
  const place = ({dataset: {spelled, dated, from, city}}) => bare === told
    ? [` ${spelled}`.includes(` ${name}`), spelled.includes(name), dated.includes(name),
       from.includes(name)].indexOf(true)
    : city !== undefined && dated.includes(name) ? 0 : -1;
  for (const option of options) {
    option.hidden = chosen.includes(option) || place(option) < 0;
  }
  box.append(...(name ? [...options].sort((a, b) => place(a) - place(b)) : options));
  open(visible().length > 0);
  const first = all("[role=option]:not([hidden])", box)[0];
  mark(name && first ? first : null);
};
const choose = (option) => {
  if (!option || chosen.includes(option)) return;
  if (chosen.length === MOST) chosen.shift();
  chosen.push(option);
  picker.value = "";
  open(false);
  show();
};
const show = () => {
  chips.replaceChildren(...chosen.map((option) => {
    const chip = made("li");
    const place = option.dataset.profile;
    const name = option.dataset.name;
    chip.append(place ? made("a", name, {href: place}) : made("span", name));
    const drop = made("button", "×", {type: "button", "aria-label": `${words("drop")} ${name}`});
    drop.addEventListener("click", () => {
      chosen.splice(chosen.indexOf(option), 1);
      show();
      picker.focus();
    });
    chip.append(drop);
    return chip;
  }));
  highlight();
  compare();
  const query = new URLSearchParams(location.search);
  query.delete("tinh");
  if (chosen.length) query.set("tinh", chosen.map((option) => option.dataset.unit).join(","));
  const search = query.size ? `?${decodeURIComponent(query)}` : "";
  try {
    history.replaceState(null, "", `${location.pathname}${search}${location.hash}`);
  } catch { /* Some browsers keep the address of a file as it is. */ }
};
const highlight = () => {
  const mine = among(chosen.flatMap(labels));
  const nation = among([box.dataset.nation]);
  const has = (row, wanted) =>
    [...row.cells].slice(0, 3).some((cell) => names(cell.textContent).some(wanted));
  for (const row of all("tbody tr")) row.classList.toggle("mine", has(row, mine));
  for (const figure of all("[data-chart]")) {
    const rows = rowsOf.get(figure);
    const picked = new Set(rows.filter((row) => row.classList.contains("mine")));
    figure.classList.toggle("picked", picked.size > 0);
    for (const drawn of all("svg [data-row]", figure)) {
      const row = rows[drawn.dataset.row];
      drawn.classList.toggle("mine", picked.has(row));
      drawn.classList.toggle("other", !picked.has(row) && !has(row, nation));
      // Several rows may share one dot: the chosen one comes to the front.
      if (picked.has(row)) drawn.parentNode.append(drawn);
    }
    for (const label of all("svg :is(text, tspan):not([data-row], .mine)", figure)) {
      if (!label.querySelector("tspan:not(.mine)")) stress(label, mine);
    }
  }
};
// Make the chosen names in a label of a chart bold, and nothing else of it.
const stress = (label, mine) => {
  const text = label.textContent;
  const found = new Set(names(text).map(mine).filter(Boolean));
  label.textContent = text;
  for (const name of found) {
    const part = [...label.childNodes].find((node) => node.nodeType === 3 && node.data.includes(name));
    if (!part) continue;
    const bold = document.createElementNS("http://www.w3.org/2000/svg", "tspan");
    bold.classList.add("mine");
    bold.append(part.splitText(part.data.indexOf(name)));
    bold.firstChild.splitText(name.length);
    part.after(bold, ...[...bold.childNodes].slice(1));
  }
};
// What every chart of targets or measured values says of the chosen provinces.
const SAID = ["value_label", "tier_label", "base_label"];
const compare = () => {
  side.hidden = !chosen.length;
  const table = side.querySelector("table");
  const head = table.tHead.rows[0];
  head.replaceChildren(head.cells[0], ...chosen.map((option) =>
    made("th", option.dataset.name, {scope: "col"})));
  const rows = [];
  for (const figure of all("[data-chart][data-compared]")) {
    const heads = all("thead th", figure.querySelector(".data"));
    const columns = SAID.map((field) => heads.findIndex((cell) => cell.dataset.field === field));
    const unit = heads.findIndex((cell) => cell.dataset.field === "unit_label");
    const row = made("tr");
    const name = made("th", "", {scope: "row"});
    name.append(made("a", figure.dataset.compared, {href: `#${figure.id}`}));
    row.append(name);
    for (const option of chosen) {
      const cell = made("td");
      for (const own of rowsOf.get(figure)) {
        if (!labels(option).includes(plain(own.cells[unit]))) continue;
        const said = columns.filter((c) => c >= 0).map((c) => plain(own.cells[c]));
        const who = labels(option).length > 1 ? `${plain(own.cells[unit])}: ` : "";
        cell.append(made("div", who + said.filter((text) => text && text !== "–").join(" · ")));
      }
      if (!cell.childElementCount) cell.append(made("div", words("none"), {class: "meta"}));
      row.append(cell);
    }
    rows.push(row);
  }
  table.tBodies[0].replaceChildren(...rows);
};
picker.addEventListener("input", narrow);
picker.addEventListener("click", narrow);
picker.addEventListener("blur", () => open(false));
picker.addEventListener("keydown", (event) => {
  const shown = all("[role=option]:not([hidden])", box);
  const at = shown.findIndex((option) => option.id === picker.getAttribute("aria-activedescendant"));
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (box.hidden) return narrow();
    const step = event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1;
    mark(shown[(at + step + shown.length) % shown.length]);
  } else if (event.key === "Enter" && !box.hidden) {
    event.preventDefault();
    choose(shown[at] ?? shown[0]);
  } else if (event.key === "Escape") open(false);
});
// Before the picker loses the focus.
box.addEventListener("mousedown", (event) => {
  event.preventDefault();
  choose(event.target.closest("[role=option]"));
});

// The other language keeps the place and the provinces.
const reached = () => {
  const places = all("main section[id], main [data-chart]");
  const above = places.filter((place) => place.getBoundingClientRect().top < innerHeight / 3);
  return above.at(-1)?.id ?? "";
};
for (const link of all("a[data-language]")) {
  link.addEventListener("click", () => {
    const place = scrollY < 200 ? "" : reached();
    link.href = link.getAttribute("href").split(/[?#]/)[0] + location.search + (place && `#${place}`);
  });
}

// Light or dark, as the reader likes.
const dark = document.getElementById("dark");
const isDark = () => page.dataset.theme
  ? page.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
const kept = (value) => {
  try {
    if (value) localStorage.setItem("dtia-theme", value);
    return localStorage.getItem("dtia-theme");
  } catch { return null; }
};
if (kept()) page.dataset.theme = kept();
dark.setAttribute("aria-pressed", String(isDark()));
dark.addEventListener("click", () => {
  page.dataset.theme = isDark() ? "light" : "dark";
  kept(page.dataset.theme);
  dark.setAttribute("aria-pressed", String(isDark()));
});

const asked = new URLSearchParams(location.search).get("tinh");
for (const unit of asked?.split(",").slice(0, MOST) ?? []) {
  const option = options.find((one) => one.dataset.unit === unit);
  if (option) chosen.push(option);
}
if (chosen.length) show();
// What somebody typed behind # may be no encoded text at all.
const named = (hash) => {
  try { return decodeURIComponent(hash); } catch { return hash; }
};
// A place inside a closed table is opened.
const reveal = () => {
  const place = document.getElementById(named(location.hash.slice(1)));
  for (let part = place; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
  place?.scrollIntoView();
};
addEventListener("hashchange", reveal);
if (location.hash) reveal();
page.dataset.ready = "true";
