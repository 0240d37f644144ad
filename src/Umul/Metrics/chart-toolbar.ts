// The controls above the charts. They only write the view; the charts follow the view.
import { debounce, h } from "../Web/islands/dom.ts";
import { openPopup } from "../Web/islands/menu.ts";
import { t } from "../Web/islands/texts.ts";
import type { ColumnNames } from "../Runs/run-client.ts";
import { chartView, runCaps } from "./chart-view.ts";
import type { XAxis } from "./curve.ts";

/** Metrics that count something that others are drawn over. */
const epochLike = /(^|[/._-])(epoch|epochs|iter|iteration|samples|tokens|global_step|trainer\/global_step)$/i;

export class ChartToolbar {
  readonly element = h("div", { className: "chart-toolbar" });
  readonly #x = h("select", { className: "select", onchange: () => (chartView.x = this.#x.value as XAxis) });
  readonly #search = h("input", { type: "search", className: "input", placeholder: t("chartsSearch"), value: chartView.search });
  readonly #slider = h("input", { type: "range", min: "0", max: "0.999", step: "0.001" });
  readonly #strength = h("output");
  readonly #logX = toggle("log x", t("chartsLogX"), () => (chartView.logX = !chartView.logX));
  readonly #logY = toggle("log y", t("chartsLogY"), () => (chartView.logY = !chartView.logY));
  readonly #reset = h("button", { type: "button", className: "btn btn-small", onclick: () => (chartView.zoom = null) }, t("chartsResetZoom"));
  readonly #group = h("button", { type: "button", className: "btn", "aria-haspopup": "dialog" });
  readonly #cap = h("select", { className: "select", onchange: () => (chartView.cap = Number(this.#cap.value)) });
  readonly #capLine = h("span", { className: "muted small" });
  #names: ColumnNames = { metrics: [], params: [], tags: [] };

  constructor(canGroup: boolean) {
    this.#search.addEventListener("input", debounce(150, () => (chartView.search = this.#search.value)));
    this.#search.setAttribute("aria-label", t("chartsSearch"));
    this.#search.title = t("chartsSearchHint");
    this.#slider.addEventListener("input", () => (chartView.smoothing = fromSlider(Number(this.#slider.value))));
    this.#x.setAttribute("aria-label", t("chartsXAxis"));
    this.#cap.setAttribute("aria-label", t("chartsCap"));
    for (const cap of runCaps) this.#cap.append(new Option(t("chartsCapRuns", { count: cap }), String(cap)));
    this.#group.hidden = !canGroup;
    this.#group.addEventListener("click", () => openPopup(this.#group, groupPicker(this.#names)));
    this.element.append(
      this.#search,
      h("label", { className: "chart-control" }, h("span", {}, t("chartsXAxis")), this.#x),
      h("div", { className: "seg", role: "group" }, this.#logX, this.#logY),
      h("label", { className: "chart-control" }, h("span", {}, t("chartsSmoothing")), this.#slider, this.#strength),
      this.#group,
      h("label", { className: "chart-control" }, this.#capLine, this.#cap),
      this.#reset,
    );
    this.follow();
  }

  set names(names: ColumnNames) {
    this.#names = names;
    const axes: [XAxis, string][] = [["step", t("chartsXStep")], ["relative", t("chartsXRelative")], ["clock", t("chartsXClock")]];
    for (const { key } of names.metrics) if (epochLike.test(key) || chartView.x === `metric:${key}`) axes.push([`metric:${key}`, key]);
    this.#x.replaceChildren(...axes.map(([value, label]) => new Option(label, value)));
    this.follow();
  }

  /** Says how many of the runs are drawn; nothing to say when all are. */
  drawn(count: number, total: number): void {
    this.#capLine.textContent = count < total ? t("chartsCapped", { count, total }) : "";
    this.#cap.parentElement!.hidden = total <= Math.min(chartView.cap, 50);
  }

  /** Shows the view as it is now. */
  follow(): void {
    this.#x.value = chartView.x;
    this.#slider.value = String(toSlider(chartView.smoothing));
    this.#strength.textContent = chartView.smoothing.toFixed(chartView.smoothing > 0.99 ? 3 : 2);
    this.#slider.setAttribute("aria-valuetext", this.#strength.textContent);
    this.#logX.setAttribute("aria-pressed", String(chartView.logX));
    this.#logY.setAttribute("aria-pressed", String(chartView.logY));
    this.#reset.hidden = chartView.zoom === null;
    if (![...this.#cap.options].some((o) => o.value === String(chartView.cap))) this.#cap.append(new Option(t("chartsCapRuns", { count: chartView.cap }), String(chartView.cap)));
    this.#cap.value = String(chartView.cap);
    this.#group.textContent = groupLabel(chartView.groupBy);
    this.#group.toggleAttribute("data-on", chartView.groupBy.length > 0);
  }
}

function toggle(face: string, label: string, action: () => void): HTMLButtonElement {
  return h("button", { type: "button", title: label, "aria-label": label, onclick: action }, face);
}

// The slider's upper half spreads what matters: 0.5 gives 0.75, 0.9 gives 0.99.
function fromSlider(value: number): number {
  return 1 - (1 - value) ** 2;
}

function toSlider(strength: number): number {
  return 1 - Math.sqrt(1 - strength);
}

export function groupLabel(by: readonly string[]): string {
  if (by.length === 0) return t("chartsGroup");
  return t("chartsGroupedBy", { columns: by[0] === "!seed" ? t("chartsAllButSeedShort") : by.map(shortName).join(", ") });
}

export function shortName(column: string): string {
  return column.replace(/^(params|tags|metrics)\./, "");
}

/** A panel to choose what to group by: one click for "everything except seed", or any params and tags. */
export function groupPicker(names: ColumnNames): HTMLElement {
  const columns = [...names.params.map((p) => `params.${p.key}`), ...names.tags.filter((tag) => !tag.key.startsWith("mlflow.")).map((tag) => `tags.${tag.key}`)];
  const list = h("div", { className: "picker-list" });
  const search = h("input", { type: "search", className: "input", placeholder: t("runsSearchColumns"), "aria-label": t("runsSearchColumns") });
  const fill = () => {
    const wanted = search.value.toLowerCase();
    list.replaceChildren(...columns.filter((c) => c.toLowerCase().includes(wanted)).slice(0, 200).map(groupChoice));
  };
  search.addEventListener("input", fill);
  fill();
  const choose = (by: readonly string[]) => () => {
    chartView.groupBy = by;
    fill();
  };
  return h(
    "div",
    { className: "picker", role: "dialog", "aria-label": t("chartsGroup") },
    h("div", { className: "row" },
      h("button", { type: "button", className: "btn btn-small", onclick: choose(["!seed"]) }, t("chartsAllButSeed")),
      h("button", { type: "button", className: "btn btn-small", onclick: choose([]) }, t("chartsNoGroup"))),
    search,
    list,
  );
}

function groupChoice(column: string): HTMLElement {
  const box = h("input", { type: "checkbox", checked: chartView.groupBy.includes(column) });
  box.addEventListener("change", () => {
    const others = chartView.groupBy.filter((c) => c !== column && c !== "!seed");
    chartView.groupBy = box.checked ? [...others, column] : others;
  });
  return h("label", { className: "check" }, box, column);
}
