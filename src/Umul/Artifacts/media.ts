// <umul-media run="…">: everything that was logged under a name, with a slider over its steps; masks lie over their images.
import { debounce, h } from "../Web/islands/dom.ts";
import { t } from "../Web/islands/texts.ts";
import { viewGet, viewSet } from "../Web/islands/view-state.ts";
import { type MediaItem, show } from "./media-item.ts";

interface Step {
  readonly step: number;
  readonly items: readonly MediaItem[];
}

interface Group {
  readonly name: string;
  readonly steps: readonly Step[];
}

const mostCards = 60;

/** One name: its slider and what it shows. */
class Card {
  readonly element: HTMLElement;
  readonly #body = h("div", { className: "card-body media-items" });
  readonly #label = h("output", { className: "muted small nowrap" });
  readonly #slider: HTMLInputElement;
  #shown = -1;

  constructor(readonly group: Group, moved: (step: number) => void) {
    this.#slider = h("input", { type: "range", min: "0", max: String(group.steps.length - 1), value: String(group.steps.length - 1), "aria-label": t("mediaSlider", { name: group.name }) });
    this.#slider.addEventListener("input", () => moved(group.steps[this.#slider.valueAsNumber]!.step));
    const head = h("div", { className: "card-head" }, h("h2", { className: "mono" }, group.name), this.#label);
    const bar = group.steps.length > 1 ? h("div", { className: "media-slider" }, this.#slider) : null;
    this.element = h("section", { className: "card media-card", dataset: { name: group.name } }, head, bar, this.#body);
  }

  /** Shows the last step that is not after `step`; the first if all are. */
  show(step: number): void {
    let index = this.group.steps.findLastIndex((s) => s.step <= step);
    if (index < 0) index = 0;
    if (index === this.#shown) return;
    this.#shown = index;
    const at = this.group.steps[index]!;
    this.#slider.value = String(index);
    const text = this.group.steps.length > 1 ? t("mediaStepOf", { step: at.step, index: index + 1, count: this.group.steps.length }) : t("mediaStep", { step: at.step });
    this.#label.textContent = text;
    this.#slider.setAttribute("aria-valuetext", text);
    this.#body.style.minHeight = `${this.#body.clientHeight}px`; // the next image loads into the place of this one
    this.#body.replaceChildren(...at.items.map((item) => show(item, this.group.name)));
  }
}

class UmulMedia extends HTMLElement {
  #cards: Card[] = [];
  #groups: readonly Group[] = [];
  readonly #grid = h("div", { className: "media-grid" });
  readonly #note = h("p", { className: "muted small" });
  readonly #remember = debounce(250, (step: number) => viewSet("step", String(step)));

  connectedCallback(): void {
    this.#groups = JSON.parse(this.querySelector('script[type="application/json"]')?.textContent ?? "[]") as Group[];
    this.replaceChildren(this.#bar(), this.#grid, this.#note);
    this.#render();
  }

  #bar(): HTMLElement {
    const find = h("input", { type: "search", className: "input", placeholder: t("mediaFind"), "aria-label": t("mediaFind"), value: viewGet("find") ?? "" });
    find.addEventListener("input", () => {
      viewSet("find", find.value || null);
      this.#render();
    });
    const together = h("input", { type: "checkbox", checked: viewGet("together") !== "0" });
    together.addEventListener("change", () => viewSet("together", together.checked ? null : "0"));
    const opacity = h("input", { type: "range", min: "0", max: "1", step: "0.05", value: viewGet("mask") ?? "0.5" });
    opacity.addEventListener("input", () => {
      viewSet("mask", opacity.value === "0.5" ? null : opacity.value);
      this.style.setProperty("--mask-opacity", opacity.value);
    });
    this.style.setProperty("--mask-opacity", opacity.value);
    const masks = this.#groups.some((g) => g.steps.some((s) => s.items.some((i) => i.mask)));
    return h(
      "div",
      { className: "media-bar" },
      this.#groups.length > 6 && find,
      this.#groups.length > 1 && h("label", { className: "check small" }, together, t("mediaTogether")),
      masks && h("label", { className: "chart-control" }, t("mediaMask"), opacity),
    );
  }

  #render(): void {
    const wanted = (viewGet("find") ?? "").toLowerCase();
    const matching = this.#groups.filter((g) => g.name.toLowerCase().includes(wanted));
    const shown = matching.slice(0, mostCards);
    this.#cards = shown.map((group) => new Card(group, (step) => this.#moved(group, step)));
    const asked = viewGet("step");
    for (const card of this.#cards) card.show(asked === null ? Infinity : Number(asked));
    this.#grid.replaceChildren(...this.#cards.map((card) => card.element));
    this.#note.textContent = shown.length < matching.length ? t("mediaShown", { count: shown.length, total: matching.length }) : "";
  }

  #moved(group: Group, step: number): void {
    const together = viewGet("together") !== "0";
    for (const card of this.#cards) if (together || card.group === group) card.show(step);
    if (together) this.#remember(step);
  }
}

customElements.define("umul-media", UmulMedia);
