/** The share of the thermometers in the gas temperature, as a part of the belief. */
import type { Belief } from "./kalman.ts";
import { at, states } from "./model.ts";
import { thermometers } from "./nuisance.ts";

/** The first `count` thermometers have spoken: what is expected of them. */
export function expectThermometers({ x, P }: Belief, count: number): void {
  const { mean, sd } = count >= thermometers.several ? thermometers.spread : thermometers.lone;
  x[at.share] = mean;
  P[at.share * states + at.share] = sd ** 2;
}

/** (-) The least that the thermometers' share may well be: what is compensated before the filter has its say. */
export const sureShare = ({ x, P }: Belief) =>
  Math.min(1, Math.max(0, x[at.share] - 2 * Math.sqrt(P[at.share * states + at.share])));
