// One panel of the case viewer: a slice of the image with reference and one run's prediction, under the view that all panels share.
import { h, oncePerFrame } from "../../Web/islands/dom.ts";
import { themeColour } from "../../Web/islands/run-colours.ts";
import { formatValue, t } from "../../Web/islands/texts.ts";
import type { BoxLayer } from "./case-boxes.ts";
import { areasOf, contourOf, dice, type Elements, labelsOf, paintImage, paintLayer, type Picture } from "./case-picture.ts";
import { listen, type PanelEvents } from "./case-pointer.ts";
import { frameOf, type Frame, type PanelData, placeOf, planeTexts, type SharedView, voxelAt } from "./case-view.ts";

export interface PanelTitle {
  readonly run: string;
  readonly isRun: boolean;
  /** Name of the plane as the server has it. */
  readonly plane: string;
}

const font = "12px system-ui, sans-serif";

export class CasePanel {
  readonly element: HTMLElement;
  readonly canvas = h("canvas", { className: "case-canvas", tabIndex: 0 });
  readonly draw = oncePerFrame(() => this.#paint());
  /** Boxes, if the case has them. */
  boxes: BoxLayer | null = null;
  data: PanelData = { image: null, reference: null, prediction: null };
  readonly #caption = h("figcaption");
  readonly #said = h("p", { className: "case-said small muted" });
  readonly #slider = h("input", { type: "range", min: "0", className: "case-slice", hidden: true });
  #image: HTMLCanvasElement | null = null;
  #area: HTMLCanvasElement | null = null;
  #contours: { reference: Path2D | null; prediction: Path2D | null } = { reference: null, prediction: null };

  constructor(readonly title: PanelTitle, private readonly view: SharedView, events: PanelEvents) {
    this.#caption.textContent = title.run;
    this.element = h("figure", { className: "case-panel", dataset: { plane: title.plane } }, this.#caption, this.canvas, this.#slider, this.#said);
    listen(this.canvas, { base: () => this.base, frame: () => this.#frame }, view, events);
    this.#slider.addEventListener("input", () => this.base && events.scroll(this.base, Number(this.#slider.value) - this.base.slice));
    new ResizeObserver(this.draw).observe(this.canvas);
  }

  /** The picture that decides on size and spacing. */
  get base(): Picture | null {
    return this.data.image ?? this.data.reference ?? this.data.prediction;
  }

  /** Other pictures, threshold or mode. */
  prepare(): void {
    const { reference, prediction } = this.data;
    // A soft prediction knows foreground only, so any label of the reference is foreground beside it.
    const [a, b] = [this.#labels(reference, prediction?.kind === "soft"), this.#labels(prediction, false)];
    this.#area = this.#fill(a, b);
    this.#contours = {
      reference: a && contourOf(a, reference!.width, reference!.height),
      prediction: b && contourOf(b, prediction!.width, prediction!.height),
    };
    this.#say(a, b);
    this.#frameSlider();
    this.prepareImage();
  }

  /** Another window. */
  prepareImage(): void {
    const { image } = this.data;
    this.#image = image && paintImage(image, this.view.level, this.view.width);
    this.draw();
  }

  /** What lies under the pointer, or how long the measured line is. */
  words(): string {
    const base = this.base;
    if (!base) return "";
    const { pointer, measure } = this.view;
    if (measure) {
      const [x1, y1, x2, y2] = measure.line;
      const length = Math.hypot((x2 - x1) * base.spacing[2], (y2 - y1) * base.spacing[1]);
      return t("caseMeasured", { length: `${formatValue(Number(length.toPrecision(3)))} ${base.hasSpacing ? "mm" : "px"}` });
    }
    const voxel = pointer && pointer.plane === base.plane ? voxelAt(base, pointer.at) : null;
    if (!voxel) return "";
    const [column, row] = [Math.floor(pointer!.at[0]), Math.floor(pointer!.at[1])];
    const value = (p: Picture | null) => (p && fits(p, base) ? formatValue(p.numbers[(row * p.width + column) * p.channels]!) : "–");
    const values = { value: value(this.data.image), reference: value(this.data.reference), prediction: value(this.data.prediction) };
    const [x, y, z] = voxel;
    return base.planes.length > 1 ? t("caseUnderVolume", { x, y, z, ...values }) : t("caseUnder", { x, y, ...values });
  }

  #labels(picture: Picture | null, isForeground: boolean): Elements | null {
    if (!picture || !fits(picture, this.base!)) return null;
    const labels = labelsOf(picture, this.view.threshold);
    return isForeground && picture.most > 1 ? Uint8Array.from(labels, (label) => Math.min(label, 1)) : labels;
  }

  #say(a: Elements | null, b: Elements | null): void {
    if (this.boxes) this.#sayBoxes(this.boxes);
    const areas = a && b && areasOf(a, b);
    const { base } = this;
    const { reference, prediction } = this.data;
    if (areas) {
      const value = dice(areas.same, areas.missed, areas.spurious);
      this.element.dataset["missed"] = String(areas.missed);
      this.element.dataset["spurious"] = String(areas.spurious);
      this.element.dataset["dice"] = value.toFixed(4);
      const isOne = Number.isFinite(value) && (prediction!.kind === "soft" || Math.max(prediction!.most, reference!.most) <= 1);
      this.#said.textContent = t("caseAreas", { ...areas }) + (isOne ? ` · Dice ${formatValue(Number(value.toFixed(3)))}` : "");
    } else if (!this.boxes) {
      for (const key of ["missed", "spurious", "dice"]) delete this.element.dataset[key];
      const other = base && [reference, prediction].find((p) => p && !fits(p, base));
      this.#said.textContent = other ? t("caseOtherGrid", { name: other.name, size: other.size.join("×"), base: base.size.join("×") })
        : this.title.isRun && !prediction ? t("caseNoPrediction") : base ? "" : t("caseNoFiles");
    }
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", [this.#caption.textContent, this.#said.textContent].filter(Boolean).join(". "));
  }

  #sayBoxes(boxes: BoxLayer): void {
    const { byState, missed } = boxes.counts(this.view.score);
    const hits = byState.get("hit") ?? 0;
    Object.assign(this.element.dataset, { hits, missed, wrong: [...byState.values()].reduce((sum, count) => sum + count, 0) - hits });
    this.#said.textContent = boxes.hasPredictions ? boxes.words(this.view.score) : this.title.isRun ? t("caseNoPrediction") : "";
  }

  #frameSlider(): void {
    const { base } = this;
    if (!base) return;
    this.#slider.hidden = base.depth === 1;
    [this.#slider.max, this.#slider.value] = [String(base.depth - 1), String(base.slice)];
    const plane = base.planes.length > 1 ? t("casePlaneSlice", { plane: t(planeTexts[base.plane]!), slice: base.slice + 1, depth: base.depth }) : "";
    this.#slider.setAttribute("aria-label", plane);
    this.element.dataset["slice"] = String(base.slice);
    this.#caption.textContent = [this.title.run, plane].filter(Boolean).join(" · ");
  }

  #fill(a: Elements | null, b: Elements | null): HTMLCanvasElement | null {
    if ((!a && !b) || this.view.mode === "contour") return null;
    const [ours, theirs, both] = [colour("--case-reference"), colour("--case-prediction"), colour("--case-both")];
    const { reference, prediction, mode } = this.view;
    return paintLayer(this.base!, (at) => {
      const [r, p] = [reference && a ? a[at]! : 0, prediction && b ? b[at]! : 0];
      if (r === 0 && p === 0) return null;
      if (mode === "difference" && a && b) return r === p ? [...both, 70] : p === 0 ? [...ours, 190] : [...theirs, 190];
      return r > 0 && p > 0 ? [...both, 110] : r > 0 ? [...ours, 120] : [...theirs, 120];
    });
  }

  get #frame(): Frame | null {
    const [wide, tall] = [this.canvas.clientWidth, this.canvas.clientHeight];
    return this.base && wide > 0 ? frameOf(this.base, this.view, wide, tall) : null;
  }

  #paint(): void {
    const ratio = devicePixelRatio || 1;
    const [wide, tall] = [this.canvas.clientWidth, this.canvas.clientHeight];
    [this.canvas.width, this.canvas.height] = [Math.round(wide * ratio), Math.round(tall * ratio)];
    const c = this.canvas.getContext("2d")!;
    const frame = this.#frame;
    if (!frame) return;
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.save();
    c.translate(frame.left, frame.top);
    c.scale(frame.scale, frame.scale * frame.aspect);
    c.imageSmoothingEnabled = frame.scale < 2;
    if (this.#image && this.view.image) c.drawImage(this.#image, 0, 0);
    c.imageSmoothingEnabled = false;
    if (this.#area) c.drawImage(this.#area, 0, 0);
    if (this.view.mode !== "difference") {
      if (this.view.reference && this.#contours.reference) outline(c, this.#contours.reference, "--case-reference", []);
      if (this.view.prediction && this.#contours.prediction) outline(c, this.#contours.prediction, "--case-prediction", [5, 3]);
    }
    c.restore();
    if (this.boxes) this.boxes.draw(c, this.view, (x, y) => [frame.left + x * frame.scale, frame.top + y * frame.scale * frame.aspect]);
    this.#marks(c, frame, wide, tall);
    this.#scaleBar(c, frame.scale, tall);
    this.#edges(c, wide, tall);
  }

  #marks(c: CanvasRenderingContext2D, frame: Frame, wide: number, tall: number): void {
    const { pointer, measure, cursor } = this.view;
    const base = this.base!;
    const screen = ([u, v]: readonly [number, number]): [number, number] => [frame.left + u * frame.scale, frame.top + v * frame.scale * frame.aspect];
    c.strokeStyle = themeColour("--case-mark");
    c.lineWidth = 1;
    if (base.planes.length > 1) {
      const [x, y] = screen(placeOf(base, cursor));
      c.globalAlpha = 0.55;
      lines(c, [[0, y, x - 9, y], [x + 9, y, wide, y], [x, 0, x, y - 9], [x, y + 9, x, tall]]);
      c.globalAlpha = 1;
    }
    c.lineWidth = 1.5;
    if (pointer && pointer.plane === base.plane) {
      const [x, y] = screen(pointer.at);
      lines(c, [[x - 6, y, x + 6, y], [x, y - 6, x, y + 6]]);
    }
    if (measure && measure.plane === base.plane && measure.slice === base.slice) {
      const [from, to] = [screen([measure.line[0], measure.line[1]]), screen([measure.line[2], measure.line[3]])];
      lines(c, [[...from, ...to]]);
      c.font = font;
      c.fillStyle = themeColour("--case-mark");
      c.fillText(this.words().replace(/^[^:]*: /, ""), to[0] + 8, to[1] - 6);
    }
  }

  #scaleBar(c: CanvasRenderingContext2D, scale: number, tall: number): void {
    const base = this.base!;
    const unit = base.hasSpacing ? "mm" : "px";
    const perUnit = scale / base.spacing[2];
    const length = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500].filter((v) => v * perUnit <= 120).pop() ?? 0.1;
    c.fillStyle = themeColour("--case-mark");
    c.fillRect(10, tall - 12, length * perUnit, 3);
    c.font = font;
    c.textAlign = "left";
    c.fillText(`${length} ${unit}`, 10, tall - 17);
  }

  #edges(c: CanvasRenderingContext2D, wide: number, tall: number): void {
    const { edges } = this.base!;
    if (!edges) return;
    c.font = `bold ${font}`;
    c.fillStyle = themeColour("--case-mark");
    c.textAlign = "center";
    const places = [[10, tall / 2 + 4], [wide - 10, tall / 2 + 4], [wide / 2, 14], [wide / 2, tall - 6]] as const;
    places.forEach(([x, y], i) => c.fillText(edges[i]!, x, y));
    c.textAlign = "left";
  }
}

function fits(picture: Picture, base: Picture): boolean {
  return picture.width === base.width && picture.height === base.height && picture.depth === base.depth;
}

function outline(c: CanvasRenderingContext2D, path: Path2D, name: string, dash: readonly number[]): void {
  // Stroked on the screen's grid: voxels may be taller than wide, lines may not.
  const shown = new Path2D();
  shown.addPath(path, c.getTransform());
  c.save();
  c.resetTransform();
  const ratio = devicePixelRatio || 1;
  c.setLineDash(dash.map((length) => length * ratio));
  c.lineWidth = 2 * ratio;
  c.strokeStyle = themeColour(name);
  c.stroke(shown);
  c.restore();
}

function lines(c: CanvasRenderingContext2D, all: readonly (readonly number[])[]): void {
  c.beginPath();
  for (const [x1, y1, x2, y2] of all) {
    c.moveTo(x1!, y1!);
    c.lineTo(x2!, y2!);
  }
  c.stroke();
}

function colour(name: string): [number, number, number] {
  const number = parseInt(themeColour(name).slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}
