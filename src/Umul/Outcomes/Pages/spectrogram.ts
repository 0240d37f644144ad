// How loud each frequency is over time: Hann windows and a radix-2 Fourier transform.

export interface Spectrogram {
  /** [frame][bin], 0 is the loudest of all. */
  readonly decibels: Float32Array;
  readonly frames: number;
  readonly bins: number;
  /** The frequency with the most energy over all frames. */
  readonly peakHertz: number;
}

/** At most so many frames as `columns`; about 30 ms each, as is usual for speech. */
export function spectrogram(samples: Float32Array, rate: number, columns: number): Spectrogram {
  const size = 2 ** Math.round(Math.log2(rate * 0.03));
  const bins = size / 2;
  const hop = Math.max(Math.ceil(size / 4), Math.ceil(samples.length / columns));
  const frames = Math.max(1, Math.ceil(samples.length / hop));
  const window = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
  const decibels = new Float32Array(frames * bins);
  const energy = new Float64Array(bins);
  const [real, imaginary] = [new Float64Array(size), new Float64Array(size)];
  let loudest = 1e-20;
  for (let frame = 0; frame < frames; frame++) {
    const start = frame * hop - size / 2;
    for (let i = 0; i < size; i++) real[i] = (samples[start + i] ?? 0) * window[i]!;
    imaginary.fill(0);
    transform(real, imaginary);
    for (let bin = 0; bin < bins; bin++) {
      const power = real[bin]! ** 2 + imaginary[bin]! ** 2;
      energy[bin]! += power;
      loudest = Math.max(loudest, power);
      decibels[frame * bins + bin] = power;
    }
  }
  for (let i = 0; i < decibels.length; i++) decibels[i] = 10 * Math.log10(Math.max(1e-12, decibels[i]! / loudest));
  return { decibels, frames, bins, peakHertz: (energy.indexOf(Math.max(...energy)) * rate) / size };
}

function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [real[i], real[j]] = [real[j]!, real[i]!];
      [imaginary[i], imaginary[j]] = [imaginary[j]!, imaginary[i]!];
    }
  }
  for (let length = 2; length <= size; length <<= 1) {
    const angle = (-2 * Math.PI) / length;
    for (let k = 0; k < length / 2; k++) {
      const [cos, sin] = [Math.cos(angle * k), Math.sin(angle * k)];
      for (let even = k; even < size; even += length) {
        const odd = even + length / 2;
        const [re, im] = [real[odd]! * cos - imaginary[odd]! * sin, real[odd]! * sin + imaginary[odd]! * cos];
        [real[odd], imaginary[odd]] = [real[even]! - re, imaginary[even]! - im];
        [real[even], imaginary[even]] = [real[even]! + re, imaginary[even]! + im];
      }
    }
  }
}
