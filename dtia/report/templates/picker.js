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

