// Axes: a value to a pixel and back, and where the ticks stand.
import { formatDuration, formatValue } from "../Web/islands/texts.ts";

export type AxisKind = "number" | "duration" | "clock";

export interface Tick {
  readonly at: number;
  readonly label: string;
}

export class Scale {
  readonly #from: number;
  readonly #to: number;

  constructor(
    readonly min: number,
    readonly max: number,
    readonly startPx: number,
    readonly endPx: number,
    readonly log: boolean,
    readonly kind: AxisKind = "number",
  ) {
    this.#from = log ? Math.log10(min) : min;
    this.#to = log ? Math.log10(max) : max;
  }

  px(value: number): number {
    const v = this.log ? (value > 0 ? Math.log10(value) : NaN) : value;
    return this.startPx + ((v - this.#from) / (this.#to - this.#from)) * (this.endPx - this.startPx);
  }

  value(px: number): number {
    const v = this.#from + ((px - this.startPx) / (this.endPx - this.startPx)) * (this.#to - this.#from);
    return this.log ? 10 ** v : v;
  }

  ticks(least = 2): Tick[] {
    const room = Math.max(least, Math.floor(Math.abs(this.endPx - this.startPx) / (this.startPx > this.endPx ? 34 : 58)));
    if (this.kind === "clock") return clockTicks(this.min, this.max, room);
    if (this.kind === "duration" && !this.log) return stepTicks(this.min, this.max, durationStep((this.max - this.min) / room), formatDuration);
    if (this.log) {
      const label = this.kind === "duration" ? formatDuration : formatTick;
      const ticks = logTicks(this.min, this.max, room, label);
      if (ticks.length >= 2) return ticks;
    }
    return stepTicks(this.min, this.max, niceStep((this.max - this.min) / room), this.kind === "duration" ? formatDuration : formatTick);
  }
}

/** A range with some air, never empty; on a log axis only positive. */
export function paddedRange(min: number, max: number, log: boolean, share: number): [number, number] {
  if (!(min <= max)) return log ? [0.1, 1] : [0, 1];
  if (log) {
    const low = Math.log10(min);
    const high = Math.log10(max);
    const air = high > low ? (high - low) * share : 0.3;
    return [10 ** (low - air), 10 ** (high + air)];
  }
  const air = max > min ? (max - min) * share : Math.abs(max) * 0.1 || 1;
  return [min - air, max + air];
}

function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return trim(value / 1e9) + "G";
  if (size >= 1e6) return trim(value / 1e6) + "M";
  if (size >= 1e4) return trim(value / 1e3) + "k";
  return formatValue(Number(value.toPrecision(10)));
}

function trim(value: number): string {
  return String(Number(value.toPrecision(5)));
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power;
}

function durationStep(rough: number): number {
  if (rough < 1) return niceStep(rough);
  const nice = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800];
  return nice.find((step) => step >= rough) ?? Math.ceil(rough / 604800) * 604800;
}

function stepTicks(min: number, max: number, step: number, label: (v: number) => string): Tick[] {
  const ticks: Tick[] = [];
  if (!(step > 0) || !Number.isFinite(step)) return ticks;
  for (let i = Math.ceil(min / step - 1e-9); i * step <= max + step * 1e-9 && ticks.length < 50; i++) {
    const at = i * step;
    ticks.push({ at, label: label(Math.abs(at) < step * 1e-9 ? 0 : at) });
  }
  return ticks;
}

function logTicks(min: number, max: number, room: number, label: (v: number) => string): Tick[] {
  const low = Math.floor(Math.log10(min));
  const high = Math.ceil(Math.log10(max));
  const decades = Math.log10(max) - Math.log10(min);
  const leads = decades * 3 <= room ? [1, 2, 5] : [1];
  const stride = Math.max(1, Math.ceil(decades / room));
  const ticks: Tick[] = [];
  for (let d = low; d <= high; d++) {
    if (((d % stride) + stride) % stride !== 0) continue;
    for (const lead of leads) {
      const at = lead * 10 ** d;
      if (at >= min * (1 - 1e-9) && at <= max * (1 + 1e-9)) ticks.push({ at, label: label(at) });
    }
  }
  return ticks;
}

function clockTicks(minMs: number, maxMs: number, room: number): Tick[] {
  const stepMs = durationStep((maxMs - minMs) / 1000 / room) * 1000;
  const offset = new Date(minMs).getTimezoneOffset() * 60_000;
  const withDay = stepMs >= 86_400_000;
  const days = new Intl.DateTimeFormat(document.documentElement.lang || "en", { month: "numeric", day: "numeric" });
  const hours = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", ...(stepMs < 60_000 ? { second: "2-digit" } : {}) });
  const ticks: Tick[] = [];
  let day = "";
  for (let i = Math.ceil((minMs - offset) / stepMs); i * stepMs + offset <= maxMs && ticks.length < 50; i++) {
    const at = i * stepMs + offset;
    const today = days.format(at);
    ticks.push({ at, label: withDay ? today : today !== day && maxMs - minMs > 43_200_000 ? `${today} ${hours.format(at)}` : hours.format(at) });
    day = today;
  }
  return ticks;
}
