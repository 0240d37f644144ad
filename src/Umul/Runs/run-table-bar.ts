// The controls beside the filter: how many runs there are, columns, grouping, comparing, copying, the bin.
import { announce, h, saveFile } from "../Web/islands/dom.ts";
import { urlOf } from "../Web/islands/http.ts";
import { menuButton, openPopup } from "../Web/islands/menu.ts";
import { runSet } from "../Web/islands/run-set.ts";
import { t } from "../Web/islands/texts.ts";
import { viewSet, viewWatch } from "../Web/islands/view-state.ts";
import { groupLabel, groupPicker } from "../Metrics/chart-toolbar.ts";
import { chartView } from "../Metrics/chart-view.ts";
import { columnPicker } from "./column-picker.ts";
import { binRuns, type ColumnNames, restoreRuns } from "./run-client.ts";
import { type TextFormat, tableAs } from "./run-copy.ts";
import { attempt } from "./run-edit.ts";
import { keyHelp } from "./run-menus.ts";
import type { Item, RunModel } from "./run-model.ts";

export class RunTableBar {
  readonly element = h("div", { className: "run-table-bar" });
  readonly #count = h("span", { className: "muted small", role: "status" });
  readonly #compare = h("a", { className: "btn btn-primary" });
  readonly #bin = h("button", { type: "button", className: "btn" });
  readonly #binView = h("button", { type: "button", className: "btn btn-quiet", onclick: () => viewSet("bin", this.model.bin ? null : "1") });
  readonly #group = h("button", { type: "button", className: "btn", "aria-haspopup": "dialog" });
  readonly #showAll = h("button", { type: "button", className: "btn btn-quiet", onclick: () => runSet.showAll() }, t("runsShowAll"));
  names: ColumnNames = { metrics: [], params: [], tags: [] };

  /** `items` answers what is to be copied: the ticked rows or all. */
  constructor(private readonly model: RunModel, private readonly items: () => readonly Item[], private readonly reload: () => void) {
    const columns = h("button", { type: "button", className: "btn", "aria-haspopup": "dialog" }, t("runsColumns"));
    columns.addEventListener("click", () => openPopup(columns, columnPicker(model.layout)));
    this.#group.addEventListener("click", () => openPopup(this.#group, groupPicker(this.names)));
    this.#bin.addEventListener("click", () => void this.#moveTicked());
    const copy = menuButton(t("runsCopy"), t("runsCopyTable"), () => [
      { label: t("runsCopyCsv"), run: () => void this.#copy("csv") },
      { label: t("runsSaveCsv"), run: () => void this.#save() },
      { label: t("runsCopyLatex"), run: () => void this.#copy("latex") },
      { label: t("runsCopyMarkdown"), run: () => void this.#copy("markdown") },
      { label: t("runsCopyPandasRuns"), run: () => void this.#copyPandas("runs") },
      { label: t("runsCopyPandasPoints"), run: () => void this.#copyPandas("points") },
    ]);
    copy.className = "btn";
    const keys = h("button", { type: "button", className: "btn btn-quiet btn-icon", title: t("runsKeys"), "aria-label": t("runsKeys") }, "?");
    keys.addEventListener("click", () => openPopup(keys, keyHelp()));
    this.element.append(this.#count, this.#compare, this.#bin, columns, this.#group, copy, this.#showAll, this.#binView, keys);
    viewWatch(() => this.follow());
    runSet.watch((event) => event !== "hover" && this.follow());
    this.follow();
  }

  follow(): void {
    const { rows, total, bin } = this.model;
    const picked = [...runSet.picked];
    this.#count.textContent = rows.length === total ? t("runsCount", { count: total }) : t("runsCountOf", { count: rows.length, total });
    this.#compare.hidden = picked.length < 2;
    this.#compare.textContent = t("runsCompare", { count: picked.length });
    this.#compare.href = urlOf(`compare?runs=${picked.join(",")}`);
    this.#bin.hidden = picked.length === 0;
    this.#bin.textContent = t(bin ? "runsRestoreTicked" : "runsBinTicked", { count: picked.length });
    this.#binView.textContent = t(bin ? "runsLeaveBin" : "runsOpenBin");
    this.#binView.setAttribute("aria-pressed", String(bin));
    this.#group.textContent = groupLabel(chartView.groupBy);
    this.#group.toggleAttribute("data-on", chartView.groupBy.length > 0);
    this.#showAll.hidden = !runSet.anyHidden;
  }

  async #moveTicked(): Promise<void> {
    const picked = [...runSet.picked];
    const undo = !this.model.bin;
    await attempt(async () => {
      await (undo ? binRuns(picked) : restoreRuns(picked));
      for (const id of picked) runSet.pick(id, false);
      announce(t(undo ? "runsBinned" : "runsRestored", { count: picked.length }));
      this.reload();
    });
  }

  async #text(format: TextFormat): Promise<string> {
    const columns = this.model.layout.shown();
    await this.model.loadColumns(columns, null);
    return tableAs(format, this.model, columns, this.items());
  }

  async #copy(format: TextFormat): Promise<void> {
    await attempt(async () => {
      await navigator.clipboard.writeText(await this.#text(format));
      announce(t("runsCopied", { count: this.items().length }));
    });
  }

  /** A line to paste into Python: pandas reads straight from this server, all runs of the project. */
  async #copyPandas(table: "runs" | "points"): Promise<void> {
    const project = this.element.closest("umul-run-table")?.getAttribute("project-name") ?? "";
    const link = urlOf(`api/export?${new URLSearchParams({ project, format: "csv", table })}`);
    await attempt(async () => {
      await navigator.clipboard.writeText(`pd.read_csv(${JSON.stringify(link)})`);
      announce(t("runsCopiedPandas"));
    });
  }

  async #save(): Promise<void> {
    await attempt(async () => saveFile("runs.csv", new Blob([await this.#text("csv")], { type: "text/csv" })));
  }
}
