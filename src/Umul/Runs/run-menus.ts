// The menus of a column and of a run.
import { h } from "../Web/islands/dom.ts";
import { type MenuItem, openMenu } from "../Web/islands/menu.ts";
import { runSet } from "../Web/islands/run-set.ts";
import { t } from "../Web/islands/texts.ts";
import { chartView } from "../Metrics/chart-view.ts";
import type { Aggregate, Column, ColumnLayout } from "./run-columns.ts";
import { binRuns, restoreRuns, type RunRow } from "./run-client.ts";
import { attempt } from "./run-edit.ts";

const aggregateChoices: Record<Aggregate, string> = { best: "runsShowBest", last: "runsShowLast", min: "runsShowMin", max: "runsShowMax" };

export function columnMenu(anchor: HTMLElement, column: Column, layout: ColumnLayout, sort: (descending: boolean) => void): void {
  const list = layout.chosen();
  const at = list.indexOf(column.id);
  const items: MenuItem[] = [
    { label: t("runsSortAscending"), run: () => sort(false) },
    { label: t("runsSortDescending"), run: () => sort(true) },
  ];
  if (column.kind === "metrics") {
    const swap = (aggregate: Aggregate) => layout.choose(list.map((id) => (id === column.id ? `metrics.${column.key}@${aggregate}` : id)));
    const shown: Aggregate[] = column.direction === 0 ? ["last", "min", "max"] : ["best", "last", "min", "max"];
    for (const aggregate of shown) items.push({ label: t(aggregateChoices[aggregate]), checked: column.aggregate === aggregate, run: () => swap(aggregate) });
  }
  if (column.kind === "params" || column.kind === "tags") items.push({ label: t("runsGroupByThis"), checked: chartView.groupBy.includes(column.id), run: () => toggleGroupBy(column.id) });
  if (column.id !== "name") {
    items.push(
      { label: t("runsPin"), checked: layout.pinned().includes(column.id), run: () => layout.togglePin(column.id) },
      { label: t("runsMoveLeft"), disabled: at <= 1, run: () => layout.move(column.id, list[at - 1] ?? null) },
      { label: t("runsMoveRight"), disabled: at < 0 || at >= list.length - 1, run: () => layout.move(column.id, list[at + 2] ?? null) },
      { label: t("runsHideColumn"), run: () => layout.choose(list.filter((id) => id !== column.id)) },
    );
  }
  openMenu(anchor, items);
}

function toggleGroupBy(id: string): void {
  const by = chartView.groupBy.filter((c) => c !== "!seed");
  chartView.groupBy = by.includes(id) ? by.filter((c) => c !== id) : [...by, id];
}

export interface RunMenuActions {
  edit(what: string): void;
  reload(): void;
}

export function runMenu(anchor: HTMLElement, run: RunRow, actions: RunMenuActions): void {
  const move = (action: (ids: readonly string[]) => Promise<void>) => () =>
    void attempt(async () => {
      await action([run.id]);
      actions.reload();
    });
  openMenu(anchor, [
    { label: t("runsRename"), run: () => actions.edit("name") },
    { label: t("runsEditNote"), run: () => actions.edit("note") },
    { label: t("runsTags"), run: () => actions.edit("tags") },
    { label: t("runsSolo"), checked: runSet.isSolo(run.id), run: () => runSet.solo(run.id) },
    run.deletedMs === null ? { label: t("runsBin"), run: move(binRuns) } : { label: t("runsRestore"), run: move(restoreRuns) },
  ]);
}

/** A short explanation of the keys, for the reader who asks. */
export function keyHelp(): HTMLElement {
  const keys = [["↑ ↓ ← →", "runsKeyMove"], ["Enter", "runsKeyOpen"], ["Space", "runsKeyTick"], ["e", "runsKeyEye"], ["s", "runsKeySolo"], ["F2", "runsKeyRename"], ["/", "runsKeyFilter"]] as const;
  return h("div", { className: "picker", role: "dialog", "aria-label": t("runsKeys") }, ...keys.map(([key, text]) => h("div", { className: "picker-row" }, h("kbd", {}, key), h("span", {}, t(text)))));
}
