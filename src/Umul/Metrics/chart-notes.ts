// What a chart must say about itself: what was thinned, left out, or cannot be drawn.
import { formatValue, t } from "../Web/islands/texts.ts";
import type { DrawnCurve } from "./chart-figure.ts";

export interface NoteContext {
  readonly curves: readonly DrawnCurve[];
  readonly logX: boolean;
  readonly logY: boolean;
  readonly binWidth: number | null;
  readonly runsAsked: number;
  readonly grouped: boolean;
}

export function notesOf({ curves, logX, logY, binWidth, runsAsked, grouped }: NoteContext): string[] {
  const notes: string[] = [];
  const total = sum(curves, (c) => c.curve.points);
  const shown = sum(curves, (c) => c.curve.x.length);
  if (curves.some((c) => !c.curve.exact)) notes.push(t(grouped ? "chartsNoteThinnedGroups" : "chartsNoteThinned", { shown, total }));
  if (grouped && curves.length > 0) {
    const [low, high] = rangeOfN(curves);
    notes.push(low === high ? t("chartsNoteGroupSame", { n: high }) : t("chartsNoteGroup", { low, high }));
    if (binWidth !== null) notes.push(t("chartsNoteBinned", { width: formatValue(binWidth) }));
  }
  const nan = odd(curves, "nan");
  const infinite = odd(curves, "above") + odd(curves, "below");
  if (grouped && nan > 0) notes.push(t("chartsNoteOdd", { count: nan }));
  else if (nan > 0) notes.push(t("chartsNoteNan", { count: nan }));
  if (infinite > 0) notes.push(t("chartsNoteInfinite", { count: infinite }));
  const superseded = sum(curves, (c) => c.curve.superseded);
  if (superseded > 0) notes.push(t("chartsNoteSuperseded", { count: superseded }));
  const offLog = (logY ? sum(curves, (c) => countNotPositive(c.curve.y)) : 0) + (logX ? sum(curves, (c) => countNotPositive(c.curve.x)) : 0);
  if (offLog > 0) notes.push(t("chartsNoteOffLog", { count: offLog }));
  if (!grouped && curves.length < runsAsked) notes.push(t("chartsNoteWithout", { count: runsAsked - curves.length, total: runsAsked }));
  return notes;
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
