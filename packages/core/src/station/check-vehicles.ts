import type { Draft, Faults } from "../document/index.ts";
import { choice, phrase } from "../phrase/index.ts";
import { type CheckModule, idsOf } from "./check-ids.ts";
import type { StationFile } from "./schema.ts";

/** A vehicle is made of known modules that are in no other, and its seat is in one of them. */
export function checkVehicles(draft: Draft<StationFile>, faults: Faults, checkModule: CheckModule): void {
  const owner = new Map<string, string>();
  draft.vehicles?.forEach((vehicle, i) => {
    vehicle?.modules?.forEach((module, j) => {
      const path = ["vehicles", i, "modules", j];
      checkModule(module, path);
      if (module === undefined) return;
      const other = owner.get(module);
      if (other === undefined) owner.set(module, `vehicles[${i}]`);
      else faults.add(path, phrase`a module that is in no vehicle yet: ${other} has this one`);
    });
    const { seat, modules } = vehicle ?? {};
    // Where one of the modules could not be read, the seat may well be that one.
    if (seat === undefined || modules === undefined || modules.includes(undefined) || modules.includes(seat)) return;
    const named = modules.filter((module) => module !== undefined);
    faults.add(["vehicles", i, "seat"], choice(named, seat, phrase`one of the vehicle's modules`));
  });
}

/** Every person listed has a seat in a vehicle of the file and is in a module of it. */
export function checkCrew(draft: Draft<StationFile>, faults: Faults, checkModule: CheckModule): void {
  const vehicles = idsOf(draft.vehicles);
  const taken = new Map<string, number>();
  draft.crew?.forEach((person, i) => {
    checkModule(person?.at, ["crew", i, "at"]);
    const id = person?.vehicle;
    if (id === undefined) return;
    const path = ["crew", i, "vehicle"];
    if (!vehicles.includes(id)) {
      faults.add(path, choice(vehicles, id, phrase`the id of a vehicle`));
      return;
    }
    const riders = (taken.get(id) ?? 0) + 1;
    taken.set(id, riders);
    const seats = draft.vehicles?.find((vehicle) => vehicle?.id === id)?.seats;
    if (seats !== undefined && riders > seats) {
      faults.add(path, phrase`a vehicle with a free seat: ${id} has ${seats}`, phrase`"${id}" for person ${riders}`);
    }
  });
  const listed = draft.crew?.length ?? 0;
  if (listed > 0 && draft.crew_count !== undefined && draft.crew_count !== listed) {
    faults.add(["crew_count"], phrase`${listed}, as many as crew lists, or no crew_count`);
  }
}
