// Panels in sections by the prefix before the first slash; a panel builds itself when it comes near the screen.
import { h } from "../Web/islands/dom.ts";
import { formatCount, t } from "../Web/islands/texts.ts";
import { viewGet, viewSet } from "../Web/islands/view-state.ts";
import { type Cast, ChartPanel } from "./chart-panel.ts";
import { panelMatcher } from "./chart-view.ts";

export class ChartSections {
  readonly element = h("div", { className: "chart-sections" });
  readonly #panels = new Map<string, ChartPanel>();
  readonly #byElement = new WeakMap<Element, ChartPanel>();
  readonly #near = new IntersectionObserver((entries) => this.#moved(entries), { rootMargin: "400px 0px" });
  #cast: Cast | null = null;

  /** Which way each metric is better; what a run is judged by has one. */
  directions: ReadonlyMap<string, -1 | 0 | 1> = new Map();

  /** Metrics that were logged once a run. */
  once: ReadonlySet<string> = new Set();

  constructor(private readonly prefix: string) {}

  /** Keys with a chart now; what matches `search` is shown. Panels that stay are kept. */
  show(keys: readonly string[], search: string): void {
    const matches = panelMatcher(search);
    const wanted = keys.filter((key) => key.startsWith(this.prefix) && matches(key));
    const sections = new Map<string, string[]>();
    for (const key of wanted) {
      const name = this.#sectionOf(key);
      sections.set(name, [...(sections.get(name) ?? []), key]);
    }
    const names = [...sections.keys()].sort((a, b) => this.#rank(a, sections) - this.#rank(b, sections) || a.localeCompare(b));
    this.element.replaceChildren(...names.map((name) => this.#section(name, sections.get(name)!, names.length === 1)));
    if (wanted.length === 0) this.element.append(h("p", { className: "empty" }, t(keys.length === 0 ? "chartsNone" : "chartsNoMatch")));
  }

  cast(cast: Cast): void {
    this.#cast = cast;
    for (const panel of this.#panels.values()) panel.show(cast);
  }

  grew(points: Readonly<Record<string, readonly string[]>>): void {
    for (const [key, runs] of Object.entries(points)) this.#panels.get(key)?.grew(runs);
  }

  refresh(): void {
    if (this.#cast) this.cast(this.#cast);
  }

  redraw(): void {
    for (const panel of this.#panels.values()) panel.redraw();
  }

  #sectionOf(key: string): string {
    const rest = key.slice(this.prefix.length);
    const slash = rest.indexOf("/");
    return slash > 0 ? rest.slice(0, slash) : "";
  }

  /** Curves of what runs are judged by come first, then single values, the machine's own metrics last: they are rarely the question. */
  #rank(name: string, sections: ReadonlyMap<string, readonly string[]>): number {
    if (name === "system") return 4;
    const keys = sections.get(name)!;
    if (!keys.some((key) => this.directions.get(key))) return 3;
    if (keys.every((key) => this.once.has(key))) return 2;
    return /^(val|valid|validation|test|dev|eval)/i.test(name) ? 0 : 1;
  }

  #section(name: string, keys: readonly string[], alone: boolean): HTMLElement {
    const closed = new Set((viewGet("closed") ?? "").split(",").filter(Boolean));
    const id = encodeURIComponent(name) || "~";
    const grid = h("div", { className: "chart-grid" }, ...keys.map((key) => this.#panel(key).element));
    const section = h("details", { className: "chart-section", open: !closed.has(id) }, h("summary", { hidden: alone && name === "" }, h("h2", {}, name || t("chartsSectionOther")), h("span", { className: "muted" }, formatCount(keys.length))), grid);
    section.addEventListener("toggle", () => {
      const now = new Set((viewGet("closed") ?? "").split(",").filter(Boolean));
      if (section.open) now.delete(id);
      else now.add(id);
      viewSet("closed", [...now].join(",") || null);
    });
    return section;
  }

  #panel(key: string): ChartPanel {
    let panel = this.#panels.get(key);
    if (!panel) {
      panel = new ChartPanel(key, () => this.directions.get(key) ?? 0);
      this.#panels.set(key, panel);
      this.#byElement.set(panel.element, panel);
      this.#near.observe(panel.element);
      if (this.#cast) panel.show(this.#cast);
    }
    return panel;
  }

  #moved(entries: readonly IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      const panel = this.#byElement.get(entry.target);
      if (panel) panel.near = entry.isIntersecting;
    }
  }
}

