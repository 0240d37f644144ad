// What changes on the server while the page is open: one event stream a page, however many islands listen.
import { urlOf } from "../Web/islands/http.ts";

export interface LiveChange {
  /** Runs that were created, renamed, tagged, ended or moved. */
  readonly runs: readonly string[];
  /** Runs with new points, by metric key. */
  readonly points: Readonly<Record<string, readonly string[]>>;
  /** Keys or runs were lost from view (the stream broke): everything may have changed. */
  readonly everything: boolean;
}

type Listener = (change: LiveChange) => void;

const listeners = new Set<Listener>();
let source: EventSource | null = null;

/** Follows a project (or a single run) for as long as the page lives. */
export function follow(path: string, listener: Listener): () => void {
  listeners.add(listener);
  if (!source) {
    source = new EventSource(urlOf(path));
    let broken = false;
    source.addEventListener("change", (e) => tell({ everything: false, ...(JSON.parse((e as MessageEvent<string>).data) as Omit<LiveChange, "everything">) }));
    source.addEventListener("error", () => {
      broken = true;
      document.documentElement.dataset["umulOffline"] = "";
    });
    source.addEventListener("open", () => {
      delete document.documentElement.dataset["umulOffline"];
      if (broken) tell({ runs: [], points: {}, everything: true });
      broken = false;
    });
  }
  return () => {
    listeners.delete(listener);
  };
}

function tell(change: LiveChange): void {
  for (const listener of listeners) listener(change);
}
