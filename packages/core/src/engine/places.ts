/** Where the sensors that are watched by the sample stand. */
import type { Station } from "../station/index.ts";
import { isBrisk } from "./brisk.ts";
import type { Volume } from "./cabin.ts";

/** The volume, of those that there are now, in which a sensor is watched by the sample; undefined where it is not. */
export function startPlaces(station: Station): (volumes: readonly Volume[], place: number) => Volume | undefined {
  const brisk = station.sensors.map(isBrisk);
  let known: readonly Volume[] = [];
  let places: (Volume | undefined)[] = [];
  return (volumes, place) => {
    if (known !== volumes) {
      known = volumes;
      places = station.sensors.map((s, k) =>
        brisk[k] ? volumes.find((v) => v.modules.includes(s.module)) : undefined,
      );
    }
    return places[place];
  };
}
