/** Reads a scenario file: `hullwatch: scenario/1`. */
import * as v from "valibot";
import { type Faults, readDocument } from "../../document/index.ts";
import { phrase } from "../../phrase/index.ts";
import { parseIso, second } from "../../quantity/index.ts";
import type { Station } from "../../station/index.ts";
import { readAir, usualAir } from "./read-air.ts";
import { readHappenings, readLeaks } from "./read-events.ts";
import { readLifeSupport, readVentilation } from "./read-plant.ts";
import { readDelivery, readFaults } from "./read-signals.ts";
import { Reader } from "./reader.ts";
import { type ScenarioDraft, scenarioSchema } from "./schema.ts";
import type { Scenario } from "./types.ts";

const header = "scenario/1";
/**
 * The path of the station file that a scenario was written for, relative to the repository: needed to read the rest.
 * Looks at nothing else; throws `DocumentError` where the file is no scenario or names no station.
 */
export function stationOfScenario(text: string, file: string): string {
  const schema = v.strictObject({ station: v.string() });
  let station: string | undefined;
  const check = (draft: { readonly station?: string | undefined }) => {
    station = draft.station;
  };
  try {
    return readDocument(text, { file, schema, header, check }).value.station;
  } catch (error) {
    // Other keys are not of this schema; the full reading judges them.
    if (station !== undefined) return station;
    throw error;
  }
}

/**
 * Reads a scenario and checks it against `station`. Throws `DocumentError` with every fault by line and column: unknown
 * keys, modules, hatches, sensors, supplies and people, sizes without a unit, times outside the record.
 */
export function parseScenario(text: string, file: string, station: Station): Scenario {
  let scenario: Scenario | undefined;
  const check = (draft: ScenarioDraft, faults: Faults) => {
    scenario = build(draft, new Reader(station, faults));
  };
  readDocument(text, { file, schema: scenarioSchema, header, check });
  return scenario as Scenario;
}

function build(draft: ScenarioDraft, reader: Reader): Scenario {
  const start = draft.start === undefined ? null : parseIso(draft.start);
  if (start === null && draft.start !== undefined) reader.faults.add(["start"], phrase`ISO 8601 with a zone`);
  reader.start = start ?? second(0);
  const duration = reader.quantity("time", draft.duration, ["duration"], 0);
  if (duration <= 0 && draft.duration !== undefined) reader.faults.add(["duration"], phrase`a time above 0`);
  if (duration > 0) reader.end = second(reader.start + duration);
  const air = readAir(reader, draft.air ?? {}, ["air"], usualAir);
  const { temperature = 1, gas = 1, crew = 1, sensors = 1 } = draft.weather ?? {};
  return {
    id: draft.id ?? "",
    name: draft.name ?? "",
    station: draft.station ?? "",
    start: reader.start,
    duration,
    step: readStep(reader, draft.step),
    found: draft.found === undefined ? null : reader.moment(draft.found, ["found"]),
    air,
    elsewhere: (draft.elsewhere ?? []).flatMap((other, i) => {
      if (other === undefined) return [];
      const path = ["elsewhere", i];
      const modules = reader.ids("module", other.modules ?? [], [...path, "modules"]);
      return [{ modules, air: readAir(reader, other, path, air) }];
    }),
    wallTime: reader.quantity("time", draft.wall_time, ["wall_time"], 120),
    nominalLeakage: reader.quantity("massFlow", draft.nominal_leakage, ["nominal_leakage"], 0),
    ventilation: readVentilation(reader, draft.ventilation),
    lifeSupport: readLifeSupport(reader, draft.life_support, air),
    weather: { temperature, gas, crew, sensors },
    leaks: readLeaks(reader, draft.leaks ?? []),
    happenings: readHappenings(reader, draft.happenings ?? [], air),
    faults: readFaults(reader, draft.faults ?? []),
    delivery: readDelivery(reader, draft.delivery ?? {}),
  };
}

/** (s) Of the weather, which no step is longer than. */
const minute = 60;

function readStep(reader: Reader, text: string | undefined) {
  const step = reader.quantity("time", text, ["step"], minute);
  if (step >= 1 && minute % step === 0) return step;
  reader.faults.add(["step"], phrase`a whole part of a minute, 1 s or more: 60s, 30s, 10s`);
  return second(minute);
}
