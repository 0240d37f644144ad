// <umul-compare runs="a,b,…">: what differs between the runs, and their charts laid over each other.
import { h } from "../Web/islands/dom.ts";
import { getJson, urlOf } from "../Web/islands/http.ts";
import { runSet } from "../Web/islands/run-set.ts";
import { formatValue, t } from "../Web/islands/texts.ts";
import { viewGet, viewSet, viewWatch } from "../Web/islands/view-state.ts";
import { swatch } from "../Metrics/run-legend.ts";
import { fetchRunsById, numberOf, type RunRow } from "./run-client.ts";

interface Comparison {
  readonly params: readonly TextRow[];
  readonly tags: readonly TextRow[];
  readonly provenance: readonly TextRow[];
  readonly metrics: readonly MetricRow[];
}

interface TextRow {
  readonly key: string;
  readonly values: readonly (string | null)[];
}

interface MetricRow {
  readonly key: string;
  readonly direction: -1 | 0 | 1;
  readonly guess: boolean;
  readonly last: readonly (number | string | null)[];
  readonly best: readonly (number | string | null)[];
}

type Section = keyof Comparison;

const sections: readonly Section[] = ["params", "metrics", "tags", "provenance"];
const sectionNames: Record<Section, string> = { params: "compareParams", metrics: "compareMetrics", tags: "compareTags", provenance: "compareProvenance" };

class UmulCompare extends HTMLElement {
  #runs: readonly RunRow[] = [];
  #comparison: Comparison | null = null;
  readonly #body = h("div", { className: "compare-body" });
  #stop: () => void = () => {};

  connectedCallback(): void {
    this.#stop = viewWatch((names) => (names.has("same") || names.has("find")) && this.#render());
    void this.#load();
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  async #load(): Promise<void> {
    const ids = (this.getAttribute("runs") ?? "").split(",").filter(Boolean);
    try {
      const list = ids.map(encodeURIComponent).join(",");
      const [{ rows }, comparison] = await Promise.all([fetchRunsById(ids), getJson<Comparison>(`api/compare?runs=${list}`)]);
      const order = new Map(ids.map((id, i) => [id, i]));
      this.#runs = [...rows].sort((a, b) => order.get(a.id)! - order.get(b.id)!);
      this.#comparison = comparison;
    } catch (error) {
      this.prepend(h("p", { className: "notice notice-danger", role: "alert" }, (error as Error).message));
      return;
    }
    this.#frame(ids);
    this.#render();
  }

  #frame(ids: readonly string[]): void {
    const only = h("input", { type: "checkbox", checked: viewGet("same") !== "1" });
    only.addEventListener("change", () => viewSet("same", only.checked ? null : "1"));
    const search = h("input", { type: "search", className: "input", placeholder: t("compareSearch"), "aria-label": t("compareSearch"), value: viewGet("find") ?? "" });
    search.addEventListener("input", () => viewSet("find", search.value || null));
    const charts = document.createElement("umul-charts");
    charts.setAttribute("runs", ids.join(","));
    const project = this.getAttribute("project");
    if (project) charts.setAttribute("project", project);
    this.replaceChildren(h("div", { className: "compare-bar" }, h("label", { className: "check" }, only, t("compareOnlyDifferences")), search), this.#body, h("h2", {}, t("compareCharts")), charts);
  }

  #render(): void {
    const comparison = this.#comparison;
    if (!comparison) return;
    const wanted = (viewGet("find") ?? "").toLowerCase();
    const onlyDifferences = viewGet("same") !== "1";
    this.#body.replaceChildren(...sections.map((section) => this.#section(section, comparison, wanted, onlyDifferences)).filter((s) => s !== null));
  }

  #section(section: Section, comparison: Comparison, wanted: string, onlyDifferences: boolean): HTMLElement | null {
    const all = comparison[section].map((row) => (section === "metrics" ? metricLine(row as MetricRow) : textLine(row as TextRow)));
    if (all.length === 0) return null;
    const shown = all.filter((line) => line.key.toLowerCase().includes(wanted) && (!onlyDifferences || line.differs));
    const same = all.filter((line) => !line.differs).length;
    const head = h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t(sectionNames[section])), ...this.#runs.map((run) => this.#head(run))));
    const body = h("tbody", {}, ...shown.map((line) => this.#line(line)));
    const note = onlyDifferences ? t("compareSame", { same, total: all.length }) : t("compareDiffer", { differ: all.length - same, total: all.length });
    return h("section", { className: "compare-part card", dataset: { section } }, shown.length > 0 ? h("div", { className: "scroll-x" }, h("table", { className: "table", style: { "min-width": `${240 + 170 * this.#runs.length}px` } }, head, body)) : h("h2", { className: "small" }, t(sectionNames[section])), h("p", { className: "muted small" }, note));
  }

  #head(run: RunRow): HTMLElement {
    const cell = h("th", { scope: "col" }, swatch(run.number), " ", h("a", { href: urlOf(`runs/${run.id}`) }, run.name));
    cell.addEventListener("pointerenter", () => runSet.hover(run.id));
    cell.addEventListener("pointerleave", () => runSet.hover(null));
    return cell;
  }

  #line(line: Line): HTMLElement {
    const cells = line.cells.map((cell) => h("td", { className: "value", title: cell.hint }, cell.best ? h("strong", {}, cell.text) : cell.text || h("span", { className: "muted" }, "–")));
    const row = h("tr", {}, h("th", { scope: "row", className: "key" }, line.key), ...cells);
    // Where only differences are shown, marking all of them says nothing
    row.toggleAttribute("data-differs", line.differs && viewGet("same") === "1");
    return row;
  }
}

interface Line {
  readonly key: string;
  readonly differs: boolean;
  readonly cells: readonly { readonly text: string; readonly hint: string; readonly best: boolean }[];
}

function textLine({ key, values }: TextRow): Line {
  return { key, differs: new Set(values).size > 1, cells: values.map((value) => ({ text: value ?? "", hint: value ?? "", best: false })) };
}

/** Shows the best value where the direction is known, else the last; the winner is bold. */
function metricLine({ key, direction, guess, last, best }: MetricRow): Line {
  const values = (direction === 0 ? last : best).map(numberOf);
  const finite = values.filter((v): v is number => v !== null && Number.isFinite(v));
  const winner = direction === 0 || finite.length < 2 ? null : direction > 0 ? Math.max(...finite) : Math.min(...finite);
  const arrow = direction > 0 ? " ↑" : direction < 0 ? " ↓" : "";
  const cells = values.map((value, i) => ({ text: value === null ? "" : formatValue(value), hint: t("compareLast", { value: formatValue(numberOf(last[i])) }), best: winner !== null && value === winner }));
  return { key: key + arrow + (arrow && guess ? "?" : ""), differs: new Set(values.map(String)).size > 1, cells };
}

customElements.define("umul-compare", UmulCompare);
