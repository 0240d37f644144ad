// A slice as the server sends it: JSON header, then the numbers that a typed array is laid over.
import { urlOf } from "../../Web/islands/http.ts";

export interface PictureHeader {
  readonly kind: "image" | "labels" | "soft";
  readonly name: string;
  readonly format: string;
  /** Names of all planes that the file can be cut in; one for a picture. */
  readonly planes: readonly string[];
  /** The axis of the file that each of them is counted along. */
  readonly throughs: readonly number[];
  readonly plane: string;
  /** Which axis of the file (0 x, 1 y, 2 z) runs across, down and through. */
  readonly axes: readonly [number, number, number];
  /** Whether the file counts towards the left, and towards the top. */
  readonly turns: readonly [boolean, boolean];
  /** Letters at left, right, top and bottom; "" if unknown. */
  readonly edges: string;
  readonly orientation: string | null;
  /** Voxels along x, y, z. */
  readonly size: readonly [number, number, number];
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly slice: number;
  readonly channels: number;
  readonly type: "uint8" | "int16" | "uint16" | "float32";
  /** Millimetres from one voxel to the next: through, down, across. */
  readonly spacing: readonly [number, number, number];
  readonly hasSpacing: boolean;
  readonly least: number;
  readonly most: number;
  /** Between them lie nearly all numbers. */
  readonly usual: readonly [number, number];
  /** What a threshold of 0 and of 1 means. */
  readonly scale: readonly [number, number];
  readonly window: readonly [number, number] | null;
  readonly inverted: boolean;
  /** Degrees between the grid's axes and the patient's; 0 if hardly any. */
  readonly tilt: number;
  readonly notes: readonly (readonly [string, string])[];
}

export type Elements = Uint8Array | Int16Array | Uint16Array | Float32Array;

export interface Picture extends PictureHeader {
  readonly numbers: Elements;
}

const arrays = { uint8: Uint8Array, int16: Int16Array, uint16: Uint16Array, float32: Float32Array } as const;

/** Null if the case has no such file. */
export async function fetchPicture(path: string, signal: AbortSignal): Promise<Picture | null> {
  const reply = await fetch(urlOf(path), { signal });
  if (reply.status === 204) return null;
  if (!reply.ok) {
    const problem = (await reply.json().catch(() => null)) as { detail?: string; title?: string } | null;
    throw new Error(problem?.detail ?? problem?.title ?? `${reply.status} ${reply.statusText}`);
  }
  const bytes = await reply.arrayBuffer();
  const length = new DataView(bytes).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length))) as PictureHeader;
  return { ...header, numbers: new arrays[header.type](bytes, 4 + length) };
}

/** What boxes are drawn on where there is no image. */
export function blankPicture(width: number, height: number): Picture {
  return {
    kind: "image", name: "", format: "", planes: ["z"], throughs: [2], plane: "z", axes: [0, 1, 2], turns: [false, false], edges: "", orientation: null, size: [width, height, 1],
    width, height, depth: 1, slice: 0, channels: 1, type: "uint8", spacing: [1, 1, 1], hasSpacing: false, least: 0, most: 255, usual: [0, 255], scale: [0, 255], window: null,
    inverted: false, tilt: 0, notes: [], numbers: new Uint8Array(width * height),
  };
}

/** Labels of a mask; a soft prediction is foreground above the share `threshold` of its scale. */
export function labelsOf(picture: Picture, threshold: number): Elements {
  if (picture.kind !== "soft") return picture.numbers;
  const [low, high] = picture.scale;
  const cut = low + threshold * (high - low);
  const { numbers } = picture;
  const labels = new Uint8Array(numbers.length);
  for (let i = 0; i < labels.length; i++) labels[i] = numbers[i]! > cut ? 1 : 0;
  return labels;
}

/** The grey image between the ends of the window, or its colours. */
export function paintImage(picture: Picture, level: number, width: number): HTMLCanvasElement {
  const { canvas, pixels, put } = blank(picture.width, picture.height);
  const { numbers, channels, inverted } = picture;
  const [low, gain] = [level - width / 2, 255 / width];
  const words = new Uint32Array(pixels.buffer);
  for (let i = 0; i < words.length; i++) {
    if (channels >= 3) {
      for (let c = 0; c < 3; c++) pixels[i * 4 + c] = (numbers[i * channels + c]! - low) * gain;
      pixels[i * 4 + 3] = 255;
      continue;
    }
    const value = (numbers[i * channels]! - low) * gain;
    const grey = value > 0 ? (value < 255 ? value : 255) | 0 : 0;
    words[i] = 0xff000000 | ((inverted ? 255 - grey : grey) * 0x010101);
  }
  put();
  return canvas;
}

/** Pixels where `colourOf` answers a colour (red, green, blue, opacity 0–255). */
export function paintLayer(picture: Picture, colourOf: (at: number) => readonly [number, number, number, number] | null): HTMLCanvasElement {
  const { canvas, pixels, put } = blank(picture.width, picture.height);
  for (let i = 0; i < picture.width * picture.height; i++) {
    const colour = colourOf(i);
    if (colour) pixels.set(colour, i * 4);
  }
  put();
  return canvas;
}

/** The edges between pixels of different labels, in pixels: a contour that is exact at every zoom. */
export function contourOf(labels: ArrayLike<number>, width: number, height: number): Path2D {
  const path = new Path2D();
  const at = (x: number, y: number) => (x < 0 || y < 0 || x >= width || y >= height ? 0 : labels[y * width + x]!);
  for (let y = 0; y <= height; y++)
    for (let x = 0; x < width; x++) {
      if (at(x, y) === at(x, y - 1)) continue;
      const from = x;
      while (x + 1 < width && at(x + 1, y) !== at(x + 1, y - 1)) x++;
      path.moveTo(from, y);
      path.lineTo(x + 1, y);
    }
  for (let x = 0; x <= width; x++)
    for (let y = 0; y < height; y++) {
      if (at(x, y) === at(x - 1, y)) continue;
      const from = y;
      while (y + 1 < height && at(x, y + 1) !== at(x - 1, y + 1)) y++;
      path.moveTo(x, from);
      path.lineTo(x, y + 1);
    }
  return path;
}

/** Pixels with the same label on both sides, missed, and spurious; null where the two do not fit together. */
export function areasOf(reference: ArrayLike<number>, prediction: ArrayLike<number>): { same: number; missed: number; spurious: number } | null {
  if (reference.length !== prediction.length) return null;
  let [same, missed, spurious] = [0, 0, 0];
  for (let i = 0; i < reference.length; i++) {
    const [r, p] = [reference[i]!, prediction[i]!];
    if (r > 0 && r === p) same++;
    if (r > 0 && r !== p) missed++;
    if (p > 0 && r !== p) spurious++;
  }
  return { same, missed, spurious };
}

/** Dice of counts; NaN where both sides are empty. */
export function dice(same: number, missed: number, spurious: number): number {
  return (2 * same) / (2 * same + missed + spurious);
}

function blank(width: number, height: number): { canvas: HTMLCanvasElement; pixels: Uint8ClampedArray; put: () => void } {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d")!;
  const data = context.createImageData(width, height);
  return { canvas, pixels: data.data, put: () => context.putImageData(data, 0, 0) };
}
