/** Fans and life support of a scenario, with defaults that keep the station as it starts. */
import { phrase } from "../../phrase/index.ts";
import { kilogramPerSecond, toSI } from "../../quantity/index.ts";
import type { Station } from "../../station/index.ts";
import type { Reader } from "./reader.ts";
import type { ScenarioDraft } from "./schema.ts";
import type { AirState, Co2Removal, Fan, LifeSupport, OxygenGenerator, Span, Ventilation } from "./types.ts";

type VentilationDraft = NonNullable<ScenarioDraft["ventilation"]>;
type FanDraft = NonNullable<NonNullable<VentilationDraft["fans"]>[number]>;
type LifeSupportDraft = NonNullable<ScenarioDraft["life_support"]>;
type OxygenDraft = NonNullable<NonNullable<LifeSupportDraft["oxygen"]>[number]>;
type Co2Draft = NonNullable<NonNullable<LifeSupportDraft["co2"]>[number]>;
type SpanDraft = { readonly from?: string | undefined; readonly until?: string | undefined };

export function readVentilation(reader: Reader, draft: VentilationDraft = {}): Ventilation {
  return {
    circulation: reader.quantity(
      "volumeFlow",
      draft.circulation,
      ["ventilation", "circulation"],
      toSI("volumeFlow", 40, "cfm"),
    ),
    residual: reader.quantity("volumeFlow", draft.residual, ["ventilation", "residual"], toSI("volumeFlow", 1, "cfm")),
    fans: (draft.fans ?? []).flatMap((fan, i) => (fan === undefined ? [] : [readFan(reader, fan, i)])),
  };
}

function readFan(reader: Reader, draft: FanDraft, i: number): Fan {
  const path = ["ventilation", "fans", i];
  const ways = (["path", "duct", "exchange"] as const).filter((key) => draft[key] !== undefined);
  if (ways.length !== 1) reader.faults.add(path, phrase`one of path, duct and exchange`);
  const way = ways[0] ?? "path";
  const modules = reader.ids("module", draft[way] ?? [], [...path, way]);
  modules.slice(1).forEach((to, leg) => {
    const joins = reader.station.hatches.some(({ between: [a, b] }) => {
      return (a === modules[leg] && b === to) || (b === modules[leg] && a === to);
    });
    if (!joins) reader.faults.add([...path, way, leg + 1], phrase`a module beside ${modules[leg]}`);
  });
  if (modules.length < 2) reader.faults.add([...path, way], phrase`two modules or more`);
  return {
    path: modules,
    flow: reader.quantity("volumeFlow", draft.flow, [...path, "flow"], 0),
    duct: way === "duct",
    exchange: way === "exchange",
  };
}

export function readLifeSupport(reader: Reader, draft: LifeSupportDraft = {}, air: AirState): LifeSupport {
  const home = mostLivedIn(reader.station);
  const oxygen = draft.oxygen ?? [{ module: home }];
  const co2 = draft.co2 ?? [{ module: home }];
  const humidity = draft.humidity ?? {};
  return {
    oxygen: oxygen.flatMap((d, i) => (d === undefined ? [] : [readOxygen(reader, d, i, air)])),
    co2: co2.flatMap((d, i) => (d === undefined ? [] : [readCo2(reader, d, i)])),
    humidity:
      humidity === "off"
        ? null
        : {
            ppH2O: reader.quantity("pressure", humidity.ppH2O, ["life_support", "humidity", "ppH2O"], air.ppH2O),
            time: reader.quantity("time", humidity.time, ["life_support", "humidity", "time"], 600),
          },
  };
}

/** The module that most people are in, the larger of two: there the air stays good with the least mixing. */
function mostLivedIn({ modules, crew }: Station): string {
  const people = (id: string) => crew.filter((c) => c.at === id).length;
  return modules.reduce((a, b) => {
    const more = people(b.id) - people(a.id);
    return more > 0 || (more === 0 && b.volume > a.volume) ? b : a;
  }).id;
}

const outages = (
  reader: Reader,
  spans: readonly (SpanDraft | undefined)[] | undefined,
  path: readonly (string | number)[],
) => (spans ?? []).flatMap((s, i): Span[] => (s === undefined ? [] : [reader.span(s, [...path, "outages", i])]));

function readOxygen(reader: Reader, draft: OxygenDraft, i: number, air: AirState): OxygenGenerator {
  const path = ["life_support", "oxygen", i];
  return {
    module: reader.id("module", draft.module, [...path, "module"]),
    target: reader.quantity("pressure", draft.target, [...path, "target"], air.ppO2),
    // What the oxygen generator of the US segment can make in a day.
    maxRate: reader.quantity("massFlow", draft.max, [...path, "max"], toSI("massFlow", 9, "kg/day")),
    yield: draft.yield ?? 1,
    rateStep: reader.quantity("massFlow", draft.step, [...path, "step"], kilogramPerSecond(0.24 / 86400)),
    outages: outages(reader, draft.outages, path),
  };
}

function readCo2(reader: Reader, draft: Co2Draft, i: number): Co2Removal {
  const path = ["life_support", "co2", i];
  return {
    module: reader.id("module", draft.module, [...path, "module"]),
    flow: draft.flow === undefined ? null : reader.quantity("volumeFlow", draft.flow, [...path, "flow"], 0),
    cycle: reader.quantity("time", draft.cycle, [...path, "cycle"], 155 * 60),
    swing: draft.swing ?? 0.3,
    outages: outages(reader, draft.outages, path),
  };
}
