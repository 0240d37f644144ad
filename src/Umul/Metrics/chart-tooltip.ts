// The values under the crosshair, sorted, the nearest run bold.
import { h } from "../Web/islands/dom.ts";
import { formatCount, formatDateTime, formatDuration, formatValue, t } from "../Web/islands/texts.ts";
import { nearestIndex } from "./curve.ts";
import type { DrawnCurve, Figure } from "./chart-figure.ts";
import type { AxisKind } from "./scales.ts";

export interface TooltipRow {
  readonly drawn: DrawnCurve;
  readonly index: number;
  readonly value: number;
  readonly px: number;
  readonly py: number;
}

const reachPx = 24;

/** Each curve's point nearest to `x`, highest value first; curves that have no point near are left out. */
export function rowsAt(figure: Figure, x: number): TooltipRow[] {
  const rows: TooltipRow[] = [];
  const at = figure.x.px(x);
  for (const drawn of figure.curves) {
    const index = nearestIndex(drawn.curve.x, x);
    if (index < 0) continue;
    const px = figure.x.px(drawn.curve.x[index]!);
    const first = figure.x.px(drawn.curve.x[0]!);
    const last = figure.x.px(drawn.curve.x[drawn.curve.x.length - 1]!);
    const inside = at >= first && at <= last;
    if (!inside && Math.abs(px - at) > reachPx) continue;
    const value = drawn.smooth && Number.isFinite(drawn.smooth[index]) ? drawn.smooth[index]! : drawn.curve.y[index]!;
    rows.push({ drawn, index, value, px, py: figure.y.px(value) });
  }
  return rows.sort((a, b) => (Number.isNaN(a.value) ? 1 : Number.isNaN(b.value) ? -1 : b.value - a.value));
}

/** The row whose point lies nearest to a height. */
export function nearestRow(rows: readonly TooltipRow[], y: number): TooltipRow | null {
  let best: TooltipRow | null = null;
  for (const row of rows) if (Number.isFinite(row.py) && (!best || Math.abs(row.py - y) < Math.abs(best.py - y))) best = row;
  return best;
}

export function formatX(x: number, figure: { readonly x: { readonly kind: AxisKind } }): string {
  return figure.x.kind === "clock" ? formatDateTime(x) : figure.x.kind === "duration" ? formatDuration(x) : formatValue(x);
}

/** Fills the tooltip: at most `limit` rows, always with the emphasised one among them. */
export function fillTooltip(element: HTMLElement, figure: Figure, rows: readonly TooltipRow[], emphasised: string | null, limit: number, x: number): void {
  const at = Math.max(0, rows.findIndex((row) => row.drawn.curve.id === emphasised));
  const head = formatX(rows[at] ? rows[at].drawn.curve.x[rows[at].index]! : x, figure);
  fillRows(element, head, rows, emphasised, limit);
}

export function fillRows(element: HTMLElement, head: string, rows: readonly TooltipRow[], emphasised: string | null, limit: number): void {
  const at = Math.max(0, rows.findIndex((row) => row.drawn.curve.id === emphasised));
  const from = Math.max(0, Math.min(at - Math.floor(limit / 2), rows.length - limit));
  const visible = rows.slice(from, from + limit);
  const body = visible.map((row) => tooltipLine(row, row.drawn.curve.id === emphasised));
  const rest = rows.length - visible.length;
  element.replaceChildren(
    h("div", { className: "x" }, head),
    ...body,
    ...(rest > 0 ? [h("div", { className: "rest" }, t("chartsTooltipMore", { count: rest }))] : []),
  );
}

function tooltipLine({ drawn, index, value }: TooltipRow, bold: boolean): HTMLElement {
  const { curve } = drawn;
  const details: string[] = [];
  if (drawn.smooth) details.push(t("chartsTooltipRaw", { value: formatValue(curve.y[index]) }));
  if (curve.low && curve.high && (curve.n || curve.low[index] !== curve.high[index])) details.push(`[${formatValue(curve.low[index])}, ${formatValue(curve.high[index])}]`);
  if (curve.n) details.push(`n = ${formatCount(curve.n[index]!)}`);
  return h(
    "div",
    { className: bold ? "row nearest" : "row", dataset: { run: curve.id } },
    h("span", { className: "swatch", style: { "background-color": drawn.colour } }),
    h("span", { className: "value" }, formatValue(value)),
    h("span", { className: "name" }, drawn.label),
    bold && details.length > 0 && h("span", { className: "details" }, details.join("  ")),
  );
}
