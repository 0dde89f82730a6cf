/** Where the sensors that are watched by the sample stand. */
import type { Sensor, Station } from "../station/index.ts";
import { isBrisk } from "./brisk.ts";
import type { Volume } from "./cabin.ts";

export interface Place {
  /** In the station file. */
  readonly place: number;
  readonly volume: Volume;
}

/** The place of a sensor among the volumes as they are now; undefined where it is not watched by the sample. */
export function startPlaces(station: Station): (volumes: readonly Volume[], sensor: Sensor) => Place | undefined {
  let known: readonly Volume[] = [];
  let places = new Map<Sensor, Place>();
  return (volumes, sensor) => {
    if (known !== volumes) {
      known = volumes;
      places = new Map();
      for (const [place, s] of station.sensors.entries()) {
        const volume = volumes.find((v) => v.modules.includes(s.module));
        if (volume !== undefined && isBrisk(s)) places.set(s, { place, volume });
      }
    }
    return places.get(sensor);
  };
}
