// Small means to build elements.

type Child = Node | string | null | undefined | false;
type Properties = Record<string, unknown>;

/** Makes an element: `on…` keys are listeners, `style`/`dataset` are objects, other keys properties or attributes. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, properties: Properties = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name === "style") for (const [p, v] of Object.entries(value as Record<string, string>)) element.style.setProperty(p, v);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value as EventListener);
    else if (name.includes("-") || name === "role" || name === "for" || name === "list") element.setAttribute(name, String(value));
    else (element as unknown as Properties)[name] = value;
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** Calls `action` once after `delayMs` without a further call. */
export function debounce<A extends unknown[]>(delayMs: number, action: (...a: A) => void): (...a: A) => void {
  let timer = 0;
  return (...a) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => action(...a), delayMs);
  };
}

/** Calls `action` at most once a frame. */
export function oncePerFrame(action: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      action();
    });
  };
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Offers `data` to the reader as a file. */
export function saveFile(name: string, data: Blob): void {
  const url = URL.createObjectURL(data);
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

let statusLine: HTMLElement | null = null;

/** Says something short to the reader, on screen for some seconds and to a screen reader. */
export function announce(text: string): void {
  statusLine ??= document.body.appendChild(h("div", { className: "umul-announce", role: "status" }));
  statusLine.textContent = text;
  statusLine.dataset["shown"] = "";
  hideAnnouncement();
}

const hideAnnouncement = debounce(4000, () => {
  if (statusLine) delete statusLine.dataset["shown"];
});
