// A button that opens a menu: keyboard and screen reader included, closed by Escape, a choice or a click elsewhere.
import { h } from "./dom.ts";

export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
  readonly checked?: boolean;
  readonly disabled?: boolean;
}

/** A button with `face` on it (named `label`) that opens the items. */
export function menuButton(face: string, label: string, items: () => readonly MenuItem[]): HTMLButtonElement {
  const button = h("button", { type: "button", className: "chart-button", title: label, "aria-label": label, "aria-haspopup": "menu" }, face);
  button.addEventListener("click", () => openMenu(button, items()));
  return button;
}

let closeOpen: (() => void) | null = null;

/** Opens a menu below `anchor`. */
export function openMenu(anchor: HTMLElement, items: readonly MenuItem[]): void {
  closeOpen?.();
  const menu = h("div", { className: "umul-menu", role: "menu" });
  for (const item of items) {
    const entry = h("button", { type: "button", role: item.checked === undefined ? "menuitem" : "menuitemcheckbox", disabled: item.disabled ?? false, tabIndex: -1 }, item.label);
    if (item.checked !== undefined) entry.setAttribute("aria-checked", String(item.checked));
    entry.addEventListener("click", () => {
      close();
      item.run();
    });
    menu.append(entry);
  }
  const close = openPopup(anchor, menu);
  menu.addEventListener("keydown", (e) => moveFocus(e, menu));
  menu.querySelector("button")?.focus();
}

/** Puts `popup` under `anchor` and keeps it there until it is closed; answers how to close it. */
export function openPopup(anchor: HTMLElement, popup: HTMLElement): () => void {
  closeOpen?.();
  popup.classList.add("umul-popup");
  document.body.append(popup);
  place(anchor, popup);
  anchor.setAttribute("aria-expanded", "true");
  const outside = (e: Event) => {
    if (!popup.contains(e.target as Node) && !anchor.contains(e.target as Node)) close();
  };
  const escape = (e: KeyboardEvent) => {
    if (e.key !== "Escape") return;
    e.stopPropagation();
    close();
    anchor.focus();
  };
  const close = () => {
    popup.remove();
    anchor.removeAttribute("aria-expanded");
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("keydown", escape, true);
    if (closeOpen === close) closeOpen = null;
  };
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("keydown", escape, true);
  closeOpen = close;
  return close;
}

function place(anchor: HTMLElement, popup: HTMLElement): void {
  const box = anchor.getBoundingClientRect();
  const size = popup.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - size.width - 8));
  const below = box.bottom + 4;
  const top = below + size.height > window.innerHeight && box.top > size.height ? box.top - size.height - 4 : below;
  popup.style.setProperty("left", `${left + window.scrollX}px`);
  popup.style.setProperty("top", `${top + window.scrollY}px`);
}

function moveFocus(e: KeyboardEvent, menu: HTMLElement): void {
  const entries = [...menu.querySelectorAll<HTMLButtonElement>("button:not(:disabled)")];
  const at = entries.indexOf(document.activeElement as HTMLButtonElement);
  const to = e.key === "ArrowDown" ? at + 1 : e.key === "ArrowUp" ? at - 1 : e.key === "Home" ? 0 : e.key === "End" ? entries.length - 1 : null;
  if (to === null) return;
  e.preventDefault();
  entries[(to + entries.length) % entries.length]?.focus();
}
