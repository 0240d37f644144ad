// The curves of one panel: the whole range always, the zoomed range at full resolution when it has come.
import { type Curve, type CurveQuestion, type CurveReply, fetchGroupCurves, fetchRunCurves, type GroupOfRuns } from "./curve.ts";
import { RunningAverage, smooth } from "./smoothing.ts";

export interface Subject {
  /** Runs drawn one by one; empty when grouped. */
  readonly runs: readonly string[];
  readonly groups: readonly GroupOfRuns[];
}

type Plain = Omit<CurveQuestion, "from" | "to">;

export class ChartData {
  #whole = new Map<string, Curve>();
  #zoomed: { range: readonly [number, number]; curves: Map<string, Curve> } | null = null;
  #asked = "";
  /** Which runs each group was averaged over. */
  readonly #members = new Map<string, string>();
  #request: AbortController | null = null;
  binWidth: number | null = null;

  /** Loads what is missing for this view. `stale` names runs whose curves grew; only those are asked for again. */
  async load(plain: Plain, subject: Subject, zoom: readonly [number, number] | null, stale: ReadonlySet<string> | null): Promise<void> {
    this.#request?.abort();
    const request = (this.#request = new AbortController());
    const grouped = subject.groups.length > 0;
    const identity = JSON.stringify([plain, grouped]);
    const fresh = identity !== this.#asked;
    const wanted = this.#wanted(subject, fresh, stale);
    if (wanted.length > 0) {
      const part = { runs: wanted, groups: subject.groups.filter((g) => wanted.includes(g.key)) };
      const reply = await ask({ ...plain, from: null, to: null }, part, request.signal);
      if (fresh) this.#whole.clear();
      for (const id of wanted) this.#whole.delete(id);
      for (const curve of reply.curves) this.#whole.set(curve.id, curve);
      for (const group of part.groups) this.#members.set(group.key, group.runs.join());
      this.binWidth = grouped && !fresh && this.binWidth !== null ? Math.max(this.binWidth, reply.binWidth ?? 0) : reply.binWidth;
      this.#zoomed = null;
    } else if (fresh) this.#whole.clear();
    this.#asked = identity;
    await this.#loadZoom(plain, subject, zoom, request.signal);
  }

  /** What is not here, or not as it is now. */
  #wanted(subject: Subject, fresh: boolean, stale: ReadonlySet<string> | null): string[] {
    if (subject.groups.length === 0) return subject.runs.filter((id) => fresh || !this.#whole.has(id) || stale?.has(id));
    return subject.groups.filter((g) => fresh || this.#members.get(g.key) !== g.runs.join() || g.runs.some((run) => stale?.has(run))).map((g) => g.key);
  }

  async #loadZoom(plain: Plain, subject: Subject, zoom: readonly [number, number] | null, signal: AbortSignal): Promise<void> {
    if (!zoom) {
      this.#zoomed = null;
      return;
    }
    const ids = idsOf(subject);
    const have = this.#zoomed && same(this.#zoomed.range, zoom) ? this.#zoomed.curves : new Map<string, Curve>();
    // A curve that is exact as a whole has nothing more to show.
    const coarse = ids.filter((id) => !have.has(id) && this.#whole.get(id)?.exact === false);
    if (coarse.length > 0) {
      const part = { runs: coarse, groups: subject.groups.filter((g) => coarse.includes(g.key)) };
      const reply = await ask({ ...plain, from: zoom[0], to: zoom[1] }, part, signal);
      for (const curve of reply.curves) have.set(curve.id, curve);
    }
    this.#zoomed = { range: zoom, curves: have };
  }

  /** The curve to draw now: zoomed if it has come, else the whole. */
  curve(id: string, zoom: readonly [number, number] | null): Curve | null {
    const zoomed = zoom && this.#zoomed && same(this.#zoomed.range, zoom) ? this.#zoomed.curves.get(id) : undefined;
    return zoomed ?? this.#whole.get(id) ?? null;
  }

  /** Smooths a curve that may be a zoomed stretch: the average starts at the run's first point, not at the window's. */
  smoothed(curve: Curve, strength: number): Float64Array {
    const span = this.#span();
    const whole = this.#whole.get(curve.id);
    if (!whole || whole === curve) return smooth(curve.x, curve.y, strength, span);
    const average = new RunningAverage(strength, span);
    const start = curve.x[0] ?? Infinity;
    for (let i = 0; i < whole.x.length && whole.x[i]! < start; i++) average.next(whole.x[i]!, whole.y[i]!);
    return curve.y.map((y, i) => average.next(curve.x[i]!, y));
  }

  abort(): void {
    this.#request?.abort();
  }

  #span(): number {
    let min = Infinity;
    let max = -Infinity;
    for (const { x } of this.#whole.values()) {
      if (x.length === 0) continue;
      min = Math.min(min, x[0]!);
      max = Math.max(max, x[x.length - 1]!);
    }
    return max - min;
  }
}

export function idsOf(subject: Subject): string[] {
  return subject.groups.length > 0 ? subject.groups.map((g) => g.key) : [...subject.runs];
}

function ask(question: CurveQuestion, subject: Subject, signal: AbortSignal): Promise<CurveReply> {
  return subject.groups.length > 0 ? fetchGroupCurves(question, subject.groups, signal) : fetchRunCurves(question, subject.runs, signal);
}

function same(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
