// <umul-run-table project="…" primary-metric="…" direction="higher|lower">: the runs of a project, thousands of rows and columns.
import { announce, debounce, h } from "../Web/islands/dom.ts";
import { isAbort, urlOf } from "../Web/islands/http.ts";
import { onThemeChange } from "../Web/islands/run-colours.ts";
import { runSet } from "../Web/islands/run-set.ts";
import { t } from "../Web/islands/texts.ts";
import { viewGet, viewSet, viewWatch } from "../Web/islands/view-state.ts";
import { chartView } from "../Metrics/chart-view.ts";
import { type Column, ColumnLayout } from "./run-columns.ts";
import { fetchColumnNames, fetchColumns } from "./run-client.ts";
import { attempt, editName, editNote, editTags } from "./run-edit.ts";
import { fillCell } from "./run-cells.ts";
import { FilterBox } from "./filter-box.ts";
import { follow, type LiveChange } from "./live.ts";
import { type Item, RunModel, type RunItem } from "./run-model.ts";
import { RunGrid } from "./run-grid.ts";
import { columnMenu, runMenu } from "./run-menus.ts";
import { RunTableBar } from "./run-table-bar.ts";

class UmulRunTable extends HTMLElement {
  #layout!: ColumnLayout;
  #model!: RunModel;
  #grid!: RunGrid;
  #filter!: FilterBox;
  #bar!: RunTableBar;
  readonly #message = h("p", { className: "run-table-message", hidden: true });
  readonly #stops: (() => void)[] = [];
  readonly #changedRuns = new Set<string>();
  readonly #catchUpSoon = debounce(700, () => void this.#catchUp());
  #visible: readonly Column[] = [];

  connectedCallback(): void {
    const direction = this.getAttribute("direction");
    this.#layout = new ColumnLayout(this.getAttribute("primary-metric"), direction === "lower" ? -1 : direction === "higher" ? 1 : 0);
    this.#model = new RunModel(this.#project, this.#layout);
    this.#grid = new RunGrid(this.#layout, this.#parts());
    this.#filter = new FilterBox(viewGet("filter") ?? "", (filter) => viewSet("filter", filter || null), (column) => this.#model.valuesSeen(column));
    this.#bar = new RunTableBar(this.#model, () => this.#items(), () => void this.#reloadRows());
    this.setAttribute("aria-busy", "true");
    this.#stops.push(
      viewWatch((names) => void this.#viewChanged(names)),
      runSet.watch((event) => (event === "hover" ? this.#markHovered() : this.#grid.update())),
      follow(`api/projects/${this.#project}/live`, (change) => this.#changed(change)),
    );
    onThemeChange(() => this.#grid.update());
    document.addEventListener("keydown", this.#slash);
    void this.#start();
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#slash);
    for (const stop of this.#stops.splice(0)) stop();
  }

  get #project(): string {
    return this.getAttribute("project") ?? "";
  }

  async #start(): Promise<void> {
    try {
      const [names] = await Promise.all([fetchColumnNames(this.#project), this.#model.loadRows(viewGet("filter") ?? "").catch((error: unknown) => this.#rowsFailed(error))]);
      this.#layout.names = this.#filter.names = names;
    } catch (error) {
      // What the page itself put here stays readable.
      this.prepend(h("p", { className: "notice notice-danger", role: "alert" }, (error as Error).message));
      return;
    }
    this.replaceChildren(h("div", { className: "run-table-head" }, this.#filter.element, this.#bar.element), this.#grid.element, this.#message);
    this.#bar.names = this.#layout.names;
    this.#grid.relayout();
    await this.#settle();
    this.removeAttribute("aria-busy");
  }

  async #reloadRows(): Promise<void> {
    try {
      await this.#model.loadRows(viewGet("filter") ?? "");
      this.#filter.problem(null);
      await this.#settle();
    } catch (error) {
      this.#rowsFailed(error);
    }
  }

  #rowsFailed(error: unknown): void {
    if (!isAbort(error)) this.#filter.problem((error as Error).message);
  }

  /** Rows are here: values of the sort column and the visible ones, groups, order; then the page is told. */
  async #settle(changed: ReadonlySet<string> | null = null): Promise<void> {
    const sortColumn = this.#layout.column(this.#model.sort.id);
    this.#model.arrange();
    this.#grid.update();
    try {
      await Promise.all([this.#model.loadColumns([sortColumn, ...this.#visible], changed), this.#model.loadGroups(chartView.groupBy)]);
    } catch (error) {
      announce((error as Error).message);
    }
    this.#model.arrange();
    this.#publish();
    this.#grid.relayout();
    this.#bar.follow();
    const empty = this.#model.rows.length === 0;
    this.#message.hidden = !empty;
    this.#message.textContent = empty ? t(this.#model.bin ? "runsBinEmpty" : this.#model.total > 0 ? "runsNoMatch" : "runsNone") : "";
    this.#grid.element.style.setProperty("--rows", String(Math.max(1, this.#model.items.length)));
  }

  /** Charts draw the runs in the order of the table. */
  #publish(): void {
    runSet.replace(this.#model.sortedRows());
  }

  #items(): readonly Item[] {
    const picked = this.#model.items.filter((item) => item.kind === "run" && runSet.picked.has(item.row.id));
    return picked.length > 0 ? picked : this.#model.items;
  }

  #parts() {
    const actions = {
      openRunMenu: (anchor: HTMLElement, item: RunItem) => runMenu(anchor, item.row, { edit: (id) => this.#edit(anchor, item, id), reload: () => void this.#reloadRows() }),
      edit: (anchor: HTMLElement, item: RunItem, id: string) => this.#edit(anchor, item, id),
      toggleGroup: (key: string) => {
        this.#model.toggleGroup(key);
        this.#grid.element.style.setProperty("--rows", String(this.#model.items.length));
        this.#grid.update();
      },
    };
    return {
      items: () => this.#model.items,
      sortOf: (column: Column) => (column.id !== this.#model.sort.id ? null : this.#model.sort.descending ? ("descending" as const) : ("ascending" as const)),
      fillCell: (cell: HTMLElement, item: Item, column: Column) => fillCell(cell, item, column, this.#model, actions, Date.now()),
      decorateRow: (row: HTMLElement, item: Item) => this.#decorate(row, item),
      sortBy: (column: Column) => this.#sortBy(column),
      openColumnMenu: (anchor: HTMLElement, column: Column) => columnMenu(anchor, column, this.#layout, (descending) => (this.#model.sort = { id: column.id, descending })),
      columnsShown: (columns: readonly Column[]) => void this.#columnsShown(columns),
      rowKey: (e: KeyboardEvent, item: Item, column: Column) => this.#rowKey(e, item, column),
      isGrouped: () => this.#model.grouping !== null,
    };
  }

  #decorate(row: HTMLElement, item: Item): void {
    const id = item.kind === "run" ? item.row.id : item.group.key;
    row.dataset["run"] = id;
    if (item.kind === "run") {
      row.toggleAttribute("data-off", !runSet.isShown(id));
      row.setAttribute("aria-selected", String(runSet.picked.has(id)));
    } else row.toggleAttribute("data-off", !runSet.isGroupShown(id));
    row.toggleAttribute("data-hovered", runSet.hovered === id);
    row.addEventListener("pointerenter", () => runSet.hover(id));
    row.addEventListener("pointerleave", () => runSet.hover(null));
  }

  #markHovered(): void {
    for (const row of this.#grid.element.querySelectorAll<HTMLElement>(".run-grid-row")) row.toggleAttribute("data-hovered", row.dataset["run"] === runSet.hovered);
  }

  /** First click: best first where the direction is known, else descending for numbers; then the other way. */
  #sortBy(column: Column): void {
    const { id, descending } = this.#model.sort;
    const first = column.kind === "metrics" ? (column.aggregate === "min" ? false : column.direction >= 0) : column.id === "started";
    this.#model.sort = { id: column.id, descending: id === column.id ? !descending : first };
  }

  async #columnsShown(columns: readonly Column[]): Promise<void> {
    this.#visible = columns;
    try {
      if (await this.#model.loadColumns(columns, null)) this.#grid.update();
    } catch (error) {
      announce((error as Error).message);
    }
  }

  async #viewChanged(names: ReadonlySet<string>): Promise<void> {
    if (names.has("cols") || names.has("pin")) this.#grid.relayout();
    if (names.has("filter") || names.has("bin")) await this.#reloadRows();
    else if (names.has("sort") || names.has("group")) await this.#settle();
  }

  #rowKey(e: KeyboardEvent, item: Item, column: Column): boolean {
    if (item.kind === "group") {
      const { key } = item.group;
      if (e.key === "e") runSet.toggleGroup(key);
      else if (e.key === "s") runSet.soloGroup(key);
      else if (e.key === "Enter" || e.key === " ") this.#model.toggleGroup(key);
      else return false;
      this.#grid.update();
      return true;
    }
    const { id } = item.row;
    const anchor = this.#grid.element.querySelector<HTMLElement>(`[data-run="${CSS.escape(id)}"] .pinned`) ?? this.#grid.element;
    if (e.key === "Enter") location.assign(urlOf(`runs/${id}`));
    else if (e.key === " ") runSet.pick(id, !runSet.picked.has(id));
    else if (e.key === "e") runSet.toggle(id);
    else if (e.key === "s") runSet.solo(id);
    else if (e.key === "F2") this.#edit(anchor, item, column.id === "note" || column.kind === "tags" ? column.id : "name");
    else if (e.key === "ContextMenu" || (e.key === "F10" && e.shiftKey)) runMenu(anchor, item.row, { edit: (what) => this.#edit(anchor, item, what), reload: () => void this.#reloadRows() });
    else return false;
    this.#grid.update();
    return true;
  }

  #edit(anchor: HTMLElement, item: RunItem, what: string): void {
    const { id, name, note } = item.row;
    const reload = () => void this.#reloadRows();
    if (what === "name") editName(anchor, id, name, reload);
    else if (what === "note") editNote(anchor, id, note, reload);
    else {
      void attempt(async () => {
        const keys = this.#layout.names.tags.map((tag) => tag.key).filter((key) => !key.startsWith("mlflow."));
        const values = keys.length > 0 ? await fetchColumns(this.#project, [id], keys.map((key) => `tags.${key}`)) : {};
        const tags = new Map(keys.map((key) => [key, values[`tags.${key}`]?.text?.[0] ?? null] as const).filter((pair): pair is readonly [string, string] => pair[1] !== null));
        editTags(anchor, id, tags, () => this.#tagged(id));
      });
    }
  }

  #tagged(id: string): void {
    this.#changedRuns.add(id);
    this.#catchUpSoon();
  }

  // Live

  #changed(change: LiveChange): void {
    for (const id of change.runs) this.#changedRuns.add(id);
    for (const runs of Object.values(change.points)) for (const id of runs) this.#changedRuns.add(id);
    this.#catchUpSoon();
  }

  async #catchUp(): Promise<void> {
    const changed = new Set(this.#changedRuns);
    this.#changedRuns.clear();
    try {
      this.#layout.names = this.#filter.names = this.#bar.names = await fetchColumnNames(this.#project);
      await this.#model.loadRows(viewGet("filter") ?? "");
    } catch (error) {
      this.#rowsFailed(error);
      return;
    }
    this.#grid.relayout();
    await this.#settle(changed);
  }

  readonly #slash = (e: KeyboardEvent): void => {
    if (e.key !== "/" || e.ctrlKey || e.metaKey || (e.target as HTMLElement).closest("input, textarea, select, [contenteditable]")) return;
    e.preventDefault();
    this.#filter.focus();
  };
}

customElements.define("umul-run-table", UmulRunTable);
