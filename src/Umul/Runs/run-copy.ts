// The table as text: CSV with full precision, LaTeX (booktabs) and Markdown as they are read on screen.
import { type Column, subtitleOf, titleOf } from "./run-columns.ts";
import type { Item, RunModel } from "./run-model.ts";
import { formatValue } from "../Web/islands/texts.ts";

export type TextFormat = "csv" | "latex" | "markdown";

export function tableAs(format: TextFormat, model: RunModel, columns: readonly Column[], items: readonly Item[]): string {
  return format === "csv" ? csv(model, columns, items) : format === "latex" ? latex(model, columns, items) : markdown(model, columns, items);
}

/** Metrics at full precision; of a group three columns: mean, half width of the 95 % interval, n. */
function csv(model: RunModel, columns: readonly Column[], items: readonly Item[]): string {
  const grouped = items.some((item) => item.kind === "group");
  const head = columns.flatMap((c) => (grouped && c.kind === "metrics" ? [c.id, `${c.id} ±`, `${c.id} n`] : [c.kind === "field" ? titleOf(c) : c.id]));
  const lines = items.filter((item) => !grouped || item.kind === "group").map((item) =>
    columns.flatMap((column) => {
      if (item.kind === "group") {
        if (column.kind !== "metrics") return [column.id === "name" ? item.group.label : (model.shared(column, item.group) ?? "")];
        const mean = model.mean(column, item.group);
        return mean ? [String(mean.mean), mean.half === null ? "" : String(mean.half), String(mean.n)] : ["", "", "0"];
      }
      const cell = model.cell(column, item.row, Date.now());
      return [column.kind === "metrics" ? String(cell.sort ?? (cell.text && "NaN")) : column.id === "started" ? cell.hint : cell.text];
    }),
  );
  return [head, ...lines].map((line) => line.map(csvField).join(",")).join("\r\n") + "\r\n";
}

function latex(model: RunModel, columns: readonly Column[], items: readonly Item[]): string {
  const align = columns.map((c) => (c.kind === "metrics" ? "r" : "l")).join("");
  const line = (cells: readonly string[]) => `${cells.join(" & ")} \\\\`;
  const body = items.map((item) => line(columns.map((c) => escapeLatex(shownText(model, c, item)).replace("±", "$\\pm$"))));
  return [`\\begin{tabular}{${align}}`, "\\toprule", line(columns.map((c) => escapeLatex(headOf(c)))), "\\midrule", ...body, "\\bottomrule", "\\end{tabular}", ""].join("\n");
}

function markdown(model: RunModel, columns: readonly Column[], items: readonly Item[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const body = items.map((item) => line(columns.map((c) => escapeMarkdown(shownText(model, c, item)))));
  return [line(columns.map((c) => escapeMarkdown(headOf(c)))), line(columns.map((c) => (c.kind === "metrics" ? "---:" : "---"))), ...body, ""].join("\n");
}

function headOf(column: Column): string {
  return column.kind === "metrics" ? `${titleOf(column)} (${subtitleOf(column, false)})` : titleOf(column);
}

export function shownText(model: RunModel, column: Column, item: Item): string {
  if (item.kind === "run") return model.cell(column, item.row, Date.now()).text;
  if (column.id === "name") return item.group.label;
  if (column.kind !== "metrics") return model.shared(column, item.group) ?? "";
  const mean = model.mean(column, item.group);
  return mean ? meanText(mean.mean, mean.half, mean.n) : "";
}

/** A mean never stands without what it is over. The interval decides how many digits are worth writing. */
export function meanText(mean: number, half: number | null, n: number): string {
  if (half === null || !(half > 0)) return half === 0 ? `${formatValue(mean)} ± 0 (n=${n})` : `${formatValue(mean)} (n=${n})`;
  const digits = Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(half))));
  return `${mean.toFixed(digits)} ± ${half.toFixed(digits)} (n=${n})`;
}

/** Quotes what needs it, and defuses text that a spreadsheet would run as a formula. */
function csvField(text: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function escapeLatex(text: string): string {
  const words: Record<string, string> = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "∞": "$\\infty$", "−": "$-$", "↑": "$\\uparrow$", "↓": "$\\downarrow$" };
  return text.replace(/[\\~^∞−↑↓]|[&%$#_{}]/g, (c) => words[c] ?? `\\${c}`);
}

function escapeMarkdown(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("|", "\\|").replaceAll("\n", " ");
}
