// A slice as the server sends it: JSON header, then the numbers that a typed array is laid over.
import { urlOf } from "../../Web/islands/http.ts";

export interface PictureHeader {
  readonly kind: "image" | "labels" | "soft";
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly slice: number;
  readonly channels: number;
  readonly type: "uint8" | "float32";
  /** Millimetres from one voxel to the next: z, y, x. */
  readonly spacing: readonly [number, number, number];
  readonly hasSpacing: boolean;
  readonly least: number;
  readonly most: number;
  readonly window: readonly [number, number] | null;
  readonly inverted: boolean;
  readonly notes: readonly (readonly [string, string])[];
}

export interface Picture extends PictureHeader {
  readonly numbers: Uint8Array | Float32Array;
}

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
  const numbers = header.type === "uint8" ? new Uint8Array(bytes, 4 + length) : new Float32Array(bytes, 4 + length);
  return { ...header, numbers };
}

/** Labels of a mask; a soft prediction is foreground above the share `threshold` of its scale. */
export function labelsOf(picture: Picture, threshold: number): Uint8Array | Float32Array {
  if (picture.kind !== "soft") return picture.numbers;
  const cut = picture.type === "uint8" ? threshold * 255 : picture.most <= 1 && picture.least >= 0 ? threshold : picture.least + threshold * (picture.most - picture.least);
  return Uint8Array.from(picture.numbers, (value) => (value > cut ? 1 : 0));
}

/** The grey image between the ends of the window, or its colours. */
export function paintImage(picture: Picture, level: number, width: number): HTMLCanvasElement {
  const { canvas, pixels, put } = blank(picture.width, picture.height);
  const { numbers, channels } = picture;
  const low = level - width / 2;
  for (let i = 0, to = 0; i < picture.width * picture.height; i++, to += 4) {
    for (let c = 0; c < 3; c++) {
      const value = ((numbers[i * channels + (channels >= 3 ? c : 0)]! - low) / width) * 255;
      pixels[to + c] = picture.inverted ? 255 - value : value;
    }
    pixels[to + 3] = 255;
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

function blank(width: number, height: number): { canvas: HTMLCanvasElement; pixels: Uint8ClampedArray; put: () => void } {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d")!;
  const data = context.createImageData(width, height);
  return { canvas, pixels: data.data, put: () => context.putImageData(data, 0, 0) };
}
