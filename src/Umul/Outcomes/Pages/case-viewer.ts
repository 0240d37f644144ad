// <umul-case project="…" split="…" case="…" runs="a,b" names="[…]" threshold="0.5">: a case with reference and predictions, side by side in sync.
import { h } from "../../Web/islands/dom.ts";
import { getJson, isAbort } from "../../Web/islands/http.ts";
import { onThemeChange } from "../../Web/islands/run-colours.ts";
import { t } from "../../Web/islands/texts.ts";
import { CaseBar, modes } from "./case-bar.ts";
import { BoxLayer, type CaseBoxes } from "./case-boxes.ts";
import { CasePanel } from "./case-panel.ts";
import { blankPicture, type Picture, type PictureHeader } from "./case-picture.ts";
import { type PanelEvents, zoomAt } from "./case-pointer.ts";
import { CaseSlices } from "./case-slices.ts";
import { type ThresholdCounts, ThresholdCurve } from "./case-threshold.ts";
import { type Layer, type Mode, newView, sameGrid, type SharedView, type Tool, voxelAt } from "./case-view.ts";
import { windowsOf } from "./case-windows.ts";

const remembered = "umul-case-view";
/** On a narrower screen three planes of a volume are too small to see anything. */
const narrow = 700;
const manyBoxes = 25;

interface Run {
  readonly id: string;
  readonly name: string;
  readonly slices: CaseSlices;
}

class UmulCase extends HTMLElement {
  readonly #view: SharedView = newView();
  readonly #bar = new CaseBar(this.#view, {
    mode: (mode) => this.#mode(mode), tool: (tool) => this.#tool(tool), layer: (layer, on) => this.#toggle(layer, on), layout: (layout) => this.#layOut(layout),
    windowed: () => this.#windowed(), cut: () => this.#changed(), zoom: (by) => this.#zoom(by), reset: () => this.#reset(),
  });
  readonly #events: PanelEvents = {
    moved: () => this.#moved(), windowed: () => this.#windowed(), hover: () => this.#moved(),
    scroll: (base, by) => this.#scroll(base, by), point: (base, at) => this.#point(base, at),
  };
  #panels: CasePanel[] = [];
  #base: Picture | null = null;
  #layout = "all";
  #image!: CaseSlices;
  #reference!: CaseSlices;
  #runs: Run[] = [];
  #curves: ThresholdCurve[] = [];
  #boxes: CaseBoxes | null = null;
  #request = new AbortController();
  #turn = 0;
  readonly #grid = h("div", { className: "case-grid" });
  readonly #words = h("p", { className: "case-words small", "aria-live": "off" });
  readonly #thresholds = h("div", { className: "case-thresholds" });
  readonly #notes = h("div", { className: "case-notes small" });
  readonly #problem = h("p", { className: "notice notice-danger", role: "alert", hidden: true });
  readonly #keys = (e: KeyboardEvent) => this.#key(e);

  connectedCallback(): void {
    this.#recall();
    document.addEventListener("keydown", this.#keys);
    onThemeChange(() => this.#changed());
    this.replaceChildren(this.#bar.element, this.#problem, this.#grid, this.#words, this.#thresholds, this.#notes, h("p", { className: "muted tiny hide-phone" }, t("caseKeys")));
    this.#load().catch((error: Error) => this.#fail(error));
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#keys);
    this.#request.abort();
  }

  async #load(): Promise<void> {
    const names = JSON.parse(this.getAttribute("names") ?? "[]") as string[];
    const slices = (extra: Record<string, string>) => new CaseSlices((plane, slice) => this.#path(extra, plane, slice), this.#request.signal);
    [this.#image, this.#reference] = [slices({ role: "image" }), slices({ role: "reference" })];
    this.#runs = (this.getAttribute("runs") ?? "").split(",").filter(Boolean).map((id, i) => ({ id, name: names[i] ?? "", slices: slices({ run: id }) }));
    const files = [this.#image, this.#reference, ...this.#runs.map((run) => run.slices)].map((file) => file.get(null, null).catch((error: Error) => this.#fail(error)));
    const boxes = this.hasAttribute("boxes") ? await this.#askBoxes() : null;
    this.#base = (await files[0]) ?? (await files[1]) ?? (await Promise.all(files)).find((p) => p) ?? (boxes && boxes.width > 0 ? blankPicture(boxes.width, boxes.height) : null);
    const base = this.#base;
    this.#view.threshold = Number(this.getAttribute("threshold") ?? 0.5);
    if (base) {
      this.#view.cursor = [0, 1, 2].map((axis) => Math.floor(base.size[axis]! / 2)) as [number, number, number];
      if (base.kind === "image") this.#window(base);
      if (base.planes.length > 1) this.#layout = this.clientWidth < narrow ? base.planes[0]! : "all";
    }
    this.#layOut(this.#layout);
    const first = await Promise.all(files);
    this.#buildBar(first);
    this.#writeNotes(first);
    await Promise.all([this.#show(), this.#askThresholds(first.slice(2))]);
    this.dataset["ready"] = "";
  }

  #fail(error: Error): null {
    if (isAbort(error)) return null;
    this.#problem.hidden = false;
    this.#problem.textContent = error.message;
    return null;
  }

  #path(extra: Record<string, string>, plane: string | null, slice: number | null): string {
    const query = new URLSearchParams({ split: this.getAttribute("split") ?? "", id: this.getAttribute("case") ?? "", ...extra });
    if (plane !== null) query.set("plane", plane);
    if (slice !== null) query.set("slice", String(slice));
    if (this.#base?.orientation) query.set("orientation", this.#base.orientation);
    return `api/projects/${this.getAttribute("project")}/case-raster?${query}`;
  }

  #buildBar(files: readonly (Picture | null)[]): void {
    const masks = files.slice(1);
    this.#bar.build({
      image: files[0] ?? null, planes: this.#base?.planes ?? [], layout: this.#layout,
      isSoft: masks.some((p) => p?.kind === "soft"), hasMasks: masks.some((p) => p), hasBoxes: this.#boxes !== null,
    });
  }

  /** One panel for each run and plane shown. */
  #layOut(layout: string): void {
    this.#layout = layout;
    const planes = !this.#base ? [""] : layout === "all" ? this.#base.planes : [layout];
    const titles = this.#runs.length === 0 ? [{ run: t("caseReference"), isRun: false }] : this.#runs.map((run) => ({ run: run.name, isRun: true }));
    this.#panels = titles.flatMap((title) => planes.map((plane) => new CasePanel({ ...title, plane }, this.#view, this.#events)));
    this.#grid.replaceChildren(...this.#panels.map((p) => p.element));
    this.#grid.dataset["panels"] = String(this.#panels.length);
    this.#grid.dataset["planes"] = String(planes.length);
    this.#view.fit = planes.length > 1 ? this.#extent(planes) : null;
    void this.#show();
  }

  // Millimetres across and down of the largest plane.
  #extent(planes: readonly string[]): [number, number] | null {
    const base = this.#base!;
    const mm = [0, 1, 2].map((axis) => base.size[axis]! * base.spacing[2 - base.axes.findIndex((a) => a === axis)]!);
    const [side, front, height] = base.planes.length === 3 && base.plane === base.planes[0] ? [mm[base.axes[0]]!, mm[base.axes[1]]!, mm[base.axes[2]]!] : [0, 0, 0];
    return planes.length < 3 || side === 0 ? null : [Math.max(side, front), Math.max(front, height)];
  }

  /** Brings the slices at the cursor into all panels; of several calls the last wins. */
  async #show(): Promise<void> {
    const turn = ++this.#turn;
    await Promise.all(this.#panels.map((panel, i) => this.#fill(panel, this.#runs[Math.floor(i / (this.#panels.length / Math.max(1, this.#runs.length)))] ?? null, turn)));
    if (turn !== this.#turn) return;
    this.#moved();
    this.#fetchAround();
  }

  // So that scrolling does not wait.
  #fetchAround(): void {
    const base = this.#base;
    if (!base || base.planes.length === 1) return;
    for (const plane of new Set(this.#panels.map((panel) => panel.title.plane))) {
      const through = base.throughs[base.planes.indexOf(plane)]!;
      for (const file of [this.#image, this.#reference, ...this.#runs.map((run) => run.slices)]) file.fetchAround(plane, this.#view.cursor[through]!, base.size[through]!);
    }
  }

  async #fill(panel: CasePanel, run: Run | null, turn: number): Promise<void> {
    const base = this.#base;
    panel.boxes = this.#boxes && new BoxLayer(this.#boxes, run?.id ?? "");
    if (!base) return panel.prepare();
    const { plane } = panel.title;
    const through = base.throughs[base.planes.indexOf(plane)]!;
    const slice = this.#view.cursor[through]!;
    const ask = (file: CaseSlices) => file.get(plane, slice).catch((error: Error) => this.#fail(error));
    const files = [ask(this.#image), ask(this.#reference), run ? ask(run.slices) : Promise.resolve(null)] as const;
    if (!panel.base) {
      const image = await files[0];
      if (image && turn === this.#turn) {
        panel.data = { image, reference: null, prediction: null };
        panel.prepareImage();
        this.dataset["first"] ??= String(Math.round(performance.now()));
      }
    }
    const [image, reference, prediction] = await Promise.all(files);
    if (turn !== this.#turn) return;
    panel.data = { image: image ?? (reference || prediction ? null : base), reference, prediction };
    panel.prepare();
  }

  async #askBoxes(): Promise<CaseBoxes | null> {
    const query = new URLSearchParams({ split: this.getAttribute("split") ?? "", id: this.getAttribute("case") ?? "", runs: this.#runs.map((run) => run.id).join(",") });
    const boxes = await getJson<CaseBoxes>(`api/projects/${this.getAttribute("project")}/case-boxes?${query}`, this.#request.signal).catch((error: Error) => this.#fail(error));
    this.#boxes = boxes;
    // So many that nothing would be seen: those of low scores wait until the reader asks for them.
    if (boxes?.runs.some((run) => run.predictions.length > manyBoxes)) this.#view.score = 0.5;
    return boxes;
  }

  async #askThresholds(predictions: readonly (Picture | null)[]): Promise<void> {
    const soft = this.#runs.filter((_, i) => predictions[i]?.kind === "soft");
    const query = (run: Run) => new URLSearchParams({ split: this.getAttribute("split") ?? "", id: this.getAttribute("case") ?? "", run: run.id });
    const counts = await Promise.all(soft.map((run) => getJson<ThresholdCounts>(`api/projects/${this.getAttribute("project")}/case-thresholds?${query(run)}`, this.#request.signal).catch(() => null)));
    this.#curves = soft.flatMap((run, i) => (counts[i] ? [new ThresholdCurve(run.name, counts[i]!)] : []));
    this.#thresholds.replaceChildren(...this.#curves.map((curve) => curve.element));
    for (const curve of this.#curves) curve.show(this.#view.threshold);
  }

  /** What readers did to the files, beside the picture. */
  #writeNotes(files: readonly (Picture | null)[]): void {
    const at = document.documentElement.lang === "ko" ? 1 : 0;
    const titles = [t("caseImage"), t("caseReference"), ...this.#runs.map((run) => run.name)];
    const rows = files.flatMap((file, i) => {
      if (!file) return [];
      const says = [...file.notes.map((note) => note[at]!), ...(file.tilt > 0 ? [t("caseTilted", { degrees: file.tilt })] : []),
        ...(this.#base && i > 0 && !sameGrid(this.#base, file) ? [t("caseOtherPlace", { orientation: file.orientation ?? "–", base: this.#base.orientation ?? "–" })] : [])];
      return [h("li", {}, h("b", {}, titles[i]!), ` ${file.name} · ${file.format} · ${describe(file)}`, ...says.map((say) => h("span", { className: "case-note" }, say)))];
    });
    for (const note of this.#boxes?.notes ?? []) rows.push(h("li", {}, note));
    this.#notes.replaceChildren(...(rows.length > 0 ? [h("ul", {}, ...rows)] : []));
  }

  #window(image: Picture): void {
    const first = windowsOf(image)[0]!;
    [this.#view.level, this.#view.width] = [first.level, first.width];
  }

  #reset(): void {
    Object.assign(this.#view, { zoom: 1, centre: [0.5, 0.5, 0.5], measure: null, threshold: Number(this.getAttribute("threshold") ?? 0.5), score: 0 });
    if (this.#base?.kind === "image") this.#window(this.#base);
    this.#changed();
  }

  #mode(mode: Mode): void {
    this.#view.mode = mode;
    this.#changed();
  }

  #tool(tool: Tool): void {
    this.#view.tool = tool;
    this.#grid.dataset["tool"] = tool;
    this.#remember();
  }

  #toggle(layer: Layer, on: boolean): void {
    this.#view[layer] = on;
    this.#changed();
  }

  #zoom(by: number): void {
    if (this.#base) zoomAt(this.#base, this.#view, by);
    this.#moved();
  }

  #scroll(base: PictureHeader, by: number): void {
    const axis = base.axes[2];
    const slice = Math.min(base.depth - 1, Math.max(0, this.#view.cursor[axis]! + by));
    if (slice === this.#view.cursor[axis]) return;
    this.#view.cursor[axis] = slice;
    void this.#show();
  }

  #point(base: PictureHeader, at: readonly [number, number]): void {
    const voxel = base.planes.length > 1 ? voxelAt(base, at) : null;
    if (!voxel) return;
    this.#view.cursor = voxel;
    void this.#show();
  }

  #key(e: KeyboardEvent): void {
    const on = e.target as HTMLElement;
    if (on.closest("input, select, textarea") || e.ctrlKey || e.metaKey || e.altKey) return;
    const layers = { "1": "image", "2": "reference", "3": "prediction" } as const;
    const layer = layers[e.key as keyof typeof layers];
    if (layer) this.#toggle(layer, !this.#view[layer]);
    else if (e.key === "m") this.#mode(modes[(modes.indexOf(this.#view.mode) + 1) % modes.length]!);
    else if (e.key === "n" || e.key === "p") document.querySelector<HTMLAnchorElement>(`a[rel=${e.key === "n" ? "next" : "prev"}]`)?.click();
    else if (e.key === "+" || e.key === "-") this.#zoom(e.key === "+" ? 1.25 : 0.8);
    else if (e.key === "0") this.#reset();
    else if (!this.#step(e.key, this.#panels.find((panel) => panel.canvas === on) ?? null)) return;
    e.preventDefault();
  }

  // Page keys go through the slices of the plane in focus; arrows move the place that all planes go through.
  #step(key: string, focused: CasePanel | null): boolean {
    const base = (focused ?? this.#panels[0])?.base;
    if (!base || base.planes.length === 1) return false;
    if (key === "PageUp" || key === "PageDown") {
      this.#scroll(base, key === "PageUp" ? 1 : -1);
      return true;
    }
    const step = ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as Record<string, [number, number]>)[key];
    if (!step || !focused) return false;
    [0, 1].forEach((i) => {
      const axis = base.axes[i]!;
      const by = base.turns[i] ? -step[i]! : step[i]!;
      this.#view.cursor[axis] = Math.min(base.size[axis]! - 1, Math.max(0, this.#view.cursor[axis]! + by));
    });
    void this.#show();
    return true;
  }

  #changed(): void {
    for (const panel of this.#panels) panel.prepare();
    for (const curve of this.#curves) curve.show(this.#view.threshold);
    this.#moved();
    this.#remember();
  }

  #windowed(): void {
    for (const panel of this.#panels) panel.prepareImage();
    this.#moved();
  }

  #moved(): void {
    for (const panel of this.#panels) panel.draw();
    this.#bar.follow();
    this.dataset["zoom"] = this.#view.zoom.toFixed(2);
    this.dataset["cursor"] = this.#view.cursor.join(",");
    const { measure } = this.#view;
    const over = this.#panels.find((panel) => (measure ? panel.base?.plane === measure.plane : panel.canvas.matches(":hover"))) ?? this.#panels[0];
    this.#words.textContent = over?.words() || "\u00a0";
  }

  #remember(): void {
    const { mode, tool, image, reference, prediction } = this.#view;
    sessionStorage.setItem(remembered, JSON.stringify({ mode, tool, image, reference, prediction }));
  }

  /** Layers stay as they were when the reader goes on to the next case. */
  #recall(): void {
    try {
      Object.assign(this.#view, JSON.parse(sessionStorage.getItem(remembered) ?? "{}"));
    } catch {
      sessionStorage.removeItem(remembered);
    }
  }
}

function describe(file: Picture): string {
  const [z, y, x] = [0, 1, 2].map((axis) => file.spacing[2 - file.axes.indexOf(axis as 0 | 1 | 2)]!).reverse();
  const mm = (value: number) => String(Number(value.toPrecision(4)));
  const [width, height, depth] = file.size;
  const isVolume = file.planes.length > 1 || depth > 1;
  const size = isVolume ? `${width}×${height}×${depth}` : `${width}×${height}`;
  const spacing = file.hasSpacing ? ` · ${(isVolume ? [x!, y!, z!] : [x!, y!]).map(mm).join("×")} mm` : "";
  return `${size}${spacing}${file.orientation ? ` · ${file.orientation}` : ""}`;
}

customElements.define("umul-case", UmulCase);
