// How values of one column are spread over the cases: histogram, and the share of cases at or below a value beside all other columns.
import { h } from "../../Web/islands/dom.ts";
import { formatValue, t } from "../../Web/islands/texts.ts";
import type { CasesModel } from "./cases-model.ts";

const width = 340;
const height = 170;
const left = 34;
const bottom = 22;
const bins = 20;

/** Two figures of the cases at `order`; `key` chooses the column, "" the mean over columns. */
export function distribution(model: CasesModel, order: readonly number[], key: string): HTMLElement {
  const column = model.column(key);
  const name = column?.name ?? t("casesMeanColumn");
  const pick = (values: Float64Array) => Float64Array.from(order.map((at) => values[at]!).filter((v) => !Number.isNaN(v))).sort();
  const values = pick(column?.values ?? model.means);
  const others = model.columns.filter((c) => c !== column).map((c) => pick(c.values));
  const all = [values, ...others].filter((v) => v.length > 0);
  const low = Math.min(...all.map((v) => v[0]!));
  const high = Math.max(...all.map((v) => v[v.length - 1]!));
  const range: [number, number] = all.length === 0 ? [0, 1] : high > low ? [low, high] : [low - 0.5, low + 0.5];
  return h("div", { className: "cases-distribution" },
    figure(t("casesHistogram", { name }), t("casesDefined", { defined: values.length, all: order.length }), histogram(values, range)),
    figure(t("casesEcdf", { name }), "", ecdf(values, others, range)));
}

function figure(title: string, note: string, drawing: SVGElement): HTMLElement {
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", note ? `${title} (${note})` : title);
  return h("figure", {}, h("figcaption", {}, title, note && h("span", { className: "muted" }, ` ${note}`)), drawing as unknown as Node);
}

function histogram(values: Float64Array, range: [number, number]): SVGElement {
  const counts = new Array<number>(bins).fill(0);
  const step = (range[1] - range[0]) / bins;
  for (const value of values) counts[Math.min(bins - 1, Math.floor((value - range[0]) / step))]!++;
  const most = Math.max(1, ...counts);
  const parts = counts.map((count, i) => {
    const tall = (count / most) * (height - bottom - 8);
    const bar = svg("rect", { x: left + (i * (width - left)) / bins + 0.5, y: height - bottom - tall, width: (width - left) / bins - 1, height: tall, class: "bar" });
    bar.append(svg("title", {}, t("casesBin", { count, low: formatValue(range[0] + i * step), high: formatValue(range[0] + (i + 1) * step) })));
    return bar;
  });
  return paper(range, [0, most], parts);
}

function ecdf(values: Float64Array, others: readonly Float64Array[], range: [number, number]): SVGElement {
  const line = (sorted: Float64Array, name: string) => svg("path", { d: steps(sorted, range), class: name });
  return paper(range, [0, 1], [...others.filter((o) => o.length > 0).map((o) => line(o, "other")), ...(values.length > 0 ? [line(values, "chosen")] : [])]);
}

function steps(sorted: Float64Array, [low, high]: [number, number]): string {
  const x = (value: number) => (left + ((value - low) / (high - low)) * (width - left - 2)).toFixed(1);
  const y = (share: number) => (height - bottom - share * (height - bottom - 8)).toFixed(1);
  let path = `M${left} ${y(0)}`;
  sorted.forEach((value, i) => (path += `H${x(value)}V${y((i + 1) / sorted.length)}`));
  return `${path}H${width - 2}`;
}

function paper([low, high]: [number, number], [bottomValue, topValue]: [number, number], parts: readonly SVGElement[]): SVGElement {
  const label = (x: number, y: number, text: string, anchor: string) => svg("text", { x, y, "text-anchor": anchor }, text);
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "cases-figure" },
    svg("path", { d: `M${left} 8V${height - bottom}H${width}`, class: "axis" }), ...parts,
    label(left, height - 6, formatValue(rounded(low)), "start"), label((left + width) / 2, height - 6, formatValue(rounded((low + high) / 2)), "middle"), label(width - 2, height - 6, formatValue(rounded(high)), "end"),
    label(left - 5, height - bottom, formatValue(bottomValue), "end"), label(left - 5, 16, formatValue(topValue), "end"));
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

function svg(tag: string, attributes: Record<string, string | number>, ...children: (Node | string)[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}
