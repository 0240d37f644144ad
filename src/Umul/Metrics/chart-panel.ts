// One chart of one metric key: builds itself when scrolled near, loads what it lacks, follows the shared view.
import { clamp, h, oncePerFrame } from "../Web/islands/dom.ts";
import { isAbort } from "../Web/islands/http.ts";
import { lookOf, themeColour } from "../Web/islands/run-colours.ts";
import { runSet } from "../Web/islands/run-set.ts";
import { formatValue, t } from "../Web/islands/texts.ts";
import { ChartData, idsOf, type Subject } from "./chart-data.ts";
import { exportMenu } from "./chart-export.ts";
import { draw, type DrawnCurve, type Figure, layOut, type Theme } from "./chart-figure.ts";
import { notesOf, olderSwitch } from "./chart-notes.ts";
import { listenForGestures, onPoint, point, type Pointing } from "./chart-pointer.ts";
import { drawStrip, isStrip, layOutStrip, rowAtHeight, type Strip } from "./chart-strip.ts";
import { fillRows, fillTooltip, formatX, nearestRow, rowsAt } from "./chart-tooltip.ts";
import { chartView } from "./chart-view.ts";
import { CanvasPen } from "./pens.ts";

/** What the panel draws, and under which names and colours. */
export interface Cast {
  readonly subject: Subject;
  nameOf(id: string): string;
  numberOf(id: string): number;
}

const minimumZoomPx = 5;

export class ChartPanel {
  readonly element: HTMLElement;
  #body: PanelBody | null = null;
  #near = false;
  #dirty = true;
  #stale = new Set<string>();
  readonly #data = new ChartData();
  #cast: Cast | null = null;

  constructor(readonly key: string, private readonly directionOf: () => -1 | 0 | 1) {
    this.element = h("section", { className: "chart-panel", dataset: { key } });
    this.element.setAttribute("aria-label", key);
  }

  set near(near: boolean) {
    if (this.#near === near) return;
    this.#near = near;
    if (near) {
      this.#body ??= new PanelBody(this.key, this.element, this.#data, this.directionOf);
      this.#refresh();
    } else {
      // A canvas far off screen costs memory and shows nothing.
      this.#data.abort();
      this.#body?.dispose();
      this.#body = null;
      this.#dirty = true;
    }
  }

  /** The runs, the grouping or the view changed. */
  show(cast: Cast): void {
    this.#cast = cast;
    this.#dirty = true;
    this.#refresh();
  }

  /** These runs have new points of this key. */
  grew(runs: Iterable<string>): void {
    for (const run of runs) this.#stale.add(run);
    this.#dirty = true;
    this.#refresh();
  }

  redraw(): void {
    this.#body?.redraw();
  }

  #refresh(): void {
    if (!this.#near || !this.#dirty || !this.#cast || !this.#body) return;
    this.#dirty = false;
    const stale = this.#stale;
    this.#stale = new Set();
    void this.#body.show(this.#cast, stale.size > 0 ? stale : null);
  }
}

class PanelBody {
  readonly #plot: HTMLElement;
  readonly #canvas = h("canvas");
  readonly #overlay = h("canvas", { tabIndex: 0 });
  readonly #tooltip = h("div", { className: "chart-tooltip", hidden: true });
  readonly #note = h("p", { className: "chart-note" });
  readonly #logButton: HTMLButtonElement;
  readonly #stops: (() => void)[] = [];
  readonly #resize: ResizeObserver;
  readonly redraw = oncePerFrame(() => this.#draw());
  #figure: Figure | null = null;
  /** Instead of the figure, where there is one value a run. */
  #strip: Strip | null = null;
  #drawn: readonly DrawnCurve[] = [];
  #overStrip = false;
  #cast: Cast | null = null;
  #drag: [number, number] | null = null;
  #pointing: Pointing | null = null;
  #pointerY = 0;

  constructor(private readonly metric: string, private readonly root: HTMLElement, private readonly data: ChartData, private readonly directionOf: () => -1 | 0 | 1) {
    this.#logButton = h("button", { type: "button", className: "chart-button", title: t("chartsLogY"), onclick: () => chartView.toggleLogYOf(metric) }, "log");
    const wide = h("button", { type: "button", className: "chart-button", title: t("chartsWide"), "aria-label": t("chartsWide"), onclick: () => this.#toggleWide() }, "⤢");
    this.#plot = h("div", { className: "chart-plot" }, this.#canvas, this.#overlay, this.#tooltip);
    const menu = exportMenu(metric, () => ({ figure: this.#figure, strip: this.#strip, notes: this.#notes(), subject: this.#cast?.subject ?? { runs: [], groups: [] }, nameOf: (id) => this.#cast?.nameOf(id) ?? id }));
    root.replaceChildren(h("header", {}, h("h3", { title: metric }, metric), this.#logButton, wide, menu), this.#plot, this.#note);
    this.#overlay.setAttribute("role", "img");
    listenForGestures(this.#overlay, this);
    this.#resize = new ResizeObserver(() => this.redraw());
    this.#resize.observe(this.#plot);
    this.#stops.push(onPoint((pointing) => this.#pointed(pointing)));
    this.#stops.push(runSet.watch((event) => event === "hover" && this.redraw()));
  }

  dispose(): void {
    this.#resize.disconnect();
    for (const stop of this.#stops) stop();
    this.root.replaceChildren();
  }

  async show(cast: Cast, stale: ReadonlySet<string> | null): Promise<void> {
    this.#cast = cast;
    this.redraw();
    const pixels = clamp(Math.ceil((this.#plot.clientWidth || 400) / 100) * 100, 200, 2000);
    const plain = { key: this.metric, x: chartView.x, pixels, logX: chartView.logX, older: chartView.older };
    try {
      await this.data.load(plain, cast.subject, chartView.zoom, stale);
      delete this.root.dataset["error"];
      this.root.dataset["loaded"] = "";
    } catch (error) {
      if (isAbort(error)) return;
      this.root.dataset["error"] = "";
      this.#note.textContent = t("chartsFailed", { reason: (error as Error).message });
      return;
    }
    this.redraw();
  }

  // Gestures

  hover(at: { x: number; y: number } | null): void {
    if (this.#strip) {
      this.#overStrip = at !== null;
      point(null);
      runSet.hover(at ? (rowAtHeight(this.#strip, at.y)?.drawn.curve.id ?? null) : null);
      this.#drawOverlay();
      return;
    }
    const figure = this.#figure;
    if (!figure || this.#drag) return;
    if (!at || at.x < figure.x.startPx - 4 || at.x > figure.x.endPx + 4) {
      point(null);
      runSet.hover(null);
      return;
    }
    const x = figure.x.value(clamp(at.x, figure.x.startPx, figure.x.endPx));
    this.#pointerY = at.y;
    const nearest = nearestRow(rowsAt(figure, x), at.y);
    point({ panel: this, x });
    runSet.hover(nearest?.drawn.curve.id ?? null);
  }

  drag(fromPx: number, toPx: number, done: boolean): void {
    const figure = this.#figure;
    if (!figure) return;
    const [low, high] = [Math.min(fromPx, toPx), Math.max(fromPx, toPx)].map((v) => clamp(v, figure.x.startPx, figure.x.endPx)) as [number, number];
    this.#drag = done || fromPx === toPx ? null : [low, high];
    if (done && high - low >= minimumZoomPx) chartView.zoom = [figure.x.value(low), figure.x.value(high)];
    this.#drawOverlay();
  }

  reset(): void {
    chartView.zoom = null;
  }

  key(name: string): boolean {
    if (this.#strip) return this.#keyOnStrip(this.#strip, name);
    const figure = this.#figure;
    if (!figure) return false;
    const at = this.#pointing ? figure.x.px(this.#pointing.x) : (figure.x.startPx + figure.x.endPx) / 2;
    if (name === "ArrowLeft" || name === "ArrowRight") this.hover({ x: clamp(at + (name === "ArrowLeft" ? -6 : 6), figure.x.startPx, figure.x.endPx), y: this.#pointerY });
    else if (name === "ArrowUp" || name === "ArrowDown") this.hover({ x: at, y: this.#neighbourY(name === "ArrowUp" ? -1 : 1) });
    else if (name === "+" || name === "=") {
      const reach = (figure.x.endPx - figure.x.startPx) / 4;
      this.drag(Math.max(figure.x.startPx, at - reach), Math.min(figure.x.endPx, at + reach), true);
    } else if (name === "0" || name === "-") this.reset();
    else if (name === "Escape") this.hover(null);
    else return false;
    return true;
  }

  #keyOnStrip({ rows }: Strip, name: string): boolean {
    if (name === "Escape") this.hover(null);
    else if (name === "ArrowUp" || name === "ArrowDown") {
      const at = rows.findIndex((row) => row.drawn.curve.id === runSet.hovered);
      this.hover({ x: 0, y: rows[at < 0 ? 0 : clamp(at + (name === "ArrowUp" ? -1 : 1), 0, rows.length - 1)]!.py });
    } else return false;
    return true;
  }

  #neighbourY(direction: number): number {
    if (!this.#figure || !this.#pointing) return this.#pointerY;
    const rows = rowsAt(this.#figure, this.#pointing.x);
    const at = rows.findIndex((row) => row.drawn.curve.id === runSet.hovered);
    return rows[clamp(at + direction, 0, rows.length - 1)]?.py ?? this.#pointerY;
  }

  #toggleWide(): void {
    this.root.toggleAttribute("data-wide");
    this.redraw();
  }

  // Drawing

  #curves(): DrawnCurve[] {
    if (!this.#cast) return [];
    const strength = chartView.smoothing;
    const drawn: DrawnCurve[] = [];
    const ids = idsOf(this.#cast.subject);
    for (const id of ids) {
      const curve = this.data.curve(id, chartView.zoom);
      if (!curve || (curve.x.length === 0 && curve.odd.length === 0)) continue;
      drawn.push({ curve, label: this.#cast.nameOf(id), ...lookOf(this.#cast.numberOf(id)), ...(ids.length === 1 ? { dash: [] } : {}), smooth: strength > 0 ? this.data.smoothed(curve, strength) : null });
    }
    return drawn;
  }

  #draw(): void {
    const width = this.#plot.clientWidth;
    const height = this.#plot.clientHeight;
    if (width === 0 || height === 0) return;
    const logY = chartView.logYOf(this.metric);
    this.#logButton.setAttribute("aria-pressed", String(logY));
    this.#drawn = this.#curves();
    const once = isStrip(this.#drawn);
    this.#strip = once ? layOutStrip(this.#drawn, { width, height, top: 8, log: logY, direction: this.directionOf() }) : null;
    this.#figure = once ? null : layOut(this.#drawn, { width, height, logX: chartView.logX, logY, xKind: chartView.xKind, range: chartView.zoom, top: 8 });
    const pen = penOn(this.#canvas, width, height);
    if (this.#strip) drawStrip(pen, this.#strip, readTheme(), runSet.hovered);
    else if (this.#figure) draw(pen, this.#figure, readTheme(), runSet.hovered);
    this.root.toggleAttribute("data-strip", once);
    const older = olderSwitch(this.#drawn);
    this.#note.replaceChildren(this.#notes().join(" · "), ...(older ? [" ", older] : []));
    this.#overlay.setAttribute("aria-label", this.#label());
    this.#drawOverlay();
  }

  #label(): string {
    const count = this.#drawn.length;
    if (this.#figure) return t("chartsPlotLabel", { key: this.metric, count, from: formatX(this.#figure.x.min, this.#figure), to: formatX(this.#figure.x.max, this.#figure) });
    const rows = this.#strip?.rows ?? [];
    return t("chartsStripLabel", { key: this.metric, count, first: formatValue(rows[0]?.value), last: formatValue(rows.at(-1)?.value) });
  }

  #notes(): string[] {
    if (!this.#cast) return [];
    return notesOf({
      curves: this.#drawn,
      strip: this.#strip !== null ? this.directionOf() : null,
      logX: chartView.logX,
      logY: chartView.logYOf(this.metric),
      binWidth: this.data.binWidth,
      runsAsked: this.#cast.subject.runs.length,
      grouped: this.#cast.subject.groups.length > 0,
    });
  }

  #pointed(pointing: Pointing | null): void {
    this.#pointing = pointing;
    this.#drawOverlay();
  }

  #drawOverlay(): void {
    const figure = this.#figure;
    if (this.#strip) this.#pointAtStrip(this.#strip);
    if (!figure) return;
    const pen = penOn(this.#overlay, figure.width, figure.height);
    const theme = readTheme();
    if (this.#drag) pen.rectangle(this.#drag[0], figure.y.endPx, this.#drag[1] - this.#drag[0], figure.y.startPx - figure.y.endPx, theme.ink, 0.15);
    const at = this.#pointing ? figure.x.px(this.#pointing.x) : NaN;
    if (!this.#pointing || !(at >= figure.x.startPx - 1 && at <= figure.x.endPx + 1)) {
      this.#tooltip.hidden = true;
      return;
    }
    const rows = rowsAt(figure, this.#pointing.x);
    pen.rectangle(Math.round(at), figure.y.endPx, 1, figure.y.startPx - figure.y.endPx, theme.quiet, 0.8);
    for (const row of rows) if (Number.isFinite(row.py)) pen.mark("dot", row.px, row.py, row.drawn.colour, row.drawn.curve.id === runSet.hovered ? 4.5 : 2.5);
    this.#tooltip.hidden = rows.length === 0;
    if (rows.length === 0) return;
    const own = this.#pointing.panel === this;
    fillTooltip(this.#tooltip, figure, rows, runSet.hovered, own ? 10 : 4, this.#pointing.x);
    const room = this.#tooltip.offsetWidth + 14;
    const left = at + room <= figure.width || at < figure.width / 2 ? Math.min(at + 14, figure.width - room + 12) : at - room;
    this.#tooltip.style.setProperty("left", `${Math.max(2, left)}px`);
  }

  #pointAtStrip(strip: Strip): void {
    penOn(this.#overlay, strip.width, strip.height);
    const row = this.#overStrip ? strip.rows.find((r) => r.drawn.curve.id === runSet.hovered) : undefined;
    this.#tooltip.hidden = row === undefined;
    if (!row) return;
    const px = strip.values.px(row.value);
    fillRows(this.#tooltip, formatX(row.drawn.curve.x[0]!, { x: { kind: chartView.xKind } }), strip.rows.map((r) => ({ ...r, index: 0, px, py: r.py })), row.drawn.curve.id, 10);
    const room = this.#tooltip.offsetWidth + 14;
    this.#tooltip.style.setProperty("left", `${Math.max(2, px > strip.width / 2 ? px - room : px + 14)}px`);
  }
}

export function penOn(canvas: HTMLCanvasElement, width: number, height: number): CanvasPen {
  const ratio = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const context = canvas.getContext("2d")!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return new CanvasPen(context);
}

export function readTheme(): Theme {
  return {
    ink: themeColour("--text"),
    quiet: themeColour("--chart-axis"),
    grid: themeColour("--chart-grid"),
    paper: themeColour("--surface"),
  };
}
