// The heat map: cases down, runs or ideas across. Only the rows in sight are drawn, so its size does not matter.
import { clamp, h, oncePerFrame } from "../../Web/islands/dom.ts";
import { lookOf, onThemeChange, themeColour } from "../../Web/islands/run-colours.ts";
import { formatValue, t } from "../../Web/islands/texts.ts";
import type { CasesModel, Column } from "./cases-model.ts";
import { HeatScale } from "./heat-scale.ts";

const rowHeight = 20;
const headHeight = 112;
/** Room for the name of the last column, which leans to the right. */
const slant = 40;
const font = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans KR', sans-serif";

interface Frame {
  readonly names: number;
  readonly numbers: number;
  readonly cell: number;
}

export interface HeatEvents {
  readonly open: (at: number, column: Column | null, beside: boolean) => void;
  readonly sort: (column: Column) => void;
}

export class CasesHeat {
  readonly element: HTMLElement;
  readonly #canvas = h("canvas", { className: "cases-canvas" });
  readonly #space = h("div", { className: "cases-space" });
  readonly #tip = h("div", { className: "cases-tip", role: "status", "aria-live": "polite", hidden: true });
  readonly #draw = oncePerFrame(() => this.#paint());
  #model!: CasesModel;
  #scale!: HeatScale;
  #order: readonly number[] = [];
  #sort = "";
  #cursor: { row: number; column: number } | null = null;

  constructor(private readonly events: HeatEvents) {
    this.#space.append(this.#canvas);
    this.element = h("div", { className: "cases-heat", tabIndex: 0, role: "application" }, this.#space);
    this.element.addEventListener("scroll", this.#draw, { passive: true });
    this.element.addEventListener("keydown", (e) => this.#key(e));
    this.#canvas.addEventListener("pointermove", (e) => this.#point(e));
    this.#canvas.addEventListener("pointerleave", () => this.#leave());
    this.#canvas.addEventListener("click", (e) => this.#click(e));
    new ResizeObserver(this.#draw).observe(this.element);
    onThemeChange(this.#draw);
    document.body.append(this.#tip);
  }

  /** Shows these cases, in this order. */
  show(model: CasesModel, order: readonly number[], sort: string): void {
    [this.#model, this.#order, this.#sort] = [model, order, sort];
    this.#scale = new HeatScale(model.range, model.sign);
    this.#cursor = null;
    this.#tip.hidden = true;
    const height = headHeight + order.length * rowHeight + 1;
    this.#space.style.height = `${height}px`;
    this.element.style.setProperty("--cases-height", `${height + 2}px`);
    this.element.setAttribute("aria-label", t("casesMap", { cases: order.length, columns: model.columns.length }));
    this.element.dataset["rows"] = order.map((at) => model.answer.cases[at]).slice(0, 50).join(" ");
    this.#draw();
  }

  get #frame(): Frame {
    const width = this.element.clientWidth;
    const names = clamp(width * 0.24, 72, 150);
    const numbers = width < 520 ? 48 : 108;
    return { names, numbers, cell: clamp((width - names - numbers - slant) / this.#model.columns.length, 3, 84) };
  }

  #paint(): void {
    const width = this.element.clientWidth;
    const height = this.element.clientHeight;
    if (!this.#model || width === 0) return;
    const ratio = devicePixelRatio || 1;
    if (this.#canvas.width !== Math.round(width * ratio) || this.#canvas.height !== Math.round(height * ratio)) {
      this.#canvas.width = Math.round(width * ratio);
      this.#canvas.height = Math.round(height * ratio);
      this.#canvas.style.width = `${width}px`;
      this.#canvas.style.height = `${height}px`;
    }
    const c = this.#canvas.getContext("2d")!;
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.fillStyle = themeColour("--surface");
    c.fillRect(0, 0, width, height);
    this.#scale.read();
    const frame = this.#frame;
    this.#rows(c, frame, height);
    c.fillStyle = themeColour("--surface");
    c.fillRect(0, 0, width, headHeight);
    this.#head(c, frame);
  }

  #rows(c: CanvasRenderingContext2D, frame: Frame, height: number): void {
    const top = this.element.scrollTop;
    const first = Math.max(0, Math.floor(top / rowHeight));
    const last = Math.min(this.#order.length - 1, Math.ceil((top + height - headHeight) / rowHeight));
    const [text, faint] = [themeColour("--text"), themeColour("--text-3")];
    const gap = frame.cell > 8 ? 1 : 0;
    c.textBaseline = "middle";
    c.font = `12px ${font}`;
    for (let row = first; row <= last; row++) {
      const at = this.#order[row]!;
      const y = headHeight + row * rowHeight - top;
      c.fillStyle = text;
      c.textAlign = "left";
      c.fillText(fit(c, this.#model.answer.cases[at]!, frame.names - 10), 4, y + rowHeight / 2);
      c.textAlign = "right";
      c.fillText(short(this.#model.means[at]!), frame.names + 42, y + rowHeight / 2);
      if (frame.numbers > 60) {
        c.fillStyle = faint;
        c.fillText(short(this.#model.spreads[at]!), frame.names + 98, y + rowHeight / 2);
      }
      this.#model.columns.forEach((column, i) => this.#cell(c, column, at, { x: frame.names + frame.numbers + i * frame.cell, y, width: frame.cell - gap }));
    }
    if (this.#cursor) this.#outline(c, frame, top);
  }

  #cell(c: CanvasRenderingContext2D, column: Column, at: number, box: { x: number; y: number; width: number }): void {
    const value = column.values[at]!;
    if (Number.isNaN(value)) {
      if (this.#model.isMissing(column, at)) this.#scale.missing(c, box.x, box.y, box.width, rowHeight - 1);
      else this.#scale.undefinedCell(c, box.x, box.y, box.width, rowHeight - 1);
      return;
    }
    c.fillStyle = this.#scale.colour(value);
    c.fillRect(box.x, box.y, box.width, rowHeight - 1);
    if (box.width < 42) return;
    c.fillStyle = this.#scale.ink(value);
    c.textAlign = "center";
    c.fillText(short(value), box.x + box.width / 2, box.y + rowHeight / 2);
  }

  #outline(c: CanvasRenderingContext2D, frame: Frame, top: number): void {
    const { row, column } = this.#cursor!;
    c.strokeStyle = themeColour("--focus");
    c.lineWidth = 2;
    c.strokeRect(frame.names + frame.numbers + column * frame.cell, headHeight + row * rowHeight - top - 1, frame.cell, rowHeight + 1);
  }

  #head(c: CanvasRenderingContext2D, frame: Frame): void {
    const faint = themeColour("--text-3");
    const strong = themeColour("--text");
    c.textBaseline = "alphabetic";
    c.font = `12px ${font}`;
    c.fillStyle = faint;
    c.textAlign = "right";
    c.fillText(t("casesMean"), frame.names + 42, headHeight - 12);
    if (frame.numbers > 60) c.fillText(t("casesSpread"), frame.names + 98, headHeight - 12);
    const every = Math.max(1, Math.ceil(11 / frame.cell));
    this.#model.columns.forEach((column, i) => {
      const x = frame.names + frame.numbers + i * frame.cell;
      c.fillStyle = lookOf(column.runs[0]!.number).colour;
      c.fillRect(x, headHeight - 6, frame.cell - (frame.cell > 8 ? 1 : 0), 4);
      if (i % every > 0) return;
      c.save();
      c.translate(x + frame.cell / 2 + 4, headHeight - 10);
      c.rotate(-Math.PI / 2.6);
      c.textAlign = "left";
      c.font = `${column.key === this.#sort ? "bold " : ""}12px ${font}`;
      c.fillStyle = column.key === this.#sort ? strong : faint;
      c.fillText(fit(c, column.name, headHeight - 16), 0, 0);
      c.restore();
    });
  }

  #spot(e: MouseEvent): { row: number; column: number; inHead: boolean } {
    const box = this.#canvas.getBoundingClientRect();
    const frame = this.#frame;
    const column = Math.floor((e.clientX - box.left - frame.names - frame.numbers) / frame.cell);
    const y = e.clientY - box.top;
    return { row: Math.floor((y - headHeight + this.element.scrollTop) / rowHeight), column, inHead: y < headHeight };
  }

  #point(e: PointerEvent): void {
    const { row, column, inHead } = this.#spot(e);
    const found = this.#model.columns[column];
    this.#canvas.style.cursor = inHead ? (found ? "pointer" : "default") : this.#order[row] !== undefined ? "pointer" : "default";
    if (inHead && found) return this.#say(found.name, e.clientX, e.clientY);
    if (inHead || !found || this.#order[row] === undefined) return this.#leave();
    this.#move({ row, column });
    this.#say(this.#words(this.#order[row]!, found), e.clientX, e.clientY);
  }

  #click(e: MouseEvent): void {
    const { row, column, inHead } = this.#spot(e);
    const found = this.#model.columns[column];
    if (inHead) return found && this.events.sort(found);
    const at = this.#order[row];
    if (at !== undefined) this.events.open(at, found ?? null, e.ctrlKey || e.metaKey);
  }

  #key(e: KeyboardEvent): void {
    const step = ({ ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] } as Record<string, [number, number]>)[e.key];
    if (e.key === "Enter" && this.#cursor) this.events.open(this.#order[this.#cursor.row]!, this.#model.columns[this.#cursor.column] ?? null, false);
    if (!step || this.#order.length === 0) return;
    e.preventDefault();
    const from = this.#cursor ?? { row: -step[0], column: -step[1] };
    const cursor = { row: clamp(from.row + step[0], 0, this.#order.length - 1), column: clamp(from.column + step[1], 0, this.#model.columns.length - 1) };
    const y = cursor.row * rowHeight;
    if (y < this.element.scrollTop) this.element.scrollTop = y;
    if (y + rowHeight > this.element.scrollTop + this.element.clientHeight - headHeight) this.element.scrollTop = y + rowHeight - this.element.clientHeight + headHeight;
    this.#move(cursor);
    const box = this.#canvas.getBoundingClientRect();
    const frame = this.#frame;
    this.#say(this.#words(this.#order[cursor.row]!, this.#model.columns[cursor.column]!), box.left + frame.names + frame.numbers + (cursor.column + 1) * frame.cell, box.top + headHeight + y - this.element.scrollTop + rowHeight);
  }

  #words(at: number, column: Column): string {
    const { answer } = this.#model;
    const value = column.values[at]!;
    const unit = answer.unit ? ` ${answer.unit}` : "";
    const shown = Number.isNaN(value) ? t("casesUndefined", { reason: this.#model.reason(column, at) }) : formatValue(value) + unit;
    const line = `${answer.cases[at]!}, ${column.name}: ${shown}`;
    const of = column.runs.length > 1 ? `\n${t("casesMeanOf", { defined: column.defined[at]!, runs: column.runs.length })}` : "";
    const metadata = answer.columns.map((name, i) => `${name}: ${answer.metadata[i]![at]}`).slice(0, 6).join(" · ");
    return line + of + (metadata ? `\n${metadata}` : "");
  }

  #move(cursor: { row: number; column: number } | null): void {
    if (cursor?.row === this.#cursor?.row && cursor?.column === this.#cursor?.column) return;
    this.#cursor = cursor;
    this.#draw();
  }

  #say(text: string, x: number, y: number): void {
    if (this.#tip.textContent !== text) this.#tip.textContent = text;
    this.#tip.hidden = false;
    const width = this.#tip.offsetWidth;
    this.#tip.style.left = `${clamp(x + 12, 4, innerWidth - width - 8)}px`;
    this.#tip.style.top = `${clamp(y + 14, 4, innerHeight - this.#tip.offsetHeight - 8)}px`;
  }

  #leave(): void {
    this.#tip.hidden = true;
    this.#move(null);
  }
}

function short(value: number): string {
  if (Number.isNaN(value)) return "–";
  const size = Math.abs(value);
  return size >= 1e5 ? value.toExponential(1) : size >= 100 ? value.toFixed(0) : size >= 10 ? value.toFixed(1) : value.toFixed(3);
}

/** The text, cut in its middle if it is too long: ends of names tell runs apart. */
function fit(c: CanvasRenderingContext2D, text: string, width: number): string {
  if (c.measureText(text).width <= width) return text;
  for (let keep = text.length - 1; keep > 2; keep--) {
    const cut = `${text.slice(0, Math.ceil(keep / 2))}…${text.slice(text.length - Math.floor(keep / 2))}`;
    if (c.measureText(cut).width <= width) return cut;
  }
  return "…";
}
