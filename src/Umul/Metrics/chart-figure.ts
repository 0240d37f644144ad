// Draws one chart, on whichever paper: axes, bands, raw ghosts, lines, marks. No state, no DOM.
import type { Curve } from "./curve.ts";
import type { Pen } from "./pens.ts";
import { type AxisKind, paddedRange, Scale } from "./scales.ts";

export interface DrawnCurve {
  readonly curve: Curve;
  readonly label: string;
  readonly colour: string;
  readonly dash: readonly number[];
  /** The smoothed line, or null where smoothing is off. */
  readonly smooth: Float64Array | null;
}

export interface Theme {
  readonly ink: string;
  readonly quiet: string;
  readonly grid: string;
  readonly paper: string;
}

export interface Figure {
  readonly curves: readonly DrawnCurve[];
  readonly x: Scale;
  readonly y: Scale;
  readonly width: number;
  readonly height: number;
}

export interface FigureOptions {
  readonly width: number;
  readonly height: number;
  readonly logX: boolean;
  readonly logY: boolean;
  readonly xKind: AxisKind;
  readonly range: readonly [number, number] | null;
  /** Room kept above the plot, where a saved figure has its title. */
  readonly top: number;
}

const left = 52;
const right = 10;
const bottom = 22;

/** Lays the axes out around the curves. */
export function layOut(curves: readonly DrawnCurve[], options: FigureOptions): Figure {
  const xs = options.range ?? xRange(curves, options.logX);
  const ys = yRange(curves, xs, options.logY);
  const x = new Scale(xs[0], xs[1], left, Math.max(left + 10, options.width - right), options.logX, options.xKind);
  const y = new Scale(ys[0], ys[1], options.height - bottom, options.top, options.logY);
  return { curves, x, y, width: options.width, height: options.height };
}

function xRange(curves: readonly DrawnCurve[], log: boolean): [number, number] {
  let min = Infinity;
  let max = -Infinity;
  for (const { curve } of curves) {
    for (let i = 0; i < curve.x.length; i++) {
      const v = curve.x[i]!;
      if (!Number.isFinite(v) || (log && v <= 0)) continue;
      if (v < min) min = v;
      if (v > max) max = v;
    }
  }
  return min < max ? [min, max] : paddedRange(min, max, log, 0.02);
}

function yRange(curves: readonly DrawnCurve[], [from, to]: readonly [number, number], log: boolean): [number, number] {
  let min = Infinity;
  let max = -Infinity;
  const see = (v: number) => {
    if (!Number.isFinite(v) || (log && v <= 0)) return;
    if (v < min) min = v;
    if (v > max) max = v;
  };
  for (const { curve } of curves) {
    for (let i = 0; i < curve.x.length; i++) {
      const x = curve.x[i]!;
      if (x < from || x > to) continue;
      see(curve.y[i]!);
      if (curve.low) see(curve.low[i]!);
      if (curve.high) see(curve.high[i]!);
    }
    for (const older of curve.older) older.y.forEach((v, i) => older.x[i]! >= from && older.x[i]! <= to && see(v));
  }
  return paddedRange(min, max, log, 0.05);
}

/** Draws the whole figure; `emphasised` (a curve's id) is drawn last and bold, the others step back. */
export function draw(pen: Pen, figure: Figure, theme: Theme, emphasised: string | null): void {
  drawAxes(pen, figure, theme);
  const { x, y } = figure;
  const known = emphasised !== null && figure.curves.some((c) => c.curve.id === emphasised);
  pen.clipped(x.startPx, y.endPx - 1, x.endPx - x.startPx, y.startPx - y.endPx + 2, () => {
    for (const drawn of figure.curves) if (!known || drawn.curve.id !== emphasised) drawCurve(pen, figure, drawn, known ? 0.35 : 1, 1.4);
    for (const drawn of figure.curves) if (known && drawn.curve.id === emphasised) drawCurve(pen, figure, drawn, 1, 2.6);
  });
  for (const drawn of figure.curves) drawOdd(pen, figure, drawn);
}

function drawAxes(pen: Pen, { x, y }: Figure, theme: Theme): void {
  for (const tick of y.ticks()) {
    const at = y.px(tick.at);
    pen.rectangle(x.startPx, Math.round(at), x.endPx - x.startPx, 1, theme.grid, 1);
    pen.text(x.startPx - 6, at + 3.5, tick.label, { colour: theme.quiet, size: 10.5, align: "right" });
  }
  pen.rectangle(x.startPx, y.startPx, x.endPx - x.startPx, 1, theme.quiet, 0.6);
  for (const tick of x.ticks()) {
    const at = x.px(tick.at);
    pen.rectangle(Math.round(at), y.startPx, 1, 4, theme.quiet, 0.6);
    const align = at > x.endPx - 18 ? "right" : at < x.startPx + 12 ? "left" : "center";
    pen.text(at, y.startPx + 15, tick.label, { colour: theme.quiet, size: 10.5, align });
  }
}

function drawCurve(pen: Pen, { x, y }: Figure, { curve, colour, dash, smooth }: DrawnCurve, presence: number, width: number): void {
  const xs = project(curve.x, x);
  const ys = project(curve.y, y);
  for (const older of curve.older) pen.line(project(older.x, x), project(older.y, y), { colour, width: 1.2, alpha: 0.55 * presence, dash: [1, 3] });
  if (curve.low && curve.high) {
    const floor = y.log ? y.min : null;
    pen.area(xs, project(curve.low, y, floor), project(curve.high, y, floor), colour, (smooth && !curve.n ? 0.1 : 0.2) * presence);
  }
  if (smooth) {
    pen.line(xs, ys, { colour, width: 1, alpha: 0.28 * presence });
    pen.line(xs, project(smooth, y), { colour, width: width + 0.2, alpha: presence, dash });
  } else pen.line(xs, ys, { colour, width, alpha: presence, dash });
}

function drawOdd(pen: Pen, { x, y }: Figure, { curve, colour }: DrawnCurve): void {
  for (const odd of curve.odd) {
    const at = x.px(odd.x);
    if (!(at >= x.startPx && at <= x.endPx)) continue;
    pen.mark(odd.kind, at, odd.kind === "above" ? y.endPx + 4 : y.startPx - 5, colour, 3.5);
  }
}

/** Values to pixels; where the log axis cannot hold a value, `floor` (if given) stands in for it. */
function project(values: Float64Array, scale: Scale, floor: number | null = null): Float64Array {
  const result = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    result[i] = scale.px(floor !== null && v < floor ? floor : v);
  }
  return result;
}
