/** What is to be said of the place of the leak. */
import { verdictAt } from "./assumptions.ts";
import { classesOf, type Locator, likelier, tell, tellNeutrally, weightsOf } from "./locator.ts";
import { logSum } from "./normal.ts";
import type { Told } from "./weigh.ts";

export interface Finding {
  /** (-) By module, summing to 1. */
  readonly probability: { readonly [module: string]: number };
  /** `module`, `set`: it is in `modules`, fewer than could leak at first. `indeterminate`: one of `hatches` is not as told. `open`: none of these. */
  readonly verdict: "open" | "module" | "set" | "indeterminate";
  /** Those of the verdict; none where it is open or indeterminate. */
  readonly modules: readonly string[];
  /** Of which one is not as told: several where the pressures do not tell which. */
  readonly hatches: readonly string[];
  /** The parts that leak, where two leaks are likelier than not, and how likely that is. */
  readonly twoLeaks?: TwoLeaks;
  /** Modules that nothing has told apart so far, where there are several. */
  readonly sets: readonly (readonly string[])[];
}

/** The parts in which each is, and how likely two are. */
export interface TwoLeaks {
  readonly probability: number;
  readonly sides: readonly (readonly string[])[];
}

/** What is believed now. */
export function findingOf(locator: Locator): Finding {
  const { modules } = locator;
  const { told, hatches } = tellNeutrally(locator);
  const { chance, total, log } = masses(locator, told);
  const probability = Object.fromEntries(modules.map((m, i) => [m, chance[i]]));
  const groups = groupsOf(locator);
  const sets = groups.filter((g) => g.length > 1).map((g) => g.map((m) => modules[m]));
  const two = twoLeaks(locator, told, log, total);
  const said = { probability, sets, hatches, ...(two !== null && { twoLeaks: two }) };
  if (hatches.length > 0) return { ...said, verdict: "indeterminate", modules: [] };
  const prior = locator.prior.map((p) => Math.exp(p));
  const sum = (of: readonly number[], group: readonly number[]) => group.reduce((s, m) => s + of[m], 0);
  const isLowered = (other: readonly number[], g: readonly number[]) =>
    sum(chance, other) * sum(prior, g) <= verdictAt.lowered * sum(prior, other) * sum(chance, g);
  const likely = groups.find(
    (g) =>
      (g.length === 1 || g.length < locator.suspects.length) &&
      sum(chance, g) >= verdictAt.sure &&
      groups.every((other) => other === g || isLowered(other, g)),
  );
  const sure = likely !== undefined && seepageOutside(locator, likely) <= verdictAt.doubt ? likely : undefined;
  if (sure === undefined || two !== null) return { ...said, verdict: "open", modules: [] };
  return { ...said, verdict: sure.length === 1 ? "module" : "set", modules: sure.map((m) => modules[m]) };
}

/** (-) To a sceptic: how likely the leak is outside a group of modules, on a side of a hatch that is not as told. */
function seepageOutside(locator: Locator, group: readonly number[]): number {
  const told = tell(locator, { sceptic: verdictAt.sceptic });
  const { log, total } = masses(locator, told);
  const seeps = (m: number) =>
    told[m].ways.reduce((s, w, i) => (w.kind === "hatch" ? s + Math.exp(log(m, i) - total) : s), 0);
  return told.reduce((s, _, m) => (group.includes(m) ? s : s + seeps(m)), 0);
}

function masses(locator: Locator, told: readonly Told[]) {
  const weights = weightsOf(locator);
  const log = (m: number, way: number) => weights[m] + told[m].ways[way].log;
  const each = told.map(({ ways }, m) => logSum(ways.map((_, way) => log(m, way))));
  const total = logSum(each);
  return { chance: each.map((e) => Math.exp(e - total)), total, log };
}

type Log = (module: number, way: number) => number;

function twoLeaks({ epoch }: Locator, told: readonly Told[], log: Log, total: number): TwoLeaks | null {
  const masses = new Map<string, number>();
  told.forEach(({ part, ways }, m) => {
    ways.forEach((w, i) => {
      if (w.other === undefined) return;
      const pair = [part, w.other].sort((a, b) => a - b).join();
      masses.set(pair, (masses.get(pair) ?? 0) + Math.exp(log(m, i) - total));
    });
  });
  const probability = [...masses.values()].reduce((a, b) => a + b, 0);
  if (!(probability > likelier)) return null;
  const [[pair]] = [...masses].sort((a, b) => b[1] - a[1]);
  return { probability, sides: pair.split(",").map((i) => epoch.parts[Number(i)].modules) };
}

/** Places of the modules that nothing has told apart. */
function groupsOf(locator: Locator): number[][] {
  const groups: number[][] = [];
  classesOf(locator).forEach((c, m) => {
    groups[c] ??= [];
    groups[c].push(m);
  });
  return groups;
}
