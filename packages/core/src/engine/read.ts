/** Whether the pressure of a volume can be read. */
import type { Station } from "../station/index.ts";
import type { Cabin, Volume } from "./cabin.ts";

/** A gauge speaks in it, or somebody is there who can read one. */
export const isRead = (station: Station, cabin: Cabin, { modules }: Pick<Volume, "modules">) =>
  station.sensors.some((s) => isBarometerIn(s, modules)) ||
  station.crew.some(({ id }) => modules.includes(cabin.crew[id]));

/** A sensor of pressure in one of these modules. */
export const isBarometerIn = (sensor: Station["sensors"][number], modules: readonly string[]) =>
  sensor.quantity === "pressure" && modules.includes(sensor.module);
