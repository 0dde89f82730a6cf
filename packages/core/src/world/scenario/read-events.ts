/** Leaks and happenings of a scenario. */
import type { Path } from "../../document/index.ts";
import { holeArea } from "../../gas/index.ts";
import { phrase } from "../../phrase/index.ts";
import { type Kelvin, kelvin, type Second, type SquareMetre, second, squareMetre, toSI } from "../../quantity/index.ts";
import { readAir } from "./read-air.ts";
import type { Reader } from "./reader.ts";
import type { ScenarioDraft } from "./schema.ts";
import type { AirState, Happening, Leak } from "./types.ts";

type LeakDraft = NonNullable<NonNullable<ScenarioDraft["leaks"]>[number]>;
type HappeningDraft = NonNullable<NonNullable<ScenarioDraft["happenings"]>[number]>;
type Of<Kind> = Extract<HappeningDraft, { readonly kind?: Kind | undefined }>;

export function readLeaks(reader: Reader, drafts: readonly (LeakDraft | undefined)[]): Leak[] {
  const leaks = drafts.flatMap((d, i) => (d === undefined ? [] : [readLeak(reader, d, i)]));
  leaks.forEach((leak, i) => {
    if (leaks.findIndex((other) => other.id === leak.id) < i) reader.faults.add(["leaks", i, "id"], phrase`another id`);
  });
  return leaks;
}

function readLeak(reader: Reader, draft: LeakDraft, i: number): Leak {
  const path = ["leaks", i];
  const module = reader.id("module", draft.module, [...path, "module"]);
  const to = draft.to === undefined ? null : reader.id("module", draft.to, [...path, "to"]);
  if (to !== null && to === module) reader.faults.add([...path, "to"], phrase`another module`);
  const { grows } = draft;
  const spans = <T>(list: readonly (T | undefined)[] | undefined, key: string) =>
    (list ?? []).flatMap((d, j) => (d === undefined ? [] : [{ d, path: [...path, key, j] }]));
  return {
    id: draft.id ?? (i === 0 ? "leak" : `leak-${i + 1}`),
    module,
    to,
    area: leakSize(reader, draft, path),
    ...reader.span(draft, path),
    growth:
      grows === undefined
        ? null
        : {
            by: reader.quantity("area", grows.by, [...path, "grows", "by"], 0),
            time: reader.quantity("time", grows.over, [...path, "grows", "over"], 0),
          },
    pauses: spans(draft.pauses, "pauses").map((s) => reader.span(s.d, s.path)),
    patches: spans(draft.patches, "patches").map((s) => ({ ...reader.span(s.d, s.path), left: s.d.left ?? 0 })),
  };
}

function leakSize(reader: Reader, draft: LeakDraft, path: Path): SquareMetre {
  if ((draft.area === undefined) === (draft.diameter === undefined)) {
    reader.faults.add(
      path,
      phrase`a leak with either area (effective, CdA) or diameter and cd`,
      phrase`both or neither`,
    );
    return squareMetre(0);
  }
  if (draft.area !== undefined) return reader.quantity("area", draft.area, [...path, "area"], 0);
  if (draft.cd === undefined)
    reader.faults.add([...path, "cd"], phrase`the discharge coefficient of the hole, such as 0.6`);
  const diameter = reader.quantity("length", draft.diameter, [...path, "diameter"], 0);
  return diameter < 0 ? squareMetre(0) : holeArea(diameter, draft.cd ?? 1);
}

/** In order of time; those of one moment in the order of the file. */
export function readHappenings(
  reader: Reader,
  drafts: readonly (HappeningDraft | undefined)[],
  air: AirState,
): Happening[] {
  const locks = new Map<string, number>();
  const all = drafts.flatMap((d, i) => {
    if (d === undefined) return [];
    const path = ["happenings", i];
    const at = reader.moment(d.at, [...path, "at"]);
    const read = readHappening(reader, d, path, at, air);
    for (const h of read) {
      if (h.kind !== "airlock" || h.volume === null) continue;
      if ((locks.get(h.module) ?? h.volume) !== h.volume)
        reader.faults.add([...path, "volume"], phrase`the size it had before`);
      locks.set(h.module, h.volume);
    }
    return read.map((h) => ({ ...h, at }) as Happening);
  });
  return all.toSorted((a, b) => a.at - b.at);
}

type Plain = Happening extends infer H ? (H extends Happening ? Omit<H, "at"> : never) : never;

function readHappening(reader: Reader, d: HappeningDraft, path: Path, at: Second, air: AirState): Plain[] {
  switch (d.kind) {
    case "hatch":
      return readHatch(reader, d, path);
    case "supply":
      return readSupply(reader, d, path, at);
    case "release":
      return readRelease(reader, d, path, at);
    case "crew":
      return readCrew(reader, d, path);
    case "gauge":
      return readGauge(reader, d, path, at);
    case "patch": {
      const needs = d.needs === undefined ? "" : ` ${d.needs}`;
      return row(`patch:${reader.id("module", d.module, [...path, "module"])}`, `${d.state}${needs}`);
    }
    case "check":
    case "search":
      return row(`${d.kind}:${reader.id("module", d.module, [...path, "module"])}`, d.state);
    case "note":
      return row(`note:${d.who}`, d.text);
    case "airlock":
      return readAirlock(reader, d, path);
    case "dock": {
      const modules = reader.ids("module", d.modules ?? [], [...path, "modules"]);
      return [{ kind: "dock", modules, air: readAir(reader, d, path, air) }];
    }
    case "undock":
      return [{ kind: "undock", modules: reader.ids("module", d.modules ?? [], [...path, "modules"]) }];
    case "jam":
      return [{ kind: "jam", hatch: reader.id("hatch", d.hatch, [...path, "hatch"]), stuck: d.state === "stuck" }];
    case "ventilation":
      return [{ kind: "ventilation", on: d.state === "on" }];
    case "temperature": {
      const change: Kelvin = kelvin(reader.difference("temperature", d.change, [...path, "change"]));
      const over = reader.quantity("time", d.over, [...path, "over"], 0);
      return [{ kind: "temperature", modules: reader.ids("module", d.modules, [...path, "modules"]), change, over }];
    }
    default:
      return [];
  }
}

const row = (parameter: string, value = ""): Plain[] => [{ kind: "row", parameter, value }];

function readHatch(reader: Reader, d: Of<"hatch">, path: Path): Plain[] {
  const hatch = reader.id("hatch", d.hatch, [...path, "hatch"]);
  const leaky = reader.quantity("area", d.leaky, [...path, "leaky"], 0);
  if (d.to === "open" && leaky > 0) reader.faults.add([...path, "leaky"], phrase`no leaky for a hatch that is opened`);
  return [{ kind: "hatch", hatch, to: d.to ?? "open", reported: d.reported ?? true, leaky }];
}

function readSupply(reader: Reader, d: Of<"supply">, path: Path, at: Second): Plain[] {
  const supply = reader.id("supply", d.supply, [...path, "supply"]);
  return [{ kind: "supply", supply, ...readFlow(reader, d, path, at), reported: d.reported ?? true }];
}

function readRelease(reader: Reader, d: Of<"release">, path: Path, at: Second): Plain[] {
  const module = reader.id("module", d.module, [...path, "module"]);
  return [{ kind: "release", gas: d.gas ?? "air", module, ...readFlow(reader, d, path, at) }];
}

function readFlow(reader: Reader, d: Of<"supply"> | Of<"release">, path: Path, at: Second) {
  const rate = reader.quantity("massFlow", d.rate, [...path, "rate"], 0);
  return { rate, until: second(at + reader.quantity("time", d.for, [...path, "for"], 0)) };
}

function readCrew(reader: Reader, d: Of<"crew">, path: Path): Plain[] {
  const to = reader.id("module", d.to, [...path, "to"]);
  const people = reader.ids("crew member", d.who ?? [], [...path, "who"]);
  return people.map((who) => ({ kind: "crew", who, to, reported: d.reported ?? true }));
}

function readGauge(reader: Reader, d: Of<"gauge">, path: Path, at: Second): Plain[] {
  const module = reader.id("module", d.module, [...path, "module"]);
  const sigma = reader.quantity("pressure", d.sigma, [...path, "sigma"], toSI("pressure", 0.5, "mmHg"));
  const every = reader.quantity("time", d.every, [...path, "every"], 0);
  const until = second(at + reader.quantity("time", d.for, [...path, "for"], 0));
  if ((d.every === undefined) !== (d.for === undefined))
    reader.faults.add(path, phrase`every and for together, or neither`);
  else if (every <= 0 && d.every !== undefined) reader.faults.add([...path, "every"], phrase`a time above 0`);
  return [{ kind: "gauge", module, sigma, every, until }];
}

function readAirlock(reader: Reader, d: Of<"airlock">, path: Path): Plain[] {
  const module = reader.id("module", d.module, [...path, "module"]);
  const into = reader.id("module", d.into, [...path, "into"]);
  if (module !== "" && module === into && d.volume === undefined)
    reader.faults.add([...path, "into"], phrase`another module`);
  const { volume } = reader.station.modules.find((m) => m.id === module) ?? { volume: Number.POSITIVE_INFINITY };
  const lock = d.volume === undefined ? null : reader.quantity("volume", d.volume, [...path, "volume"], 0);
  if (lock !== null && lock >= volume)
    reader.faults.add([...path, "volume"], phrase`less than the ${volume} m3 of ${module}`);
  const time = (key: "depress" | "hold" | "repress", minutes: number) =>
    reader.quantity("time", d[key], [...path, key], minutes * 60);
  return [
    {
      kind: "airlock",
      module,
      volume: lock,
      into,
      depress: time("depress", 30),
      hold: time("hold", 0),
      repress: time("repress", 15),
      saved: d.saved ?? 0.9,
      refill: d.refill ?? "cabin",
      reported: d.reported ?? true,
    },
  ];
}
