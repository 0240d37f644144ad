// A chart as PNG, SVG and CSV. The figure stands alone: title, legend and notes come with it; the CSV holds every point.
import { announce, h, saveFile } from "../Web/islands/dom.ts";
import { postForBlob } from "../Web/islands/http.ts";
import { menuButton } from "../Web/islands/menu.ts";
import { t } from "../Web/islands/texts.ts";
import type { Subject } from "./chart-data.ts";
import { draw, type Figure, layOut, type Theme } from "./chart-figure.ts";
import { chartView } from "./chart-view.ts";
import { drawStrip, layOutStrip, type Strip } from "./chart-strip.ts";
import { CanvasPen, type Pen, SvgPen } from "./pens.ts";

export interface Exported {
  readonly figure: Figure | null;
  readonly strip: Strip | null;
  readonly notes: readonly string[];
  readonly subject: Subject;
  nameOf(id: string): string;
}

const width = 800;
const plotHeight = 420;
const legendRow = 18;
const scale = 2;
/** Saved figures go into papers: black on white in either theme. */
const paper: Theme = { ink: "#111", quiet: "#555", grid: "#e6e6e6", paper: "#fff" };

export function exportMenu(key: string, current: () => Exported): HTMLElement {
  const guard = (action: (exported: Exported, sheet: Sheet) => Promise<void> | void) => async () => {
    const exported = current();
    const sheet = sheetOf(key, exported);
    try {
      if (sheet) await action(exported, sheet);
    } catch (error) {
      announce(t("chartsFailed", { reason: (error as Error).message }));
    }
  };
  return menuButton("⋯", t("chartsExport"), () => [
    { label: t("chartsCopyPng"), run: guard(async (_, sheet) => copyPng(await pngOf(sheet))) },
    { label: t("chartsSavePng"), run: guard(async (_, sheet) => saveFile(fileName(key, "png"), await pngOf(sheet))) },
    { label: t("chartsSaveSvg"), run: guard((_, sheet) => saveFile(fileName(key, "svg"), new Blob([svgOf(sheet)], { type: "image/svg+xml" }))) },
    { label: t("chartsSaveCsv"), run: guard(async (e) => saveFile(fileName(key, "csv"), await csvOf(key, e))) },
  ]);
}

/** A chart as it stands alone on paper. */
interface Sheet {
  readonly height: number;
  draw(pen: Pen): void;
}

function sheetOf(key: string, { figure, strip, notes }: Exported): Sheet | null {
  if (strip) {
    const height = 40 + Math.max(4, strip.rows.length) * legendRow + 30 + notes.length * 15;
    return { height, draw: (pen) => drawStripAlone(pen, key, strip, notes, height) };
  }
  return figure ? { height: heightOf(figure, notes), draw: (pen) => drawAlone(pen, key, figure, notes) } : null;
}

function svgOf(sheet: Sheet): string {
  const pen = new SvgPen(width, sheet.height);
  sheet.draw(pen);
  return pen.toString();
}

async function pngOf(sheet: Sheet): Promise<Blob> {
  const canvas = h("canvas", { width: width * scale, height: sheet.height * scale });
  const context = canvas.getContext("2d")!;
  context.scale(scale, scale);
  sheet.draw(new CanvasPen(context));
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("canvas"))), "image/png"));
}

async function copyPng(png: Blob): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
  announce(t("chartsCopied"));
}

function csvOf(key: string, { subject, nameOf }: Exported): Promise<Blob> {
  const zoom = chartView.zoom;
  return postForBlob("api/charts/csv", { key, x: chartView.x, from: zoom?.[0] ?? null, to: zoom?.[1] ?? null, runs: subject.runs, groups: subject.groups.map((group) => ({ key: nameOf(group.key), runs: group.runs })) });
}

function heightOf(figure: Figure, notes: readonly string[]): number {
  return plotHeight + Math.ceil(figure.curves.length / 2) * legendRow + notes.length * 15 + 24;
}

function drawAlone(pen: Pen, key: string, figure: Figure, notes: readonly string[]): void {
  pen.rectangle(0, 0, width, heightOf(figure, notes), paper.paper, 1);
  pen.text(16, 24, key, { colour: paper.ink, size: 16, align: "left", bold: true });
  const alone = layOut(figure.curves, { width: width - 10, height: plotHeight, logX: figure.x.log, logY: figure.y.log, xKind: figure.x.kind, range: [figure.x.min, figure.x.max], top: 40 });
  draw(pen, alone, paper, null);
  figure.curves.forEach((drawn, i) => {
    const x = 52 + (i % 2) * 370;
    const y = plotHeight + 16 + Math.floor(i / 2) * legendRow;
    pen.line([x, x + 22], [y - 4, y - 4], { colour: drawn.colour, width: 2, dash: drawn.dash });
    pen.text(x + 28, y, drawn.label.length > 46 ? `${drawn.label.slice(0, 45)}…` : drawn.label, { colour: paper.ink, size: 12, align: "left" });
  });
  const under = plotHeight + Math.ceil(figure.curves.length / 2) * legendRow + 20;
  notes.forEach((note, i) => pen.text(52, under + i * 15, note, { colour: paper.quiet, size: 11, align: "left" }));
}

function drawStripAlone(pen: Pen, key: string, strip: Strip, notes: readonly string[], height: number): void {
  pen.rectangle(0, 0, width, height, paper.paper, 1);
  pen.text(16, 24, key, { colour: paper.ink, size: 16, align: "left", bold: true });
  const under = notes.length * 15 + 8;
  const direction = strip.rows.length > 1 && strip.rows[0]!.value < strip.rows.at(-1)!.value ? -1 : 1;
  drawStrip(pen, layOutStrip(strip.rows.map((row) => row.drawn), { width, height: height - under, top: 40, log: strip.values.log, direction }), paper, null);
  notes.forEach((note, i) => pen.text(16, height - under + 8 + i * 15, note, { colour: paper.quiet, size: 11, align: "left" }));
}

function fileName(key: string, extension: string): string {
  return `${key.replace(/[^\p{L}\p{N}._-]+/gu, "_")}.${extension}`;
}
