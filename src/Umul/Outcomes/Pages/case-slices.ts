// Slices of one file of a case: fetched when asked for, kept up to a number of bytes, the neighbours fetched ahead.
import { isAbort } from "../../Web/islands/http.ts";
import { fetchPicture, type Picture } from "./case-picture.ts";

const mostBytes = 96 << 20;
const ahead = 2;

export class CaseSlices {
  readonly #kept = new Map<string, { picture: Promise<Picture | null>; bytes: number }>();
  #bytes = 0;

  /** `address` makes the request for a plane and a slice; null means the server's choice. */
  constructor(private readonly address: (plane: string | null, slice: number | null) => string, private readonly signal: AbortSignal) {}

  /** Null if the case has no such file. */
  get(plane: string | null, slice: number | null): Promise<Picture | null> {
    const key = `${plane ?? ""}/${slice ?? ""}`;
    const known = this.#kept.get(key);
    if (known) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known.picture;
    }
    const entry = { picture: fetchPicture(this.address(plane, slice), this.signal), bytes: 0 };
    this.#kept.set(key, entry);
    entry.picture.then((picture) => {
      if (!picture || this.#kept.get(key) !== entry) return;
      entry.bytes = picture.numbers.byteLength;
      this.#bytes += entry.bytes;
      // What the server chose is known by its own name, too.
      if (plane === null || slice === null) this.#kept.set(`${picture.plane}/${picture.slice}`, { picture: entry.picture, bytes: 0 });
      this.#shrink();
    }, () => this.#kept.delete(key));
    return entry.picture;
  }

  /** Fetches the slices around one that is shown, so that scrolling does not wait. */
  fetchAround(plane: string, slice: number, depth: number): void {
    for (let step = 1; step <= ahead; step++)
      for (const near of [slice + step, slice - step])
        if (near >= 0 && near < depth) this.get(plane, near).catch((error: unknown) => isAbort(error));
  }

  #shrink(): void {
    for (const [key, entry] of this.#kept) {
      if (this.#bytes <= mostBytes) return;
      if (entry.bytes === 0) continue;
      this.#kept.delete(key);
      this.#bytes -= entry.bytes;
    }
  }
}
