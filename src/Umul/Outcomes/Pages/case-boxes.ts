// Boxes of a case: the reference's, a run's with their scores, and what became of each. Marks and line styles say it, not colour alone.
import { themeColour } from "../../Web/islands/run-colours.ts";
import { t } from "../../Web/islands/texts.ts";
import type { SharedView } from "./case-view.ts";

export interface Box {
  readonly box: readonly [number, number, number, number];
  readonly category: string;
  readonly score: number;
  readonly state: string;
  readonly overlap: number;
}

export interface CaseBoxes {
  readonly width: number;
  readonly height: number;
  readonly references: readonly Box[];
  readonly runs: readonly { readonly id: string; readonly predictions: readonly Box[]; readonly foundBy: readonly number[] }[];
  readonly notes: readonly string[];
}

/** Mark and text of each state, in the order in which they are told. */
const states: readonly (readonly [string, string, string])[] = [
  ["hit", "✓", "caseBoxHit"], ["localisation", "L", "caseBoxLocalisation"], ["wrongClass", "C", "caseBoxClass"], ["wrongClassAndLocalisation", "CL", "caseBoxBoth"],
  ["duplicate", "D", "caseBoxDuplicate"], ["background", "B", "caseBoxBackground"], ["beyondLimit", "–", "caseBoxBeyond"],
];
const marks = new Map(states.map(([state, mark]) => [state, mark]));
/** With more boxes than this, labels would hide the image. */
const mostLabels = 25;

/** The boxes of one panel. A box of a lower score never changes what became of one of a higher, so a least score only takes boxes away. */
export class BoxLayer {
  readonly #predictions: readonly Box[];
  readonly #foundBy: readonly number[];
  #labelled: [number, number, number][] = [];

  constructor(private readonly boxes: CaseBoxes, run: string) {
    const own = boxes.runs.find((r) => r.id === run);
    this.hasPredictions = own !== undefined;
    this.#predictions = own?.predictions ?? [];
    this.#foundBy = own?.foundBy ?? boxes.references.map(() => -1);
  }

  readonly hasPredictions: boolean;

  /** How many boxes are in each state, and how many of the reference's are missed, at the least score. */
  counts(score: number): { readonly byState: ReadonlyMap<string, number>; readonly missed: number } {
    const byState = new Map<string, number>();
    for (const box of this.#predictions) if (box.score >= score) byState.set(box.state, (byState.get(box.state) ?? 0) + 1);
    return { byState, missed: this.boxes.references.filter((box, i) => box.state !== "crowd" && this.#isMissed(i, score)).length };
  }

  words(score: number): string {
    const { byState, missed } = this.counts(score);
    const told = states.filter(([state]) => state === "hit" || byState.has(state)).map(([state, mark, text]) => `${mark} ${t(text, { count: byState.get(state) ?? 0 })}`);
    return [...told, `✕ ${t("caseBoxMissed", { count: missed })}`].join(" · ");
  }

  draw(c: CanvasRenderingContext2D, view: SharedView, screen: (x: number, y: number) => [number, number]): void {
    const shown = view.prediction ? this.#predictions.filter((box) => box.score >= view.score) : [];
    this.#labelled = [];
    const isLabelled = shown.length + this.boxes.references.length <= mostLabels;
    if (view.reference)
      this.boxes.references.forEach((box, i) => {
        const isMissed = this.hasPredictions && box.state !== "crowd" && this.#isMissed(i, view.score);
        this.#frame(c, box, screen, { colour: "--case-reference", dash: box.state === "crowd" ? [2, 4] : [], width: isMissed ? 3 : 1.5 });
        if (isMissed) this.#label(c, `✕ ${isLabelled ? box.category : ""}`, screen(box.box[0] + box.box[2], box.box[1] + box.box[3]), "--case-reference", "end");
      });
    for (const box of shown) {
      const isHit = box.state === "hit";
      const colour = isHit ? "--case-prediction" : "--case-wrong";
      this.#frame(c, box, screen, { colour, dash: isHit ? [] : [6, 3], width: 2 });
      const text = isLabelled ? `${marks.get(box.state) ?? ""} ${box.category} ${box.score.toFixed(2)}` : (marks.get(box.state) ?? "");
      this.#label(c, text, screen(box.box[0], box.box[1]), colour, "start");
    }
  }

  #isMissed(reference: number, score: number): boolean {
    const by = this.#foundBy[reference]!;
    return by < 0 || this.#predictions[by]!.score < score;
  }

  #frame(c: CanvasRenderingContext2D, { box }: Box, screen: (x: number, y: number) => [number, number], look: { colour: string; dash: readonly number[]; width: number }): void {
    const [left, top] = screen(box[0], box[1]);
    const [right, bottom] = screen(box[0] + box[2], box[1] + box[3]);
    c.setLineDash([...look.dash]);
    c.lineWidth = look.width;
    c.strokeStyle = themeColour(look.colour);
    c.strokeRect(left, top, right - left, bottom - top);
    c.setLineDash([]);
  }

  #label(c: CanvasRenderingContext2D, text: string, [x, y]: readonly [number, number], colour: string, at: "start" | "end"): void {
    if (!text.trim()) return;
    c.font = "bold 12px system-ui, sans-serif";
    const width = c.measureText(text).width + 6;
    const left = at === "start" ? x : x - width;
    let top = at === "start" ? Math.max(0, y - 16) : y;
    // Boxes of one object lie on each other, their labels beside each other.
    while (this.#labelled.some(([l, t, w]) => left < l + w && l < left + width && Math.abs(top - t) < 16)) top += 16;
    this.#labelled.push([left, top, width]);
    c.fillStyle = "rgb(0 0 0 / 70%)";
    c.fillRect(left, top, width, 16);
    c.fillStyle = themeColour(colour);
    c.textAlign = "left";
    c.fillText(text, left + 3, top + 12);
  }
}
