// <umul-case project="…" split="…" case="…" runs="a,b" names="[…]">: the image of a case with reference and predictions, side by side in sync.
import { h } from "../../Web/islands/dom.ts";
import { isAbort } from "../../Web/islands/http.ts";
import { onThemeChange } from "../../Web/islands/run-colours.ts";
import { t } from "../../Web/islands/texts.ts";
import { CasePanel, type Mode, type SharedView } from "./case-panel.ts";
import { fetchPicture, type Picture } from "./case-picture.ts";

const remembered = "umul-case-view";
const modes: readonly Mode[] = ["contour", "fill", "difference"];
const modeTexts: Record<Mode, string> = { contour: "caseContours", fill: "caseFills", difference: "caseDifference" };

class UmulCase extends HTMLElement {
  readonly #view: SharedView = { mode: "contour", image: true, reference: true, prediction: true, level: 127.5, width: 255, threshold: 0.5, zoom: 1, x: 0.5, y: 0.5, pointer: null, measure: null };
  #panels: CasePanel[] = [];
  #depth = 1;
  #slice: number | null = null;
  #request = new AbortController();
  readonly #bar = h("div", { className: "case-bar" });
  readonly #grid = h("div", { className: "case-grid" });
  readonly #words = h("p", { className: "case-words small", "aria-live": "off" });
  readonly #problem = h("p", { className: "notice notice-danger", role: "alert", hidden: true });
  readonly #keys = (e: KeyboardEvent) => this.#key(e);

  connectedCallback(): void {
    this.#recall();
    document.addEventListener("keydown", this.#keys);
    onThemeChange(() => this.#changed());
    this.replaceChildren(this.#bar, this.#problem, this.#grid, this.#words, h("p", { className: "muted tiny hide-phone" }, t("caseKeys")));
    void this.#load();
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#keys);
    this.#request.abort();
  }

  async #load(): Promise<void> {
    this.#request.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    const runs = (this.getAttribute("runs") ?? "").split(",").filter(Boolean);
    const names = JSON.parse(this.getAttribute("names") ?? "[]") as string[];
    const get = (extra: Record<string, string>) => fetchPicture(this.#path(extra), signal).catch((error: Error) => this.#fail(error));
    const [image, reference, ...predictions] = await Promise.all([get({ role: "image" }), get({ role: "reference" }), ...runs.map((run) => get({ run }))]);
    if (signal.aborted) return;
    const first = image ?? reference ?? predictions.find((p) => p !== null) ?? null;
    this.#depth = first?.depth ?? 1;
    if (this.#slice === null && image) this.#window(image);
    this.#slice = first?.slice ?? 0;
    const make = (title: string, prediction: Picture | null, isRun: boolean) => new CasePanel(document.createTextNode(title), { image: image ?? null, reference: reference ?? null, prediction }, isRun, this.#view, () => this.#moved());
    this.#panels = runs.length === 0 ? [make(t("caseReference"), null, false)] : runs.map((_, i) => make(names[i] ?? "", predictions[i] ?? null, true));
    this.#grid.replaceChildren(...this.#panels.map((p) => p.element));
    this.#grid.dataset["panels"] = String(this.#panels.length);
    this.#frame([image, reference, ...predictions].some((p) => p?.kind === "soft"), image ?? null);
    this.#changed();
    this.dataset["ready"] = "";
  }

  #fail(error: Error): null {
    if (isAbort(error)) return null;
    this.#problem.hidden = false;
    this.#problem.textContent = error.message;
    return null;
  }

  #path(extra: Record<string, string>): string {
    const query = new URLSearchParams({ split: this.getAttribute("split") ?? "", id: this.getAttribute("case") ?? "", ...extra });
    if (this.#slice !== null) query.set("slice", String(this.#slice));
    return `api/projects/${this.getAttribute("project")}/case-raster?${query}`;
  }

  #window(image: Picture): void {
    const [level, width] = image.window ?? [(image.least + image.most) / 2, Math.max(1e-9, image.most - image.least)];
    [this.#view.level, this.#view.width] = [level, width];
  }

  #frame(isSoft: boolean, image: Picture | null): void {
    const mode = h("div", { className: "seg", role: "group" }, ...modes.map((m) => {
      const button = h("button", { type: "button", "aria-pressed": String(this.#view.mode === m), dataset: { mode: m } }, t(modeTexts[m]));
      button.addEventListener("click", () => this.#mode(m));
      return button;
    }));
    const span = image ? image.most - image.least : 255;
    this.#bar.replaceChildren(mode,
      this.#check("image", t("caseImage"), ""), this.#check("reference", t("caseReference"), "reference"), this.#check("prediction", t("casePrediction"), "prediction"),
      ...(image ? [this.#slider("level", t("caseLevel"), image.least, image.most, span / 200), this.#slider("width", t("caseWidth"), span / 100, span, span / 200)] : []),
      ...(isSoft ? [this.#slider("threshold", t("caseThreshold"), 0, 1, 0.01)] : []),
      ...(this.#depth > 1 ? [this.#slices()] : []),
      this.#button(t("caseReset"), () => this.#reset(image)));
  }

  #check(layer: "image" | "reference" | "prediction", label: string, key: string): HTMLElement {
    const box = h("input", { type: "checkbox", checked: this.#view[layer], dataset: { layer } });
    box.addEventListener("change", () => this.#toggle(layer, box.checked));
    return h("label", { className: "check small" }, box, key && h("span", { className: `case-line case-line-${key}` }), label);
  }

  #slider(name: "level" | "width" | "threshold", label: string, min: number, max: number, step: number): HTMLElement {
    const input = h("input", { type: "range", min: String(min), max: String(max), step: String(step), value: String(this.#view[name]), dataset: { slider: name } });
    input.addEventListener("input", () => {
      this.#view[name] = Number(input.value);
      this.#changed();
    });
    return h("label", { className: "chart-control" }, label, input);
  }

  #slices(): HTMLElement {
    const input = h("input", { type: "range", min: "0", max: String(this.#depth - 1), value: String(this.#slice ?? 0), dataset: { slider: "slice" } });
    const shown = h("output", {}, t("caseSlice", { slice: (this.#slice ?? 0) + 1, depth: this.#depth }));
    input.addEventListener("change", () => this.#go(Number(input.value)));
    return h("label", { className: "chart-control" }, shown, input);
  }

  #button(label: string, action: () => void): HTMLElement {
    const button = h("button", { type: "button", className: "btn btn-small" }, label);
    button.addEventListener("click", action);
    return button;
  }

  #reset(image: Picture | null): void {
    Object.assign(this.#view, { zoom: 1, x: 0.5, y: 0.5, measure: null, threshold: 0.5 });
    if (image) this.#window(image);
    for (const input of this.#bar.querySelectorAll<HTMLInputElement>("input[data-slider]")) {
      const name = input.dataset["slider"];
      if (name === "level" || name === "width" || name === "threshold") input.value = String(this.#view[name]);
    }
    this.#changed();
  }

  #mode(mode: Mode): void {
    this.#view.mode = mode;
    for (const button of this.#bar.querySelectorAll<HTMLElement>("[data-mode]")) button.setAttribute("aria-pressed", String(button.dataset["mode"] === mode));
    this.#changed();
  }

  #toggle(layer: "image" | "reference" | "prediction", on: boolean): void {
    this.#view[layer] = on;
    const box = this.#bar.querySelector<HTMLInputElement>(`[data-layer="${layer}"]`);
    if (box) box.checked = on;
    this.#changed();
  }

  #go(slice: number): void {
    this.#slice = Math.min(this.#depth - 1, Math.max(0, slice));
    void this.#load();
  }

  #key(e: KeyboardEvent): void {
    const on = e.target as HTMLElement;
    if (on.closest("input, select, textarea") || e.ctrlKey || e.metaKey || e.altKey) return;
    const layers = { "1": "image", "2": "reference", "3": "prediction" } as const;
    const layer = layers[e.key as keyof typeof layers];
    if (layer) this.#toggle(layer, !this.#view[layer]);
    else if (e.key === "m") this.#mode(modes[(modes.indexOf(this.#view.mode) + 1) % modes.length]!);
    else if (e.key === "n" || e.key === "p") document.querySelector<HTMLAnchorElement>(`a[rel=${e.key === "n" ? "next" : "prev"}]`)?.click();
    else if (e.key === "+" || e.key === "-") this.#panels[0]?.zoom(e.key === "+" ? 1.25 : 0.8);
    else if (e.key === "0") this.#reset(this.#panels[0]?.data.image ?? null);
    else if ((e.key === "PageUp" || e.key === "PageDown") && this.#depth > 1) this.#go((this.#slice ?? 0) + (e.key === "PageUp" ? 1 : -1));
    else return;
    e.preventDefault();
  }

  #changed(): void {
    for (const panel of this.#panels) panel.prepare();
    this.#moved();
    const { mode, image, reference, prediction } = this.#view;
    sessionStorage.setItem(remembered, JSON.stringify({ mode, image, reference, prediction }));
  }

  #moved(): void {
    for (const panel of this.#panels) panel.draw();
    this.dataset["zoom"] = this.#view.zoom.toFixed(2);
    this.#words.textContent = this.#panels[0]?.words() || "\u00a0";
  }

  /** Layers stay as they were when the reader goes on to the next case. */
  #recall(): void {
    try {
      Object.assign(this.#view, JSON.parse(sessionStorage.getItem(remembered) ?? "{}"));
    } catch {
      sessionStorage.removeItem(remembered);
    }
  }
}

customElements.define("umul-case", UmulCase);
