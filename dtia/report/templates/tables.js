// Tables: sort, filter, show more columns, and stand as cards where a screen is narrow.
const collator = new Intl.Collator("vi", {numeric: true});
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
// What a reader means who looks for words in a table: its columns that show, but no page's name.
const read = (row, shown) => [...row.cells].slice(0, shown)
  .filter((cell) => !cell.querySelector("a[rel], details")).map(plain).join(" ");
const carded = new Set();
const cards = () => {
  if (!phone.matches) return;
  for (const table of all(".table > table:not(#side *)")) {
    if (carded.has(table) || !table.tHead || !table.checkVisibility()) continue;
    carded.add(table);
    const heads = [...table.tHead.rows[0].cells].map(plain);
    for (const row of table.tBodies[0]?.rows ?? [])
      [...row.cells].forEach((cell, column) => { cell.dataset.head = heads[column]; });
  }
};
document.addEventListener("toggle", cards, true);
phone.addEventListener("change", cards);
for (const table of all(".table table[data-more]")) {
  const button = document.getElementById("more").content.firstElementChild.cloneNode(true);
  button.addEventListener("click", () => {
    const shown = table.classList.toggle("all");
    button.setAttribute("aria-pressed", shown);
    cards();
  });
  table.parentElement.before(button);
}
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
    const shown = table.matches(".all") ? Infinity : table.dataset.more;
    for (const row of rows) row.hidden = !folded(read(row, shown)).includes(wanted);
    const left = rows.filter((row) => !row.hidden).length;
    counted.textContent = wanted ? `${left} / ${rows.length}` : "";
  });
  table.parentElement.before(bar);
}
cards();
