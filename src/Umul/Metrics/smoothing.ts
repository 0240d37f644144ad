// Exponential moving average that knows how far apart its points are and owes nothing to its start.

/**
 * Smooths `ys` over `xs`. `strength` in [0, 1) is the weight that the past keeps over one thousandth of `span` (the whole
 * x range, not the zoomed one: zooming must not change the curve), so densely and sparsely logged runs are smoothed alike.
 * The average is debiased: it starts at the first value. NaN and infinities are passed over, not spread.
 */
export function smooth(xs: ArrayLike<number>, ys: ArrayLike<number>, strength: number, span: number): Float64Array {
  const result = new Float64Array(ys.length);
  const average = new RunningAverage(strength, span);
  for (let i = 0; i < ys.length; i++) result[i] = average.next(xs[i]!, ys[i]!);
  return result;
}

/** The average as it goes, so that a zoomed stretch can continue from the points before it. */
export class RunningAverage {
  #sum = 0;
  #weight = 0;
  #lastX = NaN;
  readonly #keep: number;

  constructor(strength: number, private readonly span: number) {
    // As in the usual slider: its upper end is stretched, since 0.9 and 0.99 differ as much as 0 and 0.9.
    this.#keep = Math.min(Math.sqrt(Math.max(strength, 0)), 0.9995);
  }

  next(x: number, y: number): number {
    if (!Number.isFinite(y)) return NaN;
    // The first point stands for one unit; points at the same x for a little, so that none is without a say.
    const distance = Number.isNaN(this.#lastX) || !(this.span > 0) ? 1 : Math.max(1e-3, ((x - this.#lastX) / this.span) * 1000);
    const keep = this.#keep ** distance;
    const add = 1 - keep;
    this.#sum = this.#sum * keep + y * add;
    this.#weight = this.#weight * keep + add;
    this.#lastX = x;
    return this.#sum / this.#weight;
  }
}
