// The runs that this page is about, which of them are shown, and which one the reader points at: one truth for the
// table and every chart. Eye and solo are part of the shared link.
import { viewGet, viewSet } from "./view-state.ts";

export interface RunRef {
  readonly id: string;
  readonly name: string;
  /** Position in the project by creation, from 0; decides the colour. */
  readonly number: number;
  readonly status: string;
  readonly startMs: number | null;
}

export type RunSetEvent = "runs" | "visibility" | "hover" | "picked";

const prefixLength = 8;

class RunSet {
  /** Runs that match the filter, in the order of the table. */
  runs: readonly RunRef[] = [];
  readonly byId = new Map<string, RunRef>();
  /** Ids of the runs ticked for comparing. */
  readonly picked = new Set<string>();
  hovered: string | null = null;
  readonly #hidden = new Set(split(viewGet("hide")));
  readonly #solo = new Set(split(viewGet("solo")));
  readonly #listeners = new Set<(event: RunSetEvent) => void>();

  replace(runs: readonly RunRef[]): void {
    this.runs = runs;
    this.byId.clear();
    for (const run of runs) this.byId.set(run.id, run);
    this.#tell("runs");
  }

  isShown(id: string): boolean {
    const key = id.slice(0, prefixLength);
    return this.#solo.size > 0 ? this.#solo.has(key) : !this.#hidden.has(key);
  }

  isSolo(id: string): boolean {
    return this.#solo.has(id.slice(0, prefixLength));
  }

  /** Shown runs in table order. */
  shown(): RunRef[] {
    return this.runs.filter((run) => this.isShown(run.id));
  }

  toggle(id: string): void {
    const key = id.slice(0, prefixLength);
    if (this.#solo.size > 0) {
      if (!this.#solo.delete(key)) this.#solo.add(key);
    } else if (!this.#hidden.delete(key)) this.#hidden.add(key);
    this.#remember();
  }

  /** Shows this run alone, or all again. */
  solo(id: string): void {
    const key = id.slice(0, prefixLength);
    const alone = this.#solo.size === 1 && this.#solo.has(key);
    this.#solo.clear();
    if (!alone) this.#solo.add(key);
    this.#remember();
  }

  showAll(): void {
    this.#hidden.clear();
    this.#solo.clear();
    this.#remember();
  }

  hideAll(): void {
    this.#solo.clear();
    for (const run of this.runs) this.#hidden.add(run.id.slice(0, prefixLength));
    this.#remember();
  }

  get anyHidden(): boolean {
    return this.#hidden.size > 0 || this.#solo.size > 0;
  }

  hover(id: string | null): void {
    if (this.hovered === id) return;
    this.hovered = id;
    this.#tell("hover");
  }

  pick(id: string, on: boolean): void {
    if (on ? this.picked.has(id) : !this.picked.delete(id)) return;
    if (on) this.picked.add(id);
    this.#tell("picked");
  }

  watch(listener: (event: RunSetEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #remember(): void {
    viewSet("hide", [...this.#hidden].join(",") || null);
    viewSet("solo", [...this.#solo].join(",") || null);
    this.#tell("visibility");
  }

  #tell(event: RunSetEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function split(text: string | null): string[] {
  return text ? text.split(",").filter(Boolean) : [];
}

export const runSet = new RunSet();
