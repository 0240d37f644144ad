// <umul-work run="…" project="…">: how far the server is with what the run logged to be evaluated. Says nothing where nothing was.
import { h } from "../Web/islands/dom.ts";
import { getJson, urlOf } from "../Web/islands/http.ts";
import { t } from "../Web/islands/texts.ts";

interface Work {
  readonly split: string;
  readonly state: "waiting" | "working" | "done" | "refused";
  readonly done: number;
  readonly total: number;
  readonly said: string | null;
}

const askAgainMs = 2000;

class UmulWork extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    void this.#ask();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  async #ask(): Promise<void> {
    const work = await getJson<Work[]>(`api/outcomes/${this.getAttribute("run")}/work`).catch(() => [] as Work[]);
    this.replaceChildren(...work.map((item) => this.#line(item)));
    if (work.some((item) => item.state === "waiting" || item.state === "working")) this.#timer = window.setTimeout(() => void this.#ask(), askAgainMs);
  }

  #line(item: Work): HTMLElement {
    const values = { split: item.split, done: item.done, total: item.total };
    switch (item.state) {
      case "waiting": return h("p", { className: "notice", role: "status" }, t("workWaiting", values));
      case "working": return h("p", { className: "notice", role: "status" }, t("workWorking", values), " ", h("progress", { value: item.done, max: Math.max(1, item.total) }));
      case "refused": return h("p", { className: "notice notice-warn", role: "status" }, t("workRefused", values), " ", item.said ?? "");
      default: return h("p", { className: "muted small" }, t("workDone", values), " ",
        h("a", { href: urlOf(`projects/${this.getAttribute("project")}/cases?split=${encodeURIComponent(item.split)}&runs=${this.getAttribute("run")}`) }, t("workCases")));
    }
  }
}

customElements.define("umul-work", UmulWork);
