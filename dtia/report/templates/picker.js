// My province: pick up to four, see them side by side, and find them in every chart and table.
const MOST = 4;
const picker = document.getElementById("province");
const box = document.getElementById("provinces");
const chips = document.getElementById("chosen");
const side = document.getElementById("side");
const toSide = document.getElementById("to-side");
const silence = document.getElementById("pick-none");
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
const tellNone = (words) => { silence.textContent = words; };
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
  // Of one place among these: a name that is whole, then a province of today before a former one.
  const rank = (option) => [
    place(option), ` ${option.dataset.spelled} `.includes(` ${name} `) ? 0 : 1,
    option.dataset.now === undefined ? 1 : 0,
  ];
  const first = (a, b) => {
    const [x, y] = [rank(a), rank(b)];
    const differs = x.findIndex((value, n) => value !== y[n]);
    return differs < 0 ? 0 : x[differs] - y[differs];
  };
  const meant = options.filter((option) => place(option) >= 0);
  for (const option of options) option.hidden = chosen.includes(option) || !meant.includes(option);
  box.append(...(name ? [...options].sort(first) : options));
  open(visible().length > 0);
  tellNone(visible().length ? "" : words(meant.length ? "taken" : "nowhere"));
  const best = all("[role=option]:not([hidden])", box)[0];
  mark(name && best ? best : null);
};
const choose = (option) => {
  if (!option || chosen.includes(option)) return;
  if (chosen.length === MOST) chosen.shift();
  chosen.push(option);
  picker.value = "";
  open(false);
  tellNone("");
  show();
};
const show = () => {
  chips.replaceChildren(...chosen.map((option) => {
    const chip = made("li");
    const name = option.dataset.name;
    chip.append(profiled(option));
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
  try {
    history.replaceState(null, "", `${location.pathname}${asking()}${location.hash}`);
  } catch { /* Some browsers keep the address of a file as it is. */ }
};
// What an address of the page asks for: the chosen provinces.
const asking = () => chosen.length
  ? `?tinh=${chosen.map((option) => option.dataset.unit).join(",")}` : "";
const highlight = () => {
  const mine = among(chosen.flatMap(labels));
  const nation = among([box.dataset.nation]);
  const has = (row, wanted) =>
    [...row.cells].slice(0, 3).some((cell) => names(cell.textContent).some(wanted));
  for (const row of all("main tbody tr")) row.classList.toggle("mine", has(row, mine));
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
// What the chosen provinces promise, and where nobody found or sought a promise.
const PACKED = JSON.parse(document.getElementById("stated").content.textContent);
const PROMISES = PACKED.rows.map((row) =>
  Object.fromEntries(PACKED.columns.map((name, n) => [name, PACKED.words[row[n]] ?? ""])));
const VIETNAMESE = /[ăđơưĂĐƠƯ\u1ea0-\u1ef9]/;
const linked = (text, href, given = {}) => made("a", text, {
  href, ...given, ...(page.lang === "en" && VIETNAMESE.test(text) ? {lang: "vi"} : {}),
});
const profiled = (option) => option.dataset.profile
  ? linked(option.dataset.name, option.dataset.profile) : made("span", option.dataset.name);
const written = ({act, act_id: id, source, source_id: page, url}) => {
  const cell = made("td");
  if (act) cell.append(linked(act, `${side.dataset.sources}#act-${id}`), ", ");
  cell.append(url ? linked(source, url, {rel: "noreferrer"})
    : linked(source, `${side.dataset.sources}#source-${page}`));
  return cell;
};
const promised = (row) => {
  const value = made("td", "", {class: "n"});
  value.append(made("b", row.value));
  for (const more of [row.standing, row.base]) if (more) value.append(made("small", more));
  return [made("td", row.year), value,
    ...[row.nation, row.gap].map((text) => made("td", text || "–", {class: "n"})),
    made("td", row.grade || "–"), written(row)];
};
// Years of an indicator that are silent for one reason stand in one row.
const unknown = (rows) => {
  const [{silence: why}] = rows;
  return [made("td", rows.map((row) => row.year).join(", ")),
    made("td", words(why), {colspan: 5, class: "soft"})];
};
const rowsFor = (option) => {
  const own = PROMISES.filter((row) => row.unit === option.dataset.unit);
  const silent = new Map();
  for (const row of own.filter((one) => one.silence)) {
    const alike = `${row.indicator} ${row.silence}`;
    silent.set(alike, [...silent.get(alike) ?? [], row]);
  }
  return [
    ...own.filter((row) => !row.silence).map((row) => ({option, row, cells: promised(row)})),
    ...[...silent.values()].map((rows) => ({option, row: rows[0], cells: unknown(rows)})),
  ];
};
const compare = () => {
  side.hidden = toSide.hidden = !chosen.length;
  side.querySelector("ul").replaceChildren(...chosen.map((option) => {
    const line = made("li");
    if (option.dataset.profile) {
      line.append(linked(`${words("profile")} ${option.dataset.name}`, option.dataset.profile));
    } else line.append(made("b", option.dataset.name));
    line.append(made("small", plain(option.querySelector("small"))));
    return line;
  }));
  const table = side.querySelector("table");
  const heads = [...table.tHead.rows[0].cells];
  table.classList.toggle("alone", chosen.length < 2);
  const order = new Map(PROMISES.map((row, n) => [row, n]));
  const rows = chosen.flatMap(rowsFor).sort((a, b) =>
    Boolean(a.row.silence) - Boolean(b.row.silence) || order.get(a.row) - order.get(b.row));
  table.tBodies[0].replaceChildren(...rows.map(({option, row, cells}) => {
    const [line, who] = [made("tr"), made("td")];
    who.append(profiled(option));
    const what = made("th", row.indicator, {scope: "row"});
    if (row.tier) what.append(made("small", row.tier));
    line.append(who, what, ...cells);
    [...line.cells].forEach((cell, n) => { cell.dataset.head = plain(heads[n]); });
    return line;
  }));
};
picker.addEventListener("input", narrow);
picker.addEventListener("click", narrow);
picker.addEventListener("blur", () => { open(false); tellNone(""); });
picker.addEventListener("keydown", (event) => {
  const shown = all("[role=option]:not([hidden])", box);
  const at = shown.findIndex((option) => option.id === picker.getAttribute("aria-activedescendant"));
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (box.hidden) return narrow();
    const step = event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1;
    mark(shown[(at + step + shown.length) % shown.length]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (box.hidden) narrow();
    else choose(shown[at] ?? shown[0]);
  } else if (event.key === "Escape") open(false);
});
// Before the picker loses the focus.
box.addEventListener("mousedown", (event) => {
  event.preventDefault();
  choose(event.target.closest("[role=option]"));
});

// A cell that names a province leads to its profile.
const profileOf = new Map(options.filter((option) => option.dataset.profile)
  .map((option) => [option.dataset.name, option.dataset.profile]));
for (const cell of all("main .table tbody tr > :nth-child(-n + 3)")) {
  const name = names(plain(cell))[0];
  const place = profileOf.get(name);
  if (!place || cell.childElementCount) continue;
  cell.replaceChildren(linked(name, place), plain(cell).slice(name.length));
}

