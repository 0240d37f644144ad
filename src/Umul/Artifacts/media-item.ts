// One logged item as an element: image with its mask, audio, text, table or histogram.
import { h } from "../Web/islands/dom.ts";
import { themeColour } from "../Web/islands/run-colours.ts";
import { formatValue, t } from "../Web/islands/texts.ts";

export interface MediaItem {
  readonly kind: string;
  readonly url: string;
  readonly caption: string;
  readonly mask: string | null;
}

const mostRows = 200;
const maskColours = 12;

export function show(item: MediaItem, name: string): HTMLElement {
  const caption = item.caption ? h("figcaption", { className: "muted small" }, item.caption) : null;
  return h("figure", { className: `media-item media-${item.kind}` }, content(item, name), caption);
}

function content(item: MediaItem, name: string): HTMLElement {
  switch (item.kind) {
    case "image":
    case "mask":
      return image(item, name);
    case "audio":
      return h("audio", { controls: true, preload: "metadata", src: item.url });
    case "text":
      return fetched(item.url, (text) => h("pre", { className: "media-text" }, text));
    case "table":
      return fetched(item.url, (text) => table(item.url, text));
    case "histogram":
      return fetched(item.url, histogram);
    default:
      return h("a", { href: item.url }, item.url.split("/").at(-1) ?? item.url);
  }
}

function image(item: MediaItem, name: string): HTMLElement {
  const picture = h("img", { src: item.kind === "mask" ? "" : item.url, alt: `${name} ${item.caption}`.trim(), decoding: "async" });
  const link = h("a", { href: item.url, target: "_blank", rel: "noopener", title: t("mediaLarger"), className: "media-picture" });
  if (item.kind === "mask") link.append(painted(item.url, `${name} ${item.caption}`.trim()));
  else link.append(picture);
  if (item.mask) {
    const over = painted(item.mask, "");
    over.className = "media-mask";
    link.append(over);
  }
  return link;
}

/** A mask with a colour for each label value; 0 is clear. Works for 0/1 masks, which would look black as they are. */
function painted(url: string, label: string): HTMLCanvasElement {
  const canvas = h("canvas", { role: "img", "aria-label": label });
  const source = new Image();
  source.addEventListener("load", () => {
    canvas.width = source.naturalWidth;
    canvas.height = source.naturalHeight;
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    if (!pen) return;
    pen.drawImage(source, 0, 0);
    const pixels = pen.getImageData(0, 0, canvas.width, canvas.height);
    const colours = palette();
    for (let i = 0; i < pixels.data.length; i += 4) {
      const value = pixels.data[i]!;
      // Labels count from 1; a mask that is only black and white has one label, 255.
      const [r, g, b] = colours[value === 255 ? 1 : (value - 1 + maskColours) % maskColours]!;
      pixels.data[i] = r;
      pixels.data[i + 1] = g;
      pixels.data[i + 2] = b;
      pixels.data[i + 3] = value === 0 ? 0 : 255;
    }
    pen.putImageData(pixels, 0, 0);
  });
  source.src = url;
  return canvas;
}

function palette(): [number, number, number][] {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
  return Array.from({ length: maskColours }, (_, i) => {
    pen.fillStyle = themeColour(`--series-${i + 1}`);
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b] = pen.getImageData(0, 0, 1, 1).data;
    return [r!, g!, b!];
  });
}

function fetched(url: string, build: (text: string) => HTMLElement): HTMLElement {
  const place = h("div", { className: "media-fetched" });
  fetch(url)
    .then(async (reply) => {
      if (!reply.ok) throw new Error(`${reply.status} ${reply.statusText}`);
      place.replaceChildren(build(await reply.text()));
    })
    .catch((error: unknown) => place.replaceChildren(h("p", { className: "notice notice-danger" }, t("mediaFailed", { reason: (error as Error).message }))));
  return place;
}

function table(url: string, text: string): HTMLElement {
  const { columns, data } = url.endsWith(".csv") ? fromCsv(text) : (JSON.parse(text) as { columns: unknown[]; data: unknown[][] });
  const head = h("thead", {}, h("tr", {}, ...columns.map((cell) => h("th", {}, String(cell)))));
  const body = h("tbody", {}, ...data.slice(0, mostRows).map((row) => h("tr", {}, ...row.map(cellOf))));
  const note = data.length > mostRows ? h("p", { className: "muted small" }, t("mediaRows", { count: mostRows, total: data.length })) : null;
  return h("div", {}, h("div", { className: "scroll-x preview-scroll" }, h("table", { className: "table" }, head, body)), note);
}

function cellOf(value: unknown): HTMLElement {
  return typeof value === "number" ? h("td", { className: "num" }, formatValue(value)) : h("td", {}, value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value));
}

function fromCsv(text: string): { columns: string[]; data: string[][] } {
  const rows = text.trimEnd().split(/\r?\n/).map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => m[1]?.replaceAll('""', '"') ?? m[2] ?? ""));
  return { columns: rows[0] ?? [], data: rows.slice(1) };
}

/** Bars over the buckets' own widths: {"buckets": [[left, right, count], …]}. */
function histogram(text: string): HTMLElement {
  const { buckets } = JSON.parse(text) as { buckets: [number, number, number][] };
  const width = 320;
  const height = 120;
  const low = buckets[0]?.[0] ?? 0;
  const high = buckets.at(-1)?.[1] ?? 1;
  const density = buckets.map(([left, right, count]) => count / Math.max(right - left, (high - low) * 1e-6 || 1));
  const tallest = Math.max(...density, Number.MIN_VALUE);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("class", "media-bars");
  svg.setAttribute("preserveAspectRatio", "none");
  buckets.forEach(([left, right, count], i) => {
    const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const x = ((left - low) / (high - low || 1)) * width;
    const size = (density[i]! / tallest) * (height - 4);
    for (const [key, value] of Object.entries({ x, y: height - size, width: Math.max(1, ((right - left) / (high - low || 1)) * width - 1), height: size })) bar.setAttribute(key, String(value));
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = `${formatValue(left)} – ${formatValue(right)}: ${formatValue(count)}`;
    bar.append(title);
    svg.append(bar);
  });
  const box = h("div", { className: "media-histogram" }, h("div", { className: "media-range muted tiny" }, h("span", {}, formatValue(low)), h("span", {}, formatValue(high))));
  box.prepend(svg);
  return box;
}
