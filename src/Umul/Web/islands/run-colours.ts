// A run's colour and dash follow from its number alone: the same in every chart, table and session.

const dashes: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [8, 3, 2, 3]];

export interface RunLook {
  readonly colour: string;
  readonly dash: readonly number[];
}

let palette: string[] | null = null;

/** The page's series colours, which stay apart for every common colour vision; where they repeat, a dash tells runs apart. */
export function lookOf(number: number): RunLook {
  palette ??= readPalette();
  const hue = ((number % palette.length) + palette.length) % palette.length;
  const dash = Math.floor(Math.abs(number) / palette.length) % dashes.length;
  return { colour: palette[hue] ?? "#888888", dash: dashes[dash] ?? [] };
}

function readPalette(): string[] {
  const style = getComputedStyle(document.documentElement);
  const count = Number(style.getPropertyValue("--series-count")) || 1;
  return Array.from({ length: count }, (_, i) => style.getPropertyValue(`--series-${i + 1}`).trim() || "#888888");
}

/** A colour of the page's theme, such as --text. */
export function themeColour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || "#888888";
}

/** Calls `action` when the reader or the system switches between dark and light. */
export function onThemeChange(action: () => void): void {
  const changed = () => {
    palette = null;
    action();
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  document.addEventListener("umul:theme", changed);
}
