// What a reader would share lies in the address: short names, absent when it is the default.

type Listener = (names: ReadonlySet<string>) => void;

const listeners = new Set<Listener>();
const parameters = new URLSearchParams(location.search);
let pending: Set<string> | null = null;

export function viewGet(name: string): string | null {
  return parameters.get(name);
}

/** Sets or (null) removes a value; the address and the listeners follow in the same frame. */
export function viewSet(name: string, value: string | null): void {
  if (parameters.get(name) === value) return;
  if (value === null || value === "") parameters.delete(name);
  else parameters.set(name, value);
  if (pending) {
    pending.add(name);
    return;
  }
  pending = new Set([name]);
  queueMicrotask(publish);
}

/** Calls `listener` with the names that changed. */
export function viewWatch(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function publish(): void {
  const names = pending ?? new Set<string>();
  pending = null;
  // Commas and tildes are legal in a query; leaving them readable keeps links short.
  const query = parameters.toString().replaceAll("%2C", ",").replaceAll("%7E", "~").replaceAll("%2F", "/");
  history.replaceState(history.state, "", query ? `?${query}${location.hash}` : location.pathname + location.hash);
  for (const listener of listeners) listener(names);
}
