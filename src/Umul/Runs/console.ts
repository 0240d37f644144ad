// <umul-console run="…" next="N">: a run's output, searched as one types and followed while the run prints.
import { oncePerFrame } from "../Web/islands/dom.ts";
import { urlOf } from "../Web/islands/http.ts";
import { t } from "../Web/islands/texts.ts";
import { viewSet } from "../Web/islands/view-state.ts";

const mostLines = 20_000;

class UmulConsole extends HTMLElement {
  #lines: string[] = [];
  /** The last line has no line break yet. */
  #open = false;
  #shown = 0;
  #pre!: HTMLPreElement;
  #search!: HTMLInputElement;
  #follow!: HTMLInputElement;
  #source: EventSource | null = null;
  readonly #drawSoon = oncePerFrame(() => this.#draw());

  connectedCallback(): void {
    this.#pre = this.querySelector("pre")!;
    this.#search = this.querySelector("input[type=search]")!;
    this.#follow = this.querySelector("input[data-follow]")!;
    this.#search.form!.addEventListener("submit", (e) => e.preventDefault());
    this.#search.addEventListener("input", () => {
      viewSet("find", this.#search.value || null);
      this.#redraw();
    });
    this.#follow.addEventListener("change", () => this.#toEnd());
    // Scrolling up is how one stops to read; coming back to the end goes on following.
    this.#pre.addEventListener("scroll", () => {
      const atEnd = this.#pre.scrollTop + this.#pre.clientHeight >= this.#pre.scrollHeight - 24;
      if (this.hasAttribute("live")) this.#follow.checked = atEnd;
    });
    const text = this.#search.value ? "" : (this.#pre.textContent ?? "");
    if (text) this.#lines = text.split("\n");
    const from = this.#search.value ? 0 : Number(this.getAttribute("next") ?? 0);
    this.#source = new EventSource(urlOf(`api/runs/${this.getAttribute("run")}/console/live?from=${from}`));
    this.#source.addEventListener("piece", (e) => this.#append((JSON.parse((e as MessageEvent<string>).data) as { text: string }).text));
    this.#redraw();
    this.#toEnd();
  }

  disconnectedCallback(): void {
    this.#source?.close();
  }

  #append(text: string): void {
    const parts = text.split("\n");
    if (this.#open && this.#lines.length > 0) {
      this.#lines[this.#lines.length - 1] += parts.shift() ?? "";
      this.#shown = Math.min(this.#shown, this.#lines.length - 1);
    }
    this.#open = parts.at(-1) !== "" && !(parts.length === 0 && text.endsWith("\n"));
    if (parts.at(-1) === "") parts.pop();
    this.#lines.push(...parts);
    if (this.#lines.length > mostLines) {
      this.#lines.splice(0, this.#lines.length - mostLines);
      this.#shown = 0;
    }
    this.#drawSoon();
  }

  #redraw(): void {
    this.#shown = 0;
    this.#draw();
  }

  #draw(): void {
    const wanted = this.#search.value.toLowerCase();
    if (this.#shown === 0) this.#pre.replaceChildren();
    else while (this.#pre.childElementCount > this.#shown) this.#pre.lastElementChild!.remove();
    const added = document.createDocumentFragment();
    for (const line of this.#lines.slice(wanted ? 0 : this.#shown)) {
      if (!wanted) added.append(row(line));
      else if (line.toLowerCase().includes(wanted)) added.append(marked(line, wanted));
    }
    if (wanted) this.#pre.replaceChildren(added);
    else this.#pre.append(added);
    const matching = wanted ? this.#pre.childElementCount : this.#lines.length;
    this.#shown = wanted ? 0 : this.#lines.length;
    this.querySelector("[data-count]")!.textContent = wanted
      ? t("consoleFound", { count: matching, total: this.#lines.length })
      : t("consoleLines", { count: matching });
    this.#toEnd();
  }

  #toEnd(): void {
    if (this.#follow.checked) this.#pre.scrollTop = this.#pre.scrollHeight;
  }
}

function row(line: string): HTMLElement {
  const element = document.createElement("span");
  element.textContent = `${line}\n`;
  if (/\b(error|exception|traceback|fail(ed|ure)?|nan)\b/i.test(line)) element.className = "bad";
  else if (/\bwarn(ing)?\b/i.test(line)) element.className = "warn";
  return element;
}

function marked(line: string, wanted: string): HTMLElement {
  const element = row("");
  element.textContent = "";
  const low = line.toLowerCase();
  let from = 0;
  for (let at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, from)) {
    const mark = document.createElement("mark");
    mark.textContent = line.slice(at, at + wanted.length);
    element.append(line.slice(from, at), mark);
    from = at + wanted.length;
  }
  element.append(`${line.slice(from)}\n`);
  return element;
}

customElements.define("umul-console", UmulConsole);
