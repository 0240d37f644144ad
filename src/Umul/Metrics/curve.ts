// What the server answers about a chart, as typed columns, and the two requests that ask for it.
import { postForBytes } from "../Web/islands/http.ts";

/** A value that has no height: where it stands, which one, and how many stand in that place. */
export interface OddPoint {
  readonly x: number;
  readonly kind: "nan" | "above" | "below";
  readonly count: number;
}

export interface Curve {
  /** Run id, or the group's key. */
  readonly id: string;
  readonly x: Float64Array;
  /** The value where exact, else the mean of the points behind one pixel; of a group its mean over runs. */
  readonly y: Float64Array;
  /** Lowest and highest point behind the pixel, or the confidence interval of a group's mean; absent where a point is a point. */
  readonly low: Float64Array | null;
  readonly high: Float64Array | null;
  /** Of a group: how many runs there are at this x. */
  readonly n: Float64Array | null;
  /** Points in the range asked for. */
  readonly points: number;
  readonly exact: boolean;
  /** Points that this answer left to an earlier, overwritten segment of a resumed run. */
  readonly superseded: number;
  readonly odd: readonly OddPoint[];
  /** What stood at the same steps before, the newest of it first; there only when asked for. */
  readonly older: readonly Curve[];
}

export interface CurveReply {
  readonly curves: readonly Curve[];
  /** Of group curves: the width of the bins that runs with different x were brought together in; null if x matched. */
  readonly binWidth: number | null;
  readonly missing: number;
}

export type XAxis = "step" | "clock" | "relative" | `metric:${string}`;

export interface CurveQuestion {
  readonly key: string;
  readonly x: XAxis;
  readonly from: number | null;
  readonly to: number | null;
  readonly pixels: number;
  readonly logX: boolean;
  /** Whether what a resumed run logged again is wanted too. */
  readonly older: boolean;
}

export interface GroupOfRuns {
  readonly key: string;
  readonly runs: readonly string[];
}

export function fetchRunCurves(question: CurveQuestion, runs: readonly string[], signal: AbortSignal): Promise<CurveReply> {
  return postForBytes("api/charts/runs", { ...question, runs }, signal).then(decode);
}

export function fetchGroupCurves(question: CurveQuestion, groups: readonly GroupOfRuns[], signal: AbortSignal): Promise<CurveReply> {
  return postForBytes("api/charts/groups", { ...question, groups }, signal).then(decode);
}

interface Header {
  readonly curves: readonly {
    readonly id: string;
    /** Older points of the curve of the same id before it. */
    readonly isOlder?: boolean;
    readonly length: number;
    readonly columns: readonly ("x" | "y" | "low" | "high" | "n")[];
    readonly points: number;
    readonly exact: boolean;
    readonly superseded?: number;
    readonly odd?: readonly [number, number, number][];
  }[];
  readonly binWidth?: number | null;
  readonly missing?: number;
}

const oddKinds = ["nan", "above", "below"] as const;

/** A reply is: length of the header (uint32), the header (JSON, padded to eight bytes), then columns of little-endian doubles. */
export function decode(bytes: ArrayBuffer): CurveReply {
  const headerLength = new DataView(bytes).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, headerLength))) as Header;
  let offset = 4 + headerLength;
  const curves: Curve[] = [];
  for (const entry of header.curves) {
    const columns: Partial<Record<string, Float64Array>> = {};
    for (const name of entry.columns) {
      columns[name] = new Float64Array(bytes, offset, entry.length);
      offset += entry.length * 8;
    }
    const older: Curve[] = [];
    const curve: Curve = {
      id: entry.id,
      x: columns["x"] ?? new Float64Array(0),
      y: columns["y"] ?? new Float64Array(0),
      low: columns["low"] ?? null,
      high: columns["high"] ?? null,
      n: columns["n"] ?? null,
      points: entry.points,
      exact: entry.exact,
      superseded: entry.superseded ?? 0,
      odd: (entry.odd ?? []).map(([x, kind, count]) => ({ x, kind: oddKinds[kind] ?? "nan", count })),
      older,
    };
    const newest = entry.isOlder ? curves.at(-1) : undefined;
    if (newest) (newest.older as Curve[]).push(curve);
    else curves.push(curve);
  }
  return { curves, binWidth: header.binWidth ?? null, missing: header.missing ?? 0 };
}

/** Position of the last x that is not above `x`, or of the nearest of two neighbours. */
export function nearestIndex(xs: Float64Array, x: number): number {
  let low = 0;
  let high = xs.length - 1;
  if (high < 0) return -1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle]! <= x) low = middle;
    else high = middle;
  }
  return Math.abs(xs[low]! - x) <= Math.abs(xs[high]! - x) ? low : high;
}
