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

/** What is hidden and what is shown alone; both are part of the shared link. */
class Visibility {
  readonly #hidden: Set<string>;
  readonly #solo: Set<string>;

  constructor(private readonly hideName: string, private readonly soloName: string, private readonly keyOf: (id: string) => string) {
    this.#hidden = new Set(split(viewGet(hideName)));
    this.#solo = new Set(split(viewGet(soloName)));
  }

  get any(): boolean {
    return this.#hidden.size > 0 || this.#solo.size > 0;
  }

  isShown(id: string): boolean {
    const key = this.keyOf(id);
    return this.#solo.size > 0 ? this.#solo.has(key) : !this.#hidden.has(key);
  }

  isSolo(id: string): boolean {
    return this.#solo.has(this.keyOf(id));
  }

  toggle(id: string): void {
    const key = this.keyOf(id);
    if (this.#solo.size > 0) {
      if (!this.#solo.delete(key)) this.#solo.add(key);
    } else if (!this.#hidden.delete(key)) this.#hidden.add(key);
    this.#remember();
  }

  /** Shows this one alone, or all again. */
  solo(id: string): void {
    const key = this.keyOf(id);
    const alone = this.#solo.size === 1 && this.#solo.has(key);
    this.#solo.clear();
    if (!alone) this.#solo.add(key);
    this.#remember();
  }

  clear(): void {
    this.#hidden.clear();
    this.#solo.clear();
    this.#remember();
  }

  #remember(): void {
    viewSet(this.hideName, [...this.#hidden].join(",") || null);
    viewSet(this.soloName, [...this.#solo].join(",") || null);
  }
}

class RunSet {
  /** Runs that match the filter, in the order of the table. */
  runs: readonly RunRef[] = [];
  readonly byId = new Map<string, RunRef>();
  /** Ids of the runs ticked for comparing. */
  readonly picked = new Set<string>();
  hovered: string | null = null;
  readonly #runs = new Visibility("hide", "solo", (id) => id.slice(0, 8));
  readonly #groups = new Visibility("ghide", "gsolo", shortHash);
  readonly #listeners = new Set<(event: RunSetEvent) => void>();

  replace(runs: readonly RunRef[]): void {
    this.runs = runs;
    this.byId.clear();
    for (const run of runs) this.byId.set(run.id, run);
    this.#tell("runs");
  }

  isShown(id: string): boolean {
    return this.#runs.isShown(id);
  }

  isSolo(id: string): boolean {
    return this.#runs.isSolo(id);
  }

  isGroupShown(key: string): boolean {
    return this.#groups.isShown(key);
  }

  isGroupSolo(key: string): boolean {
    return this.#groups.isSolo(key);
  }

  /** Shown runs in table order. */
  shown(): RunRef[] {
    return this.runs.filter((run) => this.isShown(run.id));
  }

  toggle(id: string): void {
    this.#runs.toggle(id);
    this.#tell("visibility");
  }

  /** Shows this run alone, or all again. */
  solo(id: string): void {
    this.#runs.solo(id);
    this.#tell("visibility");
  }

  toggleGroup(key: string): void {
    this.#groups.toggle(key);
    this.#tell("visibility");
  }

  /** Shows this group alone, or all again. */
  soloGroup(key: string): void {
    this.#groups.solo(key);
    this.#tell("visibility");
  }

  showAll(): void {
    this.#runs.clear();
    this.#groups.clear();
    this.#tell("visibility");
  }

  get anyHidden(): boolean {
    return this.#runs.any || this.#groups.any;
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

  #tell(event: RunSetEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function split(text: string | null): string[] {
  return text ? text.split(",").filter(Boolean) : [];
}

/** A group's key holds all its values; a link needs no more than tells it from the others (FNV-1a). */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

export const runSet = new RunSet();
