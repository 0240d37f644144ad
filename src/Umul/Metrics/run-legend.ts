// Which runs (or groups) the charts draw, in which colour, with eye and solo. Shown where no run table stands beside the charts.
import { h } from "../Web/islands/dom.ts";
import { lookOf } from "../Web/islands/run-colours.ts";
import { runSet } from "../Web/islands/run-set.ts";
import { t } from "../Web/islands/texts.ts";
import type { RunGroup } from "../Runs/run-client.ts";

const shownAtFirst = 60;

export class RunLegend {
  readonly element = h("ul", { className: "run-legend", hidden: true });
  #limit = shownAtFirst;
  #groups: readonly RunGroup[] = [];
  #withRuns = false;

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
    const eye = eyeButton(name, number, runSet.isShown(id), () => runSet.toggle(id));
    eye.append(h("span", { className: "name" }, name));
    return this.#item(id, name, eye, soloButton(name, runSet.isSolo(id), () => runSet.solo(id)));
  }

  #groupItem(group: RunGroup, index: number): HTMLElement {
    const eye = eyeButton(group.label, index, runSet.isGroupShown(group.key), () => runSet.toggleGroup(group.key));
    eye.append(h("span", { className: "name" }, group.label), h("span", { className: "n" }, t("chartsGroupSize", { n: group.runs.length })));
    return this.#item(group.key, group.label, eye, soloButton(group.label, runSet.isGroupSolo(group.key), () => runSet.soloGroup(group.key), "chartsSoloGroup"));
  }

  #item(id: string, title: string, ...parts: HTMLElement[]): HTMLElement {
    return h("li", { title, dataset: { run: id }, onpointerenter: () => runSet.hover(id), onpointerleave: () => runSet.hover(null) }, ...parts);
  }

  #markHovered(): void {
    for (const item of this.element.children) (item as HTMLElement).toggleAttribute("data-hovered", (item as HTMLElement).dataset["run"] === runSet.hovered);
  }
}

/** The swatch as a button that shows or hides what it stands for. */
export function eyeButton(name: string, number: number, shown: boolean, toggle: () => void): HTMLButtonElement {
  const eye = h("button", { type: "button", className: "eye", title: t(shown ? "runsHide" : "runsShow"), "aria-label": t(shown ? "runsHideNamed" : "runsShowNamed", { name }), onclick: toggle }, swatch(number));
  eye.setAttribute("aria-pressed", String(shown));
  return eye;
}

export function soloButton(name: string, isSolo: boolean, toggle: () => void, title = "runsSolo"): HTMLButtonElement {
  const solo = h("button", { type: "button", className: "solo", title: t(title), "aria-label": t("runsSoloNamed", { name }), onclick: toggle }, "◎");
  solo.setAttribute("aria-pressed", String(isSolo));
  return solo;
}

export function swatch(number: number): HTMLElement {
  const { colour, dash } = lookOf(number);
  return h("span", { className: dash.length > 0 ? "swatch dashed" : "swatch", style: { "--swatch": colour } });
}
