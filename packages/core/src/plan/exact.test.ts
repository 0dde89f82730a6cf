import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { planSearch, type Situation } from "./index.ts";
import { layoutOf } from "./layout.ts";
import { partsOf } from "./part.ts";
import type { Gate } from "./task.ts";
import { anySituation } from "./testing.ts";
import { trialOf } from "./trial.ts";

/** (s) The least that any search takes, by trying every set of hatches at every turn: no bound, nothing remembered. */
function exhaustive(situation: Situation): number {
  const layout = layoutOf(situation);
  const { worth } = situation.settings;
  const partOf = partsOf(situation, layout);
  const trial = trialOf(situation, layout, partOf);
  const all = layout.cells.map((_, i) => i);
  const bits = (cells: readonly number[]) => cells.reduce((mask, i) => mask | (1 << i), 0);
  const group = (within: readonly number[], cut: ReadonlySet<number>): number[][] => {
    const groups: number[][] = [];
    for (const start of within) {
      if (groups.some((g) => g.includes(start))) continue;
      const g = [start];
      for (const i of g) {
        for (const { a, b, index } of layout.edges) {
          const other = a === i ? b : b === i ? a : -1;
          if (other >= 0 && !cut.has(index) && within.includes(other) && !g.includes(other)) g.push(other);
        }
      }
      groups.push(g);
    }
    return groups;
  };
  const parted = (cells: readonly number[], gate: Gate | null): number => {
    const part = partOf(bits(cells));
    const inside = layout.edges.filter(({ a, b }) => cells.includes(a) && cells.includes(b));
    let best: number = worth;
    for (let set = 1; set < 2 ** inside.length; set++) {
      const cut = inside.filter((_, i) => (set >> i) & 1);
      const groups = group(cells, new Set(cut.map(({ index }) => index)));
      if (cut.some(({ a, b }) => groups.some((g) => g.includes(a) && g.includes(b)))) continue;
      const closing = cut.reduce((sum, { close }) => sum + close, 0);
      const gateOf = (g: readonly number[]) => (gate !== null && g.includes(gate.inner) ? homed(g, gate) : null);
      const tried = trial(
        groups.map((g) => ({ part: partOf(bits(g)), gate: gateOf(g) })),
        gate,
        closing,
      );
      if (tried === null) continue;
      let cost = closing;
      groups.forEach((g, i) => {
        const { p } = partOf(bits(g));
        if (p > 0) cost += (p / part.p) * (tried.watched[i] + (tried.stuck[i] ? worth : value(g, gateOf(g))));
      });
      best = Math.min(best, cost);
    }
    return best;
  };
  const homed = (cells: readonly number[], gate: Gate): Gate => {
    const rest = all.filter((i) => !cells.includes(i));
    return { ...gate, home: bits(group(rest, new Set()).find((g) => g.includes(gate.outer))!) };
  };
  const value = (cells: readonly number[], gate: Gate | null): number => {
    const part = partOf(bits(cells));
    if (part.places <= 1) return 0;
    if (gate !== null || part.peopled) return parted(cells, gate);
    let best: number = worth;
    [...layout.edges, ...layout.shut].forEach(({ a, b, open }, edge) => {
      if (cells.includes(a) === cells.includes(b)) return;
      const [inner, outer] = cells.includes(a) ? [a, b] : [b, a];
      const way = homed(cells, { edge, inner, outer, open, home: 0 });
      if (partOf(way.home).peopled) best = Math.min(best, open + parted(cells, way));
    });
    return best;
  };
  const volumes = group(all, new Set()).filter((g) => partOf(bits(g)).p > 0);
  return volumes.length === 1 ? value(volumes[0], null) : Number.NaN;
}

test("small stations: as quick as the best of all searches", () => {
  let compared = 0;
  fc.assert(
    fc.property(anySituation(5), (drawn) => {
      // Without the rules that hang on what was lost on the way, which the dynamic programme leaves to the tree.
      const limits = { ...drawn.station.limits, abandonBelowReserve: 0 as never, reservePressure: -1e9 as never };
      const situation = { ...drawn, station: { ...drawn.station, limits } };
      // Modules that no hatch can part are a set whatever one does.
      if (layoutOf(situation).cells.some(({ candidates }) => candidates.length > 1)) return;
      const plan = planSearch(situation);
      const least = exhaustive(situation);
      if (!plan.safe || plan.tree.action === "open" || Number.isNaN(least)) return;
      compared++;
      const cost = plan.expected + plan.set * situation.settings.worth;
      assert.ok(Math.abs(cost - least) <= 1e-6 * (1 + least), `${cost}, exhaustively ${least}`);
      assert.equal(plan.gap, 0);
    }),
    { numRuns: 600, seed: 2 },
  );
  assert.ok(compared > 150, `${compared}`);
});
