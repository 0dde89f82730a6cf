/** A station in three lines, for tests. */
import type { WholeStation } from "./types.ts";

interface Parts {
  readonly modules: Readonly<Record<string, number>>;
  readonly hatches?: Readonly<Record<string, readonly [string, string]>>;
  readonly sensors?: Readonly<Record<string, readonly [module: string, unit: string]>>;
}

export const stationWith = ({ modules, hatches = {}, sensors = {} }: Parts): WholeStation => ({
  id: "test",
  name: "Test",
  modules: Object.entries(modules).map(([id, volume_m3]) => ({ id, name: id.toUpperCase(), volume_m3 })),
  hatches: Object.entries(hatches).map(([id, between]) => ({ id, between, state: "open", operable: true })),
  vehicles: [],
  crew: [],
  supplies: [],
  sensors: Object.entries(sensors).map(([id, [module, unit]]) => {
    return { id, quantity: "pressure", module, unit, period_s: 10 };
  }),
});
