import { differenceToSI, toSI } from "../quantity/index.ts";
import { defaultLimits, dimensionOf, type LimitsFile, type StationFile } from "./schema.ts";
import { toZone } from "./shield-schema.ts";
import type { Hatch, Limits, Sensor, Station } from "./types.ts";

/** (min) To close a hatch, and to open it, for which the file says nothing. */
const defaultCloseMin = 5;

/** (kg/day) Oxygen that one person uses: 0.84 (0.5 to 1.3) in Human Spaceflight: Mission Analysis and Design. */
const defaultMetabolicO2 = 0.84;

/** A checked station file in SI units, every default filled in. */
export function toStation(file: StationFile): Station {
  const { modules, hatches = [], vehicles = [], crew = [], supplies = [], sensors = [] } = file;
  return {
    id: file.id,
    name: file.name,
    ...(file.norad_id !== undefined && { norad: String(file.norad_id) }),
    limits: toLimits(file.limits ?? {}),
    modules: modules.map(
      ({ id, name = id, segment, volume_m3, leak_prior, seal_age_years, life_support, at_m, shield }) => {
        const rest = {
          volume: toSI("volume", volume_m3, "m3"),
          ...(leak_prior !== undefined && { leakPrior: leak_prior }),
          ...(seal_age_years !== undefined && { sealAge: toSI("time", 365.25 * seal_age_years, "day") }),
          ...(life_support !== undefined && { lifeSupport: life_support }),
          ...(at_m !== undefined && { at: at_m }),
          ...(shield !== undefined && { shield: shield.map(toZone) }),
        };
        return segment === undefined ? { id, name, ...rest } : { id, name, segment, ...rest };
      },
    ),
    hatches: hatches.map(toHatch),
    vehicles,
    crew,
    crewCount: crew.length > 0 ? crew.length : (file.crew_count ?? 0),
    metabolicO2: toSI("massFlow", file.metabolic_o2_kg_per_day ?? defaultMetabolicO2, "kg/day"),
    supplies: supplies.map(({ id, gas, mass_kg, module, max_kg_per_h }) => {
      return { id, gas, mass: toSI("mass", mass_kg, "kg"), module, maxRate: toSI("massFlow", max_kg_per_h, "kg/h") };
    }),
    sensors: sensors.map(toSensor),
  };
}

function toLimits(written: LimitsFile): Limits {
  const limits = { ...defaultLimits, ...written };
  return {
    reservePressure: toSI("pressure", limits.reserve_pressure_mmHg, "mmHg"),
    ppO2Min: toSI("pressure", limits.ppO2_min_mmHg, "mmHg"),
    ppO2Max: toSI("pressure", limits.ppO2_max_mmHg, "mmHg"),
    o2FractionMax: limits.o2_fraction_max,
    totalPressureMin: toSI("pressure", limits.total_pressure_min_mmHg, "mmHg"),
    totalPressureMax: toSI("pressure", limits.total_pressure_max_mmHg, "mmHg"),
    permissibleDrop: toSI("pressureRate", limits.permissible_drop_mmHg_per_h, "mmHg/h"),
    abandonBelowReserve: toSI("time", limits.abandon_below_reserve_min, "min"),
  };
}

type HatchFile = NonNullable<StationFile["hatches"]>[number];

function toHatch(written: HatchFile): Hatch {
  const { id, between, state = "open", close_min = defaultCloseMin, open_min = close_min, operable = true } = written;
  const times = { closeTime: toSI("time", close_min, "min"), openTime: toSI("time", open_min, "min") };
  const hatch = { id, between, state, ...times, operable };
  return written.imv_cfm === undefined ? hatch : { ...hatch, imv: toSI("volumeFlow", written.imv_cfm, "cfm") };
}

type SensorFile = NonNullable<StationFile["sensors"]>[number];

function toSensor({ id, quantity, module, unit, sigma, step, period_s }: SensorFile): Sensor {
  const dimension = dimensionOf(quantity);
  return {
    id,
    quantity,
    module,
    unit,
    sigma: differenceToSI(dimension, sigma, unit),
    step: differenceToSI(dimension, step, unit),
    period: toSI("time", period_s, "s"),
  };
}
