// The grid: only rows and columns near the viewport exist. Pinned columns stay at the left; the header stays at the top.
import { clamp, h, oncePerFrame } from "../Web/islands/dom.ts";
import { type Column, type ColumnLayout, hintOf, subtitleOf, titleOf } from "./run-columns.ts";
import type { Item } from "./run-model.ts";

export const rowHeight = 32;
const headerHeight = 44;
const overscan = 6;

export interface GridParts {
  items(): readonly Item[];
  sortOf(column: Column): "ascending" | "descending" | null;
  fillCell(cell: HTMLElement, item: Item, column: Column): void;
  decorateRow(row: HTMLElement, item: Item): void;
  sortBy(column: Column): void;
  openColumnMenu(anchor: HTMLElement, column: Column): void;
  /** Columns came into view. */
  columnsShown(columns: readonly Column[]): void;
  rowKey(e: KeyboardEvent, item: Item, column: Column): boolean;
  isGrouped(): boolean;
}

interface Placed {
  readonly column: Column;
  readonly left: number;
  readonly width: number;
  readonly pinned: boolean;
}

export class RunGrid {
  readonly element = h("div", { className: "run-grid", role: "grid", tabIndex: 0 });
  readonly #header = h("div", { className: "run-grid-header", role: "row" });
  readonly #body = h("div", { className: "run-grid-body", role: "presentation" });
  #placed: readonly Placed[] = [];
  #width = 0;
  #active = { row: 0, column: 0 };
  #shownColumns = "";
  readonly update = oncePerFrame(() => this.#render());

  constructor(private readonly layout: ColumnLayout, private readonly parts: GridParts) {
    this.element.append(this.#header, this.#body);
    this.element.addEventListener("scroll", this.update, { passive: true });
    this.element.addEventListener("keydown", (e) => this.#key(e));
    this.element.addEventListener("focusin", (e) => e.target === this.element && this.update());
    new ResizeObserver(() => this.update()).observe(this.element);
  }

  /** Columns, their order or widths changed. */
  relayout(): void {
    const pinned = new Set(["name", ...this.layout.pinned()]);
    // On a narrow screen pinned columns would leave no room for the others; the name alone stays.
    const room = this.element.clientWidth * 0.75;
    let left = 0;
    this.#placed = this.layout.shown().map((column) => {
      const width = this.layout.width(column.id, this.parts.isGrouped());
      const placed = { column, left, width, pinned: column.id === "name" || (pinned.has(column.id) && left + width <= room) };
      left += placed.width;
      return placed;
    });
    this.#width = left;
    this.update();
  }

  get activeItem(): Item | undefined {
    return this.parts.items()[this.#active.row];
  }

  /** The cell of an item as it is on screen now, or null. */
  cellElement(rowIndex: number, id: string): HTMLElement | null {
    return this.#body.querySelector(`[data-index="${rowIndex}"] [data-column="${CSS.escape(id)}"]`);
  }

  #render(): void {
    const items = this.parts.items();
    this.#body.style.setProperty("width", `${this.#width}px`);
    this.#body.style.setProperty("height", `${items.length * rowHeight}px`);
    this.#header.style.setProperty("width", `${this.#width}px`);
    this.element.setAttribute("aria-rowcount", String(items.length + 1));
    this.element.setAttribute("aria-colcount", String(this.#placed.length));
    const top = this.element.scrollTop;
    const first = clamp(Math.floor(top / rowHeight) - overscan, 0, items.length);
    const last = clamp(Math.ceil((top + this.element.clientHeight) / rowHeight) + overscan, 0, items.length);
    const visible = this.#visibleColumns();
    this.#renderHeader(visible);
    const rows: HTMLElement[] = [];
    for (let i = first; i < last; i++) rows.push(this.#row(items[i]!, i, visible));
    const focused = this.element.contains(document.activeElement);
    this.#body.replaceChildren(...rows);
    if (focused && !this.element.contains(document.activeElement)) this.element.focus({ preventScroll: true });
    this.#markActive();
    const names = visible.map((p) => p.column.id).join("\n");
    if (names !== this.#shownColumns) {
      this.#shownColumns = names;
      this.parts.columnsShown(visible.map((p) => p.column));
    }
  }

  #visibleColumns(): Placed[] {
    const from = this.element.scrollLeft - 300;
    const to = this.element.scrollLeft + this.element.clientWidth + 300;
    return this.#placed.filter((p) => p.pinned || (p.left + p.width >= from && p.left <= to));
  }

  #row(item: Item, index: number, visible: readonly Placed[]): HTMLElement {
    const row = h("div", { className: `run-grid-row ${item.kind}`, role: "row", dataset: { index: String(index) } });
    row.setAttribute("aria-rowindex", String(index + 2));
    row.style.setProperty("top", `${index * rowHeight}px`);
    for (const placed of visible) {
      const cell = h("div", { role: "gridcell", className: `cell ${placed.column.kind}`, dataset: { column: placed.column.id } });
      this.#place(cell, placed);
      this.parts.fillCell(cell, item, placed.column);
      row.append(cell);
    }
    this.parts.decorateRow(row, item);
    return row;
  }

  #place(cell: HTMLElement, placed: Placed): void {
    cell.style.setProperty("width", `${placed.width}px`);
    if (placed.pinned) {
      cell.classList.add("pinned");
      cell.style.setProperty("left", `${placed.left}px`);
    } else cell.style.setProperty("left", `${placed.left}px`);
    cell.setAttribute("aria-colindex", String(this.#placed.indexOf(placed) + 1));
  }

  // Header: click sorts, drag moves, the right edge resizes, the arrow opens the column's menu

  #renderHeader(visible: readonly Placed[]): void {
    this.#header.replaceChildren(...visible.map((placed) => this.#headerCell(placed)));
  }

  #headerCell(placed: Placed): HTMLElement {
    const { column } = placed;
    const sort = this.parts.sortOf(column);
    const title = h("button", { type: "button", className: "title", tabIndex: -1, draggable: true, title: hintOf(column) },
      h("span", { className: "subtitle" }, subtitleOf(column)),
      h("span", { className: "caption" }, titleOf(column), sort && h("span", { className: "sort", "aria-hidden": "true" }, sort === "ascending" ? " ▲" : " ▼")));
    title.addEventListener("click", () => this.parts.sortBy(column));
    title.addEventListener("dragstart", (e) => e.dataTransfer?.setData("text/x-umul-column", column.id));
    const menu = h("button", { type: "button", className: "column-menu", tabIndex: -1, "aria-label": titleOf(column), "aria-haspopup": "menu" }, "⋮");
    menu.addEventListener("click", () => this.parts.openColumnMenu(menu, column));
    const edge = h("span", { className: "edge" });
    edge.addEventListener("pointerdown", (e) => this.#resize(e, column));
    const cell = h("div", { role: "columnheader", className: `cell ${column.kind}`, dataset: { column: column.id } }, title, menu, edge);
    if (sort) cell.setAttribute("aria-sort", sort);
    cell.addEventListener("dragover", (e) => e.preventDefault());
    cell.addEventListener("drop", (e) => {
      e.preventDefault();
      const id = e.dataTransfer?.getData("text/x-umul-column");
      if (id) this.layout.move(id, column.id);
    });
    this.#place(cell, placed);
    return cell;
  }

  #resize(e: PointerEvent, column: Column): void {
    e.preventDefault();
    e.stopPropagation();
    const edge = e.target as HTMLElement;
    const start = e.clientX;
    const width = this.layout.width(column.id, false);
    const move = (m: PointerEvent) => {
      this.layout.resize(column.id, width + m.clientX - start);
      this.relayout();
    };
    const stop = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", stop);
    };
    edge.setPointerCapture?.(e.pointerId);
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", stop);
  }

  // Keyboard: one active cell

  #key(e: KeyboardEvent): void {
    if ((e.target as HTMLElement).closest("input, textarea, [role=menu]")) return;
    const rows = this.parts.items().length;
    const page = Math.max(1, Math.floor((this.element.clientHeight - headerHeight) / rowHeight) - 1);
    const steps: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-page, 0], PageDown: [page, 0], Home: [0, -1e6], End: [0, 1e6] };
    const step = e.ctrlKey || e.metaKey ? (e.key === "Home" ? [-1e9, 0] : e.key === "End" ? [1e9, 0] : null) : steps[e.key];
    if (step) {
      this.#active = { row: clamp(this.#active.row + step[0]!, 0, Math.max(0, rows - 1)), column: clamp(this.#active.column + step[1]!, 0, this.#placed.length - 1) };
      this.#reveal();
      e.preventDefault();
      return;
    }
    const item = this.activeItem;
    const placed = this.#placed[this.#active.column];
    if (item && placed && this.parts.rowKey(e, item, placed.column)) e.preventDefault();
  }

  #reveal(): void {
    const top = this.#active.row * rowHeight;
    const viewTop = this.element.scrollTop;
    const room = this.element.clientHeight - headerHeight - rowHeight - 12;
    if (top < viewTop) this.element.scrollTop = top;
    else if (top > viewTop + room) this.element.scrollTop = top - room;
    const placed = this.#placed[this.#active.column];
    if (placed && !placed.pinned) {
      const pinnedWidth = this.#placed.filter((p) => p.pinned).reduce((w, p) => Math.max(w, p.left + p.width), 0);
      if (placed.left < this.element.scrollLeft + pinnedWidth) this.element.scrollLeft = placed.left - pinnedWidth;
      else if (placed.left + placed.width > this.element.scrollLeft + this.element.clientWidth) this.element.scrollLeft = placed.left + placed.width - this.element.clientWidth;
    }
    this.update();
  }

  setActive(row: number, columnId: string): void {
    this.#active = { row, column: Math.max(0, this.#placed.findIndex((p) => p.column.id === columnId)) };
    this.#markActive();
  }

  #markActive(): void {
    this.#body.querySelector("[data-active]")?.removeAttribute("data-active");
    const id = this.#placed[this.#active.column]?.column.id;
    const cell = id === undefined ? null : this.cellElement(this.#active.row, id);
    if (!cell) return;
    cell.dataset["active"] = "";
    cell.id ||= `cell-${this.#active.row}-${this.#active.column}`;
    this.element.setAttribute("aria-activedescendant", cell.id);
  }
}
