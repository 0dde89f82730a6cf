import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { balanceFast, balanceSlow, mixing, type Oscillation, oscillations, type Wander } from "./nuisance.ts";
import { type Spectrum, spectrumOf } from "./spectrum.ts";
import { normal, type Random, seeded } from "./testing.ts";

const dt = 60;
const runs = 200;
/** As the climate has them: of 17 h, and of 4 h. */
const [long, short] = [spectrumOf(1024, 28), spectrumOf(256, 16)];

/** One minute after the other of a part of the weather, begun in its stationary law. */
type Part = (r: Random) => () => number;

const white: Part = (r) => () => normal(r);

const wandering =
  ({ sd, tau }: Wander): Part =>
  (r) => {
    const keep = Math.exp(-dt / tau);
    let x = sd * normal(r);
    return () => {
      x = keep * x + sd * Math.sqrt(1 - keep * keep) * normal(r);
      return x;
    };
  };

const swinging =
  ({ sd, period, coherence }: Oscillation): Part =>
  (r) => {
    const keep = Math.exp(-dt / coherence);
    const [c, s] = [Math.cos((2 * Math.PI * dt) / period), Math.sin((2 * Math.PI * dt) / period)];
    const kick = () => sd * Math.sqrt(1 - keep * keep) * normal(r);
    let [a, b] = [sd * normal(r), sd * normal(r)];
    return () => {
      [a, b] = [keep * (c * a - s * b) + kick(), keep * (s * a + c * b) + kick()];
      return a;
    };
  };

const balance: Part = (r) => {
  const rates = [balanceFast, balanceSlow].map((w) => wandering(w)(r));
  let level = 0;
  return () => {
    for (const rate of rates) level += dt * rate();
    return level;
  };
};

/** Mean power by band over `runs` stretches, over what is expected. */
function ratios({ stretch, bands, powers, expected }: Spectrum, part: Part, k: number): number[] {
  const r = seeded(k + 1);
  const sum = new Float64Array(bands.length);
  for (let run = 0; run < runs; run++) {
    const next = part(r);
    powers(Float64Array.from({ length: stretch }, () => next())).forEach((p, b) => {
      sum[b] += p / runs;
    });
  }
  return [...sum].map((s, b) => s / expected(1)[k][b]);
}

describe(`each part of the weather has the powers that are expected of it (${runs} stretches, seeds 1 to 11)`, () => {
  const parts: [string, Part][] = [
    ["white noise", white],
    ...mixing.map((w): [string, Part] => [`mixing of ${w.tau / 60} min`, wandering(w)]),
    ...oscillations.map((o): [string, Part] => [`the oscillation of ${o.period / 60} min`, swinging(o)]),
  ];
  for (const spectrum of [long, short]) {
    const hours = `${Math.round(spectrum.stretch / 60)} h`;
    for (const [k, [name, part]] of parts.entries()) {
      // What swings slower than a short stretch leaks into its lowest bands.
      const from = spectrum === short && k > mixing.length ? 2 : 0;
      it(`${name}, in ${hours}`, (t) => {
        const of = ratios(spectrum, part, k).slice(from);
        t.diagnostic(`measured over expected: ${Math.min(...of).toFixed(2)} to ${Math.max(...of).toFixed(2)}`);
        // A band of one frequency: sd of a mean of 200 exponentials 7 %, of which the greatest of fifty.
        for (const [b, ratio] of of.entries()) assert.ok(ratio > 0.75 && ratio < 1.3, `band ${b}: ${ratio}`);
      });
    }
  }

  it("balance of gas, in 17 h, but for the two lowest bands, where what is slower still leaks in", (t) => {
    const until = long.bands.findIndex(([m]) => m > 60);
    const of = ratios(long, balance, parts.length).slice(0, until);
    t.diagnostic(
      `the lowest two ${of[0].toFixed(2)} and ${of[1].toFixed(2)}, others ${Math.min(...of.slice(2)).toFixed(2)} to ${Math.max(...of.slice(2)).toFixed(2)}`,
    );
    for (const ratio of of.slice(2)) assert.ok(ratio > 0.75 && ratio < 1.4, `${ratio}`);
    for (const ratio of of.slice(0, 2)) assert.ok(ratio > 0.9 && ratio < 1.9, `${ratio}`);
  });
});

const { stretch, bands, powers } = long;
const noise = (seed: number) => {
  const r = seeded(seed);
  return Float64Array.from({ length: stretch }, () => normal(r));
};

it("a level and a steady fall have no power", () => {
  const plain = powers(noise(21));
  const some = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  fc.assert(
    fc.property(some, some, (level, fall) => {
      powers(noise(21).map((v, i) => v + level - fall * i)).forEach((p, b) => {
        assert.ok(Math.abs(p / plain[b] - 1) < 1e-6, `band ${b}`);
      });
    }),
    { numRuns: 20 },
  );
});

it("the power of a band is that of the Fourier sums, written out", () => {
  const values = noise(22);
  const middle = (stretch - 1) / 2;
  const sum = (f: (i: number) => number) => values.reduce((s, _, i) => s + f(i), 0);
  const mean = sum((i) => values[i]) / stretch;
  const slope = sum((i) => values[i] * (i - middle)) / sum((i) => (i - middle) ** 2);
  const taper = (i: number) => Math.sin((Math.PI * (i + 0.5)) / stretch) ** 2;
  const energy = sum((i) => taper(i) ** 2);
  const at = (m: number) => {
    const part = (turn: (x: number) => number) =>
      sum((i) => (values[i] - mean - slope * (i - middle)) * taper(i) * turn((2 * Math.PI * m * i) / stretch));
    return (part(Math.cos) ** 2 + part(Math.sin) ** 2) / energy;
  };
  const found = powers(values);
  for (const b of [0, 10, 30, bands.length - 1]) {
    const expected = bands[b].reduce((s, m) => s + at(m), 0) / bands[b].length;
    assert.ok(Math.abs(found[b] / expected - 1) < 1e-9, `band ${b}`);
  }
});
