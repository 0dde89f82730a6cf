/** What the practised orders cost in the same model: modules one at a time, and the rule book. */
import { type Second, second } from "../quantity/index.ts";
import { coarse } from "./coarse.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { lifeIn } from "./living.ts";
import { type Part, partsOf } from "./part.ts";
import type { Situation } from "./situation.ts";
import { noiseOf, watchingOf } from "./watching.ts";

export interface Order {
  /** (s) To the end of the search. */
  readonly expected: Second;
  /** Hatches shut. */
  readonly closures: number;
}

/** The rule book's, as people would go by it. */
export interface BookOrder extends Order {
  /** Modules of each group in turn: ships, then segments; the modules of the one that leaks follow one at a time. */
  readonly groups: readonly (readonly string[])[];
  /** To be shut for the first of them. */
  readonly hatches: readonly string[];
}

/**
 * One module at a time: all its hatches are shut, it is watched against the rest, they are opened again, and the next one
 * follows. The last one is inferred. In the order of the station file, or the most probable first.
 */
export function planOneAtATime(situation: Situation, order: "listed" | "most-probable-first"): Order {
  const bench = benchOf(situation);
  const cells = bench.suspects.toSorted((a, b) => (order === "listed" ? a - b : bench.p(1 << b) - bench.p(1 << a)));
  return bench.told(
    oneByOne(
      bench,
      cells.map((cell) => 1 << cell),
    ),
  );
}

/**
 * The rule book of Soyuz crews: one's own ship first, each against the rest; then segment against segment; then the
 * modules of what is left, one at a time. [S. Cristoforetti, training logs; Operating an Outpost, p. 349]
 */
export function planRuleBook(situation: Situation): BookOrder {
  const bench = benchOf(situation);
  const { station } = bench.situation;
  const maskOf = (ids: readonly string[]) => ids.reduce((mask, id) => mask | (1 << bench.layout.cellOf.get(id)!), 0);
  const singles = (mask: number) => bench.suspects.filter((cell) => (mask >> cell) & 1).map((cell) => 1 << cell);
  const ships = station.vehicles
    .map(({ modules }) => maskOf(modules) & bench.joined)
    .filter((mask) => bench.p(mask) > 0);
  const inShips = ships.reduce((all, mask) => all | mask, 0);
  const names = [...new Set(station.modules.map(({ segment = "" }) => segment))];
  let taken = inShips;
  const segments = names.flatMap((name) => {
    const mask = maskOf(station.modules.filter(({ segment = "" }) => segment === name).map(({ id }) => id));
    const rest = mask & bench.joined & ~taken;
    taken |= rest;
    return bench.p(rest) > 0 ? [rest] : [];
  });
  const within = (mask: number) => oneByOne(bench, singles(mask));
  const groups = [...ships, ...segments];
  return {
    ...bench.told(oneByOne(bench, groups, within)),
    groups: groups.map((mask) => bench.layout.cells.flatMap(({ modules }, i) => ((mask >> i) & 1 ? modules : []))),
    hatches: groups.length < 2 ? [] : bench.around(groups[0]).flatMap(({ hatches }) => hatches.map(({ id }) => id)),
  };
}

interface Cost {
  readonly p: number;
  readonly time: number;
  readonly closures: number;
}

type Bench = ReturnType<typeof benchOf>;

function benchOf(given: Situation) {
  const situation = coarse(given);
  const layout: Layout = layoutOf(situation);
  const partOf = partsOf(situation, layout);
  const { watch, ready } = watchingOf(situation.settings);
  const lifeOf = lifeIn(situation, layout);
  const { handGauge, worth } = situation.settings;
  const byHand = handGauge === null ? 0 : 1 / (handGauge.sigma ** 2 * handGauge.period);
  const suspects = layout.cells.flatMap(({ p }, i) => (p > 0 ? [i] : []));
  const joined = suspects.reduce((mask, i) => mask | (1 << i), 0);
  const whole = layout.cells.reduce(
    (mask, { p }, i) => (p > 0 || layout.neighbours[i] & joined ? mask | (1 << i) : mask),
    0,
  );
  const noise = ({ precision, peopled }: Part) =>
    noiseOf(precision > 0 || !peopled || layout.anyone ? precision : byHand);
  const around = (mask: number) => layout.edges.filter(({ a, b }) => ((mask >> a) & 1) !== ((mask >> b) & 1));
  return {
    situation,
    layout,
    around,
    suspects,
    joined,
    p: (mask: number) => partOf(mask).p,
    /** (s) To shut the hatches around a group, to watch it against the rest, to open them again; and how many they are. */
    test(mask: number) {
      const shut = around(mask);
      const sides = [partOf(mask), partOf(whole & ~mask)];
      const [inside, outside] = watch(
        sides.map((part) => ready({ rate: situation.leak / part.volume, noise: noise(part), ...lifeOf(part.mask) })),
      ).map((t) => Math.min(t, worth));
      return {
        hatches: shut.reduce((sum, { hatches }) => sum + hatches.length, 0),
        close: shut.reduce((sum, { close }) => sum + close, 0),
        open: shut.reduce((sum, { open }) => sum + open, 0),
        inside,
        outside,
      };
    },
    told: ({ p, time, closures }: Cost): Order => ({ expected: second(time / p), closures: closures / p }),
  };
}

/** Groups in turn, all weighted by their chance; in the one that falls goes on what `within` says. */
function oneByOne(bench: Bench, groups: readonly number[], within?: (mask: number) => Cost): Cost {
  let [spent, shut, p, time, closures] = [0, 0, 0, 0, 0];
  groups.forEach((mask, i) => {
    const chance = bench.p(mask);
    const last = i === groups.length - 1;
    const { hatches, close, open, inside, outside } = last
      ? { hatches: 0, close: 0, open: 0, inside: 0, outside: 0 }
      : bench.test(mask);
    const after = within?.(mask) ?? { p: chance, time: 0, closures: 0 };
    p += chance;
    time += chance * (spent + close + inside) + after.time;
    closures += chance * (shut + hatches) + after.closures;
    spent += close + outside + open;
    shut += hatches;
  });
  return { p, time, closures };
}
