// Which runs (or groups) the charts draw, in which colour, with eye and solo. Shown where no run table stands beside the charts.
import { h } from "../Web/islands/dom.ts";
import { lookOf } from "../Web/islands/run-colours.ts";
import { runSet } from "../Web/islands/run-set.ts";
import { t } from "../Web/islands/texts.ts";
import type { RunGroup } from "../Runs/run-client.ts";

const shownAtFirst = 60;

export class RunLegend {
  readonly element = h("ul", { className: "run-legend" });
  #limit = shownAtFirst;
  #groups: readonly RunGroup[] = [];
  #withRuns = true;

  constructor() {
    this.element.setAttribute("aria-label", t("runsLegend"));
    runSet.watch((event) => {
      if (event === "hover") this.#markHovered();
      else this.render(this.#groups, this.#withRuns);
    });
  }

  /** Groups where there are any; single runs only if no table shows them. */
  render(groups: readonly RunGroup[], withRuns: boolean): void {
    this.#groups = groups;
    this.#withRuns = withRuns;
    this.element.hidden = groups.length === 0 && !withRuns;
    if (this.element.hidden) return;
    const items = groups.length > 0 ? groups.map((group, i) => this.#groupItem(group, i)) : runSet.runs.slice(0, this.#limit).map((run) => this.#runItem(run.id, run.name, run.number));
    const rest = groups.length > 0 ? 0 : runSet.runs.length - items.length;
    if (rest > 0) items.push(h("li", {}, h("button", { type: "button", className: "btn btn-small", onclick: () => this.#more() }, t("runsMore", { count: rest }))));
    this.element.replaceChildren(...items);
  }

  #more(): void {
    this.#limit += 200;
    this.render(this.#groups, this.#withRuns);
  }

  #runItem(id: string, name: string, number: number): HTMLElement {
    const shown = runSet.isShown(id);
    const eye = h("button", { type: "button", className: "eye", title: t(shown ? "runsHide" : "runsShow"), onclick: () => runSet.toggle(id) }, swatch(number), h("span", { className: "name" }, name));
    eye.setAttribute("aria-pressed", String(shown));
    const solo = h("button", { type: "button", className: "solo", title: t("runsSolo"), "aria-label": t("runsSoloNamed", { name }), onclick: () => runSet.solo(id) }, "◎");
    solo.setAttribute("aria-pressed", String(runSet.isSolo(id)));
    return h("li", { dataset: { run: id }, onpointerenter: () => runSet.hover(id), onpointerleave: () => runSet.hover(null) }, eye, solo);
  }

  #groupItem(group: RunGroup, index: number): HTMLElement {
    return h(
      "li",
      { title: group.label, dataset: { run: group.key }, onpointerenter: () => runSet.hover(group.key), onpointerleave: () => runSet.hover(null) },
      swatch(index),
      h("span", { className: "name" }, group.label),
      h("span", { className: "n" }, t("chartsGroupSize", { n: group.runs.length })),
    );
  }

  #markHovered(): void {
    for (const item of this.element.children) (item as HTMLElement).toggleAttribute("data-hovered", (item as HTMLElement).dataset["run"] === runSet.hovered);
  }
}

export function swatch(number: number): HTMLElement {
  const { colour, dash } = lookOf(number);
  return h("span", { className: dash.length > 0 ? "swatch dashed" : "swatch", style: { "--swatch": colour } });
}
