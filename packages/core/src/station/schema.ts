import { type Static, Type } from "typebox";

/** The station file as it is written: units in the keys. `readDocument` adds the `hullwatch: station/1` line. */

const id = Type.String({ pattern: "^\\S(.*\\S)?$", description: "an id (text)" });
const module = Type.String({ description: "the id of a module" });
const text = Type.String({ minLength: 1 });
const positive = Type.Number({ exclusiveMinimum: 0 });
const notNegative = Type.Number({ minimum: 0 });
const strict = { additionalProperties: false } as const;

export const limitsSchema = Type.Partial(
  Type.Object({
    reserve_pressure_mmHg: positive,
    ppO2_min_mmHg: positive,
    ppO2_max_mmHg: positive,
    o2_fraction_max: Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
    total_pressure_min_mmHg: positive,
    total_pressure_max_mmHg: positive,
    permissible_drop_mmHg_per_h: positive,
    abandon_below_reserve_min: notNegative,
  }),
  strict,
);

const moduleSchema = Type.Object(
  { id, name: Type.Optional(text), segment: Type.Optional(text), volume_m3: positive },
  strict,
);

const hatchSchema = Type.Object(
  {
    id,
    between: Type.Tuple([module, module], { description: "the ids of the two modules that it joins" }),
    state: Type.Optional(Type.Enum(["open", "closed"])),
    close_min: Type.Optional(notNegative),
    operable: Type.Optional(Type.Boolean()),
  },
  strict,
);

const vehicleSchema = Type.Object(
  { id, modules: Type.Array(module, { minItems: 1 }), seat: module, seats: Type.Integer({ minimum: 1 }) },
  strict,
);

const crewSchema = Type.Object(
  { id, vehicle: Type.String({ description: "the id of a vehicle" }), at: module },
  strict,
);

const supplySchema = Type.Object(
  { id, gas: Type.Enum(["o2", "n2", "air"]), mass_kg: notNegative, module, max_kg_per_h: positive },
  strict,
);

const sensorSchema = Type.Object(
  {
    id: Type.String({ pattern: "^[^\\s:]([^:]*[^\\s:])?$", description: "an id (text) without a colon" }),
    quantity: Type.Enum(["pressure", "temperature", "ppO2", "ppN2", "ppCO2", "ppH2O"]),
    module,
    unit: Type.String({ description: "a unit of pressure or temperature" }),
    sigma: positive,
    step: notNegative,
    period_s: positive,
  },
  strict,
);

export const stationSchema = Type.Object(
  {
    id,
    name: text,
    limits: Type.Optional(limitsSchema),
    modules: Type.Array(moduleSchema, { minItems: 1 }),
    hatches: Type.Optional(Type.Array(hatchSchema)),
    vehicles: Type.Optional(Type.Array(vehicleSchema)),
    crew: Type.Optional(Type.Array(crewSchema)),
    crew_count: Type.Optional(Type.Integer({ minimum: 0 })),
    metabolic_o2_kg_per_day: Type.Optional(notNegative),
    supplies: Type.Optional(Type.Array(supplySchema)),
    sensors: Type.Optional(Type.Array(sensorSchema)),
  },
  strict,
);

export type StationFile = Static<typeof stationSchema>;
export type LimitsFile = Static<typeof limitsSchema>;

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
