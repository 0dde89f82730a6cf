import * as v from "valibot";
import { asks } from "../document/index.ts";
import { type Phrase, phrase } from "../phrase/index.ts";
import { zoneSchema } from "./shield-schema.ts";

/** The station file as it is written: units in the keys. `readDocument` adds the `hullwatch: station/1` line. */

const opt = v.exactOptional;
const described = (what: Phrase) => v.pipe(v.string(), asks(what));
const id = v.pipe(v.string(), v.regex(/^\S(.*\S)?$/u), asks(phrase`an id (text)`));
const module = described(phrase`the id of a module`);
const text = v.pipe(v.string(), v.minLength(1));
const positive = v.pipe(v.number(), v.gtValue(0));
const whole = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least));
const notNegative = v.pipe(v.number(), v.minValue(0));

export const limitsSchema = v.strictObject({
  reserve_pressure_mmHg: opt(positive),
  ppO2_min_mmHg: opt(positive),
  ppO2_max_mmHg: opt(positive),
  o2_fraction_max: opt(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  total_pressure_min_mmHg: opt(positive),
  total_pressure_max_mmHg: opt(positive),
  permissible_drop_mmHg_per_h: opt(positive),
  abandon_below_reserve_min: opt(notNegative),
});

const moduleSchema = v.strictObject({
  id,
  name: opt(text),
  segment: opt(text),
  volume_m3: positive,
  leak_prior: opt(notNegative),
  seal_age_years: opt(notNegative),
  life_support: opt(v.boolean()),
  at_m: opt(v.pipe(v.strictTuple([v.number(), v.number(), v.number()]), asks(phrase`metres along x, y and z`))),
  shield: opt(v.pipe(v.array(zoneSchema), v.minLength(1))),
});

const hatchSchema = v.strictObject({
  id,
  between: v.pipe(v.strictTuple([module, module]), asks(phrase`the ids of the two modules that it joins`)),
  state: opt(v.picklist(["open", "closed"])),
  close_min: opt(notNegative),
  open_min: opt(notNegative),
  operable: opt(v.boolean()),
  imv_cfm: opt(notNegative),
});

const vehicleSchema = v.strictObject({
  id,
  modules: v.pipe(v.array(module), v.minLength(1)),
  seat: module,
  seats: whole(1),
});

const crewSchema = v.strictObject({ id, vehicle: described(phrase`the id of a vehicle`), at: module });

const supplySchema = v.strictObject({
  id,
  gas: v.picklist(["o2", "n2", "air"]),
  mass_kg: notNegative,
  module,
  max_kg_per_h: positive,
});

const sensorSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[^\s:]([^:]*[^\s:])?$/u), asks(phrase`an id (text) without a colon`)),
  quantity: v.picklist(["pressure", "temperature", "ppO2", "ppN2", "ppCO2", "ppH2O"]),
  module,
  unit: described(phrase`a unit of pressure or temperature`),
  sigma: positive,
  step: notNegative,
  period_s: positive,
});

export const stationSchema = v.strictObject({
  id,
  name: text,
  norad_id: opt(v.pipe(whole(1), v.maxValue(999_999_999))),
  limits: opt(limitsSchema),
  modules: v.pipe(v.array(moduleSchema), v.minLength(1)),
  hatches: opt(v.array(hatchSchema)),
  vehicles: opt(v.array(vehicleSchema)),
  crew: opt(v.array(crewSchema)),
  crew_count: opt(whole(0)),
  metabolic_o2_kg_per_day: opt(notNegative),
  supplies: opt(v.array(supplySchema)),
  sensors: opt(v.array(sensorSchema)),
});

export type StationFile = v.InferOutput<typeof stationSchema>;
export type LimitsFile = v.InferOutput<typeof limitsSchema>;

/** What holds where the file says nothing: the ISS of August 2018. */
export const defaultLimits: Required<LimitsFile> = {
  reserve_pressure_mmHg: 490,
  ppO2_min_mmHg: 146,
  ppO2_max_mmHg: 178,
  o2_fraction_max: 0.241,
  total_pressure_min_mmHg: 724,
  total_pressure_max_mmHg: 770,
  permissible_drop_mmHg_per_h: 0.5,
  abandon_below_reserve_min: 30,
};

/** What a sensor's readings are: a temperature, or one kind of pressure or other. */
export const dimensionOf = (quantity: string) => (quantity === "temperature" ? "temperature" : "pressure");
