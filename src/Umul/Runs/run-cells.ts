// What a cell of the run table shows: values, and in the name's cell the tick, the eye, the link and the run's menu.
import { h } from "../Web/islands/dom.ts";
import { eyeButton, soloButton } from "../Metrics/run-legend.ts";
import { runSet } from "../Web/islands/run-set.ts";
import { t } from "../Web/islands/texts.ts";
import { urlOf } from "../Web/islands/http.ts";
import { meanText } from "./run-copy.ts";
import type { Column } from "./run-columns.ts";
import type { GroupItem, Item, RunItem, RunModel } from "./run-model.ts";

export interface CellActions {
  openRunMenu(anchor: HTMLElement, item: RunItem): void;
  edit(anchor: HTMLElement, item: RunItem, columnId: string): void;
  toggleGroup(key: string): void;
}

export function fillCell(cell: HTMLElement, item: Item, column: Column, model: RunModel, actions: CellActions, nowMs: number): void {
  if (item.kind === "group") fillGroupCell(cell, item, column, model, actions);
  else if (column.id === "name") fillNameCell(cell, item, actions);
  else fillValueCell(cell, item, column, model, actions, nowMs);
}

function fillNameCell(cell: HTMLElement, item: RunItem, actions: CellActions): void {
  const { id, name, number } = item.row;
  const tick = h("input", { type: "checkbox", tabIndex: -1, checked: runSet.picked.has(id), "aria-label": t("runsTickNamed", { name }) });
  tick.addEventListener("change", () => runSet.pick(id, tick.checked));
  const eye = eyeButton(name, number, runSet.isShown(id), () => runSet.toggle(id));
  const solo = soloButton(name, runSet.isSolo(id), () => runSet.solo(id));
  eye.tabIndex = solo.tabIndex = -1;
  const link = h("a", { className: "run-name", href: urlOf(`runs/${id}`), tabIndex: -1, title: name }, name);
  const menu = h("button", { type: "button", className: "row-menu", tabIndex: -1, "aria-haspopup": "menu", "aria-label": t("runsMenuNamed", { name }) }, "⋯");
  menu.addEventListener("click", () => actions.openRunMenu(menu, item));
  cell.append(tick, eye, link, solo, menu);
  cell.addEventListener("dblclick", () => actions.edit(cell, item, "name"));
}

function fillValueCell(cell: HTMLElement, item: RunItem, column: Column, model: RunModel, actions: CellActions, nowMs: number): void {
  const value = model.cell(column, item.row, nowMs);
  if (column.id === "status") cell.append(h("span", { className: `status status-${item.row.status}` }, value.text));
  else cell.textContent = value.text;
  if (value.hint) cell.title = value.hint;
  if (column.id === "note" || column.kind === "tags") cell.addEventListener("dblclick", () => actions.edit(cell, item, column.id));
}

function fillGroupCell(cell: HTMLElement, item: GroupItem, column: Column, model: RunModel, actions: CellActions): void {
  const { group, open } = item;
  if (column.id === "name") {
    const index = model.grouping?.groups.indexOf(group) ?? 0;
    const toggle = h("button", { type: "button", className: "group-toggle", tabIndex: -1, title: group.label, onclick: () => actions.toggleGroup(group.key) },
      h("span", { className: "twist", "aria-hidden": "true" }, open ? "▾" : "▸"), h("span", { className: "group-label" }, group.label), h("span", { className: "n" }, `n = ${group.runs.length}`));
    toggle.setAttribute("aria-expanded", String(open));
    const eye = eyeButton(group.label, index, runSet.isGroupShown(group.key), () => runSet.toggleGroup(group.key));
    const solo = soloButton(group.label, runSet.isGroupSolo(group.key), () => runSet.soloGroup(group.key), "chartsSoloGroup");
    eye.tabIndex = solo.tabIndex = -1;
    cell.append(eye, toggle, solo);
  } else if (column.kind === "metrics") {
    const mean = model.mean(column, group);
    if (!mean) return;
    cell.textContent = meanText(mean.mean, mean.half, mean.n);
    cell.title = t(mean.half === null ? "runsMeanOfOne" : "runsMeanHint", { n: mean.n, mean: String(mean.mean), half: String(mean.half ?? "") });
  } else cell.textContent = model.shared(column, group) ?? "…";
}
