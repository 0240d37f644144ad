// The page's texts in the reader's language, and numbers written the same way in every island.

const texts: Record<string, string> = JSON.parse(document.getElementById("umul-texts")?.textContent ?? "{}");
const language = document.documentElement.lang || "en";
const counts = new Intl.NumberFormat(language);

/** A text by its key; {name} in it is replaced by values.name, {name|one|many} by the word for so many. A missing key shows itself, so that it is noticed. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  const text = texts[key] ?? key;
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (one !== undefined && many !== undefined) return value === 1 ? one : many;
    return value === undefined ? whole : typeof value === "number" ? counts.format(value) : value;
  });
}

export function formatCount(value: number): string {
  return counts.format(value);
}

/** A measured value: five significant digits, no trailing zeros, exponents only where they help. */
export function formatValue(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+∞" : "−∞";
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) return value.toExponential(3).replace(/\.?0+e/, "e");
  return String(Number(value.toPrecision(5)));
}

const shortDate = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "medium" });

export function formatDateTime(unixMs: number): string {
  return shortDate.format(unixMs);
}

/** A duration in its two largest units, such as 2h 05m. Unit letters are the same in both languages. */
export function formatDuration(seconds: number): string {
  const sign = seconds < 0 ? "−" : "";
  const total = Math.abs(seconds);
  if (total < 10) return `${sign}${Number(total.toPrecision(3))}s`;
  const s = Math.round(total);
  if (s < 60) return `${sign}${s}s`;
  if (s < 3600) return `${sign}${Math.floor(s / 60)}m ${String(s % 60).padStart(2, "0")}s`;
  if (s < 86400) return `${sign}${Math.floor(s / 3600)}h ${String(Math.floor((s % 3600) / 60)).padStart(2, "0")}m`;
  return `${sign}${Math.floor(s / 86400)}d ${String(Math.floor((s % 86400) / 3600)).padStart(2, "0")}h`;
}
