// What all panels of the case viewer share, and how a place in the file becomes a place in a picture.
import type { Picture, PictureHeader } from "./case-picture.ts";

export type Mode = "contour" | "fill" | "difference";
export type Tool = "move" | "window" | "measure";
export type Layer = "image" | "reference" | "prediction";

/** Texts of the planes' names. */
export const planeTexts: Readonly<Record<string, string>> = {
  all: "caseAllPlanes", axial: "casePlaneAxial", coronal: "casePlaneCoronal", sagittal: "casePlaneSagittal", z: "casePlaneZ", y: "casePlaneY", x: "casePlaneX",
};

export interface SharedView {
  mode: Mode;
  tool: Tool;
  image: boolean;
  reference: boolean;
  prediction: boolean;
  level: number;
  width: number;
  threshold: number;
  /** Least score of a box that is shown. */
  score: number;
  zoom: number;
  /** Centre of the view in shares of the file's axes x, y, z. */
  centre: [number, number, number];
  /** The voxel that all planes go through. */
  cursor: [number, number, number];
  /** The pointer in pixels of the pictures of a plane. */
  pointer: { readonly plane: string; readonly at: readonly [number, number] } | null;
  measure: { readonly plane: string; readonly slice: number; readonly line: readonly [number, number, number, number] } | null;
  /** Millimetres across and down that fit into a panel, so that all planes have one scale; null: each its own. */
  fit: readonly [number, number] | null;
}

export function newView(): SharedView {
  return {
    mode: "contour", tool: "move", image: true, reference: true, prediction: true, level: 127.5, width: 255, threshold: 0.5, score: 0,
    zoom: 1, centre: [0.5, 0.5, 0.5], cursor: [0, 0, 0], pointer: null, measure: null, fit: null,
  };
}

export interface PanelData {
  image: Picture | null;
  reference: Picture | null;
  prediction: Picture | null;
}

export interface Frame {
  /** Screen pixels of a voxel's width. */
  readonly scale: number;
  /** Height of a voxel by its width. */
  readonly aspect: number;
  readonly left: number;
  readonly top: number;
}

/** Where the picture lies on a canvas of the size given. */
export function frameOf(base: PictureHeader, view: SharedView, wide: number, tall: number): Frame {
  const [, down, across] = base.spacing;
  const aspect = down / across;
  const [fitAcross, fitDown] = view.fit ?? [base.width * across, base.height * down];
  const scale = Math.min(wide / fitAcross, tall / fitDown) * across * view.zoom;
  const [x, y] = shareOf(base, view.centre);
  return { scale, aspect, left: wide / 2 - x * base.width * scale, top: tall / 2 - y * base.height * aspect * scale };
}

/** Shares of the file's axes as shares of the picture. */
export function shareOf(base: PictureHeader, shares: readonly number[]): [number, number] {
  const [across, down] = [shares[base.axes[0]]!, shares[base.axes[1]]!];
  return [base.turns[0] ? 1 - across : across, base.turns[1] ? 1 - down : down];
}

/** The other way round: writes what a place in the picture (in shares) says about the file's axes. */
export function takeShare(base: PictureHeader, [x, y]: readonly [number, number], shares: [number, number, number]): void {
  shares[base.axes[0]] = base.turns[0] ? 1 - x : x;
  shares[base.axes[1]] = base.turns[1] ? 1 - y : y;
}

/** The voxel (x, y, z of the file) under a place of the picture; null outside. */
export function voxelAt(base: PictureHeader, [u, v]: readonly [number, number]): [number, number, number] | null {
  const [column, row] = [Math.floor(u), Math.floor(v)];
  if (column < 0 || row < 0 || column >= base.width || row >= base.height) return null;
  const voxel: [number, number, number] = [0, 0, 0];
  voxel[base.axes[0]] = base.turns[0] ? base.width - 1 - column : column;
  voxel[base.axes[1]] = base.turns[1] ? base.height - 1 - row : row;
  voxel[base.axes[2]] = base.slice;
  return voxel;
}

/** The middle of a voxel in pixels of the picture. */
export function placeOf(base: PictureHeader, voxel: readonly number[]): [number, number] {
  const [column, row] = [voxel[base.axes[0]]!, voxel[base.axes[1]]!];
  return [(base.turns[0] ? base.width - 1 - column : column) + 0.5, (base.turns[1] ? base.height - 1 - row : row) + 0.5];
}

/** Whether two files of a case lie on one grid. */
export function sameGrid(a: PictureHeader, b: PictureHeader): boolean {
  return a.width === b.width && a.height === b.height && a.depth === b.depth
    && (a.orientation === null || b.orientation === null || a.orientation === b.orientation)
    && (!a.hasSpacing || !b.hasSpacing || a.spacing.every((mm, i) => Math.abs(mm - b.spacing[i]!) <= 1e-3 * mm));
}
