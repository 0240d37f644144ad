// Windows that a grey image may be looked at through.
import { t } from "../../Web/islands/texts.ts";
import type { Picture } from "./case-picture.ts";

export interface Window {
  readonly key: string;
  readonly label: string;
  readonly level: number;
  readonly width: number;
}

const texts = {
  full: "caseWindowFull", usual: "caseWindowUsual", file: "caseWindowFile", soft: "caseWindowSoft", lung: "caseWindowLung", bone: "caseWindowBone", brain: "caseWindowBrain",
} as const;

// Usual windows of computed tomography, in Hounsfield units.
const tissues = [["soft", 40, 400], ["lung", -600, 1500], ["bone", 400, 1800], ["brain", 40, 80]] as const;

/** The first is the one to begin with. */
export function windowsOf(image: Picture): Window[] {
  const between = (key: keyof typeof texts, low: number, high: number): Window => ({ key, label: t(texts[key]), level: (low + high) / 2, width: Math.max(1e-9, high - low) });
  const full = between("full", image.least, image.most);
  const usual = between("usual", ...image.usual);
  const own: Window[] = image.window ? [{ key: "file", label: t(texts.file), level: image.window[0], width: image.window[1] }] : [];
  const hounsfield = image.channels === 1 && image.least <= -500 && image.least >= -4096 && image.most >= 200 && image.most <= 32767;
  const ct = hounsfield ? tissues.map(([key, level, width]): Window => ({ key, label: t(texts[key]), level, width })) : [];
  return [...own, ...(image.type === "uint8" && image.planes.length === 1 ? [full, usual] : [usual, full]), ...ct];
}
