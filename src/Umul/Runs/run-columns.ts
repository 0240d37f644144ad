// Columns of the run table: which there are, which are shown, in what order and width, and what a cell of each says.
import { formatDateTime, formatDuration, formatValue, t } from "../Web/islands/texts.ts";
import { viewGet, viewSet } from "../Web/islands/view-state.ts";
import { type ColumnNames, type ColumnValues, numberOf, type RunRow } from "./run-client.ts";

export type Aggregate = "last" | "best" | "min" | "max";

/** An id is `name`, `status`, `started`, `duration`, `user`, `note`, or `params.K`, `tags.K`, `metrics.K@last|best|min|max`. */
export interface Column {
  readonly id: string;
  readonly kind: "field" | "params" | "tags" | "metrics";
  readonly key: string;
  readonly aggregate: Aggregate;
  readonly direction: -1 | 0 | 1;
  /** The direction is no more than what the name suggests. */
  readonly isGuess: boolean;
}

export interface Cell {
  readonly text: string;
  /** For sorting; null sorts last. */
  readonly sort: number | string | null;
  readonly hint: string;
}

export const fields = ["name", "status", "started", "duration", "user", "note"] as const;
export const nothing: Cell = { text: "", sort: null, hint: "" };

const fieldNames: Record<string, string> = { name: "runsColumnName", status: "runsColumnStatus", started: "runsColumnStarted", duration: "runsColumnDuration", user: "runsColumnUser", note: "runsColumnNote" };
const aggregateNames: Record<Aggregate, string> = { last: "runsAggregateLast", best: "runsAggregateBest", min: "runsAggregateMin", max: "runsAggregateMax" };
const statusNames: Record<string, string> = { running: "runsStatusRunning", scheduled: "runsStatusScheduled", finished: "runsStatusFinished", failed: "runsStatusFailed", killed: "runsStatusKilled" };
const widthsKey = "umul-column-widths";
const initialMetrics = 6;
const initialParams = 4;

export class ColumnLayout {
  names: ColumnNames = { metrics: [], params: [], tags: [] };
  readonly #widths: Record<string, number> = JSON.parse(localStorage.getItem(widthsKey) ?? "{}") as Record<string, number>;

  constructor(private readonly primaryMetric: string | null, private readonly primaryDirection: -1 | 0 | 1) {}

  /** Shown columns: the name, the pinned ones, the others. */
  shown(): Column[] {
    const pinned = this.pinned();
    const rest = this.chosen().filter((id) => id !== "name" && !pinned.includes(id));
    return ["name", ...pinned.filter((id) => id !== "name"), ...rest].map((id) => this.column(id));
  }

  chosen(): string[] {
    const text = viewGet("cols");
    return text === null ? this.#initial() : text.split(",").filter(Boolean).map(decodeURIComponent);
  }

  choose(ids: readonly string[]): void {
    viewSet("cols", ids.map(encodeURIComponent).join(",") || "name");
  }

  pinned(): string[] {
    const chosen = new Set(this.chosen());
    return (viewGet("pin") ?? "").split(",").filter(Boolean).map(decodeURIComponent).filter((id) => chosen.has(id));
  }

  togglePin(id: string): void {
    const now = this.pinned();
    viewSet("pin", (now.includes(id) ? now.filter((p) => p !== id) : [...now, id]).map(encodeURIComponent).join(",") || null);
  }

  /** Moves a column before another (or to the end). */
  move(id: string, before: string | null): void {
    if (id === before) return;
    const pinned = this.pinned();
    if (before !== null && pinned.includes(before) !== pinned.includes(id)) this.togglePin(id);
    const list = this.chosen().filter((c) => c !== id);
    const at = before === null ? list.length : list.indexOf(before);
    list.splice(at < 0 ? list.length : at, 0, id);
    if (this.pinned().includes(id)) viewSet("pin", list.filter((c) => this.pinned().includes(c)).map(encodeURIComponent).join(","));
    this.choose(list);
  }

  width(id: string, grouped: boolean): number {
    if (grouped && id.startsWith("metrics.")) return Math.max(190, this.#widths[id] ?? 0); // mean ± half width (n)
    return this.#widths[id] ?? (id === "name" ? (window.innerWidth < 560 ? 190 : 250) : id === "note" ? 220 : id === "started" ? 150 : id.startsWith("metrics.") ? 118 : 120);
  }

  resize(id: string, width: number): void {
    this.#widths[id] = Math.round(Math.max(56, Math.min(900, width)));
    localStorage.setItem(widthsKey, JSON.stringify(this.#widths));
  }

  column(id: string): Column {
    const dot = id.indexOf(".");
    const kind = dot < 0 ? "field" : (id.slice(0, dot) as Column["kind"]);
    if (kind === "field" || (kind !== "params" && kind !== "tags" && kind !== "metrics")) return { id, kind: "field", key: id, aggregate: "last", direction: 0, isGuess: false };
    const at = kind === "metrics" ? id.lastIndexOf("@") : -1;
    const key = id.slice(dot + 1, at < 0 ? undefined : at);
    const direction = kind === "metrics" ? this.directionOf(key) : 0;
    const isGuess = kind === "metrics" && this.names.metrics.find((m) => m.key === key)?.guess === true;
    return { id, kind, key, aggregate: at < 0 ? "last" : (id.slice(at + 1) as Aggregate), direction, isGuess };
  }

  directionOf(metric: string): -1 | 0 | 1 {
    if (metric === this.primaryMetric && this.primaryDirection !== 0) return this.primaryDirection;
    return this.names.metrics.find((m) => m.key === metric)?.direction ?? 0;
  }

  #initial(): string[] {
    const metrics = this.names.metrics.filter((m) => !m.key.startsWith("system/")).sort((a, b) => rankMetric(b.key, this.primaryMetric) - rankMetric(a.key, this.primaryMetric));
    const params = [...this.names.params].sort((a, b) => Number(b.varies) - Number(a.varies)).slice(0, initialParams);
    const [first, ...others] = metrics.slice(0, initialMetrics).map((m) => `metrics.${m.key}@${this.directionOf(m.key) === 0 ? "last" : "best"}`);
    return [
      "name",
      ...(first ? [first] : []),
      "status",
      ...others,
      ...params.map((p) => `params.${p.key}`),
      "started",
      "duration",
    ];
  }
}

function rankMetric(key: string, primary: string | null): number {
  return key === primary ? 2 : /val|test|dev|eval/i.test(key) ? 1 : 0;
}

export function titleOf(column: Column): string {
  return column.kind === "field" ? t(fieldNames[column.key] ?? column.key) : column.key;
}

/** On paper a guess need not be marked: whoever copies the table has seen it. */
export function subtitleOf(column: Column, markGuess = true): string {
  if (column.kind === "params" || column.kind === "tags") return t(column.kind === "params" ? "runsParam" : "runsTag");
  if (column.kind !== "metrics") return "";
  const arrow = column.aggregate === "best" ? (column.direction < 0 ? " ↓" : " ↑") : "";
  return t(aggregateNames[column.aggregate]) + arrow + (arrow && markGuess && column.isGuess ? "?" : "");
}

/** In full, where the heading has room for a part only. */
export function hintOf(column: Column): string {
  if (column.aggregate !== "best") return titleOf(column);
  return `${titleOf(column)}: ${t(column.direction < 0 ? (column.isGuess ? "runsLowerGuessed" : "runsLowerBetter") : column.isGuess ? "runsHigherGuessed" : "runsHigherBetter")}`;
}

/** The name under which the server knows a column's values. */
export function sourceOf(column: Column): string | null {
  return column.kind === "field" ? null : `${column.kind}.${column.key}`;
}

export function cellOf(column: Column, row: RunRow, values: ColumnValues | undefined, index: number, nowMs: number): Cell {
  if (column.kind === "field") return fieldCell(column.key, row, nowMs);
  if (!values) return nothing;
  if (column.kind !== "metrics") {
    const text = values.text?.[index] ?? null;
    if (text === null) return nothing;
    const number = Number(text);
    return { text, sort: text.trim() !== "" && Number.isFinite(number) ? number : text.toLowerCase(), hint: text };
  }
  return metricCell(column, values, index);
}

function metricCell(column: Column, values: ColumnValues, index: number): Cell {
  const last = numberOf(values.last?.[index]);
  if (last === null) return nothing;
  const which = column.aggregate === "best" ? (column.direction < 0 ? "min" : "max") : column.aggregate;
  const value = which === "last" ? last : numberOf(values[which]?.[index]);
  const step = which === "last" ? values.lastStep?.[index] : which === "min" ? values.minStep?.[index] : values.maxStep?.[index];
  return { text: aligned(value, values, which), sort: value === null || Number.isNaN(value) ? null : value, hint: t("runsAtStep", { value: String(value), step: String(step ?? "") }) };
}

const decimals = new WeakMap<object, Map<string, number | null>>();

/** Values of one column end at the same decimal, so that they can be compared by eye; five significant digits of the largest. */
function aligned(value: number | null, values: ColumnValues, which: "last" | "min" | "max"): string {
  if (value === null || !Number.isFinite(value)) return formatValue(value);
  let known = decimals.get(values);
  if (!known) decimals.set(values, (known = new Map()));
  let digits = known.get(which);
  if (digits === undefined) known.set(which, (digits = decimalsOf((values[which] ?? []).map(numberOf))));
  return digits === null ? formatValue(value) : value.toFixed(digits);
}

/** Null where the sizes are too far apart for one number of decimals. */
function decimalsOf(column: readonly (number | null)[]): number | null {
  let largest = 0;
  let needed = 0;
  for (const value of column) {
    if (value === null || !Number.isFinite(value) || value === 0) continue;
    const text = formatValue(value);
    if (text.includes("e")) return null;
    largest = Math.max(largest, Math.abs(value));
    needed = Math.max(needed, text.split(".")[1]?.length ?? 0);
  }
  if (largest === 0) return 0;
  return Math.min(needed, Math.max(0, 4 - Math.floor(Math.log10(largest))));
}

function fieldCell(field: string, row: RunRow, nowMs: number): Cell {
  switch (field) {
    case "name":
      return { text: row.name, sort: row.name.toLowerCase(), hint: row.name };
    case "status":
      return { text: t(statusNames[row.status] ?? row.status), sort: row.status, hint: "" };
    case "started":
      return row.startMs === null ? nothing : { text: formatDateTime(row.startMs), sort: row.startMs, hint: new Date(row.startMs).toISOString() };
    case "duration": {
      if (row.startMs === null) return nothing;
      const end = row.endMs ?? (row.status === "running" ? nowMs : null);
      return end === null ? nothing : { text: formatDuration((end - row.startMs) / 1000), sort: end - row.startMs, hint: "" };
    }
    case "user":
      return { text: row.user, sort: row.user.toLowerCase(), hint: row.user };
    case "note":
      return { text: row.note, sort: row.note.toLowerCase() || null, hint: row.note };
    default:
      return nothing;
  }
}
