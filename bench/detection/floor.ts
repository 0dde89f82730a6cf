/**
 * The floor on the delay of any detector. If false alarms come once in ARL on average, Neyman and Pearson bound the
 * chance to have found a leak of slope s after t by Phi(s sqrt(Q(t)) - z(t / ARL)), onset and slope known [lemma: Lai
 * 1998]; the median delay is at least the root of s sqrt(Q) = z. Q is the information of a ramp of 1 mmHg/h in the
 * innovations of the steady Kalman filter that knows the law of the nuisance.
 */
import type { Conditions, Tier } from "./conditions.ts";
import { gauges } from "./conditions.ts";
import { balance, gaugeVariance, levelWalk, memory, mixing, oscillations } from "./laws.ts";
import { upperNormal } from "./normal.ts";

const firstOscillator = 5;
const size = firstOscillator + 2 * oscillations.length;

/** State: level, two rates, two mixing processes, two quadratures for each oscillator. y = C x + noise of variance R. */
interface Model {
  /** x -> A x, in place. */
  readonly move: (x: Float64Array) => void;
  readonly C: Float64Array;
  /** Diagonal of the process noise. */
  readonly Q: Float64Array;
  readonly R: number;
  /** (h) */
  readonly h: number;
}

/** `dt` (s). Events are not in the model. */
function modelOf({ scale, step }: Conditions, dt: number): Model {
  const h = dt / 3600;
  const laws = [...balance, ...mixing].map(({ sd, tau }) => memory(scale * sd, tau, dt));
  const rings = oscillations.map(({ sd, period, coherence }) => {
    const { keep, kick } = memory(scale * sd, coherence, dt);
    const turn = (2 * Math.PI * dt) / period;
    return { cos: keep * Math.cos(turn), sin: keep * Math.sin(turn), kick };
  });
  const Q = Float64Array.of(
    (levelWalk ** 2 * dt) / 86400,
    ...laws.map(({ kick }) => kick ** 2),
    ...rings.flatMap(({ kick }) => [kick ** 2, kick ** 2]),
  );
  const C = new Float64Array(size);
  C[0] = C[3] = C[4] = 1;
  for (let i = firstOscillator; i < size; i += 2) C[i] = 1;
  const move = (x: Float64Array) => {
    x[0] += h * (x[1] + x[2]);
    for (let i = 0; i < 4; i++) x[i + 1] *= laws[i].keep;
    for (let i = 0; i < rings.length; i++) {
      const at = firstOscillator + 2 * i;
      const a = x[at];
      const b = x[at + 1];
      x[at] = rings[i].cos * a - rings[i].sin * b;
      x[at + 1] = rings[i].sin * a + rings[i].cos * b;
    }
  };
  return { move, C, Q, R: gaugeVariance(step, dt) / gauges, h };
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i], 0);

/** The gain and the variance of the innovations after `steps` of the Riccati recursion from P = 0.01 I. */
function steadyGain({ move, C, Q, R }: Model, steps: number): { K: Float64Array; S: number } {
  const P = Array.from({ length: size }, (_, i) => {
    const row = new Float64Array(size);
    row[i] = 0.01;
    return row;
  });
  const column = new Float64Array(size);
  const PC = new Float64Array(size);
  const innovation = () => {
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += P[i][j] * C[j];
      PC[i] = sum;
    }
    return dot(PC, C) + R;
  };
  for (let n = 0; n < steps; n++) {
    const S = innovation();
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) P[i][j] -= (PC[i] * PC[j]) / S;
    for (const row of P) move(row);
    for (let j = 0; j < size; j++) {
      for (let i = 0; i < size; i++) column[i] = P[i][j];
      move(column);
      for (let i = 0; i < size; i++) P[i][j] = column[i];
      P[j][j] += Q[j];
    }
  }
  const S = innovation();
  return { K: PC.map((x) => x / S), S };
}

export interface Floor {
  /** (mmHg) Of the innovations. */
  readonly sd: number;
  /** (h/mmHg) What a fall of 1 mmHg/h that began n samples ago takes from the innovation, in its sds. */
  readonly shown: Float64Array;
  /** (h2/mmHg2) Of a ramp that began n samples ago; 1 / sqrt of it is the Cramer-Rao bound of its slope. */
  readonly information: Float64Array;
  /** (h2/mmHg2) The same where the moment of the onset has to be found out too. */
  readonly informationOnsetUnknown: Float64Array;
  /** (s) Median delay that no detector can beat for a leak of `slope` (mmHg/h) at one false alarm in `interval` (s). */
  readonly delay: (slope: number, interval: number) => number;
}

export function floorOf(conditions: Conditions, tier: Tier, samples: number): Floor {
  const model = modelOf(conditions, tier.dt);
  const { K, S } = steadyGain(model, tier.riccatiSteps);
  const shown = new Float64Array(samples + 1);
  const information = new Float64Array(samples + 1);
  const informationOnsetUnknown = new Float64Array(samples + 1);
  const d = new Float64Array(size);
  let before = 0;
  let crossed = 0;
  let shifts = 0;
  for (let age = 1; age <= samples; age++) {
    const g = -age * model.h - dot(model.C, d);
    shown[age] = -g / Math.sqrt(S);
    information[age] = information[age - 1] + g ** 2 / S;
    // A ramp that began a sample later differs by a step of what the leak takes in one: Fisher's matrix of both unknowns.
    crossed += (g * (g - before)) / S;
    shifts += (g - before) ** 2 / S;
    informationOnsetUnknown[age] = Math.max(0, information[age] - crossed ** 2 / shifts);
    before = g;
    for (let i = 0; i < size; i++) d[i] += K[i] * g;
    model.move(d);
  }
  const delay = (slope: number, interval: number) => {
    const excess = (n: number) => slope * Math.sqrt(information[n]) - upperNormal((n * tier.dt) / interval);
    const n = information.findIndex((_, i) => i > 0 && excess(i) >= 0);
    if (n < 0) return Number.NaN;
    if (n === 1) return tier.dt;
    return (n - excess(n) / (excess(n) - excess(n - 1))) * tier.dt;
  };
  return { sd: Math.sqrt(S), shown, information, informationOnsetUnknown, delay };
}
