// <umul-live run="…"> keeps the figures of a running run's page fresh; <umul-live project="…"> waits for a project's first run.
import { debounce } from "../Web/islands/dom.ts";
import { follow } from "./live.ts";

class UmulLive extends HTMLElement {
  #stop: () => void = () => {};
  readonly #refreshSoon = debounce(1200, () => void this.#refresh());

  connectedCallback(): void {
    const run = this.getAttribute("run");
    this.#stop = follow(run ? `api/runs/${run}/live` : `api/projects/${this.getAttribute("project")}/live`, (change) => {
      if (run) this.#refreshSoon();
      else if (change.runs.length > 0 || Object.keys(change.points).length > 0) location.reload();
    });
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  /** Asks for the page again and puts the parts marked data-live in place; a part that someone is using stays as it is. */
  async #refresh(): Promise<void> {
    const reply = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
    if (!reply?.ok) return;
    const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
    for (const part of document.querySelectorAll<HTMLElement>("[data-live]")) {
      const next = fresh.querySelector(`[data-live="${CSS.escape(part.dataset["live"] ?? "")}"]`);
      if (next && !part.contains(document.activeElement) && !part.querySelector("details[open]") && part.innerHTML !== next.innerHTML) part.replaceWith(document.adoptNode(next));
    }
  }
}

customElements.define("umul-live", UmulLive);
