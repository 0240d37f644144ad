// What pointer, wheel and fingers do on a panel of the case viewer.
import type { PictureHeader } from "./case-picture.ts";
import { type Frame, type SharedView, type Tool, takeShare, shareOf } from "./case-view.ts";

const mostZoom = 60;
/** Screen pixels that a click may tremble. */
const still = 4;

export interface PanelEvents {
  /** Zoom, pan, pointer or measured line changed. */
  readonly moved: () => void;
  /** Level or window changed. */
  readonly windowed: () => void;
  /** Go so many slices on in the plane. */
  readonly scroll: (base: PictureHeader, by: number) => void;
  /** All planes shall go through this place of the picture. */
  readonly point: (base: PictureHeader, at: readonly [number, number]) => void;
  readonly hover: () => void;
}

export interface PointerTarget {
  readonly base: () => PictureHeader | null;
  readonly frame: () => Frame | null;
}

/** Listens on the canvas until it is gone. */
export function listen(canvas: HTMLCanvasElement, target: PointerTarget, view: SharedView, events: PanelEvents): void {
  const fingers = new Map<number, PointerEvent>();
  let scrolled = 0;

  const at = (e: MouseEvent): [number, number] | null => {
    const frame = target.frame();
    const box = canvas.getBoundingClientRect();
    return frame && [(e.clientX - box.left - frame.left) / frame.scale, (e.clientY - box.top - frame.top) / (frame.scale * frame.aspect)];
  };

  canvas.addEventListener("wheel", (e) => {
    const [base, place] = [target.base(), at(e)];
    if (!base || !place) return;
    e.preventDefault();
    if (base.depth === 1 || e.ctrlKey) {
      zoomAt(base, view, Math.exp(-e.deltaY / 300), place);
      events.moved();
      return;
    }
    scrolled += e.deltaY;
    const slices = Math.trunc(scrolled / 40);
    scrolled -= slices * 40;
    if (slices !== 0) events.scroll(base, -Math.sign(slices) * Math.min(Math.abs(slices), 5));
  }, { passive: false });

  canvas.addEventListener("pointerdown", (e) => {
    const [base, start] = [target.base(), at(e)];
    if (!base || !start) return;
    e.preventDefault();
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(e.pointerId);
    fingers.set(e.pointerId, e);
    if (fingers.size > 1) return;
    const tool: Tool = e.shiftKey ? "measure" : e.altKey || e.button === 2 ? "window" : view.tool;
    const before = { x: e.clientX, y: e.clientY, centre: [...view.centre] as [number, number, number], level: view.level, width: view.width };
    let isClick = true;
    if (tool === "measure") view.measure = null;
    const move = (m: PointerEvent) => {
      const [dx, dy] = [m.clientX - before.x, m.clientY - before.y];
      if (m.pointerId !== e.pointerId || fingers.size > 1) return;
      if (Math.hypot(dx, dy) > still) isClick = false;
      if (isClick) return;
      if (tool === "measure") {
        const now = at(m)!;
        view.measure = { plane: base.plane, slice: base.slice, line: [start[0], start[1], now[0], now[1]] };
      } else if (tool === "window") {
        view.width = Math.max(before.width * Math.exp(dx / 200), 1e-9);
        view.level = before.level + (dy / 300) * before.width;
        events.windowed();
        return;
      } else {
        const frame = target.frame()!;
        const [x, y] = shareOf(base, before.centre);
        takeShare(base, [x - dx / (base.width * frame.scale), y - dy / (base.height * frame.scale * frame.aspect)], view.centre);
      }
      events.moved();
    };
    const end = () => {
      fingers.clear();
      canvas.removeEventListener("pointermove", move);
      canvas.removeEventListener("pointerup", end);
      canvas.removeEventListener("pointercancel", end);
      if (isClick && tool === "move" && view.measure) view.measure = null;
      if (isClick && tool === "move") events.point(base, start);
      events.moved();
    };
    canvas.addEventListener("pointermove", move);
    canvas.addEventListener("pointerup", end);
    canvas.addEventListener("pointercancel", end);
  });

  canvas.addEventListener("pointermove", (e) => {
    const base = target.base();
    if (fingers.size === 2 && fingers.has(e.pointerId) && base) {
      pinch(base, view, fingers, e);
      events.moved();
      return;
    }
    const place = at(e);
    view.pointer = base && place && { plane: base.plane, at: place };
    events.hover();
  });

  canvas.addEventListener("pointerleave", () => {
    view.pointer = null;
    events.moved();
  });
  canvas.addEventListener("contextmenu", (e) => e.preventDefault());
}

/** Zooms so that the place under the pointer, or the centre, stays where it is. */
export function zoomAt(base: PictureHeader, view: SharedView, by: number, at?: readonly [number, number]): void {
  const zoom = Math.min(mostZoom, Math.max(1, view.zoom * by));
  const centre = shareOf(base, view.centre);
  const share = at ? [at[0] / base.width, at[1] / base.height] : centre;
  const kept = view.zoom / zoom;
  takeShare(base, [share[0]! + (centre[0] - share[0]!) * kept, share[1]! + (centre[1] - share[1]!) * kept], view.centre);
  view.zoom = zoom;
}

function pinch(base: PictureHeader, view: SharedView, fingers: Map<number, PointerEvent>, moved: PointerEvent): void {
  const apart = () => {
    const [a, b] = [...fingers.values()];
    return Math.hypot(a!.clientX - b!.clientX, a!.clientY - b!.clientY);
  };
  const before = apart();
  fingers.set(moved.pointerId, moved);
  if (before > 0) zoomAt(base, view, apart() / before);
}
