// Where the reader points, shared by all panels: one crosshair on the page.

export interface Pointing {
  /** The panel under the pointer. */
  readonly panel: object;
  readonly x: number;
}

type Listener = (pointing: Pointing | null) => void;

const listeners = new Set<Listener>();

export function point(pointing: Pointing | null): void {
  for (const listener of listeners) listener(pointing);
}

export function onPoint(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export interface GestureTarget {
  /** The pointer is at these pixels of the plot; null when it left. */
  hover(at: { x: number; y: number } | null): void;
  /** A drag goes from one x pixel to another; `done` when released. */
  drag(fromPx: number, toPx: number, done: boolean): void;
  reset(): void;
  key(name: string): boolean;
}

/** Turns pointer and key events on a plot into gestures: hover, drag to zoom, double-click or double-tap to reset. */
export function listenForGestures(element: HTMLElement, target: GestureTarget): void {
  let start: number | null = null;
  const at = (e: PointerEvent) => {
    const box = element.getBoundingClientRect();
    return { x: e.clientX - box.left, y: e.clientY - box.top };
  };
  element.addEventListener("pointerdown", (e) => {
    if (e.button !== 0) return;
    start = at(e).x;
    element.setPointerCapture(e.pointerId);
  });
  element.addEventListener("pointermove", (e) => {
    const here = at(e);
    target.hover(here);
    if (start !== null && Math.abs(here.x - start) > 4) target.drag(start, here.x, false);
  });
  element.addEventListener("pointerup", (e) => {
    const here = at(e);
    if (start !== null && Math.abs(here.x - start) > 4) target.drag(start, here.x, true);
    start = null;
  });
  element.addEventListener("pointercancel", () => {
    start = null;
    target.drag(0, 0, false);
    target.hover(null);
  });
  element.addEventListener("pointerleave", () => target.hover(null));
  element.addEventListener("dblclick", () => target.reset());
  element.addEventListener("keydown", (e) => {
    if (target.key(e.key)) e.preventDefault();
  });
}
