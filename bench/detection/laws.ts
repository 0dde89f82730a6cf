/**
 * What makes the air of a station look as if it leaked: the magnitudes, all of them assumptions, and how a process of
 * first order is advanced.
 */
import { gaugeNoise } from "./conditions.ts";

const minute = 60;
const hour = 3600;
const day = 86400;

/** Ornstein-Uhlenbeck processes: sd and correlation time (s). */
export const mixing = [
  { sd: 0.006, tau: minute },
  { sd: 0.03, tau: 20 * minute },
] as const;
/** Of the gas balance: sd (mmHg/h) and correlation time (s). */
export const balance = [
  { sd: 0.015, tau: 6 * hour },
  { sd: 0.005, tau: 5 * day },
] as const;
/** (mmHg/sqrt day) */
export const levelWalk = 0.01;
/** sd (mmHg) of each quadrature, period and coherence time (s). */
export const oscillations = [
  { sd: 0.03, period: 92.9 * minute, coherence: 10 * hour },
  { sd: 0.01, period: 46.45 * minute, coherence: 10 * hour },
  { sd: 0.015, period: 155 * minute, coherence: 2 * day },
  { sd: 0.007, period: 77.5 * minute, coherence: 2 * day },
  { sd: 0.06, period: 24 * hour, coherence: 5 * day },
  { sd: 0.02, period: 12 * hour, coherence: 5 * day },
] as const;
/** (mmHg2) Of the white noise of one gauge, averaged over `dt` (s). */
export const gaugeVariance = (step: number, dt: number) => (gaugeNoise ** 2 + step ** 2 / 12) / dt;

interface Memory {
  readonly keep: number;
  readonly kick: number;
}
export const memory = (sd: number, tau: number, dt: number): Memory => ({
  keep: Math.exp(-dt / tau),
  kick: sd * Math.sqrt(-Math.expm1((-2 * dt) / tau)),
});
