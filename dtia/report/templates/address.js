// The other language keeps the place and the provinces.
const reached = () => {
  const places = all("main section[id], main [data-chart]");
  const above = places.filter((place) => place.getBoundingClientRect().top < innerHeight / 3);
  return above.at(-1)?.id ?? "";
};
for (const link of all("a[data-language]")) {
  link.addEventListener("click", () => {
    const place = scrollY < 200 ? "" : reached();
    link.href = link.getAttribute("href").split(/[?#]/)[0] + asking() + (place && `#${place}`);
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

// What is aimed at, and heads of tables, stay below what is always in reach.
const reach = document.querySelector(".reach");
new ResizeObserver(() => {
  page.style.setProperty("--reach", `${reach.offsetHeight}px`);
}).observe(reach);

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
// What comes into view on the way takes its true height, so that a place moves while it is aimed at.
const settle = (place, more) => {
  place.scrollIntoView();
  const away = place.getBoundingClientRect().top - reach.offsetHeight;
  if (more) requestAnimationFrame(() => settle(place, Math.abs(away) > 40 ? more - 1 : Math.min(more - 1, 3)));
};
// A place inside a closed table is opened.
const reveal = () => {
  const place = document.getElementById(named(location.hash.slice(1)));
  for (let part = place; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
  if (place) settle(place, 30);
};
addEventListener("hashchange", reveal);
if (location.hash) reveal();
page.dataset.ready = "true";
unpack();
