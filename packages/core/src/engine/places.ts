/** Where the sensors that are watched by the sample stand. */
import type { Station } from "../station/index.ts";
import { isBrisk } from "./brisk.ts";
import type { Volume } from "./cabin.ts";
import type { Minute } from "./minute.ts";

/** What is known of the sensors themselves: those that are frozen or noisy are not looked at one by one. */
export type Doubted = Pick<Minute, "frozen" | "noisy">;

/** The volume, of those that there are, in which a sensor is watched by the sample; undefined where it is not. */
export type VolumeOf = (volumes: readonly Volume[], doubted: Doubted, place: number) => Volume | undefined;

/** Asked for every sample, and put together only where volumes or what is known of the sensors are others. */
export function startPlaces(station: Station): VolumeOf {
  const brisk = station.sensors.map(isBrisk);
  let places: (Volume | undefined)[] = [];
  let known: readonly Volume[] = [];
  let frozen: Doubted["frozen"] = [];
  let noisy: Doubted["noisy"] = {};
  return (volumes, doubted, place) => {
    if (known !== volumes || frozen !== doubted.frozen || noisy !== doubted.noisy) {
      known = volumes;
      ({ frozen, noisy } = doubted);
      places = station.sensors.map(({ id, module }, k) =>
        brisk[k] && !frozen.includes(id) && noisy[id] === undefined
          ? volumes.find((v) => v.modules.includes(module))
          : undefined,
      );
    }
    return places[place];
  };
}
