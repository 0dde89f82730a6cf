import { type Phrase, phrase } from "../../phrase/index.ts";
import type { Second } from "../../quantity/index.ts";
import type { Module, ShieldZone, Station } from "../../station/index.ts";
import {
  debris,
  debrisValidity,
  FluxRangeError,
  type FluxTables,
  meteoroids,
  noteOf,
  type OrbitAndYear,
  type Population,
  withTable,
  year as yearSeconds,
} from "../flux/index.ts";
import { accuracyOf, type Trust } from "../shield/index.ts";
import { type Expected, expectedOf, none, noPenetration, sumOf } from "./expected.ts";
import { penetrationRate } from "./penetration.ts";

/** What is asked. */
export interface RiskQuestion {
  readonly orbit: OrbitAndYear;
  readonly duration: Second;
  /** In place of the built-in fluxes. */
  readonly tables?: FluxTables;
}

/** Penetrations to be expected in the time asked about, and the chance of none. */
export interface Risk {
  readonly debris: Expected;
  readonly meteoroid: Expected;
  readonly all: Expected;
  readonly pnp: Expected;
}

export interface ModuleRisk extends Risk {
  readonly module: Module;
  /** Whether every zone of it is built as published. */
  readonly from: "published" | "assumed";
  /** (m2) What may be hit, hidden parts left out. */
  readonly area: number;
  readonly trust: readonly Trust[];
}

export interface StationRisk extends Risk {
  readonly modules: readonly ModuleRisk[];
  /** Those with a shield of one module at least; modules of which none is known are in no figure. */
  readonly vehicles: readonly (Risk & {
    readonly vehicle: string;
    readonly modules: readonly string[];
    readonly unknown: readonly string[];
  })[];
  /** The module with the most penetrations to be expected; null where no module has a shield. */
  readonly mostExposed: ModuleRisk | null;
  /** Modules of whose shield the file says nothing: they are in no figure. */
  readonly unknown: readonly string[];
  readonly populations: readonly Population[];
  readonly notes: readonly Phrase[];
}

/** The populations of an orbit, with somebody's own tables where there are any. Throws `FluxRangeError`. */
export function populationsOf({ orbit, tables = {} }: Pick<RiskQuestion, "orbit" | "tables">): Population[] {
  return [debris(orbit), meteoroids(orbit)].map((built) => {
    const table = tables[built.name];
    return table === undefined ? built : withTable(built, table);
  });
}

const riskOf = (debrisHits: Expected, meteoroidHits: Expected): Risk => {
  const all = sumOf([debrisHits, meteoroidHits]);
  return { debris: debrisHits, meteoroid: meteoroidHits, all, pnp: noPenetration(all) };
};
const together = (risks: readonly Risk[]) =>
  riskOf(sumOf(risks.map((r) => r.debris)), sumOf(risks.map((r) => r.meteoroid)));

/**
 * How likely it is that nothing goes through the hull of each module, each vehicle and the whole station within `duration` (s): N = sum of flux
 * above the ballistic limit x area x time, exp(-N). NASA/TM-2009-214785, 2.1. A hole in the inner wall is what is counted, not what
 * comes of it. Throws `FluxRangeError` for an orbit, a time or a wall that the fluxes say nothing of.
 */
export function assessRisk(station: Station, question: RiskQuestion): StationRisk {
  const populations = populationsOf(question);
  const spans = spanNotes(question);
  const modules = station.modules.flatMap((module) =>
    module.shield === undefined ? [] : [moduleRisk(module, module.shield, populations, question)],
  );
  const byModule = new Map(modules.map((risk) => [risk.module.id, risk]));
  const vehicles = station.vehicles.flatMap(({ id, modules: own }) => {
    const known = own.flatMap((m) => byModule.get(m) ?? []);
    const unknown = own.filter((m) => !byModule.has(m));
    return known.length === 0 ? [] : [{ vehicle: id, modules: own, unknown, ...together(known) }];
  });
  const mostExposed = modules.reduce<ModuleRisk | null>(
    (most, risk) => (most === null || risk.all.value > most.all.value ? risk : most),
    null,
  );
  return {
    ...together(modules),
    modules,
    vehicles,
    mostExposed,
    unknown: station.modules.filter((m) => m.shield === undefined).map((m) => m.id),
    populations,
    notes: [...populations.flatMap((p) => p.notes.map((note) => noteOf(p, note))), ...spans],
  };
}

/** What one flux for all of a long time leaves out. Throws `FluxRangeError` for more years than the model of debris has. */
function spanNotes({ orbit: { year }, duration }: RiskQuestion): Phrase[] {
  const [first, last] = debrisValidity.years;
  const years = duration / yearSeconds;
  if (years > last - first) {
    throw new FluxRangeError(
      "debris",
      phrase`${Number(years.toPrecision(3))} years`,
      phrase`up to ${last - first}, for which it has a flux`,
    );
  }
  if (years <= 2) return [];
  const [from, to] = [-0.5, 0.5].map((half) => (year + half * years).toFixed(0));
  return [phrase`debris: the flux of ${Math.floor(year)} stands for all of ${from} to ${to}`];
}

function moduleRisk(
  module: Module,
  shield: readonly ShieldZone[],
  populations: readonly Population[],
  { orbit, duration }: RiskQuestion,
): ModuleRisk {
  const hits = (name: Population["name"]) => {
    const population = populations.find((p) => p.name === name);
    if (population === undefined) return none;
    const rate = shield.reduce((sum, zone) => sum + rateIn(module, zone, population, orbit), 0);
    return expectedOf(rate * duration, population.band);
  };
  const kinds = [...new Map(shield.map((zone) => [zone.kind, accuracyOf(zone)])).values()];
  return {
    module,
    ...riskOf(hits("debris"), hits("meteoroid")),
    from: shield.every((zone) => zone.from === "published") ? "published" : "assumed",
    area: shield.reduce((sum, zone) => sum + zone.area * zone.exposed, 0),
    trust: kinds,
  };
}

/** `penetrationRate`; a refusal names the module. */
function rateIn(module: Module, zone: ShieldZone, population: Population, { altitude }: OrbitAndYear): number {
  try {
    return penetrationRate(zone, population, altitude);
  } catch (error) {
    throw error instanceof FluxRangeError ? error.of(`shield of ${module.id}`) : error;
  }
}
