// <umul-why page="…">: asks why after the page stands. What it holds until then is the link that a reader without scripts follows.
import { h } from "../../Web/islands/dom.ts";
import { urlOf } from "../../Web/islands/http.ts";

class UmulWhy extends HTMLElement {
  connectedCallback(): void {
    if (this.dataset["asked"] !== undefined) return;
    this.dataset["asked"] = "";
    void this.#ask();
  }

  async #ask(): Promise<void> {
    this.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(urlOf(this.getAttribute("page")!.replace(/^\//, "")), { headers: { Accept: "text/html" } });
      const section = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("why");
      if (section) this.replaceChildren(document.adoptNode(section));
    } catch (error) {
      this.append(h("p", { className: "notice notice-warn", role: "alert" }, (error as Error).message));
    }
    this.removeAttribute("aria-busy");
  }
}

customElements.define("umul-why", UmulWhy);
