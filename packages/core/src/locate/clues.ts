/** What is told of single modules beside their pressures. */
import type { Station } from "../station/index.ts";
import { sideOf } from "../station/index.ts";
import { falseFind, missRate, mostFromTorque, wrongWay } from "./assumptions.ts";
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
 * What the attitude of the station says of the place of the vent: weight (-) of each module. Weak evidence: no two modules
 * are told apart by more than a factor 3. A later word takes the place of the one before.
 */
export function torqueSeen(locator: Locator, weights: ReadonlyMap<string, number>): void {
  const logs = locator.modules.map((m) => Math.log(Math.max(0, weights.get(m) ?? 0)));
  const most = Math.max(...logs);
  if (!Number.isFinite(most)) return;
  locator.clues.torque = logs.map((l) => Math.max(l - most, -Math.log(mostFromTorque)));
}
