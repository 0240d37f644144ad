// Choosing columns: all that the project has, searchable, thousands of them without a stall.
import { debounce, h } from "../Web/islands/dom.ts";
import { t } from "../Web/islands/texts.ts";
import { type ColumnLayout, fields, titleOf } from "./run-columns.ts";

const shownAtOnce = 150;

export function columnPicker(layout: ColumnLayout): HTMLElement {
  const search = h("input", { type: "search", className: "input", placeholder: t("runsSearchColumns"), "aria-label": t("runsSearchColumns") });
  const list = h("div", { className: "picker-list" });
  const fill = () => list.replaceChildren(...entries(layout, search.value));
  search.addEventListener("input", debounce(80, fill));
  search.addEventListener("keydown", (e) => e.stopPropagation());
  fill();
  return h("div", { className: "picker", role: "dialog", "aria-label": t("runsColumns") }, search, list);
}

function entries(layout: ColumnLayout, search: string): HTMLElement[] {
  const wanted = search.toLowerCase();
  const chosen = layout.chosen();
  const all = [
    ...chosen.filter((id) => id !== "name"),
    ...fields.filter((f) => f !== "name" && !chosen.includes(f)),
    ...layout.names.metrics.flatMap((m) => (layout.directionOf(m.key) === 0 ? ["last", "min", "max"] : ["best", "last"]).map((a) => `metrics.${m.key}@${a}`)).filter((id) => !chosen.includes(id)),
    ...layout.names.params.map((p) => `params.${p.key}`).filter((id) => !chosen.includes(id)),
    ...layout.names.tags.map((tag) => `tags.${tag.key}`).filter((id) => !chosen.includes(id)),
  ];
  const found = all.filter((id) => id.toLowerCase().includes(wanted) || titleOf(layout.column(id)).toLowerCase().includes(wanted));
  const rest = found.length - shownAtOnce;
  return [...found.slice(0, shownAtOnce).map((id) => choice(layout, id)), ...(rest > 0 ? [h("p", { className: "muted small" }, t("runsColumnsMore", { count: rest }))] : [])];
}

function choice(layout: ColumnLayout, id: string): HTMLElement {
  const column = layout.column(id);
  const box = h("input", { type: "checkbox", checked: layout.chosen().includes(id) });
  const pin = h("button", { type: "button", className: "btn btn-quiet btn-small", title: t("runsPin"), "aria-label": t("runsPinNamed", { name: titleOf(column) }) }, "⇤");
  pin.setAttribute("aria-pressed", String(layout.pinned().includes(id)));
  box.addEventListener("change", () => {
    const others = layout.chosen().filter((c) => c !== id);
    layout.choose(box.checked ? [...others, id] : others);
  });
  pin.addEventListener("click", () => {
    if (!layout.chosen().includes(id)) layout.choose([...layout.chosen(), id]);
    box.checked = true;
    layout.togglePin(id);
    pin.setAttribute("aria-pressed", String(layout.pinned().includes(id)));
  });
  return h("div", { className: "picker-row" }, h("label", { className: "check" }, box, h("span", {}, column.kind === "field" ? titleOf(column) : id)), pin);
}
