/**
 * How much, in which order. Losses on the way depend on how long it takes, and that on how much is let in: both are found
 * together, by going through the plan anew with the losses of the last one. Two orders are gone through. Oxygen last: first air
 * and nitrogen, so that oxygen finds the most room below the fraction limit; but before them as much oxygen as keeps ppO2 at its
 * limit meanwhile. Oxygen first, as far as the fraction allows, so that what can be let in quickly comes last and the hole has
 * less time with the full cabin.
 */

import type { SupplyGas } from "../station/index.ts";
import { boundsOf } from "./bounds.ts";
import type { Cabin } from "./cabin.ts";
import { bestOf, cutToBest, letIn, molesPerKilogram, type Progress, type Tank } from "./release.ts";
import { type GasAmounts, type Question, type Share, shareOf } from "./share.ts";
import type { Breach, RefillAsked } from "./types.ts";

/** (Pa) Two goes that differ by less are one. */
const settled = 0.5;
const goes = 40;
/** (-) Oxygen that is let in before the gas that thins it: up to this part of the way to the fraction limit. */
const firstPart = 0.8;
/** (-) So much more of it than what is used later, for what is used while it comes in. */
const besides = 1.4;

type Order = "oxygen first" | "oxygen last";

export interface Settled {
  readonly question: Question;
  readonly share: Share;
  readonly done: Progress;
  /** What ended it before all was let in; null where nothing did. */
  readonly stopped: Breach | null;
}

const begin = (asked: RefillAsked, start: Cabin, tanks: readonly Tank[]): Progress => ({
  cabin: start.copy(),
  tanks,
  bounds: boundsOf(asked.station.limits),
  within: asked.within,
  time: 0,
  steps: [],
  heldBy: null,
  ppO2Min: asked.station.limits.ppO2Min,
  best: bestOf(start, tanks, 0, 0),
});

/** What is to be let in if nothing is lost on the way. */
export function firstQuestion(asked: RefillAsked, start: Cabin, tanks: readonly Tank[]): Question {
  const { limits } = asked.station;
  const held = { o2: 0, n2: 0, air: 0 };
  for (const { supply, left } of tanks) held[supply.gas] += left;
  return {
    capacity: start.layout.total,
    all: start.layout.total * start.pressure,
    o2: start.totalO2,
    lostAll: 0,
    lostO2: 0,
    held,
    to: asked.to,
    toPpO2: asked.toPpO2,
    ppO2Min: limits.ppO2Min,
    bounds: boundsOf(limits, 2),
  };
}

/** What keeps a plan from what is asked; null where it gets there. */
export const stopOf = ({ share, stopped }: Settled): Breach | null =>
  stopped ?? (share.stopped === null ? null : { limit: share.stopped, module: null });

/**
 * Of both orders the one that gets there, with enough oxygen all the way, and sooner; where neither gets there, the one that ends
 * higher, with enough oxygen.
 */
export function bestPlan(asked: RefillAsked, start: Cabin, tanks: () => Tank[]): Settled {
  const last = settle(asked, start, tanks, "oxygen last");
  const { o2, n2, air } = last.share.amounts;
  if (o2 === 0 || n2 + air === 0) return last;
  const first = settle(asked, start, tanks, "oxygen first");
  const [a, b] = [rank(last), rank(first)];
  const differs = a.findIndex((x, i) => x !== b[i]);
  return differs < 0 || a[differs] > b[differs] ? last : first;
}

function rank(plan: Settled): readonly number[] {
  const { cabin, time, ppO2Min, steps } = plan.done;
  const reached = stopOf(plan) === null;
  const enough = (ppO2: number) => (ppO2 >= ppO2Min ? 1 : 0);
  if (reached) return [1, Math.min(...steps.map((s) => enough(s.after.ppO2))), -time];
  return [0, enough(cabin.air().ppO2), cabin.pressure];
}

function settle(asked: RefillAsked, start: Cabin, tanks: () => Tank[], order: Order): Settled {
  let question = firstQuestion(asked, start, tanks());
  for (let go = 1; ; go++) {
    const share = shareOf(question);
    const done = begin(asked, start, tanks());
    const stopped = carryOut(done, share.amounts, order);
    const { leakedAll, leakedO2, breathed } = done.cabin;
    const lost = { lostAll: leakedAll + breathed, lostO2: leakedO2 + breathed };
    const off = Math.max(Math.abs(lost.lostAll - question.lostAll), Math.abs(lost.lostO2 - question.lostO2));
    question = { ...question, ...lost };
    const same = off < settled * question.capacity;
    if (!same && stopped === null && go < goes) continue;
    if (stopped !== null || share.stopped !== null || !same) cutToBest(done);
    return { question, share, done, stopped: same ? stopped : (stopped ?? { limit: "leak", module: null }) };
  }
}

/** Lets it in; gives what kept a part of it out, or null. */
function carryOut(p: Progress, { o2, n2, air }: GasAmounts, order: Order): Breach | null {
  let rest = o2;
  const passes = order === "oxygen first" ? 1 : 3;
  for (let pass = 0; pass < passes; pass++) {
    const wanted = order === "oxygen first" ? rest : besides * forPeople(p, { o2, n2, air });
    const now = Math.min(rest, wanted, firstPart * room(p));
    if (now <= 0 || n2 + air === 0) break;
    rest -= now - letIn(p, "o2", now);
  }
  let stopped: Breach | null = null;
  const after: readonly (readonly [SupplyGas, number])[] = [
    ["air", air],
    ["n2", n2],
    ["o2", rest],
  ];
  for (const [gas, moles] of after) {
    if (letIn(p, gas, moles) <= 0) continue;
    // What holds the rate down stops nothing as long as there is time.
    if (p.time >= p.within) stopped = { limit: "time", module: null };
    else stopped = p.heldBy ?? { limit: "leak", module: null };
  }
  return stopped;
}

/** (mol) Oxygen to the fraction limit, well mixed. */
function room({ cabin, bounds }: Progress): number {
  const { total } = cabin.layout;
  return Math.max(0, (bounds.fractionMax * total * cabin.pressure - cabin.totalO2) / (1 - bounds.fractionMax));
}

/** (mol) Oxygen that keeps ppO2 at its limit until air and nitrogen are in, at the most that their supplies give. */
function forPeople({ cabin, tanks, ppO2Min }: Progress, amounts: GasAmounts): number {
  const { total, breath, loss } = cabin.layout;
  const used = breath.reduce((sum, x) => sum + x, 0) + loss * cabin.totalO2;
  const time = (["air", "n2"] as const).reduce((sum, gas) => {
    const flows = tanks.filter((t) => t.supply.gas === gas).map((t) => t.supply.maxRate * molesPerKilogram(gas));
    return amounts[gas] > 0 ? sum + amounts[gas] / Math.max(...flows) : sum;
  }, 0);
  return ppO2Min * total - cabin.totalO2 + used * time;
}
