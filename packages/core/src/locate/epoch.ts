/** An epoch: the time from one movement of hatches to the next. What its gauges show of a leak on either side of each hatch. */
import { joinedVolumes, type Station, volumeOf } from "../station/index.ts";
import { longer } from "../watch/index.ts";
import { air, chances, leakyTimes, lived } from "./assumptions.ts";
import { blindPiece, blindUnion, passBlindly } from "./blind.ts";
import {
  advance,
  cutFrom,
  type Filter,
  feelWarmth,
  moisten,
  observe,
  type PartMinute,
  predict,
  type Seen,
  showFall,
  startFilter,
} from "./filter.ts";
import { type Flow, widened } from "./normal.ts";
import type { Part } from "./part.ts";
import { fallAt, pass, type Shape } from "./shape.ts";

const step = 60;
const tight = Number.POSITIVE_INFINITY;
/** A part whose fall is not known before it is cut: so many times what the whole leak would make, and how long that lasts (s). */
const free = { times: 1.5, tau: 10 * 86400 };

export interface Epoch {
  /** (s) UNIX time of the movement. */
  readonly since: number;
  readonly parts: Part[];
  readonly shapes: Shape[];
  /** What the leak took when the epoch began, and which of these flows it is if the leak is in a module, by module. */
  readonly flows: readonly Flow[];
  readonly flowOf: readonly number[];
  /** (-) By closed hatch with a part on either side: chance that it is not tight, as known when the epoch began. */
  readonly doubts: { readonly [hatch: string]: number };
  /** Modules with a patch on, which may leave less of a leak there. */
  readonly patched: readonly string[];
}

/** What a movement of hatches leaves. */
export interface Setting {
  readonly isOpen: (hatch: string) => boolean;
  /** (s) When it came to that, and the end of that minute. */
  readonly since: number;
  readonly until: number;
  readonly flows: readonly Flow[];
  readonly flowOf: readonly number[];
  readonly doubts: { readonly [hatch: string]: number };
  readonly patched: readonly string[];
  /** (-) People who have been in a module of late, by module. */
  readonly lived: ReadonlyMap<string, number>;
  /** (Pa/s) How far the balance of gas of such a part may be off. */
  readonly unrest: (modules: readonly string[]) => number;
}

/** Begins an epoch; `before` is the one that it ends. */
export function startEpoch(station: Station, before: Epoch | null, s: Setting): Epoch {
  const states = (hatch: string) => (s.isOpen(hatch) ? "open" : "closed");
  const flows = s.flows.map(widened);
  const parts = joinedVolumes(station, states).map((modules) => startPart(station, before, s, modules));
  const doubts: Record<string, number> = {};
  const shapes = parts.map((p, part) => shapeOf(station, part, { kind: "part", hatch: "", tau: tight }, p.modules, []));
  for (const { id, between } of station.hatches) {
    const [a, b] = between.map((m) => parts.findIndex((p) => p.modules.includes(m)));
    if (!s.isOpen(id)) {
      if (a === b) continue;
      doubts[id] = s.doubts[id] ?? chances.leaky;
      for (const tau of leakyTimes) {
        const leaky = { kind: "leaky", hatch: id, tau } as const;
        shapes.push(shapeOf(station, a, leaky, parts[a].modules, parts[b].modules));
        shapes.push(shapeOf(station, b, leaky, parts[b].modules, parts[a].modules));
      }
    } else {
      const without = joinedVolumes(station, (h) => (h === id ? "closed" : states(h)));
      const [near, far] = between.map((m) => without.find((modules) => modules.includes(m))!);
      if (near === far) continue;
      const shut = { kind: "shut", hatch: id, tau: tight } as const;
      shapes.push(shapeOf(station, a, shut, near, far), shapeOf(station, a, shut, far, near));
    }
  }
  const modules = station.modules.map((m) => m.id);
  for (const shape of shapes) {
    parts.forEach((p, part) => {
      if (p.modules.some((m) => shape.sides[modules.indexOf(m)] > 0))
        shape.responses.push({ part, d: new Float64Array() });
    });
    pass(shape, Math.max(0, s.until - s.since), 1);
  }
  for (const part of parts) passBlindly(modules, part, Math.max(0, s.until - s.since));
  return { since: s.since, parts, shapes, flows, flowOf: s.flowOf, doubts, patched: s.patched };
}

function startPart(station: Station, before: Epoch | null, s: Setting, modules: readonly string[]): Part {
  const volume = volumeOf(station, modules);
  const unrest = s.unrest(modules);
  const calm = { sd: unrest, tau: unrest > 2 * air.balance.sd ? lived.atMost : air.balance.tau };
  const most = Math.max(...s.flows.map(({ mean, sd }) => mean + sd));
  const falling = { sd: Math.hypot(unrest, (free.times * most) / volume), tau: free.tau };
  const whole = before?.parts.find((p) => modules.every((m) => p.modules.includes(m)));
  const begun = { modules, volume, first: Number.NaN, last: Number.NaN };
  if (before === null || whole === undefined)
    return { ...begun, tested: startFilter(calm), free: startFilter(falling), blind: blindUnion(before, modules) };
  const shift = sinceRead(s);
  const isIn = (gauge: string) => modules.includes(moduleOfGauge(station, gauge));
  const cut = (balance: Filter["balance"]) => cutFrom(whole.free, shift, isIn, balance);
  const tested = cut(calm);
  const blind = blindPiece(station, whole, { modules, tested }, { since: s.since, shift, unrest });
  const part = { ...begun, tested, free: cut(falling), blind: blind && { ...blind, falls: blind.falls.slice() } };
  const people = modules.reduce((sum, m) => sum + (s.lived.get(m) ?? 0), 0);
  if (modules.length < whole.modules.length) for (const f of [part.tested, part.free]) moisten(f, people, volume);
  return part;
}

/** (s) What was read in a minute stands for its middle. */
export const sinceRead = ({ since, until }: Pick<Setting, "since" | "until">) => since - (until - step / 2);

const moduleOfGauge = (station: Station, gauge: string) =>
  station.sensors.find((s) => s.id === gauge)?.module ?? gauge.slice(gauge.indexOf(":") + 1);

function shapeOf(
  station: Station,
  part: number,
  what: Pick<Shape, "kind" | "hatch" | "tau">,
  leaking: readonly string[],
  other: readonly string[],
): Shape {
  return {
    ...what,
    part,
    sides: Float64Array.from(station.modules, (m) => (leaking.includes(m.id) ? 1 : other.includes(m.id) ? 2 : 0)),
    volumes: [volumeOf(station, leaking), volumeOf(station, other)],
    falls: [0, 0],
    responses: [],
    L: 0,
    Q: 0,
  };
}

/** Takes one minute, what each part brings in the order of `epoch.parts`; `modules` in the order of the station file. */
export function followEpoch(epoch: Epoch, modules: readonly string[], minutes: readonly PartMinute[]): void {
  const scales = epoch.parts.map((p) => (Number.isNaN(p.first) ? 1 : Math.max(0, p.last / p.first)));
  for (const shape of epoch.shapes) {
    pass(shape, step / 2, scales[shape.part]);
    for (const r of shape.responses) advance(epoch.parts[r.part].tested, lengthened(r, epoch));
  }
  epoch.parts.forEach((part, place) => {
    const m = minutes[place];
    for (const f of [part.tested, part.free]) {
      predict(f, m, part.volume);
      feelWarmth(f, m);
    }
    const show = (seen: Seen, module: number) => {
      for (const shape of epoch.shapes) {
        const response = shape.responses.find((r) => r.part === place);
        if (response === undefined) continue;
        const { L, Q } = showFall(part.tested, lengthened(response, epoch), fallAt(shape, module), seen);
        shape.L += L;
        shape.Q += Q;
      }
    };
    for (const { of, readings } of [
      { of: "pressure", readings: m.pressure },
      { of: "nitrogen", readings: m.nitrogen },
    ] as const) {
      for (const reading of readings) {
        observe(part.free, reading, of);
        show(observe(part.tested, reading, of), modules.indexOf(reading.module));
      }
    }
    if (m.pressure.length > 0) {
      part.last = m.pressure.reduce((s, r) => s + r.mean, 0) / m.pressure.length;
      if (Number.isNaN(part.first)) part.first = part.last;
    }
  });
  for (const shape of epoch.shapes) pass(shape, step / 2, scales[shape.part]);
  for (const part of epoch.parts) passBlindly(modules, part, step);
}

/** A response as long as the state of its filter. */
function lengthened(r: Shape["responses"][number], epoch: Epoch): Float64Array {
  r.d = longer(r.d, epoch.parts[r.part].tested.x.length);
  return r.d;
}
