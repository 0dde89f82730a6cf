import type { Draft, Faults } from "../document/index.ts";
import { choice, phrase } from "../phrase/index.ts";
import { units } from "../quantity/index.ts";
import { checkIds, moduleChecker } from "./check-ids.ts";
import { checkCrew, checkVehicles } from "./check-vehicles.ts";
import { defaultLimits, dimensionOf, type StationFile } from "./schema.ts";

/** Adds every breach of a rule that ties one part of a station file to another. */
export function checkStation(draft: Draft<StationFile>, faults: Faults): void {
  for (const kind of ["modules", "hatches", "vehicles", "crew", "supplies", "sensors"] as const) {
    checkIds(kind, draft[kind], faults);
  }
  const checkModule = moduleChecker(draft, faults);
  checkLimits(draft.limits, faults);
  draft.hatches?.forEach((hatch, i) => {
    const [a, b] = hatch?.between ?? [];
    const path = ["hatches", i, "between"];
    checkModule(a, [...path, 0]);
    checkModule(b, [...path, 1]);
    if (a !== undefined && a === b)
      faults.add([...path, 1], phrase`another module than the hatch's first`, phrase`"${b}" again`);
  });
  checkShields(draft, faults);
  checkVehicles(draft, faults, checkModule);
  checkCrew(draft, faults, checkModule);
  draft.supplies?.forEach((supply, i) => {
    checkModule(supply?.module, ["supplies", i, "module"]);
  });
  draft.sensors?.forEach((sensor, i) => {
    checkModule(sensor?.module, ["sensors", i, "module"]);
    checkUnit(sensor, i, faults);
  });
}

/** A zone says how large it is once, and insulation lies between the sheets. */
function checkShields(draft: Draft<StationFile>, faults: Faults): void {
  draft.modules?.forEach((module, m) => {
    module?.shield?.forEach((zone, z) => {
      if (zone === undefined) return;
      const path = ["modules", m, "shield", z];
      const sizes = [zone.area_m2, Object.values(zone.faces_m2 ?? {})[0]].filter((x) => x !== undefined);
      if (sizes.length === 0) faults.add(path, phrase`area_m2, or faces_m2 with a face`, phrase`a zone without size`);
      else if (sizes.length === 2)
        faults.add([...path, "faces_m2"], phrase`area_m2 or faces_m2, one of them`, phrase`both`);
      if (zone.kind !== "whipple" || zone.insulation_standoff_cm === undefined) return;
      if (zone.standoff_cm === undefined || zone.insulation_standoff_cm <= zone.standoff_cm) return;
      faults.add([...path, "insulation_standoff_cm"], phrase`no more than standoff_cm, ${zone.standoff_cm}`);
    });
  });
}

function checkLimits(written: Draft<StationFile>["limits"], faults: Faults): void {
  for (const [low, high] of [
    ["ppO2_min_mmHg", "ppO2_max_mmHg"],
    ["total_pressure_min_mmHg", "total_pressure_max_mmHg"],
  ] as const) {
    const [min, max] = [written?.[low] ?? defaultLimits[low], written?.[high] ?? defaultLimits[high]];
    if (min < max) continue;
    if (written?.[low] === undefined) faults.add(["limits", high], phrase`a number above ${low}, ${min}`);
    else faults.add(["limits", low], phrase`a number below ${high}, ${max}`);
  }
}

type SensorDraft = NonNullable<Draft<StationFile>["sensors"]>[number];

function checkUnit(sensor: SensorDraft, i: number, faults: Faults): void {
  if (sensor?.unit === undefined || sensor.quantity === undefined) return;
  const fitting = Object.keys(units[dimensionOf(sensor.quantity)]);
  if (fitting.includes(sensor.unit)) return;
  faults.add(["sensors", i, "unit"], phrase`a unit of ${sensor.quantity}: ${choice(fitting, sensor.unit)}`);
}
