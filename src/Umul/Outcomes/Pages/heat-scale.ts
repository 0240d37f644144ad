// Colours of a heat map: cividis, which readers of every colour vision see in the same order; bright is better.
import { clamp } from "../../Web/islands/dom.ts";
import { themeColour } from "../../Web/islands/run-colours.ts";

const stops = 6;

export class HeatScale {
  #stops: [number, number, number][] = [];
  #line = "";
  #faint = "";

  constructor(readonly range: readonly [number, number], readonly sign: number) {}

  /** Takes the colours of the theme that is on now. */
  read(): void {
    this.#stops = Array.from({ length: stops }, (_, i) => rgb(themeColour(`--heat-${i + 1}`)));
    this.#line = themeColour("--danger");
    this.#faint = themeColour("--border-strong");
  }

  colour(value: number): string {
    const at = this.#place(value) * (stops - 1);
    const below = Math.min(stops - 2, Math.floor(at));
    const [from, to, share] = [this.#stops[below]!, this.#stops[below + 1]!, at - below];
    return `rgb(${from.map((v, i) => Math.round(v + (to[i]! - v) * share)).join(" ")})`;
  }

  /** Black or white, whichever is read more easily on the value's colour. */
  ink(value: number): string {
    return this.#place(value) > 0.5 ? "#000000" : "#ffffff";
  }

  /** A value that is undefined: outlined, and crossed out. */
  undefinedCell(c: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
    c.strokeStyle = this.#line;
    c.lineWidth = 1;
    c.beginPath();
    c.rect(x + 0.5, y + 0.5, Math.max(1, width - 1), height - 1);
    c.moveTo(x + 1, y + height - 1);
    c.lineTo(x + width - 1, y + 1);
    c.stroke();
  }

  /** Not evaluated: a dot. */
  missing(c: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
    c.fillStyle = this.#faint;
    c.fillRect(x + width / 2 - 1, y + height / 2 - 1, 2, 2);
  }

  /** The colours from left (worse or low) to right, for a legend. */
  gradient(): string {
    return `linear-gradient(90deg, ${Array.from({ length: stops }, (_, i) => `var(--heat-${i + 1})`).join(", ")})`;
  }

  #place(value: number): number {
    const [low, high] = this.range;
    const share = clamp((value - low) / (high - low), 0, 1);
    return this.sign < 0 ? 1 - share : share;
  }
}

function rgb(colour: string): [number, number, number] {
  const number = parseInt(colour.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}
