// The matrix of cases and runs, put into columns (runs, or ideas as means of their runs), sorted and filtered.

export interface RunAnswer {
  readonly id: string;
  readonly name: string;
  readonly number: number;
  readonly idea: string;
  readonly seed: string;
  readonly caseList: string;
  readonly values: readonly (number | null)[];
  readonly reasons: readonly number[];
}

export interface CasesAnswer {
  readonly split: string;
  readonly metric: string;
  readonly better: "higher" | "lower" | "unknown";
  readonly unit: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly sameCases: boolean;
  readonly cases: readonly string[];
  readonly groups: readonly string[] | null;
  readonly columns: readonly string[];
  readonly metadata: readonly (readonly string[])[];
  readonly runs: readonly RunAnswer[];
  readonly reasons: readonly string[];
  readonly notEvaluated: number;
  readonly sealed: number;
}

/** One column of the map: a run, or an idea whose runs are averaged case by case. */
export interface Column {
  readonly key: string;
  readonly name: string;
  readonly runs: readonly RunAnswer[];
  /** By case; NaN where undefined. */
  readonly values: Float64Array;
  /** How many runs have a value, by case. */
  readonly defined: Uint16Array;
}

export type Grouping = "run" | "idea";

export class CasesModel {
  readonly columns: readonly Column[];
  /** Mean over the columns, by case; NaN where no column has a value. */
  readonly means: Float64Array;
  readonly spreads: Float64Array;
  /** 1 if a high value is good, −1 if a low one is, 0 if nobody knows. */
  readonly sign: number;
  readonly range: readonly [number, number];

  constructor(readonly answer: CasesAnswer, grouping: Grouping) {
    this.sign = answer.better === "higher" ? 1 : answer.better === "lower" ? -1 : 0;
    this.columns = grouping === "idea" ? ideaColumns(answer) : answer.runs.map((run) => columnOf(run.id, run.name, [run], answer.cases.length));
    const count = answer.cases.length;
    this.means = new Float64Array(count).fill(NaN);
    this.spreads = new Float64Array(count).fill(NaN);
    for (let i = 0; i < count; i++) this.#summarise(i);
    this.range = robustRange(this.columns, answer);
  }

  column(key: string | null): Column | undefined {
    return this.columns.find((column) => column.key === key);
  }

  /** Why a column has no value for a case; of several runs' reasons the first. */
  reason(column: Column, at: number): string {
    const found = column.runs.find((run) => run.reasons[at]! >= 0);
    return found ? (this.answer.reasons[found.reasons[at]!] ?? "") : "";
  }

  /** True if none of the column's runs was evaluated on the case, or may be shown. */
  isMissing(column: Column, at: number): boolean {
    const { notEvaluated, sealed } = this.answer;
    return column.runs.every((run) => run.reasons[at]! >= 0 && (run.reasons[at] === notEvaluated || run.reasons[at] === sealed));
  }

  /** Positions of the cases that `keep` keeps, in the order that `sort` names. What has no value comes first where the worst do, so that no failure hides. */
  order(sort: string, keep: (at: number) => boolean): number[] {
    const kept = this.answer.cases.map((_, i) => i).filter(keep);
    if (sort === "name") return kept;
    const sign = this.sign === 0 ? 1 : this.sign;
    const keys = sort === "spread" ? this.spreads.map((v) => -v) : sort === "best" ? this.means.map((v) => -sign * v) : sort === "worst" ? this.means.map((v) => sign * v) : (this.column(sort)?.values ?? this.means).map((v) => sign * v);
    const undefinedFirst = sort !== "spread" && sort !== "best";
    return kept.sort((a, b) => compare(keys[a]!, keys[b]!, undefinedFirst) || a - b);
  }

  #summarise(at: number): void {
    let [sum, count, low, high] = [0, 0, Infinity, -Infinity];
    for (const column of this.columns) {
      const value = column.values[at]!;
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    if (count > 0) this.means[at] = sum / count;
    if (count > 1) this.spreads[at] = high - low;
  }
}

function compare(a: number, b: number, undefinedFirst: boolean): number {
  const [x, y] = [Number.isNaN(a), Number.isNaN(b)];
  if (x || y) return x && y ? 0 : x === undefinedFirst ? -1 : 1;
  return a - b;
}

function columnOf(key: string, name: string, runs: readonly RunAnswer[], cases: number): Column {
  const values = new Float64Array(cases).fill(NaN);
  const defined = new Uint16Array(cases);
  for (let i = 0; i < cases; i++) {
    let sum = 0;
    for (const run of runs) {
      const value = run.values[i];
      if (value === null || value === undefined) continue;
      sum += value;
      defined[i]!++;
    }
    if (defined[i]! > 0) values[i] = sum / defined[i]!;
  }
  return { key, name, runs, values, defined };
}

/** Runs without an idea stay columns of their own: they are not a group. */
function ideaColumns(answer: CasesAnswer): Column[] {
  const groups = new Map<string, RunAnswer[]>();
  for (const run of answer.runs) {
    const key = run.idea ? `idea:${run.idea}` : run.id;
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups].map(([key, runs]) => columnOf(key, runs[0]!.idea || runs[0]!.name, runs, answer.cases.length));
}

/** From the 2nd to the 98th percentile, so that one outlier does not make all others look alike. */
function robustRange(columns: readonly Column[], answer: CasesAnswer): [number, number] {
  const values = Float64Array.from(columns.flatMap((column) => [...column.values].filter((v) => !Number.isNaN(v)))).sort();
  if (values.length === 0) return [answer.low ?? 0, answer.high ?? 1];
  const low = values[Math.floor(0.02 * (values.length - 1))]!;
  const high = values[Math.ceil(0.98 * (values.length - 1))]!;
  return high > low ? [low, high] : [low - 0.5, low + 0.5];
}

export type CaseFilter = (at: number) => boolean;

/** Reads words that a case must all fit: part of its id or group, or a comparison with metadata. An unknown column is answered by its name. */
export function parseFilter(text: string, answer: CasesAnswer): CaseFilter | { readonly unknown: string } {
  const tests: CaseFilter[] = [];
  for (const word of text.trim().split(/\s+/).filter(Boolean)) {
    const parts = /^([^=<>!]+)(<=|>=|!=|=|<|>)(.*)$/.exec(word);
    if (!parts) {
      const wanted = word.toLowerCase();
      tests.push((at) => answer.cases[at]!.toLowerCase().includes(wanted) || (answer.groups?.[at] ?? "").toLowerCase().includes(wanted));
      continue;
    }
    const column = answer.columns.findIndex((name) => name.toLowerCase() === parts[1]!.toLowerCase());
    if (column < 0) return { unknown: parts[1]! };
    tests.push(comparison(answer.metadata[column]!, parts[2]!, parts[3]!));
  }
  return (at) => tests.every((test) => test(at));
}

function comparison(values: readonly string[], operator: string, wanted: string): CaseFilter {
  const number = Number(wanted);
  const isNumber = wanted !== "" && Number.isFinite(number);
  const same = (at: number) => (isNumber && values[at] !== "" ? Number(values[at]) === number : values[at]!.toLowerCase() === wanted.toLowerCase());
  const measured = (at: number) => (values[at] === "" ? NaN : Number(values[at]));
  switch (operator) {
    case "=": return same;
    case "!=": return (at) => !same(at);
    case "<": return (at) => measured(at) < number;
    case "<=": return (at) => measured(at) <= number;
    case ">": return (at) => measured(at) > number;
    default: return (at) => measured(at) >= number;
  }
}
