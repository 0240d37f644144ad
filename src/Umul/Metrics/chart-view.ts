// How the reader looks at the charts: the part of the address that all panels share.
import { viewGet, viewSet } from "../Web/islands/view-state.ts";
import type { XAxis } from "./curve.ts";
import type { AxisKind } from "./scales.ts";

export const runCaps = [10, 25, 50, 100, 200, 500] as const;

export const chartView = {
  get x(): XAxis {
    const value = viewGet("x");
    return value === "clock" || value === "relative" || value?.startsWith("metric:") ? (value as XAxis) : "step";
  },
  set x(value: XAxis) {
    viewSet("zoom", null);
    viewSet("x", value === "step" ? null : value);
  },
  get xKind(): AxisKind {
    return this.x === "clock" ? "clock" : this.x === "relative" ? "duration" : "number";
  },
  get smoothing(): number {
    const value = Number(viewGet("smooth") ?? 0);
    return value > 0 && value < 1 ? value : 0;
  },
  set smoothing(value: number) {
    viewSet("smooth", value > 0 ? String(Math.round(value * 1000) / 1000) : null);
  },
  get logX(): boolean {
    return viewGet("logx") === "1" && this.x !== "clock";
  },
  set logX(on: boolean) {
    viewSet("logx", on ? "1" : null);
  },
  get logY(): boolean {
    return viewGet("logy") === "1";
  },
  set logY(on: boolean) {
    viewSet("logy", on ? "1" : null);
    viewSet("logyx", null);
  },
  /** A panel may differ from the others. */
  logYOf(key: string): boolean {
    return this.logY !== exceptions().includes(key);
  },
  toggleLogYOf(key: string): void {
    const others = exceptions().filter((k) => k !== key);
    viewSet("logyx", (others.length === exceptions().length ? [...others, key] : others).map(encodeURIComponent).join(",") || null);
  },
  /** Whether older segments of resumed runs are drawn too. */
  get older(): boolean {
    return viewGet("older") === "1";
  },
  set older(on: boolean) {
    viewSet("older", on ? "1" : null);
  },
  get zoom(): readonly [number, number] | null {
    const parts = viewGet("zoom")?.split("~").map(Number) ?? [];
    const [from, to] = parts;
    return parts.length === 2 && from! < to! ? [from!, to!] : null;
  },
  set zoom(range: readonly [number, number] | null) {
    viewSet("zoom", range ? range.map((v) => roundFor(v, range[1] - range[0])).join("~") : null);
  },
  get search(): string {
    return viewGet("panels") ?? "";
  },
  set search(value: string) {
    viewSet("panels", value || null);
  },
  /** Columns to group by, or ["!seed"] for everything except the seed; empty for single runs. */
  get groupBy(): readonly string[] {
    return (viewGet("group") ?? "").split(",").filter(Boolean).map(decodeURIComponent);
  },
  set groupBy(columns: readonly string[]) {
    viewSet("group", columns.map(encodeURIComponent).join(",") || null);
  },
  get cap(): number {
    const value = Number(viewGet("cap") ?? 50);
    return Number.isInteger(value) && value >= 1 && value <= 1000 ? value : 50;
  },
  set cap(value: number) {
    viewSet("cap", value === 50 ? null : String(value));
  },
};

/** As many digits as the width of the range makes visible: links stay short. */
function roundFor(value: number, width: number): number {
  return Number(value.toFixed(Math.min(12, Math.max(0, 3 - Math.floor(Math.log10(width))))));
}

function exceptions(): string[] {
  return (viewGet("logyx") ?? "").split(",").filter(Boolean).map(decodeURIComponent);
}

/** A panel search is a regular expression; what does not compile is searched as plain text. */
export function panelMatcher(search: string): (key: string) => boolean {
  if (!search) return () => true;
  try {
    const pattern = new RegExp(search, "i");
    return (key) => pattern.test(key);
  } catch {
    const plain = search.toLowerCase();
    return (key) => key.toLowerCase().includes(plain);
  }
}
