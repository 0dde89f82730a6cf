/** The sensors of a station by their ids, so that what belongs to one need not be looked for at every sample. */
import type { Sensor, Station } from "../station/index.ts";
import { type Recent, startVital, usualScatter, type Vital } from "../watch/index.ts";

export interface Known {
  readonly sensor: Sensor;
  /** In the station file. */
  readonly place: number;
  /** (unit2) Of a single reading, rounding included. */
  readonly variance: number;
  /** Those of the engine's state, once the sensor has spoken. */
  vital: Vital | null;
  recent: Recent | null;
}

/** In the order of the station file. */
export type Sensors = ReadonlyMap<string, Known>;

export const knownIn = ({ sensors }: Station): Sensors =>
  new Map(
    sensors.map((sensor, place) => {
      const variance = sensor.sigma ** 2 + sensor.step ** 2 / 12;
      return [sensor.id, { sensor, place, variance, vital: null, recent: null }];
    }),
  );

/** The life of a sensor that speaks, among those of the state. */
export function vitalOf(known: Known, vitals: { [sensor: string]: Vital }): Vital {
  if (known.vital === null) {
    vitals[known.sensor.id] ??= startVital(usualScatter(known.sensor));
    known.vital = vitals[known.sensor.id];
  }
  return known.vital;
}

/** The same where it may never have spoken. */
export function lifeOf(known: Known, vitals: { readonly [sensor: string]: Vital }): Vital | null {
  known.vital ??= vitals[known.sensor.id] ?? null;
  return known.vital;
}
