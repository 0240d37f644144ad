// The run table's rows: what matches the filter, sorted, grouped, with the values of the columns that were asked for.
import { viewGet, viewSet } from "../Web/islands/view-state.ts";
import { type Cell, cellOf, type Column, ColumnLayout, nothing, sourceOf } from "./run-columns.ts";
import { type ColumnValues, fetchColumns, fetchGroups, fetchRows, type Grouping, type RunGroup, type RunRow } from "./run-client.ts";

export interface RunItem {
  readonly kind: "run";
  readonly row: RunRow;
}

export interface GroupItem {
  readonly kind: "group";
  readonly group: RunGroup;
  readonly open: boolean;
}

export type Item = RunItem | GroupItem;

/** Mean over the runs of a group, with half the width of its 95 % t interval. */
export interface GroupMean {
  readonly mean: number;
  readonly half: number | null;
  readonly n: number;
}

export interface Sort {
  readonly id: string;
  readonly descending: boolean;
}

export class RunModel {
  rows: readonly RunRow[] = [];
  total = 0;
  items: readonly Item[] = [];
  #position = new Map<string, number>();
  readonly #values = new Map<string, { at: Map<string, number>; values: ColumnValues }>();
  #grouping: Grouping | null = null;
  readonly #open = new Set<string>();
  #request: AbortController | null = null;

  constructor(private readonly project: string, readonly layout: ColumnLayout) {}

  get sort(): Sort {
    const text = viewGet("sort");
    return text ? { id: text.replace(/^-/, ""), descending: text.startsWith("-") } : { id: "started", descending: true };
  }

  set sort(sort: Sort) {
    viewSet("sort", (sort.descending ? "-" : "") + sort.id);
  }

  get bin(): boolean {
    return viewGet("bin") === "1";
  }

  async loadRows(filter: string): Promise<void> {
    this.#request?.abort();
    this.#request = new AbortController();
    const { rows, total } = await fetchRows(this.project, filter, this.bin, this.#request.signal);
    this.rows = rows;
    this.total = total;
    this.#position = new Map(rows.map((row, i) => [row.id, i]));
  }

  /** Fetches values of columns that are not here for all rows; `changed` runs are fetched anew. True if something came. */
  async loadColumns(columns: readonly Column[], changed: ReadonlySet<string> | null): Promise<boolean> {
    const sources = [...new Set(columns.map(sourceOf).filter((s) => s !== null))];
    const missing = sources.filter((s) => !this.#hasAll(s));
    const stale = changed ? sources.filter((s) => !missing.includes(s)) : [];
    const tasks: Promise<void>[] = [];
    if (missing.length > 0) tasks.push(this.#fetch(missing, this.rows.map((r) => r.id), true));
    const runs = changed ? this.rows.filter((r) => changed.has(r.id)).map((r) => r.id) : [];
    if (stale.length > 0 && runs.length > 0) tasks.push(this.#fetch(stale, runs, false));
    await Promise.all(tasks);
    return tasks.length > 0;
  }

  async loadGroups(by: readonly string[]): Promise<void> {
    this.#grouping = by.length > 0 && this.rows.length > 0 ? await fetchGroups(this.project, this.rows.map((r) => r.id), by) : null;
  }

  get grouping(): Grouping | null {
    return this.#grouping;
  }

  sortedRows(): RunRow[] {
    const column = this.layout.column(this.sort.id);
    const now = Date.now();
    return sortBy(this.rows, (row) => this.cell(column, row, now).sort, this.sort.descending);
  }

  /** Sorts and flattens what is loaded. */
  arrange(): void {
    const column = this.layout.column(this.sort.id);
    const sorted = this.sortedRows();
    if (!this.#grouping) {
      this.items = sorted.map((row) => ({ kind: "run", row }));
      return;
    }
    const groups = sortBy(this.#grouping.groups, (group) => (column.kind === "metrics" ? (this.mean(column, group)?.mean ?? null) : group.label.toLowerCase()), this.sort.descending && column.kind === "metrics");
    const items: Item[] = [];
    for (const group of groups) {
      const open = this.#open.has(group.key);
      items.push({ kind: "group", group, open });
      if (!open) continue;
      const members = new Set(group.runs);
      for (const row of sorted) if (members.has(row.id)) items.push({ kind: "run", row });
    }
    this.items = items;
  }

  toggleGroup(key: string): void {
    if (!this.#open.delete(key)) this.#open.add(key);
    this.arrange();
  }

  cell(column: Column, row: RunRow, nowMs: number): Cell {
    const source = sourceOf(column);
    if (source === null) return cellOf(column, row, undefined, 0, nowMs);
    const stored = this.#values.get(source);
    const index = stored?.at.get(row.id);
    return stored && index !== undefined ? cellOf(column, row, stored.values, index, nowMs) : nothing;
  }

  mean(column: Column, group: RunGroup): GroupMean | null {
    if (column.kind === "field") return null;
    const values: number[] = [];
    for (const id of group.runs) {
      const position = this.#position.get(id);
      const row = position === undefined ? undefined : this.rows[position];
      const value = row ? this.cell(column, row, 0).sort : null;
      if (typeof value === "number" && Number.isFinite(value)) values.push(value);
    }
    const n = values.length;
    if (n === 0) return null;
    const mean = values.reduce((sum, v) => sum + v, 0) / n;
    const quantile = this.#grouping?.tQuantiles[n] ?? null;
    if (n < 2 || quantile === null) return { mean, half: null, n };
    const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1);
    return { mean, half: quantile * Math.sqrt(variance / n), n };
  }

  /** The text that all runs of a group share in a column, or null. */
  shared(column: Column, group: RunGroup): string | null {
    let shared: string | null = null;
    for (const id of group.runs) {
      const position = this.#position.get(id);
      if (position === undefined) continue;
      const text = this.cell(column, this.rows[position]!, 0).text;
      if (shared !== null && shared !== text) return null;
      shared = text;
    }
    return shared;
  }

  /** Distinct values of a column, the most frequent first, for completion. */
  async valuesSeen(source: string): Promise<readonly string[]> {
    if (!/^(params|tags)\./.test(source)) return [];
    await this.loadColumns([this.layout.column(source)], null);
    const counts = new Map<string, number>();
    for (const text of this.#values.get(source)?.values.text ?? []) if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).map(([text]) => text);
  }

  #hasAll(source: string): boolean {
    const stored = this.#values.get(source);
    return stored !== undefined && this.rows.every((row) => stored.at.has(row.id));
  }

  async #fetch(sources: readonly string[], runs: readonly string[], whole: boolean): Promise<void> {
    const columns = await fetchColumns(this.project, runs, sources);
    for (const source of sources) {
      const values = columns[source];
      if (!values) continue;
      const stored = this.#values.get(source);
      if (whole || !stored) this.#values.set(source, { at: new Map(runs.map((id, i) => [id, i])), values });
      else this.#values.set(source, merge(stored, runs, values));
    }
  }
}

function merge(stored: { at: Map<string, number>; values: ColumnValues }, runs: readonly string[], fresh: ColumnValues): { at: Map<string, number>; values: ColumnValues } {
  const merged: Record<string, (number | string | null)[]> = {};
  for (const [part, column] of Object.entries(stored.values)) merged[part] = [...(column as (number | string | null)[])];
  runs.forEach((id, i) => {
    let index = stored.at.get(id);
    if (index === undefined) stored.at.set(id, (index = stored.at.size));
    for (const [part, column] of Object.entries(fresh)) (merged[part] ??= [])[index] = (column as (number | string | null)[])[i] ?? null;
  });
  return { at: stored.at, values: merged as ColumnValues };
}

/** A stable sort; what has no value comes last in both directions, numbers before words. */
export function sortBy<T>(items: readonly T[], valueOf: (item: T) => number | string | null, descending: boolean): T[] {
  const sign = descending ? -1 : 1;
  const keyed = items.map((item, i) => ({ item, i, value: valueOf(item) }));
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null) return a.value === b.value ? a.i - b.i : a.value === null ? 1 : -1;
    if (typeof a.value !== typeof b.value) return typeof a.value === "number" ? -1 : 1;
    const order = typeof a.value === "number" ? a.value - (b.value as number) : a.value.localeCompare(b.value as string, undefined, { numeric: true });
    return order === 0 ? a.i - b.i : sign * order;
  });
  return keyed.map((k) => k.item);
}
