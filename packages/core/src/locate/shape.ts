/**
 * How a leak of 1 Pa m3/s would make the pressures of an epoch fall, if it were on one side of a hatch: behind a tight one, or
 * behind one through which the sides become equal in the time tau. Two volumes at one temperature, flow through the hatch in
 * proportion to the difference:  d' = -1/V_A - d/tau,  V_A a + V_B b = -t  (d = a - b).
 */

export interface Shape {
  /** `part`: the leak is in this part, all hatches are as told. `leaky`: told closed, not tight. `shut`: told open, shut. */
  readonly kind: "part" | "leaky" | "shut";
  /** Empty for a part. */
  readonly hatch: string;
  /** (s) Infinity where it is tight. */
  readonly tau: number;
  /** The part in which the leak is. */
  readonly part: number;
  /** By module: 1 on the side that leaks, 2 on the other, 0 elsewhere. */
  readonly sides: Float64Array;
  /** (m3) */
  readonly volumes: readonly [leaking: number, other: number];
  /** (Pa per Pa m3/s) Fallen so far, on the side that leaks and on the other. */
  readonly falls: [leaking: number, other: number];
  /** What the filters of the parts have taken in of it, by part. */
  readonly responses: { readonly part: number; d: Float64Array }[];
  L: number;
  Q: number;
}

/** Lets `time` (s) pass; `scale` is the pressure of the leaking side over that at the start: a hole takes in proportion. */
export function pass(shape: Shape, time: number, scale: number): void {
  const [A, B] = shape.volumes;
  const { falls, tau } = shape;
  const flow = time * scale;
  if (tau === Number.POSITIVE_INFINITY) {
    falls[0] += flow / A;
    return;
  }
  // Of what both hold together the fall is the same in all; the difference tends to its plateau.
  const together = (A * falls[0] + B * falls[1] + flow) / (A + B);
  const kept = tau === 0 ? 0 : Math.exp(-time / tau);
  const apart = (falls[0] - falls[1]) * kept + (tau === 0 ? 0 : ((scale * tau) / A) * (1 - kept));
  falls[0] = together + (B / (A + B)) * apart;
  falls[1] = together - (A / (A + B)) * apart;
}

/** (Pa per Pa m3/s) What a gauge in a module has seen fall. */
export const fallAt = ({ sides, falls }: Shape, module: number) =>
  sides[module] === 1 ? falls[0] : sides[module] === 2 ? falls[1] : 0;
