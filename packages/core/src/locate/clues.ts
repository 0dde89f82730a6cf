/** What is told of single modules beside their pressures. */
import type { Station } from "../station/index.ts";
import { sideOf } from "../station/index.ts";
import { falseFind, missRate, mostFromTorque, torqueNoise, wrongWay } from "./assumptions.ts";
import type { Locator } from "./locator.ts";

/** (-) However often nothing was heard, there are holes that cannot be heard: too small ones, or behind what cannot be moved. */
const unheard = 0.02;

function clueOf(locator: Locator, clue: string): number[] {
  locator.clues[clue] ??= locator.modules.map(() => 0);
  return locator.clues[clue];
}

/**
 * Somebody has searched a module with an ultrasonic detector; `miss` (-) is how often a hole that is there is not found:
 * `missRate.racksRunning` unless said otherwise.
 */
export function searched(
  locator: Locator,
  module: string,
  { found, miss = missRate.racksRunning }: { readonly found: boolean; readonly miss?: number },
): void {
  const m = locator.modules.indexOf(module);
  if (m < 0) return;
  if (found) clueOf(locator, "found")[m] += Math.log((1 - miss) / falseFind);
  else {
    const missed = clueOf(locator, "missed");
    missed[m] = Math.max(Math.log(unheard), missed[m] + Math.log(miss / (1 - falseFind)));
  }
}

/**
 * A sensor at an open hatch shows air that flows towards `module`, one of the two that it joins. The last word of a hatch
 * counts: what it says again says nothing new.
 */
export function flowSeen(
  station: Station,
  locator: Locator,
  isOpen: (hatch: string) => boolean,
  hatch: string,
  module: string,
): void {
  const between = station.hatches.find((h) => h.id === hatch)?.between;
  if (between === undefined || !between.includes(module) || !isOpen(hatch)) return;
  const states = (h: string) => (isOpen(h) ? "open" : "closed");
  const [towards, away] = (between[0] === module ? between : [between[1], between[0]]).map((m) =>
    sideOf(station, states, hatch, m),
  );
  // Where air goes round another way its direction says nothing.
  if (towards.includes(away[0])) return;
  const log = Math.log((1 - wrongWay) / wrongWay) / 2;
  locator.clues[`flow:${hatch}`] = locator.modules.map((m) =>
    towards.includes(m) ? log : away.includes(m) ? -log : 0,
  );
}

/**
 * The torque (N m, about x, y and z) that attitude control holds against and nothing explains, and the force (N) that the leak's jet
 * may have at most: `torqueEvidence` of every module. A later word takes the place of the one before.
 */
export function torqueSeen(
  { modules }: Station,
  locator: Locator,
  torque: readonly [number, number, number],
  force: number,
): void {
  locator.clues.torque = torqueEvidence(modules, torque, force).map((clue) => Math.log(clue.factor));
}

/** What a torque says of a module. */
export interface TorqueClue {
  /** (N m) What of the torque no jet there can make; null where the file does not tell its place. */
  readonly unmade: number | null;
  /** (-) How likely the torque is with the jet there, over the module for which it is likeliest; 1/3 at least. */
  readonly factor: number;
}

/**
 * What a torque (N m, about x, y and z) that nothing explains says of a jet of up to `force` (N) in each module. A jet at r from the centre of
 * mass, in whatever direction the layers of the hull let it out, makes T = r x F: never along r, and no more than |r| F; what is left is
 * noise of 2 N m. Of a module whose place the file does not tell it says nothing. Weak evidence: no two modules are told apart by
 * more than a factor 3.
 */
export function torqueEvidence(
  modules: Station["modules"],
  torque: readonly [number, number, number],
  force: number,
): TorqueClue[] {
  const unmade = modules.map(({ at }) => (at === undefined ? null : unmadeOf(torque, at, force)));
  const logs = unmade.map((rest) => (rest === null ? 0 : -((rest / torqueNoise) ** 2) / 2));
  const most = Math.max(...logs);
  return logs.map((log, m) => ({ unmade: unmade[m], factor: Math.max(Math.exp(log - most), 1 / mostFromTorque) }));
}

type Vector = readonly [number, number, number];
const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** (N m) What of a torque no force of that size at r can make. */
function unmadeOf(torque: Vector, r: Vector, force: number): number {
  const arm = Math.sqrt(dot(r, r));
  const along = arm === 0 ? 0 : dot(torque, r) / arm;
  const across = Math.sqrt(Math.max(0, dot(torque, torque) - along ** 2));
  return Math.hypot(along, Math.max(0, across - arm * force));
}
