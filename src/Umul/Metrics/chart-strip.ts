// A metric that was logged once a run is no curve: its values stand as sorted dots on one axis, each beside its run's name.
import { formatValue } from "../Web/islands/texts.ts";
import type { DrawnCurve, Theme } from "./chart-figure.ts";
import type { Pen } from "./pens.ts";
import { paddedRange, Scale } from "./scales.ts";

export interface StripRow {
  readonly drawn: DrawnCurve;
  readonly value: number;
  /** The interval of a group's mean, where there is one. */
  readonly low: number;
  readonly high: number;
  readonly n: number | null;
  /** Middle of its line. */
  readonly py: number;
}

export interface Strip {
  readonly rows: readonly StripRow[];
  /** The values, from left to right. */
  readonly values: Scale;
  readonly rowHeight: number;
  readonly width: number;
  readonly height: number;
  readonly namesWidth: number;
}

export interface StripOptions {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly log: boolean;
  /** −1 where the lowest value is the best. */
  readonly direction: -1 | 0 | 1;
}

const bottom = 22;
const right = 68;
const namedFrom = 11;
const letterPx = 6.1;
const namesLeft = 12;

/** Whether all that there is of these runs is one point each. */
export function isStrip(curves: readonly DrawnCurve[]): boolean {
  return curves.length > 0 && curves.every(({ curve }) => curve.x.length === 1 && !curve.older.length);
}

/** The best value is on top; what is NaN or off a logarithmic axis is below. */
export function layOutStrip(curves: readonly DrawnCurve[], options: StripOptions): Strip {
  const { width, height, top } = options;
  const rowHeight = Math.min(26, (height - bottom - top) / curves.length);
  const named = rowHeight >= namedFrom;
  const longest = Math.max(...curves.map((c) => lettersOf(c.label)));
  const namesWidth = named ? Math.min(width * 0.42, longest * letterPx + namesLeft + 10) : 10;
  const sign = options.direction < 0 ? 1 : -1;
  const place = (value: number) => (Number.isFinite(value) && !(options.log && value <= 0) ? value : NaN);
  const sorted = curves.map((drawn) => ({ drawn, value: drawn.curve.y[0]!, low: drawn.curve.low?.[0] ?? NaN, high: drawn.curve.high?.[0] ?? NaN, n: drawn.curve.n?.[0] ?? null }));
  sorted.sort((a, b) => (Number.isNaN(place(a.value)) ? 1 : Number.isNaN(place(b.value)) ? -1 : sign * (a.value - b.value)));
  const ends = sorted.flatMap((row) => [row.value, row.low, row.high]).map(place).filter(Number.isFinite);
  const [min, max] = paddedRange(Math.min(...ends), Math.max(...ends), options.log, 0.06);
  return {
    rows: sorted.map((row, i) => ({ ...row, py: top + (i + 0.5) * rowHeight })),
    values: new Scale(min, max, namesWidth, width - (named ? right : 14), options.log),
    rowHeight,
    width,
    height,
    namesWidth,
  };
}

/** The row at a height, or null beside all of them. */
export function rowAtHeight(strip: Strip, y: number): StripRow | null {
  return strip.rows.find((row) => Math.abs(row.py - y) <= strip.rowHeight / 2) ?? null;
}

export function drawStrip(pen: Pen, strip: Strip, theme: Theme, emphasised: string | null): void {
  const only = strip.rows[0]!;
  if (strip.rows.length === 1 && !Number.isFinite(only.low)) {
    pen.text(strip.width / 2, strip.height / 2 - 4, formatValue(only.value), { colour: theme.ink, size: 30, align: "center", bold: true });
    return;
  }
  const { values, rows } = strip;
  const foot = rows.at(-1)!.py + strip.rowHeight / 2;
  const few = values.ticks(4);
  for (const tick of few.length > 1 ? few : values.ticks(8)) {
    const at = values.px(tick.at);
    pen.rectangle(Math.round(at), rows[0]!.py - strip.rowHeight / 2, 1, foot - rows[0]!.py + strip.rowHeight / 2, theme.grid, 1);
    pen.text(at, foot + 15, tick.label, { colour: theme.quiet, size: 10.5, align: "center" });
  }
  const known = emphasised !== null && rows.some((row) => row.drawn.curve.id === emphasised);
  for (const row of rows) drawRow(pen, strip, row, theme, known ? row.drawn.curve.id === emphasised : null);
}

function drawRow(pen: Pen, strip: Strip, { drawn, value, low, high, py }: StripRow, theme: Theme, chosen: boolean | null): void {
  const { values } = strip;
  const at = values.px(value);
  const size = Math.min(4.5, Math.max(2, strip.rowHeight * 0.36)) + (chosen ? 1.5 : 0);
  if (Number.isFinite(low) && Number.isFinite(high)) pen.line([values.px(low), values.px(high)], [py, py], { colour: drawn.colour, width: 2, alpha: chosen === false ? 0.3 : 0.6 });
  if (Number.isFinite(at)) pen.mark("dot", at, py, drawn.colour, size);
  if (strip.rowHeight < namedFrom) return;
  const colour = chosen === false ? theme.quiet : theme.ink;
  pen.text(namesLeft, py + 3.5, cut(drawn.label, strip.namesWidth), { colour, size: 11, align: "left", bold: chosen === true });
  pen.text(strip.width - 12, py + 3.5, formatValue(value), { colour, size: 11, align: "right", bold: chosen === true });
}

function cut(label: string, widthPx: number): string {
  const room = Math.floor((widthPx - namesLeft - 10) / letterPx);
  if (lettersOf(label) <= room) return label;
  let used = 0;
  let end = 0;
  for (const letter of label) {
    used += lettersOf(letter);
    if (used > room - 1) break;
    end += letter.length;
  }
  return `${label.slice(0, end)}…`;
}

/** Hangul and the like are about twice as wide. */
function lettersOf(text: string): number {
  let width = 0;
  for (const letter of text) width += letter.codePointAt(0)! >= 0x1100 ? 1.8 : 1;
  return width;
}
