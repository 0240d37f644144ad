// The controls above the panels of the case viewer.
import { h } from "../../Web/islands/dom.ts";
import { t } from "../../Web/islands/texts.ts";
import type { Picture } from "./case-picture.ts";
import { type Layer, type Mode, planeTexts, type SharedView, type Tool } from "./case-view.ts";
import { windowsOf } from "./case-windows.ts";

export const modes: readonly Mode[] = ["contour", "fill", "difference"];
const modeTexts: Record<Mode, string> = { contour: "caseContours", fill: "caseFills", difference: "caseDifference" };
const toolTexts: Record<Tool, string> = { move: "caseToolMove", window: "caseToolWindow", measure: "caseToolMeasure" };
const tools: readonly Tool[] = ["move", "window", "measure"];

export interface BarEvents {
  readonly mode: (mode: Mode) => void;
  readonly tool: (tool: Tool) => void;
  readonly layer: (layer: Layer, on: boolean) => void;
  readonly layout: (layout: string) => void;
  /** Level or width changed. */
  readonly windowed: () => void;
  /** Threshold or score changed. */
  readonly cut: () => void;
  readonly zoom: (by: number) => void;
  readonly reset: () => void;
}

export interface BarContent {
  readonly image: Picture | null;
  readonly planes: readonly string[];
  readonly layout: string;
  readonly isSoft: boolean;
  readonly hasMasks: boolean;
  readonly hasBoxes: boolean;
}

export class CaseBar {
  readonly element = h("div", { className: "case-bar" });

  constructor(private readonly view: SharedView, private readonly events: BarEvents) {}

  /** Makes the controls that the case needs. */
  build(content: BarContent): void {
    const { events, view } = this;
    const { image, planes, isSoft, hasMasks, hasBoxes } = content;
    const grey = image && image.channels < 3 ? image : null;
    this.element.replaceChildren(
      ...(planes.length > 1 ? [this.#choice("layout", ["all", ...planes].map((p) => [p, t(planeTexts[p]!)]), content.layout, events.layout)] : []),
      ...(hasMasks ? [this.#choice("mode", modes.map((m) => [m, t(modeTexts[m])]), view.mode, (m) => events.mode(m as Mode))] : []),
      this.#choice("tool", tools.filter((tool) => grey || tool !== "window").map((tool) => [tool, t(toolTexts[tool])]), view.tool, (tool) => events.tool(tool as Tool)),
      h("span", { className: "case-layers" }, this.#check("image", t("caseImage"), ""), this.#check("reference", t("caseReference"), "reference"), this.#check("prediction", t("casePrediction"), "prediction")),
      ...(grey ? this.#window(grey) : []),
      ...(isSoft ? [this.#slider("threshold", t("caseThreshold"), [0, 1, 0.01], events.cut)] : []),
      ...(hasBoxes ? [this.#slider("score", t("caseScore"), [0, 1, 0.01], events.cut)] : []),
      h("span", { className: "case-layers" }, this.#button("−", () => events.zoom(0.8), t("caseZoomOut")), this.#button("+", () => events.zoom(1.25), t("caseZoomIn")), this.#button(t("caseReset"), events.reset)));
    this.follow();
  }

  /** Shows what the view has now. */
  follow(): void {
    for (const input of this.element.querySelectorAll<HTMLInputElement>("input[data-slider]")) {
      const name = input.dataset["slider"] as "level" | "width" | "threshold" | "score";
      input.value = String(this.view[name]);
      const output = input.parentElement?.querySelector("output");
      if (output) output.textContent = this.view[name].toFixed(2);
    }
    for (const box of this.element.querySelectorAll<HTMLInputElement>("input[data-layer]")) box.checked = this.view[box.dataset["layer"] as Layer];
    this.press("mode", this.view.mode);
    this.press("tool", this.view.tool);
    const presets = this.element.querySelector<HTMLSelectElement>("[data-presets]");
    if (presets) {
      const same = [...presets.options].find((o) => o.value === `${this.view.level}/${this.view.width}`);
      presets.value = same?.value ?? "";
    }
  }

  press(group: string, value: string): void {
    for (const button of this.element.querySelectorAll<HTMLElement>(`[data-${group}]`)) button.setAttribute("aria-pressed", String(button.dataset[group] === value));
  }

  #choice(group: string, options: readonly (readonly [string, string])[], chosen: string, changed: (value: string) => void): HTMLElement {
    return h("div", { className: "seg", role: "group" }, ...options.map(([value, label]) => {
      const button = h("button", { type: "button", "aria-pressed": String(value === chosen), dataset: { [group]: value } }, label);
      button.addEventListener("click", () => {
        this.press(group, value);
        changed(value);
      });
      return button;
    }));
  }

  #check(layer: Layer, label: string, key: string): HTMLElement {
    const box = h("input", { type: "checkbox", checked: this.view[layer], dataset: { layer } });
    box.addEventListener("change", () => this.events.layer(layer, box.checked));
    return h("label", { className: "check small" }, box, key && h("span", { className: `case-line case-line-${key}` }), label);
  }

  #window(image: Picture): HTMLElement[] {
    const windows = windowsOf(image);
    const select = h("select", { className: "select", "aria-label": t("caseWindowPreset"), dataset: { presets: "" } },
      h("option", { value: "", disabled: true }, t("caseWindowOwn")), ...windows.map((w) => h("option", { value: `${w.level}/${w.width}`, dataset: { window: w.key } }, w.label)));
    select.addEventListener("change", () => {
      const chosen = windows.find((w) => `${w.level}/${w.width}` === select.value);
      if (!chosen) return;
      [this.view.level, this.view.width] = [chosen.level, chosen.width];
      this.events.windowed();
    });
    const span = Math.max(1e-9, image.most - image.least);
    return [select, this.#slider("level", t("caseLevel"), [image.least, image.most, span / 200], this.events.windowed), this.#slider("width", t("caseWidth"), [span / 200, span, span / 200], this.events.windowed)];
  }

  #slider(name: "level" | "width" | "threshold" | "score", label: string, [min, max, step]: readonly [number, number, number], changed: () => void): HTMLElement {
    // On a phone the tool sets the window.
    const isCut = name === "threshold" || name === "score";
    const input = h("input", { type: "range", min: String(min), max: String(max), step: String(step), dataset: { slider: name } });
    input.addEventListener("input", () => {
      this.view[name] = Number(input.value);
      changed();
    });
    return h("label", { className: isCut ? "chart-control" : "chart-control hide-phone" }, label, input, isCut && h("output", { className: "case-cut" }));
  }

  #button(label: string, action: () => void, title = ""): HTMLElement {
    const button = h("button", { type: "button", className: "btn btn-small", ...(title && { title, "aria-label": title }) }, label);
    button.addEventListener("click", action);
    return button;
  }
}
