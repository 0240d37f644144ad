// What every page needs in the browser: theme, language, copying, local times, old links of the MLflow UI.

const root = document.documentElement;

function remember(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}

function followOldLink() {
  // The MLflow client prints /#/experiments/1/runs/abc: the server never sees what is after the hash.
  const match = /^#\/experiments\/([^/?]+)(?:\/runs\/([^/?]+))?/.exec(location.hash);
  if (!match || location.pathname !== "/") return;
  location.replace(match[2] ? `/runs/${match[2]}` : `/projects/${match[1]}`);
}

function nextTheme(button) {
  const order = ["auto", "light", "dark"];
  const next = order[(order.indexOf(root.dataset.theme) + 1) % order.length];
  root.dataset.theme = next;
  remember("umul-theme", next);
  button.title = button.dataset[next];
  button.setAttribute("aria-label", button.dataset[next]);
  document.dispatchEvent(new CustomEvent("umul:theme", { detail: next }));
}

function showLocalTimes(within) {
  const full = new Intl.DateTimeFormat(root.lang, { dateStyle: "medium", timeStyle: "medium" });
  for (const time of within.querySelectorAll("time[datetime]")) {
    const local = full.format(new Date(time.dateTime));
    time.title = local;
    if (time.hasAttribute("data-full")) time.textContent = local;
  }
}

async function copy(button) {
  const { copy: text, copyFrom } = button.dataset;
  const value = copyFrom ? document.querySelector(copyFrom).textContent : (text || location.href);
  await navigator.clipboard.writeText(value);
  button.setAttribute("data-done", "");
  setTimeout(() => button.removeAttribute("data-done"), 1500);
}

function cellsOf(selector) {
  const rows = [...document.querySelectorAll(selector)].filter(table => table.tagName === "TABLE").flatMap(table => [...table.rows]);
  return rows.map(row => [...row.cells].flatMap(cell => [cell.innerText.trim(), ...Array(cell.colSpan - 1).fill("")]));
}

const formats = {
  csv: rows => rows.map(row => row.map(cell => /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell).join(",")).join("\n"),
  markdown: rows => rows.map((row, i) => `| ${row.map(cell => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |${i === 0 ? `\n|${row.map(() => "---").join("|")}|` : ""}`).join("\n"),
  latex: rows => {
    const escape = cell => cell.replace(/[\\{}$&#%_^~]/g, c => ({ "\\": "\\textbackslash{}", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}" })[c] ?? `\\${c}`).replaceAll("\n", " ");
    const line = row => `${row.map(escape).join(" & ")} \\\\`;
    const [head, ...body] = rows;
    return ["\\begin{tabular}{" + "l".repeat(head.length) + "}", "\\toprule", line(head), "\\midrule", ...body.map(line), "\\bottomrule", "\\end{tabular}"].join("\n");
  },
};

async function copyTable(button) {
  await navigator.clipboard.writeText(formats[button.dataset.format](cellsOf(button.dataset.copyTable)));
  const mark = button.closest(".menu")?.querySelector("summary") ?? button;
  mark.setAttribute("data-done", "");
  setTimeout(() => mark.removeAttribute("data-done"), 1500);
  button.closest("details")?.removeAttribute("open");
}

async function savePng(link) {
  // Three times the size on screen: enough for print at a column's width.
  const picture = new Image();
  picture.src = URL.createObjectURL(await (await fetch(link.href)).blob());
  await picture.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: 3 * picture.naturalWidth, height: 3 * picture.naturalHeight });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(picture.src);
  const file = Object.assign(document.createElement("a"), { href: canvas.toDataURL("image/png"), download: link.dataset.png });
  file.click();
}

document.addEventListener("click", event => {
  const target = event.target instanceof Element ? event.target : null;
  const png = target?.closest("a[data-png]");
  if (png) {
    event.preventDefault();
    return savePng(png);
  }
  const theme = target?.closest("[data-theme-toggle]");
  if (theme) return nextTheme(theme);
  const language = target?.closest("[data-set-language]");
  if (language) {
    // Islands keep their state in the address; reloading it as it is now keeps the view
    event.preventDefault();
    remember("umul-lang", language.dataset.setLanguage);
    const here = new URL(location.href);
    here.searchParams.delete("lang");
    if (here.href === location.href) location.reload();
    else location.replace(here);
    return;
  }
  const view = target?.closest("a[data-view]");
  if (view && !event.metaKey && !event.ctrlKey) {
    // What the islands have put into the address since the page was made comes along
    event.preventDefault();
    const there = new URL(location.href);
    const chosen = new URL(view.href).searchParams.get("view");
    if (chosen) there.searchParams.set("view", chosen);
    else there.searchParams.delete("view");
    location.assign(there);
    return;
  }
  const table = target?.closest("[data-copy-table]");
  if (table) { copyTable(table); return; }
  const button = target?.closest("[data-copy], [data-copy-from]");
  if (button) { copy(button); return; }
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
});

document.addEventListener("keydown", event => {
  if (event.key === "Escape") {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
});

function showCurrentTab() {
  // On a phone the tabs scroll sideways; the page stays where it is
  const tab = document.querySelector(".tabs [aria-current]");
  if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 40;
}

addEventListener("hashchange", followOldLink);
followOldLink();
showLocalTimes(document);
showCurrentTab();
