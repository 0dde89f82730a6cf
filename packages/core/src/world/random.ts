/**
 * Seeded random numbers: the same seed gives the same numbers on every machine. Generator: sfc32 (C. Doty-Humphrey, PractRand),
 * 128 bits of state in 32-bit integer arithmetic. Each nuisance draws from a stream of its own, named by what it is, so
 * that adding a leak or a sensor changes no other number.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;
  private spare = Number.NaN;

  /** The stream `name` of `seed` (an integer of up to 53 bits). */
  constructor(seed: number, name: string) {
    this.a = hash(name, seed | 0);
    this.b = hash(name, Math.floor(seed / 2 ** 32) ^ 0x9e3779b9);
    this.c = hash(name, this.a ^ this.b);
    // The published generator discards its first 12 outputs to mix the seed in.
    for (let i = 0; i < 12; i++) this.bits();
  }

  /** 32 random bits as a signed integer. */
  bits(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum;
  }

  /** (-) Uniform over 0 to 1, both ends left out. */
  uniform(): number {
    return ((this.bits() >>> 0) + 0.5) / 2 ** 32;
  }

  /** (-) Standard normal deviate: Marsaglia's polar method. */
  normal(): number {
    if (!Number.isNaN(this.spare)) {
      const spare = this.spare;
      this.spare = Number.NaN;
      return spare;
    }
    let x: number;
    let y: number;
    let square: number;
    do {
      x = this.bits() / 2 ** 31;
      y = this.bits() / 2 ** 31;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const scale = Math.sqrt((-2 * Math.log(square)) / square);
    this.spare = y * scale;
    return x * scale;
  }

  /** Waiting time of a Poisson process, in the unit of `mean`. */
  exponential(mean: number): number {
    return -mean * Math.log(this.uniform());
  }
}

/** 32-bit FNV-1a of `text`, started from `seed` and finished with the mixer of MurmurHash3 so that close seeds part. */
export function hash(text: string, seed: number): number {
  let h = seed ^ 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
