/** For tests: the air of parts behind hatches, read once a minute, with the weather of a part made anew. Seeded. */
import { toSI } from "../quantity/index.ts";
import { joinedVolumes, type Station, stationBuilder, volumeOf } from "../station/index.ts";
import { type Finding, findingOf, followMinute, type Locator, moveHatches, priorOf, startLocator } from "./index.ts";

const mmHg = toSI("pressure", 1, "mmHg");
export const mmHgPerHour = toSI("pressureRate", 1, "mmHg/h");
const normal = 750 * mmHg;

export function seeded(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
  };
}
const gaussian = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Two modules of 1,011 m3 together, three gauges in either but for those left out, and the hatches between them. */
export function parted(small: number, { gauged = ["small", "main"], hatches = ["h"] } = {}): Station {
  const b = stationBuilder()
    .module("small", small)
    .module("main", 1011 - small);
  for (const h of hatches) b.hatch(h, "small", "main");
  for (const m of gauged) for (const i of [1, 2, 3]) b.sensor(`${m}-${i}`, m, { sigma: 0.02, step: 0.01, period_s: 1 });
  return b.build();
}
export const even = new Map([
  ["small", 0.5],
  ["main", 0.5],
]);

/** A leak of `fall` (mmHg/h of the whole station), in a module, while `lasts` says so. */
export interface Hole {
  readonly module: string;
  readonly fall: number;
  readonly lasts?: (minute: number) => boolean;
}
/** What happens from a minute on: hatches are told to stand so; of `loose` ones the sides become equal in so many seconds. */
export interface Step {
  readonly minute: number;
  readonly closed: readonly string[];
  readonly loose?: { readonly [hatch: string]: number };
}
export interface Case {
  readonly station: Station;
  readonly seed: number;
  readonly holes: readonly Hole[];
  readonly steps: readonly Step[];
  /** Hatches that are shut from minute 0 on without anyone being told. */
  readonly untold?: readonly string[];
  readonly minutes: number;
  /** (-) How much worse the weather is than assumed of a whole station. */
  readonly weather?: number;
  /** (-) One sd of the flow as known, relative. */
  readonly known?: number;
  readonly prior?: ReadonlyMap<string, number>;
  /** Modules that are read by hand instead, every so many minutes. */
  readonly byHand?: { readonly modules: readonly string[]; readonly every: number };
  /** After each minute; true = enough. */
  readonly look?: (finding: Finding, minute: number, locator: Locator) => boolean;
}

/** The air of one part, but for the leak: mixing, orbit, balance of gas. */
interface Weather {
  readonly modules: readonly string[];
  mix: number;
  level: number;
  /** (Pa/min) */
  rate: number;
  minute: number;
  readonly orbit: readonly [number, number];
  now: number;
}
const sds = { mixing: 0.03 * mmHg, orbit: 0.03 * mmHg, rate: (0.02 * mmHg) / 60, flicker: 0.006 * mmHg };

/** A part goes on where the larger one, from which it was cut, has come to; or begins. */
function weatherOf(random: () => number, times: number, modules: readonly string[], whole?: Weather): Weather {
  const orbit = [0, 1].map(() => sds.orbit * times * gaussian(random)) as [number, number];
  const rate = sds.rate * times * gaussian(random);
  if (whole !== undefined) return { ...whole, modules, rate };
  return { modules, mix: sds.mixing * times * gaussian(random), level: 0, rate, minute: 0, orbit, now: 0 };
}

function blow(w: Weather, random: () => number, times: number): void {
  const kept = Math.exp(-1 / 20);
  w.mix = kept * w.mix + sds.mixing * times * Math.sqrt(1 - kept ** 2) * gaussian(random);
  w.rate += sds.rate * times * Math.sqrt(2 / 360) * gaussian(random) - w.rate / 360;
  w.level += w.rate;
  w.minute++;
  const turn = (2 * Math.PI * w.minute) / 92.9;
  const [a, b] = w.orbit;
  w.now = w.mix + w.level + a * Math.cos(turn) + b * Math.sin(turn) + sds.flicker * times * gaussian(random);
}

const noMinute = {
  temperature: [],
  nitrogen: [],
  supplied: 0,
  suppliedNitrogen: 0,
  people: [],
  breathed: 0,
  stirred: false,
};
const noPeople = 0.045 * mmHgPerHour;
const inner = 6;

/** Runs a case from ten minutes before its first step; gives what is found at the end. */
export function play(c: Case): Finding {
  const { station } = c;
  const random = seeded(c.seed);
  const modules = station.modules.map((m) => m.id);
  const whole = volumeOf(station, modules);
  const flowOf = (h: Hole, minute: number) => ((h.lasts?.(minute) ?? true) ? h.fall * mmHgPerHour * whole : 0);
  const flow = c.holes.reduce((s, h) => s + h.fall * mmHgPerHour * whole, 0);
  const known = c.known ?? 0.1;
  const now = { mean: Math.max(0.05, 1 + known * gaussian(random)) * flow, sd: known * flow };
  const pressure = new Map(modules.map((m) => [m, normal]));
  let closed: readonly string[] = [];
  let loose: Step["loose"] = {};
  let parts = joinedVolumes(station, () => "open");
  let weather: Weather[] = [];
  const times = c.weather ?? 1;
  const renew = () => {
    const before = weather;
    weather = parts.map((p) =>
      weatherOf(
        random,
        times,
        p,
        before.find((w) => p.every((m) => w.modules.includes(m))),
      ),
    );
  };
  const regroup = (untold: readonly string[] = []) => {
    const shut = (h: string) => untold.includes(h) || (closed.includes(h) && loose?.[h] !== 0);
    parts = joinedVolumes(station, (h) => (shut(h) ? "closed" : "open"));
    renew();
  };
  renew();
  const isOpen = (h: string) => !closed.includes(h);
  const situation = (at: number) => ({ isOpen, since: at * 60, until: at * 60, flow: now, unrest: () => noPeople });
  const locator = startLocator(station, c.prior ?? priorOf(station), modules, situation(-10));
  const offsets = new Map(modules.map((m) => [m, 0.3 * mmHg * gaussian(random)]));
  const gauges = station.sensors.filter((s) => s.quantity === "pressure");
  let finding = findingOf(locator);
  for (let minute = -10; minute < c.minutes; minute++) {
    const step = c.steps.find((s) => s.minute === minute);
    if (step !== undefined) {
      const moved = station.hatches.map((h) => h.id).filter((h) => closed.includes(h) !== step.closed.includes(h));
      closed = step.closed;
      loose = step.loose ?? {};
      regroup();
      moveHatches(station, locator, moved, situation(minute));
    }
    if (minute === 0 && c.untold !== undefined) regroup(c.untold);
    const means = new Map(modules.map((m) => [m, 0]));
    for (let i = 0; i < inner; i++) {
      breathe(station, parts, pressure, loose ?? {}, c.holes, (h) => flowOf(h, minute), 60 / inner);
      for (const m of modules) means.set(m, means.get(m)! + pressure.get(m)! / inner);
    }
    for (const w of weather) blow(w, random, times);
    const wind = (m: string) => weather.find((w) => w.modules.includes(m))!.now;
    const read = (module: string, sd: number) =>
      means.get(module)! + wind(module) + offsets.get(module)! + sd * gaussian(random);
    followMinute(
      locator,
      locator.epoch.parts.map((p) => {
        const own = gauges.filter((s) => p.modules.includes(s.module));
        const telemetry = own.map((s) => {
          const variance = (s.sigma ** 2 + s.step ** 2 / 12) * (s.period / 60);
          return { sensor: s.id, module: s.module, mean: read(s.module, Math.sqrt(variance)), variance, bias: 0 };
        });
        const { modules: hand, every } = c.byHand ?? { modules: [], every: 1 };
        const sigma = 0.5 * mmHg;
        const byHand = hand
          .filter((m) => p.modules.includes(m) && (minute + 100) % every === 0)
          .map((m) => ({ sensor: `gauge:${m}`, module: m, mean: read(m, sigma), variance: sigma ** 2, bias: 0 }));
        return { ...noMinute, pressure: [...telemetry, ...byHand] };
      }),
    );
    finding = findingOf(locator);
    if (c.look?.(finding, minute, locator)) break;
  }
  return finding;
}

function breathe(
  station: Station,
  parts: readonly (readonly string[])[],
  pressure: Map<string, number>,
  loose: { readonly [hatch: string]: number },
  holes: readonly Hole[],
  flowOf: (h: Hole) => number,
  dt: number,
): void {
  const at = parts.map((p) => pressure.get(p[0])!);
  const sizes = parts.map((p) => volumeOf(station, p) as number);
  const amount = parts.map(
    (p) =>
      p.reduce((s, m) => s + pressure.get(m)! * volumeOf(station, [m]), 0) -
      holes
        .filter((h) => p.includes(h.module))
        .reduce((s, h) => s + (flowOf(h) * dt * pressure.get(p[0])!) / normal, 0),
  );
  for (const h of station.hatches) {
    const tau = loose[h.id];
    const [a, b] = h.between.map((m) => parts.findIndex((p) => p.includes(m)));
    if (tau === undefined || a === b) continue;
    const shared = (sizes[a] * sizes[b]) / (sizes[a] + sizes[b]);
    const moved = (at[a] - at[b]) * shared * (1 - Math.exp(-dt / tau));
    amount[a] -= moved;
    amount[b] += moved;
  }
  parts.forEach((p, i) => {
    for (const m of p) pressure.set(m, amount[i] / sizes[i]);
  });
}
