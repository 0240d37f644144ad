// <umul-cases project="…" split="…" metric="…" runs="…">: every case under every run.
import { debounce, h } from "../../Web/islands/dom.ts";
import { getJson, urlOf } from "../../Web/islands/http.ts";
import { formatValue, t } from "../../Web/islands/texts.ts";
import { viewGet, viewSet, viewWatch } from "../../Web/islands/view-state.ts";
import { distribution } from "./cases-distribution.ts";
import { CasesHeat } from "./cases-heat.ts";
import { CasesModel, parseFilter, type CasesAnswer, type Column, type Grouping } from "./cases-model.ts";
import { HeatScale } from "./heat-scale.ts";

const mostListed = 30;
const mostOpened = 4;

class UmulCases extends HTMLElement {
  #answer: CasesAnswer | null = null;
  #model!: CasesModel;
  #grouping: Grouping | null = null;
  readonly #heat = new CasesHeat({ open: (at, column, beside) => this.#open(at, column, beside), sort: (column) => viewSet("sort", column.key) });
  readonly #bar = h("div", { className: "cases-bar" });
  readonly #note = h("p", { className: "muted small cases-note", role: "status" });
  readonly #problem = h("p", { className: "notice notice-warn", role: "alert", hidden: true });
  readonly #all = h("button", { type: "button", className: "btn btn-small", hidden: true }, t("casesAll"));
  readonly #legend = h("div", { className: "cases-legend" });
  readonly #side = h("div", { className: "cases-side" });
  #stop: () => void = () => {};

  connectedCallback(): void {
    this.#stop = viewWatch(() => this.#answer && this.#render());
    this.#all.addEventListener("click", () => viewSet("cases", null));
    followPickers();
    void this.#load();
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  async #load(): Promise<void> {
    const query = new URLSearchParams({ split: this.getAttribute("split") ?? "", metric: this.getAttribute("metric") ?? "" });
    const runs = this.getAttribute("runs");
    if (runs) query.set("runs", runs);
    try {
      this.#answer = await getJson<CasesAnswer>(`api/projects/${this.getAttribute("project")}/cases?${query}`);
    } catch (error) {
      this.prepend(h("p", { className: "notice notice-danger", role: "alert" }, (error as Error).message));
      return;
    }
    this.replaceChildren(h("section", { className: "card cases-card" }, this.#bar, this.#problem, this.#legend, this.#heat.element, h("div", { className: "cases-shown" }, this.#note, this.#all)), this.#side);
    this.#render();
  }

  get #hasIdeas(): boolean {
    return this.#answer!.runs.some((run) => run.idea !== "");
  }

  #render(): void {
    const answer = this.#answer!;
    const grouping: Grouping = viewGet("by") === "idea" && this.#hasIdeas ? "idea" : "run";
    if (grouping !== this.#grouping) {
      this.#grouping = grouping;
      this.#model = new CasesModel(answer, grouping);
      this.#frame();
    }
    const filter = parseFilter(viewGet("where") ?? "", answer);
    this.#problem.hidden = typeof filter === "function";
    if (typeof filter !== "function") this.#problem.textContent = t("casesFilterUnknown", { name: filter.unknown, columns: answer.columns.join(", ") || "–" });
    const sort = viewGet("sort") ?? "worst";
    const only = chosen();
    const fits = typeof filter === "function" ? filter : () => true;
    const order = this.#model.order(sort, (at) => fits(at) && (only === null || only.has(answer.cases[at]!)));
    this.#all.hidden = only === null;
    this.#select("cases-sort", sort);
    this.#heat.show(this.#model, order, sort);
    this.#note.textContent = order.length === 0 ? t("casesNone") : t("casesCount", { shown: order.length, all: answer.cases.length, columns: this.#model.columns.length });
    this.#drawLegend();
    this.#drawSide(order);
  }

  #select(id: string, value: string): void {
    const select = this.querySelector<HTMLSelectElement>(`#${id}`);
    if (select && [...select.options].some((o) => o.value === value)) select.value = value;
  }

  #frame(): void {
    const columns = this.#model.columns.map((c): [string, string] => [c.key, t("casesSortColumn", { name: c.name })]);
    const filter = h("input", { type: "search", className: "input", id: "cases-filter", placeholder: t("casesFilter"), "aria-label": t("casesFilter"), value: viewGet("where") ?? "", list: "cases-words" });
    filter.addEventListener("input", debounce(120, () => viewSet("where", filter.value.trim() || null)));
    this.#bar.replaceChildren(
      ...(this.#hasIdeas ? [picker("cases-by", t("casesColumns"), [["run", t("casesByRun")], ["idea", t("casesByIdea")]], this.#grouping!, (v) => viewSet("by", v === "run" ? null : v))] : []),
      picker("cases-sort", t("casesSort"), [["worst", t("casesSortWorst")], ["best", t("casesSortBest")], ["spread", t("casesSortSpread")], ["name", t("casesSortName")], ...columns], "worst", (v) => viewSet("sort", v === "worst" ? null : v)),
      filter, h("datalist", { id: "cases-words" }, ...suggestions(this.#answer!).map((word) => h("option", { value: word }))));
  }

  #drawLegend(): void {
    const { sign, range } = this.#model;
    const scale = new HeatScale(range, sign);
    const ends = sign < 0 ? [range[1], range[0]] : range;
    const mark = sign < 0 ? ["≥ ", "≤ "] : ["≤ ", "≥ "];
    this.#legend.replaceChildren(
      h("span", {}, `${t(sign === 0 ? "casesLow" : "casesWorse")} ${mark[0]}${formatValue(Number(ends[0]!.toPrecision(3)))}`),
      h("span", { className: "ramp", style: { background: scale.gradient() } }),
      h("span", {}, `${mark[1]}${formatValue(Number(ends[1]!.toPrecision(3)))} ${t(sign === 0 ? "casesHigh" : "casesBetter")}`),
      h("span", { className: "undefined" }, t("casesLegendUndefined")),
      ...(this.#answer!.notEvaluated >= 0 ? [h("span", { className: "missing" }, t("casesLegendMissing"))] : []),
      ...(this.#answer!.sealed >= 0 ? [h("span", { className: "missing" }, this.#answer!.reasons[this.#answer!.sealed]!)] : []));
  }

  #drawSide(order: readonly number[]): void {
    const chosen = viewGet("of") ?? "";
    const picked = this.#model.column(chosen) ? chosen : "";
    const select = picker("cases-of", t("casesShownColumn"), [["", t("casesMeanColumn")], ...this.#model.columns.map((c): [string, string] => [c.key, c.name])], picked, (v) => viewSet("of", v || null));
    this.#side.replaceChildren(
      h("section", { className: "card cases-shape" }, h("div", { className: "card-body" }, select, distribution(this.#model, order, picked))),
      this.#worst(order));
  }

  #worst(order: readonly number[]): HTMLElement {
    const kept = new Set(order);
    const worst = this.#model.order("worst", (at) => kept.has(at)).slice(0, mostListed);
    const { answer, means, spreads } = this.#model;
    const rows = worst.map((at) => h("tr", {}, h("td", {}, h("a", { href: this.#link(at, null) }, answer.cases[at]!)), h("td", { className: "num" }, shown(means[at]!)), h("td", { className: "num" }, shown(spreads[at]!))));
    return h("section", { className: "card cases-worst" }, h("div", { className: "card-head" }, h("h2", {}, t("casesWorst"))),
      h("div", { className: "cases-worst-rows" }, h("table", { className: "table table-links" }, h("tbody", {}, ...rows))));
  }

  #open(at: number, column: Column | null, beside: boolean): void {
    const link = this.#link(at, column);
    if (beside) open(link);
    else location.assign(link);
  }

  /** Without a chosen column, the runs that are farthest apart on the case are the ones to look at. */
  #link(at: number, column: Column | null): string {
    const { answer } = this.#model;
    const scored = answer.runs.filter((run) => run.values[at] !== null).sort((a, b) => a.values[at]! - b.values[at]!);
    const apart = scored.length > 2 ? [scored[0]!, scored[scored.length - 1]!] : scored;
    const runs = (column ? column.runs : apart).slice(0, mostOpened).map((run) => run.id).join(",");
    const query = new URLSearchParams({ split: answer.split, case: answer.cases[at]!, metric: answer.metric });
    if (runs) query.set("runs", runs);
    return urlOf(`projects/${this.getAttribute("project")}/case?${query.toString().replaceAll("%2C", ",").replaceAll("%2F", "/")}`);
  }
}

/** The cases that the address names, as a finding does that leads here; null for all. */
function chosen(): ReadonlySet<string> | null {
  const names = viewGet("cases");
  return names ? new Set(names.split("|")) : null;
}

function shown(value: number): string {
  return Number.isNaN(value) ? "–" : formatValue(Number(value.toPrecision(4)));
}

function picker(id: string, label: string, options: readonly [string, string][], chosen: string, changed: (value: string) => void): HTMLElement {
  const select = h("select", { className: "select", id }, ...options.map(([value, text]) => h("option", { value, selected: value === chosen }, text)));
  select.addEventListener("change", () => changed(select.value));
  return h("label", { className: "cases-picker" }, h("span", {}, label), select);
}

/** Values of columns that have few of them, as words of a filter. */
function suggestions(answer: CasesAnswer): string[] {
  return answer.columns.flatMap((name, i) => {
    const values = [...new Set(answer.metadata[i])].filter(Boolean).sort();
    return values.length > 12 ? [`${name}<`, `${name}>`] : values.filter((v) => !/\s/.test(v)).map((v) => `${name}=${v}`);
  });
}

/** Split and metric are chosen on the server; the button is for readers without scripts. What else the address says stays. */
function followPickers(): void {
  const form = document.querySelector<HTMLFormElement>("form.cases-pick");
  if (!form || form.dataset["followed"] !== undefined) return;
  form.dataset["followed"] = "";
  form.addEventListener("change", (e) => {
    const address = new URL(location.href);
    const select = e.target as HTMLSelectElement;
    address.searchParams.set(select.name, select.value);
    location.assign(address.href);
  });
}

customElements.define("umul-cases", UmulCases);
