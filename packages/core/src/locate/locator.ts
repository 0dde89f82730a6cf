/** Where the leak is: what is believed of every module, as a plain state that is changed in place. */
import type { Station } from "../station/index.ts";
import { chances, leakyBounds, vapour } from "./assumptions.ts";
import { type Opening, openingOf, readOpening, strengthOf, weighOpening } from "./blind.ts";
import { type Epoch, followEpoch, type Setting, sinceRead, startEpoch } from "./epoch.ts";
import type { PartMinute } from "./filter.ts";
import { type Flow, learnFlow, logSum } from "./normal.ts";
import { type Stance, type Told, weighEpoch } from "./weigh.ts";

/** (-) More likely than not. */
export const likelier = 0.5;
/** (-) Of hatches in doubt one that is less likely than the likeliest by this is told apart from it; each is likelier than it was by that. */
const hatchTellsApart = 0.1;
const raised = 2;

export interface Locator {
  /** In the order of the station file. */
  readonly modules: readonly string[];
  /** ln of the weight of each module: before anything was known, and what the ended epochs have made of it. */
  readonly prior: readonly number[];
  readonly logs: number[];
  /** ln of what each clue says of each module: searches, flow through hatches, the attitude. */
  readonly clues: { [clue: string]: number[] };
  /** Modules that no ended epoch and no search has told apart have the same number. */
  classes: number[];
  /** The modules that could have leaked when the leak became known. */
  readonly suspects: readonly string[];
  /** (-) People who have been in a module of late, by module. */
  readonly lived: number[];
  /** Hatches that were told closed, were in doubt and have been opened. */
  loose: readonly string[];
  epoch: Epoch;
  /** Of hatches to what nobody could read, as long as the gauges are read for it. */
  openings: Opening[];
  /** (s) UNIX time of the last of them; -Infinity before. */
  opened: number;
}

/** Hatches as they stand now, the flow of the leak where it was watched in all that may leak at once, and how steady the air of a part is. */
export interface Situation {
  readonly isOpen: (hatch: string) => boolean;
  /** (s) When the hatches came to stand so, and the end of that minute. */
  readonly since: number;
  readonly until: number;
  /** (Pa m3/s) null where it is not known. */
  readonly flow: Flow | null;
  /** (Pa/s) of a part. */
  readonly unrest: (modules: readonly string[]) => number;
}

/**
 * A leak has become known in the modules `leaking`; `prior` is the weight (-) of each module, every one above 0. The others
 * are behind closed hatches: air of theirs can only have been lost through one that is not tight.
 */
export function startLocator(
  station: Station,
  prior: ReadonlyMap<string, number>,
  leaking: readonly string[],
  now: Situation & { readonly flow: Flow },
): Locator {
  const modules = station.modules.map((m) => m.id);
  const weights = modules.map((m) => prior.get(m) ?? 0);
  const all = weights.reduce((a, b) => a + b, 0);
  return {
    modules,
    prior: weights.map((w) => Math.log(w / all)),
    logs: modules.map((m) => (leaking.includes(m) ? 0 : Math.log(chances.leaky))),
    clues: {},
    classes: modules.map((m) => (leaking.includes(m) ? 0 : 1)),
    suspects: modules.filter((m) => leaking.includes(m)),
    lived: modules.map(() => 0),
    loose: [],
    epoch: startEpoch(station, null, {
      ...now,
      ...sameFlow(modules, now.flow),
      doubts: {},
      patched: [],
      lived: new Map(),
    }),
    openings: [],
    opened: Number.NEGATIVE_INFINITY,
  };
}

/** Takes one minute, what each part of the epoch brings in their order. */
export function followMinute(locator: Locator, minutes: readonly PartMinute[]): void {
  const { modules, lived } = locator;
  const people = minutes.flatMap((m) => m.people);
  for (const [m, module] of modules.entries())
    lived[m] += newly * (people.filter((at) => at === module).length - lived[m]);
  followEpoch(locator.epoch, modules, minutes);
  const { flows, flowOf, parts } = locator.epoch;
  locator.openings = locator.openings.filter((o) => {
    const goesOn = readOpening(o, minutes[parts.findIndex((p) => p.modules.includes(o.modules[0]))]);
    if (o.readings > 0) locator.clues[o.clue] = weighOpening(o, (m) => flows[flowOf[m]]);
    return goesOn;
  });
}
/** (-) How much of the vapour that stands with people is of the last minute. */
const newly = 1 - Math.exp(-60 / vapour.tau);

/** ln of the weight of each module but for what the present epoch says. */
export const weightsOf = ({ prior, logs, clues }: Locator) => {
  const all = Object.values(clues);
  return prior.map((p, m) => p + logs[m] + all.reduce((s, c) => s + c[m], 0));
};

/** The ways in which it could be, now. */
export const tell = (locator: Locator, stance: Stance = {}): Told[] =>
  weighEpoch(locator.epoch, locator.modules, weightsOf(locator), stance);

/**
 * The hatches of which one is likelier not as told than all as told, by the ways `told`; none where there are none. Of those that speak
 * against themselves the likeliest, and all that the pressures hardly tell from it.
 */
function hatchesInDoubt(locator: Locator, told: readonly Told[]): readonly string[] {
  const weights = weightsOf(locator);
  const total = logSum(told.map(({ ways }, m) => weights[m] + logSum(ways.map((w) => w.log))));
  const masses = new Map<string, number>();
  const before = new Map<string, number>();
  for (const [m, { ways }] of told.entries()) {
    for (const { hatch, log, chance } of ways) {
      if (hatch === undefined) continue;
      masses.set(hatch, (masses.get(hatch) ?? 0) + Math.exp(weights[m] + log - total));
      before.set(hatch, chance!);
    }
  }
  const most = Math.max(0, ...masses.values());
  const doubted = [...masses].filter(([id, mass]) => mass >= hatchTellsApart * most && mass > raised * before.get(id)!);
  return doubted.reduce((sum, [, mass]) => sum + mass, 0) > likelier ? doubted.map(([id]) => id) : [];
}

/** The ways now; what hatches that are in doubt show says nothing of the side. */
export function tellNeutrally(locator: Locator): { readonly told: Told[]; readonly hatches: readonly string[] } {
  const told = tell(locator);
  const hatches = hatchesInDoubt(locator, told);
  return { told: hatches.length === 0 ? told : tell(locator, { neutral: hatches }), hatches };
}

/** Hatches have moved, `moved` of them: what the epoch has said is kept, and another begins. */
export function moveHatches(station: Station, locator: Locator, moved: readonly string[], now: Situation): void {
  const known = Object.entries(doubtsOf(locator)).filter(([hatch]) => !moved.includes(hatch));
  const opened = tellNeutrally(locator).hatches.filter((hatch) => moved.includes(hatch) && now.isOpen(hatch));
  locator.loose = [...new Set([...locator.loose, ...opened])];
  const again = locator.loose.map((hatch) => [hatch, likelier] as const);
  const doubts = { ...Object.fromEntries(again), ...Object.fromEntries(known) };
  begin(station, locator, { ...now, doubts, patched: locator.epoch.patched });
}

/** A patch was put on a hole in `module`, or taken off: what it leaves of the leak is not known, if the leak is there. */
export function patchModule(station: Station, locator: Locator, module: string, on: boolean, now: Situation): void {
  const others = locator.epoch.patched.filter((m) => m !== module);
  const patched = on ? [...others, module] : others;
  begin(station, locator, { ...now, doubts: doubtsOf(locator), patched });
}

/** What was just opened is being read, and tells some of these from others. */
export const isReadFor = ({ openings, modules }: Locator, suspects: Iterable<string>): boolean => {
  const places = [...suspects].map((m) => modules.indexOf(m));
  return openings.some((o) => new Set(places.map((m) => o.shows[m] > o.least)).size > 1);
};

/** What opening a hatch, of those between two parts of which one cannot be read, would tell by now. */
export interface Prospect {
  readonly hatch: string;
  /** Those that nobody can read. */
  readonly modules: readonly string[];
  /** (-) By how many standard deviations it would tell a leak there from none. */
  readonly strength: number;
  /** (Pa) Where they stand if they do not leak, and if they do. */
  readonly stands: readonly [sound: number, leaking: number];
}

/** By closed hatch between a part that is read and one that is not, at `time` (s) UNIX time. */
export function prospectsOf(station: Station, locator: Locator, time: number): Prospect[] {
  const { epoch, modules, logs } = locator;
  return station.hatches.flatMap(({ id, between }) => {
    const [a, b] = between.map((m) => epoch.parts.find((p) => p.modules.includes(m))!);
    const blind = [a, b].find((p) => p.blind !== null);
    if (a === b || blind === undefined) return [];
    const m = blind.modules.map((id) => modules.indexOf(id)).reduce((x, y) => (logs[y] > logs[x] ? y : x));
    const flow = epoch.flows[epoch.flowOf[m]].mean;
    const joined = modules.filter((id) => a.modules.includes(id) || b.modules.includes(id));
    const o = openingOf(station, epoch, joined, { since: time, shift: 0, people: peopleOf(locator, joined) });
    if (o === null) return [];
    const { falls, known } = blind.blind!;
    const before = Object.values(known).map(({ mean }) => mean);
    const sound = before.reduce((sum, level) => sum + level, 0) / before.length;
    const stands = [sound, sound - falls[m] * flow] as const;
    return [{ hatch: id, modules: blind.modules, strength: strengthOf(station, o, m, flow), stands }];
  });
}

/** (-) Who have been in these of late. */
const peopleOf = ({ modules, lived }: Locator, of: readonly string[]) =>
  of.reduce((sum, id) => sum + lived[modules.indexOf(id)], 0);

type Next = Situation & Pick<Setting, "doubts" | "patched">;

function begin(station: Station, locator: Locator, next: Next): void {
  const { told } = tellNeutrally(locator);
  const classes = classesOf(locator);
  const flows = next.flow === null ? learntFlows(locator, told) : sameFlow(locator.modules, next.flow);
  for (const [m, { ways }] of told.entries()) locator.logs[m] += logSum(ways.map((w) => w.log));
  const most = Math.max(...locator.logs);
  for (const m of locator.logs.keys()) locator.logs[m] -= most;
  locator.classes = classes;
  const lived = new Map(locator.modules.map((m, i) => [m, locator.lived[i]]));
  const before = locator.epoch;
  locator.epoch = startEpoch(station, before, { ...next, ...flows, lived });
  const at = { since: next.since, shift: sinceRead(next) };
  const openingOfAll = (all: readonly string[]) =>
    openingOf(station, before, all, { ...at, people: peopleOf(locator, all) });
  const parts = locator.epoch.parts.map((p) => p.modules);
  const goOn = locator.openings.filter((o) => parts.some((modules) => modules.join() === o.modules.join()));
  const opened = parts.flatMap((modules) => openingOfAll(modules) ?? []);
  locator.openings = [...goOn, ...opened];
  if (opened.length > 0) locator.opened = next.since;
}

type Flows = Pick<Setting, "flows" | "flowOf">;

const sameFlow = (modules: readonly string[], flow: Flow): Flows => ({ flows: [flow], flowOf: modules.map(() => 0) });

/**
 * What the leak takes if it is in a module, as far as the epoch has shown: in a part that does not fall it can only take little.
 * Where the module is likelier to leak in another way than through a hole behind tight hatches the epoch shows nothing of it.
 */
function learntFlows({ modules, epoch }: Locator, told: readonly Told[]): Flows {
  const flows: Flow[] = [];
  const places = new Map<string, number>();
  const flowOf = told.map(({ part, ways }, m) => {
    const [first] = ways;
    const isTold = first.log - logSum(ways.map((w) => w.log)) > Math.log(likelier);
    const mended = epoch.patched.includes(modules[m]);
    const key = [epoch.flowOf[m], mended, isTold && part].join();
    if (!places.has(key)) {
      const before = epoch.flows[epoch.flowOf[m]];
      places.set(key, flows.length);
      if (mended) flows.push({ mean: before.mean / 2, sd: before.mean / 2 });
      else flows.push(isTold ? learnFlow(epoch.shapes[part], before) : before);
    }
    return places.get(key)!;
  });
  return { flows, flowOf };
}

/** (Pa m3/s) What the leak takes, over all modules as likely as they are held. */
export function likelyFlow({ modules, epoch }: Locator, probability: { readonly [module: string]: number }): number {
  return modules.reduce((sum, m, i) => sum + probability[m] * epoch.flows[epoch.flowOf[i]].mean, 0);
}

/** (-) How likely each closed hatch is not to be tight, by what this epoch and those before have shown. */
function doubtsOf(locator: Locator): { readonly [hatch: string]: number } {
  const { low, high } = leakyBounds;
  const told = tell(locator);
  const weights = weightsOf(locator);
  const all = logSum(told.flatMap(({ ways }, m) => ways.map((w) => weights[m] + w.log)));
  return Object.fromEntries(
    Object.entries(locator.epoch.doubts).map(([hatch, before]) => {
      const own = told.flatMap(({ ways }, m) => ways.filter((w) => w.hatch === hatch).map((w) => weights[m] + w.log));
      // What speaks of other hatches says nothing of this one.
      const beside = told.flatMap(({ part, ways }, m) =>
        touches(locator, hatch, part) ? [] : ways.map((w) => weights[m] + w.log + Math.log(before)),
      );
      const p = Math.exp(logSum([...own, ...beside]) - all);
      return [hatch, Math.min(high, Math.max(low, p))];
    }),
  );
}

const touches = ({ epoch, modules }: Locator, hatch: string, part: number) =>
  epoch.shapes.some((s) => s.hatch === hatch && epoch.parts[part].modules.some((m) => s.sides[modules.indexOf(m)] > 0));

/** Clues that tell modules apart. Others make one of them likelier and no more. */
const searches = ["found", "missed"];

/** Which modules neither the ended epochs nor the present one, nor a search, tell apart: the same number for those. */
export function classesOf({ modules, classes, clues, epoch }: Locator): number[] {
  const seen = new Map<string, number>();
  return modules.map((module, m) => {
    const part = epoch.parts.findIndex((p) => p.modules.includes(module));
    const gauged = epoch.shapes[part].Q > 0 ? part : -1;
    const key = [
      classes[m],
      gauged,
      epoch.patched.includes(module),
      ...Object.entries(clues).map(([clue, logs]) => (searches.includes(clue) ? logs[m] : "")),
    ].join();
    if (!seen.has(key)) seen.set(key, seen.size);
    return seen.get(key)!;
  });
}
