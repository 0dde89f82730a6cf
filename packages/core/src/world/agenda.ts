/** What happens when: happenings one by one, and every moment at which a step must end since something changes there. */
import { second } from "../quantity/index.ts";
import { AirlockCycle } from "./air/index.ts";
import type { Happening, Leak, Scenario } from "./scenario/index.ts";

/** Happenings before `end` (s) in order of time, a series of gauge readings taken apart. */
export function unfold(happenings: readonly Happening[], end: number): Happening[] {
  return happenings
    .flatMap((h) => {
      if (h.kind !== "gauge" || h.every <= 0) return [h];
      const count = 1 + Math.floor((Math.min(h.until, end) - h.at) / h.every);
      return Array.from({ length: count }, (_, i) => ({ ...h, at: second(h.at + i * h.every) }));
    })
    .filter((h) => h.at < end)
    .toSorted((a, b) => a.at - b.at);
}

/** (s) In order, each once. */
export function edges(scenario: Scenario): number[] {
  const happenings = unfold(scenario.happenings, scenario.start + scenario.duration);
  return inOrder([...scenario.leaks.flatMap(leakMoments), ...happenings.flatMap(momentsOf)]);
}

/** (s) At which a leak begins, ends, or changes its area. */
export function leakMoments(leak: Leak): number[] {
  const growth = leak.growth === null ? [] : [leak.from + leak.growth.time];
  return [leak, ...leak.pauses, ...leak.patches].flatMap((s) => [s.from as number, s.until]).concat(growth);
}

/** (s) At which what happens begins, changes and ends. */
export function momentsOf(h: Happening): number[] {
  if (h.kind === "airlock") return AirlockCycle.moments(h);
  return "until" in h ? [h.at, h.until] : [h.at];
}

/** (s) Finite ones in order, each once. */
export const inOrder = (moments: readonly number[]): number[] =>
  [...new Set(moments)].filter(Number.isFinite).toSorted((a, b) => a - b);
