// One panel of the case viewer: the image with reference and one run's prediction, under the view that all panels share.
import { h, oncePerFrame } from "../../Web/islands/dom.ts";
import { themeColour } from "../../Web/islands/run-colours.ts";
import { formatValue, t } from "../../Web/islands/texts.ts";
import { contourOf, labelsOf, paintImage, paintLayer, type Picture } from "./case-picture.ts";

export type Mode = "contour" | "fill" | "difference";

/** What all panels share; changed by any of them. */
export interface SharedView {
  mode: Mode;
  image: boolean;
  reference: boolean;
  prediction: boolean;
  level: number;
  width: number;
  threshold: number;
  zoom: number;
  /** Centre of the view in shares of the image. */
  x: number;
  y: number;
  /** The pointer in pixels of the image, or null. */
  pointer: readonly [number, number] | null;
  measure: readonly [number, number, number, number] | null;
}

export interface PanelData {
  image: Picture | null;
  reference: Picture | null;
  prediction: Picture | null;
}

export class CasePanel {
  readonly element: HTMLElement;
  readonly #canvas = h("canvas", { className: "case-canvas" });
  readonly #said = h("p", { className: "case-said small muted" });
  readonly draw = oncePerFrame(() => this.#paint());
  #image: HTMLCanvasElement | null = null;
  #layers: { picture: HTMLCanvasElement | null; reference: Path2D | null; prediction: Path2D | null } = { picture: null, reference: null, prediction: null };

  constructor(title: Node, readonly data: PanelData, readonly isRun: boolean, private readonly view: SharedView, private readonly changed: () => void) {
    this.element = h("figure", { className: "case-panel" }, h("figcaption", {}, title), this.#canvas, this.#said);
    this.#canvas.addEventListener("wheel", (e) => this.#wheel(e), { passive: false });
    this.#canvas.addEventListener("pointerdown", (e) => this.#down(e));
    this.#canvas.addEventListener("pointermove", (e) => this.#hover(e));
    this.#canvas.addEventListener("pointerleave", () => {
      this.view.pointer = null;
      this.changed();
    });
    new ResizeObserver(this.draw).observe(this.#canvas);
  }

  /** Makes image and layers anew: other numbers, window, threshold or mode. */
  prepare(): void {
    const { image, reference, prediction } = this.data;
    this.#image = image && paintImage(image, this.view.level, this.view.width);
    const a = reference && labelsOf(reference, this.view.threshold);
    const b = prediction && labelsOf(prediction, this.view.threshold);
    this.#layers = {
      picture: this.#area(a, b),
      reference: a && contourOf(a, reference.width, reference.height),
      prediction: b && contourOf(b, prediction.width, prediction.height),
    };
    const [missed, spurious, same] = count(a, b);
    this.element.dataset["missed"] = String(missed);
    this.element.dataset["spurious"] = String(spurious);
    this.#canvas.setAttribute("role", "img");
    this.#canvas.setAttribute("aria-label", a && b ? t("caseAreas", { same, missed, spurious }) : (this.#base?.name ?? ""));
    this.#said.textContent = this.isRun && !prediction ? t("caseNoPrediction") : !this.#base ? t("caseNoFiles") : a && b ? t("caseAreas", { same, missed, spurious }) : "";
    this.draw();
  }

  get #base(): Picture | null {
    return this.data.image ?? this.data.reference ?? this.data.prediction;
  }

  #area(a: ArrayLike<number> | null, b: ArrayLike<number> | null): HTMLCanvasElement | null {
    const base = this.data.reference ?? this.data.prediction;
    if (!base || this.view.mode === "contour") return null;
    const [ours, theirs, both] = [colour("--case-reference"), colour("--case-prediction"), colour("--case-both")];
    const { reference, prediction, mode } = this.view;
    return paintLayer(base, (at) => {
      const [r, p] = [reference && a ? a[at]! : 0, prediction && b ? b[at]! : 0];
      if (r === 0 && p === 0) return null;
      if (mode === "difference" && a && b) return r === p ? [...both, 70] : p === 0 ? [...ours, 190] : [...theirs, 190];
      return r > 0 && p > 0 ? [...both, 110] : r > 0 ? [...ours, 120] : [...theirs, 120];
    });
  }

  #frame(): { scale: number; aspect: number; left: number; top: number } | null {
    const base = this.#base;
    const [wide, tall] = [this.#canvas.clientWidth, this.#canvas.clientHeight];
    if (!base || wide === 0) return null;
    const aspect = base.spacing[1] / base.spacing[2];
    const scale = Math.min(wide / base.width, tall / (base.height * aspect)) * this.view.zoom;
    return { scale, aspect, left: wide / 2 - this.view.x * base.width * scale, top: tall / 2 - this.view.y * base.height * aspect * scale };
  }

  #paint(): void {
    const ratio = devicePixelRatio || 1;
    const [wide, tall] = [this.#canvas.clientWidth, this.#canvas.clientHeight];
    [this.#canvas.width, this.#canvas.height] = [Math.round(wide * ratio), Math.round(tall * ratio)];
    const c = this.#canvas.getContext("2d")!;
    const frame = this.#frame();
    if (!frame) return;
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.save();
    c.translate(frame.left, frame.top);
    c.scale(frame.scale, frame.scale * frame.aspect);
    c.imageSmoothingEnabled = frame.scale < 2;
    if (this.#image && this.view.image) c.drawImage(this.#image, 0, 0);
    c.imageSmoothingEnabled = false;
    if (this.#layers.picture) c.drawImage(this.#layers.picture, 0, 0);
    const thin = 1 / frame.scale;
    if (this.view.mode !== "difference") {
      if (this.view.reference && this.#layers.reference) this.#stroke(c, this.#layers.reference, "--case-reference", 2 * thin, []);
      if (this.view.prediction && this.#layers.prediction) this.#stroke(c, this.#layers.prediction, "--case-prediction", 2 * thin, [5 * thin, 3 * thin]);
    }
    this.#marks(c, thin);
    c.restore();
    this.#scaleBar(c, frame.scale, tall);
  }

  #stroke(c: CanvasRenderingContext2D, path: Path2D, name: string, width: number, dash: number[]): void {
    c.setLineDash(dash);
    c.lineWidth = width;
    c.strokeStyle = themeColour(name);
    c.stroke(path);
    c.setLineDash([]);
  }

  #marks(c: CanvasRenderingContext2D, thin: number): void {
    const { pointer, measure } = this.view;
    c.lineWidth = 1.5 * thin;
    c.strokeStyle = themeColour("--case-mark");
    c.beginPath();
    if (pointer) {
      c.moveTo(pointer[0] - 6 * thin, pointer[1]);
      c.lineTo(pointer[0] + 6 * thin, pointer[1]);
      c.moveTo(pointer[0], pointer[1] - 6 * thin);
      c.lineTo(pointer[0], pointer[1] + 6 * thin);
    }
    if (measure) {
      c.moveTo(measure[0], measure[1]);
      c.lineTo(measure[2], measure[3]);
    }
    c.stroke();
  }

  #scaleBar(c: CanvasRenderingContext2D, scale: number, tall: number): void {
    const base = this.#base!;
    const unit = base.hasSpacing ? "mm" : "px";
    const perUnit = scale / base.spacing[2];
    const length = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500].filter((v) => v * perUnit <= 120).pop() ?? 0.1;
    c.fillStyle = themeColour("--case-mark");
    c.fillRect(10, tall - 12, length * perUnit, 3);
    c.font = "12px system-ui, sans-serif";
    c.fillText(`${length} ${unit}`, 10, tall - 17);
  }

  #at(e: MouseEvent): [number, number] | null {
    const frame = this.#frame();
    const box = this.#canvas.getBoundingClientRect();
    return frame && [(e.clientX - box.left - frame.left) / frame.scale, (e.clientY - box.top - frame.top) / (frame.scale * frame.aspect)];
  }

  #wheel(e: WheelEvent): void {
    const at = this.#at(e);
    if (!at) return;
    e.preventDefault();
    this.zoom(Math.exp(-e.deltaY / 300), at);
  }

  /** Zooms so that the pixel under the pointer stays where it is. */
  zoom(by: number, at?: readonly [number, number]): void {
    const base = this.#base;
    if (!base) return;
    const zoom = Math.min(60, Math.max(1, this.view.zoom * by));
    const share = at ? [at[0] / base.width, at[1] / base.height] : [this.view.x, this.view.y];
    this.view.x = share[0]! + (this.view.x - share[0]!) * (this.view.zoom / zoom);
    this.view.y = share[1]! + (this.view.y - share[1]!) * (this.view.zoom / zoom);
    this.view.zoom = zoom;
    this.changed();
  }

  #down(e: PointerEvent): void {
    const start = this.#at(e);
    const base = this.#base;
    if (!start || !base) return;
    e.preventDefault();
    this.#canvas.setPointerCapture(e.pointerId);
    const measures = e.shiftKey;
    const from = { x: this.view.x, y: this.view.y, clientX: e.clientX, clientY: e.clientY };
    this.view.measure = null;
    const move = (m: PointerEvent) => {
      const frame = this.#frame()!;
      const now = this.#at(m)!;
      if (measures) this.view.measure = [start[0], start[1], now[0], now[1]];
      else {
        this.view.x = from.x - (m.clientX - from.clientX) / (base.width * frame.scale);
        this.view.y = from.y - (m.clientY - from.clientY) / (base.height * frame.scale * frame.aspect);
      }
      this.changed();
    };
    this.#canvas.addEventListener("pointermove", move);
    this.#canvas.addEventListener("pointerup", () => this.#canvas.removeEventListener("pointermove", move), { once: true });
  }

  #hover(e: PointerEvent): void {
    this.view.pointer = this.#at(e);
    this.changed();
  }

  /** What lies under the pointer, or how long the measured line is. */
  words(): string {
    const base = this.#base;
    if (!base) return "";
    const { pointer, measure } = this.view;
    if (measure) {
      const length = Math.hypot((measure[2] - measure[0]) * base.spacing[2], (measure[3] - measure[1]) * base.spacing[1]);
      return t("caseMeasured", { length: `${formatValue(Number(length.toPrecision(3)))} ${base.hasSpacing ? "mm" : "px"}` });
    }
    if (!pointer) return "";
    const [x, y] = [Math.floor(pointer[0]), Math.floor(pointer[1])];
    if (x < 0 || y < 0 || x >= base.width || y >= base.height) return "";
    const value = (p: Picture | null) => (p && p.width === base.width && p.height === base.height ? formatValue(p.numbers[(y * p.width + x) * p.channels]!) : "–");
    return t("caseUnder", { x, y, value: value(this.data.image), reference: value(this.data.reference), prediction: value(this.data.prediction) });
  }
}

function count(a: ArrayLike<number> | null, b: ArrayLike<number> | null): [number, number, number] {
  let [missed, spurious, same] = [0, 0, 0];
  if (a && b && a.length === b.length)
    for (let i = 0; i < a.length; i++) {
      if (a[i]! > 0 && b[i]! !== a[i]!) missed++;
      if (b[i]! > 0 && b[i]! !== a[i]!) spurious++;
      if (a[i]! > 0 && a[i] === b[i]) same++;
    }
  return [missed, spurious, same];
}

function colour(name: string): [number, number, number] {
  const number = parseInt(themeColour(name).slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}
