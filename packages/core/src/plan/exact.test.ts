import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { pascal } from "../quantity/index.ts";
import { planSearch, type Situation } from "./index.ts";
import { type Edge, layoutOf } from "./layout.ts";
import { partsOf } from "./part.ts";
import type { Gate } from "./task.ts";
import { anySituation } from "./testing.ts";
import { sidesOf, trialOf } from "./trial.ts";

type Cells = readonly number[];

const bits = (cells: Cells) => cells.reduce((mask, i) => mask | (1 << i), 0);

/** The cells in groups that are still joined once the edges in `cut` are shut. */
function groupsOf(edges: readonly Edge[], within: Cells, cut: ReadonlySet<number>): Cells[] {
  const links = edges.filter(({ a, b, index }) => !cut.has(index) && within.includes(a) && within.includes(b));
  const groups: number[][] = [];
  for (const start of within) {
    if (groups.some((g) => g.includes(start))) continue;
    const g = [start];
    for (const i of g) {
      const beyond = links.flatMap(({ a, b }) => (a === i ? [b] : b === i ? [a] : []));
      g.push(...new Set(beyond.filter((other) => !g.includes(other))));
    }
    groups.push(g);
  }
  return groups;
}

/** (s) The least that any search takes, by trying every set of hatches at every turn: no bound, nothing remembered. */
function exhaustive(situation: Situation): number {
  const layout = layoutOf(situation);
  const { edges } = layout;
  const { worth } = situation.settings;
  const partOf = partsOf(situation, layout);
  const trial = trialOf(situation, layout);
  const { sideOf } = sidesOf(situation, layout, partOf);
  const all = layout.cells.map((_, i) => i);

  /** Infinity where the closure is forbidden or parts nothing. */
  function costOf(cells: Cells, gate: Gate | null, cut: readonly Edge[]): number {
    const groups = groupsOf(edges, cells, new Set(cut.map(({ index }) => index)));
    if (cut.some(({ a, b }) => groups.some((g) => g.includes(a) && g.includes(b)))) return Number.POSITIVE_INFINITY;
    const closing = cut.reduce((sum, { close }) => sum + close, 0);
    const gates = groups.map((g) => (gate !== null && g.includes(gate.inner) ? homed(g, gate) : null));
    const tasks = groups.map((g, i) => ({ part: partOf(bits(g)), gate: gates[i] }));
    const sides = tasks.map((task) => sideOf({ ...task, gate: task.gate && gate }));
    const tried = trial(sides, closing);
    if (tried === null) return Number.POSITIVE_INFINITY;
    return groups.reduce((cost, g, i) => {
      const { p } = tasks[i].part;
      if (p === 0) return cost;
      return cost + (p / partOf(bits(cells)).p) * (tried.watched[i] + (tried.stuck[i] ? worth : value(g, gates[i])));
    }, closing);
  }

  function parted(cells: Cells, gate: Gate | null): number {
    const inside = edges.filter(({ a, b }) => cells.includes(a) && cells.includes(b));
    let best: number = worth;
    for (let set = 1; set < 2 ** inside.length; set++) {
      const cut = inside.filter((_, i) => (set >> i) & 1);
      best = Math.min(best, costOf(cells, gate, cut));
    }
    return best;
  }

  const homed = (cells: Cells, gate: Gate): Gate => {
    const rest = all.filter((i) => !cells.includes(i));
    return { ...gate, home: bits(groupsOf(edges, rest, new Set()).find((g) => g.includes(gate.outer))!) };
  };

  function value(cells: Cells, gate: Gate | null): number {
    const part = partOf(bits(cells));
    if (part.places <= 1) return 0;
    if (gate !== null || part.peopled) return parted(cells, gate);
    let best: number = worth;
    [...edges, ...layout.shut].forEach(({ a, b, open }, edge) => {
      if (cells.includes(a) === cells.includes(b)) return;
      const [inner, outer] = cells.includes(a) ? [a, b] : [b, a];
      const way = homed(cells, { edge, inner, outer, open, home: 0 });
      if (partOf(way.home).peopled) best = Math.min(best, open + parted(cells, way));
    });
    return best;
  }

  const volumes = groupsOf(edges, all, new Set()).filter((g) => partOf(bits(g)).p > 0);
  return volumes.length === 1 ? value(volumes[0], null) : Number.NaN;
}

test("small stations: as quick as the best of all searches", () => {
  let compared = 0;
  fc.assert(
    fc.property(anySituation(5), (drawn) => {
      // Without the rules that hang on what was lost on the way, which the dynamic programme leaves to the tree.
      const limits = { ...drawn.station.limits, abandonBelowReserve: 0 as never, reservePressure: -1e9 as never };
      const situation: Situation = {
        ...drawn,
        station: { ...drawn.station, limits },
        settings: { ...drawn.settings, within: 0, openInto: pascal(Number.POSITIVE_INFINITY) },
      };
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
