// The filter with completion: names of params, metrics, tags and attributes, then comparators, then values seen.
import { debounce, h } from "../Web/islands/dom.ts";
import { t } from "../Web/islands/texts.ts";
import type { ColumnNames } from "./run-client.ts";

interface Suggestion {
  readonly text: string;
  readonly detail: string;
}

const attributes = ["name", "status", "user", "started", "ended", "id"];
const statuses = ["RUNNING", "FINISHED", "FAILED", "KILLED", "SCHEDULED"];
const limit = 12;
let lists = 0;

export class FilterBox {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #problem = h("p", { className: "filter-problem", role: "alert", hidden: true });
  #suggestions: readonly Suggestion[] = [];
  #chosen = -1;
  /** What has been typed of the word at the caret. */
  #word = "";
  #said: string | null = null;
  names: ColumnNames = { metrics: [], params: [], tags: [] };

  /** `apply` is called with each filter worth trying; `valuesOf` answers values seen in a column. */
  constructor(value: string, apply: (filter: string) => void, private readonly valuesOf: (column: string) => Promise<readonly string[]>) {
    const id = `umul-filter-${++lists}`;
    this.#list = h("ul", { id, className: "filter-list", role: "listbox", hidden: true });
    this.#input = h("input", { type: "text", className: "input", value, placeholder: t("runsFilterExample"), autocomplete: "off", spellcheck: false, role: "combobox", "aria-label": t("runsFilter"), "aria-controls": id, "aria-expanded": "false", "aria-autocomplete": "list" });
    const soon = debounce(250, () => apply(this.#input.value.trim()));
    this.#input.addEventListener("input", () => {
      void this.#suggest();
      soon();
    });
    this.#input.addEventListener("focus", () => void this.#suggest());
    this.#input.addEventListener("blur", () => setTimeout(() => this.#close(), 150));
    this.#input.addEventListener("keydown", (e) => this.#key(e, () => apply(this.#input.value.trim())));
    this.element = h("div", { className: "filter-box" }, this.#input, this.#list, this.#problem);
  }

  focus(): void {
    this.#input.focus();
  }

  /** Says what is wrong with the filter, or (null) that it is well. */
  problem(text: string | null): void {
    this.#said = text;
    this.#sayProblem();
  }

  /** While a name is being completed, a filter is not wrong, only unfinished. */
  #sayProblem(): void {
    const text = this.#list.hidden ? this.#said : null;
    this.#problem.hidden = text === null;
    this.#problem.textContent = text ?? "";
    if (text === null) this.#input.removeAttribute("aria-invalid");
    else this.#input.setAttribute("aria-invalid", "true");
  }

  async #suggest(): Promise<void> {
    const before = this.#input.value.slice(0, this.#input.selectionStart ?? undefined);
    const { word, previous } = lastWord(before);
    const found = await this.#candidates(word, previous);
    if (document.activeElement !== this.#input) return;
    this.#word = word;
    this.#suggestions = found.filter((s) => s.text !== word).slice(0, limit);
    this.#chosen = -1;
    this.#list.replaceChildren(...this.#suggestions.map((s, i) => this.#option(s, i)));
    this.#list.hidden = this.#suggestions.length === 0;
    this.#input.setAttribute("aria-expanded", String(!this.#list.hidden));
  }

  async #candidates(word: string, previous: readonly string[]): Promise<readonly Suggestion[]> {
    const last = previous.at(-1) ?? "";
    if (isComparator(last)) {
      const column = previous.at(-2) ?? "";
      const values = column === "status" ? statuses : await this.valuesOf(column.replaceAll("`", ""));
      return rankBy(values.map((v) => ({ text: isNumber(v) ? v : `'${v.replaceAll("'", "''")}'`, detail: "" })), word.replace(/^'/, ""));
    }
    if (previous.length > 0 && !isJoin(last)) {
      const before = previous.at(-2) ?? "";
      const words = isComparator(before) ? ["and", "or"] : ["=", "!=", "<", "<=", ">", ">=", "like", "ilike", "is null", "is not null"];
      return rankBy(words.map((text) => ({ text, detail: "" })), word);
    }
    return rankBy(this.#names(), word);
  }

  #names(): Suggestion[] {
    return [
      ...this.names.params.map((p) => ({ text: `params.${quoted(p.key)}`, detail: t("runsParam") })),
      ...this.names.metrics.map((m) => ({ text: `metrics.${quoted(m.key)}`, detail: t("runsMetric") })),
      ...this.names.tags.map((tag) => ({ text: `tags.${quoted(tag.key)}`, detail: t("runsTag") })),
      ...attributes.map((text) => ({ text, detail: "" })),
    ];
  }

  #option(suggestion: Suggestion, index: number): HTMLElement {
    const option = h("li", { id: `${this.#list.id}-${index}`, role: "option" }, h("code", {}, suggestion.text), h("span", { className: "muted" }, suggestion.detail));
    option.addEventListener("pointerdown", (e) => {
      e.preventDefault();
      this.#take(suggestion);
    });
    return option;
  }

  #take(suggestion: Suggestion): void {
    const caret = this.#input.selectionStart ?? this.#input.value.length;
    const before = this.#input.value.slice(0, caret);
    const { word } = lastWord(before);
    const start = before.length - word.length;
    this.#input.value = `${before.slice(0, start)}${suggestion.text} ${this.#input.value.slice(caret).trimStart()}`;
    const at = start + suggestion.text.length + 1;
    this.#input.setSelectionRange(at, at);
    this.#input.dispatchEvent(new Event("input"));
  }

  #key(e: KeyboardEvent, applyNow: () => void): void {
    if (e.key === "Enter") {
      const chosen = this.#suggestions[this.#chosen];
      if (chosen) this.#take(chosen);
      else {
        this.#close();
        applyNow();
      }
    } else if (e.key === "Tab" && !e.shiftKey && !this.#list.hidden && this.#suggestions[0] && (this.#word || this.#chosen >= 0)) this.#take(this.#suggestions[Math.max(0, this.#chosen)]!);
    else if (e.key === "ArrowDown" || e.key === "ArrowUp") this.#choose(this.#chosen + (e.key === "ArrowDown" ? 1 : -1));
    else if (e.key === "Escape" && !this.#list.hidden) this.#close();
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  #choose(index: number): void {
    const count = this.#suggestions.length;
    if (count === 0) return;
    this.#chosen = (index + count) % count;
    [...this.#list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === this.#chosen)));
    this.#input.setAttribute("aria-activedescendant", `${this.#list.id}-${this.#chosen}`);
    this.#list.children[this.#chosen]?.scrollIntoView({ block: "nearest" });
  }

  #close(): void {
    this.#list.hidden = true;
    this.#chosen = -1;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
    this.#sayProblem();
  }
}

/** Words so far and the unfinished one at the end; a quoted name or value is one word. */
function lastWord(text: string): { word: string; previous: string[] } {
  const words = text.match(/(?:'(?:[^']|'')*'?|[^\s`()'!<>=]*`[^`]*`?|[!<>=]+|[()]|[^\s()'!<>=]+)/g)?.filter(Boolean) ?? [];
  const unfinished = words.length > 0 && !/\s$/.test(text) && !isComparator(words.at(-1)!) && !isBracket(words.at(-1)!);
  return { word: unfinished ? words.at(-1)! : "", previous: unfinished ? words.slice(0, -1) : words };
}

function isComparator(word: string): boolean {
  return /^([!<>=]+|i?like)$/i.test(word);
}

function isJoin(word: string): boolean {
  return /^(and|or|not|\()$/i.test(word);
}

function isBracket(word: string): boolean {
  return word === "(" || word === ")";
}

function isNumber(text: string): boolean {
  return text.trim() !== "" && Number.isFinite(Number(text));
}

function quoted(key: string): string {
  return /^[\p{L}\p{N}_.]+$/u.test(key) ? key : `\`${key}\``;
}

/** What starts with the word first, then what contains it. */
function rankBy(candidates: readonly Suggestion[], word: string): Suggestion[] {
  const wanted = word.toLowerCase().replaceAll("`", "");
  const at = (s: Suggestion) => s.text.toLowerCase().replaceAll("`", "").indexOf(wanted);
  const rank = (s: Suggestion) => {
    const place = at(s);
    return place === 0 || s.text[place - 1] === "." || s.text[place - 1] === "'" ? 0 : 1;
  };
  return candidates.filter((s) => at(s) >= 0).sort((a, b) => rank(a) - rank(b));
}
