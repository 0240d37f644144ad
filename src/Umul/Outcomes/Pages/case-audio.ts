// <umul-audio src="…">: a recording with its waveform and spectrogram, drawn from what the browser decodes. The page's own player is inside.
import { clamp, h, oncePerFrame } from "../../Web/islands/dom.ts";
import { urlOf } from "../../Web/islands/http.ts";
import { onThemeChange, themeColour } from "../../Web/islands/run-colours.ts";
import { formatValue, t } from "../../Web/islands/texts.ts";
import { spectrogram, type Spectrogram } from "./spectrogram.ts";

/** Longer recordings would take the browser's memory. */
const mostSeconds = 1200;
const columns = 900;
const stops = 6;

class UmulAudio extends HTMLElement {
  readonly #wave = h("canvas", { className: "audio-wave" });
  readonly #spectrum = h("canvas", { className: "audio-spectrum" });
  readonly #head = h("div", { className: "audio-head" });
  readonly #axis = h("div", { className: "audio-axis tiny muted" });
  readonly #draw = oncePerFrame(() => this.#paint());
  #player!: HTMLAudioElement;
  #samples: Float32Array | null = null;
  #spectrogram: Spectrogram | null = null;
  #seconds = 0;

  connectedCallback(): void {
    this.#player = this.querySelector("audio")!;
    const figure = h("div", { className: "audio-figure" }, this.#wave, this.#spectrum, this.#head);
    this.append(figure, this.#axis);
    figure.addEventListener("pointerdown", (e) => this.#seek(e, figure));
    this.#player.addEventListener("timeupdate", () => this.#follow());
    this.#player.addEventListener("play", () => this.#run());
    new ResizeObserver(this.#draw).observe(figure);
    onThemeChange(this.#draw);
    this.#load(figure).catch((error: Error) => {
      figure.hidden = true;
      this.#axis.textContent = t("caseAudioUnreadable", { reason: error.message });
    });
  }

  async #load(figure: HTMLElement): Promise<void> {
    const reply = await fetch(urlOf(this.getAttribute("src") ?? ""));
    if (!reply.ok) throw new Error(`${reply.status} ${reply.statusText}`);
    const bytes = await reply.arrayBuffer();
    const rate = rateOf(bytes);
    const audio = await new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes);
    this.#seconds = audio.duration;
    if (audio.duration > mostSeconds) {
      figure.hidden = true;
      this.#axis.textContent = t("caseAudioLong", { minutes: mostSeconds / 60 });
      return;
    }
    this.#samples = audio.getChannelData(0);
    this.#spectrogram = spectrogram(this.#samples, audio.sampleRate, columns);
    const [seconds, top, peak] = [formatValue(Number(audio.duration.toPrecision(4))), formatValue(audio.sampleRate / 2000), Math.round(this.#spectrogram.peakHertz)];
    this.#spectrum.setAttribute("role", "img");
    this.#spectrum.setAttribute("aria-label", t("caseSpectrogram", { seconds, top, peak }));
    this.#axis.replaceChildren(h("span", {}, "0 s"), h("span", {}, t("caseAudioAxis", { top, channels: audio.numberOfChannels })), h("span", {}, `${seconds} s`));
    this.#draw();
    this.dataset["ready"] = "";
  }

  #paint(): void {
    if (!this.#samples || !this.#spectrogram) return;
    this.#paintWave(this.#samples);
    this.#paintSpectrum(this.#spectrogram);
    this.#follow();
  }

  #paintWave(samples: Float32Array): void {
    const [wide, tall] = [this.#wave.clientWidth, this.#wave.clientHeight];
    [this.#wave.width, this.#wave.height] = [wide, tall];
    const c = this.#wave.getContext("2d")!;
    c.fillStyle = themeColour("--series-1");
    for (let x = 0; x < wide; x++) {
      const [from, to] = [Math.floor((x / wide) * samples.length), Math.max(Math.floor((x / wide) * samples.length) + 1, Math.floor(((x + 1) / wide) * samples.length))];
      let [low, high] = [1, -1];
      for (let i = from; i < to && i < samples.length; i++) [low, high] = [Math.min(low, samples[i]!), Math.max(high, samples[i]!)];
      c.fillRect(x, ((1 - high) / 2) * tall, 1, Math.max(1, ((high - low) / 2) * tall));
    }
  }

  #paintSpectrum({ decibels, frames, bins }: Spectrogram): void {
    [this.#spectrum.width, this.#spectrum.height] = [frames, bins];
    const c = this.#spectrum.getContext("2d")!;
    const image = c.createImageData(frames, bins);
    const ramp = shades();
    const words = new Uint32Array(image.data.buffer);
    for (let x = 0; x < frames; x++)
      for (let y = 0; y < bins; y++) {
        // 80 dB below the loudest is the darkest.
        words[(bins - 1 - y) * frames + x] = ramp[Math.round(clamp(1 + decibels[x * bins + y]! / 80, 0, 1) * (ramp.length - 1))]!;
      }
    c.putImageData(image, 0, 0);
  }

  #seek(e: PointerEvent, figure: HTMLElement): void {
    const box = figure.getBoundingClientRect();
    this.#player.currentTime = clamp((e.clientX - box.left) / box.width, 0, 1) * this.#seconds;
    this.#follow();
  }

  #run(): void {
    this.#follow();
    if (!this.#player.paused && this.isConnected) requestAnimationFrame(() => this.#run());
  }

  #follow(): void {
    this.#head.style.left = `${(this.#seconds > 0 ? clamp(this.#player.currentTime / this.#seconds, 0, 1) : 0) * 100}%`;
  }
}

/** 256 colours between those of the heat map, as words of a canvas. */
function shades(): number[] {
  const ends = Array.from({ length: stops }, (_, i) => parseInt(themeColour(`--heat-${i + 1}`).slice(1), 16));
  return Array.from({ length: 256 }, (_, i) => {
    const at = (i / 255) * (stops - 1);
    const below = Math.min(stops - 2, Math.floor(at));
    const part = (shift: number) => {
      const [from, to] = [(ends[below]! >> shift) & 255, (ends[below + 1]! >> shift) & 255];
      return Math.round(from + (to - from) * (at - below));
    };
    return 0xff000000 | (part(0) << 16) | (part(8) << 8) | part(16);
  });
}

// A WAV file says its rate; decoded at another, its high frequencies would be lost or made up.
function rateOf(bytes: ArrayBuffer): number {
  const view = new DataView(bytes);
  const isWave = bytes.byteLength >= 28 && view.getUint32(0) === 0x52494646 && view.getUint32(8) === 0x57415645;
  return isWave ? clamp(view.getUint32(24, true), 8000, 96_000) : 44_100;
}

customElements.define("umul-audio", UmulAudio);
