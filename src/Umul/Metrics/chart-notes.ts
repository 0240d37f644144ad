// What a chart must say about itself: what was thinned, left out, or cannot be drawn.
import { h } from "../Web/islands/dom.ts";
import { formatValue, t } from "../Web/islands/texts.ts";
import type { DrawnCurve } from "./chart-figure.ts";
import { chartView } from "./chart-view.ts";

export interface NoteContext {
  readonly curves: readonly DrawnCurve[];
  readonly logX: boolean;
  readonly logY: boolean;
  readonly binWidth: number | null;
  readonly runsAsked: number;
  readonly grouped: boolean;
  /** Where there is one value a run: which way is better; else null. */
  readonly strip: -1 | 0 | 1 | null;
}

export function notesOf({ curves, logX, logY, binWidth, runsAsked, grouped, strip }: NoteContext): string[] {
  const notes: string[] = [];
  const total = sum(curves, (c) => c.curve.points);
  const shown = sum(curves, (c) => c.curve.x.length);
  if (curves.some((c) => !c.curve.exact)) notes.push(t(grouped ? "chartsNoteThinnedGroups" : "chartsNoteThinned", { shown, total }));
  if (strip !== null && !grouped) notes.push(stripNote(curves, strip));
  if (grouped && curves.length > 0) {
    const [low, high] = rangeOfN(curves);
    if (strip !== null) notes.push(low === high ? t("chartsNoteStripGroupSame", { n: high }) : t("chartsNoteStripGroup", { low, high }));
    else notes.push(low === high ? t("chartsNoteGroupSame", { n: high }) : t("chartsNoteGroup", { low, high }));
    if (binWidth !== null) notes.push(t("chartsNoteBinned", { width: formatValue(binWidth) }));
  }
  const nan = odd(curves, "nan");
  const infinite = odd(curves, "above") + odd(curves, "below");
  if (grouped && nan > 0) notes.push(t("chartsNoteOdd", { count: nan }));
  else if (nan > 0) notes.push(t("chartsNoteNan", { count: nan }));
  if (infinite > 0) notes.push(t("chartsNoteInfinite", { count: infinite }));
  const superseded = sum(curves, (c) => c.curve.superseded);
  if (superseded > 0) notes.push(t(curves.some((c) => c.curve.older.length > 0) ? "chartsNoteOlder" : "chartsNoteSuperseded", { count: superseded }));
  const offLog = (logY ? sum(curves, (c) => countNotPositive(c.curve.y)) : 0) + (logX ? sum(curves, (c) => countNotPositive(c.curve.x)) : 0);
  if (offLog > 0) notes.push(t("chartsNoteOffLog", { count: offLog }));
  if (!grouped && curves.length < runsAsked) notes.push(t("chartsNoteWithout", { count: runsAsked - curves.length, total: runsAsked }));
  return notes.filter((note) => note !== "");
}

/** Shows or hides what resumed runs had logged before; null where nothing was logged again. */
export function olderSwitch(curves: readonly DrawnCurve[]): HTMLElement | null {
  if (!curves.some((c) => c.curve.superseded > 0)) return null;
  const text = t(chartView.older ? "chartsHideOlder" : "chartsShowOlder");
  return h("button", { type: "button", className: "link", onclick: () => (chartView.older = !chartView.older) }, text);
}

function stripNote(curves: readonly DrawnCurve[], direction: -1 | 0 | 1): string {
  if (curves.length === 1) return chartView.x === "step" ? t("chartsNoteOneValue", { step: curves[0]!.curve.x[0]! }) : "";
  return t(direction === 0 ? "chartsNoteStrip" : "chartsNoteStripBest");
}

function sum(curves: readonly DrawnCurve[], of: (drawn: DrawnCurve) => number): number {
  return curves.reduce((total, drawn) => total + of(drawn), 0);
}

function odd(curves: readonly DrawnCurve[], kind: string): number {
  return sum(curves, ({ curve }) => curve.odd.reduce((n, o) => n + (o.kind === kind ? o.count : 0), 0));
}

function rangeOfN(curves: readonly DrawnCurve[]): [number, number] {
  let low = Infinity;
  let high = 0;
  for (const { curve } of curves) {
    for (const n of curve.n ?? []) {
      low = Math.min(low, n);
      high = Math.max(high, n);
    }
  }
  return [low === Infinity ? 0 : low, high];
}

function countNotPositive(values: Float64Array): number {
  let count = 0;
  for (const v of values) if (v <= 0) count++;
  return count;
}
