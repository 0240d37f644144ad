// Dice of a whole case wherever the threshold of a soft prediction is put, from counts that the server made once.
import { h } from "../../Web/islands/dom.ts";
import { formatValue, t } from "../../Web/islands/texts.ts";
import { dice } from "./case-picture.ts";

export interface ThresholdCounts {
  readonly truePositive: readonly number[];
  readonly falsePositive: readonly number[];
  readonly falseNegative: readonly number[];
}

const [width, height] = [160, 36];

export class ThresholdCurve {
  readonly element: HTMLElement;
  readonly #words = h("span");
  readonly #values: readonly number[];
  readonly #best: number;
  readonly #mark: SVGElement;

  constructor(private readonly run: string, counts: ThresholdCounts) {
    this.#values = counts.truePositive.map((same, k) => dice(same, counts.falseNegative[k]!, counts.falsePositive[k]!));
    this.#best = this.#values.reduce((best, value, k) => (value > (this.#values[best] ?? NaN) || Number.isNaN(this.#values[best]) ? k : best), 0);
    const points = this.#values.map((value, k) => `${this.#x(k)},${this.#y(Number.isNaN(value) ? 0 : value)}`).join(" ");
    this.#mark = svg("line", { y1: 0, y2: height, class: "mark" });
    const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": t("caseThresholdCurve", { name: run }) }, svg("polyline", { points }), this.#mark);
    this.element = h("p", { className: "case-threshold small" }, drawing as unknown as Node, this.#words);
  }

  /** Says Dice at the threshold, which is one of 0.00, 0.01 … 1.00. */
  show(threshold: number): void {
    const k = Math.round(threshold * (this.#values.length - 1));
    const value = this.#values[k]!;
    this.element.dataset["dice"] = value.toFixed(4);
    this.#words.textContent = t("caseThresholdDice", {
      name: this.run, threshold: threshold.toFixed(2), dice: formatValue(Number(value.toFixed(4))),
      best: formatValue(Number(this.#values[this.#best]!.toFixed(4))), at: (this.#best / (this.#values.length - 1)).toFixed(2),
    });
    for (const end of ["x1", "x2"]) this.#mark.setAttribute(end, String(this.#x(k)));
  }

  #x(k: number): number {
    return 1 + (k / (this.#values.length - 1)) * (width - 2);
  }

  #y(value: number): number {
    return height - 2 - value * (height - 4);
  }
}

function svg(tag: string, attributes: Record<string, string | number>, ...children: Node[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}
