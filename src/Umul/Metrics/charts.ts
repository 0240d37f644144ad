// <umul-charts project="…"> or run="…" or runs="a,b,…", optionally prefix="system/": a chart for each logged key.
import { debounce, h } from "../Web/islands/dom.ts";
import { isAbort } from "../Web/islands/http.ts";
import { onThemeChange } from "../Web/islands/run-colours.ts";
import { runSet } from "../Web/islands/run-set.ts";
import { t } from "../Web/islands/texts.ts";
import { viewGet, viewWatch } from "../Web/islands/view-state.ts";
import { follow, type LiveChange } from "../Runs/live.ts";
import { type ColumnNames, fetchColumnNames, fetchGroups, fetchRows, fetchRunColumnNames, fetchRunsById, type RunGroup } from "../Runs/run-client.ts";
import { ChartSections } from "./chart-sections.ts";
import { ChartToolbar } from "./chart-toolbar.ts";
import { chartView } from "./chart-view.ts";
import type { Cast } from "./chart-panel.ts";
import { RunLegend } from "./run-legend.ts";

class UmulCharts extends HTMLElement {
  #sections!: ChartSections;
  #toolbar!: ChartToolbar;
  #legend!: RunLegend;
  #names: ColumnNames = { metrics: [], params: [], tags: [] };
  #groups: readonly RunGroup[] = [];
  #grouping: AbortController | null = null;
  readonly #stops: (() => void)[] = [];
  readonly #recastSoon = debounce(60, () => void this.#recast());
  readonly #reloadNamesSoon = debounce(800, () => void this.#loadNames());
  readonly #reloadRunsSoon = debounce(800, () => void this.#loadRuns());

  connectedCallback(): void {
    const single = this.hasAttribute("run");
    this.#sections = new ChartSections(this.getAttribute("prefix") ?? "");
    this.#toolbar = new ChartToolbar(!single && this.#project !== "" && !this.hasAttribute("runs") && !this.#hasTable);
    this.#legend = new RunLegend();
    this.replaceChildren(this.#toolbar.element, this.#legend.element, this.#sections.element);
    this.setAttribute("aria-busy", "true");
    this.#stops.push(
      viewWatch((names) => this.#viewChanged(names)),
      runSet.watch((event) => (event === "runs" || event === "visibility") && this.#recastSoon()),
      follow(single ? `api/runs/${this.getAttribute("run")}/live` : `api/projects/${this.#project}/live`, (change) => this.#changed(change)),
    );
    onThemeChange(() => this.#sections.redraw());
    void Promise.all([this.#loadNames(), this.#loadRuns()]).finally(() => this.removeAttribute("aria-busy"));
  }

  disconnectedCallback(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  get #project(): string {
    return this.getAttribute("project") ?? "";
  }

  /** Where a run table stands on the page, it decides which runs there are. */
  get #hasTable(): boolean {
    return document.querySelector("umul-run-table") !== null;
  }

  async #loadNames(): Promise<void> {
    try {
      const run = this.getAttribute("run");
      this.#names = run ? await fetchRunColumnNames(run) : await fetchColumnNames(this.#project);
    } catch (error) {
      this.#sections.element.replaceChildren(h("p", { className: "notice notice-danger", role: "alert" }, t("chartsFailed", { reason: (error as Error).message })));
      return;
    }
    this.#toolbar.names = this.#names;
    this.#showKeys();
  }

  async #loadRuns(): Promise<void> {
    const ids = (this.getAttribute("run") ?? this.getAttribute("runs") ?? "").split(",").filter(Boolean);
    if (ids.length > 0) runSet.replace((await fetchRunsById(ids)).rows);
    else if (!this.#hasTable) runSet.replace((await fetchRows(this.#project, viewGet("filter") ?? "", false)).rows);
    else if (runSet.runs.length > 0) this.#recastSoon();
  }

  #showKeys(): void {
    const own = this.#names.metrics.map((m) => m.key);
    this.#sections.directions = new Map(this.#names.metrics.map((m) => [m.key, m.direction]));
    this.#sections.once = new Set(this.#names.metrics.filter((m) => m.once).map((m) => m.key));
    this.#sections.show(own, chartView.search);
  }

  #viewChanged(names: ReadonlySet<string>): void {
    this.#toolbar.follow();
    if (names.has("panels")) this.#showKeys();
    if (names.has("group") || names.has("cap")) this.#recastSoon();
    else if (names.has("x") || names.has("logx") || names.has("zoom") || names.has("older")) this.#sections.refresh();
    else if (names.has("smooth") || names.has("logy") || names.has("logyx")) this.#sections.redraw();
  }

  async #recast(): Promise<void> {
    const shown = runSet.shown();
    this.#grouping?.abort();
    const by = this.#project && !this.hasAttribute("runs") ? chartView.groupBy : [];
    if (by.length > 0 && shown.length > 0) {
      this.#grouping = new AbortController();
      try {
        this.#groups = (await fetchGroups(this.#project, shown.map((r) => r.id), by, this.#grouping.signal)).groups;
      } catch (error) {
        if (isAbort(error)) return;
        this.#groups = [];
      }
    } else this.#groups = [];
    const cap = chartView.cap;
    const visible = this.#groups.filter((group) => runSet.isGroupShown(group.key));
    const groups = visible.slice(0, cap);
    const runs = this.#groups.length > 0 ? [] : shown.slice(0, cap);
    this.#toolbar.drawn(this.#groups.length > 0 ? groups.length : runs.length, this.#groups.length > 0 ? visible.length : shown.length);
    this.#legend.render(this.#groups, !this.#hasTable && !this.hasAttribute("run"));
    this.#sections.cast(this.#groups.length > 0 ? castOfGroups(groups, this.#groups) : { subject: { runs: runs.map((r) => r.id), groups: [] }, nameOf, numberOf });
  }

  #changed(change: LiveChange): void {
    if (change.everything) {
      this.#reloadNamesSoon();
      this.#reloadRunsSoon();
      for (const { key } of this.#names.metrics) this.#sections.grew({ [key]: runSet.runs.map((r) => r.id) });
      return;
    }
    const known = new Set(this.#names.metrics.map((m) => m.key));
    if (Object.keys(change.points).some((key) => !known.has(key))) this.#reloadNamesSoon();
    if (change.runs.length > 0) this.#reloadRunsSoon();
    this.#sections.grew(change.points);
  }
}

function nameOf(id: string): string {
  return runSet.byId.get(id)?.name ?? id;
}

function numberOf(id: string): number {
  return runSet.byId.get(id)?.number ?? 0;
}

/** Colours go by a group's place among all groups, shown or hidden. */
function castOfGroups(groups: readonly RunGroup[], all: readonly RunGroup[]): Cast {
  const index = new Map(all.map((group, i) => [group.key, i]));
  return {
    subject: { runs: [], groups: groups.map((group) => ({ key: group.key, runs: group.runs })) },
    nameOf: (key) => all[index.get(key) ?? -1]?.label ?? key,
    numberOf: (key) => index.get(key) ?? 0,
  };
}

customElements.define("umul-charts", UmulCharts);
