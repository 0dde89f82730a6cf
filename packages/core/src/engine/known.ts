/** The sensors of a station by their ids, so that what belongs to one need not be looked for at every sample. */
import type { Sensor, Station } from "../station/index.ts";
import { startVital, usualScatter, type Vital } from "../watch/index.ts";

export interface Known {
  readonly sensor: Sensor;
  /** In the station file. */
  readonly place: number;
  /** The one of the engine's state, once the sensor has spoken. */
  vital: Vital | null;
}

export const knownIn = ({ sensors }: Station): ReadonlyMap<string, Known> =>
  new Map(sensors.map((sensor, place) => [sensor.id, { sensor, place, vital: null }]));

/** The life of a sensor that speaks, among those of the state. */
export function vitalOf(known: Known, vitals: { [sensor: string]: Vital }): Vital {
  if (known.vital === null) {
    vitals[known.sensor.id] ??= startVital(usualScatter(known.sensor));
    known.vital = vitals[known.sensor.id];
  }
  return known.vital;
}
