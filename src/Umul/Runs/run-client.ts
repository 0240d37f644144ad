// What the islands ask the server about runs. Replies are columns, so that 1,500 runs are a few arrays.
import { post, postForJson, getJson } from "../Web/islands/http.ts";
import type { RunRef } from "../Web/islands/run-set.ts";

export interface RunRow extends RunRef {
  readonly endMs: number | null;
  readonly user: string;
  readonly note: string;
  readonly deletedMs: number | null;
}

export interface MetricName {
  readonly key: string;
  readonly direction: -1 | 0 | 1;
  /** Nobody has said which way is better; the name suggests it. */
  readonly guess?: boolean;
  /** Logged once a run, as far as the newest runs tell. */
  readonly once?: boolean;
}

export interface ColumnNames {
  readonly metrics: readonly MetricName[];
  readonly params: readonly { readonly key: string; readonly varies: boolean }[];
  readonly tags: readonly { readonly key: string }[];
}

export interface RunGroup {
  readonly key: string;
  readonly label: string;
  readonly values: readonly (string | null)[];
  readonly runs: readonly string[];
}

export interface Grouping {
  /** The columns whose values tell the groups apart. */
  readonly by: readonly string[];
  readonly groups: readonly RunGroup[];
  /** tQuantiles[n] is the 97.5 % quantile of Student's t with n − 1 degrees of freedom. */
  readonly tQuantiles: readonly (number | null)[];
}

/** One column for the runs asked for, in their order. A metric has all five; others only `text`. */
export interface ColumnValues {
  readonly text?: readonly (string | null)[];
  readonly last?: readonly (number | string | null)[];
  readonly min?: readonly (number | string | null)[];
  readonly max?: readonly (number | string | null)[];
  readonly minStep?: readonly (number | null)[];
  readonly maxStep?: readonly (number | null)[];
  readonly lastStep?: readonly (number | null)[];
}

interface RowReply {
  readonly total: number;
  readonly id: readonly string[];
  readonly name: readonly string[];
  readonly number: readonly number[];
  readonly status: readonly string[];
  readonly startMs: readonly (number | null)[];
  readonly endMs: readonly (number | null)[];
  readonly user: readonly string[];
  readonly note: readonly (string | null)[];
  readonly deletedMs: readonly (number | null)[];
}

export interface Rows {
  readonly rows: readonly RunRow[];
  /** Runs of the project without the filter. */
  readonly total: number;
}

export async function fetchRows(project: string, filter: string, bin: boolean, signal?: AbortSignal): Promise<Rows> {
  return toRows(await postForJson<RowReply>(`api/projects/${project}/run-rows`, { filter: filter || null, bin }, signal));
}

export async function fetchRunsById(ids: readonly string[]): Promise<Rows> {
  return toRows(await postForJson<RowReply>("api/run-rows", { runs: ids }));
}

function toRows(reply: RowReply): Rows {
  const rows = reply.id.map(
    (id, i): RunRow => ({
      id,
      name: reply.name[i] ?? "",
      number: reply.number[i] ?? 0,
      status: reply.status[i] ?? "",
      startMs: reply.startMs[i] ?? null,
      endMs: reply.endMs[i] ?? null,
      user: reply.user[i] ?? "",
      note: reply.note[i] ?? "",
      deletedMs: reply.deletedMs[i] ?? null,
    }),
  );
  return { rows, total: reply.total };
}

export function fetchColumnNames(project: string, signal?: AbortSignal): Promise<ColumnNames> {
  return getJson(`api/projects/${project}/columns`, signal);
}

export function fetchRunColumnNames(run: string): Promise<ColumnNames> {
  return getJson(`api/runs/${run}/columns`);
}

export async function fetchColumns(project: string, runs: readonly string[], columns: readonly string[], signal?: AbortSignal): Promise<Record<string, ColumnValues>> {
  return (await postForJson<{ columns: Record<string, ColumnValues> }>(`api/projects/${project}/column-values`, { runs, columns }, signal)).columns;
}

/** Groups the runs by the values of columns, or, with `["!seed"]`, by every param but the seeds. */
export function fetchGroups(project: string, runs: readonly string[], by: readonly string[], signal?: AbortSignal): Promise<Grouping> {
  return postForJson(`api/projects/${project}/groups`, { runs, by }, signal);
}

export const renameRun = (id: string, name: string) => post(`api/runs/${id}/name`, { name });
export const noteRun = (id: string, note: string) => post(`api/runs/${id}/note`, { note });
export const tagRun = (id: string, key: string, value: string | null) => post(`api/runs/${id}/tags`, { key, value });
export const binRuns = (ids: readonly string[]) => post("api/runs/delete", { runs: ids });
export const restoreRuns = (ids: readonly string[]) => post("api/runs/restore", { runs: ids });

/** A number of a column: the wire writes NaN and the infinities as words, since JSON has none. */
export function numberOf(value: number | string | null | undefined): number | null {
  if (value === null || value === undefined) return null;
  return typeof value === "number" ? value : value === "Infinity" ? Infinity : value === "-Infinity" ? -Infinity : NaN;
}
