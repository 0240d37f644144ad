// One drawing, two papers: the canvas on screen and the SVG that is saved are drawn by the same calls.

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly alpha?: number;
  readonly dash?: readonly number[];
}

export interface TextStyle {
  readonly colour: string;
  readonly size: number;
  readonly align: "left" | "center" | "right";
  readonly bold?: boolean;
}

export type MarkKind = "nan" | "above" | "below" | "dot";

export interface Pen {
  /** A line through the points; a NaN breaks it, a point alone between breaks is a dot. */
  line(xs: ArrayLike<number>, ys: ArrayLike<number>, stroke: Stroke): void;
  /** The area between two curves over the same xs. */
  area(xs: ArrayLike<number>, low: ArrayLike<number>, high: ArrayLike<number>, colour: string, alpha: number): void;
  rectangle(x: number, y: number, width: number, height: number, colour: string, alpha: number): void;
  text(x: number, y: number, text: string, style: TextStyle): void;
  mark(kind: MarkKind, x: number, y: number, colour: string, size: number): void;
  clipped(x: number, y: number, width: number, height: number, draw: () => void): void;
}

const font = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans KR', sans-serif";

export class CanvasPen implements Pen {
  constructor(private readonly context: CanvasRenderingContext2D) {}

  line(xs: ArrayLike<number>, ys: ArrayLike<number>, stroke: Stroke): void {
    const c = this.context;
    c.globalAlpha = stroke.alpha ?? 1;
    c.strokeStyle = stroke.colour;
    c.lineWidth = stroke.width;
    c.lineJoin = "round";
    c.setLineDash(stroke.dash ? [...stroke.dash] : []);
    c.beginPath();
    eachStretch(xs, ys, (from, to) => {
      if (to - from === 1) {
        c.moveTo(xs[from]! + stroke.width, ys[from]!);
        c.arc(xs[from]!, ys[from]!, stroke.width, 0, 2 * Math.PI);
        return;
      }
      c.moveTo(xs[from]!, ys[from]!);
      for (let i = from + 1; i < to; i++) c.lineTo(xs[i]!, ys[i]!);
    });
    c.stroke();
    c.setLineDash([]);
    c.globalAlpha = 1;
  }

  area(xs: ArrayLike<number>, low: ArrayLike<number>, high: ArrayLike<number>, colour: string, alpha: number): void {
    const c = this.context;
    c.globalAlpha = alpha;
    c.fillStyle = colour;
    c.beginPath();
    eachStretch(xs, low, (from, to) => {
      c.moveTo(xs[from]!, high[from]!);
      for (let i = from + 1; i < to; i++) c.lineTo(xs[i]!, high[i]!);
      for (let i = to - 1; i >= from; i--) c.lineTo(xs[i]!, low[i]!);
      c.closePath();
    });
    c.fill();
    c.globalAlpha = 1;
  }

  rectangle(x: number, y: number, width: number, height: number, colour: string, alpha: number): void {
    this.context.globalAlpha = alpha;
    this.context.fillStyle = colour;
    this.context.fillRect(x, y, width, height);
    this.context.globalAlpha = 1;
  }

  text(x: number, y: number, text: string, style: TextStyle): void {
    const c = this.context;
    c.font = `${style.bold ? "600 " : ""}${style.size}px ${font}`;
    c.textAlign = style.align;
    c.textBaseline = "alphabetic";
    c.fillStyle = style.colour;
    c.fillText(text, x, y);
  }

  mark(kind: MarkKind, x: number, y: number, colour: string, size: number): void {
    const c = this.context;
    c.fillStyle = c.strokeStyle = colour;
    c.lineWidth = 1.5;
    c.beginPath();
    if (kind === "dot") {
      c.arc(x, y, size, 0, 2 * Math.PI);
      c.fill();
      return;
    }
    const [first, ...rest] = markOutline(kind, x, y, size);
    c.moveTo(first![0], first![1]);
    rest.forEach(([px, py], i) => (kind === "nan" && i === 1 ? c.moveTo(px, py) : c.lineTo(px, py)));
    if (kind === "nan") c.stroke();
    else c.fill();
  }

  clipped(x: number, y: number, width: number, height: number, draw: () => void): void {
    this.context.save();
    this.context.beginPath();
    this.context.rect(x, y, width, height);
    this.context.clip();
    draw();
    this.context.restore();
  }
}

export class SvgPen implements Pen {
  readonly #parts: string[] = [];
  #clips = 0;

  constructor(private readonly width: number, private readonly height: number) {}

  toString(): string {
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}" ` +
      `font-family="${font}">${this.#parts.join("")}</svg>`
    );
  }

  line(xs: ArrayLike<number>, ys: ArrayLike<number>, stroke: Stroke): void {
    let path = "";
    eachStretch(xs, ys, (from, to) => {
      if (to - from === 1) {
        this.mark("dot", xs[from]!, ys[from]!, stroke.colour, stroke.width);
        return;
      }
      for (let i = from; i < to; i++) path += `${i === from ? "M" : "L"}${short(xs[i]!)} ${short(ys[i]!)}`;
    });
    const dash = stroke.dash?.length ? ` stroke-dasharray="${stroke.dash.join(" ")}"` : "";
    if (path) this.#parts.push(`<path d="${path}" fill="none" stroke="${escape(stroke.colour)}" stroke-width="${stroke.width}" stroke-opacity="${stroke.alpha ?? 1}" stroke-linejoin="round"${dash}/>`);
  }

  area(xs: ArrayLike<number>, low: ArrayLike<number>, high: ArrayLike<number>, colour: string, alpha: number): void {
    let path = "";
    eachStretch(xs, low, (from, to) => {
      for (let i = from; i < to; i++) path += `${i === from ? "M" : "L"}${short(xs[i]!)} ${short(high[i]!)}`;
      for (let i = to - 1; i >= from; i--) path += `L${short(xs[i]!)} ${short(low[i]!)}`;
      path += "Z";
    });
    if (path) this.#parts.push(`<path d="${path}" fill="${escape(colour)}" fill-opacity="${alpha}"/>`);
  }

  rectangle(x: number, y: number, width: number, height: number, colour: string, alpha: number): void {
    this.#parts.push(`<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" fill="${escape(colour)}" fill-opacity="${alpha}"/>`);
  }

  text(x: number, y: number, text: string, style: TextStyle): void {
    const anchor = style.align === "left" ? "start" : style.align === "right" ? "end" : "middle";
    const weight = style.bold ? ` font-weight="600"` : "";
    this.#parts.push(`<text x="${short(x)}" y="${short(y)}" font-size="${style.size}" text-anchor="${anchor}"${weight} fill="${escape(style.colour)}">${escape(text)}</text>`);
  }

  mark(kind: MarkKind, x: number, y: number, colour: string, size: number): void {
    if (kind === "dot") {
      this.#parts.push(`<circle cx="${short(x)}" cy="${short(y)}" r="${size}" fill="${escape(colour)}"/>`);
      return;
    }
    const points = markOutline(kind, x, y, size);
    const path = points.map(([px, py], i) => `${i === 0 || (kind === "nan" && i === 2) ? "M" : "L"}${short(px)} ${short(py)}`).join("");
    const paint = kind === "nan" ? `fill="none" stroke="${escape(colour)}" stroke-width="1.5"` : `fill="${escape(colour)}"`;
    this.#parts.push(`<path d="${path}" ${paint}/>`);
  }

  clipped(x: number, y: number, width: number, height: number, draw: () => void): void {
    const id = `clip${++this.#clips}`;
    this.#parts.push(`<clipPath id="${id}"><rect x="${x}" y="${y}" width="${width}" height="${height}"/></clipPath><g clip-path="url(#${id})">`);
    draw();
    this.#parts.push("</g>");
  }
}

/** A cross for NaN, triangles that point off the chart for the infinities. */
function markOutline(kind: MarkKind, x: number, y: number, size: number): [number, number][] {
  if (kind === "nan") return [[x - size, y - size], [x + size, y + size], [x - size, y + size], [x + size, y - size]];
  const tip = kind === "above" ? y - size : y + size;
  const base = kind === "above" ? y + size : y - size;
  return [[x - size, base], [x + size, base], [x, tip]];
}

function eachStretch(xs: ArrayLike<number>, ys: ArrayLike<number>, visit: (from: number, to: number) => void): void {
  let from = -1;
  for (let i = 0; i <= xs.length; i++) {
    const solid = i < xs.length && Number.isFinite(ys[i]) && Number.isFinite(xs[i]);
    if (solid && from < 0) from = i;
    if (!solid && from >= 0) {
      visit(from, i);
      from = -1;
    }
  }
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
